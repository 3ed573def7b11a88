import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { draftTable, proposalTable, softwareTable, versionTable } from '../../db/schema.ts'
import type { LocalizedText } from '../kernel/localized.ts'
import type { SoftwareCard } from './card.ts'
import type { SoftwareDocument } from './model.ts'

/** What waits for a decision: a new entry, or a change to a published one. */
export const QUEUE_KINDS = ['entry', 'change'] as const
export type QueueKind = (typeof QUEUE_KINDS)[number]

/** What is left out of the queue, and whose organizations' entries others decide on. */
export interface QueueFilter {
  readonly kind: QueueKind | null
  /** Holder or proposer. */
  readonly organization: string | null
  /** Organizations of the reader, who does not decide on what concerns them. */
  readonly own: readonly string[]
  readonly withoutOwn: boolean
}

export interface QueueRow {
  readonly kind: QueueKind
  /** Of the entry, or of the proposal. */
  readonly id: string
  readonly software: string
  readonly version: number
  readonly name: LocalizedText
  readonly holder: string | null
  /** Of a change: who proposed it, and the holder it would give the entry to. */
  readonly organization: string | null
  readonly nextHolder: string | null
  /** RFC 3339 instant. */
  readonly submittedAt: string
  readonly isOwn: boolean
}

/** When an entry that waits was handed in: the version after the last one in another state. Editing it meanwhile moves nothing. */
const SUBMITTED_AT = sql`(select v.at from ${versionTable} v where v.type = 'software' and v.id = s.id and v.version = 1 + coalesce(
  (select max(w.version) from ${versionTable} w where w.type = 'software' and w.id = s.id
    and json_extract(w.envelope, '$.snapshot.state') <> 'submitted'), 0))`

/** Everything that waits, as one table. */
function waiting({ kind, organization, own, withoutOwn }: QueueFilter): SQL {
  const entries = sql`select 'entry' as kind, s.id as id, s.id as software, s.version as version, s.card as card, s.holder as holder,
      null as organization, s.holder as next_holder, ${SUBMITTED_AT} as submitted_at
    from ${softwareTable} s where s.state = 'submitted'`
  const changes = sql`select 'change' as kind, p.id as id, p.software_id as software, p.version as version, s.card as card,
      s.holder as holder, p.organization_id as organization,
      json_extract(p.document, '$.document.rights.holder') as next_holder, p.submitted_at as submitted_at
    from ${proposalTable} p join ${softwareTable} s on s.id = p.software_id where p.state = 'submitted'`
  const list = sql`(select value from json_each(${JSON.stringify(own)}))`
  const isOwn = sql`coalesce(holder in ${list}, 0) or coalesce(organization in ${list}, 0) or coalesce(next_holder in ${list}, 0)`
  const among = kind === 'entry' ? entries : kind === 'change' ? changes : sql`${entries} union all ${changes}`
  const conditions = [
    ...(organization === null ? [] : [sql`(holder = ${organization} or organization = ${organization})`]),
    ...(withoutOwn ? [sql`not (${isOwn})`] : []),
  ]
  const where = conditions.length === 0 ? sql`` : sql` where ${sql.join(conditions, sql` and `)}`
  return sql`(select q.*, (${isOwn}) as is_own from (${among}) q${where})`
}

/** What waits, the longest first, after a place in that order. */
export async function selectQueue(
  read: Reader,
  filter: QueueFilter,
  after: { readonly submittedAt: string; readonly id: string } | null,
  limit: number,
): Promise<readonly QueueRow[]> {
  const rest = after === null ? sql`` : sql` where (submitted_at, id) > (${after.submittedAt}, ${after.id})`
  const rows = await read.all<{
    kind: QueueKind
    id: string
    software: string
    version: number
    card: string
    holder: string | null
    organization: string | null
    next_holder: string | null
    submitted_at: string
    is_own: number
  }>(sql`select * from ${waiting(filter)}${rest} order by submitted_at, id limit ${limit}`)
  return rows.map(({ card, next_holder, submitted_at, is_own, ...row }) => ({
    ...row,
    name: (JSON.parse(card) as SoftwareCard).name,
    nextHolder: next_holder,
    submittedAt: submitted_at,
    isOwn: is_own === 1,
  }))
}

export interface QueueCounts {
  readonly entries: number
  readonly changes: number
  /** Of both: what others decide on. */
  readonly own: number
}

