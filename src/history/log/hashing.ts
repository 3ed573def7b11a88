import { sha256 } from '@noble/hashes/sha2.js'

/** A SHA-256 digest, 32 bytes. */
export type Hash = Uint8Array

/** Bytes of a hash in tiles and proofs. */
export const HASH_BYTES = 32

const LEAF_PREFIX = 0x00
const NODE_PREFIX = 0x01

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962 section 2.1). */
export function emptyRoot(): Hash {
  return sha256(new Uint8Array(0))
}

/** The hash of an entry: SHA-256(0x00 || entry) (RFC 6962 section 2.1). */
export function leafHash(entry: Uint8Array): Hash {
  const prefixed = new Uint8Array(entry.length + 1)
  prefixed[0] = LEAF_PREFIX
  prefixed.set(entry, 1)
  return sha256(prefixed)
}

/** The hash of two subtrees: SHA-256(0x01 || left || right) (RFC 6962 section 2.1). */
export function nodeHash(left: Hash, right: Hash): Hash {
  const prefixed = new Uint8Array(1 + 2 * HASH_BYTES)
  prefixed[0] = NODE_PREFIX
  prefixed.set(left, 1)
  prefixed.set(right, 1 + HASH_BYTES)
  return sha256(prefixed)
}

/** Whether two hashes are the same. Hashes of a public log are no secrets, so the time it takes may tell. */
export function sameHash(one: Hash, other: Hash): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
