import { pipeline, Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'

export type Coding = 'br' | 'gzip'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Smaller bodies gain nothing, in bytes. */
const THRESHOLD = 1024
const COMPRESSIBLE = /^(?:text\/(?!event-stream)|application\/(?:[a-z.+-]*\+)?(?:json|xml|yaml)|image\/svg\+xml)/

/** The better of the codings that Accept-Encoding allows, or null. */
export function acceptedCoding(header: string | null): Coding | null {
  const allowed = new Set(
    (header ?? '')
      .toLowerCase()
      .split(',')
      .map((part) => part.trim().split(/\s*;\s*q\s*=\s*/))
      .filter(([, weight]) => weight === undefined || Number(weight) > 0)
      .map(([coding]) => coding),
  )
  if (allowed.has('br')) return 'br'
  return allowed.has('gzip') || allowed.has('x-gzip') ? 'gzip' : null
}

/** Compresses bytes. `quality` is Brotli's, 0 to 11: 4 for what is made for each request, 11 for what is kept. */
export async function compress(body: Uint8Array, coding: Coding, quality: number): Promise<Uint8Array<ArrayBuffer>> {
  const made =
    coding === 'br'
      ? await brotli(body, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: quality,
            [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
          },
        })
      : await zip(body)
  return Uint8Array.from(made)
}

/**
 * The answer in the best coding the reader takes. Pages and JSON are whole in memory already, so they are compressed off the
 * event loop and sent with their length; what is made while it is sent is compressed on its way. ETags stay as they are: ours name the version of a record, which a client must be
 * able to send back in If-Match however it read it.
 */
export async function compressed(request: Request, response: Response): Promise<Response> {
  const { status } = response
  // A copy: what a lightweight Response was made with would hide what is added to it afterwards.
  const headers = new Headers(response.headers)
  const type = headers.get('content-type') ?? ''
  if (status === 204 || status === 304 || response.body === null || !COMPRESSIBLE.test(type)) return response
  if (headers.has('content-encoding') || headers.get('cache-control')?.includes('no-transform')) return response
  headers.append('vary', 'Accept-Encoding')
  const coding = acceptedCoding(request.headers.get('accept-encoding'))
  if (coding === null || request.method === 'HEAD') return new Response(response.body, { status, headers })
  headers.delete('content-length')
  const { body, pieces } = await bodyOf(response.body)
  if (pieces === null && body.byteLength < THRESHOLD) return new Response(body, { status, headers })
  headers.set('content-encoding', coding)
  if (pieces === null) return new Response(await compress(body, coding, 4), { status, headers })
  return new Response(compressedOnItsWay(pieces, coding), { status, headers })
}

type Bytes = Uint8Array<ArrayBuffer>

/** A body of one piece, or the pieces of one that is still being made. */
async function bodyOf(stream: ReadableStream<Bytes>): Promise<{ body: Bytes; pieces: AsyncGenerator<Bytes> | null }> {
  const reader = stream.getReader()
  const first = await reader.read()
  if (first.done) return { body: new Uint8Array(), pieces: null }
  const second = await reader.read()
  return { body: first.value, pieces: second.done ? null : piecesOf([first.value, second.value], reader) }
}

async function* piecesOf(begun: readonly Bytes[], reader: ReadableStreamDefaultReader<Bytes>): AsyncGenerator<Bytes> {
  let isDone = false
  try {
    yield* begun
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
    isDone = true
  } finally {
    // A reader who goes away stops what makes the pieces, too.
    if (!isDone) await reader.cancel()
  }
}

function compressedOnItsWay(pieces: AsyncGenerator<Bytes>, coding: Coding): ReadableStream<Bytes> {
  const packer =
    coding === 'br' ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }) : createGzip()
  // A failure is that of the packer, which the answer is read from.
  pipeline(Readable.from(pieces, { objectMode: false }), packer, () => undefined)
  const stream: NodeReadableStream = Readable.toWeb(packer)
  return stream as ReadableStream<Bytes>
}
