import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64Url, fromHex, toBase64Url, toHex, utf8Bytes, utf8Text } from '../../src/kernel/encoding.ts'
import { sha256Hex } from '../../src/kernel/hash.ts'

describe('bytes as text', () => {
  it('returns the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes)
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
      }),
    )
  })

  it('writes the RFC 4648 vectors without padding', () => {
    const words = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar']
    expect(words.map((word) => toBase64Url(utf8Bytes(word)))).toEqual([
      '',
      'Zg',
      'Zm8',
      'Zm9v',
      'Zm9vYg',
      'Zm9vYmE',
      'Zm9vYmFy',
    ])
  })

  it.each(['Zg==', 'Zh', 'Zm9v\n', 'Zm+v', 'Z', 'Zm9v '])('refuses the base64url text %j', (text) => {
    expect(fromBase64Url(text)).toBeNull()
  })

  it.each(['0', 'AB', 'zz', '00 '])('refuses the hexadecimal text %j', (text) => {
    expect(fromHex(text)).toBeNull()
  })

  it('reads UTF-8 and nothing else', () => {
    expect(utf8Text(utf8Bytes('Їжак 🦔'))).toBe('Їжак 🦔')
    expect(utf8Text(new Uint8Array([0xcf, 0xf0, 0xe8]))).toBeNull()
    expect(utf8Text(new Uint8Array([0xed, 0xa0, 0x80]))).toBeNull()
  })
})

describe('SHA-256', () => {
  it('gives the digests of FIPS 180-4', async () => {
    expect(await sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(await sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(await sha256Hex('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    )
  })

  it('hashes a view as its own bytes, not its buffer', async () => {
    const view = utf8Bytes('xabcx').subarray(1, 4)
    expect(await sha256Hex(view)).toBe(await sha256Hex('abc'))
  })
})
