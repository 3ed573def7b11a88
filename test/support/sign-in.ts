import { SESSION_COOKIE } from '../../src/web/session.ts'
import { TEST_ORIGIN, type TestApp } from './test-app.ts'

/** A browser as far as signing in needs one: cookies for each origin, and no redirect followed unasked. */
export class Visitor {
  private readonly cookies = new Map<string, Map<string, string>>()
  private readonly app: TestApp

  constructor(app: TestApp) {
    this.app = app
  }

  /** Asks the register or the provider, and keeps the cookies of the answer. */
  async ask(address: string, init: RequestInit & { readonly form?: Readonly<Record<string, string>> } = {}) {
    const url = new URL(address, TEST_ORIGIN)
    const { form, ...rest } = init
    const headers = new Headers(init.headers)
    const cookie = this.cookieOf(url.origin)
    if (cookie !== '') headers.set('cookie', cookie)
    const isOurs = url.origin === TEST_ORIGIN
    if (form !== undefined && isOurs && !headers.has('origin')) headers.set('origin', TEST_ORIGIN)
    const request = {
      ...rest,
      headers,
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
      redirect: 'manual' as const,
    }
    const response = isOurs ? await this.app.request(url.href, request) : await fetch(url, request)
    for (const line of response.headers.getSetCookie()) this.keep(url.origin, line)
    return response
  }

  /** The cookies that this browser sends to an origin. */
  cookieOf(origin = TEST_ORIGIN): string {
    return [...(this.cookies.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** What the register's session cookie holds; undefined when there is none. */
  get token(): string | undefined {
    return this.cookies.get(TEST_ORIGIN)?.get(SESSION_COOKIE)
  }

  setCookie(name: string, value: string): void {
    this.keep(TEST_ORIGIN, `${name}=${value}`)
  }

  /** Loses the cookies of an origin, as another browser would not have them. */
  forget(origin: string): void {
    this.cookies.delete(origin)
  }

  private keep(origin: string, line: string): void {
    const [pair = '', ...attributes] = line.split(';')
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    const jar = this.cookies.get(origin) ?? new Map<string, string>()
    const isGone = value === '' || attributes.some((each) => /^\s*max-age=0$/i.test(each))
    if (isGone) jar.delete(name.trim())
    else jar.set(name.trim(), value)
    this.cookies.set(origin, jar)
  }

  /** Begins to sign in and goes to the provider; gives the provider's address. */
  async begin(returnTo = '/uk/account', again = false): Promise<string> {
    const query = new URLSearchParams({ return_to: returnTo, ...(again ? { again: '1' } : {}) })
    const response = await this.ask(`/uk/sign-in/begin?${query}`)
    return response.headers.get('location') ?? ''
  }

  /**
   * Says at the provider who they are (or that they would rather not), until it sends them back. Gives the address of the register
   * with the provider's answer, which was not asked yet.
   */
  async prove(address: string, sub: string | null): Promise<string> {
    let next = address
    for (let step = 0; step < 10; step++) {
      const url = new URL(next)
      if (url.origin === TEST_ORIGIN) return next
      const isQuestion = url.pathname.startsWith('/interaction/')
      const form = sub === null ? { cancel: '1' } : { sub }
      const response = await this.ask(next, isQuestion ? { form } : {})
      const location = response.headers.get('location')
      if (location === null) throw new Error(`the provider answered ${response.status}: ${await response.text()}`)
      next = new URL(location, url).href
    }
    throw new Error('the provider sends people round in circles')
  }

  /** The whole way: begin, prove, come back. Gives the answer to the callback. */
  async signIn(sub: string | null, returnTo?: string, again?: boolean): Promise<Response> {
    return this.ask(await this.prove(await this.begin(returnTo, again), sub))
  }
}
