import { classesWithoutRule, refusedByPolicy } from './html-checks.ts'

const LARGEST_PAGE = 50_000

/** What is wrong with a page of the site as it was answered; empty when nothing is. */
export function pageFindings(html: string, locale: 'uk' | 'en', css: string): string[] {
  const findings: string[] = []
  const expect = (holds: boolean, finding: string) => {
    if (!holds) findings.push(finding)
  }
  expect(html.startsWith(`<!doctype html><html lang="${locale}"`), 'wrong lang')
  expect(/<title>[^<]{2,} — [^<]+<\/title>/.test(html), 'no title')
  expect((html.match(/<h1[\s>]/g) ?? []).length === 1, 'not one h1')
  for (const other of ['uk', 'en']) {
    expect(new RegExp(`<link rel="alternate" hreflang="${other}" href="http`).test(html), `no hreflang ${other}`)
  }
  expect(/<link rel="canonical" href="http[^"]*"/.test(html), 'no canonical address')
  expect(!/\[object |>undefined<|>null<|>NaN<|undefined</.test(html), 'a value that is no text')
  for (const refused of refusedByPolicy(html)) findings.push(`refused by the policy: ${refused}`)
  for (const name of classesWithoutRule(html, css)) findings.push(`class without a rule: ${name}`)
  const size = new TextEncoder().encode(html).length
  expect(size <= LARGEST_PAGE, `${size} bytes`)
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  expect(twice.length === 0, `an id twice: ${twice.join(', ')}`)
  if (locale === 'uk') for (const sentence of englishLeft(html)) findings.push(`English left: ${sentence}`)
  else for (const text of ukrainianUnmarked(html)) findings.push(`Ukrainian without lang: ${text}`)
  return findings
}

/** Texts of a page with what is in another language by its mark, source text and addresses taken out. */
function visibleTexts(html: string): string[] {
  const body = html.slice(html.indexOf('<body'))
  return withoutElements(body, (tag) => /\slang="|^<(code|pre|script)[\s>]|\sdata-foreign/.test(tag))
    .split(/<[^>]*>/)
    .map((text) =>
      text
        .replace(/&[a-z#0-9]+;/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '')
}

/** HTML without the elements that a test of their opening tag picks out. */
function withoutElements(html: string, picks: (tag: string) => boolean): string {
  let kept = ''
  let skipping: { name: string; depth: number } | null = null
  for (const [piece] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    const name = /^<\/?([a-z0-9]+)/.exec(piece)?.[1]
    if (skipping) {
      if (name === skipping.name && !piece.endsWith('/>')) skipping.depth += piece.startsWith('</') ? -1 : 1
      if (skipping.depth === 0) skipping = null
    } else if (name !== undefined && !piece.startsWith('</') && picks(piece) && !VOID.has(name)) {
      skipping = { name, depth: 1 }
    } else kept += piece
  }
  return kept
}

const VOID = new Set(['input', 'br', 'link', 'meta', 'img', 'rect', 'path', 'line'])
const COMMON_ENGLISH =
  /\b(?:the|of|and|is|are|was|with|for|this|that|from|not|you|your|which|has|have|may|to|in|on|by)\b/gi

/** Runs of text that read as an English sentence: at least four Latin words with two of the commonest among them. */
export function englishLeft(html: string): string[] {
  return visibleTexts(html).filter((text) => {
    const latin = text.match(/\b[A-Za-z]{2,}\b/g) ?? []
    const common = text.match(COMMON_ENGLISH) ?? []
    return latin.length >= 4 && common.length >= 2 && !/[а-яіїєґ]{3}/i.test(text)
  })
}

/** Cyrillic texts of an English page that do not say that they are Ukrainian. */
export function ukrainianUnmarked(html: string): string[] {
  return visibleTexts(html).filter((text) => (text.match(/[а-яіїєґА-ЯІЇЄҐ’']{2,}/g) ?? []).length >= 3)
}
