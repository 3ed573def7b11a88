import type { MiddlewareHandler } from 'hono'
import { AppError } from '../kernel/errors.ts'
import type { Allowance, PolicyName, Quotas } from '../kernel/quotas.ts'
import type { RequestContext, RequestEnv } from './kit.ts'

/** Where words are searched for: lists, suggestions and what is similar. */
const SEARCHES = /\/(?:search|suggest|similar)(?:\/|$)/

/** Steps of signing in: each is written down, and one that fails counts as a credential that was none. */
const SIGN_IN_STEPS = /^(?:\/(?:uk|en))?\/sign-in\/(?:begin|callback|demonstration)$/

/**
 * Says on every counted answer how much is left, in the fields of draft-ietf-httpapi-ratelimit-headers-10. Stands before
 * whatever counts, so that refusals say it too.
 */
export function rateLimitFields(): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    await next()
    const { allowance } = c.var
    if (allowance === undefined) return
    const { policy, remaining, reset, retryAfter } = allowance
    c.res.headers.set('RateLimit-Policy', `"${policy.name}";q=${policy.quota};w=${policy.window}`)
    c.res.headers.set('RateLimit', `"${policy.name}";r=${remaining};t=${remaining > 0 ? reset : retryAfter}`)
    if (c.res.status === 429) c.res.headers.set('Retry-After', String(Math.max(1, retryAfter)))
  }
}

/** Counts requests of each address, except those that a credential of the API is counted for. */
export function limitedByAddress(quotas: Quotas | null): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    const address = addressOf(c)
    if (quotas !== null && address !== null && !bearsCredential(c)) {
      keepWithin(c, quotas.take(policyOf(c), address))
    }
    if (!SIGN_IN_STEPS.test(c.req.path)) return next()
    refuseGuessing(c, quotas)
    await next()
    // A failed step leads back to where signing in begins, with what went wrong.
    if (c.res.status >= 400 || /[?&]problem=/.test(c.res.headers.get('location') ?? '')) countFailure(c, quotas)
    return
  }
}

/** Counts a request of a known credential. Throws `rate-limited`. */
export function limitCredential(c: RequestContext, quotas: Quotas | null, credential: string): void {
  if (quotas !== null) keepWithin(c, quotas.take(policyOf(c), `key ${credential}`))
}

/** Before a credential is looked at: throws `rate-limited` when too many of this address were none. */
export function refuseGuessing(c: RequestContext, quotas: Quotas | null): void {
  const address = addressOf(c)
  if (quotas !== null && address !== null) keepWithin(c, quotas.look('failures', address))
}

/** Counts a credential that was none against the address it came from. */
export function countFailure(c: RequestContext, quotas: Quotas | null): void {
  const address = addressOf(c)
  if (quotas !== null && address !== null) c.set('allowance', quotas.take('failures', address))
}

function keepWithin(c: RequestContext, allowance: Allowance): void {
  c.set('allowance', allowance)
  if (!allowance.allowed) throw new AppError('rate-limited', `more than the quota of ${allowance.policy.name}`)
}

function policyOf(c: RequestContext): PolicyName {
  if (!/^(?:GET|HEAD|OPTIONS)$/.test(c.req.method) || SIGN_IN_STEPS.test(c.req.path)) return 'write'
  return SEARCHES.test(c.req.path) || (c.req.query('q') ?? '') !== '' ? 'search' : 'read'
}

/** The network of the client, as the host tells it: of IPv6 the /64, which is one subscriber's. Null: the host does not say. */
function addressOf(c: RequestContext): string | null {
  // Requests that no host made, in tests, come without an environment.
  const address = (c.env as RequestEnv['Bindings'] | undefined)?.clientAddress ?? null
  return address === null || !address.includes(':') ? address : networkOf(address)
}

function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const filled =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return `${[...left, ...filled, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

function bearsCredential(c: RequestContext): boolean {
  return c.req.path.startsWith('/api/') && c.req.header('authorization') !== undefined
}
