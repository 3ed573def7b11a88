import { listOrganizations } from '../directory/service.ts'
import type { OrganizationName } from '../directory/store.ts'
import { CSV_BOM, csvRow } from '../exchange/csv.ts'
import type { SoftwarePorts } from '../software/service.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import type { PagePorts } from '../web/page.tsx'

/** Rows that are read at a time. */
const CHUNK = 100

/** The whole list as CSV for people, by name: heads and words in the language of the page. */
export async function* organizationsCsv(
  ports: SoftwarePorts & PagePorts,
  query: { readonly text: string; readonly filters: Readonly<Record<string, readonly string[]>> },
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
    const page = await listOrganizations(ports, { ...query, facets: [], sort: 'name', limit: CHUNK, cursor })
    if (page.organizations.length > 0) yield page.organizations.map(row).join('')
    cursor = page.next
  } while (cursor !== null)
}
