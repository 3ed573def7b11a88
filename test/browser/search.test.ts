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

const WIDE: View = { theme: 'light', width: 1280 }
const PHONE: View = { theme: 'light', width: 360 }

async function inTab<T>(view: View, path: string, use: (page: Page) => Promise<T>, javaScript = true): Promise<T> {
  if (!browser) throw new Error('no browser')
  const page = await openTab(browser, view, { javaScript })
  const complaints: string[] = []
  page.on('console', (message) => message.text().includes('Content Security Policy') && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await site.serve(page)
  try {
    await page.goto(TEST_ORIGIN + path)
    const result = await use(page)
    expect(complaints).toEqual([])
    return result
  } finally {
    await page.context().close()
  }
}

const field = (page: Page) => page.locator('#q')
const options = (page: Page) => page.locator('.suggestions [role=option]')
const isOpen = async (page: Page) => (await field(page).getAttribute('aria-expanded')) === 'true'
/** The suggestion that the keyboard is on, as assistive technology is told. */
const active = async (page: Page) => {
  const id = await field(page).getAttribute('aria-activedescendant')
  return id === null ? null : page.locator(`#${id}`).textContent()
}

async function suggestionsFor(page: Page, text: string): Promise<readonly string[]> {
  await field(page).pressSequentially(text)
  await options(page).first().waitFor()
  return options(page).allTextContents()
}

describe.skipIf(!browser)('suggestions in a browser', () => {
  it('come from two letters on, in groups, and are announced', async () => {
    await inTab(WIDE, '/uk', async (page) => {
      await field(page).pressSequentially('ч')
      await page.waitForTimeout(400)
      expect(await isOpen(page)).toBe(false)
      const shown = await suggestionsFor(page, 'е')
      expect(await isOpen(page)).toBe(true)
      expect(await page.locator('.suggestions [role=group]').count()).toBeGreaterThan(1)
      expect(await page.locator('.search-box [role=status]').textContent()).toBe(`Підказок: ${shown.length}`)
      expect(await active(page)).toBeNull()
    })
  })

  it('are gone through by the arrows, around and back to the field', async () => {
    await inTab(WIDE, '/uk', async (page) => {
      const shown = await suggestionsFor(page, 'чер')
      await field(page).press('ArrowDown')
      expect(await active(page)).toBe(shown[0])
      expect(await options(page).first().getAttribute('aria-selected')).toBe('true')
      await field(page).press('ArrowUp')
      expect(await active(page)).toBeNull()
      await field(page).press('ArrowUp')
      expect(await active(page)).toBe(shown.at(-1))
      await field(page).press('ArrowDown')
      expect(await active(page)).toBeNull()
      expect(await field(page).inputValue()).toBe('чер')
      expect(await page.evaluate('document.activeElement.id')).toBe('q')
    })
  })

  it('close by Escape without losing what was typed, and open again by an arrow', async () => {
    await inTab(WIDE, '/uk', async (page) => {
      await suggestionsFor(page, 'чер')
      await field(page).press('ArrowDown')
      await field(page).press('Escape')
      expect([await isOpen(page), await active(page), await field(page).inputValue()]).toEqual([false, null, 'чер'])
      expect(await page.locator('.suggestions').isVisible()).toBe(false)
      await field(page).press('ArrowDown')
      expect(await isOpen(page)).toBe(true)
      await field(page).press('Tab')
      expect(await isOpen(page)).toBe(false)
    })
  })

  it('lead by Enter to a record or a function, and search for a whole query', async () => {
    for (const [group, address] of [
      ['Записи', /\/uk\/(?:software\/UA-SW|organizations\/|experts\/UA-EX)/],
      ['Функції', /\/uk\/software\?function=/],
      ['Запити', /\/uk\/software\?q=/],
    ] as const) {
      await inTab(WIDE, '/uk', async (page) => {
        const shown = await suggestionsFor(page, 'чер')
        const [wanted = ''] = await page
          .locator('.suggestions [role=group]', { hasText: group })
          .locator('[role=option]')
          .allTextContents()
        for (let step = 0; step <= shown.indexOf(wanted); step++) await field(page).press('ArrowDown')
        expect(await active(page)).toBe(wanted)
        await Promise.all([page.waitForURL(address), field(page).press('Enter')])
      })
    }
  })

  it('leave Enter to what was typed while none is chosen', async () => {
    await inTab(WIDE, '/uk', async (page) => {
      await suggestionsFor(page, 'чер')
      await Promise.all([page.waitForURL(/\/uk\/software\?q=/), field(page).press('Enter')])
      expect(new URL(page.url()).searchParams.get('q')).toBe('чер')
    })
  })

  it('can be pressed, and keep the filters of the list for a whole query', async () => {
    await inTab(PHONE, '/uk/software?verdict=may-use', async (page) => {
      await suggestionsFor(page, 'чер')
      await Promise.all([
        page.waitForURL(/q=/),
        page.locator('.suggestions [role=option]:not([data-path])').first().click(),
      ])
      expect(new URL(page.url()).searchParams.get('verdict')).toBe('may-use')
    })
  })

  it('stand under the field of the header too', async () => {
    await inTab(WIDE, '/en/help', async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('кадаст')
      await options(page).first().waitFor()
      expect(await page.locator('#header-q').getAttribute('aria-expanded')).toBe('true')
      expect(await options(page).first().getAttribute('lang')).toBe('uk')
      expect(await axeViolations(page)).toEqual([])
    })
  })

  for (const locale of LOCALES) {
    it(`are found no fault with by axe and scroll nothing sideways (${locale})`, async () => {
      await inTab(WIDE, `/${locale}`, async (page) => {
        await suggestionsFor(page, 'чер')
        await field(page).press('ArrowDown')
        for (const view of VIEWS) {
          await turnTo(page, view)
          if (folder) await takeScreenshot(page, folder, `suggestions-${locale}`, view)
          expect(await axeViolations(page), JSON.stringify(view)).toEqual([])
          expect(await sidewaysOverflow(page), JSON.stringify(view)).toBe(0)
        }
        await page.setViewportSize({ width: 320, height: 640 })
        expect(await sidewaysOverflow(page)).toBe(0)
      })
    })
  }

  it('are missed by nobody without scripts: no role promises what is not there', async () => {
    await inTab(
      PHONE,
      '/uk',
      async (page) => {
        expect(await field(page).getAttribute('role')).toBeNull()
        await field(page).fill('черга')
        await field(page).press('Enter')
        await page.waitForURL(/\/uk\/software\?q=/)
      },
      false,
    )
  })
})

