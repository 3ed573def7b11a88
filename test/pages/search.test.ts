import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import type { Interpretation, SearchEngine, SearchRequest, SearchResult } from '../../src/search/port.ts'
import { LOCALES } from '../../src/web/i18n/index.ts'
import { type DemoSite, demoSite } from '../support/demo-site.ts'
import { pageFindings } from '../support/page-checks.ts'

let site: DemoSite
beforeAll(async () => {
  site = await demoSite()
})

const PLAIN: Interpretation = { readings: [], unknown: [], relaxed: false, weak: false, record: null, marks: [] }

/** Pages over an engine that reads and answers as told; what is not told is as the real one has it. */
function pagesOver(told: {
  readonly interpretation?: Partial<Interpretation>
  readonly result?: Partial<SearchResult>
  readonly counts?: Readonly<Record<string, number>>
}) {
  const asked: SearchRequest[] = []
  const search: SearchEngine = {
    ...site.deps.search,
    search: async (request) => {
      asked.push(request)
      const real = await site.deps.search.search({ ...request, text: '', sort: 'updated' })
      return { ...real, ...told.result, interpretation: { ...PLAIN, ...told.interpretation } }
    },
    count: async (_, types) => new Map(types.map((type) => [type, { count: told.counts?.[type] ?? 0, exact: true }])),
    suggest: async () => ({ records: [], queries: [] }),
  }
  const app = createApp({ ...site.deps, search })
  return {
    asked,
    page: async (path: string) => {
      const response = await app.request(new URL(path, 'http://register.test').href)
      const html = (await response.text()).replaceAll('\u00a0', ' ')
      return { status: response.status, location: response.headers.get('location'), html, text: textOf(html) }
    },
  }
}

/** What a reader reads of a page. */
function textOf(html: string): string {
  return html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
}

/** Addresses of links with that text. */
function linksTo(html: string, label: string): string[] {
  return [...html.matchAll(/<a href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g)]
    .filter(([, , words = '']) => words.replace(/<[^>]*>/g, '') === label)
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
}

const LISTS = ['/software', '/organizations', '/experts'] as const

describe('/search', () => {
  const found = async (counts: Readonly<Record<string, number>>, interpretation: Partial<Interpretation> = {}) =>
    (await pagesOver({ counts, interpretation }).page('/uk/search?q=%D1%80%D0%B0%D0%B4%D0%B0&asis=x')).location

  it('leads to the first list that finds something, with the query as it was', async () => {
    const query = '?q=%D1%80%D0%B0%D0%B4%D0%B0&asis=x'
    expect(await found({ software: 3, organization: 9 })).toBe(`/uk/software${query}`)
    expect(await found({ organization: 1, expert: 2 })).toBe(`/uk/organizations${query}`)
    expect(await found({ expert: 2 })).toBe(`/uk/experts${query}`)
    expect(await found({})).toBe(`/uk/software${query}`)
  })

  it('leads from the number of a record straight to it', async () => {
    const record = (type: 'software' | 'organization' | 'expert' | 'deployment', id: string) =>
      found({ software: 1 }, { record: { type, id } })
    expect(await record('software', 'UA-SW-000001')).toBe('/uk/software/UA-SW-000001')
    expect(await record('organization', 'UA-EDR-43220851')).toBe('/uk/organizations/UA-EDR-43220851')
    expect(await record('expert', 'UA-EX-000001')).toBe('/uk/experts/UA-EX-000001')
    expect(await record('deployment', 'UA-DP-000001')).toMatch(/^\/uk\/software\?q=/)
  })

  it('shows the whole catalogue when nothing is asked for', async () => {
    for (const path of ['/en/search', '/en/search?q=', '/en/search?q=%20%20&asis=x']) {
      const { status, headers } = await site.request(path, { redirect: 'manual' })
      expect([status, headers.get('location')], path).toEqual([302, '/en/software'])
    }
  })

  it('is where the search fields of the home page and the header lead', async () => {
    for (const path of ['/uk', '/uk/help']) {
      expect(await (await site.request(path)).text()).toMatch(/<form class="[^"]*search[^"]*" action="\/uk\/search"/)
    }
  })
})

