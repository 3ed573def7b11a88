import { createServer, type RequestListener, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { createOutgoing, type OutgoingOptions } from '../../src/host/outgoing.ts'
import { isPublicAddress, OUTGOING_MAXIMUM_BYTES, outgoingRefusal } from '../../src/kernel/outgoing.ts'
import { type SmallRegister, smallRegister } from '../support/small-register.ts'
import { TEST_ORIGIN } from '../support/test-app.ts'

const ADDRESS = 'https://git.example.org/publiccode.yml'

describe('a request to where only the server can reach', () => {
  it.each([
    ['this machine', 'https://127.0.0.1/'],
    ['this machine by another number', 'https://127.255.255.254/'],
    ['this machine in decimal', 'https://2130706433/'],
    ['this machine in octal', 'https://0177.0.0.01/'],
    ['this machine in hexadecimal', 'https://0x7f.0x0.0x0.0x1/'],
    ['this machine in one hexadecimal number', 'https://0x7f000001/'],
    ['this machine with parts left out', 'https://127.1/'],
    ['this machine in full-width digits', 'https://１２７.０.０.１/'],
    ['this machine with ideographic dots', 'https://127。0。0。1/'],
    ['this machine with escapes', 'https://%31%32%37.0.0.1/'],
    ['this machine with a dot at the end', 'https://127.0.0.1./'],
    ['no address at all', 'https://0.0.0.0/'],
    ['no address, short', 'https://0/'],
    ['this machine in IPv6', 'https://[::1]/'],
    ['this machine mapped into IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['this machine mapped in hexadecimal', 'https://[::ffff:7f00:1]/'],
    ['this machine compatible with IPv4', 'https://[::127.0.0.1]/'],
    ['this machine through NAT64', 'https://[64:ff9b::7f00:1]/'],
    ['this machine through local NAT64', 'https://[64:ff9b:1::7f00:1]/'],
    ['this machine through 6to4', 'https://[2002:7f00:1::]/'],
    ['this machine through Teredo', 'https://[2001:0:7f00:1::]/'],
    ['this machine by name', 'https://localhost/'],
    ['this machine by a name with a dot', 'https://localhost./'],
    ['this machine by a name below', 'https://app.localhost/'],
    ['the metadata of a cloud', 'https://169.254.169.254/latest/meta-data/'],
    ['the metadata in decimal', 'https://2852039166/'],
    ['the metadata in IPv6', 'https://[fd00:ec2::254]/'],
    ['the metadata by name', 'https://metadata.google.internal/'],
    ['a private network', 'https://10.0.0.1/'],
    ['another private network', 'https://172.16.5.4/'],
    ['a third private network', 'https://192.168.0.1/'],
    ['a carrier’s network', 'https://100.64.0.1/'],
    ['a unique local address', 'https://[fc00::1]/'],
    ['a link-local address', 'https://[fe80::1]/'],
    ['a site-local address', 'https://[fec0::1]/'],
    ['many at once', 'https://[ff02::1]/'],
    ['everybody', 'https://255.255.255.255/'],
    ['a name of one word', 'https://intranet/'],
    ['a name of a local network', 'https://printer.local/'],
  ])('is refused before anything is asked: %s', (_, address) => {
    expect(outgoingRefusal(address)?.rule).toMatch(/^outgoing-(?:not-public|address)$/)
  })

  it.each([
    ['another scheme', 'http://git.example.org/'],
    ['a file', 'file:///etc/passwd'],
    ['gopher', 'gopher://127.0.0.1:6379/_INFO'],
    ['data', 'data:text/plain,x'],
    ['another port', 'https://git.example.org:22/'],
    ['a name and a password', 'https://a:b@git.example.org/'],
    ['an address before the real one', 'https://git.example.org@127.0.0.1/'],
    ['a user that is a host', 'https://git.example.org%2f@127.0.0.1/'],
    ['no scheme', '//127.0.0.1/'],
  ])('is refused by what it is: %s', (_, address) => expect(outgoingRefusal(address)).not.toBeNull())

  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })

  /** A server that only a name leads to; what is refused must not have reached it. */
  async function outgoingTo(listener: RequestListener, options: Partial<OutgoingOptions>) {
    const server = createServer(listener)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return createOutgoing({
      request: (settings, onAnswer) => request({ ...settings, protocol: 'http:', port }, onAnswer),
      ...options,
    })
  }
  const trusted: Partial<OutgoingOptions> = {
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isPublic: () => true,
  }
  const resolving = (...addresses: string[]): Partial<OutgoingOptions> => ({
    resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    isPublic: isPublicAddress,
  })

  it.each([
    ['127.0.0.1'],
    ['169.254.169.254'],
    ['10.0.0.1'],
    ['::ffff:127.0.0.1'],
    ['64:ff9b::a9fe:a9fe'],
    ['fd00::1'],
    ['93.184.216.34', '127.0.0.1'],
  ])('is refused though a public name leads there: %s', async (...addresses) => {
    let reached = false
    const get = await outgoingTo(
      () => {
        reached = true
      },
      resolving(...addresses),
    )
    expect((await get(ADDRESS)).refusal?.rule).toBe('outgoing-not-public')
    expect(reached).toBe(false)
  })

  it('is refused though the name answers otherwise the second time: rebinding', async () => {
    let asked = 0
    const connected: string[] = []
    const get = createOutgoing({
      resolve: async () => [{ address: asked++ === 0 ? '93.184.216.34' : '127.0.0.1', family: 4 }],
      isPublic: isPublicAddress,
      request: (settings, onAnswer) => {
        // The connection asks the way Node does, once; the address it is told is the one that was checked.
        settings.lookup?.('git.example.org', { all: false }, (_, address) => connected.push(String(address)))
        return request({ ...settings, protocol: 'http:', hostname: '127.0.0.1', port: 1 }, onAnswer)
      },
    })
    expect((await get(ADDRESS)).refusal).not.toBeNull()
    expect(connected).toEqual(['93.184.216.34'])
    expect(asked).toBe(1)
  })

  it('is refused though the connection ends elsewhere than at the address that was checked', async () => {
    // Public when it was looked up, and no more when the connection stands.
    const answers = [true, false]
    const get = await outgoingTo((_, answer) => void answer.end('secret'), {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      isPublic: () => answers.shift() ?? false,
    })
    const { bytes, refusal } = await get(ADDRESS)
    expect([bytes, refusal?.rule]).toEqual([null, 'outgoing-not-public'])
  })

  it.each([301, 302, 303, 307, 308])('is not made by a redirect (%i)', async (status) => {
    let asked = 0
    const get = await outgoingTo((_, answer) => {
      asked++
      answer.writeHead(status, { location: 'https://127.0.0.1/' }).end()
    }, trusted)
    expect((await get(ADDRESS)).refusal?.rule).toBe('outgoing-redirect')
    expect(asked).toBe(1)
  })

  it('gets no more than a mebibyte', async () => {
    const get = await outgoingTo((_, answer) => {
      answer.end(Buffer.alloc(OUTGOING_MAXIMUM_BYTES * 3))
    }, trusted)
    expect((await get(ADDRESS)).refusal?.rule).toBe('outgoing-too-large')
  })

  it('gets nothing that is packed: a bomb', async () => {
    const get = await outgoingTo((_, answer) => {
      answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(OUTGOING_MAXIMUM_BYTES * 8)))
    }, trusted)
    expect((await get(ADDRESS)).refusal?.rule).toBe('outgoing-encoding')
  })

  it('does not wait for a server that drips', async () => {
    const get = await outgoingTo(
      (_, answer) => {
        const timer = setInterval(() => answer.write('x'), 10)
        answer.on('close', () => clearInterval(timer))
      },
      { ...trusted, timeout: 200 },
    )
    expect((await get(ADDRESS)).refusal?.rule).toBe('outgoing-timeout')
  })

  it('carries nothing of ours: no credential, no cookie, no address of the reader', async () => {
    let headers: Record<string, unknown> = {}
    const get = await outgoingTo((asked, answer) => {
      headers = asked.headers
      answer.end('x')
    }, trusted)
    await get(ADDRESS)
    expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
  })
})

