import { sql } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { sequenceTable } from '../../db/schema.ts'
import { build, statement } from '../../db/statements.ts'
import type { Deps } from '../deps.ts'
import type { ExpertDocument, OrganizationDocument } from '../directory/model.ts'
import { expertChange, organizationChange } from '../directory/service.ts'
import { selectExperts } from '../directory/store.ts'
import { type Change, type LostEntry, restoreEntry } from '../history/commit.ts'
import { type Json, type Leaf, parseEnvelope } from '../history/leaf.ts'
import {
  envelopeHashes,
  type LogArchive,
  type PublishedCheckpoint,
  readEntries,
  readEnvelopes,
  readPublished,
} from '../history/log/archive.ts'
import { openCheckpoint } from '../history/log/checkpoint.ts'
import { growTiles } from '../history/log/grow.ts'
import { leafHash, sameHash } from '../history/log/hashing.ts'
import { parseVerifierKey } from '../history/log/note.ts'
import { firstDifference, refusalLine } from '../history/log/refusal.ts'
import { selectEntries, selectKeys, selectLastCheckpoints, selectLogSizes } from '../history/log/rows.ts'
import { hashesFromTiles, TILE_WIDTH } from '../history/log/tiles.ts'
import { rootOf } from '../history/log/tree.ts'
import { utf8Bytes } from '../kernel/encoding.ts'
import type { NumberedType, RecordType } from '../kernel/identifiers.ts'
import type { DeploymentDocument } from '../software/deployment.ts'
import { deploymentChange } from '../software/deployments.ts'
import type { SoftwareDocument, SoftwareState } from '../software/model.ts'
import type { Proposal } from '../software/proposal.ts'
import { proposalChange } from '../software/proposals.ts'
import { softwareChange } from '../software/service.ts'
import { selectSoftware } from '../software/store.ts'
import { reindexSince } from './reindex.ts'

/** What was put back. */
export interface Replayed {
  /** Entries of the log with their versions and records. */
  readonly entries: number
  /** Envelopes that were erased after the restored database was copied, erased again. */
  readonly erased: number
}

/** The log cannot be replayed; the message tells the operator why. Nothing was written. */
export class ReplayRefused extends Error {
  override readonly name = 'ReplayRefused'
}

/**
 * Puts back what a restored database lacks of the published log, from the copy outside it. The whole copy is checked against its
 * signed checkpoint first, and the database against the copy. Broken off, it goes on where it was when it is begun again.
 * Throws `ReplayRefused`.
 */
