import { type Locale, textFor } from '../kernel/localized.ts'
import type { ExpertRecord } from './store.ts'

/** The name of an expert for a reader; the register number where there is no name to show. */
export function expertName({ id, document }: ExpertRecord, locale: Locale): string {
  return 'name' in document ? (textFor(document.name, locale)?.text ?? id) : id
}
