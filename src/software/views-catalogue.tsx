import type { Child } from 'hono/jsx'
import type { RecordType } from '../kernel/identifiers.ts'
import { textFor } from '../kernel/localized.ts'
import type { LooserSearches } from '../search/looser.ts'
import { type Match, SORTS, type Sort, type Total } from '../search/port.ts'
import { inTitle } from '../search/reader-query.ts'
import {
  InterpretationNote,
  LooserWays,
  markedText,
  marksOf,
  NearestHead,
  type SearchedView,
  SearchTabs,
  whyMatched,
} from '../search/views.tsx'
import { dictionary, type Locale, orMore } from '../web/i18n/index.ts'
import {
  CatalogueColumns,
  Downloads,
  EmptyState,
  FilterChips,
  Notice,
  Pagination,
  ResultList,
  type ResultRowProps,
  ResultsHead,
  SearchBox,
} from '../web/ui.tsx'
import type { CataloguePage, CatalogueRow } from './catalogue.ts'
import {
  type CatalogueQuery,
  catalogueHref,
  changed,
  chosenFilters,
  effectiveSort,
  withoutFilter,
} from './catalogue-query.ts'
import { licenceFacet, SOFTWARE_FACETS } from './search-document.ts'
import type { LicenceFacts, Verdict } from './verdict.ts'
import { CatalogueFacets, facetValues, keptParameters } from './views-catalogue-facets.tsx'
import { type FacetTables, facetLabel, titleOf } from './views-labels.ts'

/** What the catalogue page shows. */
export interface CatalogueView {
  readonly locale: Locale
  readonly query: CatalogueQuery
  readonly page: CataloguePage
  readonly tables: FacetTables
  readonly licences: LicenceFacts
  /** The cursor of the address was not one of this list; the list is shown from its beginning. */
  readonly cursorLost: boolean
  /** How many records of each kind the query finds; empty without a query. */
  readonly counts: ReadonlyMap<RecordType, Total>
  /** What to try instead of a query that found nothing. */
  readonly looser: LooserSearches
  /** Ways out of an empty list. */
  readonly ways: readonly { readonly href: string; readonly label: string }[]
  /** How many entries were searched and when, for an empty list. */
  readonly among: { readonly count: number; readonly date: string }
}

export const VERDICT_TONES = {
  'may-use': 'ok',
  'on-conditions': 'caution',
  'ask-holder': 'ask',
  'may-not': 'stop',
  unknown: 'unknown',
} as const satisfies Record<Verdict, string>

/** The number of results with its word; engines that cap their count say "at least". */
export function totalText(locale: Locale, { count, exact }: CataloguePage['total']): string {
  const t = dictionary(locale).catalogue
  return exact ? t.count(count) : orMore(t.count(count))
}

/** The heading of the list, and the title of the page. */
export function catalogueTitles({ locale, query, page }: Pick<CatalogueView, 'locale' | 'query' | 'page'>) {
  const t = dictionary(locale).catalogue
  const text = inTitle(query.text)
  if (isWeak(page)) {
    const { weak, weakTitle } = dictionary(locale).search
    return { heading: weak(text), title: weakTitle(text) }
  }
  const count = totalText(locale, page.total)
  const named = query.text === '' ? t.title : text
  return {
    heading: query.text === '' ? t.heading(count) : t.headingFor(count, text),
    title: query.cursor === null ? t.titleFor(named, count) : t.titleLater(t.titleFor(named, count)),
  }
}

/** Whether the list holds only what comes nearest to a query that nothing answers. */
function isWeak({ interpretation, rows }: Pick<CataloguePage, 'interpretation' | 'rows'>): boolean {
  return interpretation.weak && rows.length > 0
}

export const CatalogueView = (view: CatalogueView) => {
  const { locale, query, page } = view
  const base = `/${locale}/software`
  const nothing = page.rows.length === 0
  // Where no facet has a value there is nothing to narrow, and an empty form would only puzzle.
  const narrowable = SOFTWARE_FACETS.some((facet) => facetValues(facet, view).length > 0)
  return (
    <>
      <SearchBox locale={locale} action={base} value={query.text}>
        {keptParameters(query, ['q', 'asis']).map(({ name, value }) => (
          <input type="hidden" name={name} value={value} />
        ))}
      </SearchBox>
      {query.text === '' ? null : (
        <SearchTabs locale={locale} current="software" text={query.text} asTyped={query.asTyped} counts={view.counts} />
      )}
      <CatalogueColumns facets={narrowable ? <CatalogueFacets {...view} /> : null}>
        {nothing ? <Nothing {...view} /> : <Results {...view} />}
      </CatalogueColumns>
    </>
  )
}

