import { emptyRoot, type Hash, nodeHash } from './hashing.ts'

/*
 * The Merkle tree of RFC 6962 as arithmetic. Sizes and positions are whole numbers below 2^53, so halves are taken by
 * division: the bit operators of JavaScript end at 32 bits.
 */

/** The leaves `from` (inclusive) to `to` (exclusive); `from` is where a subtree of the tree begins. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The root of the complete subtree of `2 ** level` leaves that begins at leaf `index * 2 ** level`. */
export interface Node {
  readonly level: number
  readonly index: number
}

/** Gives the hash of a complete subtree. Throws when it does not have it. */
export type NodeHashes = (node: Node) => Hash

/** The complete subtrees that a span consists of, from left to right, each smaller than the one before. */
export function nodesOf({ from, to }: Span): readonly Node[] {
  const nodes: Node[] = []
  for (let start = from; start < to; ) {
    let level = 0
    // As high as the position allows and the leaves reach.
    while (start % 2 ** (level + 1) === 0 && start + 2 ** (level + 1) <= to) level++
    nodes.push({ level, index: start / 2 ** level })
    start += 2 ** level
  }
  return nodes
}

/** The hash of a span (MTH of RFC 6962 section 2.1), from the complete subtrees it consists of. */
export function spanHash(span: Span, hashes: NodeHashes): Hash {
  const parts = nodesOf(span).map(hashes)
  const last = parts.pop()
  if (last === undefined) return emptyRoot()
  return parts.reduceRight((right, left) => nodeHash(left, right), last)
}

/** The root of a tree of `size` leaves. */
export function rootOf(size: number, hashes: NodeHashes): Hash {
  return spanHash({ from: 0, to: size }, hashes)
}

/**
 * What an inclusion proof consists of: the siblings on the way from the leaf to the root (PATH of RFC 6962 section 2.1.1).
 * Throws when there is no such leaf in a tree of this size.
 */
export function inclusionSpans(index: number, size: number): readonly Span[] {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)) {
    throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  }
  const spans: Span[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + split(to - from)
    if (index < middle) {
      spans.push({ from: middle, to })
      to = middle
    } else {
      spans.push({ from, to: middle })
      from = middle
    }
  }
  return spans.reverse()
}

/**
 * What a proof that the tree of `second` leaves extends the tree of `first` consists of (PROOF of RFC 6962 section 2.1.2);
 * nothing when they are the same, or when the first is empty, which everything extends. Throws when `second` is smaller.
 */
export function consistencySpans(first: number, second: number): readonly Span[] {
  if (!(Number.isSafeInteger(first) && Number.isSafeInteger(second) && first >= 0 && first <= second)) {
    throw new RangeError(`a tree of ${second} leaves does not extend one of ${first}`)
  }
  if (first === 0 || first === second) return []
  const spans: Span[] = []
  let [from, to] = [0, second]
  while (first !== to) {
    const middle = from + split(to - from)
    if (first <= middle) {
      spans.push({ from: middle, to })
      to = middle
    } else {
      spans.push({ from, to: middle })
      from = middle
    }
  }
  // A first tree that is a complete subtree of the second one needs no hash of its own: the verifier has its root.
  if (from > 0) spans.push({ from, to })
  return spans.reverse()
}

/** The largest power of two below `count`, for a count of two or more. */
function split(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}
