import { decodeCursor, encodeCursor, malformedCursor } from '../kernel/paging.ts'
import { createAvailability, IndexBehind } from './meilisearch-availability.ts'
import { createClient } from './meilisearch-client.ts'
import { type Delivery, type DeliverySource, type DeliveryState, deliver, type LogEnd } from './meilisearch-delivery.ts'
import type { MeilisearchDocument } from './meilisearch-documents.ts'
import { isAskable } from './meilisearch-queries.ts'
import { type Answer, askCandidates, askCounts, CANDIDATES, type Matching } from './meilisearch-search.ts'
import { FORM } from './meilisearch-settings.ts'
import type { Plan } from './plan.ts'
import type { Hit, SearchEngine, SearchRequest, SearchResult, Total } from './port.ts'

/** How long a search may wait for Meilisearch, in ms. */
const SEARCH_LIMIT_MS = 1000
/** How long one request of a delivery may take, in ms. */
const DELIVERY_LIMIT_MS = 60_000
/** How long a task may wait and run, in ms. */
const TASK_LIMIT_MS = 600_000
/** A list in order of relevance is gone through to here and no further. */
const DEEPEST_RANKED = 1000
/** How long a look at an index to which nothing has to be brought holds, in ms. */
const LOOK_HOLDS_MS = 300_000

export interface MeilisearchOptions {
  readonly url: string
  readonly key?: string | undefined
  /** Name of the index; `once` unless tests want another. */
  readonly index?: string
  /** The embedded engine: it writes the index inside each commit, and answers whatever is not asked or not answered here. */
  readonly fallback: SearchEngine
  readonly source: DeliverySource
  /** Reads a query with the vocabulary of the register. */
  readonly interpret: (text: string, asTyped: readonly string[]) => Promise<Plan>
  /** The ranking that both engines share. */
  readonly rank: (plan: Plan, candidates: readonly MeilisearchDocument[]) => readonly Hit[]
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

/**
 * Search by a Meilisearch server beside the register (docs/meilisearch.md). The embedded engine goes on writing its own index
 * in each commit: it holds the vocabulary, and answers when the server is away, slow, broken or behind the log.
 */
export function createMeilisearchEngine(options: MeilisearchOptions): MeilisearchEngine {
  const { fallback, source, index = 'once', now, today, sleep } = options
  const connection = { url: options.url, key: options.key }
  const client = createClient({ ...connection, timeLimit: options.searchLimit ?? SEARCH_LIMIT_MS })
  const availability = createAvailability(options)
  const delivery = {
    client: createClient({ ...connection, timeLimit: DELIVERY_LIMIT_MS }),
    source,
    index,
    today,
    sleep,
    taskLimit: options.taskLimit ?? TASK_LIMIT_MS,
  }

  const search = async (request: SearchRequest): Promise<SearchResult | null> => {
    const offset = request.cursor === null ? 0 : offsetOf(request.cursor)
    const [end, plan] = await Promise.all([source.end(), options.interpret(request.text, request.asTyped ?? [])])
    if (!isAskable(plan)) return null
    const ask = async (matching: Matching) => {
      const pages = pagesOf(offset, request.limit)
      const [answer, head, tail] = await Promise.all([
        askCounts(client, index, plan, request, { facets: request.facets, matching }),
        pages.head === null ? [] : askCandidates(client, index, plan, request, { matching, ...pages.head }),
        pages.tail === null ? [] : askCandidates(client, index, plan, request, { matching, ...pages.tail }),
      ])
      refuseWhenBehind(answer.state, end, request.day)
      return { answer, head, tail }
    }
    const strict = await ask('all')
    const relaxed = strict.answer.all.count === 0 && strict.answer.any.count > 0
    const { answer, head, tail } = relaxed ? await ask('any') : strict
    const hits = [...options.rank(plan, head).slice(offset), ...tail.map(({ id }): Hit => ({ id, matches: [] }))].slice(
      0,
      request.limit,
    )
    return resultOf(plan, request, answer, { offset, hits, relaxed })
  }

  let delivered: { readonly size: number; readonly day: string; readonly at: number } | null = null
  const engine: MeilisearchEngine = {
    ...fallback,
    async search(request) {
      // Lists without words and lists in another order than that of relevance are read from the database as they are.
      if (request.text.trim() === '' || request.sort !== 'relevance') return fallback.search(request)
      const found = await availability.answer(
        () => search(request),
        async () => null,
      )
      return found ?? fallback.search(request)
    },
    async count(text, types, asTyped) {
      const found = await availability.answer(
        async () => {
          const [end, plan] = await Promise.all([source.end(), options.interpret(text, asTyped ?? [])])
          if (text.trim() === '' || !isAskable(plan)) return null
          const asked = types.map(async (type) => {
            const answer = await askCounts(client, index, plan, { type, filters: {} }, { facets: [], matching: 'all' })
            refuseWhenBehind(answer.state, end, null)
            return [type, totalOf(answer)] as const
          })
          return new Map(await Promise.all(asked))
        },
        async () => null,
      )
      return found ?? fallback.count(text, types, asTyped)
    },
    deliver: () => deliver(delivery),
    async keepUp() {
      try {
        const { size } = await source.end()
        const [at, day] = [Date.parse(now()), today()]
        const fresh = delivered !== null && at - delivered.at < LOOK_HOLDS_MS
        if (fresh && delivered?.size === size && delivered.day === day) return true
        await engine.deliver()
        delivered = { size, day, at }
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

function offsetOf(cursor: string): number {
  const [offset] = decodeCursor(cursor, 'relevance', 1)
  if (typeof offset === 'number' && Number.isInteger(offset) && offset > 0 && offset < DEEPEST_RANKED) return offset
  throw malformedCursor()
}

interface Stretch {
  readonly offset: number
  readonly limit: number
}

/** What is read for a page: the beginning of the list, which is ordered anew as a whole, and what follows as it comes. */
function pagesOf(offset: number, limit: number): { readonly head: Stretch | null; readonly tail: Stretch | null } {
  const end = offset + limit
  const from = Math.max(offset, CANDIDATES)
  return {
    head: offset < CANDIDATES ? { offset: 0, limit: CANDIDATES } : null,
    tail: end > CANDIDATES ? { offset: from, limit: end - from } : null,
  }
}

/** Throws `IndexBehind` unless the index has this log, all of it, and its values hold on the day that is asked for. */
function refuseWhenBehind(state: DeliveryState | null, end: LogEnd, day: string | null): void {
  if (state === null || state.form !== FORM) throw new IndexBehind(null)
  if (state.position < end.size) throw new IndexBehind(end.size - state.position)
  // What was given more than there is, or something else, was given another log.
  if (state.position > end.size || state.sha256 !== end.sha256) throw new IndexBehind(null)
  if (day !== null && state.day !== day) throw new IndexBehind(0)
}

function totalOf({ all, any }: Answer): Total {
  return all.count > 0 ? all : any
}

function resultOf(
  plan: Plan,
  request: SearchRequest,
  answer: Answer,
  { offset, hits, relaxed }: { readonly offset: number; readonly hits: readonly Hit[]; readonly relaxed: boolean },
): SearchResult {
  const total = relaxed ? answer.any : answer.all
  const end = offset + request.limit
  const more = end < total.count && end < DEEPEST_RANKED && hits.length > 0
  return {
    hits,
    total,
    facets: { values: answer.facets, among: null },
    interpretation: { ...plan.interpretation, relaxed, weak: false, record: null },
    next: more ? encodeCursor('relevance', [end]) : null,
  }
}
