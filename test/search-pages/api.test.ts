import { beforeAll, describe, expect, it } from 'vitest'
import { functionsBeginning } from '../../src/search-pages/suggestions.ts'
import { type DemoSite, demoSite } from '../support/demo-site.ts'

let site: DemoSite
beforeAll(async () => {
  site = await demoSite()
})

interface Answer {
  readonly items: readonly {
    readonly type: string
    readonly id: string
    readonly title: Record<string, string>
    readonly path: string
    readonly matches: readonly { readonly typed: string; readonly field: string }[]
  }[]
  readonly total: { readonly count: number; readonly exact: boolean }
  readonly counts: Readonly<Record<string, { readonly count: number }>>
  readonly facets: {
    readonly values: Readonly<Record<string, readonly { readonly value: string; readonly count: number }[]>>
    readonly among: number | null
  }
  readonly interpretation: { readonly unknown: readonly string[]; readonly record: { readonly id: string } | null }
  readonly next: string | null
}

const ask = async <Body = Answer>(path: string, parameters: Record<string, string> | [string, string][] = {}) => {
  const response = await site.request(`/api/v1${path}?${new URLSearchParams(parameters)}`)
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body }
}

describe('GET /search', () => {
  it('finds records of one type, and counts those of every type', async () => {
    const { status, body } = await ask('/search', { q: 'черга' })
    expect(status).toBe(200)
    expect(body.total.count).toBeGreaterThan(1)
    expect(body.total).toEqual(body.counts['software'])
    for (const { type, path, id, title } of body.items) {
      expect([type, path]).toEqual(['software', `/software/${id}`])
      expect(Object.keys(title).length).toBeGreaterThan(0)
    }
    for (const [type, path] of [
      ['organization', '/organizations/'],
      ['expert', '/experts/'],
    ] as const) {
      const other = await ask('/search', { type })
      expect(other.body.items.length).toBeGreaterThan(0)
      for (const each of other.body.items) expect(each.path).toBe(path + each.id)
    }
  })

  it('says why each record is in the list, and nothing without a text', async () => {
    const { body } = await ask('/search', { q: 'черга' })
    expect(body.items[0]?.matches[0]).toMatchObject({ typed: 'черга' })
    expect((await ask('/search')).body.items.every(({ matches }) => matches.length === 0)).toBe(true)
  })

  it('counts the values of facets, and narrows by them', async () => {
    const all = (await ask('/search', { q: 'облік' })).body
    const count = all.facets.values['verdict']?.find(({ value }) => value === 'may-use')?.count
    const narrowed = (await ask('/search', { q: 'облік', verdict: 'may-use' })).body
    expect(narrowed.total.count).toBe(count)
    expect(narrowed.counts).toEqual(all.counts)
    expect(all.facets.among).toBeNull()
  })

  it('gives every record once when its pages are followed', async () => {
    const seen: string[] = []
    let path: string | null = `/api/v1/search?${new URLSearchParams({ q: 'облік', limit: '7' })}`
    let total = 0
    while (path !== null) {
      const response = await site.request(path)
      const body = (await response.json()) as Answer
      total = body.total.count
      seen.push(...body.items.map(({ id }) => id))
      if (body.next !== null) expect(response.headers.get('link')).toBe(`<${body.next}>; rel="next"`)
      path = body.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(total)
  })

  it('tells how the query was read, here and in the lists of each type', async () => {
    const unknown = 'щщжжхх'
    for (const path of ['/search', '/software', '/organizations', '/experts']) {
      const { status, body } = await ask(path, [
        ['q', unknown],
        ['asis', '*'],
      ])
      expect(status, path).toBe(200)
      expect(body.interpretation.unknown, path).toEqual([unknown])
      expect(Object.keys(body.interpretation).sort(), path).toEqual([
        'readings',
        'record',
        'relaxed',
        'unknown',
        'weak',
      ])
    }
    expect((await ask('/search', { q: 'UA-SW-000001' })).body.interpretation.record?.id).toBe('UA-SW-000001')
  })

  it.each([
    ['?fbclid', { q: 'x', fbclid: '1' }],
    ['?type', { type: 'deployment' }],
    ['?kind', { kind: 'company' }],
    ['?verdict', { type: 'organization', verdict: 'may-use' }],
    ['?limit', { limit: '1e2' }],
    ['?q', { q: 'а'.repeat(501) }],
    ['?cursor', { cursor: 'forged' }],
  ])('refuses what it does not take (%s)', async (pointer, parameters) => {
    const { status, body } = await ask<{ errors: { pointer: string; detail: string }[] }>('/search', parameters)
    expect(status).toBe(422)
    expect(body.errors.map((each) => each.pointer)).toEqual([pointer])
    expect(body.errors[0]?.detail).toMatch(/\S/)
  })
})

interface Suggested {
  readonly functions: readonly { readonly code: string; readonly path: string }[]
  readonly records: readonly { readonly id: string; readonly path: string; readonly title: Record<string, string> }[]
  readonly queries: readonly string[]
}

describe('GET /suggest', () => {
  it('suggests functions, records and queries from two letters on', async () => {
    const { status, body, headers } = await ask<Suggested>('/suggest', { q: 'че' })
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toContain('max-age')
    expect(body.functions.length).toBeGreaterThan(0)
    expect(body.records.length).toBeGreaterThan(0)
    expect(body.queries.length).toBeGreaterThan(0)
    for (const { path } of [...body.functions, ...body.records])
      expect((await site.request(`/uk${path}`)).status, path).toBe(200)
  })

  it('suggests no word that only joins others', async () => {
    const { body } = await ask<Suggested>('/suggest', { q: 'чер', limit: '10' })
    expect(body.queries).toContain('черга')
    expect(body.queries).not.toContain('через')
  })

  it('suggests nothing for one letter, blanks and what nothing begins with', async () => {
    for (const q of ['', ' ', 'ч', ' ч ', '%', '"', 'щщжжхх']) {
      const { status, body } = await ask<Suggested>('/suggest', { q })
      expect([status, body], q).toEqual([200, { functions: [], records: [], queries: [] }])
    }
  })

  it('keeps to the limit, and refuses what it does not take', async () => {
    const { body } = await ask<Suggested>('/suggest', { q: 'об', limit: '1' })
    expect(body.records.length).toBeLessThanOrEqual(1)
    expect(body.queries.length).toBeLessThanOrEqual(1)
    for (const wrong of [
      { q: 'об', limit: '11' },
      { q: 'об', limit: '0' },
      { q: 'об', x: '1' },
      {},
      { q: 'а'.repeat(201) },
    ])
      expect((await ask('/suggest', wrong as Record<string, string>)).status, JSON.stringify(wrong)).toBe(422)
  })
})

describe('functions that a text begins', () => {
  const code = (name: string, titleUk: string, titleEn: string | null) =>
    ({ code: name, titleUk, titleEn, parent: null, category: null, details: {} }) as const
  const functions = [
    code('a', 'Облік комунального майна', 'Municipal property'),
    code('b', 'Комунальні послуги', 'Utilities'),
    code('c', 'Черга відвідувачів', null),
  ]
  const found = (text: string) => functionsBeginning(functions, text).map((each) => each.code)

  it('have every word of it at the beginning of one of theirs, in either language, the nearest to the front first', () => {
    expect(found('кому')).toEqual(['b', 'a'])
    expect(found('майн облік')).toEqual(['a'])
    expect(found('PROP')).toEqual(['a'])
    expect(found('обліковий')).toEqual([])
    expect(found('')).toEqual([])
  })
})
