import { z } from 'zod'

/** The languages the pages are written in; entries may carry others (imported software is often described in Italian or French). */
export const LOCALES = ['uk', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** BCP 47, the part of it that software descriptions use: `uk`, `pt-BR`, `sr-Latn`. */
export const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'language-tag')
  .meta({ description: 'BCP 47 language tag', example: 'uk' })
export type LanguageTag = z.infer<typeof LanguageTag>

/**
 * A schema for one text in one or more languages, none of them empty.
 * @param maximum length of each text in UTF-16 code units
 */
export function localizedText(maximum: number) {
  return z
    .record(LanguageTag, z.string().trim().min(1, 'text-empty').max(maximum, 'text-too-long'))
    .refine((texts) => Object.keys(texts).length > 0, 'text-missing')
}
export type LocalizedText = Record<string, string>

/** A text and the language it is in, so that a page can mark what is not in the reader's language. */
export interface TextInLanguage {
  readonly text: string
  readonly language: string
}

/**
 * The text for a reader of `locale`: their language, else the other page language, else the first there is.
 * Ukrainian readers are given English before anything else, and the other way round. `null` when there is no text.
 */
export function textFor(texts: LocalizedText | undefined | null, locale: Locale): TextInLanguage | null {
  if (!texts) return null
  for (const language of [locale, locale === 'uk' ? 'en' : 'uk']) {
    const text = texts[language]
    if (text !== undefined) return { text, language }
  }
  const first = Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1))[0]
  return first ? { language: first[0], text: first[1] } : null
}
