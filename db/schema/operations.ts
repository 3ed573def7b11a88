import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Operational state: not facts of the register, without versions, written through `history/record.ts` alone. */

/** The next register number of each type. Gaps are fine, reuse is not. */
export const sequenceTable = sqliteTable('sequence', { type: text().primaryKey(), next: integer().notNull() })

export const apiKeyTable = sqliteTable('api_key', {
  /** The public part of the key. */
  id: text().primaryKey(),
  /** SHA-256 of the whole key, lower-case hexadecimal. */
  sha256: text().notNull(),
  name: text().notNull(),
  role: text().notNull(),
  organizationId: text('organization_id'),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at'),
  lastUsedAt: text('last_used_at'),
  revokedAt: text('revoked_at'),
  /** What the key is for, as a JSON array. */
  scopes: text().notNull().default('["read","write"]'),
  /** The membership of whoever made it; null: the operator. */
  createdBy: text('created_by'),
})

/** An official table of codes, replaced whole when a newer file is loaded. */
export const codeTableTable = sqliteTable('code_table', {
  scheme: text().primaryKey(),
  source: text().notNull(),
  date: text(),
  /** False for the part that ships with the program, true after the official file was loaded. */
  complete: integer({ mode: 'boolean' }).notNull(),
  rows: integer().notNull(),
  sha256: text().notNull(),
  loadedAt: text('loaded_at').notNull(),
})

export const codeTable = sqliteTable(
  'code',
  {
    scheme: text().notNull(),
    code: text().notNull(),
    titleUk: text('title_uk').notNull(),
    titleEn: text('title_en'),
    parent: text(),
    category: text(),
    /** Further columns of the scheme as JSON. */
    details: text(),
  },
  (table) => [primaryKey({ columns: [table.scheme, table.code] }), index('code_parent').on(table.scheme, table.parent)],
)

export const importRunTable = sqliteTable('import_run', {
  id: text().primaryKey(),
  format: text().notNull(),
  startedAt: text('started_at').notNull(),
  finishedAt: text('finished_at'),
  actorRole: text('actor_role').notNull(),
  organizationId: text('organization_id'),
  /** Counts as JSON. */
  counts: text(),
})

/** One file or row of an import and its fate. Quarantined ones keep their raw bytes, and can be tried again, until they are resolved. */
export const importItemTable = sqliteTable(
  'import_item',
  {
    id: text().primaryKey(),
    runId: text('run_id').notNull(),
    position: integer().notNull(),
    source: text().notNull(),
    outcome: text().notNull(),
    recordId: text('record_id'),
    /** Findings as JSON. */
    findings: text().notNull(),
    sha256: text().notNull(),
    raw: blob({ mode: 'buffer' }),
    resolvedAt: text('resolved_at'),
    /** Where the file lies, of quarantined ones: by it a newer attempt at the same file is known. Null: nobody can tell. */
    place: text(),
  },
  (table) => [
    index('import_item_run').on(table.runId, table.position),
    index('import_item_outcome').on(table.outcome, table.resolvedAt),
  ],
)

/** Small values the program keeps for itself, e.g. that the demonstration data was loaded. */
export const settingTable = sqliteTable('setting', { name: text().primaryKey(), value: text().notNull() })
