import { beforeEach, describe, expect, it } from 'vitest'
import { CONSENT_LINK_DAYS, endConsentLinks, makeConsentLink } from '../../src/accounts/consent-links.ts'
import { endSession, sessionOf } from '../../src/accounts/sessions.ts'
import { giveConsent, openConsent } from '../../src/directory/consent.ts'
import { editExpert, recordConsent, registerExpert, registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { sha256Hex } from '../../src/kernel/hash.ts'
import { editSoftware, registerSoftware } from '../../src/software/service.ts'
import { anExpert, anOrganization, edrpou, named, organizationOf } from '../support/builders.ts'
import { chosenIn, fieldsIn } from '../support/filled-form.ts'
import { startMeilisearchStandIn } from '../support/meilisearch-stand-in.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

const OWN = organizationOf(1)
const EXPERT = 'UA-EX-000001'
const SOFTWARE = 'UA-SW-000001'
/** Words that can be told from everything else in the database. */
const PLANTED = ['Нездоймина', 'Nezdoimyna', 'Спецкриптологія', 'Інституткибер', 'ПОСВ-777', 'Тодішньоустанова']
const holding = (text: string) => PLANTED.filter((word) => text.toLowerCase().includes(word.toLowerCase()))
const person = (changes: Parameters<typeof anExpert>[0] = {}) =>
  anExpert({
    name: { uk: 'Квітослава Нездоймина', en: 'Kvitoslava Nezdoimyna' },
    specialism: { uk: 'Спецкриптологія' },
    affiliation: { name: { uk: 'Інституткибер' } },
    qualifications: [{ title: { uk: 'Посвідчення' }, number: 'ПОСВ-777' }],
    involvements: [{ software: SOFTWARE, role: 'security-auditor', affiliationThen: 'Тодішньоустанова' }],
    consent: { state: 'asked' },
    ...changes,
  })

let app: TestApp
let editor: string
beforeEach(async () => {
  app = await withAskedExpert()
  editor = await app.signIn('editor', OWN)
})

/** A register with a published entry that names an expert who was asked for consent. */
async function withAskedExpert(
  config: Record<string, string> = {},
  log: NonNullable<Parameters<typeof testApp>[0]>['log'] = () => undefined,
): Promise<TestApp> {
  const app = await testApp({ reference: false, config, log })
  await registerOrganization(app.deps, OPERATOR, anOrganization(), 'test')
  await registerOrganization(app.deps, OPERATOR, anOrganization({ identifier: edrpou(2) }), 'test')
  const options = { typed: true, reason: 'test' }
  await registerSoftware(app.deps, OPERATOR, named('Черга'), 'published', options)
  await registerExpert(app.deps, OPERATOR, person(), 'Внесено Нездоймину')
  const involved = { expert: EXPERT, role: 'security-auditor', from: '2024-01-01', to: null } as const
  await editSoftware(app.deps, OPERATOR, SOFTWARE, 1, named('Черга', { people: { experts: [involved] } }), options)
  return app
}

/** The path of a fresh link, as a registrar hands it over. */
async function linkOf(expert = EXPERT): Promise<string> {
  const registrar = await app.signIn('registrar')
  const response = await app.request(`/uk/work/experts/${expert}/link`, { cookie: registrar, form: {} })
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  return pathIn(await response.text())
}

function pathIn(html: string): string {
  const path = /http:\/\/register\.test(\/uk\/consent\/[0-9a-f]{64})/.exec(html)?.[1]
  if (path === undefined) throw new Error('no link on the page')
  return path
}

const versionIn = (html: string) => /name="record-version" value="(\d+)"/.exec(html)?.[1] ?? ''
const page = async (path: string) => (await app.request(path)).text()

async function give(path: string): Promise<Response> {
  const form = { 'record-version': versionIn(await page(`${path}/give`)), agree: 'yes' }
  return app.request(`${path}/give`, { form })
}
const withdraw = (path: string) => app.request(`${path}/withdraw`, { form: {} })

async function stateOf(expert = EXPERT) {
  const { rows } = await app.database.client.execute({
    sql: 'select consent, version from expert where id = ?',
    args: [expert],
  })
  return [rows[0]?.['consent'], rows[0]?.['version']]
}

/** Everything that a reader without a link or a key can get at about the expert, in both languages. */
async function everythingPublic(): Promise<string> {
  // In other forms than the planted words have, since a search repeats what was searched for.
  const searches = ['нездоймини', 'квітослави', 'спецкриптології', 'нездойм', 'nezdoim'].map(encodeURIComponent)
  const record = (base: string) => [base, `${base}/versions`, ...[1, 2, 3, 4].map((each) => `${base}/versions/${each}`)]
  const paths = [
    ...record(`/api/v1/experts/${EXPERT}`),
    ...record(`/api/v1/software/${SOFTWARE}`),
    '/api/v1/experts',
    '/api/v1/software',
    '/api/v1/log/entries',
    '/sitemap.xml',
    '/sitemaps/experts.xml',
    `/id/${EXPERT}`,
    ...searches.flatMap((q) => [
      `/api/v1/experts?q=${q}`,
      `/api/v1/software?q=${q}`,
      `/api/v1/search?q=${q}`,
      `/api/v1/suggest?q=${q}`,
    ]),
    ...['uk', 'en'].flatMap((locale) =>
      [
        ...[`/experts/${EXPERT}`, `/software/${SOFTWARE}`].flatMap((base) => [
          base,
          `${base}/history`,
          ...[1, 2, 3, 4].map((each) => `${base}/history/${each}`),
        ]),
        '',
        '/experts',
        '/software',
        '/software.csv',
        '/software.json',
        '/software.atom',
        '/organizations.csv',
        `/software/${SOFTWARE}/publiccode.yml`,
        ...searches.flatMap((q) => [
          `/experts?q=${q}`,
          `/search?q=${q}`,
          `/software?q=${q}`,
          `/search/suggestions?q=${q}`,
        ]),
      ].map((path) => `/${locale}${path}`),
    ),
  ]
  const texts: string[] = []
  for (const path of paths) texts.push(await page(path))
  return texts.join('\n')
}

async function everyTable(): Promise<string> {
  const { client } = app.database
  const { rows: tables } = await client.execute("select name from sqlite_master where type = 'table'")
  const contents = await Promise.all(
    tables
      .filter(({ name }) => !String(name).startsWith('search_text'))
      .map(async ({ name }) => JSON.stringify((await client.execute(`select * from "${name}"`)).rows)),
  )
  return contents.join('\n')
}

describe('a personal link', () => {
  it('is 256 random bits, of which only the SHA-256 is stored', async () => {
    const secret = (await linkOf()).split('/').at(-1) ?? ''
    const { rows } = await app.database.client.execute('select id from consent_link')
    expect(rows.map(({ id }) => id)).toEqual([await sha256Hex(secret)])
    expect(await everyTable()).not.toContain(secret)
  })

  it('shows what would be published and where, and publishes nothing by being opened', async () => {
    const path = await linkOf()
    for (const below of ['', '/give', '/edit', '/withdraw']) {
      for (const method of ['GET', 'HEAD']) {
        const response = await app.request(`${path}${below}`, { method })
        expect(response.status).toBe(200)
        expect(response.headers.get('referrer-policy')).toBe('no-referrer')
        expect(response.headers.get('cache-control')).toContain('no-store')
        expect(response.headers.get('x-robots-tag')).toContain('noindex')
      }
    }
    const html = await page(path)
    expect(holding(html)).toEqual(PLANTED)
    expect(html).toContain(`/uk/software/${SOFTWARE}`)
    expect(await stateOf()).toEqual(['asked', 1])
    expect(holding(await everythingPublic())).toEqual([])
  })

  it('names its secret in no link to elsewhere, no canonical address and not on paper', async () => {
    const path = await linkOf()
    const html = await page(path)
    expect(html).not.toMatch(/rel="canonical" href="[^"]*consent/)
    expect(html).not.toMatch(/rel="alternate" hreflang="[^"]*" href="[^"]*consent/)
    expect(/<p class="print-head">[\s\S]*?<\/p>/.exec(html)?.[0]).not.toContain('consent')
  })

  it('gives consent after a confirmation, and the history says so without naming anybody', async () => {
    const path = await linkOf()
    const unread = await app.request(`${path}/give`, { form: { 'record-version': '1' } })
    expect(unread.status).toBe(422)
    expect(await stateOf()).toEqual(['asked', 1])
    const response = await give(path)
    expect(response.status).toBe(303)
    expect(await stateOf()).toEqual(['given', 2])
    const pages = `${await page(`/uk/experts/${EXPERT}`)}${await page(`/en/experts/${EXPERT}`)}`
    expect(holding(pages)).toEqual(PLANTED)
    expect(holding(await page(`/uk/software/${SOFTWARE}`))).toContain('Нездоймина')
    const version = await (await app.request(`/api/v1/experts/${EXPERT}/versions/2`)).json()
    expect(version).toMatchObject({
      actor: { role: 'expert', organization: null },
      reason: 'expert.consent.given',
      envelope: { snapshot: { consent: { state: 'given', date: '2026-11-23', document: null } } },
    })
    expect(await page(path)).toContain('Експерт надав згоду')
  })

  it('is answered once, however often the form is sent', async () => {
    const path = await linkOf()
    const form = { 'record-version': '1', agree: 'yes' }
    const [first, second] = await Promise.all([
      app.request(`${path}/give`, { form }),
      app.request(`${path}/give`, { form }),
    ])
    expect([first.status, second.status]).toEqual([303, 303])
    expect((await app.request(`${path}/give`, { form })).status).toBe(303)
    expect(await stateOf()).toEqual(['given', 2])
  })

  it('gives consent to exactly what was shown', async () => {
    const path = await linkOf()
    const shown = versionIn(await page(`${path}/give`))
    await editExpert(app.deps, OPERATOR, EXPERT, 1, person({ specialism: { uk: 'Зовсім інше' } }), 'test')
    const response = await app.request(`${path}/give`, { form: { 'record-version': shown, agree: 'yes' } })
    expect(response.status).toBe(412)
    expect(await response.text()).toContain('Зовсім інше')
    expect(await stateOf()).toEqual(['asked', 2])
  })

  it('lets the expert correct what is recorded, of themselves and of nobody else', async () => {
    const path = await linkOf()
    await registerExpert(app.deps, OPERATOR, person({ name: { uk: 'Інша Людина' } }), 'test')
    const form = { ...fieldsIn(await page(`${path}/edit`)), 'name.uk': 'Квітослава Виправлена' }
    const response = await app.request(`${path}/edit`, {
      form: { ...form, id: 'UA-EX-000002', expert: 'UA-EX-000002', demonstration: 'true', 'consent.state': 'given' },
    })
    expect(response.status).toBe(303)
    expect(await stateOf()).toEqual(['asked', 2])
    expect(await stateOf('UA-EX-000002')).toEqual(['asked', 1])
    const html = await page(path)
    expect(html).toContain('Квітослава Виправлена')
    // What the form did not ask about is as it was.
    expect(html).toContain('Тодішньоустанова')
  })

  it('compares field by field when the record changed meanwhile, and loses nothing', async () => {
    const path = await linkOf()
    await give(path)
    const form = fieldsIn(await page(`${path}/edit`))
    const changed = person({ specialism: { uk: 'Змінив реєстратор' }, consent: { state: 'given', date: '2026-11-23' } })
    await editExpert(app.deps, OPERATOR, EXPERT, 2, changed, 'test')
    const mine = { ...form, 'name.uk': 'Моє ім’я', 'specialism.en': 'Cryptology' }
    const stale = await app.request(`${path}/edit`, { form: mine })
    expect(stale.status).toBe(412)
    const html = await stale.text()
    for (const text of ['Моє ім’я', 'Змінив реєстратор', 'Cryptology']) expect(html).toContain(text)
    const done = await app.request(`${path}/edit`, { form: { ...fieldsIn(html), ...chosenIn(html) } })
    expect(done.status).toBe(303)
    const after = await page(`/uk/experts/${EXPERT}`)
    expect(after).toContain('Моє ім’я')
    expect(after).toContain('Змінив реєстратор')
  })

  it('keeps words with their software when the parts before it are taken out meanwhile', async () => {
    const [first, second] = ['UA-SW-000002', SOFTWARE]
    await registerSoftware(app.deps, OPERATOR, named('Друга система'), 'published', { typed: true, reason: 'test' })
    const parts = (...involvements: { software: string; document: string }[]) => person({ involvements })
    const both = parts({ software: first, document: 'Папір один' }, { software: second, document: 'Папір два' })
    await editExpert(app.deps, OPERATOR, EXPERT, 1, both, 'test')
    const path = await linkOf()
    const html = await page(`${path}/edit`)
    expect(html).toContain(`Участь у рішенні «Друга система» (${first})`)
    const form = fieldsIn(html)
    await editExpert(app.deps, OPERATOR, EXPERT, 2, parts({ software: second, document: 'Папір два' }), 'test')
    const stale = await app.request(`${path}/edit`, {
      form: { ...form, [`involvements.${first}.document`]: 'Мій один', [`involvements.${second}.document`]: 'Мій два' },
    })
    expect(stale.status).toBe(412)
    const compared = await stale.text()
    expect(compared).toContain(`(${second}): `)
    const mine = Object.fromEntries([...compared.matchAll(/name="(keep\.[^"]+)"/g)].map(([, name]) => [name, 'mine']))
    expect((await app.request(`${path}/edit`, { form: { ...fieldsIn(compared), ...mine } })).status).toBe(303)
    const after = fieldsIn(await page(`${path}/edit`))
    expect(after[`involvements.${second}.document`]).toBe('Мій два')
    expect(JSON.stringify(after)).not.toContain('один')
  })

  it('says what is wrong beside the part that it is about, though the one before it was emptied', async () => {
    await registerSoftware(app.deps, OPERATOR, named('Друга система'), 'published', { typed: true, reason: 'test' })
    const involvements = [
      { software: 'UA-SW-000002', document: 'Папір один' },
      { software: SOFTWARE, document: 'Папір два' },
    ]
    await editExpert(app.deps, OPERATOR, EXPERT, 1, person({ involvements }), 'test')
    const path = await linkOf()
    const form = { ...fieldsIn(await page(`${path}/edit`)), 'involvements.UA-SW-000002.document': '' }
    const refused = await app.request(`${path}/edit`, {
      form: { ...form, [`involvements.${SOFTWARE}.document`]: 'я'.repeat(301) },
    })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(`href="#field-involvements-${SOFTWARE}-document"`)
  })

  it('shows what was typed as text, wherever it is shown', async () => {
    const path = await linkOf()
    const attack = '"><script>alert(1)</script>'
    const fields = fieldsIn(await page(`${path}/edit`))
    const attacked = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        /^(record-version|.*\.(issued|validUntil|organization))$/.test(name) ? value : `${attack}${value}`,
      ]),
    )
    expect((await app.request(`${path}/edit`, { form: attacked })).status).toBe(303)
    await give(path)
    for (const shown of [path, `${path}/edit`, `${path}/give`, `/uk/experts/${EXPERT}`, `/uk/software/${SOFTWARE}`])
      expect(await page(shown)).not.toContain('<script>alert')
  })
})

