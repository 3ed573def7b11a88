import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { decodeCursor, encodeCursor, malformedCursor } from '../kernel/paging.ts'
import { identifiers } from './analyzer/tokens.ts'
import {
  createFacetIds,
  type FacetIds,
  facetConditions,
  type Narrowing,
  NOT_NARROWED,
  narrowed,
  wholeNumber,
} from './fts5-facets.ts'
import {
  allMatching,
  BOUNDS,
  type Bounds,
  type Lists,
  listsOf,
  type Members,
  membersOf,
  strongest,
} from './fts5-lists.ts'
import { candidates, keyRows } from './fts5-rows.ts'
import { emptyStatements, eraseStatements, indexStatements, keysOf, removeStatements } from './index-rows.ts'
import { interpret } from './interpret.ts'
import type { Plan } from './plan.ts'
import type { FacetCounts, Hit, Interpretation, SearchEngine, SearchRequest, SearchResult, Total } from './port.ts'
import { isAnswered, type Ranked, rank } from './rank.ts'
import { similar } from './similar.ts'
import { suggest } from './suggest.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** Records that are ranked; those of a longer list follow them by date. */
export const RANKED = 100
/** Nearest records that are shown where nothing answers. */
const NEAREST = 10

/** What a search reads. */
interface Index {
  readonly read: Reader
  readonly vocabulary: Vocabulary
  readonly ids: FacetIds
  readonly bounds: Bounds
}

/**
 * The default engine: FTS5 inside the register's own database, written in the same batch as the records.
 * @param bounds how much of long lists is read
 */
export function createFts5Engine(read: Reader, bounds: Bounds = BOUNDS): SearchEngine {
  const vocabulary = createVocabulary(read)
  const ids = createFacetIds(read)
  const index: Index = { read, vocabulary, ids, bounds }
  return {
    search: (request) => search(index, request),
    count: (text, types, asTyped) => countTypes(index, types, text, asTyped),
    similar: (request) => similar(read, vocabulary, ids, request),
    suggest: (request) => suggest(read, vocabulary, request),
    index: indexStatements,
    clear: emptyStatements,
    remove: removeStatements,
    erase: eraseStatements,
  }
}

const NO_INTERPRETATION: Interpretation = {
  readings: [],
  unknown: [],
  relaxed: false,
  weak: false,
  record: null,
  marks: [],
}

async function search(index: Index, request: SearchRequest): Promise<SearchResult> {
  if (request.text.trim() === '') return browse(index, request)
  const { read, vocabulary, ids, bounds } = index
  const [plan, record, chosen] = await Promise.all([
    interpret(vocabulary, request.text, request.asTyped),
    recordOf(read, request.text),
    facetConditions(request, ids),
  ])
  const lists = await listsOf(read, plan, request.type, chosen, bounds)
  const all = membersOf(lists)
  const best = await rankedOf(read, plan, lists, all)
  const interpretation = { ...plan.interpretation, relaxed: false, weak: !isAnswered(plan, best), record }
  // Whether the register answers does not depend on what the list is narrowed to.
  if (interpretation.weak) return nearest(index, plan, lists, chosen, request, interpretation)
  const { members, facets } = await narrowed(read, request, ids, all, lists.sure)
  const ranked = chosen.match === null ? best : await rankedOf(read, plan, lists, members)
  const total = { count: members.keys.length, exact: members.exact }
  const matches: Matches = new Map(ranked.map((each) => [each.key, each.matches]))
  const page = await (request.sort === 'relevance'
    ? pageByRank(read, request, ranked, members)
    : request.sort === 'name'
      ? pageByName(read, request, members, matches)
      : pageByUpdate(read, request, members.keys, matches))
  return { ...page, total, facets, interpretation: { ...interpretation, relaxed: isRelaxed(plan, ranked) } }
}

/** Whether some of the ranked records lack some of the words. */
export function isRelaxed({ concepts, interpretation }: Plan, ranked: readonly Ranked[]): boolean {
  const known = concepts.filter(({ df }) => df > 0).length
  const lacks = ranked.some(({ matches }) => matches.length < known)
  return interpretation.unknown.length > 0 || (lacks && known > 1)
}

async function countTypes(
  { read, vocabulary, bounds }: Index,
  types: readonly RecordType[],
  text: string,
  asTyped: readonly string[] = [],
): Promise<ReadonlyMap<RecordType, Total>> {
  if (text.trim() === '') return countAll(read, types)
  const plan = await interpret(vocabulary, text, asTyped)
  const counts = await Promise.all(
    types.map(async (type) => {
      const lists = await listsOf(read, plan, type, NOT_NARROWED, bounds)
      const members = membersOf(lists)
      const isEmpty = !isAnswered(plan, await rankedOf(read, plan, lists, members))
      const total = isEmpty ? { count: 0, exact: lists.complete } : { count: members.keys.length, exact: members.exact }
      return [type, total] as const
    }),
  )
  return new Map(counts)
}

