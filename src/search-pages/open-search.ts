import { xmlText } from '../exchange/xml.ts'
import { dictionary } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import type { PagePorts } from '../web/page.tsx'

/**
 * `/opensearch.xml`, by which a browser adds the register to its search engines: OpenSearch 1.1 with the Suggestions extension.
 * Below a locale it is in that language, at the root in the reader's.
 */
export function openSearchPages(ports: Pick<PagePorts, 'site'>) {
  const pages = createPages()
  const { origin, assets } = ports.site
  pages.get('/opensearch.xml', (c) => {
    const locale = c.var.locale
    const { layout, search } = dictionary(locale)
    const url = (type: string, path: string, rel = '') =>
      `<Url type="${type}"${rel} template="${xmlText(`${origin}${path}`)}"/>`
    return c.body(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        `<ShortName>${xmlText(layout.site)}</ShortName>`,
        `<Description>${xmlText(search.openSearch)}</Description>`,
        `<Language>${locale}</Language>`,
        '<InputEncoding>UTF-8</InputEncoding>',
        '<OutputEncoding>UTF-8</OutputEncoding>',
        `<Image height="16" width="16" type="image/svg+xml">${xmlText(origin + assets.icon)}</Image>`,
        url('text/html', `/${locale}/search?q={searchTerms}`),
        url('application/x-suggestions+json', `/${locale}/search/suggestions?q={searchTerms}`, ' rel="suggestions"'),
        url('application/atom+xml', `/${locale}/software.atom?q={searchTerms}`),
        url('application/opensearchdescription+xml', `/${locale}/opensearch.xml`, ' rel="self"'),
        '</OpenSearchDescription>',
        '',
      ].join('\n'),
      200,
      { 'content-type': 'application/opensearchdescription+xml; charset=utf-8', vary: 'Accept-Language' },
    )
  })
  return pages
}
