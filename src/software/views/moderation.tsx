import type { OrganizationName } from '../../directory/store.ts'
import { fieldName } from '../../history/field-names.ts'
import type { Step } from '../../history/versions.ts'
import { actorText, reasonText } from '../../history/words.ts'
import { langOfPlain, Plain, Words } from '../../web/content.tsx'
import { dictionary, formatMoment, type Locale } from '../../web/i18n/index.ts'
import { findingText } from '../../web/problem.ts'
import { Completeness, Notice, Tag, Timeline } from '../../web/ui.tsx'
import type { SoftwareCard } from '../card.ts'
import type { Checks } from '../moderation.ts'
import type { ProposalRecord } from '../proposal.ts'
import { readReturnReason } from '../return-reasons.ts'
import type { SoftwareRecord } from '../store.ts'
import { OrganizationLink, softwareHref } from './parts.tsx'

export type Organizations = ReadonlyMap<string, OrganizationName>

const TONES: Readonly<Record<string, 'ok' | 'caution' | 'ask' | 'stop'>> = {
  submitted: 'ask',
  returned: 'caution',
  published: 'ok',
  accepted: 'ok',
  archived: 'stop',
}

/** Where an entry or a proposed change stands. */
export const StateTag = ({ locale, state }: { readonly locale: Locale; readonly state: string }) => (
  <Tag tone={TONES[state] ?? 'plain'}>{dictionary(locale).moderation.states[state] ?? state}</Tag>
)

/** Who took a step: the role and the organization, never the person. */
export function stepActor({ actor }: Step, organizations: Organizations, locale: Locale): string {
  return actorText(actor, locale, actor.organization === null ? undefined : organizations.get(actor.organization))
}

/** An organization by its name, or what is said where there is none. */
export const NamedOrganization = ({
  locale,
  id,
  organizations,
  none,
}: {
  readonly locale: Locale
  readonly id: string | null
  readonly organizations: Organizations
  readonly none: string
}) => {
  if (id === null) return <>{none}</>
  const organization = organizations.get(id)
  return organization ? <OrganizationLink locale={locale} organization={organization} /> : <code>{id}</code>
}

/** Why something was returned or archived, topic by topic where it says topics. */
export const ReasonsShown = ({ locale, reason }: { readonly locale: Locale; readonly reason: string }) => {
  const { topics, text } = readReturnReason(reason)
  const { software } = dictionary(locale).fields
  return (
    <>
      {topics.map((each) => (
        <p>
          <b>{software[each.topic]}:</b> <Lines text={each.text} locale={locale} />
        </p>
      ))}
      {text === ''
        ? null
        : reasonText(text, locale)
            .split(/\n{2,}/)
            .map((paragraph) => (
              <p>
                <Lines text={paragraph} locale={locale} />
              </p>
            ))}
    </>
  )
}

/** A text with its line ends. */
const Lines = ({ text, locale }: { readonly text: string; readonly locale: Locale }) => (
  <span lang={langOfPlain(text, locale)}>
    {text.split('\n').map((line, index) => (
      <>
        {index > 0 ? <br /> : null}
        {line}
      </>
    ))}
  </span>
)

/** Every step so far, the newest first: what happened, who did it, when and why. */
export const StepList = ({
  locale,
  steps,
  organizations,
}: {
  readonly locale: Locale
  readonly steps: readonly Step[]
  readonly organizations: Organizations
}) => {
  const t = dictionary(locale).moderation
  return (
    <Timeline
      events={steps.toReversed().map((step) => ({
        when: formatMoment(locale, step.at),
        dateTime: step.at,
        title: (
          <>
            <b>{t.states[step.state] ?? step.state}</b> · {stepActor(step, organizations, locale)}
          </>
        ),
        note:
          step.state === 'returned' ? (
            <ReasonsShown locale={locale} reason={step.reason} />
          ) : (
            <Plain text={reasonText(step.reason, locale)} locale={locale} />
          ),
      }))}
    />
  )
}

/** What the checks say of an entry: warnings first, what could be added folded. */
export const ChecksShown = ({ locale, checks }: { readonly locale: Locale; readonly checks: Checks }) => {
  const { moderation, values } = dictionary(locale)
  const t = moderation.case
  const { findings, essential, namesakes, noted } = checks
  const missing = checks.completeness.missing.filter((check) => !essential.includes(check))
  const isClean = [findings, essential, namesakes, noted].every((list) => list.length === 0)
  return (
    <>
      {isClean ? <Notice tone="ok">{t.clean}</Notice> : null}
      {findings.length > 0 ? (
        <Notice tone="caution" title={t.findings}>
          <ul>
            {findings.slice(0, MOST_FINDINGS).map((finding) => (
              <li>
                {finding.pointer === '' ? null : <b>{fieldName('software', finding.pointer, locale)}: </b>}
                {findingText(finding, locale)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {namesakes.length > 0 ? (
        <Notice tone="caution" title={t.namesakes}>
          <CardList locale={locale} cards={namesakes} />
        </Notice>
      ) : null}
      {noted.length > 0 ? (
        <Notice tone="caution" title={t.noted}>
          <CardList locale={locale} cards={noted} />
        </Notice>
      ) : null}
      {essential.length > 0 ? (
        <>
          <h3 class="section__part">{t.essential}</h3>
          <Completeness
            locale={locale}
            items={essential.map((check) => ({ ...values.completeness[check], present: false }))}
          />
        </>
      ) : null}
      {missing.length > 0 ? (
        <p class="section__foot">
          {t.missing}: {missing.map((check) => values.completeness[check].label).join('; ')}.
        </p>
      ) : null}
    </>
  )
}

const MOST_FINDINGS = 20

/** Entries by name and number, each with where it stands. */
export const CardList = ({ locale, cards }: { readonly locale: Locale; readonly cards: readonly SoftwareCard[] }) => (
  <ul>
    {cards.map((card) => (
      <li>
        <a href={softwareHref(locale, card.id)}>
          <Words texts={card.name} locale={locale} />
        </a>{' '}
        ({card.id}) <StateTag locale={locale} state={card.state} />
      </li>
    ))}
  </ul>
)

/** On the page of an entry, for those who may read it before it is published: where it or a change to it stands, and where that is told in full. */
export const UnderReview = ({
  locale,
  record,
  proposal,
}: {
  readonly locale: Locale
  readonly record: Pick<SoftwareRecord, 'id' | 'state'>
  readonly proposal: ProposalRecord | null
}) => {
  const t = dictionary(locale).moderation
  const waits = [
    ...(record.state === 'published' ? [] : [{ id: record.id, state: record.state, what: t.queue.one.entry }]),
    ...(proposal === null ? [] : [{ id: proposal.id, state: proposal.proposal.state, what: t.queue.one.change }]),
  ]
  return (
    <>
      {waits.map(({ id, state, what }) => (
        <Notice>
          {what} {id}: <StateTag locale={locale} state={state} />{' '}
          <a href={`/${locale}/work/queue/${id}`}>{t.case.toCase}</a>
        </Notice>
      ))}
    </>
  )
}
