import { Plain, Words } from '../../web/content.tsx'
import { dictionary, formatDate, type Locale } from '../../web/i18n/index.ts'
import { Button, VerdictPanel } from '../../web/ui.tsx'
import type { Asked } from '../asker.ts'
import { GRANTEES_SHOWN, type SoftwareView } from '../record.ts'
import type { Grant } from '../rights.ts'
import type { ReuseVerdict } from '../verdict.ts'
import { VERDICT_TONES } from '../views-catalogue.tsx'
import {
  DocumentReference,
  Joined,
  OrganizationLink,
  organizationText,
  periodText,
  regionNames,
  softwareHref,
  type ViewProps,
  Whole,
} from './parts.tsx'

/** The clause that decided a verdict, as a sentence with names and dates. */
export function verdictSentence(view: SoftwareView, { verdict, clause, grant }: ReuseVerdict, locale: Locale): string {
  const { answers, values } = dictionary(locale)
  const { license, refusal } = view.record.document.rights
  return answers.sentence[clause]({
    holder: view.holder === null ? null : organizationText(view.holder.document, locale),
    license: clause === 'open-source-licence' ? license : (grant?.license ?? null),
    to: grant === null ? '' : answers.permittedTo[grant.permittedUsers](granteeNames(view, grant, locale)),
    until: grant?.to ? formatDate(locale, grant.to) : '',
    from: grant?.from ? formatDate(locale, grant.from) : '',
    refusalReason: refusal === null ? '' : values.refusalReason[refusal.reason],
    openSourceClaimed: verdict === 'ask-holder',
  })
}

const NAMES_IN_A_SENTENCE = 3

/** Levels, regions or organizations that a permission names, as plain text. */
function granteeNames(view: SoftwareView, grant: Grant, locale: Locale): string {
  const { values, answers } = dictionary(locale)
  switch (grant.permittedUsers) {
    case 'level':
      return grant.levels.map((level) => values.governmentLevel[level]).join(', ')
    case 'region':
      return regionNames(view, grant.regions, locale)
    case 'named-organizations': {
      const names = grant.organizations.slice(0, NAMES_IN_A_SENTENCE).map((id) => {
        const organization = view.organizations.get(id)
        return organization ? organizationText(organization, locale) : id
      })
      const others = grant.organizations.length - names.length
      return others > 0 ? answers.andOthers(names.join(', '), others) : names.join(', ')
    }
    default:
      return ''
  }
}

/** The same for a table, with links. */
export const Grantees = ({ locale, view, grant }: Omit<ViewProps, 'today' | 'limits'> & { readonly grant: Grant }) => {
  const { values, answers } = dictionary(locale)
  const label = values.permittedUsers[grant.permittedUsers]
  if (grant.permittedUsers !== 'named-organizations') {
    const details = granteeNames(view, grant, locale)
    return details === '' ? <Whole text={label} /> : <>{`${label}: ${details}`}</>
  }
  const links = grant.organizations.slice(0, GRANTEES_SHOWN).map((id) => {
    const organization = view.organizations.get(id)
    return organization ? <OrganizationLink locale={locale} organization={organization} /> : id
  })
  const others = grant.organizations.length - links.length
  return (
    <>
      {label}: <Joined parts={links} />
      {others > 0 ? answers.andOthers('', others) : null}
    </>
  )
}

/** The first thing a reader asks: may we use it, by which clause, and whom to ask. */
export const VerdictAnswer = ({
  locale,
  view,
  asked,
  verdict,
}: Omit<ViewProps, 'today' | 'limits'> & { readonly asked: Asked; readonly verdict: ReuseVerdict }) => {
  const { record: t, values } = dictionary(locale)
  const { rights } = view.record.document
  const { grant } = verdict
  const basis = grant === null ? rights.transferDocument : grant.document
  return (
    <VerdictPanel
      tone={VERDICT_TONES[verdict.verdict]}
      title={values.verdict[verdict.verdict]}
      action={<Contact locale={locale} view={view} />}
    >
      <p class="meta">
        {asked.found === 'one' ? t.answer.forOne(organizationText(asked.organization, locale)) : t.answer.forAny}
      </p>
      <p>{verdictSentence(view, verdict, locale)}</p>
      {grant ? <Terms locale={locale} grant={grant} /> : null}
      {verdict.clause === 'refused' && rights.refusal ? (
        <>
          <p>
            {t.rights.legalBasis}: <Plain text={rights.refusal.legalBasis} locale={locale} />
          </p>
          {rights.refusal.note === null ? null : (
            <p>
              <Words texts={rights.refusal.note} locale={locale} />
            </p>
          )}
        </>
      ) : null}
      {basis ? (
        <p class="meta">
          {grant === null ? t.answer.rightsDocument : t.answer.document}:{' '}
          <DocumentReference locale={locale} document={basis} clause={grant?.clause ?? null} />
        </p>
      ) : null}
      {weaknesses(view, verdict, basis !== null, locale).map((text) => (
        <p class="meta">{text}</p>
      ))}
    </VerdictPanel>
  )
}

