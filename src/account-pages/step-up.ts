import { type FormFields, type HeldFormPorts, holdForm } from '../accounts/held-forms.ts'
import { isFresh } from '../accounts/sessions.ts'
import type { RequestContext } from '../web/kit.ts'
import { signedIn } from '../web/session.ts'
import { signInBrowser } from './sign-in-cookie.ts'

/**
 * What a sensitive form (approving, publishing, roles, keys) asks before it does anything: null when its sender proved who they are
 * within the last ten minutes, else the answer that leads them to prove it, and back. A form that was sent is kept meanwhile and is
 * theirs to send again. Throws `unauthenticated` when nobody is signed in.
 */
export async function requireStepUp(c: RequestContext, ports: HeldFormPorts): Promise<Response | null> {
  if (isFresh(signedIn(c), ports.now())) return null
  return c.redirect(await wayOf(c, ports, 'sign-in/again'), 303)
}

/** Leads whoever is not signed in to sign in and back; a form that they sent is kept meanwhile. */
export async function leadToSignIn(c: RequestContext, ports: HeldFormPorts): Promise<Response> {
  return c.redirect(await wayOf(c, ports, 'sign-in'), 303)
}

async function wayOf(c: RequestContext, ports: HeldFormPorts, page: string): Promise<string> {
  const { locale } = c.var
  const { pathname, search } = new URL(c.req.url)
  const here = `${pathname}${search}`
  const isForm = c.req.method === 'POST' && c.req.header('content-type') !== undefined
  const back = isForm ? `/${locale}/sign-in/held/${await held(c, ports, here)}` : here
  return `/${locale}/${page}?return_to=${encodeURIComponent(back)}`
}

/** Chosen files are not kept: browsers do not let a page choose them again. */
async function held(c: RequestContext, ports: HeldFormPorts, path: string): Promise<string> {
  const data = await c.req.formData().catch(() => new FormData())
  const fields: FormFields = [...data.entries()].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  return holdForm(ports, signInBrowser(c, ports), { path, fields })
}
