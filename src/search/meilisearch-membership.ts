import { masses, type Plan } from './plan.ts'
import { isListed } from './rank.ts'

/** More ways into a list than this do not go into one filter; the embedded index counts instead of listing them. */
const MOST_SETS = 64

/** Places of words in the plan, the heaviest first. */
export type WordSet = readonly number[]

/**
 * The smallest sets of words that put a record into the list of a query: the records that have all words of one of them, beside the required phrases,
 * are those in which the words weigh `LISTED_MASS` of the query or of one of its needs. An empty set among them: the
 * phrases are enough. None: nothing is in the list.
 * @returns null when there are more than a filter should hold
 */
export function listingSets(plan: Plan): readonly WordSet[] | null {
  const { concepts, needs } = plan
  if (concepts.some(({ required, alternatives }) => required && alternatives.length === 0)) return []
  const share = masses(plan)
  const whole = concepts.map((_, place) => place)
  const found: WordSet[] = []
  for (const places of [whole, ...needs]) {
    const weight = places === whole ? 1 : Math.max(1e-9, sumOf(places, share))
    const sets = smallestSets(plan, places, (place) => (share[place] ?? 0) / weight)
    if (sets === null) return null
    found.push(...sets)
  }
  const smallest = found.filter((set, index) => !found.some((other, at) => isWithin(other, set, at < index)))
  return smallest.length > MOST_SETS ? null : smallest
}

/** Whether one set makes the other needless: it is a part of it, or the same and `earlier`. */
function isWithin(part: WordSet, set: WordSet, earlier: boolean): boolean {
  return (
    (part.length < set.length || (part.length === set.length && earlier)) && part.every((each) => set.includes(each))
  )
}

function sumOf(places: readonly number[], share: readonly number[]): number {
  return places.reduce((sum, place) => sum + (share[place] ?? 0), 0)
}

/**
 * Words are taken from the heaviest on, and no more once they are enough: so the last of a set is its lightest, and without any
 * one of them the others are not enough.
 */
function smallestSets(
  { concepts }: Plan,
  places: readonly number[],
  shareOf: (place: number) => number,
): readonly WordSet[] | null {
  const had = places.filter((place) => concepts[place]?.required)
  const words = places
    .filter((place) => !concepts[place]?.required && (concepts[place]?.alternatives.length ?? 0) > 0)
    .toSorted((a, b) => shareOf(b) - shareOf(a))
  const after = words.map((_, index) => words.slice(index).reduce((sum, place) => sum + shareOf(place), 0))
  const sets: WordSet[] = []
  const extend = (set: WordSet, mass: number, next: number): void => {
    if (sets.length > MOST_SETS) return
    if (isListed(mass)) {
      sets.push(set)
      return
    }
    if (!isListed(mass + (after[next] ?? 0))) return
    const word = words[next] as number
    extend([...set, word], mass + shareOf(word), next + 1)
    extend(set, mass, next + 1)
  }
  extend(
    [],
    had.reduce((sum, place) => sum + shareOf(place), 0),
    0,
  )
  return sets.length > MOST_SETS ? null : sets
}

/**
 * The condition that the words of one of the sets are had, each set's first word written once for all sets that begin with it.
 * Null when the empty set is among them: there is nothing to ask for.
 */
export function setsFilter(sets: readonly WordSet[], filterOf: (place: number) => string): string | null {
  if (sets.some((set) => set.length === 0)) return null
  const parts = [...Map.groupBy(sets, ([first]) => first as number)].map(([first, some]) => {
    const rest = setsFilter(
      some.map((set) => set.slice(1)),
      filterOf,
    )
    return rest === null ? filterOf(first) : `(${filterOf(first)} AND ${rest})`
  })
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' OR ')})`
}
