import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { codeTable, codeTableTable } from '../../db/schema.ts'
import type { Locale } from '../kernel/localized.ts'

/** The tables of codes the register knows. */
export const CODE_SCHEMES = ['functions', 'regions', 'katottg', 'dk021', 'calendar'] as const
export type CodeScheme = (typeof CODE_SCHEMES)[number]

export interface Code {
  readonly code: string
  readonly titleUk: string
  readonly titleEn: string | null
  readonly parent: string | null
  readonly category: string | null
  readonly details: Readonly<Record<string, unknown>>
}

export interface CodeTableStatus {
  readonly scheme: string
  readonly source: string
  /** Day of the official edition, `YYYY-MM-DD`. */
  readonly date: string | null
  /** False while only the part that ships with the program is loaded: an unknown code then warns instead of being refused. */
  readonly complete: boolean
  readonly rows: number
  /** Of the rows as they were loaded, lower-case hexadecimal. */
  readonly sha256: string
  readonly loadedAt: string
}

export interface Reference {
  /** The whole of a small table in its own order. */
  all(scheme: CodeScheme): Promise<readonly Code[]>
  /** Those of the codes that the table has. */
  find(scheme: CodeScheme, codes: readonly string[]): Promise<ReadonlyMap<string, Code>>
  /** Those whose title begins so, whatever the case of its first letter; those that are called exactly so come first. */
  named(scheme: CodeScheme, title: string, limit: number): Promise<readonly Code[]>
  status(): Promise<readonly CodeTableStatus[]>
  isComplete(scheme: CodeScheme): Promise<boolean>
}

export function createReference(read: Reader): Reference {
  // Tables change only by being loaded whole, so what was read stays good until the hash of the edition changes.
  const kept = new Map<CodeScheme, { readonly sha256: string; readonly codes: readonly Code[] }>()
  return {
    async all(scheme) {
      const [table] = await read
        .select({ sha256: codeTableTable.sha256 })
        .from(codeTableTable)
        .where(eq(codeTableTable.scheme, scheme))
      const before = kept.get(scheme)
      if (before && before.sha256 === table?.sha256) return before.codes
      const rows = await read.select().from(codeTable).where(eq(codeTable.scheme, scheme)).orderBy(codeTable.code)
      const codes = rows.map(codeOf)
      kept.set(scheme, { sha256: table?.sha256 ?? '', codes })
      return codes
    },
    async find(scheme, codes) {
      if (codes.length === 0) return new Map()
      const rows = await read
        .select()
        .from(codeTable)
        .where(and(eq(codeTable.scheme, scheme), inArray(codeTable.code, [...new Set(codes)])))
      return new Map(rows.map((row) => [row.code, codeOf(row)]))
    },
    async named(scheme, title, limit) {
      const spellings = [title, `${title.slice(0, 1).toLocaleUpperCase('uk')}${title.slice(1)}`]
      const { titleUk, titleEn } = codeTable
      const begins = spellings.map((text) => `${text.replace(/[\\%_]/g, '\\$&')}%`)
      const matches = begins.flatMap((begin) => [
        sql`${titleUk} like ${begin} escape '\\'`,
        sql`${titleEn} like ${begin} escape '\\'`,
      ])
      const exactly = or(inArray(titleUk, spellings), inArray(titleEn, spellings))
      const rows = await read
        .select()
        .from(codeTable)
        .where(and(eq(codeTable.scheme, scheme), or(...matches)))
        .orderBy(sql`case when ${exactly} then 0 else 1 end`, codeTable.code)
        .limit(limit)
      return rows.map(codeOf)
    },
    async status() {
      return read.select().from(codeTableTable).orderBy(codeTableTable.scheme)
    },
    async isComplete(scheme) {
      const [row] = await read
        .select({ complete: codeTableTable.complete })
        .from(codeTableTable)
        .where(eq(codeTableTable.scheme, scheme))
      return row?.complete ?? false
    },
  }
}

function codeOf(row: typeof codeTable.$inferSelect): Code {
  const { code, titleUk, titleEn, parent, category } = row
  return { code, titleUk, titleEn, parent, category, details: row.details === null ? {} : JSON.parse(row.details) }
}

export function codeTitle(code: Code, locale: Locale): string {
  return locale === 'uk' ? code.titleUk : (code.titleEn ?? code.titleUk)
}
