import { selectOrganizationNames } from '../directory/store.ts'
import { ANONYMOUS } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { dictionary } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { comparedIds, MOST_COMPARED } from './catalogue-query.ts'
import { completeness } from './completeness.ts'
import { getSoftware, type SoftwarePorts } from './service.ts'
import { countRunning, type SoftwareRecord } from './store.ts'
import { reuseVerdict } from './verdict.ts'
import { type Compared, CompareView } from './views-compare.tsx'
import { facetTables } from './views-labels.ts'

type Ports = SoftwarePorts & PagePorts

/** `/compare?id=…&id=…`: up to four entries side by side. */
export function comparePages(ports: Ports) {
  const pages = createPages()
  pages.get('/compare', async (c) => {
    const locale = c.var.locale
    const written = new URL(c.req.url).searchParams.getAll('id').filter((text) => text.trim() !== '')
    const ids = comparedIds(written)
    const malformed = written.filter((text) => comparedIds([text]).length === 0).map((text) => text.trim().slice(0, 60))
    const { records, unknown, archived } = await readEach(ports, ids)
    const shown = records.slice(0, MOST_COMPARED)
    const columns = await withSurroundings(ports, shown)
    const t = dictionary(locale).catalogue.compare
    const query = shown.map(({ id }) => `id=${id}`).join('&')
    return page(
      c,
      ports,
      {
        title: columns.length > 1 ? t.titleOf(columns.length) : t.title,
        description: t.lead,
        section: 'software',
        search: true,
        breadcrumbs: [{ label: dictionary(locale).catalogue.title, href: `/${locale}/software` }],
        canonicalPath: query === '' ? '/compare' : `/compare?${query}`,
        robots: query === '' ? undefined : 'noindex, follow',
      },
      <CompareView
        locale={locale}
        columns={columns}
        tables={await facetTables(ports.reference)}
        unknown={[...unknown, ...malformed]}
        archived={archived}
        tooMany={records.slice(MOST_COMPARED).map(({ id }) => id)}
      />,
    )
  })
  return pages
}

/** No more than these are looked up, however many an address names. */
const MOST_READ = 20

async function readEach(ports: Ports, ids: readonly string[]) {
  const records: SoftwareRecord[] = []
  const unknown: string[] = []
  const archived: string[] = []
  for (const id of ids.slice(0, MOST_READ)) {
    try {
      records.push(await getSoftware(ports, ANONYMOUS, id))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'gone') archived.push(id)
      else unknown.push(id)
    }
  }
  return { records, unknown, archived }
}

async function withSurroundings(ports: Ports, records: readonly SoftwareRecord[]): Promise<readonly Compared[]> {
  const holders = await selectOrganizationNames(
    ports.read,
    records.flatMap(({ document }) => document.rights.holder ?? []),
  )
  const running = await countRunning(
    ports.read,
    records.map(({ id }) => id),
  )
  const today = ports.today()
  return records.map((record) => ({
    record,
    holder: holders.get(record.document.rights.holder ?? '') ?? null,
    verdict: reuseVerdict(record.document.rights, null, today, ports.licences),
    runningIn: running.get(record.id) ?? 0,
    present: completeness(record.document, ports.licences).present.length,
  }))
}
