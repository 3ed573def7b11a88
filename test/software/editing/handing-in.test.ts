import { beforeEach, describe, expect, it } from 'vitest'
import { selectSoftware } from '../../../src/software/store.ts'
import { fillIn, formFields } from '../../support/html-forms.ts'
import { SMALL, type SmallRegister, smallRegister } from '../../support/small-register.ts'

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
})
