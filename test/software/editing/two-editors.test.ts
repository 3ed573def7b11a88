import { beforeEach, describe, expect, it } from 'vitest'
import { OPERATOR } from '../../../src/kernel/actor.ts'
import { chosen, mergeDocuments } from '../../../src/software/editing/merge.ts'
import { FIELDS, type TypedDocument } from '../../../src/software/editing/typed.ts'
import { editSoftware } from '../../../src/software/service.ts'
import { selectSoftware } from '../../../src/software/store.ts'
import { named } from '../../support/builders.ts'
import { fillIn, formFields } from '../../support/html-forms.ts'
import { publishedSoftware, SMALL, type SmallRegister, smallRegister } from '../../support/small-register.ts'

const HOME = '/uk/work/software'
let register: SmallRegister
let first: string
let second: string
let draft: string

beforeEach(async () => {
  register = await smallRegister()
  first = await register.signIn('editor', SMALL.holder)
  second = await register.signIn('head', SMALL.holder)
  draft = (await register.request(HOME, { cookie: first, form: {} })).headers.get('location') ?? ''
})

const page = async (path: string, cookie = first) => (await register.request(path, { cookie })).text()
const fieldsOf = async (topic: string) => formFields(await page(`${draft}/topics/${topic}`), `/topics/${topic}`)
const save = (cookie: string, topic: string, form: Record<string, string | readonly string[]>) =>
  register.request(`${draft}/topics/${topic}`, { cookie, form })

describe('two editors of one draft', () => {
  it('do not notice each other in different topics, nor in different fields of one', async () => {
    const versions = await fieldsOf('versions')
    const links = await fieldsOf('links')
    expect((await save(first, 'versions', { ...versions, 'technology.version': '2.0' })).status).toBe(303)
    expect((await save(second, 'links', { ...links, 'technology.demoUrl': 'https://demo.example.org' })).status).toBe(
      303,
    )
    const partial = { revision: '1', 'technology.releaseDate': '2026-01-02' }
    expect((await save(second, 'versions', partial)).status).toBe(303)
    const now = await fieldsOf('versions')
    expect(now['technology.version']).toEqual(['2.0'])
    expect(now['technology.releaseDate']).toEqual(['2026-01-02'])
  })

  it('are not asked about a field that only one of them touched', async () => {
    const both = await fieldsOf('versions')
    await save(first, 'versions', { ...both, 'technology.version': '2.0' })
    const saved = await save(second, 'versions', { ...both, 'technology.releaseDate': '05.06.2026' })
    expect(saved.status).toBe(303)
    const now = await fieldsOf('versions')
    expect(now['technology.version']).toEqual(['2.0'])
    expect(now['technology.releaseDate']).toEqual(['2026-06-05'])
  })

  it('of the same field: the later is shown both, chooses, and loses nothing else that they typed', async () => {
    const both = await fieldsOf('versions')
    await save(first, 'versions', { ...both, 'technology.version': '2.0' })
    const mine = { ...both, 'technology.version': '3.0', 'technology.releaseDate': '05.06.2026' }
    const compared = await save(second, 'versions', mine)
    expect(compared.status).toBe(409)
    const html = await compared.text()
    expect(html).toContain('Порівняйте зміни')
    expect(html).toContain('>2.0<')
    expect(html).toContain('>3.0<')
    // Identical fields are not asked about.
    expect(html).not.toContain('name="choice.technology.releaseDate"')
    expect((await fieldsOf('versions'))['technology.version']).toEqual(['2.0'])
    const sent = formFields(html, '/topics/versions')
    const unchosen = await save(second, 'versions', sent)
    expect(unchosen.status).toBe(422)
    const asked = await unchosen.text()
    expect(asked).toContain('<title>Помилка: ')
    expect(asked).toContain('href="#field-choice-technology-version"')
    expect((await save(second, 'versions', { ...sent, 'choice.technology.version': 'mine' })).status).toBe(303)
    const now = await fieldsOf('versions')
    expect(now['technology.version']).toEqual(['3.0'])
    expect(now['technology.releaseDate']).toEqual(['2026-06-05'])
  })

  it('are asked again when the field changed once more while the later was choosing', async () => {
    const both = await fieldsOf('versions')
    await save(first, 'versions', { ...both, 'technology.version': '2.0' })
    const compared = await save(second, 'versions', { ...both, 'technology.version': '3.0' })
    const sent = formFields(await compared.text(), '/topics/versions')
    await save(first, 'versions', { ...(await fieldsOf('versions')), 'technology.version': '2.5' })
    const again = await save(second, 'versions', { ...sent, 'choice.technology.version': 'mine' })
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('>2.5<')
    expect((await fieldsOf('versions'))['technology.version']).toEqual(['2.5'])
  })

  it('of the same list may keep the members of both', async () => {
    const both = await fieldsOf('names')
    await save(first, 'names', { ...both, 'identity.aliases': 'Черга\nТалони' })
    const compared = await save(second, 'names', {
      ...both,
      'identity.aliases': 'Талони\nТабло',
      'identity.name.uk': 'Черга',
    })
    const sent = formFields(await compared.text(), '/topics/names')
    expect((await save(second, 'names', { ...sent, 'choice.identity.aliases': 'both' })).status).toBe(422)
    const now = await fieldsOf('names')
    expect(now['identity.aliases']).toEqual(['Черга\nТалони\nТабло'])
    expect(now['identity.name.uk']).toEqual(['Черга'])
  })

  it('who typed the same are told nothing', async () => {
    const both = await fieldsOf('versions')
    const same = { ...both, 'technology.version': '2.0' }
    expect((await save(first, 'versions', same)).status).toBe(303)
    expect((await save(second, 'versions', same)).status).toBe(303)
  })

  it('at the same moment: each save is there or compared', async () => {
    const both = await fieldsOf('versions')
    const answers = await Promise.all(
      ['1', '2', '3', '4'].map((version) => save(first, 'versions', { ...both, 'technology.version': version })),
    )
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([303, 409, 409, 409])
  })
})

