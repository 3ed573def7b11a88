import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'

/**
 * What can be found: one row a published record. The key is a number of the record's type and, within it, of the order of
 * updates (`src/search/index-rows.ts`).
 */
export const searchDocumentTable = sqliteTable(
  'search_document',
  {
    rowid: integer('rowid').primaryKey(),
    type: text().notNull(),
    id: text().notNull(),
    title: text().notNull(),
    sortName: text('sort_name').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    unique('search_document_record').on(table.type, table.id),
    index('search_document_by_name').on(table.type, table.sortName, table.id),
  ],
)

/** The terms of a record, fields in the order of `SEARCH_FIELDS` with ` | ` between them: what ranking reads. */
export const searchStemsTable = sqliteTable('search_stems', {
  document: integer().primaryKey(),
  stems: text().notNull(),
})

/** For counting, in rows as narrow as can be: numbers of a record's facet values, `78@2024-01-01/2027-01-01` for a time. */
export const searchFacetsTable = sqliteTable('search_facets', {
  document: integer().primaryKey(),
  facets: text().notNull(),
})

/** How many records of each type there are. Kept by triggers on `search_document`. */
export const searchCountTable = sqliteTable('search_count', {
  type: text().primaryKey(),
  documents: integer().notNull(),
})

export const searchFacetValueTable = sqliteTable(
  'search_facet_value',
  { id: integer().primaryKey(), facet: text().notNull(), value: text().notNull() },
  (table) => [unique('search_facet_value_once').on(table.facet, table.value)],
)

/** `valid_from` ≤ day < `valid_until` bounds values that hold for a time: a right of reuse. */
export const searchTimedFacetTable = sqliteTable(
  'search_timed_facet',
  {
    document: integer().notNull(),
    facetValue: integer('facet_value').notNull(),
    from: text('valid_from').notNull(),
    until: text('valid_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.document, table.facetValue, table.from] }),
    index('search_timed_facet_value').on(table.facetValue, table.document),
  ],
)

/** The vocabulary of words: each term, how it is spelled without what people confuse, a form a reader knows, in how many records. */
export const searchTermTable = sqliteTable(
  'search_term',
  { term: text().primaryKey(), skeleton: text().notNull(), form: text().notNull(), df: integer().notNull() },
  (table) => [
    index('search_term_skeleton').on(table.skeleton),
    index('search_term_unused').on(table.term).where(sql`df <= 0`),
  ],
)

/** Terms that are no words but numbers, in how many records: every record brings some of its own, and none is guessed at. */
export const searchNumberTable = sqliteTable(
  'search_number',
  { term: text().primaryKey(), df: integer().notNull() },
  (table) => [index('search_number_unused').on(table.term).where(sql`df <= 0`)],
)

/** Kept by triggers on the vocabulary. */
export const searchDeletionTable = sqliteTable(
  'search_deletion',
  { key: text().notNull(), term: text().notNull() },
  (table) => [primaryKey({ columns: [table.key, table.term] })],
)

/** The thesaurus as terms: `equal` is typed and looked for, `typed` only typed, `target` only looked for. */
export const searchSynonymTable = sqliteTable(
  'search_synonym',
  { concept: text().notNull(), key: text().notNull(), label: text().notNull(), role: text().notNull() },
  (table) => [primaryKey({ columns: [table.concept, table.key] }), index('search_synonym_key').on(table.key)],
)
