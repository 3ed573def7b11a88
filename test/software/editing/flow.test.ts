import { beforeEach, describe, expect, it } from 'vitest'
import { endSession, sessionOf, startSession } from '../../../src/accounts/sessions.ts'
import { OPERATOR } from '../../../src/kernel/actor.ts'
import { TOPICS } from '../../../src/software/editing/topics.ts'
import { decideProposal, openProposalOf } from '../../../src/software/proposals.ts'
import { editSoftware, moveSoftware, registerSoftware } from '../../../src/software/service.ts'
import { selectSoftware } from '../../../src/software/store.ts'
import { buildAssets } from '../../../src/web/assets/build.ts'
import { findAsset } from '../../../src/web/assets.ts'
import { aGrant, named, RNOKPP } from '../../support/builders.ts'
import { fillIn, formFields } from '../../support/html-forms.ts'
import { pageFindings } from '../../support/page-checks.ts'
import {
  publishedSoftware,
  REPOSITORY,
  SMALL,
  type SmallRegister,
  smallRegister,
} from '../../support/small-register.ts'
import { tableCounts } from '../../support/table-counts.ts'

const HOME = '/uk/work/software'
let register: SmallRegister
let editor: string
beforeEach(async () => {
  register = await smallRegister()
  editor = await register.signIn('editor', SMALL.holder)
})

const NAMES = {
  'identity.name.uk': 'Облік архівних справ',
  'identity.shortDescription.uk': 'Облік справ архіву громади.',
}

async function begun(cookie = editor): Promise<string> {
  const response = await register.request(HOME, { cookie, form: {} })
  expect(response.status).toBe(303)
  return response.headers.get('location') ?? ''
}

async function editing(id: string, cookie = editor): Promise<string> {
  const response = await register.request(`${HOME}/records/${id}/draft`, { cookie, form: {} })
  expect(response.status).toBe(303)
  return response.headers.get('location') ?? ''
}

const fill = (draft: string, topic: string, changes: Record<string, string | readonly string[]>, button = {}) =>
  fillIn(register, editor, `${draft}/topics/${topic}`, changes, button)
const textOf = async (path: string, cookie = editor) => (await register.request(path, { cookie })).text()
const entry = async (id: string) => selectSoftware(register.deps.read, id)

