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
  'record-full': '/software/UA-SW-000019',
  'record-asked': '/software/UA-SW-000019?organization=%D1%80%D0%B0%D0%B4%D0%B0',
  'record-refused': '/software/UA-SW-000066',
  'record-bare': '/software/UA-SW-000148',
  'record-real': '/software/UA-SW-000140',
  'record-archived': '/software/UA-SW-000035',
  'record-deployments': '/software/UA-SW-000019/deployments',
  'record-description': '/software/UA-SW-000019/description',
  'history-software': '/software/UA-SW-000019/history',
  'history-version': '/software/UA-SW-000019/history/2',
  organizations: '/organizations',
  'organizations-found': '/organizations?q=рада&region=UA46',
  'organizations-empty': '/organizations?q=вулик',
  organization: '/organizations/UA-EDR-99001513',
  'organization-company': '/organizations/UA-EDR-99002866',
  experts: '/experts',
  expert: '/experts/UA-EX-000001',
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

describe.skipIf(!browser)('the pages of records in a browser', () => {
  for (const [name, path] of Object.entries(PAGES)) {
    for (const locale of LOCALES) {
      it(`${name} (${locale}): axe finds nothing and nothing scrolls sideways, in both themes and widths`, async () => {
        await inTab({ theme: 'light', width: 1280 }, async (page) => {
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
          await page.setViewportSize({ width: 320, height: 640 })
          expect(await sidewaysOverflow(page), 'scrolls sideways at 320 px').toBe(0)
          expect(complaints).toEqual([])
        })
      })
    }
  }

  it('asks for an organization and walks to its history without scripts', async () => {
    await inTab(
      { theme: 'light', width: 360 },
      async (page) => {
        await page.goto(`${TEST_ORIGIN}/uk/software/UA-SW-000019`)
        await page.locator('#organization').fill('99001513')
        await page.locator('.ask-for__form button').click()
        expect(new URL(page.url()).searchParams.get('organization')).toBe('99001513')
        expect(await page.locator('.verdict-panel').textContent()).toContain('Горинецька міська рада')
        await page.locator('.key-facts a[href$="/history"]').click()
        expect(await page.locator('h1').textContent()).toContain('Журнал змін')
        await page.locator('.versions h2 a').first().click()
        await page.locator('summary').click()
        expect(await page.locator('#snapshot').isVisible()).toBe(true)
      },
      false,
    )
  })

  it('narrows organizations by a region from the list under the map without scripts', async () => {
    await inTab(
      { theme: 'dark', width: 1280 },
      async (page) => {
        await page.goto(`${TEST_ORIGIN}/uk/organizations`)
        await page.locator('.figure__table summary').click()
        await page.locator('.figure__table a', { hasText: 'Львівська область' }).click()
        expect(new URL(page.url()).searchParams.get('region')).toBe('UA46')
        expect(await page.locator('.chip').textContent()).toContain('Львівська область')
      },
      false,
    )
  })
})
