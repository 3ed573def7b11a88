import { type AnyColumn, asc, inArray, type SQL } from 'drizzle-orm'
import { deploymentTable, expertTable, organizationTable, proposalTable, softwareTable } from '../../db/schema.ts'
import type { Deps } from '../deps.ts'
import type { ExpertDocument } from '../directory/model.ts'
import { expertChange, organizationChange } from '../directory/service.ts'
import type { Change } from '../history/commit.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { deploymentChange } from '../software/deployments.ts'
import type { SoftwareState } from '../software/model.ts'
import { proposalChange } from '../software/proposals.ts'
import { softwareChange } from '../software/service.ts'

/** Rows read at a time, so that a register of a million entries is never in memory whole; their ids are. */
const ROWS_AT_A_TIME = 500

export interface RegisteredRecord {
  readonly change: Change
  readonly version: number
}

/**
 * Each record as the change that would register it as it stands, those of a type in the order of their last changes, which give
 * the time.
 * @param only ids of the records that are wanted, by type; all without it
 */
export async function* registeredRecords(
  deps: Deps,
  only?: ReadonlyMap<RecordType, readonly string[]>,
): AsyncGenerator<RegisteredRecord> {
  const at = (updatedAt: string) => ({ ...deps, now: () => updatedAt })
  const { read } = deps
  const of = <Row extends { readonly id: string }>(
    type: RecordType,
    all: () => PromiseLike<readonly Id[]>,
    rows: Rows<Row>,
  ) => inParts(async () => (only === undefined ? (await all()).map(({ id }) => id) : (only.get(type) ?? [])), rows)
  const organizations = of(
    'organization',
    () =>
      read
        .select({ id: organizationTable.id })
        .from(organizationTable)
        .orderBy(...byChange(organizationTable)),
    (ids) => read.select().from(organizationTable).where(inArray(organizationTable.id, ids)),
  )
  for await (const { id, version, document, updatedAt } of organizations)
    yield { change: organizationChange(at(updatedAt), id, 1, JSON.parse(document)), version }
  const experts = of(
    'expert',
    () =>
      read
        .select({ id: expertTable.id })
        .from(expertTable)
        .orderBy(...byChange(expertTable)),
    (ids) => read.select().from(expertTable).where(inArray(expertTable.id, ids)),
  )
  for await (const { id, version, document, updatedAt } of experts)
    yield { change: expertChange(at(updatedAt), id, 1, JSON.parse(document) as ExpertDocument), version }
  const software = of(
    'software',
    () =>
      read
        .select({ id: softwareTable.id })
        .from(softwareTable)
        .orderBy(...byChange(softwareTable)),
    (ids) => read.select().from(softwareTable).where(inArray(softwareTable.id, ids)),
  )
  for await (const row of software) {
    const { id, version, state, document, registeredAt, updatedAt } = row
    const record = { id, version: 1, state: state as SoftwareState, document: JSON.parse(document), registeredAt }
    yield { change: await softwareChange(at(updatedAt), record), version }
  }
  const deployments = of(
    'deployment',
    () =>
      read
        .select({ id: deploymentTable.id })
        .from(deploymentTable)
        .orderBy(...byChange(deploymentTable)),
    (ids) => read.select().from(deploymentTable).where(inArray(deploymentTable.id, ids)),
  )
  for await (const { id, version, document, updatedAt } of deployments)
    yield { change: deploymentChange(at(updatedAt), id, 1, JSON.parse(document)), version }
  const proposals = of(
    'proposal',
    () =>
      read
        .select({ id: proposalTable.id })
        .from(proposalTable)
        .orderBy(...byChange(proposalTable)),
    (ids) => read.select().from(proposalTable).where(inArray(proposalTable.id, ids)),
  )
  for await (const { id, version, document, updatedAt } of proposals)
    yield { change: proposalChange(at(updatedAt), { id, version: 1, proposal: JSON.parse(document) }), version }
}

interface Id {
  readonly id: string
}
type Rows<Row> = (ids: readonly string[]) => PromiseLike<readonly Row[]>

/** The order of last changes, the oldest first. */
function byChange(table: { readonly updatedAt: AnyColumn; readonly id: AnyColumn }): [SQL, SQL] {
  return [asc(table.updatedAt), asc(table.id)]
}

async function* inParts<Row extends { readonly id: string }>(
  idsOf: () => Promise<readonly string[]>,
  rowsOf: Rows<Row>,
): AsyncGenerator<Row> {
  const ids = await idsOf()
  for (let start = 0; start < ids.length; start += ROWS_AT_A_TIME) {
    const part = ids.slice(start, start + ROWS_AT_A_TIME)
    const rows = new Map((await rowsOf(part)).map((row) => [row.id, row]))
    for (const id of part) {
      const row = rows.get(id)
      if (row !== undefined) yield row
    }
  }
}