export async function replayLog(
  database: Database,
  deps: Deps,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<Replayed> {
  const { archive } = deps.publicLog
  if (archive === null) throw new ReplayRefused('there is no copy of the log: set LOG_FOLDER')
  const copy = await readPublished(archive)
  if (copy === null) throw new ReplayRefused(`there is no copy of the log in ${archive.place}`)
  const { leaves } = await selectLogSizes(deps.read)
  // A replay that was broken off began no earlier than at what the database itself had published.
  const begun = Math.min(leaves, (await selectLastCheckpoints(deps.read)).published?.size ?? 0)
  const { difference } = await firstDifference(deps.read, archive, copy.size, leaves)
  if (difference) throw new ReplayRefused(refusalLine({ reason: 'behind', leaves, published: copy.size, difference }))
  const standIns = await checkCopy(deps, archive, copy, leaves)
  for (let idx = leaves; idx < copy.size; idx++) {
    await restoreOne(database, deps, archive, copy, idx, standIns)
    progress(idx + 1 - leaves, copy.size - leaves)
  }
  const erased = await eraseAgain(database, deps, archive, copy)
  await reserveNumbers(deps)
  if (copy.size > begun) await reindexSince(deps, begun)
  return { entries: Math.max(0, copy.size - leaves), erased }
}

/**
 * Whether the copy is the log that was signed for, and has all that is needed. Returns, for entries whose envelopes were erased,
 * the place of the next version of the record: the row goes through its content, and ends as what the last version says.
 */
async function checkCopy(
  { read, publicLog }: Deps,
  archive: LogArchive,
  copy: PublishedCheckpoint,
  from: number,
): Promise<ReadonlyMap<number, number>> {
  const signers = (await publicLog.signers()).map(({ key }) => key)
  const known = (await selectKeys(read)).flatMap(({ vkey }) => parseVerifierKey(vkey) ?? [])
  const opened = await openCheckpoint(copy.note, publicLog.origin, [...signers, ...known])
  if (typeof opened === 'string')
    throw new ReplayRefused(`the checkpoint in ${archive.place} is not believed: ${opened}`)
  const standIns = new Map<number, number>()
  const waiting = new Map<string, number[]>()
  const tiles = new Map<string, Uint8Array>()
  const tileOf = ({ level, n }: { level: number; n: number }) => tiles.get(`${level}/${n}`) ?? new Uint8Array(0)
  for (let n = 0; n * TILE_WIDTH < copy.size; n++) {
    const entries = await readEntries(archive, n, copy.size)
    const hashes = entries.map((entry) => leafHash(utf8Bytes(entry)))
    for (const { level, n: number, hashes: grown } of growTiles(n * TILE_WIDTH, tileOf, hashes)) {
      tiles.set(`${level}/${number}`, grown)
    }
    if ((n + 1) * TILE_WIDTH <= from) continue
    const envelopes = await readEnvelopes(archive, n, envelopeHashes(entries))
    for (const [index, entry] of entries.entries()) {
      const idx = n * TILE_WIDTH + index
      if (idx < from) continue
      const envelope = envelopes.get(idx)
      if (envelope === undefined)
        throw new ReplayRefused(`the copy in ${archive.place} lacks the envelope of entry ${idx}`)
      const { type, id } = JSON.parse(entry) as Leaf
      const record = `${type} ${id}`
      if (envelope === null) waiting.set(record, [...(waiting.get(record) ?? []), idx])
      else {
        for (const erased of waiting.get(record) ?? []) standIns.set(erased, idx)
        waiting.delete(record)
      }
    }
  }
  if (!sameHash(rootOf(copy.size, hashesFromTiles(tileOf)), copy.root)) {
    throw new ReplayRefused(`the entries in ${archive.place} are not those that its checkpoint was signed for`)
  }
  const [lost] = waiting.keys()
  if (lost !== undefined) throw new ReplayRefused(`the copy in ${archive.place} has no last version of ${lost}`)
  return standIns
}

async function restoreOne(
  { client }: Database,
  deps: Deps,
  archive: LogArchive,
  copy: PublishedCheckpoint,
  idx: number,
  standIns: ReadonlyMap<number, number>,
): Promise<void> {
  const entry = await entryAt(archive, copy, idx)
  const standIn = standIns.get(idx)
  const said = standIn === undefined ? entry.envelope : (await entryAt(archive, copy, standIn)).envelope
  const leaf = JSON.parse(entry.leaf) as Leaf
  const change = await CHANGES[leaf.type]({ ...deps, now: () => leaf.at }, leaf, parseEnvelope(said ?? '').snapshot)
  await restoreEntry({ client, now: deps.now, randomBytes: deps.randomBytes }, entry, change)
}

// One bundle is read for each run of 256 entries, and its envelopes with it.
const lastRead = new WeakMap<
  LogArchive,
  { n: number; entries: readonly string[]; envelopes: ReadonlyMap<number, string | null | undefined> }
>()

async function entryAt(archive: LogArchive, copy: PublishedCheckpoint, idx: number): Promise<LostEntry> {
  const n = Math.floor(idx / TILE_WIDTH)
  let bundle = lastRead.get(archive)
  if (bundle?.n !== n) {
    const entries = await readEntries(archive, n, copy.size)
    bundle = { n, entries, envelopes: await readEnvelopes(archive, n, envelopeHashes(entries)) }
    lastRead.set(archive, bundle)
  }
  return { idx, leaf: bundle.entries[idx - n * TILE_WIDTH] ?? '', envelope: bundle.envelopes.get(idx) ?? null }
}

/** How a record of each type comes to be what a version says. */
const CHANGES: Readonly<Record<RecordType, (deps: Deps, leaf: Leaf, snapshot: Json) => Promise<Change>>> = {
  organization: async (deps, { id, version }, snapshot) =>
    organizationChange(deps, id, version, snapshot as unknown as OrganizationDocument),
  expert: async (deps, { id, version }, snapshot) => {
    const said = snapshot as unknown as ExpertDocument
    // The log says nothing of who was only asked: what the restored database still has of them stays.
    const kept = said.consent.state === 'asked' ? (await selectExperts(deps.read, [id])).get(id) : undefined
    const document = kept !== undefined && 'name' in kept.document ? { ...kept.document, consent: said.consent } : said
    return expertChange(deps, id, version, document)
  },
  software: async (deps, { id, version, at }, snapshot) => {
    const { state, document } = snapshot as unknown as { state: SoftwareState; document: SoftwareDocument }
    const registeredAt = (await selectSoftware(deps.read, id))?.registeredAt ?? at
    return softwareChange(deps, { id, version, state, document, registeredAt })
  },
  deployment: async (deps, { id, version }, snapshot) =>
    deploymentChange(deps, id, version, snapshot as unknown as DeploymentDocument),
  proposal: async (deps, { id, version }, snapshot) =>
    proposalChange(deps, { id, version, proposal: snapshot as unknown as Proposal }),
}

/** Numbers that were given out, by the whole log, are not given out again. */
async function reserveNumbers({ read, records }: Deps): Promise<void> {
  const given = await read.all<{ type: NumberedType; last: number }>(sql`
    select type, max(cast(substr(id, 7) as integer)) as last from leaf where type <> 'organization' group by type`)
  await records.record(
    given.map(({ type, last }) =>
      statement(
        build
          .insert(sequenceTable)
          .values({ type, next: last + 1 })
          .onConflictDoUpdate({
            target: sequenceTable.type,
            set: { next: sql`max(${sequenceTable.next}, ${last + 1})` },
          }),
      ),
    ),
  )
}

/** What was erased from the copy is erased from the restored database. */
async function eraseAgain(
  { client }: Database,
  { read }: Deps,
  archive: LogArchive,
  copy: PublishedCheckpoint,
): Promise<number> {
  let erased = 0
  for (let n = 0; n * TILE_WIDTH < copy.size; n++) {
    const entries = await readEntries(archive, n, copy.size)
    const envelopes = await readEnvelopes(archive, n, envelopeHashes(entries))
    const kept = await selectEntries(read, n * TILE_WIDTH, Math.min(copy.size, (n + 1) * TILE_WIDTH))
    for (const { idx, type, id, version, envelope } of kept) {
      if (envelope === null || envelopes.get(idx) !== null) continue
      await client.execute({
        sql: 'update version set envelope = null where type = ? and id = ? and version = ?',
        args: [type, id, version],
      })
      erased++
    }
  }
  return erased
}
