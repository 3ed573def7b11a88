import { canonicalize } from '../kernel/canonical-json.ts'
import type { Json } from './leaf.ts'

/** One difference between two versions of a record. `path` is an RFC 6901 pointer; into the later version, except for what was removed. */
export interface Difference {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before?: Json
  readonly after?: Json
}

type JsonObject = { readonly [key: string]: Json }

/**
 * What changed from one snapshot to the next, in the order of the fields. Members of lists are paired by content, then by the
 * field that names them, then by place, so that one inserted member is one difference and not a shift of all that follow.
 */
export function differences(before: Json, after: Json, path = ''): Difference[] {
  if (isObject(before) && isObject(after)) return objectDifferences(before, after, path)
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, path)
  if (isEmpty(before) && isEmpty(after)) return []
  if (isEmpty(before)) return [{ path, kind: 'added', after }]
  if (isEmpty(after)) return [{ path, kind: 'removed', before }]
  return before === after ? [] : [{ path, kind: 'changed', before, after }]
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Null, an empty list and an empty object all say that a field has no value. */
function isEmpty(value: Json): boolean {
  if (value === null) return true
  if (Array.isArray(value)) return value.length === 0
  return isObject(value) && Object.keys(value).length === 0
}

function objectDifferences(before: JsonObject, after: JsonObject, path: string): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key) => {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return differences(before[key] ?? null, after[key] ?? null, at)
  })
}

function listDifferences(before: readonly Json[], after: readonly Json[], path: string): Difference[] {
  const remaining = new Map<string, number[]>()
  for (const [index, member] of before.entries()) {
    const key = canonicalize(member)
    remaining.set(key, [...(remaining.get(key) ?? []), index])
  }
  const unpairedAfter: number[] = []
  for (const [index, member] of after.entries()) {
    const same = remaining.get(canonicalize(member))
    if (same && same.length > 0) same.shift()
    else unpairedAfter.push(index)
  }
  const unpairedBefore = [...remaining.values()].flat().sort((a, b) => a - b)
  const found: Difference[] = []
  for (const index of unpairedAfter) {
    const member = after[index] ?? null
    const partner = partnerOf(member, before, unpairedBefore)
    if (partner === null) found.push({ path: `${path}/${index}`, kind: 'added', after: member })
    else {
      unpairedBefore.splice(unpairedBefore.indexOf(partner), 1)
      found.push(...differences(before[partner] ?? null, member, `${path}/${index}`))
    }
  }
  for (const index of unpairedBefore)
    found.push({ path: `${path}/${index}`, kind: 'removed', before: before[index] ?? null })
  return found
}

/** The fields by which people would say that two members are the same thing. */
const NAMING_FIELDS = [
  'id',
  'expert',
  'target',
  'organization',
  'url',
  'version',
  'name',
  'number',
  'permittedUsers',
] as const

function partnerOf(member: Json, before: readonly Json[], candidates: readonly number[]): number | null {
  if (!isObject(member)) return null
  for (const field of NAMING_FIELDS) {
    const name = member[field]
    if (name === undefined || name === null || typeof name === 'object') continue
    const found = candidates.find((index) => {
      const candidate = before[index] ?? null
      return isObject(candidate) && candidate[field] === name
    })
    if (found !== undefined) return found
  }
  return null
}
