import { beforeAll, describe, expect, it } from 'vitest'
import { LOCALES } from '../../src/web/i18n/index.ts'
import { hasRealData, importInto, realFiles } from '../software/import/import-files.ts'
import { type DemoSite, demoSite } from '../support/demo-site.ts'
import { pageFindings } from '../support/page-checks.ts'

describe.skipIf(!hasRealData)('the pages of imported publiccode.yml files', () => {
  let site: DemoSite
  let ids: readonly string[]
  let holders: readonly string[]
  beforeAll(async () => {
    site = await demoSite()
    const { client } = site.database
    await importInto(site, realFiles('valid'))
    const { rows } = await client.execute("select id from software where state = 'published' and demonstration = 0")
    ids = rows.map(({ id }) => String(id))
    const organizations = await client.execute('select id from organization where demonstration = 0')
    holders = organizations.rows.map(({ id }) => String(id))
  }, 300_000)

  it.each(LOCALES)(
    'are whole and at most 50 kB, with their descriptions and users (%s)',
    { timeout: 300_000 },
    async (locale) => {
      expect(ids.length).toBeGreaterThan(150)
      const found: string[] = []
      for (const id of ids) {
        for (const below of ['', '/users', '/description', '/history', '/history/1']) {
          const response = await site.request(`/${locale}/software/${id}${below}`)
          expect(response.status, `${id}${below}`).toBe(200)
          for (const finding of pageFindings(await response.text(), locale, site.css)) {
            // Strangers write in any language: what is marked is tested with the demonstration entries.
            if (!/^(English left|Ukrainian without lang)/.test(finding)) found.push(`${id}${below}: ${finding}`)
          }
        }
      }
      for (const id of holders) {
        const response = await site.request(`/${locale}/organizations/${encodeURIComponent(id)}`)
        expect(response.status, id).toBe(200)
        for (const finding of pageFindings(await response.text(), locale, site.css)) {
          if (!/^(English left|Ukrainian without lang)/.test(finding)) found.push(`${id}: ${finding}`)
        }
      }
      expect(found.slice(0, 20)).toEqual([])
    },
  )
})
