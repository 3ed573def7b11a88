import { differences } from '../../history/diff.ts'
import type { Json } from '../../history/leaf.ts'
import { DifferenceTable } from '../../history/views.tsx'
import { reasonText } from '../../history/words.ts'
import { Plain } from '../../web/content.tsx'
import { dictionary, formatMoment, type Locale } from '../../web/i18n/index.ts'
import { Notice, Section, SummaryList } from '../../web/ui.tsx'
import type { SoftwareDocument } from '../model.ts'
import type { ChangeCase, EntryCase } from '../moderation.ts'
import { holderChange } from '../proposal.ts'
import type { SoftwareView } from '../record.ts'
import { Description, Purpose } from './description.tsx'
import { BRIEF } from './limits.ts'
import { NamedOrganization, type Organizations, StateTag, stepActor } from './moderation.tsx'
import { organizationText, softwareHref } from './parts.tsx'
import { FundingAndMaintenance, People } from './people.tsx'
import { Relations } from './relations.tsx'
import { Rights } from './rights.tsx'
import { Assurance, Releases, TechnologyFacts } from './technology.tsx'

export type AnyCase = EntryCase | ChangeCase

interface CaseProps {
  readonly locale: Locale
  readonly found: AnyCase
  readonly organizations: Organizations
}

/** The state of a case: of the entry, or of the proposed change. */
export function caseState(found: AnyCase): string {
  return found.kind === 'entry' ? found.entry.state : found.proposal.proposal.state
}

/** The version that a step on the case names. */
export function caseVersion(found: AnyCase): number {
  return found.kind === 'entry' ? found.entry.version : found.proposal.version
}

/** Organizations that a case names, to be looked up. */
export function organizationsOfCase(found: AnyCase): readonly string[] {
  const proposed = found.kind === 'change' ? [found.proposal.proposal] : []
  const named = [
    found.entry.document.rights.holder,
    ...proposed.flatMap(({ organization, document }) => [organization, document.rights.holder]),
    ...found.steps.map(({ actor }) => actor.organization),
  ]
  return [...new Set(named.flatMap((id) => id ?? []))]
}

/** Who submitted what, when, and where it stands. */
export const CaseFacts = ({ locale, found, organizations }: CaseProps) => {
  const t = dictionary(locale).moderation.case
  const { entry, submission, steps } = found
  const last = steps.at(-1)
  const href = softwareHref(locale, entry.id)
  return (
    <SummaryList
      rows={[
        {
          label: t.state,
          value: <StateTag locale={locale} state={caseState(found)} />,
          source: last === undefined ? null : t.since(formatMoment(locale, last.at)),
        },
        { label: t.submittedBy, value: submission && stepActor(submission, organizations, locale) },
        {
          label: t.submittedAt,
          value: submission && <time datetime={submission.at}>{formatMoment(locale, submission.at)}</time>,
        },
        {
          label: t.holder,
          value: (
            <NamedOrganization
              locale={locale}
              id={entry.document.rights.holder}
              organizations={organizations}
              none={t.noHolder}
            />
          ),
        },
        ...(found.kind === 'entry'
          ? []
          : [
              {
                label: t.why,
                value: <Plain text={reasonText(found.proposal.proposal.reason, locale)} locale={locale} />,
              },
              {
                label: t.base,
                value: String(found.proposal.proposal.baseVersion),
                source: t.current(entry.version),
              },
            ]),
        {
          label: found.kind === 'entry' ? t.page : t.published,
          value: (
            <>
              <a href={href}>{entry.id}</a> · <a href={`${href}/history`}>{dictionary(locale).history.title}</a>
            </>
          ),
        },
      ]}
    />
  )
}

/** What must not be overlooked: others decide, the entry moved on, it would go to another holder. */
export const CaseNotices = ({ locale, found, organizations }: CaseProps) => {
  const t = dictionary(locale).moderation.case
  return (
    <>
      {found.may.othersDecide ? (
        <Notice tone="caution" title={t.othersDecide}>
          <p>{t.othersDecideText}</p>
        </Notice>
      ) : null}
      {found.kind === 'change' ? <ChangeNotices locale={locale} found={found} organizations={organizations} /> : null}
    </>
  )
}

const ChangeNotices = ({ locale, found, organizations }: CaseProps & { readonly found: ChangeCase }) => {
  const t = dictionary(locale).moderation.case
  const { entry, proposal, hasMoved, may } = found
  const isUndecided = proposal.proposal.state === 'submitted' || proposal.proposal.state === 'returned'
  const moves = isUndecided ? holderChange(entry.document, proposal.proposal.document) : null
  const named = (id: string | null) => (
    <NamedOrganization locale={locale} id={id} organizations={organizations} none={t.noHolder} />
  )
  return (
    <>
      {moves === null ? null : (
        <Notice tone="stop" title={t.holderChange}>
          <p>
            {t.holderFrom}: {named(moves.from)}
            <br />
            {t.holderTo}: <b>{named(moves.to)}</b>
          </p>
          <p>{t.holderWord}</p>
        </Notice>
      )}
      {isUndecided && entry.state !== 'published' ? (
        <Notice tone="caution">
          <p>{t.notPublished}</p>
        </Notice>
      ) : null}
      {hasMoved && entry.state === 'published' ? (
        <Notice tone="caution" title={t.moved}>
          <p>{t.movedText(proposal.proposal.baseVersion, entry.version)}</p>
          {may.rebase ? (
            <p>
              <a href={`/${locale}/work/queue/${proposal.id}/merge`}>{t.toMerge}</a>
            </p>
          ) : null}
        </Notice>
      ) : null}
    </>
  )
}

const ROOM = 9000

/** What a change does to the published entry, or did to the one it was made from, field by field. */
export const ProposedChanges = ({
  locale,
  before,
  found,
  organizations,
}: {
  readonly locale: Locale
  readonly before: SoftwareDocument
  readonly found: ChangeCase
  readonly organizations: Organizations
}) => {
  const nameOf = (value: string) => {
    const organization = organizations.get(value)
    return organization && `${organizationText(organization, locale)} (${value})`
  }
  const t = dictionary(locale).moderation.case
  const said = ({ provenance: _, ...document }: SoftwareDocument) => ({ document }) as unknown as Json
  const changes = differences(said(before), said(found.proposal.proposal.document))
  const href = `/${locale}/work/queue/${found.proposal.id}/entry`
  return (
    <Section id="changes" title={t.changes} aside={dictionary(locale).history.changes(changes.count)}>
      {changes.count === 0 ? (
        <p>{t.noChanges}</p>
      ) : (
        <DifferenceTable locale={locale} type="software" changes={changes} room={ROOM} nameOf={nameOf} />
      )}
      <p class="section__foot">
        <a href={href}>{t.whole}</a>
      </p>
    </Section>
  )
}

/** Everything readers would see of an entry. */
export const WholeEntry = ({
  locale,
  view,
  today,
}: {
  readonly locale: Locale
  readonly view: SoftwareView
  readonly today: string
}) => {
  const props = { locale, view, today, limits: BRIEF }
  return (
    <>
      <Description {...props} />
      <Purpose {...props} />
      <Rights {...props} />
      <Relations {...props} />
      <TechnologyFacts {...props} />
      <Releases {...props} />
      <Assurance {...props} />
      <People {...props} />
      <FundingAndMaintenance {...props} />
    </>
  )
}
