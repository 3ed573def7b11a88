import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { createClient, MeilisearchFailure } from '../../src/search/meilisearch-client.ts'
import { type DeliveryPorts, deliver, readState } from '../../src/search/meilisearch-delivery.ts'
import { documentKey, facetCode, facetValue } from '../../src/search/meilisearch-documents.ts'
import { drift, SETTINGS } from '../../src/search/meilisearch-settings.ts'
import { FAULTS, type FaultName, type StandIn, startMeilisearchStandIn } from '../support/meilisearch-stand-in.ts'
import { SmallRegister } from './small-register.ts'

const KEY = 'key-of-the-tests'
const INDEX = 'once'

const running: StandIn[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})

interface Stage {
  readonly server: StandIn
  readonly register: SmallRegister
  readonly ports: DeliveryPorts
  /** What was waited for, in ms. */
  readonly slept: number[]
  day: string
  names(): readonly unknown[]
}

/** How long a request may take: no machine is so slow, and one request that is never answered is waited for so long. */
const REQUEST_LIMIT_MS = 2000

async function aStage(options: { key?: string; taskLimit?: number; payloadLimit?: number } = {}): Promise<Stage> {
  const { payloadLimit } = options
  const server = await startMeilisearchStandIn({
    masterKey: KEY,
    keys: {
      'search-only': ['search'],
      // What docs/meilisearch.md says that a key must be for.
      enough: ['search', 'documents.*', 'indexes.*', 'settings.*', 'tasks.get', 'stats.get'],
    },
    ...(payloadLimit === undefined ? {} : { payloadLimit }),
  })
  running.push(server)
  const register = new SmallRegister()
  const slept: number[] = []
  const stage: Stage = {
    server,
    register,
    slept,
    day: '2026-11-23',
    ports: {
      client: createClient({ url: server.url, key: options.key ?? KEY, timeLimit: REQUEST_LIMIT_MS }),
      source: register,
      index: INDEX,
      today: () => stage.day,
      sleep: async (ms) => {
        slept.push(ms)
        await new Promise((resolve) => setImmediate(resolve))
      },
      taskLimit: options.taskLimit ?? 60_000,
    },
    names: () =>
      [...(server.indexes.get(INDEX)?.documents.values() ?? [])].map((document) => document['st_name']).sort(),
  }
  return stage
}

async function failureOf(promise: Promise<unknown>): Promise<MeilisearchFailure> {
  const failure = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(failure instanceof MeilisearchFailure)) throw new Error(`no failure, but ${String(failure)}`)
  return failure
}

describe('delivering the log', () => {
  it('makes the index, sets it and brings every record', async () => {
    const { register, ports, server, names } = await aStage()
    register.put('UA-SW-000001', 'облік')
    register.put('UA-SW-000002', 'черг')
    expect(await deliver(ports)).toEqual({ position: 2, sent: 2, removed: 0, restarted: 'new' })
    expect(names()).toEqual(['облік', 'черг'])
    expect(drift(server.indexes.get(INDEX)?.settings ?? {})).toBeNull()
    expect(server.indexes.get(INDEX)?.primaryKey).toBe('key')
  })

  it('an empty register leaves an empty index that knows it', async () => {
    const { ports, names } = await aStage()
    expect(await deliver(ports)).toEqual({ position: 0, sent: 0, removed: 0, restarted: 'new' })
    expect(names()).toEqual([])
    expect(await readState(ports)).toMatchObject({ position: 0, sha256: null })
  })

  it('brings only what changed since, and takes out what is gone', async () => {
    const { register, ports, names } = await aStage()
    for (const [id, name] of [
      ['A', 'один'],
      ['B', 'два'],
      ['C', 'три'],
    ] as const)
      register.put(id, name)
    await deliver(ports)
    register.put('B', 'двічі')
    register.remove('C')
    expect(await deliver(ports)).toEqual({ position: 5, sent: 1, removed: 1, restarted: null })
    expect(names()).toEqual(['двічі', 'один'])
  })

  it('sends nothing when nothing changed', async () => {
    const { register, ports, server } = await aStage()
    register.put('A', 'один')
    await deliver(ports)
    const before = server.requests.length
    expect(await deliver(ports)).toEqual({ position: 1, sent: 0, removed: 0, restarted: null })
    expect(server.requests.slice(before).filter((route) => !route.startsWith('GET '))).toEqual([])
  })

  it('takes out a record that came and went between two deliveries', async () => {
    const { register, ports, names } = await aStage()
    register.put('A', 'один')
    register.put('B', 'два')
    register.remove('B')
    await deliver(ports)
    expect(names()).toEqual(['один'])
  })

  it('brings thousands of records in several requests', async () => {
    const { register, ports, names } = await aStage()
    for (let n = 0; n < 2300; n++) register.put(`R${n}`, `слово${n}`)
    expect((await deliver(ports)).sent).toBe(2300)
    expect(names()).toHaveLength(2300)
  })
})

