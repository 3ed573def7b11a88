import type { Child } from 'hono/jsx'
import { type LocalizedText, textFor } from '../kernel/localized.ts'
import type { Locale } from './i18n/index.ts'
import { safeHref } from './markdown.tsx'

/** A text of the register for a reader, with `lang` to put beside it where it is not in the page's language. */
export function wordsFor(
  texts: LocalizedText | null | undefined,
  locale: Locale,
): { readonly text: string; readonly lang: string | undefined } | null {
  const found = textFor(texts, locale)
  return found && { text: found.text, lang: found.language === locale ? undefined : found.language }
}

/** A text of the register, marked with its language where it is not the page's. Nothing when there is none. */
export const Words = ({
  texts,
  locale,
}: {
  readonly texts: LocalizedText | null | undefined
  readonly locale: Locale
}) => {
  const found = wordsFor(texts, locale)
  if (found === null) return null
  return found.lang === undefined ? <>{found.text}</> : <span lang={found.lang}>{found.text}</span>
}

const UKRAINIAN_LETTERS = /[а-яіїєґ]{2}/i
const LATIN_WORDS = /(?:[a-z]{2,}[^a-z]+){2,}[a-z]{2,}/i

/**
 * The `lang` of a text that comes without its language (titles of documents, names of companies): Ukrainian letters on an
 * English page are Ukrainian, Latin words on a Ukrainian page are of an unknown language (`''`). Undefined where neither is so.
 */
export function langOfPlain(text: string, locale: Locale): string | undefined {
  if (UKRAINIAN_LETTERS.test(text)) return locale === 'uk' ? undefined : 'uk'
  return locale === 'uk' && LATIN_WORDS.test(text) ? '' : undefined
}

/** A text that comes without its language, marked where it reads as another than the page's. */
export const Plain = ({ text, locale }: { readonly text: string | null; readonly locale: Locale }) => {
  if (text === null) return null
  const lang = langOfPlain(text, locale)
  return lang === undefined ? <>{text}</> : <span lang={lang}>{text}</span>
}

/** A link that leads out of the register to an address somebody wrote; plain text when it is not one to follow. */
export const OutwardLink = ({ href, children }: { readonly href: string; readonly children?: Child }) => {
  const address = safeHref(href)
  const text = children ?? <span lang="">{shortAddress(href)}</span>
  return address === null ? (
    <>{text}</>
  ) : (
    <a href={address} rel="nofollow noopener">
      {text}
    </a>
  )
}

const LONGEST_ADDRESS = 60

/**
 * An address as people read it: without scheme and final slash, cut when it is long. A host that mixes scripts is written as
 * machines do (`xn--…`), because `gіthub.com` with one Cyrillic letter reads as another's.
 */
export function shortAddress(href: string): string {
  const [, host = '', rest = ''] = /^(?:https?:\/\/(?:www\.)?)?([^/?#]*)(.*)$/is.exec(href) ?? []
  const shown = isOfOneScript(host) ? host : (URL.parse(`https://${host}`)?.host ?? host)
  const text = `${shown}${rest}`.replace(/(?<!\/)\/+$/, '')
  return text.length > LONGEST_ADDRESS ? `${text.slice(0, LONGEST_ADDRESS - 1)}…` : text
}

/** ASCII, or Cyrillic in every label (`мон.укр`). */
function isOfOneScript(host: string): boolean {
  return /^\p{ASCII}*$/u.test(host) || /^(?:[\p{Script=Cyrillic}\d-]+\.)+\p{Script=Cyrillic}+$/u.test(host)
}

const displayNames = new Map<string, Intl.DisplayNames>()

function nameOf(kind: 'language' | 'region', code: string, locale: Locale): string {
  const key = `${kind} ${locale}`
  const names = displayNames.get(key) ?? new Intl.DisplayNames(locale, { type: kind, fallback: 'code' })
  displayNames.set(key, names)
  try {
    return names.of(code) ?? code
  } catch {
    // Imported files hold codes that are none.
    return code
  }
}

/** A language by its BCP 47 tag: `українська`, `Italian`. */
export function languageName(locale: Locale, tag: string): string {
  return nameOf('language', tag, locale)
}

/** A country by its ISO 3166 code: `Італія`. */
export function countryName(locale: Locale, code: string): string {
  return nameOf('region', code.toUpperCase(), locale)
}

/** As many of the texts as make up at most `characters`, and no more than `count`; at least one. */
export function firstWithin(texts: readonly string[], count: number, characters: number): readonly string[] {
  let total = 0
  const end = texts.findIndex((text, index) => {
    total += text.length
    return index >= count || (index > 0 && total > characters)
  })
  return end < 0 ? texts : texts.slice(0, end)
}
