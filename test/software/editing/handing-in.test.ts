import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../../src/app.ts'
import { OPERATOR } from '../../../src/kernel/actor.ts'
import { decideProposal, openProposalOf, proposeChange } from '../../../src/software/proposals.ts'
import { editSoftware } from '../../../src/software/service.ts'
import { selectSoftware } from '../../../src/software/store.ts'
import { fillIn, formFields } from '../../support/html-forms.ts'
import { publishedSoftware, SMALL, type SmallRegister, smallRegister } from '../../support/small-register.ts'
import { TEST_ORIGIN } from '../../support/test-app.ts'

const HOME = '/uk/work/software'
const NEW = 'UA-SW-000004'
const NAMES = { 'identity.name.uk': 'Облік архівних справ', 'identity.shortDescription.uk': 'Облік справ архіву.' }
let register: SmallRegister
let editor: string
let colleague: string

beforeEach(async () => {
  register = await smallRegister()
  editor = await register.signIn('editor', SMALL.holder)
  colleague = await register.signIn('head', SMALL.holder)
})

const page = async (path: string, cookie = editor) => (await register.request(path, { cookie })).text()
const fill = (draft: string, topic: string, changes: Record<string, string>, cookie = editor) =>
  fillIn(register, cookie, `${draft}/topics/${topic}`, changes)
const send = (path: string, form: Record<string, string | readonly string[]>, cookie = editor) =>
  register.request(path, { cookie, form })
const begun = async () => (await send(HOME, {})).headers.get('location') ?? ''
const checkForm = async (draft: string) => formFields(await page(`${draft}/check`), '/check')

describe('handing in a draft that changed meanwhile', () => {
  it('after it was looked at: it is shown again with what was typed, and nothing is written', async () => {
    const draft = await begun()
    await fill(draft, 'names', NAMES)
    const form = await checkForm(draft)
    await fill(draft, 'versions', { 'technology.version': '2.0' }, colleague)
    const shown = await send(`${draft}/check`, { ...form, reason: 'Перший запис.' })
    expect(shown.status).toBe(409)
    const html = await shown.text()
    expect(html).toContain('чернетку змінено')
    expect(html).toContain('Перший запис.</textarea>')
    expect(html).toContain('2.0')
    expect(await selectSoftware(register.deps.read, NEW)).toBeNull()
    const again = await send(`${draft}/check`, formFields(html, '/check'))
    expect(again.headers.get('location')).toBe(`${draft}/done`)
    expect((await selectSoftware(register.deps.read, NEW))?.document.technology.version).toBe('2.0')
  })
  it('while it was being written: what a colleague saved stays in the draft, which edits the new entry', async () => {
    const draft = await begun()
    await fill(draft, 'names', NAMES)
    const form = await checkForm(draft)
    const versions = formFields(await page(`${draft}/topics/versions`), '/topics/versions')
    const { commits } = register.deps
    const saveMeanwhile: typeof commits.commit = async (deed) => {
      const written = await commits.commit(deed)
      await send(`${draft}/topics/versions`, { ...versions, 'technology.version': '2.0' }, colleague)
      return written
    }
    const app = createApp({ ...register.deps, commits: { ...commits, commit: saveMeanwhile } })
    const body = new URLSearchParams(
      Object.entries(form).map(([name, texts]): [string, string] => [name, texts[0] ?? '']),
    )
    const headers = { cookie: editor, origin: TEST_ORIGIN }
    const sent = await app.request(`${TEST_ORIGIN}${draft}/check`, { method: 'POST', headers, body })
    expect(sent.headers.get('location')).toBe(`${draft}?kept=entry`)
    expect(await selectSoftware(register.deps.read, NEW)).toMatchObject({
      state: 'submitted',
      document: { technology: { version: null } },
    })
    expect(await page(`${draft}?kept=entry`)).toContain('ці зміни лишилися в ній')
    expect((await send(`${HOME}/records/${NEW}/draft`, {})).headers.get('location')).toBe(draft)
    expect((await fillIn(register, editor, `${draft}/check`, {})).headers.get('location')).toBe(`${draft}/done`)
    expect(await selectSoftware(register.deps.read, NEW)).toMatchObject({
      version: 2,
      document: { technology: { version: '2.0' } },
    })
  })
})