describe('registering software without scripts', () => {
  it('goes from an empty draft, topic by topic, to the queue', async () => {
    const draft = await begun()
    expect(await textOf(draft)).toContain('Не розпочато')
    const saved = await fill(draft, 'names', NAMES, { go: 'next' })
    expect(saved.status).toBe(303)
    expect(saved.headers.get('location')).toBe(`${draft}/topics/purpose`)
    expect(await textOf(draft)).toContain('Заповнено не все')
    const sent = await fillIn(register, editor, `${draft}/check`, { reason: 'Перший запис архіву.' })
    expect(sent.headers.get('location')).toBe(`${draft}/done`)
    expect(await textOf(`${draft}/done`)).toContain('UA-SW-000004')
    const record = await entry('UA-SW-000004')
    expect(record).toMatchObject({ state: 'submitted', version: 1 })
    expect(record?.document.rights.holder).toBe(SMALL.holder)
    expect(record?.document.provenance.identity?.origin).toBe('typed')
    const list = await textOf(HOME)
    expect(list).toContain('Облік архівних справ')
    expect(list).toContain('На розгляді')
    expect(list).toContain('Розпочатих і не поданих форм немає.')
  })

  it('keeps what is wrong as it was typed, says so beside its field and in the summary, and refuses to hand it in', async () => {
    const draft = await begun()
    const wrong = await fill(draft, 'versions', { 'technology.version': '2.0', 'technology.releaseDate': 'торік' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('<title>Помилка: ')
    expect(html).toContain('href="#field-technology-releaseDate"')
    expect(html).toContain('Дата випуску: Це не дата у вигляді РРРР-ММ-ДД.')
    expect(html).toContain('value="торік"')
    expect(await textOf(draft)).toMatch(/1\u00a0помилка/)
    const before = await tableCounts(register.database)
    const refused = await fillIn(register, editor, `${draft}/check`, {})
    expect(refused.status).toBe(422)
    const check = await refused.text()
    expect(check).toContain(`${draft}/topics/versions#field-technology-releaseDate`)
    expect(check).toContain(`${draft}/topics/names#field-identity-name-uk`)
    expect((await tableCounts(register.database))['software']).toBe(before['software'])
  })

  it('asks every rule of the register at once: of what the schema takes, while something else is wrong', async () => {
    const draft = await begun()
    await fill(draft, 'names', { 'identity.name.uk': '' })
    const refused = await fill(draft, 'rights', { 'rights.license': 'MITT', 'rights.holder': SMALL.other })
    const html = await refused.text()
    expect(html).toContain('Ліцензії «MITT» немає в переліку SPDX')
    expect(html).toContain('Від імені цього володільця ви подавати записи не можете.')
    expect(html).not.toContain('identity')
  })

  it('adds and removes rows and codes with buttons, and loses nothing typed by it', async () => {
    const draft = await begun()
    const topic = `${draft}/topics/versions`
    const more = await fill(draft, 'versions', { 'technology.version': '2.0' }, { add: 'technology.releases' })
    expect(more.headers.get('location')).toBe(`${topic}?more=technology.releases#field-technology-releases-0-version`)
    const rows = `${topic}?more=technology.releases`
    await fillIn(register, editor, rows, { 'technology.releases.0.version': '1.0' }, { add: 'technology.releases' })
    await fillIn(register, editor, rows, {
      'technology.releases.1.version': '1.5',
      'technology.releases.1.date': '1.2.2026',
    })
    const both = formFields(await textOf(topic), '/topics/versions')
    expect(both['technology.releases.count']).toEqual(['2'])
    expect(both['technology.releases.1.date']).toEqual(['2026-02-01'])
    const removed = await fillIn(
      register,
      editor,
      topic,
      { 'technology.version': '2.1' },
      { remove: 'technology.releases.0' },
    )
    expect(removed.headers.get('location')).toBe(`${topic}#field-technology-releases`)
    const left = formFields(await textOf(topic), '/topics/versions')
    expect(left['technology.releases.count']).toEqual(['1'])
    expect(left['technology.releases.0.version']).toEqual(['1.5'])
    expect(left['technology.version']).toEqual(['2.1'])
    await fill(draft, 'purpose', { 'identity.functions.add': 'citizen-services.queue' }, { add: 'identity.functions' })
    expect(formFields(await textOf(`${draft}/topics/purpose`), '/topics/purpose')['identity.functions']).toEqual([
      '',
      'citizen-services.queue',
    ])
    await fill(draft, 'purpose', { 'identity.functions': '' })
    expect(formFields(await textOf(`${draft}/topics/purpose`), '/topics/purpose')['identity.functions']).toEqual([''])
  })

  it('never stores a personal number, and gives it back in its field to be mended', async () => {
    const draft = await begun()
    const refused = await fill(draft, 'names', { ...NAMES, 'identity.shortDescription.uk': `Код ${RNOKPP}` })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain(`Код ${RNOKPP}</textarea>`)
    expect(html).toContain('Схоже на РНОКПП')
    const { rows } = await register.database.client.execute('select document from draft')
    expect(JSON.stringify(rows)).not.toContain(RNOKPP)
    expect(JSON.stringify(rows)).toContain('Облік архівних справ')
  })

  it('shows words of letters that look alike, and lets them be', async () => {
    const draft = await begun()
    await fill(draft, 'names', { ...NAMES, 'identity.name.uk': 'Облік мiста' })
    expect(await textOf(`${draft}/topics/names`)).toContain('У слові «мiста»')
    expect(await textOf(`${draft}/check`)).toContain('У слові «мiста»')
    const sent = await fillIn(register, editor, `${draft}/check`, {})
    expect(sent.status).toBe(303)
  })

  it('takes nothing that is no field of the form', async () => {
    const draft = await begun()
    await fill(draft, 'names', {
      ...NAMES,
      demonstration: 'true',
      provenance: '{}',
      'extensions.x.y': 'z',
      'identity.name.__proto__': 'x',
      'rights.holder': SMALL.other,
      state: 'published',
      recordId: SMALL.published,
      number: SMALL.published,
    })
    await fillIn(register, editor, `${draft}/check`, { state: 'published', number: SMALL.published })
    const record = await entry('UA-SW-000004')
    expect(record).toMatchObject({ state: 'submitted', version: 1 })
    expect(record?.document).toMatchObject({ demonstration: false, extensions: {}, rights: { holder: SMALL.holder } })
    expect((await entry(SMALL.published))?.version).toBe(1)
  })

  it('registers once, however often and at whatever time the same form is sent', async () => {
    const draft = await begun()
    await fill(draft, 'names', NAMES)
    const form = formFields(await textOf(`${draft}/check`), '/check')
    const before = (await tableCounts(register.database))['software'] ?? 0
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => register.request(`${draft}/check`, { cookie: editor, form })),
    )
    for (const answer of answers) expect(answer.headers.get('location')).toBe(`${draft}/done`)
    const again = await register.request(`${draft}/check`, { cookie: editor, form })
    expect(again.headers.get('location')).toBe(`${draft}/done`)
    expect((await register.request(draft, { cookie: editor })).headers.get('location')).toBe(`${draft}/done`)
    expect((await tableCounts(register.database))['software']).toBe(before + 1)
  })

  it('registers once when the program stopped between writing the entry and putting the draft away', async () => {
    const draft = await begun()
    await fill(draft, 'names', NAMES)
    const form = formFields(await textOf(`${draft}/check`), '/check')
    const { client } = register.database
    const id = draft.split('/').at(-1) ?? ''
    const [kept] = (await client.execute({ sql: 'select * from draft where id = ?', args: [id] })).rows
    await register.request(`${draft}/check`, { cookie: editor, form })
    // The draft as it was when the entry had just been written.
    const content = JSON.parse(String(kept?.['document']))
    await client.execute({
      sql: 'update draft set kind = ?, document = ? where id = ?',
      args: ['software', JSON.stringify({ ...content, number: 'UA-SW-000004' }), id],
    })
    const again = await register.request(`${draft}/check`, { cookie: editor, form })
    expect(again.headers.get('location')).toBe(`${draft}/done`)
    expect(await entry('UA-SW-000005')).toBeNull()
  })

  it('can be thrown away, after a question', async () => {
    const draft = await begun()
    await fill(draft, 'names', NAMES)
    const gone = await fillIn(register, editor, `${draft}/discard`, {})
    expect(gone.headers.get('location')).toBe(HOME)
    expect((await register.request(draft, { cookie: editor })).status).toBe(404)
  })
})

