import { codeTitle } from '../../directory/reference.ts'
import { RegionMap } from '../../web/charts.tsx'
import { firstWithin, langOfPlain } from '../../web/content.tsx'
import { dictionary, formatCount, formatDate, formatMoney, type Locale } from '../../web/i18n/index.ts'
import { DataTable, EmptyState, Section, Tag, type Tone } from '../../web/ui.tsx'
import type { DeploymentDocument } from '../deployment.ts'
import type { Runner } from '../runners.ts'
import { OrganizationLink, originOf, softwareHref, type ViewProps } from './parts.tsx'

const STATE_TONES: Readonly<Record<DeploymentDocument['state'], Tone>> = {
  planned: 'plain',
  pilot: 'ask',
  'in-use': 'ok',
  retired: 'unknown',
}

/** Who runs it: the regions, then the organizations. */
export const Runners = ({ locale, view, today }: ViewProps) => {
  const t = dictionary(locale).record
  const { figures, runners } = view
  if (figures.all === 0) {
    return (
      <Section id="users" title={t.sections.users}>
        <EmptyState title={t.users.none}>
          <p>{t.users.noneText(formatDate(locale, today))}</p>
        </EmptyState>
      </Section>
    )
  }
  return (
    <Section id="users" title={t.sections.users}>
      {figures.running > 0 ? <Where locale={locale} view={view} /> : null}
      <RunnerTable locale={locale} runners={runners} />
      {runners.length < figures.all ? (
        <p class="section__more">
          <a href={softwareHref(locale, view.record.id, '/deployments')}>{t.users.all(figures.all)}</a>
        </p>
      ) : null}
    </Section>
  )
}

/** Fewer regions than these are read faster as a list than found on a map. */
const REGIONS_FOR_A_MAP = 3

const Where = ({ locale, view }: Pick<ViewProps, 'locale' | 'view'>) => {
  const t = dictionary(locale).record.users
  const { running, regions } = view.figures
  const finding = t.finding(running, regions.length)
  const counts = view.regions.map((region) => ({
    code: region.code.slice(2),
    name: codeTitle(region, locale),
    count: regions.find((each) => each.region === region.code)?.count ?? 0,
  }))
  if (regions.length >= REGIONS_FOR_A_MAP) {
    return <RegionMap locale={locale} finding={finding} counted={t.counted} wide={false} regions={counts} />
  }
  const names = counts
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${name}: ${formatCount(locale, count)}`)
  return (
    <p class="section__lead">
      {finding} {names.length > 0 ? <span class="meta">{names.join('; ')}</span> : null}
    </p>
  )
}

export const RunnerTable = ({ locale, runners }: { readonly locale: Locale; readonly runners: readonly Runner[] }) => {
  const { record, values } = dictionary(locale)
  const t = record.users
  const withCost = runners.some(({ deployment }) => deployment.adoptionCost !== null)
  return (
    <DataTable
      caption={t.caption}
      captionHidden
      columns={[
        { label: t.organization },
        { label: t.state },
        { label: t.since },
        { label: t.confirmed },
        ...(withCost ? [{ label: t.cost, numeric: true }] : []),
      ]}
      rows={runners.map(({ organization, deployment, confirmed }) => [
        organization ? <OrganizationLink locale={locale} organization={organization} /> : deployment.organization,
        <Tag tone={STATE_TONES[deployment.state]}>{values.deploymentState[deployment.state]}</Tag>,
        sinceText(locale, deployment),
        deployment.confirmedOn !== null && confirmed ? formatDate(locale, deployment.confirmedOn) : t.unconfirmed,
        ...(withCost ? [costText(locale, deployment)] : []),
      ])}
    />
  )
}

/** Month of the beginning, and of the end where there was one. */
export function sinceText(locale: Locale, { since, until, state }: DeploymentDocument): string {
  const t = dictionary(locale).record
  if (since === null) return ''
  const from = formatDate(locale, since.slice(0, 7))
  return state === 'retired' && until !== null ? t.fromTo(from, formatDate(locale, until.slice(0, 7))) : from
}

function costText(locale: Locale, { adoptionCost }: DeploymentDocument): string {
  if (adoptionCost === null) return ''
  const { amount, currency } = adoptionCost
  const sum = formatMoney(locale, amount, currency)
  // The head of the column names the hryvnia.
  return currency === 'UAH' ? sum.replace(/\u00a0₴$|^UAH\u00a0/, '') : sum
}

const CLAIMED_SHOWN = 40
const CLAIMED_CHARACTERS = 2500

/** Organizations that an imported file names as users: claims, and said to be so. */
export const ClaimedUsers = (props: ViewProps) => {
  const { locale, view } = props
  const t = dictionary(locale).record
  const { usedBy } = view.record.document
  if (usedBy.length === 0) return null
  const shown = firstWithin(usedBy, CLAIMED_SHOWN, CLAIMED_CHARACTERS)
  const list = <ClaimedList locale={locale} names={shown} />
  return (
    <Section id="claimed-users" title={t.sections.claimedUsers} aside={originOf(props, 'usedBy')}>
      <p>{t.users.claimedText}</p>
      {usedBy.length > 12 ? (
        <details class="figure__table">
          <summary>{t.users.claimedCount(usedBy.length)}</summary>
          {list}
        </details>
      ) : (
        list
      )}
      {shown.length < usedBy.length ? (
        <p class="section__more">
          <a href={softwareHref(locale, view.record.id, '/users')}>{t.users.claimedAll(usedBy.length)}</a>
        </p>
      ) : null}
    </Section>
  )
}

export const ClaimedList = ({ locale, names }: { readonly locale: Locale; readonly names: readonly string[] }) => (
  <ul class="claimed-users">
    {names.map((name) => (
      <li lang={langOfPlain(name, locale)}>{name}</li>
    ))}
  </ul>
)
