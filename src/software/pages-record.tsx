import { raw } from 'hono/html'
import { selectOrganizationNames } from '../directory/store.ts'
import { everyVersion, selectVersion } from '../history/versions.ts'
import { actorText, reasonText } from '../history/words.ts'
import { can } from '../kernel/actor.ts'
import { languageName, Plain, Words, wordsFor } from '../web/content.tsx'
import { dictionary, formatMoment, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { Markdown } from '../web/markdown.tsx'
import { type PagePorts, page } from '../web/page.tsx'
import {
  Contents,
  LinkButton,
  Notice,
  PageHeader,
  Pagination,
  RecordColumns,
  Section,
  SummaryList,
} from '../web/ui.tsx'
import { type Asked, askedFor } from './asker.ts'
import { EntryActions } from './editing/views/entry-actions.tsx'
import { publiccodeOf } from './import-api.ts'
import { openProposalOf } from './proposals.ts'
import { softwareView } from './record.ts'
import { selectRunnerFigures, selectRunners } from './runners.ts'
import {
  getSoftware,
  readableVersions,
  type SoftwarePorts,
  softwareName,
  subjectOf,
  visibleSoftware,
} from './service.ts'
import { type SoftwareRecord, selectRelationsTo, selectSoftwareCards } from './store.ts'
import { type ReuseVerdict, reuseVerdict } from './verdict.ts'
import { CiteAndTake, CompletenessList, RecentHistory, Sources } from './views/about-record.tsx'
import { Description, FeatureList, featuresFor, Purpose } from './views/description.tsx'
import { breadcrumbsOf, RecordAside, RecordFacts, RecordHead } from './views/first-screen.tsx'
import { BRIEF, ROOMY } from './views/limits.ts'
import { UnderReview } from './views/moderation.tsx'
import { softwareHref, type ViewProps } from './views/parts.tsx'
import { FundingAndMaintenance, People } from './views/people.tsx'
import { Relations, Similar } from './views/relations.tsx'
import { Rights } from './views/rights.tsx'
import { ClaimedList, ClaimedUsers, Runners, RunnerTable } from './views/runners.tsx'
import { Assurance, Releases, TechnologyFacts } from './views/technology.tsx'
import { AskForOrganization, VerdictAnswer } from './views/verdict.tsx'

export type RecordPagePorts = SoftwarePorts & PagePorts

const RUNNERS_A_PAGE = 40
const CLAIMED_A_PAGE = 200
/** What the frame of a page leaves of 50 kB. */
const MOST_BYTES = 43_500

/** `/software/:id` and the pages below it, but for its history. */
export function softwareRecordPages(ports: RecordPagePorts) {
  const pages = createPages()

  pages.get('/software/:id{UA-SW-[0-9]+}', async (c) => {
    const record = await visibleSoftware(ports, c.var.actor, c.req.param('id'))
    if (isTombstone(record, c)) return tombstone(ports, c, record)
    const locale = c.var.locale
    const view = await softwareView(ports, record, readableVersions(c.var.actor, record))
    const isPublic = c.var.actor.role === 'anonymous'
    const proposal = isPublic ? null : await openProposalOf(ports, c.var.actor, record.id)
    const asked = await askedFor(ports, c.req.query('organization'))
    const asker = asked.found === 'one' ? asked.organization : null
    const verdict = reuseVerdict(record.document.rights, asker, ports.today(), ports.licences)
    const props = { locale, view, today: ports.today(), limits: ROOMY }
    const roomy = (<Record {...props} c={c} asked={asked} verdict={verdict} origin={ports.site.origin} />).toString()
    const fits = new TextEncoder().encode(roomy.toString()).length <= MOST_BYTES
    return page(
      c,
      ports,
      {
        // Namesakes are common: the number tells their tabs and search results apart.
        title: `${softwareName(record.document, locale)} (${record.id})`,
        section: 'software',
        search: true,
        breadcrumbs: breadcrumbsOf(props),
        description: wordsFor(record.document.identity.shortDescription, locale)?.text,
        canonicalPath: `/software/${record.id}`,
        alternates: [{ type: 'application/json', href: `/api/v1/software/${record.id}`, title: 'JSON' }],
      },
      <>
        <UnderReview locale={locale} record={record} proposal={proposal} />
        {fits ? (
          raw(roomy)
        ) : (
          <Record {...props} c={c} limits={BRIEF} asked={asked} verdict={verdict} origin={ports.site.origin} />
        )}
      </>,
    )
  })

  pages.get('/software/:id{UA-SW-[0-9]+}/publiccode.yml', async (c) => {
    const id = c.req.param('id')
    const yaml = await publiccodeOf(ports, c.var.actor, id)
    return c.body(yaml, 200, {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.publiccode.yml"`,
      'x-robots-tag': 'noindex',
    })
  })

  pages.get('/software/:id{UA-SW-[0-9]+}/description', async (c) => {
    const record = await publishedOr404(ports, c)
    const locale = c.var.locale
    const t = dictionary(locale).record
    const description = wordsFor(record.document.identity.longDescription, locale)
    const { features, lang } = featuresFor(record.document, locale)
    return page(
      c,
      ports,
      below(c, record, t.about.page),
      <>
        <PageHeader title={t.about.page} lead={<Words texts={record.document.identity.name} locale={locale} />} />
        {description === null ? (
          <p>{t.about.none}</p>
        ) : (
          <>
            {description.lang === undefined ? null : (
              <p class="meta">{t.about.inLanguage(languageName(locale, description.lang))}</p>
            )}
            <Markdown text={description.text} lang={description.lang} level={2} />
          </>
        )}
        {features.length > 0 ? (
          <Section id="features" title={t.sections.features}>
            <FeatureList features={features} lang={lang} />
          </Section>
        ) : null}
      </>,
    )
  })

  pages.get('/software/:id{UA-SW-[0-9]+}/deployments', async (c) => {
    const record = await publishedOr404(ports, c)
    const locale = c.var.locale
    const t = dictionary(locale).record
    const { all } = await selectRunnerFigures(ports.read, record.id, ports.today())
    const number = pageNumber(c, Math.ceil(all / RUNNERS_A_PAGE))
    const offset = (number - 1) * RUNNERS_A_PAGE
    const runners = await selectRunners(ports.read, record.id, ports.today(), offset, RUNNERS_A_PAGE)
    return page(
      c,
      ports,
      below(c, record, t.users.page),
      <>
        <PageHeader title={t.users.page} lead={<Words texts={record.document.identity.name} locale={locale} />} />
        {all === 0 ? <p>{t.users.none}.</p> : <RunnerTable locale={locale} runners={runners} />}
        <NumberedPages c={c} number={number} pages={Math.ceil(all / RUNNERS_A_PAGE)} />
      </>,
    )
  })

  pages.get('/software/:id{UA-SW-[0-9]+}/users', async (c) => {
    const record = await publishedOr404(ports, c)
    const locale = c.var.locale
    const t = dictionary(locale).record
    const { usedBy, identity } = record.document
    const last = Math.ceil(usedBy.length / CLAIMED_A_PAGE)
    const number = pageNumber(c, last)
    const start = (number - 1) * CLAIMED_A_PAGE
    return page(
      c,
      ports,
      below(c, record, t.sections.claimedUsers),
      <>
        <PageHeader title={t.sections.claimedUsers} lead={<Words texts={identity.name} locale={locale} />} />
        <p>{t.users.claimedText}</p>
        <ClaimedList locale={locale} names={usedBy.slice(start, start + CLAIMED_A_PAGE)} />
        <NumberedPages c={c} number={number} pages={last} />
      </>,
    )
  })

  return pages
}

function isTombstone(record: SoftwareRecord, c: RequestContext): boolean {
  return record.state === 'archived' && !can(c.var.actor, 'software.readUnpublished', subjectOf(record.document))
}

async function publishedOr404(ports: RecordPagePorts, c: RequestContext): Promise<SoftwareRecord> {
  return getSoftware(ports, c.var.actor, c.req.param('id') ?? '')
}

/** For who may say that their organization runs the software too. */
const WeToo = ({ c, record }: { readonly c: RequestContext; readonly record: SoftwareRecord }) => {
  const { actor, locale } = c.var
  const { organization } = actor
  const subject = { organizations: organization === null ? [] : [organization] }
  if (record.state !== 'published' || !can(actor, 'deployment.register', subject)) return null
  return (
    <div class="form-buttons">
      <LinkButton href={`/${locale}/work/deployments/new?software=${record.id}`} quiet>
        {dictionary(locale).directoryWork.deployments.weToo}
      </LinkButton>
    </div>
  )
}

/** Everything of an entry, the answer first. */
const Record = ({
  c,
  asked,
  verdict,
  origin,
  ...props
}: ViewProps & {
  readonly c: RequestContext
  readonly asked: Asked
  readonly verdict: ReuseVerdict
  readonly origin: string
}) => (
  <>
    <RecordHead {...props} />
    <EntryActions c={c} {...props.view.record} holder={props.view.record.document.rights.holder} />
    <WeToo c={c} record={props.view.record} />
    <VerdictAnswer locale={props.locale} view={props.view} asked={asked} verdict={verdict} />
    <AskForOrganization locale={props.locale} view={props.view} asked={asked} />
    <RecordColumns
      aside={
        <>
          <RecordAside {...props} />
          <RecentHistory {...props} />
          <CompletenessList {...props} />
          <Sources {...props} />
        </>
      }
    >
      <RecordFacts {...props} />
      <PageContents locale={props.locale} />
      <Description {...props} />
      <Purpose {...props} />
      <Runners {...props} />
      <ClaimedUsers {...props} />
      <Rights {...props} />
      <Relations {...props} />
      <TechnologyFacts {...props} />
      <Releases {...props} />
      <Assurance {...props} />
      <People {...props} />
      <FundingAndMaintenance {...props} />
      <Similar {...props} />
      <CiteAndTake {...props} origin={origin} />
    </RecordColumns>
  </>
)

/** Title and way back of a page below an entry. */
function below(c: RequestContext, record: SoftwareRecord, title: string) {
  const locale = c.var.locale
  const name = softwareName(record.document, locale)
  return {
    title: `${title}: ${name}`,
    section: 'software' as const,
    search: true,
    robots: 'noindex, follow',
    breadcrumbs: [
      { label: dictionary(locale).layout.nav.software, href: `/${locale}/software` },
      { label: name, href: softwareHref(locale, record.id) },
    ],
  }
}

/** The number of a page asked for, within what there is; anything else is the first. */
function pageNumber(c: RequestContext, last: number): number {
  const asked = /^[1-9]\d{0,5}$/.exec(c.req.query('page') ?? '')
  return Math.min(Math.max(1, last), asked ? Number(asked[0]) : 1)
}

const NumberedPages = ({
  c,
  number,
  pages,
}: {
  readonly c: RequestContext
  readonly number: number
  readonly pages: number
}) => {
  if (pages < 2) return null
  const at = (target: number) => `${c.req.path}?page=${target}`
  return (
    <>
      <p class="meta">{dictionary(c.var.locale).record.users.pageOf(number, pages)}</p>
      <Pagination
        locale={c.var.locale}
        newerHref={number > 1 ? at(number - 1) : undefined}
        olderHref={number < pages ? at(number + 1) : undefined}
      />
    </>
  )
}

const PageContents = ({ locale }: { readonly locale: Locale }) => {
  const { sections } = dictionary(locale).record
  const ids = ['about', 'users', 'rights', 'technology', 'people', 'completeness', 'history', 'cite'] as const
  return <Contents locale={locale} links={ids.map((id) => ({ href: `#${id}`, label: sections[id] }))} />
}

/** What is left of an archived entry: its name and number, when and why it was archived, and its history. */
async function tombstone(ports: RecordPagePorts, c: RequestContext, record: SoftwareRecord) {
  const locale = c.var.locale
  const t = dictionary(locale).record
  const version = await selectVersion(ports.read, 'software', record.id, record.version, everyVersion)
  const incoming = await selectRelationsTo(ports.read, record.id, 20)
  const replacing = await selectSoftwareCards(
    ports.read,
    incoming.filter(({ kind }) => kind === 'replaces').map(({ from }) => from),
  )
  const organization = version?.envelope?.actor.organization ?? null
  const names = await selectOrganizationNames(ports.read, organization === null ? [] : [organization])
  const by = organization === null ? undefined : names.get(organization)
  const reason = version?.envelope ? reasonText(version.envelope.reason, locale) : t.archived.noReason
  return page(
    c,
    ports,
    {
      title: `${softwareName(record.document, locale)} (${record.id})`,
      section: 'software',
      search: true,
      robots: 'noindex',
      breadcrumbs: [{ label: dictionary(locale).layout.nav.software, href: `/${locale}/software` }],
    },
    <>
      <PageHeader code={record.id} title={<Words texts={record.document.identity.name} locale={locale} />} />
      <Notice tone="caution" title={t.archived.title}>
        <p>{t.archived.lead}</p>
      </Notice>
      <SummaryList
        rows={[
          { label: t.archived.reason, value: <Plain text={reason} locale={locale} /> },
          { label: t.archived.when, value: formatMoment(locale, record.updatedAt) },
          {
            label: t.archived.by,
            value: version?.envelope ? actorText(version.envelope.actor, locale, by) : null,
          },
          {
            label: t.archived.replacedBy,
            value:
              replacing.length === 0 ? null : (
                <ul>
                  {replacing.map((card) => (
                    <li>
                      <a href={softwareHref(locale, card.id)}>
                        <Words texts={card.name} locale={locale} />
                      </a>
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            label: t.archived.history,
            value: <a href={softwareHref(locale, record.id, '/history')}>{t.aside.allVersions}</a>,
          },
        ]}
      />
    </>,
    410,
  )
}
