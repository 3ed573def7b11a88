import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import {
  eraseEnvelopes,
  type LogArchive,
  readEnvelopes,
  readPublished,
  writeEnvelopes,
  writePublishedCheckpoint,
} from '../../src/history/log/archive.ts'
import { signCheckpoint } from '../../src/history/log/checkpoint.ts'
import { emptyRoot } from '../../src/history/log/hashing.ts'
import { parsePrivateKey, type Signer } from '../../src/history/log/note.ts'
import { type Bucket, openLogBucket } from '../../src/host/log-bucket.ts'
import { openLogFolder } from '../../src/host/log-folder.ts'
import { startIntegrating } from '../../src/host/log-loop.ts'
import { logOfMachine } from '../../src/host/log-of-machine.ts'
import { utf8Bytes, utf8Text } from '../../src/kernel/encoding.ts'
import { sha256Hex } from '../../src/kernel/hash.ts'
import { LOG_KEY } from '../support/log-keys.ts'
import { memoryArchive } from '../support/memory-archive.ts'

const folders: string[] = []
async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'log-archive-'))
  folders.push(made)
  return made
}
afterEach(async () => {
  for (const each of folders.splice(0)) await rm(each, { recursive: true, force: true })
})

/** A bucket that lists three keys at a time, as R2 lists a thousand. */
function smallBucket(): Bucket {
  const objects = new Map<string, Uint8Array>()
  return {
    get: async (key) => {
      const value = objects.get(key)
      return value === undefined ? null : { arrayBuffer: async () => new Uint8Array(value).buffer }
    },
    put: async (key, value, options) => {
      if (options?.onlyIf.get('if-none-match') === '*' && objects.has(key)) return null
      objects.set(key, value.slice())
      return {}
    },
    delete: async (key) => {
      objects.delete(key)
    },
    list: async ({ prefix, cursor }) => {
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort()
      const start = Number(cursor ?? 0)
      const truncated = start + 3 < keys.length
      return {
        objects: keys.slice(start, start + 3).map((key) => ({ key })),
        truncated,
        ...(truncated ? { cursor: String(start + 3) } : {}),
      }
    },
  }
}

const ARCHIVES: readonly (readonly [string, () => Promise<LogArchive>])[] = [
  ['a folder', async () => openLogFolder(await folder())],
  ['a bucket', async () => openLogBucket(smallBucket(), 'LOG_BUCKET')],
  ['memory', async () => memoryArchive()],
]

describe.each(ARCHIVES)('a copy of the log in %s', (_, open) => {
  it('keeps files, lists what is directly below, and has nothing under other names', async () => {
    const archive = await open()
    expect([await archive.read('a/b'), await archive.list('a')]).toEqual([null, []])
    for (const name of ['a/1', 'a/2', 'a/3', 'a/4', 'a/5', 'a/x/6', 'b/7']) await archive.write(name, utf8Bytes(name))
    await archive.write('a/1', utf8Bytes('newer'))
    expect(utf8Text((await archive.read('a/1')) ?? new Uint8Array())).toBe('newer')
    expect((await archive.list('a')).filter((name) => name !== 'x').toSorted()).toEqual(['1', '2', '3', '4', '5'])
    expect([await archive.create('a/1', utf8Bytes('late')), await archive.create('a/new', utf8Bytes('first'))]).toEqual(
      [false, true],
    )
    expect(utf8Text((await archive.read('a/1')) ?? new Uint8Array())).toBe('newer')
    expect(utf8Text((await archive.read('a/new')) ?? new Uint8Array())).toBe('first')
    await archive.remove('a/1')
    await archive.remove('a/never')
    expect(await archive.read('a/1')).toBeNull()
  })

  it('goes by the largest checkpoint, whoever wrote last, and keeps a few', async () => {
    const archive = await open()
    const signer = (await parsePrivateKey(LOG_KEY)) as Signer
    const note = (size: number) => signCheckpoint({ origin: 'register.test/log', size, root: emptyRoot() }, [signer])
    expect(await readPublished(archive)).toBeNull()
    const publish = async (size: number) =>
      writePublishedCheckpoint(archive, size, await note(size), async () => emptyRoot())
    expect([await publish(3), await publish(20), await publish(5)]).toEqual(['published', 'published', 'overtaken'])
    expect((await readPublished(archive))?.size).toBe(20)
    expect(utf8Text((await archive.read('log/checkpoint')) ?? new Uint8Array())).toBe(await note(20))
    for (let size = 21; size < 40; size++) await publish(size)
    expect((await archive.list('checkpoints')).length).toBe(8)
    expect((await readPublished(archive))?.size).toBe(39)
  })

  it('erases an envelope from every file that has it, and what is erased stays so', async () => {
    const archive = await open()
    await writeEnvelopes(archive, 254, ['{"a":1}', '{"a":2}'])
    await writeEnvelopes(archive, 256, ['{"a":3}', null])
    await writeEnvelopes(archive, 255, ['{"a":2}'])
    await eraseEnvelopes(archive, [255, 256, 9999])
    const hashes = [...Array(254).fill(''), await sha256Hex('{"a":1}'), await sha256Hex('{"a":2}')]
    const first = await readEnvelopes(archive, 0, hashes)
    const second = await readEnvelopes(archive, 1, [await sha256Hex('{"a":3}'), ''])
    expect([first.get(254), first.get(255), first.get(253)]).toEqual(['{"a":1}', null, undefined])
    expect([second.get(256), second.get(257)]).toEqual([null, null])
  })
})

