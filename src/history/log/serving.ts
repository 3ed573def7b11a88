import type { Reader } from '../../../db/client.ts'
import { utf8Bytes } from '../../kernel/encoding.ts'
import { AppError } from '../../kernel/errors.ts'
import type { RecordType } from '../../kernel/identifiers.ts'
import type { LocalizedText } from '../../kernel/localized.ts'
import { parseEnvelope } from '../leaf.ts'
import type { Readable } from '../versions.ts'
import { encodeBundle } from './bundles.ts'
import { HASH_BYTES, type Hash } from './hashing.ts'
import { proofText } from './proof-file.ts'
import { parseRefusal, type Refusal } from './refusal.ts'
import {
  type CheckpointRow,
  type LogEntry,
  selectEntries,
  selectLastCheckpoints,
  selectLeaf,
  selectLeafTexts,
  selectLogSizes,
  selectRefusal,
  selectSpanHashes,
  selectTiles,
} from './rows.ts'
import { parseTilePath, TILE_WIDTH, widthIn } from './tiles.ts'
import { consistencySpans, inclusionSpans } from './tree.ts'

/** How the log stands. */
export interface LogState {
  readonly entries: number
  /** The last published checkpoint; null before the first. */
  readonly published: CheckpointRow | null
  readonly refusal: Refusal | null
}

export async function logState(read: Reader): Promise<LogState> {
  const [{ leaves }, { published }, refusal] = await Promise.all([
    selectLogSizes(read),
    selectLastCheckpoints(read),
    selectRefusal(read),
  ])
  return { entries: leaves, published, refusal: refusal === null ? null : parseRefusal(refusal) }
}

/**
 * The checkpoint that everything served is of. Throws `not-found` before the first one, and `unavailable` while what the
 * database has is not the log that was published: an older state, or another one, would be shown as the log.
 */
export async function servedCheckpoint(read: Reader): Promise<CheckpointRow> {
  const { published, refusal } = await logState(read)
  if (refusal?.reason === 'behind' || refusal?.reason === 'forked') {
    throw new AppError('unavailable', 'the log is not the published one', [{ pointer: '', rule: 'log-not-signed' }])
  }
  if (published === null) throw new AppError('not-found', 'no checkpoint yet')
  return published
}

/**
 * Nothing is written while the database is known to lack entries that were published, or to have others: it would stand where they
 * belong, and they could not be put back. Throws `unavailable`.
 */
export async function refuseWhileBehind(read: Reader): Promise<void> {
  const refusal = await selectRefusal(read)
  if (refusal === null || !['behind', 'forked'].includes(parseRefusal(refusal).reason)) return
  throw new AppError('unavailable', 'the database was restored and lacks published entries', [
    { pointer: '', rule: 'register-restored' },
  ])
}

/** The bytes of a tile or of a bundle of entries, by its path below the log's address. Throws `not-found`. */
export async function tileContent(read: Reader, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const tile = parseTilePath(path)
  if (tile === null) throw new AppError('not-found', `no tile at ${path}`)
  const { size } = await servedCheckpoint(read)
  const place = { level: tile.level === 'entries' ? 0 : tile.level, n: tile.n }
  if (widthIn(size, place) < tile.width) throw new AppError('not-found', `no tile ${path} in a log of ${size}`)
  if (tile.level === 'entries') {
    const start = tile.n * TILE_WIDTH
    return encodeBundle((await selectLeafTexts(read, start, start + tile.width)).map(utf8Bytes))
  }
  const hashes = (await selectTiles(read, [place])).get(`${place.level}/${place.n}`)
  if (hashes === undefined) throw new Error(`there is no tile ${path}`)
  return new Uint8Array(hashes.subarray(0, tile.width * HASH_BYTES))
}

/**
 * The `.tlog-proof` of a version. Its leaf is public whatever the version says. Throws `not-found` when there is no such version,
 * or no checkpoint covers it yet (rule `proof-pending`).
 */
export async function proofOfVersion(read: Reader, type: string, id: string, version: number): Promise<string> {
  const leaf = await selectLeaf(read, type, id, version)
  if (leaf === null) throw new AppError('not-found', `no version ${version} of ${type} ${id}`)
  const { size, note } = await servedCheckpoint(read)
  if (leaf.idx >= size) {
    throw new AppError('not-found', `entry ${leaf.idx} is not covered yet`, [{ pointer: '', rule: 'proof-pending' }])
  }
  const proof = await selectSpanHashes(read, inclusionSpans(leaf.idx, size))
  return proofText({ index: leaf.idx, proof, checkpoint: note, entry: utf8Bytes(leaf.bytes) })
}

/** The hashes that show that the log of `second` entries begins with that of `first`. Throws `not-found` for sizes it has not had. */
export async function consistencyProof(read: Reader, first: number, second: number): Promise<readonly Hash[]> {
  const { size } = await servedCheckpoint(read)
  if (second > size || first > second) throw new AppError('not-found', `no proof from ${first} to ${second} of ${size}`)
  return selectSpanHashes(read, consistencySpans(first, second))
}

/** What the public may know of a record that has entries in the log. */
export interface PublicRecord {
  readonly name: LocalizedText
  /** Below the locale, `/software/UA-SW-000001`; null where a record has no page of its own. */
  readonly path: string | null
  /** Which of its versions the public may read. */
  readonly readable: Readable
}

/** By `<type> <id>`; records of which the public may know nothing are left out. */
export type PublicRecords = (
  records: readonly { readonly type: RecordType; readonly id: string }[],
) => Promise<ReadonlyMap<string, PublicRecord>>

/** The envelope of an entry, to the letter, if the public may read it. */
export function publicEnvelope(entry: LogEntry, record: PublicRecord | undefined): string | null {
  if (entry.envelope === null || record === undefined) return null
  return record.readable(parseEnvelope(entry.envelope).snapshot) ? entry.envelope : null
}

/** Entries read at a time for the dump, so that a log of any length passes through a bounded memory. */
const ENTRIES_A_READ = 200

/** The dump of the first `size` entries: one line of JSON each, in the order of the log. */
export async function* dumpLines(read: Reader, size: number, publicRecords: PublicRecords): AsyncGenerator<string> {
  for (let from = 0; from < size; from += ENTRIES_A_READ) {
    const entries = await selectEntries(read, from, Math.min(size, from + ENTRIES_A_READ))
    const records = await publicRecords(entries)
    yield entries
      .map((entry) => {
        const envelope = publicEnvelope(entry, records.get(`${entry.type} ${entry.id}`))
        return `${JSON.stringify({ leaf: entry.bytes, envelope })}\n`
      })
      .join('')
  }
}
