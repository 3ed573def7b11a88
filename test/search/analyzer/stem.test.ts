import { describe, expect, it } from 'vitest'
import { stem } from '../../../src/search/analyzer/stem.ts'

describe('the stem', () => {
  it('of a Cyrillic word is by the Ukrainian rules, of a Latin one by the English', () => {
    expect(stem('бібліотеками')).toBe(stem('бібліотека'))
    expect(stem('services')).toBe(stem('service'))
    expect(stem('managing')).toBe(stem('manage'))
  })

  it.each(['', 'ф', 'it', 'із', '2024', '1с', 'ipv6', 'usbшка', 'café'])('of %j is itself', (token) => {
    expect(stem(token)).toBe(token)
  })
})
