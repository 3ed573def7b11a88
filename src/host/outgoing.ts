import { lookup as lookupName } from 'node:dns/promises'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { type RequestOptions, request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import {
  isPublicAddress,
  OUTGOING_MAXIMUM_BYTES,
  type OutgoingAnswer,
  type OutgoingFetch,
  type OutgoingRefusal,
  outgoingRefusal,
} from '../kernel/outgoing.ts'

export interface OutgoingOptions {
  /** Every address a name has. */
  readonly resolve: (name: string) => Promise<readonly { readonly address: string; readonly family: number }[]>
  /** Makes the request; tests lead it to a server of their own. */
  readonly request: (options: RequestOptions, onAnswer: (answer: IncomingMessage) => void) => ClientRequest
  readonly isPublic: (address: string) => boolean
  /** For the whole of a request, in ms: a server that drips a byte a second is as bad as one that says nothing. */
  readonly timeout: number
}

const DEFAULTS: OutgoingOptions = {
  resolve: (name) => lookupName(name, { all: true, verbatim: true }),
  request: requestHttps,
  isPublic: isPublicAddress,
  timeout: 15_000,
}

class Refused extends Error {
  readonly refusal: OutgoingRefusal
  constructor(refusal: OutgoingRefusal) {
    super(refusal.rule)
    this.refusal = refusal
  }
}

/**
 * Gets public addresses over https, by the rules of `kernel/outgoing.ts`. The name is resolved once, inside the connection:
 * the address that is checked is the one that is connected to, so a name cannot answer differently the second time.
 */
export function createOutgoing(options: Partial<OutgoingOptions> = {}): OutgoingFetch {
  const settings = { ...DEFAULTS, ...options }
  return async (address) => {
    const refusal = outgoingRefusal(address)
    if (refusal !== null) return refused(refusal)
    try {
      return { bytes: await get(new URL(address), settings), refusal: null }
    } catch (error) {
      return refused(error instanceof Refused ? error.refusal : failureOf(error))
    }
  }
}

function refused(refusal: OutgoingRefusal): OutgoingAnswer {
  return { bytes: null, refusal }
}

function failureOf(error: unknown): OutgoingRefusal {
  const { code } = error as { readonly code?: unknown }
  return { rule: 'outgoing-failed', params: { reason: typeof code === 'string' ? code : 'unknown' } }
}

function get(url: URL, { resolve, request, isPublic, timeout }: OutgoingOptions): Promise<Uint8Array> {
  return new Promise((fulfil, reject) => {
    const fail = (refusal: OutgoingRefusal) => stop(new Refused(refusal))
    const timer = setTimeout(() => fail({ rule: 'outgoing-timeout', params: { seconds: timeout / 1000 } }), timeout)
    const asked = request(
      {
        protocol: 'https:',
        // A literal IPv6 address is written in brackets in a URL and without them here.
        hostname: url.hostname.replace(/^\[|\]$/g, ''),
        port: 443,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        // No connection of an earlier request, whose address was checked for another name.
        agent: false,
        headers: { accept: '*/*', 'user-agent': 'once-for-all', 'accept-encoding': 'identity' },
        lookup: checkedLookup(resolve, isPublic),
      },
      (answer) => receive(answer, fail, (bytes) => settle(() => fulfil(bytes))),
    )
    asked.on('error', (error) => settle(() => reject(error)))
    asked.on('socket', (socket) => {
      socket.on('connect', () => {
        const { remoteAddress } = socket
        if (remoteAddress !== undefined && !isPublic(remoteAddress))
          fail({ rule: 'outgoing-not-public', params: { host: url.hostname } })
      })
    })
    asked.end()

    function settle(how: () => void): void {
      clearTimeout(timer)
      how()
    }
    function stop(error: Refused): void {
      settle(() => reject(error))
      asked.destroy()
    }
  })
}

function receive(
  answer: IncomingMessage,
  fail: (refusal: OutgoingRefusal) => void,
  fulfil: (bytes: Uint8Array) => void,
): void {
  const refusal = refusalOf(answer)
  if (refusal !== null) {
    fail(refusal)
    return
  }
  const chunks: Uint8Array[] = []
  let size = 0
  answer.on('data', (chunk: Uint8Array) => {
    size += chunk.length
    if (size > OUTGOING_MAXIMUM_BYTES) fail(TOO_LARGE)
    else chunks.push(chunk)
  })
  answer.on('aborted', () => fail({ rule: 'outgoing-failed', params: { reason: 'ECONNRESET' } }))
  answer.on('end', () => {
    if (answer.complete) fulfil(new Uint8Array(Buffer.concat(chunks)))
  })
}

const TOO_LARGE: OutgoingRefusal = { rule: 'outgoing-too-large', params: { maximum: OUTGOING_MAXIMUM_BYTES } }

/** Why an answer is not read, by its status and headers. */
function refusalOf({ statusCode: status = 0, headers }: IncomingMessage): OutgoingRefusal | null {
  if (status >= 300 && status < 400) return { rule: 'outgoing-redirect', params: { status } }
  if (status !== 200) return { rule: 'outgoing-status', params: { status } }
  // What is packed could unpack to any size.
  const coding = headers['content-encoding'] ?? 'identity'
  if (coding !== 'identity') return { rule: 'outgoing-encoding', params: { coding } }
  return Number(headers['content-length'] ?? 0) > OUTGOING_MAXIMUM_BYTES ? TOO_LARGE : null
}

/** A name all of whose addresses are public resolves to them, any other to nothing: one private address is one too many. */
function checkedLookup(resolve: OutgoingOptions['resolve'], isPublic: OutgoingOptions['isPublic']): LookupFunction {
  return (name, options, callback) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses
        if (first === undefined) {
          callback(Object.assign(new Error(`${name} has no address`), { code: 'ENOTFOUND' }), '', 0)
        } else if (!addresses.every(({ address }) => isPublic(address))) {
          callback(new Refused({ rule: 'outgoing-not-public', params: { host: name } }), '', 0)
        } else if (options.all) callback(null, [...addresses])
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    )
  }
}
