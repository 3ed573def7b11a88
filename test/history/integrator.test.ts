import { beforeEach, describe, expect, it } from 'vitest'
import { recordConsent, registerExpert, registerOrganization } from '../../src/directory/service.ts'
import { createIntegrator, LEAVES_A_ROUND } from '../../src/history/integrator.ts'
import { envelopeHashes, readEntries, readEnvelopes, readPublished } from '../../src/history/log/archive.ts'
import { openCheckpoint } from '../../src/history/log/checkpoint.ts'
import {
  parseNote,
  parsePrivateKey,
  parseVerifierKey,
  type Signer,
  type VerifierKey,
} from '../../src/history/log/note.ts'
import {
  selectKeys,
  selectLastCheckpoints,
  selectLogSizes,
  selectRefusal,
  selectRoot,
  writeRefusal,
} from '../../src/history/log/rows.ts'
import { rootOf } from '../../src/history/log/tree.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { toHex, utf8Bytes } from '../../src/kernel/encoding.ts'
import { anExpert, anOrganization, edrpou } from '../support/builders.ts'
import { FOREIGN_LOG_KEY, LOG_KEY, LOG_VERIFIER, NEXT_LOG_KEY, NEXT_LOG_VERIFIER } from '../support/log-keys.ts'
import { type MemoryArchive, memoryArchive } from '../support/memory-archive.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { hashesOf } from './log/tree-in-memory.ts'

const ORIGIN = 'register.test/log'
const key = parseVerifierKey(LOG_VERIFIER) as VerifierKey
const next = parseVerifierKey(NEXT_LOG_VERIFIER) as VerifierKey

let app: TestApp
let archive: MemoryArchive
let said: string[]
beforeEach(async () => {
  archive = memoryArchive()
  said = []
  app = await testApp({
    reference: false,
    logArchive: archive,
    config: { LOG_KEY },
    log: (event, details) => said.push(`${event} ${JSON.stringify(details ?? {})}`),
  })
})

let number = 0
async function write(count = 1) {
  for (let each = 0; each < count; each++) {
    const identifier = edrpou(++number)
    await registerOrganization(app.deps, OPERATOR, anOrganization({ identifier }), 'test')
  }
}

/** Puts leaves into the log directly, for long logs: the triggers see to it that they are in order. */
async function writeLeaves(count: number) {
  const { leaves } = await selectLogSizes(app.deps.read)
  await app.database.client.execute({
    sql: `insert into leaf (idx, type, id, version, sha256, bytes, commit_id)
      with recursive n(i) as (select ? union all select i + 1 from n where i + 1 < ?)
      select i, 'software', 'UA-X-' || i, 1, '', '{"entry":' || i || '}', 'c' from n`,
    args: [leaves, leaves + count],
  })
}

async function leafBytes(): Promise<Uint8Array[]> {
  const { rows } = await app.database.client.execute('select bytes from leaf order by idx')
  return rows.map(({ bytes }) => utf8Bytes(String(bytes)))
}

/** The published checkpoint, verified with the keys, and its root against that of the definition. */
async function published(trusted = [key]) {
  const row = (await selectLastCheckpoints(app.deps.read)).published
  const opened = await openCheckpoint(row?.note ?? '', ORIGIN, trusted)
  if (typeof opened === 'string') throw new Error(opened)
  const leaves = await leafBytes()
  expect(toHex(opened.root)).toBe(toHex(rootOf(opened.size, hashesOf(leaves))))
  return opened
}

async function signers(...texts: string[]): Promise<Signer[]> {
  return Promise.all(texts.map(async (text) => (await parsePrivateKey(text)) as Signer))
}

function another(changes: Partial<Parameters<typeof createIntegrator>[0]> = {}) {
  return createIntegrator({
    read: app.deps.read,
    records: app.deps.records,
    now: app.deps.now,
    log: (event, details) => said.push(`${event} ${JSON.stringify(details ?? {})}`),
    origin: ORIGIN,
    signers: () => signers(LOG_KEY),
    archive,
    ...changes,
  })
}

