import { listOrganizations } from '../directory/service.ts'
import type { OrganizationName } from '../directory/store.ts'
import { CSV_BOM, csvRow } from '../exchange/csv.ts'
import type { SoftwarePorts } from '../software/service.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import type { PagePorts } from '../web/page.tsx'
import { type ListQuery, orderOf } from './list-query.ts'

/** Rows that are read at a time. */
const CHUNK = 100

/** The whole list as CSV for people, in the order of the page: heads and words are in its language. */
export async function* organizationsCsv(
  ports: SoftwarePorts & PagePorts,
  query: ListQuery<string>,
  locale: Locale,
): AsyncGenerator<string> {
  const { directory, values } = dictionary(locale)
  const heads = directory.organizations.csv
  yield CSV_BOM +
    csvRow([
      heads.id,
      heads.nameUk,
      heads.nameEn,
      heads.kind,
      heads.level,
      heads.region,
      heads.population,
      heads.confirmed,
      heads.demonstration,
      heads.address,
    ])
  const row = (organization: OrganizationName) =>
    csvRow([
      organization.id,
      organization.name['uk'],
      organization.name['en'],
      values.organizationKind[organization.kind],
      organization.level === null ? null : values.governmentLevel[organization.level],
      organization.region,
      organization.population,
      organization.confirmed ? heads.yes : heads.no,
      organization.demonstration ? heads.yes : heads.no,
      `${ports.site.origin}/${locale}/organizations/${organization.id}`,
    ])
  let cursor: string | null = null
  do {
    const { text, asTyped, filters } = query
    const page = await listOrganizations(ports, {
      text,
      asTyped,
      filters,
      facets: [],
      sort: orderOf(query),
      limit: CHUNK,
      cursor,
    })
    if (page.interpretation.weak) return
    if (page.organizations.length > 0) yield page.organizations.map(row).join('')
    cursor = page.next
  } while (cursor !== null)
}
