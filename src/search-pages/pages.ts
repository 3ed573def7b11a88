import { textFor } from '../kernel/localized.ts'
import { readPastedText } from '../search/pasted-text.ts'
import { readAsTyped, readText, searchParameters } from '../search/reader-query.ts'
import { recordPath, SEARCHED_TYPES, SECTIONS } from '../search/sections.ts'
import type { SoftwarePorts } from '../software/service.ts'
import { createPages } from '../web/kit.ts'
import type { PagePorts } from '../web/page.tsx'
import { suggestedWays } from './suggestions.ts'

type Ports = SoftwarePorts & PagePorts

const COMPLETIONS = 6

/**
 * `/search` leads a query to where it is answered: a register number to its record, a pasted text to the software near it, anything
 * else to the first list that has an answer. The lists themselves are the search pages: one list has one address.
 * `/search/suggestions` are OpenSearch Suggestions.
 */
export function searchPages(ports: Ports) {
  const pages = createPages()

  pages.get('/search', async (c) => {
    const parameters = new URL(c.req.url).searchParams
    // Where a query leads may change with the next record.
    c.header('Cache-Control', 'no-cache')
    c.header('X-Robots-Tag', 'noindex')
    if (readPastedText(parameters) !== null) {
      const whole = new URLSearchParams({ q: parameters.get('q') ?? '' })
      return c.redirect(`/${c.var.locale}${SECTIONS[0].path}?${whole}`, 302)
    }
    const text = readText(parameters)
    const asTyped = readAsTyped(parameters)
    const query = searchParameters(text, asTyped).toString()
    const below = text === '' ? SECTIONS[0].path : await placeOf(ports, text, asTyped)
    return c.redirect(`/${c.var.locale}${below}${query === '' || below.includes('/', 1) ? '' : `?${query}`}`, 302)
  })

  pages.get('/search/suggestions', async (c) => {
    const locale = c.var.locale
    const { origin } = ports.site
    const text = readText(new URL(c.req.url).searchParams)
    const { functions, records, queries } = await suggestedWays(ports, text, COMPLETIONS)
    const completions = [
      ...queries.map((query) => [query, `${origin}/${locale}/search?${searchParameters(query, [])}`]),
      ...[...functions, ...records].map(({ title, path }) => [
        textFor(title, locale)?.text ?? '',
        `${origin}/${locale}${path}`,
      ]),
    ]
    return c.body(
      JSON.stringify([
        text,
        completions.map(([completion]) => completion),
        completions.map(() => ''),
        completions.map(([, address]) => address),
      ]),
      200,
      {
        'content-type': 'application/x-suggestions+json; charset=utf-8',
        'content-language': locale,
        'cache-control': 'public, max-age=60',
      },
    )
  })

  return pages
}

/** Below the locale: the record whose number the query is, else the first list that finds something, else the first list. */
async function placeOf(ports: Ports, text: string, asTyped: readonly string[]): Promise<string> {
  const { interpretation } = await ports.search.search({
    type: SECTIONS[0].type,
    text,
    asTyped,
    filters: {},
    facets: [],
    sort: 'relevance',
    day: ports.today(),
    limit: 1,
    cursor: null,
  })
  const { record } = interpretation
  const path = record && recordPath(record.type, record.id)
  if (path) return path
  const counts = await ports.search.count(text, SEARCHED_TYPES, asTyped)
  const answering = SECTIONS.find(({ type }) => (counts.get(type)?.count ?? 0) > 0)
  return (answering ?? SECTIONS[0]).path
}
