import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { leafTable, versionTable } from '../../db/schema.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { type Differences, differences } from './diff.ts'
import { type Envelope, type Json, parseEnvelope } from './leaf.ts'

/** Whether a reader may see the content of a version, told by its snapshot: drafts stay with those who may read drafts. */
export type Readable = (snapshot: Json) => boolean
export const everyVersion: Readable = () => true

/** One version of a record as the history shows it. */
export interface Version {
  readonly type: RecordType
  readonly id: string
  readonly version: number
  /** RFC 3339 instant. */
  readonly at: string
  /** SHA-256 of the envelope, lower-case hexadecimal: what the log holds. */
  readonly sha256: string
  /** Position in the log. */
  readonly idx: number
  /** Null when it was erased, and to whom it is withheld: the hash stays, and tells nothing. */
  readonly envelope: Envelope | null
  /** There is an envelope, and this reader may not see it. */
  readonly withheld: boolean
}

export interface VersionWithChanges extends Version {
  /** Against the version before; null for the first, and when either was erased or is withheld. */
  readonly changes: Differences | null
  /** The version before is there and withheld: this one is the first that the reader may see. */
  readonly followsWithheld: boolean
}

/** Differences kept of one version; more are only counted. An import may change a list of tens of thousands. */
const DIFFERENCES_KEPT = 1000

const columns = {
  version: versionTable.version,
  at: versionTable.at,
  sha256: versionTable.sha256,
  envelope: versionTable.envelope,
  idx: leafTable.idx,
}

/** Versions of a record, newest first, below `before` (exclusive) when given. What is not `readable` comes without its envelope. */
export async function selectVersions(
  read: Reader,
  type: RecordType,
  id: string,
  before: number | null,
  limit: number,
  readable: Readable,
): Promise<readonly Version[]> {
  const rows = await read
    .select(columns)
    .from(versionTable)
    .innerJoin(
      leafTable,
      and(
        eq(leafTable.type, versionTable.type),
        eq(leafTable.id, versionTable.id),
        eq(leafTable.version, versionTable.version),
      ),
    )
    .where(
      and(
        eq(versionTable.type, type),
        eq(versionTable.id, id),
        before === null ? undefined : lt(versionTable.version, before),
      ),
    )
    .orderBy(desc(versionTable.version))
    .limit(limit)
  return rows.map((row) => {
    const envelope = row.envelope === null ? null : parseEnvelope(row.envelope)
    const withheld = envelope !== null && !readable(envelope.snapshot)
    return { type, id, ...row, envelope: withheld ? null : envelope, withheld }
  })
}

/** Which of these are records that the history knows. */
export async function selectKnown(
  read: Reader,
  type: RecordType,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await read
    .selectDistinct({ id: versionTable.id })
    .from(versionTable)
    .where(
      and(
        eq(versionTable.type, type),
        sql`${versionTable.id} in (select value from json_each(${JSON.stringify(ids)}))`,
      ),
    )
  return new Set(rows.map(({ id }) => id))
}

/** A version as a step in the life of a record: where the record stood after it, who made it and why. Nothing of its content. */
export interface Step {
  readonly version: number
  /** RFC 3339 instant. */
  readonly at: string
  readonly state: string
  readonly actor: Envelope['actor']
  readonly reason: string
}

/** Every version of a record that has a state and was not erased, oldest first. For those who may read all of them. */
export async function selectSteps(read: Reader, type: RecordType, id: string): Promise<readonly Step[]> {
  const { version, at, envelope } = versionTable
  const rows = await read
    .select({
      version,
      at,
      state: sql<string | null>`json_extract(${envelope}, '$.snapshot.state')`,
      role: sql<string>`json_extract(${envelope}, '$.actor.role')`,
      organization: sql<string | null>`json_extract(${envelope}, '$.actor.organization')`,
      reason: sql<string>`json_extract(${envelope}, '$.reason')`,
    })
    .from(versionTable)
    .where(and(eq(versionTable.type, type), eq(versionTable.id, id)))
    .orderBy(version)
  return rows.flatMap(({ state, role, organization, ...step }) =>
    state === null ? [] : [{ ...step, state, actor: { role, organization } }],
  )
}

/** One version of a record, or null. */
export async function selectVersion(
  read: Reader,
  type: RecordType,
  id: string,
  version: number,
  readable: Readable,
): Promise<Version | null> {
  const [found] = await selectVersions(read, type, id, version + 1, 1, readable)
  return found?.version === version ? found : null
}

/** Versions of a record with what each changed, newest first. */
export async function versionHistory(
  read: Reader,
  type: RecordType,
  id: string,
  before: number | null,
  limit: number,
  readable: Readable,
): Promise<readonly VersionWithChanges[]> {
  const versions = await selectVersions(read, type, id, before, limit + 1, readable)
  return versions.slice(0, limit).map((version, index) => {
    const earlier = versions[index + 1]
    const changes =
      version.envelope && earlier?.envelope
        ? differences(earlier.envelope.snapshot, version.envelope.snapshot, DIFFERENCES_KEPT)
        : null
    return { ...version, changes, followsWithheld: earlier?.withheld ?? false }
  })
}
