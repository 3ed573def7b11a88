import { describe, expect, it } from 'vitest'
import { clientAddress } from '../../src/host/client-address.ts'

describe('the address that a request is counted for', () => {
  it.each([
    ['is the peer where no proxy is trusted', '203.0.113.7', null, 0, '203.0.113.7'],
    ['is the peer, whatever a client says of itself', '203.0.113.7', '198.51.100.1', 0, '203.0.113.7'],
    ['is the IPv4 address inside a mapped one', '::ffff:203.0.113.7', null, 0, '203.0.113.7'],
    ['is without a zone', 'fe80::1%eth0', null, 0, 'fe80::1'],
    ['is none for this machine itself', '127.0.0.1', null, 0, null],
    ['is none for this machine itself, in IPv6', '::1', '198.51.100.1', 0, null],
    ['is none for this machine itself, mapped', '::ffff:127.0.0.1', null, 0, null],
    ['is none where the connection is gone', undefined, null, 0, null],
    ['is what the nearest proxy says', '127.0.0.1', '198.51.100.1', 1, '198.51.100.1'],
    ['is not what the client put before it', '127.0.0.1', '10.0.0.1, 198.51.100.1', 1, '198.51.100.1'],
    ['is what the second nearest says, of two', '10.1.1.1', '6.6.6.6, 198.51.100.1, 10.2.2.2', 2, '198.51.100.1'],
    ['is the peer when there are fewer entries than proxies', '10.1.1.1', '6.6.6.6', 2, '10.1.1.1'],
    ['is the peer when the entry is no address', '10.1.1.1', 'unknown', 1, '10.1.1.1'],
    ['is the peer when there is no entry', '127.0.0.1', null, 1, '127.0.0.1'],
    ['may have a port', '127.0.0.1', '198.51.100.1:4711', 1, '198.51.100.1'],
    ['may have brackets and a port', '127.0.0.1', '[2001:db8::7]:4711', 1, '2001:db8::7'],
  ] as const)('%s', (_, peer, forwarded, proxies, address) => {
    expect(clientAddress(peer, forwarded, proxies)).toBe(address)
  })
})
