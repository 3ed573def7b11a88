import { beforeAll, describe, expect, it } from 'vitest'
import { VERIFIER_PATH } from '../../src/web/assets.ts'
import { type DemoSite, demoSite } from '../support/demo-site.ts'
import { pageFindings } from '../support/page-checks.ts'
import { TEST_ORIGIN } from '../support/test-app.ts'

let site: DemoSite
beforeAll(async () => {
  site = await demoSite()
})

/**
 * Every address of the site that a page links to, each asked once. Of lists with a query only the kinds are followed: a page
 * with filters leads to every combination of filters.
 */
async function crawl(
  start: readonly string[],
  ask: (path: string) => Promise<Response>,
): Promise<{ readonly asked: number; readonly broken: string[]; readonly pages: ReadonlyMap<string, string> }> {
  const seen = new Set<string>(start)
  const queue = start.map((path) => ({ path, from: '(start)' }))
  const broken: string[] = []
  const pages = new Map<string, string>()
  const kinds = new Map<string, number>()
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { path, from } = next
    const response = await ask(path)
    // An archived record keeps its page, which says why, and an entry that lacks what publiccode.yml demands names it: no dead links.
    const explains = response.status === 410 || (response.status === 409 && path.endsWith('/publiccode.yml'))
    if (response.status >= 400 && !explains) broken.push(`${response.status} ${path} (linked from ${from})`)
    const location = response.headers.get('location')
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true
    const text = isPage ? await response.text() : ''
    if (!isPage) await response.body?.cancel()
    if (isPage && (response.status === 200 || response.status === 410)) pages.set(path, text)
    const links = isPage ? linksOf(text, path) : location === null ? [] : [location]
    for (const link of links) {
      const url = new URL(link, `${TEST_ORIGIN}${path}`)
      if (url.origin !== TEST_ORIGIN || url.pathname.startsWith('/assets/') || url.pathname === VERIFIER_PATH) continue
      const address = `${url.pathname}${url.search}`
      if (seen.has(address)) continue
      seen.add(address)
      const kind = `${url.pathname}?${[...new Set(url.searchParams.keys())].sort().join('&')}`
      const already = kinds.get(kind) ?? 0
      kinds.set(kind, already + 1)
      if (url.search === '' || already < 3) queue.push({ path: address, from: path })
    }
  }
  return { asked: seen.size, broken, pages }
}

function linksOf(html: string, path: string): string[] {
  const links = [...html.matchAll(/<(?:a|link)\s[^>]*?href="([^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&').replaceAll('&quot;', '"'),
  )
  return links.filter((link) => link !== '' && !link.startsWith('#') && !link.startsWith('mailto:') && link !== path)
}

describe('the whole demonstration site', () => {
  it('has no dead link, and every page of it is whole', { timeout: 180_000 }, async () => {
    const start = ['/', '/uk', '/en', '/robots.txt', '/sitemap.xml']
    const { broken, pages } = await crawl(start, async (path) => site.request(path, { redirect: 'manual' }))
    expect(broken.slice(0, 40)).toEqual([])
    expect(pages.size).toBeGreaterThan(300)
    const faults: string[] = []
    for (const [path, html] of pages) {
      const locale = path.startsWith('/uk') ? 'uk' : 'en'
      // Records carry texts as others wrote them; the tests of their pages hold the marks of language there.
      const isRecord = /^\/(uk|en)\/(software|organizations|experts)\/./.test(path)
      for (const finding of pageFindings(html, locale, site.css)) {
        if (!isRecord || !/^(English left|Ukrainian without lang)/.test(finding)) faults.push(`${path}: ${finding}`)
      }
      for (const anchor of deadAnchors(path, html, pages)) faults.push(`${path}: ${anchor}`)
    }
    expect(faults.slice(0, 40)).toEqual([])
  })

  it('would be caught with a dead link', async () => {
    const { broken } = await crawl(['/a'], async (path) =>
      path === '/a'
        ? new Response('<a href="/b">b</a>', { headers: { 'content-type': 'text/html' } })
        : new Response('', { status: 404 }),
    )
    expect(broken).toEqual(['404 /b (linked from /a)'])
    expect(
      deadAnchors('/a', '<a href="#none">x</a><a href="/b#c">y</a>', new Map([['/b', '<p id="d">']])),
    ).toHaveLength(2)
  })
})

/** Links to parts of pages that do not have them. */
function deadAnchors(path: string, html: string, pages: ReadonlyMap<string, string>): string[] {
  const has = (page: string, id: string) => page.includes(` id="${id}"`)
  return [...html.matchAll(/<a\s[^>]*?href="([^"#]*)#([^"]+)"/g)].flatMap(([, target = '', id = '']) => {
    const page = target === '' || target === path ? html : pages.get(target)
    return page === undefined || has(page, decodeURIComponent(id)) ? [] : [`no part #${id} in ${target || 'this page'}`]
  })
}
