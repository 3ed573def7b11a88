import { expect, it } from 'vitest'
import { settingTable } from '../../db/schema.ts'
import { build, statement } from '../../db/statements.ts'
import { dictionary } from '../../src/web/i18n/index.ts'
import { testApp } from '../support/test-app.ts'

it('says that the data is for demonstration soon after another process loads it, and from then on', async () => {
  const app = await testApp({ reference: false })
  const banner = dictionary('uk').layout.demo
  const page = async () => (await app.request('/uk')).text()
  expect(await page()).not.toContain(banner)
  const loaded = { name: 'demonstration-loaded', value: app.deps.now() }
  await app.deps.records.record([statement(build.insert(settingTable).values(loaded))])
  const later = new Date(Date.parse(app.deps.now()) + 11_000).toISOString()
  app.setNow(later)
  expect(await page()).toContain(banner)
  expect(await page()).toContain(banner)
})
