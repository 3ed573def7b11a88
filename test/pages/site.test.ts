import { beforeAll, describe, expect, it } from 'vitest'
import { seedDemonstration } from '../../seed/run.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { ERROR_CODES } from '../../src/kernel/errors.ts'
import { SoftwareDocument } from '../../src/software/model.ts'
import { registerSoftware } from '../../src/software/service.ts'
import { LOCALES } from '../../src/web/i18n/index.ts'
import { GUIDE_PAGES } from '../../src/web/i18n/uk/guide.ts'
import { isWellFormed } from '../support/atom-checks.ts'
import { type DemoSite, demoSite } from '../support/demo-site.ts'
import { englishLeft, pageFindings, ukrainianUnmarked } from '../support/page-checks.ts'
import { testApp } from '../support/test-app.ts'

let site: DemoSite
beforeAll(async () => {
  site = await demoSite()
})

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await site.request(path, { headers, redirect: 'manual' })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const PATHS = [
  '',
  '/software',
  '/software?q=черга',
  '/software?q=облік&verdict=may-use&function=documents&sort=name',
  '/software?q=qqqqqq',
  '/compare',
  '/compare?id=UA-SW-000001&id=UA-SW-000002&id=UA-SW-000003&id=UA-SW-000004',
  '/api',
  '/api/operations/listSoftware',
  '/api/operations/registerSoftware',
  '/api/schemas/Software',
  '/problems',
  ...ERROR_CODES.map((code) => `/problems/${code}`),
  ...GUIDE_PAGES.map((name) => `/${name}`),
]

describe('every page of the site', () => {
  for (const locale of LOCALES) {
    for (const path of PATHS) {
      it(`/${locale}${path} is whole, in its language, and within the budget`, async () => {
        const { status, text } = await get(`/${locale}${path}`)
        expect(status).toBe(200)
        expect(pageFindings(text, locale, site.css)).toEqual([])
      })
    }
  }

  it('has the same parts in both languages', async () => {
    const anchors = (html: string) => [...html.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id)
    for (const name of GUIDE_PAGES) {
      const [uk, en] = await Promise.all(LOCALES.map(async (locale) => anchors((await get(`/${locale}/${name}`)).text)))
      expect(uk?.length).toBeGreaterThan(0)
      expect(uk).toEqual(en)
    }
  })

  it('would be caught with a fault', () => {
    const page = '<!doctype html><html lang="en"><body><h1>x</h1><h1 class="nowhere" style="x">y</h1></body>'
    const findings = pageFindings(page, 'uk', '.a{x:1}')
    for (const fault of [
      'wrong lang',
      'no title',
      'not one h1',
      'no canonical address',
      'class without a rule: nowhere',
    ]) {
      expect(findings).toContain(fault)
    }
    expect(englishLeft('<body><p>This is not in the language of the page</p>')).toHaveLength(1)
    expect(englishLeft('<body><p lang="en">This is not in the language of the page</p>')).toEqual([])
    expect(ukrainianUnmarked('<body><p>Назва цього рішення</p><p lang="uk">Назва цього рішення</p>')).toHaveLength(1)
  })
})

describe('a page that is not there', () => {
  it('says so in the language of the address, with a search field and ways on', async () => {
    for (const locale of LOCALES) {
      const { status, text } = await get(`/${locale}/nowhere`)
      expect(status).toBe(404)
      expect(pageFindings(text, locale, site.css)).toEqual([])
      expect(text).toContain(`action="/${locale}/search"`)
      expect(text).toContain('noindex')
    }
  })

  it('is a problem document for programs', async () => {
    const { status, headers } = await get('/nowhere', { accept: 'application/json' })
    expect(status).toBe(404)
    expect(headers.get('content-type')).toMatch('application/problem+json')
    expect(headers.get('vary')).toContain('Accept,')
    const page = await get('/nowhere', { accept: 'text/html,*/*;q=0.8' })
    expect(page.headers.get('content-type')).toMatch('text/html')
    expect(page.headers.get('vary')).toContain('Accept,')
  })
})

describe('an address written in another way', () => {
  it('leads from a slash at its end to the address without, query and all', async () => {
    for (const [path, to] of [
      ['/uk/software/', '/uk/software'],
      ['/en/software/UA-SW-000001/?x=1', '/en/software/UA-SW-000001?x=1'],
      ['/uk//evil.example/', '/uk//evil.example'],
    ] as const) {
      const { status, headers } = await get(path)
      expect([status, headers.get('location')], path).toEqual([301, to])
    }
  })

  it('leads to the icon by its old name', async () => {
    const { status, headers } = await get('/favicon.ico')
    expect(status).toBe(302)
    expect(headers.get('location')).toMatch(/^\/assets\/mark\b.*\.svg$/)
  })
})

