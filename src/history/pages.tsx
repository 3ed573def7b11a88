import type { Reader } from '../../db/client.ts'
import { AppError } from '../kernel/errors.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import type { LocalizedText } from '../kernel/localized.ts'
import { Plain } from '../web/content.tsx'
import { dictionary, formatMoment, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import type { NavSection } from '../web/layout.tsx'
import { type PagePorts, page } from '../web/page.tsx'
import { CodeBlock, MetaLine, Notice, PageHeader, Pagination, Section, SummaryList } from '../web/ui.tsx'
import type { Json } from './leaf.ts'
import { selectCovering } from './log/rows.ts'
import { proofPath } from './log-pages.tsx'
import { type Readable, selectVersion, type VersionWithChanges, versionHistory } from './versions.ts'
import { ChangesOf } from './views.tsx'
import { actorText, reasonText } from './words.ts'

/** Records of one kind: where their pages are, and who may read one. */
export interface HistorySubject {
  /** The path below the locale, which is that of the API too: `software`. */
  readonly collection: string
  readonly type: RecordType
  readonly section: NavSection
  /** The name of a record for a reader and the versions they may see; throws as reading the record itself would. */
  readonly open: (c: RequestContext, id: string) => Promise<{ readonly name: string; readonly readable: Readable }>
}

/** What this room is told of organizations, which are records of a feature. */
export interface HistoryPorts extends PagePorts {
  readonly read: Reader
  /** Names of organizations by id; unknown ones are left out. */
  readonly organizationNames: (ids: readonly string[]) => Promise<OrganizationNames>
}
type OrganizationNames = ReadonlyMap<string, { readonly name: LocalizedText }>

const VERSIONS_A_PAGE = 10
/** Characters of differences on a page of many versions, and on the page of one. */
const ROOM_IN_LIST = 1400
const ROOM_ALONE = 7000
const SNAPSHOT_SHOWN = 12_000

/** `/<collection>/:id/history` and `/<collection>/:id/history/:version`. */
export function historyPages(ports: HistoryPorts, subjects: readonly HistorySubject[]) {
  const pages = createPages()
  for (const subject of subjects) {
    pages.get(`/${subject.collection}/:id/history`, async (c) => {
      const locale = c.var.locale
      const t = dictionary(locale).history
      const id = c.req.param('id')
      const { name, readable } = await subject.open(c, id)
      const before = versionNumber(c.req.query('before') ?? '')
      const versions = await versionHistory(ports.read, subject.type, id, before, VERSIONS_A_PAGE, readable)
      if (versions.length === 0) throw new AppError('not-found', `no versions of ${id} before ${before}`)
      const organizations = await actorsOf(ports, versions)
      const covering = await coveringOf(ports, versions)
      const oldest = versions.at(-1)?.version ?? 1
      return page(
        c,
        ports,
        { ...frame(subject, locale, id, name), title: t.titleOf(name) },
        <>
          <PageHeader code={id} title={t.titleOf(name)} lead={t.lead} />
          <ol class="versions">
            {versions.map((version) => (
              <li>
                <VersionHead
                  subject={subject}
                  locale={locale}
                  version={version}
                  organizations={organizations}
                  covered={covering.get(version.idx)}
                />
                <ChangesOf locale={locale} version={version} room={ROOM_IN_LIST} folded />
              </li>
            ))}
          </ol>
          <Pagination
            locale={locale}
            newerHref={before === null ? undefined : c.req.path}
            olderHref={oldest > 1 ? `${c.req.path}?before=${oldest}` : undefined}
          />
          <p class="meta">
            <a href={`/api/v1/${subject.collection}/${encodeURIComponent(id)}/versions`}>{t.json}</a>
          </p>
        </>,
      )
    })

    pages.get(`/${subject.collection}/:id/history/:version{[1-9][0-9]*}`, async (c) => {
      const locale = c.var.locale
      const t = dictionary(locale).history
      const id = c.req.param('id') ?? ''
      const { name, readable } = await subject.open(c, id)
      const number = versionNumber(c.req.param('version') ?? '') ?? 0
      const [version] = await versionHistory(ports.read, subject.type, id, number + 1, 1, readable)
      if (version?.version !== number) throw new AppError('not-found', `no version ${number} of ${id}`)
      const newer = await selectVersion(ports.read, subject.type, id, number + 1, readable)
      const organizations = await actorsOf(ports, [version])
      const covered = (await coveringOf(ports, [version])).get(version.idx)
      const href = `/${locale}/${subject.collection}/${encodeURIComponent(id)}/history`
      return page(
        c,
        ports,
        {
          ...frame(subject, locale, id, name),
          title: t.versionOf(number, name),
          breadcrumbs: [...frame(subject, locale, id, name).breadcrumbs, { label: t.title, href }],
        },
        <>
          <PageHeader code={id} title={t.versionOf(number, name)} />
          {version.envelope === null ? <Unread locale={locale} withheld={version.withheld} /> : null}
          <SummaryList
            rows={[
              { label: t.when, value: <time datetime={version.at}>{formatMoment(locale, version.at)}</time> },
              { label: t.by, value: actorOf(version, organizations, locale) },
              {
                label: t.reason,
                value:
                  version.envelope === null ? null : (
                    <Plain text={reasonText(version.envelope.reason, locale)} locale={locale} />
                  ),
              },
              { label: t.log, value: <LogMark locale={locale} version={version} covered={covered} /> },
              { label: t.hash, value: <code class="hash">{version.sha256}</code> },
              { label: t.verify, value: t.verifyText },
            ]}
          />
          {version.envelope === null ? null : (
            <>
              <Section id="changes" title={version.changes === null ? t.changed : t.changes(version.changes.count)}>
                <ChangesOf locale={locale} version={version} room={ROOM_ALONE} />
              </Section>
              <Snapshot locale={locale} snapshot={version.envelope.snapshot} />
              <p>
                <a href={`/api/v1/${subject.collection}/${encodeURIComponent(id)}/versions/${number}`}>{t.jsonOne}</a>
              </p>
            </>
          )}
          <p class="section__foot">
            {number > 1 ? <a href={`${href}/${number - 1}`}>{t.previous}</a> : null}
            {number > 1 && newer ? ' · ' : null}
            {newer ? <a href={`${href}/${number + 1}`}>{t.next}</a> : null}
          </p>
        </>,
      )
    })
  }
  return pages
}

function versionNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}

