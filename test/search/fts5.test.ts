import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../db/client.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { sortKey } from '../../src/kernel/collation.ts'
import { encodeCursor } from '../../src/kernel/paging.ts'
import { fold, words } from '../../src/search/analyzer/fold.ts'
import { highlight } from '../../src/search/analyzer/highlight.ts'
import { terms } from '../../src/search/analyzer/tokens.ts'
import { createFts5Engine } from '../../src/search/fts5.ts'
import {
  SEARCH_FIELDS,
  type SearchDocument,
  type SearchEngine,
  type SearchRequest,
  type SearchResult,
  SORTS,
} from '../../src/search/port.ts'

const DAY = '2026-11-23'
type Entry = Partial<Record<(typeof SEARCH_FIELDS)[number], string>> & {
  readonly id: string
  readonly facets?: SearchDocument['facets']
  readonly updatedAt?: string
  readonly type?: SearchDocument['type']
}

function document({
  id,
  facets = [],
  updatedAt = '2026-01-01T00:00:00.000Z',
  type = 'software',
  ...fields
}: Entry): SearchDocument {
  const texts = Object.fromEntries(
    SEARCH_FIELDS.map((field) => [field, fields[field] === undefined ? [] : [fields[field]]]),
  )
  return {
    type,
    id,
    title: { uk: fields.name ?? id },
    sortName: sortKey(fields.name ?? id),
    updatedAt,
    fields: texts as unknown as SearchDocument['fields'],
    facets,
  }
}

const idsOf = ({ hits, interpretation }: SearchResult) => (interpretation.weak ? [] : hits.map(({ id }) => id))

interface Index {
  readonly engine: SearchEngine
  readonly database: Database
  put(...entries: readonly Entry[]): Promise<void>
  remove(id: string): Promise<void>
  ask(request: Partial<SearchRequest>): ReturnType<SearchEngine['search']>
  ids(text: string, request?: Partial<SearchRequest>): Promise<readonly string[]>
}

async function anIndex(...entries: readonly Entry[]): Promise<Index> {
  const database = await openDatabase(':memory:')
  await migrateDatabase(database.client)
  const engine = createFts5Engine(database.read)
  const run = async (statements: ReturnType<SearchEngine['index']>) => {
    await database.client.batch(
      statements.map(({ sql, args }) => ({ sql, args: [...args] })),
      'write',
    )
  }
  const ask: Index['ask'] = (request) =>
    engine.search({
      type: 'software',
      text: '',
      filters: {},
      facets: [],
      sort: 'relevance',
      day: DAY,
      limit: 20,
      cursor: null,
      ...request,
    })
  const index: Index = {
    engine,
    database,
    put: async (...all) => {
      for (const entry of all) await run(engine.index(document(entry)))
    },
    remove: (id) => run(engine.remove('software', id)),
    ask,
    ids: async (text, request = {}) => idsOf(await ask({ text, ...request })),
  }
  await index.put(...entries)
  return index
}

describe('folding', () => {
  it.each([
    ["здоров'я", 'здоровя'],
    ['здоров’я', 'здоровя'],
    ['здоровʼя', 'здоровя'],
    ['здоров`я', 'здоровя'],
    ['здоров´я', 'здоровя'],
    ['здоров＇я', 'здоровя'],
    ['ЗДОРОВ"Я', 'здоровя'],
    ['Ґанок', 'ганок'],
    ['за́мок', 'замок'],
    ['інформа\u00ADтизація', 'інформатизація'],
    ['елек\u200Bтронний', 'електронний'],
    ['и\u0306', 'й'],
    ['«Дія»', '«дія»'],
    ['ʼслово', ' слово'],
    // A Latin i, a Latin ï; a Cyrillic Х before Latin letters; look-alikes alone; and letters that are none.
    ['Д\u0069я', 'дія'],
    ['У\u043Aра\u00EFна', 'україна'],
    ['\u0425Road', 'xroad'],
    ['\u0043У\u0411Д', 'субд'],
    ['ECO\u0421', 'ecoc'],
    ['веб-API', 'веб-api'],
    ['USBшка', 'usbшка'],
  ])('makes %j into %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('is the same when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })

  it('finds words of letters and digits', () => {
    expect(words('Ф-1: «Трембіта 2.0», e-mail')).toEqual(['ф', '1', 'трембіта', '2', '0', 'e', 'mail'])
  })
})

