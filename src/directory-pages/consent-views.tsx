import type { OpenedConsent } from '../directory/consent.ts'
import type { ExpertDocument } from '../directory/model.ts'
import { selectOrganizationNames } from '../directory/store.ts'
import { everyVersion, selectVersions, type Version } from '../history/versions.ts'
import { actorText, reasonText } from '../history/words.ts'
import type { LocalizedText } from '../kernel/localized.ts'
import type { SoftwareDocument } from '../software/model.ts'
import { selectSoftware, selectSoftwareIdsOf } from '../software/store.ts'
import { periodText, softwareHref } from '../software/views/parts.tsx'
import { Plain, Words, wordsFor } from '../web/content.tsx'
import { dictionary, formatDate, formatMoment, type Locale } from '../web/i18n/index.ts'
import { DataTable, RichText, Section, SummaryList } from '../web/ui.tsx'
import type { WorkPorts } from './work-frame.tsx'

const VERSIONS_SHOWN = 50
const SYSTEMS_SHOWN = 40

type Involvement = SoftwareDocument['people']['experts'][number]

/** What the pages behind a link tell, besides the data itself. */
export interface ConsentView {
  readonly state: ExpertDocument['consent']['state']
  /** The day of the last answer in words. */
  readonly date: string
  /** The organization that brought the expert in, by name. */
  readonly broughtBy: string | null
  readonly systems: readonly {
    readonly id: string
    readonly name: LocalizedText
    readonly involvement: Involvement
  }[]
  readonly versions: readonly Version[]
  readonly organizations: ReadonlyMap<string, { readonly name: LocalizedText }>
}

export async function consentView(
  { read }: Pick<WorkPorts, 'read'>,
  locale: Locale,
  { record, link }: OpenedConsent,
): Promise<ConsentView> {
  const { state, date } = record.document.consent
  const versions = await selectVersions(read, 'expert', record.id, null, VERSIONS_SHOWN, everyVersion)
  const acted = versions.flatMap(({ envelope }) => envelope?.actor.organization ?? [])
  const by = link.organizationId
  const organizations = await selectOrganizationNames(read, [...acted, ...(by === null ? [] : [by])])
  const ids = await selectSoftwareIdsOf(read, 'expert', record.id, SYSTEMS_SHOWN)
  const entries = await Promise.all(ids.map((id) => selectSoftware(read, id)))
  return {
    state,
    date: date === null ? '' : formatDate(locale, date),
    broughtBy: by === null ? null : (wordsFor(organizations.get(by)?.name, locale)?.text ?? by),
    systems: entries.flatMap((entry) =>
      entry === null
        ? []
        : entry.document.people.experts
            .filter(({ expert }) => expert === record.id)
            .map((involvement) => ({ id: entry.id, name: entry.document.identity.name, involvement })),
    ),
    versions,
    organizations,
  }
}

