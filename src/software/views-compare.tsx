import type { Child } from 'hono/jsx'
import type { OrganizationName } from '../directory/store.ts'
import { textFor } from '../kernel/localized.ts'
import { OutwardLink } from '../web/content.tsx'
import { dictionary, formatCount, formatDate, type Locale } from '../web/i18n/index.ts'
import { CompareTable, EmptyState, LinkButton, Notice, PageHeader, Section, Verdict } from '../web/ui.tsx'
import { MOST_COMPARED } from './catalogue-query.ts'
import { COMPLETENESS_CHECKS } from './completeness.ts'
import type { SoftwareRecord } from './store.ts'
import type { ReuseVerdict } from './verdict.ts'
import { Unconfirmed } from './views/parts.tsx'
import { VERDICT_TONES } from './views-catalogue.tsx'
import { type FacetTables, titleOf } from './views-labels.ts'

/** One column: an entry and what is worked out around it. */
export interface Compared {
  readonly record: SoftwareRecord
  readonly holder: OrganizationName | null
  /** For any authority, today. */
  readonly verdict: ReuseVerdict
  readonly runningIn: number
  /** How many of the checks of completeness it passes. */
  readonly present: number
}

export interface CompareView {
  readonly locale: Locale
  readonly columns: readonly Compared[]
  readonly tables: FacetTables
  /** Numbers that could not be compared, by why. */
  readonly unknown: readonly string[]
  readonly archived: readonly string[]
  readonly tooMany: readonly string[]
}

export const CompareView = (view: CompareView) => {
  const { locale, columns, unknown, archived, tooMany } = view
  const t = dictionary(locale).catalogue.compare
  return (
    <>
      <PageHeader title={columns.length > 1 ? t.titleOf(columns.length) : t.title} lead={t.lead} />
      {unknown.length > 0 ? <Notice tone="caution">{<p>{t.unknown(unknown.join(', '))}</p>}</Notice> : null}
      {archived.length > 0 ? <Notice tone="caution">{<p>{t.archived(archived.join(', '))}</p>}</Notice> : null}
      {tooMany.length > 0 ? <Notice>{<p>{t.tooMany(tooMany.join(', '))}</p>}</Notice> : null}
      {columns.length === 1 ? <Notice>{<p>{t.one}</p>}</Notice> : null}
      {columns.length === 0 ? (
        <EmptyState level={2} title={t.none}>
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <CompareTable
          locale={locale}
          caption={t.title}
          heads={columns.map((column) => ({
            name: nameOf(column, locale),
            content: <Head {...view} column={column} />,
          }))}
          rows={compareRows(view)}
        />
      )}
      {columns.length < MOST_COMPARED ? <AddForm {...view} /> : null}
    </>
  )
}

const nameOf = ({ record }: Compared, locale: Locale) =>
  textFor(record.document.identity.name, locale)?.text ?? record.id

const Head = ({ locale, columns, column }: CompareView & { readonly column: Compared }) => {
  const t = dictionary(locale).catalogue.compare
  const name = textFor(column.record.document.identity.name, locale)
  const others = columns.filter((each) => each !== column).map(({ record }) => `id=${record.id}`)
  return (
    <>
      <a href={`/${locale}/software/${column.record.id}`} lang={name?.language === locale ? undefined : name?.language}>
        {name?.text ?? column.record.id}
      </a>
      <span class="compare__remove">
        <a
          href={`/${locale}/compare${others.length > 0 ? `?${others.join('&')}` : ''}`}
          aria-label={t.removeLong(name?.text ?? '')}
        >
          {t.remove}
        </a>
      </span>
    </>
  )
}

const AddForm = ({ locale, columns }: CompareView) => {
  const t = dictionary(locale).catalogue.compare
  const kept = columns.map(({ record }) => `compare=${record.id}`).join('&')
  return (
    <Section id="add" title={t.add}>
      <form class="add-form" action={`/${locale}/compare`}>
        {columns.map(({ record }) => (
          <input type="hidden" name="id" value={record.id} />
        ))}
        <div class="govuk-form-group">
          <label class="govuk-label" for="add-id">
            {t.addLabel}
          </label>
          <div id="add-hint" class="govuk-hint">
            {t.addHint}
          </div>
          <input class="govuk-input govuk-input--width-20" id="add-id" name="id" aria-describedby="add-hint" required />
        </div>
        <div class="add-form__buttons">
          <button class="button" type="submit">
            {t.addButton}
          </button>
          <LinkButton quiet href={`/${locale}/software${kept === '' ? '' : `?${kept}`}`}>
            {t.fromCatalogue}
          </LinkButton>
        </div>
      </form>
    </Section>
  )
}

/**
 * A row: what it is about, what each column answers in words (by which rows differ; nothing where the entry does not say),
 * and how the answer is shown.
 */
interface Aspect {
  readonly label: string
  /** What stands for an answer that nobody gave. */
  readonly unsaid: string
  readonly answers: readonly { readonly text: string; readonly shown?: Child }[]
}

/** Every aspect that at least one of the entries says something about. */
function compareRows(view: CompareView) {
  return aspects(view)
    .filter(({ answers }) => answers.some(({ text }) => text !== ''))
    .map(({ label, unsaid, answers }) => ({
      label,
      differs: new Set(answers.map(({ text }) => text).filter((text) => text !== '')).size > 1,
      cells: answers.map(({ text, shown }) => (text === '' ? <span class="meta">{unsaid}</span> : (shown ?? text))),
    }))
}

/** Of a longer list so many members are shown. */
const LISTED = 8

