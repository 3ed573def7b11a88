import { beforeEach, describe, expect, it } from 'vitest'
import { sessionOf } from '../../src/accounts/sessions.ts'
import { registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { anOrganization, organizationOf } from '../support/builders.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
const [OWN, OTHER] = [organizationOf(1), organizationOf(2)]
beforeEach(async () => {
  app = await testApp({ reference: false })
  for (const [index, id] of [OWN, OTHER].entries()) {
    const document = anOrganization({ identifier: id.replace('UA-EDR-', ''), name: { uk: `Рада ${index + 1}` } })
    await registerOrganization(app.deps, OPERATOR, document, 'test')
  }
})

const sessionFor = async (cookie: string) => {
  const session = await sessionOf(app.deps, cookie.slice(cookie.indexOf('=') + 1))
  if (session === null) throw new Error('no session')
  return session
}
const text = async (path: string, cookie: string) => {
  const response = await app.request(path, { cookie })
  expect(response.status, path).toBe(200)
  return response.text()
}
const locationOf = (response: Response) => response.headers.get('location')
const requestId = async () => {
  const { rows } = await app.database.client.execute(`select id from membership where state = 'requested'`)
  return String(rows[0]?.['id'])
}

describe('the path of a role, page by page', () => {
  it('from the request through the confirmation by the head to the end', async () => {
    const [asking, head] = [await app.signIn('officer', OTHER), await app.signIn('head', OWN)]
    const found = await text('/uk/account/request-role?q=Рада 1', asking)
    expect(found).toContain(`value="${OWN}"`)
    const sent = await app.request('/uk/account/request-role', {
      cookie: asking,
      form: { organization: OWN, role: 'editor' },
    })
    expect(locationOf(sent)).toBe('/uk/account?done=requested')
    expect(await text('/uk/account?done=requested', asking)).toContain('очікує рішення')

    expect(await text('/uk/work', head)).toContain('Запити на ролі')
    const id = await requestId()
    expect(await text('/uk/work/requests', head)).toContain(id)
    expect(await text(`/uk/work/roles/${id}`, head)).toContain('не підтвердив належності')
    const unchosen = await app.request(`/uk/work/roles/${id}`, { cookie: head, form: { reason: 'наказ' } })
    expect(unchosen.status).toBe(422)
    const again = await unchosen.text()
    expect(again).toContain('href="#field-decision"')
    expect(again).toContain('наказ')
    const decided = await app.request(`/uk/work/roles/${id}`, { cookie: head, form: { decision: 'confirm' } })
    expect(locationOf(decided)).toBe('/uk/work/people?done=confirm')
    expect(await text('/uk/work/people?done=confirm', head)).toContain('Рішення збережено')

    const session = await sessionFor(asking)
    expect(session.memberships).toHaveLength(2)
    const switched = await app.request('/uk/account/act-as', { cookie: asking, form: { membership: id } })
    expect(locationOf(switched)).toBe('/uk/account?done=switched')
    expect((await sessionFor(asking)).actor).toMatchObject({ role: 'editor', organization: OWN, alsoOf: [OTHER] })

    await app.request(`/uk/account/roles/${id}`, { cookie: asking, form: { reason: '' } })
    expect(await text(`/uk/account/roles/${id}`, asking)).toContain('за власним бажанням')
  })

  it('is refused with a reason that the person reads', async () => {
    const [asking, registrar] = [await app.signIn('editor', OTHER), await app.signIn('registrar')]
    await app.request('/uk/account/request-role', { cookie: asking, form: { organization: OWN, role: 'head' } })
    const id = await requestId()
    const silent = await app.request(`/uk/work/roles/${id}`, { cookie: registrar, form: { decision: 'refuse' } })
    expect(silent.status).toBe(422)
    expect(await silent.text()).toContain('href="#field-reason"')
    const form = { decision: 'refuse', reason: 'Немає наказу' }
    await app.request(`/uk/work/roles/${id}`, { cookie: registrar, form })
    const seen = await text(`/uk/account/roles/${id}`, asking)
    expect(seen).toContain('Немає наказу')
    expect(seen).toContain('Реєстратор')
  })
})

describe('what one sees of roles', () => {
  it('is on a head’s page their own organization, on the queue of a registrar every other one', async () => {
    const [theirs, ours] = [await app.signIn('officer', OTHER), await app.signIn('officer', OWN)]
    await app.request('/uk/account/request-role', { cookie: theirs, form: { organization: OWN, role: 'editor' } })
    const id = await requestId()
    expect(await text('/uk/work/requests', await app.signIn('registrar', OTHER))).toContain(id)
    expect(await text('/uk/work/requests', await app.signIn('registrar', OWN))).not.toContain(id)
    expect(await text('/uk/work/requests', await app.signIn('head', OTHER))).not.toContain(id)
    for (const path of ['/uk/work/requests', '/uk/work/people', '/uk/work/keys', '/uk/work/roles']) {
      expect((await app.request(path, { cookie: ours })).status, path).toBe(403)
    }
  })

  it('is nobody else’s role on one’s own account', async () => {
    const [one, other] = [await app.signIn('editor', OWN), await app.signIn('editor', OTHER)]
    const { membership } = await sessionFor(other)
    expect((await app.request(`/uk/account/roles/${membership?.id}`, { cookie: one })).status).toBe(404)
  })
})

describe('the account', () => {
  it('shows sessions with browser and system, and ends one or all others', async () => {
    const cookie = await app.signIn('editor', OWN)
    const { person } = await sessionFor(cookie)
    await app.deps.records.record([
      {
        sql: `insert into session (id, person_id, created_at, seen_at, expires_at, authenticated_at, agent)
              values ('other', ?, ?, ?, '2026-11-24T00:00:00.000Z', ?, 'Firefox, Windows')`,
        args: [person.id, app.deps.now(), app.deps.now(), app.deps.now()],
      },
    ])
    expect(await text('/uk/account', cookie)).toContain('Firefox, Windows')
    const ended = await app.request('/uk/account/sessions/end', { cookie, form: { session: 'other' } })
    expect(locationOf(ended)).toBe('/uk/account?done=ended')
    expect(await text('/uk/account', cookie)).not.toContain('Firefox, Windows')
  })

  it('offers the organization that the provider named', async () => {
    const cookie = await app.signIn('editor', OTHER)
    const { person } = await sessionFor(cookie)
    const claim = (organization: string) =>
      app.deps.records.record([
        { sql: 'update person set claimed_organization = ? where id = ?', args: [organization, person.id] },
      ])
    await claim(OWN)
    const page = await text('/uk/account', cookie)
    expect(page).toContain(`/uk/account/request-role?organization=${OWN}`)
    expect(await text(`/uk/account/request-role?organization=${OWN}`, cookie)).toContain('Рада 1')
    await claim('UA-EDR-99999999')
    expect(await text('/uk/account', cookie)).toContain('у реєстрі її ще немає')
  })
})

describe('keys', () => {
  it('are made by a head for their own organization, shown once, and revoked', async () => {
    const cookie = await app.signIn('head', OWN)
    const form = {
      name: 'Документообіг',
      role: 'editor',
      scopes: ['read', 'write'],
      organization: OTHER,
      expires: '2027-01-31',
    }
    const made = await app.request('/uk/work/keys', { cookie, form })
    const key = /ofa_[0-9a-f]{16}_[0-9a-f]{46}/.exec(await made.text())?.[0] ?? ''
    expect(made.headers.get('cache-control')).toBe('private, no-store')
    const { rows } = await app.database.client.execute('select * from api_key')
    expect(rows).toMatchObject([{ organization_id: OWN, role: 'editor', expires_at: '2027-01-31T21:59:59.999Z' }])
    const list = await text('/uk/work/keys', cookie)
    expect(list).toContain('Документообіг')
    expect(list).toMatch(/до\s31\sсічня\s2027/)
    expect(list).not.toContain(key)
    const id = key.slice(4, 20)
    await app.request(`/uk/work/keys/${id}/revoke`, { cookie, form: {} })
    expect(await text('/uk/work/keys?done=revoked', cookie)).toContain('Ключ відкликано')
  })

  it('are refused with what was filled in and what is wrong with it', async () => {
    const cookie = await app.signIn('head', OWN)
    const form = { name: '', role: 'editor', scopes: ['read'], expires: '31.01.2027' }
    const wrong = await app.request('/uk/work/keys', { cookie, form })
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    expect(page).toContain('href="#field-expires"')
    expect(page).toContain('value="31.01.2027"')
    const unnamed = await app.request('/uk/work/keys', { cookie, form: { ...form, expires: '' } })
    expect(await unnamed.text()).toContain('href="#field-name"')
    const tooMuch = await app.request('/uk/work/keys', { cookie, form: { ...form, name: 'x', role: 'admin' } })
    expect(tooMuch.status).toBe(422)
  })

  it('are made by an administrator for an organization of the register, and for none that is not there', async () => {
    const cookie = await app.signIn('admin')
    const form = { name: 'обмін', role: 'editor', scopes: ['read'] }
    const unknown = await app.request('/uk/work/keys', { cookie, form: { ...form, organization: organizationOf(3) } })
    expect(unknown.status).toBe(422)
    expect(await unknown.text()).toContain('href="#field-organization"')
    expect((await app.request('/uk/work/keys', { cookie, form: { ...form, organization: OTHER } })).status).toBe(200)
  })

  it('of the register’s roles are made by no administrator: whoever holds one would decide on their own', async () => {
    const cookie = await app.signIn('admin', OWN)
    const offered = await text('/uk/work/keys', cookie)
    expect(offered).toContain('value="editor"')
    expect(offered).not.toContain('value="registrar"')
    const form = { name: 'x', role: 'registrar', scopes: ['read', 'write'] }
    expect((await app.request('/uk/work/keys', { cookie, form })).status).toBe(422)
  })

  it('of another organization are not revoked by a head', async () => {
    const key = await app.key('editor', OTHER)
    const cookie = await app.signIn('head', OWN)
    const tried = await app.request(`/uk/work/keys/${key.slice(4, 20)}/revoke`, { cookie, form: {} })
    expect(tried.status).toBe(404)
  })

  it('want a proof no older than ten minutes, and so does confirming an organization', async () => {
    const unconfirmed = anOrganization({ identifier: organizationOf(3).replace('UA-EDR-', ''), confirmed: false })
    await registerOrganization(app.deps, OPERATOR, unconfirmed, 'test')
    const cookie = await app.signIn('registrar')
    app.setNow('2026-11-23T08:10:00.000Z')
    const path = `/uk/work/organizations/${organizationOf(3)}/confirm`
    expect(locationOf(await app.request(path, { cookie, form: { version: '1' } }))).toContain('/uk/sign-in/again')
  })

  it('want a proof no older than ten minutes, and so do roles', async () => {
    const cookie = await app.signIn('admin')
    app.setNow('2026-11-23T08:10:00.000Z')
    for (const path of ['/uk/work/keys', '/uk/work/roles']) {
      const away = await app.request(path, {
        cookie,
        form: { person: 'x', name: 'x', role: 'auditor', scopes: 'read' },
      })
      expect(locationOf(away), path).toMatch(/^\/uk\/sign-in\/again\?return_to=/)
    }
    expect((await app.database.client.execute('select * from api_key')).rows).toEqual([])
  })
})

describe('a form that waits for its sender', () => {
  const held = async () => (await app.database.client.execute('select * from held_form')).rows
  const form = { organization: OWN, role: 'editor' }

  it('is kept for nobody who never signed in: the public could fill the register with them', async () => {
    for (const cookie of ['', `__Host-session=${'a'.repeat(64)}`]) {
      const sent = await app.request('/uk/account/request-role', { cookie, form })
      expect(locationOf(sent)).toBe('/uk/sign-in')
    }
    expect(await held()).toEqual([])
  })

  it('is one of the last ten of its sender, and is long enough for any form', async () => {
    const cookie = await app.signIn('editor', OTHER)
    app.setNow('2026-11-23T09:00:00.000Z')
    for (let sent = 0; sent < 12; sent++) await app.request('/uk/account/request-role', { cookie, form })
    expect(await held()).toHaveLength(10)
    const long = { ...form, text: 'а'.repeat(170_000), more: 'x'.repeat(15_000) }
    expect((await app.request('/uk/account/request-role', { cookie, form: long })).status).not.toBe(413)
  })

  it('is shown to its sender alone, by its words, and not to the next person at the same browser', async () => {
    const [sender, next] = [await app.signIn('editor', OTHER), await app.signIn('head', OWN)]
    const data = new FormData()
    data.append('reason', 'Мій наказ')
    data.append('paper', new File(['x'], 'x.pdf'))
    app.setNow('2026-11-23T08:45:00.000Z')
    const headers = { origin: 'http://register.test' }
    const sent = await app.request('/uk/account/request-role', { method: 'POST', cookie: sender, headers, body: data })
    const way = new URL(locationOf(sent) ?? '', 'http://register.test').searchParams.get('return_to') ?? ''
    const browser = sent.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ')
    app.setNow('2026-11-23T08:05:00.000Z')
    expect((await app.request(way, { cookie: `${next}; ${browser}` })).status).toBe(404)
    const shown = await text(way, `${sender}; ${browser}`)
    expect(shown).toContain('оберіть їх ще раз')
    expect(shown).toContain('<li lang="">Мій наказ</li>')
    const out = await app.request('/uk/sign-out', { cookie: `${sender}; ${browser}`, form: {} })
    expect(out.headers.getSetCookie().join()).toContain('__Host-sign-in=;')
  })
})
