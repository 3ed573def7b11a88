import MiniSearch from 'minisearch'
import { type Database, openDatabase } from '../../db/client.ts'
import type { Deps } from '../../src/deps.ts'
import { SEARCH_FIELDS, type SearchDocument, type SearchField } from '../../src/search/port.ts'
import type { Run } from './score.ts'
import type { JudgedQuery } from './set.ts'

/** How many ids an answer has at most. */
const DEPTH = 50
/** Texts longer than this many words are needs, not queries. */
const LONGEST_QUERY_WORDS = 25

/** Whether a query is put as a text to be compared with, as a tender's is. */
export function isNeed({ type, query }: Pick<JudgedQuery, 'type' | 'query'>): boolean {
  return type === 'tender' || query.trim().split(/\s+/).length > LONGEST_QUERY_WORDS
}

/** Runs every query through the register's own search: needs through `similar`, all others through `search`. */
export async function ownRun(
  deps: Pick<Deps, 'search' | 'today'>,
  queries: readonly JudgedQuery[],
  idOf: ReadonlyMap<string, string>,
): Promise<{ readonly run: Run; readonly weak: readonly string[] }> {
  const run: Record<string, readonly string[]> = {}
  const weak: string[] = []
  const day = deps.today()
  for (const query of queries) {
    const answer = isNeed(query)
      ? await deps.search.similar({ type: 'software', text: query.query, dk021: query.cpv, day, limit: DEPTH })
      : await deps.search.search({
          ...{ type: 'software', text: query.query, filters: {}, facets: [], sort: 'relevance', day },
          ...{ limit: DEPTH, cursor: null },
        })
    const isWeak = 'interpretation' in answer && answer.interpretation.weak
    if (isWeak && answer.hits.length > 0) weak.push(query.id)
    // What is labelled as only the nearest is not given as an answer.
    run[query.id] = isWeak ? [] : answer.hits.flatMap(({ id }) => idOf.get(id) ?? [])
  }
  return { run, weak }
}

/** What would be used instead: finds ids of documents for a text, best first. */
export interface Baseline {
  readonly name: string
  find(text: string): Promise<readonly string[]>
  close(): void
}

export async function baselineRun(baseline: Baseline, queries: readonly JudgedQuery[]): Promise<Run> {
  const run: Record<string, readonly string[]> = {}
  for (const { id, query } of queries) run[id] = await baseline.find(query)
  return run
}

type Documents = ReadonlyMap<string, Pick<SearchDocument, 'fields'>>

/** The baselines over the same texts in the same fields with weights like ours, so that what differs is the engine. */
export async function baselines(documents: Documents): Promise<readonly Baseline[]> {
  return [
    await fts5Baseline('FTS5 words', 'unicode61', documents, wordsOf),
    await fts5Baseline('FTS5 trigrams', 'trigram', documents, trigramsOf),
    miniSearchBaseline(documents),
  ]
}

/** Weights of search.md's ranking; a field without one weighs 1. */
const WEIGHTS: Readonly<Partial<Record<string, number>>> = {
  ...{ name: 9, nameEn: 5, short: 3.5, long: 1.6, functions: 2.6, tags: 4.5, category: 0.8, owner: 0.5, tech: 0.7 },
}
const weightOf = (field: SearchField) => WEIGHTS[field] ?? 1
const textOf = ({ fields }: Pick<SearchDocument, 'fields'>, field: SearchField) => fields[field].join('\n')

function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]
}

function trigramsOf(text: string): string[] {
  const trigrams = wordsOf(text).flatMap((word) => {
    const letters = [...word]
    return letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''))
  })
  return [...new Set(trigrams)]
}

/** SQLite's own full-text search: any of the terms of the text, by bm25. */
async function fts5Baseline(
  name: string,
  tokenizer: 'unicode61' | 'trigram',
  documents: Documents,
  termsOf: (text: string) => readonly string[],
): Promise<Baseline> {
  const { client }: Database = await openDatabase(':memory:')
  await client.execute(
    `create virtual table found using fts5(id unindexed, ${SEARCH_FIELDS.join(', ')}, tokenize = '${tokenizer}')`,
  )
  const places = SEARCH_FIELDS.map(() => '?').join(', ')
  await client.batch(
    [...documents].map(([id, document]) => ({
      sql: `insert into found values (?, ${places})`,
      args: [id, ...SEARCH_FIELDS.map((field) => textOf(document, field))],
    })),
  )
  return {
    name,
    find: async (text) => {
      const terms = termsOf(text)
      if (terms.length === 0) return []
      const { rows } = await client.execute({
        sql: `select id from found where found match ? order by bm25(found, 0, ${SEARCH_FIELDS.map(weightOf).join(', ')}), rowid limit ${DEPTH}`,
        args: [terms.map((term) => `"${term}"`).join(' OR ')],
      })
      return rows.map((row) => String(row['id']))
    },
    close: () => client.close(),
  }
}

function miniSearchBaseline(documents: Documents): Baseline {
  const index = new MiniSearch({
    fields: [...SEARCH_FIELDS],
    searchOptions: {
      fuzzy: 0.2,
      prefix: true,
      boost: Object.fromEntries(SEARCH_FIELDS.map((field) => [field, weightOf(field)])),
    },
  })
  index.addAll(
    Array.from(documents, ([id, document]) => ({
      id,
      ...Object.fromEntries(SEARCH_FIELDS.map((field) => [field, textOf(document, field)])),
    })),
  )
  return {
    name: 'MiniSearch',
    find: async (text) =>
      index
        .search(text)
        .slice(0, DEPTH)
        .map(({ id }) => String(id)),
    close: () => index.removeAll(),
  }
}
