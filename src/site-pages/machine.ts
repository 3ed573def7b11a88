import { xmlText } from '../exchange/xml.ts'
import { addDays } from '../kernel/dates.ts'
import { AppError } from '../kernel/errors.ts'
import { ExpertId, OrganizationId, SoftwareId } from '../kernel/identifiers.ts'
import type { SoftwarePorts } from '../software/service.ts'
import { countPublished, type Published, type PublishedKind, selectPublished } from '../software/store-figures.ts'
import { LOCALES } from '../web/i18n/index.ts'
import { GUIDE_PAGES } from '../web/i18n/uk/guide.ts'
import { createPages } from '../web/kit.ts'
import type { PagePorts } from '../web/page.tsx'
import { streamOf } from '../web/stream.ts'

type Ports = SoftwarePorts & PagePorts

/** Records in one sitemap: each gives two addresses, and the protocol allows 50,000. */
const RECORDS_PER_SITEMAP = 20_000
const RECORDS_PER_READ = 500
/** RFC 9116 recommends that a security.txt be valid for less than a year. */
const SECURITY_TXT_DAYS = 180

const KINDS: readonly PublishedKind[] = ['software', 'organizations', 'experts']
const PAGES: readonly string[] = [
  '',
  '/software',
  '/organizations',
  '/experts',
  '/compare',
  '/api',
  '/problems',
  '/verify',
  ...GUIDE_PAGES.map((name) => `/${name}`),
]

/** What programs look for at the root of a site. */
export function machinePages(ports: Ports) {
  const pages = createPages()
  const { origin } = ports.site
  const { contact } = ports.site.operator

  pages.get('/robots.txt', (c) =>
    c.text(
      [
        'User-agent: *',
        'Disallow: /*?*cursor=',
        'Disallow: /*?*compare=',
        'Disallow: /*.csv',
        'Allow: /',
        `Sitemap: ${origin}/sitemap.xml`,
        '',
      ].join('\n'),
    ),
  )

  pages.get('/.well-known/security.txt', (c) =>
    c.text(
      [
        `Contact: ${contact === undefined ? `${origin}/en/security` : `mailto:${contact}`}`,
        `Expires: ${addDays(ports.today(), SECURITY_TXT_DAYS)}T00:00:00Z`,
        'Preferred-Languages: uk, en',
        `Canonical: ${origin}/.well-known/security.txt`,
        `Policy: ${origin}/en/security`,
        '',
      ].join('\n'),
    ),
  )

  pages.get('/sitemap.xml', async (c) => {
    const parts = [`${origin}/sitemaps/pages.xml`]
    for (const kind of KINDS) {
      const count = await countPublished(ports.read, kind)
      for (let n = 1; (n - 1) * RECORDS_PER_SITEMAP < count; n++) parts.push(`${origin}/sitemaps/${kind}-${n}.xml`)
    }
    const entries = parts.map((part) => `<sitemap><loc>${xmlText(part)}</loc></sitemap>`)
    return c.body(`${XML}<sitemapindex xmlns="${SITEMAP}">\n${entries.join('\n')}\n</sitemapindex>\n`, 200, XML_HEADERS)
  })

  pages.get('/sitemaps/:name{[a-z]+(?:-[1-9][0-9]{0,3})?\\.xml}', (c) => {
    const [name = '', number] = c.req
      .param('name')
      .replace(/\.xml$/, '')
      .split('-')
    const kind = KINDS.find((each) => each === name)
    if (name === 'pages' && number === undefined)
      return new Response(streamOf(sitemap(staticPages(origin))), { headers: XML_HEADERS })
    if (kind === undefined || number === undefined) throw new AppError('not-found', c.req.path)
    return new Response(streamOf(sitemap(records(ports, kind, Number(number)))), { headers: XML_HEADERS })
  })

  pages.get('/id/:id', (c) => {
    const id = c.req.param('id')
    const path = pathOf(id)
    if (path === null) throw new AppError('not-found', `no record ${id}`)
    c.header('vary', 'Accept, Accept-Language')
    return c.redirect(prefersJson(c.req.header('accept')) ? `/api/v1${path}` : `/${c.var.locale}${path}`, 303)
  })

  return pages
}

/** Where a record lives below the locale or the API. */
function pathOf(id: string): string | null {
  if (SoftwareId.safeParse(id).success) return `/software/${id}`
  if (ExpertId.safeParse(id).success) return `/experts/${id}`
  // Numbers of our own look like a scheme of identifiers; a malformed one is not an organization.
  if (/^UA-(SW|EX|DP|PR|CH|RQ)-/.test(id)) return null
  return OrganizationId.safeParse(id).success ? `/organizations/${id}` : null
}

/** Whether `Accept` puts JSON before HTML; browsers and whoever says nothing get the page. */
export function prefersJson(accept: string | undefined): boolean {
  const weight = (type: string) => {
    const part = (accept ?? '').split(',').find((each) => each.trim().split(';')[0]?.trim() === type)
    return part === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(part)?.[1] ?? 1)
  }
  return weight('application/json') > weight('text/html')
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const XML_HEADERS = { 'content-type': 'application/xml; charset=utf-8' }

interface Place {
  /** Below the locale, `/software/UA-SW-000001`. */
  readonly path: string
  readonly updatedAt?: string
  readonly origin: string
}

/** A sitemap whose every address names its twin in the other language. */
async function* sitemap(places: AsyncIterable<Place> | Iterable<Place>): AsyncGenerator<string> {
  yield `${XML}<urlset xmlns="${SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`
  for await (const { path, updatedAt, origin } of places) {
    const address = (locale: string) => xmlText(`${origin}/${locale}${path}`)
    const twins = LOCALES.map(
      (each) => `<xhtml:link rel="alternate" hreflang="${each}" href="${address(each)}"/>`,
    ).join('')
    const changed = updatedAt === undefined ? '' : `<lastmod>${updatedAt}</lastmod>`
    yield LOCALES.map((locale) => `<url><loc>${address(locale)}</loc>${changed}${twins}</url>\n`).join('')
  }
  yield '</urlset>\n'
}

function staticPages(origin: string): readonly Place[] {
  return PAGES.map((path) => ({ path, origin }))
}

async function* records(ports: Ports, kind: PublishedKind, number: number): AsyncGenerator<Place> {
  const { origin } = ports.site
  const start = (number - 1) * RECORDS_PER_SITEMAP
  for (let offset = start; offset < start + RECORDS_PER_SITEMAP; offset += RECORDS_PER_READ) {
    const rows: readonly Published[] = await selectPublished(ports.read, kind, offset, RECORDS_PER_READ)
    for (const { id, updatedAt } of rows) yield { path: `/${kind}/${id}`, updatedAt, origin }
    if (rows.length < RECORDS_PER_READ) return
  }
}
