import { type SQL, sql } from 'drizzle-orm'
import { type Statement, statement } from '../../db/statements.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { skeleton } from './analyzer/skeleton.ts'
import { stem } from './analyzer/stem.ts'
import { identifiers, tokenize } from './analyzer/tokens.ts'
import { type FacetValue, SEARCH_FIELDS, type SearchDocument } from './port.ts'

/**
 * Keys of the index. Each type has a range of its own, so that narrowing to a type costs nothing; within it keys grow with
 * every update, so that newest first is the order of keys backwards.
 */
const RANGE = 2 ** 40
const RANGE_OF: Readonly<Record<string, number>> = { software: 1, organization: 2, expert: 3, deployment: 4 }

/** First key of a type's range, and the first beyond it. */
export function keysOf(type: RecordType): { readonly from: number; readonly until: number } {
  const from = (RANGE_OF[type] ?? 0) * RANGE
  return { from, until: from + RANGE }
}

/** Between the fields in `search_stems`. No term has it. */
export const FIELD_SEPARATOR = '|'
/** What a vocabulary is for: words that can be misspelt or inflected, not numbers. */
const WORD = /^\p{L}[\p{L}\p{N}]*$/u
/** A term longer than this is no word but pasted data. */
const LONGEST_TERM = 40

/** The terms of a field of a document: what FTS5 and ranking see. */
export function fieldTerms(texts: readonly string[]): readonly string[] {
  const words = texts.flatMap((text) => [...tokenize(text).map(stem), ...numbersIn(text)])
  return words.filter((term) => term.length <= LONGEST_TERM)
}

/** Numbers whole beside their parts. */
function numbersIn(text: string): readonly string[] {
  return /\d{3}|[-.]/.test(text) ? identifiers(text) : []
}

/** Each term of a document once, with the first form in which it stands. */
function vocabularyOf(document: SearchDocument): readonly (readonly [string, string, string])[] {
  const forms = new Map<string, string>()
  for (const field of SEARCH_FIELDS) {
    const words = document.fields[field].flatMap((text) => [
      ...tokenize(text).map((token) => [stem(token), token] as const),
      ...numbersIn(text).map((number) => [number, number] as const),
    ])
    for (const [term, token] of words) {
      if (term.length <= LONGEST_TERM && !forms.has(term)) forms.set(term, token)
    }
  }
  return [...forms].map(([term, form]) => [term, WORD.test(term) ? skeleton(term) : '', form])
}

const rowidOf = (type: string, id: string): SQL =>
  sql`(select rowid from search_document where type = ${type} and id = ${id})`

/** The terms of the record as the index has them, one a row. */
const termsOf = (rowid: SQL): SQL =>
  sql`(select value from json_each('["' || replace((select stems from search_stems where document = ${rowid}), ' ', '","') || '"]'))`

/** Everything of a record but its row in `search_document`. */
function clearStatements(type: string, id: string): Statement[] {
  const rowid = rowidOf(type, id)
  return [
    statement(sql`update search_term set df = df - 1 where term in ${termsOf(rowid)}`),
    statement(sql`delete from search_term where df <= 0 and term in ${termsOf(rowid)}`),
    statement(sql`delete from search_text where rowid = ${rowid}`),
    statement(sql`delete from search_stems where document = ${rowid}`),
    statement(sql`delete from search_timed_facet where document = ${rowid}`),
  ]
}

export function removeStatements(type: RecordType, id: string): Statement[] {
  return [...clearStatements(type, id), statement(sql`delete from search_document where type = ${type} and id = ${id}`)]
}

/**
 * A contentless table only marks what is deleted: the words stay in its segments until they are merged, and FTS5's own
 * secure-delete does not reach them. Merging all of it is the work of a moment and an erasure is rare.
 */
export function eraseStatements(type: RecordType, id: string): Statement[] {
  return [...removeStatements(type, id), statement(sql`insert into search_text (search_text) values ('optimize')`)]
}

interface FacetRow {
  readonly facet: string
  readonly value: string
  readonly from: string | null
  readonly until: string | null
}
const ALWAYS_FROM = '0000-01-01'
const ALWAYS_UNTIL = '9999-12-31'

/** A facet of which one value holds for a time has the days of all its values written out. */
function facetRows(facets: readonly FacetValue[]): readonly FacetRow[] {
  const timed = new Set(
    facets.filter(({ from, until }) => from !== undefined || until !== undefined).map(({ facet }) => facet),
  )
  const rows = facets.map(({ facet, value, from, until }) =>
    timed.has(facet)
      ? { facet, value, from: from ?? ALWAYS_FROM, until: until ?? ALWAYS_UNTIL }
      : { facet, value, from: null, until: null },
  )
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
}

/** Statements that (re)index a record. A record whose time of update is the same keeps its key. */
export function indexStatements(document: SearchDocument): Statement[] {
  const { type, id } = document
  const { from, until } = keysOf(type)
  const fields = SEARCH_FIELDS.map((field) => fieldTerms(document.fields[field]).join(' '))
  const facets = facetRows(document.facets)
  const rows = JSON.stringify(facets.map((row) => [row.facet, row.value, row.from, row.until]))
  const facetValues = sql`json_each(${rows}) f join search_facet_value v on v.facet = f.value ->> 0 and v.value = f.value ->> 1`
  const columns = sql.join(
    fields.map((field) => sql`${field}`),
    sql`, `,
  )
  return [
    ...clearStatements(type, id),
    statement(sql`insert into search_facet_value (facet, value)
      select distinct f.value ->> 0, f.value ->> 1 from json_each(${rows}) f where true on conflict (facet, value) do nothing`),
    statement(sql`insert into search_document (rowid, type, id, title, sort_name, updated_at, facets)
      values (coalesce((select max(rowid) from search_document where rowid >= ${from} and rowid < ${until}), ${from}) + 1,
        ${type}, ${id}, ${JSON.stringify(document.title)}, ${document.sortName}, ${document.updatedAt},
        coalesce((select group_concat(v.id || coalesce('@' || (f.value ->> 2) || '/' || (f.value ->> 3), ''), ' ') from ${facetValues}), ''))
      on conflict (type, id) do update set
        rowid = case when updated_at = excluded.updated_at then rowid else excluded.rowid end,
        title = excluded.title, sort_name = excluded.sort_name, updated_at = excluded.updated_at, facets = excluded.facets`),
    statement(sql`insert into search_text (rowid, ${sql.raw(SEARCH_FIELDS.join(', '))}, facets)
      select rowid, ${columns}, (select group_concat('zf' || v.id, ' ') from ${facetValues})
      from search_document where type = ${type} and id = ${id}`),
    statement(sql`insert into search_stems (document, stems)
      select rowid, ${fields.join(` ${FIELD_SEPARATOR} `)} from search_document where type = ${type} and id = ${id}`),
    statement(sql`insert into search_timed_facet (document, facet_value, valid_from, valid_until)
      select d.rowid, v.id, f.value ->> 2, f.value ->> 3 from search_document d, ${facetValues}
      where d.type = ${type} and d.id = ${id} and f.value ->> 2 is not null`),
    statement(sql`insert into search_term (term, skeleton, form, df)
      select t.value ->> 0, t.value ->> 1, t.value ->> 2, 1 from json_each(${JSON.stringify(vocabularyOf(document))}) t where true
      on conflict (term) do update set df = df + 1`),
  ]
}
