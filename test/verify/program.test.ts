import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entries, ORIGIN, OwnLog, signer } from './own-log.ts'

const PROGRAM = fileURLToPath(new URL('../../src/verify/verify.mjs', import.meta.url))
const key = signer(ORIGIN)
const log = new OwnLog(entries(300), [key])
const folder = mkdtempSync(join(tmpdir(), 'verify-'))
const path = (name: string) => join(folder, name)

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

const run = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', LANG: 'C' }
    execFile(process.execPath, [PROGRAM, ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })

beforeAll(async () => {
  const files: Record<string, string | Uint8Array> = {
    'a.tlog-proof': log.proof(137),
    'altered.tlog-proof': log.proof(137).replace('index 137', 'index 136'),
    'envelope.json': log.entries[137]?.envelope ?? '',
    checkpoint: log.checkpoint(),
    older: log.checkpoint(100),
    'log.ndjson': log.dump(),
    ...Object.fromEntries(log.tiles()),
  }
  for (const [name, content] of Object.entries(files)) {
    const { mkdir } = await import('node:fs/promises')
    await mkdir(dirname(path(name)), { recursive: true })
    writeFileSync(path(name), content)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the program', () => {
  it.each([
    ['software/UA-SW-000069/2', 0],
    ['software/UA-SW-000069/1', 1],
    ['software/UA-SW-000001/2', 1],
  ])('takes a proof for %s: %i', async (entry, code) => {
    const ended = await run('proof', path('a.tlog-proof'), '--key', key.vkey, '--entry', entry)
    expect(ended.code, ended.out).toBe(code)
    if (code === 1) expect(ended.out).toContain('of another entry')
  })

  it('says in words what was proven, and ends with 0', async () => {
    const { code, out } = await run(
      'proof',
      path('a.tlog-proof'),
      '--key',
      key.vkey,
      '--envelope',
      path('envelope.json'),
    )
    expect(out).toMatch(/^VALID\. The entry stands in the log\.\n/)
    expect(out).toContain('index 137: software UA-SW-000069, version 2')
    expect(out).toContain('What this does not prove:')
    expect(code).toBe(0)
  })

  it('says what failed, in Ukrainian when asked, and ends with 1', async () => {
    const { code, out } = await run('proof', path('altered.tlog-proof'), '--key', key.vkey, '--lang', 'uk')
    expect(out).toMatch(/^НЕДІЙСНЕ\. Хеші не ведуть до підписаного кореня/)
    expect(code).toBe(1)
  })

  it('gives programs the report as JSON', async () => {
    const { code, out } = await run('checkpoint', path('checkpoint'), '--key', signer(ORIGIN, 2).vkey, '--json')
    expect(JSON.parse(out)).toMatchObject({ valid: false, check: 'checkpoint', reason: 'rotated-key' })
    expect(code).toBe(1)
  })

  it('compares checkpoints by a folder of tiles, by an address and by a dump', async () => {
    const server = createServer((request, response) => {
      const bytes = log.tiles().get((request.url ?? '').replace(/^\/log\//, ''))
      response.writeHead(bytes ? 200 : 404).end(bytes)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const given = ['consistency', path('older'), path('checkpoint'), '--key', key.vkey]
    try {
      expect(await run(...given, '--tiles', folder)).toMatchObject({ code: 0 })
      expect(await run(...given, '--tiles', `http://127.0.0.1:${port}/log/`)).toMatchObject({ code: 0 })
      expect(
        await run('tiles', `http://127.0.0.1:${port}/log`, '--checkpoint', path('checkpoint'), '--key', key.vkey),
      ).toMatchObject({ code: 0 })
      const elsewhere = await run(...given, '--tiles', `http://127.0.0.1:${port}/elsewhere`, '--json')
      expect(JSON.parse(elsewhere.out)).toMatchObject({ reason: 'missing-tile' })
      expect(elsewhere.code).toBe(1)
    } finally {
      server.close()
    }
    expect(await run(...given, '--dump', path('log.ndjson'))).toMatchObject({ code: 0 })
    expect(await run(...given, '--tiles', 'http://127.0.0.1:1/log')).toMatchObject({ code: 2, out: '' })
  })

  it('recomputes a dump', async () => {
    const { code, out } = await run('dump', path('log.ndjson'), '--checkpoint', path('checkpoint'), '--key', key.vkey)
    expect(out).toContain('Entries read: 300, of records: 150.')
    expect(code).toBe(0)
  })

  it.each([
    ['no command', []],
    ['an unknown command', ['prove', 'x', '--key', 'x']],
    ['the name of something every object has', ['constructor', 'x', '--key', 'x']],
    ['no file', ['proof', '--key', key.vkey]],
    ['no key', ['proof', path('a.tlog-proof')]],
    ['an unknown option', ['proof', path('a.tlog-proof'), '--key', key.vkey, '--force']],
    ['an option of another command', ['checkpoint', path('checkpoint'), '--key', key.vkey, '--dump', 'x']],
    ['nothing to compare checkpoints by', ['consistency', path('older'), path('checkpoint'), '--key', key.vkey]],
    ['a dump without a checkpoint', ['dump', path('log.ndjson'), '--key', key.vkey]],
    ['another language', ['checkpoint', path('checkpoint'), '--key', key.vkey, '--lang', 'fr']],
    ['a file that is not there', ['checkpoint', path('nothing'), '--key', key.vkey]],
    ['a folder for a file', ['checkpoint', folder, '--key', key.vkey]],
  ])('ends with 2 and checks nothing, given %s', async (_, args) => {
    const { code, out, err } = await run(...args)
    expect(out).toBe('')
    expect(err).not.toBe('')
    expect(err).not.toMatch(/^\s+at /m)
    expect(code).toBe(2)
  })

  it('ends with 2 for a key that is none, and says so', async () => {
    const { code, out } = await run('checkpoint', path('checkpoint'), '--key', `${key.vkey}=`)
    expect(out).toContain('A verifier key is not one.')
    expect(code).toBe(2)
  })

  it('explains itself', async () => {
    const { code, out } = await run('--help', '--lang', 'uk')
    for (const command of ['proof', 'checkpoint', 'consistency', 'dump', 'tiles']) {
      expect(out).toContain(`node verify.mjs ${command}`)
    }
    expect(code).toBe(0)
    expect(existsSync(PROGRAM)).toBe(true)
  })
})