describe('possible duplicates', () => {
  it('by a name that reads the same in other letters are shown, and how the software differs is told to the registrar', async () => {
    const draft = await begun()
    await fill(draft, 'names', { ...NAMES, 'identity.name.uk': 'Eлeктрoннa черга' })
    const check = await textOf(`${draft}/check`)
    expect(check).toContain('Можливо, таке рішення вже є в реєстрі')
    expect(check).toContain(SMALL.published)
    expect(check).toContain('назва читається так само')
    const unsaid = await fillIn(register, editor, `${draft}/check`, { reason: 'Коментар.' })
    expect(unsaid.status).toBe(422)
    const again = await unsaid.text()
    expect(again).toContain('Поясніть, чим ваше рішення відрізняється')
    expect(again).toContain('Коментар.</textarea>')
    await fillIn(register, editor, `${draft}/check`, { different: 'Це черга лікарні.', reason: 'Коментар.' })
    const { rows } = await register.database.client.execute(
      "select envelope from version where type = 'software' and id = 'UA-SW-000004'",
    )
    expect(JSON.parse(String(rows[0]?.['envelope'])).reason).toBe(
      'Інше рішення, ніж UA-SW-000001: Це черга лікарні.\nКоментар.',
    )
  })

  it('of the same repository cannot be registered at all', async () => {
    const draft = await begun()
    await fill(draft, 'names', NAMES)
    await fill(draft, 'links', { 'technology.repository.url': `${REPOSITORY}.git` })
    const refused = await fillIn(register, editor, `${draft}/check`, { different: 'Інше.' })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Рішення з таким репозиторієм уже зареєстровано')
    expect(html).toContain(`${draft}/topics/links#field-technology-repository-url`)
  })

  it('that the editor may not see are not shown', async () => {
    const secret = named('Таємна система обліку', { rights: { holder: SMALL.other } })
    await registerSoftware(register.deps, OPERATOR, secret, 'draft', { typed: true, reason: 'test' })
    const draft = await begun()
    await fill(draft, 'names', { ...NAMES, 'identity.name.uk': 'Таємна система обліку' })
    expect(await textOf(`${draft}/check`)).not.toContain('Можливо, таке рішення вже є')
  })
})

