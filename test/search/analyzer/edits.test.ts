import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deletionKeys, editDistance } from '../../../src/search/analyzer/edits.ts'
import { skeleton } from '../../../src/search/analyzer/skeleton.ts'

describe('the skeleton of a stem', () => {
  it.each([
    ['щоденник', 'шоденик'],
    ['хмара', 'гмара'],
    ['ґрунт', 'грунт'],
    ['їдальн', 'идалн'],
    ['соціяльн', 'социалн'],
    ['объєкт', 'обект'],
    ['ёлка', 'елка'],
    ['рій', 'ри'],
    ['coffee', 'cofe'],
    ['1100', '1100'],
    ['', ''],
  ])('of %j is %j', (stem, bones) => {
    expect(skeleton(stem)).toBe(bones)
  })

  it('of a skeleton is itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'абвгґдеєжзиіїйклнхцшщьъэюяыё1') }), (word) => {
        expect(skeleton(skeleton(word))).toBe(skeleton(word))
      }),
    )
  })
})

describe('keys of deletion', () => {
  it('are the first seven letters and these without one, each once', () => {
    expect([...deletionKeys('черга')].sort()).toEqual(['ерга', 'чега', 'чера', 'черг', 'черга', 'чрга'])
    expect(deletionKeys('бібліотек')[0]).toBe('бібліот')
    expect([...deletionKeys('аабв')].sort()).toEqual(['ааб', 'аабв', 'аав', 'абв'])
    expect(deletionKeys('а')).toEqual(['а'])
    expect(deletionKeys('')).toEqual([''])
  })

  const word = fc.string({ unit: fc.constantFrom(...'абвг'), minLength: 2, maxLength: 12 })
  it('are shared by words within one edit', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('drop', 'add', 'change', 'swap'), (right, place, kind) => {
        const letters = [...right]
        const at = place % (letters.length - 1)
        if (kind === 'drop') letters.splice(at, 1)
        if (kind === 'add') letters.splice(at, 0, 'д')
        if (kind === 'change') letters.splice(at, 1, 'д')
        if (kind === 'swap') letters.splice(at, 2, letters[at + 1] ?? '', letters[at] ?? '')
        const wrong = letters.join('')
        expect(editDistance(right, wrong, 2)).toBeLessThanOrEqual(1)
        const keys = new Set(deletionKeys(right))
        expect(deletionKeys(wrong).some((key) => keys.has(key))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the distance of two words', () => {
  it.each([
    ['черга', 'черга', 2, 0],
    ['черга', 'чегра', 2, 1],
    ['черга', 'чрга', 2, 1],
    ['черга', 'черрга', 2, 1],
    ['черга', 'чарга', 2, 1],
    ['документ', 'дкоумнет', 2, 2],
    ['документ', 'монумент', 2, 2],
    ['са', 'абс', 3, 3],
    ['черга', 'школа', 2, 3],
    ['черга', 'чер', 1, 2],
    ['', 'аб', 2, 2],
    ['аб', '', 1, 2],
  ])('%j and %j within %i is %i', (one, other, most, distance) => {
    expect(editDistance(one, other, most)).toBe(distance)
  })

  it('is the same with an early end, and both ways', () => {
    const word = fc.string({ unit: fc.constantFrom(...'абв'), maxLength: 9 })
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (one, other, most) => {
        const whole = editDistance(one, other, 20)
        expect(editDistance(one, other, most)).toBe(Math.min(whole, most + 1))
        expect(editDistance(other, one, most)).toBe(Math.min(whole, most + 1))
      }),
      { numRuns: 2000 },
    )
  })
})