describe('a text is found', () => {
  let index: Index
  beforeAll(async () => {
    index = await anIndex(
      { id: 'a', name: 'Облік пам’яток', long: 'Реєстр культурної спадщини громади' },
      { id: 'b', name: 'Електронна черга', short: 'Талони і табло', tags: 'PostgreSQL' },
      { id: 'c', name: 'Ґрунтовий кадастр', long: 'Облік земель громади', code: 'UA-SW-000003 72230000-6' },
      { id: 'o', name: 'Електронна рада', type: 'organization' },
    )
  })

  it.each([
    ["пам'яток", ['a']],
    ['памяток', ['a']],
    ['ПАМ’ЯТОК', ['a']],
    ['па́м’яток', ['a']],
    ['грунтовий', ['c']],
    ['ГРУНТ', ['c']],
    ['чер\u00ADга', ['b']],
    ['postgresql', ['b']],
    ['UA-SW-000003', ['c']],
    ['72230000', ['c']],
    ['72230000-6', ['c']],
    ['UA-SW-000004', []],
    ['кадастр UA-SW-000003', ['c']],
    ['талони табло', ['b']],
  ])('by %j', async (text, ids) => {
    expect(await index.ids(text)).toEqual(ids)
  })

  it('without regard to words that only join others, unless there are no others', async () => {
    const queues = await anIndex(
      { id: 'talon', name: 'Талон', short: 'Черга до вікон ЦНАП' },
      { id: 'other', name: 'Облік черг', long: 'Квартирна черга в місті' },
    )
    const found = await queues.ask({ text: 'Потрібна черга в ЦНАП' })
    expect([idsOf(found)[0], found.hits[0]?.matches.map(({ typed }) => typed)]).toEqual(['talon', ['черга', 'ЦНАП']])
    expect(await queues.ids('a ЦНАП for the')).toEqual(['talon'])
    expect(await queues.ids('в')).toEqual(['other'])
  })

  it('in whatever script its look-alike letters were typed', async () => {
    const mixed = await anIndex({ id: 'typed', name: 'Дія' }, { id: 'slip', name: 'Застосунок Д\u0069я' })
    expect([...(await mixed.ids('Дія'))].sort()).toEqual(['slip', 'typed'])
    expect([...(await mixed.ids('Д\u0069я'))].sort()).toEqual(['slip', 'typed'])
    expect(highlight('Застосунок Д\u0069я', terms('Дія'))).toEqual([
      { text: 'Застосунок ', marked: false },
      { text: 'Д\u0069я', marked: true },
    ])
  })

  it('with any of the words the earlier, the more of them it has', async () => {
    const partly = await anIndex(
      { id: 'one', name: 'Черга черга черга' },
      { id: 'two', name: 'Сервіс', long: 'Черга й табло в довгому описі, де багато інших слів про все на світі' },
    )
    const found = await partly.ask({ text: 'черга табло космодром', limit: 1 })
    expect([idsOf(found), found.interpretation.relaxed]).toEqual([['two'], true])
    expect(found.next).toBeNull()
  })

  it('for a reason that is given under each order', async () => {
    for (const sort of SORTS) {
      const { hits } = await index.ask({ text: 'черги', sort })
      expect(hits.length, sort).toBeGreaterThan(0)
      for (const { matches } of hits) expect(matches[0], sort).toMatchObject({ typed: 'черги', reading: null })
    }
  })

  it('with all of the words where there is such an entry, else with any, and says so', async () => {
    const all = await index.ask({ text: 'облік громади' })
    expect([[...idsOf(all)].sort(), all.interpretation.relaxed]).toEqual([['a', 'c'], false])
    const any = await index.ask({ text: 'кадастр черга' })
    expect([[...idsOf(any)].sort(), any.interpretation.relaxed]).toEqual([['b', 'c'], true])
    expect(any.total).toEqual({ count: 2, exact: true })
    const none = await index.ask({ text: 'космодром супутник' })
    expect([idsOf(none), none.interpretation.relaxed, none.total.count]).toEqual([[], false, 0])
  })

  it('by a number that is there, not by another that has parts in common', async () => {
    const numbered = await anIndex(
      { id: '1', name: 'Перше', code: 'UA-SW-000001' },
      { id: '2', name: 'Друге', code: 'UA-SW-000002' },
    )
    expect(await numbered.ids('ua-sw-000002')).toEqual(['2'])
    expect(await numbered.ids('UA-SW-000009')).toEqual([])
  })

  it('the better, the more weight the field has', async () => {
    const ranked = await anIndex(
      { id: 'long', name: 'Один', long: 'архів документів' },
      { id: 'name', name: 'Архів документів' },
      { id: 'short', name: 'Два', short: 'архів документів' },
    )
    expect(await ranked.ids('архів')).toEqual(['name', 'short', 'long'])
  })

  it('among records of its type alone', async () => {
    expect(await index.ids('електронна')).toEqual(['b'])
    expect(await index.ids('електронна', { type: 'organization' })).toEqual(['o'])
  })

  it('no more once it was taken out, nor by what it said before', async () => {
    const changing = await anIndex({ id: 'a', name: 'Стара назва', facets: [{ facet: 'stage', value: 'design' }] })
    await changing.put({ id: 'a', name: 'Нова назва', facets: [{ facet: 'stage', value: 'operation' }] })
    expect(await changing.ids('стара')).toEqual([])
    expect(await changing.ids('нова')).toEqual(['a'])
    expect(await changing.ids('', { filters: { stage: ['design'] } })).toEqual([])
    await changing.remove('a')
    await changing.put({ id: 'z', name: 'Інша' })
    expect(await changing.ids('назва')).toEqual([])
    const left = await changing.database.client.execute('select count(*) as n from search_stems')
    expect(left.rows[0]?.['n']).toBe(1)
  })
})