describe('the integrator', () => {
  it('signs for a log without entries', async () => {
    expect(await app.deps.publicLog.integrate()).toEqual({ leaves: 0, covered: 0, refusal: null, done: true })
    expect((await published()).size).toBe(0)
  })

  it('signs for what is new, and again only when there is something new', async () => {
    await write(3)
    expect(await app.deps.publicLog.integrate()).toMatchObject({ leaves: 3, covered: 3, done: true })
    expect((await published()).size).toBe(3)
    const before = await selectLastCheckpoints(app.deps.read)
    await app.deps.publicLog.integrate()
    await another().integrate()
    expect(await selectLastCheckpoints(app.deps.read)).toEqual(before)
    await write()
    expect(await app.deps.publicLog.integrate()).toMatchObject({ leaves: 4, covered: 4 })
    expect((await published()).size).toBe(4)
  })

  it('keeps a copy that says the same: entries, envelopes, tiles and the checkpoint', async () => {
    await write(5)
    await app.deps.publicLog.integrate()
    await writeLeaves(300)
    await app.deps.publicLog.integrate()
    const copy = await readPublished(archive)
    expect(copy?.size).toBe(305)
    const leaves = (await leafBytes()).map((bytes) => new TextDecoder().decode(bytes))
    expect([...(await readEntries(archive, 0, 305)), ...(await readEntries(archive, 1, 305))]).toEqual(leaves)
    const { rows } = await app.database.client.execute('select envelope from version order by rowid')
    const envelopes = await readEnvelopes(archive, 0, envelopeHashes(leaves.slice(0, 5)))
    expect(rows.map(({ envelope }) => envelope)).toEqual([0, 1, 2, 3, 4].map((idx) => envelopes.get(idx)))
    const names = [...archive.files.keys()].filter((name) => name.startsWith('log/')).sort()
    expect(names).toEqual([
      'log/checkpoint',
      'log/tile/0/000',
      'log/tile/0/001.p/49',
      'log/tile/1/000.p/1',
      'log/tile/entries/000',
      'log/tile/entries/001.p/49',
    ])
    expect(new TextDecoder().decode(archive.files.get('log/checkpoint'))).toBe(copy?.note)
  })

  it('catches up with a long log in bounded steps, and goes on where it was', async () => {
    await writeLeaves(2 * LEAVES_A_ROUND + 77)
    const first = await app.deps.publicLog.integrate({ rounds: 2 })
    expect(first).toMatchObject({ covered: LEAVES_A_ROUND, done: false })
    expect((await published()).size).toBe(LEAVES_A_ROUND)
    expect(await another().integrate()).toMatchObject({ covered: 2 * LEAVES_A_ROUND + 77, done: true })
    expect((await published()).size).toBe(2 * LEAVES_A_ROUND + 77)
  }, 60_000)

  it('shows nobody a checkpoint that the copy does not have', async () => {
    await write()
    const broken = another({
      archive: { ...archive, write: () => Promise.reject(new Error('the disk is full')) },
    })
    await expect(broken.integrate()).rejects.toThrow('the disk is full')
    expect(await selectLastCheckpoints(app.deps.read)).toMatchObject({ signed: { size: 1 }, published: null })
    await app.deps.publicLog.integrate()
    expect(await selectLastCheckpoints(app.deps.read)).toMatchObject({ signed: { seq: 1 }, published: { seq: 1 } })
  })

  it('copies what was published without a copy, though nothing new has come', async () => {
    await write(3)
    await another({ archive: null }).integrate()
    const begun = another()
    expect((await begun.integrate()).refusal).toMatchObject({ reason: 'copy-missing', place: 'memory' })
    expect(await begun.integrate({ intoNewCopy: true })).toMatchObject({ refusal: null, covered: 3 })
    expect((await readPublished(archive))?.size).toBe(3)
    archive.files.clear()
    expect(await begun.integrate({ intoNewCopy: true })).toMatchObject({ refusal: null, covered: 3 })
    expect((await readPublished(archive))?.size).toBe(3)
    expect((await readEnvelopes(archive, 0, envelopeHashes(await readEntries(archive, 0, 3)))).size).toBe(3)
  })

  it('does not put back into the copy what is erased while it copies', async () => {
    await registerExpert(app.deps, OPERATOR, anExpert(), 'test')
    const write: typeof archive.write = async (path, content) => {
      if (path.startsWith('envelopes/') && !archive.files.has(path)) {
        const withdrawn = { state: 'withdrawn', date: '2026-11-20', document: null } as const
        await recordConsent(app.deps, OPERATOR, 'UA-EX-000001', 1, withdrawn)
      }
      await archive.write(path, content)
    }
    const text = () => [...archive.files.values()].map((bytes) => new TextDecoder().decode(bytes)).join()
    await another({ archive: { ...archive, write } }).integrate({ rounds: 3 })
    expect(text()).not.toContain('Перевірна')
    await app.deps.publicLog.integrate()
    expect((await readPublished(archive))?.size).toBe(2)
    expect(text()).not.toContain('Перевірна')
  })

  it('does not sign without a key', async () => {
    await write()
    const unsigned = another({ signers: () => signers() })
    expect(await unsigned.integrate()).toEqual({ leaves: 1, covered: 0, refusal: null, done: true })
    expect(await selectLastCheckpoints(app.deps.read)).toEqual({ signed: null, published: null })
  })
})

