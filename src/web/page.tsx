import type { Child } from 'hono/jsx'
import type { IsoDate } from '../kernel/dates.ts'
import type { AppError } from '../kernel/errors.ts'
import { dictionary, type Locale } from './i18n/index.ts'
import type { RequestContext } from './kit.ts'
import { Layout, type LayoutProps, renderPage, type Site } from './layout.tsx'
import { problemOf } from './problem.ts'
import { EmptyState, SearchBox } from './ui.tsx'

/** What pages of every feature need of the wiring. */
export interface PagePorts {
  readonly site: Site
  readonly today: () => IsoDate
}

/** What a page says of itself; the frame adds what follows from the request. */
export type PageProps = Omit<LayoutProps, 'site' | 'locale' | 'path' | 'today' | 'session' | 'children'>

/** The path below the locale with its query, as the language switch needs it: `/software?q=черга`. */
export function pathBelowLocale(c: RequestContext): string {
  const { pathname, search } = new URL(c.req.url)
  const below = pathname.replace(/^\/(uk|en)(?=\/|$)/, '')
  return `${below === '' ? '/' : below}${search}`
}

/** Answers with a whole page. */
export function page(
  c: RequestContext,
  ports: PagePorts,
  props: PageProps,
  content: Child,
  status: 200 | 403 | 404 | 409 | 410 | 412 | 422 = 200,
) {
  return c.html(wholePage(c, ports, props, content), status, { 'content-language': c.var.locale })
}

function wholePage(c: RequestContext, ports: PagePorts, props: PageProps, content: Child): string {
  return renderPage(
    <Layout
      {...props}
      site={ports.site}
      locale={c.var.locale}
      path={pathBelowLocale(c)}
      today={ports.today()}
      session={c.var.session}
    >
      {content}
    </Layout>,
  )
}

/** The page of an error: what happened, where, and what the reader can do, in their language. */
export function errorPage(c: RequestContext, ports: PagePorts, error: AppError): Response {
  const locale = c.var.locale
  const problem = problemOf(error, locale, ports.site.origin)
  const { remedy } = dictionary(locale).problems[error.code]
  const t = dictionary(locale).layout
  const isLost = error.code === 'not-found' || error.code === 'gone'
  const html = wholePage(
    c,
    ports,
    { title: problem.title, robots: 'noindex', search: !isLost },
    <div class="error-page">
      <p class="error-page__code" aria-hidden="true">
        {problem.status}
      </p>
      <EmptyState level={1} title={problem.title} ways={waysOn(locale)}>
        <p class="lead">{problem.detail}</p>
        {problem.errors ? (
          <ul class="error-page__findings">
            {problem.errors.map(({ pointer, detail }) => (
              <li>
                {pointer === '' ? null : (
                  <>
                    <code>{pointer}</code>:{' '}
                  </>
                )}
                {detail}
              </li>
            ))}
          </ul>
        ) : null}
        <p>{remedy}</p>
        {isLost && ports.site.searchPath ? (
          <SearchBox locale={locale} action={`/${locale}${ports.site.searchPath}`} placeholder={t.search.placeholder} />
        ) : null}
      </EmptyState>
    </div>,
  )
  return new Response(html, {
    status: problem.status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-language': locale },
  })
}

/** Where a reader who found nothing can go. */
export function waysOn(locale: Locale) {
  const t = dictionary(locale).layout
  return [
    { label: t.nav.software, href: `/${locale}/software` },
    { label: t.nav.organizations, href: `/${locale}/organizations` },
    { label: t.nav.help, href: `/${locale}/help` },
  ]
}
