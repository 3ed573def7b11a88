import { describe, expect, it } from 'vitest'
import { RULES, readSources, violations } from './architecture.ts'

describe('the sources', () => {
  const sources = readSources()

  it('keep every rule', async () => {
    expect(sources.length).toBeGreaterThan(100)
    const found = await violations(sources)
    expect(found.map(({ rule, path, what }) => `${path}: ${rule}: ${what}`)).toEqual([])
  })
})

/** For each rule, files that break it: a rule that lets one of them pass is no rule. */
const PLANTED: Readonly<Record<string, readonly (readonly [path: string, text: string])[]>> = {
  'kernel imports nothing but zod': [
    ['src/kernel/a.ts', `import { x } from '../web/kit.ts'\nx()`],
    ['src/kernel/a.ts', `import type { Reader } from '../../db/client.ts'\nexport type A = Reader`],
    ['src/kernel/a.ts', `export * from 'hono'`],
    ['src/kernel/a.ts', `export const later = () => import('../software/model.ts')`],
  ],
  'web imports kernel and hono, and of features only types': [
    ['src/web/a.tsx', `import { SoftwareDocument } from '../software/model.ts'\nSoftwareDocument.parse(1)`],
    ['src/web/a.tsx', `import {\n  a,\n  b,\n} from '../../db/schema.ts'\na(b)`],
  ],
  'history, search and accounts import kernel and db; their pages also web': [
    ['src/history/a.ts', `import { problemOf } from '../web/problem.ts'\nproblemOf()`],
    [
      'src/search/a.ts',
      `import type { SoftwareDocument } from '../software/model.ts'\nexport type A = SoftwareDocument`,
    ],
    ['src/accounts/a.ts', `import { createClient } from '@libsql/client'\ncreateClient()`],
  ],
  'exchange imports kernel and models': [
    ['src/exchange/a.ts', `import { selectSoftware } from '../software/store.ts'\nselectSoftware()`],
  ],
  'models are pure': [
    ['src/software/verdict.ts', `import { selectSoftware } from './store.ts'\nselectSoftware()`],
    ['src/software/model.ts', `import type { Reader } from '../../db/client.ts'\nexport type A = Reader`],
  ],
  'stores import their model, kernel and the schema': [
    ['src/software/store.ts', `import { createCommits } from '../history/commit.ts'\ncreateCommits()`],
    ['src/directory/store.ts', `import { registerOrganization } from './service.ts'\nregisterOrganization()`],
  ],
  'verbs know nothing of HTTP and pages': [
    ['src/software/service.ts', `import { HTTPException } from 'hono/http-exception'\nthrow new HTTPException()`],
    ['src/software/service.ts', `import { page } from '../web/page.tsx'\npage()`],
    ['src/software/catalogue.ts', `import { softwareApi } from './api.ts'\nsoftwareApi()`],
  ],
  'pages and routes ask verbs, not the database': [
    [
      'src/software/pages.tsx',
      `import { selectSoftware, writeSoftware } from './store.ts'\nwriteSoftware(selectSoftware())`,
    ],
    ['src/software/pages.tsx', `import * as store from './store.ts'\nstore.writeSoftware()`],
    ['src/software/deployments-api.ts', `import { eq } from 'drizzle-orm'\neq()`],
    ['src/directory/views/list.tsx', `import { expertTable } from '../../../db/schema.ts'\nexpertTable()`],
  ],
  'writes are named as such': [
    ['src/software/store.ts', 'export function selectSoftware(id: string): Statement[] {\n  return []\n}'],
    ['src/software/store.ts', 'export function keep(\n  id: string,\n): Statement {\n  return made\n}'],
  ],
  'tables are read by stores': [
    ['src/software/service.ts', `import { softwareTable } from '../../db/schema.ts'\nsoftwareTable()`],
    ['src/directory/service.ts', `import { sql } from 'drizzle-orm'\nsql()`],
  ],
  'a feature imports only earlier features': [
    ['src/directory/service.ts', `import { getSoftware } from '../software/service.ts'\ngetSoftware()`],
    ['src/software/model.ts', `import type { Contract } from '../contracts/model.ts'\nexport type A = Contract`],
  ],
  'nothing imports the wiring': [
    ['src/software/service.ts', `import type { Deps } from '../deps.ts'\nexport type A = Deps`],
    ['src/app.ts', `import { seedDemonstration } from '../seed/run.ts'\nseedDemonstration()`],
    ['db/client.ts', `import { config } from '../src/config.ts'\nconfig()`],
  ],
  'the program stands on no adapter': [
    ['src/app.ts', `import { createFts5Engine } from './search/fts5.ts'\ncreateFts5Engine()`],
  ],
  'only wiring is tied to Node': [
    ['src/software/service.ts', `import { readFileSync } from 'node:fs'\nreadFileSync('')`],
    ['src/kernel/encoding.ts', `export const bytes = (text: string) => Buffer.from(text)`],
  ],
  'only wiring names the clock, chance and the environment': [
    ['src/kernel/dates.ts', 'export const now = () => new Date()'],
    ['src/kernel/dates.ts', 'export const now = () => new Date( ).toISOString()'],
    ['src/software/service.ts', 'export const now = () => Date.now()'],
    ['src/web/page.tsx', 'export const id = () => crypto.randomUUID()'],
    ['src/search/fts5.ts', 'export const luck = () => Math.random()'],
    ['src/app.ts', `export const port = process.env['PORT']`],
    ['src/history/commit.ts', 'const { randomUUID } = crypto\nexport const id = () => randomUUID()'],
  ],
  'writes are described in stores': [
    ['src/software/service.ts', `import { build } from '../../db/statements.ts'\nbuild.insert()`],
    ['src/software/service.ts', 'export const text = `insert into software values (1)`'],
    ['src/web/page.tsx', `export const text = 'UPDATE "software" SET version = 2'`],
  ],
  'writes are run by history alone': [
    ['src/software/store.ts', `export const f = (client: any) => client.execute('select 1')`],
    ['src/software/service.ts', `export const f = (ports: any) => ports.db.insert(1)`],
    ['src/accounts/keys.ts', `export const f = (ports: any) => ports.client\n  .batch([])`],
    ['seed/run.ts', `import { createClient } from '@libsql/client'\ncreateClient()`],
  ],
  'operational state is written by who still may': [
    ['src/accounts/consent-links.ts', 'export const f = (ports: any) => ports.records.record([ended(1)])'],
    [
      'src/software/import/import-publiccode.ts',
      'export const f = async (ports: any) => {\n  await ports.records.record([insertRun({ id: 1 })])\n}',
    ],
  ],
  'files say what is in them': [
    ['src/software/utils.ts', 'export const a = 1'],
    ['src/web/form-helpers.ts', 'export const a = 1'],
    ['src/common/dates.ts', 'export const a = 1'],
    ['src/software/softwareStore.ts', 'export const a = 1'],
  ],
  'files are short enough to be read': [['src/software/service.ts', '// One line more.\n'.repeat(401)]],
}

describe('a planted violation is caught', () => {
  it('for every rule', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(Object.keys(RULES).sort())
  })

  it.each(Object.entries(PLANTED).flatMap(([rule, files]) => files.map(([path, text]) => [rule, path, text] as const)))(
    '%s: %s',
    async (rule, path, text) => {
      const found = await violations([{ path, text }])
      expect(found.map((violation) => violation.rule)).toContain(rule)
    },
  )
})

describe('what only looks like a violation is not one', () => {
  it.each([
    [
      'src/kernel/dates.ts',
      '// A comment about new Date() and process.env.\nexport const day = (ms: number) => new Date(ms)',
    ],
    [
      'src/software/service.ts',
      `import { type Reader, x } from '../kernel/actor.ts'\nconst seen = new Set<Reader>()\nseen.delete(x)`,
    ],
    ['src/app.ts', `import type { Deps } from './deps.ts'\nexport type A = Deps`],
    ['src/software/pages.tsx', `import { selectSoftware } from './store.ts'\nselectSoftware()`],
  ])('%s', async (path, text) => {
    expect(await violations([{ path, text }])).toEqual([])
  })
})
