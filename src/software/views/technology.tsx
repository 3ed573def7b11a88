import type { Child } from 'hono/jsx'
import { addMonths } from '../../kernel/dates.ts'
import { OutwardLink, Plain, Words } from '../../web/content.tsx'
import { dictionary, formatDate, type Locale } from '../../web/i18n/index.ts'
import { DataTable, Section, SummaryList, Tag } from '../../web/ui.tsx'
import type { Dependency, SoftwareDocument } from '../model.ts'
import { Cut, Joined, originOf, type ViewProps } from './parts.tsx'

type Technology = SoftwareDocument['technology']

/** Languages, addresses, standards, integrations. */
export const TechnologyFacts = (props: ViewProps) => {
  const { locale, view, limits } = props
  const { values, record } = dictionary(locale)
  const t = record.technology
  const { technology } = view.record.document
  const { repository } = technology
  const rows = [
    { label: t.languages, value: technology.programmingLanguages.join(', ') },
    { label: t.databases, value: technology.databases.join(', ') },
    {
      label: t.code,
      value:
        repository === null ? null : (
          <>
            <OutwardLink href={repository.url} />{' '}
            <span class="meta">({values.repositoryVisibility[repository.visibility]})</span>
          </>
        ),
    },
    { label: t.site, value: linkTo(technology.landingUrl) },
    { label: t.documentation, value: linkTo(technology.documentationUrl) },
    { label: t.api, value: linkTo(technology.apiUrl) },
    { label: t.demo, value: linkTo(technology.demoUrl) },
    { label: t.roadmap, value: linkTo(technology.roadmapUrl) },
    { label: t.integrations, value: technology.integrations.map((each) => values.integration[each]).join(', ') },
    { label: t.standards, value: named(locale, technology.standards, limits.standards) },
    { label: t.implements, value: named(locale, technology.implements, limits.standards) },
    ...(['open', 'proprietary', 'hardware'] as const).map((kind) => ({
      label: t[kind],
      value: dependencies(locale, technology.dependsOn[kind], limits.dependencies),
    })),
  ]
  const isSilent = rows.every(({ value }) => value === null || value === '')
  return (
    <Section id="technology" title={record.sections.technology} aside={originOf(props, 'technology')}>
      {isSilent ? <p>{t.none}</p> : <SummaryList rows={rows} />}
    </Section>
  )
}

function linkTo(url: string | null): Child {
  return url === null ? null : <OutwardLink href={url} />
}

function named(locale: Locale, standards: Technology['standards'], most: number): Child {
  if (standards.length === 0) return null
  const parts = standards.slice(0, most).map(({ name, url }) => {
    const text = <Plain text={name} locale={locale} />
    return url === null ? text : <OutwardLink href={url}>{text}</OutwardLink>
  })
  return (
    <>
      <Joined parts={parts} />
      {standards.length > most ? ' …' : null}
    </>
  )
}

function dependencies(locale: Locale, list: readonly ReturnType<typeof Dependency.parse>[], most: number): Child {
  if (list.length === 0) return null
  const t = dictionary(locale).record.technology
  return (
    <>
      <ul>
        {list.slice(0, most).map(({ name, version, versionMin, versionMax, optional }) => {
          const bounds = versionMin === null && versionMax === null ? null : t.versions(versionMin, versionMax)
          const notes = [version ?? bounds, optional === true ? t.optional : null].filter((note) => note !== null)
          return (
            <li>
              <Plain text={name} locale={locale} />
              {notes.length > 0 ? <span class="meta"> {notes.join(', ')}</span> : null}
            </li>
          )
        })}
      </ul>
      <Cut locale={locale} shown={Math.min(list.length, most)} total={list.length} />
    </>
  )
}

/** Within so many months of its end an attestation is said to end soon: those who depend on it need the time. */
const NOTICE_MONTHS = 6

/** Attestations, personal data, accessibility, and whether the holder has the source code. */
export const Assurance = (props: ViewProps) => {
  const { locale, view, today } = props
  const { values, record } = dictionary(locale)
  const t = record.assurance
  const { attestations, accessibilityStatementUrl, personalData, sourceDeposit } = view.record.document.assurance
  const unsaid = personalData === 'unknown' && sourceDeposit.handedOver === 'unknown'
  if (attestations.length === 0 && unsaid && accessibilityStatementUrl === null) return null
  return (
    <Section id="assurance" title={record.sections.assurance} aside={originOf(props, 'assurance')}>
      {attestations.length === 0 ? (
        <p class="section__lead">{t.noAttestation}</p>
      ) : (
        <DataTable
          caption={t.caption}
          captionHidden
          columns={[{ label: t.kind }, { label: t.number }, { label: t.issued }, { label: t.expires }]}
          rows={attestations.map(({ kind, number, issued, expires, url }) => [
            url === null ? values.attestation[kind] : <OutwardLink href={url}>{values.attestation[kind]}</OutwardLink>,
            number,
            issued === null ? null : formatDate(locale, issued),
            expires === null ? null : (
              <>
                {formatDate(locale, expires)}{' '}
                {expires < today ? (
                  <Tag tone="stop">{t.expired}</Tag>
                ) : expires < addMonths(today, NOTICE_MONTHS) ? (
                  <Tag tone="caution">{t.endsSoon}</Tag>
                ) : null}
              </>
            ),
          ])}
        />
      )}
      <SummaryList
        rows={[
          { label: t.personalData, value: values.personalData[personalData] },
          {
            label: t.source,
            value: (
              <>
                {values.sourceHandedOver[sourceDeposit.handedOver]}
                {sourceDeposit.where === null ? null : (
                  <>
                    : <Plain text={sourceDeposit.where} locale={locale} />
                  </>
                )}
              </>
            ),
          },
          { label: t.accessibility, value: linkTo(accessibilityStatementUrl) },
        ]}
      />
    </Section>
  )
}

export const Releases = ({ locale, view, limits }: ViewProps) => {
  const { record } = dictionary(locale)
  const t = record.releases
  const { releases } = view.record.document.technology
  if (releases.length === 0) return null
  const shown = releases.slice(0, limits.releases)
  const withNotes = shown.some(({ notes }) => notes !== null)
  const withSbom = shown.some(({ sbomUrl }) => sbomUrl !== null)
  return (
    <Section id="releases" title={record.sections.releases}>
      <DataTable
        labelledBy="releases"
        columns={[
          { label: t.version },
          { label: t.date },
          ...(withNotes ? [{ label: t.notes }] : []),
          ...(withSbom ? [{ label: t.sbom }] : []),
        ]}
        rows={shown.map(({ version, date, notes, sbomUrl }) => [
          version,
          date === null ? null : formatDate(locale, date),
          ...(withNotes ? [notes === null ? null : <Words texts={notes} locale={locale} />] : []),
          ...(withSbom ? [sbomUrl === null ? null : <OutwardLink href={sbomUrl}>{t.sbomLink}</OutwardLink>] : []),
        ])}
      />
      <Cut locale={locale} shown={shown.length} total={releases.length} />
    </Section>
  )
}
