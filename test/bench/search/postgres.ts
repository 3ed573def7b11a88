import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { terms } from '../../../src/search/analyzer/tokens.ts'
import { BENCH_FACETS, valuesToday } from './documents.ts'
import { type Load, MEGABYTE, ROWS, type Source, secondsSince, type TimedEngine } from './engine.ts'
import type { BenchQuery } from './queries.ts'

/** Where Debian's package puts the programs of PostgreSQL 15. */
const PROGRAMS = '/usr/lib/postgresql/15/bin'
/** What a small machine that serves only the database would be given; compiling queries at run time only slows these. */
const SETTINGS = {
  shared_buffers: '1GB',
  work_mem: '64MB',
  maintenance_work_mem: '512MB',
  max_wal_size: '8GB',
  fsync: 'off',
  jit: 'off',
  listen_addresses: '',
}
/** A query that takes longer is given up, and counts as having taken this long. */
const LONGEST_QUERY_MS = 10_000
const BATCH = 2000

export interface Postgres {
  readonly client: Client
  stop(): Promise<void>
}

/** Starts PostgreSQL on a socket in a folder of its own; null when it is not installed. Throws when it does not start. */
export async function startPostgres(): Promise<Postgres | null> {
  if (!existsSync(join(PROGRAMS, 'initdb'))) return null
  const folder = mkdtempSync(join(tmpdir(), 'bench-postgres-'))
  const account = unprivilegedAccount()
  if (account) chownSync(folder, account.uid, account.gid)
  const data = join(folder, 'data')
  const initdb = ['-D', data, '-U', 'bench', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']
  execFileSync(join(PROGRAMS, 'initdb'), initdb, { stdio: 'ignore', cwd: folder, ...account })
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(PROGRAMS, 'postgres'), ['-D', data, '-k', folder, ...settings], {
    ...{ stdio: 'ignore', cwd: folder },
    ...account,
  })
  // However this program ends, the server ends with it.
  const kill = () => server.kill('SIGQUIT')
  process.once('exit', kill)
  const stop = async () => {
    process.off('exit', kill)
    await ended(server)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const client = await connected(folder)
    return {
      client,
      stop: async () => {
        await client.end()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** PostgreSQL refuses to run as root; the package brings an account for it. */
function unprivilegedAccount(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const numberOf = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }))
  return { uid: numberOf('-u'), gid: numberOf('-g') }
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const exit = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT')
  await exit
}

async function connected(socketFolder: string): Promise<Client> {
  for (let attempt = 0; ; attempt++) {
    const client = new Client({ host: socketFolder, user: 'bench', database: 'postgres' })
    try {
      await client.connect()
      return client
    } catch (error) {
      if (attempt === 100) throw error
      await sleep(100)
    }
  }
}

/** Facets as columns; those with several values a record as arrays. */
const COLUMNS: Readonly<Record<(typeof BENCH_FACETS)[number], string>> = {
  verdict: 'verdict text',
  function: 'function text[]',
  license: 'license text',
  status: 'status text',
  holderRegion: 'holder_region text',
}
const columnOf = (facet: string) => (facet === 'holderRegion' ? 'holder_region' : facet)
const TERMS = { stems: terms, plain: (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [] }
type Variant = keyof typeof TERMS

/** Loads a register into two tables and gives an engine over each: one finds our stems, one the words as they stand. */
export async function postgresEngines(
  { client, stop }: Postgres,
  source: Source,
  say: (line: string) => void,
): Promise<readonly TimedEngine[]> {
  const engines: TimedEngine[] = []
  for (const variant of ['stems', 'plain'] as const) {
    await client.query('set statement_timeout = 0')
    const load = await loadTable(client, variant, source, say)
    engines.push({
      name: variant === 'stems' ? 'PostgreSQL, our stems' : 'PostgreSQL, words',
      load,
      answer: async ({ needsRepair, verb }, query) =>
        needsRepair || verb === 'suggest' ? null : answer(client, variant, query),
      // The last of the two ends the server they share.
      close: async () => (variant === 'plain' ? stop() : undefined),
    })
  }
  await client.query(`set statement_timeout = ${LONGEST_QUERY_MS}`)
  return engines
}

async function loadTable(client: Client, variant: Variant, source: Source, say: (line: string) => void): Promise<Load> {
  const columns = BENCH_FACETS.map((facet) => COLUMNS[facet]).join(', ')
  // Long rows stay whole: ranking would be slower yet if it had to fetch and unpack each vector.
  await client.query(
    `create table ${variant} (id int primary key, name text, short text, ${columns}, terms tsvector)
     with (toast_tuple_target = 8160)`,
  )
  let seconds = 0
  for (let start = 0; start < source.count; start += BATCH) {
    const count = Math.min(BATCH, source.count - start)
    const rows = Array.from({ length: count }, (_, index) => rowOf(source, start + index))
    const began = performance.now()
    const given = rows.map(({ card, weighed }) => ({
      ...card,
      texts: weighed.map((text) => (variant === 'plain' ? text : terms(text).join(' '))),
    }))
    await client.query(
      `insert into ${variant}
       select (r ->> 'id')::int, r ->> 'name', r ->> 'short', r ->> 'verdict',
         array(select jsonb_array_elements_text(r -> 'function')), r ->> 'license', r ->> 'status', r ->> 'holderRegion',
         setweight(to_tsvector('simple', r -> 'texts' ->> 0), 'A') || setweight(to_tsvector('simple', r -> 'texts' ->> 1), 'B')
           || setweight(to_tsvector('simple', r -> 'texts' ->> 2), 'C') || setweight(to_tsvector('simple', r -> 'texts' ->> 3), 'D')
       from jsonb_array_elements($1::jsonb) r`,
      [JSON.stringify(given)],
    )
    seconds += secondsSince(began)
    if ((start / BATCH) % 20 === 19) say(`PostgreSQL has ${start + BATCH} of ${source.count} (${variant})`)
  }
  const began = performance.now()
  await client.query(`create index ${variant}_terms on ${variant} using gin (terms)`)
  seconds += secondsSince(began)
  await client.query(`vacuum (analyze) ${variant}`)
  const { rows } = await client.query<{ bytes: string }>(
    `select pg_relation_size('${variant}_terms') + (select sum(pg_column_size(terms)) from ${variant}) as bytes`,
  )
  return { seconds, megabytes: Number(rows[0]?.bytes) / MEGABYTE }
}

function rowOf(source: Source, index: number) {
  const document = source.document(index)
  const { fields } = document
  const facets = Object.fromEntries(
    BENCH_FACETS.map((facet) => {
      const values = valuesToday(document, facet)
      return [facet, facet === 'function' ? values : (values[0] ?? null)]
    }),
  )
  return {
    card: { id: index, name: fields.name[0], short: fields.short[0], ...facets },
    weighed: [
      fields.name,
      [...fields.tags, ...fields.nameEn],
      [...fields.short, ...fields.functions],
      [...fields.long, ...fields.category, ...fields.owner, ...fields.tech, ...fields.code],
    ].map((texts) => texts.join(' ')),
  }
}

/** Number and facets from one pass over what matches, then the best rows: the fewest statements that give a page. */
async function answer(client: Client, variant: Variant, query: BenchQuery): Promise<number> {
  const values: unknown[] = [tsquery(variant, query)]
  const filters = Object.entries(query.filters).map(([facet, chosen]) => {
    values.push(chosen)
    return ` and ${columnOf(facet)} = any($${values.length})`
  })
  const matching = `terms @@ to_tsquery('simple', $1)${filters.join('')}`
  const counts = BENCH_FACETS.map((facet) =>
    facet === 'function'
      ? `select 'function', value, count(*) from found, unnest(function) value group by value`
      : `select '${facet}', ${columnOf(facet)}, count(*) from found group by ${columnOf(facet)}`,
  )
  try {
    const { rows } = await client.query<{ count: string }>(
      `with found as materialized (select ${BENCH_FACETS.map(columnOf).join(', ')} from ${variant} where ${matching})
       select '' as facet, '' as value, count(*) from found union all ${counts.join(' union all ')}`,
      values,
    )
    await client.query(
      `select id, name, short from ${variant} where ${matching}
       order by ts_rank('{0.1, 0.3, 0.5, 1}', terms, to_tsquery('simple', $1)) desc, id limit ${ROWS}`,
      values,
    )
    return Number(rows[0]?.count)
  } catch (error) {
    if ((error as { code?: string }).code === QUERY_CANCELED) return Number.NaN
    throw error
  }
}

/** PostgreSQL's code of a statement that was given up. */
const QUERY_CANCELED = '57014'

function tsquery(variant: Variant, { words, beginning, operator }: BenchQuery): string {
  const whole = [...new Set(words.flatMap((word) => [...TERMS[variant](word)]))].map((term) => `'${term}'`)
  return [...whole, ...(beginning === undefined ? [] : [`'${beginning}':*`])].join(operator === 'and' ? ' & ' : ' | ')
}