async function countAll(read: Reader, types: readonly RecordType[]): Promise<ReadonlyMap<RecordType, Total>> {
  const rows = await read.all<{ type: RecordType; count: number }>(
    sql`select type, documents as count from search_count`,
  )
  return new Map(types.map((type) => [type, { count: rows.find((row) => row.type === type)?.count ?? 0, exact: true }]))
}

/** A list without words: by date or by name, narrowed by facets. */
async function browse({ read, ids, bounds }: Index, request: SearchRequest): Promise<SearchResult> {
  const newest = { before: null, limit: bounds.list }
  const membersFor = async (filters: SearchRequest['filters']) =>
    allMatching(read, request.type, await facetConditions({ ...request, filters }, ids), newest)
  const [members, chosen, all] = await Promise.all([
    membersFor(request.filters),
    facetConditions(request, ids),
    countAll(read, [request.type]),
  ])
  const before = request.cursor === null || request.sort === 'name' ? null : keyOfCursor(request.cursor, request.type)
  // A list by date goes on as far as there are records, however many are counted.
  const part = () => allMatching(read, request.type, chosen, { before, limit: request.limit + 1 })
  const page =
    request.sort === 'name'
      ? await pageByName(read, request, members)
      : await pageByUpdate(read, request, (await part()).keys)
  const isWhole = Object.values(request.filters).every((values) => values.length === 0)
  return {
    ...page,
    total: (isWhole ? all.get(request.type) : undefined) ?? { count: members.keys.length, exact: members.exact },
    facets: await facetsOf(read, request, ids, members, membersFor),
    interpretation: NO_INTERPRETATION,
  }
}

/** Counts of each facet of a list without words, as if that facet were not narrowed. */
async function facetsOf(
  read: Reader,
  request: SearchRequest,
  ids: FacetIds,
  members: Members,
  without: (filters: SearchRequest['filters']) => Promise<Members>,
): Promise<FacetCounts> {
  const values: Record<string, FacetCounts['values'][string]> = {}
  let among: number | null = null
  const chosen = request.facets.filter((facet) => (request.filters[facet]?.length ?? 0) > 0)
  const open = request.facets.filter((facet) => !chosen.includes(facet))
  const count = async (facets: readonly string[], each: Members) => {
    const counted = await narrowed(read, { ...request, filters: {}, facets }, ids, each, new Set())
    Object.assign(values, counted.facets.values)
    among = counted.facets.among ?? among
  }
  if (open.length > 0) await count(open, members)
  for (const facet of chosen) await count([facet], await without({ ...request.filters, [facet]: [] }))
  return { values, among }
}

/** The records that have most of what is asked, of which the best are ranked. */
async function rankedOf(read: Reader, plan: Plan, lists: Lists, members: Members): Promise<readonly Ranked[]> {
  return rank(plan, await candidates(read, strongest(lists, RANKED, members.keys)))
}

/** Where nothing answers: what is nearest, called so. */
async function nearest(
  { read, bounds }: Index,
  plan: Plan,
  found: Lists,
  chosen: Narrowing,
  request: SearchRequest,
  interpretation: Interpretation,
): Promise<SearchResult> {
  const isNarrowed = chosen.match !== null
  const lists = isNarrowed ? await listsOf(read, plan, request.type, chosen, { ...bounds, narrowed: null }) : found
  const isWanting = plan.concepts.some(({ required }) => required)
  const ranked = isWanting ? [] : rank(plan, await candidates(read, strongest(lists, RANKED)))
  const hits = request.cursor === null ? await hitsOf(read, ranked.slice(0, Math.min(NEAREST, request.limit))) : []
  return {
    hits,
    total: { count: 0, exact: lists.complete },
    facets: { values: Object.fromEntries(request.facets.map((facet) => [facet, []])), among: null },
    interpretation,
    next: null,
  }
}

/** The records of keys, in their order; those that are no longer there are left out. */
export async function hitsOf(
  read: Reader,
  ranked: readonly Pick<Ranked, 'key' | 'matches'>[],
): Promise<readonly Hit[]> {
  const byKey = await keyRows(
    read,
    ranked.map(({ key }) => key),
  )
  return ranked.flatMap(({ key, matches }) => {
    const id = byKey.get(key)
    return id === undefined ? [] : [{ id, matches }]
  })
}

interface Page {
  readonly hits: readonly Hit[]
  readonly next: string | null
}

