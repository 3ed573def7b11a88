import { beforeAll, describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../src/kernel/errors.ts'
import { LOCALES } from '../../src/web/i18n/index.ts'
import { GUIDE_PAGES } from '../../src/web/i18n/uk/guide.ts'
import { isWellFormed } from '../support/atom-checks.ts'
import { type DemoSite, demoSite } from '../support/demo-site.ts'
import { englishLeft, pageFindings, ukrainianUnmarked } from '../support/page-checks.ts'

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
      expect(text).toContain(`action="/${locale}/software"`)
      expect(text).toContain('noindex')
    }
  })

  it('is a problem document for programs', async () => {
    const { status, headers } = await get('/nowhere', { accept: 'application/json' })
    expect(status).toBe(404)
    expect(headers.get('content-type')).toMatch('application/problem+json')
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

  it('an OpenSearch description points at the catalogue in the reader’s language', async () => {
    const { text } = await get('/opensearch.xml', { 'accept-language': 'en' })
    expect(isWellFormed(text)).toBe(true)
    expect(text).toContain('template="http://register.test/en/software?q={searchTerms}"')
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