describe('integration that is broken off anywhere', () => {
  it('leads to the same log when it is begun again, whether the last write was made or not', async () => {
    await write(4)
    await app.deps.publicLog.integrate()
    const before = await app.database.client.execute('select count(*) as n from log_checkpoint')
    expect(before.rows[0]?.['n']).toBe(1)
    for (const applied of [false, true]) {
      for (let failing = 1; ; failing++) {
        await write()
        let writes = 0
        const fail = async <Result>(work: () => Promise<Result>): Promise<Result> => {
          writes++
          if (writes !== failing) return work()
          if (applied) await work()
          throw new Error('the process was killed')
        }
        const broken = another({
          records: { record: (statements) => fail(() => app.deps.records.record(statements)) },
          archive: { ...archive, write: (path, content) => fail(() => archive.write(path, content)) },
        })
        const survived = await broken.integrate().then(
          () => true,
          () => false,
        )
        await app.deps.publicLog.integrate()
        const { leaves } = await selectLogSizes(app.deps.read)
        expect((await published()).size).toBe(leaves)
        expect((await readPublished(archive))?.size).toBe(leaves)
        expect(toHex(await selectRoot(app.deps.read, leaves))).toBe(toHex((await published()).root))
        if (survived) {
          expect(failing).toBeGreaterThan(5)
          break
        }
      }
    }
  }, 60_000)

  it('is no harm to others at work: many at once sign each place in the order once', async () => {
    const many = Array.from({ length: 6 }, () => another())
    for (let round = 0; round < 4; round++) {
      await write(3)
      await Promise.all(many.map((each) => each.integrate()))
    }
    await app.deps.publicLog.integrate()
    expect((await published()).size).toBe(12)
    const { rows } = await app.database.client.execute('select seq, size, root from log_checkpoint order by seq')
    const leaves = await leafBytes()
    for (const [index, row] of rows.entries()) {
      expect(row['seq']).toBe(index + 1)
      expect(row['root']).toBe(toHex(rootOf(Number(row['size']), hashesOf(leaves))))
    }
  })
})

