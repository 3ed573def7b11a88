import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../db/client.ts'
import { loadThesaurus } from '../../seed/load-thesaurus.ts'
import { createFts5Engine } from '../../src/search/fts5.ts'
import { documentOf } from '../../src/search/meilisearch-documents.ts'
import { compoundsIn, indexedRecords } from '../../src/search/meilisearch-embedded.ts'
import { NEAR_WORDS } from '../../src/search/rank.ts'
import { synonymKey } from '../../src/search/thesaurus.ts'
import { readReferenceFile, testApp } from '../support/test-app.ts'
import { aDocument, aSmallIndex, ENTRIES, type SmallIndex } from './small-index.ts'

describe('what is read of the embedded index', () => {
  let index: SmallIndex
  beforeAll(async () => {
    index = await aSmallIndex()
    const engine = createFts5Engine(index.database.read)
    for (const entry of ENTRIES) {
      const document = aDocument(entry)
      await index.write(document.type, document.id, engine.index(document))
    }
    await index.database.client.batch(
      [
        ['облік води', 'equal'],
        ['облік спожитих', 'typed'],
        ['облік шкіл', 'target'],
        ['вода', 'equal'],
      ].map(([term = '', role = '']) => ({
        sql: `insert into search_synonym (concept, key, label, role) values ('1', ?, ?, ?)`,
        args: [synonymKey(term), term, role],
      })),
      'write',
    )
  })
  afterAll(() => index.database.client.close())

  const read = (...keys: [type: 'software' | 'organization', id: string][]) =>
    indexedRecords(
      index.database.read,
      keys.map(([type, id]) => ({ type, id })),
    )

  it('are the records that are there, each with its fields and a key that grows with every update', async () => {
    const records = await read(['software', 'UA-SW-000008'], ['software', 'UA-SW-999999'], ['software', 'UA-SW-000001'])
    const byId = new Map(records.map((record) => [record.id, record]))
    expect([...byId.keys()].sort()).toEqual(['UA-SW-000001', 'UA-SW-000008'])
    expect(byId.get('UA-SW-000008')?.stems).toMatchObject({
      name: synonymKey('Облік води'),
      owner: synonymKey('Водоканал'),
    })
    expect(byId.get('UA-SW-000008')?.order).toBeGreaterThan(byId.get('UA-SW-000001')?.order ?? 0)
  })

  it('are their facets with the days on which they hold', async () => {
    const [record] = await read(['software', 'UA-SW-000007'])
    expect(record?.facets).toEqual(
      expect.arrayContaining([
        { facet: 'license', value: 'not-stated' },
        { facet: 'verdict', value: 'free', from: '0000-01-01', until: '2026-11-23' },
        { facet: 'verdict', value: 'lapsed', from: '2026-11-23', until: '9999-12-31' },
      ]),
    )
  })

  it('are the terms of several words that a query may be read as, and no others', async () => {
    const [record] = await read(['software', 'UA-SW-000008'])
    expect(record?.compounds).toEqual([synonymKey('облік води').split(' ')])
    if (record === undefined) throw new Error('no record')
    const { terms } = await documentOf(record, '2026-11-23')
    expect(terms).toContain(synonymKey('облік води'))
    expect(new Set(terms).size).toBe(terms.length)
  })

  it('keep types apart', async () => {
    expect(await read(['organization', 'UA-SW-000008'])).toEqual([])
  })
})

describe('terms of several words', () => {
  let database: Database
  beforeAll(async () => {
    database = (await aSmallIndex()).database
    await database.client.execute(
      `create virtual table near_words using fts5(a, b, tokenize="unicode61 remove_diacritics 0")`,
    )
  })
  afterAll(() => database.client.close())

  it('are near one another when FTS5 says so', async () => {
    const word = fc.constantFrom('а', 'б', 'в', 'г', 'д')
    const field = fc.array(word, { maxLength: 9 }).map((words) => words.join(' '))
    await fc.assert(
      fc.asyncProperty(field, field, fc.array(word, { minLength: 2, maxLength: 4 }), async (a, b, terms) => {
        await database.client.batch(
          ['delete from near_words', { sql: 'insert into near_words (rowid, a, b) values (1, ?, ?)', args: [a, b] }],
          'write',
        )
        const { rows } = await database.client.execute({
          sql: 'select rowid from near_words where near_words match ?',
          args: [`NEAR(${terms.map((term) => `"${term}"`).join(' ')}, ${NEAR_WORDS})`],
        })
        const found = compoundsIn(`${a} | ${b}`, new Map([[terms[0] ?? '', [terms]]]))
        expect(found.length > 0).toBe(rows.length > 0)
      }),
      { numRuns: 300 },
    )
  })

  it('of the thesaurus that ships are short enough to be filtered by', async () => {
    const { deps, database: whole } = await testApp({ reference: false })
    await loadThesaurus(deps, readReferenceFile)
    const { rows } = await whole.client.execute(`select key from search_synonym where key like '% %'`)
    expect(rows.length).toBeGreaterThan(500)
    const longest = Math.max(...rows.map(({ key }) => new TextEncoder().encode(String(key)).length))
    expect(longest).toBeLessThan(400)
    whole.client.close()
  })
})
