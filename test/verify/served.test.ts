import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { createStaticFiles } from '../../src/host/static-files.ts'
import { buildAssets } from '../../src/web/assets/build.ts'
import { type BuiltAssets, findAsset, VERIFIER_PATH } from '../../src/web/assets.ts'
import { LOCALES } from '../../src/web/i18n/index.ts'
import { pageFindings } from '../support/page-checks.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let assets: BuiltAssets
let app: TestApp
beforeAll(async () => {
  assets = await buildAssets()
  app = await testApp({ reference: false, assets: assets.paths })
})

const bodyOf = (path: string) => Buffer.from(findAsset(assets, path)?.body ?? [])

describe('verify.mjs as it is served', () => {
  it('is the file of the sources, byte for byte, for people and for the page', async () => {
    const source = readFileSync(new URL('../../src/verify/verify.mjs', import.meta.url))
    expect(bodyOf(VERIFIER_PATH).equals(source)).toBe(true)
    expect(bodyOf(assets.paths.verifier).equals(source)).toBe(true)
    expect(bodyOf(assets.paths.verifyPage).toString()).toContain(`from"${assets.paths.verifier}"`)
  })

  it('is asked for anew under its own name, and kept under the name that carries its hash', async () => {
    const answer = createStaticFiles(assets)
    const named = await answer(new Request(`http://register.test${VERIFIER_PATH}`))
    expect(named?.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(named?.headers.get('cache-control')).toBe('no-cache')
    expect(named?.headers.get('x-content-type-options')).toBe('nosniff')
    const hashed = await answer(new Request(`http://register.test${assets.paths.verifier}`))
    expect(hashed?.headers.get('cache-control')).toContain('immutable')
  })

  it('stands alone: it imports nothing but what Node has, and that only when it is started', () => {
    const source = bodyOf(VERIFIER_PATH).toString()
    expect(source).not.toMatch(/^\s*(?:import|export)\s[^;\n]*\sfrom\s/m)
    const imported = [...source.matchAll(/import\('([^']+)'\)/g)].map(([, name]) => name)
    expect(imported.length).toBeGreaterThan(0)
    expect(imported.filter((name) => !name?.startsWith('node:'))).toEqual([])
  })

  it('and the script of its page take at most 20 kB, on that page alone', async () => {
    const size = (path: string) => brotliCompressSync(bodyOf(path)).length
    expect(size(assets.paths.verifier) + size(assets.paths.verifyPage)).toBeLessThanOrEqual(20_000)
    expect(await (await app.request('/en/help')).text()).not.toContain(assets.paths.verifyPage)
    expect(await (await app.request('/en/verify')).text()).toContain(assets.paths.verifyPage)
  })
})

describe('the page', () => {
  it.each(LOCALES)('is whole (%s), and its form cannot send anything anywhere', async (locale) => {
    const response = await app.request(`/${locale}/verify`)
    expect(response.status).toBe(200)
    const html = await response.text()
    expect(pageFindings(html, locale, bodyOf(assets.paths.css).toString())).toEqual([])
    const form = /<form id="verify"[^>]*>[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
    expect(form).toMatch(/^<form id="verify"[^>]* hidden/)
    expect(form).not.toMatch(/\s(?:action|name|method)=/)
    expect(html).toContain('<noscript>')
    expect(html).toContain('href="/verify.mjs"')
  })
})
