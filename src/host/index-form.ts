import { eq } from 'drizzle-orm'
import { settingTable } from '../../db/schema.ts'
import type { Deps } from '../deps.ts'
import { ANALYZER_FORM } from '../search/analyzer/form.ts'

/** Raised with every change of what is indexed of a record; an index of another form, or of other terms, is made anew. */
const DOCUMENT_FORM = 1
export const INDEX_FORM = `${ANALYZER_FORM}.${DOCUMENT_FORM}`
/** The setting that says of what form the index is. */
export const INDEX_SETTING = 'search-index'

/** Whether what is indexed was made by this form of the program. */
export async function isIndexCurrent(deps: Pick<Deps, 'read'>): Promise<boolean> {
  const [row] = await deps.read.select().from(settingTable).where(eq(settingTable.name, INDEX_SETTING))
  return row?.value === INDEX_FORM
}
