import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  carriedOut,
  createClient,
  type MeilisearchClient,
  MeilisearchFailure,
} from '../../src/search/meilisearch-client.ts'
import { drift, facetAttribute, SETTINGS } from '../../src/search/meilisearch-settings.ts'
import { type StandIn, startMeilisearchStandIn } from '../support/meilisearch-stand-in.ts'

/*
 * What the engine relies on in a server. The stand-in is held to it in every run, and a real server where MEILI_URL names one:
 * so it is seen whether the stand-in is what it says.
 */

interface Server {
  readonly name: string
  start(): Promise<{ readonly url: string; readonly key: string | undefined; stop(): Promise<void> }>
}

const standIn: Server = {
  name: 'the stand-in',
  async start() {
    const server: StandIn = await startMeilisearchStandIn({ masterKey: 'master' })
    return { url: server.url, key: 'master', stop: server.stop }
  },
}
const { MEILI_URL, MEILI_KEY } = process.env
const servers: readonly Server[] = MEILI_URL
  ? [
      standIn,
      { name: 'Meilisearch', start: async () => ({ url: MEILI_URL, key: MEILI_KEY, stop: async () => undefined }) },
    ]
  : [standIn]

const INDEX = `once_behaviour_${process.pid}_${Date.now()}`
/** Keys of the embedded index are as large as this. */
const FIRST = 2 ** 40 + 1
const DOCUMENTS = [
  {
    key: 'a',
    type: 'software',
    st_name: 'електронн черг',
    st_long: 'запис прийом',
    terms: ['електронн', 'черг', 'запис', 'прийом', 'запис прийом'],
    f_license: ['~m~i~t'],
    order: FIRST,
  },
  {
    key: 'b',
    type: 'software',
    st_name: 'черг електронн',
    st_long: 'садк',
    terms: ['черг', 'електронн', 'садк'],
    f_license: ['~m~i~t', 'eupl'],
    order: FIRST + 2,
  },
  {
    key: 'c',
    type: 'software',
    st_name: 'мій',
    st_long: 'черг',
    terms: ['мій', 'черг'],
    f_license: ['eupl'],
    order: FIRST + 1,
  },
  { key: 'd', type: 'expert', st_name: 'ми', st_long: '', terms: ['ми'], order: 3 * FIRST },
] as const