describe('the tabs of a search', () => {
  it('stand on each list with the count of every kind, and keep the query', async () => {
    const counts = { software: 3, organization: 12, expert: 1 }
    for (const list of LISTS) {
      const { html } = await pagesOver({ counts }).page(`/uk${list}?q=x&asis=x`)
      const tabs = [
        ...(/<nav class="tabs"[\s\S]*?<\/nav>/
          .exec(html)?.[0]
          .matchAll(/<a href="([^"]+)"( aria-current="page")?>(.*?)<\/a>/g) ?? []),
      ]
      expect(tabs.map(([, href = '']) => href.replaceAll('&amp;', '&'))).toEqual(
        LISTS.map((each) => `/uk${each}?q=x&asis=x`),
      )
      expect(tabs.map(([, , , label = '']) => label.replace(/<[^>]*>/g, ''))).toEqual([
        'Рішення 3',
        'Організації 12',
        'Експерти 1',
      ])
      expect(tabs.findIndex(([, , current]) => current !== undefined)).toBe(LISTS.indexOf(list))
    }
  })

  it('are not there without a query', async () => {
    expect((await pagesOver({}).page('/uk/software')).html).not.toContain('class="tabs"')
  })

  it('say that there may be more when counting stopped', async () => {
    const total = { count: 10_000, exact: false }
    for (const [list, heading] of [
      ['/uk/software', '10 000+ рішень за запитом «x»'],
      ['/uk/organizations', '10 000+ організацій за запитом «x»'],
      ['/en/experts', '10,000+ experts for “x”'],
    ] as const) {
      const { html } = await pagesOver({ result: { total } }).page(`${list}?q=x`)
      expect(html).toContain(`<h1>${heading}</h1>`)
    }
  })
})

