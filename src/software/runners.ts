import { and, asc, count, countDistinct, eq, inArray, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { deploymentTable, organizationTable } from '../../db/schema.ts'
import { type OrganizationName, selectOrganizationNames } from '../directory/store.ts'
import type { IsoDate } from '../kernel/dates.ts'
import type { DeploymentDocument } from './deployment.ts'
import { isConfirmed } from './deployments.ts'

/** Who runs a software, in figures. */
export interface RunnerFigures {
  /** Deployments of every state. */
  readonly all: number
  /** Organizations that use or try it now. */
  readonly running: number
  /** Those of them that their users confirmed within the last twelve months. */
  readonly confirmed: number
  /** Running ones by KATOTTG prefix of the region, `UA46`; those without a known place are left out. */
  readonly regions: readonly { readonly region: string; readonly count: number }[]
}

/** One deployment with the organization that runs it. */
export interface Runner {
  readonly id: string
  readonly deployment: DeploymentDocument
  readonly organization: OrganizationName | null
  readonly confirmed: boolean
}

const RUNNING = ['in-use', 'pilot']

export async function selectRunnerFigures(read: Reader, software: string, day: IsoDate): Promise<RunnerFigures> {
  const { softwareId, state, confirmedOn, organizationId } = deploymentTable
  const running = and(eq(softwareId, software), inArray(state, RUNNING))
  const states = await read
    .select({ organization: organizationId, state, confirmedOn, number: count() })
    .from(deploymentTable)
    .where(eq(softwareId, software))
    .groupBy(organizationId, state, confirmedOn)
  const regions = await read
    .select({ region: organizationTable.region, count: countDistinct(organizationId) })
    .from(deploymentTable)
    .innerJoin(organizationTable, eq(organizationTable.id, organizationId))
    .where(running)
    .groupBy(organizationTable.region)
  const organizations = (rows: typeof states) => new Set(rows.map(({ organization }) => organization)).size
  const now = states.filter((row) => RUNNING.includes(row.state))
  return {
    all: states.reduce((sum, row) => sum + row.number, 0),
    running: organizations(now),
    confirmed: organizations(now.filter((row) => isConfirmed(row, day))),
    regions: regions.flatMap(({ region, count }) => (region === null ? [] : [{ region, count }])),
  }
}

/** Deployments of a software: running ones first, then planned and retired ones; within a state the longest running first. */
export async function selectRunners(
  read: Reader,
  software: string,
  day: IsoDate,
  offset: number,
  limit: number,
): Promise<readonly Runner[]> {
  const rank = sql`case ${deploymentTable.state} when 'in-use' then 0 when 'pilot' then 1 when 'planned' then 2 else 3 end`
  const rows = await read
    .select({ id: deploymentTable.id, document: deploymentTable.document })
    .from(deploymentTable)
    .where(eq(deploymentTable.softwareId, software))
    .orderBy(rank, sql`${deploymentTable.since} is null`, asc(deploymentTable.since), asc(deploymentTable.id))
    .limit(limit)
    .offset(offset)
  const deployments = rows.map(({ id, document }) => ({ id, deployment: JSON.parse(document) as DeploymentDocument }))
  const names = await selectOrganizationNames(
    read,
    deployments.map(({ deployment }) => deployment.organization),
  )
  return deployments.map(({ id, deployment }) => ({
    id,
    deployment,
    organization: names.get(deployment.organization) ?? null,
    confirmed: isConfirmed(deployment, day),
  }))
}
