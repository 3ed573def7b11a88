import type { Child } from 'hono/jsx'
import { codeTitle } from '../directory/reference.ts'
import { getOrganization } from '../directory/service.ts'
import { type OrganizationName, type OrganizationRecord, selectOrganizationNames } from '../directory/store.ts'
import { can } from '../kernel/actor.ts'
import { kyivDay } from '../kernel/dates.ts'
import { regionOf } from '../kernel/katottg.ts'
import type { SoftwareCard } from '../software/card.ts'
import { type CatalogueRow, catalogueRows } from '../software/catalogue.ts'
import { isConfirmed } from '../software/deployments.ts'
import type { SoftwarePorts } from '../software/service.ts'
import {
  type DeploymentRecord,
  selectDeployments,
  selectSoftwareCards,
  selectSoftwareIdsOf,
} from '../software/store.ts'
import { Joined, OrganizationLink, organizationHref, softwareHref } from '../software/views/parts.tsx'
import { sinceText } from '../software/views/runners.tsx'
import { VERDICT_TONES } from '../software/views-catalogue.tsx'
import { OutwardLink, Plain, Words, wordsFor } from '../web/content.tsx'
import { dictionary, formatCount, formatDate, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import {
  DataTable,
  EmptyState,
  KeyFacts,
  LinkButton,
  Notice,
  PageHeader,
  RecordColumns,
  RecordList,
  Section,
  SummaryList,
  Tag,
  Verdict,
} from '../web/ui.tsx'
import { communitySize, type OrganizationFigures, selectCommunitiesLike, selectOrganizationFigures } from './figures.ts'
import { DoneNotice } from './work-frame.tsx'

const SOFTWARE_SHOWN = 25
const DEPLOYMENTS_SHOWN = 40
const ALIKE_SHOWN = 6

interface OrganizationView {
  readonly locale: Locale
  readonly today: string
  readonly record: OrganizationRecord
  readonly region: string | null
  readonly place: string | null
  readonly figures: OrganizationFigures
  readonly holds: readonly CatalogueRow[]
  readonly develops: readonly CatalogueRow[]
  readonly deployments: readonly DeploymentRecord[]
  readonly cards: ReadonlyMap<string, SoftwareCard>
  readonly alike: readonly { readonly organization: OrganizationName; readonly figures: OrganizationFigures }[]
  readonly parent: OrganizationName | null
}

/** `/organizations/:id` */
export function organizationPage(ports: SoftwarePorts & PagePorts) {
  const pages = createPages()
  pages.get('/organizations/:id', async (c) => {
    const locale = c.var.locale
    const view = await viewOf(ports, c.req.param('id'), locale)
    const name = wordsFor(view.record.document.name, locale)?.text ?? view.record.id
    return page(
      c,
      ports,
      {
        title: name,
        section: 'organizations',
        search: true,
        breadcrumbs: [{ label: dictionary(locale).layout.nav.organizations, href: `/${locale}/organizations` }],
        description: `${dictionary(locale).values.organizationKind[view.record.document.kind]}. ${name}`,
        alternates: [
          {
            type: 'application/json',
            href: `/api/v1/organizations/${encodeURIComponent(view.record.id)}`,
            title: 'JSON',
          },
        ],
      },
      <>
        <DoneNotice c={c} />
        <Organization {...view} actions={<OrganizationActions c={c} record={view.record} />} />
      </>,
    )
  })
  return pages
}

async function viewOf(ports: SoftwarePorts & PagePorts, id: string, locale: Locale): Promise<OrganizationView> {
  const { read, reference } = ports
  const record = await getOrganization(ports, id)
  const { katottg, kind, level, population } = record.document
  const prefix = katottg === null ? null : regionOf(katottg)
  const region = prefix === null ? undefined : (await reference.find('regions', [prefix])).get(prefix)
  const place = katottg === null ? undefined : (await reference.find('katottg', [katottg])).get(katottg)
  const deployments = await selectDeployments(read, { organization: id }, null, DEPLOYMENTS_SHOWN + 1)
  const cards = await selectSoftwareCards(read, [...new Set(deployments.map(({ document }) => document.software))])
  const isCommunity = kind === 'local-authority' && level === 'community' && population !== null
  const alike = isCommunity ? await selectCommunitiesLike(read, id, population, ALIKE_SHOWN) : []
  const figures = await selectOrganizationFigures(read, [id, ...alike.map((each) => each.id)])
  const none = { holds: 0, runs: 0 }
  const above = record.document.parent ?? null
  const parents = await selectOrganizationNames(read, above === null ? [] : [above])
  return {
    locale,
    today: ports.today(),
    record,
    region: region ? codeTitle(region, locale) : null,
    // A place whose code is the region's own says no more than the region does.
    place: place && katottg !== null && !/^UA\d{2}0{10}/.test(katottg) ? codeTitle(place, locale) : null,
    figures: figures.get(id) ?? none,
    holds: await catalogueRows(ports, await selectSoftwareIdsOf(read, 'holder', id, SOFTWARE_SHOWN)),
    develops: await catalogueRows(ports, await selectSoftwareIdsOf(read, 'developer', id, SOFTWARE_SHOWN)),
    deployments,
    cards: new Map(
      cards.filter(({ state }) => state === 'published' || state === 'archived').map((card) => [card.id, card]),
    ),
    parent: parents.get(above ?? '') ?? null,
    alike: alike.map((organization) => ({ organization, figures: figures.get(organization.id) ?? none })),
  }
}

/** What somebody signed in may do with the record. */
const OrganizationActions = ({ c, record }: { readonly c: RequestContext; readonly record: OrganizationRecord }) => {
  const { actor, locale } = c.var
  const t = dictionary(locale).directoryWork.organizations
  const subject = { organizations: [record.id] }
  const base = `/${locale}/work/organizations/${encodeURIComponent(record.id)}`
  const mayEdit = can(actor, 'organization.edit', subject)
  const mayConfirm = !record.document.confirmed && can(actor, 'organization.confirm', subject)
  if (!mayEdit && !mayConfirm) return null
  return (
    <div class="form-buttons">
      {mayConfirm ? <LinkButton href={`${base}/confirm`}>{t.confirmLink}</LinkButton> : null}
      {mayEdit ? (
        <LinkButton href={`${base}/edit`} quiet>
          {t.editLink}
        </LinkButton>
      ) : null}
    </div>
  )
}

const Organization = ({ actions, ...view }: OrganizationView & { readonly actions: Child }) => {
  const { locale, record, region } = view
  const { directory, values } = dictionary(locale)
  const t = directory.organization
  const { document } = record
  const name = wordsFor(document.name, locale)
  return (
    <>
      <PageHeader
        code={document.scheme === 'UA-EDR' ? t.edrpou(document.identifier) : record.id}
        meta={
          <>
            {document.demonstration ? <Tag>{t.demonstration}</Tag> : null}
            {document.confirmed ? null : <Tag tone="caution">{t.unconfirmed}</Tag>}
          </>
        }
        title={name?.lang === undefined ? name?.text : <span lang={name.lang}>{name.text}</span>}
        lead={[values.organizationKind[document.kind], region].filter((part) => part !== null).join(', ')}
      />
      {document.confirmed ? null : (
        <Notice tone="caution">
          <p>{t.unconfirmedText}</p>
        </Notice>
      )}
      {actions}
      <RecordColumns aside={<Aside {...view} />}>
        <Facts {...view} />
        <Section id="holds" title={t.holds} aside={view.figures.holds > 0 ? t.count(view.figures.holds) : undefined}>
          {view.holds.length === 0 ? <p>{t.holdsNone}</p> : <SoftwareList locale={locale} rows={view.holds} />}
          {view.figures.holds > view.holds.length ? (
            <p class="section__more">
              <a href={`/${locale}/software?q=${encodeURIComponent(name?.text ?? '')}`}>{t.all(view.figures.holds)}</a>
            </p>
          ) : null}
        </Section>
        {view.develops.length > 0 ? (
          <Section id="develops" title={t.develops}>
            <SoftwareList locale={locale} rows={view.develops} />
          </Section>
        ) : null}
        <Uses {...view} />
      </RecordColumns>
    </>
  )
}

const Facts = ({ locale, record, region, place, parent }: OrganizationView) => {
  const { directory, values } = dictionary(locale)
  const t = directory.organization
  const { document } = record
  return (
    <SummaryList
      rows={[
        {
          label: t.shortName,
          value: document.shortName === null ? null : <Words texts={document.shortName} locale={locale} />,
        },
        {
          label: t.aliases,
          value:
            document.aliases.length === 0 ? null : (
              <Joined parts={document.aliases.map((alias) => <Plain text={alias} locale={locale} />)} by="; " />
            ),
        },
        { label: t.kind, value: values.organizationKind[document.kind] },
        { label: t.level, value: document.level === null ? null : values.governmentLevel[document.level] },
        {
          label: t.place,
          value:
            document.katottg === null ? null : (
              <>
                {[place, region].filter((part) => part !== null).join(', ')}{' '}
                <span class="meta">{document.katottg}</span>
              </>
            ),
        },
        {
          label: t.population,
          value: document.population === null ? null : formatCount(locale, document.population),
        },
        {
          label: dictionary(locale).fields.organization.parent,
          value: parent === null ? null : <OrganizationLink locale={locale} organization={parent} />,
        },
        { label: t.website, value: document.website === null ? null : <OutwardLink href={document.website} /> },
        {
          label: t.contact,
          value:
            document.contact === null ? null : (
              <>
                <Words texts={document.contact.role} locale={locale} />,{' '}
                <a href={`mailto:${document.contact.email}`}>{document.contact.email}</a>
              </>
            ),
        },
        { label: t.identifier, value: record.id },
      ]}
    />
  )
}

const SoftwareList = ({ locale, rows }: { readonly locale: Locale; readonly rows: readonly CatalogueRow[] }) => (
  <RecordList
    records={rows.map(({ card, verdict }) => ({
      name: (
        <a href={softwareHref(locale, card.id)}>
          <Words texts={card.name} locale={locale} />
        </a>
      ),
      note: <Words texts={card.shortDescription} locale={locale} />,
      side: (
        <Verdict tone={VERDICT_TONES[verdict.verdict]}>
          {dictionary(locale).values.verdictShort[verdict.verdict]}
        </Verdict>
      ),
    }))}
  />
)

const Uses = ({ locale, today, deployments, cards }: OrganizationView) => {
  const { directory, values, record } = dictionary(locale)
  const t = directory.organization
  const shown = deployments.slice(0, DEPLOYMENTS_SHOWN).filter(({ document }) => cards.has(document.software))
  return (
    <Section id="uses" title={t.uses}>
      {shown.length === 0 ? (
        <EmptyState title={t.usesNone}>
          <p>{t.usesNoneText(formatDate(locale, today))}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t.uses}
          captionHidden
          columns={[
            { label: directory.expert.software },
            { label: record.users.state },
            { label: record.users.since },
            { label: record.users.version },
            { label: record.users.confirmed },
          ]}
          rows={shown.map(({ document }) => [
            <SoftwareLink locale={locale} card={cards.get(document.software)} />,
            values.deploymentState[document.state],
            sinceText(locale, document),
            document.version,
            document.confirmedOn !== null && isConfirmed(document, today)
              ? formatDate(locale, document.confirmedOn)
              : record.users.unconfirmed,
          ])}
        />
      )}
    </Section>
  )
}

