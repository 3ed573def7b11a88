import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAssets } from '../../src/web/assets/build.ts'
import { type BuiltAssets, findAsset } from '../../src/web/assets.ts'
import { LOCALES, type Locale } from '../../src/web/i18n/index.ts'
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
import { SAMPLE_NAMES, type SampleName, samplePage } from './sample-pages.tsx'

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'"

const browser: Browser | undefined = await launchBrowser()
let assets: BuiltAssets
/** Where pictures go; taken only when asked for. */
const folder = process.env.SCREENSHOTS

beforeAll(async () => {
  assets = await buildAssets()
})

afterAll(async () => {
  await browser?.close()
})

/** Shows a sample page as the server would send it; collects what the browser complains about. */
async function show(page: Page, name: SampleName, locale: Locale, html = samplePage(name, locale, assets.paths)) {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.route('**/*', (route) => {
    const path = new URL(route.request().url()).pathname
    const file = findAsset(assets, path)
    return file
      ? route.fulfill({ body: Buffer.from(file.body), contentType: file.contentType })
      : route.fulfill({ body: html, contentType: 'text/html', headers: { 'content-security-policy': POLICY } })
  })
  await page.goto(`http://register.test/${locale}/`)
  return complaints
}

async function inTab<T>(view: View, use: (page: Page) => Promise<T>): Promise<T> {
  if (!browser) throw new Error('no browser')
  const page = await openTab(browser, view)
  try {
    return await use(page)
  } finally {
    await page.context().close()
  }
}

describe.skipIf(!browser)('the sample pages in a browser', () => {
  for (const name of SAMPLE_NAMES) {
    for (const locale of LOCALES) {
      it(`${name} (${locale}) reads well by machine in both themes and widths`, async () => {
        await inTab({ theme: 'light', width: 1280 }, async (page) => {
          const complaints = await show(page, name, locale)
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

  it('works without scripts: the filters open and the form keeps the query', async () => {
    if (!browser) throw new Error('no browser')
    const page = await openTab(browser, { theme: 'light', width: 360 }, { javaScript: false })
    await show(page, 'catalogue', 'uk')
    expect(await page.locator('.facet').first().isVisible()).toBe(false)
    await page.locator('.facets > summary').click()
    expect(await page.locator('.facet').first().isVisible()).toBe(true)
    expect(await page.locator('.facets input[name=q]').getAttribute('value')).toBe('черга')
    await page.context().close()
  })

  it('shows the filters of a wide screen unfolded', async () => {
    await inTab({ theme: 'light', width: 1280 }, async (page) => {
      await show(page, 'catalogue', 'uk')
      expect(await page.locator('.facet').first().isVisible()).toBe(true)
      expect(await page.locator('.facets > summary').isVisible()).toBe(false)
    })
  })

  it('leads the keyboard: first to the skip link, and by "/" to the search field', async () => {
    await inTab({ theme: 'light', width: 1280 }, async (page) => {
      await show(page, 'software', 'uk')
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.className')).toBe('govuk-skip-link')
      await page.keyboard.press('/')
      expect(await page.evaluate('document.activeElement.id')).toBe('header-q')
      await page.keyboard.type('/')
      expect(await page.locator('#header-q').inputValue()).toBe('/')
    })
  })

  it('moves to the summary of errors of a refused form', async () => {
    await inTab({ theme: 'light', width: 1280 }, async (page) => {
      await show(page, 'form', 'uk')
      expect(await page.evaluate('document.activeElement.className')).toBe('govuk-error-summary')
      expect(await page.title()).toMatch(/^Помилка: /)
    })
  })

  it('reflows at 320 px, and at twice the size of text, without scrolling sideways', async () => {
    for (const name of SAMPLE_NAMES) {
      await inTab({ theme: 'light', width: 360 }, async (page) => {
        await page.setViewportSize({ width: 320, height: 640 })
        await show(page, name, 'uk')
        expect(await sidewaysOverflow(page), name).toBe(0)
        await page.setViewportSize({ width: 1280, height: 800 })
        await page.evaluate('document.body.style.zoom = 2')
        expect(await sidewaysOverflow(page), `${name}, zoomed`).toBe(0)
      })
    }
  })

  it('would be caught with a fault: axe sees a planted one, and so do the width and the policy', async () => {
    await inTab({ theme: 'dark', width: 360 }, async (page) => {
      const faulty = samplePage('not-found', 'uk', assets.paths).replace(
        '</main>',
        `<img src="/assets/none.svg"><input name="nameless"><pre style="width:900px">${'x'.repeat(200)}</pre></main>`,
      )
      const complaints = await show(page, 'not-found', 'uk', faulty)
      expect((await axeViolations(page)).map((finding) => finding.rule)).toEqual(
        expect.arrayContaining(['image-alt', 'label']),
      )
      expect(await sidewaysOverflow(page)).toBeGreaterThan(0)
      expect(complaints.join()).toContain('Content Security Policy')
    })
  })
})
