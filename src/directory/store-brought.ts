import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { consentLinkTable, expertTable, organizationTable, versionTable } from '../../db/schema.ts'
import { ORGANIZATION_ROLES } from '../kernel/actor.ts'
import type { ExpertRecord, OrganizationRecord } from './store.ts'

/**
 * The organization that a version was made for: its envelope says so, until it is erased. What a registrar does is done for the
 * register, whatever organization they belong to.
 */
const madeFor = sql<string | null>`case when json_extract(${versionTable.envelope}, '$.actor.role')
  in (select value from json_each(${JSON.stringify(ORGANIZATION_ROLES)}))
  then json_extract(${versionTable.envelope}, '$.actor.organization') end`

/** The organizations that brought an expert in: for which the record was made, or a personal link was issued. */
export async function selectBringers(read: Reader, expert: string): Promise<readonly string[]> {
  const made = await read
    .select({ organization: madeFor })
    .from(versionTable)
    .where(and(eq(versionTable.type, 'expert'), eq(versionTable.id, expert), eq(versionTable.version, 1)))
  const linked = await read
    .selectDistinct({ organization: consentLinkTable.organizationId })
    .from(consentLinkTable)
    .where(eq(consentLinkTable.expertId, expert))
  const organizations = [...made, ...linked].flatMap(({ organization }) => organization ?? [])
  return [...new Set(organizations)]
}

/** Experts by the last change, `organization` narrows to those it brought in; also those without consent. */
export async function selectBroughtExperts(
  read: Reader,
  organization: string | null,
  offset: number,
  limit: number,
): Promise<readonly ExpertRecord[]> {
  const brought =
    organization === null
      ? undefined
      : or(
          inArray(
            expertTable.id,
            read
              .select({ id: versionTable.id })
              .from(versionTable)
              .where(and(eq(versionTable.type, 'expert'), eq(versionTable.version, 1), eq(madeFor, organization))),
          ),
          inArray(
            expertTable.id,
            read
              .select({ id: consentLinkTable.expertId })
              .from(consentLinkTable)
              .where(eq(consentLinkTable.organizationId, organization)),
          ),
        )
  const rows = await read
    .select()
    .from(expertTable)
    .where(brought)
    .orderBy(desc(expertTable.updatedAt), desc(expertTable.id))
    .limit(limit)
    .offset(offset)
  return rows.map(({ id, version, document, updatedAt }) => ({
    id,
    version,
    updatedAt,
    document: JSON.parse(document),
  }))
}

/** Organizations that nobody has confirmed yet, those that wait longest first. */
export async function selectUnconfirmedOrganizations(
  read: Reader,
  offset: number,
  limit: number,
): Promise<readonly OrganizationRecord[]> {
  const rows = await read
    .select()
    .from(organizationTable)
    .where(eq(organizationTable.confirmed, false))
    .orderBy(organizationTable.updatedAt, organizationTable.id)
    .limit(limit)
    .offset(offset)
  return rows.map(({ id, version, document, updatedAt }) => ({
    id,
    version,
    updatedAt,
    document: JSON.parse(document),
  }))
}
