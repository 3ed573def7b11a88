import { beforeAll, describe, expect, it } from 'vitest'
import { type DemoSite, demoSite } from '../support/demo-site.ts'

let site: DemoSite
beforeAll(async () => {
  site = await demoSite()
})

const NEED = 'облік дерев і кущів на карті, обстеження зелених насаджень, компенсаційні посадки'

async function ask(parameters: string | [string, string][]) {
  const query = typeof parameters === 'string' ? parameters : new URLSearchParams(parameters)
  const response = await site.request(`/api/v1/similar?${query}`)
  return { status: response.status, body: (await response.json()) as Answer }
}

interface Answer {
  readonly items: readonly {
    readonly id: string
    readonly title: Readonly<Record<string, string>>
    readonly path: string
    readonly coverage: number
    readonly common: readonly string[]
  }[]
  readonly compared: readonly string[]
  readonly errors?: readonly { readonly pointer: string; readonly rule: string }[]
}

describe('GET /similar', () => {
  it('gives what is near a text, with what they have in common and by what they were compared', async () => {
    const { status, body } = await ask([['q', NEED]])
    expect(status).toBe(200)
    const [first] = body.items
    expect(first?.title['uk']).toBe('Дерева поруч')
    expect(first?.path).toBe(`/software/${first?.id}`)
    expect(body.compared).toContain('дерев')
    expect(body.compared).not.toContain('і')
    for (const { coverage, common } of body.items) {
      expect(coverage).toBeGreaterThan(0)
      expect(coverage).toBeLessThanOrEqual(1)
      for (const word of common) expect(body.compared).toContain(word)
    }
  })

  it('counts what the register does not know against what is common', async () => {
    const coverage = async (q: string) => (await ask([['q', q]])).body.items[0]?.coverage ?? 0
    expect(await coverage(`${NEED} щщжжхх ґґґфффі цццїїїє`)).toBeLessThan(await coverage(NEED))
  })

  it('leaves an entry out, narrows, and keeps to the limit', async () => {
    const { body } = await ask([['q', NEED]])
    const [first] = body.items
    const without = await ask([
      ['q', NEED],
      ['except', first?.id ?? ''],
    ])
    expect(without.body.items.map(({ id }) => id)).not.toContain(first?.id)
    const narrowed = await ask([
      ['q', NEED],
      ['function', 'health'],
    ])
    expect(narrowed.body.items.map(({ id }) => id)).not.toContain(first?.id)
    const two = await ask([
      ['q', NEED],
      ['limit', '2'],
    ])
    expect(two.body.items).toHaveLength(2)
  })

  it('prefers the class of a code, given or standing in the text', async () => {
    const order = async (...parameters: [string, string][]) =>
      (await ask([['limit', '20'], ...parameters])).body.items.map(({ id }) => id)
    const text = 'реєстр мешканців і документів громади'
    const given = await order(['q', text], ['dk021', '48326000-9'])
    expect(given).not.toEqual(await order(['q', text]))
    expect(await order(['q', `${text} 48326000-9`])).toEqual(given)
  })

  it.each([
    ['', '?q', 'required'],
    ['q=', '?q', 'text-empty'],
    [`q=${'a'.repeat(2501)}`, '?q', 'text-too-long'],
    ['q=a&limit=21', '?limit', 'similar-limit-range'],
    ['q=a&limit=0', '?limit', 'similar-limit-range'],
    ['q=a&kind=company', '?kind', 'unknown-parameter'],
    ['q=a&except=UA-EDR-1', '?except', 'software-id'],
  ])('refuses %s', async (query, pointer, rule) => {
    const { status, body } = await ask(query)
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ pointer, rule }])
  })
})