describe('stable addresses', () => {
  const leads = async (path: string, headers: Record<string, string>) => {
    const answer = await get(path, headers)
    return [answer.status, answer.headers.get('location')]
  }

  it('lead to the page in the reader’s language, or to JSON when that is preferred', async () => {
    expect(await leads('/id/UA-SW-000001', { 'accept-language': 'en' })).toEqual([303, '/en/software/UA-SW-000001'])
    expect(await leads('/id/UA-SW-000001', {})).toEqual([303, '/uk/software/UA-SW-000001'])
    expect(await leads('/id/UA-SW-000001', { accept: 'application/json' })).toEqual([
      303,
      '/api/v1/software/UA-SW-000001',
    ])
    expect(await leads('/id/UA-SW-000001', { accept: 'text/html,application/json;q=0.9' })).toEqual([
      303,
      '/uk/software/UA-SW-000001',
    ])
    expect(await leads('/id/UA-EX-000001', {})).toEqual([303, '/uk/experts/UA-EX-000001'])
    expect(await leads('/id/UA-EDR-43220851', { accept: 'application/json' })).toEqual([
      303,
      '/api/v1/organizations/UA-EDR-43220851',
    ])
  })

  it('answer 404 to what is no number of the register', async () => {
    for (const id of ['x', 'UA-SW-1', '..%2f..', 'UA-SW-000001%0d%0aSet-Cookie:a']) {
      expect((await get(`/id/${id}`)).status, id).toBe(404)
    }
  })
})

describe('what programs look for at the root', () => {
  it('names the mailbox of the operator on pages and in security.txt, or says that there is none', async () => {
    const config = { OPERATOR_NAME: 'Орган «Приклад»', OPERATOR_CONTACT: 'register@authority.example' }
    const named = await testApp({ config, reference: false })
    for (const path of ['/uk/accessibility', '/uk/privacy', '/uk/security']) {
      const html = await (await named.request(path)).text()
      expect(html, path).toContain('Цю установку веде Орган «Приклад».')
      expect(html, path).toContain('href="mailto:register@authority.example"')
      expect((await get(path)).text, path).toContain('ще не вказав скриньки')
    }
    expect(await (await named.request('/.well-known/security.txt')).text()).toMatch(
      /^Contact: mailto:register@authority\.example$/m,
    )
  })

  it('security.txt has a contact, a policy and an end less than a year away', async () => {
    const { text } = await get('/.well-known/security.txt')
    expect(text).toMatch(/^Contact: http/m)
    const expires = /^Expires: (.*)$/m.exec(text)?.[1] ?? ''
    const days = (Date.parse(expires) - Date.parse('2026-11-23')) / 86_400_000
    expect(days).toBeGreaterThan(30)
    expect(days).toBeLessThan(365)
  })

  it('robots.txt leads to a sitemap that names every page and record in both languages', async () => {
    expect((await get('/robots.txt')).text).toContain('Sitemap: http://register.test/sitemap.xml')
    const index = (await get('/sitemap.xml')).text
    expect(isWellFormed(index)).toBe(true)
    const parts = [...index.matchAll(/<loc>http:\/\/register\.test([^<]+)<\/loc>/g)].map(([, path = '']) => path)
    expect(parts.length).toBeGreaterThanOrEqual(3)
    const addresses = new Set<string>()
    for (const part of parts) {
      const { text, headers } = await get(part)
      expect(headers.get('content-type')).toMatch('application/xml')
      expect(isWellFormed(text)).toBe(true)
      for (const [, address = ''] of text.matchAll(/<loc>([^<]+)<\/loc>/g)) addresses.add(address)
    }
    expect(addresses).toContain('http://register.test/uk/software/UA-SW-000001')
    expect(addresses).toContain('http://register.test/en/organizations/UA-EDR-43220851')
    expect([...addresses].filter((address) => /\/uk\/software\/UA-SW-/.test(address))).toHaveLength(137)
    expect((await get('/sitemaps/nothing-1.xml')).status).toBe(404)
  })

  it('an OpenSearch description points at the search in the reader’s language, and in that of its address', async () => {
    const { text } = await get('/opensearch.xml', { 'accept-language': 'en' })
    expect(isWellFormed(text)).toBe(true)
    expect(text).toContain('template="http://register.test/en/search?q={searchTerms}"')
    const ukrainian = await get('/uk/opensearch.xml', { 'accept-language': 'en' })
    expect(isWellFormed(ukrainian.text)).toBe(true)
    expect(ukrainian.text).toContain(
      'rel="suggestions" template="http://register.test/uk/search/suggestions?q={searchTerms}"',
    )
    expect((await get('/uk', {})).text).toContain(
      'type="application/opensearchdescription+xml" href="/uk/opensearch.xml"',
    )
    expect((/<ShortName>([^<]+)</.exec(text)?.[1] ?? '').length).toBeLessThanOrEqual(16)
  })
})

