import { type OrganizationName, selectOrganizationNames } from '../directory/store.ts'
import { isEdrpou } from '../kernel/edrpou.ts'
import { OrganizationId, organizationId } from '../kernel/identifiers.ts'
import type { SoftwarePorts } from './service.ts'

/** For whom a reader asks whether they may use a software. */
export type Asked =
  | { readonly found: 'nobody-named' }
  | { readonly found: 'one'; readonly organization: OrganizationName }
  | { readonly found: 'several'; readonly text: string; readonly organizations: readonly OrganizationName[] }
  | { readonly found: 'none'; readonly text: string }

const LONGEST_TEXT = 200
const MOST_CHOICES = 8

/** The organization that a reader means by a register number, an EDRPOU code or a name as they would write it. */
export async function askedFor(
  ports: Pick<SoftwarePorts, 'read' | 'search' | 'today'>,
  written: string | undefined,
): Promise<Asked> {
  const text = (written ?? '').toWellFormed().normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT)
  if (text === '') return { found: 'nobody-named' }
  const ids = [
    ...(OrganizationId.safeParse(text).success ? [text] : []),
    ...(isEdrpou(text) ? [organizationId('UA-EDR', text)] : []),
  ]
  const [known] = (await selectOrganizationNames(ports.read, ids)).values()
  if (known) return { found: 'one', organization: known }
  const result = await ports.search.search({
    type: 'organization',
    text,
    filters: {},
    facets: [],
    sort: 'relevance',
    day: ports.today(),
    limit: MOST_CHOICES,
    cursor: null,
  })
  const names = await selectOrganizationNames(
    ports.read,
    result.hits.map(({ id }) => id),
  )
  const organizations = result.interpretation.weak ? [] : result.hits.flatMap(({ id }) => names.get(id) ?? [])
  const [only, ...others] = organizations
  if (only === undefined) return { found: 'none', text }
  // When only some of the words fit, one hit is a guess and not an answer.
  if (others.length === 0 && !result.interpretation.relaxed) return { found: 'one', organization: only }
  return { found: 'several', text, organizations }
}
