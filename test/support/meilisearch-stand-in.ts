import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { ApiError, isObject, type Json, StandInIndex } from './meilisearch-stand-in-index.ts'

/*
 * A server that answers as the documentation of Meilisearch says the real one does, as far as this register asks it, and that
 * can be made to fail in each way that is documented or that any server on a network can fail. Each behaviour names the page
 * it was taken from. What it is not: Meilisearch. How real results are ordered, and how fast, is only seen with MEILI_URL.
 */

/** What can be made to go wrong, and where it is described. */
export const FAULTS = {
  /** Nobody promises that a connection lives. */
  'connection-reset': 'https://www.rfc-editor.org/rfc/rfc9293#section-3.10.7',
  /** The request is carried out and the answer is lost. */
  'answer-lost': 'https://www.rfc-editor.org/rfc/rfc9293#section-3.10.7',
  /** The answer ends in the middle. */
  'answer-cut': 'https://www.rfc-editor.org/rfc/rfc9112#section-8',
  /** Nothing is answered until the fault is taken away or the client leaves. */
  silence: 'https://www.meilisearch.com/docs/reference/api/settings#search-cutoff',
  'request-timeout': 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9',
  'bad-gateway': 'https://www.meilisearch.com/docs/guides/running_production',
  'service-unavailable': 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4',
  'too-many-searches':
    'https://www.meilisearch.com/docs/resources/help/known_limitations#maximum-number-of-concurrent-search-requests',
  internal: 'https://www.meilisearch.com/docs/reference/errors/error_codes#internal',
  'payload-too-large': 'https://www.meilisearch.com/docs/reference/errors/error_codes#payload_too_large',
  'key-revoked': 'https://www.meilisearch.com/docs/reference/errors/error_codes#invalid_api_key',
  'no-space': 'https://www.meilisearch.com/docs/reference/errors/error_codes#no_space_left_on_device',
  'task-fails': 'https://www.meilisearch.com/docs/reference/errors/error_codes#database_size_limit_reached',
  'task-canceled': 'https://www.meilisearch.com/docs/reference/api/tasks#cancel-tasks',
  /** Another task before it takes its time. */
  'task-waits': 'https://www.meilisearch.com/docs/learn/async/asynchronous_operations#task-status',
  /** Finished tasks are deleted when there are very many. */
  'task-forgotten': 'https://www.meilisearch.com/docs/resources/help/known_limitations#maximum-task-database-size',
} as const
export type FaultName = keyof typeof FAULTS

interface Fault {
  readonly name: FaultName
  /** Which requests: `POST /indexes/once/documents`. */
  readonly request: RegExp
  /** Requests that go well before it begins. */
  after: number
  /** How often it strikes. */
  times: number
}

interface Task {
  readonly uid: number
  readonly indexUid: string | null
  readonly type: string
  status: 'enqueued' | 'processing' | 'succeeded' | 'failed' | 'canceled'
  canceledBy: number | null
  details: Record<string, unknown>
  error: Json | null
  readonly enqueuedAt: string
  startedAt: string | null
  finishedAt: string | null
  readonly run: () => Json
  readonly fault: FaultName | null
  forgotten: boolean
}

export interface StandInOptions {
  /** Without it nothing is protected. https://www.meilisearch.com/docs/learn/security/basic_security */
  readonly masterKey?: string
  /** Further keys and what they may do; `*` for everything. https://www.meilisearch.com/docs/reference/api/keys#actions */
  readonly keys?: Readonly<Record<string, readonly string[]>>
  /** Longest body, in bytes. https://www.meilisearch.com/docs/learn/self_hosted/configure_meilisearch_at_launch#payload-limit-size */
  readonly payloadLimit?: number
  /** Any free one unless one is named. */
  readonly port?: number
}

