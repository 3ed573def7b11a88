import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { HELD_MS } from '../accounts/held-forms.ts'
import { toHex } from '../kernel/encoding.ts'
import type { RequestContext } from '../web/kit.ts'
import { COOKIE_OPTIONS } from '../web/session.ts'

/** Ties a sign-in under way, and a form that waits for it, to the browser that began. */
const SIGN_IN_COOKIE = '__Host-sign-in'

/** The secret of the browser's sign-in cookie; undefined when it has none. */
export function knownBrowser(c: RequestContext): string | undefined {
  const found = getCookie(c, SIGN_IN_COOKIE)
  return found !== undefined && /^[0-9a-f]{64}$/.test(found) ? found : undefined
}

/** Forgets the browser: whoever uses it next is not who signed in before. */
export function dropSignInCookie(c: RequestContext): void {
  deleteCookie(c, SIGN_IN_COOKIE, COOKIE_OPTIONS)
}

/** The secret of this browser, a new one unless it has one already: several tabs may sign in at a time. It is kept for an hour. */
export function signInBrowser(
  c: RequestContext,
  { randomBytes }: { readonly randomBytes: (count: number) => Uint8Array },
): string {
  const secret = knownBrowser(c) ?? toHex(randomBytes(32))
  setCookie(c, SIGN_IN_COOKIE, secret, { ...COOKIE_OPTIONS, maxAge: HELD_MS / 1000 })
  return secret
}
