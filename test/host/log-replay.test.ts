import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyRegister } from '../../src/cli/verify.ts'
import {
  editExpert,
  editOrganization,
  getExpert,
  recordConsent,
  registerExpert,
  registerOrganization,
} from '../../src/directory/service.ts'
import { type LogArchive, readPublished } from '../../src/history/log/archive.ts'
import { refusalLine } from '../../src/history/log/refusal.ts'
import { selectLastCheckpoints, selectLogSizes } from '../../src/history/log/rows.ts'
import { openLogFolder } from '../../src/host/log-folder.ts'
import { replayLog } from '../../src/host/log-replay.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { registerDeployment } from '../../src/software/deployments.ts'
import { editSoftware, moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { aDeployment, anExpert, anOrganization, edrpou, named, organizationOf } from '../support/builders.ts'
import { LOG_KEY } from '../support/log-keys.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

const options = { typed: false, reason: 'test' }
const held = { rights: { holder: organizationOf(1) } }

let folder: string
let app: TestApp
const opened: TestApp[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-replay-'))
  app = await open('register.db')
  await registerOrganization(app.deps, OPERATOR, anOrganization(), 'test')
  await registerSoftware(app.deps, OPERATOR, named('Черга', held), 'draft', options)
  await registerExpert(app.deps, OPERATOR, anExpert(), 'test')
  await app.deps.publicLog.integrate()
})
afterEach(async () => {
  for (const each of opened.splice(0)) each.database.client.close()
  await rm(folder, { recursive: true, force: true })
})

async function open(name: string, logArchive: LogArchive = openLogFolder(join(folder, 'log'))): Promise<TestApp> {
  const made = await testApp({
    url: `file:${join(folder, name)}`,
    reference: false,
    config: { LOG_KEY },
    logArchive,
    randomFrom: 1000 * opened.length,
  })
  opened.push(made)
  return made
}

async function backUp(name: string) {
  await app.database.client.execute(`vacuum into '${join(folder, name)}'`)
}

/** What is written after the backup: new records of every kind, later versions, and an erasure. */
async function writeMore() {
  const { deps } = app
  await editOrganization(deps, OPERATOR, organizationOf(1), 1, anOrganization({ name: { uk: 'Нова назва' } }), 'test')
  await registerOrganization(deps, OPERATOR, anOrganization({ identifier: edrpou(2) }), 'test')
  await moveSoftware(deps, OPERATOR, 'UA-SW-000001', 1, 'submit', '')
  await moveSoftware(deps, OPERATOR, 'UA-SW-000001', 2, 'publish', '')
  await registerSoftware(deps, OPERATOR, named('Реєстр дерев', held), 'published', options)
  await editSoftware(deps, OPERATOR, 'UA-SW-000002', 1, named('Реєстр зелених насаджень', held), options)
  await registerDeployment(deps, OPERATOR, aDeployment({ software: 'UA-SW-000002' }), 'test')
  // Two versions of an expert lost with the backup, of which the first is erased by the second.
  await editExpert(deps, OPERATOR, 'UA-EX-000001', 1, anExpert({ specialism: { uk: 'Мережі' } }), 'test')
  await recordConsent(deps, OPERATOR, 'UA-EX-000001', 2, { state: 'withdrawn', date: '2026-11-20', document: null })
  await registerExpert(deps, OPERATOR, anExpert({ name: { uk: 'Ольга Тестова' } }), 'test')
  await deps.publicLog.integrate()
}

async function contents({ database: { client } }: TestApp) {
  const tables: Record<string, unknown> = {}
  for (const table of [
    'leaf',
    'version',
    'organization',
    'software',
    'expert',
    'deployment',
    'software_source',
    'sequence',
  ]) {
    const { rows, columns } = await client.execute(`select * from ${table} order by 1, 2`)
    const compared = columns.filter((name) => !['commit_id', 'updated_at', 'registered_at'].includes(name))
    tables[table] = rows.map((row) =>
      compared.map((name) => (/^(document|card)$/.test(name) ? sorted(JSON.parse(String(row[name]))) : row[name])),
    )
  }
  return tables
}

