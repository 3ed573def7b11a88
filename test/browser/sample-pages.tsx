import type { AssetPaths } from '../../src/web/assets.ts'
import type { Locale } from '../../src/web/i18n/index.ts'
import { Layout, renderPage, type Site } from '../../src/web/layout.tsx'
import { catalogue } from './samples/catalogue.tsx'
import { home } from './samples/home.tsx'
import { empty, form, notFound } from './samples/messages.tsx'
import { compare, organization } from './samples/organization-and-compare.tsx'
import type { Sample } from './samples/sample.ts'
import { software } from './samples/software.tsx'

/** Pages made of the kit alone, with invented content, to look at and to measure. */

export const SAMPLE_NAMES = [
  'home',
  'catalogue',
  'software',
  'organization',
  'compare',
  'empty',
  'not-found',
  'form',
] as const
export type SampleName = (typeof SAMPLE_NAMES)[number]

export function sampleSite(assets: AssetPaths): Site {
  return {
    origin: 'http://register.test',
    assets,
    demo: true,
    operator: {},
    searchPath: '/search',
    nav: [
      { section: 'software', path: '/software' },
      { section: 'organizations', path: '/organizations' },
      { section: 'help', path: '/help' },
      { section: 'check', path: '/check' },
    ],
    footer: [
      { topic: 'about', group: 'register', path: '/help' },
      { topic: 'glossary', group: 'register', path: '/help/glossary' },
      { topic: 'log', group: 'register', path: '/log' },
      { topic: 'api', group: 'data', path: '/api/v1/openapi.json', absolute: true },
      { topic: 'data', group: 'data', path: '/data' },
      { topic: 'source', group: 'data', path: 'https://example.org/once-for-all', absolute: true },
      { topic: 'accessibility', group: 'about', path: '/accessibility' },
      { topic: 'privacy', group: 'about', path: '/privacy' },
      { topic: 'security', group: 'about', path: '/security' },
    ],
  }
}

/** The HTML of one sample page. */
export function samplePage(name: SampleName, locale: Locale, assets: AssetPaths): string {
  const uk = (ukrainian: string, english: string) => (locale === 'uk' ? ukrainian : english)
  const page = SAMPLES[name](locale, uk)
  return renderPage(
    <Layout
      site={sampleSite(assets)}
      locale={locale}
      today="2026-11-23"
      title={page.title}
      path={page.path}
      section={page.section}
      breadcrumbs={page.breadcrumbs}
      search={page.search}
      failed={page.failed}
    >
      {page.body}
    </Layout>,
  )
}

const SAMPLES: Record<SampleName, Sample> = {
  home,
  catalogue,
  software,
  organization,
  compare,
  empty,
  'not-found': notFound,
  form,
}
