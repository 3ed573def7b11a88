import { GOVERNMENT_LEVELS, ORGANIZATION_KINDS } from '../directory/model.ts'
import { type Code, codeTitle } from '../directory/reference.ts'
import { listOrganizations, ORGANIZATION_FACETS, type OrganizationPage } from '../directory/service.ts'
import type { OrganizationName } from '../directory/store.ts'
import { can } from '../kernel/actor.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { type LooserSearches, looserSearches, NO_LOOSER } from '../search/looser.ts'
import type { Total } from '../search/port.ts'
import { inTitle, searchParameters } from '../search/reader-query.ts'
import { SEARCHED_TYPES } from '../search/sections.ts'
import {
  InterpretationNote,
  LooserWays,
  markedText,
  marksOf,
  NearestHead,
  SearchTabs,
  whyMatched,
} from '../search/views.tsx'
import type { SoftwarePorts } from '../software/service.ts'
import { labelOr, organizationHref } from '../software/views/parts.tsx'
import { RegionMap } from '../web/charts.tsx'
import { wordsFor } from '../web/content.tsx'
import { dictionary, formatCount, formatDate, type Locale, orMore } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { streamOf } from '../web/stream.ts'
import {
  CatalogueColumns,
  EmptyState,
  FacetForm,
  FacetGroup,
  type FacetValue,
  FilterChips,
  Pagination,
  ResultList,
  type ResultRowProps,
  ResultsHead,
  SearchBox,
  Tabs,
} from '../web/ui.tsx'
import { type OrganizationFigures, selectOrganizationFigures } from './figures.ts'
import {
  atCursor,
  type ListQuery,
  listHref,
  matchesOf,
  orderOf,
  readListQuery,
  searchedView,
  sortLinks,
} from './list-query.ts'
import { organizationsCsv } from './organization-csv.ts'
import { WorkLink } from './work-frame.tsx'

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
  readonly counts: ReadonlyMap<RecordType, Total>
  readonly looser: LooserSearches
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
    const search = (some: Pick<Query, 'text' | 'asTyped' | 'filters' | 'sort'>, cursor: string | null, limit: number) =>
      listOrganizations(ports, {
        text: some.text,
        asTyped: some.asTyped,
        filters: some.filters,
        facets: [...ORGANIZATION_FACETS],
        sort: orderOf(some),
        limit,
        cursor,
      })
    const found = await atCursor(query.cursor, (cursor) => search(query, cursor, ORGANIZATIONS_A_PAGE))
    const nothing = found.organizations.length === 0
    const all = nothing ? await search(EVERYTHING, null, 1) : found
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
      counts: query.text === '' ? new Map() : await ports.search.count(query.text, SEARCHED_TYPES, query.asTyped),
      looser:
        nothing || found.interpretation.weak
          ? await looserSearches(ports.search, 'organization', query.text)
          : NO_LOOSER,
      all: all.total.count,
    }
    const plain = query.text === '' && query.cursor === null && chosen(query).length === 0
    return page(
      c,
      ports,
      {
        title: titleOf(view),
        section: 'organizations',
        description: t.description,
        canonicalPath: listHref('/organizations', query),
        robots: plain ? undefined : 'noindex, follow',
      },
      <>
        <OrganizationList {...view} />
        {can(c.var.actor, 'organization.register') ? <WorkLink locale={locale} section="organizations" /> : null}
      </>,
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
const EVERYTHING = { text: '', asTyped: [], filters: NO_FILTERS, sort: null }

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
  const searched = searchedView(locale, path, query, found)
  const nothing = found.organizations.length === 0
  const weak = found.interpretation.weak && !nothing
  const narrowable = ORGANIZATION_FACETS.some((facet) => facetValues(view, facet).length > 0)
  const looser = (
    <LooserWays
      {...searched}
      looser={view.looser}
      hrefOf={(text) => listHref(path, { ...query, text, asTyped: [], cursor: null })}
    />
  )
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
      {query.text === '' ? (
        <DirectoryTabs locale={locale} current="organizations" />
      ) : (
        <SearchTabs {...searched} current="organization" counts={view.counts} />
      )}
      <CatalogueColumns facets={narrowable ? <Facets {...view} /> : null}>
        {nothing ? null : (
          <ResultsHead locale={locale} title={headingOf(view)} sorts={weak ? [] : sortLinks(path, query, t.sorts)} />
        )}
        <FilterChips
          locale={locale}
          chips={chosen(query).map(([facet, value]) => ({
            label: facetLabel(view, facet, value),
            removeHref: listHref(path, without(facet, value)),
          }))}
        />
        {plain ? <Places {...view} /> : null}
        {nothing ? (
          <EmptyState
            level={1}
            title={query.text === '' ? t.empty : dictionary(locale).search.weak(inTitle(query.text))}
            ways={[{ href: path, label: t.all }, ...ways(locale)]}
          >
            <p>{t.emptyText(t.emptyCount(view.all), formatDate(locale, today))}</p>
            <InterpretationNote {...searched} />
            {looser}
          </EmptyState>
        ) : (
          <>
            <InterpretationNote {...searched} />
            {weak ? (
              <>
                {looser}
                <NearestHead locale={locale} />
              </>
            ) : null}
            <ResultList rows={found.organizations.map((organization) => row(view, organization))} />
          </>
        )}
        {nothing ? null : (
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
    const shown = markedText(
      name?.text ?? organization.id,
      marksOf(matchesOf(found, organization.id), found.interpretation),
    )
    return {
      href: organizationHref(locale, organization.id),
      name: shown.content,
      why: whyMatched(locale, matchesOf(found, organization.id), found.interpretation, shown.marked),
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

/** The heading of the list, with how many there are. */
function headingOf({ locale, query, found }: ListView): string {
  const { directory, search } = dictionary(locale)
  const t = directory.organizations
  if (found.interpretation.weak) return search.weak(inTitle(query.text))
  const count = countText(locale, found)
  return query.text === '' ? count : t.headingFor(count, inTitle(query.text))
}

function titleOf({ locale, query, found }: ListView): string {
  const { directory, search } = dictionary(locale)
  if (query.text === '') return directory.organizations.title
  return found.interpretation.weak || found.organizations.length === 0
    ? search.weakTitle(inTitle(query.text))
    : `${inTitle(query.text)}: ${countText(locale, found)}`
}

function countText(locale: Locale, { total }: OrganizationPage): string {
  const counted = dictionary(locale).directory.organizations.count(total.count)
  return total.exact ? counted : orMore(counted)
}

/** Where a reader who found nothing is helped. */
export function ways(locale: Locale) {
  const { catalogue, search } = dictionary(locale)
  return [
    { href: `/${locale}/help#search`, label: catalogue.empty.help },
    { href: `/${locale}/help#ask`, label: search.empty.ask },
  ]
}

const Facets = (view: ListView) => {
  const { locale, query, found } = view
  const t = dictionary(locale).directory.organizations
  return (
    <FacetForm
      locale={locale}
      action={`/${locale}/organizations`}
      hidden={[
        ...[...searchParameters(query.text, query.asTyped)].map(([name, value]) => ({ name, value })),
        ...(query.sort === null ? [] : [{ name: 'sort', value: query.sort }]),
      ]}
      note={
        found.facets.among === null
          ? undefined
          : dictionary(locale).search.among(formatCount(locale, found.facets.among))
      }
      active={chosen(query).length}
      clearHref={listHref(`/${locale}/organizations`, { ...query, cursor: null, filters: NO_FILTERS })}
    >
      {ORGANIZATION_FACETS.map((facet) => {
        const values = facetValues(view, facet)
        return values.length === 0 ? null : (
          <FacetGroup locale={locale} name={facet} title={t.facets[facet]} values={values} />
        )
      })}
    </FacetForm>
  )
}

/** The values of a facet with their counts; chosen ones stay even when nothing has them. */
function facetValues(view: ListView, facet: Facet): readonly FacetValue[] {
  const { locale, query, found } = view
  const chosenValues = query.filters[facet]
  const counted = found.facets.values[facet] ?? []
  const missing = chosenValues.filter((value) => !counted.some((each) => each.value === value))
  return [...counted, ...missing.map((value) => ({ value, count: 0 }))].map(({ value, count }) => ({
    value,
    label: facetLabel(view, facet, value),
    count: formatCount(locale, count),
    checked: chosenValues.includes(value),
  }))
}

/** Where the organizations are; each region leads to its own. */
const Places = ({ locale, found, regions }: ListView) => {
  const t = dictionary(locale).directory.organizations
  const counts = found.facets.values['region'] ?? []
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