const Results = (view: CatalogueView) => {
  const { locale, query, page } = view
  const t = dictionary(locale).catalogue
  const base = `/${locale}/software`
  const weak = isWeak(page)
  const total = page.total.exact ? t.countOfAll(page.total.count) : orMore(t.countOfAll(page.total.count))
  return (
    <>
      <ResultsHead
        locale={locale}
        title={catalogueTitles(view).heading}
        sorts={weak ? [] : sortLinks(base, locale, query)}
      />
      <FilterChips locale={locale} chips={chipsOf(view)} />
      {view.cursorLost ? <Notice tone="caution">{<p>{t.cursorLost}</p>}</Notice> : null}
      <InterpretationNote {...searchedView(view)} />
      {weak ? (
        <>
          <LooserWays {...searchedView(view)} looser={view.looser} hrefOf={textHref(view)} />
          <NearestHead locale={locale} />
        </>
      ) : null}
      <ResultList
        rows={page.rows.map((row) =>
          resultRow(
            row,
            marksOf(matchesOf(page, row), page.interpretation),
            (isMarked) => whyMatched(locale, matchesOf(page, row), page.interpretation, isMarked),
            view,
          ),
        )}
      />
      <CompareBar locale={locale} query={query} />
      <Downloads
        locale={locale}
        shown={
          query.cursor === null
            ? t.shownFirst(
                page.rows.length,
                total,
                page.next === null ? 1 : Math.ceil(page.total.count / page.rows.length),
              )
            : t.shownLater(page.rows.length, total)
        }
        links={downloadLinks(base, query).map(({ suffix, href, type }) => ({ label: suffix, href, type }))}
      />
      {query.cursor === null ? null : (
        <p class="meta">
          <a href={catalogueHref(base, changed(query, {}))}>{t.first}</a>
        </p>
      )}
      <Pagination
        locale={locale}
        olderHref={page.next === null ? undefined : catalogueHref(base, { ...query, cursor: page.next })}
      />
    </>
  )
}

function searchedView({ locale, query, page }: CatalogueView): SearchedView {
  const { text, asTyped } = query
  const hrefAsTyped = (words: readonly string[]) =>
    catalogueHref(`/${locale}/software`, changed(query, { asTyped: words }))
  return { locale, text, asTyped, interpretation: page.interpretation, hrefAsTyped }
}

/** The list of another text under the same conditions. */
function textHref({ locale, query }: CatalogueView) {
  return (text: string) => catalogueHref(`/${locale}/software`, changed(query, { text, asTyped: [] }))
}

function matchesOf(page: CataloguePage, { card }: CatalogueRow): readonly Match[] {
  return page.hits.find(({ id }) => id === card.id)?.matches ?? []
}

/** The same list as data; the feed of a list is always by date, and none of them stops at a page. */
export function downloadLinks(base: string, query: CatalogueQuery) {
  const whole = changed(query, { compare: [] })
  return [
    { suffix: 'CSV', href: catalogueHref(`${base}.csv`, whole), type: 'text/csv' },
    { suffix: 'JSON', href: catalogueHref(`${base}.json`, whole), type: 'application/json' },
    { suffix: 'Atom', href: catalogueHref(`${base}.atom`, { ...whole, sort: null }), type: 'application/atom+xml' },
  ]
}

function sortLinks(base: string, locale: Locale, query: CatalogueQuery) {
  const labels = dictionary(locale).catalogue.sorts
  const current = effectiveSort(query)
  const offered: readonly Sort[] = query.text === '' ? SORTS.filter((sort) => sort !== 'relevance') : SORTS
  return offered.map((sort) => ({
    label: labels[sort],
    href: catalogueHref(base, changed(query, { sort })),
    current: sort === current,
  }))
}

function chipsOf({ locale, query, tables }: CatalogueView) {
  const base = `/${locale}/software`
  return chosenFilters(query).map(({ facet, value }) => ({
    label: facetLabel(facet, value, locale, tables),
    removeHref: catalogueHref(base, withoutFilter(query, facet, value)),
  }))
}

/**
 * One entry of a list.
 * @param marks terms to mark in its texts
 * @param why why it is in the list, told whether something of it is marked
 */
