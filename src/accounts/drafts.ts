import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { draftTable } from '../../db/schema.ts'
import { build, type Statement, statement } from '../../db/statements.ts'
import type { Records } from '../history/record.ts'
import { type Actor, ORGANIZATION_ROLES } from '../kernel/actor.ts'
import { toHex } from '../kernel/encoding.ts'
import { AppError } from '../kernel/errors.ts'

export interface DraftPorts {
  readonly read: Reader
  readonly records: Records
  /** RFC 3339 instant in UTC with milliseconds. */
  readonly now: () => string
  readonly randomBytes: (count: number) => Uint8Array
}

/**
 * What somebody is filling in and has not handed in. Everybody who acts for `organization` works on the same one; those who act for
 * the register have each their own, whatever organization they are of.
 */
export interface Draft {
  readonly id: string
  readonly kind: string
  /** The record that is edited and the version it was read at; null: a new one. */
  readonly recordId: string | null
  readonly recordVersion: number | null
  /** Null: of one who acts for the register. */
  readonly organization: string | null
  /** Counts the saves. */
  readonly revision: number
  /** JSON. */
  readonly content: string
  /** RFC 3339 instants. */
  readonly createdAt: string
  readonly updatedAt: string
}

function draftOf(row: typeof draftTable.$inferSelect): Draft {
  const { id, kind, recordId, recordVersion, organizationId, revision, document, createdAt, updatedAt } = row
  return {
    id,
    kind,
    recordId,
    recordVersion,
    organization: organizationId,
    revision,
    content: document,
    createdAt,
    updatedAt,
  }
}

/** A draft of the actor's; null for one of others, as for none. */
export async function selectDraft(read: Reader, actor: Actor, id: string): Promise<Draft | null> {
  const [row] = await read
    .select()
    .from(draftTable)
    .where(and(eq(draftTable.id, id), isOf(actor)))
  return row ? draftOf(row) : null
}

/** The draft in which the actor edits a record, if there is one. */
export async function selectDraftOfRecord(read: Reader, actor: Actor, recordId: string): Promise<Draft | null> {
  const [row] = await read
    .select()
    .from(draftTable)
    .where(and(eq(draftTable.recordId, recordId), isOf(actor)))
  return row ? draftOf(row) : null
}

/** The actor's drafts of one kind, the last changed first. */
export async function selectDrafts(read: Reader, actor: Actor, kind: string, limit: number): Promise<readonly Draft[]> {
  const rows = await read
    .select()
    .from(draftTable)
    .where(and(eq(draftTable.kind, kind), isOf(actor)))
    .orderBy(desc(draftTable.updatedAt), desc(draftTable.id))
    .limit(limit)
  return rows.map(draftOf)
}

/**
 * Begins a draft of the actor's; one that is there for the same record already is given instead.
 * Throws `forbidden` when the actor's credential is no longer good.
 */
export async function beginDraft(
  ports: DraftPorts,
  actor: Actor,
  draft: Pick<Draft, 'kind' | 'recordId' | 'recordVersion' | 'content'>,
): Promise<Draft> {
  const { kind, recordId, recordVersion, content } = draft
  const id = toHex(ports.randomBytes(16))
  const at = ports.now()
  const by = writerOf(actor)
  const [result] = await ports.records.record([
    statement(
      sql`insert into ${draftTable} (id, kind, record_id, record_version, organization_id, revision, document, created_by, updated_by, created_at, updated_at)
          select ${id}, ${kind}, ${recordId}, ${recordVersion}, ${organizationOf(actor)}, 1, ${content}, ${by}, ${by}, ${at}, ${at}
          where ${isStill(actor, at)}
          on conflict do nothing`,
    ),
  ])
  const there =
    result?.rowsAffected === 1 || recordId === null
      ? await selectDraft(ports.read, actor, id)
      : await selectDraftOfRecord(ports.read, actor, recordId)
  if (there === null) throw new AppError('forbidden', 'the credential ended')
  return there
}

/**
 * Saves a draft that is at `revision`, which goes up by one. Throws `version-stale` when somebody else saved it meanwhile, `not-found`
 * when it is gone or another organization's, `forbidden` when the actor's credential is no longer good.
 */
