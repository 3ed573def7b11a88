import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { LONGEST_PASTED } from '../../src/search/pasted-text.ts'
import type { SimilarRequest } from '../../src/search/port.ts'
import { LOCALES } from '../../src/web/i18n/index.ts'
import { type DemoSite, demoSite } from '../support/demo-site.ts'
import { pageFindings } from '../support/page-checks.ts'

let site: DemoSite
beforeAll(async () => {
  site = await demoSite()
})

/** What an officer pastes: a purchase, in the words of one, of what an entry of the demonstration does. */
const TENDER = `Послуги з постачання програмного забезпечення (ДК 021:2015 48311000-1) для ведення електронного документообігу.
  Система повинна забезпечувати реєстрацію вхідних і вихідних документів, резолюції, контроль виконання доручень, погодження
  проєктів документів, підписання кваліфікованим електронним підписом, архівне зберігання справ за номенклатурою. Виконавець
  надає гарантійне обслуговування протягом дванадцяти місяців відповідно до законодавства.`
/** Nothing of it is software. */
const FURNITURE = `Закупівля м'яких меблів для актової зали: крісла театральні з підлокітниками, дивани шкіряні, столи журнальні
  скляні, вішалки дубові, штори оксамитові бордові з ламбрекенами, карнизи алюмінієві, килимові доріжки вовняні, люстри
  кришталеві підвісні, дзеркала у різьблених рамах, горщики керамічні та пальми живі заввишки два метри`

const address = (path: string, parameters: Readonly<Record<string, string>>) =>
  `${path}?${new URLSearchParams(parameters)}`

async function pageOf(path: string, app: Pick<DemoSite, 'request'> = site) {
  const response = await app.request(path)
  const html = (await response.text()).replaceAll('\u00a0', ' ')
  const text = html.slice(html.indexOf('<main')).replace(/<[^>]*>/g, '')
  return { status: response.status, headers: response.headers, html, text }
}

const rowsOf = (html: string) => html.split('<li class="result">').slice(1)

describe('a text pasted into the search field', () => {
  it('leads from everywhere to the software near it, whole', async () => {
    const { status, headers } = await pageOf(address('/uk/search', { q: TENDER }))
    const leads = new URL(headers.get('location') ?? '', 'http://register.test')
    expect([status, leads.pathname, leads.searchParams.get('q')]).toEqual([302, '/uk/software', TENDER])
  })

  it('is compared, and each row says how much and what they have in common', async () => {
    const { html, text } = await pageOf(address('/uk/software', { q: TENDER }))
    expect(html).toContain('<h1>Рішення, найближчі до вставленого тексту</h1>')
    expect(text).toMatch(/Порівняно за \d+ словами:/)
    const [first = ''] = rowsOf(html)
    expect(first).toContain('«ДокРух»')
    expect(first).toMatch(/Збігається \d+ % тексту за вагою слів: [^<]*документ/)
    expect(first).toContain('<mark>')
    for (const row of rowsOf(html)) expect(row).toContain('Збігається')
  })

  it('does not count the words of every purchase', async () => {
    const { text } = await pageOf(address('/uk/software', { q: TENDER }))
    const compared = /Порівняно за \d+ словами:[^…]*…([\s\S]*?)Збігається/.exec(text)?.[1] ?? ''
    expect(compared).toContain('резолюції')
    for (const word of ['послуги', 'гарантійне', 'законодавства', 'виконавець']) expect(compared).not.toContain(word)
  })

  it('is a query up to 25 words, and a text from 26 on', async () => {
    const words = (count: number) => Array.from({ length: count }, (_, place) => `черга${place}`).join(' ')
    expect((await pageOf(address('/uk/software', { q: words(25) }))).text).not.toContain('вставленого тексту')
    expect((await pageOf(address('/uk/software', { q: words(26) }))).text).toContain('вставленого тексту')
  })

  it('reaches the engine with its codes and with the filters, and these can be left out', async () => {
    const asked: SimilarRequest[] = []
    const similar: typeof site.deps.search.similar = (request) => {
      asked.push(request)
      return site.deps.search.similar(request)
    }
    const app = createApp({ ...site.deps, search: { ...site.deps.search, similar } })
    const { html, text } = await pageOf(address('/uk/software', { q: TENDER, verdict: 'may-use' }), {
      request: async (path: string) => app.request(path),
    })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ dk021: ['48311000-1'], filters: { verdict: ['may-use'] } })
    expect(text).toContain('Враховано й коди ДК 021 з тексту: 48311000-1.')
    expect(text).toContain('Порівняно лише з рішеннями, що відповідають умовам: Можна використовувати')
    expect(html).toMatch(/<form class="conditions"[^>]*><input type="hidden" name="q"/)
  })

  it('is told that nothing is near it, and sees the nearest called so', async () => {
    const { html, text } = await pageOf(address('/uk/software', { q: FURNITURE }))
    expect(html).toContain('<h1>Близьких до вставленого тексту рішень не знайдено</h1>')
    expect(text).toContain('Найближче з того, що є')
    const unknown = Array.from({ length: 30 }, (_, place) => `щщжж${'х'.repeat(place)}`).join(' ')
    const none = await pageOf(address('/uk/software', { q: unknown }))
    expect(none.text).toContain('реєстр не знає жодного з них')
  })

  it('is told where it was cut', async () => {
    const whole = 'реєстрація документів '.repeat(200)
    const { html, text } = await pageOf(address('/uk/software', { q: whole }))
    expect(text).toContain('порівняно лише перші 2 500 знаків')
    expect(html).toContain(`maxlength="${LONGEST_PASTED}"`)
    expect((await pageOf(address('/uk/software', { q: TENDER }))).text).not.toContain('порівняно лише перші')
  })

  it('is text, never markup, and no address of it leaves with the requests of the page', async () => {
    const hostile = `"><script>alert(1)</script> ${TENDER}`
    for (const locale of LOCALES) {
      const { html, headers } = await pageOf(address(`/${locale}/software`, { q: hostile }))
      expect(html).not.toContain('<script>alert')
      expect(headers.get('referrer-policy')).toBe('strict-origin')
    }
  })

  it('has whole pages in both languages, within what a page may weigh', async () => {
    for (const locale of LOCALES) {
      for (const q of [TENDER, FURNITURE, TENDER.repeat(9).slice(0, LONGEST_PASTED)]) {
        const { html, status } = await pageOf(address(`/${locale}/software`, { q, verdict: 'may-use' }))
        expect(status).toBe(200)
        expect(pageFindings(html, locale, site.css)).toEqual([])
        expect(new TextEncoder().encode(html).length).toBeLessThan(50_000)
      }
    }
  })

  it('is repeated by its beginning alone where organizations are searched for it', async () => {
    const { html } = await pageOf(address('/uk/organizations', { q: TENDER }))
    const heading = /<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? ''
    expect(heading).toContain('…')
    expect(heading.length).toBeLessThan(160)
  })
})