describe('narrowing', () => {
  const facet = (name: string, value: string, from?: string, until?: string) => ({
    facet: name,
    value,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  })
  let index: Index
  beforeAll(async () => {
    index = await anIndex(
      {
        id: 'a',
        name: 'Облік A',
        facets: [facet('stage', 'design'), facet('platform', 'web'), facet('platform', 'linux')],
      },
      { id: 'b', name: 'Облік B', facets: [facet('stage', 'operation'), facet('platform', 'web')] },
      { id: 'c', name: 'Черга C', facets: [facet('stage', 'operation'), facet('platform', 'linux')] },
      {
        id: 'd',
        name: 'Черга D',
        facets: [
          facet('verdict', 'ask-holder', undefined, DAY),
          facet('verdict', 'may-use', DAY, '2026-11-25'),
          facet('verdict', 'ask-holder', '2026-11-25'),
        ],
      },
    )
  })
  const sorted = async (request: Partial<SearchRequest>) => [...idsOf(await index.ask(request))].sort()

  it('takes any value of one facet, and all facets', async () => {
    expect(await sorted({ filters: { stage: ['design', 'operation'] } })).toEqual(['a', 'b', 'c'])
    expect(await sorted({ filters: { stage: ['operation'], platform: ['web'] } })).toEqual(['b'])
    expect(await sorted({ filters: { stage: ['operation'], platform: [] } })).toEqual(['b', 'c'])
    expect(await sorted({ filters: { stage: ['burnt'] } })).toEqual([])
    expect(await sorted({ text: 'облік', filters: { platform: ['linux'] } })).toEqual(['a'])
  })

  it('counts each facet as if it were not narrowed itself, and the others were', async () => {
    const { facets, total } = await index.ask({ filters: { stage: ['operation'] }, facets: ['stage', 'platform'] })
    expect(facets.values).toEqual({
      stage: [
        { value: 'operation', count: 2 },
        { value: 'design', count: 1 },
      ],
      platform: [
        { value: 'linux', count: 1 },
        { value: 'web', count: 1 },
      ],
    })
    expect(total.count).toBe(2)
  })

  it('by a value that holds for a time asks for the day', async () => {
    const on = async (day: string) => {
      const { facets } = await index.ask({ day, facets: ['verdict'] })
      const may = await sorted({ day, filters: { verdict: ['may-use'] } })
      return [may.join(), facets.values['verdict']?.map(({ value, count }) => `${value} ${count}`).join()]
    }
    expect(await on('2026-11-22')).toEqual(['', 'ask-holder 1'])
    expect(await on('2026-11-23')).toEqual(['d', 'may-use 1'])
    expect(await on('2026-11-24')).toEqual(['d', 'may-use 1'])
    expect(await on('2026-11-25')).toEqual(['', 'ask-holder 1'])
  })
})

