import { z } from 'zod'

interface JsonSchema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly format?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly $ref?: string
}

/** A place where the schema takes any text a person writes, as the keys on the way to it; a list's member is `0`, a record's `uk`. */
export type TextPlace = readonly string[]

/**
 * Every place of a schema that takes free text: strings that are no choice, code, date or address. Addresses and mailboxes are
 * recognised by a text that they refuse.
 */
export function freeTextPlaces(schema: z.ZodType): readonly TextPlace[] {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  return placesIn(whole, [])
}

function placesIn(schema: JsonSchema, path: TextPlace): TextPlace[] {
  const branches = [...(schema.anyOf ?? []), ...(schema.allOf ?? [])]
  if (branches.length > 0) return branches.flatMap((branch) => placesIn(branch, path))
  if (schema.type === 'object') {
    const named = Object.entries(schema.properties ?? {}).flatMap(([key, member]) => placesIn(member, [...path, key]))
    const rest = schema.additionalProperties
    return typeof rest === 'object' ? [...named, ...placesIn(rest, [...path, 'uk'])] : named
  }
  if (schema.type === 'array') return schema.items ? placesIn(schema.items, [...path, '0']) : []
  const closed = schema.enum !== undefined || schema.const !== undefined || schema.pattern !== undefined
  return schema.type === 'string' && !closed && schema.format === undefined ? [path] : []
}

/**
 * A copy of a document with a text at a place. Members that are missing on the way are made from `filled`, a document that has
 * something everywhere.
 */
export function withTextAt(document: unknown, filled: unknown, place: TextPlace, text: string): unknown {
  const [key, ...rest] = place
  if (key === undefined) return text
  const base = document ?? filled
  if (key === '0') {
    const [first] = [...((base as unknown[] | null) ?? []), ...((filled as unknown[] | null) ?? [])]
    return [withTextAt(first, (filled as unknown[] | null)?.[0], rest, text)]
  }
  const own = (value: unknown) => (value as Record<string, unknown> | null | undefined)?.[key]
  return { ...(base as object), [key]: withTextAt(own(base), own(filled), rest, text) }
}
