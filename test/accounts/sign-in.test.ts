import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sessionOf } from '../../src/accounts/sessions.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { Visitor } from '../support/sign-in.ts'
import { TEST_ORIGIN, type TestApp, testApp } from '../support/test-app.ts'

let provider: IdentityProvider
let app: TestApp
beforeAll(async () => {
  provider = await startIdentityProvider(TEST_ORIGIN)
})
afterAll(() => provider.close())
beforeEach(async () => {
  app = await testApp({ reference: false, config: provider.settings, sleep: (ms) => setTimeout(ms) })
  // The provider tells the real time.
  app.setNow(new Date().toISOString())
})

const all = async (sql: string) => (await app.database.client.execute(sql)).rows

describe('signing in', () => {
  it('leads to the provider with a code challenge, a state and a nonce, and back to where the reader was', async () => {
    const visitor = new Visitor(app)
    const address = new URL(await visitor.begin('/en/software?q=x'))
    expect(address.origin).toBe(provider.issuer)
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${TEST_ORIGIN}/sign-in/callback`,
      state: expect.stringMatching(/^[0-9a-f]{64}$/),
      nonce: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const back = await visitor.ask(await visitor.prove(address.href, 'citizen-1'))
    expect(back.status).toBe(303)
    expect(back.headers.get('location')).toBe('/en/software?q=x')
    expect(visitor.token).toMatch(/^[0-9a-f]{64}$/)
    const page = await (await visitor.ask('/uk/account')).text()
    expect(page).toContain('Андрій Першенко')
  })

  it('sets cookies that only this host reads, over HTTPS, out of reach of scripts', async () => {
    const visitor = new Visitor(app)
    const begun = await visitor.ask('/uk/sign-in/begin')
    const back = await visitor.ask(await visitor.prove(begun.headers.get('location') ?? '', 'citizen-1'))
    for (const line of [...begun.headers.getSetCookie(), ...back.headers.getSetCookie()]) {
      expect(line).toMatch(/^__Host-/)
      expect(line).toContain('Path=/')
      expect(line).toContain('HttpOnly')
      expect(line).toContain('Secure')
      expect(line).toContain('SameSite=Lax')
      expect(line).not.toContain('Domain')
    }
  })

  it('keeps of the person a keyed hash, the name and the organization, and nothing else', async () => {
    await new Visitor(app).signIn('head-991')
    const [person] = await all('select * from person')
    expect(person).toMatchObject({
      subject: expect.stringMatching(/^[0-9a-f]{64}$/),
      name: 'Богдана Другенко',
      claimed_organization: 'UA-EDR-99000991',
    })
    expect(JSON.stringify(await all('select * from person, session'))).not.toContain('head-991')
  })

  it('knows the same person again, by another session', async () => {
    const [first, second] = [new Visitor(app), new Visitor(app)]
    await first.signIn('citizen-1')
    await second.signIn('citizen-1')
    expect(await all('select id from person')).toHaveLength(1)
    expect(await all('select id from session')).toHaveLength(2)
    expect(first.token).not.toBe(second.token)
  })

  it('is called off when the person changes their mind there', async () => {
    const visitor = new Visitor(app)
    const back = await visitor.signIn(null)
    expect(back.headers.get('location')).toContain('/uk/sign-in?problem=cancelled')
    expect(visitor.token).toBeUndefined()
    const page = await (await visitor.ask(back.headers.get('location') ?? '')).text()
    expect(page).toContain('Ви скасували вхід')
  })

  it('tells the provider which language the reader reads', async () => {
    const visitor = new Visitor(app)
    const response = await visitor.ask('/en/sign-in/begin')
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('ui_locales')).toBe('en')
  })

  it('ends at once by signing out, and offers to end the session at the provider too', async () => {
    const visitor = new Visitor(app)
    await visitor.signIn('citizen-1')
    const { token } = visitor
    const out = await visitor.ask('/uk/sign-out', { form: {} })
    expect(out.headers.get('location')).toBe('/uk/signed-out')
    expect(visitor.token).toBeUndefined()
    expect(await sessionOf(app.deps, token ?? '')).toBeNull()
    const page = await (await visitor.ask('/uk/signed-out')).text()
    expect(page).toContain(`${provider.issuer}/session/end?`)
  })
})

describe('a provider that does not answer', () => {
  const settings = (issuer: string) => ({ ...provider.settings, OIDC_ISSUER: issuer })

  it.each([
    ['is not there', async () => 'http://localhost:1'],
    [
      'is broken',
      async () => {
        const server = createServer((_, response) => {
          response.statusCode = 502
          response.end('bad gateway')
        })
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
        return `http://localhost:${(server.address() as AddressInfo).port}`
      },
    ],
  ])('because it %s leaves the public pages up, and the sign-in page says so', async (_, start) => {
    const down = await testApp({ reference: false, config: settings(await start()) })
    const visitor = new Visitor(down)
    const begun = await visitor.ask('/uk/sign-in/begin?return_to=/uk/help')
    expect(begun.headers.get('location')).toBe('/uk/sign-in?problem=unavailable&return_to=%2Fuk%2Fhelp')
    const page = await (await visitor.ask(begun.headers.get('location') ?? '')).text()
    expect(page).toContain('Постачальник електронної ідентифікації не відповідає')
    expect((await visitor.ask('/uk')).status).toBe(200)
    expect((await visitor.ask('/uk/signed-out')).status).toBe(200)
  })

  it('at all is not waited for by who signed out', async () => {
    const hanging: typeof fetch = () => new Promise(() => undefined)
    const other = await testApp({ reference: false, config: provider.settings, providerFetch: hanging })
    expect((await new Visitor(other).ask('/uk/signed-out')).status).toBe(200)
  }, 5000)

  it('and came back is asked again at the next try', async () => {
    let isUp = false
    const flaky: typeof fetch = (input, init) => (isUp ? fetch(input, init) : Promise.reject(new TypeError('down')))
    const other = await testApp({ reference: false, config: provider.settings, providerFetch: flaky })
    other.setNow(new Date().toISOString())
    const visitor = new Visitor(other)
    expect(await visitor.begin()).toContain('problem=unavailable')
    isUp = true
    expect((await visitor.signIn('citizen-1')).headers.get('location')).toBe('/uk/account')
  })
})