export interface StandIn {
  readonly url: string
  readonly indexes: ReadonlyMap<string, StandInIndex>
  /** Requests as `POST /multi-search`, in their order. */
  readonly requests: readonly string[]
  /** The bodies of the searches, in their order. */
  readonly searches: readonly Json[]
  /** @returns takes the fault away */
  inject(name: FaultName, options?: { request?: RegExp; after?: number; times?: number }): () => void
  /** As after a lost volume: no index, no task, no document. */
  lose(): void
  /** Somebody else's hand in the settings of an index. */
  change(uid: string, settings: Json): void
  stop(): Promise<void>
}

/** Starts it on the loopback address. */
export async function startMeilisearchStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const world = new World(options)
  const server = createServer((request, response) => {
    void world.answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port was given')
  return {
    url: `http://127.0.0.1:${address.port}`,
    indexes: world.indexes,
    requests: world.requests,
    searches: world.searches,
    inject: (name, { request = /./, after = 0, times = Number.POSITIVE_INFINITY } = {}) => {
      const fault: Fault = { name, request, after, times }
      world.faults.push(fault)
      return () => {
        world.faults.splice(world.faults.indexOf(fault), 1)
        world.process()
      }
    },
    lose: () => world.lose(),
    change: (uid, settings) => world.index(uid).applySettings(settings),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const JSON_TYPE = 'application/json'
/** Actions of keys by route. https://www.meilisearch.com/docs/reference/api/keys#actions */
const ACTIONS: readonly (readonly [RegExp, string])[] = [
  [/^POST \/(?:multi-search|indexes\/[^/]+\/search)$/, 'search'],
  [/^(?:POST|PUT) \/indexes\/[^/]+\/documents$/, 'documents.add'],
  [/^GET \/indexes\/[^/]+\/documents/, 'documents.get'],
  [/^(?:DELETE \/indexes\/[^/]+\/documents|POST \/indexes\/[^/]+\/documents\/delete)/, 'documents.delete'],
  [/^POST \/indexes$/, 'indexes.create'],
  [/^GET \/indexes(?:\/[^/]+)?$/, 'indexes.get'],
  [/^DELETE \/indexes\/[^/]+$/, 'indexes.delete'],
  [/^GET \/indexes\/[^/]+\/settings$/, 'settings.get'],
  [/^PATCH \/indexes\/[^/]+\/settings$/, 'settings.update'],
  [/^GET \/indexes\/[^/]+\/stats$/, 'stats.get'],
  [/^GET \/tasks/, 'tasks.get'],
  [/^POST \/tasks\/cancel$/, 'tasks.cancel'],
  [/^GET \/version$/, 'version'],
]

class World {
  readonly indexes = new Map<string, StandInIndex>()
  readonly requests: string[] = []
  readonly searches: Json[] = []
  readonly faults: Fault[] = []
  private tasks: Task[] = []
  private processing = false
  private readonly options: StandInOptions

  constructor(options: StandInOptions) {
    this.options = options
  }

  lose(): void {
    this.indexes.clear()
    this.tasks = []
  }

  index(uid: string): StandInIndex {
    const found = this.indexes.get(uid)
    // https://www.meilisearch.com/docs/reference/errors/error_codes#index_not_found
    if (found === undefined) throw new ApiError(404, 'index_not_found', `Index \`${uid}\` not found.`)
    return found
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const route = `${request.method} ${url.pathname}`
    this.requests.push(route)
    const fault = this.struck(route)
    try {
      if (fault !== null && !this.isLate(fault)) return this.fail(fault, response)
      const body = await bodyOf(request, this.options.payloadLimit ?? 100 * 1024 * 1024)
      this.authorize(request, route)
      const { status, content } = this.route(route, url, body, request, fault)
      const text = JSON.stringify(content)
      if (fault === 'answer-lost') return void response.destroy()
      if (fault === 'answer-cut') {
        response.writeHead(status, {
          'content-type': JSON_TYPE,
          'content-length': new TextEncoder().encode(text).length,
        })
        response.write(text.slice(0, Math.max(1, Math.floor(text.length / 2))))
        return void setImmediate(() => response.destroy())
      }
      send(response, status, text)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const headers = error.retryAfter === null ? {} : { 'retry-after': String(error.retryAfter) }
      send(response, error.status, JSON.stringify(error.body()), headers)
    }
  }

  private struck(route: string): FaultName | null {
    for (const fault of this.faults) {
      if (!fault.request.test(route)) continue
      if (fault.after > 0) {
        fault.after--
        continue
      }
      if (fault.times <= 0) continue
      fault.times--
      return fault.name
    }
    return null
  }

  /** Faults that strike after the request was carried out, or its task. */
  private isLate(fault: FaultName): boolean {
    return fault.startsWith('answer-') || fault.startsWith('task-')
  }

  private fail(fault: FaultName, response: ServerResponse): void {
    const html = (status: number, title: string) =>
      send(response, status, `<html><body><h1>${status} ${title}</h1></body></html>`, { 'content-type': 'text/html' })
    switch (fault) {
      case 'connection-reset':
        response.destroy()
        break
      case 'silence':
        break
      case 'request-timeout':
        html(408, 'Request Timeout')
        break
      case 'bad-gateway':
        html(502, 'Bad Gateway')
        break
      case 'service-unavailable':
        html(503, 'Service Temporarily Unavailable')
        break
      case 'too-many-searches':
        // 503 with Retry-After: 10, as the page of known limitations says.
        throw new ApiError(
          503,
          'too_many_search_requests',
          'Too many search requests running at the same time: 1000. Retry after 10s.',
          'system',
          10,
        )
      case 'internal':
        throw new ApiError(500, 'internal', 'An internal error has occurred.')
      case 'payload-too-large':
        throw new ApiError(413, 'payload_too_large', 'The provided payload reached the size limit.')
      case 'key-revoked':
        throw new ApiError(403, 'invalid_api_key', 'The provided API key is invalid.')
      case 'no-space':
        // "system": accompanied by a status of 5xx; https://www.meilisearch.com/docs/reference/errors/overview
        throw new ApiError(
          507,
          'no_space_left_on_device',
          'There is no more space left on the device. Consider increasing the size of the disk/partition.',
          'system',
        )
      default:
        throw new Error(`${fault} is no fault of an answer`)
    }
  }

  /** https://www.meilisearch.com/docs/reference/api/authorization */
  private authorize(request: IncomingMessage, route: string): void {
    const { masterKey, keys = {} } = this.options
    if (masterKey === undefined || route === 'GET /health') return
    const header = request.headers.authorization
    if (header === undefined)
      throw new ApiError(
        401,
        'missing_authorization_header',
        'The Authorization header is missing. It must use the bearer authorization method.',
      )
    const key = header.replace(/^Bearer /, '')
    if (key === masterKey) return
    const actions = keys[key] ?? []
    const needed = ACTIONS.find(([pattern]) => pattern.test(route))?.[1]
    const allowed = actions.some(
      (action) =>
        action === '*' || action === needed || (action.endsWith('.*') && needed?.startsWith(action.slice(0, -1))),
    )
    if (!allowed) throw new ApiError(403, 'invalid_api_key', 'The provided API key is invalid.')
  }

  private route(route: string, url: URL, body: Body, request: IncomingMessage, fault: FaultName | null): Answer {
    const [, uid = ''] = /^\w+ \/indexes\/([^/]+)/.exec(route) ?? []
    const id = decodeURIComponent(/^GET .*\/documents\/([^/]+)$/.exec(route)?.[1] ?? '')
    const path = route
      .replace(/\/indexes\/[^/]+/, '/indexes/:uid')
      .replace(/\/tasks\/\d+$/, '/tasks/:uid')
      .replace(/^(GET .*\/documents)\/[^/]+$/, '$1/:id')
    const ok = (content: unknown): Answer => ({ status: 200, content })
    switch (path) {
      case 'GET /health':
        return ok({ status: 'available' })
      case 'GET /version':
        return ok({ commitSha: 'stand-in', commitDate: '2026-01-01T00:00:00Z', pkgVersion: '1.0.0-stand-in' })
      case 'POST /indexes': {
        const { uid: created, primaryKey = null } = json(body, request) as { uid?: string; primaryKey?: string | null }
        if (created === undefined) throw new ApiError(400, 'missing_index_uid', 'Missing field `uid`')
        // https://www.meilisearch.com/docs/learn/getting_started/indexes#index-uid
        if (!/^[A-Za-z0-9_-]{1,512}$/.test(created))
          throw new ApiError(400, 'invalid_index_uid', `\`${created}\` is not a valid index uid.`)
        return this.enqueue(created, 'indexCreation', { primaryKey }, fault, () => {
          if (this.indexes.has(created))
            throw new ApiError(409, 'index_already_exists', `Index \`${created}\` already exists.`)
          this.created(created).primaryKey = primaryKey
          return {}
        })
      }
      case 'GET /indexes/:uid': {
        const { createdAt, updatedAt, primaryKey } = this.index(uid)
        return ok({ uid, createdAt, updatedAt, primaryKey })
      }
      case 'DELETE /indexes/:uid':
        return this.enqueue(uid, 'indexDeletion', {}, fault, () => {
          const deletedDocuments = this.index(uid).documents.size
          this.indexes.delete(uid)
          return { deletedDocuments }
        })
      case 'GET /indexes/:uid/settings':
        return ok(this.index(uid).settings)
      case 'PATCH /indexes/:uid/settings': {
        const settings = json(body, request)
        if (!isObject(settings)) throw new ApiError(400, 'bad_request', 'Invalid value type: expected an object')
        StandInIndex.checkSettings(settings)
        // "If the provided index does not exist, it will be created": https://www.meilisearch.com/docs/reference/api/settings
        return this.enqueue(uid, 'settingsUpdate', { ...settings }, fault, () => {
          this.created(uid).applySettings(settings)
          return {}
        })
      }
      case 'GET /indexes/:uid/stats':
        return ok({
          numberOfDocuments: this.index(uid).documents.size,
          isIndexing: this.processing,
          fieldDistribution: {},
        })
      case 'GET /indexes/:uid/documents/:id': {
        const document = this.index(uid).documents.get(id)
        // https://www.meilisearch.com/docs/reference/errors/error_codes#document_not_found
        if (document === undefined) throw new ApiError(404, 'document_not_found', `Document \`${id}\` not found.`)
        return ok(document)
      }
      case 'POST /indexes/:uid/documents': {
        const documents = json(body, request)
        const list = (Array.isArray(documents) ? documents : [documents]) as Json[]
        const primaryKey = url.searchParams.get('primaryKey')
        // An index that is not there is created: https://www.meilisearch.com/docs/reference/api/documents#add-or-replace-documents
        return this.enqueue(
          uid,
          'documentAdditionOrUpdate',
          { receivedDocuments: list.length, indexedDocuments: null },
          fault,
          () => ({
            indexedDocuments: this.created(uid).put(list, primaryKey),
          }),
        )
      }
      case 'POST /indexes/:uid/documents/delete-batch': {
        const ids = json(body, request) as unknown[]
        return this.enqueue(
          uid,
          'documentDeletion',
          { providedIds: ids.length, deletedDocuments: null },
          fault,
          () => ({
            deletedDocuments: this.index(uid).delete(ids),
          }),
        )
      }
      case 'DELETE /indexes/:uid/documents':
        return this.enqueue(uid, 'documentDeletion', { providedIds: 0, deletedDocuments: null }, fault, () => {
          const deletedDocuments = this.index(uid).documents.size
          this.index(uid).documents.clear()
          return { deletedDocuments }
        })
      case 'POST /indexes/:uid/search':
        return ok(this.index(uid).search(json(body, request) as Json))
      case 'POST /multi-search':
        return ok(this.multiSearch(json(body, request)))
      case 'GET /tasks/:uid': {
        const task = this.tasks.find((each) => each.uid === Number(route.split('/').at(-1)))
        // https://www.meilisearch.com/docs/reference/errors/error_codes#task_not_found
        if (task === undefined || task.forgotten)
          throw new ApiError(404, 'task_not_found', `Task \`${route.split('/').at(-1)}\` not found.`)
        return ok(shownTask(task))
      }
      case 'GET /tasks': {
        const results = [...this.tasks]
          .reverse()
          .filter(({ forgotten }) => !forgotten)
          .map(shownTask)
        return ok({ results, total: results.length, limit: 20, from: results[0]?.['uid'] ?? null, next: null })
      }
      case 'POST /tasks/cancel': {
        const uids = url.searchParams.get('uids')
        if (uids === null)
          throw new ApiError(400, 'missing_task_filters', 'Query parameters to filter the tasks to cancel are missing.')
        const chosen = new Set(uids.split(',').map(Number))
        return this.enqueue(null, 'taskCancelation', { originalFilter: url.search }, fault, () => {
          const open = this.tasks.filter(({ uid: id, status }) => chosen.has(id) && status === 'enqueued')
          for (const task of open) task.status = 'canceled'
          return { matchedTasks: chosen.size, canceledTasks: open.length }
        })
      }
      default:
        // https://www.meilisearch.com/docs/reference/errors/error_codes#not_found
        throw new ApiError(404, 'not_found', `${route} was not found.`)
    }
  }

  private created(uid: string): StandInIndex {
    const index = this.indexes.get(uid) ?? new StandInIndex(uid, new Date().toISOString())
    this.indexes.set(uid, index)
    return index
  }

  /** https://www.meilisearch.com/docs/reference/api/multi_search: separate lists, or one list when `federation` is given. */
  private multiSearch(request: unknown): Json {
    if (!isObject(request) || !Array.isArray(request['queries']))
      throw new ApiError(400, 'bad_request', 'Missing field `queries`')
    this.searches.push(request)
    const queries = request['queries'] as Json[]
    const federation = request['federation']
    // "it immediately stops processing the request and returns an error": the whole request fails with the first query.
    const inside = <Result>(position: number, search: () => Result): Result => {
      try {
        return search()
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        const status = error.code === 'index_not_found' ? 400 : error.status
        throw new ApiError(status, error.code, `Inside \`.queries[${position}]\`: ${error.message}`, error.type)
      }
    }
    if (isObject(federation)) return this.federated(federation, queries, inside)
    const results = queries.map((query, position) =>
      inside(position, () => {
        if (query['federationOptions'] !== undefined)
          throw new ApiError(
            400,
            'invalid_multi_search_query_federated',
            'Using `federationOptions` is not allowed in a non-federated search',
          )
        return { indexUid: query['indexUid'], ...this.index(String(query['indexUid'])).search(query) }
      }),
    )
    return { results }
  }

  private federated(
    federation: Json,
    queries: readonly Json[],
    inside: <Result>(position: number, search: () => Result) => Result,
  ): Json {
    const best = new Map<string, { hit: Json; weighted: number }>()
    let largest = Number.POSITIVE_INFINITY
    for (const [position, query] of queries.entries()) {
      inside(position, () => {
        for (const name of ['limit', 'offset', 'page', 'hitsPerPage']) {
          if (query[name] !== undefined)
            throw new ApiError(
              400,
              'invalid_multi_search_query_pagination',
              `Using \`${name}\` is not allowed in a federated search`,
            )
        }
        if (query['facets'] !== undefined)
          throw new ApiError(
            400,
            'invalid_multi_search_query_facets',
            'Using facet options is not allowed in federated queries.',
          )
        const weight = Number((query['federationOptions'] as Json | undefined)?.['weight'] ?? 1)
        if (!(weight >= 0))
          throw new ApiError(
            400,
            'invalid_multi_search_weight',
            'the value of `weight` is invalid, expected a positive float',
          )
        const uid = String(query['indexUid'])
        const index = this.index(uid)
        largest = Math.min(largest, (index.settings['pagination'] as { maxTotalHits: number }).maxTotalHits)
        for (const found of index.find(query)) {
          const key = `${uid} ${String(found.document[index.primaryKey ?? 'id'])}`
          const weighted = found.score * weight
          // A document that several queries find is one hit, with the best of its scores.
          if (weighted <= (best.get(key)?.weighted ?? -1)) continue
          const details = { indexUid: uid, queriesPosition: position, weightedRankingScore: weighted }
          best.set(key, { hit: { ...index.shown(found, query), _federation: details }, weighted })
        }
      })
    }
    const hits = [...best.values()].sort((a, b) => b.weighted - a.weighted).map(({ hit }) => hit)
    const offset = Number(federation['offset'] ?? 0)
    const limit = Number(federation['limit'] ?? 20)
    const shown = hits.slice(0, largest).slice(offset, offset + limit)
    return { hits: shown, processingTimeMs: 1, limit, offset, estimatedTotalHits: hits.length }
  }

  /** 202 and a summarized task: https://www.meilisearch.com/docs/reference/api/tasks#summarized-task-object */
  private enqueue(
    indexUid: string | null,
    type: string,
    details: Record<string, unknown>,
    fault: FaultName | null,
    run: () => Json,
  ): Answer {
    const enqueuedAt = new Date().toISOString()
    const task: Task = {
      uid: (this.tasks.at(-1)?.uid ?? -1) + 1,
      indexUid,
      type,
      status: 'enqueued',
      canceledBy: null,
      details,
      error: null,
      enqueuedAt,
      startedAt: null,
      finishedAt: null,
      run,
      fault,
      forgotten: false,
    }
    this.tasks.push(task)
    this.process()
    return { status: 202, content: { taskUid: task.uid, indexUid, status: 'enqueued', type, enqueuedAt } }
  }

  /** One task after the other, in the order they came: https://www.meilisearch.com/docs/learn/async/asynchronous_operations */
  process(): void {
    if (this.processing) return
    const task = this.tasks.find(({ status }) => status === 'enqueued')
    if (task === undefined) return
    if (task.fault === 'task-waits' && this.faults.some(({ name }) => name === 'task-waits')) return
    this.processing = true
    task.status = 'processing'
    task.startedAt = new Date().toISOString()
    setImmediate(() => {
      this.finish(task)
      this.processing = false
      this.process()
    })
  }

  private finish(task: Task): void {
    task.finishedAt = new Date().toISOString()
    if (task.fault === 'task-canceled') {
      task.status = 'canceled'
      return
    }
    try {
      if (task.fault === 'task-fails')
        throw new ApiError(500, 'database_size_limit_reached', 'Maximum database size has been reached.', 'system')
      task.details = { ...task.details, ...task.run() }
      task.status = 'succeeded'
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      task.status = 'failed'
      task.error = error.body()
    }
    if (task.fault === 'task-forgotten') task.forgotten = true
  }
}

interface Answer {
  readonly status: number
  readonly content: unknown
}

interface Body {
  readonly text: string
}

/** https://www.meilisearch.com/docs/reference/api/tasks#task-object */
function shownTask({ run: _run, fault: _fault, forgotten: _forgotten, ...shown }: Task): Json {
  return { ...shown, batchUid: shown.uid, duration: shown.finishedAt === null ? null : 'PT0.001S' }
}

async function bodyOf(request: IncomingMessage, limit: number): Promise<Body> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length
    chunks.push(chunk)
  }
  if (length > limit)
    throw new ApiError(
      413,
      'payload_too_large',
      `The provided payload reached the size limit. The maximum accepted payload size is ${limit} bytes.`,
    )
  return { text: new TextDecoder().decode(Buffer.concat(chunks)) }
}

/** Content type, then presence, then syntax: https://www.meilisearch.com/docs/reference/errors/error_codes#missing_content_type */
function json({ text }: Body, request: IncomingMessage): unknown {
  const type = request.headers['content-type']
  if (type === undefined) throw new ApiError(415, 'missing_content_type', 'A Content-Type header is missing.')
  if (!type.startsWith(JSON_TYPE))
    throw new ApiError(415, 'invalid_content_type', `The Content-Type \`${type}\` is invalid.`)
  if (text === '') throw new ApiError(400, 'missing_payload', 'A json payload is missing.')
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(400, 'malformed_payload', 'The `json` payload provided is malformed.')
  }
}

function send(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': JSON_TYPE, ...headers })
  response.end(text)
}
