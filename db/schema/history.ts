import { blob, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'

/** One row an accepted batch of changes. Its key makes a retry after an unanswered commit recognisable. */
export const commitTable = sqliteTable('commits', {
  id: text().primaryKey(),
  at: text().notNull(),
})

/** The append-only log: one leaf a version, `idx` without gaps from 0. */
export const leafTable = sqliteTable(
  'leaf',
  {
    idx: integer().primaryKey(),
    type: text().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    /** SHA-256 of the envelope, lower-case hexadecimal. */
    sha256: text().notNull(),
    /** The canonical leaf, the exact text that is hashed into the log. */
    bytes: text().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [unique('leaf_of_version').on(table.type, table.id, table.version)],
)

/** Every version of every record. `envelope` is null after an erasure; the leaf's hash stays. */
export const versionTable = sqliteTable(
  'version',
  {
    type: text().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    at: text().notNull(),
    sha256: text().notNull(),
    envelope: text(),
  },
  (table) => [primaryKey({ columns: [table.type, table.id, table.version] })],
)

/** Never holds a row: inserting into it refuses the batch with the reason given (see the triggers). */
export const guardTable = sqliteTable('guard', { reason: text().notNull() })

/** Every checkpoint that was signed: append-only, each larger than the one before. */
export const logCheckpointTable = sqliteTable('log_checkpoint', {
  /** How many leaves it covers. */
  size: integer().primaryKey(),
  /** Merkle tree hash of those leaves, lower-case hexadecimal. */
  root: text().notNull(),
  /** The signed note, the exact text that is published. */
  note: text().notNull(),
  at: text().notNull(),
})

/** Hashes of the tree in tiles of 256 (C2SP tlog-tiles), worked out from the leaves. */
export const logTileTable = sqliteTable(
  'log_tile',
  {
    level: integer().notNull(),
    n: integer().notNull(),
    /** How many hashes it holds, 1 to 256. */
    width: integer().notNull(),
    /** The hashes, 32 bytes each. */
    hashes: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.n] })],
)
