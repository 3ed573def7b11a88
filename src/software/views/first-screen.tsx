import { codeTitle } from '../../directory/reference.ts'
import { Plain, Words, wordsFor } from '../../web/content.tsx'
import { dictionary, formatDate } from '../../web/i18n/index.ts'
import { FactGrid, KeyFacts, PageHeader, Tag, type Tone } from '../../web/ui.tsx'
import { COMPLETENESS_CHECKS } from '../completeness.ts'
import type { SoftwareDocument } from '../model.ts'
import { OrganizationLink, softwareHref, Unconfirmed, type ViewProps } from './parts.tsx'

const STAGE_TONES: Readonly<Record<NonNullable<SoftwareDocument['identity']['lifecycleStage']>, Tone>> = {
  initiation: 'plain',
  design: 'plain',
  development: 'caution',
  operation: 'ok',
  retirement: 'stop',
}

/** Number, state, name and one sentence. */
export const RecordHead = ({ locale, view }: ViewProps) => {
  const { values, record: t } = dictionary(locale)
  const { id, document } = view.record
  const { identity, civic } = document
  const name = wordsFor(identity.name, locale)
  return (
    <PageHeader
      code={id}
      title={name?.lang === undefined ? name?.text : <span lang={name.lang}>{name.text}</span>}
      lead={<Words texts={identity.shortDescription} locale={locale} />}
      meta={
        <>
          {identity.lifecycleStage === null ? (
            identity.developmentStatus === null ? null : (
              <Tag>{values.developmentStatus[identity.developmentStatus]}</Tag>
            )
          ) : (
            <Tag tone={STAGE_TONES[identity.lifecycleStage]}>{values.lifecycleStage[identity.lifecycleStage]}</Tag>
          )}
          {civic ? <Tag tone="ask">{t.civic}</Tag> : null}
          {document.demonstration ? <Tag>{t.demonstration}</Tag> : null}
        </>
      }
    />
  )
}

/** The six facts that answer most questions. Sums join them with the contracts. */
export const RecordFacts = (props: ViewProps) => {
  const { locale, view } = props
  const { values, record } = dictionary(locale)
  const t = record.facts
  const { identity, technology, rights, usedBy } = view.record.document
  const { present, missing } = view.completeness
  const version = technology.version ?? technology.releases[0]?.version ?? null
  const released = technology.releaseDate ?? technology.releases[0]?.date ?? null
  return (
    <FactGrid
      facts={[
        {
          label: t.runsIn,
          value: view.figures.running === 0 ? t.runsNowhere : t.organizations(view.figures.running),
          note:
            view.figures.running > 0 ? (
              <a href="#users">{t.confirmed(view.figures.confirmed)}</a>
            ) : usedBy.length > 0 ? (
              <a href="#claimed-users">{t.claimed(usedBy.length)}</a>
            ) : null,
        },
        {
          label: t.license,
          value:
            rights.license === null ? (
              t.noLicense
            ) : rights.license.startsWith('LicenseRef-') ? (
              <a href="#rights">{t.ownLicense}</a>
            ) : (
              rights.license
            ),
          note: rights.kind === null ? null : values.rightsKind[rights.kind],
        },
        {
          label: t.holder,
          value:
            view.holder === null ? (
              rights.copyrightOwner === null ? (
                t.noHolder
              ) : (
                <Plain text={rights.copyrightOwner} locale={locale} />
              )
            ) : (
              <OrganizationLink locale={locale} organization={{ ...view.holder.document, id: view.holder.id }} short />
            ),
          note: view.holder === null || view.holder.document.confirmed ? null : <Unconfirmed locale={locale} />,
        },
        {
          label: t.version,
          value: version ?? t.noVersion,
          note:
            released === null
              ? identity.developmentStatus === null
                ? null
                : values.developmentStatus[identity.developmentStatus]
              : t.released(formatDate(locale, released)),
        },
        { label: t.developer, ...developer(props) },
        {
          label: t.completeness,
          value: dictionary(locale).ui.completeness.of(present.length, COMPLETENESS_CHECKS.length),
          note: <a href="#completeness">{missing.length === 0 ? t.complete : t.missing(missing.length)}</a>,
        },
      ]}
    />
  )
}

function developer({ locale, view }: ViewProps) {
  const t = dictionary(locale).record.facts
  const [first, ...others] = view.record.document.people.developers
  if (first === undefined) return { value: t.noDeveloper }
  const organization = first.organization === null ? undefined : view.organizations.get(first.organization)
  return {
    value: organization ? (
      <OrganizationLink locale={locale} organization={organization} short />
    ) : (
      <Plain text={first.name} locale={locale} />
    ),
    note: others.length > 0 ? <a href="#people">{t.more(others.length)}</a> : null,
  }
}

const USERS_BESIDE = 5

/** The narrow column: who runs it already, the last version, the data. */
export const RecordAside = ({ locale, view }: ViewProps) => {
  const t = dictionary(locale).record
  const href = softwareHref(locale, view.record.id)
  const users = view.runners
    .filter(({ deployment }) => deployment.state === 'in-use' || deployment.state === 'pilot')
    .slice(0, USERS_BESIDE)
  return (
    <>
      {users.length > 0 ? (
        <KeyFacts
          title={t.aside.users}
          entries={users.map(({ organization, deployment }) => ({
            text: organization ? (
              <OrganizationLink locale={locale} organization={organization} short />
            ) : (
              deployment.organization
            ),
            note: [
              organization?.population ? t.inhabitants(organization.population) : null,
              deployment.state === 'pilot'
                ? dictionary(locale).values.deploymentState.pilot.toLocaleLowerCase(locale)
                : null,
              deployment.since === null ? null : t.since(formatDate(locale, deployment.since.slice(0, 4))),
            ]
              .filter((part) => part !== null)
              .join(' · '),
          }))}
          more={
            users.length < view.figures.all ? (
              <a href={`${href}/deployments`}>{t.users.all(view.figures.all)}</a>
            ) : undefined
          }
        />
      ) : null}
      <KeyFacts
        title={t.aside.data}
        entries={[
          view.publiccodeLacks === 0
            ? { text: <a href={`${href}/publiccode.yml`}>publiccode.yml</a>, note: t.aside.asPubliccode }
            : {
                text: 'publiccode.yml',
                note: (
                  <a href={`${href}/publiccode.yml`} rel="nofollow">
                    {t.aside.publiccodeLacks(view.publiccodeLacks)}
                  </a>
                ),
              },
          { text: <a href={`/api/v1/software/${view.record.id}`}>JSON</a>, note: t.aside.asJson },
        ]}
        more={<a href="#cite">{t.aside.cite}</a>}
      />
    </>
  )
}

/** Where the entry stands among others: the catalogue, and the function it is found by. */
export function breadcrumbsOf({ locale, view }: Pick<ViewProps, 'locale' | 'view'>) {
  const t = dictionary(locale).layout
  const [first] = view.record.document.identity.functions
  const code = view.functions.find((each) => each.code === first)
  return [
    { label: t.nav.software, href: `/${locale}/software` },
    ...(code ? [{ label: codeTitle(code, locale), href: `/${locale}/software?function=${code.code}` }] : []),
  ]
}