describe('a withdrawal by the link', () => {
  it('takes every word of the person from everywhere within that one request', async () => {
    const path = await linkOf()
    await give(path)
    // So that there is an earlier version with words in it to be erased.
    const published = person({ consent: { state: 'given', date: '2026-11-23' } })
    await editExpert(app.deps, OPERATOR, EXPERT, 2, published, 'Уточнено Нездоймину')
    expect(holding(await everythingPublic())).toEqual(PLANTED)
    const response = await withdraw(path)
    expect(response.status).toBe(303)
    const everything = await everythingPublic()
    expect(everything).toContain('security-auditor')
    expect(holding(everything)).toEqual([])
    expect(holding(await everyTable())).toEqual([])
    expect(holding(await page(path))).toEqual([])
  })

  it('reaches Meilisearch, and until it does the register answers without it', async () => {
    const server = await startMeilisearchStandIn()
    try {
      app = await withAskedExpert({ MEILI_URL: server.url })
      const documents = () => JSON.stringify([...(server.indexes.get('once')?.documents.values() ?? [])])
      const path = await linkOf()
      await give(path)
      await app.deps.delivery?.deliver()
      expect(documents()).toContain(EXPERT)
      await withdraw(path)
      expect(holding(await everythingPublic())).toEqual([])
      await app.deps.delivery?.deliver()
      expect(documents()).not.toContain(EXPERT)
    } finally {
      await server.stop()
    }
  })

  it('is shown as done by the same link, which then does nothing more', async () => {
    const path = await linkOf()
    await give(path)
    await withdraw(path)
    expect(await stateOf()).toEqual(['withdrawn', 3])
    expect(await page(path)).toContain('Відомостей про вас у реєстрі немає')
    for (const [below, form] of [
      ['/give', { 'record-version': '3', agree: 'yes' }],
      ['/withdraw', {}],
      ['/edit', { 'record-version': '3', 'name.uk': 'Знову' }],
    ] as const) {
      expect((await app.request(`${path}${below}`, { form })).status).toBe(303)
    }
    expect(await stateOf()).toEqual(['withdrawn', 3])
    const history = await (
      await app.request(`/api/v1/experts/${EXPERT}/versions`, { key: await app.key('auditor') })
    ).json()
    expect(history).toMatchObject({
      items: [
        { version: 3, reason: 'expert.consent.withdrawn', actor: { role: 'expert' }, erased: false },
        { erased: true },
        { erased: true },
      ],
    })
  })

  it('refuses consent that was never given, and erases as well', async () => {
    const path = await linkOf()
    expect(await page(`${path}/withdraw`)).toContain('Відмовитися')
    await withdraw(path)
    expect(await stateOf()).toEqual(['withdrawn', 2])
    expect(holding(await everyTable())).toEqual([])
    expect(await page(path)).toContain('Експерт відмовив у згоді')
  })

  it('works for as long as the person is published, also when the time to answer is over', async () => {
    const path = await linkOf()
    await give(path)
    app.setNow('2027-12-01T08:00:00.000Z')
    expect(holding(await page(path))).toEqual(PLANTED)
    expect((await app.request(`${path}/edit`, { redirect: 'manual' })).status).toBe(303)
    const corrected = await app.request(`${path}/edit`, { form: { 'record-version': '2', 'name.uk': 'Пізня правка' } })
    expect(corrected.status).toBe(303)
    expect(await stateOf()).toEqual(['given', 2])
    expect((await withdraw(path)).status).toBe(303)
    expect(await stateOf()).toEqual(['withdrawn', 3])
  })
})

