import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, csvRow } from '../../src/exchange/csv.ts'

/** Reads RFC 4180 back, as a spreadsheet would. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (quoted) {
      if (character === '"' && text[at + 1] === '"') {
        cell += '"'
        at++
      } else if (character === '"') quoted = false
      else cell += character
    } else if (character === '"') quoted = true
    else if (character === ',') {
      rows.at(-1)?.push(cell)
      cell = ''
    } else if (character === '\r' && text[at + 1] === '\n') {
      rows.at(-1)?.push(cell)
      cell = ''
      rows.push([])
      at++
    } else cell += character
  }
  return rows.slice(0, -1)
}

describe('a CSV cell', () => {
  it('disarms what a spreadsheet would run', () => {
    const formulas = ['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u200B=1', '＝1', '＋1', '－1', '＠x']
    for (const formula of formulas) {
      expect(csvCell(formula).replace(/^"/, '').startsWith("'"), JSON.stringify(formula)).toBe(true)
    }
  })

  it('leaves numbers, dates and words as they are', () => {
    for (const text of ['-12.5', '+380', '2026-11-23', 'Трембіта', 'а=б', 'e-mail@example.org']) {
      expect(csvCell(text)).toBe(text)
    }
    expect(csvCell(-3)).toBe('-3')
    expect(csvCell(null)).toBe('')
  })

  it('comes back as it was, whatever it holds, unless it was a formula', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a,b', 'a"b', 'a\r\nb', '"', '', ' x ', '=1'))
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        const [row = []] = readCsv(csvRow(cells))
        expect(row).toHaveLength(cells.length)
        row.forEach((read, index) => {
          expect([cells[index], `'${cells[index]}`]).toContain(read)
        })
      }),
    )
  })
})
