import { and, asc, count, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { deploymentTable, organizationTable, softwareExpertTable, softwareTable } from '../../db/schema.ts'
import { type OrganizationName, selectOrganizationNames } from '../directory/store.ts'
import type { COMMUNITY_SIZES } from '../software/model.ts'

/** What an organization has to do with, in figures. */
export interface OrganizationFigures {
  /** Published entries whose rights it holds. */
  readonly holds: number
  /** Published entries that it runs now, pilots included. */
  readonly runs: number
}

const RUNNING = ['in-use', 'pilot']

export async function selectOrganizationFigures(
  read: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OrganizationFigures>> {
  if (ids.length === 0) return new Map()
  const held = await read
    .select({ id: softwareTable.holder, number: count() })
    .from(softwareTable)
    .where(and(inArray(softwareTable.holder, [...ids]), eq(softwareTable.state, 'published')))
    .groupBy(softwareTable.holder)
  const run = await read
    .select({ id: deploymentTable.organizationId, number: count() })
    .from(deploymentTable)
    .innerJoin(softwareTable, eq(softwareTable.id, deploymentTable.softwareId))
    .where(
      and(
        inArray(deploymentTable.organizationId, [...ids]),
        inArray(deploymentTable.state, RUNNING),
        eq(softwareTable.state, 'published'),
      ),
    )
    .groupBy(deploymentTable.organizationId)
  const numbers = (rows: readonly { id: string | null; number: number }[], id: string) =>
    rows.find((row) => row.id === id)?.number ?? 0
  return new Map(ids.map((id) => [id, { holds: numbers(held, id), runs: numbers(run, id) }]))
}

/** How many published entries each expert was involved in. */
export async function selectInvolvements(read: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await read
    .select({
      id: softwareExpertTable.expertId,
      number: sql<number>`count(distinct ${softwareExpertTable.softwareId})`,
    })
    .from(softwareExpertTable)
    .innerJoin(softwareTable, eq(softwareTable.id, softwareExpertTable.softwareId))
    .where(and(inArray(softwareExpertTable.expertId, [...ids]), eq(softwareTable.state, 'published')))
    .groupBy(softwareExpertTable.expertId)
  return new Map(rows.map(({ id, number }) => [id, number]))
}

type CommunitySize = (typeof COMMUNITY_SIZES)[number]

/** Each class with the least number of inhabitants that belongs to it, the largest first. */
const LEAST: readonly (readonly [CommunitySize, number])[] = [
  ['over-200000', 200_000],
  ['50000-200000', 50_000],
  ['10000-50000', 10_000],
  ['5000-10000', 5_000],
  ['under-5000', 0],
]

/** The size class of a community; a bound belongs to the class above it. */
export function communitySize(population: number): CommunitySize {
  return LEAST.find(([, least]) => population >= least)?.[0] ?? 'under-5000'
}

/** Communities of the same size class as one with that population, the closest in population first. */
export async function selectCommunitiesLike(
  read: Reader,
  id: string,
  population: number,
  limit: number,
): Promise<readonly OrganizationName[]> {
  const index = LEAST.findIndex(([, least]) => population >= least)
  const least = LEAST[index]?.[1] ?? 0
  const below = LEAST[index - 1]?.[1] ?? Number.MAX_SAFE_INTEGER
  const { population: inhabitants, level, kind } = organizationTable
  const rows = await read
    .select({ id: organizationTable.id })
    .from(organizationTable)
    .where(
      and(
        ne(organizationTable.id, id),
        eq(kind, 'local-authority'),
        eq(level, 'community'),
        sql`${inhabitants} >= ${least} and ${inhabitants} < ${below}`,
      ),
    )
    .orderBy(sql`abs(${inhabitants} - ${population})`, asc(organizationTable.id))
    .limit(limit)
  const names = await selectOrganizationNames(
    read,
    rows.map((row) => row.id),
  )
  return rows.flatMap((row) => names.get(row.id) ?? [])
}
