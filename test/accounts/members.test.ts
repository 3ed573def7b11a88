import { beforeEach, describe, expect, it } from 'vitest'
import {
  decideMembership,
  deciderOf,
  endMembership,
  grantRole,
  membershipsOfPerson,
  OPERATOR_DECIDES,
  requestMembership,
} from '../../src/accounts/members.ts'
import { type Session, sessionOf, startSession } from '../../src/accounts/sessions.ts'
import { registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { anOrganization, organizationOf } from '../support/builders.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
const [OWN, OTHER] = [organizationOf(1), organizationOf(2)]
beforeEach(async () => {
  app = await testApp({ reference: false })
  for (const id of [OWN, OTHER]) {
    await registerOrganization(app.deps, OPERATOR, anOrganization({ identifier: id.replace('UA-EDR-', '') }), 'test')
  }
})

const tokenOf = (cookie: string) => cookie.slice(cookie.indexOf('=') + 1)
const session = async (cookie: string): Promise<Session> => {
  const found = await sessionOf(app.deps, tokenOf(cookie))
  if (found === null) throw new Error('no session')
  return found
}

let people = 0
/** Somebody who signed in and has no role; the provider named an organization, or none. */
async function newcomer(claimed: string | null = null): Promise<Session> {
  const id = `c${String(++people).padStart(31, '0')}`
  await app.deps.records.record([
    {
      sql: 'insert into person (id, subject, name, claimed_organization, created_at) values (?, ?, ?, ?, ?)',
      args: [id, id, 'Новенька Особа', claimed, app.deps.now()],
    },
  ])
  const { token } = await startSession(app.deps, id, null, 'vitest')
  return session(`x=${token}`)
}

const statesOf = async (person: string) => (await membershipsOfPerson(app.deps.read, person)).map(({ state }) => state)

describe('a role at an organization', () => {
  it('is asked for by anybody signed in, and counts once the head confirms it', async () => {
    const asking = await newcomer()
    const head = await session(await app.signIn('head', OWN))
    const id = await requestMembership(app.deps, asking, { role: 'editor', organization: OWN })
    expect(await statesOf(asking.person.id)).toEqual(['requested'])
    await decideMembership(app.deps, deciderOf(head), id, 'confirm', '')
    const [membership] = await membershipsOfPerson(app.deps.read, asking.person.id)
    expect(membership).toMatchObject({
      state: 'confirmed',
      claimed: false,
      decision: { at: app.deps.now(), by: { role: 'head' }, reason: null },
    })
  })

  it('says whether the provider named the organization, whatever the request says', async () => {
    const [claims, does, not] = [await newcomer(OWN), OWN, OTHER]
    await requestMembership(app.deps, claims, { role: 'editor', organization: does })
    await requestMembership(app.deps, claims, { role: 'editor', organization: not })
    const found = await membershipsOfPerson(app.deps.read, claims.person.id)
    expect(new Map(found.map(({ organization, claimed }) => [organization, claimed]))).toEqual(
      new Map([
        [does, true],
        [not, false],
      ]),
    )
  })

  it('is asked for once at a time', async () => {
    const asking = await newcomer()
    await requestMembership(app.deps, asking, { role: 'editor', organization: OWN })
    await expect(requestMembership(app.deps, asking, { role: 'editor', organization: OWN })).rejects.toMatchObject({
      code: 'conflict',
      findings: [{ pointer: '/organization', rule: 'duplicate-membership' }],
    })
  })

  it('is asked for at registered organizations alone, and at ten at most', async () => {
    const asking = await newcomer()
    const at = (organization: string) => requestMembership(app.deps, asking, { role: 'editor', organization })
    await expect(at('UA-EDR-00000000')).rejects.toMatchObject({ code: 'validation-failed' })
    for (let number = 3; number <= 13; number++) {
      const id = organizationOf(number)
      await registerOrganization(app.deps, OPERATOR, anOrganization({ identifier: id.replace('UA-EDR-', '') }), 'test')
      if (number < 13) await at(id)
    }
    await expect(at(organizationOf(13))).rejects.toMatchObject({ findings: [{ rule: 'requests-waiting' }] })
  })

  it('is refused with a reason, dated, and may be asked for again', async () => {
    const asking = await newcomer()
    const registrar = deciderOf(await session(await app.signIn('registrar', OTHER)))
    const ask = () => requestMembership(app.deps, asking, { role: 'head', organization: OWN })
    const id = await ask()
    await expect(decideMembership(app.deps, registrar, id, 'refuse', ' ')).rejects.toMatchObject({
      findings: [{ pointer: '/reason', rule: 'required' }],
    })
    await decideMembership(app.deps, registrar, id, 'refuse', 'Немає наказу про призначення')
    const [refused] = await membershipsOfPerson(app.deps.read, asking.person.id)
    expect(refused).toMatchObject({ state: 'refused', decision: { reason: 'Немає наказу про призначення' } })
    await ask()
    expect(await statesOf(asking.person.id)).toContain('requested')
  })

  it.each([
    ['an editor of the organization', 'editor', OWN],
    ['an officer of the organization', 'officer', OWN],
    ['the head of another organization', 'head', OTHER],
    ['a registrar of the same organization', 'registrar', OWN],
    ['an auditor', 'auditor', undefined],
    ['an administrator', 'admin', undefined],
  ] as const)('is not confirmed by %s', async (_, role, organization) => {
    const asking = await newcomer(OWN)
    const id = await requestMembership(app.deps, asking, { role: 'editor', organization: OWN })
    const decider = deciderOf(await session(await app.signIn(role, organization)))
    await expect(decideMembership(app.deps, decider, id, 'confirm', '')).rejects.toMatchObject({ code: 'forbidden' })
    expect(await statesOf(asking.person.id)).toEqual(['requested'])
  })

  it('is not confirmed by a registrar who belongs to the organization in another role', async () => {
    const asking = await newcomer()
    const id = await requestMembership(app.deps, asking, { role: 'editor', organization: OWN })
    const cookie = await app.signIn('registrar', OTHER)
    const registrar = await session(cookie)
    await grantRole(app.deps, OPERATOR_DECIDES, { person: registrar.person.id, role: 'editor', organization: OWN }, '')
    const decider = deciderOf(await session(cookie))
    await expect(decideMembership(app.deps, decider, id, 'confirm', '')).rejects.toMatchObject({ code: 'forbidden' })
    // The write refuses it by itself, were the registrar's own organization learned only in between.
    await expect(decideMembership(app.deps, deciderOf(registrar), id, 'confirm', '')).rejects.toMatchObject({
      code: 'version-stale',
    })
  })

  it('is decided once: the slower of two who decide is told', async () => {
    const asking = await newcomer()
    const id = await requestMembership(app.deps, asking, { role: 'editor', organization: OWN })
    const head = deciderOf(await session(await app.signIn('head', OWN)))
    const results = await Promise.allSettled([
      decideMembership(app.deps, head, id, 'confirm', ''),
      decideMembership(app.deps, head, id, 'refuse', 'ні'),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('is not decided by a head whose own role ended between the look and the write', async () => {
    const asking = await newcomer()
    const id = await requestMembership(app.deps, asking, { role: 'editor', organization: OWN })
    const head = await session(await app.signIn('head', OWN))
    await endMembership(app.deps, OPERATOR_DECIDES, head.membership?.id ?? '', 'звільнено')
    await expect(decideMembership(app.deps, deciderOf(head), id, 'confirm', '')).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await statesOf(asking.person.id)).toEqual(['requested'])
  })

  it('ends at once, for open sessions too', async () => {
    const cookie = await app.signIn('editor', OWN)
    const editor = await session(cookie)
    const head = deciderOf(await session(await app.signIn('head', OWN)))
    await endMembership(app.deps, head, editor.membership?.id ?? '', 'звільнено')
    expect((await session(cookie)).actor.role).toBe('anonymous')
    const [ended] = await membershipsOfPerson(app.deps.read, editor.person.id)
    expect(ended).toMatchObject({
      state: 'ended',
      decision: { by: { role: 'system' } },
      end: { reason: 'звільнено', by: { role: 'head' } },
    })
  })

  it('is not ended by a registrar who came to belong to the organization between the look and the write', async () => {
    const ended = await session(await app.signIn('editor', OWN))
    const registrar = await session(await app.signIn('registrar'))
    await app.deps.records.record([
      {
        sql: `insert into membership (id, person_id, role, organization_id, state, claimed, requested_at)
              values ('late', ?, 'editor', ?, 'confirmed', 0, ?)`,
        args: [registrar.person.id, OWN, app.deps.now()],
      },
    ])
    const end = endMembership(app.deps, deciderOf(registrar), ended.membership?.id ?? '', 'Наказ')
    await expect(end).rejects.toMatchObject({ code: 'version-stale' })
  })

  it('is given up by whoever has it, without a reason', async () => {
    const cookie = await app.signIn('editor', OWN)
    const editor = await session(cookie)
    await endMembership(app.deps, deciderOf(editor), editor.membership?.id ?? '', '')
    const [ended] = await membershipsOfPerson(app.deps.read, editor.person.id)
    expect(ended?.end).toMatchObject({ by: null, reason: null })
  })

  it('is not ended by the head of another organization', async () => {
    const editor = await session(await app.signIn('editor', OWN))
    const head = deciderOf(await session(await app.signIn('head', OTHER)))
    await expect(endMembership(app.deps, head, editor.membership?.id ?? '', 'ні')).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('a role of the whole register', () => {
  it('is given by an administrator, with the grounds, and ended by one', async () => {
    const person = await newcomer()
    const admin = deciderOf(await session(await app.signIn('admin')))
    const granted = { person: person.person.id, role: 'registrar', organization: OTHER } as const
    await expect(grantRole(app.deps, admin, granted, '')).rejects.toMatchObject({ findings: [{ pointer: '/reason' }] })
    const id = await grantRole(app.deps, admin, granted, 'Наказ № 5')
    expect(await statesOf(person.person.id)).toEqual(['confirmed'])
    await endMembership(app.deps, admin, id, 'Наказ № 6')
    expect(await statesOf(person.person.id)).toEqual(['ended'])
  })

  it.each(['editor', 'officer', 'head', 'registrar', 'auditor'] as const)('is not given by a %s', async (role) => {
    const person = await newcomer()
    const decider = deciderOf(await session(await app.signIn(role, OWN)))
    const granted = { person: person.person.id, role: 'admin', organization: null } as const
    await expect(grantRole(app.deps, decider, granted, 'бо так')).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is not ended by a registrar', async () => {
    const auditor = await session(await app.signIn('auditor'))
    const registrar = deciderOf(await session(await app.signIn('registrar')))
    await expect(endMembership(app.deps, registrar, auditor.membership?.id ?? '', 'ні')).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('is not given to unknown people, to oneself, or twice', async () => {
    const admin = await session(await app.signIn('admin'))
    const grant = (person: string) =>
      grantRole(app.deps, deciderOf(admin), { person, role: 'auditor', organization: null }, 'Наказ')
    await expect(grant('f'.repeat(32))).rejects.toMatchObject({ findings: [{ rule: 'person-unknown' }] })
    await expect(grant(admin.person.id)).rejects.toMatchObject({ code: 'forbidden' })
    const person = await newcomer()
    await grant(person.person.id)
    await expect(grant(person.person.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('and only such, is what an administrator gives; the operator gives any, the first administrator too', async () => {
    const person = (await newcomer()).person.id
    const admin = deciderOf(await session(await app.signIn('admin')))
    const head = { person, role: 'head', organization: OWN } as const
    await expect(grantRole(app.deps, admin, head, 'Наказ')).rejects.toMatchObject({ code: 'forbidden' })
    await grantRole(app.deps, OPERATOR_DECIDES, head, '')
    await grantRole(app.deps, OPERATOR_DECIDES, { person, role: 'admin', organization: null }, '')
    expect(await statesOf(person)).toEqual(['confirmed', 'confirmed'])
  })
})
