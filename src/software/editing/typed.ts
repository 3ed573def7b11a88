import { canonicalize } from '../../kernel/canonical-json.ts'
import { LanguageTag, LOCALES } from '../../kernel/localized.ts'
import type { Field, GroupField, RowsField, ValueField } from './form-field.ts'
import { TOPICS, type Topic } from './topics.ts'

/**
 * What has been typed so far: shaped like the document, but incomplete and unchecked. A date that is none stands here as it
 * was typed; what was left empty is not here at all.
 */
export type Typed = null | boolean | number | string | readonly Typed[] | { readonly [key: string]: Typed }
export type TypedDocument = { readonly [key: string]: Typed }

/** What a form sent, by the names of its inputs. */
export interface Sent {
  readonly text: (name: string) => string
  readonly texts: (name: string) => readonly string[]
  readonly has: (name: string) => boolean
}

/** Every field of every topic. */
export const FIELDS: readonly Field[] = TOPICS.flatMap(({ fields }) => fields)

/** The value at a path; undefined when there is none. */
export function valueAt(document: Typed | undefined, path: string): Typed | undefined {
  let value: Typed | undefined = document
  for (const step of path.split('.')) {
    if (Array.isArray(value)) value = value[Number(step)]
    else if (isObject(value)) value = Object.hasOwn(value, step) ? value[step] : undefined
    else return undefined
  }
  return value
}

/** A copy with the value at a path of names; undefined takes it out. */
export function withValueAt(document: TypedDocument, path: string, value: Typed | undefined): TypedDocument {
  const [step = '', ...rest] = path.split('.')
  const inner = document[step]
  const next = rest.length === 0 ? value : withValueAt(isObject(inner) ? inner : {}, rest.join('.'), value)
  const { [step]: _, ...others } = document
  return next === undefined ? others : { ...others, [step]: next }
}

export function isObject(value: unknown): value is { readonly [key: string]: Typed } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether two values say the same: null, an empty list, an empty text and nothing at all are one. */
export function saysTheSame(left: Typed | undefined, right: Typed | undefined): boolean {
  return canonicalize(bare(left) ?? null) === canonicalize(bare(right) ?? null)
}

