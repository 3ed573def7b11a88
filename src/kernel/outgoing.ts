/**
 * Requests the program makes to addresses others have written down: https on port 443 to public addresses, no redirects,
 * at most 1 MiB, within a time. What can be told of an address without the network is told here; a host's resolver has to
 * check every address a name resolves to, because a name can resolve to anything.
 */
export const OUTGOING_MAXIMUM_BYTES = 1_048_576

export type OutgoingRule =
  | 'outgoing-address'
  | 'outgoing-scheme'
  | 'outgoing-port'
  | 'outgoing-credentials'
  | 'outgoing-not-public'
  | 'outgoing-redirect'
  | 'outgoing-status'
  | 'outgoing-too-large'
  | 'outgoing-encoding'
  | 'outgoing-timeout'
  | 'outgoing-failed'

export interface OutgoingRefusal {
  readonly rule: OutgoingRule
  readonly params?: Readonly<Record<string, string | number>>
}

export type OutgoingAnswer =
  | { readonly bytes: Uint8Array; readonly refusal: null }
  | { readonly bytes: null; readonly refusal: OutgoingRefusal }

/** Gets an address, or says why not. Never throws. */
export type OutgoingFetch = (address: string) => Promise<OutgoingAnswer>

/** Why an address may not be asked, as far as it shows by itself; null when it may. Other spellings of IP addresses (decimal, hexadecimal) are seen through. */
export function outgoingRefusal(address: string): OutgoingRefusal | null {
  const url = URL.parse(address)
  if (url === null) return { rule: 'outgoing-address' }
  if (url.protocol !== 'https:') return { rule: 'outgoing-scheme' }
  if (url.username !== '' || url.password !== '') return { rule: 'outgoing-credentials' }
  if (url.port !== '') return { rule: 'outgoing-port' }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isLiteral = host.includes(':') || /^\d+\.\d+\.\d+\.\d+$/.test(host)
  if (isLiteral ? !isPublicAddress(host) : !isPublicName(host)) {
    return { rule: 'outgoing-not-public', params: { host } }
  }
  return null
}

/** A name with a dot that is not kept for private networks (RFC 6761, 6762, 8375). */
function isPublicName(name: string): boolean {
  const host = name.toLowerCase().replace(/\.$/, '')
  return (
    host.includes('.') && !/(?:^|\.)(?:localhost|local|internal|intranet|home\.arpa|onion|test|invalid)$/.test(host)
  )
}

/** IPv4 blocks that are not the public internet (IANA special-purpose registry, RFC 6890), as address and prefix length. */
const NOT_PUBLIC_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

/** Whether an IP address in text is one of the public internet. Everything that is not surely one is not. */
export function isPublicAddress(address: string): boolean {
  if (!address.includes(':')) {
    const value = valueOfV4(address)
    return value !== null && isPublicV4(value)
  }
  const groups = groupsOfV6(address)
  if (groups === null) return false
  const [first = 0, second = 0] = groups
  // Global unicast is 2000::/3. An IPv4 address inside (6to4, Teredo, NAT64, mapped) would hide where it really leads.
  if ((first & 0xe000) !== 0x2000) return false
  if (first === 0x2002 || (first === 0x2001 && second < 0x0200) || (first === 0x2001 && second === 0x0db8)) return false
  return !(first === 0x3fff && second < 0x1000)
}

function isPublicV4(value: number): boolean {
  return !NOT_PUBLIC_4.some(([block, length]) => {
    const size = 2 ** (32 - length)
    return Math.floor(value / size) === Math.floor((valueOfV4(block) ?? 0) / size)
  })
}

function valueOfV4(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number)
  if (!parts || parts.some((part) => part > 255)) return null
  return parts.reduce((value, part) => value * 256 + part, 0)
}

/** The eight groups of an IPv6 address; null for anything else, zones and IPv4 tails included. */
function groupsOfV6(text: string): number[] | null {
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return null
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const left = groups(head)
  const right = tail === undefined ? [] : groups(tail)
  const missing = 8 - left.length - right.length
  if (tail === undefined ? missing !== 0 : missing < 1) return null
  const all = [...left, ...Array.from({ length: missing }, () => '0'), ...right]
  return all.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? all.map((group) => Number.parseInt(group, 16)) : null
}
