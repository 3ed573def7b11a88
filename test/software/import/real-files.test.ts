// Schemas made before this is loaded cannot be described in OpenAPI.
import '@hono/zod-openapi'
import { describe, expect, it } from 'vitest'
import { OPERATOR } from '../../../src/kernel/actor.ts'
import { exportPubliccode } from '../../../src/software/import/export-publiccode.ts'
import type { ImportReport } from '../../../src/software/import/report.ts'
import { getSoftware } from '../../../src/software/service.ts'
import { testApp } from '../../support/test-app.ts'
import { hasRealData, importInto, realFiles, realFolders, rowCounts } from './import-files.ts'

/** Files by their fate, as docs/publiccode-import.md has them. */
function tableOf({ counts, items }: ImportReport) {
  const clean = items.filter(
    ({ outcome, findings }) => outcome === 'created' && findings.every(({ severity }) => severity === 'info'),
  )
  return { ...counts, clean: clean.length, withFindings: counts.created - clean.length }
}

describe.skipIf(!hasRealData)('the published files', () => {
  it('are all taken: none is quarantined, those that describe the same software give one entry', async () => {
    const app = await testApp()
    const report = await importInto(app, realFiles('valid'))
    expect(tableOf(report)).toMatchInlineSnapshot(`
      {
        "clean": 18,
        "created": 182,
        "quarantined": 0,
        "skipped": 7,
        "unchanged": 2,
        "updated": 0,
        "withFindings": 164,
      }
    `)
    const again = await importInto(app, realFiles('valid'))
    expect(again.counts).toEqual({ created: 0, updated: 0, unchanged: 184, skipped: 7, quarantined: 0 })
    const { rows } = await app.database.client.execute(
      "select lower(name) || ' ' || lower(json_extract(document, '$.technology.repository.url')) as mark from software",
    )
    const marks = rows.map(({ mark }) => String(mark).replace(/\.git$|\/$/, ''))
    expect(marks.filter((mark, index) => marks.indexOf(mark) !== index)).toEqual([])
  })

  it('say the same in a dry run', async () => {
    const app = await testApp()
    const before = await rowCounts(app)
    const dry = await importInto(app, realFiles('valid'), { dryRun: true })
    expect(await rowCounts(app)).toEqual(before)
    const done = await importInto(app, realFiles('valid'))
    const fates = ({ items }: ImportReport) =>
      items.map(({ source, outcome, findings }) => [source, outcome, findings.map(({ rule }) => rule)])
    expect(fates(dry)).toEqual(fates(done))
  })

  it('are told what is wrong with them, with line and key, when they are broken, and leave nothing behind', async () => {
    const table: Record<string, number> = { taken: 0, quarantined: 0 }
    for (const file of [...realFiles('odd'), ...realFiles('odd-history')]) {
      const app = await testApp({ reference: false })
      const before = await rowCounts(app)
      const { items } = await importInto(app, [file])
      const [item] = items
      const { outcome = '', findings = [] } = item ?? {}
      if (outcome !== 'quarantined') {
        table['taken'] = (table['taken'] ?? 0) + 1
        expect(outcome, file.source).toBe('created')
        continue
      }
      table['quarantined'] = (table['quarantined'] ?? 0) + 1
      const errors = findings.filter(({ severity }) => severity === 'error')
      expect(errors.length, file.source).toBeGreaterThan(0)
      expect(
        errors.every(({ line }) => line !== null),
        file.source,
      ).toBe(true)
      // What is wrong with the file as a whole has no key.
      const whole = ['symbolic-link', 'file-empty', 'not-publiccode', 'encoding-not-utf8', 'not-yaml']
      expect(
        errors.some(({ path, rule }) => path !== '' || whole.includes(rule)),
        file.source,
      ).toBe(true)
      expect(await rowCounts(app), file.source).toEqual({ ...before, import_run: 1, import_item: 1 })
    }
    expect(table).toMatchInlineSnapshot(`
      {
        "quarantined": 55,
        "taken": 43,
      }
    `)
  }, 120_000)

  it.runIf(hasRealData).each(hasRealData ? realFolders('update-sequences') : [])(
    'of %s, one after another, end in one entry with a readable history',
    async (project) => {
      const app = await testApp({ reference: false })
      const files = realFiles('update-sequences', project)
      const { counts, items } = await importInto(app, files)
      const { rows } = await app.database.client.execute('select id, version from software')
      expect(rows.map(({ id, version }) => [id, version])).toEqual([['UA-SW-000001', 1 + counts.updated]])
      expect(counts.created).toBe(1)
      expect(counts.skipped).toBe(0)
      expect(items.at(-1)?.outcome).not.toBe('quarantined')
      const history = await app.database.client.execute(
        "select envelope from version where type = 'software' order by version",
      )
      const reasons = history.rows.map(({ envelope }) => JSON.parse(String(envelope)).reason as string)
      const changing = items.filter(({ outcome }) => outcome === 'created' || outcome === 'updated')
      expect(reasons).toEqual(changing.map(({ source }) => `publiccode.yml: ${source}`))
      // The same steps once more, in the same order, do not make a second entry either.
      await importInto(app, files)
      expect((await app.database.client.execute('select id from software')).rows).toHaveLength(1)
    },
  )

  it('with 5,202 users are found, shown and exported', async () => {
    const app = await testApp()
    const files = realFiles('valid').filter(({ source }) => source.includes('globaleaks__globaleaks'))
    const { items } = await importInto(app, files)
    const id = String(items[0]?.id)
    const { document } = await getSoftware(app.deps, OPERATOR, id)
    expect(document.usedBy).toHaveLength(5202)
    const found = await app.request('/api/v1/software?q=whistleblowing')
    expect(await found.json()).toMatchObject({ items: [{ id }] })
    expect((await app.request(`/api/v1/software/${id}`)).status).toBe(200)
    const exported = exportPubliccode(document, null)
    expect(exported.missing).toBeNull()
    expect(exported.yaml).toContain('usedBy:')
  })
})
