import { AppError } from '../kernel/errors.ts'
import { DEFAULT_LIMIT } from '../kernel/paging.ts'
import { looserSearches, NO_LOOSER } from '../search/looser.ts'
import { readPastedText } from '../search/pasted-text.ts'
import { SEARCHED_TYPES } from '../search/sections.ts'
import { dictionary, formatDate, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { streamOf } from '../web/stream.ts'
import { type CataloguePage, listSoftware } from './catalogue.ts'
import { catalogueCsv, catalogueFeed } from './catalogue-exports.ts'
import {
  type CatalogueQuery,
  catalogueHref,
  changed,
  chosenFilters,
  EMPTY_QUERY,
  effectiveSort,
  narrowedFunctions,
  readCatalogueQuery,
  withoutFilter,
} from './catalogue-query.ts'
import { pastedTextPage } from './pages-pasted.tsx'
import { SOFTWARE_FACETS } from './search-document.ts'
import type { SoftwarePorts } from './service.ts'
import { CatalogueView, catalogueTitles, downloadLinks } from './views-catalogue.tsx'
import { type FacetTables, facetLabel, facetTables } from './views-labels.ts'

type Ports = SoftwarePorts & PagePorts

/** `/software` and the same list as CSV, JSON and Atom. */
export function cataloguePages(ports: Ports) {
  const pages = createPages()

  pages.get('/software', async (c) => {
    const locale = c.var.locale
    const tables = await facetTables(ports.reference)
    const asked = queryOf(c, tables)
    const pasted = readPastedText(new URL(c.req.url).searchParams)
    if (pasted !== null) return pastedTextPage(c, ports, pasted, asked, tables)
    const { query, result, cursorLost } = await found(ports, asked)
    const view: CatalogueView = {
      locale,
      query,
      page: result,
      tables,
      licences: ports.licences,
      cursorLost,
      counts: query.text === '' ? new Map() : await ports.search.count(query.text, SEARCHED_TYPES, query.asTyped),
      looser:
        result.rows.length === 0 || result.interpretation.weak
          ? await looserSearches(ports.search, 'software', query.text)
          : NO_LOOSER,
      ...(result.rows.length === 0 ? await emptyList(ports, query, locale, tables) : { ways: [], among: NOTHING }),
    }
    const { title } = catalogueTitles(view)
    const t = dictionary(locale).catalogue
    const feed = downloadLinks(`/${locale}/software`, query).find(({ suffix }) => suffix === 'Atom')
    const isPlain = query.text === '' && query.cursor === null && chosenFilters(query).length <= 1
    return page(
      c,
      ports,
      {
        title,
        section: 'software',
        description: t.description,
        canonicalPath: catalogueHref('/software', { ...query, compare: [] }),
        robots: isPlain ? undefined : 'noindex, follow',
        alternates: feed ? [{ type: feed.type, href: feed.href, title: t.feed }] : [],
      },
      <CatalogueView {...view} />,
    )
  })

  pages.get('/software.csv', async (c) => {
    const locale = c.var.locale
    const tables = await facetTables(ports.reference)
    const query = queryOf(c, tables)
    return new Response(streamOf(catalogueCsv(ports, query, locale, tables)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="software-${ports.today()}.csv"`,
        'content-language': locale,
        'x-robots-tag': 'noindex',
      },
    })
  })

  // The API answers the same question; its addresses are the stable ones.
  pages.get('/software.json', (c) => {
    const query = readCatalogueQuery(new URL(c.req.url).searchParams)
    return c.redirect(catalogueHref('/api/v1/software', changed(query, { compare: [] })), 307)
  })

  pages.get('/software.atom', async (c) => {
    const query = queryOf(c, await facetTables(ports.reference))
    return new Response(await catalogueFeed(ports, query, c.var.locale), {
      headers: {
        'content-type': 'application/atom+xml; charset=utf-8',
        'content-language': c.var.locale,
        'cache-control': 'public, max-age=300',
      },
    })
  })

  return pages
}

const NOTHING = { count: 0, date: '' }

function queryOf(c: RequestContext, tables: FacetTables): CatalogueQuery {
  const query = readCatalogueQuery(new URL(c.req.url).searchParams)
  const regions = new Set(tables.regions.map(({ code }) => code))
  return {
    ...query,
    filters: {
      ...query.filters,
      function: narrowedFunctions(query.filters.function, tables.functions),
      holderRegion: query.filters.holderRegion.filter((value) => regions.has(value)),
    },
  }
}

function searched(ports: Ports, query: CatalogueQuery, limit: number, facets: readonly string[]) {
  const { text, asTyped, filters, cursor } = query
  return listSoftware(ports, { text, asTyped, filters, facets, sort: effectiveSort(query), limit, cursor })
}

/** A cursor that is not of this list gives the list from its beginning: a page is never an error for its address. */
async function found(
  ports: Ports,
  query: CatalogueQuery,
): Promise<{ readonly query: CatalogueQuery; readonly result: CataloguePage; readonly cursorLost: boolean }> {
  try {
    return { query, result: await searched(ports, query, DEFAULT_LIMIT, SOFTWARE_FACETS), cursorLost: false }
  } catch (error) {
    if (query.cursor === null || !(error instanceof AppError) || error.code !== 'validation-failed') throw error
    const first = changed(query, {})
    return { query: first, result: await searched(ports, first, DEFAULT_LIMIT, SOFTWARE_FACETS), cursorLost: true }
  }
}

/** What an empty list says: among how many, and which looser lists are not empty. */
async function emptyList(ports: Ports, query: CatalogueQuery, locale: Locale, tables: FacetTables) {
  const t = dictionary(locale).catalogue
  const base = `/${locale}/software`
  const count = async (looser: CatalogueQuery) => (await searched(ports, looser, 1, [])).total.count
  const chosen = chosenFilters(query)
  const all = changed(EMPTY_QUERY, {})
  const candidates = [
    ...(chosen.length > 1 || (chosen.length === 1 && query.text !== '')
      ? chosen.slice(0, 4).map(({ facet, value }) => ({
          query: withoutFilter(query, facet, value),
          label: (number: string) => t.empty.withoutFilter(facetLabel(facet, value, locale, tables), number),
        }))
      : []),
    ...(chosen.length > 1 && query.text !== ''
      ? [{ query: changed(query, { filters: EMPTY_QUERY.filters }), label: t.empty.withoutFilters }]
      : []),
    { query: all, label: t.empty.all },
  ]
  const ways: { href: string; label: string }[] = []
  for (const candidate of candidates) {
    const number = await count(candidate.query)
    if (number > 0) ways.push({ href: catalogueHref(base, candidate.query), label: candidate.label(t.count(number)) })
  }
  const { help, functions } = t.empty
  const { ask, subscribe, api } = dictionary(locale).search.empty
  const address = (format: string) => downloadLinks(base, query).find(({ suffix }) => suffix === format)?.href ?? base
  const hasText = query.text !== ''
  ways.push(
    { href: `/${locale}#functions`, label: functions },
    ...(hasText ? [{ href: address('Atom'), label: subscribe }] : []),
    { href: `/${locale}/help#search`, label: help },
    { href: `/${locale}/help#ask`, label: ask },
    ...(hasText ? [{ href: address('JSON'), label: api }] : []),
  )
  return { ways, among: { count: await count(all), date: formatDate(locale, ports.today()) } }
}
