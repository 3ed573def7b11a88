/** The languages of the register's pages; the first is the one of record. */
export const LOCALES = ['uk', 'en'] as const

export type Locale = (typeof LOCALES)[number]

export function isLocale(value: string | undefined): value is Locale {
  return value === 'uk' || value === 'en'
}

export function otherLocale(locale: Locale): Locale {
  return locale === 'uk' ? 'en' : 'uk'
}