describe('an entry that moves on under its draft', () => {
  const editing = async (id: string) =>
    (await register.request(`${HOME}/records/${id}/draft`, { cookie: first, form: {} })).headers.get('location') ?? ''
  const edited = (id: string, version: number, document: ReturnType<typeof named>) =>
    editSoftware(register.deps, OPERATOR, id, version, document, { typed: true, reason: 'test' })

  it('is compared with it three ways: what only one side changed is joined, the rest is chosen', async () => {
    draft = await editing(SMALL.published)
    const names = await fieldsOf('names')
    await save(first, 'names', { ...names, 'identity.name.uk': 'Черга ЦНАП', 'identity.aliases': 'Черга' })
    const entry = publishedSoftware()
    await edited(SMALL.published, 1, {
      ...entry,
      identity: { ...entry.identity, name: { uk: 'Електронна черга громади' } },
      technology: { ...entry.technology, version: '5.0' },
    })
    expect(await page(draft)).toContain('Запис тим часом змінено')
    const check = await register.request(`${draft}/check`, { cookie: first })
    expect(check.headers.get('location')).toBe(`${draft}/newer`)
    const html = await page(`${draft}/newer`)
    expect(html).toContain('Електронна черга громади')
    expect(html).toContain('Черга ЦНАП')
    expect(html).not.toContain('name="choice.technology.version"')
    expect(html).not.toContain('name="choice.identity.aliases"')
    const unchosen = await fillIn(register, first, `${draft}/newer`, {})
    expect(unchosen.status).toBe(422)
    await fillIn(register, first, `${draft}/newer`, { 'choice.identity.name': 'mine' })
    expect((await fieldsOf('names'))['identity.name.uk']).toEqual(['Черга ЦНАП'])
    expect((await fieldsOf('names'))['identity.aliases']).toEqual(['Черга'])
    expect((await fieldsOf('versions'))['technology.version']).toEqual(['5.0'])
    const sent = await fillIn(register, first, `${draft}/check`, { reason: 'Нова назва.' })
    expect(sent.headers.get('location')).toBe(`${draft}/done`)
  })

  it('keeps what was chosen, and shows what a colleague typed while it was being chosen', async () => {
    draft = await editing(SMALL.published)
    const mine = { 'identity.name.uk': 'Черга ЦНАП', 'technology.version': '2.0' }
    await save(first, 'names', { ...(await fieldsOf('names')), 'identity.name.uk': mine['identity.name.uk'] })
    await save(first, 'versions', { ...(await fieldsOf('versions')), 'technology.version': '2.0' })
    const entry = publishedSoftware()
    await edited(SMALL.published, 1, {
      ...entry,
      identity: { ...entry.identity, name: { uk: 'Електронна черга громади' } },
      technology: { ...entry.technology, version: '5.0' },
    })
    const partly = await fillIn(register, first, `${draft}/newer`, { 'choice.identity.name': 'theirs' })
    expect(partly.status).toBe(422)
    const asked = await partly.text()
    expect(asked).toContain('href="#field-choice-technology-version"')
    const form = formFields(asked, '/newer')
    expect(form['choice.identity.name']).toEqual(['theirs'])
    await save(second, 'names', { ...(await fieldsOf('names')), 'identity.name.uk': 'Черга громади' })
    const again = await register.request(`${draft}/newer`, {
      cookie: first,
      form: { ...form, 'choice.technology.version': 'mine' },
    })
    expect(again.status).toBe(409)
    const html = await again.text()
    expect(html).toContain('Черга громади')
    expect(formFields(html, '/newer')['choice.technology.version']).toEqual(['mine'])
    expect((await fieldsOf('names'))['identity.name.uk']).toEqual(['Черга громади'])
    expect((await register.request(`${draft}/check`, { cookie: first })).headers.get('location')).toBe(`${draft}/newer`)
  })

  it('between the last look and handing in: the comparison is shown, and nothing is written', async () => {
    draft = await editing(SMALL.draft)
    await save(first, 'versions', { ...(await fieldsOf('versions')), 'technology.version': '2.0' })
    const form = formFields(await page(`${draft}/check`), '/check')
    await edited(SMALL.draft, 1, named('Чернетка обліку справ', { rights: { holder: SMALL.holder } }))
    const sent = await register.request(`${draft}/check`, { cookie: first, form })
    expect(sent.headers.get('location')).toBe(`${draft}/newer`)
    expect((await selectSoftware(register.deps.read, SMALL.draft))?.version).toBe(2)
    await fillIn(register, first, `${draft}/newer`, {})
    await fillIn(register, first, `${draft}/check`, {})
    expect(await selectSoftware(register.deps.read, SMALL.draft)).toMatchObject({
      version: 3,
      state: 'submitted',
      document: { identity: { name: { uk: 'Чернетка обліку справ' } }, technology: { version: '2.0' } },
    })
  })
})

