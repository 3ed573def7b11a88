import type { Finding } from '../kernel/errors.ts'
import { LOCALES, type LocalizedText } from '../kernel/localized.ts'
import type { FieldValues } from '../web/ui.tsx'

/** The texts of the languages that forms ask for, by the names of their fields. */
export function localizedValues(name: string, texts: LocalizedText | null | undefined): Record<string, string> {
  return Object.fromEntries(LOCALES.map((locale) => [`${name}.${locale}`, texts?.[locale] ?? '']))
}

/** What was filled in for a text of several languages; those that no form asks for stay. Null when there is none. */
export function localizedTyped(
  values: FieldValues,
  name: string,
  before: LocalizedText | null | undefined,
): LocalizedText | null {
  const texts: LocalizedText = { ...before }
  for (const locale of LOCALES) {
    const text = values[`${name}.${locale}`] ?? ''
    if (text === '') delete texts[locale]
    else texts[locale] = text
  }
  return Object.keys(texts).length === 0 ? null : texts
}

/** An optional text. */
export function textTyped(values: FieldValues, name: string): string | null {
  return values[name] || null
}

/** A whole number as people write it, thousands set apart by blanks or not. */
export function wholeNumberTyped(values: FieldValues, name: string): { value: number | null; findings: Finding[] } {
  const text = (values[name] ?? '').replaceAll(/(?<=\d)[\s\u00A0\u202F](?=\d{3})/g, '')
  if (text === '') return { value: null, findings: [] }
  if (/^\d{1,9}$/.test(text)) return { value: Number(text), findings: [] }
  return { value: null, findings: [{ pointer: `/${name.replaceAll('.', '/')}`, rule: 'whole-number' }] }
}

/**
 * A day as people write it: `2026-11-23` or `23.11.2026`. What is neither comes back as it was typed, for the schema to refuse.
 */
export function dayTyped(values: FieldValues, name: string): string | null {
  const text = values[name] ?? ''
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  if (day === undefined || month === undefined) return text === '' ? null : text
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The id of an organization as people know it: the id itself, or an EDRPOU code. */
export function organizationTyped(values: FieldValues, name: string): string | null {
  const text = (values[name] ?? '').replaceAll(/\s/g, '')
  if (text === '') return null
  return /^\d{8}$/.test(text) ? `UA-EDR-${text}` : text
}
