import type { Child } from 'hono/jsx'
import type { Session } from '../accounts/sessions.ts'
import { AccountBar, SignInLink } from './account-bar.tsx'
import type { AssetPaths } from './assets.ts'
import { type Dictionary, dictionary, formatDate, LOCALES, type Locale, otherLocale } from './i18n/index.ts'
import { Icon, Mark } from './icons.tsx'
import { suggestAttributes } from './ui/search.tsx'

export type NavSection = keyof Dictionary['layout']['nav']

export type FooterTopic = Exclude<keyof Dictionary['layout']['footer'], 'label' | 'motto' | 'groups' | 'licence'>

/** A link of the footer. `path` starts below the locale (`/help`), unless `absolute`: an address outside the pages. */
export interface FooterLink {
  readonly topic: FooterTopic
  readonly group: keyof Dictionary['layout']['footer']['groups']
  readonly path: string
  readonly absolute?: boolean
}

export interface Operator {
  readonly name?: string | undefined
  readonly contact?: string | undefined
}

/** What is the same on every page; made once by the wiring, which alone knows which sections exist. */
export interface Site {
  /** Scheme, host and port without a final slash; canonical and language links are absolute. */
  readonly origin: string
  readonly assets: AssetPaths
  /** Sections in their order; `path` is below the locale. The section `check` is set in bold. */
  readonly nav: readonly { readonly section: NavSection; readonly path: string }[]
  readonly footer: readonly FooterLink[]
  /** Who runs the installation and their mailbox, as far as they are named. */
  readonly operator: Operator
  /** Whether the register holds demonstration data: a banner says so on every page. */
  readonly demo: boolean
  /** Whether people can sign in at all. */
  readonly signIn?: boolean | undefined
  /** Name of the licence the register's own data is under, once one is chosen. */
  readonly dataLicence?: string | undefined
  /** Path below the locale that takes `?q=`; without it there is no search field in the header. */
  readonly searchPath?: string | undefined
}

export interface Breadcrumb {
  readonly label: Child
  readonly href: string
}

export interface LayoutProps {
  readonly site: Site
  readonly locale: Locale
  /** The page's own name, without the site's. */
  readonly title: string
  /** Path below the locale with its query: `/software?q=черга`. The other language shows the same. */
  readonly path: string
  /** The civil date of the answer (`YYYY-MM-DD`), for the head of a printed page. */
  readonly today: string
  readonly section?: NavSection | undefined
  readonly breadcrumbs?: readonly Breadcrumb[] | undefined
  readonly description?: string | undefined
  /** Such as `noindex`; without it search engines may index the page. */
  readonly robots?: string | undefined
  /** Other forms of this page, announced in the head: `{type: 'application/atom+xml', href, title}`. */
  readonly alternates?: readonly { readonly type: string; readonly href: string; readonly title: string }[] | undefined
  /** The path to name as canonical, when it is not `path` (a list with filters, say). */
  readonly canonicalPath?: string | undefined
  /** Puts the search field into the header; pages with a search field of their own leave it out. */
  readonly search?: boolean | undefined
  /** Who reads the page; null or nothing: the public. */
  readonly session?: Session | null | undefined
  /** The form on this page was refused: the title begins with the word for "Error". */
  readonly failed?: boolean | undefined
  /** The address lets whoever has it act: it is printed nowhere, and `canonicalPath` is named instead. */
  readonly secretAddress?: boolean | undefined
  readonly children?: Child
}

