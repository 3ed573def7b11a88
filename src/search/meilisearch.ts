import type { RecordType } from '../kernel/identifiers.ts'
import { encodeCursor } from '../kernel/paging.ts'
import { isRelaxed, placeOfCursor, RANKED } from './fts5.ts'
import { createAvailability, IndexBehind } from './meilisearch-availability.ts'
import { createClient } from './meilisearch-client.ts'
import { type Delivery, type DeliverySource, type DeliveryState, deliver, type LogEnd } from './meilisearch-delivery.ts'
import type { EmbeddedIndex } from './meilisearch-embedded.ts'
import { areFilterable, membershipOf } from './meilisearch-queries.ts'
import { type Answer, type Asked, askLikeliest, askList, askOthers } from './meilisearch-search.ts'
import { FORM } from './meilisearch-settings.ts'
import type { Plan } from './plan.ts'
import type { SearchEngine, SearchRequest, SearchResult, Total } from './port.ts'
import { isAnswered, type Ranked } from './rank.ts'

/** How long a search may wait for Meilisearch, in ms. */
const SEARCH_LIMIT_MS = 1000
/** How long one request of a delivery may take, in ms. */
const DELIVERY_LIMIT_MS = 60_000
/** How long a task may wait and run, in ms. */
const TASK_LIMIT_MS = 600_000
/** How long a look at an index to which nothing has to be brought holds, in ms. */
const LOOK_HOLDS_MS = 300_000

export interface MeilisearchOptions {
  readonly url: string
  readonly key?: string | undefined
  /** Name of the index; `once` unless tests want another. */
  readonly index?: string
  /** The embedded engine: it writes the index inside each commit, and answers whatever is not asked or not answered here. */
  readonly fallback: SearchEngine
  /** Its index, which reads every query and puts every list in order. */
  readonly embedded: EmbeddedIndex
  readonly source: DeliverySource
  /** RFC 3339 instant. */
  readonly now: () => string
  /** The day in Kyiv, `YYYY-MM-DD`. */
  readonly today: () => string
  readonly sleep: (ms: number) => Promise<void>
  readonly log: (event: string, details?: Readonly<Record<string, unknown>>) => void
  readonly searchLimit?: number
  readonly taskLimit?: number
}

export interface MeilisearchEngine extends SearchEngine {
  /** Brings the index to where the log is. Throws `MeilisearchFailure` when it did not get there. */
  deliver(): Promise<Delivery>
  /** The same for a loop: nothing where nothing changed; a failure is said in the log. @returns whether all is delivered */
  keepUp(): Promise<boolean>
}

/** Places that a cursor of either engine may stand for. */
const LONGEST_LIST = 1_000_000
/** A search of which only the total is wanted. */
const COUNTED = { filters: {}, facets: [], sort: 'relevance', limit: 1, cursor: null } as const

/**
 * Search by a Meilisearch server beside the register (docs/meilisearch.md). The embedded engine goes on writing its own index
 * in each commit: it holds the vocabulary and the terms that are ranked, and answers when the server is away, slow, broken or
 * behind the log.
 */
