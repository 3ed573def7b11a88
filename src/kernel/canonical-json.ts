import { utf8Bytes } from './encoding.ts'
import { AppError } from './errors.ts'

/** Deep enough for every format we read; shallow enough that recursion ends before the stack does. */
const MAXIMUM_DEPTH = 200

/**
 * JSON Canonicalization Scheme, RFC 8785: the one text of a JSON value, fit for hashing and signing.
 *
 * Takes what JSON can say: null, booleans, finite numbers, well-formed strings, arrays and plain objects. Anything else
 * (undefined, also as a property; NaN; a lone surrogate; bigint; a class instance; more than 200 levels) throws
 * `validation-failed` with rule `not-canonical-json` and the JSON pointer of the place: silently dropping a value would
 * let two different facts have one hash.
 */
export function canonicalize(value: unknown): string {
  return write(value, '', 0)
}

/** The UTF-8 bytes of `canonicalize(value)`. */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return utf8Bytes(canonicalize(value))
}

function write(value: unknown, pointer: string, depth: number): string {
  if (depth > MAXIMUM_DEPTH) throw notJson(pointer, 'too deep')
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      // ECMAScript's own number form is the one RFC 8785 section 3.2.2.3 prescribes; it writes -0 as 0.
      if (!Number.isFinite(value)) throw notJson(pointer, 'not a finite number')
      return JSON.stringify(value)
    case 'string':
      return writeString(value, pointer)
    case 'object':
      if (value === null) return 'null'
      if (Array.isArray(value)) return writeArray(value, pointer, depth)
      return writeObject(value, pointer, depth)
    default:
      throw notJson(pointer, typeof value)
  }
}

function writeString(text: string, pointer: string): string {
  if (!text.isWellFormed()) throw notJson(pointer, 'lone surrogate')
  return JSON.stringify(text)
}

function writeArray(list: readonly unknown[], pointer: string, depth: number): string {
  const members: string[] = []
  // By index and not by map(): a hole must be refused, not skipped.
  for (let index = 0; index < list.length; index++) {
    members.push(write(list[index], `${pointer}/${index}`, depth + 1))
  }
  return `[${members.join(',')}]`
}

function writeObject(object: object, pointer: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null) throw notJson(pointer, 'not a plain object')
  // The default order of sort() is by UTF-16 code units, which is the order of RFC 8785 section 3.2.3.
  const members = Object.keys(object)
    .sort()
    .map((key) => {
      const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
      return `${writeString(key, place)}:${write((object as Record<string, unknown>)[key], place, depth + 1)}`
    })
  return `{${members.join(',')}}`
}

function notJson(pointer: string, what: string): AppError {
  return new AppError('validation-failed', `No canonical JSON form at '${pointer}': ${what}`, [
    { pointer, rule: 'not-canonical-json' },
  ])
}
