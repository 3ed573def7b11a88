import { describe, expect, it } from 'vitest'
import { IMPORT_RULES } from '../../src/exchange/publiccode/finding.ts'
import { REGISTER_RULES } from '../../src/software/import/report.ts'
import { dictionary, LOCALES } from '../../src/web/i18n/index.ts'
import { importFindingText } from '../../src/web/import-findings.ts'

describe('the words for the findings of an import', () => {
  const rules = [...IMPORT_RULES, ...REGISTER_RULES]

  it.each(LOCALES)('are there for every rule in %s, and for nothing else', (locale) => {
    const { texts } = dictionary(locale).importRules
    const others = ['quarantine-resolved', 'quarantine-empty', 'import-id']
    expect(Object.keys(texts).sort()).toEqual([...new Set<string>([...rules, ...others])].sort())
  })

  it('name the same things in both languages', () => {
    const [uk, en] = LOCALES.map((locale) => Object.entries(dictionary(locale).importRules.texts))
    const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
    for (const [rule, text] of uk ?? []) {
      const other = en?.find(([name]) => name === rule)?.[1] ?? ''
      expect(placeholders(text), rule).toEqual(placeholders(other))
    }
  })

  it('say what is wrong with YAML more exactly than that it is wrong', () => {
    const finding = { rule: 'yaml-syntax', params: { code: 'bad-indent' } }
    expect(importFindingText(finding, 'uk')).toBe('Відступ не узгоджений із сусідніми рядками.')
    expect(importFindingText({ rule: 'yaml-syntax', params: { code: 'never-seen' } }, 'uk')).toBe(
      'Це неправильний YAML.',
    )
  })

  it('leave out a sentence that has nothing to say', () => {
    const finding = { rule: 'license-unknown', params: { license: 'X', suggestions: '' } }
    expect(importFindingText(finding, 'en')).toBe('The licence «X» is not in the SPDX list, so it is not called open.')
  })
})