/** The same value with the members of its objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([name, each]) => [name, sorted(each)]),
  )
}

describe('a register restored from an older copy', () => {
  it('keeps what it still has of an expert who was only asked', async () => {
    const { deps } = app
    const asked = anExpert({ name: { uk: 'Ольга Тестова' }, consent: { state: 'asked' } })
    const { id } = await registerExpert(deps, OPERATOR, asked, 'test')
    await deps.publicLog.integrate()
    await backUp('asked.db')
    await editExpert(deps, OPERATOR, id, 1, { ...asked, specialism: { uk: 'Мережі' } }, 'test')
    await deps.publicLog.integrate()
    const restored = await open('asked.db')
    await restored.deps.publicLog.integrate()
    await replayLog(restored.database, restored.deps)
    const { version, document } = await getExpert(restored.deps, OPERATOR, id)
    expect([version, document]).toMatchObject([2, { name: { uk: 'Ольга Тестова' }, consent: { state: 'asked' } }])
  })

  it('refuses to sign, is replayed to the letter, and signs again', async () => {
    await backUp('backup.db')
    await writeMore()
    const before = (await selectLastCheckpoints(app.deps.read)).published
    const expected = await contents(app)

    const restored = await open('backup.db')
    const refused = await restored.deps.publicLog.integrate()
    expect(refused.refusal).toEqual({ reason: 'behind', leaves: 3, published: before?.size, difference: null })
    expect(refused.refusal && refusalLine(refused.refusal)).toContain('log replay')
    expect((await restored.request('/uk/software')).status).toBe(200)
    // What is written now would stand where lost entries belong.
    await expect(
      registerSoftware(restored.deps, OPERATOR, named('Завчасно', held), 'draft', options),
    ).rejects.toMatchObject({ code: 'unavailable', findings: [{ rule: 'register-restored' }] })

    const replayed = await replayLog(restored.database, restored.deps)
    expect(replayed.entries).toBe((before?.size ?? 0) - 3)
    expect(await contents(restored)).toEqual(expected)
    expect(await restored.deps.publicLog.integrate()).toMatchObject({ refusal: null, covered: before?.size })
    const after = (await selectLastCheckpoints(restored.deps.read)).published
    expect([after?.root, after?.note]).toEqual([before?.root, before?.note])
    const report = await verifyRegister(restored.database, restored.deps)
    expect(report.findings).toEqual([])
    expect(report.stale).toEqual([])
    // Life goes on: numbers are not given out twice.
    const { id } = await registerSoftware(restored.deps, OPERATOR, named('Далі', held), 'draft', options)
    expect(id).toBe('UA-SW-000003')
    expect((await restored.deps.publicLog.integrate()).refusal).toBeNull()
  }, 60_000)

  it('forgets again what was erased after the copy was made', async () => {
    await backUp('backup.db')
    await writeMore()
    const restored = await open('backup.db')
    const text = async () =>
      JSON.stringify((await restored.database.client.execute('select envelope from version')).rows)
    expect((await text()).includes('Оксана Перевірна')).toBe(true)
    await replayLog(restored.database, restored.deps)
    expect((await text()).includes('Оксана Перевірна')).toBe(false)
    const { rows } = await restored.database.client.execute(
      `select version, envelope is null as erased from version where id = 'UA-EX-000001' order by version`,
    )
    expect(rows.map(({ erased }) => erased)).toEqual([1, 1, 0])
  }, 60_000)

  it('goes on where a replay was broken off', async () => {
    await backUp('backup.db')
    await writeMore()
    const restored = await open('backup.db')
    const stop = () => {
      throw new Error('the process was killed')
    }
    await expect(replayLog(restored.database, restored.deps, (done) => done === 4 && stop())).rejects.toThrow('killed')
    expect((await selectLogSizes(restored.deps.read)).leaves).toBe(7)
    expect((await restored.deps.publicLog.integrate()).refusal).toMatchObject({ reason: 'behind', leaves: 7 })
    await replayLog(restored.database, restored.deps)
    expect((await restored.deps.publicLog.integrate()).refusal).toBeNull()
    expect((await verifyRegister(restored.database, restored.deps)).findings).toEqual([])
  }, 60_000)

  it('is replayed although an earlier publication of lost entries was broken off', async () => {
    await backUp('backup.db')
    // Envelopes of entries that nobody was ever shown a checkpoint of: the process is killed before it.
    const archive = openLogFolder(join(folder, 'log'))
    const killed = await open('register.db', {
      ...archive,
      create: () => Promise.reject(new Error('the process was killed')),
    })
    for (const number of [81, 82, 83]) {
      await registerOrganization(killed.deps, OPERATOR, anOrganization({ identifier: edrpou(number) }), 'test')
    }
    await expect(killed.deps.publicLog.integrate()).rejects.toThrow('killed')
    app = await open('backup.db')
    await backUp('again.db')
    await writeMore()
    const expected = await contents(app)
    const files = await archive.list('envelopes/x000')
    expect(files).not.toContain('3-6')
    await archive.write('envelopes/x000/3-4', new TextEncoder().encode('{"stale":true}\n'))
    const restored = await open('again.db')
    await replayLog(restored.database, restored.deps)
    expect(await contents(restored)).toEqual(expected)
  }, 60_000)

  it.each([1, 20])(
    'and written to %i times since, says which entry differs and is not replayed',
    async (count) => {
      await backUp('backup.db')
      await writeMore()
      const size = (await readPublished(openLogFolder(join(folder, 'log'))))?.size ?? 0
      const restored = await open('backup.db')
      for (let number = 3; number < 3 + count; number++) {
        await registerOrganization(restored.deps, OPERATOR, anOrganization({ identifier: edrpou(number) }), 'test')
      }
      const { refusal } = await restored.deps.publicLog.integrate()
      expect(refusal).toMatchObject({ reason: 3 + count < size ? 'behind' : 'forked', difference: { idx: 3 } })
      const line = refusal === null ? '' : refusalLine(refusal)
      expect(line).toContain(`entry 3 is organization ${organizationOf(3)} version 1`)
      expect(line).toContain(`was published as organization ${organizationOf(1)} version 2`)
      await expect(replayLog(restored.database, restored.deps)).rejects.toThrow('entry 3 is organization')
      expect((await selectLogSizes(restored.deps.read)).leaves).toBe(3 + count)
      expect((await selectLastCheckpoints(restored.deps.read)).published?.size).toBe(3)
    },
    60_000,
  )

  it('is not replayed from a copy that somebody altered', async () => {
    await backUp('backup.db')
    await writeMore()
    const archive = openLogFolder(join(folder, 'log'))
    const restored = await open('backup.db')
    const size = (await readPublished(archive))?.size ?? 0
    const path = `log/tile/entries/000.p/${size}`
    const bytes = (await archive.read(path)) ?? new Uint8Array()
    const altered = Buffer.from(Buffer.from(bytes).toString('latin1').replace('UA-SW-000002', 'UA-SW-000009'), 'latin1')
    await archive.write(path, altered)
    await expect(replayLog(restored.database, restored.deps)).rejects.toThrow('not those that its checkpoint')
    await archive.write(path, bytes)
    const note = new TextDecoder().decode((await archive.read('log/checkpoint')) ?? new Uint8Array())
    const name = [...(await archive.list('checkpoints'))].sort().at(-1) ?? ''
    await archive.write(`checkpoints/${name}`, new TextEncoder().encode(note.replace(/.=\n$/, 'A=\n')))
    await expect(replayLog(restored.database, restored.deps)).rejects.toThrow('is not believed')
    expect((await selectLogSizes(restored.deps.read)).leaves).toBe(3)
  }, 60_000)
})
