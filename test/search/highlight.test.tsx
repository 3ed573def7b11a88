import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highlight } from '../../src/search/analyzer/highlight.ts'
import { terms } from '../../src/search/analyzer/tokens.ts'
import { markedText } from '../../src/search/views.tsx'

/** What texts of the register may hold: words, markup, entities, marks, halves of characters. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      ...[
        '<',
        '>',
        '&',
        '"',
        "'",
        '/',
        '<b>',
        '</mark>',
        '<mark>',
        '&amp;',
        '&#39;',
        '<!--',
        ' ',
        '-',
        '\u0301',
        '\u00AD',
      ],
      ...['черга', 'черги', "об'єкт", 'queue', 'a', 'А', '\uD83D\uDE00', '\uD83D', '\u202E', '\u0000', '\u00A0', '1'],
    ),
    maxLength: 20,
  }),
)
const marks = fc.oneof(
  fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { maxLength: 4 }),
  fc.subarray([...terms('черга queue об’єкт amp mark b a 1'), '<', 'lt', '']),
)

describe('marking words of a text', () => {
  it('cuts it into runs that are the text again', () => {
    fc.assert(
      fc.property(texts, marks, (text, wanted) => {
        const runs = highlight(text, wanted)
        expect(runs.map((run) => run.text).join('')).toBe(text)
        for (const run of runs) expect(run.text).not.toBe('')
      }),
      { numRuns: 1000 },
    )
  })

  it('adds marks to the markup and nothing else', () => {
    fc.assert(
      fc.property(texts, marks, (text, wanted) => {
        const { content, marked } = markedText(text, wanted)
        const html = (<p>{content}</p>).toString()
        const plain = (<p>{text}</p>).toString()
        expect(html.replaceAll(/<\/?mark>/g, '')).toBe(plain)
        expect(html.match(/<\/?mark>/g) ?? []).toEqual(
          highlight(text, wanted).flatMap((run) => (run.marked ? ['<mark>', '</mark>'] : [])),
        )
        expect(marked).toBe(html.includes('<mark>'))
      }),
      { numRuns: 1000 },
    )
  })

  it('marks whole words, in whatever form they stand', () => {
    const of = (text: string, query: string) => (<p>{markedText(text, terms(query)).content}</p>).toString()
    expect(of('Черги <b>в</b> чергах', 'черга')).toBe(
      '<p><mark>Черги</mark> &lt;b&gt;в&lt;/b&gt; <mark>чергах</mark></p>',
    )
  })
})