describe('pages', () => {
  it('are in the order of the Ukrainian alphabet by name', async () => {
    const names = ['Яблуко', 'їжак', 'Івасик', 'Ґанок', 'Гай', 'Zoom', 'ісландія', 'Ялта', '«Дія»']
    const index = await anIndex(...names.map((name) => ({ id: name, name })))
    const expected = ['Zoom', 'Гай', 'Ґанок', '«Дія»', 'Івасик', 'ісландія', 'їжак', 'Яблуко', 'Ялта']
    expect(await index.ids('', { sort: 'name' })).toEqual(expected)
  })

  it('show every entry exactly once under each order, with any number to a page', async () => {
    const names = fc.constantFrom('Облік', 'Облік громади', 'Їжак', 'Zoom', 'Аналіз обліку')
    const entries = fc.array(fc.record({ name: names, minute: fc.nat(2) }), { minLength: 1, maxLength: 25 })
    const order = fc.constantFrom(...SORTS)
    await fc.assert(
      fc.asyncProperty(
        entries,
        order,
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (all, sort, limit, searching) => {
          const index = await anIndex(
            ...all.map(({ name, minute }, place) => ({
              id: `s${place}`,
              name,
              updatedAt: `2026-01-01T00:0${minute}:00.000Z`,
            })),
          )
          const text = searching ? 'облік' : ''
          const seen: string[] = []
          let cursor: string | null = null
          do {
            const page: Awaited<ReturnType<Index['ask']>> = await index.ask({ text, sort, limit, cursor })
            seen.push(...idsOf(page))
            cursor = page.next
            if (cursor !== null) expect(idsOf(page)).toHaveLength(limit)
          } while (cursor !== null)
          const matching = all.flatMap(({ name }, place) =>
            searching && !/обл[іи]к/iu.test(name) ? [] : [`s${place}`],
          )
          expect(seen.toSorted()).toEqual(matching.toSorted())
          index.database.client.close()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('go on by date where the ranked beginning ends', async () => {
    const index = await anIndex()
    const documents = Array.from({ length: 1010 }, (_, place) => document({ id: `s${place}`, name: 'Облік' }))
    const statements = index.engine.index(...documents)
    await index.database.client.batch(
      statements.map(({ sql, args }) => ({ sql, args: [...args] })),
      'write',
    )
    const deep = await index.ask({ text: 'облік', limit: 100, cursor: encodeCursor('relevance', [900]) })
    expect([idsOf(deep).length, deep.next !== null, deep.total.count]).toEqual([100, true, 1010])
  })

  const tampered: [string, Partial<SearchRequest>][] = [
    ['no base64', { cursor: '!!!' }],
    ['no JSON', { cursor: 'AAAA' }],
    ['empty', { cursor: '' }],
    ['of another order', { cursor: encodeCursor('name', ['а', 's1']), sort: 'updated' }],
    ['of another search', { cursor: encodeCursor('updated', ['2026', 's1']) }],
    ['with a key too few', { cursor: encodeCursor('name', ['а']), sort: 'name' }],
    ['with a number for a name', { cursor: encodeCursor('name', [5, 's1']), sort: 'name' }],
    ['with nothing for an id', { cursor: encodeCursor('updated', ['2026', null]), sort: 'updated' }],
    ...[-1, 0, 1.5, 1000, 1e9, Number.MAX_SAFE_INTEGER, 1e300, '20', '20; drop table leaf', null].map(
      (offset): [string, Partial<SearchRequest>] => [
        `with the offset ${offset}`,
        { cursor: encodeCursor('relevance', [offset]) },
      ],
    ),
  ]
  it.each(tampered)('have no cursor %s', async (_, request) => {
    const index = await anIndex({ id: 'a', name: 'Облік' })
    await expect(index.ask({ text: 'облік', ...request })).rejects.toMatchObject({
      code: 'validation-failed',
      findings: [{ pointer: '?cursor', rule: 'cursor-malformed' }],
    })
  })
})

describe('whatever is typed', () => {
  let index: Index
  beforeAll(async () => {
    index = await anIndex({ id: 'a', name: 'Облік AND OR NOT NEAR', long: 'Текст' }, { id: 'b', name: 'Черга' })
  })

  it.each([
    '"',
    '""',
    "'",
    '*',
    'облік*',
    '-облік',
    'NEAR(',
    'NEAR(облік, 5)',
    'облік AND',
    'OR',
    'NOT черга',
    'name:облік',
    '{name}:а',
    '^облік',
    'a + b',
    '(((',
    ')',
    '\\',
    '%',
    '_',
    ';',
    '\u0000',
    '😀',
    '👨‍👩‍👧',
    '𝔘𝔫𝔦',
    '²³',
    'ᵃ',
    '\uD800',
    'а'.repeat(10_000),
    'слово '.repeat(2_000),
    'а.'.repeat(5_000),
    'а-'.repeat(5_000),
    "'; drop table leaf; --",
    '١٢٣',
    'ﷺ',
    '\u0301\u0301',
    'Ⅻ',
    '҃҃',
    'क्षि',
  ])('never fails: %j', async (text) => {
    const result = await index.ask({ text, facets: ['stage'] })
    expect(idsOf(result).length).toBe(result.total.count)
  })

  it('never fails, for any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async (text) => {
        await index.ask({ text })
      }),
      { numRuns: 500 },
    )
  })

  it('of punctuation alone finds nothing, and of blanks alone is the whole list', async () => {
    for (const text of ['"', '!!!', '—', '😀']) expect(await index.ids(text), text).toEqual([])
    for (const text of ['', '   ', '\n']) expect(await index.ids(text)).toHaveLength(2)
  })

  it('is not an operator', async () => {
    expect(await index.ids('NOT')).toEqual(['a'])
    expect(await index.ids('near')).toEqual(['a'])
  })
})
