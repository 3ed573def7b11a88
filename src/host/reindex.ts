import { eq } from 'drizzle-orm'
import { settingTable } from '../../db/schema.ts'
import { build, type Statement, statement, tableWritten } from '../../db/statements.ts'
import type { Deps } from '../deps.ts'
import { ANALYZER_FORM } from '../search/analyzer/form.ts'
import type { SearchDocument, SearchEngine } from '../search/port.ts'
import { registeredRecords } from './registered-records.ts'

/** Raised with every change of what is indexed of a record; an index of another form, or of other terms, is made anew. */
const DOCUMENT_FORM = 1
const INDEX_FORM = `${ANALYZER_FORM}.${DOCUMENT_FORM}`
const SETTING = 'search-index'
/** When the index was made anew: what was copied from it before has to be copied again. */
const MADE = 'search-index-made'
/** Records in one write, some megabytes: readers and writers get a turn between. Fewer would write the same pages more often. */
export const RECORDS_A_WRITE = 1000

/** Whether what is indexed was made by this form of the analyzer. */
export async function isIndexCurrent(deps: Pick<Deps, 'read'>): Promise<boolean> {
  const [row] = await deps.read.select().from(settingTable).where(eq(settingTable.name, SETTING))
  return row?.value === INDEX_FORM
}

/**
 * Indexes every published record anew, from the records alone, and says of what form the index is. Searches meanwhile find
 * what is there so far. Records written meanwhile are indexed by their own write. Returns how many records were indexed.
 */
export async function reindex(deps: Deps): Promise<number> {
  let records = 0
  let waiting: SearchDocument[] = []
  let others: Statement[] = []
  const write = async () => {
    await deps.records.record([...others, ...deps.search.index(...waiting)])
    records += waiting.length
    waiting = []
    others = []
  }
  // What a change would index is put by and indexed together with that of others.
  const index: SearchEngine['index'] = (...documents) => {
    waiting.push(...documents)
    return []
  }
  for await (const { change } of registeredRecords({ ...deps, search: { ...deps.search, index } })) {
    others.push(...change.projections.filter((written) => tableWritten(written).startsWith('search_')))
    if (waiting.length + others.length >= RECORDS_A_WRITE) await write()
  }
  await write()
  await deps.records.record([set(SETTING, INDEX_FORM), set(MADE, deps.now())])
  return records
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