describe('merging', () => {
  const document = (version: string | undefined, aliases: string[]): TypedDocument => ({
    identity: { aliases },
    technology: version === undefined ? {} : { version },
  })

  it('takes what one side changed and leaves what both changed to a person', () => {
    const { merged, differing } = mergeDocuments(
      document('1', ['А']),
      document('2', ['А']),
      document('3', ['А', 'Б']),
      FIELDS,
    )
    expect(merged).toEqual(document('2', ['А', 'Б']))
    expect(differing.map(({ field }) => field.path)).toEqual(['technology.version'])
  })

  it('keeps what one side emptied empty', () => {
    const { merged, differing } = mergeDocuments(
      document('1', ['А']),
      document('1', ['А']),
      document(undefined, []),
      FIELDS,
    )
    expect(differing).toEqual([])
    expect(merged['technology']).toEqual({})
    expect(merged['identity']).toEqual({ aliases: [] })
  })

  it('joins lists without saying anything twice', () => {
    expect(chosen({ theirs: ['А', 'Б'], mine: ['Б', 'В'] }, 'both')).toEqual(['А', 'Б', 'В'])
    expect(chosen({ theirs: [{ name: 'А', url: null }], mine: [{ name: 'А' }] }, 'both')).toEqual([
      { name: 'А', url: null },
    ])
    expect(chosen({ theirs: 'А', mine: 'Б' }, 'both')).toBe('Б')
  })
})