describe('editing', () => {
  it('a returned entry shows the registrar’s reasons, and hands it in again by one write', async () => {
    const { deps } = register
    await moveSoftware(deps, OPERATOR, SMALL.draft, 1, 'submit', '')
    await moveSoftware(deps, OPERATOR, SMALL.draft, 2, 'return', '[rights] Немає ліцензії.\n\nДякуємо.')
    const list = await textOf(HOME)
    expect(list).toContain('Повернено на доопрацювання')
    expect(list).toContain('Немає ліцензії.')
    const draft = await editing(SMALL.draft)
    const tasks = await textOf(draft)
    expect(tasks).toContain('Запис повернено на доопрацювання')
    expect(tasks).toContain('Права: <span lang="">Немає ліцензії.</span>')
    await fill(draft, 'rights', { 'rights.license': 'EUPL-1.2' })
    await fillIn(register, editor, `${draft}/check`, { reason: 'Додано ліцензію.' })
    expect(await entry(SMALL.draft)).toMatchObject({
      state: 'submitted',
      version: 4,
      document: { rights: { license: 'EUPL-1.2' } },
    })
  })

  it('a published entry proposes a change, which a registrar returns and accepts', async () => {
    const { deps } = register
    expect(await textOf(`/uk/software/${SMALL.published}`)).toContain('Запропонувати зміни')
    const draft = await editing(SMALL.published)
    await fill(draft, 'links', { 'technology.landingUrl': 'https://example.org/queue' })
    const unsaid = await fillIn(register, editor, `${draft}/check`, {})
    expect(unsaid.status).toBe(422)
    expect(await unsaid.text()).toContain('Напишіть, що змінено і чому.')
    const sent = await fillIn(register, editor, `${draft}/check`, { reason: 'З’явився сайт.' })
    expect(sent.headers.get('location')).toBe(`${draft}/done`)
    expect((await entry(SMALL.published))?.version).toBe(1)
    const open = await openProposalOf(deps, OPERATOR, SMALL.published)
    expect(open?.proposal).toMatchObject({ state: 'submitted', reason: 'З’явився сайт.' })
    await decideProposal(deps, OPERATOR, open?.id ?? '', 1, 'return', 'Вкажіть і документацію.')
    const again = await editing(SMALL.published)
    const tasks = await textOf(again)
    expect(tasks).toContain('Запропоновані зміни повернено')
    expect(tasks).toContain('Вкажіть і документацію.')
    const links = formFields(await textOf(`${again}/topics/links`), '/topics/links')
    expect(links['technology.landingUrl']).toEqual(['https://example.org/queue'])
    await fill(again, 'links', { 'technology.documentationUrl': 'https://example.org/docs' })
    await fillIn(register, editor, `${again}/check`, { reason: 'Сайт і документація.' })
    await decideProposal(deps, OPERATOR, open?.id ?? '', 3, 'accept', '')
    expect(await entry(SMALL.published)).toMatchObject({
      version: 2,
      document: {
        technology: { landingUrl: 'https://example.org/queue', documentationUrl: 'https://example.org/docs' },
      },
    })
  })

  it('keeps what nobody types as the entry has it', async () => {
    const draft = await editing(SMALL.draft)
    const before = (await entry(SMALL.draft))?.document
    const { client } = register.database
    const id = draft.split('/').at(-1) ?? ''
    const [row] = (await client.execute({ sql: 'select document from draft where id = ?', args: [id] })).rows
    const content = JSON.parse(String(row?.['document']))
    content.document.extensions = { planted: { x: 1 } }
    content.document.demonstration = true
    await client.execute({ sql: 'update draft set document = ? where id = ?', args: [JSON.stringify(content), id] })
    await fillIn(register, editor, `${draft}/check`, {})
    const after = (await entry(SMALL.draft))?.document
    expect(after?.extensions).toEqual(before?.extensions)
    expect(after?.demonstration).toBe(false)
  })

  it('leads a head of the holder, and nobody else of it, to archiving, which wants a reason and a fresh sign-in', async () => {
    const path = `/uk/work/queue/${SMALL.published}`
    const archive = (cookie: string, reason: string, version = '1') =>
      register.request(path, { cookie, form: { step: 'archive', version, 'archive-reason': reason } })
    const stateOf = async () => (await entry(SMALL.published))?.state
    expect(await textOf(HOME)).not.toContain('Перенести до архіву')
    expect((await archive(editor, 'Систему замінено.')).status).toBe(403)
    const head = await register.signIn('head', SMALL.holder)
    expect(await textOf(HOME, head)).toContain(`href="${path}#decide"`)
    expect(await textOf(path, head)).toContain('Перенести до архіву')
    expect((await archive(head, ' ')).status).toBe(422)
    register.setNow('2026-11-23T08:11:00.000Z')
    for (const place of [path, `${HOME}/records/${SMALL.published}/archive`]) {
      const form = { step: 'archive', version: '1', reason: 'Замінено.', 'archive-reason': 'Замінено.' }
      await register.request(place, { cookie: head, form })
      expect(await stateOf(), place).toBe('published')
    }
    const fresh = await register.signIn('head', SMALL.holder)
    await editSoftware(register.deps, OPERATOR, SMALL.published, 1, publishedSoftware(), {
      typed: true,
      reason: 'test',
    })
    const late = await archive(fresh, 'Систему замінено.')
    expect(late.status).toBe(412)
    const html = await late.text()
    expect(html).toContain('Запис тим часом змінили.')
    expect(html).toContain('Систему замінено.</textarea>')
    expect((await archive(fresh, 'Систему замінено.', '2')).status).toBe(303)
    expect(await stateOf()).toBe('archived')
  })
})

