import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LOCALES } from '../../src/web/i18n/index.ts'
import {
  axeViolations,
  launchBrowser,
  openTab,
  sidewaysOverflow,
  takeScreenshot,
  turnTo,
  VIEWS,
  type View,
} from '../support/browser.ts'
import { type DemoSite, demoSite } from '../support/demo-site.ts'
import { TEST_ORIGIN } from '../support/test-app.ts'

const browser: Browser | undefined = await launchBrowser()
/** Where pictures go; taken only when asked for. */
const folder = process.env.SCREENSHOTS
let site: DemoSite

beforeAll(async () => {
  site = await demoSite()
})
afterAll(async () => {
  await browser?.close()
})

const PAGES: Readonly<Record<string, string>> = {
  home: '',
  catalogue: '/software',
  search: '/software?q=облік&verdict=may-use&function=documents',
  empty: '/software?q=вулик',
  compare: '/compare?id=UA-SW-000001&id=UA-SW-000003&id=UA-SW-000040',
  'compare-nothing': '/compare',
  help: '/help',
  glossary: '/glossary',
  about: '/about',
  accessibility: '/accessibility',
  privacy: '/privacy',
  security: '/security',
  data: '/data',
  api: '/api',
  operation: '/api/operations/listSoftware',
  schema: '/api/schemas/Software',
  problems: '/problems',
  problem: '/problems/version-stale',
  'not-found': '/nowhere',
}

async function inTab<T>(view: View, use: (page: Page) => Promise<T>, javaScript = true): Promise<T> {
  if (!browser) throw new Error('no browser')
  const page = await openTab(browser, view, { javaScript })
  await site.serve(page)
  try {
    return await use(page)
  } finally {
    await page.context().close()
  }
}

const WIDE: View = { theme: 'light', width: 1280 }
const PHONE: View = { theme: 'light', width: 360 }

describe.skipIf(!browser)('the site in a browser', () => {
  for (const [name, path] of Object.entries(PAGES)) {
    for (const locale of LOCALES) {
      it(`${name} (${locale}): axe finds nothing and nothing scrolls sideways, in both themes and widths`, async () => {
        await inTab(WIDE, async (page) => {
          const complaints: string[] = []
          page.on(
            'console',
            (message) => message.text().includes('Content Security Policy') && complaints.push(message.text()),
          )
          page.on('pageerror', (error) => complaints.push(String(error)))
          await page.goto(`${TEST_ORIGIN}/${locale}${path}`)
          for (const view of VIEWS) {
            await turnTo(page, view)
            if (folder) await takeScreenshot(page, folder, `${name}-${locale}`, view)
            expect(await axeViolations(page), JSON.stringify(view)).toEqual([])
            expect(await sidewaysOverflow(page), `scrolls sideways: ${JSON.stringify(view)}`).toBe(0)
          }
          expect(complaints).toEqual([])
        })
      })
    }
  }

  for (const view of [WIDE, PHONE]) {
    it(`leads from home through search and filters to a record and a comparison without scripts (${view.width} px)`, async () => {
      await inTab(
        view,
        async (page) => {
          await page.goto(`${TEST_ORIGIN}/uk`)
          await page.locator('#q').fill('облік')
          await page.locator('.search-box button').click()
          await page.waitForURL(/\/uk\/software\?/)
          expect(new URL(page.url()).searchParams.get('q')).toBe('облік')
          const before = await page.locator('h1').textContent()
          if (view.width === 360) await page.locator('.facets > summary').click()
          await page.locator('input[name=verdict][value=may-use]').check()
          await page.locator('.facets__actions button').click()
          expect(await page.locator('h1').textContent()).not.toBe(before)
          expect(await page.locator('.chip').allTextContents()).toEqual(['Можна використовувати'])
          const names = await page.locator('.result__name a').allTextContents()
          await page.locator('.pick input').nth(0).check()
          await page.locator('.pick input').nth(1).check()
          await page.locator('.compare-bar button').click()
          expect(await page.locator('h1').textContent()).toBe('Порівняння 2\u00a0рішень')
          expect(await page.locator('.compare thead th > a').allTextContents()).toEqual(names.slice(0, 2))
          await page.locator('.compare thead th > a').first().click()
          expect(await page.locator('h1').textContent()).toBe(names[0])
          await page.locator('.language').click()
          expect(new URL(page.url()).pathname).toMatch(/^\/en\/software\/UA-SW-\d+$/)
        },
        false,
      )
    })
  }

  it('takes one more entry into a comparison by its number, and lets one go', async () => {
    await inTab(
      PHONE,
      async (page) => {
        await page.goto(`${TEST_ORIGIN}/en/compare?id=UA-SW-000001`)
        await page.locator('#add-id').fill('UA-SW-000002')
        await page.locator('.add-form button').click()
        expect(await page.locator('h1').textContent()).toBe('2\u00a0software entries compared')
        await page.locator('.compare__remove a').first().click()
        expect(await page.locator('.compare thead th > a').count()).toBe(1)
      },
      false,
    )
  })

  it('keeps the button to compare in sight once something is ticked', async () => {
    await inTab(WIDE, async (page) => {
      await page.goto(`${TEST_ORIGIN}/uk/software`)
      const inSight = () =>
        page.evaluate('document.querySelector(".compare-bar button").getBoundingClientRect().bottom <= innerHeight')
      expect(await inSight()).toBe(false)
      await page.locator('.pick input').first().check()
      expect(await inSight()).toBe(true)
    })
  })

  it('reflows at 320 px and at twice the size of text', async () => {
    for (const path of [
      '',
      '/software',
      '/compare?id=UA-SW-000001&id=UA-SW-000003',
      '/help',
      '/api',
      '/api/schemas/Software',
    ]) {
      await inTab(PHONE, async (page) => {
        await page.setViewportSize({ width: 320, height: 640 })
        await page.goto(`${TEST_ORIGIN}/uk${path}`)
        expect(await sidewaysOverflow(page), path).toBe(0)
        await page.setViewportSize({ width: 1280, height: 800 })
        await page.evaluate('document.body.style.zoom = 2')
        expect(await sidewaysOverflow(page), `${path}, zoomed`).toBe(0)
      })
    }
  })

  it('prints a comparison without what paper cannot use', async () => {
    await inTab(WIDE, async (page) => {
      await page.goto(`${TEST_ORIGIN}/uk/compare?id=UA-SW-000001&id=UA-SW-000003`)
      await page.emulateMedia({ media: 'print' })
      for (const hidden of ['.site-nav', '.add-form', '.compare__remove', '.site-footer']) {
        expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false)
      }
      expect(await page.locator('table.compare').isVisible()).toBe(true)
    })
  })
})
