import { asc, count, gt } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { logCheckpointTable, logTileTable } from '../../db/schema.ts'
import { type LogArchive, readPublished } from '../history/log/archive.ts'
import { openCheckpoint, readCheckpoint } from '../history/log/checkpoint.ts'
import { edgeOf, growTiles } from '../history/log/grow.ts'
import { HASH_BYTES, leafHash, sameHash } from '../history/log/hashing.ts'
import { parseVerifierKey } from '../history/log/note.ts'
import { selectKeys, selectLogSizes, selectTiles } from '../history/log/rows.ts'
import { hashesFromTiles, TILE_WIDTH, tilesGrown } from '../history/log/tiles.ts'
import { rootOf } from '../history/log/tree.ts'
import { toHex, utf8Bytes } from '../kernel/encoding.ts'
import type { VerifyFinding } from './verify.ts'

/** Makes the tree anew from the leaves, given in their order, and compares tiles and checkpoints with it. */
export interface TreeCheck {
  add(leaves: readonly string[]): Promise<void>
  /** What is wrong, once all leaves were given. */
  finish(): Promise<readonly VerifyFinding[]>
}

interface Signed {
  readonly place: string
  readonly size: number
  /** Lower-case hexadecimal. */
  readonly root: string
}

const CHECKPOINTS_A_READ = 1000

export async function checkTree(read: Reader, archive: LogArchive | null): Promise<TreeCheck> {
  const findings: VerifyFinding[] = []
  const { tiled } = await selectLogSizes(read)
  const waiting = (await signedRoots(read, archive, findings)).toSorted((a, b) => a.size - b.size)
  // The tiles at the right edge alone: whatever is full is compared and let go.
  const edge = new Map<number, Uint8Array>()
  const hashes = hashesFromTiles(({ level }) => edge.get(level) ?? new Uint8Array(0))
  let size = 0
  const compareRoots = () => {
    while (waiting[0]?.size === size) {
      const [{ place, root }] = waiting.splice(0, 1) as [Signed]
      if (toHex(rootOf(size, hashes)) !== root) findings.push({ place, rule: 'its root is not that of the leaves' })
    }
  }
  const grow = async (texts: readonly string[]) => {
    const added = texts.map((text) => leafHash(utf8Bytes(text)))
    const grown = growTiles(size, ({ level }) => edge.get(level) ?? new Uint8Array(0), added)
    size += texts.length
    for (const { level, hashes: tile } of grown) edge.set(level, tile)
    const full = grown.filter((tile) => tile.hashes.length === TILE_WIDTH * HASH_BYTES)
    const rest = edgeOf(size).map((place) => ({ ...place, hashes: edge.get(place.level) ?? new Uint8Array(0) }))
    const done = size < tiled ? full : size === tiled ? [...full, ...rest] : []
    const kept = await selectTiles(read, done)
    for (const { level, n, hashes: tile } of done) {
      if (!sameHash(kept.get(`${level}/${n}`) ?? new Uint8Array(0), tile)) {
        findings.push({ place: `tile ${level}/${n}`, rule: 'is not what the leaves give' })
      }
    }
    compareRoots()
  }
  compareRoots()
  return {
    async add(leaves) {
      for (let start = 0; start < leaves.length; ) {
        // Up to the next place where something is to be compared.
        const stops = [waiting[0]?.size, size < tiled ? tiled : undefined].filter((stop) => stop !== undefined)
        const end = Math.min(leaves.length, start + Math.min(...stops, size + leaves.length) - size)
        await grow(leaves.slice(start, end))
        start = end
      }
    },
    async finish() {
      for (const { place, size: covered } of waiting) {
        findings.push({ place, rule: `covers ${covered} leaves, and there are ${size}` })
      }
      const [kept] = await read.select({ tiles: count() }).from(logTileTable)
      const expected = [...tilesGrown(0, tiled)].length
      if (kept?.tiles !== expected) findings.push({ place: 'log_tile', rule: `${kept?.tiles} tiles for ${expected}` })
      return findings
    },
  }
}

/** Every checkpoint that was signed, here and in the copy, after looking at its signatures. */
async function signedRoots(
  read: Reader,
  archive: LogArchive | null,
  findings: VerifyFinding[],
): Promise<readonly Signed[]> {
  const keys = (await selectKeys(read)).flatMap(({ vkey }) => parseVerifierKey(vkey) ?? [])
  const signed: Signed[] = []
  for (let after = 0; ; ) {
    const rows = await read
      .select()
      .from(logCheckpointTable)
      .where(gt(logCheckpointTable.seq, after))
      .orderBy(asc(logCheckpointTable.seq))
      .limit(CHECKPOINTS_A_READ)
    for (const { seq, size, root, note } of rows) {
      const place = `checkpoint ${seq}`
      signed.push({ place, size, root })
      after = seq
      const said = readCheckpoint(note)
      if (said === null || said.size !== size || toHex(said.root) !== root) {
        findings.push({ place, rule: 'its note says something else' })
        continue
      }
      const opened = await openCheckpoint(note, said.origin, keys)
      if (typeof opened === 'string') findings.push({ place, rule: `its note is not believed (${opened})` })
    }
    if (rows.length < CHECKPOINTS_A_READ) break
  }
  const copy = archive && (await readPublished(archive))
  if (copy) signed.push({ place: `copy in ${archive.place}`, size: copy.size, root: toHex(copy.root) })
  return signed
}
