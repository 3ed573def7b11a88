import { and, asc, countDistinct, desc, eq, gt, inArray, lt, ne, or, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import {
  deploymentTable,
  softwareDeveloperTable,
  softwareExpertTable,
  softwareRelationTable,
  softwareSourceTable,
  softwareTable,
} from '../../db/schema.ts'
import { build, type Statement, statement } from '../../db/statements.ts'
import { sortKey } from '../kernel/collation.ts'
import { textFor } from '../kernel/localized.ts'
import { cardOf, type SoftwareCard } from './card.ts'
import type { DeploymentDocument } from './deployment.ts'
import type { SoftwareDocument, SoftwareState } from './model.ts'
import { sourceKeys } from './sources.ts'

export interface SoftwareRecord {
  readonly id: string
  readonly version: number
  readonly state: SoftwareState
  readonly document: SoftwareDocument
  /** RFC 3339 instants. */
  readonly registeredAt: string
  readonly updatedAt: string
}

function softwareOf(row: typeof softwareTable.$inferSelect): SoftwareRecord {
  const { id, version, registeredAt, updatedAt } = row
  return { id, version, state: row.state as SoftwareState, document: JSON.parse(row.document), registeredAt, updatedAt }
}

export async function selectSoftware(read: Reader, id: string): Promise<SoftwareRecord | null> {
  const [row] = await read.select().from(softwareTable).where(eq(softwareTable.id, id))
  return row ? softwareOf(row) : null
}

/** Cards of entries in the order of `ids`; ids that are not there are left out. */
export async function selectSoftwareCards(read: Reader, ids: readonly string[]): Promise<readonly SoftwareCard[]> {
  if (ids.length === 0) return []
  const { id, version, state, card, updatedAt } = softwareTable
  const rows = await read
    .select({ id, version, state, card, updatedAt })
    .from(softwareTable)
    .where(inArray(id, [...ids]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((wanted) => {
    const row = byId.get(wanted)
    if (!row) return []
    return [
      {
        ...JSON.parse(row.card),
        id: row.id,
        recordVersion: row.version,
        state: row.state,
        updatedAt: row.updatedAt,
      } as SoftwareCard,
    ]
  })
}

/** Whole documents by id; ids that are not there are left out. */
export async function selectSoftwareDocuments(
  read: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SoftwareDocument>> {
  if (ids.length === 0) return new Map()
  const { id, document } = softwareTable
  const rows = await read
    .select({ id, document })
    .from(softwareTable)
    .where(inArray(id, [...ids]))
  return new Map(rows.map((row) => [row.id, JSON.parse(row.document) as SoftwareDocument]))
}

/**
 * The entry that is known by one of the addresses, if any.
 * @param but an entry that is not looked at
 */
export async function selectSoftwareBySource(
  read: Reader,
  keys: readonly string[],
  but: string | null = null,
): Promise<string | null> {
  if (keys.length === 0) return null
  const [row] = await read
    .select()
    .from(softwareSourceTable)
    .where(
      and(
        inArray(softwareSourceTable.url, [...keys]),
        but === null ? undefined : ne(softwareSourceTable.softwareId, but),
      ),
    )
    .limit(1)
  return row?.softwareId ?? null
}

/** Ids of the published entries of one holder, developer or expert, the last changed first. */
export async function selectSoftwareIdsOf(
  read: Reader,
  part: 'holder' | 'developer' | 'expert',
  id: string,
  limit: number,
): Promise<readonly string[]> {
  const published = eq(softwareTable.state, 'published')
  if (part === 'holder') {
    const rows = await read
      .select({ id: softwareTable.id })
      .from(softwareTable)
      .where(and(published, eq(softwareTable.holder, id)))
      .orderBy(desc(softwareTable.updatedAt), desc(softwareTable.id))
      .limit(limit)
    return rows.map((row) => row.id)
  }
  const table = part === 'developer' ? softwareDeveloperTable : softwareExpertTable
  const key = part === 'developer' ? softwareDeveloperTable.organizationId : softwareExpertTable.expertId
  const rows = await read
    .selectDistinct({ id: softwareTable.id, updatedAt: softwareTable.updatedAt })
    .from(softwareTable)
    .innerJoin(table, eq(table.softwareId, softwareTable.id))
    .where(and(published, eq(key, id)))
    .orderBy(desc(softwareTable.updatedAt), desc(softwareTable.id))
    .limit(limit)
  return rows.map((row) => row.id)
}

export interface IncomingRelation {
  readonly from: string
  readonly kind: string
}

/** Published entries that relate to this one. */
export async function selectRelationsTo(read: Reader, id: string, limit: number): Promise<readonly IncomingRelation[]> {
  const rows = await read
    .select({ from: softwareRelationTable.softwareId, kind: softwareRelationTable.kind })
    .from(softwareRelationTable)
    .innerJoin(softwareTable, eq(softwareTable.id, softwareRelationTable.softwareId))
    .where(and(eq(softwareRelationTable.targetId, id), eq(softwareTable.state, 'published')))
    .orderBy(asc(softwareRelationTable.softwareId))
    .limit(limit)
  return rows
}

/** Version 1 inserts, a later one updates exactly the version before it. */
export function writeSoftware(
  id: string,
  version: number,
  state: SoftwareState,
  document: SoftwareDocument,
  registeredAt: string,
  at: string,
): Statement {
  const name = textFor(document.identity.name, 'uk')?.text ?? id
  const row = {
    id,
    version,
    state,
    nameUk: document.identity.name['uk'] ?? null,
    nameEn: document.identity.name['en'] ?? null,
    name,
    sortName: sortKey(name),
    holder: document.rights.holder,
    license: document.rights.license,
    developmentStatus: document.identity.developmentStatus,
    lifecycleStage: document.identity.lifecycleStage,
    demonstration: document.demonstration,
    civic: document.civic,
    card: JSON.stringify(cardOf(document)),
    document: JSON.stringify(document),
    registeredAt,
    updatedAt: at,
  }
  if (version === 1) return statement(build.insert(softwareTable).values(row))
  return statement(
    build
      .update(softwareTable)
      .set(row)
      .where(and(eq(softwareTable.id, id), eq(softwareTable.version, version - 1))),
  )
}

/** Everything that is derived from an entry's document, made anew: addresses, developers, experts, relations. */
export function writeSoftwareProjections(id: string, document: SoftwareDocument): Statement[] {
  const statements = [
    statement(build.delete(softwareSourceTable).where(eq(softwareSourceTable.softwareId, id))),
    statement(build.delete(softwareDeveloperTable).where(eq(softwareDeveloperTable.softwareId, id))),
    statement(build.delete(softwareExpertTable).where(eq(softwareExpertTable.softwareId, id))),
    statement(build.delete(softwareRelationTable).where(eq(softwareRelationTable.softwareId, id))),
  ]
  const sources = sourceKeys(document).map((url) => ({ url, softwareId: id }))
  const developers = document.people.developers.flatMap(({ organization, role }, position) =>
    organization === null ? [] : [{ softwareId: id, position, organizationId: organization, role }],
  )
  const experts = document.people.experts.map(({ expert, role }, position) => ({
    softwareId: id,
    position,
    expertId: expert,
    role,
  }))
  const relations = document.relations.flatMap(({ kind, target }, position) =>
    target === null ? [] : [{ softwareId: id, position, kind, targetId: target }],
  )
  if (sources.length > 0) statements.push(statement(build.insert(softwareSourceTable).values(sources)))
  if (developers.length > 0) statements.push(statement(build.insert(softwareDeveloperTable).values(developers)))
  if (experts.length > 0) statements.push(statement(build.insert(softwareExpertTable).values(experts)))
  if (relations.length > 0) statements.push(statement(build.insert(softwareRelationTable).values(relations)))
  return statements
}

export interface DeploymentRecord {
  readonly id: string
  readonly version: number
  readonly document: DeploymentDocument
  readonly updatedAt: string
}

function deploymentOf(row: typeof deploymentTable.$inferSelect): DeploymentRecord {
  return { id: row.id, version: row.version, document: JSON.parse(row.document), updatedAt: row.updatedAt }
}

export async function selectDeployment(read: Reader, id: string): Promise<DeploymentRecord | null> {
  const [row] = await read.select().from(deploymentTable).where(eq(deploymentTable.id, id))
  return row ? deploymentOf(row) : null
}

/** Deployments of a software or of an organization by register number, after one. */
export async function selectDeployments(
  read: Reader,
  of: { readonly software?: string; readonly organization?: string },
  after: string | null,
  limit: number,
): Promise<readonly DeploymentRecord[]> {
  const rows = await read
    .select()
    .from(deploymentTable)
    .where(
      and(
        of.software === undefined ? undefined : eq(deploymentTable.softwareId, of.software),
        of.organization === undefined ? undefined : eq(deploymentTable.organizationId, of.organization),
        after === null ? undefined : gt(deploymentTable.id, after),
      ),
    )
    .orderBy(asc(deploymentTable.id))
    .limit(limit)
  return rows.map(deploymentOf)
}

/** How many organizations run each entry now (pilots included). */
export async function countRunning(read: Reader, softwareIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (softwareIds.length === 0) return new Map()
  const rows = await read
    .select({ id: deploymentTable.softwareId, running: countDistinct(deploymentTable.organizationId) })
    .from(deploymentTable)
    .where(
      and(inArray(deploymentTable.softwareId, [...softwareIds]), inArray(deploymentTable.state, ['pilot', 'in-use'])),
    )
    .groupBy(deploymentTable.softwareId)
  return new Map(rows.map(({ id, running }) => [id, running]))
}

/** The deployments of the same software in the same organization that have not ended, as a statement for `Change.noneOf`. */
export function openDeployments({ software, organization }: DeploymentDocument): Statement {
  const { softwareId, organizationId, state } = deploymentTable
  return statement(
    sql`select 1 from ${deploymentTable} where ${and(eq(softwareId, software), eq(organizationId, organization), ne(state, 'retired'))}`,
  )
}

export function writeDeployment(id: string, version: number, document: DeploymentDocument, at: string): Statement {
  const row = {
    id,
    version,
    softwareId: document.software,
    organizationId: document.organization,
    state: document.state,
    since: document.since,
    confirmedOn: document.confirmedOn,
    demonstration: document.demonstration,
    document: JSON.stringify(document),
    updatedAt: at,
  }
  if (version === 1) return statement(build.insert(deploymentTable).values(row))
  return statement(
    build
      .update(deploymentTable)
      .set(row)
      .where(and(eq(deploymentTable.id, id), eq(deploymentTable.version, version - 1))),
  )
}

/** Entries that are not published, the last changed first: drafts, queues, archives. `holder` narrows to one organization. */
export async function selectUnpublished(
  read: Reader,
  states: readonly SoftwareState[],
  holder: string | null,
  after: readonly [string, string] | null,
  limit: number,
): Promise<readonly { readonly id: string; readonly updatedAt: string }[]> {
  return read
    .select({ id: softwareTable.id, updatedAt: softwareTable.updatedAt })
    .from(softwareTable)
    .where(
      and(
        inArray(softwareTable.state, [...states]),
        holder === null ? undefined : eq(softwareTable.holder, holder),
        after
          ? or(
              lt(softwareTable.updatedAt, after[0]),
              and(eq(softwareTable.updatedAt, after[0]), lt(softwareTable.id, after[1])),
            )
          : undefined,
      ),
    )
    .orderBy(desc(softwareTable.updatedAt), desc(softwareTable.id))
    .limit(limit)
}
