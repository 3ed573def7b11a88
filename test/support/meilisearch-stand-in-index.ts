import { FilterError, normalizedValue, readFilter, valuesOf } from './meilisearch-stand-in-filter.ts'

/*
 * One index of the stand-in: settings, documents, searching. It finds what Meilisearch would find; the order of what is found
 * follows the same rules one after the other (words, typo, proximity, attribute, exactness), but not the same arithmetic.
 */

/** An error as Meilisearch answers it. https://www.meilisearch.com/docs/reference/errors/overview */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly type: 'invalid_request' | 'internal' | 'auth' | 'system'
  readonly retryAfter: number | null

  constructor(
    status: number,
    code: string,
    message: string,
    type?: ApiError['type'],
    retryAfter: number | null = null,
  ) {
    super(message)
    this.status = status
    this.code = code
    this.type = type ?? (status >= 500 ? 'internal' : status === 401 || status === 403 ? 'auth' : 'invalid_request')
    this.retryAfter = retryAfter
  }

  body() {
    const { message, code, type } = this
    return { message, code, type, link: `https://docs.meilisearch.com/errors#${code}` }
  }
}

export type Json = Readonly<Record<string, unknown>>

/** Values of an index nobody has set. https://www.meilisearch.com/docs/reference/api/settings */
const DEFAULT_SETTINGS: Json = {
  displayedAttributes: ['*'],
  searchableAttributes: ['*'],
  filterableAttributes: [],
  sortableAttributes: [],
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
  stopWords: [],
  nonSeparatorTokens: [],
  separatorTokens: [],
  dictionary: [],
  synonyms: {},
  distinctAttribute: null,
  proximityPrecision: 'byWord',
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnWords: [],
    disableOnAttributes: [],
    disableOnNumbers: false,
  },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { '*': 'alpha' } },
  pagination: { maxTotalHits: 1000 },
  searchCutoffMs: null,
  localizedAttributes: null,
  facetSearch: true,
  prefixSearch: 'indexingTime',
}

/** https://www.meilisearch.com/docs/learn/getting_started/primary_key#formatting-the-document-id */
const DOCUMENT_ID = /^[A-Za-z0-9_-]+$/
/** https://www.meilisearch.com/docs/resources/help/known_limitations "Length of primary key values", in bytes. */
const LONGEST_ID = 511
/** The same page, "Maximum number of query words". */
const MOST_QUERY_WORDS = 10

export class StandInIndex {
  readonly uid: string
  readonly createdAt: string
  updatedAt: string
  primaryKey: string | null = null
  settings: Record<string, unknown> = structuredClone(DEFAULT_SETTINGS) as Record<string, unknown>
  documents = new Map<string, Json>()
  /** Words of the attributes that were searched, by document. */
  private readonly words = new WeakMap<Json, Map<string, readonly string[]>>()

  constructor(uid: string, at: string) {
    this.uid = uid
    this.createdAt = at
    this.updatedAt = at
  }

  /**
   * Adds or replaces. One document with an unusable id fails the whole task and nothing of it is indexed.
   * https://www.meilisearch.com/docs/learn/getting_started/primary_key#invalid-documents-identifiers
   */
  put(documents: readonly Json[], primaryKey: string | null): number {
    const key = this.primaryKey ?? primaryKey ?? 'id'
    for (const document of documents) {
      const id = document[key]
      if (id === undefined)
        throw new ApiError(
          400,
          'missing_document_id',
          `Document doesn't have a \`${key}\` attribute: \`${JSON.stringify(document).slice(0, 80)}\`.`,
        )
      const valid =
        typeof id === 'number' || (typeof id === 'string' && DOCUMENT_ID.test(id) && id.length <= LONGEST_ID)
      if (!valid)
        throw new ApiError(
          400,
          'invalid_document_id',
          `Document identifier \`${JSON.stringify(id)}\` is invalid. A document identifier can be of type integer or string, only composed of alphanumeric characters (a-z A-Z 0-9), hyphens (-) and underscores (_), and can not be more than ${LONGEST_ID} bytes.`,
        )
    }
    this.primaryKey = key
    for (const document of documents) this.documents.set(String(document[key]), structuredClone(document))
    return documents.length
  }

  delete(ids: readonly unknown[]): number {
    return ids.filter((id) => this.documents.delete(String(id))).length
  }

