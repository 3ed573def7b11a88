import { type Client, createClient } from '@libsql/client'
import type { Database } from '../../db/client.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import type { Deps } from '../deps.ts'
import { parseEnvelope } from '../history/leaf.ts'
import { registeredRecords } from '../host/registered-records.ts'
import { canonicalize } from '../kernel/canonical-json.ts'
import type { VerifyFinding } from './verify.ts'
import type { Latest } from './verify-log.ts'

interface Derived {
  readonly records: number
  readonly findings: readonly VerifyFinding[]
  readonly stale: readonly string[]
}

/** Tables whose every row is given by the records alone, compared as they are; versions are compared against the log. */
const TABLES = [
  'organization',
  'expert',
  'software',
  'deployment',
  'proposal',
  'software_source',
  'software_developer',
  'software_expert',
  'software_relation',
] as const

/** What lists are searched by also holds what other records say, so a difference there is stale, not wrong. */
const SEARCH = [
  'select type, id, title, sort_name, updated_at from search_document',
  'select d.type, d.id, s.stems from search_stems s join search_document d on d.rowid = s.document',
  `select d.type, d.id, v.facet, v.value, t.valid_from, t.valid_until from search_document d
   join search_facets s on s.document = d.rowid
   join json_each('["' || replace(s.facets, ' ', '","') || '"]') f
   join search_facet_value v on v.id = cast(f.value as integer)
   left join search_timed_facet t on t.document = d.rowid and t.facet_value = v.id`,
  'select d.type, d.id from search_text t join search_document d on d.rowid = t.rowid',
]
/** The indexed words themselves, in their order. Needs a table of one connection, which a server does not keep between requests. */
const WORDS_TABLE = `create virtual table temp.search_words using fts5vocab('main', 'search_text', 'instance')`
const WORDS = `select d.type, d.id, w.col, group_concat(w.term, ' ' order by w.offset)
  from temp.search_words w join search_document d on d.rowid = w.doc where w.col <> 'facets' group by d.type, d.id, w.col`

/** Makes the register anew from its documents in a database in memory and compares the two, row by row. */
export async function verifyDerived(
  database: Database,
  deps: Deps,
  latest: ReadonlyMap<string, Latest>,
): Promise<Derived> {
  const shadow = await emptyShadow()
  const findings: VerifyFinding[] = []
  const seen = new Set<string>()
  try {
    for await (const { change, version } of registeredRecords(deps)) {
      const place = `${change.type} ${change.id}`
      seen.add(place)
      const last = latest.get(place)
      if (last?.version !== version)
        findings.push({ place, rule: `is at version ${version}, the log at ${last?.version}` })
      else if (last.envelope !== null) {
        const { snapshot } = parseEnvelope(last.envelope)
        if (canonicalize(snapshot) !== canonicalize(change.snapshot)) {
          findings.push({ place, rule: 'does not say what its last version says' })
        }
      }
      await shadow.batch(
        [change.row, ...change.projections].map(({ sql: text, args }) => ({ sql: text, args: [...args] })),
        'write',
      )
    }
    for (const place of latest.keys()) if (!seen.has(place)) findings.push({ place, rule: 'is in the log alone' })
    for (const table of TABLES) findings.push(...(await differences(database.client, shadow, table)))
    return { records: seen.size, findings, stale: await staleRecords(database.client, shadow) }
  } finally {
    shadow.close()
  }
}

/** A migrated database in memory without guards: what is written there is only compared. */
async function emptyShadow(): Promise<Client> {
  const client = createClient({ url: ':memory:', concurrency: 1 })
  await migrateDatabase(client)
  const { rows } = await client.execute(`select name from sqlite_master where type = 'trigger'`)
  for (const { name } of rows) await client.execute(`drop trigger ${String(name)}`)
  return client
}

async function differences(actual: Client, shadow: Client, table: string): Promise<VerifyFinding[]> {
  const [found, expected] = await Promise.all([rowsOf(actual, table), rowsOf(shadow, table)])
  const wrong = [...difference(found, expected), ...difference(expected, found)]
  return [...new Set(wrong.map((row) => `${table} ${row.split('\t')[0]}`))].map((place) => ({
    place,
    rule: 'is not what its document gives',
  }))
}

async function rowsOf(client: Client, table: string): Promise<Set<string>> {
  const { rows, columns } = await client.execute(`select * from ${table}`)
  const compared = columns.filter((column) => column !== 'version')
  return new Set(rows.map((row) => compared.map((column) => JSON.stringify(row[column])).join('\t')))
}

function difference(one: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  return [...one].filter((row) => !other.has(row))
}

async function staleRecords(actual: Client, shadow: Client): Promise<string[]> {
  const stale = new Set<string>()
  const embedded = actual.protocol === 'file'
  for (const client of embedded ? [actual, shadow] : []) await client.execute(WORDS_TABLE)
  for (const query of embedded ? [...SEARCH, WORDS] : SEARCH) {
    const [found, expected] = [await searchRows(actual, query), await searchRows(shadow, query)]
    for (const row of [...difference(found, expected), ...difference(expected, found)]) {
      stale.add(row.split('\t').slice(0, 2).join(' '))
    }
  }
  return [...stale].sort()
}

async function searchRows(client: Client, query: string): Promise<Set<string>> {
  const { rows, columns } = await client.execute(query)
  return new Set(rows.map((row) => columns.map((_, index) => String(row[index])).join('\t')))
}
