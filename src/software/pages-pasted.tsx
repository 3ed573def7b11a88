import { comparedWords, LONGEST_PASTED, NEAR_COVERAGE, type PastedText } from '../search/pasted-text.ts'
import type { SimilarResult } from '../search/port.ts'
import { Plain } from '../web/content.tsx'
import { dictionary, formatCount, type Locale } from '../web/i18n/index.ts'
import type { RequestContext } from '../web/kit.ts'
import { type PagePorts, page, waysOn } from '../web/page.tsx'
import { EmptyState, Notice, ResultList, ResultsHead, SearchBox } from '../web/ui.tsx'
import { type CatalogueRow, catalogueRows } from './catalogue.ts'
import { type CatalogueQuery, chosenFilters } from './catalogue-query.ts'
import type { SoftwarePorts } from './service.ts'
import type { LicenceFacts } from './verdict.ts'
import { CompareBar, resultRow } from './views-catalogue.tsx'
import { keptParameters } from './views-catalogue-facets.tsx'
import { type FacetTables, facetLabel } from './views-labels.ts'

/** How many of the nearest are shown: who must look at more has pasted the wrong text. */
const NEAREST_SHOWN = 10
const WORDS_SHOWN = 8

interface PastedView {
  readonly locale: Locale
  readonly pasted: PastedText
  readonly query: CatalogueQuery
  readonly found: SimilarResult
  readonly rows: readonly CatalogueRow[]
  readonly tables: FacetTables
  readonly licences: LicenceFacts
}

/**
 * The catalogue's answer to a pasted text, such as a tender's: the software nearest to it, with what they have in common. The text
 * stands in forms alone; links would carry it many times over.
 */
export async function pastedTextPage(
  c: RequestContext,
  ports: SoftwarePorts & PagePorts,
  pasted: PastedText,
  query: CatalogueQuery,
  tables: FacetTables,
) {
  const locale = c.var.locale
  const found = await ports.search.similar({
    type: 'software',
    text: pasted.text,
    dk021: pasted.dk021,
    filters: query.filters,
    day: ports.today(),
    limit: NEAREST_SHOWN,
  })
  const rows = await catalogueRows(
    ports,
    found.hits.map(({ id }) => id),
  )
  const { title } = dictionary(locale).search.pasted
  return page(
    c,
    ports,
    { title, section: 'software', canonicalPath: '/software', robots: 'noindex, follow' },
    <Pasted
      locale={locale}
      pasted={pasted}
      query={query}
      found={found}
      rows={rows}
      tables={tables}
      licences={ports.licences}
    />,
  )
}

const Pasted = (view: PastedView) => {
  const { locale, pasted, query, found, rows } = view
  const t = dictionary(locale).search.pasted
  const base = `/${locale}/software`
  const near = found.hits.some(({ coverage }) => coverage >= NEAR_COVERAGE)
  return (
    <>
      <SearchBox locale={locale} action={base} value={pasted.text}>
        {keptParameters({ ...query, sort: null }, ['q', 'asis']).map(({ name, value }) => (
          <input type="hidden" name={name} value={value} />
        ))}
      </SearchBox>
      {rows.length === 0 ? (
        <EmptyState level={1} title={t.weak} ways={waysOn(locale)}>
          <p>{found.marks.length === 0 ? t.nothing : dictionary(locale).search.empty.spelling}</p>
          <Conditions {...view} />
        </EmptyState>
      ) : (
        <>
          <ResultsHead locale={locale} title={near ? t.heading : t.weak} />
          <Notice>
            <p>{t.how}</p>
            {pasted.dk021.length === 0 ? null : <p>{t.codes(pasted.dk021)}</p>}
            {pasted.cut ? <p>{t.cut(formatCount(locale, LONGEST_PASTED))}</p> : null}
          </Notice>
          <Compared {...view} />
          <Conditions {...view} />
          {near ? null : (
            <>
              <h2 class="nearest">{dictionary(locale).search.nearest}</h2>
              <p class="meta">{t.weakText}</p>
            </>
          )}
          <ResultList
            rows={rows.map((row) => resultRow(row, found.marks, () => <Common {...view} id={row.card.id} />, view))}
          />
          <CompareBar locale={locale} query={{ ...query, text: '' }} />
        </>
      )}
    </>
  )
}

/** By which words the text was compared, the most telling first. */
const Compared = ({ locale, pasted, found }: PastedView) => {
  const words = comparedWords(pasted.text, found.marks)
  const t = dictionary(locale).search.pasted
  const all = <Plain text={words.join(', ')} locale={locale} />
  if (words.length <= WORDS_SHOWN)
    return (
      <p class="meta">
        {t.compared(words.length)} {all}
      </p>
    )
  return (
    <details class="also">
      <summary>
        {t.compared(words.length)} <Plain text={words.slice(0, WORDS_SHOWN).join(', ')} locale={locale} />…
      </summary>
      <p>{all}</p>
    </details>
  )
}

/** How much of the text an entry speaks of, and by which words. */
const Common = ({ locale, found, id }: PastedView & { readonly id: string }) => {
  const hit = found.hits.find((each) => each.id === id)
  if (hit === undefined) return null
  const t = dictionary(locale).search.pasted
  return (
    <>
      {t.common(Math.round(hit.coverage * 100))} <Plain text={hit.common.join(', ')} locale={locale} />
    </>
  )
}

/** The chosen filters, and the way to compare with everything. */
const Conditions = ({ locale, pasted, query, tables }: PastedView) => {
  const chosen = chosenFilters(query)
  if (chosen.length === 0) return null
  const t = dictionary(locale).search.pasted
  return (
    <form class="conditions" action={`/${locale}/software`}>
      <input type="hidden" name="q" value={pasted.text} />
      <p>{t.filters(chosen.map(({ facet, value }) => facetLabel(facet, value, locale, tables)).join('; '))}</p>
      <button class="button button--quiet" type="submit">
        {t.withoutFilters}
      </button>
    </form>
  )
}