describe('how a query was read', () => {
  const layout = { typed: 'tktrnhjyyf', reading: 'layout', read: ['електронна'] } as const
  const second = { typed: 'xthuf', reading: 'layout', read: ['черга'] } as const

  it('is said in one sentence for a whole wrong layout, and undone by one link', async () => {
    for (const list of LISTS) {
      const { html, text } = await pagesOver({ interpretation: { readings: [layout, second] } }).page(
        `/uk${list}?q=tktrnhjyyf+xthuf`,
      )
      expect(text).toContain('Шукали: електронна черга (інша розкладка клавіатури). Натомість шукати tktrnhjyyf xthuf')
      expect(linksTo(html, 'tktrnhjyyf xthuf')).toEqual([`/uk${list}?q=tktrnhjyyf+xthuf&asis=tktrnhjyyf&asis=xthuf`])
    }
  })

  it('is said for each mended word, each undone by itself', async () => {
    const readings = [
      { typed: 'ечрга', reading: 'typo', read: ['черга', 'черпак'] },
      { typed: 'злад', reading: 'typo', read: ['зал'] },
    ] as const
    const { html, text } = await pagesOver({ interpretation: { readings } }).page('/uk/software?q=ечрга+злад&asis=інше')
    expect(text).toContain('Шукали: черга (виправлено помилку). Натомість шукати ечрга')
    const [undo = ''] = linksTo(html, 'злад')
    expect(new URL(undo, 'http://x').searchParams.getAll('asis')).toEqual(['інше', 'злад'])
  })

  it('reaches the engine as words to be taken literally, and can be allowed again', async () => {
    for (const list of LISTS) {
      const pages = pagesOver({})
      const { html, text } = await pages.page(`/uk${list}?q=xthuf&asis=xthuf&asis=xthuf`)
      expect(pages.asked[0]?.asTyped).toEqual(['xthuf'])
      expect(text).toContain('Дослівно шукали: «xthuf».')
      expect(linksTo(html, 'Дозволити виправлення й синоніми')).toEqual([`/uk${list}?q=xthuf`])
    }
    const all = pagesOver({})
    expect((await all.page('/uk/software?q=a+b&asis=a&asis=*')).text).toContain('Усі слова шукали дослівно')
    expect(all.asked[0]?.asTyped).toEqual(['*'])
  })

  it('folds words of the same meaning, and leaves them out one by one or all', async () => {
    const readings = [
      { typed: 'документообіг', reading: 'synonym', read: ['СЕД', 'діловодство'] },
      { typed: 'черга', reading: 'synonym', read: ['талон'] },
    ] as const
    const { html } = await pagesOver({ interpretation: { readings } }).page('/uk/software?q=документообіг+черга')
    const folded = /<details class="also">([\s\S]*?)<\/details>/.exec(html)?.[1] ?? ''
    expect(textOf(`<main>${folded}`)).toContain('Також шукали: СЕД, діловодство, талон')
    const undone = [...linksTo(folded, 'не додавати'), ...linksTo(folded, 'Шукати без синонімів')]
    expect(undone.map((href) => new URL(href, 'http://x').searchParams.getAll('asis'))).toEqual([
      ['документообіг'],
      ['черга'],
      ['документообіг', 'черга'],
    ])
    expect(html).not.toContain('class="notice"')
  })

  it('names the words that the register does not know', async () => {
    const one = await pagesOver({ interpretation: { unknown: ['яхт'] } }).page('/uk/software?q=яхт+черга')
    expect(one.text).toContain('Реєстр не знає слова «яхт».')
    const two = await pagesOver({ interpretation: { unknown: ['яхт', 'вітрил'] } }).page('/en/experts?q=яхт+вітрил')
    expect(two.text).toContain('The register does not know the words “яхт”, “вітрил”.')
  })

  it('says that some entries lack words, and that the query is the number of a record', async () => {
    const relaxed = await pagesOver({ interpretation: { relaxed: true } }).page('/uk/software?q=a+b')
    expect(relaxed.text).toContain('мають не всі слова запиту')
    const record = { type: 'software', id: 'UA-SW-000001' } as const
    const { html } = await pagesOver({ interpretation: { record } }).page('/uk/organizations?q=UA-SW-000001')
    expect(linksTo(html, 'UA-SW-000001')).toContain('/uk/software/UA-SW-000001')
  })

  it('does not promise entries with all of the words where the register does not know one of them', async () => {
    const { text } = await pagesOver({ interpretation: { relaxed: true, unknown: ['яхт'] } }).page(
      '/uk/software?q=яхт+b',
    )
    expect(text).toContain('мають лише решту слів запиту')
    expect(text).not.toContain('мають не всі слова запиту')
  })

  it('shows a typed word without the punctuation behind it, and undoes it as it was typed', async () => {
    const reading = { typed: 'чергга,', reading: 'typo', read: ['черга'] } as const
    const { html } = await pagesOver({ interpretation: { readings: [reading] } }).page('/uk/software?q=чергга,+талон')
    expect(linksTo(html, 'чергга').map((href) => new URL(href, 'http://x').searchParams.getAll('asis'))).toEqual([
      ['чергга,'],
    ])
  })

  it('is not mentioned when nothing was done', async () => {
    const { html } = await pagesOver({}).page('/uk/software?q=x')
    expect(html).not.toMatch(/class="(?:notice|also)"/)
  })

  it('writes what was typed as text, never as markup', async () => {
    const typed = '"><script>alert(1)</script>'
    const reading = { typed, reading: 'typo', read: [typed] } as const
    const interpretation = { readings: [reading, { ...reading, reading: 'synonym' as const }], unknown: [typed] }
    for (const list of LISTS) {
      const { html } = await pagesOver({ interpretation }).page(
        `/en${list}?${new URLSearchParams({ q: typed, asis: typed })}`,
      )
      expect(html).not.toContain('<script>alert')
    }
  })
})

