import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { table } from '../../eval/report.ts'
import { documentAt } from './documents.ts'
import type { Source, TimedEngine } from './engine.ts'
import { miniSearchEngine } from './mini-search.ts'
import { ownEngine } from './own.ts'
import { postgresEngines, startPostgres } from './postgres.ts'
import { type QueryClass, queriesOf, queryClasses } from './queries.ts'
import { vocabularyFor } from './vocabulary.ts'

/** MiniSearch holds everything in memory: beyond this it needs more than a small machine has. */
const MOST_IN_MEMORY = 100_000
const WARMING = 5
const LONGEST_WARMING_MS = 10_000
/** A class is asked for this long at most, in ms, and never fewer times than `FEWEST`. */
const LONGEST_CLASS_MS = 30_000
const FEWEST = 5

const say = (line: string) => process.stdout.write(`${line}\n`)
const progress = (line: string) => process.stderr.write(`  ${line}\n`)

/** How long the queries of a class took, in ms. */
interface Timing {
  readonly median: number
  readonly p95: number
  /** Of how many queries. */
  readonly queries: number
  /** How many records a query found, in the middle. */
  readonly found: number
}

/** Times the search of registers of several sizes, beside what would be used instead. */
export async function benchSearch(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: '10000,100000,1000000' },
      folder: { type: 'string' },
      queries: { type: 'string', default: '40' },
      'only-own': { type: 'boolean', default: false },
    },
  })
  const sizes = values.sizes.split(',').map(wholeNumber)
  const queries = wholeNumber(values.queries)
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'bench-search-'))
  const ofOwn = new Map<number, ReadonlyMap<string, Timing>>()
  try {
    for (const size of sizes) ofOwn.set(size, await benchSize(size, queries, folder, values['only-own']))
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true })
  }
  if (sizes.length > 1) say(growthTable(ofOwn))
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`"${text}" is not a number of records or queries`)
  return number
}

async function benchSize(
  count: number,
  queries: number,
  folder: string,
  onlyOwn: boolean,
): Promise<ReadonlyMap<string, Timing>> {
  say(`\n${count.toLocaleString('en')} records\n`)
  const vocabulary = vocabularyFor(count)
  const source: Source = { count, document: (index) => documentAt(index, count, vocabulary) }
  const makers: (() => Promise<readonly TimedEngine[]>)[] = [
    async () => [await ownEngine(source, folder, progress)],
    async () => {
      const postgres = await startPostgres()
      if (postgres !== null) return postgresEngines(postgres, source, progress)
      say('PostgreSQL 15 is not installed, so that the search is not compared with it.\n')
      return []
    },
    async () => (count > MOST_IN_MEMORY ? [] : [await miniSearchEngine(source)]),
  ]
  const engines: TimedEngine[] = []
  for (const make of onlyOwn ? makers.slice(0, 1) : makers) engines.push(...(await make()))
  const measured = engines.map((engine) => ({ engine, timings: new Map<string, Timing>() }))
  for (const one of queryClasses(count)) await timeClass(measured, one, queries, vocabulary)
  for (const engine of engines) await engine.close()
  say(`${loadTable(measured, count)}\n`)
  say(`${speedTable(measured)}\n`)
  return measured[0]?.timings ?? new Map()
}

/** Asks every engine each query in turn, so that whatever else the machine does slows all of them alike. */
async function timeClass(
  measured: readonly { readonly engine: TimedEngine; readonly timings: Map<string, Timing> }[],
  one: QueryClass,
  queries: number,
  vocabulary: ReturnType<typeof vocabularyFor>,
): Promise<void> {
  const runs = measured.map((each) => ({
    ...each,
    times: [] as number[],
    found: [] as number[],
    spent: 0,
    ends: false,
  }))
  for (const run of runs) {
    const warming = performance.now()
    for (const query of queriesOf(one, WARMING, vocabulary, 2)) {
      await run.engine.answer(one, query)
      if (performance.now() - warming > LONGEST_WARMING_MS) break
    }
  }
  for (const query of queriesOf(one, queries, vocabulary, 1)) {
    for (const run of runs) {
      if (run.ends) continue
      const start = performance.now()
      const answer = await run.engine.answer(one, query)
      const took = performance.now() - start
      if (answer !== null) {
        run.times.push(took)
        run.found.push(answer)
        run.spent += took
      }
      run.ends = answer === null || (run.times.length >= FEWEST && run.spent > LONGEST_CLASS_MS)
    }
  }
  for (const { engine, timings, times, found } of runs) {
    if (times.length === 0) continue
    const timing = { ...percentiles(times), queries: times.length, found: percentiles(found).median }
    timings.set(one.name, timing)
    progress(`${engine.name}, ${one.name}: ${milliseconds(timing.median)} / ${milliseconds(timing.p95)} ms`)
  }
}

/** The nearest-rank percentiles of a sample that is not empty. */
export function percentiles(sample: readonly number[]): { readonly median: number; readonly p95: number } {
  const sorted = sample.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95) }
}

type Measured = readonly { readonly engine: TimedEngine; readonly timings: ReadonlyMap<string, Timing> }[]

function loadTable(measured: Measured, count: number): string {
  const rows = measured.map(({ engine: { name, load } }) =>
    load === null
      ? [name, 'loaded before', '', '']
      : [name, load.seconds.toFixed(0), Math.round(count / load.seconds).toString(), load.megabytes.toFixed(0)],
  )
  return table([['engine', 'build, s', 'records a second', 'index, MB'], ...rows])
}

/** Medians and 95th percentiles in ms; of the others also how many times as long as ours both are. */
function speedTable(measured: Measured): string {
  const own = measured[0]?.timings ?? new Map<string, Timing>()
  const rows = [...own].map(([name, ours]) => [
    ...[name, ours.found.toLocaleString('en')],
    ...measured.map(({ timings }) => shown(timings.get(name), ours)),
  ])
  return table([['ms: median / p95', 'found', ...measured.map(({ engine }) => engine.name)], ...rows])
}

function shown(timing: Timing | undefined, ours: Timing): string {
  if (timing === undefined) return '–'
  const times = `${milliseconds(timing.median)} / ${milliseconds(timing.p95)}`
  const ratios = [timing.median / ours.median, timing.p95 / ours.p95].map(milliseconds)
  return timing === ours ? times : `${times} (${ratios.join(' / ')}×)`
}

function milliseconds(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0)
}

/** How many times as long our search took at its 95th percentile in each register as in the one before. */
function growthTable(ofSizes: ReadonlyMap<number, ReadonlyMap<string, Timing>>): string {
  const sizes = [...ofSizes.keys()].sort((a, b) => a - b)
  const steps = sizes.slice(1).map((size, index) => [sizes[index] ?? size, size] as const)
  const p95 = (size: number, name: string) => ofSizes.get(size)?.get(name)?.p95 ?? Number.NaN
  const names = [...(ofSizes.get(sizes[0] ?? 0)?.keys() ?? [])]
  const rows = names.map((name) => [name, ...steps.map(([from, to]) => (p95(to, name) / p95(from, name)).toFixed(1))])
  const label = (size: number) => size.toLocaleString('en')
  return table([['growth of p95', ...steps.map(([from, to]) => `${label(from)} → ${label(to)}`)], ...rows])
}
