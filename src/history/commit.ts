import type { Client, InStatement } from '@libsql/client'
import { TABLE_WRITERS } from '../../db/ownership.ts'
import { type Statement, tableWritten } from '../../db/statements.ts'
import type { Actor } from '../kernel/actor.ts'
import { canonicalize } from '../kernel/canonical-json.ts'
import { toHex } from '../kernel/encoding.ts'
import { AppError } from '../kernel/errors.ts'
import { sha256Hex } from '../kernel/hash.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { isContention, refusalOf } from './database-errors.ts'
import { envelopeOf, type Json, type Leaf, leafText } from './leaf.ts'

/** One record going from `version - 1` to `version` (1: it is new). */
export interface Change {
  readonly type: RecordType
  readonly id: string
  readonly version: number
  /** The whole record after the change, as the public may see it. */
  readonly snapshot: Json
  /** The insert or update of the record's own row; it must touch exactly one row or the whole commit is refused. */
  readonly row: Statement
  /** A select of rows that must not be there yet: the whole commit is a `conflict` when it finds one. */
  readonly noneOf?: Statement
  /** Everything derived from the record: facets, relations, search document. */
  readonly projections: readonly Statement[]
  /** Why this record changed, where the deed's own reason does not say it. */
  readonly reason?: string
  /** Erase the envelopes of all earlier versions (withdrawn consent). Their hashes stay in the log. */
  readonly erasesEarlier?: boolean
}

/** What one verb does: who, why (shown in the history), and the changes that stand or fall together. */
export interface Deed {
  readonly actor: Actor
  readonly reason: string
  readonly changes: readonly Change[]
  /**
   * Organizations that the person of the actor's session, or who made the actor's key, must not be a member of, as `outsiderTo`
   * gives them: whoever became one between the check and the write is refused by the write.
   */
  readonly notOf?: readonly string[]
}

export interface CommittedChange {
  readonly type: RecordType
  readonly id: string
  readonly version: number
  /** Position in the log. */
  readonly idx: number
}

export interface Commits {
  /**
   * Makes the changes, their versions and their log leaves in one atomic batch, or nothing at all.
   * Throws `version-stale` when a record is no longer at `version - 1`, `forbidden` when the actor's credential was revoked
   * meanwhile, `conflict` when another record has the same identifier or address, `unavailable` when the database stayed busy (with rule `outcome-unknown` when
   * it did not even say whether it had written).
   */
  commit(deed: Deed): Promise<readonly CommittedChange[]>
}

export interface CommitPorts {
  readonly client: Client
  /** RFC 3339 instant in UTC with milliseconds. */
  readonly now: () => string
  readonly randomBytes: (count: number) => Uint8Array
  /** Waits, in ms. */
  readonly sleep: (ms: number) => Promise<void>
  /** One write at a time inside this process. Off on Workers, where requests may not wait for one another. */
  readonly queued: boolean
}

const ATTEMPTS = 8
const FIRST_PAUSE_MS = 20

