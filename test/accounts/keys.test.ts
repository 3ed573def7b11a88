import { beforeEach, describe, expect, it } from 'vitest'
import { beginDraft, saveDraft } from '../../src/accounts/drafts.ts'
import { actorOfKey, createKey, KEY_ROLES, listKeys, type NewKey, revokeKey } from '../../src/accounts/keys.ts'
import { sessionOf } from '../../src/accounts/sessions.ts'
import { registerOrganization } from '../../src/directory/service.ts'
import { type Actor, ANONYMOUS, OPERATOR } from '../../src/kernel/actor.ts'
import { AppError } from '../../src/kernel/errors.ts'
import { moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { anOrganization, named, organizationOf, RNOKPP } from '../support/builders.ts'
import { SMALL, smallRegister } from '../support/small-register.ts'
import { tableCounts } from '../support/table-counts.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
beforeEach(async () => {
  app = await testApp({ reference: false })
})

const wanted: NewKey = { name: 'Синівка', role: 'editor', organization: organizationOf(1), expiresAt: null }
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error) => (error instanceof AppError ? error.code : String(error)),
  )

describe('a key', () => {
  it('has a public part, 160 random bits and a checksum, and makes its bearer the actor it was made for', async () => {
    const { id, key } = await createKey(app.deps, OPERATOR, wanted)
    expect(key).toMatch(/^ofa_[0-9a-f]{16}_[0-9a-f]{46}$/)
    expect(key).toContain(`_${id}_`)
    expect(await actorOfKey(app.deps, key)).toEqual({
      role: 'editor',
      organization: organizationOf(1),
      credential: { kind: 'key', id },
    })
  })

  it('is nowhere stored, nor its secret part', async () => {
    const { key } = await createKey(app.deps, OPERATOR, wanted)
    const { rows } = await app.database.client.execute('select * from api_key')
    const stored = JSON.stringify(rows)
    expect(rows).toHaveLength(1)
    expect(stored).not.toContain(key)
    expect(stored).not.toContain(key.slice(21, 61))
    expect(JSON.stringify(await listKeys(app.deps, OPERATOR, null))).not.toContain('sha256')
  })

  it('of an organization’s role needs an organization; of the register’s it may do without', async () => {
    for (const role of KEY_ROLES) {
      const made = codeOf(createKey(app.deps, OPERATOR, { ...wanted, role, organization: null }))
      const isOfOrganization = role === 'editor' || role === 'officer' || role === 'head'
      expect(await made, role).toBe(isOfOrganization ? 'validation-failed' : 'accepted')
    }
  })

  it('is made by administrators, the operator, and heads for their own organization', async () => {
    app = await smallRegister()
    for (const role of KEY_ROLES) {
      const own: Actor = { role, organization: organizationOf(1), credential: null }
      const other: Actor = { role, organization: organizationOf(2), credential: null }
      const may = role === 'admin' || role === 'head'
      expect(await codeOf(createKey(app.deps, own, wanted)), role).toBe(may ? 'accepted' : 'forbidden')
      expect(await codeOf(createKey(app.deps, other, wanted)), role).toBe(role === 'admin' ? 'accepted' : 'forbidden')
      expect(await codeOf(revokeKey(app.deps, own, '0000')), role).toBe(role === 'admin' ? 'not-found' : 'forbidden')
    }
  })

  it('of a role of the register is made by no head or administrator, though it names their organization', async () => {
    const head: Actor = { role: 'head', organization: organizationOf(1), credential: null }
    const admin: Actor = { role: 'admin', organization: organizationOf(1), credential: null }
    for (const role of ['registrar', 'auditor', 'admin'] as const) {
      expect(await codeOf(createKey(app.deps, admin, { ...wanted, role })), role).toBe('forbidden')
      expect(await codeOf(createKey(app.deps, head, { ...wanted, role })), role).toBe('forbidden')
      const { id } = await createKey(app.deps, OPERATOR, { ...wanted, role })
      expect(await codeOf(revokeKey(app.deps, head, id)), role).toBe('forbidden')
    }
    expect(await listKeys(app.deps, head, organizationOf(1))).toEqual([])
  })

  it('is made by no key, whatever its role', async () => {
    const admin = await actorOfKey(app.deps, await app.key('admin'))
    expect(await codeOf(createKey(app.deps, admin, wanted))).toBe('forbidden')
  })

  it('remembers the membership of whoever made it', async () => {
    await registerOrganization(app.deps, OPERATOR, anOrganization(), 'test')
    const cookie = await app.signIn('head', organizationOf(1))
    const session = await sessionOf(app.deps, cookie.replace(/^.*=/, ''))
    await createKey(app.deps, session?.actor ?? ANONYMOUS, wanted)
    expect(await listKeys(app.deps, session?.actor ?? ANONYMOUS, organizationOf(1))).toMatchObject([
      { name: 'Синівка', role: 'editor', createdBy: session?.membership?.id, scopes: ['read', 'write'] },
    ])
  })

  it.each([
    ['without a name', { name: ' ' }, '/name text-empty'],
    ['with a name nobody reads to its end', { name: 'а'.repeat(101) }, '/name text-too-long'],
    ['named by a tax number', { name: `ІПН ${RNOKPP}` }, '/name personal-data-rnokpp'],
    ['for nothing', { scopes: [] }, '/scopes list-empty'],
    ['that has ended', { expiresAt: '2026-11-23T08:00:00Z' }, '/expiresAt instant-past'],
    ['until no instant', { expiresAt: '2027-02-30T08:00:00Z' }, '/expiresAt instant-format'],
  ] as const)('is not made %s', async (_, changes, finding) => {
    const refused = createKey(app.deps, OPERATOR, { ...wanted, ...changes })
    const { findings } = (await refused.catch((error: unknown) => error)) as AppError
    expect(findings.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([finding])
  })

  it('with one character changed is refused', async () => {
    const { key } = await createKey(app.deps, OPERATOR, wanted)
    for (let place = 0; place < key.length; place++) {
      const other = key[place] === '1' ? '2' : '1'
      const spoilt = key.slice(0, place) + other + key.slice(place + 1)
      expect(await codeOf(actorOfKey(app.deps, spoilt)), spoilt).toBe('unauthenticated')
    }
    for (const spoilt of ['', key.toUpperCase(), ` ${key}`, `${key}0`, key.slice(0, -1)]) {
      expect(await codeOf(actorOfKey(app.deps, spoilt)), spoilt).toBe('unauthenticated')
    }
  })

  it('with a right checksum that nobody made is refused', async () => {
    const other = await testApp({ reference: false })
    const { key } = await createKey(other.deps, OPERATOR, wanted)
    expect(await codeOf(actorOfKey(app.deps, key))).toBe('unauthenticated')
  })

  it('ends at its instant, in whatever offset that was written', async () => {
    const { key } = await createKey(app.deps, OPERATOR, { ...wanted, expiresAt: '2026-11-23T12:00:00+02:00' })
    app.setNow('2026-11-23T09:59:59.999Z')
    expect(await codeOf(actorOfKey(app.deps, key))).toBe('accepted')
    app.setNow('2026-11-23T10:00:00.000Z')
    expect(await codeOf(actorOfKey(app.deps, key))).toBe('unauthenticated')
    const never = { ...wanted, expiresAt: '2027-01-01' }
    expect(await codeOf(createKey(app.deps, OPERATOR, never))).toBe('validation-failed')
  })

  it('is worth nothing once it is revoked, and stays revoked since the first time', async () => {
    const { id, key } = await createKey(app.deps, OPERATOR, wanted)
    await revokeKey(app.deps, OPERATOR, id)
    expect(await codeOf(actorOfKey(app.deps, key))).toBe('unauthenticated')
    app.setNow('2026-12-01T00:00:00.000Z')
    await revokeKey(app.deps, OPERATOR, id)
    expect((await listKeys(app.deps, OPERATOR, null))[0]?.revokedAt).toBe('2026-11-23T08:00:00.000Z')
  })
})

describe('the use of a key', () => {
  const lastUsed = async () => (await listKeys(app.deps, OPERATOR, null))[0]?.lastUsedAt

  it('is written down, and not again within ten minutes', async () => {
    const { key } = await createKey(app.deps, OPERATOR, wanted)
    expect(await lastUsed()).toBeNull()
    await actorOfKey(app.deps, key)
    expect(await lastUsed()).toBe('2026-11-23T08:00:00.000Z')
    app.setNow('2026-11-23T08:09:59.000Z')
    await actorOfKey(app.deps, key)
    expect(await lastUsed()).toBe('2026-11-23T08:00:00.000Z')
    app.setNow('2026-11-23T08:10:00.000Z')
    await actorOfKey(app.deps, key)
    expect(await lastUsed()).toBe('2026-11-23T08:10:00.000Z')
    app.setNow('2026-11-20T00:00:00.000Z')
    await actorOfKey(app.deps, key)
    expect(await lastUsed()).toBe('2026-11-23T08:10:00.000Z')
  })

  it('is allowed though it cannot be written down', async () => {
    const { key } = await createKey(app.deps, OPERATOR, wanted)
    const records = { ...app.deps.records, record: () => Promise.reject(new Error('the disk is full')) }
    expect(await codeOf(actorOfKey({ ...app.deps, records }, key))).toBe('accepted')
  })

  it('of a wrong key is not written down', async () => {
    const { key } = await createKey(app.deps, OPERATOR, wanted)
    await codeOf(actorOfKey(app.deps, key.replace(/.$/, '-')))
    expect(await lastUsed()).toBeNull()
  })
})

describe('a write that a key began', () => {
  const write = (register: TestApp, actor: Actor) =>
    registerSoftware(register.deps, actor, named('Облік', { rights: { holder: organizationOf(1) } }), 'draft', {
      typed: true,
      reason: 'test',
    })

  it.each([
    ['was revoked', async (register: TestApp, id: string) => revokeKey(register.deps, OPERATOR, id)],
    ['ran out', async (register: TestApp) => register.setNow('2026-11-23T09:00:00.000Z')],
  ])('is refused by the write itself when the key %s meanwhile', async (_, meanwhile) => {
    const register = await smallRegister()
    const { id, key } = await createKey(register.deps, OPERATOR, { ...wanted, expiresAt: '2026-11-23T08:30:00.000Z' })
    const actor = await actorOfKey(register.deps, key)
    expect(await codeOf(write(register, actor))).toBe('accepted')
    await meanwhile(register, id)
    const before = await tableCounts(register.database)
    expect(await codeOf(write(register, actor))).toBe('forbidden')
    expect(await tableCounts(register.database)).toEqual(before)
  })

  it('is refused once the role of whoever made the key has ended, and so is the key', async () => {
    const register = await smallRegister()
    const cookie = await register.signIn('head', SMALL.holder)
    const head = await sessionOf(register.deps, cookie.replace(/^.*=/, ''))
    const made = await createKey(register.deps, head?.actor ?? ANONYMOUS, { ...wanted, organization: SMALL.holder })
    const actor = await actorOfKey(register.deps, made.key)
    const draft = await beginDraft(register.deps, actor, {
      kind: 'x',
      recordId: null,
      recordVersion: null,
      content: '{}',
    })
    const endedAt = '2026-11-23T07:59:00.000Z'
    await register.deps.records.record([
      {
        sql: `update membership set state = 'ended', ended_at = ? where id = ?`,
        args: [endedAt, head?.membership?.id ?? ''],
      },
    ])
    const before = await tableCounts(register.database)
    expect(await codeOf(write(register, actor))).toBe('forbidden')
    expect(await codeOf(saveDraft(register.deps, actor, draft.id, 1, { content: '[]' }))).toBe('forbidden')
    expect(await codeOf(actorOfKey(register.deps, made.key))).toBe('unauthenticated')
    expect(await tableCounts(register.database)).toEqual(before)
    const listed = await listKeys(register.deps, OPERATOR, SMALL.holder)
    expect(listed.find(({ id }) => id === made.id)?.revokedAt).toBe(endedAt)
  })

  it('is refused when whoever made the key is a member of what only others decide on', async () => {
    const register = await smallRegister()
    const cookie = await register.signIn('head', SMALL.holder)
    const maker = await sessionOf(register.deps, cookie.replace(/^.*=/, ''))
    const actor = await actorOfKey(register.deps, register.keys.registrar)
    const submitted = named('Облік', { rights: { holder: SMALL.holder } })
    const { id } = await registerSoftware(register.deps, OPERATOR, submitted, 'submitted', { typed: true, reason: 'x' })
    const made = {
      sql: 'update api_key set created_by = ? where id = ?',
      args: [maker?.membership?.id ?? '', actor.credential?.id ?? ''],
    }
    await register.deps.records.record([made])
    const before = await tableCounts(register.database)
    expect(await codeOf(moveSoftware(register.deps, actor, id, 1, 'publish', 'Перевірено'))).toBe('forbidden')
    expect(await tableCounts(register.database)).toEqual(before)
  })

  it('is refused when the key is not for writing', async () => {
    const register = await smallRegister()
    const { key } = await createKey(register.deps, OPERATOR, { ...wanted, scopes: ['read', 'check'] })
    const before = await tableCounts(register.database)
    expect(await codeOf(write(register, await actorOfKey(register.deps, key)))).toBe('forbidden')
    expect(await tableCounts(register.database)).toEqual(before)
  })

  it('is refused when the actor is not the one the key was made for', async () => {
    const register = await smallRegister()
    const { key } = await createKey(register.deps, OPERATOR, wanted)
    const actor = await actorOfKey(register.deps, key)
    const before = await tableCounts(register.database)
    for (const forged of [
      { ...actor, role: 'head' as const },
      { ...actor, role: 'registrar' as const, organization: null },
      { ...actor, credential: { kind: 'key' as const, id: 'ffffffffffffffff' } },
    ]) {
      expect(await codeOf(write(register, forged))).toBe('forbidden')
    }
    expect(await tableCounts(register.database)).toEqual(before)
  })
})

describe('keys in the API', () => {
  it('are listed and revoked by the head of their organization, and by nobody of another', async () => {
    const register = await smallRegister()
    const [head, stranger] = [await register.key('head', SMALL.holder), await register.key('head', SMALL.other)]
    const list = (key: string) => register.request(`/api/v1/keys?organization=${SMALL.holder}`, { key })
    const { items } = (await (await list(head)).json()) as { items: { id: string; role: string }[] }
    expect(items.map(({ role }) => role)).toEqual(['editor', 'head', 'head'])
    expect(Object.keys(items[0] ?? {}).sort()).toEqual([
      ...['createdAt', 'expiresAt', 'id', 'lastUsedAt', 'name', 'organization', 'revokedAt', 'role', 'scopes'],
    ])
    expect((await list(stranger)).status).toBe(403)
    expect((await register.request('/api/v1/keys', { key: head })).status).toBe(403)
    expect((await register.request('/api/v1/keys', { key: register.keys.admin })).status).toBe(200)
    const revoke = (key: string) => register.request(`/api/v1/keys/${items[0]?.id}`, { method: 'DELETE', key })
    expect((await revoke(stranger)).status).toBe(403)
    expect((await revoke(head)).status).toBe(204)
    expect((await register.request('/api/v1/software', { key: register.keys.editor })).status).toBe(401)
  })

  it.each([
    ['read', 200, 403],
    ['write', 403, 201],
    ['check', 403, 403],
  ] as const)('of the scope %s read (%i) and write (%i)', async (scope, reading, writing) => {
    const register = await smallRegister()
    const made = await createKey(register.deps, OPERATOR, { ...wanted, organization: SMALL.holder, scopes: [scope] })
    const document = named('Облік', { rights: { holder: SMALL.holder } })
    const read = await register.request(`/api/v1/software/${SMALL.draft}`, { key: made.key })
    const json = { state: 'draft', document }
    const write = await register.request('/api/v1/software', { method: 'POST', key: made.key, json })
    expect([read.status, write.status]).toEqual([reading, writing])
    for (const refused of [read, write].filter(({ status }) => status === 403)) {
      expect(await refused.json()).toMatchObject({ errors: [{ rule: 'scope-missing' }] })
    }
  })
})
