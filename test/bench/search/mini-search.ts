import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import MiniSearch from 'minisearch'
import type { SearchField } from '../../../src/search/port.ts'
import { BENCH_FACETS, BENCH_FILTERS, valuesToday } from './documents.ts'
import { MEGABYTE, type Source, secondsSince, type TimedEngine } from './engine.ts'

const FIELDS: readonly SearchField[] = ['name', 'nameEn', 'short', 'long', 'functions', 'tags', 'owner', 'code']
const FACETS: readonly string[] = BENCH_FACETS
const BOOST = { name: 9, nameEn: 5, short: 3.5, long: 1.6, functions: 2.6, tags: 4.5, owner: 0.5, code: 9 }

/** MiniSearch in the memory of this process, the facets counted over all that it finds. */
export async function miniSearchEngine(source: Source): Promise<TimedEngine> {
  const before = bytesHeld()
  const index = new MiniSearch<{ id: number }>({ fields: [...FIELDS], searchOptions: { boost: BOOST } })
  const facets: (readonly (readonly string[])[])[] = []
  let seconds = 0
  for (let id = 0; id < source.count; id++) {
    const document = source.document(id)
    const texts = Object.fromEntries(FIELDS.map((field) => [field, document.fields[field].join('\n')]))
    const began = performance.now()
    index.add({ id, ...texts })
    seconds += secondsSince(began)
    facets.push(BENCH_FACETS.map((facet) => valuesToday(document, facet)))
  }
  const megabytes = (bytesHeld() - before) / MEGABYTE
  const wanted = Object.entries(BENCH_FILTERS).map(
    ([facet, values]) => [FACETS.indexOf(facet), new Set(values)] as const,
  )
  return {
    name: 'MiniSearch',
    load: { seconds, megabytes },
    answer: async ({ needsRepair, verb }, { words, operator, beginning, filters }) => {
      if (verb === 'suggest') return null
      const isFiltered = Object.keys(filters).length > 0
      const found = index.search([...words, beginning ?? ''].join(' ').trim(), {
        combineWith: operator,
        fuzzy: needsRepair ? 0.2 : false,
        prefix: (term) => term === beginning,
        ...(isFiltered
          ? {
              filter: ({ id }) =>
                wanted.every(([facet, values]) => facets[id]?.[facet]?.some((value) => values.has(value))),
            }
          : {}),
      })
      const counts = BENCH_FACETS.map(() => new Map<string, number>())
      for (const { id } of found) {
        for (const [facet, values] of (facets[id] ?? []).entries()) {
          for (const value of values) counts[facet]?.set(value, (counts[facet].get(value) ?? 0) + 1)
        }
      }
      return found.length
    },
    close: async () => index.removeAll(),
  }
}

/** Bytes of the heap that are in use once what nobody needs any more is gone. */
function bytesHeld(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
