import type { Child } from 'hono/jsx'
import { codeTitle } from '../../directory/reference.ts'
import type { OrganizationName } from '../../directory/store.ts'
import type { IsoDate } from '../../kernel/dates.ts'
import type { LocalizedText } from '../../kernel/localized.ts'
import { OutwardLink, Plain, Words, wordsFor } from '../../web/content.tsx'
import { dictionary, formatDate, type Locale } from '../../web/i18n/index.ts'
import { Tag } from '../../web/ui.tsx'
import type { FieldGroup } from '../model.ts'
import type { SoftwareView } from '../record.ts'
import type { SourceDocument } from '../rights.ts'
import type { Limits } from './limits.ts'

/** What every section of the page of a software is given. */
export interface ViewProps {
  readonly locale: Locale
  readonly view: SoftwareView
  readonly today: IsoDate
  readonly limits: Limits
}

export function softwareHref(locale: Locale, id: string, below = ''): string {
  return `/${locale}/software/${id}${below}`
}

export function organizationHref(locale: Locale, id: string): string {
  return `/${locale}/organizations/${encodeURIComponent(id)}`
}

/** The name of an organization as plain text. */
export function organizationText(name: { readonly name: LocalizedText }, locale: Locale): string {
  return wordsFor(name.name, locale)?.text ?? ''
}

/** A link to an organization by its name; `short` where there is little room and a short name is known. */
export const OrganizationLink = ({
  locale,
  organization,
  short = false,
}: {
  readonly locale: Locale
  readonly organization: Pick<OrganizationName, 'id' | 'name' | 'shortName'>
  readonly short?: boolean
}) => (
  <a href={organizationHref(locale, organization.id)}>
    <Words
      texts={short && organization.shortName?.[locale] ? organization.shortName : organization.name}
      locale={locale}
    />
  </a>
)

/** Beside an organization that an import has made and no registrar has confirmed. */
export const Unconfirmed = ({ locale }: { readonly locale: Locale }) => (
  <Tag tone="caution">{dictionary(locale).directory.organizations.unconfirmed}</Tag>
)

/** Names of the regions of KATOTTG prefixes, joined. */
export function regionNames(view: Pick<SoftwareView, 'regions'>, prefixes: readonly string[], locale: Locale): string {
  return prefixes
    .map((prefix) => {
      const region = view.regions.find(({ code }) => code === prefix)
      return region ? codeTitle(region, locale) : prefix
    })
    .join(', ')
}

/** "Decision of the council No. 214 of 3 February 2024, clause 4", a link where the document has an address. */
export const DocumentReference = ({
  locale,
  document,
  clause = null,
}: {
  readonly locale: Locale
  readonly document: SourceDocument
  readonly clause?: string | null
}) => {
  const { title, number, date, url } = document
  const name = <Plain text={number === null ? title : `${title} №\u00a0${number}`} locale={locale} />
  return (
    <>
      {url === null ? name : <OutwardLink href={url}>{name}</OutwardLink>}
      {date === null ? null : ` ${dictionary(locale).record.documentOf(formatDate(locale, date))}`}
      {clause === null ? null : (
        <>
          , <Plain text={clause} locale={locale} />
        </>
      )}
    </>
  )
}

/** A stretch of time in words, as far as it is known. */
export function periodText(locale: Locale, from: string | null, to: string | null): string {
  const t = dictionary(locale).record
  if (from !== null && to !== null) return t.fromTo(formatDate(locale, from), formatDate(locale, to))
  if (from !== null) return t.since(formatDate(locale, from))
  return to === null ? '' : t.until(formatDate(locale, to))
}

/** Where a section's content comes from, when that is not the register itself. */
export function originOf({ locale, view }: ViewProps, group: FieldGroup): string | undefined {
  const origin = view.record.document.provenance[group]?.origin
  if (origin === undefined || origin === 'typed' || origin === 'demonstration') return undefined
  return dictionary(locale).values.origin[origin]
}

/** Members of a list with commas, or what is given, between them. */
export const Joined = ({ parts, by = ', ' }: { readonly parts: readonly Child[]; readonly by?: string }) => (
  <>
    {parts.map((part, index) => (
      <>
        {index > 0 ? by : null}
        {part}
      </>
    ))}
  </>
)

const LONGEST_WHOLE = 24

/** A name that is not broken at its hyphens, unless it is too long for a narrow cell. */
export const Whole = ({ text }: { readonly text: string }) =>
  text.length > LONGEST_WHOLE ? <>{text}</> : <span class="whole">{text}</span>

/** Codes of the publiccode.yml standard: the reader's word for each, and the code itself, small. */
export const NamedCodes = ({
  codes,
  names,
}: {
  readonly codes: readonly string[]
  readonly names: Readonly<Record<string, string>>
}) => (
  <Joined
    parts={codes.map((code) => {
      const written = (
        <code class="code-beside" lang="en">
          {code}
        </code>
      )
      return Object.hasOwn(names, code) ? (
        <>
          {names[code]} {written}
        </>
      ) : (
        written
      )
    })}
  />
)

/** A label of a closed list, or the text itself where the list is open. */
export function labelOr(labels: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(labels, value) ? (labels[value] ?? value) : value
}

/** "10 of 57 shown", when a list was cut. */
export const Cut = ({
  locale,
  shown,
  total,
}: {
  readonly locale: Locale
  readonly shown: number
  readonly total: number
}) => {
  if (shown >= total) return null
  const t = dictionary(locale).record
  return <p class="meta">{`${t.shownOf(shown, total)} ${t.restInJson}`}</p>
}
