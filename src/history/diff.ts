import type { Json } from './leaf.ts'

/** One difference between two versions of a record. `path` is an RFC 6901 pointer; into the later version, except for what was removed. */
export interface Difference {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before?: Json
  readonly after?: Json
}

/** The first differences there are, and how many there are altogether. */
export interface Differences {
  readonly shown: readonly Difference[]
  readonly count: number
}

type JsonObject = { readonly [key: string]: Json }
type Report = (difference: Difference) => void

/**
 * What changed from one snapshot to the next, in the order of the fields. Members of lists are paired by content, then by the
 * field that names them, then by place, so that one inserted member is one difference and not a shift of all that follow.
 * Another order of the same members is no difference, nor is another way of saying that a field has no value.
 * @param limit how many differences are kept; the others are counted
 */
export function differences(before: Json, after: Json, limit = Number.POSITIVE_INFINITY): Differences {
  const shown: Difference[] = []
  let count = 0
  compare(before, after, '', (difference) => {
    count++
    if (shown.length < limit) shown.push(difference)
  })
  return { shown, count }
}

function compare(before: Json, after: Json, path: string, report: Report): void {
  if (isObject(before) && isObject(after)) compareObjects(before, after, path, report)
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, path, report)
  else if (isEmpty(before) && isEmpty(after)) return
  else if (isEmpty(before)) report({ path, kind: 'added', after })
  else if (isEmpty(after)) report({ path, kind: 'removed', before })
  else if (before !== after) report({ path, kind: 'changed', before, after })
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

function compareObjects(before: JsonObject, after: JsonObject, path: string, report: Report): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    compare(own(before, key), own(after, key), `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, report)
  }
}

function compareLists(before: readonly Json[], after: readonly Json[], path: string, report: Report): void {
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
  const named = placesByName(before, unpairedBefore)
  for (const index of unpairedAfter) {
    const member = after[index] ?? null
    const partner = partnerOf(member, index, before, unpairedBefore, named)
    if (partner === null) report({ path: `${path}/${index}`, kind: 'added', after: member })
    else {
      unpairedBefore.delete(partner)
      compare(before[partner] ?? null, member, `${path}/${index}`, report)
    }
  }
  for (const index of unpairedBefore)
    report({ path: `${path}/${index}`, kind: 'removed', before: before[index] ?? null })
}

/** What a member says, as a text: lists in any order, without the fields that have no value, which a later schema may have added. */
function essence(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(essence).sort().join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).filter(([, member]) => !isEmpty(member))
  const texts = members.map(([key, member]) => `${JSON.stringify(key)}:${essence(member)}`)
  return `{${texts.sort().join()}}`
}

/** The fields by which people would say that two members are the same thing. */
const NAMING_FIELDS = [
  'id',
  'expert',
  'software',
  'target',
  'organization',
  'url',
  'version',
  'name',
  'number',
  'permittedUsers',
] as const

/** Places of members in a list by a naming field and what it holds, the last first. */
type PlacesByName = ReadonlyMap<string, ReadonlyMap<Json, number[]>>

function placesByName(list: readonly Json[], places: ReadonlySet<number>): PlacesByName {
  const byField = new Map<string, Map<Json, number[]>>(NAMING_FIELDS.map((field) => [field, new Map()]))
  for (const place of [...places].reverse()) {
    for (const { field, name } of namesOf(list[place] ?? null)) {
      const byName = byField.get(field)
      const same = byName?.get(name)
      if (same) same.push(place)
      else byName?.set(name, [place])
    }
  }
  return byField
}

/** The member that this one was before: the one of the same name, or, where neither has a name, the one in the same place. */
function partnerOf(
  member: Json,
  place: number,
  before: readonly Json[],
  candidates: ReadonlySet<number>,
  named: PlacesByName,
): number | null {
  const names = namesOf(member)
  if (names.length === 0) {
    const there = before[place] ?? null
    return candidates.has(place) && namesOf(there).length === 0 && typeof there === typeof member ? place : null
  }
  for (const { field, name } of names) {
    const places = named.get(field)?.get(name) ?? []
    // Whoever was paired by another field is no candidate any more, and is met here only once.
    for (let last = places.at(-1); last !== undefined; last = places.at(-1)) {
      if (candidates.has(last)) return last
      places.pop()
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
