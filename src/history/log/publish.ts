import type { Reader } from '../../../db/client.ts'
import { utf8Bytes } from '../../kernel/encoding.ts'
import {
  eraseEnvelopes,
  type LogArchive,
  type Publication,
  removeForeignEnvelopes,
  writeEnvelopes,
  writePublishedCheckpoint,
} from './archive.ts'
import { encodeBundle } from './bundles.ts'
import { HASH_BYTES } from './hashing.ts'
import { selectEntries, selectErased, selectRoot, selectTiles } from './rows.ts'
import { bundlePath, TILE_WIDTH, type Tile, tilePath, tilesGrown } from './tiles.ts'

/**
 * Brings the copy from a tree of `before` entries to the checkpoint: entries, envelopes and tiles first, the checkpoint last,
 * so that whatever it covers is there. Done again, it writes the same.
 */
export async function publish(
  read: Reader,
  archive: LogArchive,
  before: number,
  { size, note }: { readonly size: number; readonly note: string },
): Promise<Publication> {
  for (let n = Math.floor(before / TILE_WIDTH); n * TILE_WIDTH < size; n++) {
    await copyEntries(read, archive, n, Math.max(before, n * TILE_WIDTH), Math.min(size, (n + 1) * TILE_WIDTH))
  }
  for (const tile of tilesGrown(before, size)) await copyTile(read, archive, tile)
  // Looked up once everything is written: what was erased meanwhile must not stand there again.
  await eraseEnvelopes(archive, await selectErased(read, before, size))
  return writePublishedCheckpoint(archive, size, note, (covered) => selectRoot(read, covered), before)
}

async function copyEntries(read: Reader, archive: LogArchive, n: number, from: number, to: number): Promise<void> {
  const start = n * TILE_WIDTH
  const entries = await selectEntries(read, start, to)
  if (entries.length !== to - start) throw new Error(`the log has ${entries.length} of the entries ${start} to ${to}`)
  if (to > from) {
    await removeForeignEnvelopes(
      archive,
      n,
      from,
      entries.map(({ sha256 }) => sha256),
    )
    const added = entries.slice(from - start)
    await writeEnvelopes(
      archive,
      from,
      added.map(({ envelope }) => envelope),
    )
  }
  const width = to - start
  await archive.write(`log/${bundlePath({ n, width })}`, encodeBundle(entries.map(({ bytes }) => utf8Bytes(bytes))))
  if (width === TILE_WIDTH) await removeShorter(archive, `log/${bundlePath({ n, width })}`)
}

async function copyTile(read: Reader, archive: LogArchive, tile: Tile): Promise<void> {
  const hashes = (await selectTiles(read, [tile])).get(`${tile.level}/${tile.n}`)
  if (hashes === undefined || hashes.length < tile.width * HASH_BYTES) {
    throw new Error(`there is no tile ${tilePath(tile)}`)
  }
  await archive.write(`log/${tilePath(tile)}`, hashes.slice(0, tile.width * HASH_BYTES))
  if (tile.width === TILE_WIDTH) await removeShorter(archive, `log/${tilePath(tile)}`)
}

/** A full tile takes the place of the shorter ones that were served before. */
async function removeShorter(archive: LogArchive, path: string): Promise<void> {
  for (const name of await archive.list(`${path}.p`)) await archive.remove(`${path}.p/${name}`)
}
