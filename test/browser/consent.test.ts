import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeConsentLink } from '../../src/accounts/consent-links.ts'
import { registerExpert } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { buildAssets } from '../../src/web/assets/build.ts'
import { findAsset } from '../../src/web/assets.ts'
import { axeViolations, launchBrowser, sidewaysOverflow } from '../support/browser.ts'
import { anExpert } from '../support/builders.ts'
import { TEST_ORIGIN, type TestApp, testApp } from '../support/test-app.ts'

/*
 * An expert's whole way behind their link without scripts, over a real connection: what a browser itself says of where a form comes
 * from is the point, and a page without a referrer makes it say `Origin: null`.
 */

const browser = await launchBrowser()
let app: TestApp
let server: Server
const origins: (string | undefined)[] = []
const referrers: (string | undefined)[] = []

beforeAll(async () => {
  const assets = await buildAssets()
  app = await testApp({ reference: false, assets: assets.paths })
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const url = new URL(request.url ?? '/', TEST_ORIGIN)
      const file = findAsset(assets, url.pathname)
      referrers.push(request.headers.referer)
      if (file) {
        response.writeHead(200, { 'content-type': file.contentType }).end(file.body)
        return
      }
      if (request.method === 'POST') origins.push(request.headers.origin)
      const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' && !name.startsWith('proxy-') ? [[name, value]] : [],
      )
      const body = request.method === 'POST' ? { body: Buffer.concat(chunks) } : {}
      const answer = await app.request(`${url.pathname}${url.search}`, {
        method: request.method ?? 'GET',
        headers,
        redirect: 'manual',
        ...body,
      })
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await browser?.close()
  server.close()
})

async function tab(opened: Browser): Promise<Page> {
  const { port } = server.address() as AddressInfo
  // The site is asked under its own name, as the proxy of the tab.
  const context = await opened.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
    proxy: { server: `http://127.0.0.1:${port}` },
  })
  return context.newPage()
}

describe.skipIf(browser === undefined)('an expert behind their link, without scripts', () => {
  it('corrects, agrees and withdraws', { timeout: 60_000 }, async () => {
    const { id } = await registerExpert(app.deps, OPERATOR, anExpert({ consent: { state: 'asked' } }), 'test')
    const { secret } = await makeConsentLink(app.deps, OPERATOR, id, null)
    const page = await tab(browser as Browser)
    await page.goto(`${TEST_ORIGIN}/uk/consent/${secret}`)
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0)

    await page.getByRole('link', { name: 'Виправити відомості' }).click()
    await page.getByLabel('Ім’я та прізвище українською').fill('Оксана Виправлена')
    await page.getByRole('button', { name: 'Зберегти' }).click()
    await page.getByText('Оксана Виправлена').first().waitFor()

    await page.getByRole('link', { name: 'Погодитися' }).click()
    await page.getByRole('button', { name: 'Надати згоду' }).click()
    expect(await page.title()).toMatch(/^Помилка: /)
    await page.getByLabel('Так, я погоджуюся').check()
    await page.getByRole('button', { name: 'Надати згоду' }).click()
    await page.getByRole('heading', { name: 'Відомості про вас оприлюднено за вашою згодою' }).waitFor()
    expect(await (await app.request(`/uk/experts/${id}`)).text()).toContain('Оксана Виправлена')

    await page.getByRole('link', { name: 'Відкликати згоду' }).click()
    await page.getByRole('button', { name: 'Стерти відомості про мене' }).click()
    await page.getByRole('heading', { name: 'Відомостей про вас у реєстрі немає' }).waitFor()
    expect((await app.request(`/uk/experts/${id}`)).status).toBe(404)

    expect(origins).toEqual(['null', 'null', 'null', 'null'])
    expect(referrers.filter((referrer) => referrer !== undefined)).toEqual([])
    await page.context().close()
  })

  it('finds nothing in the way of those who use other means than eyes', { timeout: 60_000 }, async () => {
    const { id } = await registerExpert(app.deps, OPERATOR, anExpert({ consent: { state: 'asked' } }), 'test')
    const { secret } = await makeConsentLink(app.deps, OPERATOR, id, null)
    const { port } = server.address() as AddressInfo
    const context = await (browser as Browser).newContext({ proxy: { server: `http://127.0.0.1:${port}` } })
    const page = await context.newPage()
    for (const below of ['', '/edit']) {
      await page.goto(`${TEST_ORIGIN}/en/consent/${secret}${below}`)
      expect(await axeViolations(page), below).toEqual([])
    }
    await context.close()
  })
})
