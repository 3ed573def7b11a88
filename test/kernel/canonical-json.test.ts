import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalBytes, canonicalize } from '../../src/kernel/canonical-json.ts'
import { toHex } from '../../src/kernel/encoding.ts'
import { AppError } from '../../src/kernel/errors.ts'
import vectors from '../vectors/jcs/rfc8785.json' with { type: 'json' }

const doubleOf = (bits: string) => {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(`0x${bits}`))
  return view.getFloat64(0)
}

const refusal = (value: unknown) => {
  try {
    canonicalize(value)
    return null
  } catch (error) {
    return error instanceof AppError ? { code: error.code, ...error.findings[0] } : error
  }
}

describe('canonical JSON (RFC 8785)', () => {
  it.each(vectors.values.map(({ name, input, output }) => [name, input, output] as const))(
    'writes the published vector: %s',
    (_, input, output) => {
      expect(canonicalize(JSON.parse(input))).toBe(output)
    },
  )

  it.each(vectors.numbers.map(({ ieee754, output }) => [ieee754, output] as const))(
    'writes the number %s as %s',
    (bits, output) => {
      expect(canonicalize(doubleOf(bits))).toBe(output)
    },
  )

  it.each(vectors.refusedNumbers)('refuses the number %s, which JSON does not have', (bits) => {
    expect(refusal(doubleOf(bits))).toMatchObject({ code: 'validation-failed', rule: 'not-canonical-json' })
  })

  it('gives the bytes of RFC 8785 section 3.2.4', () => {
    const input = vectors.values.find(({ name }) => name === 'values')?.input ?? ''
    expect(toHex(canonicalBytes(JSON.parse(input)))).toBe(
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e33333333' +
        '3333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c' +
        '5c5c5c5c222f227d',
    )
  })

  it.each([
    ['undefined', undefined, ''],
    ['a property that is undefined', { a: { 'b/c~': undefined } }, '/a/b~1c~0'],
    ['a hole in an array', [1, new Array(1)], '/1/0'],
    ['a lone surrogate', ['\ud800'], '/0'],
    ['a lone surrogate in a key', { '\udc00': 1 }, '/\udc00'],
    ['bigint', { n: 1n }, '/n'],
    ['a function', [() => 1], '/0'],
    ['a class instance', { at: new Map() }, '/at'],
  ])('refuses %s and says where it is', (_, value, pointer) => {
    expect(refusal(value)).toEqual({ code: 'validation-failed', pointer, rule: 'not-canonical-json' })
  })

  it('refuses nesting without end instead of exhausting the stack', () => {
    const circle: unknown[] = []
    circle.push(circle)
    expect(refusal(circle)).toMatchObject({ rule: 'not-canonical-json' })
  })

  it('is a fixed point: what it wrote, read and written again, is the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalize(value)
        expect(canonicalize(JSON.parse(text))).toBe(text)
      }),
    )
  })

  it('loses nothing and does not depend on the order of properties', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (record) => {
        const shuffled = Object.fromEntries(Object.entries(record).reverse())
        expect(canonicalize(shuffled)).toBe(canonicalize(record))
        expect(JSON.parse(canonicalize(record))).toEqual(JSON.parse(JSON.stringify(record)))
      }),
    )
  })
})
