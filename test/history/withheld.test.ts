import { beforeEach, describe, expect, it } from 'vitest'
import { registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { editSoftware, moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { anOrganization, named, organizationOf } from '../support/builders.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

const ID = 'UA-SW-000001'
const held = { rights: { holder: organizationOf(1) } }
const BEFORE = ['Чорновикназва', 'Зауваженняреєстратора']
const holding = (text: string) => BEFORE.filter((word) => text.includes(word))

let app: TestApp
beforeEach(async () => {
  app = await testApp({ reference: false })
  await registerOrganization(app.deps, OPERATOR, anOrganization(), 'test')
  const options = { typed: true, reason: 'test' }
  await registerSoftware(app.deps, OPERATOR, named('Чорновикназва', held), 'submitted', options)
  await moveSoftware(app.deps, OPERATOR, ID, 1, 'return', 'Зауваженняреєстратора')
  await editSoftware(app.deps, OPERATOR, ID, 2, named('Черга', held), options)
  await moveSoftware(app.deps, OPERATOR, ID, 3, 'submit', '')
  await moveSoftware(app.deps, OPERATOR, ID, 4, 'publish', 'Усе гаразд')
  await editSoftware(app.deps, OPERATOR, ID, 5, named('Черга друга', held), options)
})

const json = async (path: string, key?: string) =>
  (await (await app.request(`/api/v1/software/${ID}${path}`, key === undefined ? {} : { key })).json()) as {
    items: Record<string, unknown>[]
  } & Record<string, unknown>

describe('what stood in an entry before it was published', () => {
  it('is withheld from the public: number, day and hash stay', async () => {
    const { items } = await json('/versions')
    expect(items.map(({ version, withheld, erased, reason }) => [version, withheld, erased, reason])).toEqual([
      [6, false, false, 'test'],
      [5, false, false, 'Усе гаразд'],
      [4, true, false, null],
      [3, true, false, null],
      [2, true, false, null],
      [1, true, false, null],
    ])
    expect(items.map(({ changes }) => changes === null)).toEqual([false, true, true, true, true, true])
    expect(await json('/versions/2')).toMatchObject({
      version: 2,
      withheld: true,
      erased: false,
      envelope: null,
      actor: null,
      reason: null,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it('is on no page', async () => {
    for (const path of ['', '/history', ...[1, 2, 3, 4, 5, 6].map((version) => `/history/${version}`)]) {
      const response = await app.request(`/uk/software/${ID}${path}`)
      expect(response.status, path).toBe(200)
      expect(holding(await response.text()), path).toEqual([])
    }
    expect(await (await app.request(`/uk/software/${ID}/history/2`)).text()).toContain('не оприлюднено')
    expect(await (await app.request(`/uk/software/${ID}/history/5`)).text()).toContain('Перша оприлюднена версія')
  })

  it('stays withheld when the entry is archived', async () => {
    await moveSoftware(app.deps, OPERATOR, ID, 6, 'archive', 'Виведено')
    const { items } = await json('/versions')
    expect(items.filter(({ withheld }) => withheld)).toHaveLength(4)
  })

  it.each([
    ['registrar', undefined],
    ['auditor', undefined],
    ['editor', organizationOf(1)],
  ] as const)('is there for the %s, who may read unpublished entries', async (role, organization) => {
    const key = await app.key(role, organization)
    expect(holding(JSON.stringify(await json('/versions', key)))).toEqual(BEFORE)
    expect(await json('/versions/2', key)).toMatchObject({ withheld: false, reason: 'Зауваженняреєстратора' })
  })

  it('is not there for an editor of another organization', async () => {
    const key = await app.key('editor', organizationOf(2))
    expect(holding(JSON.stringify(await json('/versions', key)))).toEqual([])
  })

  it('is never answered as unchanged to who has it from before', async () => {
    const response = await app.request(`/api/v1/software/${ID}/versions/2`, { headers: { 'if-none-match': '"2"' } })
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toBe('"2-withheld"')
  })
})
