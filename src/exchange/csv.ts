/** Comes first in a file, so that spreadsheets read it as UTF-8. */
export const CSV_BOM = '\uFEFF'

/**
 * What a spreadsheet takes for the beginning of a formula: = + - @, their full-width forms, tab and carriage return, with
 * whatever blanks or invisible characters stand before them. A number with a sign is a number, not a formula.
 * Source: OWASP, "CSV Injection".
 */
const FORMULA = /^[\s\u200B-\u200F\u2060\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/
const SIGNED_NUMBER = /^[+-]\d+(?:\.\d+)?$/

export type CsvValue = string | number | boolean | null | undefined

/** One cell by RFC 4180: quoted where it must be, a formula disarmed by an apostrophe before it; nothing for no value. */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  const safe = FORMULA.test(text) && !SIGNED_NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line with its end, CR LF as RFC 4180 wants it. */
export function csvRow(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`
}
