import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'

export const organizationTable = sqliteTable(
  'organization',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    scheme: text().notNull(),
    identifier: text().notNull(),
    nameUk: text('name_uk'),
    nameEn: text('name_en'),
    /** The Ukrainian name, else the English, else any. */
    name: text().notNull(),
    /** `sortKey(name)`: orders by the Ukrainian alphabet where SQLite would order by code point. */
    sortName: text('sort_name').notNull(),
    kind: text().notNull(),
    level: text(),
    /** KATOTTG prefix of the region, `UA46`. */
    region: text(),
    population: integer(),
    demonstration: integer({ mode: 'boolean' }).notNull(),
    confirmed: integer({ mode: 'boolean' }).notNull(),
    /** The whole record as JSON. */
    document: text().notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    unique('organization_identifier').on(table.scheme, table.identifier),
    index('organization_region').on(table.region),
    index('organization_name').on(table.sortName, table.id),
  ],
)

export const expertTable = sqliteTable('expert', {
  id: text().primaryKey(),
  version: integer().notNull(),
  consent: text().notNull(),
  nameUk: text('name_uk'),
  nameEn: text('name_en'),
  demonstration: integer({ mode: 'boolean' }).notNull(),
  /** The whole record as JSON; after a withdrawal of consent only the consent itself. */
  document: text().notNull(),
  updatedAt: text('updated_at').notNull(),
})