describe('values that hold for a time', () => {
  it('stand in the index on the days on which they hold', async () => {
    const stage = await aStage()
    stage.register.put('A', 'один', [
      { facet: 'verdict', value: 'free', until: '2026-11-24' },
      { facet: 'verdict', value: 'lapsed', from: '2026-11-24' },
    ])
    const verdict = () => [...(stage.server.indexes.get(INDEX)?.documents.values() ?? [])][0]?.['f_verdict']
    await deliver(stage.ports)
    expect(verdict()).toEqual(['free'])
    stage.day = '2026-11-24'
    expect(await deliver(stage.ports)).toMatchObject({ sent: 1, restarted: null })
    expect(verdict()).toEqual(['lapsed'])
    stage.day = '2026-11-23'
    await deliver(stage.ports)
    expect(verdict()).toEqual(['free'])
    expect(await readState(stage.ports)).toMatchObject({ day: '2026-11-23' })
  })
})

describe('an index that is not the one it should be', () => {
  it('is made anew after its data were lost', async () => {
    const { register, ports, server, names } = await aStage()
    register.put('A', 'один')
    await deliver(ports)
    server.lose()
    expect((await deliver(ports)).restarted).toBe('new')
    expect(names()).toEqual(['один'])
  })

  it('is made anew when the log is another one: a register restored from an older copy', async () => {
    const { register, ports, names } = await aStage()
    register.put('A', 'один')
    register.put('B', 'два')
    await deliver(ports)
    const other = new SmallRegister()
    other.put('A', 'один')
    other.put('C', 'три')
    expect((await deliver({ ...ports, source: other })).restarted).toBe('log')
    expect(names()).toEqual(['один', 'три'])
    const shorter = new SmallRegister()
    shorter.put('A', 'один')
    expect((await deliver({ ...ports, source: shorter })).restarted).toBe('log')
    expect(names()).toEqual(['один'])
  })

  it('is made anew when documents were taken out by another hand', async () => {
    const { register, ports, server, names } = await aStage()
    register.put('A', 'один')
    register.put('B', 'два')
    await deliver(ports)
    server.indexes.get(INDEX)?.documents.clear()
    expect((await deliver(ports)).restarted).toBe('count')
    expect(names()).toEqual(['два', 'один'])
  })

  it('gets back the settings that another hand changed, and only those', async () => {
    const { register, ports, server } = await aStage()
    register.put('A', 'один')
    await deliver(ports)
    server.change(INDEX, { typoTolerance: { enabled: true }, stopWords: ['один'] })
    expect(Object.keys(drift(server.indexes.get(INDEX)?.settings ?? {}) ?? {})).toEqual(['stopWords', 'typoTolerance'])
    await deliver(ports)
    expect(drift(server.indexes.get(INDEX)?.settings ?? {})).toBeNull()
  })

  it('settings of a newer version that this one does not name are no drift', () => {
    expect(drift({ ...SETTINGS, foreignKeys: [] } as never)).toBeNull()
    expect(drift({ ...SETTINGS, prefixSearch: 'indexingTime' } as never)).toEqual({ prefixSearch: 'disabled' })
  })
})

