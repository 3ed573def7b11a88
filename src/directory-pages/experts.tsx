import { expertName } from '../directory/expert-name.ts'
import { type ExpertDocument, type InvolvementDetails, involvementDetails } from '../directory/model.ts'
import { getExpert } from '../directory/service.ts'
import { type ExpertRecord, selectExperts, selectOrganizationNames } from '../directory/store.ts'
import { can } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { looserSearches, NO_LOOSER } from '../search/looser.ts'
import { inTitle } from '../search/reader-query.ts'
import { SEARCHED_TYPES } from '../search/sections.ts'
import {
  InterpretationNote,
  LooserWays,
  markedText,
  marksOf,
  NearestHead,
  SearchTabs,
  whyMatched,
} from '../search/views.tsx'
import type { SoftwareDocument } from '../software/model.ts'
import type { SoftwarePorts } from '../software/service.ts'
import { selectSoftware, selectSoftwareIdsOf } from '../software/store.ts'
import { OrganizationLink, periodText, softwareHref } from '../software/views/parts.tsx'
import { Plain, Words, wordsFor } from '../web/content.tsx'
import { dictionary, formatDate, orMore } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import {
  DataTable,
  EmptyState,
  PageHeader,
  Pagination,
  ResultList,
  ResultsHead,
  SearchBox,
  Section,
  SummaryList,
  Tag,
} from '../web/ui.tsx'
import { selectInvolvements } from './figures.ts'
import { atCursor, listHref, matchesOf, orderOf, readListQuery, searchedView, sortLinks } from './list-query.ts'
import { DirectoryTabs, ways } from './organizations.tsx'
import { WorkLink } from './work-frame.tsx'

const EXPERTS_A_PAGE = 25
const SYSTEMS_SHOWN = 40

