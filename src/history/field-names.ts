import { isIsoDate } from '../kernel/dates.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { cutAt } from '../kernel/text.ts'
import { languageName } from '../web/content.tsx'
import { dictionary, formatCount, formatDate, type Locale } from '../web/i18n/index.ts'
import type { ValueLabels } from '../web/i18n/uk/values.ts'
import type { Json } from './leaf.ts'

const LANGUAGE_KEY = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/

/** Whether snapshots of the type hold the document of an entry. */
function isEntry(type: RecordType): boolean {
  return type === 'software' || type === 'proposal'
}

/** The fields of an RFC 6901 pointer into a snapshot, without the envelope that entries have around their document. */
function stepsOf(type: RecordType, path: string): string[] {
  const steps = path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return isEntry(type) && steps[0] === 'document' ? steps.slice(1) : steps
}

/**
 * What a place in a record is called: `Права › Дозволи › № 1 › умови (українська)`. What has no name keeps its own: a
 * change is never hidden because nobody named its field.
 */
export function fieldName(type: RecordType, path: string, locale: Locale): string {
  const t = dictionary(locale).fields
  const [first = '', ...rest] = stepsOf(type, path)
  const named = (names: Readonly<Record<string, string>>, step: string) =>
    Object.hasOwn(names, step) ? (names[step] ?? step) : step
  const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = t.groups
  const parts: string[] = []
  if (isEntry(type) && first === 'state') parts.push(t.state)
  else if (isEntry(type)) {
    parts.push(named(t.software, first))
    const group = Object.hasOwn(groups, first) ? groups[first] : undefined
    const field = group ? rest.shift() : undefined
    if (group && field !== undefined) parts.push(named(group, field))
  } else parts.push(named(type === 'organization' ? t.organization : type === 'expert' ? t.expert : {}, first))
  for (const [index, step] of rest.entries()) {
    if (/^\d+$/.test(step)) parts.push(t.member(Number(step) + 1))
    else if (Object.hasOwn(t.parts, step)) parts.push(named(t.parts, step))
    else if (LANGUAGE_KEY.test(step) && (index === rest.length - 1 || /^\d+$/.test(rest[index + 1] ?? ''))) {
      const last = parts.pop() ?? ''
      parts.push(`${last} (${languageName(locale, step)})`)
    } else parts.push(step)
  }
  return parts.join(' › ')
}

/** Fields whose values are words of a closed list, by the end of their path. */
const CLOSED_LISTS: readonly (readonly [ending: RegExp, list: keyof ValueLabels])[] = [
  [/^\/state$/, 'softwareState'],
  [/\/lifecycleStage$/, 'lifecycleStage'],
  [/\/developmentStatus$/, 'developmentStatus'],
  [/\/softwareType$/, 'softwareType'],
  [/\/audience\/levels\/\d+$/, 'audience'],
  [/\/communitySizes\/\d+$/, 'communitySize'],
  [/\/integrations\/\d+$/, 'integration'],
  [/\/funding\/sources\/\d+$/, 'fundingSource'],
  [/\/rights\/basis$/, 'rightsBasis'],
  [/\/rights\/kind$/, 'rightsKind'],
  [/\/permittedUsers$/, 'permittedUsers'],
  [/\/refusal\/reason$/, 'refusalReason'],
  [/\/personalData$/, 'personalData'],
  [/\/handedOver$/, 'sourceHandedOver'],
  [/\/visibility$/, 'repositoryVisibility'],
  [/\/maintenance\/type$/, 'maintenanceType'],
  [/\/developers\/\d+\/role$/, 'developerRole'],
  [/\/(experts|involvements)\/\d+\/role$/, 'expertRole'],
  [/\/relations\/\d+\/kind$/, 'relation'],
  [/\/attestations\/\d+\/kind$/, 'attestation'],
]

/** A value of a snapshot as a reader reads it, at most `longest` characters. */
export function valueText(path: string, value: Json | undefined, locale: Locale, longest: number): string {
  const { record, values } = dictionary(locale)
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? record.yes : record.no
  if (typeof value === 'number') return formatCount(locale, value)
  if (typeof value === 'object') return cutAt(listedText(path, value, locale, longest), longest)
  const list = CLOSED_LISTS.find(([ending]) => ending.test(path))?.[1]
  const labels = (list === undefined ? {} : values[list]) as Readonly<Record<string, unknown>>
  const label = Object.hasOwn(labels, value) ? labels[value] : undefined
  if (typeof label === 'string') return label
  return isIsoDate(value) ? formatDate(locale, value) : cutAt(value, longest)
}

/** Members of a list with commas, fields of an object with their names. */
function listedText(path: string, value: Json[] | { [key: string]: Json }, locale: Locale, longest: number): string {
  const isList = Array.isArray(value)
  const said = (key: string | number, member: Json) => valueText(`${path}/${key}`, member, locale, longest)
  if (isList) return value.map((member, index) => said(index, member)).join(', ')
  const { parts } = dictionary(locale).fields
  return Object.entries(value)
    .map(([key, member]) => {
      const text = said(key, member)
      const name = Object.hasOwn(parts, key) ? parts[key] : LANGUAGE_KEY.test(key) ? languageName(locale, key) : key
      return text === '' ? '' : `${name}: ${text}`
    })
    .filter((text) => text !== '')
    .join('; ')
}
