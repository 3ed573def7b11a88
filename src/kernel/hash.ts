import { toHex, utf8Bytes } from './encoding.ts'

/** SHA-256 (FIPS 180-4) of bytes, or of the UTF-8 form of a text. 32 bytes. */
export async function sha256(data: Uint8Array | string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = typeof data === 'string' ? utf8Bytes(data) : new Uint8Array(data)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** SHA-256 as 64 lower-case hexadecimal digits. */
export async function sha256Hex(data: Uint8Array | string): Promise<string> {
  return toHex(await sha256(data))
}
