import type { Child } from 'hono/jsx'
import { dictionary, type Locale } from '../i18n/index.ts'
import { Icon, type IconName } from '../icons.tsx'

/** The head of a page: what it is about, one sentence, one line of facts. `code` is the register number. */
export const PageHeader = ({
  title,
  lead,
  meta,
  code,
  lang,
}: {
  readonly title: Child
  readonly lead?: Child
  readonly meta?: Child
  readonly code?: string | undefined
  readonly lang?: Locale | undefined
}) => (
  <header class="page-head">
    {code || meta ? (
      <p class="page-head__meta meta">
        {code ? <span class="register-number">{code}</span> : null}
        {meta}
      </p>
    ) : null}
    <h1 lang={lang}>{title}</h1>
    {lead ? <p class="lead">{lead}</p> : null}
  </header>
)

/** The first screen of the home page: the principle, what follows from it, and the search field as children. */
export const Hero = ({
  title,
  lead,
  figures,
  children,
}: {
  readonly title: Child
  readonly lead: Child
  /** Usually `<Figures>`: a column at the right, below on a phone. */
  readonly figures?: Child
  readonly children?: Child
}) => (
  <div class="hero">
    <div>
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      {children}
    </div>
    {figures ? <div class="hero__figures">{figures}</div> : null}
  </div>
)

/** A part of a page with a heading that a link can point at. `aside` stands at the right of the heading. */
export const Section = ({
  id,
  title,
  aside,
  children,
}: {
  readonly id: string
  readonly title: Child
  readonly aside?: Child
  readonly children?: Child
}) => (
  <section class="section" aria-labelledby={id}>
    <div class="section__head">
      <h2 id={id}>{title}</h2>
      {aside ? <p class="meta">{aside}</p> : null}
    </div>
    {children}
  </section>
)

/** Links to the parts of a long page. */
export const Contents = ({
  locale,
  links,
}: {
  readonly locale: Locale
  readonly links: readonly { readonly href: string; readonly label: Child }[]
}) => (
  <nav class="contents" aria-label={dictionary(locale).ui.contents}>
    <ul>
      {links.map(({ href, label }) => (
        <li>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  </nav>
)

/** A record page: the text and, beside it, a narrow column of key facts (below it on a phone). */
export const RecordColumns = ({ aside, children }: { readonly aside: Child; readonly children?: Child }) => (
  <div class="record-columns">
    <div>{children}</div>
    <aside class="key-facts">{aside}</aside>
  </div>
)

/** One group of the narrow column: a heading and short entries. */
export const KeyFacts = ({
  title,
  entries,
  more,
}: {
  readonly title: Child
  readonly entries: readonly { readonly text: Child; readonly note?: Child }[]
  readonly more?: Child
}) => (
  <section class="key-facts__group">
    <h2>{title}</h2>
    <ul>
      {entries.map(({ text, note }) => (
        <li>
          {text}
          {note ? <p class="meta">{note}</p> : null}
        </li>
      ))}
    </ul>
    {more ? <p class="key-facts__more">{more}</p> : null}
  </section>
)

/** A few figures in a row, each with what it counts; `href` leads to the rows behind it. */
export const Figures = ({
  figures,
}: {
  readonly figures: readonly { readonly value: Child; readonly label: Child; readonly href?: string | undefined }[]
}) => (
  <dl class="figures">
    {figures.map(({ value, label, href }) => (
      <div>
        <dt>{href ? <a href={href}>{label}</a> : label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** An index, as at the back of a book: a name, dots, a count. What leads to nothing is no link. */
export const IndexList = ({
  entries,
}: {
  readonly entries: readonly { readonly label: Child; readonly href?: string | undefined; readonly count: Child }[]
}) => (
  <ul class="index-list">
    {entries.map(({ label, href, count }) => (
      <li>
        {href === undefined ? <span>{label}</span> : <a href={href}>{label}</a>}
        <span class="index-list__dots" />
        <span class="index-list__count">{count}</span>
      </li>
    ))}
  </ul>
)

/** Two or three ways on from a page, each with a sentence. */
export const Ways = ({
  ways,
}: {
  readonly ways: readonly { readonly title: Child; readonly href: string; readonly text: Child }[]
}) => (
  <ul class="ways">
    {ways.map(({ title, href, text }) => (
      <li>
        <a class="ways__title" href={href}>
          {title}
        </a>
        <p>{text}</p>
      </li>
    ))}
  </ul>
)

const NOTICE_ICONS = { note: 'info', ok: 'ok', caution: 'warning', stop: 'stop' } as const satisfies Record<
  string,
  IconName
>

/** A remark that belongs to the page: what was done to the query, what the figures leave out, an archived entry. */
export const Notice = ({
  tone = 'note',
  title,
  children,
}: {
  readonly tone?: keyof typeof NOTICE_ICONS
  readonly title?: Child
  readonly children?: Child
}) => (
  <div class={tone === 'note' ? 'notice' : `notice notice--${tone}`}>
    <Icon name={NOTICE_ICONS[tone]} />
    <div>
      {title ? <p class="notice__title">{title}</p> : null}
      {children}
    </div>
  </div>
)

/** Nothing to show: a sentence that says so honestly (out of how many, as of when), and the ways on. */
export const EmptyState = ({
  title,
  level = 3,
  ways,
  children,
}: {
  readonly title: Child
  /** 1 when it is the whole page, 2 in place of a list, 3 (the default) within a section. */
  readonly level?: 1 | 2 | 3
  readonly ways?: readonly { readonly href: string; readonly label: Child }[]
  readonly children?: Child
}) => (
  <div class="empty">
    {level === 1 ? <h1>{title}</h1> : level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>}
    {children}
    {ways && ways.length > 0 ? (
      <ul class="empty__ways">
        {ways.map(({ href, label }) => (
          <li>
            <Icon name="next" />
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    ) : null}
  </div>
)

/** What is wrong with a form, at its top; each line leads to its field. `autofocus` moves the reader here. */
export const ErrorSummary = ({
  locale,
  errors,
}: {
  readonly locale: Locale
  readonly errors: readonly { readonly href?: string | undefined; readonly text: Child }[]
}) => (
  <div class="govuk-error-summary" tabindex={-1} autofocus>
    <div role="alert">
      <h2 class="govuk-error-summary__title">{dictionary(locale).ui.errorTitle}</h2>
      <div class="govuk-error-summary__body">
        <ul class="govuk-error-summary__list">
          {errors.map(({ href, text }) => (
            <li>{href ? <a href={href}>{text}</a> : text}</li>
          ))}
        </ul>
      </div>
    </div>
  </div>
)
