import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { type Statement, statement } from '../../db/statements.ts'
import { decodeCursor, encodeCursor, malformedCursor } from '../kernel/paging.ts'
import { fold, words } from './analyzer/fold.ts'
import { isFunctionWord } from './analyzer/function-words.ts'
import { SEARCH_FIELDS, type SearchDocument, type SearchEngine, type SearchRequest, type SearchResult } from './port.ts'

/** Beginning and end of values that hold always. */
const ALWAYS_FROM = '0000-01-01'
const ALWAYS_UNTIL = '9999-12-31'
/** Weights of the full-text columns in their order (docs: search.md, "Ranking"). */
const WEIGHTS = sql.raw('9.0, 3.5, 1.6, 2.6, 4.5, 0.5, 9.0')
/** Relevance order has no stable key, so its pages are counted from the start, and no further than this. */
const DEEPEST_RANKED = 1000
const LONGEST_QUERY_WORDS = 24
/** Below this many letters a word must match whole: prefixes of two letters match half of the register. */
const SHORTEST_PREFIX = 3

/** The default engine: FTS5 inside the register's own database, written in the same batch as the records. */
export function createFts5Engine(read: Reader): SearchEngine {
  return {
    search: (request) => search(read, request),
    index: indexStatements,
    remove: removeStatements,
    erase: eraseStatements,
  }
}

function indexStatements(document: SearchDocument): Statement[] {
  const { type, id } = document
  const columns = SEARCH_FIELDS.map((field) => sql`${fold(document.fields[field].join('\n'))}`)
  const facets = document.facets.map(({ facet, value, from, until }) => [
    facet,
    value,
    from ?? ALWAYS_FROM,
    until ?? ALWAYS_UNTIL,
  ])
  return [
    ...removeStatements(type, id),
    statement(
      sql`insert into search_document (type, id, sort_name, updated_at) values (${type}, ${id}, ${document.sortName}, ${document.updatedAt})`,
    ),
    statement(
      sql`insert into search_text (rowid, ${sql.raw(SEARCH_FIELDS.join(', '))})
          select rowid, ${sql.join(columns, sql`, `)} from search_document where type = ${type} and id = ${id}`,
    ),
    statement(
      sql`insert into search_facet (document, facet, value, valid_from, valid_until)
          select distinct d.rowid, f.value ->> 0, f.value ->> 1, f.value ->> 2, f.value ->> 3
          from search_document d, json_each(${JSON.stringify(facets)}) f where d.type = ${type} and d.id = ${id}`,
    ),
  ]
}

function removeStatements(type: string, id: string): Statement[] {
  const rowid = sql`(select rowid from search_document where type = ${type} and id = ${id})`
  return [
    statement(sql`delete from search_text where rowid = ${rowid}`),
    statement(sql`delete from search_facet where document = ${rowid}`),
    statement(sql`delete from search_document where type = ${type} and id = ${id}`),
  ]
}

/**
 * A contentless table only marks what is deleted: the words stay in its segments until they are merged, and FTS5's own
 * secure-delete does not reach them. Merging all of it is the work of a moment and an erasure is rare.
 */
function eraseStatements(type: string, id: string): Statement[] {
  return [...removeStatements(type, id), statement(sql`insert into search_text (search_text) values ('optimize')`)]
}

