import { isIsoDate } from '../../../kernel/dates.ts'
import { type Notes, note } from '../finding.ts'
import { readLanguage } from '../languages.ts'
import { type Field, keep, keepText, shorten } from '../section.ts'
import { loose } from '../text.ts'
import { COUNTRIES } from '../vocabulary.ts'
import { readTexts, readWritten, type WrittenText } from './texts.ts'

/** A value of a closed list. Other letter cases and known aliases are understood; anything else is kept as an extension. */
export function readEnumerated<Value extends string>(
  notes: Notes,
  field: Field | null,
  allowed: readonly Value[],
  aliases: Readonly<Record<string, Value>>,
): Value | null {
  const written = readWritten(notes, field)
  if (!written || !field) return null
  const exact = allowed.find((value) => value === written.text)
  if (exact) {
    return exact
  }
  const understood = match(written.text, allowed, aliases)
  if (understood) {
    note(notes, 'warning', 'value-spelling', written, `«${shorten(written.text)}» was taken as «${understood}».`, {
      standardError: true,
      params: { written: shorten(written.text), value: understood },
    })
    return understood
  }
  note(notes, 'error', 'value-unknown', written, `«${shorten(written.text)}» is none of: ${allowed.join(', ')}.`, {
    standardError: true,
    params: { written: shorten(written.text), allowed: allowed.join(', ') },
  })
  keep(notes, field)
  return null
}

/** The values of a list that are in a vocabulary; the others are kept as extensions under their own paths. */
export function readVocabulary(notes: Notes, field: Field | null, allowed: readonly string[]): string[] {
  const found = new Set<string>()
  for (const written of readTexts(notes, field)) {
    const value = allowed.includes(written.text) ? written.text : match(written.text, allowed, {})
    if (value) found.add(value)
    if (value === written.text) continue
    const params = { written: shorten(written.text), value: value ?? '' }
    if (value) {
      note(notes, 'warning', 'value-spelling', written, `«${params.written}» was taken as «${value}».`, {
        standardError: true,
        params,
      })
    } else {
      note(
        notes,
        'warning',
        'value-outside-vocabulary',
        written,
        `«${params.written}» is not in the standard's list; kept aside.`,
        {
          standardError: true,
          params,
        },
      )
      keepText(notes, written, written.text)
    }
  }
  return [...found]
}

function match<Value extends string>(
  text: string,
  allowed: readonly Value[],
  aliases: Readonly<Record<string, Value>>,
): Value | null {
  const wanted = loose(text)
  const alias = Object.entries(aliases).find(([key]) => key === wanted)
  return allowed.find((value) => loose(value) === wanted) ?? alias?.[1] ?? null
}

/** Country codes in upper case (ISO 3166-1 alpha-2); lower case was the rule before 0.5. */
export function readCountries(notes: Notes, field: Field | null): string[] {
  const found = new Set<string>()
  for (const written of readTexts(notes, field)) {
    const code = written.text.toUpperCase()
    if (!COUNTRIES.has(code)) {
      note(
        notes,
        'error',
        'country-unknown',
        written,
        `«${shorten(written.text)}» is no two-letter country code; kept aside.`,
        {
          standardError: true,
          params: { written: shorten(written.text) },
        },
      )
      keepText(notes, written, written.text)
      continue
    }
    found.add(code)
    if (written.text === code) continue
    const mixed = written.text !== written.text.toLowerCase()
    note(notes, 'warning', 'country-lowercase', written, `Country codes are in upper case: ${code}.`, {
      standardError: mixed,
      params: { code },
    })
  }
  return [...found]
}

export function readLanguages(notes: Notes, field: Field | null): string[] {
  const found = new Set<string>()
  for (const written of readTexts(notes, field)) {
    const tag = acceptLanguage(notes, written)
    if (tag) found.add(tag)
    else keepText(notes, written, written.text)
  }
  return [...found]
}

/** The BCP 47 tag of what was written, with a finding when it was written otherwise; `null` when it is no language. */
export function acceptLanguage(notes: Notes, written: Pick<WrittenText, 'text' | 'path' | 'position'>): string | null {
  const reading = readLanguage(written.text)
  if (!reading) {
    note(
      notes,
      'error',
      'language-unknown',
      written,
      `«${shorten(written.text)}» is no language tag (BCP 47); kept aside.`,
      {
        standardError: true,
        params: { written: shorten(written.text) },
      },
    )
    return null
  }
  if (reading.form !== 'standard') {
    note(
      notes,
      'warning',
      'language-spelling',
      written,
      `The language «${shorten(written.text)}» is written «${reading.tag}» in BCP 47.`,
      {
        standardError: !(notes.firstVersion && reading.form === 'three-letters'),
        params: { written: shorten(written.text), value: reading.tag },
      },
    )
  }
  return reading.tag
}

/** A day as YYYY-MM-DD. Other forms are taken where only one day can be meant; anything else is kept as an extension. */
export function readDate(notes: Notes, field: Field | null): string | null {
  if (field?.node.kind === 'scalar' && !field.node.plain && field.node.text === '') {
    note(notes, 'warning', 'value-empty', field, 'The date is empty; leave the key out instead.', {
      standardError: true,
    })
    return null
  }
  const written = readWritten(notes, field)
  if (!written || !field) return null
  const date = understandDate(written.text)
  if (date === null) {
    note(
      notes,
      'error',
      'date-not-understood',
      written,
      `«${shorten(written.text)}» is no date of the form YYYY-MM-DD; kept aside.`,
      {
        standardError: true,
        params: { written: shorten(written.text) },
      },
    )
    keep(notes, field)
    return null
  }
  if (date !== written.written) {
    note(notes, 'warning', 'date-form', written, `Write the date as ${date}.`, {
      standardError: date !== written.text || written.text !== written.written,
      params: { written: shorten(written.text), value: date },
    })
  }
  return date
}

function understandDate(text: string): string | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text)
  if (iso) return calendarDay(iso[1], iso[2], iso[3]) ?? calendarDay(iso[1], iso[3], iso[2])
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact) return calendarDay(compact[1], compact[2], compact[3])
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  if (dotted) return calendarDay(dotted[3], dotted[2], dotted[1])
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text)
  if (!slashed) return null
  // 03/04/2021 is a day in March or in April, depending on the country; of 23/04/2021 there is only one reading.
  const dayFirst = calendarDay(slashed[3], slashed[2], slashed[1])
  const monthFirst = calendarDay(slashed[3], slashed[1], slashed[2])
  if (dayFirst && monthFirst && dayFirst !== monthFirst) return null
  return dayFirst ?? monthFirst
}

function calendarDay(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isIsoDate(text) ? text : null
}
