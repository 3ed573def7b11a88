import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/history/leaf.ts'
import { readReturnReason, returnReason } from '../../src/software/return-reasons.ts'
import { mergeThreeWay, type Side, threeWay } from '../../src/software/three-way.ts'

const none: ReadonlyMap<string, Side> = new Map()
/** Objects of objects, lists and texts, as documents are; the few names make sides meet. */
const documents = fc.letrec<{ value: Json; object: Record<string, Json> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json[]>(null, 'а', 'б', 1, true),
    fc.array(fc.constantFrom<Json[]>('а', 'б'), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('x', 'y', 'a/b', '__proto__'), tie('value'), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
})).object

describe('two changes of one document', () => {
  it('go together where they touch different fields', () => {
    const base = { name: { uk: 'а' }, list: ['1'], kept: 1 }
    const current = { name: { uk: 'а', en: 'a' }, list: ['1'], kept: 1 }
    const proposed = { name: { uk: 'б' }, list: ['1', '2'] }
    expect(mergeThreeWay(base, current, proposed, none)).toEqual({
      merged: { name: { uk: 'б', en: 'a' }, list: ['1', '2'] },
      unresolved: [],
    })
  })

  it('clash where both changed a field, until somebody chooses', () => {
    const [base, current, proposed] = [{ a: 1 }, { a: 2 }, { a: 3 }]
    expect(threeWay(base, current, proposed)).toEqual([
      { path: '/a', base: 1, current: 2, proposed: 3, changedBy: 'clash' },
    ])
    expect(mergeThreeWay(base, current, proposed, none)).toEqual({ merged: { a: 2 }, unresolved: ['/a'] })
    const choices = new Map([['/a', 'proposed' as const]])
    expect(mergeThreeWay(base, current, proposed, choices)).toEqual({ merged: { a: 3 }, unresolved: [] })
  })

  it('of which one is none give the other', () => {
    fc.assert(
      fc.property(documents, documents, (base, changed) => {
        expect(mergeThreeWay(base, changed, base, none)).toEqual({ merged: changed, unresolved: [] })
        expect(mergeThreeWay(base, base, changed, none)).toEqual({ merged: changed, unresolved: [] })
        expect(mergeThreeWay(base, changed, changed, none)).toEqual({ merged: changed, unresolved: [] })
      }),
    )
  })

  it('clash in the same places whichever comes first, and lose nothing when one side is chosen throughout', () => {
    fc.assert(
      fc.property(documents, documents, documents, (base, current, proposed) => {
        const clashes = (one: Json, other: Json) =>
          threeWay(base, one, other)
            .filter(({ changedBy }) => changedBy === 'clash')
            .map(({ path }) => path)
            .sort()
        expect(clashes(current, proposed)).toEqual(clashes(proposed, current))
        const all = new Map(clashes(current, proposed).map((path) => [path, 'proposed' as const]))
        expect(mergeThreeWay(base, current, proposed, all).unresolved).toEqual([])
      }),
    )
  })
})

describe('the reasons of a return', () => {
  it('are one text that is read back topic by topic', () => {
    const reasons = {
      topics: [
        { topic: 'rights', text: 'Немає документа.\nДодайте.' },
        { topic: 'identity', text: 'Назва' },
      ],
      text: 'Загалом добре.\n\nЩе трохи.',
    } as const
    const text = returnReason(reasons)
    expect(text).toBe('[rights] Немає документа.\nДодайте.\n\n[identity] Назва\n\nЗагалом добре.\n\nЩе трохи.')
    expect(readReturnReason(text)).toEqual(reasons)
  })

  it('that say nothing are empty, and a text that only looks like a topic stays a text', () => {
    expect(returnReason({ topics: [{ topic: 'rights', text: ' ' }], text: '' })).toBe('')
    expect(readReturnReason('[щось] інше')).toEqual({ topics: [], text: '[щось] інше' })
    expect(readReturnReason('Спершу\n\n[rights] потім')).toEqual({ topics: [], text: 'Спершу\n\n[rights] потім' })
  })
})
