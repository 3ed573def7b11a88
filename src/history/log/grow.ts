import { HASH_BYTES, type Hash } from './hashing.ts'
import { fullTileHash, TILE_WIDTH, type TilePlace } from './tiles.ts'

/** A tile and its hashes, one after the other. */
export interface GrownTile extends TilePlace {
  readonly hashes: Uint8Array
}

/** The tiles that are not full in a tree of `size` leaves: where its next leaves will be added. */
export function edgeOf(size: number): readonly TilePlace[] {
  const edge: TilePlace[] = []
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    if (count % TILE_WIDTH > 0) edge.push({ level, n: Math.floor(count / TILE_WIDTH) })
  }
  return edge
}

/**
 * The tiles of a tree of `size` leaves that change when leaves are added, as they are afterwards.
 * @param edge gives the hashes of the tiles of `edgeOf(size)`; more than the tree has are passed over
 * @param added the hashes of the new leaves
 */
export function growTiles(
  size: number,
  edge: (place: TilePlace) => Uint8Array,
  added: readonly Hash[],
): readonly GrownTile[] {
  const grown: GrownTile[] = []
  let count = size
  let hashes = added
  for (let level = 0; hashes.length > 0; level++) {
    const full: Hash[] = []
    let n = Math.floor(count / TILE_WIDTH)
    let width = count % TILE_WIDTH
    for (let position = 0; position < hashes.length; n++, width = 0) {
      const taken = hashes.slice(position, position + TILE_WIDTH - width)
      const tile = appended(width === 0 ? new Uint8Array(0) : edge({ level, n }), width, taken)
      grown.push({ level, n, hashes: tile })
      if (width + taken.length === TILE_WIDTH) full.push(fullTileHash(tile))
      position += taken.length
    }
    count = Math.floor(count / TILE_WIDTH)
    hashes = full
  }
  return grown
}

function appended(begun: Uint8Array, width: number, hashes: readonly Hash[]): Uint8Array {
  if (begun.length < width * HASH_BYTES) throw new Error('a tile at the edge of the tree has too few hashes')
  const tile = new Uint8Array((width + hashes.length) * HASH_BYTES)
  tile.set(begun.subarray(0, width * HASH_BYTES))
  for (const [index, hash] of hashes.entries()) tile.set(hash, (width + index) * HASH_BYTES)
  return tile
}
