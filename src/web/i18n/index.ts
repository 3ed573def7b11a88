import { en } from './en.ts'
import type { Locale } from './locale.ts'
import { uk } from './uk.ts'

export {
  countOf,
  formatCount,
  formatDate,
  formatMoment,
  formatMoney,
  formatMoneyShort,
  orMore,
  wordFor,
} from './format.ts'
export { isLocale, LOCALES, type Locale, otherLocale } from './locale.ts'

/** Every text of the pages. A key missing in one language does not compile. */
export type Dictionary = typeof uk

const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = { uk, en }

/** The texts of one language: `const t = dictionary(locale)`, then `t.layout.site`. */
export function dictionary(locale: Locale): Dictionary {
  return DICTIONARIES[locale]
}
