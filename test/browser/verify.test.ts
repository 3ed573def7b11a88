import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAssets } from '../../src/web/assets/build.ts'
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
import { serveSite } from '../support/demo-site.ts'
import { testApp } from '../support/test-app.ts'
import { entries, ORIGIN, OwnLog, signer } from '../verify/own-log.ts'

const browser: Browser | undefined = await launchBrowser()
/** Where pictures go; taken only when asked for. */
const folder = process.env.SCREENSHOTS
/** Browsers give WebCrypto to pages of the machine itself and to those that come by https. */
const PLACE = 'http://localhost'
const WIDE: View = { theme: 'light', width: 1280 }
const KEYS = '**/.well-known/once-for-all-log.json'

const key = signer(ORIGIN)
const log = new OwnLog(entries(40), [key])
const fork = new OwnLog(entries(40, 10), [key])
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

let serve: (page: Page) => Promise<void>
beforeAll(async () => {
  const assets = await buildAssets()
  const app = await testApp({ reference: false, assets: assets.paths })
  serve = (page) => serveSite(page, app, assets)
})
afterAll(async () => {
  await browser?.close()
})

async function inTab<T>(use: (page: Page) => Promise<T>, { keys = [key.vkey], javaScript = true } = {}): Promise<T> {
  if (!browser) throw new Error('no browser')
  const page = await openTab(browser, WIDE, { javaScript })
  await serve(page)
  await page.route(KEYS, (route) => route.fulfill({ json: { keys: keys.map((vkey) => ({ vkey })) } }))
  try {
    return await use(page)
  } finally {
    await page.context().close()
  }
}

/** Gives the page files and waits for what it says of them. */
async function result(page: Page, files: readonly ReturnType<typeof file>[]): Promise<string> {
  await page.locator('#verify-files').setInputFiles([...files])
  await page.locator('#verify button').click()
  await page.locator('#verify-result .notice--ok, #verify-result .notice--stop').waitFor()
  return (await page.locator('#verify-result').textContent()) ?? ''
}

describe.skipIf(!browser)('the page that checks files of the log', () => {
  it('finds a proof valid, names what is wrong with an altered one, and asks the network for nothing meanwhile', async () => {
    await inTab(async (page) => {
      await page.goto(`${PLACE}/uk/verify`)
      await page.locator('#verify-keys-note:not(:empty)').waitFor()
      expect(await page.locator('#verify-keys').inputValue()).toBe(key.vkey)
      const asked: string[] = []
      page.on('request', (request: Request) => asked.push(request.url()))

      const proof = log.proof(17)
      const valid = await result(page, [file('a.tlog-proof', proof)])
      expect(valid).toContain('ДІЙСНЕ. Цей запис стоїть у журналі.')
      expect(valid).toContain('UA-SW-000009, версія 2')
      const altered = await result(page, [file('a.tlog-proof', proof.replace('index 17', 'index 16'))])
      expect(altered).toContain('НЕДІЙСНЕ. Хеші не ведуть до підписаного кореня')
      const envelope = log.entries[17]?.envelope ?? ''
      expect(await result(page, [file('a', proof), file('b', envelope)])).toContain('Причина: зміна 17')
      expect(await result(page, [file('a', proof), file('b', envelope.replace('Черга', 'Черги'))])).toContain(
        'Зміст не належить цьому запису',
      )
      expect(asked).toEqual([])
    })
  })

  it('checks pasted text, dumps and pairs of checkpoints, and says what does not go together', async () => {
    await inTab(async (page) => {
      await page.goto(`${PLACE}/en/verify`)
      await page.locator('#verify-keys-note:not(:empty)').waitFor()
      await page.locator('#verify-text').fill(log.checkpoint().trimEnd())
      expect(await result(page, [])).toContain('VALID. The checkpoint is signed')
      await page.locator('#verify-text').fill('')
      const dump = file('log.ndjson', log.dump())
      const newer = file('new', log.checkpoint())
      const older = file('old', log.checkpoint(25))
      expect(await result(page, [dump, newer])).toContain('Entries read: 40')
      expect(await result(page, [newer, dump, older])).toContain('only adds to the older one')
      expect(await result(page, [file('fork', fork.checkpoint()), file('f', fork.dump()), older])).toContain(
        'What was signed before has been rewritten'.toLowerCase(),
      )
      await page.locator('#verify-files').setInputFiles([dump])
      await page.locator('#verify button').click()
      await page.getByText('These cannot be checked together.').waitFor()
      expect(await page.locator('#verify-result').textContent()).toContain('Found: a dump.')
    })
  })

  it.each(LOCALES)(
    'can be used by everybody (%s): axe, both themes and widths, and without scripts',
    async (locale) => {
      await inTab(async (page) => {
        const complaints: string[] = []
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
        page.on('pageerror', (error) => complaints.push(String(error)))
        await page.goto(`${PLACE}/${locale}/verify`)
        await page.locator('#verify-keys-note:not(:empty)').waitFor()
        const proof = log.proof(17)
        const [name, given] = locale === 'uk' ? ['valid', proof] : ['invalid', proof.replace('index 17', 'index 16')]
        await result(page, [file('a.tlog-proof', given)])
        for (const view of VIEWS) {
          await turnTo(page, view)
          if (folder) await takeScreenshot(page, folder, `verify-${name}-${locale}`, view)
          expect(await axeViolations(page), JSON.stringify(view)).toEqual([])
          expect(await sidewaysOverflow(page), JSON.stringify(view)).toBe(0)
        }
        expect(complaints).toEqual([])
      })
      await inTab(
        async (page) => {
          await page.goto(`${PLACE}/${locale}/verify`)
          expect(await page.locator('#verify').isVisible()).toBe(false)
          expect(await page.locator('noscript .notice, .notice').first().isVisible()).toBe(true)
          expect(await page.locator('a[href="/verify.mjs"]').count()).toBe(1)
          if (folder) await takeScreenshot(page, folder, `verify-no-script-${locale}`, WIDE)
        },
        { javaScript: false },
      )
    },
  )

  it('says so where nothing can be checked: no key, or a browser without Ed25519', async () => {
    await inTab(
      async (page) => {
        await page.addInitScript(
          'crypto.subtle.importKey = () => Promise.reject(new DOMException("", "NotSupportedError"))',
        )
        await page.goto(`${PLACE}/en/verify`)
        await page.getByText('This site has published no verifier key.').waitFor()
        await page.locator('#verify-files').setInputFiles([file('a', log.proof(1))])
        await page.locator('#verify button').click()
        await page.getByText('Give at least one verifier key.').waitFor()
        await page.locator('#verify-keys').fill(key.vkey)
        await page.locator('#verify button').click()
        await page.getByText('This browser cannot check Ed25519 signatures').waitFor()
      },
      { keys: [] },
    )
  })
})
