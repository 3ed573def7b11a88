import type { Reader } from '../../db/client.ts'
import { stem } from './analyzer/stem.ts'
import { isBoilerplate, isFunctionWord, isGeneric, isProcurementWord } from './analyzer/stop-words.ts'
import { tokenize } from './analyzer/tokens.ts'
import { type FacetIds, facetConditions } from './fts5-facets.ts'
import { type Bounds, listsOf, strongest } from './fts5-lists.ts'
import { candidates, keyRows } from './fts5-rows.ts'
import { FIELD_SEPARATOR } from './index-rows.ts'
import { type Plan, rarity } from './plan.ts'
import type { SimilarRequest, SimilarResult } from './port.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Words of the text that are compared, the most telling first; more only cost. */
const MOST_TERMS = 60
/** The subject of a purchase stands at its beginning. */
const BEGINNING = 25
const BEGINNING_WEIGHT = 1.6
/** «Система», «програма», «облік» stand in every description. */
const GENERIC_WEIGHT = 0.3
/** Words in a larger share of the records than this tell nothing, once there are enough records to say so. */
const COMMON_SHARE = 0.2
const ENOUGH_RECORDS = 50
const RARITY_POWER = 1.2
const PAIR_WEIGHT = 1
/** Codes of ДК 021 are no words; those of the need come beside the text. */
const CODE = /\b\d{8}-\d\b/g
const SAME_CLASS = 0.12
const SAME_GROUP = 0.05
const COMPARED = 200
/** Keys of the lists that the records to be compared are chosen from. */
const LISTED: Bounds = { query: 20_000, list: 10_000, telling: 0, narrowed: null }
const SHOWN_COMMON = 8
/** Fields in which a word counts more: name, English name, short description, tags. */
const FIELD_WEIGHTS = [3, 2, 2, 1, 1.5, 2, 1.5, 0.2, 0.3, 0]

interface Weighed {
  readonly term: string
  readonly form: string
  readonly weight: number
  readonly df: number
}

/**
 * Records that serve the need a long text describes. The words that every purchase has are left out; the others count by how
 * often they stand in the text and how rare they are in the register.
 */
export async function similar(
  read: Reader,
  vocabulary: Vocabulary,
  ids: FacetIds,
  request: SimilarRequest,
): Promise<SimilarResult> {
  const tokens = tokenize(request.text.replace(CODE, ' '))
  const documents = await vocabulary.documents()
  const { weighed, unknown } = await weigh(vocabulary, tokens, documents)
  if (weighed.length === 0) return { hits: [], marks: [] }
  const narrowed = await facetConditions({ filters: request.filters ?? {}, day: request.day }, ids)
  const lists = await listsOf(read, planOf(weighed, documents), request.type, narrowed, LISTED)
  const near = strongest(lists, COMPARED)
  const pairs = new Set(tokens.slice(1).map((token, index) => `${stem(tokens[index] ?? '')} ${stem(token)}`))
  const codes = request.dk021.map((code) => code.replace(/\D/g, '').slice(0, 8))
  const whole = weighed.reduce((sum, { weight }) => sum + weight, 0) * (1 + unknown / weighed.length)
  const weights = new Map(weighed.map((each) => [each.term, each]))
  const scored = (await candidates(read, near)).map(({ key, stems }) => ({
    key,
    ...scoreOf(stems, weighed, whole, weights, pairs, codes),
  }))
  const best = scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || b.key - a.key)
    .slice(0, request.limit + 1)
  const rows = await keyRows(
    read,
    best.map(({ key }) => key),
  )
  const hits = best.flatMap(({ key, coverage, common }) => {
    const id = rows.get(key)
    return id === undefined || id === request.except ? [] : [{ id, coverage, common }]
  })
  return { hits: hits.slice(0, request.limit), marks: weighed.map(({ term }) => term) }
}

/** The words that are compared; and how many words the register does not know, of which each weighs as much as the mean of those. */
async function weigh(
  vocabulary: Vocabulary,
  tokens: readonly string[],
  documents: number,
): Promise<{ readonly weighed: readonly Weighed[]; readonly unknown: number }> {
  const counts = new Map<string, { count: number; early: boolean; form: string }>()
  let told = 0
  for (const token of tokens) {
    if (isFunctionWord(token) || isProcurementWord(token)) continue
    const term = stem(token)
    if (isBoilerplate(term)) continue
    told += 1
    const known = counts.get(term)
    if (known) known.count += 1
    else counts.set(term, { count: 1, early: told <= BEGINNING, form: token })
  }
  const found = await vocabulary.terms([...counts.keys()], [])
  const mostly = documents < ENOUGH_RECORDS ? documents : documents * COMMON_SHARE
  const weighed = found
    .filter(({ df }) => df <= mostly)
    .flatMap(({ term, df }) => {
      const counted = counts.get(term)
      if (!counted) return []
      const told = (counted.early ? BEGINNING_WEIGHT : 1) * (isGeneric(term) ? GENERIC_WEIGHT : 1)
      const weight = Math.log(1 + counted.count) * rarity(df, documents) ** RARITY_POWER * told
      return [{ term, form: counted.form, weight, df }]
    })
    .toSorted((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, MOST_TERMS)
  return { weighed, unknown: counts.size - found.length }
}

/** The words as a plan, so that they are looked up as every query is. */
function planOf(weighed: readonly Weighed[], documents: number): Plan {
  return {
    concepts: weighed.map(({ term, form, weight, df }) => ({
      typed: form,
      alternatives: [{ terms: [term], weight: 1, reading: null, label: form }],
      df,
      weight: weight / Math.max(1e-9, rarity(df, documents)),
      required: false,
    })),
    excluded: [],
    needs: [],
    documents,
    interpretation: { readings: [], unknown: [], marks: [] },
  }
}

function scoreOf(
  stems: string,
  weighed: readonly Weighed[],
  /** Weight of the whole text. */
  whole: number,
  weights: ReadonlyMap<string, Weighed>,
  pairs: ReadonlySet<string>,
  codes: readonly string[],
): { readonly score: number; readonly coverage: number; readonly common: readonly string[] } {
  const best = new Map<string, number>()
  const met = new Set<string>()
  let field = 0
  let before = ''
  for (const term of stems.split(' ')) {
    if (term === FIELD_SEPARATOR) {
      field += 1
      before = ''
      continue
    }
    const known = weights.get(term)
    if (known) {
      best.set(term, Math.max(best.get(term) ?? 0, FIELD_WEIGHTS[field] ?? 0))
      if (pairs.has(`${before} ${term}`)) met.add(term)
    }
    before = term
  }
  const shared = weighed.filter(({ term }) => best.has(term))
  const coverage = shared.reduce((sum, { weight }) => sum + weight, 0) / Math.max(1e-9, whole)
  const sum = shared.reduce(
    (total, { term, weight }) => total + weight * ((best.get(term) ?? 0) + (met.has(term) ? PAIR_WEIGHT : 0)),
    0,
  )
  const own = stems.split(` ${FIELD_SEPARATOR} `).at(-1) ?? ''
  const same = (digits: number) => codes.some((code) => code.length >= 8 && own.includes(code.slice(0, digits)))
  const score = sum * Math.sqrt(coverage) * (1 + (same(5) ? SAME_CLASS : same(3) ? SAME_GROUP : 0))
  return { score, coverage, common: shared.slice(0, SHOWN_COMMON).map(({ form }) => form) }
}
