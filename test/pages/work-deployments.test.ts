import { beforeEach, describe, expect, it } from 'vitest'
import { registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { confirmedSince, getDeployment, isConfirmed, registerDeployment } from '../../src/software/deployments.ts'
import { registerSoftware } from '../../src/software/service.ts'
import { aDeployment, anOrganization, edrpou, named, organizationOf } from '../support/builders.ts'
import { chosenIn, fieldsIn } from '../support/filled-form.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

const OWN = organizationOf(1)
const SOFTWARE = 'UA-SW-000001'
const DEPLOYMENT = 'UA-DP-000001'
const NEW = `/uk/work/deployments/new?software=${SOFTWARE}`
const EDIT = `/uk/work/deployments/${DEPLOYMENT}/edit`

let app: TestApp
let editor: string
beforeEach(async () => {
  app = await testApp({ reference: false })
  await registerOrganization(app.deps, OPERATOR, anOrganization(), 'test')
  await registerOrganization(
    app.deps,
    OPERATOR,
    anOrganization({ identifier: edrpou(2), name: { uk: 'Інша рада' } }),
    'test',
  )
  const options = { typed: true, reason: 'test' }
  await registerSoftware(app.deps, OPERATOR, named('Електронна черга'), 'published', options)
  await registerSoftware(app.deps, OPERATOR, named('Реєстр'), 'draft', options)
  editor = await app.signIn('editor', OWN)
})

const register = (form: Record<string, string>, cookie = editor, path = NEW) => app.request(path, { cookie, form })
const stored = async (id = DEPLOYMENT) => (await getDeployment(app.deps, id)).document
const page = async (path: string, cookie?: string) =>
  (await app.request(path, cookie === undefined ? {} : { cookie })).text()

describe('saying that an organization runs a software', () => {
  it('begins at the software’s page, or by finding the software', async () => {
    expect(await page(`/uk/software/${SOFTWARE}`, editor)).toContain(`/uk/work/deployments/new?software=${SOFTWARE}`)
    expect(await page(`/uk/software/${SOFTWARE}`)).not.toContain('/work/')
    expect(await page(`/uk/software/${SOFTWARE}`, await app.signIn('officer', OWN))).not.toContain('/work/deployments')
    const found = await page(`/uk/work/deployments/new?q=${encodeURIComponent('черга')}`, editor)
    expect(found).toContain(`software=${SOFTWARE}`)
    expect(await page(`/uk/work/deployments/new?q=${encodeURIComponent('<b>нема</b>')}`, editor)).not.toContain('<b>')
  })

  it('takes everything, money to the kopiyka, and is a confirmation by the user', async () => {
    const response = await register({
      state: 'in-use',
      since: '01.03.2026',
      version: '2.1',
      'adoptionCost.amount': '1 234 567,89',
      'adoptionCost.vatIncluded': 'yes',
      effortDays: '40',
      'contactRole.uk': 'Відділ ЦНАП',
      'note.en': 'Set up by ourselves.',
    })
    expect(response.status).toBe(303)
    expect(await stored()).toMatchObject({
      organization: OWN,
      since: '2026-03-01',
      confirmedOn: '2026-11-23',
      adoptionCost: { amount: 123_456_789, currency: 'UAH', vatIncluded: true },
      effortDays: 40,
      contactRole: { uk: 'Відділ ЦНАП' },
      note: { en: 'Set up by ourselves.' },
    })
    expect(fieldsIn(await page(EDIT, editor))['adoptionCost.amount']).toBe('1234567,89')
  })

  it.each([
    ['0,29', 29],
    ['1,10', 110],
    ['4.35', 435],
    ['1000000', 100_000_000],
    ['125 000,50 грн', 12_500_050],
  ])('reads %s as so many kopiykas', async (typed, amount) => {
    await register({ state: 'planned', 'adoptionCost.amount': typed })
    expect(await stored()).toMatchObject({ confirmedOn: null, adoptionCost: { amount, vatIncluded: null } })
  })

  it.each([
    [{ 'adoptionCost.amount': '1,234' }, 'adoptionCost-amount', 'тисячі це чи копійки'],
    [{ 'adoptionCost.amount': '0,005' }, 'adoptionCost-amount', 'дві цифри'],
    [{ 'adoptionCost.amount': '-5' }, 'adoptionCost-amount', 'поза дозволеними'],
    [{ 'adoptionCost.amount': '1e9' }, 'adoptionCost-amount', 'не сума'],
    [{ state: '' }, 'state', 'обов’язкове'],
    [{ since: '31.02.2026' }, 'since', 'немає'],
    [{ since: '2026-05-01', until: '2026-04-01' }, 'until', 'раніше'],
    [{ effortDays: '-1' }, 'effortDays', 'ціле число'],
    [{ 'contactRole.uk': 'Іван, ivan@example.com' }, 'contactRole-uk', 'електронної пошти'],
    [{ 'note.uk': 'Дзвонити 067 123 45 67' }, 'note-uk', 'телефону'],
  ])('refuses %o at its field and keeps the rest', async (wrong, field, message) => {
    const response = await register({ state: 'pilot', version: 'Збережена', ...wrong })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(`href="#field-${field}"`)
    expect(html).toContain(message)
    expect(html).toContain('value="Збережена"')
  })

  it('is said once of the same software', async () => {
    const form = { state: 'pilot' }
    const [first, second] = await Promise.all([register(form), register(form)])
    expect([first.status, second.status].sort()).toEqual([303, 409])
    const open = await page(NEW, editor)
    expect(open).toContain(DEPLOYMENT)
    expect(open).not.toContain('name="state"')
  })

  it('is said of one’s own organization alone, and of what is published', async () => {
    const other = organizationOf(2)
    await register({ state: 'pilot', organization: other, software: 'UA-SW-000002', confirmedOn: '2020-01-01' })
    expect(await stored()).toMatchObject({ organization: OWN, software: SOFTWARE })
    const draft = '/uk/work/deployments/new?software=UA-SW-000002'
    expect((await app.request(draft, { cookie: editor })).status).toBe(404)
    expect((await register({ state: 'pilot' }, editor, draft)).status).toBe(404)
    for (const role of ['officer', 'auditor', 'admin'] as const) {
      const cookie = await app.signIn(role, role === 'officer' ? OWN : undefined)
      expect((await register({ state: 'pilot' }, cookie)).status).toBe(403)
    }
    expect((await app.request(NEW)).status).toBe(303)
  })

  it('is said for any organization by a registrar, and then not as a confirmation', async () => {
    const registrar = await app.signIn('registrar')
    expect((await register({ state: 'in-use', organization: edrpou(2) }, registrar)).status).toBe(303)
    expect(await stored()).toMatchObject({ organization: organizationOf(2), confirmedOn: null })
    const unknown = await register({ state: 'in-use', organization: edrpou(9) }, registrar)
    expect(unknown.status).toBe(422)
    expect(await unknown.text()).toContain('href="#field-organization"')
  })
})

describe('keeping a deployment up', () => {
  beforeEach(async () => {
    await registerDeployment(
      app.deps,
      OPERATOR,
      aDeployment({ software: SOFTWARE, state: 'pilot', confirmedOn: '2025-11-22' }),
      'test',
    )
  })

  it('goes forward only, and keeps what the form does not ask about', async () => {
    const form = fieldsIn(await page(EDIT, editor))
    expect((await app.request(EDIT, { cookie: editor, form: { ...form, state: 'in-use' } })).status).toBe(303)
    expect(await stored()).toMatchObject({ state: 'in-use', confirmedOn: '2025-11-22' })
    const html = await page(EDIT, editor)
    expect(html).not.toContain('value="planned"')
    const back = await app.request(EDIT, { cookie: editor, form: { ...fieldsIn(html), state: 'planned' } })
    expect(back.status).toBe(409)
    expect(await back.text()).toContain('href="#field-state"')
  })

  it('is not for other organizations', async () => {
    const stranger = await app.signIn('head', organizationOf(2))
    const form = { 'record-version': '1', state: 'retired' }
    expect((await app.request(EDIT, { cookie: stranger })).status).toBe(403)
    expect((await app.request(EDIT, { cookie: stranger, form })).status).toBe(403)
    const confirm = `/uk/work/deployments/${DEPLOYMENT}/confirm`
    expect((await app.request(confirm, { cookie: stranger, form })).status).toBe(403)
    expect((await app.request(confirm, { cookie: await app.signIn('registrar'), form })).status).toBe(403)
    expect(await page('/uk/work/deployments', stranger)).not.toContain(DEPLOYMENT)
    expect((await stored()).state).toBe('pilot')
  })

  it('asks for a confirmation after twelve months, and takes it by one button', async () => {
    const list = await page('/uk/work/deployments', editor)
    expect(list).toContain('Треба підтвердити')
    const form = fieldsIn(list)
    const confirm = `/uk/work/deployments/${DEPLOYMENT}/confirm`
    expect((await app.request(confirm, { cookie: editor, form })).status).toBe(303)
    expect((await app.request(confirm, { cookie: editor, form })).status).toBe(303)
    expect((await getDeployment(app.deps, DEPLOYMENT)).version).toBe(2)
    expect((await stored()).confirmedOn).toBe('2026-11-23')
    expect(await page('/uk/work/deployments', editor)).not.toContain('Треба підтвердити')
    const { items } = (await (await app.request(`/api/v1/deployments/${DEPLOYMENT}/versions`)).json()) as {
      items: { reason: string }[]
    }
    expect(items[0]?.reason).toBe('deployment.confirm')
  })

  it('compares both versions when somebody was faster', async () => {
    const form = fieldsIn(await page(EDIT, editor))
    const registrar = await app.signIn('registrar')
    await app.request(EDIT, {
      cookie: registrar,
      form: { ...form, 'note.uk': 'Їхня примітка' },
    })
    const stale = await app.request(EDIT, { cookie: editor, form: { ...form, 'adoptionCost.amount': '10,05' } })
    expect(stale.status).toBe(412)
    const html = await stale.text()
    expect(html).toContain('Їхня примітка')
    await app.request(EDIT, { cookie: editor, form: { ...fieldsIn(html), ...chosenIn(html) } })
    expect(await stored()).toMatchObject({ note: { uk: 'Їхня примітка' }, adoptionCost: { amount: 1005 } })
  })
})

describe('the day from which a confirmation holds', () => {
  it('is the one by which a single deployment is judged', () => {
    for (const day of ['2026-11-23', '2024-02-29', '2025-02-28', '2025-03-01', '2026-01-31', '2023-03-01']) {
      const since = confirmedSince(day)
      expect(isConfirmed({ confirmedOn: since }, day), day).toBe(true)
      const before = new Date(Date.parse(since) - 86_400_000).toISOString().slice(0, 10)
      expect(isConfirmed({ confirmedOn: before }, day), day).toBe(false)
    }
  })
})
