import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergePlaces } from '../../src/search/merge-places.ts'

const falling = fc.uniqueArray(fc.nat({ max: 300 }), { maxLength: 60 }).map((all) => all.toSorted((a, b) => b - a))

it('every place stands once, in falling order, with exactly the lists that have it', () => {
  fc.assert(
    fc.property(fc.array(falling, { maxLength: 9 }), (lists) => {
      const { places, ends, holders } = mergePlaces(lists)
      const expected = [...new Set(lists.flat())].toSorted((a, b) => b - a)
      expect([...places]).toEqual(expected)
      for (const [row, place] of expected.entries()) {
        const found = [...holders.slice(row === 0 ? 0 : ends[row - 1], ends[row])].toSorted((a, b) => a - b)
        expect(found).toEqual(lists.flatMap((list, slot) => (list.includes(place) ? [slot] : [])))
      }
    }),
  )
})
