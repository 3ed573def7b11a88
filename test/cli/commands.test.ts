import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { once, onceAsShipped, temporaryFolder } from '../support/hosts.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let variables: Readonly<Record<string, string>>
beforeAll(async () => {
  folder = await temporaryFolder()
  variables = { DATABASE_URL: `file:${folder.path}/register.db` }
})
afterAll(() => folder.remove())

// Every command is a program that is started.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const run = (...argv: readonly string[]) => once(variables, ...argv)

describe('npm run once', () => {
  it('shows every command', async () => {
    const { code, stdout } = await onceAsShipped(variables, 'help')
    expect(code).toBe(0)
    for (const word of [
      'migrate',
      'seed',
      'verify',
      'search deliver',
      'key create',
      'key list',
      'key revoke',
      'log key',
      'log status',
      'log integrate',
      'log replay',
      'reference load',
      'import publiccode',
    ]) {
      expect(stdout).toContain(`\n  ${word}`)
    }
  })

  it.each([
    [[], 'no command was given'],
    [['nothing'], 'there is no command "nothing"'],
    [['key'], 'there is no command "key"'],
    [['key', 'create'], '--role is missing'],
    [['key', 'create', '--role', 'boss'], '--role is one of'],
    [['key', 'create', '--role', 'registrar', '--expires', '2027-02-30'], '--expires is a day'],
    [['key', 'revoke'], '<id> is missing'],
    [['log', 'key'], '--name is missing'],
    [['key', 'list', 'all'], '"all" is one argument too many'],
    [['verify', '--fast'], "Unknown option '--fast'"],
    [['reference', 'load', 'koatuu', 'x.csv'], 'the table is one of katottg, dk021'],
    [['reference', 'load', 'katottg'], '<file> is missing'],
    [['reference', 'load', 'katottg', 'x.csv', '--english', 'y.json'], '--english goes with dk021'],
  ])('does not understand %j and says why', async (argv, message) => {
    const { code, stdout, stderr } = await run(...argv)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('    at ')
    expect([code, stdout]).toEqual([2, ''])
  })

  it('names the variable that is wrong, and does not repeat secrets', async () => {
    const bad = await once({ DATABASE_URL: 'mysql://user:secret@host/db' }, 'migrate')
    expect([bad.code, bad.stderr]).toEqual([1, 'DATABASE_URL must begin with file:, libsql://, http:// or https://\n'])
    const unreachable = await once({ DATABASE_URL: 'http://127.0.0.1:9', DATABASE_AUTH_TOKEN: 'secret' }, 'migrate')
    expect(unreachable.code).toBe(1)
    expect(unreachable.stderr).toMatch(/^DATABASE_URL cannot be used \(.+\)\n$/)
  })
})

describe('keys', () => {
  it('are made, listed without their text, and revoked', async () => {
    const made = await run('key', 'create', '--role', 'registrar', '--name', 'Імпорт', '--expires', '2027-01-31')
    expect(made.code).toBe(0)
    expect(made.stdout).toMatch(/^ofa_[0-9a-f]{16}_[0-9a-f]{46}\n$/)
    const listed = JSON.parse((await run('key', 'list', '--json')).stdout) as { id: string }[]
    expect(listed).toMatchObject([
      { role: 'registrar', name: 'Імпорт', expiresAt: '2027-01-31T21:59:59.999Z', revokedAt: null },
    ])
    expect(JSON.stringify(listed)).not.toContain(made.stdout.trim().slice(25))
    const id = listed[0]?.id ?? ''
    expect((await run('key', 'revoke', id)).code).toBe(0)
    expect((await run('key', 'list')).stdout).toContain('revoked')
    const unknown = await run('key', 'revoke', 'ffffffffffffffff')
    expect([unknown.code, unknown.stderr]).toEqual([1, 'not-found: no key ffffffffffffffff\n'])
  })

  it('of an organization need one that is registered', async () => {
    const none = await run('key', 'create', '--role', 'editor')
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('/organization')])
    const unknown = await run('key', 'create', '--role', 'editor', '--organization', 'UA-EDR-00032684')
    expect([unknown.code, unknown.stdout]).toEqual([1, ''])
  })
})

describe('tables of codes', () => {
  const status = async () =>
    JSON.parse((await run('reference', 'list', '--json')).stdout) as {
      scheme: string
      rows: number
      complete: boolean
    }[]

  it('ship in part, and a file that lacks what every edition has is refused', async () => {
    await run('migrate')
    expect(await status()).toMatchObject([
      { scheme: 'calendar', complete: true },
      { scheme: 'dk021', complete: false },
      { scheme: 'functions', complete: true },
      { scheme: 'katottg', rows: 27, complete: false },
      { scheme: 'regions', rows: 27, complete: true },
    ])
    const file = join(folder.path, 'half.json')
    await writeFile(file, JSON.stringify({ '48000000-8': 'Пакети програмного забезпечення та інформаційні системи' }))
    const { code, stderr } = await run('reference', 'load', 'dk021', file)
    expect([code, stderr]).toEqual([1, expect.stringContaining('codes that every edition has')])
    expect((await status())[1]).toMatchObject({ scheme: 'dk021', complete: false })
  })

  it.each([
    ['gone.json', null, 'cannot be read'],
    ['broken.json', Buffer.from('{"a"'), 'is not JSON'],
    ['latin.csv', Buffer.from([0xd2, 0xe0, 0xe1]), 'is not UTF-8'],
  ])('%s is refused', async (name, content, message) => {
    const file = join(folder.path, name)
    if (content) await writeFile(file, content)
    const { code, stderr } = await run('reference', 'load', 'dk021', file)
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)])
  })

  const real = process.env['REAL_DATA']
  it.skipIf(real === undefined)('load whole from the official files and stay', async () => {
    const classifiers = join(real ?? '', 'classifiers')
    const katottg = await run(
      'reference',
      'load',
      'katottg',
      join(classifiers, 'katottg/kodifikator-16-05-2025.csv'),
      '--date',
      '2025-05-16',
      '--json',
    )
    expect(JSON.parse(katottg.stdout)).toEqual({ scheme: 'katottg', rows: 31_748, findings: [] })
    const files = [join(classifiers, 'dk021/dk021_uk.json'), '--english', join(classifiers, 'dk021/cpv_en.json')]
    expect(JSON.parse((await run('reference', 'load', 'dk021', ...files, '--json')).stdout)).toMatchObject({
      rows: 9458,
    })
    await run('migrate')
    expect(await status()).toMatchObject([{}, { rows: 9458, complete: true }, {}, { rows: 31_748, complete: true }, {}])
  })
})

describe('demonstration data', () => {
  it('is loaded once, and the register that it makes is whole', async () => {
    const first = JSON.parse((await run('seed', '--demo', '--json')).stdout) as { demonstrationRecords: number }
    expect(first.demonstrationRecords).toBeGreaterThan(200)
    expect(JSON.parse((await run('seed', '--demo', '--json')).stdout)).toEqual({ demonstrationRecords: 0 })
    const { code, stdout } = await run('verify', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], stale: [] })
    expect(code).toBe(0)
  })
})