/** A number of a register or a classifier (`UA-SW-000123`, `72230000-5`): looked for whole, for its parts stand everywhere. */
const IDENTIFIER = /(?<![\p{L}\p{N}-])(?=[\p{L}\p{N}-]*\d{3})[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+(?![\p{L}\p{N}-])/gu

/**
 * What a query asks for, each once: identifiers as their words in a row, and single words. «Черга в ЦНАП» asks for two words;
 * a query of such words alone asks for them.
 */
function termsOf(text: string): readonly (readonly string[])[] {
  const folded = fold(text)
  const identifiers = [...folded.matchAll(IDENTIFIER)].map(([identifier]) => words(identifier))
  const terms = [...identifiers, ...words(folded.replace(IDENTIFIER, ' ')).map((word) => [word])]
  const byText = new Map(terms.map((term) => [term.join(' '), term]))
  const all = [...byText.values()]
  const telling = all.filter(([word = '', ...more]) => more.length > 0 || !isFunctionWord(word))
  return (telling.length > 0 ? telling : all).slice(0, LONGEST_QUERY_WORDS)
}

/** The FTS5 query for all (`AND`) or any (`OR`) of the terms, each word as a prefix; null when there is nothing to look for. */
function matchExpression(terms: readonly (readonly string[])[], operator: 'AND' | 'OR'): string | null {
  return terms.length === 0 ? null : terms.map(termExpression).join(` ${operator} `)
}

function termExpression(term: readonly string[]): string {
  const [word = '', ...more] = term
  const isPrefix = more.length === 0 && word.length >= SHORTEST_PREFIX
  return isPrefix ? `"${word}" *` : `"${term.join(' ')}"`
}

async function search(read: Reader, request: SearchRequest): Promise<SearchResult> {
  const terms = termsOf(request.text)
  // A text of punctuation alone searches for nothing; it must not fall back to the whole list.
  const hopeless = request.text.trim() !== '' && terms.length === 0
  let match = hopeless ? '""' : matchExpression(terms, 'AND')
  let count = await countOf(read, request, match)
  const relaxed = count === 0 && terms.length > 1
  if (relaxed) {
    match = matchExpression(terms, 'OR')
    count = await countOf(read, request, match)
  }
  const page = await pageOfIds(read, request, match, relaxed ? terms : [])
  return {
    ...page,
    total: { count, exact: true },
    facets: await facetCounts(read, request, match),
    interpretation: {
      words: [...new Set(terms.flat())].filter((word) => word.length > 1),
      relaxed: relaxed && count > 0,
    },
  }
}

/** Conditions on `search_document d`. @param except a facet whose own choice is left out, so that its other values keep their counts */
function conditions(request: SearchRequest, match: string | null, except?: string): SQL {
  const parts: SQL[] = [sql`d.type = ${request.type}`]
  if (match === '""') parts.push(sql`0`)
  else if (match !== null) parts.push(sql`d.rowid in (select rowid from search_text where search_text match ${match})`)
  for (const [facet, values] of Object.entries(request.filters)) {
    if (facet === except || values.length === 0) continue
    parts.push(sql`d.rowid in (select document from search_facet where facet = ${facet}
      and value in ${values} and valid_from <= ${request.day} and ${request.day} < valid_until)`)
  }
  return sql.join(parts, sql` and `)
}

async function countOf(read: Reader, request: SearchRequest, match: string | null): Promise<number> {
  const rows = await read.all<{ n: number }>(
    sql`select count(*) as n from search_document d where ${conditions(request, match)}`,
  )
  return rows[0]?.n ?? 0
}

async function facetCounts(
  read: Reader,
  request: SearchRequest,
  match: string | null,
): Promise<SearchResult['facets']> {
  const counted: Record<string, { value: string; count: number }[]> = {}
  for (const facet of request.facets) {
    counted[facet] = await read.all<{ value: string; count: number }>(sql`
      select f.value as value, count(distinct f.document) as count from search_facet f join search_document d on d.rowid = f.document
      where f.facet = ${facet} and f.valid_from <= ${request.day} and ${request.day} < f.valid_until
        and ${conditions(request, match, facet)}
      group by f.value order by count desc, f.value`)
  }
  return counted
}

async function pageOfIds(
  read: Reader,
  request: SearchRequest,
  match: string | null,
  counted: readonly (readonly string[])[],
): Promise<{ ids: string[]; next: string | null }> {
  const ranked = request.sort === 'relevance' && match !== null && match !== '""'
  return ranked ? rankedPage(read, request, match, counted) : keyedPage(read, request, match)
}

function offsetOfCursor(cursor: string): number {
  const [offset] = decodeCursor(cursor, 'relevance', 1)
  if (typeof offset === 'number' && Number.isInteger(offset) && offset > 0 && offset < DEEPEST_RANKED) return offset
  throw malformedCursor()
}

function keyOfCursor(cursor: string, order: string): readonly [string, string] {
  const [key, id] = decodeCursor(cursor, order, 2)
  if (typeof key === 'string' && typeof id === 'string') return [key, id]
  throw malformedCursor()
}

/** @param counted terms of which an entry need not have all: the more of them it has, the earlier it comes */
async function rankedPage(
  read: Reader,
  request: SearchRequest,
  match: string,
  counted: readonly (readonly string[])[],
): Promise<{ ids: string[]; next: string | null }> {
  const offset = request.cursor === null ? 0 : offsetOfCursor(request.cursor)
  const matched = counted.map(
    (term) => sql`(t.rowid in (select rowid from search_text where search_text match ${termExpression(term)}))`,
  )
  const most = matched.length === 0 ? sql`` : sql`${sql.join(matched, sql` + `)} desc,`
  const rows = await read.all<{ id: string }>(sql`
    select d.id as id from search_text t join search_document d on d.rowid = t.rowid
    where search_text match ${match} and ${conditions(request, null)}
    order by ${most} bm25(search_text, ${WEIGHTS}), d.rowid limit ${request.limit + 1} offset ${offset}`)
  const end = offset + request.limit
  const more = rows.length > request.limit && end < DEEPEST_RANKED
  return { ids: rows.slice(0, request.limit).map(({ id }) => id), next: more ? encodeCursor('relevance', [end]) : null }
}

async function keyedPage(
  read: Reader,
  request: SearchRequest,
  match: string | null,
): Promise<{ ids: string[]; next: string | null }> {
  const byName = request.sort === 'name'
  const order = byName ? 'name' : 'updated'
  const column = sql.raw(byName ? 'd.sort_name' : 'd.updated_at')
  const key = request.cursor === null ? null : keyOfCursor(request.cursor, order)
  const after =
    key === null
      ? sql`1`
      : byName
        ? sql`(${column}, d.id) > (${key[0]}, ${key[1]})`
        : sql`(${column}, d.id) < (${key[0]}, ${key[1]})`
  const direction = sql.raw(byName ? 'asc' : 'desc')
  const rows = await read.all<{ id: string; key: string }>(sql`
    select d.id as id, ${column} as key from search_document d where ${conditions(request, match)} and ${after}
    order by ${column} ${direction}, d.id ${direction} limit ${request.limit + 1}`)
  const shown = rows.slice(0, request.limit)
  const last = shown.at(-1)
  const next = rows.length > request.limit && last ? encodeCursor(order, [last.key, last.id]) : null
  return { ids: shown.map(({ id }) => id), next }
}
