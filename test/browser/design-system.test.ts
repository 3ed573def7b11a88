import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  VIEWS,
  type View,
} from '../support/browser.ts'
import { SAMPLE_NAMES, type SampleName, samplePage } from './sample-pages.tsx'

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'"

const browser: Browser | undefined = await launchBrowser()
let assets: BuiltAssets
let folder: string

beforeAll(async () => {
  assets = await buildAssets()
  folder = process.env['SCREENSHOTS'] ?? (await mkdtemp(join(tmpdir(), 'once-screens-')))
  process.stdout.write(`Pictures of the sample pages: ${folder}\n`)
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
        for (const view of VIEWS) {
          await inTab(view, async (page) => {
            const complaints = await show(page, name, locale)
            await takeScreenshot(page, folder, `${name}-${locale}`, view)
            expect(await axeViolations(page), JSON.stringify(view)).toEqual([])
            expect(await sidewaysOverflow(page), `scrolls sideways: ${JSON.stringify(view)}`).toBe(0)
            expect(complaints).toEqual([])
          })
        }
      })
    }
  }
})
