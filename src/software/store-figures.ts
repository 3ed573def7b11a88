import { and, asc, count, countDistinct, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { deploymentTable, expertTable, organizationTable, settingTable, softwareTable } from '../../db/schema.ts'

/** States of a deployment in which the software really runs. */
const RUNNING = ['pilot', 'in-use']

export interface RegisterFigures {
  readonly organizations: number
  /** Deployments that run, and the organizations and regions they run in. */
  readonly deployments: number
  readonly runningOrganizations: number
  readonly regions: number
}

/** The figures of the home page that lists do not give by themselves. */
export async function selectRegisterFigures(read: Reader): Promise<RegisterFigures> {
  const [organizations] = await read.select({ n: count() }).from(organizationTable)
  const [running] = await read
    .select({
      deployments: count(),
      organizations: countDistinct(deploymentTable.organizationId),
      regions: countDistinct(organizationTable.region),
    })
    .from(deploymentTable)
    .innerJoin(organizationTable, eq(organizationTable.id, deploymentTable.organizationId))
    .where(inArray(deploymentTable.state, RUNNING))
  return {
    organizations: organizations?.n ?? 0,
    deployments: running?.deployments ?? 0,
    runningOrganizations: running?.organizations ?? 0,
    regions: running?.regions ?? 0,
  }
}

/** How many deployments run in each region (KATOTTG prefix, `UA46`), by where the organization is registered. */
export async function countRunningByRegion(read: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await read
    .select({ region: organizationTable.region, running: count() })
    .from(deploymentTable)
    .innerJoin(organizationTable, eq(organizationTable.id, deploymentTable.organizationId))
    .where(and(inArray(deploymentTable.state, RUNNING), isNotNull(organizationTable.region)))
    .groupBy(organizationTable.region)
  return new Map(rows.flatMap(({ region, running }) => (region === null ? [] : [[region, running] as const])))
}

/** The setting in which the loader of demonstration data leaves the numbers of the real systems it brought, a JSON array. */
export const REAL_SYSTEMS = 'real-systems'

/** Published entries about the real systems that came with the demonstration data, the first registered first. */
export async function selectRealSoftwareIds(read: Reader, limit: number): Promise<readonly string[]> {
  const [setting] = await read.select().from(settingTable).where(eq(settingTable.name, REAL_SYSTEMS))
  const ids: readonly string[] = setting === undefined ? [] : JSON.parse(setting.value)
  const rows = await read
    .select({ id: softwareTable.id })
    .from(softwareTable)
    .where(and(eq(softwareTable.state, 'published'), inArray(softwareTable.id, [...ids])))
    .orderBy(asc(softwareTable.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Published entries, the last changed first; demonstration ones alone when `demonstration` is set. */
export async function selectNewestSoftwareIds(
  read: Reader,
  limit: number,
  demonstration?: boolean,
): Promise<readonly string[]> {
  const rows = await read
    .select({ id: softwareTable.id })
    .from(softwareTable)
    .where(
      and(
        eq(softwareTable.state, 'published'),
        demonstration === undefined ? undefined : eq(softwareTable.demonstration, demonstration),
      ),
    )
    .orderBy(desc(softwareTable.updatedAt), desc(softwareTable.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** What has a page of its own, for the sitemap. */
export type PublishedKind = 'software' | 'organizations' | 'experts'

export interface Published {
  readonly id: string
  /** RFC 3339 instant. */
  readonly updatedAt: string
}

function publishedOf(kind: PublishedKind) {
  switch (kind) {
    case 'software':
      return { table: softwareTable, where: eq(softwareTable.state, 'published') }
    case 'organizations':
      return { table: organizationTable, where: undefined }
    case 'experts':
      return { table: expertTable, where: eq(expertTable.consent, 'given') }
  }
}

export async function countPublished(read: Reader, kind: PublishedKind): Promise<number> {
  const { table, where } = publishedOf(kind)
  const [row] = await read.select({ n: count() }).from(table).where(where)
  return row?.n ?? 0
}

/** A stretch of the published records of a kind, in the order of their numbers. */
export async function selectPublished(
  read: Reader,
  kind: PublishedKind,
  offset: number,
  limit: number,
): Promise<readonly Published[]> {
  const { table, where } = publishedOf(kind)
  return read
    .select({ id: table.id, updatedAt: table.updatedAt })
    .from(table)
    .where(where)
    .orderBy(asc(table.id))
    .limit(limit)
    .offset(offset)
}