describe('the reference of the API', () => {
  it('has a page for every operation and schema, with a Ukrainian text for each operation', async () => {
    const document = (await (await site.request('/api/v1/openapi.json')).json()) as {
      paths: Record<string, Record<string, { operationId: string }>>
      components: { schemas: Record<string, unknown> }
    }
    const operations = Object.values(document.paths).flatMap((item) =>
      Object.values(item).map((each) => each.operationId),
    )
    expect(operations.length).toBeGreaterThan(10)
    for (const id of operations) {
      const { status, text } = await get(`/uk/api/operations/${id}`)
      expect(status, id).toBe(200)
      expect(/<h1[^>]*>(.*?)<\/h1>/.exec(text)?.[1], id).not.toContain('lang="en"')
      expect(pageFindings(text, 'uk', site.css), id).toEqual([])
    }
    for (const name of Object.keys(document.components.schemas)) {
      const { status, text } = await get(`/en/api/schemas/${name}`)
      expect(status, name).toBe(200)
      expect(pageFindings(text, 'en', site.css), name).toEqual([])
    }
    expect((await get('/uk/api/operations/nothing')).status).toBe(404)
    expect((await get('/uk/api/schemas/nothing')).status).toBe(404)
  })
})

describe('what is real and what is not', () => {
  it('the home page names the real systems of the demonstration data, and no project that was imported', async () => {
    const app = await testApp({ demo: true })
    await seedDemonstration(app.deps)
    const document = SoftwareDocument.parse({
      identity: { name: { it: 'Progetto importato' }, shortDescription: { it: 'Un progetto' } },
    })
    await registerSoftware(app.deps, OPERATOR, document, 'published', { typed: false, reason: 'test' })
    const home = await (await app.request('/uk')).text()
    const real = home.slice(home.indexOf('id="real"'))
    expect(real).toContain('Трембіта')
    expect(real).not.toContain('Progetto importato')
    expect(home).not.toContain('Решта записів')
  })

  it.each([
    ['/uk/software/UA-SW-000001', 'Демонстраційний запис'],
    ['/uk/experts/UA-EX-000001', 'Демонстраційний запис'],
    ['/en/organizations/UA-EDR-99000413', 'Demonstration record'],
  ])('%s says that it is invented', async (path, words) => {
    expect((await get(path)).text).toContain(words)
  })

  it('real systems came for a reason of their own, and name sources in the language of the reader', async () => {
    const { rows } = await site.database.client.execute('select id from software where demonstration = 0 order by id')
    const id = String(rows[0]?.id)
    expect((await get(`/uk/software/${id}/history`)).text).toContain('Внесено відомості з відкритих джерел')
    const page = (await get(`/uk/software/${id}`)).text
    expect(page).toContain('володілець; створено за допомогою ЄС, Швеції та Естонії')
    expect(page).not.toContain('holder; built with aid')
  })
})

describe('an entry that publiccode.yml cannot say', () => {
  it('leads to a page that lists what is missing', async () => {
    const { rows } = await site.database.client.execute('select id from software where demonstration = 0 order by id')
    const path = `/software/${String(rows[0]?.id)}`
    expect((await get(`/uk${path}`)).text).toContain(`href="/uk${path}/publiccode.yml"`)
    const page = await get(`/uk${path}/publiccode.yml`)
    expect(page.status).toBe(409)
    expect(page.text).toContain('Для publiccode.yml бракує відомостей')
    expect(page.text).toContain('Немає адреси сховища коду.')
    expect((await get(`/uk/problems/not-exportable`)).status).toBe(200)
  })
})
