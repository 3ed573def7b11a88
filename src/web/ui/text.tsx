import type { Child } from 'hono/jsx'
import { dictionary, type Locale } from '../i18n/index.ts'
import { Icon, type IconName } from '../icons.tsx'

/**
 * Text that may be in another language than the page: it is marked with `lang` where it differs, so that a screen
 * reader pronounces it and a browser hyphenates it rightly. `show` also says so in words ("in English").
 */
export const LanguageText = ({
  locale,
  lang,
  show = false,
  children,
}: {
  readonly locale: Locale
  readonly lang: Locale
  readonly show?: boolean
  readonly children?: Child
}) =>
  lang === locale ? (
    <>{children}</>
  ) : (
    <>
      <span lang={lang}>{children}</span>
      {show ? <span class="meta"> ({dictionary(locale).ui.inLanguage[lang]})</span> : null}
    </>
  )

/** Where a query matched: start and end (exclusive), in UTF-16 units, sorted and without overlaps. */
export type MatchRange = readonly [start: number, end: number]

/** Plain text with the matched places marked. */
export const Marked = ({ text, ranges = [] }: { readonly text: string; readonly ranges?: readonly MatchRange[] }) => {
  const parts: Child[] = []
  let at = 0
  for (const [start, end] of ranges) {
    if (start < at || end <= start || end > text.length) continue
    parts.push(text.slice(at, start), <mark>{text.slice(start, end)}</mark>)
    at = end
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}

/** Facts on one line with middle dots between them; empty ones are left out. */
export const MetaLine = ({ parts }: { readonly parts: readonly Child[] }) => {
  const said = parts.filter((part) => part !== null && part !== undefined && part !== false && part !== '')
  return (
    <p class="meta meta--line">
      {said.map((part, index) => (
        <>
          {index > 0 ? ' ' : null}
          <span class="meta__part">
            {part}
            {index < said.length - 1 ? ' ·' : null}
          </span>
        </>
      ))}
    </p>
  )
}

/** A column of running text, 70 characters wide: paragraphs, headings, lists, quotations. */
export const RichText = ({ lang, children }: { readonly lang?: Locale | undefined; readonly children?: Child }) => (
  <div class="rich-text" lang={lang}>
    {children}
  </div>
)

/** Paragraphs of plain text as its author broke them; nothing in it is read as markup. */
export const Paragraphs = ({ text, lang }: { readonly text: string; readonly lang?: Locale | undefined }) => (
  <RichText lang={lang}>
    {text
      .split(/\n\s*\n/)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph) => (
        <p>
          {paragraph
            .trim()
            .split('\n')
            .map((line, index) => (
              <>
                {index > 0 ? <br /> : null}
                {line}
              </>
            ))}
        </p>
      ))}
  </RichText>
)

/** A stretch of source text (publiccode.yml, JSON, a citation), with a button that copies it where scripts run. */
export const CodeBlock = ({
  locale,
  id,
  label,
  text,
  wrap = false,
}: {
  readonly locale: Locale
  readonly id: string
  readonly label: string
  readonly text: string
  readonly wrap?: boolean
}) => {
  const t = dictionary(locale).ui
  return (
    <section class="code" aria-label={label}>
      <div class="code__head">
        <span class="meta">{label}</span>
        <button class="code__copy" type="button" hidden data-copy={id} data-copied={t.copied}>
          {t.copy}
        </button>
      </div>
      {/* A scrolling box must be reachable by keyboard. */}
      <pre id={id} class={wrap ? 'code__text code__text--wrap' : 'code__text'} tabindex={wrap ? undefined : 0}>
        {text}
      </pre>
    </section>
  )
}

export type Tone = 'ok' | 'caution' | 'stop' | 'ask' | 'unknown' | 'plain'

/** A small label of a state, such as a life-cycle stage. */
export const Tag = ({ tone = 'plain', children }: { readonly tone?: Tone; readonly children?: Child }) => (
  <span class={`tag tag--${tone}`}>{children}</span>
)

/** A link dressed as a button. `quiet` is for the second choice beside a main one. */
export const LinkButton = ({
  href,
  quiet = false,
  icon,
  children,
}: {
  readonly href: string
  readonly quiet?: boolean
  readonly icon?: IconName
  readonly children?: Child
}) => (
  <a class={quiet ? 'button button--quiet' : 'button'} href={href}>
    {icon ? <Icon name={icon} /> : null}
    {children}
  </a>
)

export const Button = ({
  quiet = false,
  name,
  value,
  children,
}: {
  readonly quiet?: boolean
  readonly name?: string | undefined
  readonly value?: string | undefined
  readonly children?: Child
}) => (
  <button class={quiet ? 'button button--quiet' : 'button'} type="submit" name={name} value={value}>
    {children}
  </button>
)
