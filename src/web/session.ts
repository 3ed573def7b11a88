import type { MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Session } from '../accounts/sessions.ts'
import { AppError } from '../kernel/errors.ts'
import type { RequestContext, RequestEnv } from './kit.ts'
import { isSecretAddress } from './secret-pages.ts'

/** The cookie of a session. Its prefix makes browsers refuse one that another host, path or plain HTTP set. */
export const SESSION_COOKIE = '__Host-session'

/** What every cookie of ours is set with. */
export const COOKIE_OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const

/**
 * Finds out who reads a page. Pages of somebody signed in are never stored by anyone; what the public sees differs by the
 * cookie alone. The API knows no cookies: this stands before pages only.
 */
export function withSession(sessionOf: (token: string) => Promise<Session | null>): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    const token = getCookie(c, SESSION_COOKIE)
    const session = token === undefined ? null : await sessionOf(token)
    c.set('session', session)
    if (session !== null) c.set('actor', session.actor)
    await next()
    c.header('vary', 'Cookie', { append: true })
    if (session !== null) c.header('cache-control', 'private, no-store')
  }
}

/** Puts the token of a session into the browser. It has no end of its own: the register knows when the session ends. */
export function setSessionCookie(c: RequestContext, token: string): void {
  setCookie(c, SESSION_COOKIE, token, COOKIE_OPTIONS)
}

export function dropSessionCookie(c: RequestContext): void {
  deleteCookie(c, SESSION_COOKIE, COOKIE_OPTIONS)
}

/** The token in the cookie of a session, whatever it is worth; `''` without one. */
export function sessionToken(c: RequestContext): string {
  return getCookie(c, SESSION_COOKIE) ?? ''
}

/** Who is signed in. Throws `unauthenticated`, which leads readers of a page to sign in and back. */
export function signedIn(c: RequestContext): Session {
  if (c.var.session === null) throw new AppError('unauthenticated', 'nobody is signed in')
  return c.var.session
}

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses what another site's page sends in the reader's name: every unsafe request must say that it comes from this origin
 * (`Origin`; where a browser leaves it out, `Sec-Fetch-Site`), and neither may say anything else.
 */
export function sameOriginOnly(origin: string): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    if (SAFE_METHODS.includes(c.req.method)) return next()
    const from = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    // A page without a referrer hides its origin too; that the form is ours its secret address says.
    const isHidden = from === 'null' && isSecretAddress(c.req.path)
    const isOurs = isHidden || (from === undefined ? site === 'same-origin' : from === origin)
    if (!isOurs || (site !== undefined && site !== 'same-origin')) {
      throw new AppError('forbidden', 'the form was sent from another site', [{ pointer: '', rule: 'other-origin' }])
    }
    return next()
  }
}