/** A whole page. Answer with `renderPage(<Layout …>…</Layout>)`. */
export const Layout = (props: LayoutProps) => {
  const { site, locale, title, path, failed } = props
  const t = dictionary(locale).layout
  const address = (each: Locale, below: string) => `${site.origin}/${each}${below === '/' ? '' : below}`
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{`${failed ? `${t.errorPrefix}: ` : ''}${title} — ${t.site}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#fbfaf6" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#10151f" media="(prefers-color-scheme: dark)" />
        {props.description ? <meta name="description" content={props.description} /> : null}
        {props.robots ? <meta name="robots" content={props.robots} /> : null}
        <link rel="canonical" href={address(locale, props.canonicalPath ?? path)} />
        {LOCALES.map((each) => (
          <link rel="alternate" hreflang={each} href={address(each, props.canonicalPath ?? path)} />
        ))}
        {props.alternates?.map(({ type, href, title: name }) => (
          <link rel="alternate" type={type} href={href} title={name} />
        ))}
        {site.searchPath ? (
          <link
            rel="search"
            type="application/opensearchdescription+xml"
            href={`/${locale}/opensearch.xml`}
            title={t.site}
          />
        ) : null}
        <link rel="icon" type="image/svg+xml" href={site.assets.icon} />
        <link rel="preload" href={site.assets.fontRegular} as="font" type="font/woff2" crossorigin="" />
        <link rel="preload" href={site.assets.fontBold} as="font" type="font/woff2" crossorigin="" />
        <link rel="stylesheet" href={site.assets.css} />
        <script type="module" src={site.assets.js} />
      </head>
      <body>
        <a class="govuk-skip-link" href="#main">
          {t.skip}
        </a>
        <SiteHeader {...props} />
        <p class="print-head">
          <span lang="">{readable(address(locale, props.secretAddress ? '' : path))}</span> ·{' '}
          {t.printed(formatDate(locale, props.today))}
        </p>
        {props.breadcrumbs && props.breadcrumbs.length > 0 ? (
          <nav class="govuk-breadcrumbs wrap" aria-label={t.breadcrumbs}>
            <ol class="govuk-breadcrumbs__list">
              {props.breadcrumbs.map(({ label, href }) => (
                <li class="govuk-breadcrumbs__list-item">
                  <a class="govuk-breadcrumbs__link" href={href}>
                    {label}
                  </a>
                </li>
              ))}
            </ol>
          </nav>
        ) : null}
        <main id="main" class="wrap main" tabindex={-1}>
          {props.children}
        </main>
        <SiteFooter site={site} locale={locale} />
      </body>
    </html>
  )
}

/** An address as people read it, Cyrillic and all; one with broken escapes stays as it is. */
function readable(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

const SiteHeader = ({ site, locale, path, section, search, session }: LayoutProps) => {
  const t = dictionary(locale).layout
  const other = otherLocale(locale)
  return (
    <header class="site-header">
      {site.demo ? (
        <p class="demo">
          <span class="wrap">{t.demo}</span>
        </p>
      ) : null}
      {session ? <AccountBar locale={locale} session={session} /> : null}
      <div class="wrap site-header__row">
        <a class="brand" href={`/${locale}`} aria-label={`${t.site}. ${t.home}`}>
          <Mark />
          <span class="wordmark">{t.site}</span>
        </a>
        {search && site.searchPath ? (
          <search class="header-search-area">
            <form class="header-search" action={`/${locale}${site.searchPath}`}>
              <label class="govuk-visually-hidden" for="header-q">
                {t.search.label}
              </label>
              <input
                id="header-q"
                name="q"
                type="search"
                placeholder={t.search.placeholder}
                {...suggestAttributes(locale)}
              />
              <button type="submit" aria-label={t.search.button}>
                <Icon name="search" />
              </button>
            </form>
          </search>
        ) : null}
        <nav class="site-nav" aria-label={t.navigation}>
          <ul>
            {site.nav.map((each) => (
              <li class={each.section === 'check' ? 'site-nav__strong' : undefined}>
                <a href={`/${locale}${each.path}`} aria-current={each.section === section ? 'true' : undefined}>
                  {t.nav[each.section]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {site.signIn && !session ? <SignInLink locale={locale} path={path} /> : null}
        <a class="language" href={`/${other}${path === '/' ? '' : path}`} hreflang={other} lang={other} rel="alternate">
          {t.otherLanguage}
        </a>
      </div>
    </header>
  )
}

const SiteFooter = ({ site, locale }: Pick<LayoutProps, 'site' | 'locale'>) => {
  const t = dictionary(locale).layout
  const groups = (['register', 'data', 'about'] as const).filter((group) =>
    site.footer.some((link) => link.group === group),
  )
  return (
    <footer class="site-footer">
      <div class="wrap site-footer__row">
        <div class="site-footer__colophon">
          <p class="site-footer__name">{t.site}</p>
          <p>{t.siteSubtitle}.</p>
          {site.dataLicence ? <p>{t.footer.licence(site.dataLicence)}</p> : null}
        </div>
        {groups.map((group) => (
          <nav aria-labelledby={`footer-${group}`}>
            <h2 id={`footer-${group}`}>{t.footer.groups[group]}</h2>
            <ul>
              {site.footer
                .filter((link) => link.group === group)
                .map(({ topic, path, absolute }) => (
                  <li>
                    <a href={absolute ? path : `/${locale}${path}`}>{t.footer[topic]}</a>
                  </li>
                ))}
            </ul>
          </nav>
        ))}
      </div>
    </footer>
  )
}

/** The text of a page, with the doctype that JSX cannot say. */
export function renderPage(page: { toString(): string | Promise<string> }): string {
  return `<!doctype html>${page.toString()}`
}
