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
import { queriesOf, queryClasses } from './queries.ts'
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
  const measured: { engine: TimedEngine; timings: ReadonlyMap<string, Timing> }[] = []
  for (const make of onlyOwn ? makers.slice(0, 1) : makers) {
    const engines = await make()
    for (const engine of engines) {
      measured.push({ engine, timings: await timingsOf(engine, count, queries, vocabulary) })
      await engine.close()
    }
  }
  say(`${loadTable(measured, count)}\n`)
  say(`${speedTable(measured)}\n`)
  return measured[0]?.timings ?? new Map()
}

async function timingsOf(
  engine: TimedEngine,
  count: number,
  queries: number,
  vocabulary: ReturnType<typeof vocabularyFor>,
): Promise<ReadonlyMap<string, Timing>> {
  const timings = new Map<string, Timing>()
  for (const one of queryClasses(count)) {
    const warming = performance.now()
    for (const query of queriesOf(one, WARMING, vocabulary, 2)) {
      await engine.answer(one, query)
      if (performance.now() - warming > LONGEST_WARMING_MS) break
    }
    const times: number[] = []
    const found: number[] = []
    const began = performance.now()
    for (const query of queriesOf(one, queries, vocabulary, 1)) {
      const start = performance.now()
      const answer = await engine.answer(one, query)
      if (answer === null) break
      times.push(performance.now() - start)
      found.push(answer)
      if (times.length >= FEWEST && performance.now() - began > LONGEST_CLASS_MS) break
    }
    if (times.length === 0) continue
    const timing = { ...percentiles(times), queries: times.length, found: percentiles(found).median }
    timings.set(one.name, timing)
    progress(`${engine.name}, ${one.name}: ${milliseconds(timing.median)} / ${milliseconds(timing.p95)} ms`)
  }
  return timings
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

/** Medians and 95th percentiles in ms; of the others also how many times as long as ours their 95th percentile is. */
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
  return timing === ours ? times : `${times} (${milliseconds(timing.p95 / ours.p95)}×)`
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
