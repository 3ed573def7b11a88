import { describe, expect, it } from 'vitest'
import { leafHash, nodeHash } from '../../../src/history/log/hashing.ts'
import { verifyConsistency, verifyInclusion } from '../../../src/history/log/proofs.ts'
import { fullTileHash, hashesFromTiles, TILE_WIDTH } from '../../../src/history/log/tiles.ts'
import { consistencySpans, inclusionSpans, type NodeHashes, rootOf, spanHash } from '../../../src/history/log/tree.ts'
import { utf8Bytes } from '../../../src/kernel/encoding.ts'

const LEAVES = 70_000
/** Of each kind: ten thousand in all. */
const PROOFS = 5000
/** How many of them are also altered in every way. */
const ONE_IN = 3

/** Numbers that look random and are the same each time (a linear congruential generator). */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const leaves = Array.from({ length: LEAVES }, (_, index) => leafHash(utf8Bytes(`entry ${index}`)))
const tiles = tilesOf(leaves)
const fromTiles = hashesFromTiles(({ level, n }) => tiles[level]?.[n] ?? new Uint8Array())
const known = new Map<string, Uint8Array>()
/** Each subtree is worked out once. */
const hashes: NodeHashes = (node) => {
  const key = `${node.level}/${node.index}`
  const hash = known.get(key) ?? fromTiles(node)
  known.set(key, hash)
  return hash
}

/** The proof with one bit of one of its hashes another. */
function flipped(proof: readonly Uint8Array[], place: number): Uint8Array[] {
  const at = Math.floor(place / 32)
  return proof.map((hash, index) => {
    if (index !== at) return hash
    const other = hash.slice()
    other[place % 32] = (other[place % 32] ?? 0) ^ 1
    return other
  })
}

/** All tiles of the tree by level, made from the definition. */
function tilesOf(hashesOfLevel: readonly Uint8Array[]): Uint8Array[][] {
  const level: Uint8Array[] = []
  for (let start = 0; start < hashesOfLevel.length; start += TILE_WIDTH) {
    const part = hashesOfLevel.slice(start, start + TILE_WIDTH)
    const tile = new Uint8Array(part.length * 32)
    for (const [index, hash] of part.entries()) tile.set(hash, index * 32)
    level.push(tile)
  }
  const full = level.filter(({ length }) => length === TILE_WIDTH * 32).map(fullTileHash)
  return full.length === 0 ? [level] : [level, ...tilesOf(full)]
}

/** The root by the recursive definition of RFC 6962 section 2.1, over leaves alone. */
function rootByDefinition(from: number, to: number): Uint8Array {
  if (to - from === 1) return leaves[from] ?? new Uint8Array()
  let split = 1
  while (split * 2 < to - from) split *= 2
  return nodeHash(rootByDefinition(from, from + split), rootByDefinition(from + split, to))
}

describe('proofs made from tiles', () => {
  it('have the root of the definition', () => {
    for (const size of [1, 255, 256, 257, 65_536, 65_537, LEAVES])
      expect(rootOf(size, hashes)).toEqual(rootByDefinition(0, size))
  })

  it(`show ${PROOFS} random leaves in trees of random sizes, and nothing else`, () => {
    const random = numbers(1)
    let wrong = 0
    for (let round = 0; round < PROOFS; round++) {
      const size = 1 + random(LEAVES)
      const index = random(size)
      const leaf = leaves[index] ?? new Uint8Array()
      const proof = inclusionSpans(index, size).map((span) => spanHash(span, hashes))
      const root = rootOf(size, hashes)
      if (!verifyInclusion(index, size, leaf, proof, root)) wrong++
      if (round % ONE_IN > 0) continue
      const other = (index + 1 + random(LEAVES - 1)) % LEAVES
      if (verifyInclusion(index, size, leaves[other] ?? new Uint8Array(), proof, root)) wrong++
      if (index !== other && verifyInclusion(other, size, leaf, proof, root)) wrong++
      const altered = flipped(proof, random(proof.length * 32))
      if (proof.length > 0 && verifyInclusion(index, size, leaf, altered, root)) wrong++
    }
    expect(wrong).toBe(0)
  }, 120_000)

  it(`show that ${PROOFS} random trees extend smaller ones, and nothing else`, () => {
    const random = numbers(2)
    let wrong = 0
    for (let round = 0; round < PROOFS; round++) {
      const second = 1 + random(LEAVES)
      const first = random(second + 1)
      const proof = consistencySpans(first, second).map((span) => spanHash(span, hashes))
      const [before, after] = [rootOf(first, hashes), rootOf(second, hashes)]
      if (!verifyConsistency(first, second, before, after, proof)) wrong++
      if (first === 0 || first === second || round % ONE_IN > 0) continue
      const [forked = before] = flipped([before], random(32))
      if (verifyConsistency(first, second, forked, after, proof)) wrong++
      if (verifyConsistency(first, second, before, rootOf(second - 1, hashes), proof)) wrong++
      if (verifyConsistency(first, second, before, after, flipped(proof, random(proof.length * 32)))) wrong++
      if (verifyConsistency(first, second, before, after, [...proof, before])) wrong++
      if (verifyConsistency(first, second, before, after, proof.slice(0, -1))) wrong++
    }
    expect(wrong).toBe(0)
  }, 120_000)
})
