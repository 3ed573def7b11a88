import type { RequestContext } from './kit.ts'

/** Decisions want a proof of who somebody is that is no older than this, in ms. */
const FRESH_MS = 10 * 60_000

/** Whether whoever is signed in proved lately enough who they are. Nobody signed in: true, since what they may is asked elsewhere. */
export function isFresh(c: RequestContext, now: string): boolean {
  const { session } = c.var
  return session === null || Date.parse(now) - Date.parse(session.authenticatedAt) < FRESH_MS
}

/** Where somebody signs in once more and comes back to this page. */
export function signInAgain(c: RequestContext): string {
  const { pathname, search } = new URL(c.req.url)
  return `/${c.var.locale}/sign-in?return=${encodeURIComponent(`${pathname}${search}`)}`
}