const PASTED = `Послуги з постачання програмного забезпечення (ДК 021:2015 48311000-1) для ведення електронного документообігу:
  реєстрація вхідних і вихідних документів, резолюції, контроль виконання доручень, погодження проєктів документів, підписання
  кваліфікованим електронним підписом, архівне зберігання справ за номенклатурою`

const SEARCHES: Readonly<Record<string, string>> = {
  layout: '/software?q=xthuf',
  synonyms: '/software?q=документообіг',
  relaxed: '/software?q=черга+гідротурбіна',
  literal: '/software?q=черга&asis=*',
  nothing: '/software?q=гідротурбіна+криголама',
  organizations: '/organizations?q=рада&sort=updated',
  'organizations-nothing': '/organizations?q=гідротурбіна+криголама',
  experts: '/experts?q=захист',
  pasted: `/software?${new URLSearchParams({ q: PASTED, verdict: 'may-use' })}`,
  'experts-nothing': '/experts?q=гідротурбіна',
}

describe.skipIf(!browser)('searches in a browser', () => {
  for (const [name, path] of Object.entries(SEARCHES)) {
    for (const locale of LOCALES) {
      it(`${name} (${locale}): axe finds nothing and nothing scrolls sideways, in both themes, down to 320 px`, async () => {
        await inTab(WIDE, `/${locale}${path}`, async (page) => {
          for (const view of VIEWS) {
            await turnTo(page, view)
            if (folder) await takeScreenshot(page, folder, `search-${name}-${locale}`, view)
            expect(await axeViolations(page), JSON.stringify(view)).toEqual([])
            expect(await sidewaysOverflow(page), JSON.stringify(view)).toBe(0)
          }
          await page.setViewportSize({ width: 320, height: 640 })
          expect(await sidewaysOverflow(page), '320').toBe(0)
        })
      })
    }
  }

  it('go from tab to tab with the query, and undo a reading by its link', async () => {
    await inTab(
      PHONE,
      '/uk/search?q=xthuf',
      async (page) => {
        await page.waitForURL(/\/uk\/software\?q=/)
        expect(await page.locator('.notice').textContent()).toContain('інша розкладка клавіатури')
        await page.locator('.tabs a').nth(1).click()
        expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/uk/organizations?q=xthuf')
        await page.goBack()
        await page.locator('.notice a').click()
        expect(new URL(page.url()).searchParams.getAll('asis')).toEqual(['xthuf'])
        expect(await page.locator('.notice').first().textContent()).toContain('Дослівно шукали: «xthuf»')
      },
      false,
    )
  })

  it('lead from the number of a record straight to it', async () => {
    await inTab(PHONE, '/uk', async (page) => {
      await field(page).fill('UA-SW-000002')
      await Promise.all([page.waitForURL(/\/uk\/software\/UA-SW-000002$/), field(page).press('Enter')])
    })
  })
})