describe('a page for people with a role', () => {
  it('leads whoever is not signed in to sign in and back', async () => {
    const visitor = new Visitor(app)
    const asked = await visitor.ask('/uk/work?x=1')
    expect(asked.headers.get('location')).toBe('/uk/sign-in?return_to=%2Fuk%2Fwork%3Fx%3D1')
    const back = await visitor.signIn('citizen-1', '/uk/work?x=1')
    expect(back.headers.get('location')).toBe('/uk/work?x=1')
  })

  it('keeps a form that was sent after the session had ended, and gives it back to the same browser', async () => {
    const visitor = new Visitor(app)
    await visitor.signIn('citizen-1')
    app.setNow(new Date(Date.now() + 31 * 60_000).toISOString())
    const sent = await visitor.ask('/uk/account/request-role', {
      form: { organization: 'UA-EDR-99000991', role: 'editor' },
    })
    const wayIn = new URL(sent.headers.get('location') ?? '', TEST_ORIGIN)
    expect(wayIn.pathname).toBe('/uk/sign-in')
    const held = wayIn.searchParams.get('return_to') ?? ''
    expect(held).toMatch(/^\/uk\/sign-in\/held\/[0-9a-f]{32}$/)
    app.setNow(new Date().toISOString())
    await visitor.signIn('citizen-1', held)
    const page = await (await visitor.ask(held)).text()
    expect(page).toContain('action="/uk/account/request-role"')
    expect(page).toContain('name="organization" value="UA-EDR-99000991"')
    const somebodyElse = new Visitor(app)
    await somebodyElse.signIn('head-991')
    expect((await somebodyElse.ask(held)).status).toBe(404)
  })

  it('tells somebody signed in without a role that this is what is missing', async () => {
    const visitor = new Visitor(app)
    await visitor.signIn('citizen-1')
    const refused = await visitor.ask('/uk/work/requests')
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('не маєте підтвердженої ролі')
  })
})