describe('a link that is none', () => {
  const UNKNOWN = `/uk/consent/${'a'.repeat(64)}`

  async function refusedEverywhere(path: string): Promise<void> {
    const before = await stateOf()
    const answers = await Promise.all([
      app.request(path),
      app.request(`${path}/give`),
      app.request(`${path}/edit`),
      app.request(`${path}/withdraw`),
      app.request(`${path}/give`, { form: { 'record-version': String(before[1]), agree: 'yes' } }),
      app.request(`${path}/edit`, { form: { 'record-version': String(before[1]), 'name.uk': 'Чужа правка' } }),
      app.request(`${path}/withdraw`, { form: {} }),
    ])
    const expected = strip(await page(UNKNOWN))
    for (const answer of answers) {
      expect(answer.status).toBe(404)
      // Whatever is wrong with a link, the answer is the same: nothing is told of what it once was.
      expect(strip(await answer.text())).toBe(expected)
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      expect(answer.headers.get('cache-control')).toContain('no-store')
    }
    expect(await stateOf()).toEqual(before)
  }
  const strip = (html: string) => html.replaceAll(/\/consent\/[^"]*/g, '/consent/…')

  it('is refused when it is guessed or malformed', async () => {
    const real = await linkOf()
    await refusedEverywhere(UNKNOWN)
    for (const wrong of [real.slice(0, -1), `${real}0`, `${real.slice(0, -1)}A`]) {
      expect((await app.request(wrong)).status).toBe(404)
    }
    for (const wrong of ["' or 1=1 --", '%00', '*']) {
      expect((await app.request(`/uk/consent/${encodeURIComponent(wrong)}`)).status).toBe(404)
    }
  })

  it('is counted against the address it was tried from, until even a good one has to wait', async () => {
    app = await withAskedExpert({ RATE_LIMITS: 'read=100 search=10 write=10 failures=3' })
    const good = await linkOf()
    const from = '203.0.113.7'
    for (let guess = 0; guess < 3; guess++) expect((await app.request(`${UNKNOWN}/give`, { from })).status).toBe(404)
    const refused = await app.request(good, { from })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('referrer-policy')).toBe('no-referrer')
    expect((await app.request(good, { from: '203.0.113.8' })).status).toBe(200)
  })

  it('is not written to the log of the program with its secret', async () => {
    const logged: string[] = []
    app = await withAskedExpert({}, (event, details) => logged.push(JSON.stringify({ event, details })))
    const path = await linkOf()
    await app.database.client.execute('drop table expert')
    const broken = await app.request(`${path}/give`)
    expect(broken.status).toBe(500)
    expect(broken.headers.get('referrer-policy')).toBe('no-referrer')
    expect(logged.join()).toContain('/uk/consent/…/give')
    expect(logged.join()).not.toContain(path.split('/').at(-1))
  })

  it('is refused when it ran out without an answer', async () => {
    const path = await linkOf()
    app.setNow(`2026-12-${23}T07:59:59.000Z`)
    expect(CONSENT_LINK_DAYS).toBe(30)
    expect((await app.request(path)).status).toBe(200)
    app.setNow('2026-12-23T08:00:00.000Z')
    await refusedEverywhere(path)
  })

  it('is refused when it was replaced before an answer, or revoked', async () => {
    const first = await linkOf()
    const second = await linkOf()
    await refusedEverywhere(first)
    await give(second)
    const third = await linkOf()
    const registrar = await app.signIn('registrar')
    await app.request(`/uk/work/experts/${EXPERT}/link/revoke`, { cookie: registrar, form: {} })
    for (const path of [first, second, third]) await refusedEverywhere(path)
  })

  it('still withdraws when it was replaced after consent was given, and does nothing else', async () => {
    const first = await linkOf()
    await give(first)
    const opened = await openConsent(app.deps, first.split('/').at(-1) ?? '')
    await linkOf()
    expect((await app.request(first)).status).toBe(200)
    const form = { ...chosenIn(await page(`${first}/edit`)), 'record-version': '2' }
    expect((await app.request(`${first}/edit`, { form })).status).not.toBe(200)
    if (opened === null) throw new Error('the link should open')
    await expect(editExpert(app.deps, opened.actor, EXPERT, 2, person(), 'expert.correct')).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await stateOf()).toEqual(['given', 2])
    expect((await withdraw(first)).status).toBe(303)
    expect(await stateOf()).toEqual(['withdrawn', 3])
  })

  it('is refused inside the write when it was revoked after it was looked at', async () => {
    const secret = (await linkOf()).split('/').at(-1) ?? ''
    const opened = await openConsent(app.deps, secret)
    if (opened === null) throw new Error('the link should open')
    const registrar = await app.signIn('registrar')
    await app.request(`/uk/work/experts/${EXPERT}/link/revoke`, { cookie: registrar, form: {} })
    await expect(giveConsent(app.deps, opened, 1)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await stateOf()).toEqual(['asked', 1])
  })

  it('is refused inside the write for another expert, and for any other record', async () => {
    const { id: other } = await registerExpert(app.deps, OPERATOR, person({ name: { uk: 'Інша' } }), 'test')
    const secret = (await linkOf()).split('/').at(-1) ?? ''
    const opened = await openConsent(app.deps, secret)
    if (opened === null) throw new Error('the link should open')
    const consent = { state: 'given', date: '2026-11-23', document: null } as const
    await expect(recordConsent(app.deps, opened.actor, other, 1, consent)).rejects.toMatchObject({ code: 'forbidden' })
    // Even a verb that forgot to ask would be stopped by the batch itself.
    const deceived = { ...opened.actor, expert: other }
    await expect(recordConsent(app.deps, deceived, other, 1, consent)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await stateOf(other)).toEqual(['asked', 1])
  })

  it('is no key of the API and no session of the pages', async () => {
    const secret = (await linkOf()).split('/').at(-1) ?? ''
    expect((await app.request(`/api/v1/experts/${EXPERT}`, { key: secret })).status).toBe(401)
    expect((await app.request('/uk/work/experts', { cookie: `__Host-session=${secret}` })).status).toBe(303)
  })
})

