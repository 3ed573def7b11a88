import { dictionary, formatCount } from '../web/i18n/index.ts'
import { FacetForm, FacetGroup, type FacetValue } from '../web/ui.tsx'
import { type CatalogueQuery, catalogueHref, changed, chosenFilters, EMPTY_QUERY } from './catalogue-query.ts'
import { SOFTWARE_FACETS, type SoftwareFacet } from './search-document.ts'
import type { CatalogueView } from './views-catalogue.tsx'
import { type FacetTables, facetLabel } from './views-labels.ts'

/** The parameters of a query as hidden fields, but for some. */
export function keptParameters(query: CatalogueQuery, except: readonly string[]) {
  return [
    { name: 'q', value: query.text },
    ...chosenFilters(query).map(({ facet, value }) => ({ name: facet as string, value })),
    ...query.asTyped.map((value) => ({ name: 'asis', value })),
    { name: 'sort', value: query.sort ?? '' },
    ...query.compare.map((value) => ({ name: 'compare', value })),
  ].filter(({ name, value }) => value !== '' && !except.includes(name))
}

/** The conditions beside the list. */
export const CatalogueFacets = (view: CatalogueView) => {
  const { locale, query } = view
  const base = `/${locale}/software`
  return (
    <FacetForm
      locale={locale}
      action={base}
      hidden={keptParameters(query, SOFTWARE_FACETS)}
      note={amongNote(view)}
      active={chosenFilters(query).length}
      clearHref={catalogueHref(base, changed(query, { filters: EMPTY_QUERY.filters }))}
    >
      {SOFTWARE_FACETS.map((facet) => {
        const values = facetValues(facet, view)
        return values.length === 0 ? null : (
          <FacetGroup locale={locale} name={facet} title={dictionary(locale).catalogue.facets[facet]} values={values} />
        )
      })}
    </FacetForm>
  )
}

function amongNote({ locale, page }: CatalogueView): string | undefined {
  const { among } = page.facets
  return among === null ? undefined : dictionary(locale).search.among(formatCount(locale, among))
}

/** The values of a facet with their counts; chosen ones stay even when nothing has them. */
export function facetValues(
  facet: SoftwareFacet,
  { query, page, locale, tables }: CatalogueView,
): readonly FacetValue[] {
  const chosen = query.filters[facet]
  const counted = page.facets.values[facet] ?? []
  const missing = chosen.filter((value) => !counted.some((each) => each.value === value))
  const values = [...counted, ...missing.map((value) => ({ value, count: 0 }))].map(({ value, count }) => ({
    value,
    label: facetLabel(facet, value, locale, tables),
    count: formatCount(locale, count),
    checked: chosen.includes(value),
  }))
  return facet === 'function' ? asTree(values, tables) : values
}

/** Groups with their functions below them, once the group or one of its functions is chosen. */
function asTree(values: readonly FacetValue[], { functions }: FacetTables): readonly FacetValue[] {
  const parents = new Map(functions.map(({ code, parent }) => [code, parent]))
  const below = (group: string) => values.filter(({ value }) => parents.get(value) === group)
  return values
    .filter(({ value }) => parents.get(value) === null)
    .map((group) => {
      const nested = below(group.value)
      return group.checked === true || nested.some(({ checked }) => checked === true) ? { ...group, nested } : group
    })
}
