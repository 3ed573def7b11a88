// Schemas learn to describe themselves only when this comes before them.
import '@hono/zod-openapi'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { proposeChange } from '../../src/software/proposals.ts'
import { editSoftware, getSoftware, moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { buildAssets } from '../../src/web/assets/build.ts'
import { findAsset } from '../../src/web/assets.ts'
import {
  axeViolations,
  launchBrowser,
  openTab,
  sidewaysOverflow,
  takeScreenshot,
  turnTo,
  VIEWS,
} from '../support/browser.ts'
import { anOrganization, named, organizationOf } from '../support/builders.ts'
import { TEST_ORIGIN, type TestApp, testApp } from '../support/test-app.ts'

const browser: Browser | undefined = await launchBrowser()
/** Where pictures go; taken only when asked for. */
const folder = process.env.SCREENSHOTS
const HOLDER = organizationOf(1)
/** A wide window by day, a phone by night. */
const WIDE = { theme: 'light', width: 1280 } as const
const NARROW = { theme: 'dark', width: 360 } as const
const TYPED = { typed: true, reason: 'test' } as const

let app: TestApp
let assets: Awaited<ReturnType<typeof buildAssets>>
let cookie: string

/** An entry of which a registrar has much to look at. */
const entry = (name: string) =>
  named(name, {
    identity: {
      name: { uk: name, en: 'Queue' },
      shortDescription: { uk: 'Запис на прийом, талони й табло для центрів надання адміністративних послуг.' },
      longDescription: { uk: 'Відвідувач бере талон у терміналі або записується через сайт громади.' },
      functions: ['citizen-services.queue'],
      developmentStatus: 'stable',
    },
    technology: { databases: ['PostgreSQL'], documentationUrl: 'https://docs.example.org/queue' },
    rights: { holder: HOLDER, grants: [{ permittedUsers: 'anyone', gratuitous: true }] },
  })

beforeAll(async () => {
  assets = await buildAssets()
  app = await testApp({ assets: assets.paths })
  const { deps } = app
  const register = (changes = {}) => registerOrganization(deps, OPERATOR, anOrganization(changes), 'test')
  await register()
  await register({ scheme: 'XX-OTHER', identifier: '2', name: { uk: 'Друга громада', en: 'Second community' } })
  await registerSoftware(deps, OPERATOR, entry('Електронна черга'), 'published', TYPED)
  const editor = { role: 'editor', organization: HOLDER, credential: null } as const
  const changed = entry('Електронна черга до ЦНАП')
  changed.technology.databases = ['SQLite']
  changed.rights.holder = 'XX-OTHER-2'
  await proposeChange(deps, editor, 'UA-SW-000001', 1, changed, 'Права передано Другій громаді')
  const moved = entry('Черга онлайн')
  await editSoftware(deps, OPERATOR, 'UA-SW-000001', 1, moved, TYPED)
  await registerSoftware(deps, OPERATOR, entry('Облiк звернень громадян'), 'submitted', TYPED)
  const reason =
    '[rights] Немає документа про перехід прав.\n\n[identity] Назва занадто загальна.\n\nДоповніть і подайте ще раз.'
  await moveSoftware(deps, OPERATOR, 'UA-SW-000002', 1, 'return', reason)
  await moveSoftware(deps, OPERATOR, 'UA-SW-000002', 2, 'submit', '')
  await registerSoftware(deps, OPERATOR, entry('Реєстр комунального майна'), 'submitted', TYPED)
  app.setNow('2026-11-26T08:00:00.000Z')
  await registerSoftware(deps, OPERATOR, entry('Портал петицій'), 'submitted', TYPED)
  cookie = await app.signIn('registrar')
})
afterAll(async () => {
  await browser?.close()
})

/** Lets a tab of somebody signed in ask the app instead of the network, forms included. */
async function serve(page: Page, as: string): Promise<void> {
  await page.route('**/*', async (route) => {
    const request = route.request()
    const url = new URL(request.url())
    const file = findAsset(assets, url.pathname)
    if (file) return route.fulfill({ body: Buffer.from(file.body), contentType: file.contentType })
    const method = request.method()
    const headers = { ...request.headers(), cookie: as, ...(method === 'POST' ? { origin: TEST_ORIGIN } : {}) }
    const body = request.postDataBuffer()
    const response = await app.request(`${url.pathname}${url.search}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    })
    const location = response.headers.get('location')
    if (location !== null) {
      const onward = `<!doctype html><title>.</title><meta http-equiv="refresh" content="0;url=${location}">`
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: onward })
    }
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  })
}

const PAGES: Readonly<Record<string, string>> = {
  queue: '/work/queue',
  entry: '/work/queue/UA-SW-000002',
  change: '/work/queue/UA-CP-000001',
  merge: '/work/queue/UA-CP-000001/merge',
  several: `/work/queue/several?organization=${HOLDER}`,
}

describe.skipIf(!browser)('deciding in a browser', () => {
  it.each(Object.entries(PAGES))(
    '%s: axe finds nothing and nothing scrolls sideways',
    async (name, path) => {
      if (!browser) throw new Error('no browser')
      const page = await openTab(browser, { theme: 'light', width: 1280 })
      await serve(page, cookie)
      for (const locale of ['uk', 'en']) {
        await page.goto(`${TEST_ORIGIN}/${locale}${path}`)
        for (const view of folder ? VIEWS : locale === 'uk' ? [WIDE, NARROW] : [WIDE]) {
          await turnTo(page, view)
          if (folder) await takeScreenshot(page, folder, `${name}-${locale}`, view)
          expect(await axeViolations(page), JSON.stringify(view)).toEqual([])
          expect(await sidewaysOverflow(page), JSON.stringify(view)).toBe(0)
        }
      }
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await sidewaysOverflow(page), 'at 320 px').toBe(0)
      await page.context().close()
    },
    60_000,
  )

  it('works without scripts: carry a change over, return an entry, and its editor reads why', async () => {
    if (!browser) throw new Error('no browser')
    const page = await openTab(browser, { theme: 'light', width: 1280 }, { javaScript: false })
    await serve(page, cookie)
    const settled = (path: RegExp) => page.waitForURL(path)
    await page.goto(`${TEST_ORIGIN}/uk/work/queue`)
    await page.getByRole('link', { name: 'Черга онлайн' }).click()
    await page.getByRole('link', { name: 'Порівняти й перенести' }).click()
    await page.getByRole('radio', { name: /^У зміні: Електронна черга до ЦНАП/ }).check()
    await page.getByRole('button', { name: 'Перенести зміну' }).click()
    await settled(/UA-CP-000001$/)
    await page.getByRole('button', { name: 'Прийняти зміну' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('хто й коли це підтвердив')
    await page.getByLabel('На якій підставі').fill('Лист Другої громади від 25 листопада')
    await page.getByRole('button', { name: 'Прийняти зміну' }).click()
    await settled(/done=accept/)
    const { document } = await getSoftware(app.deps, OPERATOR, 'UA-SW-000001')
    expect([document.identity.name['uk'], document.rights.holder]).toEqual(['Електронна черга до ЦНАП', 'XX-OTHER-2'])

    await page.goto(`${TEST_ORIGIN}/uk/work/queue/UA-SW-000002`)
    await page.getByText('Причини за темами').click()
    await page.getByRole('textbox', { name: 'Супровід' }).fill('Вкажіть, хто супроводжує.')
    await page.getByRole('button', { name: 'Повернути на доопрацювання' }).click()
    await settled(/done=return/)
    await page.context().close()

    const reader = await openTab(browser, { theme: 'light', width: 1280 }, { javaScript: false })
    await serve(reader, await app.signIn('editor', HOLDER))
    await reader.goto(`${TEST_ORIGIN}/uk/work/submissions`)
    expect(await reader.getByText('Вкажіть, хто супроводжує.').isVisible()).toBe(true)
    if (folder) await takeScreenshot(reader, folder, 'submissions-uk', { theme: 'light', width: 1280 })
    await reader.context().close()
  })
})
