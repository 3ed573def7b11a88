import { type OrganizationName, selectOrganizationNames } from '../directory/store.ts'
import type { SearchRequest, SearchResult } from '../search/port.ts'
import type { SoftwareCard } from './card.ts'
import type { SoftwarePorts } from './service.ts'
import { countRunning, selectSoftwareCards } from './store.ts'
import { type ReuseVerdict, reuseVerdict } from './verdict.ts'

/** One row of a list of software: its card and what is worked out around it. */
export interface CatalogueRow {
  readonly card: SoftwareCard
  readonly holder: OrganizationName | null
  /** For any authority, today. */
  readonly verdict: ReuseVerdict
  /** How many organizations run it. */
  readonly runningIn: number
}

export interface CataloguePage extends SearchResult {
  readonly rows: readonly CatalogueRow[]
}

type CataloguePorts = Pick<SoftwarePorts, 'read' | 'search' | 'licences' | 'today'>

/** Published software, searched and narrowed. Throws `validation-failed` for a cursor of another list. */
export async function listSoftware(
  ports: CataloguePorts,
  request: Omit<SearchRequest, 'type' | 'day'>,
): Promise<CataloguePage> {
  const found = await ports.search.search({ ...request, type: 'software', day: ports.today() })
  const rows = await catalogueRows(
    ports,
    found.hits.map(({ id }) => id),
  )
  return { ...found, rows }
}

/** Rows of entries in the order of `ids`. */
export async function catalogueRows(
  ports: Omit<CataloguePorts, 'search'>,
  ids: readonly string[],
): Promise<readonly CatalogueRow[]> {
  const cards = await selectSoftwareCards(ports.read, ids)
  const holders = await selectOrganizationNames(
    ports.read,
    cards.flatMap(({ rights }) => (rights.holder === null ? [] : [rights.holder])),
  )
  const running = await countRunning(ports.read, ids)
  const day = ports.today()
  return cards.map((card) => ({
    card,
    holder: card.rights.holder === null ? null : (holders.get(card.rights.holder) ?? null),
    verdict: reuseVerdict(card.rights, null, day, ports.licences),
    runningIn: running.get(card.id) ?? 0,
  }))
}