/** The ranked records, then the rest by date. The cursor is a place in that order. */
async function pageByRank(
  read: Reader,
  { cursor, limit }: SearchRequest,
  ranked: readonly Ranked[],
  members: Members,
): Promise<Page> {
  const start = cursor === null ? 0 : placeOfCursor(cursor, members.keys.length)
  const end = start + limit
  const head = ranked.slice(start, end)
  // What was not ranked follows: only the pages that reach it need to know what that is.
  const isRanked = new Set(end > ranked.length ? ranked.map(({ key }) => key) : [])
  const rest = end > ranked.length ? members.keys.filter((key) => !isRanked.has(key)) : []
  const tail = rest.slice(Math.max(0, start - ranked.length), Math.max(0, end - ranked.length))
  return {
    hits: await hitsOf(read, [...head, ...tail.map((key) => ({ key, matches: [] }))]),
    next: members.keys.length > end ? encodeCursor('relevance', [end]) : null,
  }
}

/** The place that a cursor of a list in order of relevance stands for. Throws `cursor-malformed` beyond the list. */
export function placeOfCursor(cursor: string, most: number): number {
  const [place] = decodeCursor(cursor, 'relevance', 1)
  if (typeof place === 'number' && Number.isInteger(place) && place > 0 && place <= most) return place
  throw malformedCursor()
}

/** Why records are in a list, of those that were ranked. */
type Matches = ReadonlyMap<number, Hit['matches']>
const NOT_RANKED: Matches = new Map()

/** Newest first: the order of keys backwards. */
async function pageByUpdate(
  read: Reader,
  request: SearchRequest,
  keys: readonly number[],
  matches: Matches = NOT_RANKED,
): Promise<Page> {
  const { cursor, limit } = request
  const before = cursor === null ? Number.POSITIVE_INFINITY : keyOfCursor(cursor, request.type)
  const after = keys.filter((key) => key < before)
  const shown = after.slice(0, limit)
  const last = shown.at(-1)
  return {
    hits: await hitsOf(
      read,
      shown.map((key) => ({ key, matches: matches.get(key) ?? [] })),
    ),
    next: after.length > limit && last !== undefined ? encodeCursor('updated', [last]) : null,
  }
}

/** The key before which a list by date goes on. Throws `cursor-malformed` for that of another type. */
function keyOfCursor(cursor: string, type: RecordType): number {
  const [key] = decodeCursor(cursor, 'updated', 1)
  const { from, until } = keysOf(type)
  if (typeof key === 'number' && Number.isSafeInteger(key) && from <= key && key < until) return key
  throw malformedCursor()
}

async function pageByName(
  read: Reader,
  request: SearchRequest,
  members: Members,
  matches: Matches = NOT_RANKED,
): Promise<Page> {
  const { cursor, limit, type } = request
  const [name = '', id = ''] = cursor === null ? [] : decodeCursor(cursor, 'name', 2)
  if (typeof name !== 'string' || typeof id !== 'string') throw malformedCursor()
  const { from } = keysOf(type)
  const places = JSON.stringify(members.whole ? [] : members.keys.map((key) => key - from))
  // The whole list is in order already; of others the records are put in order, so that a few are not looked for among all.
  const source: SQL = members.whole
    ? sql`search_document d where d.type = ${type}`
    : sql`json_each(${places}) k cross join search_document d on d.rowid = k.value + ${wholeNumber(from)} where true`
  const after = cursor === null ? sql`true` : sql`(d.sort_name, d.id) > (${name}, ${id})`
  const rows = await read.all<{
    key: number
    id: string
    name: string
  }>(sql`select d.rowid as key, d.id as id, d.sort_name as name from ${source}
    and ${after} order by d.sort_name, d.id limit ${limit + 1}`)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    hits: shown.map(({ key, id }) => ({ id, matches: matches.get(key) ?? [] })),
    next: rows.length > limit && last ? encodeCursor('name', [last.name, last.id]) : null,
  }
}

/** The one record whose number the whole query is. */
export async function recordOf(read: Reader, text: string): Promise<Interpretation['record']> {
  const trimmed = text.trim()
  if (trimmed.length > 60 || /\s/.test(trimmed) || !/\d{3}/.test(trimmed)) return null
  const number = identifiers(trimmed)
  if (number.length === 0) return null
  const match = `code : (${number.map((each) => `"${each}"`).join(' OR ')})`
  const rows = await read.all<{ type: RecordType; id: string }>(sql`select d.type as type, d.id as id
    from search_text t join search_document d on d.rowid = t.rowid where search_text match ${match} limit 2`)
  const [only] = rows
  return rows.length === 1 && only ? only : null
}
