import { utf8Bytes, utf8Text } from '../../kernel/encoding.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import type { Leaf } from '../leaf.ts'
import { decodeBundle } from './bundles.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { type Hash, sameHash } from './hashing.ts'
import { bundlePath, numberPath, TILE_WIDTH } from './tiles.ts'

/**
 * A copy of the log outside the database: a folder on Node, a bucket on Workers. What is written stands there whole or not at
 * all, and is still there after a power cut.
 *
 *     log/checkpoint, log/tile/…    as they are served; any server of files can serve `log/`
 *     checkpoints/<size>            the last published ones; the largest counts
 *     envelopes/<n>/<from>-<to>     what versions say, one line an entry: not for the public
 */
export interface LogArchive {
  /** Where it is, for operators. */
  readonly place: string
  /** Null when there is nothing under this name. */
  read(path: string): Promise<Uint8Array | null>
  write(path: string, content: Uint8Array): Promise<void>
  /** Writes what is not there yet; false when something stands under this name, which is left as it is. */
  create(path: string, content: Uint8Array): Promise<boolean>
  /** Names of what stands directly below a folder, in no order; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>
  remove(path: string): Promise<void>
}

/** Earlier checkpoints that are kept beside the last one. */
const KEPT_CHECKPOINTS = 8
const SIZE_DIGITS = 16

export interface PublishedCheckpoint extends Checkpoint {
  readonly note: string
}

/**
 * The largest checkpoint that the copy has; null when it has none. Throws when there is one that cannot be read, since signing
 * past it might fork the log.
 */
export async function readPublished(archive: LogArchive): Promise<PublishedCheckpoint | null> {
  const last = (await checkpointNames(archive)).at(-1)
  return last === undefined ? null : readNamed(archive, last)
}

/** What became of a checkpoint that was to be published. */
export type Publication = 'published' | 'overtaken' | 'forked'

async function readNamed(archive: LogArchive, name: string): Promise<PublishedCheckpoint> {
  const note = utf8Text((await archive.read(`checkpoints/${name}`)) ?? new Uint8Array()) ?? ''
  const checkpoint = readCheckpoint(note)
  if (checkpoint === null || checkpoint.size !== Number(name)) {
    throw new Error(`the copy of the log in ${archive.place} has a checkpoint that cannot be read: ${name}`)
  }
  return { ...checkpoint, note }
}

/**
 * Publishes a checkpoint whose entries, tiles and envelopes are in the copy already. A smaller one than there is changes nothing.
 * A checkpoint from `before` on that is of another log (`forked`) or larger (`overtaken`: its log is to be looked at) came from
 * somebody who was faster with the same copy.
 * @param rootOf the root of the first so many entries, by the publisher's own log
 */
export async function writePublishedCheckpoint(
  archive: LogArchive,
  size: number,
  note: string,
  rootOf: (size: number) => Promise<Hash>,
  before = 0,
): Promise<Publication> {
  const own = String(size).padStart(SIZE_DIGITS, '0')
  const created = await archive.create(`checkpoints/${own}`, utf8Bytes(note))
  const names = await checkpointNames(archive)
  for (const name of names.filter((each) => Number(each) >= before && Number(each) <= size)) {
    const { size: covered, root } = await readNamed(archive, name)
    if (!sameHash(root, await rootOf(covered))) return 'forked'
  }
  if (Number(names.at(-1)) > size) return 'overtaken'
  // The same tree, signed with other keys.
  if (!created) await archive.write(`checkpoints/${own}`, utf8Bytes(note))
  await archive.write('log/checkpoint', utf8Bytes(note))
  for (const name of names.slice(0, -KEPT_CHECKPOINTS)) await archive.remove(`checkpoints/${name}`)
  return 'published'
}

async function checkpointNames(archive: LogArchive): Promise<readonly string[]> {
  return (await archive.list('checkpoints')).filter((name) => /^\d{16}$/.test(name)).sort()
}

/** The entries of bundle `n` in a copy of `size` entries. Throws when they are not there whole. */
export async function readEntries(archive: LogArchive, n: number, size: number): Promise<readonly string[]> {
  const width = Math.min(TILE_WIDTH, size - n * TILE_WIDTH)
  // A full bundle takes the place of the shorter ones before it.
  const bytes =
    (await archive.read(`log/${bundlePath({ n, width })}`)) ??
    (await archive.read(`log/${bundlePath({ n, width: TILE_WIDTH })}`))
  const entries =
    decodeBundle(bytes ?? new Uint8Array())
      ?.slice(0, width)
      .map(utf8Text) ?? []
  if (entries.length !== width || entries.includes(null)) {
    throw new Error(`the copy of the log in ${archive.place} lacks entries of bundle ${n}`)
  }
  return entries.map((entry) => entry ?? '')
}

/** What the copy knows of an entry's envelope: its text, that it was erased (null), or nothing (`undefined`). */
export type ArchivedEnvelope = string | null | undefined

/**
 * The envelopes of bundle `n`, by place in the log. A broken-off publication may have left those of entries that were lost since:
 * only an envelope that its entry was made for counts, and only where there is none is it erased.
 * @param hashes the SHA-256 of the envelopes by position in the bundle, as their leaves have it
 */
export async function readEnvelopes(
  archive: LogArchive,
  n: number,
  hashes: readonly string[],
): Promise<ReadonlyMap<number, ArchivedEnvelope>> {
  const found = new Map<number, ArchivedEnvelope>()
  for (const { name, from } of await envelopeFiles(archive, n)) {
    for (const [index, line] of (await envelopeLines(archive, n, name)).entries()) {
      const place = from + index
      if (line === null) found.set(place, found.get(place) ?? null)
      else if ((await sha256Hex(line)) === hashes[place - n * TILE_WIDTH]) found.set(place, line)
    }
  }
  return found
}

/** The hashes of envelopes that leaves name, for `readEnvelopes`. */
export function envelopeHashes(leaves: readonly string[]): readonly string[] {
  return leaves.map((leaf) => (JSON.parse(leaf) as Leaf).sha256)
}

/**
 * Removes what a broken-off publication left of entries that were lost since: files of bundle `n` that begin at `before` or later
 * and have an envelope that is none of its entry.
 * @param hashes of the entries by position in the bundle
 */
export async function removeForeignEnvelopes(
  archive: LogArchive,
  n: number,
  before: number,
  hashes: readonly string[],
): Promise<void> {
  for (const { name, from } of await envelopeFiles(archive, n)) {
    if (from < before) continue
    for (const [index, line] of (await envelopeLines(archive, n, name)).entries()) {
      const expected = hashes[from + index - n * TILE_WIDTH]
      if (line === null || expected === undefined || (await sha256Hex(line)) === expected) continue
      await archive.remove(`${envelopeFolder(n)}/${name}`)
      break
    }
  }
}

/** Keeps the envelopes of entries that follow one another within one bundle. */
export async function writeEnvelopes(
  archive: LogArchive,
  from: number,
  envelopes: readonly (string | null)[],
): Promise<void> {
  const n = Math.floor(from / TILE_WIDTH)
  const name = `${from}-${from + envelopes.length}`
  await archive.write(`${envelopeFolder(n)}/${name}`, linesOf(envelopes))
}

/** Erases envelopes from the copy, wherever it has them. */
export async function eraseEnvelopes(archive: LogArchive, places: readonly number[]): Promise<void> {
  for (const [n, own] of Map.groupBy(places, (place) => Math.floor(place / TILE_WIDTH))) {
    for (const { name, from } of await envelopeFiles(archive, n)) {
      const lines = await envelopeLines(archive, n, name)
      const kept = lines.map((line, index) => (own.includes(from + index) ? null : line))
      if (kept.some((line, index) => line !== lines[index])) {
        await archive.write(`${envelopeFolder(n)}/${name}`, linesOf(kept))
      }
    }
  }
}

function envelopeFolder(n: number): string {
  return `envelopes/${numberPath(n).replace(/(\d{3})$/, 'x$1')}`
}

async function envelopeFiles(
  archive: LogArchive,
  n: number,
): Promise<readonly { readonly name: string; readonly from: number }[]> {
  const names = (await archive.list(envelopeFolder(n))).filter((name) => /^\d+-\d+$/.test(name))
  return names.map((name) => ({ name, from: Number(name.split('-')[0]) }))
}

async function envelopeLines(archive: LogArchive, n: number, name: string): Promise<readonly (string | null)[]> {
  const text = utf8Text((await archive.read(`${envelopeFolder(n)}/${name}`)) ?? new Uint8Array())
  if (text === null)
    throw new Error(`the copy of the log in ${archive.place} has envelopes that are not UTF-8: ${name}`)
  // Canonical JSON holds no line ends.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => (line === 'null' ? null : line))
}

function linesOf(envelopes: readonly (string | null)[]): Uint8Array {
  return utf8Bytes(envelopes.map((envelope) => `${envelope ?? 'null'}\n`).join(''))
}