  /** PATCH: `null` resets a setting, objects are merged. https://www.meilisearch.com/docs/reference/api/settings#update-settings */
  applySettings(settings: Json): void {
    for (const [name, value] of Object.entries(settings)) {
      const before = this.settings[name]
      if (value === null) this.settings[name] = structuredClone(DEFAULT_SETTINGS[name])
      else if (isObject(value) && isObject(before) && name !== 'synonyms') this.settings[name] = { ...before, ...value }
      else this.settings[name] = structuredClone(value)
    }
  }

  /** Settings are checked when they are sent, before a task is made of them. */
  static checkSettings(settings: Json): void {
    for (const name of Object.keys(settings)) {
      if (!(name in DEFAULT_SETTINGS)) throw new ApiError(400, 'bad_request', `Unknown field \`${name}\``)
    }
    for (const rule of stringsOf(settings['rankingRules'] ?? [])) {
      if (!/^(?:words|typo|proximity|attribute|sort|exactness|[\w.]+:(?:asc|desc))$/.test(rule))
        throw new ApiError(400, 'invalid_settings_ranking_rules', `\`${rule}\` ranking rule is invalid.`)
    }
  }

  /** One search that is not federated. https://www.meilisearch.com/docs/reference/api/search */
  search(query: Json): Json {
    const found = this.find(query, this.sorted(query))
    const { maxTotalHits } = this.settings['pagination'] as { maxTotalHits: number }
    const facets = stringsOf(query['facets'] ?? [])
    const distribution = facets.length === 0 ? {} : { facetDistribution: this.distribution(facets, found) }
    const common = { query: query['q'] ?? '', processingTimeMs: 1, ...distribution }
    const total = Math.min(found.length, maxTotalHits)
    if (query['page'] !== undefined || query['hitsPerPage'] !== undefined) {
      // "page and hitsPerPage": the exhaustive total, up to maxTotalHits.
      const hitsPerPage = Number(query['hitsPerPage'] ?? 20)
      const page = Number(query['page'] ?? 1)
      const shown =
        hitsPerPage === 0 ? [] : found.slice(0, maxTotalHits).slice((page - 1) * hitsPerPage, page * hitsPerPage)
      const totalPages = hitsPerPage === 0 ? 0 : Math.ceil(total / hitsPerPage)
      return {
        hits: shown.map((hit) => this.shown(hit, query)),
        ...common,
        page,
        hitsPerPage,
        totalPages,
        totalHits: total,
      }
    }
    const offset = Number(query['offset'] ?? 0)
    const limit = Number(query['limit'] ?? 20)
    const shown = found.slice(0, maxTotalHits).slice(offset, offset + limit)
    return { hits: shown.map((hit) => this.shown(hit, query)), ...common, offset, limit, estimatedTotalHits: total }
  }

  /** What a query finds, best first. */
  find(query: Json, sort: readonly (readonly [string, 1 | -1])[] = []): Found[] {
    const parsed = readQuery(String(query['q'] ?? ''))
    const filter = this.filterOf(query['filter'])
    const strategy = String(query['matchingStrategy'] ?? 'last')
    const found: Found[] = []
    for (const document of this.documents.values()) {
      if (!filter(document)) continue
      const ranks = this.ranksOf(document, parsed, strategy, query['attributesToSearchOn'])
      if (ranks !== null) found.push({ document, ranks, score: scoreOf(ranks) })
    }
    const compare = (a: Found, b: Found) => {
      for (const [attribute, direction] of sort) {
        const order = compareValues(a.document[attribute], b.document[attribute])
        if (order !== 0) return order * direction
      }
      return b.score - a.score
    }
    return found.sort(compare)
  }

  isFilterable(attribute: string): boolean {
    const patterns = (this.settings['filterableAttributes'] as readonly unknown[]).flatMap((each) =>
      typeof each === 'string' ? [each] : stringsOf((each as Json)['attributePatterns']),
    )
    // https://www.meilisearch.com/docs/capabilities/filtering_sorting_faceting/how_to/configure_granular_filters
    return patterns.some((pattern) =>
      pattern.endsWith('*') ? attribute.startsWith(pattern.slice(0, -1)) : pattern === attribute,
    )
  }

