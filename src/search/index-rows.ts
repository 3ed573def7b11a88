import { sql } from 'drizzle-orm'
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
/** What can be misspelt or inflected. The rest are numbers, of which every record brings its own. */
const WORD = /^\p{L}[\p{L}\p{N}]*$/u
const NUMBER = /\d{4}|^ua[a-z]{2,3}\d+$/
/** A term longer than this is no word but pasted data. */
const LONGEST_TERM = 40

/** How a facet value stands in the column `facets`: with a letter (U+E000) that is in no term, so that words are looked for in all columns. */
export const FACET_WORD = '\uE000'

/** What may have identifiers in it, told at a glance: they are slow to look for and most sentences have none. */
const MAY_IDENTIFY = /\d{3}|[-.]/
const HAS_IDENTIFIERS = /\p{N}|\p{L}[-‐‑–._]\p{L}/u

/** A term of the documents that are being indexed. */
interface Counted {
  readonly term: string
  /** The first form in which it stands. */
  readonly form: string
  documents: number
  /** The last document that has it. */
  last: SearchDocument | null
}

type WordRow = readonly [term: string, skeleton: string, form: string, documents: number]
type NumberRow = readonly [term: string, documents: number]

/** Turns documents into terms and counts these. What a word becomes is worked out once. */
class Analysis {
  readonly #byWord = new Map<string, Counted>()
  readonly #byTerm = new Map<string, Counted>()

