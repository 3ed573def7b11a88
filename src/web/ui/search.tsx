import type { Child } from 'hono/jsx'
import { dictionary, type Locale } from '../i18n/index.ts'
import { Icon } from '../icons.tsx'
import { MetaLine, type Tone } from './text.tsx'
import { Verdict } from './verdict.tsx'

/** As much as the address of a page can carry in Cyrillic letters. */
const LONGEST_TYPED = 2_500

/** What the script needs to suggest as one types in a search field; without it the attributes do nothing but bound its length. */
export function suggestAttributes(locale: Locale) {
  const t = dictionary(locale).search.suggest
  return {
    maxlength: LONGEST_TYPED,
    autocomplete: 'off',
    'data-search': '',
    'data-suggest': '/api/v1/suggest',
    'data-functions': t.functions,
    'data-records': t.records,
    'data-queries': t.queries,
    'data-counted': t.counted,
  }
}

/** The large search field of a page: a GET form. `children` are hidden inputs that keep chosen filters. */
export const SearchBox = ({
  locale,
  action,
  value = '',
  placeholder,
  name = 'q',
  children,
}: {
  readonly locale: Locale
  readonly action: string
  readonly value?: string | undefined
  readonly placeholder?: string | undefined
  readonly name?: string
  readonly children?: Child
}) => {
  const t = dictionary(locale).layout.search
  return (
    <search>
      <form class="search-box" action={action}>
        <label class="govuk-visually-hidden" for="q">
          {t.label}
        </label>
        <input
          id="q"
          name={name}
          type="search"
          value={value}
          placeholder={placeholder ?? t.placeholder}
          {...suggestAttributes(locale)}
        />
        {children}
        <button class="button" type="submit">
          <Icon name="search" />
          {t.button}
        </button>
      </form>
    </search>
  )
}

