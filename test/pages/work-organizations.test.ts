import { beforeEach, describe, expect, it } from 'vitest'
import { editOrganization, getOrganization, registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { anOrganization, edrpou, organizationOf } from '../support/builders.ts'
import { chosenIn, fieldsIn } from '../support/filled-form.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

const OWN = organizationOf(1)
const OTHER = organizationOf(2)
const EDIT = `/uk/work/organizations/${OWN}/edit`

let app: TestApp
let editor: string
let registrar: string
beforeEach(async () => {
  app = await testApp()
  await registerOrganization(app.deps, OPERATOR, anOrganization(), 'test')
  await registerOrganization(
    app.deps,
    OPERATOR,
    anOrganization({
      identifier: edrpou(2),
      name: { uk: 'Ковалівська сільська рада', it: 'Comune di Kovalivka' },
      confirmed: false,
    }),
    'test',
  )
  editor = await app.signIn('editor', OWN)
  registrar = await app.signIn('registrar')
})

const FILLED = {
  scheme: 'UA-EDR',
  identifier: edrpou(3),
  'name.uk': 'Центр цифрових послуг',
  kind: 'public-institution',
}
const register = (form: Record<string, string>, cookie = editor) =>
  app.request('/uk/work/organizations/new', { cookie, form })
const stored = async (id: string) => (await getOrganization(app.deps, id)).document

describe('registering an organization', () => {
  it('takes one with everything the form asks for, unconfirmed from an editor', async () => {
    const response = await register({
      ...FILLED,
      'shortName.en': 'DSC',
      aliases: 'ЦЦП\n\n Цифровий центр ',
      level: 'community',
      katottg: 'львівська область',
      population: '12 345',
      parent: edrpou(1),
      website: 'https://center.example',
      'contact.role.uk': 'Відділ розвитку',
      'contact.email': 'office@center.example',
      'contact.official': 'yes',
    })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`/uk/organizations/${organizationOf(3)}?saved=1`)
    expect(await stored(organizationOf(3))).toMatchObject({
      shortName: { en: 'DSC' },
      aliases: ['ЦЦП', 'Цифровий центр'],
      level: 'community',
      katottg: expect.stringMatching(/^UA46/),
      population: 12_345,
      parent: OWN,
      contact: { role: { uk: 'Відділ розвитку' }, email: 'office@center.example' },
      confirmed: false,
    })
    const html = await (await app.request(`/uk/organizations/${organizationOf(3)}`)).text()
    expect(html).toContain('Вища організація')
    expect(html).toContain('Синівська селищна рада')
  })

  it('is confirmed at once where a registrar does it for others', async () => {
    expect((await register(FILLED, registrar)).status).toBe(303)
    expect((await stored(organizationOf(3))).confirmed).toBe(true)
  })

  it.each([
    [{ identifier: '99000035' }, 'identifier', 'Контрольна цифра'],
    [{ identifier: '3287654327' }, 'identifier', 'восьми цифр'],
    [{ 'name.uk': '' }, 'name-uk', 'хоча б однією мовою'],
    [{ kind: '' }, 'kind', 'обов’язкове'],
    [{ kind: 'admin' }, 'kind', 'одне з таких значень'],
    [{ katottg: 'UA1' }, 'katottg', 'сімнадцяти цифр'],
    [{ katottg: 'Атлантида' }, 'katottg', 'Атлантида'],
    [{ population: 'багато' }, 'population', 'ціле число'],
    [{ parent: edrpou(9) }, 'parent', 'немає в реєстрі'],
    [{ parent: edrpou(3) }, 'parent', 'сама собі'],
    [{ website: 'javascript:alert(1)' }, 'website', 'http(s)'],
    [{ 'contact.role.uk': 'Відділ', 'contact.email': 'a@b.example' }, 'contact-official', 'офіційна скринька'],
    [{ 'contact.email': 'a@b.example', 'contact.official': 'yes' }, 'contact-role-uk', 'хоча б однією мовою'],
    [
      { 'contact.role.uk': 'ivan@gmail.com', 'contact.email': 'a@b.example', 'contact.official': 'yes' },
      'contact-role-uk',
      'електронної пошти',
    ],
    [{ aliases: 'РНОКПП 3287654327' }, 'aliases', 'РНОКПП'],
  ])('refuses %o at its field and keeps the rest', async (wrong, field, message) => {
    const response = await register({ ...FILLED, 'shortName.uk': 'Збережене', ...wrong })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('<title>Помилка: ')
    expect(html).toContain(`href="#field-${field}"`)
    expect(html).toContain(`id="field-${field}-error"`)
    expect(html).toContain(message)
    expect(html).toContain('value="Збережене"')
  })

  it('shows what it may be a duplicate of, once', async () => {
    const form = { ...FILLED, 'name.uk': 'Синівська селищна рада' }
    const first = await register(form)
    expect(first.status).toBe(200)
    const html = await first.text()
    expect(html).toContain(`/uk/organizations/${OWN}`)
    expect((await register({ ...fieldsIn(html), seen: 'yes' })).status).toBe(303)
  })

  it('refuses a code that is registered, and a second sending of the same form', async () => {
    expect((await register({ ...FILLED, identifier: edrpou(2) })).status).toBe(409)
    expect((await register(FILLED)).status).toBe(303)
    const again = await register({ ...FILLED, seen: 'yes' })
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('вже зареєстровано')
  })

  it('is for editors, heads and registrars', async () => {
    for (const role of ['officer', 'auditor', 'admin'] as const) {
      const cookie = await app.signIn(role, role === 'officer' ? OWN : undefined)
      expect((await register(FILLED, cookie)).status).toBe(403)
      expect((await app.request('/uk/work/organizations', { cookie })).status).toBe(403)
    }
    expect((await app.request('/uk/work/organizations/new', { form: FILLED })).status).toBe(303)
    expect((await app.request('/uk/work/organizations/new')).status).toBe(303)
  })

  it('takes no field that the form does not have', async () => {
    await register({ ...FILLED, confirmed: 'true', demonstration: 'true', id: OWN, 'record-version': '7' })
    expect(await stored(organizationOf(3))).toMatchObject({ confirmed: false, demonstration: false })
  })
})

