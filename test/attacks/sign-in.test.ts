import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ownPath } from '../../src/accounts/return-path.ts'
import { sessionOf } from '../../src/accounts/sessions.ts'
import { registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { SESSION_COOKIE } from '../../src/web/session.ts'
import { anOrganization, organizationOf } from '../support/builders.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { Visitor } from '../support/sign-in.ts'
import { TEST_ORIGIN, type TestApp, testApp } from '../support/test-app.ts'
import { LIAR_CLIENT, type Lie, type LyingProvider, startLyingProvider } from './lying-provider.ts'

let honest: IdentityProvider
let liar: LyingProvider
let app: TestApp
beforeAll(async () => {
  honest = await startIdentityProvider(TEST_ORIGIN)
  liar = await startLyingProvider()
})
afterAll(async () => {
  await honest.close()
  await liar.close()
})

async function freshApp(config: Record<string, string>): Promise<TestApp> {
  const made = await testApp({ reference: false, config })
  made.setNow(new Date().toISOString())
  return made
}
const withLiar = () =>
  freshApp({
    ...honest.settings,
    OIDC_ISSUER: liar.issuer,
    OIDC_CLIENT_ID: LIAR_CLIENT.id,
    OIDC_CLIENT_SECRET: LIAR_CLIENT.secret,
  })
const fresh = async () => {
  app = await freshApp({ ...honest.settings })
}
afterEach(() => {
  liar.lie = {}
})

const sessions = async () => (await app.database.client.execute('select * from session')).rows
const problemOf = (response: Response) =>
  new URL(response.headers.get('location') ?? '/', TEST_ORIGIN).searchParams.get('problem')

describe('an answer of the provider', () => {
  beforeEach(fresh)

  it('that comes a second time is worth nothing', async () => {
    const visitor = new Visitor(app)
    const callback = await visitor.prove(await visitor.begin(), 'citizen-1')
    await visitor.ask(callback)
    expect(problemOf(await visitor.ask(callback))).toBe('unknown')
    expect(await sessions()).toHaveLength(1)
  })

  it('that was caught and is brought by another browser is worth nothing, and is not used up by the try', async () => {
    const [victim, attacker] = [new Visitor(app), new Visitor(app)]
    const callback = await victim.prove(await victim.begin(), 'citizen-1')
    await attacker.begin()
    const tried = await attacker.ask(callback)
    expect(problemOf(tried)).toBe('unknown')
    expect(attacker.token).toBeUndefined()
    expect((await victim.ask(callback)).headers.get('location')).toBe('/uk/account')
  })

  it('of the attacker is not taken in the browser of the victim: nobody is signed in as somebody else unawares', async () => {
    const [victim, attacker] = [new Visitor(app), new Visitor(app)]
    const callback = await attacker.prove(await attacker.begin(), 'head-991')
    expect(problemOf(await victim.ask(callback))).toBe('unknown')
    await victim.begin()
    expect(problemOf(await victim.ask(callback))).toBe('unknown')
    expect(victim.token).toBeUndefined()
  })

  it.each([
    ['no state', (url: URL) => url.searchParams.delete('state')],
    ['a state nobody began', (url: URL) => url.searchParams.set('state', 'f'.repeat(64))],
    ['two states', (url: URL) => url.searchParams.append('state', 'f'.repeat(64))],
    ['an invented code', (url: URL) => url.searchParams.set('code', 'invented')],
    ['two codes', (url: URL) => url.searchParams.append('code', 'another')],
    ['no code', (url: URL) => url.searchParams.delete('code')],
    ['the name of another issuer (mix-up)', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['no name of the issuer where the provider names itself', (url: URL) => url.searchParams.delete('iss')],
  ])('with %s is refused', async (_, spoil) => {
    const visitor = new Visitor(app)
    const url = new URL(await visitor.prove(await visitor.begin(), 'citizen-1'))
    spoil(url)
    expect(problemOf(await visitor.ask(url.href))).toMatch(/^(?:unknown|refused)$/)
    expect(visitor.token).toBeUndefined()
  })

  it('that comes after ten minutes is too late', async () => {
    const visitor = new Visitor(app)
    const callback = await visitor.prove(await visitor.begin(), 'citizen-1')
    app.setNow(new Date(Date.now() + 10 * 60_000 + 1000).toISOString())
    expect(problemOf(await visitor.ask(callback))).toBe('unknown')
  })

  it('with a code of another attempt of the same person is refused: code and verifier belong together', async () => {
    const visitor = new Visitor(app)
    const first = new URL(await visitor.prove(await visitor.begin(), 'citizen-1'))
    const second = new URL(await visitor.prove(await visitor.begin(), 'citizen-1'))
    second.searchParams.set('code', first.searchParams.get('code') ?? '')
    expect(problemOf(await visitor.ask(second.href))).toBe('refused')
  })

  it('to a begin without PKCE is not to be had: the verifier is always sent, and a provider that wants none changes nothing', async () => {
    app = await withLiar()
    const visitor = new Visitor(app)
    const begun = new URL(await visitor.begin())
    expect(begun.searchParams.get('code_challenge_method')).toBe('S256')
    await answerOfLiar(visitor, begun)
    const sent = liar.asked.at(-1)
    expect(sent?.get('code_verifier')).toMatch(/^[0-9a-f]{64}$/)
    expect(begun.searchParams.get('code_challenge')).not.toBe(sent?.get('code_verifier'))
  })
})

/** Comes back from the lying provider; its code says which nonce it is to repeat. */
async function answerOfLiar(visitor: Visitor, begun: URL, changed: Readonly<Record<string, string>> = {}) {
  const query = new URLSearchParams({
    state: begun.searchParams.get('state') ?? '',
    code: begun.searchParams.get('nonce') ?? '',
    iss: liar.issuer,
    ...changed,
  })
  return visitor.ask(`/sign-in/callback?${query}`)
}

describe('an ID token', () => {
  const now = () => Math.floor(Date.now() / 1000)
  const LIES: readonly (readonly [string, () => Lie])[] = [
    ['of another issuer', () => ({ claims: { iss: 'https://evil.example' } })],
    ['for another program', () => ({ claims: { aud: 'another-program' } })],
    ['for several programs, of which another one asked', () => ({ claims: { aud: [LIAR_CLIENT.id, 'x'], azp: 'x' } })],
    ['with the nonce of another attempt', () => ({ claims: { nonce: 'f'.repeat(64) } })],
    ['without a nonce', () => ({ without: ['nonce'] })],
    ['that has expired', () => ({ claims: { iat: now() - 7200, exp: now() - 3600 } })],
    ['without an end', () => ({ without: ['exp'] })],
    ['without a subject', () => ({ without: ['sub'] })],
    ['not valid yet', () => ({ claims: { nbf: now() + 3600 } })],
    ['signed by somebody else', () => ({ signature: 'foreign' })],
    ['signed by nobody (alg none)', () => ({ signature: 'none' })],
    ['signed with the secret that the program knows too (HS256)', () => ({ signature: 'secret' })],
    ['that does not say when the proof was given', () => ({ without: ['auth_time'] })],
    ['whose proof is older than twelve hours', () => ({ claims: { auth_time: now() - 13 * 3600 } })],
  ]

  beforeAll(async () => {
    app = await withLiar()
  })

  it('that is in order is believed, or the refusals would say nothing', async () => {
    const visitor = new Visitor(app)
    const back = await answerOfLiar(visitor, new URL(await visitor.begin()))
    expect(back.headers.get('location')).toBe('/uk/account')
    expect(visitor.token).toBeDefined()
  })

  it.each(LIES)('%s is refused', async (_, lie) => {
    const before = await sessions()
    liar.lie = lie()
    const visitor = new Visitor(app)
    const back = await answerOfLiar(visitor, new URL(await visitor.begin()))
    expect(problemOf(back)).toBe('refused')
    expect(visitor.token).toBeUndefined()
    expect(await sessions()).toEqual(before)
  })

  it('with a tax number where the code of an organization should be leaves no trace of it', async () => {
    liar.lie = { claims: { sub: 'another', edrpou: '1234567899', name: 'Хтось, РНОКПП 1234567899' } }
    const visitor = new Visitor(app)
    await answerOfLiar(visitor, new URL(await visitor.begin()))
    expect(visitor.token).toBeDefined()
    const { rows } = await app.database.client.execute('select * from person')
    expect(JSON.stringify(rows)).not.toContain('1234567899')
  })
})

describe('a session', () => {
  beforeEach(fresh)

  it('that the attacker put into the browser beforehand is not the one that is signed in (fixation)', async () => {
    const visitor = new Visitor(app)
    const planted = 'a'.repeat(64)
    visitor.setCookie(SESSION_COOKIE, planted)
    await visitor.signIn('citizen-1')
    expect(visitor.token).not.toBe(planted)
    expect(await sessionOf(app.deps, planted)).toBeNull()
  })

  it('of the attacker that stood in the browser ends as its owner signs in', async () => {
    const visitor = new Visitor(app)
    await visitor.signIn('head-991')
    const before = visitor.token ?? ''
    const callback = await visitor.prove(await visitor.begin(), 'citizen-1')
    await visitor.ask(callback)
    expect(visitor.token).not.toBe(before)
    expect(await sessionOf(app.deps, before)).toBeNull()
  })

  it('that was stolen is worth nothing once its owner ended it, and all of them at once', async () => {
    const [owner, thief] = [new Visitor(app), new Visitor(app)]
    await owner.signIn('citizen-1')
    thief.setCookie(SESSION_COOKIE, owner.token ?? '')
    const elsewhere = new Visitor(app)
    await elsewhere.signIn('citizen-1')
    await elsewhere.ask('/uk/account/sessions/end-others', { form: {} })
    for (const each of [owner, thief]) {
      expect((await each.ask('/uk/account')).headers.get('location')).toMatch(/^\/uk\/sign-in\?/)
    }
    expect((await elsewhere.ask('/uk/account')).status).toBe(200)
  })

  it('of somebody else is not ended by who knows its number', async () => {
    const [owner, attacker] = [new Visitor(app), new Visitor(app)]
    await owner.signIn('citizen-1')
    await attacker.signIn('head-991')
    const id = (await sessionOf(app.deps, owner.token ?? ''))?.id ?? ''
    const tried = await attacker.ask('/uk/account/sessions/end', { form: { session: id } })
    expect(tried.status).toBe(404)
    expect((await owner.ask('/uk/account')).status).toBe(200)
  })

  it('is no key: the API reads no cookie', async () => {
    const cookie = await app.signIn('registrar')
    const headers = { origin: TEST_ORIGIN }
    for (const path of ['/api/v1/imports/quarantine', '/api/v1/keys']) {
      expect((await app.request(path, { cookie, headers })).status).toBe(401)
    }
    const written = await app.request('/api/v1/organizations', {
      method: 'POST',
      cookie,
      headers,
      json: { document: anOrganization() },
    })
    expect(written.status).toBe(401)
  })
})

describe('where to go on to after signing in', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/uk',
    'javascript:alert(1)',
    '/uk/../../evil.example',
    '/uk/..//evil.example',
    '/uk/\t/evil.example',
    '/uk\n//evil.example',
    '/%2f/evil.example',
    '/ukraine',
    'uk/help',
    '/api/v1/software',
    '/uk/sign-out',
    '/uk/sign-in/begin',
    `/uk/${'x'.repeat(3000)}`,
  ])('is never %j', (returnTo) => {
    expect(ownPath(returnTo)).toBeNull()
  })

  it('is asked of every address that names it', async () => {
    await fresh()
    const visitor = new Visitor(app)
    const back = await visitor.signIn('citizen-1', '//evil.example')
    expect(back.headers.get('location')).toBe('/uk/work')
    const signedIn = await visitor.ask('/uk/sign-in?return_to=/%5Cevil.example')
    expect(signedIn.headers.get('location')).toBe('/uk/work')
    const again = await visitor.ask('/uk/sign-in/again?return_to=https://evil.example')
    expect(await again.text()).toContain('href="/uk/sign-in/begin?return_to=%2Fuk%2Fwork&amp;again=1"')
  })

  it.each([
    '/uk',
    '/en/software?q=%D1%87%D0%B5%D1%80%D0%B3%D0%B0&page=2',
    '/uk/help#words',
    '/uk/organizations/UA-EDR-1',
  ])('may be %s', (path) => {
    expect(ownPath(path)).toBe(path)
  })

  it('stays a path of ours when its dots are resolved', () => {
    expect(ownPath('/uk/a/../help')).toBe('/uk/help')
    expect(ownPath('/uk/../en/help')).toBe('/en/help')
  })
})

