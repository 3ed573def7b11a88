import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LOCALES } from '../../src/web/i18n/index.ts'
import { type DemoSite, demoSite } from '../support/demo-site.ts'
import { EXPERT, fullSoftware, HOLDER } from '../support/full-entry.ts'
import { refusedByPolicy } from '../support/html-checks.ts'
import { pageFindings } from '../support/page-checks.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { entriesOf } from './entries.ts'

const ID = 'UA-SW-000001'
const PAYLOAD = `"'><script>x()</script><img src=x onerror=x()>`
const sizeOf = (html: string) => new TextEncoder().encode(html).length

/** What of a page a hostile text would have to change: elements and attributes of its own. */
function expectHarmless(html: string) {
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(html).not.toMatch(/<img/)
  expect(refusedByPolicy(html)).toEqual([])
  expect(html.replaceAll(/<[^>]*>/g, '')).not.toMatch(/</)
  for (const [, href = ''] of html.matchAll(/\shref="([^"]*)"/g)) expect(href).toMatch(/^(?:https?:\/\/|mailto:|\/|#)/)
}

describe('the page of every demonstration entry', () => {
  let site: DemoSite
  const ids = Array.from({ length: 160 }, (_, index) => `UA-SW-${String(index + 1).padStart(6, '0')}`)
  beforeAll(async () => {
    site = await demoSite()
  })

  it.each(LOCALES)('is whole, in its language and at most 50 kB (%s)', async (locale) => {
    const found: string[] = []
    let shown = 0
    for (const id of ids) {
      const response = await site.request(`/${locale}/software/${id}`)
      if (response.status === 404) continue
      shown++
      expect([200, 410]).toContain(response.status)
      const html = await response.text()
      for (const finding of pageFindings(html, locale, site.css)) found.push(`${id}: ${finding}`)
    }
    expect(found).toEqual([])
    expect(shown).toBeGreaterThan(120)
  })

  it('does not show drafts and entries under review, and says nothing of them', async () => {
    const { rows } = await site.database.client.execute(
      "select id, name from software where state in ('draft', 'submitted', 'returned')",
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { id, name } of rows) {
      for (const below of ['', '/history', '/deployments', '/users', '/description', '/publiccode.yml']) {
        const response = await site.request(`/uk/software/${id}${below}`)
        expect(response.status, `${id}${below}`).toBe(404)
        expect(await response.text()).not.toContain(String(name))
      }
    }
  })
})

