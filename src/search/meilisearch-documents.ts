import { sha256Hex } from '../kernel/hash.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { facetAttribute, stemsAttribute } from './meilisearch-settings.ts'
import { type FacetValue, SEARCH_FIELDS, type SearchField } from './port.ts'

/** What the embedded index knows of a record. */
export interface IndexedRecord {
  readonly type: RecordType
  readonly id: string
  /** Its key there: later updates have greater ones. */
  readonly order: number
  /** Terms of the analyzer in their order. */
  readonly stems: Readonly<Record<SearchField, string>>
  /** Terms of several words, of those that a query may be read as, whose words stand near one another. */
  readonly compounds: readonly (readonly string[])[]
  readonly facets: readonly FacetValue[]
}

/** A record as Meilisearch is given it. */
export interface MeilisearchDocument {
  readonly key: string
  readonly type: RecordType
  readonly id: string
  readonly order: number
  /** Every term once, of all fields, and every compound: what a filter asks for. */
  readonly terms: readonly string[]
  /** `st_*`: stems of a field; `f_*`: values of a facet that hold on the day of the delivery. */
  readonly [attribute: `st_${string}` | `f_${string}`]: unknown
}

/** Several words as one of the `terms` of a document. No word has a blank. */
export function compoundTerm(terms: readonly string[]): string {
  return terms.join(' ')
}

/** Bytes of a document's key that Meilisearch takes, less what tells a shortened one. */
const LONGEST_KEY = 400

/**
 * The key of a record: only letters, digits, `-` and `_` are allowed. Everything else, and `_` itself, becomes `_` and its
 * UTF-8 bytes in hexadecimal, so that no two records meet. What would be too long ends in its SHA-256 instead.
 */
export async function documentKey(type: RecordType, id: string): Promise<string> {
  const escaped = id.replace(/[^A-Za-z0-9-]/gu, (character) =>
    Array.from(new TextEncoder().encode(character), (byte) => `_${byte.toString(16).padStart(2, '0')}`).join(''),
  )
  const key = `${type}-${escaped}`
  return key.length <= LONGEST_KEY ? key : `${key.slice(0, LONGEST_KEY)}__${await sha256Hex(id)}`
}

/** Bytes of one value that Meilisearch can filter by (documentation: "Known limitations", 480 with its margin of 32). */
const LONGEST_VALUE = 400

/** Whether the value can be filtered by and counted there. Codes are much shorter; anything longer is left to the embedded index. */
export function isFilterable(value: string): boolean {
  return value !== '' && new TextEncoder().encode(facetCode(value)).length <= LONGEST_VALUE
}

/**
 * A value of a facet so that Meilisearch keeps it apart from every other (for texts in NFC): it takes values that differ in
 * case or in compatibility forms alone for one, and has no way to write some quotation marks in a filter. `~` stands before
 * a letter that is a capital; `~(…)` holds the code point of what could not be told apart.
 */
export function facetCode(value: string): string {
  return Array.from(value, (character) => {
    const known = ESCAPES[character]
    if (known !== undefined) return known
    const small = character.toLowerCase()
    const returns = small.toUpperCase() === character
    if (/\s/u.test(character) || character.normalize('NFKC') !== character || (small !== character && !returns))
      return `~(${(character.codePointAt(0) ?? 0).toString(16)})`
    return small === character ? character : `~${small}`
  }).join('')
}

/** The value that `facetCode` wrote. */
export function facetValue(code: string): string {
  return code.replace(/~(?:\(([0-9a-f]+)\)|(.))/gsu, (_, point: string | undefined, escaped: string) => {
    if (point !== undefined) return String.fromCodePoint(Number.parseInt(point, 16))
    return UNESCAPES[escaped] ?? escaped.toUpperCase()
  })
}

const ESCAPES: Readonly<Record<string, string>> = { '~': '~~', '\\': '~/', '"': "~'", ' ': '~.' }
const UNESCAPES: Readonly<Record<string, string>> = { '~': '~', '/': '\\', "'": '"', '.': ' ' }

/** The document of a record. @param day the day on which its facet values must hold, `YYYY-MM-DD` */
export async function documentOf(record: IndexedRecord, day: string): Promise<MeilisearchDocument> {
  const { type, id, order, stems, compounds, facets } = record
  const values = new Map<string, Set<string>>()
  for (const { facet, value, from, until } of facets) {
    if ((from !== undefined && day < from) || (until !== undefined && day >= until) || !isFilterable(value)) continue
    const attribute = facetAttribute(facet)
    values.set(attribute, (values.get(attribute) ?? new Set()).add(facetCode(value)))
  }
  const words = SEARCH_FIELDS.flatMap((field) => stems[field].split(/\s+/)).filter((term) => term !== '')
  return {
    key: await documentKey(type, id),
    type,
    id,
    order,
    terms: [...new Set([...words, ...compounds.map(compoundTerm)])],
    ...Object.fromEntries(SEARCH_FIELDS.map((field) => [stemsAttribute(field), stems[field]])),
    ...Object.fromEntries([...values].map(([attribute, own]) => [attribute, [...own].sort()])),
  }
}
