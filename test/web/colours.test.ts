import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const source = await readFile(fileURLToPath(import.meta.resolve('../../src/web/assets/css/tokens.css')), 'utf8')
const [light = '', dark = ''] = source.split('@media')

function tokens(css: string): ReadonlyMap<string, string> {
  return new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]))
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const GROUNDS = ['paper', 'surface'] as const
const TEXTS = ['ink', 'muted', 'brand', 'brand-strong', 'visited', 'ok', 'caution', 'stop'] as const
const PAIRS: readonly (readonly [text: string, ground: string])[] = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...(['ok', 'caution', 'stop', 'brand'] as const).flatMap(
    (tone) =>
      [
        [tone, `${tone}-soft`],
        ['ink', `${tone}-soft`],
        ['brand', `${tone}-soft`],
      ] as const,
  ),
  ['ink', 'mark'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-strong'],
  ['on-shade', 'shade-1'],
  ['on-shade', 'shade-2'],
  ['on-shade', 'shade-3'],
  ['on-brand', 'shade-4'],
]

describe('the colours', () => {
  for (const [theme, css] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    const colours = tokens(css)
    const between = (a: string, b: string) => contrast(colours.get(a) ?? '', colours.get(b) ?? '')

    it(`let every text stand out from its ground by 4.5 to 1 (${theme})`, () => {
      const weak = PAIRS.map(([text, ground]) => [`${text} on ${ground}`, between(text, ground)] as const).filter(
        ([, ratio]) => !(ratio >= 4.5),
      )
      expect(weak).toEqual([])
    })

    it(`let the edge of a field and the ring of the focus stand out by 3 to 1 (${theme})`, () => {
      for (const ground of GROUNDS) {
        expect(between('field', ground)).toBeGreaterThanOrEqual(3)
        expect(between('ink', ground)).toBeGreaterThanOrEqual(3)
      }
    })
  }

  it('are measured by the published formula', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })
})
