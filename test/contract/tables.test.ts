import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../db/client.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { TABLE_WRITERS } from '../../db/ownership.ts'
import * as schema from '../../db/schema.ts'
import { schemaState } from '../../db/schema-version.ts'
import { expertChange, organizationChange } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { deploymentChange } from '../../src/software/deployments.ts'
import { proposalChange } from '../../src/software/proposals.ts'
import { softwareChange } from '../../src/software/service.ts'
import { aDeployment, anExpert, anOrganization, aSoftware, organizationOf } from '../support/builders.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

const AT = '2026-11-23T08:00:00.000Z'
const TABLES: readonly SQLiteTable[] = Object.values(schema)
/** What FTS5 keeps for itself behind its table. */
const BEHIND_FTS = /^search_text_(?:config|content|data|docsize|idx)$/

let app: TestApp
beforeEach(async () => {
  app = await testApp({ reference: false })
})

async function rows(text: string): Promise<Record<string, unknown>[]> {
  const result = await app.database.client.execute(text)
  return result.rows.map((row) => Object.fromEntries(result.columns.map((column, index) => [column, row[index]])))
}

describe('the migrations', () => {
  it('make exactly the tables that have a writer', async () => {
    const tables = await rows(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
    const named = tables.map(({ name }) => String(name)).filter((name) => !BEHIND_FTS.test(name))
    expect(named.sort()).toEqual(Object.keys(TABLE_WRITERS).sort())
  })

  it('make STRICT tables', async () => {
    const loose = await rows(
      `select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0`,
    )
    const named = loose.map(({ name }) => String(name))
    // The migrator's own table is made by the migrator; SQLite has its own.
    expect(named.filter((name) => name !== '__drizzle_migrations' && !name.startsWith('sqlite_'))).toEqual([])
  })

  it.each(TABLES.map((table) => [getTableConfig(table).name, table] as const))(
    'and the schema agree on %s',
    async (name, table) => {
      const described = getTableConfig(table)
      const alone = described.primaryKeys.length === 0
      const keyed = described.primaryKeys.flatMap((key) => key.columns.map((column) => column.name))
      const expected = described.columns.map((column) => ({
        name: column.name,
        type: column.getSQLType().toLowerCase(),
        notNull: column.notNull,
        key: alone ? column.primary : keyed.includes(column.name),
      }))
      const found = (
        await rows(`select name, lower(type) as type, "notnull", pk from pragma_table_info('${name}')`)
      ).map((column) => ({
        name: column.name,
        type: column.type,
        notNull: column.notnull === 1,
        key: Number(column.pk) > 0,
      }))
      expect(found).toEqual(expected)

      const indexes = await rows(`select name, "unique" from pragma_index_list('${name}') where origin <> 'pk'`)
      const expectedIndexes = [
        ...described.indexes.map(({ config }) => ({ name: config.name, unique: config.unique ? 1 : 0 })),
        ...described.uniqueConstraints.map(({ name: constraint }) => ({ name: constraint, unique: 1 })),
      ]
      const byName = (a: Record<string, unknown>, b: Record<string, unknown>) =>
        String(a.name).localeCompare(String(b.name))
      expect(indexes.sort(byName)).toEqual(expectedIndexes.sort(byName))
    },
  )

  it('can be told apart from an empty, an older and a newer database', async () => {
    const empty = await openDatabase(':memory:')
    expect(await schemaState(empty.read)).toBe('empty')
    await migrateDatabase(empty.client)
    expect(await schemaState(empty.read)).toBe('current')
    await migrateDatabase(empty.client)
    expect(await schemaState(empty.read)).toBe('current')
    await empty.client.execute('update __drizzle_migrations set created_at = created_at + 1000')
    expect(await schemaState(empty.read)).toBe('ahead')
    await empty.client.execute('update __drizzle_migrations set created_at = created_at - 2000')
    expect(await schemaState(empty.read)).toBe('behind')
  })
})

describe('who writes what', () => {
  const change = (text: string) => ({
    type: 'software' as const,
    id: 'UA-SW-000001',
    version: 1,
    snapshot: {},
    row: { sql: text, args: [] },
    projections: [],
  })
  const tables = Object.entries(TABLE_WRITERS)

  it.each(tables.filter(([, writer]) => writer !== 'commit' && writer !== 'index'))(
    'commit refuses %s (of %s)',
    async (table) => {
      const before = await everything()
      const deed = { actor: OPERATOR, reason: 'test', changes: [change(`insert into ${table} default values`)] }
      await expect(app.deps.commits.commit(deed)).rejects.toThrow(`commit does not write ${table}`)
      expect(await everything()).toEqual(before)
    },
  )

  it.each(tables.filter(([, writer]) => writer !== 'record' && writer !== 'index'))(
    'record refuses %s (of %s)',
    async (table) => {
      await expect(app.deps.records.record([{ sql: `delete from ${table} where 1`, args: [] }])).rejects.toThrow(
        `record does not write ${table}`,
      )
    },
  )

  it.each([
    'with x as (select 1) insert into api_key select 1',
    'pragma writable_schema = 1',
    'insert into setting values (1, 2); delete from leaf',
    'replace into setting values (1, 2)',
    'insert or replace into setting values (1, 2)',
    'update or ignore setting set value = 1',
    'drop table setting',
    'select 1',
  ])('neither runs: %s', async (text) => {
    await expect(app.deps.records.record([{ sql: text, args: [] }])).rejects.toThrow(
      /not a plain write|does not write or$/,
    )
    const deed = { actor: OPERATOR, reason: 'test', changes: [change(text)] }
    await expect(app.deps.commits.commit(deed)).rejects.toThrow(/not a plain write|does not write or$/)
  })

  async function everything() {
    const counted = await rows(
      tables.map(([table]) => `select '${table}' as t, count(*) as n from ${table}`).join(' union all '),
    )
    return Object.fromEntries(counted.map(({ t, n }) => [t, n]))
  }
})

describe('the guards of the database refuse whoever passes by the program', () => {
  beforeEach(async () => {
    const organization = anOrganization()
    const changes = [
      organizationChange(app.deps, organizationOf(1), 1, organization),
      await softwareChange(app.deps, {
        id: 'UA-SW-000001',
        version: 1,
        state: 'published',
        document: aSoftware(),
        registeredAt: AT,
      }),
      expertChange(app.deps, 'UA-EX-000001', 1, anExpert()),
      deploymentChange(app.deps, 'UA-DP-000001', 1, aDeployment({ software: 'UA-SW-000001' })),
      proposalChange(app.deps, {
        id: 'UA-CP-000001',
        version: 1,
        proposal: {
          software: 'UA-SW-000001',
          baseVersion: 1,
          state: 'submitted',
          organization: organizationOf(1),
          submittedAt: AT,
          reason: 'test',
          becameVersion: null,
          document: aSoftware(),
        },
      }),
    ]
    await app.deps.commits.commit({ actor: OPERATOR, reason: 'test', changes })
  })

  const FACTS = ['organization', 'expert', 'software', 'deployment', 'proposal'] as const
  /** The columns of a table with some of them replaced. */
  const copyOf = async (table: string, replaced: Readonly<Record<string, string>>) => {
    const columns = await rows(`select name from pragma_table_info('${table}')`)
    const names = columns.map(({ name }) => String(name))
    return `(${names.join(', ')}) select ${names.map((name) => replaced[name] ?? name).join(', ')} from ${table}`
  }

  it.each(FACTS)('on %s', async (table) => {
    expect(await rows(`select count(*) as n from ${table}`)).toEqual([{ n: 1 }])
    const attempts: Record<string, string> = {
      'a new row without a version': `insert into ${table} ${await copyOf(table, { id: `'UA-X-1'`, version: '1', identifier: `'x'` })}`,
      'a new row at a later version': `insert into ${table} ${await copyOf(table, { id: `'UA-X-1'`, version: '2', identifier: `'x'` })}`,
      'a row put in place of another': `insert or replace into ${table} ${await copyOf(table, { version: '1' })}`,
      'replace into': `replace into ${table} ${await copyOf(table, { version: '2' })}`,
      'an upsert': `insert into ${table} ${await copyOf(table, {})} where true on conflict do update set document = '{}'`,
      'a change without a version': `update ${table} set document = '{"a":1}'`,
      'a change to a version that was not written': `update ${table} set document = '{"a":1}', version = version + 1`,
      'a version skipped': `update ${table} set version = version + 2`,
      'a version taken back': `update ${table} set version = version - 1`,
      'another id': `update ${table} set id = 'UA-X-1', version = version + 1`,
      'a deletion': `delete from ${table}`,
      'an update that replaces what it meets': `update or replace ${table} set version = version + 1`,
    }
    const before = await rows(`select * from ${table}`)
    for (const [name, text] of Object.entries(attempts)) {
      await expect(app.database.client.execute(text), name).rejects.toThrow(
        /write-without-version|version-stale|records-are-kept|constraint failed/,
      )
    }
    expect(await rows(`select * from ${table}`)).toEqual(before)
  })

  const LOG: Readonly<Record<string, string>> = {
    'a leaf that leaves a gap': `insert into leaf (idx, type, id, version, sha256, bytes, commit_id) values (99, 'software', 'x', 1, '', '', 'c')`,
    'a leaf in the place of another': `insert or replace into leaf (idx, type, id, version, sha256, bytes, commit_id) values (0, 'software', 'x', 1, '', '', 'c')`,
    'a leaf with a negative place': `insert into leaf (idx, type, id, version, sha256, bytes, commit_id) values (-1, 'software', 'x', 1, '', '', 'c')`,
    'a second leaf of a version': `insert into leaf (idx, type, id, version, sha256, bytes, commit_id) select max(idx) + 1, 'software', 'UA-SW-000001', 1, '', '', 'c' from leaf`,
    'a changed leaf': `update leaf set sha256 = ''`,
    'a moved leaf': 'update leaf set idx = idx + 100',
    'a leaf taken out': 'delete from leaf where idx = (select max(idx) from leaf)',
    'the log emptied': 'delete from leaf',
    'a version without a leaf': `insert into version (type, id, version, at, sha256, envelope) values ('software', 'UA-SW-000001', 2, '', 'x', '{}')`,
    'a version that was skipped': `insert into version (type, id, version, at, sha256, envelope) values ('software', 'UA-SW-000001', 3, '', 'x', '{}')`,
    'a version in the place of another': `insert or replace into version (type, id, version, at, sha256, envelope) values ('software', 'UA-SW-000001', 1, '', 'x', '{}')`,
    'a changed envelope': `update version set envelope = '{"forged":true}'`,
    'a changed hash': `update version set sha256 = 'x'`,
    'another hash under cover of an erasure': `update version set sha256 = 'x', envelope = null`,
    'another time under cover of an erasure': `update version set at = 'x', envelope = null`,
    'a version taken out': 'delete from version',
    'a changed commit': `update commits set at = 'x'`,
    'a commit taken out': 'delete from commits',
    'a row in the guard': `insert into guard (reason) values ('anything')`,
  }
  it.each(Object.entries(LOG))('on the log: %s', async (_, text) => {
    const before = [
      await rows('select * from leaf'),
      await rows('select * from version'),
      await rows('select * from commits'),
    ]
    await expect(app.database.client.execute(text)).rejects.toThrow(
      /leaf-not-next|log-is-append-only|version-stale|version-without-leaf|versions-are-append-only|guard:|constraint failed/,
    )
    expect([
      await rows('select * from leaf'),
      await rows('select * from version'),
      await rows('select * from commits'),
    ]).toEqual(before)
  })

  it('but lets an erasure empty an envelope, and nothing bring it back', async () => {
    await app.database.client.execute(`update version set envelope = null where type = 'expert'`)
    await expect(
      app.database.client.execute(`update version set envelope = '{}' where type = 'expert'`),
    ).rejects.toThrow('versions-are-append-only')
  })
})
