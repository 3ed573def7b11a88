import { textFor } from '../kernel/localized.ts'
import type { SoftwareCard } from './card.ts'
import type { SoftwarePorts } from './service.ts'
import { type SoftwareRecord, selectSoftwareCards } from './store.ts'

const MOST_SIMILAR = 3
/** As many more are asked for, of which some may be named on the page already. */
const ASKED = 8
/** The beginning of an entry says what it does; more of it costs and changes little. */
const LONGEST_TEXT = 600
/**
 * Share of an entry's own text that another must have to be called similar, by weight of the words. Entries of the same function
 * need little of it; where no function is stated, the text alone must tell.
 */
const COVERAGE_OF_SAME_FUNCTION = 0.08
const COVERAGE_OF_ANY = 0.2

/**
 * Published entries that do much the same, nearest first: they share a function and speak of it in the same words.
 * @param named entries that the page names already
 */
export async function similarSoftware(
  { search, read, today }: Pick<SoftwarePorts, 'search' | 'read' | 'today'>,
  { id, document: { identity } }: SoftwareRecord,
  named: readonly string[],
): Promise<readonly SoftwareCard[]> {
  const { functions, dk021 } = identity
  const found = await search.similar({
    type: 'software',
    text: textOf(identity),
    dk021,
    ...(functions.length === 0 ? {} : { filters: { function: functions } }),
    except: id,
    day: today(),
    limit: ASKED,
  })
  const least = functions.length === 0 ? COVERAGE_OF_ANY : COVERAGE_OF_SAME_FUNCTION
  const near = found.hits.filter((hit) => hit.coverage >= least && !named.includes(hit.id)).slice(0, MOST_SIMILAR)
  return near.length === 0
    ? []
    : selectSoftwareCards(
        read,
        near.map((hit) => hit.id),
      )
}

/** What an entry says of what it does, in one language: two would count every word twice. */
function textOf({ name, shortDescription, longDescription, features }: SoftwareRecord['document']['identity']): string {
  const told = (text: typeof name | null) => textFor(text, 'uk')?.text ?? ''
  return [told(name), told(shortDescription), ...(features['uk'] ?? features['en'] ?? []), told(longDescription)]
    .join('\n')
    .slice(0, LONGEST_TEXT)
}
