import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '../../../src/kernel/actor.ts'
import { OPERATOR } from '../../../src/kernel/actor.ts'
import {
  type ImportFile,
  type ImportOptions,
  importPubliccode,
} from '../../../src/software/import/import-publiccode.ts'
import type { ImportReport } from '../../../src/software/import/report.ts'
import type { TestApp } from '../../support/test-app.ts'

const folder = process.env.REAL_DATA ? join(process.env.REAL_DATA, 'publiccode') : null
export const hasRealData = folder !== null && existsSync(folder)

/** Files of the real data, in the order of their names; those named by a number are versions of one file. */
export function realFiles(...path: string[]): ImportFile[] {
  const directory = join(folder ?? '', ...path)
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map((file) => {
      const place = [...path, file].join('/')
      const bytes = new Uint8Array(readFileSync(join(directory, file)))
      return fileOf(bytes, { source: place, path: /^\d+\.yml$/.test(file) ? path.join('/') : place })
    })
}

export function realFolders(...path: string[]): string[] {
  return readdirSync(join(folder ?? '', ...path)).sort()
}

export function fileOf(content: string | Uint8Array, replaced: Partial<ImportFile> = {}): ImportFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return { source: 'file.yml', label: replaced.source ?? 'file.yml', bytes, address: null, path: null, ...replaced }
}

export function importInto(
  app: TestApp,
  files: readonly ImportFile[],
  options: Partial<ImportOptions> & { actor?: Actor } = {},
): Promise<ImportReport> {
  const { actor = OPERATOR, ...rest } = options
  const places = new Set(files.flatMap(({ path }) => (path === null ? [] : [path])))
  return importPubliccode({ ...app.deps, outgoing: null }, actor, files, { dryRun: false, places, ...rest })
}

/** How many rows each table has. */
export async function rowCounts(app: TestApp): Promise<Record<string, number>> {
  const { client } = app.database
  const { rows } = await client.execute(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'search_text_%'",
  )
  const counts: Record<string, number> = {}
  for (const { name } of rows) {
    const result = await client.execute(`select count(*) as count from "${name}"`)
    counts[String(name)] = Number(result.rows[0]?.['count'])
  }
  return counts
}
