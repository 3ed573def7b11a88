import { languageName } from '../../../web/content.tsx'
import { dictionary, type Locale } from '../../../web/i18n/index.ts'
import type { FieldWords } from '../../../web/i18n/uk/editing.ts'
import { findingText } from '../../../web/problem.ts'
import type { Field } from '../form-field.ts'
import type { Mistake } from '../judge.ts'
import { FIELDS } from '../typed.ts'

/** The words of a field; `path` is where the specification has it (`technology.releases.version`). */
export function fieldWords(path: string, locale: Locale): FieldWords {
  return dictionary(locale).editing.fields[path] ?? { label: path }
}

/** A language as a field's name has it: `українською`. */
export function inLanguage(language: string, locale: Locale): string {
  const known: Readonly<Record<string, string>> = dictionary(locale).ui.inLanguage
  return Object.hasOwn(known, language) ? (known[language] ?? language) : languageName(locale, language)
}

/** What a value of a closed list is called. */
export function valueLabel(list: string, value: string, locale: Locale): string {
  const labels = (dictionary(locale).values as unknown as Readonly<Record<string, Readonly<Record<string, string>>>>)[
    list
  ]
  return labels !== undefined && Object.hasOwn(labels, value) ? (labels[value] ?? value) : value
}

/** What is wrong, in the reader's language, with the line of the list where there is one. */
export function mistakeText({ finding, place }: Mistake, locale: Locale): string {
  const t = dictionary(locale).editing.topic
  const isNumber = finding.rule === 'type' && place?.input.endsWith('.seats')
  const text = isNumber ? t.number : findingText(finding, locale)
  return place?.line === null || place === null ? text : t.line(place.line, text)
}

/** What an input is called, with the row it stands in: `Випуск 2: Дата`. */
export function inputLabel(input: string, locale: Locale): string {
  const { topic, rows } = dictionary(locale).editing
  const field = FIELDS.find(({ path }) => input === path || input.startsWith(`${path}.`))
  if (!field) return input
  const rest = input.slice(field.path.length + 1)
  if (rest === '') return fieldWords(field.path, locale).label
  const [step = '', ...further] = rest.split('.')
  if (field.kind === 'rows') {
    const row = rows[field.path]?.one(Number(step) + 1) ?? step
    const inner = innerLabel(field.fields, field.path, further, locale)
    return inner === null ? row : topic.row(row, inner)
  }
  if (field.kind === 'group') return innerLabel(field.fields, field.path, rest.split('.'), locale) ?? input
  return `${fieldWords(field.path, locale).label} (${inLanguage(step, locale)})`
}

function innerLabel(fields: readonly Field[], path: string, steps: readonly string[], locale: Locale): string | null {
  const field = fields.find((each) => each.path === steps[0])
  if (!field) return null
  const whole = `${path}.${field.path}`
  if (field.kind === 'group') return innerLabel(field.fields, whole, steps.slice(1), locale)
  const language = steps[1]
  const { label } = fieldWords(whole, locale)
  return language === undefined ? label : `${label} (${inLanguage(language, locale)})`
}
