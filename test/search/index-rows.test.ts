import { beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../db/client.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import type { Statement } from '../../db/statements.ts'
import { deletionKeys } from '../../src/search/analyzer/edits.ts'
import { eraseStatements, indexStatements, removeStatements } from '../../src/search/index-rows.ts'
import { aDocument, ENTRIES, type Entry } from './small-index.ts'

/** What does not tell in which order records were written. */
const TIMELESS = ['search_facet_value', 'search_term', 'search_number', 'search_deletion', 'search_count']
const TABLES = [...TIMELESS, 'search_document', 'search_stems', 'search_facets', 'search_timed_facet']

async function emptyIndex(): Promise<Database> {
  const database = await openDatabase(':memory:')
  await migrateDatabase(database.client)
  return database
}

async function write({ client }: Database, statements: readonly Statement[]): Promise<void> {
  await client.batch(
    statements.map(({ sql, args }) => ({ sql, args: [...args] })),
    'write',
  )
}

async function rowsOf({ client }: Database, table: string, columns = '*'): Promise<readonly (readonly unknown[])[]> {
  const { rows, columns: names } = await client.execute(`select ${columns} from ${table} order by 1`)
  return rows.map((row) => names.map((_, index) => row[index]))
}

async function contents(database: Database, tables = TABLES): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const all: Record<string, readonly unknown[]> = {}
  for (const table of tables) {
    const rows = await rowsOf(database, table)
    all[table] = rows.map((row) => JSON.stringify(row)).sort()
  }
  return all
}

const documents = ENTRIES.map(aDocument)
const changed: Entry = {
  ...(ENTRIES[0] as Entry),
  name: 'Електронна черга до зубного лікаря',
  updatedAt: '2026-05-01T00:00:00.000Z',
}

describe('the index', () => {
  let one: Database
  let other: Database
  beforeEach(async () => {
    one = await emptyIndex()
    other = await emptyIndex()
    for (const document of documents) await write(one, indexStatements(document))
  })

  it('is the same whether records are written one by one or all at once', async () => {
    await write(other, indexStatements(...documents))
    expect(await contents(other)).toEqual(await contents(one))
  })

  it('is the same once a record has changed, and takes the last of two', async () => {
    await write(one, indexStatements(aDocument(changed)))
    await write(other, indexStatements(...documents, aDocument(changed)))
    expect(await contents(other, TIMELESS)).toEqual(await contents(one, TIMELESS))
    const titles = (await rowsOf(other, 'search_document', 'title')).join()
    expect(titles).toContain('зубного')
    expect(titles).not.toContain('черга до лікаря')
  })

  it('has a number of statements that does not grow with the records', () => {
    expect(indexStatements(...documents).length).toBe(indexStatements(documents[0] ?? aDocument(changed)).length)
    expect(indexStatements()).toEqual([])
  })

  it('counts in how many records each term is', async () => {
    const stems = await rowsOf(one, 'search_stems', 'document, stems')
    const sets = stems.map(([, text]) => new Set(String(text).split(' ')))
    const terms = [
      ...(await rowsOf(one, 'search_term', 'term, df')),
      ...(await rowsOf(one, 'search_number', 'term, df')),
    ]
    expect(terms.length).toBeGreaterThan(50)
    for (const [term, df] of terms)
      expect([term, df]).toEqual([term, sets.filter((set) => set.has(String(term))).length])
    expect(await rowsOf(one, 'search_count', 'sum(documents), count(*)')).toEqual([[documents.length, 2]])
  })

  it('leads from misspelt words to words, and to no number', async () => {
    const words = await rowsOf(one, 'search_term', 'term, skeleton')
    const expected = words.flatMap(([term, skeleton]) =>
      String(skeleton).length >= 4 ? deletionKeys(String(skeleton)).map((key) => `${key} ${term}`) : [],
    )
    const found = (await rowsOf(one, 'search_deletion', 'key, term')).map((row) => row.join(' '))
    expect(found.toSorted()).toEqual(expected.toSorted())
    expect(words.map(([term]) => term).filter((term) => /\d{4}/.test(String(term)))).toEqual([])
    expect((await rowsOf(one, 'search_number', 'term')).flat()).toContain('uasw1')
  })

  it.each([
    ['removed', removeStatements],
    ['erased', eraseStatements],
  ] as const)('has nothing of records that were %s', async (_, statements) => {
    for (const { type, id } of documents) await write(one, statements(type, id))
    const { search_facet_value: values, search_count: counts, ...rest } = await contents(one)
    expect(Object.values(rest).flat()).toEqual([])
    expect(values).not.toEqual([])
    expect(counts).toEqual(['["organization",0]', '["software",0]'])
    expect(await rowsOf(one, 'search_text', 'rowid')).toEqual([])
  })
})
