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
 * Another order of the same members is no difference, nor is another way of saying that a field has no value.
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
    return differences(own(before, key), own(after, key), at)
  })
}

function listDifferences(before: readonly Json[], after: readonly Json[], path: string): Difference[] {
  const sameAs = new Map<string, number[]>()
  for (const [index, member] of before.entries()) {
    const key = essence(member)
    const places = sameAs.get(key)
    if (places) places.push(index)
    else sameAs.set(key, [index])
  }
  for (const places of sameAs.values()) places.reverse()
  const unpairedAfter: number[] = []
  for (const [index, member] of after.entries()) {
    if (sameAs.get(essence(member))?.pop() === undefined) unpairedAfter.push(index)
  }
  const unpairedBefore = new Set([...sameAs.values()].flat().sort((a, b) => a - b))
  const found: Difference[] = []
  for (const index of unpairedAfter) {
    const member = after[index] ?? null
    const partner = partnerOf(member, index, before, unpairedBefore)
    if (partner === null) found.push({ path: `${path}/${index}`, kind: 'added', after: member })
    else {
      unpairedBefore.delete(partner)
      found.push(...differences(before[partner] ?? null, member, `${path}/${index}`))
    }
  }
  for (const index of unpairedBefore)
    found.push({ path: `${path}/${index}`, kind: 'removed', before: before[index] ?? null })
  return found
}

/** What a member says, as a text: lists in any order, without the fields that have no value, which a later schema may have added. */
function essence(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(essence).sort().join()}]`
  if (!isObject(value)) return canonicalize(value)
  const members = Object.entries(value).filter(([, member]) => !isEmpty(member))
  const texts = members.map(([key, member]) => `${canonicalize(key)}:${essence(member)}`)
  return `{${texts.sort().join()}}`
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

/** The member that this one was before: the one of the same name, or, where neither has a name, the one in the same place. */
function partnerOf(
  member: Json,
  place: number,
  before: readonly Json[],
  candidates: ReadonlySet<number>,
): number | null {
  const names = namesOf(member)
  if (names.length === 0) {
    const there = before[place] ?? null
    return candidates.has(place) && namesOf(there).length === 0 && typeof there === typeof member ? place : null
  }
  for (const { field, name } of names) {
    for (const index of candidates) {
      const candidate = before[index] ?? null
      if (isObject(candidate) && own(candidate, field) === name) return index
    }
  }
  return null
}

function namesOf(member: Json): { readonly field: string; readonly name: Json }[] {
  if (!isObject(member)) return []
  return NAMING_FIELDS.flatMap((field) => {
    const name = own(member, field)
    return name === null || typeof name === 'object' ? [] : [{ field, name }]
  })
}

/** A member of its own: `toString` is a key that a file may use, and every object inherits. */
function own(object: JsonObject, key: string): Json {
  return Object.hasOwn(object, key) ? (object[key] ?? null) : null
}
