import { index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'

/** What can be found: one row a published record, with the integer key that the full-text table needs (that table is in the migrations). */
export const searchDocumentTable = sqliteTable(
  'search_document',
  {
    rowid: integer('rowid').primaryKey(),
    type: text().notNull(),
    id: text().notNull(),
    sortName: text('sort_name').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    unique('search_document_record').on(table.type, table.id),
    index('search_document_by_name').on(table.type, table.sortName, table.id),
    index('search_document_by_update').on(table.type, table.updatedAt, table.id),
  ],
)

/** Values that lists are narrowed by. `valid_from` ≤ day < `valid_until` bounds values that hold for a time: a right of reuse. */
export const searchFacetTable = sqliteTable(
  'search_facet',
  {
    document: integer().notNull(),
    facet: text().notNull(),
    value: text().notNull(),
    from: text('valid_from').notNull(),
    until: text('valid_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.document, table.facet, table.value, table.from] }),
    index('search_facet_value').on(table.facet, table.value, table.document),
  ],
)