describe('a list of addresses to import', () => {
  let register: SmallRegister
  beforeAll(async () => {
    register = await smallRegister()
  })

  it('leads nowhere within, and says why without a word of what is there', async () => {
    const asked: string[] = []
    const outgoing = createOutgoing({
      resolve: async (name) => {
        asked.push(name)
        return [{ address: '127.0.0.1', family: 4 }]
      },
    })
    const urls = [
      'https://127.0.0.1/',
      'https://169.254.169.254/latest/',
      'https://[::1]/',
      'https://2130706433/',
      'https://inner.example.org/',
    ]
    const app = createApp({ ...register.deps, outgoing })
    const response = await app.request(`${TEST_ORIGIN}/api/v1/imports/publiccode?dryRun=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${register.keys.registrar}`, 'content-type': 'application/json' },
      body: JSON.stringify({ urls }),
    })
    const { items } = (await response.json()) as { items: { findings: { rule: string }[] }[] }
    expect(items.map(({ findings }) => findings[0]?.rule)).toEqual(urls.map(() => 'outgoing-not-public'))
    expect(asked).toEqual(['inner.example.org'])
  })

  it('is fetched for nobody who may not import', async () => {
    let asked = 0
    const outgoing = async () => {
      asked++
      return { bytes: new Uint8Array(), refusal: null }
    }
    const app = createApp({ ...register.deps, outgoing })
    for (const authorization of [undefined, `Bearer ${register.keys.admin}`]) {
      const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) }
      const response = await app.request(`${TEST_ORIGIN}/api/v1/imports/publiccode?dryRun=true`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ urls: ['https://example.org/'] }),
      })
      expect([401, 403]).toContain(response.status)
    }
    expect(asked).toBe(0)
  })
})
