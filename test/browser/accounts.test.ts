import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemonstration } from '../../seed/run.ts'
import { createStaticFiles } from '../../src/host/static-files.ts'
import { buildAssets } from '../../src/web/assets/build.ts'
import { findAsset } from '../../src/web/assets.ts'
import { LOCALES } from '../../src/web/i18n/index.ts'
import {
  axeViolations,
  launchBrowser,
  openTab,
  sidewaysOverflow,
  takeScreenshot,
  turnTo,
  VIEWS,
} from '../support/browser.ts'
import { pageFindings } from '../support/page-checks.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

const browser: Browser | undefined = await launchBrowser()
/** Where pictures go; taken only when asked for. */
const folder = process.env.SCREENSHOTS
let app: TestApp
let origin: string
let css: string
let server: Server

/** Over real HTTP on this machine: whether `__Host-` cookies are kept there is the browser's to say. */
beforeAll(async () => {
  let answer: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 })
  server = createAdaptorServer({ fetch: (request) => answer(request) }) as Server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const assets = await buildAssets()
  css = new TextDecoder().decode(findAsset(assets, assets.paths.css)?.body)
  const files = createStaticFiles(assets)
  app = await testApp({ demo: true, assets: assets.paths, origin, config: { DATABASE_URL: '' } })
  await seedDemonstration(app.deps)
  answer = async (request) => {
    const headers = Object.fromEntries(request.headers)
    const body = request.body === null ? {} : { body: await request.arrayBuffer() }
    return (await files(request)) ?? app.request(request.url, { method: request.method, headers, ...body })
  }
})
afterAll(async () => {
  await browser?.close()
  server?.close()
})

async function signInAs(page: Page, role: string): Promise<void> {
  await page.goto(`${origin}/uk/sign-in`)
  await page.click(`button[value="${role}"]`)
  await page.waitForURL(`${origin}/uk/work`)
}

const look = async (page: Page, name: string) => {
  if (folder)
    for (const view of VIEWS) {
      await turnTo(page, view)
      await takeScreenshot(page, folder, name, view)
    }
}

/** What is wrong with the page as it stands, on a phone. */
async function wrongWith(page: Page): Promise<string[]> {
  await turnTo(page, { theme: 'light', width: 360 })
  const overflow = await sidewaysOverflow(page)
  const axe = await axeViolations(page)
  return [
    ...axe.map(({ rule, nodes }) => `${page.url()} ${rule}: ${nodes.join(' | ')}`),
    ...(overflow > 0 ? [`${page.url()}: ${overflow} px too wide`] : []),
  ]
}

describe('the pages of accounts', () => {
  it.skipIf(!browser)(
    'let a person of the demonstration in over plain HTTP on this machine, without scripts, and out again',
    {
      timeout: 60_000,
    },
    async () => {
      const page = await openTab(browser as Browser, { theme: 'light', width: 360 }, { javaScript: false })
      await signInAs(page, 'head')
      const cookies = await page.context().cookies()
      expect(cookies.find(({ name }) => name === '__Host-session')).toMatchObject({
        secure: true,
        httpOnly: true,
        sameSite: 'Lax',
        domain: 'localhost',
        path: '/',
      })
      await page.click('text=Ключі API')
      await page.fill('#field-name', 'Обмін із документообігом')
      await page.selectOption('#field-role', 'editor')
      // Meanwhile their proof has become too old.
      app.setNow('2026-11-23T08:12:00.000Z')
      await page.click('main button[type=submit]')
      expect(page.url()).toContain('/uk/sign-in/again')
      await page.click('text=Підтвердити, що я')
      await page.click('text=Надіслати')
      expect(await page.textContent('.secret')).toMatch(/^ofa_/)
      await page.click('text=Вийти')
      expect(page.url()).toBe(`${origin}/uk/signed-out`)
      await page.goto(`${origin}/uk/account`)
      expect(page.url()).toContain('/uk/sign-in?return_to=')
      app.setNow('2026-11-23T08:00:00.000Z')
      await page.context().close()
    },
  )

  it.skipIf(!browser)('are accessible and narrow enough', { timeout: 60_000 }, async () => {
    const found: string[] = []
    const page = await openTab(browser as Browser, { theme: 'light', width: 1280 })
    const see = async (path: string, name: string) => {
      await page.goto(`${origin}/uk/${path}`)
      await look(page, name)
      found.push(...(await wrongWith(page)))
    }
    await see('sign-in', 'sign-in')
    await signInAs(page, 'editor')
    await see(`account/request-role?q=${encodeURIComponent('Лозоватинська')}`, 'request-role')
    await page.check('#field-role')
    await page.click('main form[method=post] button')
    await see('account', 'account')
    await signOut(page)
    await signInAs(page, 'registrar')
    await see('work', 'work')
    await page.goto(`${origin}/uk/work/requests`)
    await page.click('.record-list a')
    await see(new URL(page.url()).pathname.slice(4), 'role')
    await signOut(page)
    await signInAs(page, 'head')
    await see('work/keys', 'keys')
    expect(found).toEqual([])
    await page.context().close()
  })

  it.each(LOCALES)('are whole, in %s', async (locale) => {
    const found: string[] = []
    const see = async (path: string, role?: string) => {
      const cookie = role === undefined ? '' : await cookieOf(role)
      const answer = await app.request(`${origin}/${locale}/${path}`, { cookie })
      if (answer.status !== 200) found.push(`${path}: ${answer.status}`)
      found.push(...pageFindings(await answer.text(), locale, css).map((finding) => `${path}: ${finding}`))
    }
    await see('sign-in?problem=unavailable')
    await see('signed-out')
    for (const path of ['account', 'account/request-role?q=рада', 'work', 'sign-in/again?return_to=/uk/work']) {
      await see(path, 'editor')
    }
    for (const path of ['work', 'work/people', 'work/requests', 'work/keys']) await see(path, 'head')
    await see('work/requests', 'registrar')
    for (const path of ['work', 'work/roles', 'work/keys']) await see(path, 'admin')
    expect(found).toEqual([])
  })
})

async function cookieOf(role: string): Promise<string> {
  const answer = await app.request(`${origin}/uk/sign-in/demonstration`, { form: { role }, headers: { origin } })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

async function signOut(page: Page): Promise<void> {
  await page.click('.account-bar__links button')
  await page.waitForURL(/signed-out$/)
}
