import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Markdown, safeHref } from '../../src/web/markdown.tsx'

const html = (text: string, level: 2 | 3 | 4 = 3) => (<Markdown text={text} level={level} />).toString()
const ALLOWED = /^(?:div|p|h[2-6]|ul|ol|li|blockquote|pre|code|table|caption|thead|tbody|tr|th|td|hr|strong|em|s|a|br)$/

describe('Markdown of descriptions', () => {
  it('says paragraphs, lists, emphasis, code and quotations', () => {
    expect(html('Один *два* **три**\n\n- а\n- б\n\n> цитата\n\n`код`')).toBe(
      '<div class="rich-text"><p>Один <em>два</em> <strong>три</strong></p><ul><li>а</li><li>б</li></ul><blockquote><p>цитата</p></blockquote><p><code>код</code></p></div>',
    )
  })

  it('numbers a list as its author began it', () => {
    expect(html('3. три\n4. чотири')).toContain('<ol start="3"><li>три</li>')
  })

  it('begins headings at the level of the page and never skips one', () => {
    expect([...html('# а\n\n#### б\n\n## в').matchAll(/<h(\d)>/g)].map(([, level]) => level)).toEqual(['3', '4', '4'])
    expect(html('##### низ')).toContain('<h3>низ</h3>')
  })

  it('makes tables that a phone can stack', () => {
    const table = html('| Дія | Строк |\n|---|---|\n| Запис | 1 день |')
    expect(table).toContain('<th scope="row" role="rowheader">Запис</th>')
    expect(table).toContain('data-label="Строк"')
  })

  it('links to whole addresses only, and vouches for none of them', () => {
    expect(html('[a](https://example.org/%D1%8F)')).toContain(
      '<a href="https://example.org/%D1%8F" rel="nofollow noopener">a</a>',
    )
    expect(html('[a](mailto:office@example.org)')).toContain('href="mailto:office@example.org"')
    expect(html('<https://example.org>')).toContain('<a href="https://example.org/"')
    for (const href of ['/admin', '//evil.example', 'docs/read.md', '#top', '../up', 'ftp://example.org', '\\\\evil'])
      expect(html(`[слово](${href})`), href).not.toContain('<a')
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](&#x6A;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox(1))',
    '[x](https://user:secret@example.org)',
    '[x]: javascript:alert(1)\n\n[x]',
    '<javascript:alert(1)>',
  ])('does not follow %s', (text) => {
    expect(html(text)).not.toMatch(/<a\s/)
  })

  it('shows no pictures, only the words that stand for them', () => {
    expect(html('![Схема](https://tracker.example/pixel.png)')).toBe('<div class="rich-text"><p>Схема</p></div>')
    expect(html('[![знак](https://ci.example/b.svg)](https://ci.example)')).toContain(
      '<a href="https://ci.example/" rel="nofollow noopener">знак</a>',
    )
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<iframe src="https://evil.example"></iframe>',
    '<!-- --><style>*{display:none}</style>',
    '```html\n</code></pre><script>alert(1)</script>\n```',
    '[x](https://example.org "\\"><script>alert(1)</script>")',
    '[x](https://example.org/"onmouseover="alert(1))',
    '| <script>a</script> |\n|---|\n| <b onclick=x>y</b> |',
  ])('shows raw HTML as the text it is: %s', (text) => {
    expectHarmless(html(text))
  })

  it('never writes an element or attribute that is not on the list, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...[
        '<script>',
        '">',
        "'",
        '[',
        '](',
        ')',
        'javascript:',
        '![',
        '`',
        '```\n',
        '\n\n',
        '> ',
        '- ',
        '# ',
        '|',
        '---',
      ],
      ...['&lt;', '&#x6A;', '<img onerror=', '*', '_', '~~', 'https://a.example', '//b.example', '\\', '1. ', 'слово '],
    )
    fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => expectHarmless(html(parts.join('')))))
  })

  it.each([
    ['quotations', '>'.repeat(20_000)],
    ['lists', '- '.repeat(10_000)],
    ['brackets', '['.repeat(20_000)],
    ['emphasis', '*a_'.repeat(6_000)],
    ['links', '[a](<b'.repeat(3_000)],
    ['back ticks', Array.from({ length: 190 }, (_, n) => '`'.repeat(n)).join(' ')],
  ])('takes nested %s in its stride', (_, text) => {
    const begun = performance.now()
    expectHarmless(html(text))
    expect(performance.now() - begun).toBeLessThan(2000)
  })

  it('knows which addresses may be followed', () => {
    expect(safeHref('https://example.org')).toBe('https://example.org/')
    expect(safeHref('https:example.org')).toBeNull()
    expect(safeHref('//example.org')).toBeNull()
    expect(safeHref('blob:https://example.org/1')).toBeNull()
  })
})

function expectHarmless(page: string) {
  for (const [tag, name = '', attributes = ''] of page.matchAll(/<\/?([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/gi)) {
    expect(name, tag).toMatch(ALLOWED)
    for (const [, attribute = ''] of attributes.matchAll(/\s([a-z-]+)=/g))
      expect(attribute, tag).toMatch(/^(?:class|href|rel|start|role|scope|data-label|lang)$/)
  }
  for (const [, href = ''] of page.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/)
  expect(page.replaceAll(/<\/?[a-z][a-z0-9]*(?:\s[a-z-]+="[^"<>]*")*\s?\/?>/g, '')).not.toMatch(/[<>]/)
}
