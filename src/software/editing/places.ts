import { LOCALES } from '../../kernel/localized.ts'
import type { Field } from './form-field.ts'
import { TOPICS, type TopicId } from './topics.ts'

/** Where on the forms something of the document stands. */
export interface FormPlace {
  readonly topic: TopicId
  /** Path of the topic's field. */
  readonly field: string
  /** Name of the input; of a whole row or list the first there is. */
  readonly input: string
  /** Which line of a list of lines, from 1. */
  readonly line: number | null
}

/** The input that an RFC 6901 pointer into the document leads to; null for what no form asks for. */
export function placeOf(pointer: string): FormPlace | null {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  for (const { id, fields } of TOPICS) {
    // The nearest field: a pointer at a group of fields (`/identity`) means the first of them.
    const field =
      fields.find(({ path }) => isBelow(steps, path.split('.'))) ??
      fields.find(({ path }) => steps.length > 0 && isBelow(path.split('.'), steps))
    if (!field) continue
    const rest = steps.slice(field.path.split('.').length)
    const { input, line } = inputIn(field, field.path, rest)
    return { topic: id, field: field.path, input, line }
  }
  return null
}

function isBelow(steps: readonly string[], path: readonly string[]): boolean {
  return path.every((step, index) => steps[index] === step)
}

function inputIn(field: Field, name: string, rest: readonly string[]): { input: string; line: number | null } {
  const [step = '', ...further] = rest
  switch (field.kind) {
    case 'rows': {
      if (!/^\d+$/.test(step)) return { input: name, line: null }
      return within(field.fields, `${name}.${step}`, further)
    }
    case 'group':
      return within(field.fields, name, rest)
    case 'localized':
      return { input: `${name}.${step === '' ? LOCALES[0] : step}`, line: null }
    case 'localizedLines':
      return { input: `${name}.${step === '' ? LOCALES[0] : step}`, line: lineOf(further[0]) }
    case 'lines':
    case 'organizations':
      return { input: name, line: lineOf(step) }
    default:
      return { input: name, line: null }
  }
}

function within(fields: readonly Field[], name: string, rest: readonly string[]) {
  const inner = fields.find(({ path }) => path === rest[0]) ?? fields[0]
  if (!inner) return { input: name, line: null }
  return inputIn(inner, `${name}.${inner.path}`, inner.path === rest[0] ? rest.slice(1) : [])
}

function lineOf(step: string | undefined): number | null {
  return step !== undefined && /^\d+$/.test(step) ? Number(step) + 1 : null
}
