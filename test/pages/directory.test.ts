import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { communitySize } from '../../src/directory-pages/figures.ts'
import { COMMUNITY_SIZES } from '../../src/software/model.ts'
import { LOCALES } from '../../src/web/i18n/index.ts'
import { type DemoSite, demoSite } from '../support/demo-site.ts'
import { fullSoftware, HOLDER } from '../support/full-entry.ts'
import { refusedByPolicy } from '../support/html-checks.ts'
import { pageFindings } from '../support/page-checks.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { entriesOf } from './entries.ts'

describe('the lists of organizations and experts', () => {
  let site: DemoSite
  const get = async (path: string) => {
    const response = await site.request(path)
    return { status: response.status, html: await response.text() }
  }
  const shownIds = (html: string) =>
    [...html.matchAll(/class="result__name"><a href="\/(?:uk|en)\/(?:organizations|experts)\/([^"]+)"/g)].map(
      ([, id = '']) => id,
    )
  beforeAll(async () => {
    site = await demoSite()
  })

  it.each(LOCALES)('have whole pages, and so has every record on them (%s)', async (locale) => {
    const found: string[] = []
    const { rows } = await site.database.client.execute('select id from organization')
    const { rows: experts } = await site.database.client.execute("select id from expert where consent = 'given'")
    const paths = [
      '/organizations',
      '/organizations?region=UA46&kind=local-authority',
      '/organizations?q=рада',
      '/organizations?q=жодної',
      '/experts',
      '/experts?q=захист',
      ...rows.map(({ id }) => `/organizations/${encodeURIComponent(String(id))}`),
      ...experts.map(({ id }) => `/experts/${id}`),
    ]
    expect(paths.length).toBeGreaterThan(100)
    for (const path of paths) {
      const { status, html } = await get(`/${locale}${path}`)
      if (status !== 200) found.push(`${path}: ${status}`)
      for (const finding of pageFindings(html, locale, site.css)) found.push(`${path}: ${finding}`)
    }
    expect(found).toEqual([])
  })

  it.each(['organizations', 'experts'])('show every one of the %s once, page by page', async (collection) => {
    const { rows } = await site.database.client.execute(
      collection === 'organizations' ? 'select id from organization' : "select id from expert where consent = 'given'",
    )
    const seen: string[] = []
    for (let path: string | undefined = `/uk/${collection}`; path !== undefined; ) {
      const { html } = await get(path)
      seen.push(...shownIds(html))
      path = /rel="next"/.test(html)
        ? /class="govuk-pagination__next"><a class="govuk-pagination__link" href="([^"]+)"/
            .exec(html)?.[1]
            ?.replaceAll('&amp;', '&')
        : undefined
    }
    expect(seen.map(decodeURIComponent).sort()).toEqual(rows.map(({ id }) => String(id)).sort())
  })

  it('put whom a registrar confirmed before whom only a file names, and come as a whole CSV', async () => {
    const app = await testApp()
    const write = entriesOf(app)
    await write.organization('@abc', { identifier: '99000013', confirmed: false })
    await write.organization('Яворинська рада', { identifier: '99000005', confirmed: true })
    const list = await (await app.request('/uk/organizations')).text()
    expect(list.indexOf('Яворинська рада')).toBeLessThan(list.indexOf('@abc'))
    const response = await app.request('/uk/organizations.csv')
    expect(response.headers.get('content-disposition')).toContain('organizations-2026-11-23.csv')
    const lines = (await response.text()).trimEnd().split('\r\n')
    expect(lines.map((line) => line.split(',')[1])).toEqual(['Назва українською', 'Яворинська рада', "'@abc"])
    const narrowed = await (await app.request('/en/organizations.csv?q=рада')).text()
    expect(narrowed.trimEnd().split('\r\n')).toHaveLength(2)
  })

  it('narrow by kind, region and level together, and count as many as they show', async () => {
    const { html } = await get('/uk/organizations?region=UA56&kind=local-authority&level=community')
    const { rows } = await site.database.client.execute(
      "select id from organization where region = 'UA56' and kind = 'local-authority' and level = 'community'",
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(shownIds(html).sort()).toEqual(rows.map(({ id }) => String(id)).sort())
    expect(html).toMatch(new RegExp(`<h1>${rows.length}\u00a0організаці`))
  })

  it('find an organization by its code', async () => {
    expect(shownIds((await get('/uk/organizations?q=99001513')).html)).toContain('UA-EDR-99001513')
  })

  it('say honestly that nothing was found, among how many', async () => {
    const { html } = await get('/uk/organizations?q=вулик&region=UA46')
    expect(html).toMatch(/реєстр знає \d+\u00a0організаці/)
  })

  it('name the query in the heading and the title, and say out of how many there was none', async () => {
    const { html } = await get('/uk/experts?q=zzzz')
    expect(html).toContain('<h1>За запитом «zzzz» нічого не знайдено</h1>')
    expect(html).toContain('<title>zzzz: нічого не знайдено')
    expect(html).toMatch(/Станом на 23\u00a0листопада 2026\u00a0р\. реєстр показує [1-9]\d*\u00a0експерт/)
    expect((await get('/uk/organizations?q=zzzz')).html.replace(/<[^>]*>/g, '')).not.toMatch(/\.\./)
  })

  it('take a bad cursor and unknown parameters as none', async () => {
    for (const path of [
      '/organizations?cursor=abc',
      '/organizations?region=UA99&kind=x&fbclid=1',
      '/experts?cursor=%00',
    ])
      expect((await get(`/uk${path}`)).status, path).toBe(200)
  })

  it('do not show or find experts without consent', async () => {
    const { rows } = await site.database.client.execute("select id from expert where consent <> 'given'")
    expect(rows.length).toBeGreaterThan(0)
    const { html } = await get('/uk/experts')
    for (const { id } of rows) {
      expect(html).not.toContain(String(id))
      expect((await get(`/uk/experts/${id}`)).status).toBe(404)
      expect(shownIds((await get(`/uk/experts?q=${id}`)).html)).not.toContain(String(id))
    }
  })
})