function aspects({ locale, columns, tables }: CompareView): readonly Aspect[] {
  const { catalogue, values, clauses } = dictionary(locale)
  const t = catalogue.compare
  const row = (
    label: string,
    answer: (column: Compared) => string | null | undefined,
    shown?: (column: Compared) => Child,
  ) => ({
    label,
    unsaid: t.notStated,
    answers: columns.map((column) => ({ text: answer(column) ?? '', ...(shown ? { shown: shown(column) } : {}) })),
  })
  const reported = (label: string, answer: (column: Compared) => string | null) => ({
    ...row(label, answer),
    unsaid: t.notReported,
  })
  const list = (label: string, texts: (column: Compared) => readonly string[]) => {
    const sorted = (column: Compared) => [...texts(column)].sort((a, b) => a.localeCompare(b, locale))
    return row(
      label,
      (column) => sorted(column).join('; '),
      (column) => {
        const all = sorted(column)
        const first = all.slice(0, LISTED).join('; ')
        return all.length > LISTED ? `${first} ${t.andMore(all.length - LISTED)}` : first
      },
    )
  }
  const identity = (column: Compared) => column.record.document.identity
  const technology = (column: Compared) => column.record.document.technology
  const assurance = (column: Compared) => column.record.document.assurance
  const rights = (column: Compared) => column.record.document.rights
  const host = (url: string | null) => (url === null ? null : new URL(url).host)
  const link = (url: string | null): Child => (url === null ? null : <OutwardLink href={url}>{host(url)}</OutwardLink>)
  return [
    row(
      t.rows.verdict,
      ({ verdict }) => values.verdict[verdict.verdict],
      ({ verdict }) => <Verdict tone={VERDICT_TONES[verdict.verdict]}>{values.verdict[verdict.verdict]}</Verdict>,
    ),
    row(t.rows.clause, ({ verdict }) => clauses[verdict.clause].short),
    row(
      t.rows.holder,
      ({ holder }) => textFor(holder?.name, locale)?.text,
      ({ holder }) =>
        holder ? (
          <>
            <a href={`/${locale}/organizations/${holder.id}`}>{textFor(holder.name, locale)?.text}</a>{' '}
            {holder.confirmed ? null : <Unconfirmed locale={locale} />}
          </>
        ) : null,
    ),
    row(t.rows.rightsKind, (column) => labelOf(values.rightsKind, rights(column).kind)),
    row(t.rows.license, (column) => rights(column).license),
    list(t.rows.functions, (column) =>
      identity(column).functions.map((code) => titleOf(tables.functions, code, locale)),
    ),
    list(t.rows.audience, (column) => identity(column).audience.levels.map((level) => values.audience[level])),
    row(t.rows.stage, (column) => labelOf(values.lifecycleStage, identity(column).lifecycleStage)),
    row(t.rows.status, (column) => labelOf(values.developmentStatus, identity(column).developmentStatus)),
    row(t.rows.version, (column) => {
      const { version, releaseDate } = technology(column)
      return [version, releaseDate === null ? null : formatDate(locale, releaseDate)].filter(Boolean).join(', ')
    }),
    list(t.rows.platforms, (column) =>
      identity(column).platforms.map((platform) => values.platform[platform.toLowerCase()] ?? platform),
    ),
    list(t.rows.languages, (column) => technology(column).programmingLanguages),
    list(t.rows.databases, (column) => technology(column).databases),
    list(t.rows.integrations, (column) => technology(column).integrations.map((each) => values.integration[each])),
    list(t.rows.standards, (column) =>
      [...technology(column).standards, ...technology(column).implements].map(({ name }) => name),
    ),
    row(
      t.rows.repository,
      (column) => technology(column).repository?.url,
      (column) => link(technology(column).repository?.url ?? null),
    ),
    row(
      t.rows.documentation,
      (column) => technology(column).documentationUrl,
      (column) => link(technology(column).documentationUrl),
    ),
    list(t.rows.attestations, (column) =>
      assurance(column).attestations.map(({ kind, number, expires }) =>
        [
          values.attestation[kind],
          number === null ? null : `№ ${number}`,
          expires === null ? null : t.until(formatDate(locale, expires)),
        ]
          .filter((part) => part !== null)
          .join(', '),
      ),
    ),
    reported(t.rows.personalData, (column) => {
      const { personalData } = assurance(column)
      return personalData === 'unknown' ? null : values.personalData[personalData]
    }),
    reported(t.rows.sourceDeposit, (column) => {
      const { handedOver } = assurance(column).sourceDeposit
      return handedOver === 'unknown' ? null : values.sourceHandedOver[handedOver]
    }),
    list(t.rows.interfaceLanguages, (column) =>
      identity(column).interfaceLanguages.map((tag) => languageName(tag, locale)),
    ),
    row(t.rows.maintenance, (column) => {
      const { type, until } = column.record.document.maintenance
      return [labelOf(values.maintenanceType, type), until === null ? null : t.until(formatDate(locale, until))]
        .filter((part) => part !== null)
        .join(', ')
    }),
    // Nobody reports that nobody runs it: none is not known to be none.
    reported(t.rows.running, ({ runningIn }) => (runningIn === 0 ? null : formatCount(locale, runningIn))),
    row(t.rows.completeness, ({ present }) =>
      t.complete(formatCount(locale, present), formatCount(locale, COMPLETENESS_CHECKS.length)),
    ),
    row(t.rows.updated, ({ record }) => formatDate(locale, record.updatedAt)),
  ]
}

function labelOf<Value extends string>(labels: Readonly<Record<Value, string>>, value: Value | null): string | null {
  return value === null ? null : labels[value]
}

function languageName(tag: string, locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag
}