  /** The terms of a document, a text for each of `SEARCH_FIELDS`: words, then numbers whole beside their parts. */
  fieldsOf(document: SearchDocument): readonly string[] {
    return SEARCH_FIELDS.map((field) => {
      const terms: string[] = []
      const add = (counted: Counted) => {
        if (counted.term.length > LONGEST_TERM) return
        terms.push(counted.term)
        if (counted.last === document) return
        counted.documents += 1
        counted.last = document
      }
      for (const text of document.fields[field]) {
        for (const token of tokenize(text)) add(this.#byWord.get(token) ?? this.#met(token))
        if (!MAY_IDENTIFY.test(text) || !HAS_IDENTIFIERS.test(text)) continue
        for (const number of identifiers(text)) add(this.#term(number, number))
      }
      return terms.join(' ')
    })
  }

  /** The terms in the order of their tables, so that neighbours in it are written together: words with skeleton and form, and numbers. */
  vocabulary(): { readonly words: readonly WordRow[]; readonly numbers: readonly NumberRow[] } {
    const words: WordRow[] = []
    const numbers: NumberRow[] = []
    for (const { term, form, documents } of [...this.#byTerm.values()].sort((a, b) => (a.term < b.term ? -1 : 1))) {
      if (documents === 0) continue
      if (WORD.test(term) && !NUMBER.test(term)) words.push([term, skeleton(term), form, documents])
      else numbers.push([term, documents])
    }
    return { words, numbers }
  }

  #met(token: string): Counted {
    const counted = this.#term(stem(token), token)
    this.#byWord.set(token, counted)
    return counted
  }

  #term(term: string, form: string): Counted {
    const known = this.#byTerm.get(term)
    if (known !== undefined) return known
    const counted = { term, form, documents: 0, last: null }
    this.#byTerm.set(term, counted)
    return counted
  }
}

/** A record's place in the register. */
type Place = Pick<SearchDocument, 'type' | 'id'>

/** Everything of records but their rows in `search_document`. The number of statements does not depend on that of records. */
function clearStatements(places: readonly Place[]): Statement[] {
  const given = JSON.stringify(places.map(({ type, id }) => [type, id]))
  const keys = sql`(select d.rowid from json_each(${given}) p
    cross join search_document d on d.type = p.value ->> 0 and d.id = p.value ->> 1)`
  const gone = sql`(select t.value as term, count(distinct s.document) as documents from search_stems s
    cross join json_each('["' || replace(s.stems, ' ', '","') || '"]') t where s.document in ${keys} group by t.value)`
  return [
    statement(
      sql`update search_term set df = df - gone.documents from ${gone} gone where search_term.term = gone.term`,
    ),
    statement(
      sql`update search_number set df = df - gone.documents from ${gone} gone where search_number.term = gone.term`,
    ),
    statement(sql`delete from search_text where rowid in ${keys}`),
    statement(sql`delete from search_stems where document in ${keys}`),
    statement(sql`delete from search_facets where document in ${keys}`),
    statement(sql`delete from search_timed_facet where document in ${keys}`),
  ]
}

/** Terms that no record has any more. */
const forgetTerms = (): Statement[] => [
  statement(sql`delete from search_term where df <= 0`),
  statement(sql`delete from search_number where df <= 0`),
]

export function removeStatements(type: RecordType, id: string): Statement[] {
  return [
    ...clearStatements([{ type, id }]),
    ...forgetTerms(),
    statement(sql`delete from search_document where type = ${type} and id = ${id}`),
  ]
}

/** Empties the index. Facet values keep their numbers. */
export function emptyStatements(): Statement[] {
  const tables =
    'search_facets search_stems search_timed_facet search_document search_count search_deletion search_term search_number'
  return [
    statement(sql`insert into search_text (search_text) values ('delete-all')`),
    ...tables.split(' ').map((table) => statement(sql`delete from ${sql.raw(table)} where true`)),
  ]
}

/**
 * A contentless table only marks what is deleted: the words stay in its segments until they are merged, and FTS5's own
 * secure-delete does not reach them. Merging all of it is the work of a moment and an erasure is rare.
 */
export function eraseStatements(type: RecordType, id: string): Statement[] {
  return [
    // A term that others have too may be known in the form in which it stood here.
    statement(sql`update search_term set form = term where term in (select t.value
      from search_document d join search_stems s on s.document = d.rowid
      cross join json_each('["' || replace(s.stems, ' ', '","') || '"]') t where d.type = ${type} and d.id = ${id})`),
    ...removeStatements(type, id),
    statement(sql`insert into search_text (search_text) values ('optimize')`),
  ]
}

type FacetRow = readonly [facet: string, value: string, from: string | null, until: string | null]
const ALWAYS_FROM = '0000-01-01'
const ALWAYS_UNTIL = '9999-12-31'

/** A facet of which one value holds for a time has the days of all its values written out. */
function facetRows(facets: readonly FacetValue[]): readonly FacetRow[] {
  const timed = new Set(
    facets.filter(({ from, until }) => from !== undefined || until !== undefined).map(({ facet }) => facet),
  )
  const rows = facets.map(({ facet, value, from, until }): FacetRow => {
    return timed.has(facet) ? [facet, value, from ?? ALWAYS_FROM, until ?? ALWAYS_UNTIL] : [facet, value, null, null]
  })
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
}

/**
 * Statements that (re)index records, as many for a thousand as for one. A record whose time of update is the same keeps its
 * key. Of a record that is given twice the last is taken.
 */
export function indexStatements(...documents: readonly SearchDocument[]): Statement[] {
  if (documents.length === 0) return []
  const once = [...new Map(documents.map((each) => [`${each.type} ${each.id}`, each])).values()]
  const analysis = new Analysis()
  const texts = JSON.stringify(once.map((each) => [each.type, each.id, ...analysis.fieldsOf(each)]))
  const { words, numbers } = analysis.vocabulary()
  const cards = once.map(({ type, id, title, sortName, updatedAt }) => {
    return [type, id, JSON.stringify(title), sortName, updatedAt, keysOf(type).from, keysOf(type).until]
  })
  const ofDocuments = once.map(({ facets }) => facetRows(facets))
  const facets = JSON.stringify(once.map(({ type, id }, index) => [type, id, ofDocuments[index]]))
  const values = new Map(ofDocuments.flat().map(([facet, value]) => [`${facet}\n${value}`, [facet, value]]))
  const keyed = (given: string) => sql`json_each(${given}) g
    cross join search_document d on d.type = g.value ->> 0 and d.id = g.value ->> 1`
  const facetsOf = sql`json_each(g.value -> 2) f join search_facet_value v on v.facet = f.value ->> 0 and v.value = f.value ->> 1`
  const field = (index: number) => sql.raw(`(g.value ->> ${index + 2})`)
  const fields = SEARCH_FIELDS.map((_, index) => field(index))
  return [
    ...clearStatements(once),
    statement(sql`insert into search_facet_value (facet, value)
      select g.value ->> 0, g.value ->> 1 from json_each(${JSON.stringify([...values.values()])}) g where true
      on conflict (facet, value) do nothing`),
    statement(sql`insert into search_document (rowid, type, id, title, sort_name, updated_at)
      select coalesce((select max(rowid) from search_document where rowid >= g.value ->> 5 and rowid < g.value ->> 6), g.value ->> 5)
          + row_number() over (partition by g.value ->> 0 order by g.key),
        g.value ->> 0, g.value ->> 1, g.value ->> 2, g.value ->> 3, g.value ->> 4
      from json_each(${JSON.stringify(cards)}) g where true
      on conflict (type, id) do update set
        rowid = case when updated_at = excluded.updated_at then rowid else excluded.rowid end,
        title = excluded.title, sort_name = excluded.sort_name, updated_at = excluded.updated_at`),
    statement(sql`insert into search_facets (document, facets)
      select d.rowid, coalesce((select group_concat(v.id || coalesce('@' || (f.value ->> 2) || '/' || (f.value ->> 3), ''), ' ') from ${facetsOf}), '')
      from ${keyed(facets)}`),
    statement(sql`insert into search_text (rowid, facets, ${sql.raw(SEARCH_FIELDS.join(', '))})
      select d.rowid, (select group_concat(${FACET_WORD} || substr(f.value, 1, instr(f.value || '@', '@') - 1), ' ')
          from search_facets s, json_each('["' || replace(s.facets, ' ', '","') || '"]') f where s.document = d.rowid),
        ${sql.join(fields, sql`, `)} from ${keyed(texts)}`),
    statement(sql`insert into search_stems (document, stems)
      select d.rowid, ${sql.join(fields, sql` || ${` ${FIELD_SEPARATOR} `} || `)} from ${keyed(texts)}`),
    statement(sql`insert into search_timed_facet (document, facet_value, valid_from, valid_until)
      select d.rowid, v.id, f.value ->> 2, f.value ->> 3 from ${keyed(facets)}, ${facetsOf} where f.value ->> 2 is not null`),
    statement(sql`insert into search_term (term, skeleton, form, df)
      select g.value ->> 0, g.value ->> 1, g.value ->> 2, g.value ->> 3 from json_each(${JSON.stringify(words)}) g where true
      on conflict (term) do update set
        form = case when df <= 0 or form = term then excluded.form else form end, df = df + excluded.df`),
    statement(sql`insert into search_number (term, df)
      select g.value ->> 0, g.value ->> 1 from json_each(${JSON.stringify(numbers)}) g where true
      on conflict (term) do update set df = df + excluded.df`),
    ...forgetTerms(),
  ]
}
