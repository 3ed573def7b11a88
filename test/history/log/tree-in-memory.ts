import { leafHash, nodeHash } from '../../../src/history/log/hashing.ts'
import type { NodeHashes } from '../../../src/history/log/tree.ts'

/** Hashes of complete subtrees of a log in memory, by the definition and with nothing kept but what was asked for. */
export function hashesOf(entries: readonly Uint8Array[]): NodeHashes {
  const known = new Map<string, Uint8Array>()
  const hashes: NodeHashes = ({ level, index }) => {
    const key = `${level}/${index}`
    const kept = known.get(key)
    if (kept !== undefined) return kept
    const entry = entries[index]
    if (level === 0 && entry === undefined) throw new Error(`no entry ${index}`)
    const hash =
      level === 0 && entry !== undefined
        ? leafHash(entry)
        : nodeHash(hashes({ level: level - 1, index: 2 * index }), hashes({ level: level - 1, index: 2 * index + 1 }))
    known.set(key, hash)
    return hash
  }
  return hashes
}