export async function countQueue(read: Reader, filter: QueueFilter): Promise<QueueCounts> {
  const rows = await read.all<{ kind: QueueKind; is_own: number; n: number }>(
    sql`select kind, is_own, count(*) as n from ${waiting(filter)} group by kind, is_own`,
  )
  const sum = (of: (row: (typeof rows)[number]) => boolean) => rows.filter(of).reduce((total, { n }) => total + n, 0)
  return {
    entries: sum(({ kind }) => kind === 'entry'),
    changes: sum(({ kind }) => kind === 'change'),
    own: sum(({ is_own }) => is_own === 1),
  }
}

/** Organizations that something waits for, those with most first. */
export async function selectQueueOrganizations(
  read: Reader,
  limit: number,
): Promise<readonly { readonly id: string; readonly count: number }[]> {
  const everything = waiting({ kind: null, organization: null, own: [], withoutOwn: false })
  return read.all<{ id: string; count: number }>(
    sql`select holder as id, count(*) as count from ${everything} where holder is not null group by holder
        order by count(*) desc, holder limit ${limit}`,
  )
}

/** Entries of a holder that wait to be published, by number. */
export async function selectWaitingEntries(
  read: Reader,
  holder: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly version: number; readonly document: SoftwareDocument }[]> {
  const rows = await read.all<{ id: string; version: number; document: string }>(
    sql`select id, version, document from ${softwareTable} where state = 'submitted' and holder = ${holder} order by id limit ${limit}`,
  )
  return rows.map((row) => ({ ...row, document: JSON.parse(row.document) as SoftwareDocument }))
}

/** Other entries of the register, not archived, that bear one of the names, by number. */
export async function selectNamesakes(
  read: Reader,
  names: readonly string[],
  except: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await read.all<{ id: string }>(
    sql`select id from ${softwareTable} where state in ('published', 'submitted', 'returned') and id <> ${except}
        and sort_name in (select value from json_each(${JSON.stringify(names)})) order by id limit ${limit}`,
  )
  return rows.map(({ id }) => id)
}

export interface SubmissionRow {
  readonly kind: QueueKind
  readonly id: string
  readonly software: string
  readonly version: number
  readonly name: LocalizedText
  readonly state: string
  readonly updatedAt: string
}

/** What an organization handed in and what it proposed, the last changed first, after a place in that order. */
export async function selectSubmissions(
  read: Reader,
  organization: string,
  after: { readonly updatedAt: string; readonly id: string } | null,
  limit: number,
): Promise<readonly SubmissionRow[]> {
  const rest = after === null ? sql`` : sql` where (updated_at, id) < (${after.updatedAt}, ${after.id})`
  const rows = await read.all<{
    kind: QueueKind
    id: string
    software: string
    version: number
    card: string
    state: string
    updated_at: string
  }>(sql`select * from (
      select 'entry' as kind, id, id as software, version, card, state, updated_at from ${softwareTable}
        where holder = ${organization} and state <> 'draft'
      union all
      select 'change', p.id, p.software_id, p.version, s.card, p.state, p.updated_at from ${proposalTable} p
        join ${softwareTable} s on s.id = p.software_id where p.organization_id = ${organization} or s.holder = ${organization}
    )${rest} order by updated_at desc, id desc limit ${limit}`)
  return rows.map(({ card, updated_at, ...row }) => ({
    ...row,
    name: (JSON.parse(card) as SoftwareCard).name,
    updatedAt: updated_at,
  }))
}

/**
 * How much waits for the editors of an organization: its drafts of `kind`, and of its entries those returned, or with a change
 * that was returned, that no draft mends yet.
 */
export async function countForEditor(read: Reader, kind: string, organization: string | null): Promise<number> {
  const drafts = sql`select d.record_id from ${draftTable} d where d.kind = ${kind} and d.organization_id is ${organization}`
  const returned = sql`select s.id from ${softwareTable} s where s.state = 'returned' and s.holder = ${organization}
    union select s.id from ${proposalTable} p join ${softwareTable} s on s.id = p.software_id
      where p.state = 'returned' and s.state = 'published' and s.holder = ${organization}`
  const [row] = await read.all<{ readonly count: number }>(sql`select (select count(*) from (${drafts})) + (
      select count(*) from (${returned}) r where not exists (select 1 from (${drafts}) e where e.record_id = r.id)) as count`)
  return row?.count ?? 0
}
