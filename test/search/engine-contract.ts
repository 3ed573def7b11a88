import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { RecordType } from '../../src/kernel/identifiers.ts'
import {
  SEARCH_FIELDS,
  type SearchEngine,
  type SearchRequest,
  type SearchResult,
  SORTS,
} from '../../src/search/port.ts'
import { aDocument, aSmallIndex, DAY, ENTRIES, type Entry, type SmallIndex } from './small-index.ts'

/** An engine over an index that the suite fills. */
export interface Contestant {
  readonly engine: SearchEngine
  put(...entries: readonly Entry[]): Promise<void>
  /** Takes a record out; `erase` also out of what the index once was. */
  take(type: RecordType, id: string, how: 'remove' | 'erase'): Promise<void>
  /** After it, what was put is what is found. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** A contestant over a database of its own, whose log has a leaf for each change. */
export async function contestantOver(
  make: (index: SmallIndex) => Promise<Pick<Contestant, 'engine' | 'settle' | 'close'>>,
): Promise<Contestant> {
  const index = await aSmallIndex()
  const contestant = await make(index)
  const { engine } = contestant
  return {
    ...contestant,
    async put(...entries) {
      for (const entry of entries) {
        const document = aDocument(entry)
        await index.write(document.type, document.id, engine.index(document))
      }
    },
    take: (type, id, how) => index.write(type, id, engine[how](type, id)),
    async close() {
      await contestant.close()
      index.database.client.close()
    },
  }
}

const REQUEST: SearchRequest = {
  type: 'software',
  text: '',
  filters: {},
  facets: [],
  sort: 'relevance',
  day: DAY,
  limit: 20,
  cursor: null,
}

/** What every engine behind the port does, whatever it is made of. The order of what is found is compared elsewhere, on judged queries. */
export function describeEngine(name: string, make: () => Promise<Contestant>): void {
  describe(`search by ${name}`, () => {
    const open: Contestant[] = []
    afterEach(async () => {
      for (const each of open.splice(0)) await each.close()
    })

    async function filled(...entries: readonly Entry[]) {
      const contestant = await make()
      open.push(contestant)
      await contestant.put(...(entries.length === 0 ? ENTRIES : entries))
      await contestant.settle()
      const { engine } = contestant
      const ask = (request: Partial<SearchRequest>) => engine.search({ ...REQUEST, ...request })
      const ids = async (text: string, request: Partial<SearchRequest> = {}) => idsOf(await ask({ text, ...request }))
      return { ...contestant, ask, ids }
    }

    it('gives the whole list when nothing is asked for', async () => {
      const { ask } = await filled()
      const { hits, total, next } = await ask({})
      expect(hits).toHaveLength(8)
      expect(total).toEqual({ count: 8, exact: true })
      expect(next).toBeNull()
    })

    it.each([
      ['черга', ['UA-SW-000001', 'UA-SW-000007']],
      ['черги', ['UA-SW-000001', 'UA-SW-000007']],
      ['ЧЕРЗІ', ['UA-SW-000001', 'UA-SW-000007']],
      ['укриття', ['UA-SW-000005']],
      ['лічильник', ['UA-SW-000008']],
      ['shelters', ['UA-SW-000005']],
    ])('finds «%s» in whatever form it stands', async (text, expected) => {
      const { ids, ask } = await filled()
      expect([...(await ids(text))].sort()).toEqual(expected)
      expect((await ask({ text })).total).toEqual({ count: expected.length, exact: true })
    })

    it('puts first what has the word in its name', async () => {
      const { ids } = await filled(
        { id: 'UA-SW-000001', name: 'Облік води', long: 'Є довідка про укриття.' },
        { id: 'UA-SW-000002', name: 'Мапа укриттів', long: 'Показує все.' },
      )
      expect(await ids('укриття')).toEqual(['UA-SW-000002', 'UA-SW-000001'])
    })

    it('puts first what has all of the words', async () => {
      const { ids } = await filled()
      expect((await ids('черга в дитячий садок'))[0]).toBe('UA-SW-000007')
      expect((await ids('запис на прийом до лікаря'))[0]).toBe('UA-SW-000001')
      expect((await ids('облік води'))[0]).toBe('UA-SW-000008')
      expect((await ids('облік майна'))[0]).toBe('UA-SW-000002')
    })

    it('finds an identifier whatever its spelling', async () => {
      const { ids } = await filled()
      expect((await ids('UA-SW-000003'))[0]).toBe('UA-SW-000003')
      expect((await ids('48451000-4'))[0]).toBe('UA-SW-000002')
      expect((await ids('04054346', { type: 'organization' }))[0]).toBe('UA-EDR-04054346')
    })

    it('keeps types apart', async () => {
      const { ids } = await filled()
      expect(await ids('міська', { type: 'organization' })).toHaveLength(2)
      expect(await ids('міська', { type: 'expert' })).toEqual([])
    })

    it('leaves out what has an excluded word', async () => {
      const { ids } = await filled()
      expect(await ids('черга -садки')).toEqual(['UA-SW-000001'])
    })

    it('leaves out what has an excluded phrase, and keeps what has its words apart', async () => {
      const { ids } = await filled()
      expect(await ids('облік -"облік води"')).toEqual(['UA-SW-000002'])
      expect([...(await ids('облік -"вода облік"'))].sort()).toEqual(['UA-SW-000002', 'UA-SW-000008'])
    })

    it('takes a record for an answer when it has enough of the words, the rare ones before all', async () => {
      const others = Array.from(
        { length: 20 },
        (_, n): Entry => ({ id: `UA-SW-0001${String(n).padStart(2, '0')}`, name: 'Облік звернень' }),
      )
      const { ask } = await filled({ id: 'UA-SW-000001', name: 'Трембіта' }, ...others)
      const { hits, total, interpretation } = await ask({ text: 'облік трембіта' })
      expect(hits.map(({ id }) => id)).toEqual(['UA-SW-000001'])
      expect(total).toEqual({ count: 1, exact: true })
      expect(interpretation).toMatchObject({ relaxed: true, weak: false })
    })

    it('finds what serves one of two needs', async () => {
      const { ids } = await filled()
      const found = await ids('запис до лікаря і мапа укриттів')
      expect(found).toContain('UA-SW-000001')
      expect(found).toContain('UA-SW-000005')
    })

    it('names the nearest where nothing answers, and calls them so', async () => {
      const { ask } = await filled()
      const { hits, total, interpretation } = await ask({ text: 'облік щщжжхх ъъььюю ффхххз' })
      expect(interpretation.weak).toBe(true)
      expect(total).toEqual({ count: 0, exact: true })
      expect(hits.map(({ id }) => id).sort()).toEqual(['UA-SW-000002', 'UA-SW-000008'])
    })

    it('knows the record whose number the query is', async () => {
      const { ask } = await filled()
      const { interpretation } = await ask({ text: 'UA-SW-000003' })
      expect(interpretation.record).toEqual({ type: 'software', id: 'UA-SW-000003' })
      expect((await ask({ text: 'облік' })).interpretation.record).toBeNull()
    })

    it('takes a phrase in quotes as it stands', async () => {
      const { ids } = await filled()
      expect(await ids('"облік води"')).toEqual(['UA-SW-000008'])
      expect(await ids('"вода облік"')).not.toContain('UA-SW-000002')
    })

    it('says that nothing answers, and what it did not understand', async () => {
      const { ask } = await filled()
      const { interpretation, hits, total } = await ask({ text: 'щщжжхх' })
      expect(interpretation.unknown).toEqual(['щщжжхх'])
      expect({ hits, total }).toEqual({ hits: [], total: { count: 0, exact: true } })
    })

    it.each(['черга', 'облік води майна', 'запис на прийом до лікаря', 'мапа укриттів громади', 'реєстр звернень'])(
      'keeps what facets and tabs promise of «%s»',
      async (text) => {
        const { ask, engine } = await filled()
        const { facets, total } = await ask({ text, facets: ['license', 'function'] })
        for (const [facet, values] of Object.entries(facets.values))
          for (const { value, count } of values) {
            const narrowed = await ask({ text, filters: { [facet]: [value] } })
            expect([value, narrowed.total.count, narrowed.hits.length]).toEqual([value, count, count])
          }
        const types = ['software', 'organization'] as const
        const counts = await engine.count(text, types)
        expect(counts.get('software')).toEqual(total)
        for (const type of types) expect(counts.get(type)).toEqual((await ask({ text, type })).total)
      },
    )

    it('says why a record is in the list', async () => {
      const { ask } = await filled()
      const { hits } = await ask({ text: 'укриттям' })
      expect(hits[0]?.matches[0]).toMatchObject({ typed: 'укриттям', reading: null })
      for (const { field } of hits[0]?.matches ?? []) expect(SEARCH_FIELDS).toContain(field)
    })

    it('marks the terms that it looked for', async () => {
      const { ask } = await filled()
      expect((await ask({ text: 'черга' })).interpretation.marks.length).toBeGreaterThan(0)
    })

    it('takes a word literally when told so', async () => {
      const { ask } = await filled()
      const { interpretation } = await ask({ text: 'xthuf', asTyped: ['*'] })
      expect(interpretation.readings).toEqual([])
      expect(interpretation.unknown).toEqual(['xthuf'])
    })

    it('narrows by any of the values of one facet and all of the facets', async () => {
      const { ids } = await filled()
      const any = (license: readonly string[]) => ids('облік', { filters: { license } })
      expect(await any(['MIT'])).toEqual(['UA-SW-000002'])
      expect([...(await any(['MIT', 'proprietary']))].sort()).toEqual(['UA-SW-000002', 'UA-SW-000008'])
      expect(await ids('облік', { filters: { license: ['MIT', 'proprietary'], function: ['utilities'] } })).toEqual([
        'UA-SW-000008',
      ])
      expect(await any(['mit'])).toEqual([])
      expect(await any(['nothing "of\\ the kind'])).toEqual([])
    })

    it('counts the values of a facet as if it were not narrowed', async () => {
      const { ask } = await filled()
      const { facets, total } = await ask({
        text: 'освіта',
        filters: { license: ['MIT'] },
        facets: ['license', 'function'],
      })
      expect(total).toEqual({ count: 1, exact: true })
      expect(sorted(facets.values['license'])).toEqual([
        { value: 'MIT', count: 1 },
        { value: 'not-stated', count: 1 },
      ])
      expect(facets.values['function']).toEqual([{ value: 'education', count: 1 }])
      expect(facets.among).toBeNull()
    })

    it('counts the most frequent value first', async () => {
      const { ask } = await filled()
      const { facets } = await ask({ facets: ['license'] })
      expect(facets.values['license']?.[0]).toEqual({ value: 'MIT', count: 3 })
    })

    it('holds values to their days', async () => {
      const { ids } = await filled()
      const on = (day: string, verdict: string) => ids('черга', { day, filters: { verdict: [verdict] } })
      expect(await on('2026-11-22', 'free')).toEqual(['UA-SW-000007'])
      expect(await on('2026-11-23', 'free')).toEqual([])
      expect(await on('2026-11-23', 'lapsed')).toEqual(['UA-SW-000007'])
    })

    it('does not mind the order of filters', async () => {
      const { ids } = await filled()
      const one = await ids('облік', {
        filters: { license: ['MIT', 'proprietary'], function: ['property', 'utilities'] },
      })
      const other = await ids('облік', {
        filters: { function: ['utilities', 'property'], license: ['proprietary', 'MIT'] },
      })
      expect(one).toEqual(other)
    })

    it('sorts by update and by name', async () => {
      const { ids } = await filled()
      expect((await ids('', { sort: 'updated' }))[0]).toBe('UA-SW-000008')
      expect(await ids('облік', { sort: 'updated' })).toEqual(['UA-SW-000008', 'UA-SW-000002'])
      expect((await ids('', { sort: 'name' }))[0]).toBe('UA-SW-000004')
      expect(await ids('облік', { sort: 'name' })).toEqual(['UA-SW-000008', 'UA-SW-000002'])
    })

    it.each(SORTS)('pages by %s neither repeat a record nor skip one', async (sort) => {
      const { ask } = await filled(
        ...Array.from(
          { length: 57 },
          (_, n): Entry => ({ id: `UA-SW-${String(n).padStart(6, '0')}`, name: `Облік ${n % 7}` }),
        ),
      )
      for (const text of ['', 'облік']) {
        const seen: string[] = []
        let cursor: string | null = null
        do {
          const page: SearchResult = await ask({ text, sort, cursor, limit: 10 })
          expect(page.total).toEqual({ count: 57, exact: true })
          seen.push(...idsOf(page))
          cursor = page.next
        } while (cursor !== null && seen.length < 100)
        expect(new Set(seen).size).toBe(57)
        expect(seen).toHaveLength(57)
      }
    })

    it('finds a record as it is now, and no longer when it was taken out', async () => {
      const { put, take, settle, ids } = await filled()
      await put({ id: 'UA-SW-000005', name: 'Мапа сховищ' })
      await take('software', 'UA-SW-000008', 'remove')
      await take('software', 'UA-SW-000002', 'erase')
      await settle()
      expect(await ids('укриття')).toEqual([])
      expect(await ids('сховище')).toEqual(['UA-SW-000005'])
      expect(await ids('облік')).toEqual([])
      expect(await ids('')).toHaveLength(6)
    })

    it('counts what each type has of the words', async () => {
      const { engine } = await filled()
      const counted = await engine.count('міська', ['software', 'organization', 'expert'])
      expect(counted.get('organization')).toEqual({ count: 2, exact: true })
      expect(counted.get('software')).toEqual({ count: 3, exact: true })
      expect(counted.get('expert')).toEqual({ count: 0, exact: true })
    })

    it('finds what a long text speaks of', async () => {
      const { engine } = await filled()
      const text = `Послуги з постачання програмного забезпечення для ведення обліку спожитої води, приймання показів
        лічильників від абонентів водоканалу, виставлення рахунків мешканцям та контролю боргів абонентів за послуги
        централізованого водопостачання згідно з технічними вимогами замовника`
      const { hits } = await engine.similar({ type: 'software', text, dk021: [], day: DAY, limit: 5 })
      expect(hits[0]?.id).toBe('UA-SW-000008')
      const without = await engine.similar({
        type: 'software',
        text,
        dk021: [],
        day: DAY,
        limit: 5,
        except: 'UA-SW-000008',
      })
      expect(without.hits.map(({ id }) => id)).not.toContain('UA-SW-000008')
    })

    it('suggests records from the beginning of a word', async () => {
      const { engine } = await filled()
      const { records } = await engine.suggest({ text: 'мап', types: ['software'], limit: 5 })
      expect(records.map(({ id }) => id)).toContain('UA-SW-000005')
    })

    it('never fails, whatever is typed', async () => {
      const { ask } = await filled()
      const hostile = fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.string({
          unit: fc.constantFrom(
            '"',
            '-',
            '*',
            '(',
            ')',
            ' ',
            'AND',
            'NOT',
            'NEAR',
            '\\',
            '^',
            ':',
            'черга',
            '\u0000',
            '\u202E',
          ),
          maxLength: 30,
        }),
      )
      await fc.assert(
        fc.asyncProperty(hostile, async (text) => {
          const { hits, total, interpretation } = await ask({ text, facets: ['license'] })
          // The nearest are hits of a list that has nothing.
          expect(total.count).toBeGreaterThanOrEqual(interpretation.weak ? 0 : hits.length)
        }),
        { numRuns: 60 },
      )
      for (const text of ['черга '.repeat(2000), '"'.repeat(5000), 'а'.repeat(10_000), `"${'облік '.repeat(50)}"`]) {
        await ask({ text })
      }
    })
  })
}

export function idsOf(result: SearchResult): readonly string[] {
  return result.hits.map(({ id }) => id)
}

function sorted(values: readonly { readonly value: string; readonly count: number }[] | undefined) {
  return [...(values ?? [])].sort((a, b) => (a.value < b.value ? -1 : 1))
}
