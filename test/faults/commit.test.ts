import { type Client, createClient, type InStatement, LibsqlError } from '@libsql/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actorOfKey, createKey, revokeKey } from '../../src/accounts/keys.ts'
import { verifyRegister } from '../../src/cli/verify.ts'
import type { Deps } from '../../src/deps.ts'
import { editOrganization, recordConsent, registerExpert, registerOrganization } from '../../src/directory/service.ts'
import { createCommits } from '../../src/history/commit.ts'
import { createRecords } from '../../src/history/record.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { registerDeployment } from '../../src/software/deployments.ts'
import { editSoftware, moveSoftware, registerSoftware, softwareChange } from '../../src/software/service.ts'
import { aDeployment, anExpert, anOrganization, aSoftware, named, organizationOf } from '../support/builders.ts'
import { temporaryFolder } from '../support/hosts.ts'
import { registerContents } from '../support/register-contents.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
let ends: (() => void | Promise<void>)[] = []
beforeEach(async () => {
  app = await testApp()
})
afterEach(async () => {
  for (const end of ends) await end()
  ends = []
})

type Batch = Client['batch']

/** The register with another way to run batches; `pauses` collects how long it would have waited, in ms. */
function withBatch(batch: Batch): { deps: Deps; pauses: number[] } {
  const pauses: number[] = []
  const client = new Proxy(app.database.client, {
    get: (target, name) => {
      if (name === 'batch') return batch
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const commits = createCommits({
    client,
    now: app.deps.now,
    randomBytes: app.deps.randomBytes,
    sleep: (ms) => {
      pauses.push(ms)
      return Promise.resolve()
    },
    queued: true,
  })
  return { deps: { ...app.deps, commits }, pauses }
}

const run: Batch = (statements, mode) => app.database.client.batch(statements, mode)
const contents = () => registerContents(app.database.client)
const options = { typed: true, reason: 'Перевірка' }
const software = aSoftware({
  people: {
    developers: [{ name: 'Розробник', organization: organizationOf(1), role: 'author' }],
    experts: [{ expert: 'UA-EX-000001', role: 'acceptance-commission' }],
  },
  relations: [{ kind: 'replaces', target: 'UA-SW-000001' }],
  technology: { repository: { url: 'https://repo.example/queue' } },
})

/** Everything that is written, each on a register that has one record of every type. */
const VERBS: Readonly<Record<string, (deps: Deps) => Promise<unknown>>> = {
  registerOrganization: (deps) =>
    registerOrganization(deps, OPERATOR, anOrganization({ identifier: '00032684' }), 'Перевірка'),
  editOrganization: (deps) =>
    editOrganization(deps, OPERATOR, organizationOf(1), 1, anOrganization({ population: 5 }), 'Перевірка'),
  registerExpert: (deps) => registerExpert(deps, OPERATOR, anExpert(), 'Перевірка'),
  recordConsent: (deps) =>
    recordConsent(deps, OPERATOR, 'UA-EX-000001', 1, { state: 'withdrawn', date: '2026-11-20', document: null }),
  registerSoftware: (deps) => registerSoftware(deps, OPERATOR, software, 'published', options),
  editSoftware: (deps) => editSoftware(deps, OPERATOR, 'UA-SW-000001', 1, named('Черга, нова назва'), options),
  archiveSoftware: (deps) => moveSoftware(deps, OPERATOR, 'UA-SW-000001', 1, 'archive', 'Більше не потрібно'),
  registerDeployment: (deps) =>
    registerDeployment(deps, OPERATOR, aDeployment({ software: 'UA-SW-000001', state: 'pilot' }), 'Перевірка'),
}

async function fill(): Promise<void> {
  await registerOrganization(app.deps, OPERATOR, anOrganization(), 'Перевірка')
  await registerExpert(app.deps, OPERATOR, anExpert(), 'Перевірка')
  await registerSoftware(app.deps, OPERATOR, aSoftware(), 'published', options)
}

describe('a statement that fails', () => {
  beforeEach(fill)

  it.each(Object.entries(VERBS))('leaves nothing behind wherever it stands in %s', async (_, verb) => {
    const before = await contents()
    let length = 0
    for (let position = 0; position === 0 || position <= length; position++) {
      const failing: Batch = (statements, mode) => {
        length = statements.length
        // Fails when it is run, not when it is read: the statements before it have been carried out by then.
        const fault: InStatement = { sql: `insert into guard (reason) values ('fault')`, args: [] }
        return run([...statements.slice(0, position), fault, ...statements.slice(position)] as InStatement[], mode)
      }
      await expect(verb(withBatch(failing).deps), `before statement ${position}`).rejects.toThrow()
      expect(await contents(), `before statement ${position}`).toEqual(before)
    }
    expect(length).toBeGreaterThan(4)
    await verb(app.deps)
    expect(await contents()).not.toEqual(before)
    expect((await verifyRegister(app.database, app.deps)).findings).toEqual([])
  })
})

describe('a busy database', () => {
  const busy = () => new LibsqlError('database is locked', 'SQLITE_BUSY')

  it('is tried again after growing pauses until it takes the write, once', async () => {
    let attempts = 0
    const { deps, pauses } = withBatch(async (statements, mode) => {
      attempts++
      if (attempts <= 5) throw busy()
      return run(statements, mode)
    })
    await registerSoftware(deps, OPERATOR, aSoftware(), 'published', options)
    expect(attempts).toBe(6)
    expect(pauses).toHaveLength(5)
    expect(pauses.at(-1)).toBeGreaterThan((pauses[0] ?? 0) * 4)
    expect((await contents()).leaf).toHaveLength(1)
  })

  it('that stays busy is said to be unavailable, and nothing was written', async () => {
    const { deps } = withBatch(async () => {
      throw busy()
    })
    await expect(registerSoftware(deps, OPERATOR, aSoftware(), 'published', options)).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect((await contents()).leaf).toEqual([])
  })

  it.each(['commit', 'record'] as const)(
    'for real, because another process holds its lock, is waited for by %s',
    async (writer) => {
      const folder = await temporaryFolder()
      app = await testApp({ url: `file:${folder.path}/register.db` })
      const other = createClient({ url: `file:${folder.path}/register.db`, concurrency: 1 })
      ends.push(() => other.close(), folder.remove)
      const lock = await other.transaction('write')
      await lock.execute(`insert into setting (name, value) values ('lock', '1')`)
      let pauses = 0
      const sleep = async () => {
        pauses++
        // The other process finishes while we wait.
        if (pauses === 2) await lock.commit()
      }
      const { client } = app.database
      const { now, randomBytes } = app.deps
      if (writer === 'commit') {
        const commits = createCommits({ client, now, randomBytes, sleep, queued: true })
        const document = aSoftware()
        const id = 'UA-SW-000009'
        const changes = [
          await softwareChange(app.deps, { id, version: 1, state: 'published', document, registeredAt: now() }),
        ]
        await commits.commit({ actor: OPERATOR, reason: 'Перевірка', changes })
        expect((await contents()).leaf).toHaveLength(1)
      } else {
        expect(await createRecords({ client, sleep }).allocate('software', 2)).toEqual(['UA-SW-000001', 'UA-SW-000002'])
      }
      expect(pauses).toBe(2)
      // What the other process wrote is seen: the connection was not left in the past.
      const { rows } = await client.execute(`select value from setting where name = 'lock'`)
      expect(rows).toHaveLength(1)
    },
  )
})

describe('an answer that never comes', () => {
  const lost = () =>
    Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
    })

  it('after the write was made is taken for what it was: a write, made once', async () => {
    await fill()
    let attempts = 0
    const { deps } = withBatch(async (statements, mode) => {
      attempts++
      await run(statements, mode)
      throw lost()
    })
    const written = await editSoftware(deps, OPERATOR, 'UA-SW-000001', 1, named('Нова назва'), options)
    expect(written.version).toBe(2)
    expect(attempts).toBe(1)
    expect((await contents()).version).toHaveLength(4)
    expect((await verifyRegister(app.database, app.deps)).findings).toEqual([])
  })

  it('to the write nor to the question whether it was made is not taken for nothing written', async () => {
    const { client } = app.database
    const { execute } = client
    const { deps } = withBatch(async (statements, mode) => {
      client.execute = (() => Promise.reject(lost())) as never
      await run(statements, mode)
      throw lost()
    })
    const written = registerSoftware(deps, OPERATOR, aSoftware(), 'published', options)
    const refused = await written.catch((error: unknown) => error)
    client.execute = execute
    expect(refused).toMatchObject({ code: 'unavailable', findings: [{ pointer: '', rule: 'outcome-unknown' }] })
    expect((await contents()).leaf).toHaveLength(1)
  })

  it('before the write was made leads to another try', async () => {
    let attempts = 0
    const { deps } = withBatch(async (statements, mode) => {
      attempts++
      if (attempts === 1) throw lost()
      return run(statements, mode)
    })
    await registerSoftware(deps, OPERATOR, aSoftware(), 'published', options)
    expect((await contents()).leaf).toHaveLength(1)
  })

  it('while the write is made and the retry meets it is still one write', async () => {
    // The first batch arrives after the question whether it had: the retry then collides with its own commit id.
    let late: (() => Promise<unknown>) | undefined
    let attempts = 0
    const { deps } = withBatch(async (statements, mode) => {
      attempts++
      if (attempts === 1) {
        late = () => run(statements, mode)
        throw lost()
      }
      await late?.()
      return run(statements, mode)
    })
    const { version } = await registerSoftware(deps, OPERATOR, aSoftware(), 'published', options)
    expect(version).toBe(1)
    expect((await contents()).leaf).toHaveLength(1)
  })

  it('gives every change of a commit its own place in the log', async () => {
    const { deps } = withBatch(async (statements, mode) => {
      await run(statements, mode)
      throw lost()
    })
    const ids = ['UA-SW-000001', 'UA-SW-000002', 'UA-SW-000003']
    const changes = await Promise.all(
      ids.map((id) =>
        softwareChange(deps, {
          id,
          version: 1,
          state: 'published',
          document: aSoftware(),
          registeredAt: app.deps.now(),
        }),
      ),
    )
    const committed = await deps.commits.commit({ actor: OPERATOR, reason: 'Перевірка', changes })
    expect(committed.map(({ id, idx }) => [id, idx])).toEqual(ids.map((id, index) => [id, index]))
  })
})

describe('a key that ends between the check and the write', () => {
  const cases: Readonly<Record<string, (id: string) => Promise<void>>> = {
    'because it was revoked': (id) => revokeKey(app.deps, OPERATOR, id),
    'because its time ran out': async () => app.setNow('2026-11-24T00:00:00.000Z'),
  }
  it.each(Object.entries(cases))('%s writes nothing', async (_, end) => {
    const made = await createKey(app.deps, OPERATOR, {
      name: 'key',
      role: 'registrar',
      organization: null,
      expiresAt: '2026-11-23T23:59:59.999Z',
    })
    const actor = await actorOfKey(app.deps, made.key)
    const endsFirst = createCommits({
      client: app.database.client,
      now: app.deps.now,
      randomBytes: app.deps.randomBytes,
      sleep: async () => undefined,
      queued: true,
    })
    const deps: Deps = {
      ...app.deps,
      commits: {
        commit: async (deed) => {
          await end(made.id)
          return endsFirst.commit(deed)
        },
      },
    }
    await expect(registerSoftware(deps, actor, aSoftware(), 'published', options)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const after = await contents()
    expect([after.software, after.version, after.leaf, after.commits, after.search_document]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ])
  })

  it('writes while it lasts', async () => {
    const actor = await actorOfKey(app.deps, await app.key('registrar'))
    await registerSoftware(app.deps, actor, aSoftware(), 'published', options)
    expect((await contents()).leaf).toHaveLength(1)
  })
})