function frame({ collection, section }: HistorySubject, locale: Locale, id: string, name: string) {
  return {
    section,
    search: true,
    robots: 'noindex, follow',
    breadcrumbs: [
      { label: dictionary(locale).layout.nav[section], href: `/${locale}/${collection}` },
      { label: name, href: `/${locale}/${collection}/${encodeURIComponent(id)}` },
    ],
  }
}

async function coveringOf({ read }: HistoryPorts, versions: readonly VersionWithChanges[]) {
  return selectCovering(
    read,
    versions.map(({ idx }) => idx),
  )
}

/** The place in the log, and the checkpoint that covers it, with the proof to take along. */
const LogMark = ({
  locale,
  version,
  covered,
}: {
  readonly locale: Locale
  readonly version: VersionWithChanges
  readonly covered: number | undefined
}) => {
  const t = dictionary(locale)
  return (
    <>
      <a href={`/${locale}/log?before=${version.idx + 1}`}>{t.history.logEntry(version.idx)}</a>,{' '}
      {covered === undefined ? (
        t.log.pendingOne
      ) : (
        <>
          {t.log.verified(covered)}
          <br />
          <a href={proofPath(version)}>{t.log.proofFile}</a>
          <span class="provenance">{t.log.proofText}</span>
        </>
      )}
    </>
  )
}

async function actorsOf({ organizationNames }: HistoryPorts, versions: readonly VersionWithChanges[]) {
  return organizationNames(versions.flatMap(({ envelope }) => envelope?.actor.organization ?? []))
}

function actorOf({ envelope }: VersionWithChanges, organizations: OrganizationNames, locale: Locale): string | null {
  if (envelope === null) return null
  const { organization } = envelope.actor
  return actorText(envelope.actor, locale, organization === null ? undefined : organizations.get(organization))
}

const VersionHead = ({
  subject,
  locale,
  version,
  organizations,
  covered,
}: {
  readonly subject: HistorySubject
  readonly locale: Locale
  readonly version: VersionWithChanges
  readonly organizations: OrganizationNames
  /** Entries of the first checkpoint that covers it. */
  readonly covered: number | undefined
}) => {
  const t = dictionary(locale).history
  const href = `/${locale}/${subject.collection}/${encodeURIComponent(version.id)}/history/${version.version}`
  return (
    <>
      <h2>
        <a href={href}>{t.version(version.version)}</a>
      </h2>
      {version.envelope === null ? (
        <Unread locale={locale} withheld={version.withheld} />
      ) : (
        <p class="versions__reason">
          <Plain text={reasonText(version.envelope.reason, locale)} locale={locale} />
        </p>
      )}
      <MetaLine
        parts={[
          <time datetime={version.at}>{formatMoment(locale, version.at)}</time>,
          actorOf(version, organizations, locale),
          t.logEntry(version.idx),
          covered === undefined ? (
            dictionary(locale).log.pendingOne
          ) : (
            <a href={proofPath(version)}>{dictionary(locale).log.verified(covered)}</a>
          ),
        ]}
      />
    </>
  )
}

const Unread = ({ locale, withheld }: { readonly locale: Locale; readonly withheld: boolean }) => {
  const t = dictionary(locale).history
  return (
    <Notice title={withheld ? t.withheld : t.erased}>
      <p>{withheld ? t.withheldText : t.erasedText}</p>
    </Notice>
  )
}

/** The content as it was kept, for those who want to see it all. */
const Snapshot = ({ locale, snapshot }: { readonly locale: Locale; readonly snapshot: Json }) => {
  const t = dictionary(locale).history
  const text = JSON.stringify(snapshot, null, 2)
  return (
    <section class="section">
      <details>
        <summary>{t.full}</summary>
        <CodeBlock
          locale={locale}
          id="snapshot"
          label={t.snapshot}
          text={text.slice(0, SNAPSHOT_SHOWN).toWellFormed()}
        />
        {text.length > SNAPSHOT_SHOWN ? <p class="meta">{t.cut(SNAPSHOT_SHOWN, text.length)}</p> : null}
      </details>
    </section>
  )
}
