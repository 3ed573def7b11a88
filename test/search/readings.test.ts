import { afterEach, describe, expect, it } from 'vitest'
import type { RecordType } from '../../src/kernel/identifiers.ts'
import { createFts5Engine } from '../../src/search/fts5.ts'
import type { SearchEngine, SearchResult } from '../../src/search/port.ts'
import { type Thesaurus, thesaurusStatements } from '../../src/search/thesaurus.ts'
import { aDocument, aSmallIndex, DAY, type Entry, type SmallIndex } from './small-index.ts'

/*
 * How words that the index does not have are read, and when a query counts as answered: a test for each rule, over records of
 * its own and a thesaurus of a few rows.
 */

const file = { edition: '2026-11-28', source: 'Compiled for these tests alone' }
const THESAURUS: Thesaurus = {
  concepts: [
    {
      ...file,
      rows: [
        { id: 'geo.map', uk: ['карта', 'мапа'], en: ['map'] },
        { id: 'social.residents', uk: ['мешканець', 'житель'], en: ['resident'], leads: ['люди'] },
      ],
    },
  ],
  abbreviations: { ...file, rows: [['ЦНАП', 'центр надання адміністративних послуг']] },
  russian: {
    ...file,
    rows: [
      ['обращение граждан', 'звернення громадян'],
      ['обращение', 'звернення'],
      ['гражданин', 'громадянин'],
      ['житель', 'житель'],
    ],
  },
  english: { ...file, rows: [['billing', 'розрахунки']] },
}

const open: SmallIndex[] = []
afterEach(() => {
  for (const { database } of open.splice(0)) database.client.close()
})

interface Searched {
  readonly engine: SearchEngine
  ask(text: string, type?: RecordType): Promise<SearchResult>
  ids(text: string): Promise<readonly string[]>
  /** Readings as «typed reading: read». */
  readings(text: string): Promise<readonly string[]>
}

async function searched(...entries: readonly Entry[]): Promise<Searched> {
  const index = await aSmallIndex()
  open.push(index)
  const engine = createFts5Engine(index.database.read)
  await index.database.client.batch(
    thesaurusStatements(THESAURUS).map(({ sql, args }) => ({ sql, args: [...args] })),
    'write',
  )
  for (const entry of entries) {
    const document = aDocument(entry)
    await index.write(document.type, document.id, engine.index(document))
  }
  const ask: Searched['ask'] = (text, type = 'software') =>
    engine.search({ type, text, filters: {}, facets: [], sort: 'relevance', day: DAY, limit: 20, cursor: null })
  return {
    engine,
    ask,
    async ids(text) {
      const { hits, interpretation } = await ask(text)
      return interpretation.weak ? [] : hits.map(({ id }) => id)
    },
    async readings(text) {
      const { interpretation } = await ask(text)
      return interpretation.readings.map(({ typed, reading, read }) => `${typed} ${reading}: ${read.join(', ')}`)
    },
  }
}

describe('a word that the index does not have is read', () => {
  it('with its ending mended', async () => {
    const { ids, readings } = await searched({ id: 'A', name: 'Реєстр організацій' })
    expect(await ids('організаціи')).toEqual(['A'])
    expect(await readings('організаціи')).toEqual(['організаціи spelling: організацій'])
  })

  it('without its ending, where the rules of stemming cut too little or too much', async () => {
    const { ids } = await searched({ id: 'A', name: 'Електронний архів' })
    expect(await ids('arhivu')).toEqual(['A'])
  })

  it('written out where it is clipped, together and apart', async () => {
    const { ids, readings } = await searched(
      { id: 'A', name: 'Соціальні виплати' },
      { id: 'B', name: 'Облік виплат' },
      { id: 'C', name: 'Адміністративні справи' },
    )
    expect(await ids('соцвиплати')).toEqual(['A', 'B'])
    expect((await readings('соцвиплати'))[0]).toBe('соцвиплати clipping: соціальний виплати, виплати')
    expect((await ids('адмін справи'))[0]).toBe('C')
  })

  it('by the thesaurus where it is in Latin letters', async () => {
    const { ids } = await searched({ id: 'A', name: 'Карта доріг' }, { id: 'B', name: 'Облік води' })
    expect(await ids('mapa')).toEqual(['A'])
  })

  it('as a typing error of what it is without its ending', async () => {
    const { ids } = await searched({ id: 'A', name: 'Маршрути автобусів' })
    expect(await ids('машрути')).toEqual(['A'])
  })
})