const SoftwareLink = ({ locale, card }: { readonly locale: Locale; readonly card: SoftwareCard | undefined }) => {
  if (!card) return null
  const { archived } = dictionary(locale).directory.organization
  return (
    <>
      <a href={softwareHref(locale, card.id)}>
        <Words texts={card.name} locale={locale} />
      </a>
      {card.state === 'archived' ? <span class="meta"> ({archived})</span> : null}
    </>
  )
}

const Aside = ({ locale, record, alike }: OrganizationView) => {
  const { directory, values } = dictionary(locale)
  const t = directory.organization
  const href = organizationHref(locale, record.id)
  const { population } = record.document
  return (
    <>
      {alike.length > 0 && population !== null ? (
        <KeyFacts
          title={t.alike}
          entries={alike.map(({ organization, figures }) => ({
            text: (
              <a href={organizationHref(locale, organization.id)}>
                <Words texts={organization.name} locale={locale} />
              </a>
            ),
            note: [
              directory.organizations.inhabitants(organization.population ?? 0),
              figures.runs > 0 ? directory.organizations.runs(figures.runs) : t.nothingYet,
            ].join(' · '),
          }))}
          more={<span class="meta">{t.alikeNote(values.communitySize[communitySize(population)])}</span>}
        />
      ) : null}
      <KeyFacts
        title={t.history}
        entries={[{ text: t.version(record.version), note: formatDate(locale, kyivDay(record.updatedAt)) }]}
        more={<a href={`${href}/history`}>{t.allVersions}</a>}
      />
      <KeyFacts
        title={t.data}
        entries={[{ text: <a href={`/api/v1/organizations/${encodeURIComponent(record.id)}`}>JSON</a> }]}
      />
    </>
  )
}
