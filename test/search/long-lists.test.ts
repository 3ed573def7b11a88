import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../db/client.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { createFts5Engine } from '../../src/search/fts5.ts'
import type { Bounds } from '../../src/search/fts5-lists.ts'
import type { SearchRequest } from '../../src/search/port.ts'
import { aDocument, DAY, type Entry } from './small-index.ts'

/** Lists are cut here at ten, as they are at ten thousand in a register of a million. */
const BOUNDS: Bounds = { query: 40, list: 10, telling: 5, narrowed: 3 }

/** An index of these, the later the newer. */
async function indexOf(...entries: readonly Omit<Entry, 'id'>[]) {
  const { client, read } = await openDatabase(':memory:')
  await migrateDatabase(client)
  const engine = createFts5Engine(read, BOUNDS)
  const documents = entries.map((entry, index) => aDocument({ name: 'Запис', ...entry, id: `s${index}` }))
  await client.batch(
    engine.index(...documents).map(({ sql, args }) => ({ sql, args: [...args] })),
    'write',
  )
  return (request: Partial<SearchRequest>) =>
    engine.search({
      ...{ type: 'software', text: '', filters: {}, facets: [], sort: 'relevance' },
      ...{ day: DAY, limit: 5, cursor: null },
      ...request,
    })
}

const many = (count: number, ...entries: readonly Omit<Entry, 'id'>[]) =>
  Array.from({ length: count }, () => entries).flat()
const idsOf = ({ hits }: { readonly hits: readonly { readonly id: string }[] }) => hits.map(({ id }) => id)

describe('where more records have a word than are read', () => {
  it('what has both words is found, however many newer ones have one', async () => {
    const ask = await indexOf(
      { long: 'черга табло' },
      { long: 'черга до табло' },
      ...many(30, { long: 'черга' }, { long: 'табло' }),
    )
    const { total, hits } = await ask({ text: 'черга табло' })
    expect(idsOf({ hits }).slice(0, 2).toSorted()).toEqual(['s0', 's1'])
    expect([total.exact, total.count >= 12]).toEqual([false, true])
  })

  it('what has a frequent word and a rare one is found by both', async () => {
    const ask = await indexOf({ long: 'черга табло' }, ...many(5, { long: 'табло' }), ...many(30, { long: 'черга' }))
    const { hits } = await ask({ text: 'черга табло' })
    expect(hits[0]).toMatchObject({ id: 's0', matches: [{ typed: 'черга' }, { typed: 'табло' }] })
  })

  it('what has all of three words is found, and then what has the two that tell most', async () => {
    const ask = await indexOf(
      { long: 'черга табло водомір' },
      { long: 'водомір табло' },
      ...many(15, { long: 'водомір' }, { long: 'табло' }, { long: 'черга' }, { long: 'черга' }),
    )
    expect(idsOf(await ask({ text: 'черга табло водомір' })).slice(0, 2)).toEqual(['s0', 's1'])
  })

  it('what has the words in its name comes before newer ones that have them elsewhere', async () => {
    const one = await indexOf({ name: 'Черга' }, ...many(30, { long: 'черга' }))
    expect(idsOf(await one({ text: 'черга' }))[0]).toBe('s0')
    const both = await indexOf({ name: 'Черга і табло' }, ...many(300, { long: 'черга табло' }))
    expect(idsOf(await both({ text: 'черга табло' }))[0]).toBe('s0')
  })

  it('a total says that it is the least there are', async () => {
    const ask = await indexOf(...many(30, { long: 'черга' }))
    expect((await ask({ text: 'черга' })).total).toEqual({ count: 10, exact: false })
    expect((await ask({ text: '' })).total).toEqual({ count: 30, exact: true })
  })

  it('a total is exact where every record with the words is known', async () => {
    const ask = await indexOf(...many(4, { long: 'табло' }), { long: 'черга табло' }, ...many(30, { long: 'черга' }))
    // «черга» alone is too little of the query to answer it.
    expect((await ask({ text: 'черга табло' })).total).toEqual({ count: 5, exact: true })
  })

  it.each(['relevance', 'updated'] as const)('pages by %s neither repeat a record nor skip one', async (sort) => {
    const ask = await indexOf({ name: 'Черга і табло' }, ...many(20, { long: 'черга' }, { long: 'табло' }))
    const seen: string[] = []
    let cursor: string | null = null
    let count = 0
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask({ text: 'черга табло', sort, cursor })
      seen.push(...idsOf(page))
      count = page.total.count
      cursor = page.next
    } while (cursor !== null)
    expect([new Set(seen).size, seen.length]).toEqual([count, count])
    expect(seen).toContain('s0')
  })

  it('facets are counted among the newest of those that are known', async () => {
    const facets = [{ facet: 'license', value: 'MIT' }]
    const ask = await indexOf({ long: 'черга', facets }, ...many(30, { long: 'черга' }))
    const { facets: counted } = await ask({ text: 'черга', facets: ['license'] })
    expect(counted).toEqual({ values: { license: [] }, among: 10 })
    const { total, hits } = await ask({ text: 'черга', filters: { license: ['MIT'] } })
    expect([idsOf({ hits }), total]).toEqual([['s0'], { count: 1, exact: false }])
  })
})