describe('the form behind a link', () => {
  it('is taken from our own pages, whose origin it may hide, and from nobody else’s', async () => {
    const path = await linkOf()
    const send = (headers: Record<string, string>) => app.request(`${path}/withdraw`, { form: {}, headers })
    expect((await send({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await send({ origin: 'null', 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await send({ origin: 'null', 'sec-fetch-site': 'same-site' })).status).toBe(403)
    expect(await stateOf()).toEqual(['asked', 1])
    // A page without a referrer sends `Origin: null` (Fetch, "append a request Origin header").
    expect((await send({ origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(303)
    expect(await stateOf()).toEqual(['withdrawn', 2])
  })

  it('may hide its origin nowhere else', async () => {
    const registrar = await app.signIn('registrar')
    const headers = { origin: 'null', 'sec-fetch-site': 'same-origin' }
    const response = await app.request(`/uk/work/experts/${EXPERT}/link`, { cookie: registrar, form: {}, headers })
    expect(response.status).toBe(403)
  })
})

describe('who may issue a link', () => {
  it('is the organization that brought the expert in, and a registrar', async () => {
    const created = await app.request('/uk/work/experts/new', {
      cookie: editor,
      form: { 'name.uk': 'Марія Власна', 'specialism.uk': 'Аудит' },
    })
    const own = created.headers.get('location')?.replace(/\?.*/, '') ?? ''
    expect(own).toBe('/uk/work/experts/UA-EX-000002')
    expect((await app.request(own, { cookie: editor })).status).toBe(200)
    const issued = await app.request(`${own}/link`, { cookie: editor, form: {} })
    expect(await page(pathIn(await issued.text()))).toContain('Синівська селищна рада')
    // Of another's expert they learn nothing, and can do nothing.
    const stranger = await app.signIn('editor', organizationOf(2))
    for (const cookie of [stranger, await app.signIn('head', organizationOf(2))]) {
      expect((await app.request(own, { cookie })).status).toBe(404)
      expect((await app.request(`${own}/edit`, { cookie })).status).toBe(404)
      expect((await app.request(`${own}/link`, { cookie, form: {} })).status).toBe(403)
      expect((await app.request(`${own}/link/revoke`, { cookie, form: {} })).status).toBe(403)
      expect((await app.request(`${own}/consent`, { cookie })).status).toBe(403)
      expect(await (await app.request('/uk/work/experts', { cookie })).text()).not.toContain('Марія')
    }
    expect((await app.request(`/uk/work/experts/${EXPERT}`, { cookie: editor })).status).toBe(404)
    for (const role of ['officer', 'auditor', 'admin'] as const) {
      const cookie = await app.signIn(role, role === 'officer' ? OWN : undefined)
      expect((await app.request(`${own}/link`, { cookie, form: {} })).status).toBe(403)
    }
    expect((await app.request(`${own}/link`, { form: {} })).status).toBe(303)
  })

  it('is a registrar alone once consent is given: the link is the expert’s own', async () => {
    const form = { 'name.uk': 'Марія Власна', 'specialism.uk': 'Аудит' }
    await app.request('/uk/work/experts/new', { cookie: editor, form })
    const own = '/uk/work/experts/UA-EX-000002'
    const path = pathIn(await (await app.request(`${own}/link`, { cookie: editor, form: {} })).text())
    await give(path)
    const key = await app.key('editor', OWN)
    const head = await app.signIn('head', OWN)
    for (const cookie of [editor, head]) {
      expect(await (await app.request(own, { cookie })).text()).not.toContain(`action="${own}/link`)
      expect((await app.request(`${own}/link`, { cookie, form: {} })).status).toBe(403)
      expect((await app.request(`${own}/link/revoke`, { cookie, form: {} })).status).toBe(403)
    }
    for (const method of ['POST', 'DELETE']) {
      expect((await app.request('/api/v1/experts/UA-EX-000002/consent-link', { method, key })).status).toBe(403)
    }
    expect((await app.request(`${path}/edit`)).status).toBe(200)
    const registrar = await app.signIn('registrar')
    expect((await app.request(`${own}/link`, { cookie: registrar, form: {} })).status).toBe(200)
  })

  it('is nobody whose session ended between the look and the write', async () => {
    const session = await sessionOf(app.deps, editor.slice(editor.indexOf('=') + 1))
    if (session === null) throw new Error('no session')
    await endSession(app.deps, session.id)
    const refused = { code: 'forbidden' }
    await expect(makeConsentLink(app.deps, session.actor, EXPERT, OWN)).rejects.toMatchObject(refused)
    await expect(endConsentLinks(app.deps, session.actor, EXPERT)).rejects.toMatchObject(refused)
  })

  it('has it through the API too', async () => {
    const key = await app.key('registrar')
    const issued = await app.request(`/api/v1/experts/${EXPERT}/consent-link`, { method: 'POST', key })
    expect(issued.status).toBe(201)
    expect(issued.headers.get('cache-control')).toContain('no-store')
    const { link, expiresAt } = (await issued.json()) as { link: string; expiresAt: string }
    expect(expiresAt).toBe('2026-12-23T08:00:00.000Z')
    const path = new URL(link).pathname
    expect((await app.request(path)).status).toBe(200)
    const status = await (await app.request(`/api/v1/experts/${EXPERT}/consent-link`, { key })).json()
    expect(status).toEqual({
      createdAt: '2026-11-23T08:00:00.000Z',
      expiresAt,
      lastUsedAt: null,
      revokedAt: null,
    })
    const revoked = await app.request(`/api/v1/experts/${EXPERT}/consent-link`, { method: 'DELETE', key })
    expect(revoked.status).toBe(204)
    expect((await app.request(path)).status).toBe(404)
    const stranger = await app.key('editor', organizationOf(2))
    for (const method of ['POST', 'GET', 'DELETE']) {
      const refused = await app.request(`/api/v1/experts/${EXPERT}/consent-link`, { method, key: stranger })
      expect(refused.status).toBe(403)
      expect((await app.request(`/api/v1/experts/${EXPERT}/consent-link`, { method })).status).toBe(401)
    }
  })

  it('is not the organization of a registrar, who acts for the register', async () => {
    const registrar = await app.signIn('registrar', OWN)
    const form = { 'name.uk': 'Марія Чужа', 'specialism.uk': 'Аудит' }
    await app.request('/uk/work/experts/new', { cookie: registrar, form })
    for (const id of [EXPERT, 'UA-EX-000002']) {
      await app.request(`/uk/work/experts/${id}/link`, { cookie: registrar, form: {} })
      expect((await app.request(`/uk/work/experts/${id}`, { cookie: editor })).status).toBe(404)
      expect((await app.request(`/uk/work/experts/${id}/link`, { cookie: editor, form: {} })).status).toBe(403)
    }
    expect(await (await app.request('/uk/work/experts', { cookie: editor })).text()).not.toContain('Марія')
  })

  it('has none of who withdrew', async () => {
    const path = await linkOf()
    await withdraw(path)
    const registrar = await app.signIn('registrar')
    expect((await app.request(`/uk/work/experts/${EXPERT}/link`, { cookie: registrar, form: {} })).status).toBe(409)
  })
})

describe('an expert who is brought in', () => {
  it('is shown to nobody else, is not brought in twice by two clicks, and has no private contacts', async () => {
    const form = { 'name.uk': 'Марія Прихована', 'specialism.uk': 'Аудит' }
    expect((await app.request('/uk/work/experts/new', { cookie: editor, form })).status).toBe(303)
    const again = await app.request('/uk/work/experts/new', { cookie: editor, form })
    expect(again.status).toBe(200)
    expect(await again.text()).toContain('UA-EX-000002')
    expect(await everythingPublic()).not.toContain('Прихована')
    for (const [name, value] of [
      ['specialism.uk', 'Аудит, maria@example.com'],
      ['conflictOfInterest.uk', 'Телефон 067 123 45 67'],
      ['affiliation.name.uk', 'РНОКПП 3287654327'],
    ] as const) {
      const refused = await app.request('/uk/work/experts/new', {
        cookie: editor,
        form: { ...form, 'name.uk': 'Інше Ім’я', [name]: value },
      })
      expect(refused.status, name).toBe(422)
      const html = await refused.text()
      expect(html).toContain('Інше Ім’я')
      expect(html).toContain(`href="#field-${name.replaceAll('.', '-')}"`)
    }
  })

  it('has consent on paper recorded by a registrar alone', async () => {
    const registrar = await app.signIn('registrar')
    const path = `/uk/work/experts/${EXPERT}/consent`
    const form = { 'record-version': '1', state: 'given', date: '01.11.2026', document: 'Заява № 5' }
    expect((await app.request(path, { cookie: editor, form })).status).toBe(403)
    expect((await app.request(path, { cookie: registrar, form: { ...form, date: '1.13.2026' } })).status).toBe(422)
    const stale = await app.request(path, { cookie: registrar, form: { ...form, 'record-version': '9' } })
    expect(stale.status).toBe(412)
    expect(await stale.text()).toContain('Заява № 5')
    expect((await app.request(path, { cookie: registrar, form })).status).toBe(303)
    expect(await stateOf()).toEqual(['given', 2])
  })
})