describe('the thesaurus', () => {
  it('is asked for the words within a longer Russian term too', async () => {
    const { ask, ids } = await searched(
      { id: 'A', name: 'Звернення громадян' },
      { id: 'B', name: 'Реєстрація звернень' },
    )
    expect(await ids('обращения граждан')).toEqual(['A', 'B'])
    const [first] = (await ask('обращения граждан')).hits
    expect(first?.matches[0]).toMatchObject({ typed: 'обращения граждан', found: 'звернення громадян' })
  })

  it('is followed one step from a translation', async () => {
    const { ids } = await searched({ id: 'A', name: 'Реєстр мешканців' })
    expect(await ids('жителей')).toEqual(['A'])
  })

  it('finds what has the last words of what an abbreviation stands for, behind what has all of them', async () => {
    const { ids } = await searched(
      { id: 'A', name: 'Облік адміністративних послуг' },
      { id: 'B', name: 'Робоче місце ЦНАП' },
      { id: 'C', name: 'Послуги зв’язку' },
    )
    expect(await ids('ЦНАП')).toEqual(['B', 'A'])
  })

  it('counts for less than the word itself, and an English word for less than a Ukrainian one', async () => {
    const { ids } = await searched({ id: 'A', name: 'Map' }, { id: 'B', name: 'Карта' }, { id: 'C', name: 'Мапа' })
    expect(await ids('мапа')).toEqual(['C', 'B', 'A'])
  })
})

describe('a query of a sentence', () => {
  it('is read without the words of asking', async () => {
    const { ask } = await searched({ id: 'A', name: 'Облік кладовищ' }, { id: 'B', name: 'Готові рішення' })
    const { hits, interpretation } = await ask('підкажіть, будь ласка, щось зручне, щоб вести облік кладовищ')
    expect(hits.map(({ id }) => id)).toEqual(['A'])
    expect(interpretation).toMatchObject({ weak: false, unknown: [] })
  })

  it('lists nothing by a word of procurement beside one that says what is bought, but finds by it alone', async () => {
    const { ids } = await searched({ id: 'A', name: 'Закупівлі' }, { id: 'B', name: 'Планування' })
    expect(await ids('закупівля планування')).toEqual(['B'])
    expect(await ids('закупівля')).toEqual(['A'])
  })
})

describe('nothing answers', () => {
  const entries: readonly Entry[] = [
    { id: 'A', name: 'Облік комунального майна', long: 'Договори, вікна, двері, дахи.' },
    { id: 'B', name: 'Мапа укриттів', short: 'Найближче укриття' },
  ]

  it.each([
    ['what is known of only one word, in a long description', 'вікна металопластикові'],
    ['gibberish', 'щщжжхх ґґмм'],
    ['one word of three', 'оренда яхт укриття море'],
  ])('of %s', async (_, text) => {
    const { ask, engine } = await searched(...entries)
    expect((await ask(text)).interpretation.weak).toBe(true)
    expect((await engine.count(text, ['software'])).get('software')).toEqual({ count: 0, exact: true })
  })

  it.each([
    ['a known word in a name beside an unknown one', 'мапа піцерій', ['B']],
    ['one of two needs of which each has a record', 'облік майна та мапа укриттів', ['A', 'B']],
  ])('is not said of %s', async (_, text, expected) => {
    const { ids, engine } = await searched(...entries)
    expect([...(await ids(text))].sort()).toEqual(expected)
    expect((await engine.count(text, ['software'])).get('software')).toEqual({ count: expected.length, exact: true })
  })
})

describe('words of English that only look alike', () => {
  it.each([
    ['customs', 'customer'],
    ['booking', 'book'],
    ['parking', 'park'],
  ])('are kept apart: %s and %s', async (one, other) => {
    const { ids } = await searched({ id: 'A', name: one }, { id: 'B', name: other })
    expect(await ids(one)).toEqual(['A'])
    expect(await ids(other)).toEqual(['B'])
  })
})
