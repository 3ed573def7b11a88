import type { Settings } from 'meilisearch'
import { SEARCH_FIELDS, type SearchField } from './port.ts'

/** Most hits that a list can be gone through to, and the most that are counted exactly. */
export const MOST_COUNTED = 10_000
/** Most values of a facet that are counted. */
const MOST_VALUES = 2000

/** Where the stems of a field stand: `st_name`. */
export function stemsAttribute(field: SearchField): string {
  return `st_${field}`
}

/** Where the values of a facet stand: `f_license`. */
export function facetAttribute(facet: string): string {
  return `f_${facet}`
}

/** Order in which a word tells most; `rank.ts` has the weights, this only decides which candidates come first. */
const BY_WEIGHT: readonly SearchField[] = [
  'name',
  'code',
  'nameEn',
  'tags',
  'short',
  'functions',
  'long',
  'category',
  'tech',
  'owner',
]

/**
 * The whole behaviour of the index. Everything that Meilisearch would do to words of its own is off: the stems were made by
 * the analyzer, for both engines the same. Needs Meilisearch 1.14 (granular filterable attributes).
 */
export const SETTINGS = {
  searchableAttributes: [...BY_WEIGHT.filter((field) => SEARCH_FIELDS.includes(field)).map(stemsAttribute)],
  displayedAttributes: ['*'],
  filterableAttributes: [
    {
      // Equality is all that is asked for, so the index builds nothing for comparing values or for searching in them.
      attributePatterns: ['type', 'terms', 'f_*'],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
  ],
  sortableAttributes: ['sortName', 'updatedAt', 'id'],
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
  stopWords: [],
  synonyms: {},
  distinctAttribute: null,
  typoTolerance: { enabled: false },
  prefixSearch: 'disabled',
  facetSearch: false,
  // Both stay inside a word; the analyzer deletes them, so that this matters only should one ever come through.
  nonSeparatorTokens: ["'", '’'],
  separatorTokens: [],
  dictionary: [],
  proximityPrecision: 'byWord',
  faceting: { maxValuesPerFacet: MOST_VALUES, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: MOST_COUNTED },
  // A search that is cut off gives half an answer and does not say so. Ours has been given up long before.
  searchCutoffMs: 10_000,
} as const satisfies Settings | Record<string, unknown>

/** Changes whenever documents of an older form must not be searched: everything is then delivered again. */
export const FORM = 2

/** What of the settings is not as it should be: those alone that have to be sent. Null when all is well. */
export function drift(actual: Settings): Settings | null {
  const wanted: Record<string, unknown> = SETTINGS
  const found = actual as Record<string, unknown>
  const wrong = Object.entries(wanted).filter(([name, value]) => !covers(found[name], value))
  return wrong.length === 0 ? null : (Object.fromEntries(wrong) as Settings)
}

/** Whether `found` says what `wanted` says. Objects may say more: a newer version has settings that this one does not name. */
function covers(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const same = Array.isArray(found) && found.length === wanted.length
    return same && wanted.every((each, index) => covers(found[index], each))
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof found !== 'object' || found === null) return false
    if (Object.keys(wanted).length === 0) return Object.keys(found).length === 0
    return Object.entries(wanted).every(([name, value]) => covers((found as Record<string, unknown>)[name], value))
  }
  return found === wanted
}