describe('a proof that is to be given again', () => {
  beforeEach(fresh)

  const LATER_MS = 11 * 60_000

  async function staleRegistrar() {
    const visitor = new Visitor(app)
    await visitor.signIn('registrar-5')
    const [person] = (await app.database.client.execute('select id from person')).rows
    await app.deps.records.record([
      {
        sql: `insert into membership (id, person_id, role, state, claimed, requested_at, decided_at, decided_by)
              values ('${'b'.repeat(32)}', ?, 'admin', 'confirmed', 0, ?, ?, 'system')`,
        args: [String(person?.['id']), app.deps.now(), app.deps.now()],
      },
    ])
    await visitor.ask('/uk/account/act-as', { form: { membership: 'b'.repeat(32) } })
    // As though they had signed in eleven minutes ago.
    await app.deps.records.record([
      {
        sql: `update session set authenticated_at = ? where person_id = ?`,
        args: [new Date(Date.parse(app.deps.now()) - LATER_MS).toISOString(), String(person?.['id'])],
      },
    ])
    return visitor
  }
  const key = { name: 'обмін', role: 'editor', organization: organizationOf(1), scopes: 'read' }
  const keys = async () => (await app.database.client.execute('select * from api_key')).rows

  it('is asked for before a key is made, and the form is theirs to send again with nothing lost', async () => {
    await registerOrganization(app.deps, OPERATOR, anOrganization(), 'test')
    const visitor = await staleRegistrar()
    const asked = new URL(
      (await visitor.ask('/uk/work/keys', { form: key })).headers.get('location') ?? '',
      TEST_ORIGIN,
    )
    expect(asked.pathname).toBe('/uk/sign-in/again')
    expect(await keys()).toEqual([])
    const held = asked.searchParams.get('return_to') ?? ''
    const back = await visitor.signIn('registrar-5', held, true)
    expect(back.headers.get('location')).toBe(held)
    const page = await (await visitor.ask(held)).text()
    for (const [name, value] of Object.entries(key)) expect(page).toContain(`name="${name}" value="${value}"`)
    const made = await visitor.ask('/uk/work/keys', { form: key })
    expect(await made.text()).toMatch(/ofa_[0-9a-f]{16}_[0-9a-f]{46}/)
    expect(await keys()).toHaveLength(1)
  })

  it('makes a new session: the token from before is worth nothing', async () => {
    const visitor = await staleRegistrar()
    const before = visitor.token ?? ''
    await visitor.signIn('registrar-5', '/uk/work', true)
    expect(visitor.token).not.toBe(before)
    expect(await sessionOf(app.deps, before)).toBeNull()
    expect((await sessionOf(app.deps, visitor.token ?? ''))?.actor.role).toBe('admin')
  })

  it('is not given by somebody else: their proof changes nothing', async () => {
    const visitor = await staleRegistrar()
    const before = visitor.token
    visitor.forget(honest.issuer)
    const back = await visitor.signIn('citizen-1', '/uk/work', true)
    expect(problemOf(back)).toBe('other-person')
    expect(visitor.token).toBe(before)
    expect((await visitor.ask('/uk/work/keys', { form: key })).headers.get('location')).toContain('/sign-in/again')
  })

  it('is not given by the old session at the provider, with the demand for a new proof taken out of the address', async () => {
    app = await withLiar()
    const visitor = new Visitor(app)
    await answerOfLiar(visitor, new URL(await visitor.begin()))
    const begun = new URL(await visitor.begin('/uk/work', true))
    expect(begun.searchParams.get('prompt')).toBe('login')
    expect(begun.searchParams.get('max_age')).toBe('300')
    liar.lie = { claims: { auth_time: Math.floor(Date.now() / 1000) - 700 } }
    expect(problemOf(await answerOfLiar(visitor, begun))).toBe('refused')
  })

  it('is not taken from a sign-in that the provider remembers from long ago', async () => {
    app = await withLiar()
    liar.lie = { claims: { auth_time: Math.floor(Date.now() / 1000) - 3600 } }
    const visitor = new Visitor(app)
    await answerOfLiar(visitor, new URL(await visitor.begin()))
    const session = await sessionOf(app.deps, visitor.token ?? '')
    expect(Date.now() - Date.parse(session?.authenticatedAt ?? '')).toBeGreaterThan(3_500_000)
  })

  it('is for the session that asked alone', async () => {
    const visitor = await staleRegistrar()
    const callback = await visitor.prove(await visitor.begin('/uk/work', true), 'registrar-5')
    await visitor.ask('/uk/sign-out', { form: {} })
    expect(problemOf(await visitor.ask(callback))).toBe('unknown')
    expect(visitor.token).toBeUndefined()
  })

  it('is not begun by who is not signed in', async () => {
    const visitor = new Visitor(app)
    expect(await visitor.begin('/uk/work', true)).toMatch(/^\/uk\/sign-in\?/)
  })
})

