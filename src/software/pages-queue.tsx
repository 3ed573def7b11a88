import type { HeldFormPorts } from '../accounts/held-forms.ts'
import { selectOrganizationNames } from '../directory/store.ts'
import { kyivDay } from '../kernel/dates.ts'
import { AppError } from '../kernel/errors.ts'
import { Words, wordsFor } from '../web/content.tsx'
import { dictionary, formatCount, formatDate, type Locale } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { Button, DataTable, EmptyState, MetaLine, PageHeader, Pagination, Select } from '../web/ui.tsx'
import { moderationQueue, mySubmissions, type QueuePage, type Submission, type Waiting } from './moderation.ts'
import type { SoftwarePorts } from './service.ts'
import { QUEUE_KINDS, type QueueKind } from './store-moderation.ts'
import { NamedOrganization, type Organizations, ReasonsShown, StateTag } from './views/moderation.tsx'

/** Deciding keeps a form while its sender proves who they are. */
export type ModerationPorts = SoftwarePorts & PagePorts & HeldFormPorts

const A_PAGE = 25

/** What the address of the queue asks for; what is not understood is left out. */
interface QueueQuery {
  readonly kind: QueueKind | null
  readonly organization: string | null
  readonly withoutOwn: boolean
  readonly cursor: string | null
}

/** Where a case is looked at, below the locale. */
export function casePath(id: string): string {
  return `/work/queue/${id}`
}

/** `/work/queue` and `/work/submissions` */
export function queuePages(ports: ModerationPorts) {
  const pages = createPages()

  pages.get('/work/queue', async (c) => {
    const locale = c.var.locale
    const t = dictionary(locale).moderation.queue
    const query = readQuery(new URL(c.req.url).searchParams)
    const found = await atCursor(query.cursor, (cursor) => moderationQueue(ports, c.var.actor, query, cursor, A_PAGE))
    const organizations = await selectOrganizationNames(ports.read, organizationsOf(found))
    return page(
      c,
      ports,
      { title: t.title, robots: 'noindex', search: true, breadcrumbs: [] },
      <>
        <PageHeader title={t.title} lead={t.lead} meta={t.counts(found.counts.entries, found.counts.changes)} />
        {found.counts.own > 0 ? <p>{t.own(found.counts.own)}</p> : null}
        <QueueFilters locale={locale} query={query} found={found} organizations={organizations} />
        {found.rows.length === 0 ? (
          <NothingWaits locale={locale} query={query} />
        ) : (
          <QueueTable locale={locale} rows={found.rows} organizations={organizations} />
        )}
        <Pagination
          locale={locale}
          newerHref={query.cursor === null ? undefined : queueHref(locale, { ...query, cursor: null })}
          olderHref={found.next === null ? undefined : queueHref(locale, { ...query, cursor: found.next })}
        />
      </>,
    )
  })

  pages.get('/work/submissions', async (c) => {
    const locale = c.var.locale
    const t = dictionary(locale).moderation.submissions
    const cursor = c.req.query('cursor') || null
    const found = await atCursor(cursor, (place) => mySubmissions(ports, c.var.actor, place, A_PAGE))
    return page(
      c,
      ports,
      { title: t.title, robots: 'noindex', search: true, breadcrumbs: [] },
      <>
        <PageHeader title={t.title} lead={t.lead} />
        {found.rows.length === 0 ? (
          <EmptyState level={2} title={t.empty} />
        ) : (
          <SubmissionTable locale={locale} rows={found.rows} />
        )}
        <Pagination
          locale={locale}
          newerHref={cursor === null ? undefined : c.req.path}
          olderHref={found.next === null ? undefined : `${c.req.path}?cursor=${found.next}`}
        />
      </>,
    )
  })

  return pages
}

function readQuery(parameters: URLSearchParams): QueueQuery {
  const kind = parameters.get('kind')
  return {
    kind: QUEUE_KINDS.find((each) => each === kind) ?? null,
    organization: parameters.get('organization')?.slice(0, 600) || null,
    withoutOwn: parameters.get('who') === 'me',
    cursor: parameters.get('cursor') || null,
  }
}

function queueHref(locale: Locale, { kind, organization, withoutOwn, cursor }: QueueQuery): string {
  const parameters = new URLSearchParams({
    ...(kind === null ? {} : { kind }),
    ...(organization === null ? {} : { organization }),
    ...(withoutOwn ? { who: 'me' } : {}),
    ...(cursor === null ? {} : { cursor }),
  }).toString()
  return `/${locale}/work/queue${parameters === '' ? '' : `?${parameters}`}`
}

/** The list at a cursor; a cursor of another list gives the beginning. */
async function atCursor<Page>(cursor: string | null, read: (cursor: string | null) => Promise<Page>): Promise<Page> {
  try {
    return await read(cursor)
  } catch (error) {
    const isCursor = error instanceof AppError && error.findings.some(({ rule }) => rule === 'cursor-malformed')
    if (!isCursor) throw error
    return read(null)
  }
}

