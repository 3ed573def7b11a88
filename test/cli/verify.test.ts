import { beforeEach, describe, expect, it } from 'vitest'
import { type VerifyReport, verifyRegister } from '../../src/cli/verify.ts'
import { checkTree } from '../../src/cli/verify-tree.ts'
import { editOrganization, recordConsent, registerExpert, registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { registerDeployment } from '../../src/software/deployments.ts'
import { editSoftware, moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { aDeployment, anExpert, anOrganization, aSoftware, named, organizationOf } from '../support/builders.ts'
import { LOG_KEY } from '../support/log-keys.ts'
import { memoryArchive } from '../support/memory-archive.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
const options = { typed: true, reason: 'Перевірка' }
beforeEach(async () => {
  app = await testApp({ config: { LOG_KEY }, logArchive: memoryArchive() })
  const { deps } = app
  await registerOrganization(deps, OPERATOR, anOrganization(), 'Перевірка')
  await editOrganization(deps, OPERATOR, organizationOf(1), 1, anOrganization({ population: 12_000 }), 'Перевірка')
  await registerExpert(deps, OPERATOR, anExpert(), 'Перевірка')
  await registerExpert(deps, OPERATOR, anExpert(), 'Перевірка')
  const withdrawn = { state: 'withdrawn', date: '2026-11-20', document: null } as const
  await recordConsent(deps, OPERATOR, 'UA-EX-000002', 1, withdrawn)
  const repository = { url: 'https://repo.example/queue' }
  await registerSoftware(deps, OPERATOR, aSoftware({ technology: { repository } }), 'published', options)
  app.setNow('2026-11-23T09:30:00.000Z')
  await editSoftware(deps, OPERATOR, 'UA-SW-000001', 1, named('Черга', { technology: { repository } }), options)
  await registerSoftware(deps, OPERATOR, named('Стара черга'), 'published', options)
  await moveSoftware(deps, OPERATOR, 'UA-SW-000002', 1, 'archive', 'Більше не працює')
  await registerDeployment(deps, OPERATOR, aDeployment({ software: 'UA-SW-000001' }), 'Перевірка')
  await deps.publicLog.integrate()
})

/** Writes past the program, as someone with the database in hand could: without guards. */
async function tamper(...statements: readonly string[]): Promise<VerifyReport> {
  const { client } = app.database
  const { rows } = await client.execute(`select name from sqlite_master where type = 'trigger'`)
  for (const { name } of rows) await client.execute(`drop trigger ${String(name)}`)
  for (const statement of statements) await client.execute(statement)
  return verifyRegister(app.database, app.deps)
}

describe('verify', () => {
  it('finds nothing in a register that was only written through the program', async () => {
    expect(await verifyRegister(app.database, app.deps)).toEqual({
      counts: { leaves: 10, versions: 10, records: 6 },
      findings: [],
      stale: [],
    })
  })

  it('finds nothing wrong with entries that wait to be signed for', async () => {
    await editOrganization(
      app.deps,
      OPERATOR,
      organizationOf(1),
      2,
      anOrganization({ population: 13_000 }),
      'Перевірка',
    )
    expect((await verifyRegister(app.database, app.deps)).findings).toEqual([])
  })

  it('goes through a long log with many checkpoints', async () => {
    const read = app.deps.read
    for (const more of [300, 700, 1]) {
      await app.database.client.execute({
        sql: `insert into leaf (idx, type, id, version, sha256, bytes, commit_id)
          with recursive n(i) as (select (select count(*) from leaf) union all select i + 1 from n limit ?)
          select i, 'software', 'UA-X-' || i, 1, '', '{"entry":' || i || '}', 'c' from n`,
        args: [more],
      })
      await app.deps.publicLog.integrate()
    }
    const check = async (leaves: readonly string[]) => {
      const tree = await checkTree(read, app.deps.publicLog.archive)
      for (let start = 0; start < leaves.length; start += 500) await tree.add(leaves.slice(start, start + 500))
      return (await tree.finish()).map(({ place }) => place)
    }
    const { rows } = await app.database.client.execute('select bytes from leaf order by idx')
    const leaves = rows.map(({ bytes }) => String(bytes))
    expect(await check(leaves)).toEqual([])
    expect(await check(leaves.slice(0, -1))).toEqual(expect.arrayContaining(['checkpoint 4', 'copy in memory']))
    const places = await check(leaves.with(1005, 'another'))
    expect(places).toEqual(expect.arrayContaining(['tile 0/3', 'checkpoint 3', 'checkpoint 4', 'copy in memory']))
    expect(places).not.toContain('checkpoint 2')
    expect(await check(leaves.with(2, 'another'))).toEqual(
      expect.arrayContaining(['tile 0/0', 'tile 1/0', 'checkpoint 1', 'checkpoint 4']),
    )
  })

  const CASES: Readonly<Record<string, readonly [statement: string, place: string]>> = {
    'a leaf taken out': ['delete from leaf where idx = 4', 'leaf 5'],
    'the last leaf taken out': ['delete from leaf where idx = (select max(idx) from leaf)', 'version'],
    'a leaf whose text was changed': [`update leaf set bytes = replace(bytes, '2026', '2025') where idx = 0`, 'leaf 0'],
    'a leaf whose hash was changed': [`update leaf set sha256 = 'x' where idx = 0`, 'leaf 0'],
    'a tile that was changed': [`update log_tile set hashes = zeroblob(length(hashes))`, 'tile 0/0'],
    'a tile that nothing gives': ['insert into log_tile values (3, 5, 1, zeroblob(32))', 'log_tile'],
    'a checkpoint of another root': [`update log_checkpoint set root = replace(root, 'a', 'b')`, 'checkpoint 1'],
    'a checkpoint of leaves that are gone': [
      `insert into log_checkpoint select 2, size + 5, root, note, at, at from log_checkpoint`,
      'checkpoint 2',
    ],
    'a note that was not signed': [
      `update log_checkpoint set note = replace(note, '— register.test/log ', '— register.test/log AAAA')`,
      'checkpoint 1',
    ],
    'a note of a key that is not known': ['delete from log_key', 'checkpoint 1'],
    'a log that is not the one that was published': [
      `update leaf set bytes = replace(bytes, '2026', '2025') where idx = 0`,
      'copy in memory',
    ],
    'a leaf without its commit': [
      'delete from commits where id = (select commit_id from leaf where idx = 3)',
      'leaf 3',
    ],
    'an envelope that was rewritten': [
      `update version set envelope = replace(envelope, 'Перевірка', 'Інша причина') where type = 'software' and version = 2`,
      'leaf',
    ],
    'a time that was rewritten': [
      `update version set at = '2020-01-01T00:00:00.000Z' where type = 'deployment'`,
      'leaf',
    ],
    'the last envelope emptied': [
      `update version set envelope = null where type = 'software' and id = 'UA-SW-000001' and version = 2`,
      'software UA-SW-000001',
    ],
    'a version taken out': [`delete from version where type = 'organization' and version = 1`, 'leaf 0'],
    'a record changed behind the log': [
      `update software set document = json_set(document, '$.identity.name.uk', 'Підміна') where id = 'UA-SW-000001'`,
      'software UA-SW-000001',
    ],
    'a record put back to an earlier version': [
      `update organization set version = 1`,
      `organization ${organizationOf(1)}`,
    ],
    'a record taken out': [`delete from deployment`, 'deployment UA-DP-000001'],
    'a state changed': [`update software set state = 'published' where id = 'UA-SW-000002'`, 'software UA-SW-000002'],
    'a name changed in its column alone': [
      `update software set name = 'Підміна' where id = 'UA-SW-000001'`,
      'software "UA-SW-000001"',
    ],
    'a population changed in its column alone': [
      'update organization set population = 1',
      `organization "${organizationOf(1)}"`,
    ],
    'an address taken out': ['delete from software_source', 'software_source'],
    'a relation put in': [
      `insert into software_relation (software_id, position, kind, target_id) values ('UA-SW-000001', 0, 'replaces', 'UA-SW-000002')`,
      'software_relation',
    ],
  }
  it.each(Object.entries(CASES))('finds %s', async (_, [statement, place]) => {
    const { findings } = await tamper(statement)
    expect(findings.map((finding) => finding.place).join('\n')).toContain(place)
  })

  const STALE: Readonly<Record<string, string>> = {
    'a document taken out': `delete from search_document where id = 'UA-SW-000001'`,
    'a document left in': `insert into search_document (type, id, title, sort_name, updated_at) values ('software', 'UA-SW-000002', '{}', 'x', 'x')`,
    'a facet taken out': `update search_facets set facets = '' where document = (select rowid from search_document where id = 'UA-SW-000001')`,
    'other words': `insert into search_text (rowid, name) select rowid, 'інше' from search_document where id = 'UA-SW-000001'`,
  }
  it.each(Object.entries(STALE))('calls a search index stale that has %s', async (what, statement) => {
    const before =
      what === 'other words'
        ? [`delete from search_text where rowid = (select rowid from search_document where id = 'UA-SW-000001')`]
        : []
    const { stale, findings } = await tamper(...before, statement)
    expect(findings).toEqual([])
    expect(stale).toEqual([what === 'a document left in' ? 'software UA-SW-000002' : 'software UA-SW-000001'])
  })
})