/** The only writer of facts. Everything that changes the register goes through the `commit` made here. */
export function createCommits(ports: CommitPorts): Commits {
  let last: Promise<unknown> = Promise.resolve()
  return {
    commit(deed) {
      if (!ports.queued) return commitOnce(ports, deed)
      const turn = last.then(() => commitOnce(ports, deed))
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

async function commitOnce(ports: CommitPorts, deed: Deed): Promise<readonly CommittedChange[]> {
  const commitId = toHex(ports.randomBytes(16))
  const { statements, leafPositions } = await batchOf(ports, deed, commitId)
  for (let attempt = 1; ; attempt++) {
    try {
      const results = await ports.client.batch([...statements], 'write')
      return deed.changes.map(({ type, id, version }, index) => {
        const idx = results[leafPositions[index] ?? -1]?.lastInsertRowid
        if (idx === undefined) throw new Error('the batch answered without the position of a leaf')
        return { type, id, version, idx: Number(idx) }
      })
    } catch (error) {
      // A batch that was applied but never answered is seen as done by its commit id, whatever the failure looks like.
      const isSettled = attempt === 1 && !isContention(error)
      const done = isSettled ? null : await committedBefore(ports.client, commitId, deed)
      if (done !== null && done !== 'unknown') return done
      const isLast = !isContention(error) || attempt === ATTEMPTS
      if (isLast && done === 'unknown') throw outcomeUnknown(error)
      if (!isContention(error)) throw refusalOf(error) ?? error
      if (isLast) throw new AppError('unavailable', 'the database stayed busy', [], { cause: error })
      await ports.sleep(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + (ports.randomBytes(1)[0] ?? 0) / 512))
    }
  }
}

/** The whole batch of a deed and where in it each change's leaf is inserted. */
async function batchOf(
  ports: CommitPorts,
  deed: Deed,
  commitId: string,
): Promise<{ statements: InStatement[]; leafPositions: number[] }> {
  if (deed.changes.length === 0) throw new Error('a deed changes something')
  if (deed.reason.trim() === '') throw new Error('a deed has a reason')
  const at = ports.now()
  const statements: InStatement[] = [{ sql: 'insert into commits (id, at) values (?, ?)', args: [commitId, at] }]
  const authority = authorityOf(deed, at)
  if (authority) statements.push(authority)
  const outsider = outsiderGuard(deed)
  if (outsider) statements.push(outsider)
  const leafPositions: number[] = []
  for (const change of deed.changes) {
    const { type, id, version } = change
    const envelope = canonicalize(
      envelopeOf(toHex(ports.randomBytes(16)), change.snapshot, deed.actor, change.reason ?? deed.reason),
    )
    const sha256 = await sha256Hex(envelope)
    leafPositions.push(statements.length)
    const leaf = leafText({ v: 1, type, id, version, sha256, at })
    statements.push(...versionStatements(change, commitId, { at, sha256, leaf, envelope }))
  }
  return { statements, leafPositions }
}

/** What a version is besides the record itself: its leaf, and what it says. */
interface WrittenVersion {
  readonly at: string
  readonly sha256: string
  readonly leaf: string
  readonly envelope: string | null
}

/** The statements of one change; the first one inserts its leaf. */
function versionStatements(
  change: Change,
  commitId: string,
  { at, sha256, leaf, envelope }: WrittenVersion,
): InStatement[] {
  const { type, id, version } = change
  const statements: InStatement[] = [
    {
      sql: `insert into leaf (idx, type, id, version, sha256, bytes, commit_id)
            select coalesce(max(idx), -1) + 1, ?, ?, ?, ?, ?, ? from leaf`,
      args: [type, id, version, sha256, leaf, commitId],
    },
    {
      sql: 'insert into version (type, id, version, at, sha256, envelope) values (?, ?, ?, ?, ?, ?)',
      args: [type, id, version, at, sha256, envelope],
    },
    ...(change.noneOf === undefined ? [] : [duplicateGuard(change.noneOf)]),
    factStatement(change.row),
    // An UPDATE that finds no row does not fail by itself.
    { sql: `insert into guard (reason) select 'version-stale' where changes() <> 1`, args: [] },
    ...change.projections.map(factStatement),
  ]
  if (change.erasesEarlier) {
    statements.push({
      sql: 'update version set envelope = null where type = ? and id = ? and version < ? and envelope is not null',
      args: [type, id, version],
    })
  }
  return statements
}

/** An entry of the log as its copy outside the database has it, to the letter. */
export interface LostEntry {
  readonly idx: number
  readonly leaf: string
  /** Null when it was erased. */
  readonly envelope: string | null
}

/**
 * Puts back an entry that a restored database lost, with the record as `change` describes it, in one atomic batch. The leaf and
 * the envelope stay what they were. Throws when they are not of one another or of the change, `version-stale` when the entry is
 * not the next one. For the replay of the log alone: everything else is committed.
 */
export async function restoreEntry(
  { client, now, randomBytes }: Pick<CommitPorts, 'client' | 'now' | 'randomBytes'>,
  { idx, leaf, envelope }: LostEntry,
  change: Change,
): Promise<void> {
  const { type, id, version, sha256, at } = JSON.parse(leaf) as Leaf
  if (leafText({ v: 1, type, id, version, sha256, at }) !== leaf) throw new Error(`entry ${idx} is not a leaf`)
  if (type !== change.type || id !== change.id || version !== change.version)
    throw new Error(`entry ${idx} is of ${id}`)
  if (envelope !== null && (await sha256Hex(envelope)) !== sha256) {
    throw new Error(`the envelope of entry ${idx} is not the one that was logged`)
  }
  const commitId = toHex(randomBytes(16))
  const batch: InStatement[] = [
    { sql: 'insert into commits (id, at) values (?, ?)', args: [commitId, now()] },
    {
      sql: `insert into guard (reason) select 'version-stale' where (select coalesce(max(idx), -1) + 1 from leaf) <> ?`,
      args: [idx],
    },
    ...versionStatements(change, commitId, { at, sha256, leaf, envelope }),
  ]
  try {
    await client.batch(batch, 'write')
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}

/** A key, session or link that was revoked, ran out, changed its role or lost whoever made it between the check and the write is refused by the write itself. */
export function authorityOf({ actor, changes }: Pick<Deed, 'actor' | 'changes'>, at: string): InStatement | null {
  const { credential, role, organization } = actor
  if (credential === null) return null
  if (credential.kind === 'link') return authorityOfLink(credential.id, changes, at)
  const valid =
    credential.kind === 'key'
      ? `select 1 from api_key where id = ? and role = ? and organization_id is ? and revoked_at is null and (expires_at is null or expires_at > ?)
           and exists (select 1 from json_each(scopes) where value = 'write')
           and (created_by is null or exists (select 1 from membership where membership.id = created_by and membership.state = 'confirmed'))`
      : `select 1 from session join membership on membership.id = session.membership_id
         where session.id = ? and membership.role = ? and membership.organization_id is ? and membership.state = 'confirmed'
           and session.revoked_at is null and session.expires_at > ?`
  return {
    sql: `insert into guard (reason) select 'forbidden' where not exists (${valid})`,
    args: [credential.id, role, organization, at],
  }
}

/** Nobody decides on what belongs to an organization they are a member of, in whatever role, nor does a key that they made. */
function outsiderGuard({ actor: { credential }, notOf = [] }: Deed): InStatement | null {
  if (credential === null || credential.kind === 'link' || notOf.length === 0) return null
  const person =
    credential.kind === 'session'
      ? 'select person_id from session where id = ?'
      : 'select maker.person_id from api_key join membership as maker on maker.id = api_key.created_by where api_key.id = ?'
  return {
    sql: `insert into guard (reason) select 'forbidden' where exists (
            select 1 from membership where membership.person_id = (${person}) and membership.state = 'confirmed'
              and membership.organization_id in (select value from json_each(?)))`,
    args: [credential.id, JSON.stringify(notOf)],
  }
}

/**
 * A personal link writes the record of its own expert and nothing else. It may withdraw consent even when its time is over or a newer
 * one is there.
 */
function authorityOfLink(link: string, changes: readonly Change[], at: string): InStatement {
  const [change, ...others] = changes
  const expert = change?.type === 'expert' && others.length === 0 ? change.id : null
  const withdraws = change?.erasesEarlier === true ? 1 : 0
  return {
    sql: `insert into guard (reason) select 'forbidden' where not exists (
            select 1 from consent_link where id = ? and expert_id = ? and revoked_at is null
              and (? = 1 or (expires_at > ? and replaced_at is null)))`,
    args: [link, expert, withdraws, at],
  }
}

function duplicateGuard({ sql, args }: Statement): InStatement {
  return { sql: `insert into guard (reason) select 'duplicate' where exists (${sql})`, args: [...args] }
}

function factStatement(written: Statement): InStatement {
  const table = tableWritten(written)
  const writer = TABLE_WRITERS[table]
  if (writer !== 'commit' && writer !== 'index') throw new Error(`commit does not write ${table}`)
  return { sql: written.sql, args: [...written.args] }
}

function outcomeUnknown(cause: unknown): AppError {
  const finding = { pointer: '', rule: 'outcome-unknown' }
  return new AppError('unavailable', 'the database did not say whether it wrote', [finding], { cause })
}

/** What a commit wrote; null: the database says that it wrote nothing. `unknown`: it says nothing. */
async function committedBefore(
  client: Client,
  commitId: string,
  deed: Deed,
): Promise<readonly CommittedChange[] | null | 'unknown'> {
  try {
    const { rows } = await client.execute({
      sql: 'select idx from leaf where commit_id = ? order by idx',
      args: [commitId],
    })
    if (rows.length === 0) return null
    return deed.changes.map(({ type, id, version }, index) => ({
      type,
      id,
      version,
      idx: Number(rows[index]?.['idx']),
    }))
  } catch {
    return 'unknown'
  }
}
