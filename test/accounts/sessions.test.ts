import { describe, expect, it } from 'vitest'
import { endSession, sessionOf, startSession } from '../../src/accounts/sessions.ts'
import { registerOrganization } from '../../src/directory/service.ts'
import { anOrganization, organizationOf } from '../support/builders.ts'
import { testApp } from '../support/test-app.ts'

const tokenOf = (cookie: string) => cookie.slice(cookie.indexOf('=') + 1)

async function signedIn() {
  const app = await testApp({ reference: false })
  const cookie = await app.signIn('editor', organizationOf(1))
  const session = await sessionOf(app.deps, tokenOf(cookie))
  if (session === null) throw new Error('no session')
  return { app, cookie, session, actor: session.actor }
}

describe('a session', () => {
  it('acts as the confirmed membership it was begun with', async () => {
    const { session } = await signedIn()
    expect(session.actor).toMatchObject({ role: 'editor', organization: organizationOf(1), alsoOf: [] })
    expect(session.actor.credential).toEqual({ kind: 'session', id: session.id })
  })

  it('is not known by its id, nor by a token nobody was given', async () => {
    const { app, session } = await signedIn()
    expect(await sessionOf(app.deps, session.id)).toBeNull()
    expect(await sessionOf(app.deps, 'f'.repeat(64))).toBeNull()
    expect(await sessionOf(app.deps, "' or 1=1 --")).toBeNull()
  })

  it('ends after half an hour without use, and after twelve hours whatever its use', async () => {
    const { app, cookie } = await signedIn()
    app.setNow('2026-11-23T08:29:00.000Z')
    expect(await sessionOf(app.deps, tokenOf(cookie))).not.toBeNull()
    app.setNow('2026-11-23T08:59:00.000Z')
    expect(await sessionOf(app.deps, tokenOf(cookie))).toBeNull()
    const busy = await signedIn()
    for (let minute = 20; minute < 12 * 60; minute += 20) {
      busy.app.setNow(new Date(Date.parse('2026-11-23T08:00:00.000Z') + minute * 60_000).toISOString())
      expect(await sessionOf(busy.app.deps, tokenOf(busy.cookie))).not.toBeNull()
    }
    busy.app.setNow('2026-11-23T20:00:00.000Z')
    expect(await sessionOf(busy.app.deps, tokenOf(busy.cookie))).toBeNull()
  })

  it('is read by though its use cannot be written down', async () => {
    const { app, cookie } = await signedIn()
    app.setNow('2026-11-23T08:05:00.000Z')
    const records = { ...app.deps.records, record: () => Promise.reject(new Error('the disk is full')) }
    expect(await sessionOf({ ...app.deps, records }, tokenOf(cookie))).not.toBeNull()
  })

  it('that was revoked while it wrote does not write', async () => {
    const { app, session, actor } = await signedIn()
    const register = (number: number) =>
      registerOrganization(
        app.deps,
        actor,
        anOrganization({ identifier: number === 2 ? '00034022' : '43220851' }),
        'test',
      )
    await register(2)
    await endSession(app.deps, session.id)
    await expect(register(3)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('whose membership ended while it wrote does not write', async () => {
    const { app, session, actor } = await signedIn()
    await app.deps.records.record([
      { sql: `update membership set state = 'ended' where id = ?`, args: [session.membership?.id ?? ''] },
    ])
    const write = registerOrganization(app.deps, actor, anOrganization(), 'test')
    await expect(write).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('without a role acts as the public', async () => {
    const { app, session } = await signedIn()
    const { token } = await startSession(app.deps, session.person.id, null, 'vitest')
    expect((await sessionOf(app.deps, token))?.actor.role).toBe('anonymous')
  })
})

describe('pages', () => {
  it('of somebody signed in are stored by nobody', async () => {
    const { app, cookie } = await signedIn()
    const signed = await app.request('/uk', { cookie })
    expect(signed.headers.get('cache-control')).toBe('private, no-store')
    expect((await app.request('/uk')).headers.get('vary')).toContain('Cookie')
  })

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sub-domain', { origin: 'http://x.register.test' }],
    ['an opaque origin', { origin: 'null' }],
    ['this origin by hand from another site', { origin: 'http://register.test', 'sec-fetch-site': 'cross-site' }],
    ['nobody says where', {}],
  ])('refuse a form sent from %s', async (_, headers) => {
    const { app, cookie } = await signedIn()
    const body = new URLSearchParams({ q: 'x' })
    const answer = await app.request('/uk/software', { method: 'POST', headers, cookie, body })
    expect(answer.status).toBe(403)
  })
})
