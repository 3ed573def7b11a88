import type { Child } from 'hono/jsx'
import type { Locale } from './i18n/index.ts'
import { CodeBlock, Contents, PageHeader, RichText, Section } from './ui.tsx'

/**
 * A stretch of a page of text: a paragraph, a list, numbered steps, terms with their meanings, or source text. Within a text
 * `[words](/path)` is a link below the locale, `[words](~/path)` one from the root of the site, and `` `word` `` is code.
 */
export type Block =
  | string
  | readonly string[]
  | { readonly steps: readonly string[] }
  | { readonly terms: readonly (readonly [term: string, meaning: string])[] }
  | { readonly code: string; readonly label: string }

export interface ProsePage {
  readonly title: string
  readonly lead: string
  readonly parts: readonly { readonly id: string; readonly title: string; readonly body: readonly Block[] }[]
}

/** A page of text with links to its parts. `after` puts something made by the program at the end of a part. */
export const Prose = ({
  locale,
  text,
  origin,
  after = {},
}: {
  readonly locale: Locale
  /** Of this installation, for `{origin}` in source text. */
  readonly origin: string
  readonly text: ProsePage
  readonly after?: Readonly<Record<string, Child>>
}) => (
  <>
    <PageHeader title={text.title} lead={inline(text.lead, locale)} />
    {text.parts.length > 2 ? (
      <Contents locale={locale} links={text.parts.map(({ id, title }) => ({ href: `#${id}`, label: title }))} />
    ) : null}
    {text.parts.map(({ id, title, body }) => (
      <Section id={id} title={title}>
        <RichText>{body.map((block, index) => blockOf(block, locale, `${id}-${index}`, origin))}</RichText>
        {after[id]}
      </Section>
    ))}
  </>
)

function blockOf(block: Block, locale: Locale, id: string, origin: string): Child {
  if (typeof block === 'string') return <p>{inline(block, locale)}</p>
  if ('steps' in block) {
    return (
      <ol>
        {block.steps.map((step) => (
          <li>{inline(step, locale)}</li>
        ))}
      </ol>
    )
  }
  if ('terms' in block) {
    return (
      <dl>
        {block.terms.map(([term, meaning]) => (
          <>
            <dt>{inline(term, locale)}</dt>
            <dd>{inline(meaning, locale)}</dd>
          </>
        ))}
      </dl>
    )
  }
  if ('code' in block)
    return <CodeBlock locale={locale} id={id} label={block.label} text={block.code.replaceAll('{origin}', origin)} />
  return (
    <ul>
      {block.map((line) => (
        <li>{inline(line, locale)}</li>
      ))}
    </ul>
  )
}

/** The links and code of a text. */
export function inline(text: string, locale: Locale): Child {
  return text.split(/(\[[^\]]+\]\([^)\s]+\)|`[^`]+`)/).map((piece) => {
    const [, words, href = ''] = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(piece) ?? []
    if (words !== undefined) {
      const address = href.startsWith('~') ? href.slice(1) : href.startsWith('/') ? `/${locale}${href}` : href
      return <a href={address}>{words}</a>
    }
    return /^`[^`]+`$/.test(piece) ? <code>{piece.slice(1, -1)}</code> : piece
  })
}
