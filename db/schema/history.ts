import { blob, index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'

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

/** Checkpoints of the log, in the order in which they were signed. Readers are shown what is published. */
export const logCheckpointTable = sqliteTable(
  'log_checkpoint',
  {
    seq: integer().primaryKey(),
    /** Leaves it covers. */
    size: integer().notNull(),
    /** Root hash, lower-case hexadecimal. */
    root: text().notNull(),
    /** The signed note, as it is served. */
    note: text().notNull(),
    at: text().notNull(),
    /** When the copy outside the database had it too; null: nobody was shown it yet. */
    publishedAt: text('published_at'),
  },
  (table) => [index('log_checkpoint_size').on(table.size)],
)

/** The verifier keys whose signatures checkpoints carry or carried: old ones are needed for as long as old proofs are. */
export const logKeyTable = sqliteTable('log_key', {
  /** `name+id+base64`, as it is given to whoever verifies. */
  vkey: text().primaryKey(),
  since: text().notNull(),
  /** Null while it signs. */
  until: text(),
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
