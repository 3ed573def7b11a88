import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { registerOrganization } from '../../src/directory/service.ts'
import { type Actor, OPERATOR } from '../../src/kernel/actor.ts'
import { addDays, addMonths } from '../../src/kernel/dates.ts'
import { DEPLOYMENT_STATES } from '../../src/software/deployment.ts'
import { editDeployment, isConfirmed, registerDeployment } from '../../src/software/deployments.ts'
import { moveSoftware } from '../../src/software/service.ts'
import { aDeployment, anOrganization, edrpou, organizationOf } from '../support/builders.ts'
import { SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'

let app: SmallRegister
beforeEach(async () => {
  app = await smallRegister()
})
const user: Actor = { role: 'editor', organization: SMALL.holder, credential: null }
const deployment = (changes: Partial<Parameters<typeof aDeployment>[0]> = {}) =>
  aDeployment({ software: SMALL.published, ...changes })
const shown = async () =>
  (await (await app.request(`/api/v1/deployments/${SMALL.deployment}`)).json()) as {
    confirmed: boolean
    version: number
  }

describe('a confirmation', () => {
  it('holds twelve months, the last day included', () => {
    const confirmedOn = '2025-11-23'
    expect(isConfirmed({ confirmedOn }, '2025-11-23')).toBe(true)
    expect(isConfirmed({ confirmedOn }, '2026-11-23')).toBe(true)
    expect(isConfirmed({ confirmedOn }, '2026-11-24')).toBe(false)
    expect(isConfirmed({ confirmedOn: null }, '2026-11-23')).toBe(false)
    expect(isConfirmed({ confirmedOn: '2024-02-29' }, '2025-02-28')).toBe(true)
    expect(isConfirmed({ confirmedOn: '2024-02-29' }, '2025-03-01')).toBe(false)
  })

  it('once run out never comes back by itself', () => {
    const day = fc.integer({ min: 0, max: 3000 }).map((offset) => addDays('2020-01-01', offset))
    fc.assert(
      fc.property(day, day, (confirmedOn, today) => {
        expect(isConfirmed({ confirmedOn }, today)).toBe(today <= addMonths(confirmedOn, 12))
      }),
    )
  })

  it('is given by the user, shown, and asked for again after twelve months', async () => {
    expect((await shown()).confirmed).toBe(false)
    await editDeployment(app.deps, user, SMALL.deployment, 1, deployment({ confirmedOn: '2026-11-23' }), 'test')
    expect(await shown()).toMatchObject({ confirmed: true, version: 2 })
    const at = `/api/v1/deployments/${SMALL.deployment}`
    expect((await app.request(at, { headers: { 'if-none-match': '"2"' } })).status).toBe(304)
    app.setNow('2027-11-23T21:59:00.000Z')
    expect((await shown()).confirmed).toBe(true)
    // In Kyiv it is the next day already.
    app.setNow('2027-11-23T22:01:00.000Z')
    expect((await shown()).confirmed).toBe(false)
    expect((await app.request(at, { headers: { 'if-none-match': '"2"' } })).status).toBe(200)
  })

  it('stays when a registrar changes something else', async () => {
    const registrar: Actor = { role: 'registrar', organization: null, credential: null }
    await editDeployment(app.deps, user, SMALL.deployment, 1, deployment({ confirmedOn: '2026-11-23' }), 'test')
    const noted = deployment({ confirmedOn: '2026-11-23', note: { uk: 'Оновлено.' } })
    expect(await editDeployment(app.deps, registrar, SMALL.deployment, 2, noted, 'test')).toMatchObject({ version: 3 })
    const moved = { ...noted, confirmedOn: '2026-11-22' }
    await expect(editDeployment(app.deps, registrar, SMALL.deployment, 3, moved, 'test')).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

const elsewhere = (state: (typeof DEPLOYMENT_STATES)[number]) => deployment({ state, organization: SMALL.other })

describe('the life of a deployment', () => {
  it('goes forward only, by steps or leaps', async () => {
    for (const [from, before] of DEPLOYMENT_STATES.entries()) {
      for (const [to, after] of DEPLOYMENT_STATES.entries()) {
        const { id } = await registerDeployment(app.deps, OPERATOR, elsewhere(before), 'test')
        const step = editDeployment(app.deps, OPERATOR, id, 1, elsewhere(after), 'test')
        if (to >= from) expect(await step, `${before} → ${after}`).toMatchObject({ version: 2 })
        else await expect(step, `${before} → ${after}`).rejects.toMatchObject({ code: 'conflict' })
        await editDeployment(app.deps, OPERATOR, id, to >= from ? 2 : 1, elsewhere('retired'), 'test')
      }
    }
  })

  it('can still end after the software was archived', async () => {
    await moveSoftware(app.deps, OPERATOR, SMALL.published, 1, 'archive', 'Замінено новою системою.')
    const ended = deployment({ state: 'retired', until: '2026-11-20' })
    expect(await editDeployment(app.deps, user, SMALL.deployment, 1, ended, 'test')).toMatchObject({ version: 2 })
  })
})

describe('an organization that runs a software', () => {
  const duplicate = { code: 'conflict', findings: [{ pointer: '/organization', rule: 'duplicate-deployment' }] }

  it.each(['planned', 'pilot', 'in-use'] as const)('does not run it twice (%s)', async (state) => {
    await expect(registerDeployment(app.deps, user, deployment({ state }), 'test')).rejects.toMatchObject(duplicate)
    expect((await app.request('/api/v1/deployments/UA-DP-000002')).status).toBe(404)
  })

  it('does not, however many say so at once', async () => {
    const asked = Array.from({ length: 5 }, () => registerDeployment(app.deps, OPERATOR, elsewhere('pilot'), 'test'))
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(duplicate)
  })

  it('may run it again after the end, and an end of long ago can be told', async () => {
    await registerDeployment(app.deps, user, deployment({ state: 'retired', until: '2020-01-01' }), 'test')
    await editDeployment(app.deps, user, SMALL.deployment, 1, deployment({ state: 'retired' }), 'test')
    expect(await registerDeployment(app.deps, user, deployment(), 'test')).toMatchObject({ version: 1 })
  })
})

describe('the list of deployments', () => {
  it('is that of a software or of an organization, page by page, each once', async () => {
    for (let number = 0; number < 6; number++) {
      const organization = number % 2 === 0 ? SMALL.holder : SMALL.other
      await registerDeployment(app.deps, OPERATOR, deployment({ organization, state: 'retired' }), 'test')
    }
    const walk = async (query: string) => {
      const seen: string[] = []
      let next: string | null = `/api/v1/deployments?${query}&limit=2`
      while (next !== null) {
        const response: Response = await app.request(next)
        const page = (await response.json()) as { items: { id: string }[]; next: string | null }
        expect(response.headers.get('link')).toBe(page.next === null ? null : `<${page.next}>; rel="next"`)
        seen.push(...page.items.map(({ id }) => id))
        next = page.next
      }
      return seen
    }
    const numbers = (...all: number[]) => all.map((number) => `UA-DP-00000${number}`)
    expect(await walk(`software=${SMALL.published}`)).toEqual(numbers(1, 2, 3, 4, 5, 6, 7))
    expect(await walk(`organization=${SMALL.other}`)).toEqual(numbers(3, 5, 7))
    expect(await walk(`organization=${SMALL.other}&software=${SMALL.archived}`)).toEqual([])
    expect(await walk(`organization=UA-EDR-${edrpou(9)}`)).toEqual([])
  })

  it('makes the number of those who run a software: pilots and use, not plans and ends', async () => {
    for (const [number, state] of DEPLOYMENT_STATES.entries()) {
      const organization = organizationOf(number + 3)
      await registerOrganization(app.deps, OPERATOR, anOrganization({ identifier: edrpou(number + 3) }), 'test')
      await registerDeployment(app.deps, OPERATOR, deployment({ state, organization }), 'test')
    }
    const found = await app.request('/api/v1/software')
    expect(await found.json()).toMatchObject({ items: [{ id: SMALL.published, runningIn: 3 }] })
  })
})
