import { and, count, desc, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { deploymentTable } from '../../db/schema.ts'
import type { IsoDate } from '../kernel/dates.ts'
import type { DeploymentRecord } from './store.ts'

const { state, confirmedOn, organizationId, softwareId } = deploymentTable

function due(confirmedSince: IsoDate) {
  return and(inArray(state, ['pilot', 'in-use']), or(isNull(confirmedOn), lt(confirmedOn, confirmedSince)))
}

/**
 * Deployments of an organization (null: of all), those first that are to be confirmed, then the last changed.
 * @param confirmedSince the first day of a confirmation that still holds
 */
export async function selectDeploymentsDueFirst(
  read: Reader,
  organization: string | null,
  confirmedSince: IsoDate,
  offset: number,
  limit: number,
): Promise<readonly DeploymentRecord[]> {
  const rows = await read
    .select()
    .from(deploymentTable)
    .where(organization === null ? undefined : eq(organizationId, organization))
    .orderBy(
      sql`case when ${due(confirmedSince)} then 0 when ${state} = 'retired' then 2 else 1 end`,
      desc(deploymentTable.updatedAt),
      desc(deploymentTable.id),
    )
    .limit(limit)
    .offset(offset)
  return rows.map(({ id, version, document, updatedAt }) => ({
    id,
    version,
    updatedAt,
    document: JSON.parse(document),
  }))
}

/** How many deployments of an organization (null: of all) are to be confirmed. */
export async function countDeploymentsDue(
  read: Reader,
  organization: string | null,
  confirmedSince: IsoDate,
): Promise<number> {
  const [row] = await read
    .select({ number: count() })
    .from(deploymentTable)
    .where(and(due(confirmedSince), organization === null ? undefined : eq(organizationId, organization)))
  return row?.number ?? 0
}

/** The deployment of a software in an organization that has not ended, by its number; null when there is none. */
export async function selectOpenDeployment(
  read: Reader,
  software: string,
  organization: string,
): Promise<string | null> {
  const [row] = await read
    .select({ id: deploymentTable.id })
    .from(deploymentTable)
    .where(and(eq(softwareId, software), eq(organizationId, organization), ne(state, 'retired')))
    .limit(1)
  return row?.id ?? null
}
