import { beforeEach, describe, expect, it } from 'vitest'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { editSoftware, moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { aGrant, named } from '../support/builders.ts'
import { SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'

let app: SmallRegister
beforeEach(async () => {
  app = await smallRegister()
})
const options = { typed: true, reason: 'test' }

async function find(query: string) {
  const response = await app.request(`/api/v1/software?${query}`)
  const { items, total } = (await response.json()) as {
    items: { id: string; verdict: string }[]
    total: { count: number }
  }
  return { ids: items.map(({ id }) => id), verdicts: items.map(({ verdict }) => verdict), count: total.count }
}

describe('the catalogue', () => {
  it('holds what is published, and nothing else', async () => {
    expect(await find('')).toMatchObject({ ids: [SMALL.published], count: 1 })
    for (const words of ['Чернетка', 'Стара система', SMALL.draft, SMALL.archived]) {
      expect(await find(`q=${encodeURIComponent(words)}`), words).toMatchObject({ ids: [], count: 0 })
    }
  })

  it('gains an entry when it is published and loses it when it is archived', async () => {
    const words = `q=${encodeURIComponent('чернетка')}`
    await moveSoftware(app.deps, OPERATOR, SMALL.draft, 1, 'submit', '')
    expect(await find(words)).toMatchObject({ ids: [] })
    await moveSoftware(app.deps, OPERATOR, SMALL.draft, 2, 'publish', '')
    expect(await find(words)).toMatchObject({ ids: [SMALL.draft] })
    await moveSoftware(app.deps, OPERATOR, SMALL.draft, 3, 'archive', 'Помилково.')
    expect(await find(words)).toMatchObject({ ids: [] })
  })

  it('finds an entry by its holder, its functions in both languages and its number', async () => {
    const held = named('Талони', { rights: { holder: SMALL.holder } })
    const document = { ...held, identity: { ...held.identity, functions: ['citizen-services.queue'] } }
    const { id } = await registerSoftware(app.deps, OPERATOR, document, 'published', options)
    for (const words of ['талони', 'синівська', 'Synivka', id]) {
      expect((await find(`q=${encodeURIComponent(words)}`)).ids, words).toContain(id)
    }
    expect((await find('function=citizen-services.queue')).ids).toEqual([id])
    expect((await find('function=citizen-services')).ids).toEqual([id])
  })

  it('narrows by the verdict of the day, which is the verdict that the rows show', async () => {
    const grants = [aGrant({ from: '2026-12-01', to: '2026-12-31' })]
    const rights = { holder: SMALL.holder, kind: 'exclusive-economic' as const, grants }
    const { id } = await registerSoftware(app.deps, OPERATOR, named('Строкове', { rights }), 'published', options)
    const mayUse = async (instant: string) => {
      app.setNow(instant)
      const { ids, verdicts } = await find('verdict=may-use')
      expect(verdicts.every((verdict) => verdict === 'may-use')).toBe(true)
      return ids
    }
    expect(await mayUse('2026-11-30T12:00:00.000Z')).toEqual([])
    // Midnight in Kyiv.
    expect(await mayUse('2026-11-30T22:00:00.000Z')).toEqual([id])
    expect(await mayUse('2026-12-31T21:59:59.000Z')).toEqual([id])
    expect(await mayUse('2026-12-31T22:00:00.000Z')).toEqual([])
  })

  it('follows an edit: what was said before is not found any more', async () => {
    await editSoftware(app.deps, OPERATOR, SMALL.published, 1, named('Кабінет мешканця'), options)
    expect((await find(`q=${encodeURIComponent('черга')}`)).ids).toEqual([])
    expect((await find(`q=${encodeURIComponent('мешканця')}`)).ids).toEqual([SMALL.published])
  })
})

describe('the verdict on one entry', () => {
  it('is for the organization and the day that are asked about', async () => {
    const rights = {
      kind: 'exclusive-economic' as const,
      grants: [aGrant({ permittedUsers: 'level', levels: ['community'], to: '2026-11-23' })],
    }
    const { id } = await registerSoftware(app.deps, OPERATOR, named('Для громад', { rights }), 'published', options)
    const ask = async (query: string) => (await app.request(`/api/v1/software/${id}/reuse-verdict?${query}`)).json()
    expect(await ask(`organization=${SMALL.holder}`)).toMatchObject({
      software: id,
      organization: SMALL.holder,
      date: '2026-11-23',
      verdict: 'may-use',
      clause: 'granted',
      grant: { permittedUsers: 'level' },
    })
    expect(await ask(`organization=${SMALL.holder}&date=2026-11-24`)).toMatchObject({ clause: 'grant-expired' })
    expect(await ask('')).toMatchObject({ organization: null, verdict: 'on-conditions', clause: 'granted-to-some' })
  })
})
