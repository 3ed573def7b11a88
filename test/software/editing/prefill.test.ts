import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../../src/app.ts'
import { RNOKPP } from '../../support/builders.ts'
import { fillIn, formFields } from '../../support/html-forms.ts'
import { SMALL, type SmallRegister, smallRegister } from '../../support/small-register.ts'
import { TEST_ORIGIN } from '../../support/test-app.ts'

const FILE = `publiccodeYmlVersion: "0.4"
name: Облік архівних справ
url: https://github.com/synivka/archive
softwareVersion: 1.2.0
releaseDate: "2026-03-04"
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
inputTypes: [text/csv]
description:
  uk:
    shortDescription: Облік справ архіву громади. Код ${RNOKPP}
    features: [Реєстрація справ]
legal: { license: EUPL-1.2 }
maintenance: { type: internal, contacts: [{ name: Іван Перевірний, email: ivan@example.org }] }
localisation: { localisationReady: true, availableLanguages: [uk] }
`
let register: SmallRegister
let editor: string
let draft: string
beforeEach(async () => {
  register = await smallRegister()
  editor = await register.signIn('editor', SMALL.holder)
  draft = (await register.request('/uk/work/software', { cookie: editor, form: {} })).headers.get('location') ?? ''
})

const page = async (path: string) => (await register.request(path, { cookie: editor })).text()
const fieldsOf = async (topic: string) => formFields(await page(`${draft}/topics/${topic}`), `/topics/${topic}`)
const paste = (text: string) => fillIn(register, editor, `${draft}/prefill`, { text })

describe('filling in from publiccode.yml', () => {
  it('shows what the file says, what it could not take and why, and takes it when told to', async () => {
    const read = await paste(FILE)
    expect(read.headers.get('location')).toBe(`${draft}/prefill/review`)
    expect((await fieldsOf('versions'))['technology.version']).toEqual([''])
    const review = await page(`${draft}/prefill/review`)
    expect(review).toContain('4\u00a0березня 2026')
    expect(review).toContain('перевірте')
    expect(review).toContain('<code>inputTypes</code>')
    expect(review).toContain('Вилучено число, схоже на РНОКПП.')
    expect(await page(draft)).toContain('Файл прочитано.')
    const taken = await fillIn(register, editor, `${draft}/prefill/review`, {
      'choice.identity.softwareType': 'theirs',
    })
    expect(taken.headers.get('location')).toBe(draft)
    expect((await fieldsOf('versions'))['technology.version']).toEqual(['1.2.0'])
    expect((await fieldsOf('readiness'))['identity.softwareType']).toEqual([''])
    expect((await fieldsOf('rights'))['rights.holder']).toEqual([SMALL.holder])
    expect(await page(draft)).not.toContain('Файл прочитано.')
    const { rows } = await register.database.client.execute('select document from draft')
    for (const kept of [RNOKPP, 'Перевірний', 'ivan@example.org']) expect(JSON.stringify(rows)).not.toContain(kept)
  })

  it('leaves what was typed as it is, unless the editor chooses otherwise', async () => {
    await fillIn(register, editor, `${draft}/topics/versions`, { 'technology.version': '9.9' })
    await fillIn(register, editor, `${draft}/topics/readiness`, { 'identity.platforms': 'android' })
    await paste(FILE)
    const form = formFields(await page(`${draft}/prefill/review`), '/prefill/review')
    expect(form['choice.technology.version']).toEqual(['theirs'])
    expect(form['choice.technology.releaseDate']).toEqual(['mine'])
    await fillIn(register, editor, `${draft}/prefill/review`, { 'choice.identity.platforms': 'both' })
    expect((await fieldsOf('versions'))['technology.version']).toEqual(['9.9'])
    expect((await fieldsOf('versions'))['technology.releaseDate']).toEqual(['2026-03-04'])
    expect((await fieldsOf('readiness'))['identity.platforms']).toEqual(['android\nweb'])
  })

  it('asks again when the draft changed between the look and the choice', async () => {
    await paste(FILE)
    const form = formFields(await page(`${draft}/prefill/review`), '/prefill/review')
    await fillIn(register, editor, `${draft}/topics/versions`, { 'technology.version': '9.9' })
    const chosen = { ...form, 'choice.identity.features': 'theirs' }
    const again = await register.request(`${draft}/prefill/review`, { cookie: editor, form: chosen })
    expect(again.status).toBe(409)
    const html = await again.text()
    expect(html).toContain('Поки ви обирали, чернетку змінено.')
    expect(formFields(html, '/prefill/review')['choice.identity.features']).toEqual(['theirs'])
    expect((await fieldsOf('versions'))['technology.version']).toEqual(['9.9'])
  })

  it('takes nothing when nothing is wanted', async () => {
    await paste(FILE)
    await fillIn(register, editor, `${draft}/prefill/review`, {}, { cancel: 'yes' })
    expect((await fieldsOf('versions'))['technology.version']).toEqual([''])
    expect((await register.request(`${draft}/prefill/review`, { cookie: editor })).status).toBe(303)
  })

  it('says what is wrong with a file that cannot be read, with the line, and gives the text back', async () => {
    const refused = await paste('name: [\nurl: <script>')
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Помилка: ')
    expect(html).toContain('url: &lt;script&gt;</textarea>')
    expect(html).toMatch(/href="#field-text">Рядок/)
    for (const [sent, text] of [
      [{}, 'Вставте вміст файла, оберіть файл або вкажіть адресу.'],
      [{ text: FILE, address: 'https://example.org/publiccode.yml' }, 'Оберіть один спосіб'],
    ] as const) {
      expect(await (await fillIn(register, editor, `${draft}/prefill`, sent)).text()).toContain(text)
    }
  })

  it('takes an uploaded file', async () => {
    const body = new FormData()
    body.append('text', '')
    body.append('file', new File([FILE], 'publiccode<b>.yml', { type: 'application/yaml' }))
    const read = await register.request(`${draft}/prefill`, {
      method: 'POST',
      cookie: editor,
      headers: { origin: TEST_ORIGIN },
      body,
    })
    expect(read.status).toBe(303)
    expect(await page(`${draft}/prefill/review`)).toContain('publiccode&lt;b&gt;.yml')
  })

  it('fetches an address where the host can do so safely, says why not where it refuses, and does not offer it elsewhere', async () => {
    expect(await page(`${draft}/prefill`)).not.toContain('name="address"')
    expect(await page(`${draft}/prefill`)).toContain('Тут реєстр не може завантажувати файли за адресою')
    const asked: string[] = []
    const app = createApp({
      ...register.deps,
      outgoing: async (address) => {
        asked.push(address)
        return address.includes('127.0.0.1')
          ? { bytes: null, refusal: { rule: 'outgoing-not-public', params: { host: '127.0.0.1' } } }
          : { bytes: new TextEncoder().encode(FILE), refusal: null }
      },
    })
    const send = (address: string) =>
      app.request(`${TEST_ORIGIN}${draft}/prefill`, {
        method: 'POST',
        headers: { cookie: editor, origin: TEST_ORIGIN },
        body: new URLSearchParams({ address }),
      })
    const refused = await send('https://127.0.0.1/publiccode.yml')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('href="#field-address"')
    const read = await send('https://example.org/publiccode.yml')
    expect(read.status).toBe(303)
    expect(asked).toHaveLength(2)
    expect(await page(`${draft}/prefill/review`)).toContain('https://example.org/publiccode.yml')
  })
})
