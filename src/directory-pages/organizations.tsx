import { GOVERNMENT_LEVELS, ORGANIZATION_KINDS } from '../directory/model.ts'
import { type Code, codeTitle } from '../directory/reference.ts'
import { listOrganizations, ORGANIZATION_FACETS, type OrganizationPage } from '../directory/service.ts'
import type { OrganizationName } from '../directory/store.ts'
import type { SoftwarePorts } from '../software/service.ts'
import { labelOr, organizationHref } from '../software/views/parts.tsx'
import { RegionMap } from '../web/charts.tsx'
import { wordsFor } from '../web/content.tsx'
import { dictionary, formatCount, formatDate, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { streamOf } from '../web/stream.ts'
import {
  CatalogueColumns,
  EmptyState,
  FacetForm,
  FacetGroup,
  FilterChips,
  Pagination,
  ResultList,
  type ResultRowProps,
  ResultsHead,
  SearchBox,
  Tabs,
} from '../web/ui.tsx'
import { type OrganizationFigures, selectOrganizationFigures } from './figures.ts'
import { atCursor, type ListQuery, listHref, readListQuery } from './list-query.ts'
import { organizationsCsv } from './organization-csv.ts'

type Facet = (typeof ORGANIZATION_FACETS)[number]
type Query = ListQuery<Facet>

const ORGANIZATIONS_A_PAGE = 25

interface ListView {
  readonly locale: Locale
  readonly query: Query
  readonly found: OrganizationPage
  readonly figures: ReadonlyMap<string, OrganizationFigures>
  readonly regions: readonly Code[]
  readonly today: string
  /** All organizations that the register knows. */
  readonly all: number
}

/** `/organizations` */
export function organizationListPage(ports: SoftwarePorts & PagePorts) {
  const pages = createPages()
  pages.get('/organizations', async (c) => {
    const locale = c.var.locale
    const t = dictionary(locale).directory.organizations
    const regions = await ports.reference.all('regions')
    const query = queryOf(c, regions)
    const search = (some: Pick<Query, 'text' | 'filters'>, cursor: string | null, limit: number) =>
      listOrganizations(ports, {
        text: some.text,
        filters: some.filters,
        facets: [...ORGANIZATION_FACETS],
        sort: some.text === '' ? 'name' : 'relevance',
        limit,
        cursor,
      })
    const found = await atCursor(query.cursor, (cursor) => search(query, cursor, ORGANIZATIONS_A_PAGE))
    const all = found.total.count > 0 ? found : await search({ text: '', filters: NO_FILTERS }, null, 1)
    const view: ListView = {
      locale,
      query,
      found,
      figures: await selectOrganizationFigures(
        ports.read,
        found.organizations.map(({ id }) => id),
      ),
      regions,
      today: ports.today(),
      all: all.total.count,
    }
    const plain = query.text === '' && query.cursor === null && chosen(query).length === 0
    return page(
      c,
      ports,
      {
        title: query.text === '' ? t.title : `${query.text}: ${t.title}`,
        section: 'organizations',
        description: t.description,
        canonicalPath: listHref('/organizations', query),
        robots: plain ? undefined : 'noindex, follow',
      },
      <OrganizationList {...view} />,
    )
  })

  pages.get('/organizations.csv', async (c) => {
    const locale = c.var.locale
    const query = queryOf(c, await ports.reference.all('regions'))
    return new Response(streamOf(organizationsCsv(ports, query, locale)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="organizations-${ports.today()}.csv"`,
        'content-language': locale,
        'x-robots-tag': 'noindex',
      },
    })
  })
  return pages
}

function queryOf(c: RequestContext, regions: readonly Code[]): Query {
  return readListQuery(new URL(c.req.url).searchParams, {
    kind: ORGANIZATION_KINDS,
    region: regions.map(({ code }) => code),
    level: GOVERNMENT_LEVELS,
  })
}

const NO_FILTERS: Query['filters'] = { kind: [], region: [], level: [] }

function chosen(query: Query): readonly (readonly [Facet, string])[] {
  return ORGANIZATION_FACETS.flatMap((facet) => query.filters[facet].map((value) => [facet, value] as const))
}

function facetLabel({ locale, regions }: Pick<ListView, 'locale' | 'regions'>, facet: Facet, value: string): string {
  const { values } = dictionary(locale)
  if (facet === 'kind') return labelOr(values.organizationKind, value)
  if (facet === 'level') return labelOr(values.governmentLevel, value)
  const region = regions.find(({ code }) => code === value)
  return region ? codeTitle(region, locale) : value
}

/** Organizations and experts side by side, as two lists of one directory. */
export const DirectoryTabs = ({
  locale,
  current,
}: {
  readonly locale: Locale
  readonly current: 'organizations' | 'experts'
}) => {
  const t = dictionary(locale).directory
  return (
    <Tabs
      label={t.tabs}
      tabs={[
        { label: t.organizations.title, href: `/${locale}/organizations`, current: current === 'organizations' },
        { label: t.experts.title, href: `/${locale}/experts`, current: current === 'experts' },
      ]}
    />
  )
}

const OrganizationList = (view: ListView) => {
  const { locale, query, found, regions, today } = view
  const t = dictionary(locale).directory.organizations
  const path = `/${locale}/organizations`
  const plain = query.text === '' && query.cursor === null && chosen(query).length === 0
  const count = t.count(found.total.count)
  const without = (facet: Facet, value: string): Query => ({
    ...query,
    cursor: null,
    filters: { ...query.filters, [facet]: query.filters[facet].filter((each) => each !== value) },
  })
  return (
    <>
      <SearchBox locale={locale} action={path} value={query.text} placeholder={t.search}>
        {chosen(query).map(([facet, value]) => (
          <input type="hidden" name={facet} value={value} />
        ))}
      </SearchBox>
      <DirectoryTabs locale={locale} current="organizations" />
      <CatalogueColumns facets={<Facets {...view} />}>
        <ResultsHead locale={locale} title={query.text === '' ? count : t.headingFor(count, query.text)} />
        <FilterChips
          locale={locale}
          chips={chosen(query).map(([facet, value]) => ({
            label: facetLabel(view, facet, value),
            removeHref: listHref(path, without(facet, value)),
          }))}
        />
        {plain ? <Places {...view} /> : null}
        {found.organizations.length === 0 ? (
          <EmptyState level={2} title={t.empty} ways={[{ href: path, label: t.all }]}>
            <p>{t.emptyText(t.emptyCount(view.all), formatDate(locale, today))}</p>
          </EmptyState>
        ) : (
          <ResultList rows={found.organizations.map((organization) => row(view, organization))} />
        )}
        {found.organizations.length === 0 ? null : (
          <p class="meta">
            <a href={listHref(`${path}.csv`, { ...query, cursor: null })}>{t.asCsv}</a>
          </p>
        )}
        <Pagination
          locale={locale}
          olderHref={found.next === null ? undefined : listHref(path, { ...query, cursor: found.next })}
        />
        {query.cursor === null ? null : (
          <p>
            <a href={listHref(path, { ...query, cursor: null })}>{t.first}</a>
          </p>
        )}
      </CatalogueColumns>
    </>
  )

  function row({ figures }: ListView, organization: OrganizationName): ResultRowProps {
    const { values } = dictionary(locale)
    const name = wordsFor(organization.name, locale)
    const figure = figures.get(organization.id)
    const region = regions.find(({ code }) => code === organization.region)
    return {
      href: organizationHref(locale, organization.id),
      name: name?.text ?? organization.id,
      nameLang: name?.lang,
      meta: [
        values.organizationKind[organization.kind],
        region ? codeTitle(region, locale) : null,
        organization.population === null ? null : t.inhabitants(organization.population),
        figure && figure.holds > 0 ? t.holds(figure.holds) : null,
        figure && figure.runs > 0 ? t.runs(figure.runs) : null,
        organization.confirmed ? null : t.unconfirmed,
      ],
    }
  }
}

const Facets = (view: ListView) => {
  const { locale, query, found } = view
  const t = dictionary(locale).directory.organizations
  return (
    <FacetForm
      locale={locale}
      action={`/${locale}/organizations`}
      hidden={query.text === '' ? [] : [{ name: 'q', value: query.text }]}
      active={chosen(query).length}
      clearHref={listHref(`/${locale}/organizations`, { ...query, cursor: null, filters: NO_FILTERS })}
    >
      {ORGANIZATION_FACETS.map((facet) => (
        <FacetGroup
          locale={locale}
          name={facet}
          title={t.facets[facet]}
          values={(found.facets[facet] ?? []).map(({ value, count }) => ({
            value,
            label: facetLabel(view, facet, value),
            count: formatCount(locale, count),
            checked: query.filters[facet].includes(value),
          }))}
        />
      ))}
    </FacetForm>
  )
}

/** Where the organizations are; each region leads to its own. */
const Places = ({ locale, found, regions }: ListView) => {
  const t = dictionary(locale).directory.organizations
  const counts = found.facets['region'] ?? []
  return (
    <RegionMap
      locale={locale}
      finding={t.map(counts.length)}
      counted={t.counted}
      wide={false}
      regions={regions.map((region) => ({
        code: region.code.slice(2),
        name: codeTitle(region, locale),
        count: counts.find(({ value }) => value === region.code)?.count ?? 0,
        href: `/${locale}/organizations?region=${region.code}`,
      }))}
    />
  )
}
