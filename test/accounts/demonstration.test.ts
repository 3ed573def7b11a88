import { beforeAll, describe, expect, it } from 'vitest'
import { hasDemonstration, seedDemonstration } from '../../seed/run.ts'
import { DEMONSTRATION_PEOPLE } from '../../src/accounts/demonstration-people.ts'
import { allowsDemonstrationSignIn, readConfig } from '../../src/config.ts'
import { registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { anOrganization } from '../support/builders.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

const ORIGIN = 'http://localhost:8787'
let app: TestApp
beforeAll(async () => {
  app = await testApp({ demo: true, config: { DATABASE_URL: '' }, origin: ORIGIN })
  await seedDemonstration(app.deps)
})

const choose = (role: string, headers: Record<string, string> = {}, host = ORIGIN) =>
  app.request(`${host}/uk/sign-in/demonstration`, { form: { role }, headers: { origin: ORIGIN, ...headers } })

describe('the demonstration', () => {
  it.each(DEMONSTRATION_PEOPLE.map(({ role }) => role))('lets one be the %s', async (role) => {
    const answer = await choose(role)
    expect(answer.headers.get('location')).toBe('/uk/work')
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const page = await (await app.request(`${ORIGIN}/uk/account`, { cookie })).text()
    const person = DEMONSTRATION_PEOPLE.find((each) => each.role === role)
    expect(page).toContain(person?.name)
    // Every organization they act for is one of the register's.
    if (person?.organization) expect(page).not.toContain(`, ${person.organization}`)
  })

  it('offers all of them on the sign-in page, and says on every page what it is', async () => {
    const page = await (await app.request(`${ORIGIN}/uk/sign-in`)).text()
    for (const { name } of DEMONSTRATION_PEOPLE) expect(page).toContain(name)
    expect(page).toContain('class="demo"')
    expect(await (await app.request(`${ORIGIN}/uk`)).text()).toContain('href="/uk/sign-in?return_to=%2Fuk"')
  })

  it('leads from the other names of this machine to the one that forms are sent from', async () => {
    const answer = await app.request('http://127.0.0.1:8787/uk/sign-in?return_to=/uk/help')
    expect(answer.headers.get('location')).toBe(`${ORIGIN}/uk/sign-in?return_to=/uk/help`)
  })

  it.each([
    ['a name elsewhere that was pointed to this machine (DNS rebinding)', {}, 'http://evil.example:8787'],
    ['such a name in the Host header', { host: 'evil.example:8787' }, ORIGIN],
    ['a name that only begins like ours', {}, 'http://localhost.evil.example:8787'],
    ['the address of this machine in the network', {}, 'http://192.168.1.5:8787'],
    ['a proxy', { 'x-forwarded-for': '203.0.113.9' }, ORIGIN],
    ['a proxy that says so in the standard way', { forwarded: 'for=203.0.113.9' }, ORIGIN],
  ])('is refused to who comes by %s', async (_, headers, host) => {
    const answer = await choose('admin', headers as Record<string, string>, host)
    expect(answer.status).toBe(403)
    expect(answer.headers.getSetCookie()).toEqual([])
    const page = await app.request(`${host}/uk/sign-in`, { headers: headers as Record<string, string> })
    expect(await page.text()).not.toContain('value="admin"')
  })

  it('knows no other people', async () => {
    expect((await choose('system')).status).toBe(422)
    expect((await choose('')).status).toBe(422)
  })
})

describe('people of the demonstration are not to be chosen', () => {
  const provider = {
    OIDC_ISSUER: 'https://sso.example',
    OIDC_CLIENT_ID: 'x',
    OIDC_CLIENT_SECRET: 'x',
    SUBJECT_PEPPER: 'x'.repeat(32),
    PUBLIC_URL: 'https://register.example',
  }
  it.each([
    ['over a database that was named', { DATABASE_URL: 'file:data/x.db' }],
    ['beside a provider', provider],
    ['on every address of the machine', { HOST: '0.0.0.0' }],
    ['on one address of the network', { HOST: '192.168.1.5' }],
    ['under a public name', { PUBLIC_URL: 'https://register.example' }],
    ['without demonstration data', { DEMO: 'no' }],
  ])('%s', async (_, environment) => {
    expect(allowsDemonstrationSignIn(readConfig(environment as Record<string, string>))).toBe(false)
    const closed = await testApp({
      reference: false,
      demo: true,
      origin: ORIGIN,
      config: { DATABASE_URL: '', ...(environment as Record<string, string>) },
    })
    const form = { role: 'admin' }
    const answer = await closed.request(`${ORIGIN}/uk/sign-in/demonstration`, { form, headers: { origin: ORIGIN } })
    expect(answer.status).toBe(403)
  })

  it('and are on a fresh checkout', () => {
    expect(allowsDemonstrationSignIn(readConfig({}))).toBe(true)
    expect(allowsDemonstrationSignIn(readConfig({ HOST: 'localhost', PUBLIC_URL: 'http://localhost:3000' }))).toBe(true)
  })
})

describe('half a configuration of signing in', () => {
  it('does not start', () => {
    const some = { OIDC_ISSUER: 'https://sso.example', OIDC_CLIENT_ID: 'x' }
    expect(() => readConfig(some)).toThrow('OIDC_CLIENT_SECRET is needed')
    expect(() => readConfig(some)).toThrow('SUBJECT_PEPPER is needed')
    expect(() => readConfig({ OIDC_ISSUER: 'http://sso.example' })).toThrow('must begin with https://')
  })

  it('nor does one under a name without TLS, where browsers would not keep the cookies', () => {
    const all = {
      OIDC_ISSUER: 'https://s.example',
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET: 'x',
      SUBJECT_PEPPER: 'x'.repeat(32),
    }
    expect(() => readConfig({ ...all, PUBLIC_URL: 'http://register.example' })).toThrow('must begin with https://')
    expect(() => readConfig({ ...all, PUBLIC_URL: 'http://localhost:1' })).not.toThrow()
  })

  it('takes the public address as browsers write it in Origin, and refuses what is none', () => {
    const origin = (PUBLIC_URL: string) => readConfig({ PUBLIC_URL }).PUBLIC_URL
    expect(origin('HTTPS://Register.Example:443')).toBe('https://register.example')
    expect(origin('http://register.example:80')).toBe('http://register.example')
    expect(origin('https://register.example:8443')).toBe('https://register.example:8443')
    for (const wrong of ['https://me@register.example', 'https://register.example:99999', 'https://a b']) {
      expect(() => origin(wrong)).toThrow('PUBLIC_URL must be scheme, host and port')
    }
  })
})

describe('a register that has records of its own', () => {
  it('is given no demonstration', async () => {
    const own = await testApp({ reference: false })
    await registerOrganization(own.deps, OPERATOR, anOrganization(), 'test')
    expect(await seedDemonstration(own.deps)).toBe(0)
    expect(await hasDemonstration(own.deps)).toBe(false)
    const { rows } = await own.database.client.execute('select count(*) as n from leaf')
    expect(rows[0]?.['n']).toBe(1)
  })
})
