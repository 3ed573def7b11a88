import { beforeEach, describe, expect, it } from 'vitest'
import { actorOfKey, createKey, KEY_ROLES, listKeys, type NewKey, revokeKey } from '../../src/accounts/keys.ts'
import { type Actor, OPERATOR } from '../../src/kernel/actor.ts'
import { AppError } from '../../src/kernel/errors.ts'
import { registerSoftware } from '../../src/software/service.ts'
import { named, organizationOf } from '../support/builders.ts'
import { smallRegister } from '../support/small-register.ts'
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
    expect(JSON.stringify(await listKeys(app.deps))).not.toContain('sha256')
  })

  it('of an organization’s role needs an organization; of the register’s it may do without', async () => {
    for (const role of KEY_ROLES) {
      const made = codeOf(createKey(app.deps, OPERATOR, { ...wanted, role, organization: null }))
      const isOfOrganization = role === 'editor' || role === 'officer' || role === 'head'
      expect(await made, role).toBe(isOfOrganization ? 'validation-failed' : 'accepted')
    }
  })

  it('is made by administrators and the operator alone', async () => {
    for (const role of KEY_ROLES) {
      const actor: Actor = { role, organization: organizationOf(1), credential: null }
      expect(await codeOf(createKey(app.deps, actor, wanted)), role).toBe(role === 'admin' ? 'accepted' : 'forbidden')
      expect(await codeOf(revokeKey(app.deps, actor, '0000')), role).toBe(role === 'admin' ? 'not-found' : 'forbidden')
    }
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
    expect((await listKeys(app.deps))[0]?.revokedAt).toBe('2026-11-23T08:00:00.000Z')
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