/** The value without members that say nothing; undefined when nothing is left. */
export function bare(value: Typed | undefined): Typed | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((member) => bare(member) ?? null)
  if (!isObject(value)) return value
  const entries = Object.entries(value).flatMap(([key, member]) => {
    const said = bare(member)
    return said === undefined ? [] : [[key, said] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** Whether a field says more than a form that nobody filled in. */
export function isFilled(field: Field, value: Typed | undefined): boolean {
  if (field.kind === 'choice' && field.initial !== undefined) return value !== undefined && value !== field.initial
  if (field.kind === 'flag') return value === true
  if (field.kind !== 'group') return bare(value) !== undefined
  return field.fields.some((inner) => isFilled(inner, valueAt(value, inner.path)))
}

/** The fields of a topic as a form sent them. A field the form did not have keeps its value: it is not among them. */
export function readTopic(topic: Topic, sent: Sent): ReadonlyMap<string, Typed | undefined> {
  return new Map(
    topic.fields
      .filter((field) => isSent(field, field.path, sent))
      .map((field) => [field.path, readField(field, field.path, sent)]),
  )
}

/** Most languages of one text that a form is read for. */
const MOST_LANGUAGES = 40
/** Longest list of them, in characters: a tag has at most eleven. */
const LONGEST_LANGUAGES = 12 * MOST_LANGUAGES

/** The languages in which a field is asked for: ours, and those it is already in. */
export function languagesOf(value: Typed | undefined): readonly string[] {
  const there = isObject(value) ? Object.keys(value).filter((tag) => LanguageTag.safeParse(tag).success) : []
  return [...new Set([...LOCALES, ...there.sort()])].slice(0, MOST_LANGUAGES)
}

/** The name of the hidden input that tells which languages beyond ours a form asks for. */
export function languagesName(name: string): string {
  return `${name}.languages`
}

/** The name of the hidden input that tells how many rows a form has. */
export function countName(name: string): string {
  return `${name}.count`
}

function isSent(field: Field, name: string, sent: Sent): boolean {
  if (field.kind === 'rows') return sent.has(countName(name))
  if (field.kind === 'group') return field.fields.some((inner) => isSent(inner, `${name}.${inner.path}`, sent))
  if (field.kind === 'localized' || field.kind === 'localizedLines') {
    return LOCALES.some((locale) => sent.has(`${name}.${locale}`))
  }
  return sent.has(name)
}

function readField(field: Field, name: string, sent: Sent): Typed | undefined {
  switch (field.kind) {
    case 'rows':
      return readRows(field, name, sent)
    case 'group':
      return readGroup(field, name, sent)
    default:
      return readValue(field, name, sent)
  }
}

function readRows(field: RowsField, name: string, sent: Sent): Typed {
  const count = Math.min(Number(/^\d{1,4}$/.exec(sent.text(countName(name)))?.[0] ?? 0), field.most + 1)
  const rows: Typed[] = []
  for (let index = 0; index < count; index++) {
    const row = readMembers(field.fields, `${name}.${index}`, sent)
    if (row !== undefined) rows.push(row)
  }
  return rows
}

function readGroup(field: GroupField, name: string, sent: Sent): Typed | undefined {
  return readMembers(field.fields, name, sent)
}

/** Undefined when nothing in it was filled in. */
function readMembers(fields: readonly (ValueField | GroupField)[], name: string, sent: Sent): Typed | undefined {
  const members = fields.map((field) => [field, readField(field, `${name}.${field.path}`, sent)] as const)
  if (!members.some(([field, value]) => isFilled(field, value))) return undefined
  return Object.fromEntries(members.flatMap(([{ path }, value]) => (value === undefined ? [] : [[path, value]])))
}

function readValue(field: ValueField, name: string, sent: Sent): Typed | undefined {
  const text = sent.text(name)
  switch (field.kind) {
    case 'localized':
    case 'localizedLines': {
      const texts = languagesSent(name, sent).flatMap((language) => {
        const said = sent.text(`${name}.${language}`)
        if (said === '') return []
        return [[language, field.kind === 'localized' ? said : linesOf(said)] as const]
      })
      return texts.length === 0 ? undefined : Object.fromEntries(texts)
    }
    case 'lines':
      return linesOf(text)
    case 'organizations':
      return linesOf(text).map(organizationTyped)
    case 'choices':
      return field.values.filter((value) => sent.texts(name).includes(value))
    case 'codes':
      return [...new Set([...sent.texts(name), sent.text(`${name}.add`)])].filter((code) => code !== '').slice(0, 100)
    case 'yesNo':
      return text === 'yes' ? true : text === 'no' ? false : undefined
    case 'flag':
      return sent.texts(name).includes('yes')
    case 'choice':
      return text === '' ? field.initial : text
    case 'number':
      return text === '' ? undefined : /^\d{1,15}$/.test(text) ? Number(text) : text
    case 'date':
      return text === '' ? undefined : dateTyped(text)
    case 'organization':
      return text === '' ? undefined : organizationTyped(text)
    default:
      return text === '' ? undefined : text
  }
}

function languagesSent(name: string, sent: Sent): readonly string[] {
  const others = sent.text(languagesName(name)).slice(0, LONGEST_LANGUAGES).split(' ')
  const tags = others.filter((tag) => LanguageTag.safeParse(tag).success)
  return [...new Set([...LOCALES, ...tags])].slice(0, MOST_LANGUAGES)
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** A date as Ukrainian papers write it, `23.11.2026`, in the form of the register; anything else as it is. */
function dateTyped(text: string): string {
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*р\.?)?$/.exec(text)
  if (!parts) return text
  const [, day = '', month = '', year = ''] = parts
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The number of an organization in the register; eight digits alone are an EDRPOU code. */
function organizationTyped(text: string): string {
  return /^\d{8}$/.test(text) ? `UA-EDR-${text}` : text
}

/** The inputs by which a form says a value: what `readTopic` reads back as the same. */
export function inputsOf(field: Field, name: string, value: Typed | undefined): readonly (readonly [string, string])[] {
  switch (field.kind) {
    case 'rows': {
      const rows = Array.isArray(value) ? value : []
      return [
        [countName(name), String(rows.length)],
        ...rows.flatMap((row, index) => membersOf(field.fields, `${name}.${index}`, row)),
      ]
    }
    case 'group':
      return membersOf(field.fields, name, value)
    case 'localized':
    case 'localizedLines': {
      const languages = languagesOf(value)
      return [
        [languagesName(name), languages.join(' ')],
        ...languages.map((language): [string, string] => [`${name}.${language}`, textOf(valueAt(value, language))]),
      ]
    }
    case 'choices':
    case 'codes':
      return [[name, ''], ...membersIn(value).map((member): [string, string] => [name, member])]
    case 'flag':
      return [[name, value === true ? 'yes' : '']]
    case 'yesNo':
      return [[name, yesNoOf(value)]]
    default:
      return [[name, textOf(value)]]
  }
}

function membersOf(fields: readonly Field[], name: string, value: Typed | undefined) {
  return fields.flatMap((field) => inputsOf(field, `${name}.${field.path}`, valueAt(value, field.path)))
}

/** A value as the text of an input: lists one a line. */
export function textOf(value: Typed | undefined): string {
  if (Array.isArray(value)) return value.map(textOf).join('\n')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function membersIn(value: Typed | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : []
}

export function yesNoOf(value: Typed | undefined): '' | 'yes' | 'no' {
  return value === true ? 'yes' : value === false ? 'no' : ''
}
