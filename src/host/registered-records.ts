import { asc, gt } from 'drizzle-orm'
import { deploymentTable, expertTable, organizationTable, softwareTable } from '../../db/schema.ts'
import type { Deps } from '../deps.ts'
import type { ExpertDocument } from '../directory/model.ts'
import { expertChange, organizationChange } from '../directory/service.ts'
import type { Change } from '../history/commit.ts'
import { deploymentChange } from '../software/deployments.ts'
import type { SoftwareState } from '../software/model.ts'
import { softwareChange } from '../software/service.ts'

/** Rows read at a time, so that a register of a million entries is never in memory whole. */
const ROWS_AT_A_TIME = 500

/** Each record as the change that would register it as it stands. Its own last change gives the time. */
export async function* registeredRecords(
  deps: Deps,
): AsyncGenerator<{ readonly change: Change; readonly version: number }> {
  const at = (updatedAt: string) => ({ ...deps, now: () => updatedAt })
  const { read } = deps
  for await (const { id, version, document, updatedAt } of inParts((after) =>
    read
      .select()
      .from(organizationTable)
      .where(gt(organizationTable.id, after))
      .orderBy(asc(organizationTable.id))
      .limit(ROWS_AT_A_TIME),
  )) {
    yield { change: organizationChange(at(updatedAt), id, 1, JSON.parse(document)), version }
  }
  for await (const { id, version, document, updatedAt } of inParts((after) =>
    read.select().from(expertTable).where(gt(expertTable.id, after)).orderBy(asc(expertTable.id)).limit(ROWS_AT_A_TIME),
  )) {
    yield { change: expertChange(at(updatedAt), id, 1, JSON.parse(document) as ExpertDocument), version }
  }
  for await (const row of inParts((after) =>
    read
      .select()
      .from(softwareTable)
      .where(gt(softwareTable.id, after))
      .orderBy(asc(softwareTable.id))
      .limit(ROWS_AT_A_TIME),
  )) {
    const { id, version, state, document, registeredAt, updatedAt } = row
    const record = { id, version: 1, state: state as SoftwareState, document: JSON.parse(document), registeredAt }
    yield { change: await softwareChange(at(updatedAt), record), version }
  }
  for await (const { id, version, document, updatedAt } of inParts((after) =>
    read
      .select()
      .from(deploymentTable)
      .where(gt(deploymentTable.id, after))
      .orderBy(asc(deploymentTable.id))
      .limit(ROWS_AT_A_TIME),
  )) {
    yield { change: deploymentChange(at(updatedAt), id, 1, JSON.parse(document)), version }
  }
}

async function* inParts<Row extends { readonly id: string }>(
  part: (after: string) => PromiseLike<readonly Row[]>,
): AsyncGenerator<Row> {
  let after = ''
  for (;;) {
    const rows = await part(after)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < ROWS_AT_A_TIME) return
    after = last.id
  }
}
