import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const softwareTable = sqliteTable(
  'software',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    state: text().notNull(),
    nameUk: text('name_uk'),
    nameEn: text('name_en'),
    /** The Ukrainian name, else the English, else any. */
    name: text().notNull(),
    /** `sortKey(name)`: orders by the Ukrainian alphabet where SQLite would order by code point. */
    sortName: text('sort_name').notNull(),
    holder: text(),
    license: text(),
    developmentStatus: text('development_status'),
    lifecycleStage: text('lifecycle_stage'),
    demonstration: integer({ mode: 'boolean' }).notNull(),
    civic: integer({ mode: 'boolean' }).notNull(),
    /** What a result row shows, as JSON: kept small so that lists never read whole documents. */
    card: text().notNull(),
    /** The whole record as JSON. */
    document: text().notNull(),
    registeredAt: text('registered_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    index('software_by_update').on(table.state, table.updatedAt, table.id),
    index('software_by_name').on(table.state, table.sortName, table.id),
    index('software_by_holder').on(table.holder),
  ],
)

/** Addresses by which an import knows an entry again, normalised. */
export const softwareSourceTable = sqliteTable(
  'software_source',
  { url: text().primaryKey(), softwareId: text('software_id').notNull() },
  (table) => [index('software_source_software').on(table.softwareId)],
)

export const softwareDeveloperTable = sqliteTable(
  'software_developer',
  {
    softwareId: text('software_id').notNull(),
    position: integer().notNull(),
    organizationId: text('organization_id').notNull(),
    role: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.softwareId, table.position] }),
    index('software_developer_organization').on(table.organizationId),
  ],
)

export const softwareExpertTable = sqliteTable(
  'software_expert',
  {
    softwareId: text('software_id').notNull(),
    position: integer().notNull(),
    expertId: text('expert_id').notNull(),
    role: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.softwareId, table.position] }),
    index('software_expert_expert').on(table.expertId),
  ],
)

export const softwareRelationTable = sqliteTable(
  'software_relation',
  {
    softwareId: text('software_id').notNull(),
    position: integer().notNull(),
    kind: text().notNull(),
    targetId: text('target_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.softwareId, table.position] }),
    index('software_relation_target').on(table.targetId),
  ],
)

export const deploymentTable = sqliteTable(
  'deployment',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    softwareId: text('software_id').notNull(),
    organizationId: text('organization_id').notNull(),
    state: text().notNull(),
    since: text(),
    confirmedOn: text('confirmed_on'),
    demonstration: integer({ mode: 'boolean' }).notNull(),
    document: text().notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    index('deployment_software').on(table.softwareId, table.state),
    index('deployment_organization').on(table.organizationId),
  ],
)

/** A change to a published entry that somebody proposed and a registrar decides on. */
export const proposalTable = sqliteTable(
  'proposal',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    softwareId: text('software_id').notNull(),
    /** The version of the entry that the change was made from. */
    baseVersion: integer('base_version').notNull(),
    /** `submitted`, `returned`, `accepted` or `withdrawn`. */
    state: text().notNull(),
    /** Who proposed it. */
    organizationId: text('organization_id'),
    submittedAt: text('submitted_at').notNull(),
    /** The whole record as JSON: the proposed document, reasons, decisions. */
    document: text().notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    index('proposal_queue').on(table.state, table.submittedAt),
    // One open proposal an entry: whoever comes second works on the same one.
    uniqueIndex('proposal_open').on(table.softwareId).where(sql`state in ('submitted', 'returned')`),
  ],
)
