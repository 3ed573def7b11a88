import { isIP } from 'node:net'

/**
 * Whose request it is, for limits by address: the peer of the connection, or what the nearest proxies wrote of it when
 * `trustedProxies` of them stand in front (each adds the address it was asked from to the end of X-Forwarded-For; what stands
 * before their entries was written by whoever asks, and is not believed). Null for this machine itself when no proxy is
 * configured: behind one that is not, a single bucket would stand for all readers.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | null,
  trustedProxies: number,
): string | null {
  const own = withoutMapping(peer ?? '')
  if (trustedProxies === 0) return own === '' || isLoopback(own) ? null : own
  const named = (forwardedFor ?? '').split(',').map(addressIn)
  const client = named.at(-trustedProxies)
  return client === undefined || client === '' ? own || null : client
}

/** The address in one member of X-Forwarded-For, which may have a port and brackets; empty when there is none. */
function addressIn(member: string): string {
  const text = member.trim()
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text
  const address = withoutMapping(bare)
  return isIP(address) === 0 ? '' : address
}

function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '')
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}