describe('keys', () => {
  it('rotate with an overlap, and old ones stay known with their days', async () => {
    await write()
    await app.deps.publicLog.integrate()
    app.setNow('2026-12-01T00:00:00.000Z')
    await another({ signers: () => signers(LOG_KEY, NEXT_LOG_KEY) }).integrate()
    const both = (await selectLastCheckpoints(app.deps.read)).published
    expect(parseNote(both?.note ?? '')?.signatures.map(({ id }) => id)).toEqual([key.id, next.id])
    expect([(await published([key])).size, (await published([next])).size]).toEqual([1, 1])
    app.setNow('2027-01-01T00:00:00.000Z')
    await write()
    await another({ signers: () => signers(NEXT_LOG_KEY) }).integrate()
    await expect(published([key])).rejects.toThrow('unknown-key')
    expect((await published([next])).size).toBe(2)
    expect(await selectKeys(app.deps.read)).toEqual([
      { vkey: LOG_VERIFIER, since: '2026-11-23T08:00:00.000Z', until: '2027-01-01T00:00:00.000Z' },
      { vkey: NEXT_LOG_VERIFIER, since: '2026-12-01T00:00:00.000Z', until: null },
    ])
  })

  it('that differ between processes do not sign in turns without end', async () => {
    await write()
    const [one, other] = [LOG_KEY, NEXT_LOG_KEY].map((text) => another({ signers: () => signers(text) }))
    for (let turn = 0; turn < 3; turn++) {
      await one?.integrate()
      await other?.integrate()
    }
    expect((await selectLastCheckpoints(app.deps.read)).signed?.seq).toBe(2)
  })

  it('of another log are refused', async () => {
    await write()
    await app.deps.publicLog.integrate()
    const foreign = another({ origin: 'other.test/log', signers: () => signers(FOREIGN_LOG_KEY) })
    expect((await foreign.integrate()).refusal).toEqual({
      reason: 'other-origin',
      ours: 'other.test/log',
      theirs: ORIGIN,
    })
    await expect(testApp({ config: { LOG_KEY, LOG_NEXT_KEY: FOREIGN_LOG_KEY }, reference: false })).rejects.toThrow(
      'LOG_NEXT_KEY is a key of other.test/log',
    )
    const broken = await testApp({ config: { LOG_KEY: LOG_KEY.replace(/.$/, 'A') }, reference: false })
    await expect(broken.deps.publicLog.signers()).rejects.toThrow('LOG_KEY is not a private key')
  })
})