it('a draft of an entry that has passed to another holder can be read and thrown away, and nothing else', async () => {
  const draft = (await send(`${HOME}/records/${SMALL.published}/draft`, {})).headers.get('location') ?? ''
  await fill(draft, 'links', { 'technology.landingUrl': 'https://example.org/queue' })
  const entry = publishedSoftware()
  const passed = { ...entry, rights: { ...entry.rights, holder: SMALL.other } }
  await editSoftware(register.deps, OPERATOR, SMALL.published, 1, passed, { typed: true, reason: 'test' })
  const shown = await register.request(draft, { cookie: editor })
  expect(shown.status).toBe(200)
  const html = await shown.text()
  expect(html).toContain('https://example.org/queue')
  expect(html).toContain('тепер інший володілець')
  expect(html).not.toContain('/topics/')
  for (const below of ['/topics/links', '/check', '/newer', '/prefill']) {
    expect((await register.request(`${draft}${below}`, { cookie: editor })).status, below).toBe(403)
  }
  expect((await fillIn(register, editor, `${draft}/discard`, {})).headers.get('location')).toBe(HOME)
  expect((await register.request(draft, { cookie: editor })).status).toBe(404)
})

describe('a proposal that waits', () => {
  const landing = (landingUrl: string, aliases: string[] = []) => {
    const entry = publishedSoftware()
    const identity = { ...entry.identity, aliases }
    return { ...entry, identity, technology: { ...entry.technology, landingUrl } }
  }
  const edited = async () => (await send(`${HOME}/records/${SMALL.published}/draft`, {})).headers.get('location') ?? ''

  it('and that the draft did not begin from is brought together with it before it is replaced', async () => {
    const draft = await edited()
    await fill(draft, 'links', { 'technology.landingUrl': 'https://example.org/mine' })
    const form = await checkForm(draft)
    const theirs = landing('https://example.org/theirs', ['Черга'])
    await proposeChange(register.deps, OPERATOR, SMALL.published, 1, theirs, 'Інші зміни.')
    const sent = await send(`${draft}/check`, { ...form, reason: 'Мої зміни.' })
    expect(sent.headers.get('location')).toBe(`${draft}/newer`)
    const html = await page(`${draft}/newer`)
    expect(html).toContain('До запису вже запропоновано зміни')
    expect(html).toContain('https://example.org/theirs')
    await fillIn(register, editor, `${draft}/newer`, { 'choice.technology.landingUrl': 'mine' })
    const check = await checkForm(draft)
    expect(check['reason']).toEqual(['Мої зміни.'])
    expect((await send(`${draft}/check`, check)).headers.get('location')).toBe(`${draft}/done`)
    expect((await openProposalOf(register.deps, OPERATOR, SMALL.published))?.proposal).toMatchObject({
      reason: 'Мої зміни.',
      document: { identity: { aliases: ['Черга'] }, technology: { landingUrl: 'https://example.org/mine' } },
    })
  })

  it('and was returned while it was looked at: the page comes back with what was typed', async () => {
    const first = landing('https://example.org/first')
    const { id } = await proposeChange(register.deps, OPERATOR, SMALL.published, 1, first, 'Сайт.')
    const draft = await edited()
    await fill(draft, 'versions', { 'technology.version': '2.0' })
    const form = await checkForm(draft)
    await decideProposal(register.deps, OPERATOR, id, 1, 'return', 'Вкажіть версію.')
    const shown = await send(`${draft}/check`, { ...form, reason: 'Додано версію.' })
    expect(shown.status).toBe(409)
    const html = await shown.text()
    expect(html).toContain('змінився стан пропозиції')
    const again = formFields(html, '/check')
    expect(again['reason']).toEqual(['Додано версію.'])
    expect((await send(`${draft}/check`, again)).headers.get('location')).toBe(`${draft}/done`)
  })
})
