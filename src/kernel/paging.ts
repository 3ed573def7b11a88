import { z } from 'zod'
import { canonicalBytes } from './canonical-json.ts'
import { fromBase64Url, toBase64Url, utf8Text } from './encoding.ts'
import { AppError } from './errors.ts'

/** How many entries a list gives when the reader does not say. */
export const DEFAULT_LIMIT = 20

/** The `limit` of a list, `1` to `100`, as written in a query. Digits only: coercion would take `1e2`, `0x10` and ` 5`. */
export const Limit = z
  .string()
  .regex(/^(?:[1-9]\d?|100)$/, 'limit-range')
  .transform(Number)
export type Limit = z.infer<typeof Limit>

/** The sort key of the last entry shown: the values of the sort columns in their order, the unique one last. */
export type CursorKey = readonly (string | number | null)[]

const VERSION = 1
const LONGEST_CURSOR = 2000

const CursorContent = z.strictObject({
  v: z.literal(VERSION),
  s: z.string(),
  k: z.array(z.union([z.string(), z.number(), z.null()])),
})

/**
 * The opaque place in a list after which the next page starts: base64url of canonical JSON.
 * @param sort name of the order the list is in; a cursor is good for that order only
 */
export function encodeCursor(sort: string, key: CursorKey): string {
  return toBase64Url(canonicalBytes({ v: VERSION, s: sort, k: [...key] }))
}

/**
 * Reads a cursor that `encodeCursor` wrote for the same order. Throws `validation-failed` with rule `cursor-malformed` at
 * `?cursor` for anything else: another order or version, another number of values, damaged or hand-made text.
 * @param length how many values the order has
 */
export function decodeCursor(cursor: string, sort: string, length: number): CursorKey {
  const content = readCursor(cursor)
  if (content === null || content.s !== sort || content.k.length !== length) {
    throw malformedCursor()
  }
  return content.k
}

/** For lists that find a key in a cursor that none of their entries has. */
export function malformedCursor(): AppError {
  return new AppError('validation-failed', 'Malformed cursor', [{ pointer: '?cursor', rule: 'cursor-malformed' }])
}

function readCursor(cursor: string): z.infer<typeof CursorContent> | null {
  if (cursor.length > LONGEST_CURSOR) return null
  const bytes = fromBase64Url(cursor)
  const text = bytes && utf8Text(bytes)
  if (text === null) return null
  try {
    const content = CursorContent.safeParse(JSON.parse(text))
    // One place has one cursor: a reordered or padded spelling of the same content is somebody's own making.
    return content.success && encodeCursor(content.data.s, content.data.k) === cursor ? content.data : null
  } catch {
    return null
  }
}

/** One page out of rows of which one more than `limit` was asked for. `next` is `null` on the last page. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  sort: string,
  keyOf: (row: Row) => CursorKey,
): { rows: readonly Row[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last !== undefined ? encodeCursor(sort, keyOf(last)) : null }
}