export function resultRow(
  row: CatalogueRow,
  marks: readonly string[],
  why: (isMarked: boolean) => Child | undefined,
  { locale, query, tables, licences }: Pick<CatalogueView, 'locale' | 'query' | 'tables' | 'licences'>,
): ResultRowProps {
  const t = dictionary(locale)
  const { card, holder } = row
  const name = textFor(card.name, locale)
  const sentence = textFor(card.shortDescription, locale)
  const foreign = (language: string | undefined) => (language === locale ? undefined : language)
  const shownName = markedText(name?.text ?? card.id, marks)
  const shownSentence = markedText(sentence?.text ?? '', marks)
  const license = licenceFacet(card, licences)
  const stage = card.lifecycleStage === null ? null : t.values.lifecycleStage[card.lifecycleStage]
  const status = card.developmentStatus === null ? null : t.values.developmentStatus[card.developmentStatus]
  return {
    href: `/${locale}/software/${card.id}`,
    name: shownName.content,
    nameLang: foreign(name?.language),
    sentence: shownSentence.content,
    sentenceLang: foreign(sentence?.language),
    meta: [
      holder === null ? t.catalogue.holderUnknown : holderName(row, locale),
      license === 'not-stated' ? t.catalogue.rightsUnknown : lowered(facetLabel('license', license, locale, tables)),
      lowered(stage ?? status),
      row.runningIn === 0 ? null : t.catalogue.runningIn(row.runningIn),
      card.civic ? t.catalogue.civic : null,
    ],
    verdict: { tone: VERDICT_TONES[row.verdict.verdict], text: t.values.verdict[row.verdict.verdict] },
    why: why(shownName.marked || shownSentence.marked),
    action: <ComparePick locale={locale} id={card.id} name={name?.text ?? card.id} kept={query.compare} />,
  }
}

function holderName({ holder }: CatalogueRow, locale: Locale): Child {
  const short = holder?.shortName?.[locale]
  const named = short === undefined ? textFor(holder?.name, locale) : { text: short, language: locale }
  if (named === null) return null
  return named.language === locale ? named.text : <span lang={named.language}>{named.text}</span>
}

/** Labels of closed lists begin with a capital; within a line of facts they do not, unless they are an abbreviation or a name. */
export function lowered(label: string | null): string | null {
  return label !== null && /^[А-ЯҐЄІЇA-Z][а-яґєіїa-z’]/.test(label) && !/^[A-Z][a-z]*-?\d/.test(label)
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label
}

const ComparePick = ({
  locale,
  id,
  name,
  kept,
}: {
  readonly locale: Locale
  readonly id: string
  readonly name: string
  readonly kept: readonly string[]
}) =>
  kept.includes(id) ? null : (
    <label class="pick">
      <input
        type="checkbox"
        name="id"
        value={id}
        form="compare"
        aria-label={dictionary(locale).catalogue.compare.pick(name)}
      />
      {dictionary(locale).catalogue.compare.pickShort}
    </label>
  )

export const CompareBar = ({ locale, query }: { readonly locale: Locale; readonly query: CatalogueQuery }) => {
  const t = dictionary(locale).catalogue.compare
  const forget = catalogueHref(`/${locale}/software`, { ...query, compare: [] })
  return (
    <form id="compare" class="compare-bar" action={`/${locale}/compare`}>
      {query.compare.map((id) => (
        <input type="hidden" name="id" value={id} />
      ))}
      <p class="meta">
        {query.compare.length === 0 ? (
          t.hint
        ) : (
          <>
            {t.kept(query.compare.length)}. <a href={forget}>{t.forget}</a>
          </>
        )}
      </p>
      <button class="button button--quiet" type="submit">
        {t.button}
      </button>
    </form>
  )
}

const Nothing = (view: CatalogueView) => {
  const { locale, query, ways, among } = view
  const t = dictionary(locale).catalogue.empty
  return (
    <>
      <EmptyState level={1} title={query.text === '' ? t.title : t.titleFor(inTitle(query.text))} ways={ways}>
        <p>
          {among.count === 0 ? t.nothingYet : t.among(dictionary(locale).catalogue.countOfAll(among.count), among.date)}
        </p>
        <InterpretationNote {...searchedView(view)} />
        <LooserWays {...searchedView(view)} looser={view.looser} hrefOf={textHref(view)} />
      </EmptyState>
      <FilterChips locale={locale} chips={chipsOf(view)} />
    </>
  )
}

/** The names of an entry's functions for a cell of a table. */
export function functionNames(codes: readonly string[], locale: Locale, tables: FacetTables): string {
  return codes.map((code) => titleOf(tables.functions, code, locale)).join('; ')
}
