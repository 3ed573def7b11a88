import { AppError } from '../kernel/errors.ts'
import type { RequestContext } from './kit.ts'

/** What a reader filled in. Line ends are LF, whatever the browser sent; nothing else is changed. */
export interface FilledForm {
  /** The first value of a field, without spaces around it; `''` when it was left out. */
  readonly text: (name: string) => string
  /** Every value of a field: ticked boxes, repeated fields. */
  readonly texts: (name: string) => readonly string[]
  /** A chosen file; null when none was chosen. */
  readonly file: (name: string) => Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>
  /** Whether the field, or the button with this name, was sent at all. */
  readonly has: (name: string) => boolean
  /** Of all fields that were sent. */
  readonly names: () => readonly string[]
}

const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i

/** Reads the body of a form. Throws `unsupported-media-type` and `malformed-body`; its size was checked before. */
export async function readForm(c: RequestContext): Promise<FilledForm> {
  if (!FORM_TYPES.test(c.req.header('content-type') ?? '')) {
    throw new AppError('unsupported-media-type', 'not a form')
  }
  const data = await c.req.formData().catch((error: unknown) => {
    throw new AppError('malformed-body', 'not a form', [], { cause: error })
  })
  const texts = (name: string) =>
    data.getAll(name).flatMap((value) => (typeof value === 'string' ? [value.replace(/\r\n?/g, '\n').trim()] : []))
  return {
    texts,
    text: (name) => texts(name)[0] ?? '',
    has: (name) => data.has(name),
    names: () => [...new Set(data.keys())],
    file: async (name) => {
      const found = data.get(name)
      if (found === null || typeof found === 'string' || (found.size === 0 && found.name === '')) return null
      return { name: found.name, bytes: new Uint8Array(await found.arrayBuffer()) }
    },
  }
}