describe('drafts of one organization', () => {
  it('are shared by its editors and cannot be seen or touched by anybody else', async () => {
    const draft = await begun()
    await fill(draft, 'names', NAMES)
    expect(await textOf(draft, await register.signIn('head', SMALL.holder))).toContain('Облік архівних справ')
    const before = await tableCounts(register.database)
    const paths = ['', '/topics/names', '/check', '/prefill', '/prefill/review', '/newer', '/discard', '/done']
    for (const [role, organization] of [
      ['editor', SMALL.other],
      ['head', SMALL.other],
      ['registrar', undefined],
      ['registrar', SMALL.other],
      ['auditor', undefined],
      ['admin', undefined],
      ['officer', SMALL.holder],
      ['auditor', SMALL.holder],
    ] as const) {
      const cookie = await register.signIn(role, organization)
      for (const path of paths) {
        const read = await register.request(`${draft}${path}`, { cookie })
        expect([403, 404], `${role} reads ${path}`).toContain(read.status)
        expect(await read.text()).not.toContain('Облік архівних справ')
        const written = await register.request(`${draft}${path}`, { cookie, form: { revision: '2', ...NAMES } })
        expect([403, 404, 405], `${role} writes ${path}`).toContain(written.status)
      }
      const list = await register.request(HOME, { cookie })
      expect(await list.text()).not.toContain('Облік архівних справ')
    }
    expect((await register.request(draft)).headers.get('location')).toMatch(/^\/uk\/sign-in\?/)
    expect(await tableCounts(register.database)).toMatchObject({ draft: before['draft'], software: before['software'] })
  })

  it('are refused by the write itself when the session has ended between the look and the write', async () => {
    const draft = await begun()
    const { beginDraft, saveDraft, deleteDraft } = await import('../../../src/accounts/drafts.ts')
    const session = await sessionOf(register.deps, editor.slice(editor.indexOf('=') + 1))
    if (session === null) throw new Error('no session')
    const { actor } = session
    const id = draft.split('/').at(-1) ?? ''
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (error) => error.code,
      )
    const stranger = { ...actor, organization: SMALL.other }
    expect(await codeOf(saveDraft(register.deps, stranger, id, 1, { content: '{}' }))).toBe('not-found')
    expect(await codeOf(saveDraft(register.deps, { ...actor, role: 'head' }, id, 1, { content: '{}' }))).toBe(
      'forbidden',
    )
    await endSession(register.deps, session.id)
    expect(await codeOf(saveDraft(register.deps, actor, id, 1, { content: '{}' }))).toBe('forbidden')
    expect(await codeOf(deleteDraft(register.deps, actor, id, 1))).toBe('forbidden')
    const fresh = { kind: 'software', recordId: null, recordVersion: null, content: '{}' }
    expect(await codeOf(beginDraft(register.deps, actor, fresh))).toBe('forbidden')
    expect((await tableCounts(register.database))['draft']).toBe(1)
  })

  it('of a registrar are their own: not of their organization, not of other registrars, and after signing in anew', async () => {
    const registrar = await register.signIn('registrar', SMALL.holder)
    const draft = await begun(registrar)
    await fillIn(register, registrar, `${draft}/topics/names`, NAMES)
    const session = await sessionOf(register.deps, registrar.slice(registrar.indexOf('=') + 1))
    const { person, membership } = session ?? {}
    if (!person || !membership) throw new Error('no session')
    const others = [editor, await register.signIn('registrar', SMALL.holder), await register.signIn('registrar')]
    for (const cookie of others) {
      expect((await register.request(draft, { cookie })).status).toBe(404)
      expect(await textOf(HOME, cookie)).not.toContain('Облік архівних справ')
    }
    const anew = await startSession(register.deps, person.id, membership.id, '', register.deps.now())
    const cookie = `${registrar.slice(0, registrar.indexOf('='))}=${anew.token}`
    expect(await textOf(draft, cookie)).toContain('Облік архівних справ')
    expect(await textOf(HOME, cookie)).toContain('Облік архівних справ')
    // Two who act for the register may edit one entry, each in a draft of their own.
    const [one, other] = [await register.signIn('registrar'), await register.signIn('registrar')]
    const first = await editing(SMALL.published, one)
    expect(await editing(SMALL.published, one)).toBe(first)
    expect(await editing(SMALL.published, other)).not.toBe(first)
  })

  it('are not begun for an entry of others, and once for an entry', async () => {
    const stranger = await register.signIn('editor', SMALL.other)
    const refused = await register.request(`${HOME}/records/${SMALL.published}/draft`, { cookie: stranger, form: {} })
    expect(refused.status).toBe(403)
    const hidden = await register.request(`${HOME}/records/${SMALL.draft}/draft`, { cookie: stranger, form: {} })
    expect(hidden.status).toBe(404)
    expect(await editing(SMALL.draft)).toBe(await editing(SMALL.draft))
  })
})

