import { createServer, type RequestListener, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createOutgoing, type OutgoingOptions } from '../../../src/host/outgoing.ts'
import { isPublicAddress, OUTGOING_MAXIMUM_BYTES, outgoingRefusal } from '../../../src/kernel/outgoing.ts'

const ruleOf = (address: string) => outgoingRefusal(address)?.rule ?? null

describe('an address that may be asked', () => {
  it.each([
    ['https://example.org/publiccode.yml', null],
    ['https://example.org:443/publiccode.yml', null],
    ['https://93.184.216.34/', null],
    ['https://[2606:2800:220:1:248:1893:25c8:1946]/', null],
    ['http://example.org/', 'outgoing-scheme'],
    ['ftp://example.org/', 'outgoing-scheme'],
    ['file:///etc/passwd', 'outgoing-scheme'],
    ['https://example.org:8443/', 'outgoing-port'],
    ['https://user@example.org/', 'outgoing-credentials'],
    ['https://:secret@example.org/', 'outgoing-credentials'],
    ['publiccode.yml', 'outgoing-address'],
    ['https://127.0.0.1/', 'outgoing-not-public'],
    ['https://2130706433/', 'outgoing-not-public'],
    ['https://0x7f000001/', 'outgoing-not-public'],
    ['https://0177.0.0.1/', 'outgoing-not-public'],
    ['https://127.1/', 'outgoing-not-public'],
    ['https://169.254.169.254/latest/meta-data/', 'outgoing-not-public'],
    ['https://[::1]/', 'outgoing-not-public'],
    ['https://[::ffff:10.0.0.1]/', 'outgoing-not-public'],
    ['https://[fd00::1]/', 'outgoing-not-public'],
    ['https://[fe80::1]/', 'outgoing-not-public'],
    ['https://localhost/', 'outgoing-not-public'],
    ['https://printer.local./', 'outgoing-not-public'],
    ['https://intranet/', 'outgoing-not-public'],
  ])('%s: %s', (address, rule) => expect(ruleOf(address)).toBe(rule))

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:0:1::1',
    '2001:db8::1',
    'fc00::1',
    'fe80::1%eth0',
    'ff02::1',
    '999.1.1.1',
    'nonsense',
  ])('is none of %s', (address) => expect(isPublicAddress(address)).toBe(false))

  it.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2a00:1450:4001:80e::200e'])('is %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  )
})

describe('getting an address', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })

  /** Leads requests for any name to a server of this test, where only the check of addresses is in their way. */
  async function outgoingTo(listener: RequestListener, options: Partial<OutgoingOptions> = {}) {
    const server = createServer(listener)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    let asked = 0
    const get = createOutgoing({
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      isPublic: () => true,
      request: (settings, onAnswer) => {
        asked++
        return request({ ...settings, protocol: 'http:', port }, onAnswer)
      },
      ...options,
    })
    return { get, asked: () => asked }
  }
  const address = 'https://example.org/publiccode.yml'

  it('gives its bytes, and sends nothing that tells who asks', async () => {
    let headers: unknown
    const { get } = await outgoingTo((asked, answer) => {
      headers = asked.headers
      answer.end('name: Черга')
    })
    const { bytes } = await get(address)
    expect(new TextDecoder().decode(bytes ?? undefined)).toBe('name: Черга')
    expect(headers).toEqual({
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': 'once-for-all',
      host: expect.any(String),
      connection: 'close',
    })
  })

  it.each([
    ['a redirect', 302, {}, { rule: 'outgoing-redirect', params: { status: 302 } }],
    ['an error', 404, {}, { rule: 'outgoing-status', params: { status: 404 } }],
    ['a part', 206, {}, { rule: 'outgoing-status', params: { status: 206 } }],
    [
      'something packed',
      200,
      { 'content-encoding': 'gzip' },
      { rule: 'outgoing-encoding', params: { coding: 'gzip' } },
    ],
  ] as const)('refuses %s', async (_, status, headers, refusal) => {
    const { get, asked } = await outgoingTo((_asked, answer) => {
      answer.writeHead(status, { location: 'https://127.0.0.1/', ...headers }).end('…')
    })
    expect(await get(address)).toEqual({ bytes: null, refusal })
    expect(asked()).toBe(1)
  })

  it.each([true, false])('stops at 1 MiB, whether the server says how much comes: %s', async (says) => {
    const body = Buffer.alloc(OUTGOING_MAXIMUM_BYTES + 1)
    const { get } = await outgoingTo((_, answer) => {
      if (says) answer.setHeader('content-length', body.length)
      answer.end(body)
    })
    expect((await get(address)).refusal?.rule).toBe('outgoing-too-large')
  })

  it('waits no longer than it is told to for the whole body', async () => {
    const { get } = await outgoingTo((_, answer) => void answer.write('name: '), { timeout: 50 })
    expect((await get(address)).refusal).toEqual({ rule: 'outgoing-timeout', params: { seconds: 0.05 } })
  })

  it('does not take half a body for a file', async () => {
    const { get } = await outgoingTo((_, answer) => {
      answer.writeHead(200, { 'content-length': '100' })
      answer.write('name: half')
      setImmediate(() => answer.destroy())
    })
    expect((await get(address)).refusal?.rule).toBe('outgoing-failed')
  })

  it.each([['127.0.0.1'], ['10.0.0.1'], ['93.184.216.34', '169.254.169.254'], ['::ffff:127.0.0.1']])(
    'does not connect to a name that resolves to %s',
    async (...addresses) => {
      let reached = false
      const { get } = await outgoingTo(
        () => {
          reached = true
        },
        {
          resolve: async () => addresses.map((each) => ({ address: each, family: each.includes(':') ? 6 : 4 })),
          isPublic: isPublicAddress,
        },
      )
      expect((await get(address)).refusal).toEqual({ rule: 'outgoing-not-public', params: { host: 'example.org' } })
      expect(reached).toBe(false)
    },
  )

  it('asks for the name once, so that it cannot change its answer between the check and the connection', async () => {
    let resolved = 0
    const { get } = await outgoingTo((_, answer) => void answer.end('ok'), {
      resolve: async () => {
        resolved++
        return [{ address: '127.0.0.1', family: 4 }]
      },
    })
    await get(address)
    expect(resolved).toBe(1)
  })

  it('says that a name does not exist', async () => {
    const { get } = await outgoingTo(() => undefined, {
      resolve: async () => {
        throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
      },
    })
    expect((await get(address)).refusal).toEqual({ rule: 'outgoing-failed', params: { reason: 'ENOTFOUND' } })
  })
})
