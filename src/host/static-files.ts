import { ASSET_CACHE_CONTROL, type Asset, type BuiltAssets, findAsset, NAMED_CACHE_CONTROL } from '../web/assets.ts'
import { SECURITY_HEADERS } from '../web/security-headers.ts'
import { acceptedCoding, type Coding, compress } from './compression.ts'

const TEXTUAL = /^(?:text\/|image\/svg)/

/**
 * Answers requests for the built files from memory, or null when the path is none of theirs. What shrinks is compressed once,
 * as well as can be, when it is first asked for.
 */
export function createStaticFiles(assets: BuiltAssets): (request: Request) => Promise<Response> | null {
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  const bodyOf = (asset: Asset, coding: Coding) => {
    const key = `${coding} ${asset.path}`
    const before = kept.get(key)
    const body = before ?? compress(asset.body, coding, 11)
    if (!before) kept.set(key, body)
    return body
  }
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    const asset = findAsset(assets, new URL(request.url).pathname)
    return asset ? answer(request, asset, bodyOf) : null
  }
}

async function answer(
  request: Request,
  asset: Asset,
  bodyOf: (asset: Asset, coding: Coding) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Response> {
  const headers = new Headers({
    ...SECURITY_HEADERS,
    'content-type': asset.contentType,
    'cache-control': asset.isNamed ? NAMED_CACHE_CONTROL : ASSET_CACHE_CONTROL,
  })
  const shrinks = TEXTUAL.test(asset.contentType)
  if (shrinks) headers.set('vary', 'Accept-Encoding')
  const coding = shrinks ? acceptedCoding(request.headers.get('accept-encoding')) : null
  const body = coding ? await bodyOf(asset, coding) : asset.body
  if (coding) headers.set('content-encoding', coding)
  headers.set('content-length', String(body.byteLength))
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}