function organizationsOf({ rows, organizations }: QueuePage): readonly string[] {
  const shown = rows.flatMap(({ holder, nextHolder }) => [holder, nextHolder].flatMap((id) => id ?? []))
  return [...new Set([...shown, ...organizations.map(({ id }) => id)])]
}

interface QueueProps {
  readonly locale: Locale
  readonly organizations: Organizations
}

const QueueFilters = ({
  locale,
  query,
  found,
  organizations,
}: QueueProps & { readonly query: QueueQuery; readonly found: QueuePage }) => {
  const t = dictionary(locale).moderation.queue
  const named = (id: string) => wordsFor(organizations.get(id)?.name, locale)?.text ?? id
  const options = found.organizations.map(({ id, count }) => ({
    value: id,
    label: `${named(id)} (${formatCount(locale, count)})`,
  }))
  const { organization } = query
  const isListed = organization === null || options.some(({ value }) => value === organization)
  const several = found.organizations.find(({ id }) => id === organization)?.count ?? 0
  return (
    <form class="add-form list-filters" action={`/${locale}/work/queue`}>
      <Select
        locale={locale}
        name="kind"
        label={t.kind}
        value={query.kind ?? ''}
        options={[
          { value: '', label: t.kinds.all },
          ...QUEUE_KINDS.map((kind) => ({ value: kind, label: t.kinds[kind] })),
        ]}
      />
      <Select
        locale={locale}
        name="organization"
        label={t.organization}
        value={organization ?? ''}
        options={[
          { value: '', label: t.anyOrganization },
          ...options,
          ...(isListed ? [] : [{ value: organization, label: named(organization) }]),
        ]}
      />
      <Select
        locale={locale}
        name="who"
        label={t.who}
        value={query.withoutOwn ? 'me' : ''}
        options={[
          { value: '', label: t.whoever },
          { value: 'me', label: t.me },
        ]}
      />
      <div class="add-form__buttons">
        <Button quiet>{t.filter}</Button>
      </div>
      {organization !== null && several > 1 ? (
        <p class="list-filters__more">
          <a href={`/${locale}/work/queue/several?organization=${encodeURIComponent(organization)}`}>
            {t.several(several)}
          </a>
        </p>
      ) : null}
    </form>
  )
}

const QueueTable = ({ locale, rows, organizations }: QueueProps & { readonly rows: readonly Waiting[] }) => {
  const t = dictionary(locale).moderation.queue
  return (
    <DataTable
      caption={t.title}
      captionHidden
      columns={[
        { label: t.name },
        { label: t.organization },
        { label: t.submitted },
        { label: t.waits, numeric: true },
      ]}
      rows={rows.map((row) => [
        <>
          <a href={`/${locale}${casePath(row.id)}`}>
            <Words texts={row.name} locale={locale} />
          </a>
          <MetaLine
            parts={[
              t.one[row.kind],
              row.id,
              row.nextHolder === row.holder ? null : <b>{t.holderChanges}</b>,
              row.isOwn ? t.othersDecide : null,
            ]}
          />
        </>,
        <NamedOrganization locale={locale} id={row.holder} organizations={organizations} none={t.nobody} />,
        <time datetime={row.submittedAt}>{formatDate(locale, kyivDay(row.submittedAt))}</time>,
        formatCount(locale, row.waits),
      ])}
    />
  )
}

const NothingWaits = ({ locale, query }: { readonly locale: Locale; readonly query: QueueQuery }) => {
  const t = dictionary(locale).moderation.queue
  const isNarrowed = query.kind !== null || query.organization !== null || query.withoutOwn
  return (
    <EmptyState
      level={2}
      title={isNarrowed ? t.emptyFiltered : t.empty}
      ways={isNarrowed ? [{ href: `/${locale}/work/queue`, label: t.all }] : []}
    >
      {isNarrowed ? null : <p>{t.emptyText}</p>}
    </EmptyState>
  )
}

/** What became of what an organization handed in, with the reasons of what was returned or archived. For lists of other pages too. */
export const SubmissionTable = ({
  locale,
  rows,
}: {
  readonly locale: Locale
  readonly rows: readonly Submission[]
}) => {
  const { queue, submissions: t } = dictionary(locale).moderation
  const isToldWhy = ({ state }: Submission) => state === 'returned' || state === 'archived'
  return (
    <DataTable
      caption={t.title}
      captionHidden
      columns={[{ label: queue.name }, { label: t.state }, { label: t.since }, { label: t.reason }]}
      rows={rows.map((row) => [
        <>
          <a href={`/${locale}${casePath(row.id)}`}>
            <Words texts={row.name} locale={locale} />
          </a>
          <MetaLine parts={[queue.one[row.kind], row.id]} />
        </>,
        <StateTag locale={locale} state={row.state} />,
        row.last === null ? '' : <time datetime={row.last.at}>{formatDate(locale, kyivDay(row.last.at))}</time>,
        row.last !== null && isToldWhy(row) ? <ReasonsShown locale={locale} reason={row.last.reason} /> : '',
      ])}
    />
  )
}