/** What an answer in favour does not rest on: a document, a holder that a registrar has confirmed. */
function weaknesses(
  { holder, record }: SoftwareView,
  { verdict, clause }: ReuseVerdict,
  documented: boolean,
  locale: Locale,
): readonly string[] {
  const t = dictionary(locale).record.answer
  if (verdict !== 'may-use' && verdict !== 'on-conditions') return []
  const origin = record.document.provenance.rights?.origin
  const file = origin === 'publiccode.yml' || origin === 'code.json' ? origin : null
  const onlyFile = clause === 'open-source-licence' && file !== null ? t.onlyFile(file) : null
  const whose = holder === null ? t.holderUnknown : holder.document.confirmed ? null : t.holderUnconfirmed
  return [
    ...(documented ? [] : [t.noDocument]),
    ...(whose === null ? [] : [onlyFile === null ? `${whose}.` : `${whose}; ${onlyFile}.`]),
  ]
}

/** Payment, seats, territory and conditions of a permission; its term too. */
const Terms = ({ locale, grant }: { readonly locale: Locale; readonly grant: Grant }) => {
  const { record: t } = dictionary(locale)
  const facts = [
    ...(grant.gratuitous === false ? [t.rights.paid] : []),
    ...(grant.seats === null ? [] : [t.rights.seats(grant.seats)]),
    ...(grant.territory === null ? [] : [<Territory locale={locale} territory={grant.territory} />]),
    ...(grant.to === null ? [] : [periodText(locale, grant.from, grant.to)]),
  ]
  return (
    <>
      {grant.conditions ? (
        <p>
          <Words texts={grant.conditions} locale={locale} />
        </p>
      ) : null}
      {facts.length > 0 ? (
        <p class="begins-large">
          <Joined parts={facts} by="; " />
        </p>
      ) : null}
    </>
  )
}

export const Territory = ({ locale, territory }: { readonly locale: Locale; readonly territory: string }) => (
  <>
    {dictionary(locale).record.rights.territory} <Plain text={territory} locale={locale} />
  </>
)

/** A role and an official mailbox: of the entry, else of its holder. */
const Contact = ({ locale, view }: Omit<ViewProps, 'today' | 'limits'>) => {
  const t = dictionary(locale).record.answer
  const contact = view.record.document.people.contact ?? view.holder?.document.contact ?? null
  if (contact === null) {
    return view.holder === null ? null : <p class="whom-to-ask meta">{t.noContact}</p>
  }
  return (
    <div class="whom-to-ask">
      <p class="meta">{t.ask}</p>
      <p>
        <Words texts={contact.role} locale={locale} />
      </p>
      <p>
        <a href={`mailto:${contact.email}`}>{contact.email}</a>
      </p>
    </div>
  )
}

/** Asks for whom the answer is wanted. A GET form: the answer has an address of its own. */
export const AskForOrganization = ({
  locale,
  view,
  asked,
}: Omit<ViewProps, 'today' | 'limits'> & { readonly asked: Asked }) => {
  const t = dictionary(locale).record.answer.form
  const href = softwareHref(locale, view.record.id)
  const written =
    asked.found === 'one' ? organizationText(asked.organization, locale) : 'text' in asked ? asked.text : ''
  return (
    <div class="ask-for">
      <form class="ask-for__form" action={href}>
        <label for="organization">
          {t.label} <span class="meta">{t.hint}</span>
        </label>
        <input class="govuk-input" id="organization" name="organization" value={written} autocomplete="organization" />
        <Button quiet>{t.button}</Button>
        {asked.found === 'nobody-named' ? null : <a href={href}>{t.again}</a>}
      </form>
      {asked.found === 'none' ? <p>{t.notFound(asked.text)}</p> : null}
      {asked.found === 'several' ? (
        <>
          <p>{t.several(asked.text)}</p>
          <ul class="ask-for__choices">
            {asked.organizations.map((organization) => (
              <li>
                <a href={`${href}?organization=${encodeURIComponent(organization.id)}`}>
                  <Words texts={organization.name} locale={locale} />
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}