/** Everything that is, or would be, shown of the expert. */
export const WhatIsShown = ({
  locale,
  view,
  document,
}: {
  readonly locale: Locale
  readonly view: ConsentView
  readonly document: ExpertDocument
}) => {
  const { consent, directory, directoryWork, values } = dictionary(locale)
  const t = consent
  const fields = directoryWork.experts.fields
  const all = (texts: LocalizedText | null) =>
    texts === null ? null : (
      <ul>
        {Object.entries(texts).map(([language, text]) => (
          <li lang={language === locale ? undefined : language}>{text}</li>
        ))}
      </ul>
    )
  const parts = document.involvements
  return (
    <Section id="shown" title={view.state === 'given' ? t.whatGiven : t.what}>
      <SummaryList
        rows={[
          { label: fields.name, value: all(document.name) },
          { label: fields.specialism, value: all(document.specialism) },
          { label: directory.expert.affiliation, value: all(document.affiliation?.name ?? null) },
          {
            label: directory.expert.conflict,
            value: all(document.conflictOfInterest) ?? t.fields.notDeclared,
          },
          ...document.qualifications.map(({ title, number, issued, validUntil }, index) => ({
            label: directoryWork.experts.groups.qualification(index + 1),
            value: (
              <>
                {all(title)}
                <span class="meta">
                  {[
                    number,
                    issued === null ? null : `${fields.issued}: ${formatDate(locale, issued)}`,
                    validUntil === null ? null : `${fields.validUntil}: ${formatDate(locale, validUntil)}`,
                  ]
                    .filter((part) => part !== null)
                    .join('; ')}
                </span>
              </>
            ),
          })),
          ...parts.map(({ software, role, affiliationThen, conflictOfInterest, document: paper }) => ({
            label: directoryWork.experts.groups.involvement(software, null),
            value: (
              <>
                {software}
                {role === null ? null : `, ${values.expertRole[role]}`}
                <ul>
                  {[affiliationThen, conflictOfInterest, paper].flatMap((text) =>
                    text === null
                      ? []
                      : [
                          <li>
                            <Plain text={text} locale={locale} />
                          </li>,
                        ],
                  )}
                </ul>
              </>
            ),
          })),
          {
            label: fields.document,
            value:
              document.consent.document === null ? null : <Plain text={document.consent.document} locale={locale} />,
          },
        ]}
      />
      {view.systems.length === 0 ? null : (
        <DataTable
          caption={t.fields.parts}
          columns={[{ label: t.fields.software }, { label: fields.role }, { label: directory.expert.period }]}
          rows={view.systems.map(({ id, name, involvement }) => [
            <a href={softwareHref(locale, id)}>
              <Words texts={name} locale={locale} />
            </a>,
            values.expertRole[involvement.role],
            periodText(locale, involvement.from, involvement.to),
          ])}
        />
      )}
      {view.systems.length === 0 ? null : <p class="meta">{t.fields.notPart}</p>}
    </Section>
  )
}

/** Every kind of place where it is, or would be, shown. */
export const WhereItIsShown = ({
  locale,
  view,
  id,
  state,
}: {
  readonly locale: Locale
  readonly view: ConsentView
  readonly id: string
  readonly state: ConsentView['state']
}) => {
  const t = dictionary(locale).consent
  const isGiven = state === 'given'
  const systems = new Map(view.systems.map((system) => [system.id, system.name]))
  return (
    <Section id="where" title={isGiven ? t.whereGiven : t.where}>
      <RichText>
        <ul>
          <li>{isGiven ? <a href={`/${locale}/experts/${id}`}>{t.places.page}</a> : t.places.page}</li>
          <li>
            {systems.size === 0 ? t.places.softwareNone : t.places.software}
            {[...systems].map(([software, name], index) => (
              <>
                {index === 0 ? ' ' : ', '}
                <a href={softwareHref(locale, software)}>
                  <Words texts={name} locale={locale} />
                </a>
              </>
            ))}
          </li>
          <li>{t.places.data}</li>
          <li>{t.places.history}</li>
        </ul>
      </RichText>
    </Section>
  )
}

/** What was recorded, when and by whom. */
export const Recorded = ({ locale, view }: { readonly locale: Locale; readonly view: ConsentView }) => {
  const t = dictionary(locale).consent.recorded
  return (
    <Section id="recorded" title={t.title}>
      <DataTable
        caption={t.title}
        captionHidden
        columns={[{ label: t.when }, { label: t.what }, { label: t.who }]}
        rows={view.versions.map(({ at, envelope }) => {
          const organization = envelope?.actor.organization ?? null
          return [
            <time datetime={at}>{formatMoment(locale, at)}</time>,
            envelope === null ? t.erased : <Plain text={reasonText(envelope.reason, locale)} locale={locale} />,
            envelope === null
              ? ''
              : actorText(
                  envelope.actor,
                  locale,
                  organization === null ? undefined : view.organizations.get(organization),
                ),
          ]
        })}
      />
    </Section>
  )
}