describe('why an entry is in the list', () => {
  const ids = ['UA-SW-000001']
  const whys = async (matches: SearchResult['hits'][number]['matches'], path = '/uk/software?q=x') => {
    const { html } = await pagesOver({ result: { hits: ids.map((id) => ({ id, matches })) } }).page(path)
    return textOf(`<main>${/<p class="result__why meta">([\s\S]*?)<\/p>/.exec(html)?.[1] ?? ''}`)
  }

  it('is said in a line when the word itself is not what matched', async () => {
    const synonym = { typed: 'електронний документообіг', reading: 'synonym', found: 'СЕД', field: 'short' } as const
    expect(await whys([synonym])).toContain('За словом «СЕД» — близько за змістом до «електронний документообіг»')
    const layout = { typed: 'xthuf', reading: 'layout', found: 'черга', field: 'name' } as const
    expect(await whys([layout, { ...layout, found: 'запис' }])).toContain(
      'За словами «черга», «запис» — інша розкладка клавіатури',
    )
    expect(await whys([layout], '/en/software?q=x')).toContain('By “черга” — another keyboard layout')
  })

  it('does not say again what is said above the list', async () => {
    const readings = [{ typed: 'xthuf', reading: 'layout', read: ['черга'] }] as const
    const matches = [
      { typed: 'xthuf', reading: 'layout', found: 'черги', field: 'name' },
      { typed: 'черга', reading: 'spelling', found: 'черг', field: 'name' },
    ] as const
    const hits = ids.map((id) => ({ id, matches }))
    const { html } = await pagesOver({ interpretation: { readings }, result: { hits } }).page('/uk/software?q=xthuf')
    expect(html).not.toContain('За слов')
  })

  it('names no word of the other language beside what is marked', async () => {
    const { hits, interpretation } = await site.deps.search.search(MARKING)
    const synonym = { typed: 'черга', reading: 'synonym', found: 'queue', field: 'nameEn' } as const
    const own = { typed: 'черга', reading: null, found: 'черга', field: 'name' } as const
    const told = { interpretation, result: { hits: hits.map(({ id }) => ({ id, matches: [own, synonym] })) } }
    const rows = (await pagesOver(told).page('/uk/software?q=черга')).html.split('<li class="result">').slice(1)
    expect(rows.some((row) => row.includes('<mark>'))).toBe(true)
    for (const row of rows) expect(row.includes('<mark>')).toBe(!row.includes('«queue»'))
  })

  it('names the field when nothing in the row is marked, and is silent otherwise', async () => {
    const plain = { typed: 'x', reading: null, found: 'x', field: 'tech' } as const
    expect(await whys([plain])).toBe('Збіг у технологіях: «x»')
    const own = { typed: 'черга', reading: null, found: 'черга', field: 'tech' } as const
    const { hits } = await site.deps.search.search(MARKING)
    const marked = pagesOver({ result: { hits: hits.map(({ id }) => ({ id, matches: [own] })) } })
    const rows = (await marked.page('/uk/software?q=черга')).html.split('<li class="result">').slice(1)
    expect(rows.some((row) => row.includes('<mark>'))).toBe(true)
    for (const row of rows) expect(row.includes('<mark>')).toBe(!row.includes('result__why'))
  })
})

const MARKING: SearchRequest = {
  type: 'software',
  text: 'черга',
  filters: {},
  facets: [],
  sort: 'relevance',
  day: '2026-11-23',
  limit: 20,
  cursor: null,
}