/** `/experts` and `/experts/:id`: those alone who gave consent. */
export function expertPages(ports: SoftwarePorts & PagePorts) {
  const pages = createPages()

  pages.get('/experts', async (c) => {
    const locale = c.var.locale
    const t = dictionary(locale).directory.experts
    const query = readListQuery(new URL(c.req.url).searchParams, {})
    const search = (some: Pick<typeof query, 'text' | 'asTyped' | 'sort'>, cursor: string | null, limit: number) =>
      ports.search.search({
        type: 'expert',
        text: some.text,
        asTyped: some.asTyped,
        filters: {},
        facets: [],
        sort: orderOf(some),
        day: ports.today(),
        limit,
        cursor,
      })
    const found = await atCursor(query.cursor, (cursor) => search(query, cursor, EXPERTS_A_PAGE))
    const ids = found.hits.map(({ id }) => id)
    const records = await selectExperts(ports.read, ids)
    const experts = ids.flatMap((id) => {
      const record = records.get(id)
      return record && isPublished(record) ? [record] : []
    })
    const nothing = experts.length === 0
    const all = nothing ? await search({ text: '', asTyped: [], sort: null }, null, 1) : found
    const { weak } = found.interpretation
    const involved = await selectInvolvements(ports.read, ids)
    const path = `/${locale}/experts`
    const searched = searchedView(locale, path, query, found)
    const looser = (
      <LooserWays
        {...searched}
        looser={nothing || weak ? await looserSearches(ports.search, 'expert', query.text) : NO_LOOSER}
        hrefOf={(text) => listHref(path, { ...query, text, asTyped: [], cursor: null })}
      />
    )
    const words = dictionary(locale).search
    const typed = inTitle(query.text)
    const count = found.total.exact ? t.count(found.total.count) : orMore(t.count(found.total.count))
    const heading = query.text === '' ? count : weak ? words.weak(typed) : t.headingFor(count, typed)
    const title = query.text === '' ? t.title : nothing || weak ? words.weakTitle(typed) : `${typed}: ${count}`
    return page(
      c,
      ports,
      {
        title,
        section: 'organizations',
        description: t.lead,
        canonicalPath: listHref('/experts', query),
        robots: query.text === '' && query.cursor === null && query.sort === null ? undefined : 'noindex, follow',
      },
      <>
        <SearchBox locale={locale} action={path} value={query.text} placeholder={t.search} />
        {query.text === '' ? (
          <DirectoryTabs locale={locale} current="experts" />
        ) : (
          <SearchTabs
            {...searched}
            current="expert"
            counts={await ports.search.count(query.text, SEARCHED_TYPES, query.asTyped)}
          />
        )}
        {nothing ? (
          <EmptyState
            level={1}
            title={query.text === '' ? t.empty : words.weak(typed)}
            ways={[{ href: path, label: t.all }, ...ways(locale)]}
          >
            <p>{t.emptyText(t.emptyCount(all.total.count), formatDate(locale, ports.today()))}</p>
            <InterpretationNote {...searched} />
            {looser}
          </EmptyState>
        ) : (
          <>
            <ResultsHead locale={locale} title={heading} sorts={weak ? [] : sortLinks(path, query, t.sorts)} />
            <p>{t.lead}</p>
            <InterpretationNote {...searched} />
            {weak ? (
              <>
                {looser}
                <NearestHead locale={locale} />
              </>
            ) : null}
            <ResultList
              rows={experts.map(({ id, document }) => {
                const name = wordsFor(document.name, locale)
                const specialism = wordsFor(document.specialism, locale)
                const affiliation = wordsFor(document.affiliation?.name, locale)
                const marks = marksOf(matchesOf(found, id), found.interpretation)
                const shown = markedText(name?.text ?? id, marks)
                const shownSpecialism = markedText(specialism?.text ?? '', marks)
                const shownAffiliation = markedText(affiliation?.text ?? '', marks)
                const count = involved.get(id) ?? 0
                return {
                  href: `${path}/${id}`,
                  name: shown.content,
                  nameLang: name?.lang,
                  sentence: shownSpecialism.content,
                  sentenceLang: specialism?.lang,
                  meta: [
                    affiliation === null ? null : <span lang={affiliation.lang}>{shownAffiliation.content}</span>,
                    count > 0 ? t.involved(count) : null,
                  ],
                  why: whyMatched(
                    locale,
                    matchesOf(found, id),
                    found.interpretation,
                    shown.marked || shownSpecialism.marked || shownAffiliation.marked,
                  ),
                }
              })}
            />
          </>
        )}
        <Pagination
          locale={locale}
          newerHref={query.cursor === null ? undefined : listHref(path, { ...query, cursor: null })}
          olderHref={found.next === null ? undefined : listHref(path, { ...query, cursor: found.next })}
        />
        {can(c.var.actor, 'expert.register') ? <WorkLink locale={locale} section="experts" /> : null}
      </>,
    )
  })

  pages.get('/experts/:id{UA-EX-[0-9]+}', async (c) => {
    const locale = c.var.locale
    const { directory, values, layout } = dictionary(locale)
    const t = directory.expert
    const record = await getExpert(ports, c.var.actor, c.req.param('id'))
    if (!isPublished(record)) throw new AppError('not-found', `no published expert ${record.id}`)
    const { document, id } = record
    const name = wordsFor(document.name, locale)
    const works = document.affiliation?.organization ?? null
    const organization = (await selectOrganizationNames(ports.read, works === null ? [] : [works])).get(works ?? '')
    const systems = await systemsOf(ports, record)
    return page(
      c,
      ports,
      {
        title: expertName(record, locale),
        section: 'organizations',
        search: true,
        robots: 'noindex',
        breadcrumbs: [
          { label: layout.nav.organizations, href: `/${locale}/organizations` },
          { label: directory.experts.title, href: `/${locale}/experts` },
        ],
      },
      <>
        <PageHeader
          code={id}
          meta={document.demonstration ? <Tag>{t.demonstration}</Tag> : null}
          title={name?.lang === undefined ? name?.text : <span lang={name.lang}>{name.text}</span>}
          lead={<Words texts={document.specialism} locale={locale} />}
        />
        <SummaryList
          rows={[
            {
              label: t.affiliation,
              value:
                document.affiliation === null ? null : organization ? (
                  <OrganizationLink locale={locale} organization={organization} />
                ) : (
                  <Words texts={document.affiliation.name} locale={locale} />
                ),
            },
            {
              label: t.conflict,
              value:
                document.conflictOfInterest === null ? (
                  t.conflictNone
                ) : (
                  <Words texts={document.conflictOfInterest} locale={locale} />
                ),
            },
            {
              label: t.consent,
              value: (
                <>
                  {document.consent.date === null ? null : t.consentGiven(formatDate(locale, document.consent.date))}
                  <p class="meta">{t.consentWithdraw}</p>
                </>
              ),
            },
          ]}
        />
        <Section id="systems" title={t.systems}>
          {systems.length === 0 ? (
            <p>{t.systemsNone}</p>
          ) : (
            <DataTable
              caption={t.systems}
              captionHidden
              columns={[
                { label: t.software },
                { label: t.role },
                { label: t.period },
                { label: t.affiliationThen },
                { label: t.conflictThen },
              ]}
              rows={systems.map(({ software, name, involvement, details }) => [
                <a href={softwareHref(locale, software)}>
                  <Words texts={name} locale={locale} />
                </a>,
                values.expertRole[involvement.role],
                periodText(locale, involvement.from, involvement.to),
                <Plain text={details?.affiliationThen ?? null} locale={locale} />,
                <Plain text={details?.conflictOfInterest ?? null} locale={locale} />,
              ])}
            />
          )}
        </Section>
        {document.qualifications.length > 0 ? (
          <Section id="qualifications" title={t.qualifications}>
            <DataTable
              caption={t.qualifications}
              captionHidden
              columns={[{ label: t.qualification }, { label: t.number }, { label: t.issued }, { label: t.validUntil }]}
              rows={document.qualifications.map(({ title, number, issued, validUntil }) => [
                <Words texts={title} locale={locale} />,
                number,
                issued === null ? null : formatDate(locale, issued),
                validUntil === null ? null : (
                  <>
                    {formatDate(locale, validUntil)}{' '}
                    {validUntil < ports.today() ? <Tag tone="stop">{t.expired}</Tag> : null}
                  </>
                ),
              ])}
            />
          </Section>
        ) : null}
        <p class="section__foot">
          {can(c.var.actor, 'expert.edit', { organizations: [], expert: id }) ? (
            <>
              <a href={`/${locale}/work/experts/${id}`}>{dictionary(locale).directoryWork.edit}</a> ·{' '}
            </>
          ) : null}
          <a href={`/${locale}/experts/${id}/history`}>{directory.organization.allVersions}</a> ·{' '}
          <a href={`/api/v1/experts/${id}`}>JSON</a>
        </p>
      </>,
    )
  })

  return pages
}

type PublishedExpert = ExpertRecord & { readonly document: ExpertDocument }

function isPublished(record: ExpertRecord): record is PublishedExpert {
  return record.document.consent.state === 'given' && 'name' in record.document
}

interface Involved {
  readonly software: string
  readonly name: SoftwareDocument['identity']['name']
  readonly involvement: SoftwareDocument['people']['experts'][number]
  readonly details: InvolvementDetails | null
}

/** Published entries that an expert was involved in, one row for each part they had. */
async function systemsOf(
  { read }: Pick<SoftwarePorts, 'read'>,
  { id: expert, document }: PublishedExpert,
): Promise<readonly Involved[]> {
  const ids = await selectSoftwareIdsOf(read, 'expert', expert, SYSTEMS_SHOWN)
  const records = await Promise.all(ids.map((id) => selectSoftware(read, id)))
  return records.flatMap((record) =>
    record === null
      ? []
      : record.document.people.experts
          .filter((involvement) => involvement.expert === expert)
          .map((involvement) => ({
            software: record.id,
            name: record.document.identity.name,
            involvement,
            details: involvementDetails(document, record.id, involvement.role),
          })),
  )
}