describe('similar software on the page of an entry', () => {
  const found = async (text: string) => {
    const { hits } = await site.deps.search.search({
      ...{ type: 'software', text, filters: {}, facets: [], sort: 'relevance', day: '2026-11-23' },
      ...{ limit: 1, cursor: null },
    })
    return hits[0]?.id ?? ''
  }
  const sectionOf = (html: string, id: string) =>
    new RegExp(`<section[^>]*aria-labelledby="${id}"[\\s\\S]*?</section>`).exec(html)?.[0] ?? ''

  it('is what shares its function and its words, itself left out', async () => {
    const [water, objects] = [
      await found('Водозбір гідротехнічні споруди'),
      await found('Паспорти об’єктів інфраструктури'),
    ]
    expect(water).not.toBe(objects)
    for (const locale of LOCALES) {
      const { html } = await pageOf(`/${locale}/software/${water}`)
      expect(pageFindings(html, locale, site.css)).toEqual([])
      const similar = sectionOf(html, 'similar')
      expect(similar).toContain(`/${locale}/software/${objects}`)
      expect(similar).not.toContain(water)
    }
  })

  it('names none that the relations name already', async () => {
    const { html } = await pageOf(`/uk/software/${await found('Талон керування потоком відвідувачів')}`)
    const similar = [...sectionOf(html, 'similar').matchAll(/\/software\/(UA-SW-\d+)/g)].map(([, id = '']) => id)
    expect(similar).not.toEqual([])
    const relations = sectionOf(html, 'relations')
    expect(relations).toContain('/software/UA-SW-')
    for (const id of similar) expect(relations).not.toContain(id)
  })

  it('is not mentioned where nothing is near', async () => {
    const app = createApp({
      ...site.deps,
      search: {
        ...site.deps.search,
        similar: async () => ({ hits: [{ id: 'UA-SW-000001', coverage: 0.01, common: [] }], marks: [] }),
      },
    })
    const { html } = await pageOf(`/uk/software/${await found('Дерева поруч')}`, {
      request: async (path: string) => app.request(path),
    })
    expect(sectionOf(html, 'similar')).toBe('')
  })
})
