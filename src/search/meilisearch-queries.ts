import { compoundTerm, facetCode, isFilterable } from './meilisearch-documents.ts'
import { listingSets, setsFilter } from './meilisearch-membership.ts'
import { facetAttribute } from './meilisearch-settings.ts'
import { type Alternative, type Concept, masses, type Plan } from './plan.ts'

/** Meilisearch reads so many words of a query and no more (documentation: "Known limitations"). */
const MOST_WORDS = 10
/** Queries sent for the candidates of one search. */
const MOST_QUERIES = 32

/** One query of a federated search: what it asks for, and how much what it finds counts. */
export interface CandidateQuery {
  readonly q: string
  readonly weight: number
}

/**
 * Queries whose hits together are the likeliest answers: all of the concepts at once, in their best words and with one of
 * them in other words, then without one of them, then each alone. A word has no alternatives in Meilisearch, so that each
 * choice of words is a query of its own. Heaviest first; weights are what of the query is asked for times how sure the words are.
 */
export function candidateQueries(plan: Plan): readonly CandidateQuery[] {
  const shares = masses(plan)
  const phrases = phrasesOf(plan)
  const known = plan.concepts
    .map((concept, index) => ({ concept, share: shares[index] ?? 0 }))
    .filter(({ concept }) => concept.alternatives.length > 0 && phraseOf(concept) === null)
    .sort((a, b) => b.share - a.share)
  if (known.length === 0) return phrases.words === 0 ? [] : [{ q: phrases.q, weight: 1 }]
  const chosen: (readonly { readonly concept: Concept; readonly share: number }[])[] = [known]
  if (known.length > 2) chosen.push(...known.map((left) => known.filter((each) => each !== left)))
  if (known.length > 1) chosen.push(...known.map((each) => [each]))
  const queries = new Map<string, number>()
  for (const some of chosen) {
    const covered = some.reduce((sum, { share }) => sum + share, 0)
    for (const { alternatives, sure } of wordings(some.map(({ concept }) => concept))) {
      const q = [...(phrases.words === 0 ? [] : [phrases.q]), queryText(alternatives, MOST_WORDS - phrases.words)]
        .join(' ')
        .trim()
      queries.set(q, Math.max(queries.get(q) ?? 0, covered * sure))
    }
  }
  return [...queries]
    .map(([q, weight]) => ({ q, weight: Math.max(weight, 0.001) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_QUERIES)
}

/** The concepts in their best words, and with one of them at a time in each of its other words. */
function wordings(
  concepts: readonly Concept[],
): { readonly alternatives: readonly Alternative[]; readonly sure: number }[] {
  const best = concepts.flatMap(({ alternatives: [first] }) => first ?? [])
  const all = [best]
  for (const [index, { alternatives }] of concepts.entries()) {
    for (const other of alternatives.slice(1)) all.push(best.map((each, at) => (at === index ? other : each)))
  }
  return all.map((alternatives) => ({
    alternatives,
    sure: alternatives.reduce((product, { weight }) => product * weight, 1),
  }))
}

/** As many of the alternatives as fit, first ones first; a term that the tokenizer would cut is kept together by quotation marks. */
function queryText(alternatives: readonly Alternative[], most: number): string {
  const words: string[] = []
  for (const { terms } of alternatives) {
    if (words.length > 0 && words.length + terms.length > most) break
    words.push(...terms)
  }
  return words
    .slice(0, most)
    .map((term) => (/^[\p{L}\p{N}\p{M}]+$/u.test(term) ? term : `"${term.replaceAll('"', ' ')}"`))
    .join(' ')
}

/** The phrase that a record must have word for word; null where there are several ways to have the concept, or one word. */
function phraseOf({ required, alternatives }: Concept): string | null {
  const [only, ...others] = alternatives
  const isPhrase = required && only !== undefined && others.length === 0 && only.terms.length > 1
  return isPhrase ? `"${only.terms.join(' ').replaceAll('"', ' ')}"` : null
}

/**
 * What every query asks for besides, because a filter could not hold it to the order of its words: phrases in quotation marks,
 * and with a minus what a record must not have.
 */
export function phrasesOf({ concepts, excluded }: Plan): { readonly q: string; readonly words: number } {
  const wanted = concepts.flatMap((concept) => phraseOf(concept) ?? [])
  const unwanted = excluded.filter((terms) => terms.length > 1).map((terms) => `-"${terms.join(' ')}"`)
  const phrases = [...wanted, ...unwanted]
  return { q: phrases.join(' '), words: phrases.flatMap((phrase) => phrase.split(' ')).length }
}

/** Which records are in a list. */
export interface Membership {
  /** Conditions that all must hold. */
  readonly filters: readonly string[]
  /** Phrases, as a query. */
  readonly q: string
}

/**
 * The records that answer, as both engines understand it: they have all required phrases and, of the other words, enough
 * (`listingSets`). Null when Meilisearch cannot be asked: nothing answers, there are too many ways to, or a phrase is longer
 * than what it reads.
 */
export function membershipOf(plan: Plan): Membership | null {
  const sets = listingSets(plan)
  const phrases = phrasesOf(plan)
  if (sets === null || sets.length === 0 || phrases.words > MOST_WORDS) return null
  const words = setsFilter(sets, (place) => conceptFilter(plan.concepts[place] as Concept))
  const required = plan.concepts.filter((concept) => concept.required && phraseOf(concept) === null)
  const unwanted = plan.excluded.filter((terms) => terms.length === 1).map(([term = '']) => quoted(term))
  const without = unwanted.length === 0 ? [] : [`terms NOT IN [${unwanted.join(', ')}]`]
  return { filters: [...required.map(conceptFilter), ...without, ...(words === null ? [] : [words])], q: phrases.q }
}

/** A text in a filter. Terms and coded values hold no quotation mark and end in no backslash. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '')}"`
}

/** Records that have the concept: any of its alternatives, of which those of several words stand in the index as such. */
export function conceptFilter({ alternatives }: Concept): string {
  return `terms IN [${alternatives.map(({ terms }) => quoted(compoundTerm(terms))).join(', ')}]`
}

/**
 * Conditions of the chosen values: any of the values of one facet, all of the facets.
 * @param except a facet whose own choice is left out, so that its other values keep their counts
 */
export function facetFilters(filters: Readonly<Record<string, readonly string[]>>, except?: string): readonly string[] {
  return Object.entries(filters)
    .filter(([facet, values]) => facet !== except && values.length > 0)
    .map(
      ([facet, values]) =>
        `${facetAttribute(facet)} IN [${values.map((value) => quoted(facetCode(value))).join(', ')}]`,
    )
}

/** Whether the chosen values can be asked for: longer ones are left to the embedded index. */
export function areFilterable(filters: Readonly<Record<string, readonly string[]>>): boolean {
  return Object.values(filters).every((values) => values.every((value) => value === '' || isFilterable(value)))
}