  /** https://www.meilisearch.com/docs/reference/api/search#facetdistribution; cut off at `faceting.maxValuesPerFacet`. */
  distribution(facets: readonly string[], found: readonly Found[]): Json {
    const { maxValuesPerFacet, sortFacetValuesBy } = this.settings['faceting'] as {
      maxValuesPerFacet: number
      sortFacetValuesBy: Record<string, string>
    }
    const counted: Record<string, Record<string, number>> = {}
    for (const facet of facets) {
      if (!this.isFilterable(facet))
        throw new ApiError(
          400,
          'invalid_search_facets',
          `Invalid facet distribution: Attribute \`${facet}\` is not filterable.`,
        )
      // Values that differ in case alone are one value; it is shown as it was first written.
      const counts = new Map<string, { value: string; count: number }>()
      for (const { document } of found) {
        const own = new Map(valuesOf(document, facet).map((value) => [normalizedValue(String(value)), String(value)]))
        for (const [key, value] of own) {
          const entry = counts.get(key) ?? { value, count: 0 }
          entry.count++
          counts.set(key, entry)
        }
      }
      const byCount = (sortFacetValuesBy[facet] ?? sortFacetValuesBy['*']) === 'count'
      const sorted = [...counts.entries()].sort(([a, one], [b, other]) =>
        byCount && one.count !== other.count ? other.count - one.count : a < b ? -1 : 1,
      )
      if (sorted.length > 0)
        counted[facet] = Object.fromEntries(
          sorted.slice(0, maxValuesPerFacet).map(([, { value, count }]) => [value, count]),
        )
      else counted[facet] = {}
    }
    return counted
  }

  /** What of a document may be seen: displayedAttributes, then attributesToRetrieve. */
  shown({ document, score }: Found, query: Json): Record<string, unknown> {
    const displayed = stringsOf(this.settings['displayedAttributes'])
    const retrieved = stringsOf(query['attributesToRetrieve'] ?? ['*'])
    const allowed = (name: string, patterns: readonly string[]) =>
      patterns.some(
        (pattern) =>
          pattern === '*' || pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))),
      )
    const shown = Object.entries(document).filter(([name]) => allowed(name, displayed) && allowed(name, retrieved))
    const rankingScore = query['showRankingScore'] === true ? { _rankingScore: score } : {}
    return { ...structuredClone(Object.fromEntries(shown)), ...rankingScore }
  }

  private filterOf(filter: unknown) {
    try {
      return readFilter(filter, (attribute) => this.isFilterable(attribute))
    } catch (error) {
      if (error instanceof FilterError) throw new ApiError(400, 'invalid_search_filter', error.message)
      throw error
    }
  }

  private sorted(query: Json): (readonly [string, 1 | -1])[] {
    return stringsOf(query['sort'] ?? []).map((written) => {
      const [attribute = '', direction] = written.split(':')
      const sortable = stringsOf(this.settings['sortableAttributes']).includes(attribute)
      const ruled = stringsOf(this.settings['rankingRules']).includes('sort')
      if (!sortable || !ruled || (direction !== 'asc' && direction !== 'desc'))
        throw new ApiError(400, 'invalid_search_sort', `Attribute \`${attribute}\` is not sortable.`)
      return [attribute, direction === 'asc' ? 1 : -1] as const
    })
  }

  /** How well a document answers, one number in 0–1 a ranking rule; null when it does not. */
  private ranksOf(document: Json, query: ParsedQuery, strategy: string, searchOn: unknown): readonly number[] | null {
    const all = stringsOf(this.settings['searchableAttributes'])
    const searchable = all.includes('*') ? Object.keys(document) : all
    const asked = searchOn === undefined || searchOn === null ? searchable : stringsOf(searchOn)
    const unknown = asked.find((attribute) => !searchable.includes(attribute) && !all.includes('*'))
    if (unknown !== undefined)
      throw new ApiError(400, 'invalid_search_attributes_to_search_on', `Attribute \`${unknown}\` is not searchable.`)
    if (query.parts.length === 0 && query.without.length === 0) return [1, 1, 1, 1]
    const fields = asked.map((attribute) => this.wordsOf(document, attribute))
    const has = (part: readonly string[]) => fields.some((words) => positionsOf(words, part).length > 0)
    if (query.without.some(has)) return null
    if (query.parts.length === 0) return [1, 1, 1, 1]
    const matched = query.parts.map((part) => this.matched(part, fields))
    const required = query.parts.map((part) => part.length > 1)
    // A phrase must be there under every strategy; https://www.meilisearch.com/docs/reference/api/search#matching-strategy
    if (matched.some((match, index) => match === null && (required[index] || strategy === 'all'))) return null
    // "last": words are dropped from the end of the query.
    const firstMissing = matched.indexOf(null)
    const kept = strategy === 'last' && firstMissing >= 0 ? matched.slice(0, firstMissing) : matched
    const found = kept.filter((match) => match !== null)
    if (found.length === 0) return null
    const attribute =
      found.reduce((sum, match) => sum + (1 - match.field / Math.max(1, fields.length)), 0) / found.length
    const exact = found.filter(({ exact }) => exact).length / found.length
    const spread = new Set(found.map(({ field }) => field)).size
    return [found.length / query.parts.length, exact, 1 / spread, attribute]
  }

  private matched(part: readonly string[], fields: readonly (readonly string[])[]): Match | null {
    for (const [field, words] of fields.entries()) {
      if (positionsOf(words, part).length > 0) return { field, exact: true }
    }
    const [word = ''] = part
    const { enabled, minWordSizeForTypos } = this.settings['typoTolerance'] as {
      enabled: boolean
      minWordSizeForTypos: { oneTypo: number; twoTypos: number }
    }
    if (!enabled || part.length > 1) return null
    const { oneTypo, twoTypos } = minWordSizeForTypos
    const typos = word.length >= twoTypos ? 2 : word.length >= oneTypo ? 1 : 0
    for (const [field, words] of fields.entries()) {
      if (typos > 0 && words.some((each) => distance(each, word) <= typos)) return { field, exact: false }
    }
    return null
  }

  private wordsOf(document: Json, attribute: string): readonly string[] {
    const known = this.words.get(document) ?? new Map<string, readonly string[]>()
    this.words.set(document, known)
    const words = known.get(attribute) ?? wordsOf(valuesOf(document, attribute).join('. '))
    known.set(attribute, words)
    return words
  }
}