describe('a delivery that meets a fault', () => {
  const WRITES = /^POST .*documents/
  const PASSING: readonly FaultName[] = [
    'connection-reset',
    'answer-lost',
    'answer-cut',
    'silence',
    'request-timeout',
    'bad-gateway',
    'service-unavailable',
    'too-many-searches',
    'internal',
    'task-forgotten',
  ]
  const LASTING: readonly (readonly [FaultName, string])[] = [
    ['key-revoked', 'refused'],
    ['no-space', 'full'],
    ['task-fails', 'full'],
    ['task-canceled', 'task-canceled'],
    ['task-waits', 'task-slow'],
    ['payload-too-large', 'too-large'],
  ]

  it('every fault of the stand-in is one of these', () => {
    expect([...PASSING, ...LASTING.map(([name]) => name)].sort()).toEqual(Object.keys(FAULTS).sort())
  })

  it.each(PASSING)('gets over one %s', async (name) => {
    const { register, ports, server, names, slept } = await aStage()
    register.put('A', 'один')
    await deliver(ports)
    register.put('B', 'два')
    register.remove('A')
    server.inject(name, { request: WRITES, times: 1 })
    expect(await deliver(ports)).toMatchObject({ position: 3, restarted: null })
    expect(names()).toEqual(['два'])
    expect(slept.some((ms) => ms >= 250)).toBe(true)
  })

  it.each(LASTING)('%s ends it as %s, and the position stays where it was', async (name, reason) => {
    const { register, ports, server, names } = await aStage({ taskLimit: 50 })
    register.put('A', 'один')
    await deliver(ports)
    register.put('B', 'два')
    const mend = server.inject(name, { request: WRITES })
    expect((await failureOf(deliver(ports))).reason).toBe(reason)
    mend()
    expect(await readState(ports)).toMatchObject({ position: 1 })
    expect(await deliver(ports)).toMatchObject({ position: 2, restarted: null })
    expect(names()).toEqual(['два', 'один'])
  })

  it('gives up on what does not pass, and says what it was', async () => {
    const { register, ports, server, slept } = await aStage()
    register.put('A', 'один')
    server.inject('connection-reset')
    expect((await failureOf(deliver(ports))).reason).toBe('unreachable')
    expect(slept).toEqual([500, 1000, 2000])
  })

  it('waits as long as it is asked to', async () => {
    const { register, ports, server, slept } = await aStage()
    register.put('A', 'один')
    server.inject('too-many-searches', { times: 1 })
    await deliver(ports)
    expect(slept[0]).toBe(10_000)
  })

  it('sends smaller requests when one is too large', async () => {
    const { register, ports, names } = await aStage({ payloadLimit: 4000 })
    for (let n = 0; n < 60; n++) register.put(`R${n}`, `слово${n}`)
    await deliver(ports)
    expect(names()).toHaveLength(60)
  })

  it('fails when one document alone is too large', async () => {
    const { register, ports } = await aStage({ payloadLimit: 4000 })
    register.put('A', 'слово '.repeat(1000))
    expect((await failureOf(deliver(ports))).reason).toBe('too-large')
  })

  it('a part of a batch that came through does no harm', async () => {
    const { register, ports, server, names } = await aStage()
    for (let n = 0; n < 700; n++) register.put(`R${n}`, `слово${n}`)
    const mend = server.inject('task-fails', { request: /^POST \/indexes\/once\/documents$/, after: 1 })
    await failureOf(deliver(ports))
    expect(names()).toHaveLength(500)
    expect(await readState(ports)).toMatchObject({ position: 0 })
    mend()
    await deliver(ports)
    expect(names()).toHaveLength(700)
  })

  it('a key that may only search cannot deliver', async () => {
    const { register, ports } = await aStage({ key: 'search-only' })
    register.put('A', 'один')
    expect(await failureOf(deliver(ports))).toMatchObject({ reason: 'refused', code: 'invalid_api_key' })
  })

  it('needs no more than the documented actions of a key', async () => {
    const { register, ports, names } = await aStage({ key: 'enough' })
    register.put('A', 'один')
    register.put('B', 'два')
    await deliver(ports)
    register.remove('B')
    await deliver(ports)
    expect(names()).toEqual(['один'])
  })

  it('wherever it is broken off, the next one ends with the whole register', async () => {
    const stage = await aStage()
    for (let breakAt = 0; breakAt < 14; breakAt++) {
      stage.server.lose()
      const register = new SmallRegister()
      register.put('A', 'один')
      const ports = { ...stage.ports, source: register }
      await deliver(ports)
      register.put('B', 'два')
      register.remove('A')
      register.put('C', 'три')
      const mend = stage.server.inject('key-revoked', { after: breakAt })
      await deliver(ports).catch(() => undefined)
      mend()
      await deliver(ports)
      expect(stage.names()).toEqual(['два', 'три'])
      expect(await readState(ports)).toMatchObject({ position: 4 })
    }
  })
})

describe('keys and values', () => {
  it('ids of every record make keys that Meilisearch takes, no two the same', async () => {
    const ids = fc.oneof(
      fc.string({ minLength: 1, maxLength: 700 }),
      fc.string({ unit: fc.constantFrom('_', '.', '5', 'f', '~', 'Я'), maxLength: 600 }),
    )
    await fc.assert(
      fc.asyncProperty(ids, ids, async (one, other) => {
        const [a, b] = [await documentKey('organization', one), await documentKey('organization', other)]
        expect(a).toMatch(/^[A-Za-z0-9_-]{1,511}$/)
        expect(a === b).toBe(one === other)
      }),
    )
    expect(await documentKey('software', 'UA-SW-000123')).toBe('software-UA-SW-000123')
    expect(await documentKey('organization', 'URL-a.ua~b')).toBe('organization-URL-a_2eua_7eb')
  })

  it('values of facets come back as they were, and differ in more than case', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: fc.constantFrom('a', 'A', '~', '(', ')', '"', '\\', ' ', 'Ї', 'ї', 'İ', 'ﬁ') }),
        (one, other) => {
          for (const value of [one, other]) expect(facetValue(facetCode(value))).toBe(value)
          const compared = (value: string) => facetCode(value).normalize('NFKD').toLowerCase().trim()
          const [a, b] = [one.normalize('NFC'), other.normalize('NFC')]
          expect(compared(a) === compared(b)).toBe(a === b)
        },
      ),
    )
    expect(facetCode('open-source')).toBe('open-source')
    expect(facetCode('MIT')).toBe('~m~i~t')
  })
})