export function createMeilisearchEngine(options: MeilisearchOptions): MeilisearchEngine {
  const { fallback, embedded, source, index = 'once', now, today, sleep } = options
  const connection = { url: options.url, key: options.key }
  const place = { client: createClient({ ...connection, timeLimit: options.searchLimit ?? SEARCH_LIMIT_MS }), index }
  const availability = createAvailability(options)
  const delivery = {
    client: createClient({ ...connection, timeLimit: DELIVERY_LIMIT_MS }),
    source,
    index,
    today,
    sleep,
    taskLimit: options.taskLimit ?? TASK_LIMIT_MS,
  }

  /** Null: the embedded engine is to answer, for Meilisearch cannot be asked this or nothing answers it. */
  const search = async (request: SearchRequest): Promise<SearchResult | null> => {
    const { text, type, filters } = request
    const [end, plan] = await Promise.all([source.end(), embedded.interpret(text, request.asTyped ?? [])])
    const members = membershipOf(plan)
    if (members === null || !areFilterable(filters)) return null
    const asked = { members, type, filters }
    const whole = { ...asked, filters: {} }
    const isNarrowed = Object.values(filters).some((values) => values.length > 0)
    // Whether the register answers does not depend on what the list is narrowed to.
    const [answer, unnarrowed] = await Promise.all([
      askList(place, asked, request.facets),
      isNarrowed ? askList(place, whole, []) : null,
    ])
    for (const { state } of [answer, unnarrowed ?? answer]) refuseWhenBehind(state, end, request.day)
    const best = await rankedOf(whole, plan, unnarrowed ?? answer)
    if (!isAnswered(plan, best)) return null
    const ranked = isNarrowed ? await rankedOf(asked, plan, answer) : best
    const start = request.cursor === null ? 0 : placeOfCursor(request.cursor, LONGEST_LIST)
    // The embedded engine counts further, and lists may have changed since: it goes on from any place.
    if (start > answer.total.count) return null
    const [record, shown] = await Promise.all([
      embedded.recordOf(text),
      pageOf(asked, ranked, answer, { start, limit: request.limit }),
    ])
    const next = start + request.limit
    return {
      hits: await embedded.hits(shown),
      total: answer.total,
      facets: { values: answer.facets, among: null },
      interpretation: { ...plan.interpretation, relaxed: isRelaxed(plan, ranked), weak: false, record },
      next: next < answer.total.count ? encodeCursor('relevance', [next]) : null,
    }
  }

  const rankedOf = async (asked: Asked, plan: Plan, answer: Answer): Promise<readonly Ranked[]> =>
    embedded.rank(plan, answer.total.count <= RANKED ? answer.newest : await askLikeliest(place, plan, asked))

  /** The ranked records, then the rest by date, as the embedded engine has them: a cursor of one is good for the other. */
  const pageOf = async (asked: Asked, ranked: readonly Ranked[], answer: Answer, page: Stretch): Promise<Shown> => {
    const isWhole = answer.total.count <= RANKED
    const head = ranked.slice(page.start, page.start + page.limit)
    const limit = page.limit - head.length
    if (limit === 0) return head
    const without = ranked.map(({ key }) => key)
    const offset = Math.max(0, page.start - ranked.length)
    const others = isWhole
      ? answer.newest.filter((key) => !without.includes(key)).slice(offset, offset + limit)
      : await askOthers(place, asked, { without, offset, limit })
    return [...head, ...others.map((key) => ({ key, matches: [] }))]
  }

  let delivered: { readonly end: LogEnd; readonly day: string; readonly at: number } | null = null
  /** Whoever finds that Meilisearch does not answer makes the next delivery look what there is. */
  const instead = async () => {
    delivered = null
    return null
  }
  const engine: MeilisearchEngine = {
    ...fallback,
    async search(request) {
      // Lists without words and lists in another order than that of relevance are read from the database as they are.
      if (request.text.trim() === '' || request.sort !== 'relevance') return fallback.search(request)
      const found = await availability.answer(() => search(request), instead)
      return found ?? fallback.search(request)
    },
    async count(text, types, asTyped) {
      if (text.trim() === '') return fallback.count(text, types, asTyped)
      const found = await availability.answer(async () => {
        const ask = (type: RecordType) => search({ ...COUNTED, type, text, asTyped: asTyped ?? [], day: today() })
        const results = await Promise.all(types.map(ask))
        // A list that nothing answers, and one that cannot be asked for, are the embedded engine's.
        const left = await fallback.count(
          text,
          types.filter((_, index) => results[index] === null),
          asTyped,
        )
        return new Map(types.map((type, index) => [type, results[index]?.total ?? (left.get(type) as Total)]))
      }, instead)
      return found ?? fallback.count(text, types, asTyped)
    },
    deliver: () => deliver(delivery),
    async keepUp() {
      try {
        const end = await source.end()
        const [at, day] = [Date.parse(now()), today()]
        const fresh = delivered !== null && at - delivered.at < LOOK_HOLDS_MS
        if (fresh && delivered?.day === day && isSameLog(delivered.end, end)) return true
        await engine.deliver()
        delivered = { end, day, at }
        availability.delivered(null)
        return true
      } catch (error) {
        delivered = null
        availability.delivered(error)
        return false
      }
    },
  }
  return engine
}

interface Stretch {
  readonly start: number
  readonly limit: number
}

type Shown = readonly Pick<Ranked, 'key' | 'matches'>[]

function isSameLog(one: LogEnd, other: LogEnd): boolean {
  return one.size === other.size && one.sha256 === other.sha256 && one.edition === other.edition
}

/** Throws `IndexBehind` unless the index has this log, all of it, and its values hold on the day that is asked for. */
function refuseWhenBehind(state: DeliveryState | null, end: LogEnd, day: string | null): void {
  if (state === null) throw new IndexBehind(null, null)
  const { form, edition, position, sha256 } = state
  if (form !== FORM || edition !== end.edition) throw new IndexBehind(position, null)
  if (position < end.size) throw new IndexBehind(position, end.size - position)
  // What was given more than there is, or something else, was given another log.
  if (position > end.size || sha256 !== end.sha256) throw new IndexBehind(position, null)
  if (day !== null && state.day !== day) throw new IndexBehind(position, null)
}
