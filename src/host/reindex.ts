import { gte, max } from 'drizzle-orm'
import { leafTable, settingTable } from '../../db/schema.ts'
import { build, type Statement, statement, tableWritten } from '../../db/statements.ts'
import type { Deps } from '../deps.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import type { SearchDocument, SearchEngine } from '../search/port.ts'
import { holdingsOf } from '../software/service.ts'
import { INDEX_FORM, INDEX_SETTING, isIndexCurrent } from './index-form.ts'
import { registeredRecords } from './registered-records.ts'

/** When the index was made anew: what was copied from it before has to be copied again. */
const MADE = 'search-index-made'
/** Records in one write, some megabytes: readers and writers get a turn between. Fewer would write the same pages more often. */
export const RECORDS_A_WRITE = 1000

/**
 * Makes the index anew, from the records alone, and says of what form it is. It is emptied first: searches meanwhile find what is
 * there so far. Records that are written meanwhile are indexed by their own write; what was read of them before is not written
 * over it. Returns how many records were indexed.
 */
export async function reindex(deps: Deps): Promise<number> {
  let begun = await logSize(deps)
  await deps.records.record(deps.search.clear())
  let records = 0
  let waiting: SearchDocument[] = []
  const write = async () => {
    const changed = await changedSince(deps, begun)
    const untouched = waiting.filter(({ type, id }) => changed.get(type)?.includes(id) !== true)
    await deps.records.record(deps.search.index(...untouched))
    records += untouched.length
    waiting = []
  }
  const collecting = putBy(deps, (documents) => waiting.push(...documents))
  for await (const _ of registeredRecords(collecting)) if (waiting.length >= RECORDS_A_WRITE) await write()
  await write()
  // What was written between a look at the log and the write after it: a record that was erased must not come back.
  for (let changed = await changedSince(deps, begun); changed.size > 0; changed = await changedSince(deps, begun)) {
    begun = await logSize(deps)
    await indexAgain(deps, changed)
  }
  await deps.records.record([set(INDEX_SETTING, INDEX_FORM), set(MADE, deps.now())])
  return records
}

/** Indexes anew the records with entries from this place of the log on, and what they hold. */
export async function reindexSince(deps: Deps, begun: number): Promise<void> {
  await indexAgain(deps, await changedSince(deps, begun))
}

async function indexAgain(deps: Deps, changed: ReadonlyMap<RecordType, readonly string[]>): Promise<void> {
  for await (const { change } of registeredRecords(deps, changed))
    await deps.records.record(change.projections.filter((written) => tableWritten(written).startsWith('search_')))
}

/** Dependencies with which records are not indexed one by one, but put by. */
function putBy(deps: Deps, put: (documents: readonly SearchDocument[]) => void): Deps {
  const index: SearchEngine['index'] = (...documents) => {
    put(documents)
    return []
  }
  return { ...deps, search: { ...deps.search, index } }
}

async function logSize({ read }: Pick<Deps, 'read'>): Promise<number> {
  const [last] = await read.select({ idx: max(leafTable.idx) }).from(leafTable)
  return (last?.idx ?? -1) + 1
}

/** Ids of the records with leaves from this place of the log on, and of what they hold, which is indexed by their names; by type. */
async function changedSince(
  { read }: Pick<Deps, 'read'>,
  begun: number,
): Promise<ReadonlyMap<RecordType, readonly string[]>> {
  const leaves = await read
    .selectDistinct({ type: leafTable.type, id: leafTable.id })
    .from(leafTable)
    .where(gte(leafTable.idx, begun))
  const held: { type: string; id: string }[] = []
  for (const { type, id } of leaves) {
    if (type !== 'organization') continue
    for (const holding of await holdingsOf({ read }, id)) held.push({ type: 'software', id: holding.id })
  }
  const byType = Map.groupBy([...leaves, ...held], ({ type }) => type as RecordType)
  return new Map([...byType].map(([type, own]) => [type, [...new Set(own.map(({ id }) => id))]]))
}

function set(name: string, value: string): Statement {
  return statement(
    build
      .insert(settingTable)
      .values({ name, value })
      .onConflictDoUpdate({ target: settingTable.name, set: { value } }),
  )
}

/** Makes the index anew where another form of the program made it, or a migration emptied it. */
export async function bringIndexUpToDate(deps: Deps): Promise<void> {
  if (await isIndexCurrent(deps)) return
  const records = await reindex(deps)
  if (records > 0) deps.log('search index made anew', { records })
}