describe('changing an organization', () => {
  it('is for its own people and registrars', async () => {
    const form = fieldsIn(await (await app.request(EDIT, { cookie: editor })).text())
    const foreign = await app.signIn('head', OTHER)
    expect((await app.request(EDIT, { cookie: foreign })).status).toBe(403)
    expect((await app.request(EDIT, { cookie: foreign, form })).status).toBe(403)
    const changed = { ...form, 'name.uk': 'Нова назва ради' }
    expect((await app.request(EDIT, { cookie: editor, form: changed })).status).toBe(303)
    expect((await stored(OWN)).name).toEqual({ uk: 'Нова назва ради', en: 'Synivka settlement council' })
    const page = await (await app.request(`/uk/organizations/${OWN}?saved=2`, { cookie: editor })).text()
    expect(page).toContain('Версія запису: 2')
    expect(page).toContain(EDIT)
    const publicPage = await (await app.request(`/uk/organizations/${OWN}?saved=2`)).text()
    expect(publicPage).not.toContain('/work/')
    expect(publicPage).not.toContain('Збережено')
  })

  it('leaves names in languages that the form does not ask for, and whether it is confirmed', async () => {
    const path = `/uk/work/organizations/${OTHER}/edit`
    const form = fieldsIn(await (await app.request(path, { cookie: registrar })).text())
    await app.request(path, {
      cookie: registrar,
      form: { ...form, 'name.uk': 'Ковалівська рада', identifier: edrpou(8), confirmed: 'true' },
    })
    expect(await stored(OTHER)).toMatchObject({
      identifier: edrpou(2),
      name: { uk: 'Ковалівська рада', it: 'Comune di Kovalivka' },
      confirmed: false,
    })
  })

  it('does not let two organizations stand above each other', async () => {
    await app.request(EDIT, {
      cookie: registrar,
      form: { ...fieldsIn(await (await app.request(EDIT, { cookie: registrar })).text()), parent: edrpou(2) },
    })
    const path = `/uk/work/organizations/${OTHER}/edit`
    const form = fieldsIn(await (await app.request(path, { cookie: registrar })).text())
    const response = await app.request(path, { cookie: registrar, form: { ...form, parent: edrpou(1) } })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('сама підпорядкована')
  })

  it('compares both versions when somebody was faster, and asks where both changed a field', async () => {
    const form = fieldsIn(await (await app.request(EDIT, { cookie: editor })).text())
    const theirs = anOrganization({
      name: { uk: 'Їхня назва', en: 'Synivka settlement council' },
      website: 'https://theirs.example',
    })
    await editOrganization(app.deps, OPERATOR, OWN, 1, theirs, 'test')
    const mine = { ...form, 'name.uk': 'Моя назва', population: '900' }
    const stale = await app.request(EDIT, { cookie: editor, form: mine })
    expect(stale.status).toBe(412)
    const html = await stale.text()
    for (const text of ['Їхня назва', 'Моя назва', '900', 'https://theirs.example']) expect(html).toContain(text)
    // One side changed the population and the site: those are chosen beforehand.
    const chosen = fieldsIn(html)
    expect(chosen['keep.population']).toBe('mine')
    expect(chosen['keep.website']).toBe('theirs')
    expect(chosen['keep.name.uk']).toBeUndefined()
    const undecided = await app.request(EDIT, { cookie: editor, form: chosen })
    expect(undecided.status).toBe(422)
    expect(await undecided.text()).toContain('href="#field-keep-name-uk"')
    expect((await app.request(EDIT, { cookie: editor, form: { ...chosen, 'keep.name.uk': 'mine' } })).status).toBe(303)
    expect(await stored(OWN)).toMatchObject({
      name: { uk: 'Моя назва' },
      population: 900,
      website: 'https://theirs.example',
    })
  })

  it('compares again when a third was faster still', async () => {
    const form = fieldsIn(await (await app.request(EDIT, { cookie: editor })).text())
    await editOrganization(app.deps, OPERATOR, OWN, 1, anOrganization({ population: 1 }), 'test')
    const first = await (await app.request(EDIT, { cookie: editor, form: { ...form, population: '3' } })).text()
    await editOrganization(app.deps, OPERATOR, OWN, 2, anOrganization({ population: 2 }), 'test')
    const second = await app.request(EDIT, { cookie: editor, form: { ...fieldsIn(first), 'keep.population': 'mine' } })
    expect(second.status).toBe(412)
    expect((await stored(OWN)).population).toBe(2)
    const last = await second.text()
    expect((await app.request(EDIT, { cookie: editor, form: { ...fieldsIn(last), ...chosenIn(last) } })).status).toBe(
      303,
    )
    expect((await stored(OWN)).population).toBe(3)
  })

  it('is done without a new version when the same form is sent twice', async () => {
    const form = { ...fieldsIn(await (await app.request(EDIT, { cookie: editor })).text()), population: '77' }
    const [first, second] = await Promise.all([
      app.request(EDIT, { cookie: editor, form }),
      app.request(EDIT, { cookie: editor, form }),
    ])
    expect([first.status, second.status]).toEqual([303, 303])
    expect((await getOrganization(app.deps, OWN)).version).toBe(2)
  })

  it('shows what was typed as text', async () => {
    const attack = '"><script>alert(1)</script>'
    const form = fieldsIn(await (await app.request(EDIT, { cookie: editor })).text())
    const attacked = {
      ...form,
      'name.uk': attack,
      aliases: attack,
      'contact.role.uk': attack,
      'contact.email': 'a@b.example',
      'contact.official': 'yes',
    }
    expect((await app.request(EDIT, { cookie: editor, form: attacked })).status).toBe(303)
    for (const path of [EDIT, `/uk/organizations/${OWN}`, '/uk/work/organizations', `/uk/organizations/${OWN}/history`])
      expect(await (await app.request(path, { cookie: editor })).text(), path).not.toContain('<script>alert')
  })
})

