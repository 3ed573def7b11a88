import type { MiddlewareHandler } from 'hono'
import { AppError, type Finding } from '../kernel/errors.ts'
import { sha256Hex } from '../kernel/hash.ts'
import type { RequestContext, RequestEnv } from '../web/kit.ts'
import {
  claimRequest,
  giveBack,
  type IdempotencyPorts,
  keepAnswer,
  type RepeatableRequest,
  type StoredAnswer,
} from './idempotency.ts'

/** The headers of an answer that are part of what was done. */
const KEPT_HEADERS = ['content-type', 'content-language', 'etag', 'location'] as const
const LONGEST_KEY = 255

/**
 * Carries an unsafe request with an `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07) out once: sent again within 24
 * hours by the same credential it gets the answer of the first time. Stands after whatever finds out who asks.
 * Throws `conflict` while the first is under way and where its answer was told once, `validation-failed` when the key was given to another request or is no key.
 */
export function carriedOutOnce(ports: IdempotencyPorts): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    const header = c.req.header('idempotency-key')
    const { credential } = c.var.actor
    if (header === undefined || credential === null || isSafe(c.req.method)) return next()
    const request = { credential: credential.id, key: keyOf(header), fingerprint: await fingerprintOf(c) }
    const claim = await claimRequest(ports, request)
    if (claim.state === 'answered') return answerAgain(claim.answer)
    if (claim.state === 'other') throw refusal('validation-failed', { pointer: '', rule: 'idempotency-key-reused' })
    if (claim.state === 'under-way') throw refusal('conflict', { pointer: '', rule: 'idempotency-under-way' })
    await next()
    // What was done is done, whether or not its answer could be kept: without one the request stays under way.
    await settle(ports, request, c.res, isOutcomeUnknown(c.error)).catch(() => undefined)
    return
  }
}

function isSafe(method: string): boolean {
  return /^(?:GET|HEAD|OPTIONS)$/.test(method)
}

/** The key in a header: a string of structured fields (RFC 9651), or the same without its quotes, as many clients write it. */
function keyOf(header: string): string {
  const key =
    /^"((?:[ !#-[\]-~]|\\["\\])*)"$/.exec(header.trim())?.[1] ?? /^[!#-+\--~]+$/.exec(header.trim())?.[0] ?? ''
  if (key === '' || key.length > LONGEST_KEY)
    throw refusal('validation-failed', { pointer: '', rule: 'idempotency-key-malformed' })
  return key
}

async function fingerprintOf(c: RequestContext): Promise<string> {
  const { pathname, search } = new URL(c.req.url)
  const headers = ['content-type', 'if-match'].map((name) => c.req.header(name) ?? null)
  const body = c.req.raw.body === null ? null : await sha256Hex(new Uint8Array(await c.req.arrayBuffer()))
  return sha256Hex(JSON.stringify([c.req.method, pathname, search, ...headers, body]))
}

function refusal(code: 'conflict' | 'validation-failed', finding: Finding): AppError {
  return new AppError(code, finding.rule, [finding])
}

/**
 * What was done is kept, and so is a failure nobody expected or a write the database did not answer to, because nobody can tell how
 * far it got. Whatever was refused did nothing and may be sent again.
 */
async function settle(
  ports: IdempotencyPorts,
  request: RepeatableRequest,
  response: Response,
  isUnknown: boolean,
): Promise<void> {
  const { status } = response
  if (status >= 300 && status !== 500 && !isUnknown) return giveBack(ports, request)
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value]]
  })
  return keepAnswer(ports, request, {
    status,
    headers: Object.fromEntries(headers),
    body: holdsSecret(response) ? null : await response.clone().text(),
  })
}

function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof AppError && error.findings.some(({ rule }) => rule === 'outcome-unknown')
}

/** What nobody on the way may store holds a secret that is told once: it is not stored here either. */
function holdsSecret({ headers }: Response): boolean {
  return /\bno-store\b/i.test(headers.get('cache-control') ?? '')
}

function answerAgain({ status, headers, body }: StoredAnswer): Response {
  if (body === null) throw refusal('conflict', { pointer: '', rule: 'idempotency-told-once' })
  const isEmpty = status === 204
  return new Response(isEmpty ? null : body, { status, headers: { ...headers, 'idempotency-replayed': 'true' } })
}