describe('the page of an entry', () => {
  let app: TestApp
  let write: ReturnType<typeof entriesOf>
  const get = async (path: string) => {
    const response = await app.request(path)
    return { status: response.status, html: await response.text() }
  }

  beforeEach(async () => {
    app = await testApp()
    write = entriesOf(app)
    await write.organization('Рада')
  })

  it.each(LOCALES)('escapes every text that others wrote (%s)', async (locale) => {
    await write.organization(PAYLOAD, { identifier: '99000005' })
    await write.expert(PAYLOAD)
    const full = fullSoftware(PAYLOAD)
    await write.software(ID, { ...full, rights: { ...full.rights, holder: 'UA-EDR-99000005' } }, { reason: PAYLOAD })
    await write.deployment('UA-DP-000001', ID, { organization: 'UA-EDR-99000005', version: PAYLOAD })
    for (const below of ['', '/history', '/history/1', '/deployments', '/users', '/description']) {
      const { status, html } = await get(`/${locale}/software/${ID}${below}`)
      expect(status, below).toBe(200)
      expectHarmless(html)
    }
  })

  it('escapes what a reader writes into its address', async () => {
    await write.software(ID, fullSoftware('текст'))
    const { status, html } = await get(`/uk/software/${ID}?organization=${encodeURIComponent(PAYLOAD)}`)
    expect(status).toBe(200)
    expectHarmless(html)
    expect(html).toContain('value="&quot;&#39;&gt;&lt;script&gt;')
  })

  it('reads Markdown without letting it do harm', async () => {
    const long =
      '# Заголовок\n\n[тут](javascript:alert(1)) ![знімок](https://t.example/p.png) <b>ні</b> [так](https://a.example)'
    const full = fullSoftware('текст')
    await write.software(ID, { ...full, identity: { ...full.identity, longDescription: { uk: long } } })
    const { html } = await get(`/uk/software/${ID}`)
    expect(html).toContain('<h3>Заголовок</h3>')
    expect(html).toContain('<a href="https://a.example/" rel="nofollow noopener">так</a>')
    expect(html).toContain('&lt;b&gt;ні&lt;/b&gt;')
    expect(html).not.toMatch(/<a[^>]*>тут|pixel|p\.png/)
  })

  it('stays within 50 kB with 5,202 claimed users, and pages them', async () => {
    const usedBy = Array.from({ length: 5202 }, (_, index) => `Комуна міста з довгою назвою № ${index + 1}`)
    await write.software(ID, { ...fullSoftware('текст'), usedBy })
    const { html } = await get(`/uk/software/${ID}`)
    expect(sizeOf(html)).toBeLessThanOrEqual(50_000)
    expect(html).toContain('5\u00a0202\u00a0назви')
    const first = await get(`/uk/software/${ID}/users`)
    const last = await get(`/uk/software/${ID}/users?page=27`)
    expect(sizeOf(first.html)).toBeLessThanOrEqual(50_000)
    expect(first.html).toContain('№ 200<')
    expect(first.html).not.toContain('№ 201<')
    expect(last.html).toContain('№ 5202<')
    expect((await get(`/uk/software/${ID}/users?page=999999999`)).status).toBe(200)
    expect(sizeOf((await get(`/uk/software/${ID}/history/1`)).html)).toBeLessThanOrEqual(50_000)
  })

  it('stays within 50 kB when every list is as long as an import may make it', async () => {
    const full = fullSoftware('Слово речення')
    const many = <Member>(member: Member | undefined, count: number) =>
      member === undefined ? [] : Array.from({ length: count }, () => member)
    const paragraph = `${'Довгий опис системи. '.repeat(20)}\n\n`
    await write.software(ID, {
      ...full,
      identity: {
        ...full.identity,
        longDescription: { uk: paragraph.repeat(46) },
        features: { uk: many('Можливість, яку описано довгим реченням, щоб її було видно', 200) },
        screenshots: many(full.identity.screenshots[0], 60),
        interfaceLanguages: many('uk', 300),
      },
      technology: {
        ...full.technology,
        standards: many(full.technology.standards[0], 50),
        dependsOn: {
          open: many(full.technology.dependsOn.open[0], 300),
          proprietary: many(full.technology.dependsOn.open[0], 300),
          hardware: [],
        },
        releases: many(full.technology.releases[0], 500),
      },
      rights: { ...full.rights, licenseText: 'Текст ліцензії. '.repeat(3000) },
    })
    expect(sizeOf((await get(`/uk/software/${ID}`)).html)).toBeLessThanOrEqual(50_000)
    const description = await get(`/uk/software/${ID}/description`)
    expect(description.html.match(/Можливість, яку/g)).toHaveLength(200)
  })

  it('keeps a tombstone for an archived entry: 410, when, why and by what it is replaced', async () => {
    await write.software(ID, fullSoftware('Стара система'))
    const reason = 'Перенесено до нової системи'
    await write.software(ID, fullSoftware('Стара система'), { state: 'archived', version: 2, reason })
    const relation = { kind: 'replaces', target: ID, url: null, note: null, saidBy: null } as const
    await write.software('UA-SW-000002', { ...fullSoftware('Нова система'), relations: [relation] })
    for (const locale of LOCALES) {
      const { status, html } = await get(`/${locale}/software/${ID}`)
      expect(status).toBe(410)
      expect(html).toContain(reason)
      expect(html).toContain(`href="/${locale}/software/UA-SW-000002"`)
      expect(html).not.toContain('office@example.org')
    }
    expect((await get(`/uk/software/${ID}/history`)).status).toBe(200)
    expect((await get(`/uk/software/${ID}/deployments`)).status).toBe(410)
  })

  it('answers 404 for a number that was never given, in the language of the address', async () => {
    const { status, html } = await get('/en/software/UA-SW-999999')
    expect(status).toBe(404)
    expect(html).toContain('<html lang="en"')
  })

  it('names an expert with consent and nobody without it', async () => {
    const involvements = [
      {
        software: ID,
        role: null,
        affiliationThen: 'Таємна Контора',
        conflictOfInterest: 'Таємний Інтерес',
        document: 'Таємний Документ',
      },
    ]
    await write.expert('Прізвище', { involvements, consent: { state: 'given', date: '2026-01-01', document: null } })
    await write.software(ID, fullSoftware('текст'))
    const { html: shown } = await get(`/uk/software/${ID}`)
    expect(shown).toContain(`<a href="/uk/experts/${EXPERT}">Прізвище</a>`)
    expect(shown.match(/Таємн(а Контора|ий Інтерес|ий Документ)/g)).toHaveLength(3)
    await write.expert('Прізвище', { consent: { state: 'withdrawn', date: '2026-02-01', document: null } }, 2)
    for (const below of ['', '/history', '/history/1']) {
      const { html } = await get(`/uk/software/${ID}${below}`)
      expect(html, below).not.toMatch(/Прізвище|Таємн/)
    }
    expect((await get(`/uk/software/${ID}`)).html).toContain('експерт, згоду на оприлюднення не надано')
    expect((await get(`/uk/experts/${EXPERT}`)).status).toBe(404)
  })

  it('answers for the organization that asks: by code, by number, by name', async () => {
    const full = fullSoftware('текст')
    await write.software(ID, { ...full, rights: { ...full.rights, license: null, grants: [], refusal: null } })
    await write.organization('Інша громада', { identifier: '99000011' })
    for (const asked of ['99001513', HOLDER, 'рада']) {
      const { html } = await get(`/uk/software/${ID}?organization=${encodeURIComponent(asked)}`)
      expect(html, asked).toContain('Відповідь для організації: Рада')
      expect(html, asked).toContain('Ця організація сама володіє правами')
    }
    const other = await get(`/uk/software/${ID}?organization=99000011`)
    expect(other.html).toContain('Відповідь для організації: Інша громада')
    expect(other.html).toContain('має виключні майнові права')
    const none = await get(`/uk/software/${ID}?organization=${encodeURIComponent('Немає такої')}`)
    expect(none.html).toContain('Відповідь для будь-якого органу влади')
    expect(none.html).toContain('Організації «Немає такої» у реєстрі немає')
  })

  it('lets a reader choose when a name fits several organizations', async () => {
    await write.software(ID, fullSoftware('текст'))
    await write.organization('Верхня рада', { identifier: '99000005' })
    const { html } = await get(`/uk/software/${ID}?organization=${encodeURIComponent('рада')}`)
    expect(html).toContain(`href="/uk/software/${ID}?organization=UA-EDR-99000005"`)
    expect(html).toContain(`href="/uk/software/${ID}?organization=${HOLDER}"`)
  })

  it('marks what has expired and what was not confirmed for a year', async () => {
    await write.software(ID, fullSoftware('текст'))
    await write.deployment('UA-DP-000001', ID, { since: '2020-01-01', confirmedOn: '2025-11-22' })
    const { html } = await get(`/uk/software/${ID}`)
    expect(html).toMatch(/1 січня 2025|1\u00a0січня 2025\u00a0р\.\s*<span class="tag tag--stop">строк минув/)
    expect(html).toContain('не підтверджено за останні 12 місяців')
    app.setNow('2026-11-22T08:00:00.000Z')
    expect((await get(`/uk/software/${ID}`)).html).not.toContain('не підтверджено за останні 12 місяців')
  })

  it('shows a variant from both sides, with what differs', async () => {
    const relation = { kind: 'variantOf', target: ID, url: null, note: { uk: 'інший звіт' }, saidBy: null } as const
    await write.software(ID, { ...fullSoftware('Основа'), relations: [] })
    await write.software('UA-SW-000002', { ...fullSoftware('Варіант'), relations: [relation] })
    await write.software(
      'UA-SW-000003',
      { ...fullSoftware('Таємний варіант'), relations: [relation] },
      { state: 'draft' },
    )
    const base = await get(`/uk/software/${ID}`)
    expect(base.html).toMatch(/Має варіант.*UA-SW-000002.*Чим відрізняється:<\/b> інший звіт/s)
    expect(base.html).not.toContain('Таємний варіант')
    expect((await get('/uk/software/UA-SW-000002')).html).toMatch(/Варіант рішення.*UA-SW-000001.*інший звіт/s)
  })

  it('hands out publiccode.yml where the entry has what the standard demands, and says so where not', async () => {
    const full = fullSoftware('Система')
    const text = { ...full, rights: { ...full.rights, license: 'EUPL-1.2' } }
    await write.software(ID, text)
    const response = await app.request(`/uk/software/${ID}/publiccode.yml`)
    const { html } = await get(`/uk/software/${ID}`)
    if (response.status === 200) {
      expect(response.headers.get('content-disposition')).toContain('attachment')
      expect(html).toContain(`href="/uk/software/${ID}/publiccode.yml"`)
    } else expect(html).toContain('стандарт вимагає ще')
    const bare = fullSoftware('Система')
    await write.software('UA-SW-000002', { ...bare, technology: { ...bare.technology, repository: null } })
    expect((await get('/uk/software/UA-SW-000002')).html).toMatch(/publiccode.yml" rel="nofollow">стандарт вимагає ще/)
    expect((await get('/uk/software/UA-SW-000002/publiccode.yml')).status).toBe(409)
  })
})
