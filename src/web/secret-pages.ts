import type { MiddlewareHandler } from 'hono'

const SECRET_ADDRESS = /^(\/(?:uk|en)\/consent\/)[^/]+/

/** Whether the address of a page is itself a secret: whoever has it may act by it. */
export function isSecretAddress(path: string): boolean {
  return SECRET_ADDRESS.test(path)
}

/** A path as it may stand in a log. */
export function pathToLog(path: string): string {
  return path.replace(SECRET_ADDRESS, '$1…')
}

/**
 * Keeps secret addresses to who has them: nothing stores such a page, no link tells another site where it was followed, and no
 * search engine lists it. It stands before the headers of all answers, and so has the last word, on errors too.
 */
export function secretPages(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    if (!isSecretAddress(c.req.path)) return
    c.res.headers.set('referrer-policy', 'no-referrer')
    c.res.headers.set('cache-control', 'private, no-store')
    c.res.headers.set('x-robots-tag', 'noindex, nofollow, noarchive')
  }
}