describe('a role', () => {
  const [OWN, OTHER] = [organizationOf(1), organizationOf(2)]
  beforeEach(async () => {
    await fresh()
    for (const id of [OWN, OTHER]) {
      await registerOrganization(app.deps, OPERATOR, anOrganization({ identifier: id.replace('UA-EDR-', '') }), 'test')
    }
  })
  const requested = async (cookie: string, form: Record<string, string>) =>
    app.request('/uk/account/request-role', { cookie, form })
  const waiting = async () => {
    const { rows } = await app.database.client.execute(`select * from membership where state = 'requested'`)
    return rows
  }

  it('that somebody asked for is not confirmed by themselves, however they ask', async () => {
    const cookie = await app.signIn('head', OWN)
    await requested(cookie, { organization: OWN, role: 'editor' })
    const [mine] = await waiting()
    const tried = await app.request(`/uk/work/roles/${mine?.['id']}`, { cookie, form: { decision: 'confirm' } })
    expect(tried.status).toBe(403)
    expect(await waiting()).toHaveLength(1)
  })

  it('of the whole register is not to be asked for, nor is one that is none', async () => {
    const cookie = await app.signIn('editor', OWN)
    for (const role of ['admin', 'registrar', 'auditor', 'system', 'anonymous', 'constructor', '__proto__']) {
      expect((await requested(cookie, { organization: OTHER, role })).status).toBe(422)
    }
    expect(await waiting()).toEqual([])
  })

  it('is not had by filling in more than is asked for (mass assignment)', async () => {
    const cookie = await app.signIn('editor', OWN)
    const more = {
      state: 'confirmed',
      claimed: '1',
      personId: 'x',
      person_id: 'x',
      decidedBy: 'system',
      id: 'f'.repeat(32),
    }
    await requested(cookie, { organization: OTHER, role: 'head', ...more })
    expect(await waiting()).toMatchObject([{ role: 'head', state: 'requested', claimed: 0, decided_by: null }])
  })

  it('of somebody else is not acted in', async () => {
    const [attacker, victim] = [await app.signIn('editor', OWN), await app.signIn('registrar', OTHER)]
    const session = await sessionOf(app.deps, victim.slice(victim.indexOf('=') + 1))
    const membership = session?.membership?.id ?? ''
    expect((await app.request('/uk/account/act-as', { cookie: attacker, form: { membership } })).status).toBe(404)
  })

  it('of another organization is neither seen nor decided on by a head', async () => {
    await requested(await app.signIn('officer', OTHER), { organization: OTHER, role: 'editor' })
    const [theirs] = await waiting()
    const cookie = await app.signIn('head', OWN)
    const path = `/uk/work/roles/${theirs?.['id']}`
    expect((await app.request(path, { cookie })).status).toBe(404)
    expect((await app.request(path, { cookie, form: { decision: 'confirm' } })).status).toBe(404)
    expect(await (await app.request('/uk/work/people', { cookie })).text()).not.toContain(String(theirs?.['id']))
  })

  it('that ended stops within one request, in every open session', async () => {
    const cookie = await app.signIn('head', OWN)
    expect((await app.request('/uk/work/people', { cookie })).status).toBe(200)
    const session = await sessionOf(app.deps, cookie.slice(cookie.indexOf('=') + 1))
    const registrar = await app.signIn('registrar', OTHER)
    const form = { decision: 'end', reason: 'звільнено' }
    await app.request(`/uk/work/roles/${session?.membership?.id}`, { cookie: registrar, form })
    expect((await app.request('/uk/work/people', { cookie })).status).toBe(403)
  })
})

