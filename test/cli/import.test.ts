// Schemas made before this is loaded cannot be described in OpenAPI.
import '@hono/zod-openapi'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from '../../src/cli/command.ts'
import { readImportArguments, runImportPubliccode } from '../../src/cli/import.ts'
import { aFile } from '../exchange/publiccode-files.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
let folder: string
beforeEach(async () => {
  app = await testApp({ reference: false })
  folder = mkdtempSync(join(tmpdir(), 'import-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function put(name: string, content: string): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

async function run(argv: readonly string[], terminal = false) {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text), terminal }
  const asked: string[] = []
  const outgoing = async (address: string) => {
    asked.push(address)
    return { bytes: null, refusal: { rule: 'outgoing-status', params: { status: 404 } } } as const
  }
  const code = await runImportPubliccode({ ...app.deps, outgoing }, io, readImportArguments(argv))
  return { code, out: out.join(''), err: err.join(''), asked }
}

describe('once import publiccode', () => {
  it('walks a folder and reports each file in one line, with line, column and key of what was found', async () => {
    put('b/publiccode.yaml', aFile({ name: 'Б', url: 'https://git.example.org/b', legal: '{license: XXXXXXXXX}' }))
    put('a.yml', 'name: [')
    put('notes.txt', 'no file of this kind')
    put('.git/config.yml', 'not ours')
    const { code, out, err } = await run([folder])
    const name = folder.split('/').at(-1)
    expect(code).toBe(1)
    expect(err).toBe('')
    expect(out).toContain(`quarantined  ${name}/a.yml\n`)
    expect(out).toContain(`created  ${name}/b/publiccode.yaml  UA-SW-000001\n`)
    expect(out).toContain(
      `    ${name}/b/publiccode.yaml:13:9 legal.license — The licence «XXXXXXXXX» is not in the SPDX list, so it is not called open.\n`,
    )
    expect(out.trimEnd().split('\n').at(-1)).toBe(
      'created: 1 · updated: 0 · unchanged: 0 · skipped: 0 · quarantined: 1',
    )
  })

  it('speaks Ukrainian when asked', async () => {
    const { out } = await run([put('a.yml', aFile()), '--lang', 'uk', '--dry-run'])
    expect(out).toContain(
      'створено: 1 · оновлено: 0 · без змін: 0 · пропущено: 0 · у карантині: 0 (перевірка, нічого не записано)',
    )
  })

  it('prints data for programs and progress for people only', async () => {
    const path = put('a.yml', aFile())
    const { code, out, err } = await run([path, '--json', '--dry-run'], true)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      run: null,
      dryRun: true,
      counts: { created: 1, updated: 0, unchanged: 0, skipped: 0, quarantined: 0 },
      items: [{ source: path, outcome: 'created', id: null, ignored: [] }],
    })
    expect(err).toContain('1/1')
  })

  it('takes files named by numbers for versions of one file, in the order of the numbers', async () => {
    for (const [number, version] of [
      ['2', 'b'],
      ['10', 'c'],
      ['1', 'a'],
    ] as const) {
      put(`history/${number}.yml`, aFile({ softwareVersion: version }))
    }
    const { out } = await run([join(folder, 'history'), '--json'])
    const { items } = JSON.parse(out)
    expect(items.map(({ outcome, source }: Record<string, string>) => [source, outcome])).toEqual([
      ['history/1.yml', 'created'],
      ['history/2.yml', 'updated'],
      ['history/10.yml', 'updated'],
    ])
    // Step by step they are the same file too, with another name and then another repository.
    put('history/11.yml', aFile({ name: 'Нова' }))
    put('history/12.yml', aFile({ name: 'Нова', url: 'https://git.example.org/new' }))
    for (const step of ['11', '12']) {
      const report = JSON.parse((await run([join(folder, `history/${step}.yml`), '--json'])).out)
      expect(report.items[0]).toMatchObject({ outcome: 'updated', id: 'UA-SW-000001' })
    }
  })

  it('knows a file by the address it was fetched from', async () => {
    const source = ['--source', 'https://raw.example.org/publiccode.yml']
    await run([put('a.yml', aFile()), ...source])
    const moved = put('b.yml', aFile({ name: 'Нова', url: 'https://git.example.org/new' }))
    expect(JSON.parse((await run([moved, ...source, '--json'])).out)).toMatchObject({ counts: { updated: 1 } })
  })

  it('fetches what a list of addresses names', async () => {
    const list = put(
      'list.txt',
      '\uFEFF# ours\nhttps://a.example.org/publiccode.yml\n\n https://b.example.org/p.yml \r\n',
    )
    const { code, asked, out } = await run([list])
    expect(asked).toEqual(['https://a.example.org/publiccode.yml', 'https://b.example.org/p.yml'])
    expect([code, out.includes('The server answered with status 404.')]).toEqual([1, true])
  })

  it('does not read what is too large', async () => {
    const { code, out } = await run([put('a.yml', 'a'.repeat(1_048_577))])
    expect([code, out.includes('1048577 bytes')]).toEqual([1, true])
  })

  it.each([
    [[]],
    [['a.yml', 'b.yml']],
    [['a.yml', '--lang', 'fr']],
    [['a.yml', '--source', 'here']],
    [['a.yml', '--id', '17']],
    [['a.yml', '--unknown']],
  ])('does not understand %j', (argv) => {
    expect(() => readImportArguments(argv)).toThrow(UsageError)
  })

  it.each([
    ['what is not there', () => [join(folder, 'none.yml')]],
    ['a folder without files', () => [folder]],
    [
      'one address for many files',
      () => {
        put('1/a.yml', aFile())
        put('2/a.yml', aFile())
        return [folder, '--source', 'https://raw.example.org/a.yml']
      },
    ],
  ])('does not begin with %s', async (_, argv) => {
    await expect(run(argv())).rejects.toThrow(UsageError)
  })
})