describe('confirming an organization', () => {
  const path = `/uk/work/organizations/${OTHER}/confirm`

  it('lists those that wait, and confirms what was looked at', async () => {
    const list = await (await app.request('/uk/work/organizations', { cookie: registrar })).text()
    expect(list).toContain(path)
    expect(await (await app.request('/uk/work/organizations', { cookie: editor })).text()).not.toContain(path)
    const form = fieldsIn(await (await app.request(path, { cookie: registrar })).text())
    const renamed = { ...(await stored(OTHER)), name: { uk: 'Підмінена назва' } }
    await editOrganization(app.deps, OPERATOR, OTHER, 1, { ...renamed, confirmed: false }, 'test')
    const stale = await app.request(path, { cookie: registrar, form })
    expect(stale.status).toBe(412)
    const html = await stale.text()
    expect(html).toContain('Підмінена назва')
    expect((await stored(OTHER)).confirmed).toBe(false)
    expect((await app.request(path, { cookie: registrar, form: fieldsIn(html) })).status).toBe(303)
    expect((await stored(OTHER)).confirmed).toBe(true)
    expect((await app.request(path, { cookie: registrar, form: fieldsIn(html) })).status).toBe(303)
    expect((await getOrganization(app.deps, OTHER)).version).toBe(3)
    const { items } = (await (await app.request(`/api/v1/organizations/${OTHER}/versions`)).json()) as {
      items: { reason: string }[]
    }
    expect(items[0]?.reason).toBe('organization.confirm')
  })

  it('is not for registrars who belong to it, in whatever role, nor for anybody else', async () => {
    const own = await app.signIn('registrar', OTHER)
    for (const cookie of [own, editor, await app.signIn('head', OTHER), await app.signIn('auditor')]) {
      expect((await app.request(path, { cookie })).status).toBe(403)
      expect((await app.request(path, { cookie, form: { 'record-version': '1' } })).status).toBe(403)
    }
    expect((await app.request(path, { form: { 'record-version': '1' } })).status).toBe(303)
    expect((await stored(OTHER)).confirmed).toBe(false)
  })
})