describe('the page of an organization', () => {
  let app: TestApp
  let write: ReturnType<typeof entriesOf>
  const get = async (path: string) => {
    const response = await app.request(path)
    return { status: response.status, html: await response.text() }
  }
  beforeEach(async () => {
    app = await testApp()
    write = entriesOf(app)
  })

  it('shows what it holds, develops and runs, and not what is unpublished', async () => {
    await write.organization('Рада')
    const full = fullSoftware('Своє')
    await write.software('UA-SW-000001', full)
    await write.software('UA-SW-000002', fullSoftware('Чернетка'), { state: 'draft' })
    const [developer] = full.people.developers
    if (!developer) throw new Error('no developer')
    const developed = {
      ...fullSoftware('Зроблене'),
      people: { ...full.people, developers: [{ ...developer, organization: HOLDER }] },
    }
    await write.software('UA-SW-000003', { ...developed, rights: { ...developed.rights, holder: null } })
    await write.deployment('UA-DP-000001', 'UA-SW-000003', { state: 'pilot' })
    await write.deployment('UA-DP-000002', 'UA-SW-000002')
    const { html } = await get(`/uk/organizations/${HOLDER}`)
    expect(html).toMatch(
      /Володіє правами.*1\u00a0рішення.*Своє.*Розробляє.*Зроблене.*Користується.*Зроблене.*Дослідна експлуатація/s,
    )
    expect(html).not.toContain('Чернетка')
  })

  it('names communities of the same size, the closest first', async () => {
    await write.organization('Рада')
    const community = (identifier: string, population: number) =>
      write.organization(`Громада ${population}`, { identifier, population })
    await community('99000005', 45_000)
    await community('99000011', 12_000)
    await community('99000040', 50_000)
    await community('99000092', 9_999)
    const { html } = await get(`/uk/organizations/${HOLDER}`)
    expect(html.indexOf('Громада 45000')).toBeLessThan(html.indexOf('Громада 12000'))
    expect(html).not.toMatch(/Громада (50000|9999)</)
  })

  it('says when it is not confirmed, and when it is not there', async () => {
    await write.organization('Рада', { confirmed: false })
    expect((await get(`/uk/organizations/${HOLDER}`)).html).toContain('Не підтверджено реєстратором')
    expect((await get('/uk/organizations/UA-EDR-00000000')).status).toBe(404)
    expect((await get('/uk/organizations/%3Cscript%3E')).status).toBe(404)
  })

  it('escapes every text of organizations and experts', async () => {
    const attack = `"'><script>x()</script><img src=x onerror=x()>`
    await write.organization(attack)
    await write.expert(attack)
    await write.software('UA-SW-000001', fullSoftware(attack))
    await write.deployment('UA-DP-000001', 'UA-SW-000001', { version: attack })
    for (const locale of LOCALES) {
      for (const path of [
        `/organizations/${HOLDER}`,
        '/organizations',
        '/experts',
        '/experts/UA-EX-000001',
        `/organizations?q=${encodeURIComponent(attack)}`,
      ]) {
        const { status, html } = await get(`/${locale}${path}`)
        expect(status, path).toBe(200)
        expect(html.match(/<script/g), path).toHaveLength(1)
        expect(html).not.toContain('<img')
        expect(refusedByPolicy(html)).toEqual([])
      }
    }
  })

  it('shows what an expert was involved in, as what, when and from where', async () => {
    await write.organization('Рада')
    await write.expert('Прізвище', {
      involvements: [
        {
          software: 'UA-SW-000001',
          role: 'security-auditor',
          affiliationThen: 'Контора',
          conflictOfInterest: 'Частка',
          document: null,
        },
      ],
    })
    await write.software('UA-SW-000001', fullSoftware('Система'))
    const { html } = await get('/uk/experts/UA-EX-000001')
    expect(html).toMatch(/Система.*Аудитор інформаційної безпеки.*2020.*Контора.*Частка/s)
    expect(html).toContain('надано 1\u00a0січня 2026\u00a0р.')
  })
})

describe('size classes of communities', () => {
  it.each([
    [0, 'under-5000'],
    [4_999, 'under-5000'],
    [5_000, '5000-10000'],
    [49_999, '10000-50000'],
    [50_000, '50000-200000'],
    [200_000, 'over-200000'],
  ] as const)('%i people are %s', (population, size) => {
    expect(communitySize(population)).toBe(size)
    expect(COMMUNITY_SIZES).toContain(size)
  })
})
