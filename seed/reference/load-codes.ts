import type { Finding } from '../../src/kernel/errors.ts'
import { type KatottgCategory, normaliseCategory, normaliseKatottg } from '../../src/kernel/katottg.ts'

/** Readers of the official files of codes: text to rows and findings, nothing else. */

export interface KatottgRow {
  readonly code: string
  /** 1 region · 2 raion · 3 community · 4 settlement · 5 city district, by the column the code stands in. */
  readonly level: 1 | 2 | 3 | 4 | 5
  readonly category: KatottgCategory
  readonly name: string
  /** The code of the unit it is part of; `null` for regions. */
  readonly parent: string | null
}

export interface ParsedCodes<Row> {
  readonly rows: readonly Row[]
  /** Lines that were left out and why; the pointer is the line (`/17`) or the key of the file. */
  readonly findings: readonly Finding[]
}

const KATOTTG = /^UA\d{17}$/

/**
 * The KATOTTG codifier as its CSV: `;` between columns, a byte order mark, a line of headings, five columns of codes (four
 * levels and the additional level), the category, the name. The last column of codes that is filled is the row's own, and
 * the one before it that differs is its parent: rows that hang directly under a region repeat its code in the columns between.
 */
export function parseKatottgCsv(text: string): ParsedCodes<KatottgRow> {
  const rows: KatottgRow[] = []
  const findings: Finding[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  lines.forEach((line, index) => {
    const cells = line.split(';').map((cell) => cell.trim())
    const isHeading = index === 0 && !KATOTTG.test(normaliseKatottg(cells[0] ?? ''))
    if (line.trim() === '' || isHeading) return
    const place = { pointer: `/${index + 1}` }
    if (cells.length !== 7) {
      findings.push({ ...place, rule: 'columns', params: { expected: 7, found: cells.length } })
      return
    }
    const codes = cells.slice(0, 5).map(normaliseKatottg)
    const filled = codes.flatMap((code, column) => (code === '' ? [] : [{ code, column }]))
    const own = filled.at(-1)
    const category = normaliseCategory(cells[5] ?? '')
    const name = cells[6] ?? ''
    if (!own || filled.some(({ code }) => !KATOTTG.test(code))) {
      findings.push({ ...place, rule: 'katottg-format' })
    } else if (category === null) {
      findings.push({ ...place, rule: 'katottg-category', params: { found: cells[5] ?? '' } })
    } else if (name === '') {
      findings.push({ ...place, rule: 'text-empty' })
    } else {
      const parent = filled.findLast(({ code }) => code !== own.code)?.code ?? null
      rows.push({ code: own.code, level: (own.column + 1) as KatottgRow['level'], category, name, parent })
    }
  })
  return withoutDuplicates(rows, findings)
}

/**
 * The KATOTTG codifier as Prozorro's standards publish it: an object of code → `{name, category, level, parent_code}`.
 * Throws SyntaxError when the text is not JSON.
 */
export function parseKatottgJson(text: string): ParsedCodes<KatottgRow> {
  const rows: KatottgRow[] = []
  const findings: Finding[] = []
  for (const [key, value] of entriesOf(text)) {
    const place = { pointer: `/${key}` }
    const code = normaliseKatottg(key)
    if (!KATOTTG.test(code)) {
      findings.push({ ...place, rule: 'katottg-format' })
      continue
    }
    const row = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
    const category = typeof row.category === 'string' ? normaliseCategory(row.category) : null
    const name = typeof row.name === 'string' ? row.name.trim() : ''
    const level = [1, 2, 3, 4, 5].find((known) => String(known) === String(row.level))
    const parent =
      typeof row.parent_code === 'string' && row.parent_code !== '' ? normaliseKatottg(row.parent_code) : null
    if (category === null) findings.push({ ...place, rule: 'katottg-category' })
    else if (name === '') findings.push({ ...place, rule: 'text-empty' })
    else if (level === undefined) findings.push({ ...place, rule: 'katottg-level' })
    else rows.push({ code, level: level as KatottgRow['level'], category, name, parent })
  }
  return withoutDuplicates(rows, findings)
}

export interface Dk021Row {
  readonly code: string
  readonly title: string
}

/**
 * ДК 021:2015 (or CPV in another language) as a flat JSON object of code → title. Blanks in titles are made single.
 * Throws SyntaxError when the text is not JSON.
 */
export function parseDk021Json(text: string): ParsedCodes<Dk021Row> {
  const rows: Dk021Row[] = []
  const findings: Finding[] = []
  for (const [key, value] of entriesOf(text)) {
    const code = key.trim()
    const title = typeof value === 'string' ? value.replaceAll(/\s+/g, ' ').trim() : ''
    if (!/^\d{8}-\d$/.test(code)) findings.push({ pointer: `/${key}`, rule: 'cpv-format' })
    else if (title === '') findings.push({ pointer: `/${key}`, rule: 'text-empty' })
    else rows.push({ code, title })
  }
  return withoutDuplicates(rows, findings)
}

function entriesOf(text: string): [string, unknown][] {
  const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return []
  return Object.entries(document)
}

/** Keeps the first row of a code and says which codes came again. */
function withoutDuplicates<Row extends { readonly code: string }>(
  rows: readonly Row[],
  findings: readonly Finding[],
): ParsedCodes<Row> {
  const byCode = new Map<string, Row>()
  const repeated: Finding[] = []
  for (const row of rows) {
    if (byCode.has(row.code)) repeated.push({ pointer: `/${row.code}`, rule: 'code-repeated' })
    else byCode.set(row.code, row)
  }
  return { rows: [...byCode.values()], findings: [...findings, ...repeated] }
}
