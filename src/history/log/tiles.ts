import { HASH_BYTES, type Hash, nodeHash } from './hashing.ts'
import type { Node, NodeHashes } from './tree.ts'

/** Tiles of c2sp.org/tlog-tiles: eight levels of the tree each, so 256 hashes when full. */
const TILE_HEIGHT = 8
export const TILE_WIDTH = 2 ** TILE_HEIGHT

/** Which tile: its level, and how many tiles of that level come before it. Level 0 holds the hashes of leaves. */
export interface TilePlace {
  readonly level: number
  readonly n: number
}

/** A tile of a tree of some size: `width` hashes, 256 when it is full. */
export interface Tile extends TilePlace {
  readonly width: number
}

/** A tile path names hashes, or the entries themselves. */
export interface EntryBundle {
  readonly n: number
  readonly width: number
}

/** How many hashes the tile has in a tree of `size` leaves: 0 when it is not there. */
export function widthIn(size: number, { level, n }: TilePlace): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level)
  return Math.max(0, Math.min(TILE_WIDTH, hashes - n * TILE_WIDTH))
}

/** The tiles with hashes that a tree of `size` leaves has and one of `before` leaves lacks, level by level. */
export function* tilesGrown(before: number, size: number): Generator<Tile> {
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const first = Math.floor(Math.floor(before / TILE_WIDTH ** level) / TILE_WIDTH)
    const last = Math.ceil(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH)
    for (let n = first; n < last; n++) {
      const width = widthIn(size, { level, n })
      if (width > widthIn(before, { level, n })) yield { level, n, width }
    }
  }
}

/** The path of a tile below the log's address: `tile/0/x001/x234/067.p/5`. */
export function tilePath({ level, n, width }: Tile): string {
  return `tile/${level}/${numberPath(n)}${widthSuffix(width)}`
}

/** The path of the entries that belong to a tile of level 0: `tile/entries/x001/x234/067`. */
export function bundlePath({ n, width }: EntryBundle): string {
  return `tile/entries/${numberPath(n)}${widthSuffix(width)}`
}

/** A tile's number in groups of three digits, all but the last with an `x` in front: 1234067 is `x001/x234/067`. */
export function numberPath(n: number): string {
  const digits = String(n)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = padded.match(/\d{3}/g) ?? []
  return groups.map((group, index) => (index === groups.length - 1 ? group : `x${group}`)).join('/')
}

function widthSuffix(width: number): string {
  return width === TILE_WIDTH ? '' : `.p/${width}`
}

/** What a path below the log's address names; null when it is not the one spelling of anything. */
export function parseTilePath(path: string): Tile | (EntryBundle & { readonly level: 'entries' }) | null {
  const found = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!found) return null
  const [, kind = '', groups = '', partial] = found
  const n = Number(groups.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? TILE_WIDTH : Number(partial)
  const isFullAgain = partial !== undefined && width >= TILE_WIDTH
  if (!Number.isSafeInteger(n) || numberPath(n) !== groups || isFullAgain) return null
  if (kind === 'entries') return { level: 'entries', n, width }
  const level = Number(kind)
  return level > 63 ? null : { level, n, width }
}

/** The tile in which the hash of a complete subtree is, or below which it is worked out. */
export function tileOfNode({ level, index }: Node): TilePlace {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const first = index * 2 ** (level - tileLevel * TILE_HEIGHT)
  return { level: tileLevel, n: Math.floor(first / TILE_WIDTH) }
}

/**
 * Hashes of complete subtrees, worked out from tiles.
 * @param tile gives the hashes of a tile, one after the other; throws when it does not have it
 */
export function hashesFromTiles(tile: (place: TilePlace) => Uint8Array): NodeHashes {
  return (node) => {
    const place = tileOfNode(node)
    const hashes = tile(place)
    const count = 2 ** (node.level - place.level * TILE_HEIGHT)
    const start = node.index * count - place.n * TILE_WIDTH
    if ((start + count) * HASH_BYTES > hashes.length) {
      throw new Error(`tile ${place.level}/${place.n} has too few hashes for a subtree of ${count}`)
    }
    return combined(hashes, start, count)
  }
}

/** The root of the subtree over the hashes `start` to `start + count` of a tile; `count` is a power of two. */
function combined(hashes: Uint8Array, start: number, count: number): Hash {
  if (count === 1) return hashes.slice(start * HASH_BYTES, (start + 1) * HASH_BYTES)
  const half = count / 2
  return nodeHash(combined(hashes, start, half), combined(hashes, start + half, half))
}

/** The hash of a full tile, which stands in the tile above it. */
export function fullTileHash(hashes: Uint8Array): Hash {
  if (hashes.length !== TILE_WIDTH * HASH_BYTES) throw new Error('only a full tile has a hash')
  return combined(hashes, 0, TILE_WIDTH)
}