export async function saveDraft(
  ports: DraftPorts,
  actor: Actor,
  id: string,
  revision: number,
  saved: Partial<Pick<Draft, 'kind' | 'recordId' | 'recordVersion'>> & Pick<Draft, 'content'>,
): Promise<void> {
  const at = ports.now()
  const { content, ...rest } = saved
  await writeExactly(
    ports,
    actor,
    id,
    revision,
    statement(
      build
        .update(draftTable)
        .set({ ...rest, document: content, revision: revision + 1, updatedBy: writerOf(actor), updatedAt: at })
        .where(mine(actor, id, revision, at)),
    ),
  )
}

/** Deletes a draft that is at `revision`. Throws as `saveDraft`. */
export async function deleteDraft(ports: DraftPorts, actor: Actor, id: string, revision: number): Promise<void> {
  const at = ports.now()
  await writeExactly(
    ports,
    actor,
    id,
    revision,
    statement(build.delete(draftTable).where(mine(actor, id, revision, at))),
  )
}

/** Deletes the actor's drafts of a kind that nobody has touched since an instant. */
export async function deleteDraftsBefore(
  ports: DraftPorts,
  actor: Actor,
  kind: string,
  instant: string,
): Promise<void> {
  await ports.records.record([
    statement(
      build
        .delete(draftTable)
        .where(
          and(
            eq(draftTable.kind, kind),
            isOf(actor),
            sql`${draftTable.updatedAt} < ${instant}`,
            isStill(actor, ports.now()),
          ),
        ),
    ),
  ])
}

async function writeExactly(
  ports: DraftPorts,
  actor: Actor,
  id: string,
  revision: number,
  write: Statement,
): Promise<void> {
  const [result] = await ports.records.record([write])
  if (result?.rowsAffected === 1) return
  const there = await selectDraft(ports.read, actor, id)
  if (there === null) throw new AppError('not-found', `no draft ${id}`)
  if (there.revision !== revision) throw new AppError('version-stale', `draft ${id} is at revision ${there.revision}`)
  throw new AppError('forbidden', 'the credential ended')
}

/** Whether a draft is the actor's. */
function isOf(actor: Actor): SQL {
  const organization = organizationOf(actor)
  const isShared = sql`${draftTable.organizationId} is ${organization}`
  return organization === null ? sql`${isShared} and ${draftTable.createdBy} is ${writerOf(actor)}` : isShared
}

/** For which organization the actor fills in drafts; null for those who act for the register. */
function organizationOf({ role, organization }: Actor): string | null {
  return ORGANIZATION_ROLES.some((each) => each === role) ? organization : null
}

/** The draft as the actor may write it: at that revision, theirs, and their credential is still good. */
function mine(actor: Actor, id: string, revision: number, at: string): SQL | undefined {
  return and(eq(draftTable.id, id), eq(draftTable.revision, revision), isOf(actor), isStill(actor, at))
}

/** Whether the actor's credential still is what it was made for, inside the write itself. */
function isStill({ credential, role, organization }: Actor, at: string): SQL {
  if (credential === null) return sql`1 = 1`
  if (credential.kind === 'key') {
    return sql`exists (select 1 from api_key where api_key.id = ${credential.id} and api_key.role = ${role}
      and api_key.organization_id is ${organization} and api_key.revoked_at is null
      and (api_key.expires_at is null or api_key.expires_at > ${at})
      and (api_key.created_by is null or exists (
        select 1 from membership where membership.id = api_key.created_by and membership.state = 'confirmed')))`
  }
  return sql`exists (select 1 from session join membership on membership.id = session.membership_id
    where session.id = ${credential.id} and membership.role = ${role} and membership.organization_id is ${organization}
      and membership.state = 'confirmed' and session.revoked_at is null and session.expires_at > ${at})`
}

/** Who writes a draft: the membership behind a session, so that it is theirs after signing in anew too, or the key. */
function writerOf({ credential, role }: Actor): SQL {
  if (credential === null) return sql`${role}`
  if (credential.kind !== 'session') return sql`${`${credential.kind}:${credential.id}`}`
  return sql`(select 'membership:' || session.membership_id from session where session.id = ${credential.id})`
}
