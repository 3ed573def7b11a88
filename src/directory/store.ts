import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { expertTable, organizationTable } from '../../db/schema.ts'
import { build, type Statement, statement } from '../../db/statements.ts'
import { sortKey } from '../kernel/collation.ts'
import { regionOf } from '../kernel/katottg.ts'
import { type LocalizedText, textFor } from '../kernel/localized.ts'
import type { ExpertDocument, OrganizationDocument, PublicExpert } from './model.ts'

export interface OrganizationRecord {
  readonly id: string
  readonly version: number
  readonly document: OrganizationDocument
  /** RFC 3339 instant of the last change. */
  readonly updatedAt: string
}

/** What lists and links show of an organization. */
export interface OrganizationName {
  readonly id: string
  readonly name: LocalizedText
  readonly shortName: LocalizedText | null
  readonly kind: OrganizationDocument['kind']
  readonly level: OrganizationDocument['level']
  /** KATOTTG prefix, `UA46`. */
  readonly region: string | null
  readonly population: number | null
  readonly demonstration: boolean
  readonly confirmed: boolean
}

function organizationOf(row: typeof organizationTable.$inferSelect): OrganizationRecord {
  return { id: row.id, version: row.version, document: JSON.parse(row.document), updatedAt: row.updatedAt }
}

export async function selectOrganization(read: Reader, id: string): Promise<OrganizationRecord | null> {
  const [row] = await read.select().from(organizationTable).where(eq(organizationTable.id, id))
  return row ? organizationOf(row) : null
}

export async function selectOrganizationNames(
  read: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OrganizationName>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  // One parameter for all: a permission may name thousands, and SQLite takes 32,766 parameters.
  const rows = await read
    .select()
    .from(organizationTable)
    .where(sql`${organizationTable.id} in (select value from json_each(${JSON.stringify(wanted)}))`)
  return new Map(rows.map((row) => [row.id, nameOf(row)]))
}

function nameOf(row: typeof organizationTable.$inferSelect): OrganizationName {
  const document = JSON.parse(row.document) as OrganizationDocument
  const { name, shortName, kind, level, population, demonstration, confirmed } = document
  return { id: row.id, name, shortName, kind, level, region: row.region, population, demonstration, confirmed }
}

/** Organizations in alphabetical order after a key. */
export async function selectOrganizationsByName(
  read: Reader,
  after: readonly [string, string] | null,
  limit: number,
): Promise<readonly (OrganizationName & { readonly sortName: string })[]> {
  const rows = await read
    .select()
    .from(organizationTable)
    .where(
      after
        ? or(
            gt(organizationTable.sortName, after[0]),
            and(eq(organizationTable.sortName, after[0]), gt(organizationTable.id, after[1])),
          )
        : undefined,
    )
    .orderBy(asc(organizationTable.sortName), asc(organizationTable.id))
    .limit(limit)
  return rows.map((row) => ({ ...nameOf(row), sortName: row.sortName }))
}

function organizationRow(
  id: string,
  version: number,
  document: OrganizationDocument,
  at: string,
): typeof organizationTable.$inferInsert {
  const name = textFor(document.name, 'uk')?.text ?? id
  return {
    id,
    version,
    scheme: document.scheme,
    identifier: document.identifier,
    nameUk: document.name['uk'] ?? null,
    nameEn: document.name['en'] ?? null,
    name,
    sortName: sortKey(name),
    kind: document.kind,
    level: document.level,
    region: document.katottg === null ? null : regionOf(document.katottg),
    population: document.population,
    demonstration: document.demonstration,
    confirmed: document.confirmed,
    document: JSON.stringify(document),
    updatedAt: at,
  }
}

/** Version 1 inserts, a later one updates exactly the version before it. */
export function writeOrganization(id: string, version: number, document: OrganizationDocument, at: string): Statement {
  const row = organizationRow(id, version, document, at)
  if (version === 1) return statement(build.insert(organizationTable).values(row))
  return statement(
    build
      .update(organizationTable)
      .set(row)
      .where(and(eq(organizationTable.id, id), eq(organizationTable.version, version - 1))),
  )
}

export interface ExpertRecord {
  readonly id: string
  readonly version: number
  readonly document: PublicExpert | ExpertDocument
  readonly updatedAt: string
}

function expertOf(row: typeof expertTable.$inferSelect): ExpertRecord {
  return { id: row.id, version: row.version, document: JSON.parse(row.document), updatedAt: row.updatedAt }
}

export async function selectExperts(read: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, ExpertRecord>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await read.select().from(expertTable).where(inArray(expertTable.id, wanted))
  return new Map(rows.map((row) => [row.id, expertOf(row)]))
}

/** Experts with consent, by register number, after one. */
export async function selectPublishedExperts(
  read: Reader,
  after: string | null,
  limit: number,
): Promise<readonly ExpertRecord[]> {
  const rows = await read
    .select()
    .from(expertTable)
    .where(and(eq(expertTable.consent, 'given'), after === null ? undefined : gt(expertTable.id, after)))
    .orderBy(asc(expertTable.id))
    .limit(limit)
  return rows.map(expertOf)
}

/** `document` is what is kept: of a person who withdrew, the consent alone. */
export function writeExpert(
  id: string,
  version: number,
  document: PublicExpert | ExpertDocument,
  at: string,
): Statement {
  const name = 'name' in document ? document.name : {}
  const row = {
    id,
    version,
    consent: document.consent.state,
    nameUk: name['uk'] ?? null,
    nameEn: name['en'] ?? null,
    demonstration: document.demonstration,
    document: JSON.stringify(document),
    updatedAt: at,
  }
  if (version === 1) return statement(build.insert(expertTable).values(row))
  return statement(
    build
      .update(expertTable)
      .set(row)
      .where(and(eq(expertTable.id, id), eq(expertTable.version, version - 1))),
  )
}
