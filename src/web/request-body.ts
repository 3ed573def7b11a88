import type { MiddlewareHandler } from 'hono'
import { AppError } from '../kernel/errors.ts'
import type { RequestEnv } from './kit.ts'

const DEEPEST_JSON = 64

/**
 * Reads the body once, within `maximumBytes`, before any route does: packed, too large, not UTF-8, not JSON or nested too deep are refused
 * with their own errors instead of whatever a parser would say. Other media types pass unread beyond the size check.
 */
export function checkedBody(maximumBytes: number): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.raw.body === null) return next()
    // What is packed could unpack to any size, so nothing is unpacked.
    if (!/^(?:identity)?$/i.test(c.req.header('content-encoding')?.trim() ?? '')) {
      throw new AppError('unsupported-media-type', 'a packed body')
    }
    const declared = Number(c.req.header('content-length') ?? 0)
    if (declared > maximumBytes) throw tooLarge(maximumBytes)
    const bytes = await readWithin(c.req.raw.body, maximumBytes)
    c.req.bodyCache.arrayBuffer = Promise.resolve(bytes.buffer) as unknown as ArrayBuffer
    if (/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(c.req.header('content-type') ?? '')) {
      c.req.bodyCache.json = Promise.resolve(parseJson(bytes))
    }
    return next()
  }
}

function tooLarge(maximumBytes: number): AppError {
  return new AppError('body-too-large', `more than ${maximumBytes} bytes`)
}

async function readWithin(stream: ReadableStream<Uint8Array>, maximumBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > maximumBytes) {
      await reader.cancel()
      throw tooLarge(maximumBytes)
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}

function parseJson(bytes: Uint8Array): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new AppError('malformed-body', 'not UTF-8', [{ pointer: '', rule: 'utf-8-invalid' }], { cause: error })
  }
  if (isTooDeep(text)) throw new AppError('malformed-body', 'nested too deep', [{ pointer: '', rule: 'json-too-deep' }])
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('malformed-body', 'not JSON', [{ pointer: '', rule: 'json-malformed' }], { cause: error })
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (quoted) {
      if (character === '\\') index++
      else if (character === '"') quoted = false
    } else if (character === '"') quoted = true
    else if (character === '{' || character === '[') {
      if (++depth > DEEPEST_JSON) return true
    } else if (character === '}' || character === ']') depth--
  }
  return false
}
