import type { Json } from '../history/leaf.ts'
import { canonicalize } from '../kernel/canonical-json.ts'

/** Whose value of a field is taken where both sides changed it. */
export type Side = 'current' | 'proposed'

/** A field that at least one side changed. `undefined`: the field is not there. */
export interface ThreeWayField {
  /** RFC 6901 pointer into the document. */
  readonly path: string
  readonly base: Json | undefined
  readonly current: Json | undefined
  readonly proposed: Json | undefined
  /** Which side changed it; `both` changed it to the same, a `clash` to different values. */
  readonly changedBy: Side | 'both' | 'clash'
}

type JsonObject = { readonly [key: string]: Json }

/**
 * What two sides made of the same base, field by field: objects are gone into, lists and texts are fields as a whole. Pure.
 */
export function threeWay(base: Json, current: Json, proposed: Json): readonly ThreeWayField[] {
  const fields: ThreeWayField[] = []
  walk(base, current, proposed, '', (field) => {
    fields.push(field)
    return field.current
  })
  return fields
}

/**
 * Both sides' changes together. Where they clash, `choices` says by path whose value is taken; paths without a choice come back
 * as `unresolved` and hold the current value. Pure.
 */
export function mergeThreeWay(
  base: Json,
  current: Json,
  proposed: Json,
  choices: ReadonlyMap<string, Side>,
): { readonly merged: Json; readonly unresolved: readonly string[] } {
  const unresolved: string[] = []
  const merged = walk(base, current, proposed, '', (field) => {
    if (field.changedBy !== 'clash') return field.changedBy === 'proposed' ? field.proposed : field.current
    const side = choices.get(field.path)
    if (side === undefined) unresolved.push(field.path)
    return side === 'proposed' ? field.proposed : field.current
  })
  return { merged: merged ?? null, unresolved }
}

type Value = Json | undefined

function walk(
  base: Value,
  current: Value,
  proposed: Value,
  path: string,
  take: (field: ThreeWayField) => Value,
): Value {
  if (isObject(base) && isObject(current) && isObject(proposed)) {
    const keys = new Set([...Object.keys(current), ...Object.keys(proposed), ...Object.keys(base)])
    const members: [string, Json][] = []
    for (const key of keys) {
      const below = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
      const value = walk(own(base, key), own(current, key), own(proposed, key), below, take)
      if (value !== undefined) members.push([key, value])
    }
    return Object.fromEntries(members)
  }
  const [byCurrent, byProposed] = [!isSame(base, current), !isSame(base, proposed)]
  if (!byCurrent && !byProposed) return current
  const changedBy =
    byCurrent && byProposed ? (isSame(current, proposed) ? 'both' : 'clash') : byCurrent ? 'current' : 'proposed'
  return take({ path, base, current, proposed, changedBy })
}

function isObject(value: Value): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(object: JsonObject, key: string): Value {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

function isSame(one: Value, other: Value): boolean {
  if (one === undefined || other === undefined) return one === other
  return canonicalize(one) === canonicalize(other)
}
