// Schemas learn to describe themselves only when this comes before them.
import '@hono/zod-openapi'
import type { Page } from 'playwright-core'
import { seedDemonstration } from '../../seed/run.ts'
import { buildAssets } from '../../src/web/assets/build.ts'
import { type BuiltAssets, findAsset } from '../../src/web/assets.ts'
import { databaseCopy } from './database-copies.ts'
import { type TestApp, testApp } from './test-app.ts'

export interface DemoSite extends TestApp {
  /** Lets a tab of a browser ask the app instead of the network; whatever else it asks for is refused. */
  serve(page: Page): Promise<void>
  /** The stylesheet of the pages. */
  readonly css: string
}

/** The whole site with the demonstration data and the real stylesheet. */
export async function demoSite(): Promise<DemoSite> {
  const assets = await buildAssets()
  const database = await databaseCopy('demonstration', async (url) => {
    const { deps, database } = await testApp({ url, demo: true, thesaurus: true })
    await seedDemonstration(deps)
    return database
  })
  if (database === undefined) throw new Error('the demonstration site is for runs of tests')
  const app = await testApp({ database, demo: true, assets: assets.paths, randomFrom: 1_000_000 })
  return {
    ...app,
    css: new TextDecoder().decode(findAsset(assets, assets.paths.css)?.body),
    serve: (page) => serveSite(page, app, assets),
  }
}

/** Lets a tab of a browser ask an app and its built files instead of the network; whatever else it asks for is refused. */
export async function serveSite(page: Page, app: Pick<TestApp, 'request'>, assets: BuiltAssets): Promise<void> {
  await page.route('**/*', async (route) => {
    const request = route.request()
    const url = new URL(request.url())
    const file = findAsset(assets, url.pathname)
    if (file) return route.fulfill({ body: Buffer.from(file.body), contentType: file.contentType })
    const response = await app.request(`${url.pathname}${url.search}`, {
      method: request.method(),
      headers: request.headers(),
      body: request.postDataBuffer(),
      redirect: 'manual',
    })
    // A tab asks the network for where a redirect leads, past this route: what the page says itself, it asks here.
    const location = response.headers.get('location')
    if (location !== null && request.isNavigationRequest()) {
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><title>.</title><meta http-equiv="refresh" content="0;url=${location}">`,
      })
    }
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  })
}
