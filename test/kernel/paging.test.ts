import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBase64Url, utf8Bytes } from '../../src/kernel/encoding.ts'
import { AppError } from '../../src/kernel/errors.ts'
import { decodeCursor, encodeCursor, Limit, pageOf } from '../../src/kernel/paging.ts'

const rule = (cursor: string, sort = 'name', length = 2) => {
  try {
    decodeCursor(cursor, sort, length)
    return null
  } catch (error) {
    return error instanceof AppError ? error.findings : error
  }
}
const malformed = [{ pointer: '?cursor', rule: 'cursor-malformed' }]

describe('cursors', () => {
  it('come back as the key they were made of', () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 50 }), fc.integer(), fc.constant(null))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (key) => {
        expect(decodeCursor(encodeCursor('name', key), 'name', key.length)).toEqual(key)
      }),
    )
  })

  it('can be put into an address as they are', () => {
    expect(encodeCursor('name', ['Їжак ?&/+', 17])).toMatch(/^[A-Za-z0-9_-]+$/)
  })

  const text = (content: string) => toBase64Url(utf8Bytes(content))
  it.each([
    ['empty', ''],
    ['not base64url', '!!!'],
    ['not UTF-8', '_w'],
    ['not JSON', text('{')],
    ['JSON that is no cursor', text('[]')],
    ['another version', text('{"k":["a",1],"s":"name","v":2}')],
    ['an extra member', text('{"k":["a",1],"s":"name","v":1,"x":1}')],
    ['a nested value', text('{"k":["a",[1]],"s":"name","v":1}')],
    ['another spelling of a good one', text('{"v":1,"k":["a",1],"s":"name"}')],
    ['a good one with something behind it', `${encodeCursor('name', ['a', 1])}A`],
    ['too long', encodeCursor('name', ['a'.repeat(3000), 1])],
  ])('are refused when %s', (_, cursor) => {
    expect(rule(cursor)).toEqual(malformed)
  })

  it('are good for their own order only', () => {
    const cursor = encodeCursor('name', ['a', 1])
    expect(rule(cursor)).toBeNull()
    expect(rule(cursor, 'updated')).toEqual(malformed)
    expect(rule(cursor, 'name', 1)).toEqual(malformed)
  })

  it('are given only when there is a further page', () => {
    const rows = [{ id: 1 }, { id: 2 }, { id: 3 }]
    const page = pageOf(rows, 2, 'id', (row) => [row.id])
    expect(page).toEqual({ rows: [{ id: 1 }, { id: 2 }], next: encodeCursor('id', [2]) })
    expect(pageOf(rows, 3, 'id', (row) => [row.id]).next).toBeNull()
    expect(pageOf([], 3, 'id', () => [1])).toEqual({ rows: [], next: null })
  })
})

describe('limit', () => {
  it('takes 1 to 100', () => {
    for (let limit = 1; limit <= 100; limit++) expect(Limit.parse(String(limit))).toBe(limit)
  })

  it.each(['0', '101', '-1', '1e1', '0x10', ' 5', '05', '5.0', '', '١'])('refuses %j', (text) => {
    expect(Limit.safeParse(text).error?.issues[0]?.message).toBe('limit-range')
  })
})
