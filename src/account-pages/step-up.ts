import { type FormFields, type HeldFormPorts, holdForm } from '../accounts/held-forms.ts'
import { isFresh, personOfToken } from '../accounts/sessions.ts'
import type { RequestContext } from '../web/kit.ts'
import { sessionToken, signedIn } from '../web/session.ts'
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

/**
 * Leads whoever is not signed in to sign in and back; a form that they sent is kept meanwhile when they were signed in before.
 * Whoever never was cannot have been shown one of these forms, and could fill the register with them.
 */
export async function leadToSignIn(c: RequestContext, ports: HeldFormPorts): Promise<Response> {
  return c.redirect(await wayOf(c, ports, 'sign-in'), 303)
}

async function wayOf(c: RequestContext, ports: HeldFormPorts, page: string): Promise<string> {
  const { pathname, search } = new URL(c.req.url)
  const here = `${pathname}${search}`
  const isForm = c.req.method === 'POST' && c.req.header('content-type') !== undefined
  const back = isForm ? await held(c, ports, here) : here
  const way = `/${c.var.locale}/${page}`
  return back === null ? way : `${way}?return_to=${encodeURIComponent(back)}`
}

/** Where the form that was sent waits; null when its sender is nobody. Chosen files are not kept: no page can choose them again. */
async function held(c: RequestContext, ports: HeldFormPorts, path: string): Promise<string | null> {
  const person = c.var.session?.person.id ?? (await personOfToken(ports.read, sessionToken(c)))
  if (person === null) return null
  const entries = [...(await c.req.formData().catch(() => new FormData())).entries()]
  const fields: FormFields = entries.flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  const hasFiles = entries.some(([, value]) => typeof value !== 'string' && value.size > 0)
  const id = await holdForm(ports, person, signInBrowser(c, ports), { path, fields })
  return `/${c.var.locale}/sign-in/held/${id}${hasFiles ? '?files=1' : ''}`
}
