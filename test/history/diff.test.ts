import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differences as compare, type Difference } from '../../src/history/diff.ts'
import type { Json } from '../../src/history/leaf.ts'
import { canonicalize } from '../../src/kernel/canonical-json.ts'

// Keys and values from small sets, so that two documents have much in common; keys that every object inherits among them.
const keys = fc.constantFrom('a', 'b', 'name', 'url', 'a/b', 'm~n', 'toString', 'constructor')
const scalars: fc.Arbitrary<Json> = fc.constantFrom<Json>(null, true, false, 0, 1, '', 'а', 'б', 'https://a.ua')
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalars,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(fc.tuple(keys, tie('json')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries) as Json),
  ),
}))
const differences = (before: Json, after: Json) => [...compare(before, after).shown]
const documents = fc.dictionary(keys, json, { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<Json>

function at(document: Json, path: string): Json | undefined {
  let value: unknown = document
  for (const part of path.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value as Json | undefined
}

/** A document as differences see it: fields without a value left out, lists without their order. */
function meaning(value: Json): Json {
  if (Array.isArray(value)) return value.map(meaning).sort((a, b) => (canonicalize(a) < canonicalize(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  const isEmpty = (member: Json) => member === null || (typeof member === 'object' && Object.keys(member).length === 0)
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (isEmpty(member) ? [] : [[key, meaning(member)]])),
  )
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed).reverse()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, reversed(member)]))
}

/** The paths of the values that are not lists or objects, outside of lists. */
function leaves(value: Json, path = ''): string[] {
  if (Array.isArray(value)) return []
  if (typeof value !== 'object' || value === null) return value === null ? [] : [path]
  return Object.entries(value).flatMap(([key, member]) =>
    leaves(member, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}

/** The earlier document with the differences applied to it; of documents without lists, whose members have no fixed place. */
function applied(before: Json, changes: readonly Difference[]): Json {
  const document = structuredClone(before)
  for (const { path, kind, after } of changes) {
    const parts = path.split('/').slice(1)
    const own = (object: Record<string, Json>, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined)
    let place = document as Record<string, Json>
    for (const part of parts.slice(0, -1)) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
      if (own(place, key) === undefined || own(place, key) === null) place[key] = {}
      place = place[key] as Record<string, Json>
    }
    const key = (parts.at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
    if (kind === 'removed') delete place[key]
    else place[key] = after ?? null
  }
  return document
}

describe('the differences between two versions', () => {
  it('are none between a document and itself, or itself with its lists in another order', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(differences(document, document)).toEqual([])
        expect(differences(document, reversed(document))).toEqual([])
      }),
    )
  })

  it('are none only where the documents mean the same', () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        if (differences(before, after).length === 0) {
          const essence = (document: Json) => canonicalize(meaning(meaning(meaning(meaning(meaning(document))))))
          expect(essence(before)).toBe(essence(after))
        }
      }),
    )
  })

  it('say what stands there now and what stood there before', () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        for (const change of differences(before, after)) {
          if (change.kind === 'removed') expect(change.before).toEqual(at(before, change.path) ?? change.before)
          else expect(change.after).toEqual(at(after, change.path))
          expect(change.before).not.toEqual(change.after)
        }
      }),
    )
  })

  it('cover every value that was added, changed or removed', () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        const paths = differences(before, after).map(({ path }) => path)
        for (const leaf of new Set([...leaves(before), ...leaves(after)])) {
          if (canonicalize(at(before, leaf) ?? null) === canonicalize(at(after, leaf) ?? null)) continue
          const covered = paths.some(
            (path) => leaf === path || leaf.startsWith(`${path}/`) || path.startsWith(`${leaf}/`),
          )
          expect(covered, leaf).toBe(true)
        }
      }),
    )
  })

  it('turn the one document into the other where there are no lists', () => {
    const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.constantFrom<Json>('а', 'б', 1, true),
        fc.dictionary(keys, tie('tree'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<Json>,
      ),
    }))
    const trees = fc.dictionary(keys, tree, { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<Json>
    fc.assert(
      fc.property(trees, trees, (before, after) => {
        expect(applied(before, differences(before, after))).toEqual(after)
      }),
    )
  })
})

describe('members of lists', () => {
  it('are paired by content, so that an inserted one is one difference', () => {
    expect(differences({ features: ['а', 'б', 'в'] }, { features: ['нове', 'а', 'б', 'в'] })).toEqual([
      { path: '/features/0', kind: 'added', after: 'нове' },
    ])
    expect(differences({ features: ['а', 'а'] }, { features: ['а'] })).toEqual([
      { path: '/features/1', kind: 'removed', before: 'а' },
    ])
  })

  it('are paired by what names them', () => {
    const before = {
      developers: [
        { name: 'ТОВ «Код»', role: 'author' },
        { name: 'ДП «Дія»', role: 'author' },
      ],
    }
    const after = { developers: [{ name: 'ДП «Дія»', role: 'maintainer' }] }
    expect(differences(before, after)).toEqual([
      { path: '/developers/0/role', kind: 'changed', before: 'author', after: 'maintainer' },
      { path: '/developers/0', kind: 'removed', before: { name: 'ТОВ «Код»', role: 'author' } },
    ])
  })

  it('without a name are paired by place', () => {
    expect(differences({ features: ['Черга', 'Табло'] }, { features: ['Черга онлайн', 'Табло'] })).toEqual([
      { path: '/features/0', kind: 'changed', before: 'Черга', after: 'Черга онлайн' },
    ])
  })

  it('do not differ by a field without a value that a later schema added', () => {
    expect(differences({ grants: [{ seats: 5 }] }, { grants: [{ seats: 5, territory: null, regions: [] }] })).toEqual(
      [],
    )
  })

  it('by the thousand are compared in no time', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `Користувач ${index}`)
    const others = many.map((name) => `${name} (Рим)`)
    const started = performance.now()
    expect(differences({ usedBy: many }, { usedBy: others })).toHaveLength(20_000)
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('are paired by name by the ten thousand, and only counted beyond what is kept', () => {
    const many = Array.from({ length: 40_000 }, (_, index) => ({
      id: `${index}`,
      url: 'https://a.ua',
      name: 'а',
      n: 1,
    }))
    const others = many.map((member) => ({ ...member, id: `${member.id}-`, n: 2 })).reverse()
    const started = performance.now()
    const { shown, count } = compare({ list: many }, { list: others }, 1000)
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(shown).toHaveLength(1000)
    expect(count).toBe(80_000)
  }, 60_000)
})