describe('the log refuses to be signed', () => {
  it('when an entry is another one than was signed for', async () => {
    await write(3)
    await app.deps.publicLog.integrate()
    await app.database.client.execute('drop trigger leaf_stays_updated')
    // Whoever owns the database can rewrite it, tiles and all: the copy outside says that it was another.
    await app.database.client.execute(
      `update leaf set bytes = replace(bytes, '"version":1', '"version":9') where idx = 1`,
    )
    await app.database.client.execute('delete from log_tile')
    await write()
    const { refusal } = await another().integrate()
    expect(refusal).toMatchObject({ reason: 'forked', published: 3, difference: { idx: 1 } })
    expect(said.join()).toContain('THE LOG IS NOT SIGNED')
    expect(said.join()).toContain('version 9')
    expect((await selectLastCheckpoints(app.deps.read)).signed?.size).toBe(3)
  })

  it('when its own checkpoint is of other entries, also without a copy', async () => {
    await write(3)
    const alone = another({ archive: null })
    await alone.integrate()
    await app.database.client.execute('drop trigger leaf_stays_updated')
    await app.database.client.execute(`update leaf set bytes = bytes || ' ' where idx = 1`)
    await app.database.client.execute('delete from log_tile')
    await write()
    expect((await another({ archive: null }).integrate()).refusal).toMatchObject({ reason: 'forked', published: 3 })
  })

  it('when the copy is gone, until a new one is begun', async () => {
    await write(3)
    await app.deps.publicLog.integrate()
    archive.files.clear()
    await write()
    expect((await app.deps.publicLog.integrate()).refusal).toMatchObject({ reason: 'copy-missing', published: 3 })
    const begun = await app.deps.publicLog.integrate({ intoNewCopy: true })
    expect(begun).toMatchObject({ refusal: null, covered: 4 })
    expect((await readPublished(archive))?.size).toBe(4)
    expect(said.at(-1)).toContain('the log is signed again')
  })

  it('by a process without the copy of a log that has one, and what others found stands', async () => {
    await write(2)
    await app.deps.publicLog.integrate()
    await write()
    const alone = another({ archive: null })
    const missing = { reason: 'copy-missing', place: null, published: 2 }
    expect((await alone.integrate()).refusal).toEqual(missing)
    expect((await alone.integrate()).refusal).toEqual(missing)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('Set LOG_FOLDER')
    expect(await selectRefusal(app.deps.read)).toBeNull()
    expect((await selectLastCheckpoints(app.deps.read)).signed?.size).toBe(2)
    const found = { reason: 'behind', leaves: 3, published: 9, difference: null } as const
    await app.deps.records.record([writeRefusal(JSON.stringify(found))])
    expect((await alone.integrate()).refusal).toEqual(found)
    expect(await selectRefusal(app.deps.read)).toBe(JSON.stringify(found))
    expect(await app.deps.publicLog.integrate()).toMatchObject({ refusal: null, covered: 3 })
  })

  it.each([
    [3, 'forked'],
    [4, 'behind'],
  ])('when another database of %i entries was faster with the same copy', async (count, reason) => {
    await write(3)
    const other = await testApp({ reference: false, logArchive: archive, config: { LOG_KEY } })
    for (let each = 0; each < count; each++) {
      await registerOrganization(other.deps, OPERATOR, anOrganization({ identifier: edrpou(900 + each) }), 'test')
    }
    // It publishes once this one has looked, and copied everything but the checkpoint.
    const create: typeof archive.create = async (path, content) => {
      await other.deps.publicLog.integrate()
      return archive.create(path, content)
    }
    const late = another({ archive: { ...archive, create } })
    expect((await late.integrate()).refusal).toMatchObject({ reason, published: count, difference: { idx: 0 } })
    const theirs = (await selectLastCheckpoints(other.deps.read)).published
    expect((await readPublished(archive))?.note).toBe(theirs?.note)
    expect((await selectLastCheckpoints(app.deps.read)).published).toBeNull()
    expect((await another().integrate()).refusal).toMatchObject({ reason, difference: { idx: 0 } })
  })

  it('but not because entries came, and were published, between two looks', async () => {
    await write(2)
    await app.deps.publicLog.integrate()
    await write()
    const calls: string[] = []
    const slow = another({
      archive: {
        ...archive,
        list: async (folder) => {
          if (calls.push(folder) === 1) {
            await write()
            await app.deps.publicLog.integrate()
          }
          return archive.list(folder)
        },
      },
    })
    expect(await slow.integrate()).toMatchObject({ refusal: null, covered: 4 })
    expect(said).toEqual([])
  })

  it('when the last checkpoint of the copy cannot be read', async () => {
    await write()
    await app.deps.publicLog.integrate()
    const name = [...archive.files.keys()].find((path) => path.startsWith('checkpoints/')) ?? ''
    archive.files.set(name, utf8Bytes('torn'))
    await write()
    await expect(app.deps.publicLog.integrate()).rejects.toThrow('cannot be read')
  })
})

describe('the database guards checkpoints and tiles', () => {
  it.each([
    ['a smaller checkpoint', `insert into log_checkpoint values (2, 1, '', '', '', null)`],
    ['another root for the same size', `insert into log_checkpoint values (2, 3, 'x', '', '', null)`],
    ['a checkpoint of leaves that are not there', `insert into log_checkpoint values (2, 9, '', '', '', null)`],
    [
      'a checkpoint out of its turn',
      `insert into log_checkpoint select 7, size, root, note, at, null from log_checkpoint`,
    ],
    [
      'a checkpoint published before its time',
      `insert into log_checkpoint select 2, size, root, note, at, at from log_checkpoint`,
    ],
    ['a changed checkpoint', `update log_checkpoint set note = 'x'`],
    ['a checkpoint taken back', 'update log_checkpoint set published_at = null'],
    ['a checkpoint taken out', 'delete from log_checkpoint'],
    ['a key taken out', 'delete from log_key'],
    ['a shorter tile', `update log_tile set width = 1, hashes = substr(hashes, 1, 32)`],
    ['another tile of the same width', `update log_tile set hashes = zeroblob(96)`],
    ['a tile of a wrong length', `update log_tile set width = 4`],
  ])('against %s', async (_, text) => {
    await write(3)
    await app.deps.publicLog.integrate()
    await expect(app.database.client.execute(text)).rejects.toThrow(
      /checkpoint-not-next|log-is-append-only|CHECK constraint/,
    )
  })
})
