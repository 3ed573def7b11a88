import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { TABLE_WRITERS } from '../../db/ownership.ts'
import { ERROR_CODES } from '../../src/kernel/errors.ts'
import type { PersonalDataKind } from '../../src/kernel/personal-data.ts'
import { dictionary, LOCALES } from '../../src/web/i18n/index.ts'
import { findingText } from '../../src/web/problem.ts'

const SOURCE = new URL('../../src/', import.meta.url)
/** The command line speaks to the operator, in English; in the dictionaries are the texts themselves. */
const NOT_FOR_READERS = /^(cli|web\/i18n)\//
/** Rules of shares: nothing takes such values yet, and the texts come with what does. */
const NOT_USED_YET = /^share-.+$/

const KINDS: Readonly<Record<PersonalDataKind, true>> = { rnokpp: true, passport: true, 'id-card': true, unzr: true }
/** What the template strings among the rule names stand for. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are texts of the sources.
  'personal-data-${kind}': Object.keys(KINDS).map((kind) => `personal-data-${kind}`),
  'personal-data-${kind}-removed': Object.keys(KINDS).map((kind) => `personal-data-${kind}-removed`),
  'duplicate-${duplicate[1]}': ['duplicate-organization', 'duplicate-software_source', 'duplicate-membership'],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: until here.
}

/** The rule names that a source text can produce: in findings, and as messages of schemas. */
function rulesIn(source: string): string[] {
  const patterns = [
    /\brule: '([^']+)'/g,
    /\brule: `([^`]+)`/g,
    /\b(?:error|message): '([a-z][a-z0-9-]*)'/g,
    /\.regex\(\/.*\/[a-z]*,\s*'([a-z][a-z0-9-]*)',?\s*\)/g,
    /\.(?:min|max)\((?:[^()\n]|\([^()\n]*\))*,\s*'([a-z][a-z0-9-]*)',?\s*\)/g,
    /\.refine\([\s\S]*?,\s*'([a-z][a-z0-9-]*)',?\s*\)/g,
    /\bz\.(?:int|email|url)\('([a-z][a-z0-9-]*)'\)/g,
  ]
  return patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, rule = '']) => rule))
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !NOT_FOR_READERS.test(file),
)
const produced = new Map<string, string>()
for (const file of files) {
  for (const rule of rulesIn(readFileSync(new URL(file, SOURCE), 'utf8'))) {
    for (const each of TEMPLATES[rule] ?? [rule]) produced.set(each, file)
  }
}
/** Rules that `findingsOf` gives to what zod itself says. */
const OF_ZOD = [
  ...['required', 'type', 'value', 'format', 'number-range', 'unknown-field', 'unknown-parameter'],
  ...['text-too-long', 'text-empty', 'list-too-long', 'list-empty', 'email'],
  // What `parseAmount` says of a sum, which findings pass on.
  ...['amount-format', 'amount-ambiguous', 'amount-too-precise', 'amount-too-large'],
]
const rules = [...new Set([...produced.keys(), ...OF_ZOD])].filter((rule) => !NOT_USED_YET.test(rule))

describe('every rule that the register can name', () => {
  it.each(LOCALES)('has a text, in %s', (locale) => {
    const { rules: own, importRules } = dictionary(locale)
    const texts = { ...importRules.texts, ...own.texts }
    const missing = rules.filter((rule) => !Object.hasOwn(texts, rule))
    expect(missing.map((rule) => `${rule} (${produced.get(rule)})`)).toEqual([])
  })

  it('is found in the sources: in findings, in templates, in schemas on one line and on several', () => {
    expect(rules.length).toBeGreaterThan(60)
    for (const rule of ['consent-withdrawn', 'organization-id', 'url', 'date-not-real', 'duplicate-organization']) {
      expect(produced.has(rule), rule).toBe(true)
    }
    const planted =
      "z.string().regex(/^[a-z]{2,3}$/, 'planted-one').refine((text) => {\n  return ok(text)\n}, 'planted-two')"
    expect(rulesIn(`${planted}; ({ pointer, rule: 'planted-three' })`).sort()).toEqual([
      'planted-one',
      'planted-three',
      'planted-two',
    ])
  })

  it('covers each table whose rows are unique and that people can meet twice', () => {
    for (const rule of produced.keys()) {
      const table = /^duplicate-(.+)$/.exec(rule)?.[1]
      if (table !== undefined) expect(TABLE_WRITERS[table]).toMatch(/^(?:commit|record)$/)
    }
  })

  it('has no text that nothing produces', () => {
    const known = new Set([...produced.keys(), ...OF_ZOD])
    expect(Object.keys(dictionary('uk').rules.texts).filter((rule) => !known.has(rule))).toEqual([])
  })
})

describe('the texts', () => {
  it.each(LOCALES)('have the same words to fill in as in the other language (%s)', (locale) => {
    const [uk, other] = [dictionary('uk'), dictionary(locale)]
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
    for (const [rule, text] of Object.entries(uk.rules.texts)) {
      expect(places((other.rules.texts as Readonly<Record<string, string>>)[rule] ?? ''), rule).toEqual(places(text))
    }
    expect(Object.keys(other.problems).sort()).toEqual([...ERROR_CODES].sort())
  })

  it('leave out the sentence that has nothing to say', () => {
    const finding = { pointer: '', rule: 'cpv-unknown', params: { code: '48000000', suggestions: '' } }
    expect(findingText(finding, 'en')).toBe('The loaded ДК 021 has no code 48000000.')
    expect(findingText({ ...finding, params: { ...finding.params, suggestions: '48000000-8' } }, 'uk')).toBe(
      'Коду 48000000 немає в завантаженому ДК 021. Можливо, малося на увазі: 48000000-8.',
    )
  })

  it('name a rule without a text, so that nothing is hidden', () => {
    expect(findingText({ pointer: '', rule: 'never-heard-of' }, 'en')).toContain('never-heard-of')
    expect(findingText({ pointer: '', rule: 'toString' }, 'uk')).toContain('toString')
  })
})
