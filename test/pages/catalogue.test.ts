import { beforeAll, describe, expect, it } from 'vitest'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { readCatalogueQuery } from '../../src/software/catalogue-query.ts'
import { SoftwareDocument } from '../../src/software/model.ts'
import { moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { atomFindings } from '../support/atom-checks.ts'
import { type DemoSite, demoSite } from '../support/demo-site.ts'
import { testApp } from '../support/test-app.ts'

let site: DemoSite
beforeAll(async () => {
  site = await demoSite()
})

const page = async (path: string) => {
  const response = await site.request(path, { redirect: 'manual' })
  return { status: response.status, headers: response.headers, html: (await response.text()).replaceAll('\u00a0', ' ') }
}
const heading = (html: string) => /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? ''
const rowsOf = (html: string) => [...html.matchAll(/<li class="result">([\s\S]*?)<\/li>/g)].map(([, row = '']) => row)
const nextOf = (html: string) =>
  /<a class="govuk-pagination__link" href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
const query = (parameters: Record<string, string>) => `/uk/software?${new URLSearchParams(parameters)}`

describe('the catalogue', () => {
  it('counts its results in the heading and the title, in the right form of the word', async () => {
    const { html } = await page('/uk/software')
    expect(heading(html)).toBe('137 рішень')
    expect(html).toContain('<title>Рішення: 137 рішень — Раз для всіх</title>')
    expect(rowsOf(html)).toHaveLength(20)
    expect(heading((await page('/en/software')).html)).toBe('137 software entries')
  })

  it('is small enough: at most 50 kB of HTML', async () => {
    for (const path of ['/uk/software', '/en/software', query({ q: 'облік', function: 'citizen-services' })]) {
      expect(new TextEncoder().encode((await page(path)).html).length).toBeLessThan(50_000)
    }
  })

  it('marks what matched in the original text, and says in which field when nothing of the row shows it', async () => {
    const { html } = await page(query({ q: 'ЧЕРГА' }))
    expect(html).toContain('<mark>черга</mark>')
    const rows = rowsOf(html)
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows) expect(row.includes('<mark>') || row.includes('result__why'), row).toBe(true)
  })

  it('says which word the register does not know, and that some entries lack words of the query', async () => {
    const { html } = await page(query({ q: 'облік дельфінаріїв' }))
    expect(html).toContain('Реєстр не знає слова «дельфінаріїв»')
    expect(rowsOf(html).length).toBeGreaterThan(0)
  })

  it('shows an empty list honestly: among how many, as of when, and where else to look', async () => {
    const { status, html } = await page(query({ q: 'гідротурбіна', verdict: 'may-use', platform: 'ios' }))
    expect(status).toBe(200)
    expect(heading(html)).toBe('За запитом «гідротурбіна» нічого не знайдено')
    expect(html).toContain('Шукали серед 137 рішень, оприлюднених станом на 23 листопада 2026 р. Реєстр')
    expect(html).toContain('Переглянути весь каталог: 137 рішень')
  })

  it('offers looser lists that are not empty', async () => {
    const { html } = await page(query({ verdict: 'unknown', platform: 'linux', funding: 'civic' }))
    const ways = /<ul class="empty__ways">([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? ''
    expect(ways).toContain('Без умови «Права не описано»')
    for (const [, href = ''] of ways.matchAll(/href="(\/uk\/software\?[^"]+)"/g)) {
      expect(heading((await page(href.replaceAll('&amp;', '&'))).html), href).toMatch(/^\d+ рішен/)
    }
  })

  it('narrows by facets whose counts ignore their own choice', async () => {
    const { html } = await page(query({ verdict: 'may-use' }))
    const count = (name: string, value: string) =>
      new RegExp(`name="${name}" value="${value}"[^>]*><span>[^<]*</span> <small>([\\d ]+)</small>`).exec(html)?.[1]
    expect(heading(html)).toBe(`${count('verdict', 'may-use')} рішень`)
    expect(Number(count('verdict', 'on-conditions'))).toBeGreaterThan(0)
    expect(html).toContain('aria-label="Прибрати умову «Можна використовувати»"')
    const narrowed = await page(query({ verdict: 'may-use', platform: 'linux' }))
    expect(heading(narrowed.html)).toMatch(new RegExp(`^${count('platform', 'linux')} `))
  })

  it('opens a group of functions, and takes a function within it as narrower', async () => {
    const group = (await page(query({ function: 'citizen-services' }))).html
    expect(group).toContain('class="facet__nested"')
    const both = (await page('/uk/software?function=citizen-services&function=citizen-services.queue')).html
    const one = (await page('/uk/software?function=citizen-services.queue')).html
    expect(heading(both)).toBe(heading(one))
    expect(heading(one)).not.toBe(heading(group))
  })

  it('gives every entry once when its pages are followed to the end, in each order', async () => {
    for (const start of ['/uk/software', '/uk/software?sort=name', query({ q: 'облік' })]) {
      const ids: string[] = []
      let path: string | undefined = start
      while (path !== undefined) {
        const { html } = await page(path)
        ids.push(...rowsOf(html).map((row) => /UA-SW-\d+/.exec(row)?.[0] ?? ''))
        path = nextOf(html)
      }
      const total = Number(/^\d+/.exec(heading((await page(start)).html))?.[0])
      expect(ids).toHaveLength(total)
      expect(new Set(ids).size).toBe(total)
    }
  })

  it('ignores what it does not know, and never fails for its address', async () => {
    const plain = heading((await page('/uk/software')).html)
    const odd = [
      'fbclid=x',
      'verdict=nonsense',
      'function=nonsense',
      'sort=nonsense',
      'holderRegion=UA99',
      'q=%E0%A4%A',
      'q=%00',
      'limit=9e9',
    ]
    for (const parameters of odd) {
      const { status, html } = await page(`/uk/software?${parameters}`)
      expect(status, parameters).toBe(200)
      if (!parameters.startsWith('q=')) expect(heading(html), parameters).toBe(plain)
    }
    const long = await page(`/uk/software?q=${'а'.repeat(5000)}`)
    expect(long.status).toBe(200)
    const { status, html } = await page('/uk/software?cursor=forged')
    expect(status).toBe(200)
    expect(html).toContain('Показано список від початку')
    expect(rowsOf(html)).toHaveLength(20)
  })

  it('has one canonical address for one list, without the parameters of others', async () => {
    const { html } = await page('/uk/software?fbclid=x&verdict=may-use&q=%20черга%20')
    expect(html).toContain(
      `<link rel="canonical" href="http://register.test/uk/software?q=${encodeURIComponent('черга')}&amp;verdict=may-use"`,
    )
  })

  it('reads what a reader wrote into the address without believing it', () => {
    const read = readCatalogueQuery(
      new URLSearchParams('q=%0a a   b&license=<script>&compare=UA-SW-000001&compare=x&sort=name'),
    )
    expect(read.text).toBe('a b')
    expect(read.filters.license).toEqual([])
    expect(read.compare).toEqual(['UA-SW-000001'])
    expect(read.sort).toBe('name')
  })

  it('writes what was searched for as text, never as markup', async () => {
    const { html } = await page(query({ q: '"><script>alert(1)</script>' }))
    expect(html).not.toContain('<script>alert')
  })
})

describe('the list as data', () => {
  it('is a whole CSV, however many pages it takes, with words of the language', async () => {
    const response = await site.request('/uk/software.csv')
    expect(response.headers.get('content-type')).toMatch('text/csv')
    expect(response.headers.get('content-disposition')).toContain('software-2026-11-23.csv')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder().decode(bytes)
    expect(text).toMatch(/^Номер,Назва українською,/)
    expect([...text.matchAll(/^UA-SW-\d+,/gm)]).toHaveLength(137)
    const narrowed = await (
      await site.request(`/uk/software.csv?${new URLSearchParams({ q: 'черга', sort: 'relevance' })}`)
    ).text()
    const counted = await site.request(`/api/v1/software?${new URLSearchParams({ q: 'черга' })}`)
    const { total } = (await counted.json()) as { total: { count: number } }
    expect(total.count).toBeGreaterThan(3)
    expect([...narrowed.matchAll(/^UA-SW-\d+,/gm)]).toHaveLength(total.count)
  })

  it('comes in the order of the page, with words taken literally as there', async () => {
    for (const parameters of ['q=черга', 'q=черга&sort=name', 'q=xthuf&asis=xthuf', 'q=черга&asis=*']) {
      const { html } = await page(`/uk/software?${parameters}`)
      const text = await (await site.request(`/uk/software.csv?${parameters}`)).text()
      const shown = rowsOf(html).map((row) => /UA-SW-\d+/.exec(row)?.[0])
      const listed = [...text.matchAll(/^UA-SW-\d+(?=,)/gm)].map(([id]) => id)
      expect(listed.slice(0, 20), parameters).toEqual(shown)
    }
  })

  it('has nothing where nothing answers, and neither has its feed', async () => {
    const q = encodeURIComponent('гідротурбіна криголама')
    expect(await (await site.request(`/uk/software.csv?q=${q}`)).text()).not.toMatch(/^UA-SW/m)
    expect(await (await site.request(`/uk/software.atom?q=${q}`)).text()).not.toContain('<entry>')
  })

  it('gives a foreign name with its language', async () => {
    const app = await testApp()
    const names = [{ it: 'Coda', en: 'Queue' }, { uk: 'Черга', en: 'Queue' }, { en: 'Queue' }]
    for (const name of names) {
      const document = SoftwareDocument.parse({ identity: { name, shortDescription: { en: 'x' } } })
      await registerSoftware(app.deps, OPERATOR, document, 'published', { typed: false, reason: 'test' })
    }
    const lines = (await (await app.request('/uk/software.csv?sort=name')).text()).split('\r\n')
    expect(lines[0]).toContain('Назва англійською,Назва мовою оригіналу,Мова,')
    expect(
      lines
        .slice(1, 4)
        .map((line) => line.split(',').slice(1, 5).join(','))
        .sort(),
    ).toEqual([',Queue,Coda,it', ',Queue,Queue,en', 'Черга,Queue,Черга,uk'])
  })

  it('leads to the API with the same query as JSON', async () => {
    const { status, headers } = await page('/uk/software.json?verdict=may-use&fbclid=x&sort=name')
    expect([status, headers.get('location')]).toEqual([307, '/api/v1/software?verdict=may-use&sort=name'])
    const answer = await site.request(headers.get('location') ?? '')
    expect(answer.status).toBe(200)
  })

  it('is a valid Atom feed of the newest', async () => {
    for (const path of ['/uk/software.atom', '/en/software.atom?q=queue', '/uk/software.atom?q=qqqqqq']) {
      const response = await site.request(path)
      expect(response.headers.get('content-type')).toMatch('application/atom+xml')
      expect(atomFindings(await response.text()), path).toEqual([])
    }
  })

  it('disarms a name that a spreadsheet would run', async () => {
    const app = await testApp()
    const document = SoftwareDocument.parse({
      identity: { name: { uk: '=HYPERLINK("http://x";"y")' }, shortDescription: { uk: '＠СУМА, з комою' } },
    })
    await registerSoftware(app.deps, OPERATOR, document, 'published', { typed: false, reason: 'test' })
    const text = await (await app.request('/uk/software.csv')).text()
    expect(text).toContain(`"'=HYPERLINK(""http://x"";""y"")"`)
    expect(text).toContain(`"'＠СУМА, з комою"`)
  })
})

describe('the comparison', () => {
  it('puts up to four side by side, marks what differs, and explains what it leaves out', async () => {
    const ids = [1, 2, 3, 4, 5].map((n) => `UA-SW-00000${n}`)
    const { html } = await page(
      `/uk/compare?${[...ids, 'UA-SW-999999', 'цвях'].map((id) => `id=${encodeURIComponent(id)}`).join('&')}`,
    )
    expect(heading(html)).toBe('Порівняння 4 рішень')
    expect(html).toContain('не показано: UA-SW-000005')
    expect(html).toContain('UA-SW-999999, цвях')
    expect(html).toContain('class="compare__differs"')
  })

  it('takes the address of a page for a number, and each entry once', async () => {
    const { html } = await page('/en/compare?id=http://register.test/uk/software/UA-SW-000001&id=ua-sw-000001')
    expect([...html.matchAll(/href="\/en\/software\/UA-SW-000001"/g)]).toHaveLength(1)
    expect(html).toContain('Add at least one more')
  })

  it('explains an archived entry', async () => {
    const app = await testApp()
    const document = SoftwareDocument.parse({ identity: { name: { uk: 'Стара' }, shortDescription: { uk: 'Опис' } } })
    const { id } = await registerSoftware(app.deps, OPERATOR, document, 'published', { typed: false, reason: 'test' })
    await moveSoftware(app.deps, OPERATOR, id, 1, 'archive', 'виведено з ужитку')
    expect(await (await app.request(`/uk/compare?id=${id}`)).text()).toContain(
      `до архіву, тому його не порівнюють: ${id}`,
    )
  })

  it('keeps what was set aside while the reader goes on searching', async () => {
    const { html } = await page('/uk/software?compare=UA-SW-000001')
    expect(html).toContain('<input type="hidden" name="id" value="UA-SW-000001"')
    expect(html).toContain('<input type="hidden" name="compare" value="UA-SW-000001"')
  })
})