/** Kinds of records side by side, each a page of its own. */
export const Tabs = ({
  label,
  tabs,
}: {
  readonly label: string
  readonly tabs: readonly {
    readonly label: Child
    readonly href: string
    readonly count?: string | undefined
    readonly current?: boolean
  }[]
}) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map((tab) => (
        <li>
          <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
            {tab.label}
            {tab.count === undefined ? null : <span class="tabs__count"> {tab.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Results beside their filters: 280 px of facets, then the list; the list alone where there is nothing to narrow. */
export const CatalogueColumns = ({ facets, children }: { readonly facets: Child | null; readonly children?: Child }) =>
  facets === null ? (
    <>{children}</>
  ) : (
    <div class="catalogue-columns">
      <div>{facets}</div>
      <div>{children}</div>
    </div>
  )

/**
 * The filters of a list: a GET form that works without scripts. On a phone it is folded, so that the results come first;
 * on a wide screen the stylesheet shows it unfolded. `hidden` are the parameters to keep, such as the query and the order.
 */
export const FacetForm = ({
  locale,
  action,
  hidden = [],
  active = 0,
  clearHref,
  note,
  children,
}: {
  readonly locale: Locale
  readonly action: string
  readonly hidden?: readonly { readonly name: string; readonly value: string }[]
  readonly active?: number
  readonly clearHref?: string | undefined
  /** What the counts leave out. */
  readonly note?: string | undefined
  readonly children?: Child
}) => {
  const t = dictionary(locale).ui.filters
  return (
    <details class="facets">
      <summary>
        {t.title}
        {active > 0 ? <span class="meta"> · {t.active(active)}</span> : null}
      </summary>
      <form action={action}>
        {hidden.map(({ name, value }) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {children}
        {note === undefined ? null : <p class="facets__note meta">{note}</p>}
        <div class="facets__actions">
          <button class="button" type="submit">
            {t.apply}
          </button>
          {active > 0 && clearHref ? <a href={clearHref}>{t.clear}</a> : null}
        </div>
      </form>
    </details>
  )
}

export interface FacetValue {
  readonly value: string
  readonly label: Child
  /** How many records have it, given all other facets; written by `formatCount`. */
  readonly count: string
  readonly checked?: boolean
  /** Finer values below this one, shown once it (or one of them) is chosen. */
  readonly nested?: readonly FacetValue[]
}

const SHOWN_AT_ONCE = 8

/** One facet: checkboxes with counts; above eight, the rest is behind "show all". Chosen values come first. */
export const FacetGroup = ({
  locale,
  name,
  title,
  values,
}: {
  readonly locale: Locale
  readonly name: string
  readonly title: Child
  readonly values: readonly FacetValue[]
}) => {
  const isOpen = (value: FacetValue) => value.checked === true || (value.nested ?? []).length > 0
  const ordered = [...values.filter(isOpen), ...values.filter((value) => !isOpen(value))]
  // Kept short: a catalogue has a hundred of these, and a page is at most 50 kB.
  const list = (some: readonly FacetValue[]): Child =>
    some.map((each) => (
      <>
        <label class="check">
          <input type="checkbox" name={name} value={each.value} checked={each.checked === true} />
          <span>{each.label}</span> <small>{each.count}</small>
        </label>
        {each.nested && each.nested.length > 0 ? <div class="facet__nested">{list(each.nested)}</div> : null}
      </>
    ))
  return (
    <fieldset class="facet">
      <legend>{title}</legend>
      <div>{list(ordered.slice(0, SHOWN_AT_ONCE))}</div>
      {ordered.length > SHOWN_AT_ONCE ? (
        <details class="facet__more">
          <summary>{dictionary(locale).ui.filters.showAll(ordered.length)}</summary>
          {list(ordered.slice(SHOWN_AT_ONCE))}
        </details>
      ) : null}
    </fieldset>
  )
}

/** The chosen filters, each removable by its link. */
export const FilterChips = ({
  locale,
  chips,
}: {
  readonly locale: Locale
  readonly chips: readonly { readonly label: string; readonly removeHref: string }[]
}) => {
  const t = dictionary(locale).ui.filters
  if (chips.length === 0) return null
  return (
    <ul class="chips" aria-label={t.chosen}>
      {chips.map(({ label, removeHref }) => (
        <li>
          <a class="chip" href={removeHref} aria-label={t.remove(label)}>
            {label}
            <Icon name="remove" />
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The line above a list: its heading with the count, and the order as links. */
export const ResultsHead = ({
  locale,
  title,
  sorts = [],
  level = 1,
}: {
  readonly locale: Locale
  readonly title: Child
  readonly sorts?: readonly { readonly label: Child; readonly href: string; readonly current?: boolean }[]
  readonly level?: 1 | 2
}) => (
  <div class="results-head">
    {level === 1 ? <h1>{title}</h1> : <h2>{title}</h2>}
    {sorts.length > 0 ? (
      <p class="results-head__sort">
        <span class="meta">{dictionary(locale).ui.sort}</span>{' '}
        {sorts.map(({ label, href, current }) =>
          current ? <b aria-current="true">{label}</b> : <a href={href}>{label}</a>,
        )}
      </p>
    ) : null}
  </div>
)

export interface ResultRowProps {
  readonly href: string
  readonly name: Child
  readonly nameLang?: string | undefined
  /** One sentence; give it `<Marked>` to show where the query matched. */
  readonly sentence?: Child
  readonly sentenceLang?: string | undefined
  /** Holder · licence · status · runs in N. */
  readonly meta: readonly Child[]
  readonly verdict?: { readonly tone: Exclude<Tone, 'plain'>; readonly text: Child } | undefined
  /** What has been paid, and over which time. */
  readonly sum?: { readonly amount: Child; readonly note?: Child } | undefined
  /** Why it matched, when that is not plain to see. */
  readonly why?: Child
  /** What the reader can do with the row, under the verdict: a checkbox to compare. */
  readonly action?: Child
}

/** A list of found records. */
export const ResultList = ({ rows }: { readonly rows: readonly ResultRowProps[] }) => (
  <ol class="results">
    {rows.map((row) => (
      <ResultRow {...row} />
    ))}
  </ol>
)

/** One found record, to be read in two seconds. It is a list item: put it into `<ol class="results">`. */
export const ResultRow = (row: ResultRowProps) => (
  <li class="result">
    <div>
      <h2 class="result__name">
        <a href={row.href} lang={row.nameLang}>
          {row.name}
        </a>
      </h2>
      {row.sentence ? (
        <p class="result__sentence" lang={row.sentenceLang}>
          {row.sentence}
        </p>
      ) : null}
      <MetaLine parts={row.meta} />
      {row.why ? <p class="result__why meta">{row.why}</p> : null}
    </div>
    {row.verdict || row.sum || row.action ? (
      <div class="result__side">
        {row.verdict ? <Verdict tone={row.verdict.tone}>{row.verdict.text}</Verdict> : null}
        {row.sum ? (
          <p class="result__sum">
            <b>{row.sum.amount}</b>
            {row.sum.note ? <span class="meta">{row.sum.note}</span> : null}
          </p>
        ) : null}
        {row.action}
      </div>
    ) : null}
  </li>
)

/** The foot of a list: what is shown, and the same as data. */
export const Downloads = ({
  locale,
  shown,
  links,
}: {
  readonly locale: Locale
  readonly shown?: Child
  readonly links: readonly { readonly label: string; readonly href: string; readonly type?: string }[]
}) => (
  <p class="downloads meta">
    {shown ? <span>{shown}</span> : null}
    <span>
      <Icon name="download" /> {dictionary(locale).ui.download}{' '}
      {links.map(({ label, href, type }, index) => (
        <>
          {index > 0 ? ' · ' : null}
          <a href={href} type={type}>
            {label}
          </a>
        </>
      ))}
    </span>
  </p>
)

/** Pages of a keyset list have no numbers: the ones before and the ones after. */
export const Pagination = ({
  locale,
  newerHref,
  olderHref,
}: {
  readonly locale: Locale
  readonly newerHref?: string | undefined
  readonly olderHref?: string | undefined
}) => {
  const t = dictionary(locale).ui.pagination
  if (newerHref === undefined && olderHref === undefined) return null
  return (
    <nav class="govuk-pagination" aria-label={t.label}>
      {newerHref ? (
        <div class="govuk-pagination__prev">
          <a class="govuk-pagination__link" href={newerHref} rel="prev">
            <Icon name="previous" />
            <span class="govuk-pagination__link-title">{t.newer}</span>
          </a>
        </div>
      ) : null}
      {olderHref ? (
        <div class="govuk-pagination__next">
          <a class="govuk-pagination__link" href={olderHref} rel="next">
            <span class="govuk-pagination__link-title">{t.older}</span>
            <Icon name="next" />
          </a>
        </div>
      ) : null}
    </nav>
  )
}