const fresh = async () => false

describe('what a machine keeps for the log', () => {
  it('loses what a process that ended was writing, and nothing that is being written', async () => {
    const place = await folder()
    await mkdir(join(place, 'envelopes/x000'), { recursive: true })
    const [left, fresh] = ['.7-1.part', '.7-2.part'].map((name) => join(place, 'envelopes/x000', name)) as [
      string,
      string,
    ]
    for (const path of [left, fresh]) await writeFile(path, '{"name":"private"}')
    const hourAgo = Date.now() / 1000 - 3600
    await utimes(left, hourAgo, hourAgo)
    await openLogFolder(place).write('log/checkpoint', utf8Bytes('a'))
    expect(await readdir(join(place, 'envelopes/x000'))).toEqual(['.7-2.part'])
  })

  it('is for its owner alone, and leaves no unfinished files', async () => {
    const place = await folder()
    const archive = openLogFolder(join(place, 'copy'))
    await writeEnvelopes(archive, 0, ['{}'])
    const mode = async (path: string) => (await stat(join(place, path))).mode & 0o777
    expect([await mode('copy'), await mode('copy/envelopes/x000'), await mode('copy/envelopes/x000/0-1')]).toEqual([
      0o700, 0o700, 0o600,
    ])
    expect(await readdir(join(place, 'copy/envelopes/x000'))).toEqual(['0-1'])
  })

  it('is no second key when the first is lost or torn', async () => {
    const place = await folder()
    const config = readConfig({ DATABASE_URL: `file:${place}/register.db` })
    await logOfMachine(config, 'http://localhost:1', fresh)
    await rm(join(place, 'register.log-key'))
    const lost = logOfMachine(config, 'http://localhost:1', async () => true)
    await expect(lost).rejects.toMatchObject({ problems: [{ reason: expect.stringContaining('is gone') }] })
    await writeFile(join(place, 'register.log-key'), '\n')
    const torn = logOfMachine(config, 'http://localhost:1', fresh)
    await expect(torn).rejects.toMatchObject({ problems: [{ reason: expect.stringContaining('is empty') }] })
    expect(await readdir(place)).toEqual(['register.log-key'])
  })

  it('is a key made once beside the database, named after the site, unless one is configured', async () => {
    const place = await folder()
    const config = readConfig({ DATABASE_URL: `file:${place}/register.db` })
    expect((await logOfMachine(config, 'http://localhost:1')).logKey).toBeUndefined()
    const [one, other] = await Promise.all([
      logOfMachine(config, 'http://localhost:1', fresh),
      logOfMachine(config, 'http://localhost:1', fresh),
    ])
    expect(one.logKey).toMatch(/^PRIVATE\+KEY\+localhost:1\/log\+/)
    expect(other.logKey).toBe(one.logKey)
    // A site that moves keeps its log.
    expect((await logOfMachine(config, 'https://moved.example', fresh)).logKey).toBe(one.logKey)
    expect((await stat(join(place, 'register.log-key'))).mode & 0o777).toBe(0o600)
    expect(one.logArchive?.place).toBe(join(place, 'register-log'))
    expect((await logOfMachine({ ...config, LOG_KEY }, 'http://localhost:1', fresh)).logKey).toBeUndefined()
    expect(await logOfMachine(readConfig({ DATABASE_URL: 'https://db.example' }), 'http://a', fresh)).toEqual({})
  })
})

describe('the loop that signs', () => {
  it('signs again after each write, says each kind of failure once, and stops', async () => {
    const said: string[] = []
    const outcomes: (() => Promise<{ done: boolean }>)[] = [
      async () => ({ done: false }),
      async () => ({ done: true }),
      () => Promise.reject(new Error('the disk is full')),
      () => Promise.reject(new Error('the disk is full')),
      async () => ({ done: true }),
    ]
    let calls = 0
    let finished: () => void = () => undefined
    const all = new Promise<void>((resolve) => {
      finished = resolve
    })
    const loop = startIntegrating(
      {
        integrate: async () => {
          const outcome = outcomes[calls++]
          if (calls >= outcomes.length) finished()
          return { leaves: 0, covered: 0, refusal: null, ...((await outcome?.()) ?? { done: true }) }
        },
        nextWrite: () => new Promise(() => undefined),
      },
      // Time passes at once until everything was seen, and not at all afterwards.
      {
        sleep: () => (calls < outcomes.length ? Promise.resolve() : new Promise(() => undefined)),
        log: (event) => said.push(event),
      },
    )
    await all
    await loop.stop()
    expect(calls).toBe(outcomes.length)
    expect(said).toEqual(['log not integrated'])
  })
})