describe('an attack planted in every field', () => {
  it('comes back escaped in every form, on the page to check and in the lists', async () => {
    const attack = `"><script>alert(1)</script><img src=x onerror="alert(2)">'`
    const draft = await begun()
    for (const { id, fields } of TOPICS) {
      for (const { path } of fields.filter(({ kind }) => kind === 'rows')) {
        await fill(draft, id, {}, { add: path })
        const page = `${draft}/topics/${id}?more=${path}`
        const names = Object.keys(formFields(await textOf(page), `/topics/${id}`)).filter((name) =>
          name.startsWith(`${path}.0.`),
        )
        await fillIn(register, editor, page, Object.fromEntries(names.map((name) => [name, attack])))
      }
      const names = Object.keys(formFields(await textOf(`${draft}/topics/${id}`), `/topics/${id}`))
      const texts = names.filter(
        (name) => name !== 'revision' && !name.endsWith('.count') && !name.endsWith('.languages'),
      )
      await fill(draft, id, Object.fromEntries(texts.map((name) => [name, attack])))
    }
    const paths = [
      draft,
      HOME,
      `${draft}/check`,
      `${draft}/discard`,
      ...TOPICS.map(({ id }) => `${draft}/topics/${id}`),
    ]
    for (const path of paths) {
      const html = await textOf(path)
      expect(html, path).not.toContain('<script>alert')
      expect(html, path).not.toContain('<img src=x')
      if (path.includes('/topics/')) expect(html, path).toContain('&lt;script&gt;alert(1)')
    }
  })
})