export interface Found {
  readonly document: Json
  readonly ranks: readonly number[]
  readonly score: number
}

interface Match {
  readonly field: number
  readonly exact: boolean
}

interface ParsedQuery {
  /** Words and phrases. */
  readonly parts: readonly (readonly string[])[]
  readonly without: readonly (readonly string[])[]
}

/**
 * Words, "phrases" and -words. Only the first ten terms are looked at.
 * https://www.meilisearch.com/docs/reference/api/search#query-q
 */
function readQuery(q: string): ParsedQuery {
  const parts: string[][] = []
  const without: string[][] = []
  for (const [, minus, phrase, bare] of q.matchAll(/(?:(?<=^|\s)(-))?(?:"([^"]*)"?|([^\s"]+))/g)) {
    const words = wordsOf(phrase ?? bare ?? '')
    if (words.length === 0) continue
    if (minus !== undefined) without.push(words)
    else if (phrase !== undefined) parts.push(words)
    else parts.push(...words.map((word) => [word]))
  }
  let counted = 0
  const kept = parts.filter((part) => {
    counted += part.length
    return counted <= MOST_QUERY_WORDS
  })
  return { parts: kept, without }
}

/** https://www.meilisearch.com/docs/learn/engine/datatypes#tokenization: everything but letters, digits and marks separates. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  )
}

function positionsOf(words: readonly string[], part: readonly string[]): number[] {
  const positions: number[] = []
  for (let at = 0; at + part.length <= words.length; at++) {
    if (part.every((word, index) => words[at + index] === word)) positions.push(at)
  }
  return positions
}

function scoreOf(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank, index) => sum + rank * 0.9 * 0.1 ** index, 0)
}

function compareValues(a: unknown, b: unknown): number {
  // Documents without the attribute come last whatever the direction; here: as the smallest text.
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [one, other] = [String(a ?? ''), String(b ?? '')]
  return one < other ? -1 : one > other ? 1 : 0
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

export function stringsOf(value: unknown): string[] {
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
  throw new ApiError(400, 'bad_request', 'Invalid value type: expected an array of strings')
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
