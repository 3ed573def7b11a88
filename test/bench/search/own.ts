import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../../db/client.ts'
import { migrateDatabase } from '../../../db/migrate.ts'
import { readThesaurus } from '../../../seed/load-thesaurus.ts'
import { RECORDS_A_WRITE } from '../../../src/host/reindex.ts'
import { ANALYZER_FORM } from '../../../src/search/analyzer/form.ts'
import { highlight } from '../../../src/search/analyzer/highlight.ts'
import { createFts5Engine } from '../../../src/search/fts5.ts'
import { thesaurusStatements } from '../../../src/search/thesaurus.ts'
import { BENCH_DAY, BENCH_FACETS } from './documents.ts'
import { type Load, MEGABYTE, ROWS, type Source, secondsSince, type TimedEngine } from './engine.ts'

/** Names, and queries, under the field in which a reader types. */
const SUGGESTED = 5

/**
 * The register's own engine over a database file. A file that an earlier run finished is used again.
 * @param say is told how the loading goes
 */
export async function ownEngine(source: Source, folder: string, say: (line: string) => void): Promise<TimedEngine> {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `search-${source.count}-form-${ANALYZER_FORM}.db`)
  const isThere = existsSync(path) && (await isComplete(path))
  if (!isThere) for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
  const database = await openDatabase(`file:${path}`)
  const load = isThere ? null : await loadAll(database, path, source, say)
  await loadSynonyms(database)
  const engine = createFts5Engine(database.read)
  return {
    name: 'Once for All',
    load,
    answer: async ({ verb }, { text, filters }) => {
      if (verb === 'similar') {
        const request = { type: 'software', text, dk021: [], day: BENCH_DAY, limit: ROWS } as const
        const { hits, marks } = await engine.similar(request)
        await rowsOf(database, hits, marks)
        return hits.length
      }
      if (verb === 'suggest') {
        const { records, queries } = await engine.suggest({ text, types: ['software'], limit: SUGGESTED })
        return records.length + queries.length
      }
      const { hits, total, interpretation } = await engine.search({
        ...{ type: 'software', text, filters, facets: BENCH_FACETS, sort: 'relevance' },
        ...{ day: BENCH_DAY, limit: ROWS, cursor: null },
      })
      await rowsOf(database, hits, interpretation.marks)
      return total.count
    },
    close: async () => database.client.close(),
  }
}

/** Queries are read with the thesaurus that ships with the program, which makes lists longer. */
async function loadSynonyms({ client }: Database): Promise<void> {
  const reference = new URL('../../../seed/reference/', import.meta.url)
  const thesaurus = readThesaurus((name) => readFileSync(new URL(name, reference), 'utf8'))
  await client.batch(
    thesaurusStatements(thesaurus).map(({ sql, args }) => ({ sql, args: [...args] })),
    'write',
  )
}

async function isComplete(path: string): Promise<boolean> {
  const { client } = await openDatabase(`file:${path}`)
  const { rows } = await client.execute(`select name from sqlite_master where name = 'bench_card_complete'`)
  client.close()
  return rows.length > 0
}

/** The names and descriptions of hits with what was found marked, as the catalogue shows them. */
async function rowsOf(
  { client }: Database,
  hits: readonly { readonly id: string }[],
  marks: readonly string[],
): Promise<void> {
  const { rows } = await client.execute({
    sql: `select name, short from bench_card where id in (select value from json_each(?))`,
    args: [JSON.stringify(hits.map(({ id }) => id))],
  })
  for (const { name, short } of rows) for (const text of [name, short]) highlight(String(text), marks)
}

async function loadAll(database: Database, path: string, source: Source, say: (line: string) => void): Promise<Load> {
  const { client } = database
  await migrateDatabase(client)
  const engine = createFts5Engine(database.read)
  let seconds = 0
  for (let start = 0; start < source.count; start += RECORDS_A_WRITE) {
    const indices = Array.from({ length: Math.min(RECORDS_A_WRITE, source.count - start) }, (_, index) => start + index)
    const documents = indices.map(source.document)
    const began = performance.now()
    const statements = engine.index(...documents).map(({ sql, args }) => ({ sql, args: [...args] }))
    await client.batch(statements, 'write')
    seconds += secondsSince(began)
    if ((start / RECORDS_A_WRITE) % 10 === 9)
      say(`indexed ${start + RECORDS_A_WRITE} of ${source.count} in ${seconds.toFixed(0)} s`)
  }
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  const megabytes = statSync(path).size / MEGABYTE
  await writeCards(database, source)
  return { seconds, megabytes }
}

/** What the rows of a list show, which the register keeps in its own tables. */
async function writeCards({ client }: Database, source: Source): Promise<void> {
  await client.execute('create table bench_card (id text primary key, name text, short text) without rowid')
  for (let start = 0; start < source.count; start += 10_000) {
    const cards = Array.from({ length: Math.min(10_000, source.count - start) }, (_, index) => {
      const { id, fields } = source.document(start + index)
      return [id, fields.name[0], fields.short[0]]
    })
    await client.execute({
      sql: `insert into bench_card select value ->> 0, value ->> 1, value ->> 2 from json_each(?)`,
      args: [JSON.stringify(cards)],
    })
  }
  await client.execute('create table bench_card_complete (at text)')
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
}