describe('a search without an answer', () => {
  it('says so in the heading and labels the nearest there are', async () => {
    for (const list of LISTS) {
      const { html, text } = await pagesOver({ interpretation: { weak: true } }).page(`/uk${list}?q=вітрильний+спорт`)
      expect(html).toContain('<title>вітрильний спорт: нічого не знайдено')
      expect(html).toContain('<h1>За запитом «вітрильний спорт» нічого не знайдено</h1>')
      expect(text).toContain('Найближче з того, що є')
      expect(html).toContain('<li class="result">')
    }
  })

  it('has no form of filters where there is nothing to narrow', async () => {
    for (const path of ['/uk/software?q=x', '/uk/organizations?q=x']) {
      const facets = { values: {}, among: null }
      const { html } = await pagesOver({ interpretation: { weak: true }, result: { facets } }).page(path)
      expect(html, path).toContain('<li class="result">')
      expect(html, path).not.toContain('class="facets"')
    }
  })

  it('shows the words one by one with their counts, and links those that find something', async () => {
    const empty = { hits: [], total: { count: 0, exact: true }, next: null }
    const told = {
      interpretation: { unknown: ['вітрил'] },
      result: empty,
      counts: { software: 7, organization: 0, expert: 7 },
    }
    const { html, text } = await pagesOver(told).page('/uk/software?q=черга+вітрил')
    expect(text).toContain('Окремі слова запиту')
    expect(linksTo(html, 'черга')).toEqual([`/uk/software?q=${encodeURIComponent('черга')}`])
    const none = await pagesOver({ ...told, counts: {} }).page('/uk/organizations?q=черга+вітрил')
    expect(none.text).not.toContain('Окремі слова запиту')
  })

  it('offers other words, the functions, help, somebody to ask and a feed', async () => {
    const { html } = await pagesOver({ result: { hits: [], total: { count: 0, exact: true } } }).page(
      '/uk/software?q=яхта',
    )
    for (const href of [
      '/uk#functions',
      '/uk/help#search',
      '/uk/help#ask',
      '/uk/software.atom?q=',
      '/uk/software.json?q=',
    ]) {
      expect(html, href).toContain(`href="${href}`)
    }
  })

  it('has whole pages in both languages', async () => {
    const weak = { weak: true, unknown: ['вітрильний', 'спорт'] }
    for (const locale of LOCALES) {
      for (const list of LISTS) {
        const told = [
          { interpretation: weak },
          {
            interpretation: { unknown: ['вітрильний спорт на озері'] },
            result: { hits: [], total: { count: 0, exact: true } },
          },
        ]
        for (const each of told) {
          const { html } = await pagesOver(each).page(`/${locale}${list}?q=вітрильний+спорт`)
          expect(pageFindings(html, locale, site.css), `${locale}${list}`).toEqual([])
        }
      }
    }
  })
})

describe('the counts beside the filters', () => {
  it('say among how many they were counted', async () => {
    const facets = {
      values: { verdict: [{ value: 'may-use', count: 5 }], kind: [{ value: 'company', count: 5 }] },
      among: 10_000,
    }
    for (const list of ['/software', '/organizations']) {
      const { text } = await pagesOver({ result: { facets } }).page(`/uk${list}?q=x`)
      expect(text).toContain('Числа біля умов пораховано серед 10 000 найновіших збігів.')
    }
  })
})

describe('lists of organizations and experts', () => {
  it('can be put into another order, which the address keeps', async () => {
    const pages = pagesOver({})
    const { html } = await pages.page('/uk/organizations?q=x&sort=updated')
    expect(pages.asked[0]?.sort).toBe('updated')
    expect(linksTo(html, 'за назвою')).toEqual(['/uk/organizations?q=x&sort=name'])
    expect(linksTo((await pages.page('/uk/experts')).html, 'за відповідністю')).toEqual([])
  })
})

describe('suggestions for browsers', () => {
  it('are what OpenSearch calls them: the text, completions, descriptions, addresses', async () => {
    const response = await site.request('/uk/search/suggestions?q=чер')
    expect(response.headers.get('content-type')).toContain('application/x-suggestions+json')
    const [text, completions, descriptions, addresses] = (await response.json()) as [
      string,
      string[],
      string[],
      string[],
    ]
    expect(text).toBe('чер')
    expect(completions.length).toBeGreaterThan(0)
    expect(descriptions).toHaveLength(completions.length)
    expect(addresses).toHaveLength(completions.length)
    for (const address of addresses) expect(address).toMatch(/^http:\/\/register\.test\/uk\//)
  })
})
