import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildAssets } from '../../src/web/assets/build.ts'
import { keepsGovukSelector, rewriteGovukDeclarations } from '../../src/web/assets/govuk.ts'
import { classesOf, stripCss } from '../../src/web/assets/strip-css.ts'
import { type BuiltAssets, findAsset } from '../../src/web/assets.ts'
import { LOCALES } from '../../src/web/i18n/index.ts'
import { SAMPLE_NAMES, samplePage } from '../browser/sample-pages.tsx'
import { classesWithoutRule, refusedByPolicy } from '../support/html-checks.ts'

let assets: BuiltAssets
let css: string

beforeAll(async () => {
  assets = await buildAssets()
  css = text(assets.paths.css)
})

const text = (path: string) => new TextDecoder().decode(findAsset(assets, path)?.body)
const compressed = (path: string) => brotliCompressSync(findAsset(assets, path)?.body ?? new Uint8Array()).length

describe('what a page loads', () => {
  it('keeps to the budgets: CSS 16 kB, script 10 kB (both compressed), fonts 45 kB', () => {
    expect(compressed(assets.paths.css)).toBeGreaterThan(1000)
    expect(compressed(assets.paths.css)).toBeLessThanOrEqual(16_000)
    expect(compressed(assets.paths.js)).toBeLessThanOrEqual(10_000)
    const fonts = [assets.paths.fontRegular, assets.paths.fontBold].map(
      (path) => findAsset(assets, path)?.body.length ?? 0,
    )
    expect(fonts.every((size) => size > 10_000)).toBe(true)
    expect(fonts.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(45_000)
  })

  it('names each file after its content, the same in every build', async () => {
    expect(assets.paths).toEqual((await buildAssets()).paths)
    for (const file of assets.files)
      expect(file.path).toMatch(
        file.isNamed ? /^\/verify\.mjs$/ : /^\/assets\/[a-z0-9-]+-[0-9a-f]{10}\.(css|m?js|svg|woff2)$/,
      )
  })

  it('asks nothing of anybody else and does not use the typeface of GOV.UK', () => {
    expect(css).not.toMatch(/GDS Transport|https?:\/\//)
    expect(css.match(/url\([^)]*\)/g)).toEqual([`url(${assets.paths.fontRegular})`, `url(${assets.paths.fontBold})`])
  })
})

describe('the sample pages', () => {
  for (const name of SAMPLE_NAMES) {
    it(`${name}: every class has a rule, nothing is inline, and the HTML stays under 50 kB`, () => {
      for (const locale of LOCALES) {
        const html = samplePage(name, locale, assets.paths)
        expect(classesWithoutRule(html, css)).toEqual([])
        expect(refusedByPolicy(html)).toEqual([])
        expect(new TextEncoder().encode(html).length).toBeLessThanOrEqual(50_000)
        expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${locale}"`))
        expect(html).not.toMatch(/\[object |undefined|NaN/)
      }
    })
  }

  it('would be caught with a class that has no rule, an inline style or an inline script', () => {
    expect(classesWithoutRule('<p class="meta no-such-class">', css)).toEqual(['no-such-class'])
    expect(refusedByPolicy('<p style="color:red">')).toHaveLength(1)
    expect(refusedByPolicy('<a onclick="x()">')).toHaveLength(1)
    expect(refusedByPolicy('<script>x()</script><script type="module" src="/a.js"></script>')).toEqual(['<script>'])
  })
})

describe('cutting a stylesheet down', () => {
  const keepA = (selector: string) => !selector.includes('.b')

  it('drops single selectors of a list, and at-rules left empty', () => {
    expect(stripCss('.a,.b:is(.c,.d){x:1}@media print{.b{x:2}}@supports (x:1){.a{x:3}}', keepA)).toBe(
      '.a{x:1}@supports (x:1){.a{x:3}}',
    )
  })

  it('is not misled by braces and semicolons in strings and comments', () => {
    expect(stripCss('@charset "UTF-8";/* .b{ */.a:after{content:"};{"}.b{x:1}', keepA)).toBe('.a:after{content:"};{"}')
  })

  it('drops typefaces, and rules whose declarations were all rewritten away', () => {
    expect(stripCss('@font-face{font-family:X}.a{x:1}', keepA, () => '')).toBe('')
  })

  it('keeps only the blocks in use of govuk-frontend, and puts our typeface in', () => {
    expect(keepsGovukSelector('.govuk-label')).toBe(true)
    expect(keepsGovukSelector('.govuk-checkboxes__input:checked+.govuk-checkboxes__label::after')).toBe(true)
    expect(keepsGovukSelector('.govuk-header__logo')).toBe(false)
    expect(keepsGovukSelector('.govuk-frontend-supported .govuk-tabs')).toBe(false)
    expect(
      rewriteGovukDeclarations('font-family:GDS Transport,arial,sans-serif;color:var(--govuk-text-colour,#0b0c0c)'),
    ).toBe('font-family:inherit;color:var(--govuk-text-colour)')
  })

  it('lists the classes of nested rules', () => {
    expect([...classesOf('@media print{.a .b__c--d{x:1}}')]).toEqual(['a', 'b__c--d'])
  })
})
