import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { acceptedCoding } from '../../src/host/compression.ts'
import { type RunningProcess, startNode, temporaryFolder } from '../support/hosts.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let node: RunningProcess
beforeAll(async () => {
  folder = await temporaryFolder()
  node = await startNode({ DATABASE_URL: `file:${folder.path}/deep/er/register.db` }, { asShipped: true })
})
afterAll(async () => {
  await node.stop()
  await folder.remove()
})

// Programs are started here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** Without the decompression that `fetch` does by itself. */
function raw(path: string, headers: Record<string, string>, method = 'GET') {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
    request(new URL(path, node.url), { headers, method }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
      .on('error', reject)
      .end()
  })
}

describe('the Node server', () => {
  it('makes the folder of its database and answers on loopback', async () => {
    expect(await (await fetch(new URL('/healthz', node.url))).text()).toBe('ok')
  })

  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip;q=1.0, br;q=0', gunzipSync],
  ])('packs pages, data and styles as %s for who takes it', async (coding, accepted, unpack) => {
    const css = /href="(\/assets\/[^"]+\.css)"/.exec(await (await fetch(new URL('/uk', node.url))).text())?.[1] ?? ''
    for (const path of ['/uk', '/api/v1/openapi.json', css]) {
      const plain = await raw(path, {})
      expect(plain.headers['content-encoding'], path).toBeUndefined()
      expect(String(plain.headers['vary']), path).toContain('Accept-Encoding')
      const packed = await raw(path, { 'accept-encoding': accepted })
      expect(packed.headers['content-encoding'], path).toBe(coding)
      expect(String(packed.headers['vary']), path).toContain('Accept-Encoding')
      expect(packed.body.length * 2).toBeLessThan(plain.body.length)
      expect(unpack(packed.body).equals(plain.body), path).toBe(true)
    }
  })

  it('does not pack what is small, nor fonts', async () => {
    expect((await raw('/healthz', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined()
    const html = await (await fetch(new URL('/uk', node.url))).text()
    const font = /href="(\/assets\/[^"]+\.woff2)"/.exec(html)?.[1] ?? ''
    const answer = await raw(font, { 'accept-encoding': 'br' })
    expect([answer.status, answer.headers['content-encoding']]).toEqual([200, undefined])
  })

  it('answers HEAD like GET, without a body', async () => {
    const css = /href="(\/assets\/[^"]+\.css)"/.exec(await (await fetch(new URL('/uk', node.url))).text())?.[1] ?? ''
    const head = await raw(css, {}, 'HEAD')
    expect([head.status, head.body.length]).toEqual([200, 0])
    expect(Number(head.headers['content-length'])).toBeGreaterThan(1000)
  })
})

describe('a start that cannot be', () => {
  const refused = async (variables: Readonly<Record<string, string>>) => {
    try {
      await (await startNode(variables)).stop()
    } catch (error) {
      return String(error)
    }
    return 'it started'
  }

  it('because the port is taken says so in one line', async () => {
    const message = await refused({ PORT: new URL(node.url).port, DATABASE_URL: ':memory:' })
    expect(message).toMatch(/exit code 1.*Cannot start: port \d+ is already in use\. Set PORT to another one\.\n$/)
  })

  it.each([
    [{ PORT: '80800' }, 'PORT must be a port number'],
    [{ PORT: '1e3' }, 'PORT must be a port number'],
    [{ DEMO: 'maybe' }, 'DEMO must be yes, no or auto'],
    [{ PUBLIC_URL: 'https://register.example/path' }, 'PUBLIC_URL must be scheme, host and port'],
    [{ DATABASE_URL: 'postgres://x' }, 'DATABASE_URL must begin with'],
    [{ PORT: 'x', DEMO: 'y' }, 'DEMO must be'],
  ])('because of %o names the variable', async (variables, message) => {
    const said = await refused({ DATABASE_URL: ':memory:', ...variables })
    expect(said).toContain('exit code 1')
    expect(said).toContain(`Cannot start: ${message}`)
    expect(said).not.toContain('    at ')
  })

  it('because the file is no database says so', async () => {
    expect(
      await refused({ DATABASE_URL: `file:${new URL('../../package.json', import.meta.url).pathname}` }),
    ).toContain('Cannot start: DATABASE_URL cannot be used (file is not a database).')
  })
})

describe('Accept-Encoding', () => {
  it.each([
    [null, null],
    ['', null],
    ['identity', null],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0', null],
    ['GZIP, Br', 'br'],
    ['deflate, zstd', null],
  ])('%s means %s', (header, coding) => {
    expect(acceptedCoding(header)).toBe(coding)
  })
})