it('a permission with a term and a document is typed through the form as the model has it', async () => {
  const draft = await begun()
  await fill(draft, 'names', NAMES)
  await fillIn(register, editor, `${draft}/topics/reuse?more=rights.grants`, {
    'rights.grants.0.permittedUsers': 'region',
    'rights.grants.0.regions.add': 'UA46',
    'rights.grants.0.gratuitous': 'yes',
    'rights.grants.0.from': '1.01.2026',
    'rights.grants.0.seats': '25',
    'rights.grants.0.document.title': 'Рішення сесії',
  })
  await fillIn(register, editor, `${draft}/check`, {})
  expect((await entry('UA-SW-000004'))?.document.rights.grants).toEqual([
    aGrant({
      permittedUsers: 'region',
      regions: ['UA46'],
      gratuitous: true,
      from: '2026-01-01',
      seats: 25,
      document: { title: 'Рішення сесії' },
    }),
  ])
})

it('every page of editing stands as pages of the register do, in both languages', async () => {
  const assets = await buildAssets()
  const css = new TextDecoder().decode(findAsset(assets, assets.paths.css)?.body)
  const draft = await begun()
  await fill(draft, 'names', { 'identity.name.uk': 'Облiк', 'identity.shortDescription.uk': '' })
  await fillIn(register, editor, `${draft}/prefill`, {
    text: 'publiccodeYmlVersion: "0.4"\nname: X\nurl: https://example.org/x\n',
  })
  const change = await editing(SMALL.published)
  const head = await register.signIn('head', SMALL.holder)
  const paths = [
    HOME,
    draft,
    ...TOPICS.map(({ id }) => `${draft}/topics/${id}`),
    `${draft}/topics/reuse?more=rights.grants`,
    ...['/check', '/prefill', '/prefill/review', '/discard'].map((below) => `${draft}${below}`),
    change,
    `${change}/check`,
  ]
  for (const locale of ['uk', 'en'] as const) {
    for (const path of paths) {
      const response = await register.request(path.replace('/uk/', `/${locale}/`), { cookie: head })
      expect(response.status, path).toBe(200)
      expect(response.headers.get('cache-control')).toBe('private, no-store')
      expect(pageFindings(await response.text(), locale, css), `${locale} ${path}`).toEqual([])
    }
  }
})