describe.each(servers)('what the engine relies on in $name', ({ start }) => {
  let client: MeilisearchClient
  let stop: () => Promise<void>
  let address = ''
  const waiting = { sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)), taskLimit: 30_000 }
  type Sent = Parameters<typeof carriedOut>[2]
  const done = (send: Sent) => carriedOut(client, waiting, send)

  beforeAll(async () => {
    const server = await start()
    address = server.url
    client = createClient({ url: server.url, key: server.key, timeLimit: 20_000 })
    stop = server.stop
    await done((each) => each.createIndex(INDEX, { primaryKey: 'key' }))
    await done((each) => each.index(INDEX).updateSettings(drift({}) ?? {}))
    await done((each) => each.index(INDEX).addDocuments([...DOCUMENTS], { primaryKey: 'key' }))
  })
  afterAll(async () => {
    await done((each) => each.deleteIndex(INDEX))
    await stop()
  })

  async function failureOf(promise: Promise<unknown>): Promise<MeilisearchFailure> {
    const failure = await promise.then(
      () => null,
      (error: unknown) => error,
    )
    if (failure instanceof MeilisearchFailure) return failure
    throw new Error(`no failure, but ${String(failure)}`)
  }

  async function search(query: Readonly<Record<string, unknown>>) {
    const { results } = await client.ask((each) =>
      each.multiSearch({ queries: [{ indexUid: INDEX, matchingStrategy: 'all', ...query }] }),
    )
    const [result] = results
    if (result === undefined) throw new Error('no result')
    return result
  }
  const keys = async (query: Readonly<Record<string, unknown>>) =>
    (await search(query)).hits.map(({ key }) => key).sort()

  it('settings are kept as they were sent', async () => {
    expect(drift(await client.ask((each) => each.index(INDEX).getSettings()))).toBeNull()
  })

  it('settings and documents that change nothing are carried out', async () => {
    await done((each) => each.index(INDEX).updateSettings(drift({}) ?? {}))
    await done((each) => each.index(INDEX).addDocuments([DOCUMENTS[0]], { primaryKey: 'key' }))
    expect(await client.ask((each) => each.index(INDEX).getStats())).toMatchObject({ numberOfDocuments: 4 })
  })

  it('an index made twice is a task that fails by its code', async () => {
    const failure = await failureOf(done((each) => each.createIndex(INDEX, { primaryKey: 'key' })))
    expect(failure).toMatchObject({ reason: 'task-failed', code: 'index_already_exists' })
  })

  it('one document with an unusable key fails the whole task', async () => {
    const documents = [{ key: 'good' }, { key: 'not good' }]
    const failure = await failureOf(done((each) => each.index(INDEX).addDocuments(documents, { primaryKey: 'key' })))
    expect(failure).toMatchObject({ reason: 'task-failed', code: 'invalid_document_id' })
    expect((await failureOf(client.ask((each) => each.index(INDEX).getDocument('good')))).code).toBe(
      'document_not_found',
    )
  })

  it('what is not there is absent, by its code', async () => {
    const absent = async (asked: Promise<unknown>) => {
      const { reason, code } = await failureOf(asked)
      return [reason, code]
    }
    expect(await absent(client.ask((each) => each.index('once_nowhere').getSettings()))).toEqual([
      'absent',
      'index_not_found',
    ])
    expect(await absent(client.ask((each) => each.index(INDEX).getDocument('z')))).toEqual([
      'absent',
      'document_not_found',
    ])
    expect(await absent(client.ask((each) => each.tasks.getTask(4_000_000_000)))).toEqual(['absent', 'task_not_found'])
    const queries = [
      { indexUid: INDEX, q: '' },
      { indexUid: 'once_nowhere', q: '' },
    ]
    expect(await absent(client.ask((each) => each.multiSearch({ queries })))).toEqual(['absent', 'index_not_found'])
  })

  it('a filter on what may not be filtered by is rejected', async () => {
    expect(await failureOf(search({ q: '', filter: ['st_name = "x"'] }))).toMatchObject({
      reason: 'rejected',
      code: 'invalid_search_filter',
    })
    expect(await failureOf(search({ q: '', filter: ['terms IN ['] }))).toMatchObject({ code: 'invalid_search_filter' })
  })

  it('a wrong key is refused', async () => {
    if (MEILI_URL === address && MEILI_KEY === undefined) return
    const stranger = createClient({ url: address, key: 'wrong', timeLimit: 20_000 })
    expect(await failureOf(stranger.ask((each) => each.index(INDEX).getSettings()))).toMatchObject({
      reason: 'refused',
    })
  })

  it('all words are asked for, in whatever field and order', async () => {
    expect(await keys({ q: 'черг' })).toEqual(['a', 'b', 'c'])
    expect(await keys({ q: 'садк черг' })).toEqual(['b'])
    expect(await keys({ q: 'черг відсутн' })).toEqual([])
    expect(await keys({ q: '' })).toEqual(['a', 'b', 'c', 'd'])
  })

  it('a phrase is asked for in the order of its words', async () => {
    expect(await keys({ q: '"електронн черг"' })).toEqual(['a'])
    expect(await keys({ q: '-"електронн черг"', filter: ['type = "software"'] })).toEqual(['b', 'c'])
    expect(await keys({ q: '"черг електронн" -"електронн черг"' })).toEqual(['b'])
  })

  it('words are found whole: no beginnings, no typing errors, й is not и', async () => {
    for (const q of ['електрон', 'електронм', 'мии']) expect(await keys({ q })).toEqual([])
    expect(await keys({ q: 'ми' })).toEqual(['d'])
    expect(await keys({ q: 'мій' })).toEqual(['c'])
  })

  it('filters join by and, or, not, and lists', async () => {
    const filter = (...parts: readonly string[]) => keys({ q: '', filter: ['type = "software"', ...parts] })
    expect(await filter()).toEqual(['a', 'b', 'c'])
    expect(await filter('terms IN ["садк", "запис"]')).toEqual(['a', 'b'])
    expect(await filter('terms = "черг" AND terms = "електронн"')).toEqual(['a', 'b'])
    expect(await filter('(terms IN ["садк"] OR (terms = "мій" AND terms = "черг"))')).toEqual(['b', 'c'])
    expect(await filter('NOT (terms = "електронн")')).toEqual(['c'])
    expect(await filter('terms IN ["черг"]', 'NOT (terms = "садк")', 'f_license IN ["~m~i~t"]')).toEqual(['a'])
    expect(await filter('terms IN ["черг"]', 'terms NOT IN ["садк", "запис"]')).toEqual(['c'])
    expect(await filter('terms IN ["запис прийом"]')).toEqual(['a'])
    expect(await filter('(terms IN ["черг"] AND (terms IN ["садк"] OR terms IN ["мій"]))')).toEqual(['b', 'c'])
    expect(await filter(`order NOT IN [${FIRST}, ${FIRST + 1}]`)).toEqual(['b'])
    expect(await filter('terms = "й"')).toEqual([])
    expect(await filter('f_nothing IN ["x"]')).toEqual([])
  })

  it('a list by date is by date, whatever it was found by and wherever it is entered', async () => {
    const sort = ['order:desc']
    const keysOf = async (query: Readonly<Record<string, unknown>>) =>
      (await search({ sort, filter: ['type = "software"'], ...query })).hits.map(({ key }) => key)
    expect(await keysOf({ q: '' })).toEqual(['b', 'c', 'a'])
    expect(await keysOf({ q: '"черг"' })).toEqual(['b', 'c', 'a'])
    expect(await keysOf({ q: '', page: 1, hitsPerPage: 2 })).toEqual(['b', 'c'])
    expect(await keysOf({ q: '', offset: 1, limit: 2 })).toEqual(['c', 'a'])
    const { hits } = await search({ q: '', sort, attributesToRetrieve: ['order'], limit: 1 })
    expect(hits).toEqual([{ order: 3 * FIRST }])
  })

  it('pages tell how many there are, and facets how many of each', async () => {
    const facets = [facetAttribute('license')]
    const found = await search({ q: 'черг', page: 1, hitsPerPage: 1, facets })
    expect(found).toMatchObject({ totalHits: 3, facetDistribution: { f_license: { '~m~i~t': 2, eupl: 2 } } })
    expect(found.hits).toHaveLength(1)
    const narrowed = await search({ q: '', filter: ['terms = "садк"'], page: 1, hitsPerPage: 1, facets })
    expect(narrowed).toMatchObject({ totalHits: 1, facetDistribution: { f_license: { '~m~i~t': 1, eupl: 1 } } })
  })

  it('hits carry only what is asked for', async () => {
    const { hits } = await search({ q: 'садк', attributesToRetrieve: ['key', 'st_name'] })
    expect(hits).toEqual([{ key: 'b', st_name: 'черг електронн' }])
  })

  it('a federated search gives each document once, what weighs more first', async () => {
    const ask = async (federation: { offset: number; limit: number }) => {
      const { hits } = await client.ask((each) =>
        each.multiSearch({
          federation,
          queries: [
            {
              indexUid: INDEX,
              q: 'черг',
              filter: ['type = "software"'],
              matchingStrategy: 'all',
              federationOptions: { weight: 0.1 },
            },
            {
              indexUid: INDEX,
              q: 'мій',
              filter: ['type = "software"'],
              matchingStrategy: 'all',
              federationOptions: { weight: 1 },
            },
          ],
        }),
      )
      return hits.map((hit) => String(hit['key']))
    }
    const all = await ask({ offset: 0, limit: 10 })
    expect(all[0]).toBe('c')
    expect([...all].sort()).toEqual(['a', 'b', 'c'])
    expect([...(await ask({ offset: 0, limit: 1 })), ...(await ask({ offset: 1, limit: 5 }))]).toEqual(all)
  })

  it('only the first ten words count', async () => {
    const ten = Array.from({ length: 10 }, () => 'черг').join(' ')
    expect(await keys({ q: `${ten} відсутн` })).toEqual(['a', 'b', 'c'])
    expect(await keys({ q: `відсутн ${ten}` })).toEqual([])
  })

  it('what is taken out is gone, and taking it out again does no harm', async () => {
    await done((each) => each.index(INDEX).addDocuments([{ key: 'e', terms: [] }], { primaryKey: 'key' }))
    for (let again = 0; again < 2; again++) await done((each) => each.index(INDEX).deleteDocuments(['e', 'never']))
    expect(await client.ask((each) => each.index(INDEX).getStats())).toMatchObject({ numberOfDocuments: 4 })
  })

  it('the settings say that words are taken as they are', () => {
    expect(SETTINGS).toMatchObject({
      typoTolerance: { enabled: false },
      prefixSearch: 'disabled',
      synonyms: {},
      stopWords: [],
    })
  })
})