describe('a form of accounts sent by another site in the name of who is signed in', () => {
  beforeAll(fresh)

  const FORMS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['/uk/sign-out', {}],
    ['/uk/account/act-as', { membership: 'x' }],
    ['/uk/account/sessions/end', { session: 'x' }],
    ['/uk/account/sessions/end-others', {}],
    [`/uk/account/roles/${'a'.repeat(32)}`, {}],
    ['/uk/account/request-role', { organization: organizationOf(1), role: 'editor' }],
    [`/uk/work/roles/${'a'.repeat(32)}`, { decision: 'confirm' }],
    ['/uk/work/roles', { person: 'a'.repeat(32), role: 'admin', reason: 'x' }],
    ['/uk/work/keys', { name: 'x', role: 'admin', scopes: 'write' }],
    [`/uk/work/keys/${'a'.repeat(16)}/revoke`, {}],
    ['/uk/sign-in/demonstration', { role: 'admin' }],
  ]

  it.each(FORMS)('%s is refused', async (path, form) => {
    const cookie = await app.signIn('admin')
    const origins = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: TEST_ORIGIN, 'sec-fetch-site': 'cross-site' },
      { origin: `${TEST_ORIGIN}.evil.example` },
    ]
    for (const headers of origins) {
      expect((await app.request(path, { cookie, form, headers: { ...headers } })).status).toBe(403)
    }
    expect((await app.request('/uk/account', { cookie })).status).toBe(200)
  })

  it('is not begun by another site either: signing in starts on our own pages', async () => {
    const visitor = new Visitor(app)
    const begun = await visitor.ask('/uk/sign-in/begin', { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(begun.headers.get('location')).toMatch(/^\/uk\/sign-in\?/)
  })
})
