import { dictionary, type Locale } from './i18n/index.ts'
import { fillText } from './problem.ts'

/** What a text is needed for: a rule of an import, its parameters, and the English sentence that formats carry with them. */
export interface ImportFindingLike {
  readonly rule: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly message?: string
}

/** A finding of an import as a sentence in the reader's language; the format's own English one where it is more exact. */
export function importFindingText(finding: ImportFindingLike, locale: Locale): string {
  if (locale === 'en' && finding.message !== undefined) return finding.message
  return fillText(importRuleText(finding, locale) ?? finding.message ?? finding.rule, finding.params ?? {})
}

/** The text of a rule with its placeholders; null when the rule is none of an import. */
export function importRuleText({ rule, params }: ImportFindingLike, locale: Locale): string | null {
  const { texts, yaml } = dictionary(locale).importRules
  const syntax =
    rule === 'yaml-syntax' ? (yaml as Readonly<Record<string, string>>)[String(params?.['code'])] : undefined
  return syntax ?? (texts as Readonly<Record<string, string>>)[rule] ?? null
}
