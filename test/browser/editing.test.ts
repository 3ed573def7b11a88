// Schemas learn to describe themselves only when this comes before them.
import '@hono/zod-openapi'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAssets } from '../../src/web/assets/build.ts'
import type { BuiltAssets } from '../../src/web/assets.ts'
import {
  axeViolations,
  launchBrowser,
  openTab,
  sidewaysOverflow,
  takeScreenshot,
  type View,
} from '../support/browser.ts'
import { serveSite } from '../support/demo-site.ts'
import { SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'
import { TEST_ORIGIN } from '../support/test-app.ts'

const browser: Browser | undefined = await launchBrowser()
/** Where pictures go; taken only when asked for. */
const folder = process.env.SCREENSHOTS
const VIEWS: readonly View[] = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 360 },
]
let assets: BuiltAssets
let register: SmallRegister
let cookie: string

beforeAll(async () => {
  assets = await buildAssets()
  register = await smallRegister({ assets: assets.paths })
  cookie = await register.signIn('head', SMALL.holder)
})
afterAll(async () => {
  await browser?.close()
})

async function signedInTab(view: View, javaScript: boolean): Promise<Page> {
  if (!browser) throw new Error('no browser')
  const page = await openTab(browser, view, { javaScript })
  await page.setExtraHTTPHeaders({ cookie })
  await serveSite(page, register, assets)
  return page
}

const FILE = `publiccodeYmlVersion: "0.4"
name: Облік архівних справ
url: https://github.com/synivka/archive
softwareVersion: 1.2.0
releaseDate: "2026-03-04"
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
description:
  uk:
    shortDescription: Облік справ архіву громади.
    longDescription: Облік справ, описів і фондів архівного відділу громади з пошуком.
    features: [Реєстрація справ, Пошук за фондами]
legal: { license: EUPL-1.2 }
maintenance: { type: internal, contacts: [{ name: Відділ архіву }] }
localisation: { localisationReady: true, availableLanguages: [uk] }
inputTypes: [text/csv]
`

/** Pages that axe looks at: each has something of its own. */
const LOOKED_AT = ['tasks', 'review', 'mistake', 'reuse', 'compare', 'check']

/** Looks at the page as it stands: nothing for axe, nothing that scrolls sideways; a picture where they are asked for. */
async function look(page: Page, name: string, locale: string, view: View, javaScript: boolean): Promise<void> {
  if (folder) await takeScreenshot(page, folder, `editing-${name}-${locale}`, view)
  if (!LOOKED_AT.includes(name)) return
  // What runs in the page needs scripts to be on.
  if (javaScript) expect(await axeViolations(page), name).toEqual([])
  expect(await sidewaysOverflow(page), name).toBe(0)
}

describe.skipIf(!browser)('registering software in a browser', () => {
  it.each([
    ['with scripts', true, 'uk', VIEWS[0] as View],
    ['without scripts', false, 'en', VIEWS[1] as View],
  ] as const)(
    '%s: paste, look, mend, check, hand in',
    async (_, javaScript, locale, view) => {
      const page = await signedInTab(view, javaScript)
      const see = (name: string) => look(page, name, locale, view, javaScript)
      const words =
        locale === 'uk'
          ? {
              register: 'Зареєструвати рішення',
              read: 'Прочитати файл',
              take: 'Перенести обране',
              save: 'Зберегти й продовжити',
              send: 'Подати на розгляд',
            }
          : {
              register: 'Register software',
              read: 'Read the file',
              take: 'Take over what is chosen',
              save: 'Save and continue',
              send: 'Hand in for review',
            }
      await page.goto(`${TEST_ORIGIN}/${locale}/work/software`)
      await see('list')
      await page.getByRole('button', { name: words.register }).click()
      await page.waitForURL(/\/work\/software\/[0-9a-f]{32}$/)
      await see('tasks')
      const draft = page.url()
      await page.goto(`${draft}/prefill`)
      await see('prefill')
      await page.locator('textarea[name=text]').fill(FILE.replaceAll('archive', javaScript ? 'archive' : 'archive-2'))
      await page.getByRole('button', { name: words.read }).click()
      await page.waitForURL(/\/prefill\/review$/)
      await see('review')
      await page.getByRole('button', { name: words.take }).click()
      await page.waitForURL(draft)
      await page.goto(`${draft}/topics/names`)
      await page
        .locator('[name="identity.name.uk"]')
        .fill(javaScript ? 'Облік справ архіву' : 'Книга записів трудового архіву')
      await page.locator('[name="identity.shortDescription.uk"]').fill('')
      await page.locator('[name="identity.shortDescription.uk"]').press('Tab')
      await page.getByRole('button', { name: words.save }).last().click()
      await page.waitForSelector('.govuk-error-summary')
      await see('mistake')
      await page.locator('[name="identity.shortDescription.uk"]').fill('Облік справ архівного відділу.')
      await page.getByRole('button', { name: words.save }).last().click()
      await page.waitForURL(/\/topics\/purpose$/)
      await see('purpose')
      await page.goto(`${draft}/topics/versions`)
      await register.request(`${new URL(draft).pathname}/topics/versions`, {
        cookie,
        form: { revision: '999', 'technology.version': '1.3.0' },
      })
      await page.locator('[name="technology.version"]').fill('2.0.0')
      await page.getByRole('button', { name: words.save }).last().click()
      await page.locator('[name="choice.technology.version"][value=mine]').check()
      await see('compare')
      await page.locator('main button[type=submit]').click()
      await page.waitForURL(/\/topics\/rights$/)
      await page.goto(`${draft}/topics/reuse?more=rights.grants`)
      await see('reuse')
      await page.goto(`${draft}/check`)
      await see('check')
      const different = page.locator('[name=different]')
      if ((await different.count()) > 0) await different.fill('Окрема книга трудового архіву.')
      await page.getByRole('button', { name: words.send }).click()
      await page.waitForURL(/\/done$/)
      await see('done')
      await page.goto(`${TEST_ORIGIN}/${locale}/work/software`)
      await see('list-after')
      expect(await page.content()).toContain(javaScript ? 'Облік справ архіву' : 'Книга записів трудового архіву')
      await page.context().close()
    },
    60_000,
  )
})
