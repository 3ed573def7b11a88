/** Types of `verify.mjs`, for programs and tests that import it. */

export const REASONS: readonly string[]
export const LONGEST: Readonly<Record<'key' | 'checkpoint' | 'proof' | 'leaf' | 'envelope' | 'line', number>>

export class NoEd25519 extends Error {}

/** What a check gives: facts, or the reason with its details. */
export interface Report {
  readonly valid: boolean
  readonly check: 'proof' | 'checkpoint' | 'consistency' | 'dump' | 'tiles'
  /** One of `REASONS`. */
  readonly reason?: string
  /** What of a text is wrong. */
  readonly fault?: string
  readonly [fact: string]: unknown
}

interface Trust {
  /** Verifier keys as text. */
  readonly keys: readonly string[]
  readonly origin?: string
}
type TileReader = (path: string) => Promise<Uint8Array | null>
type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export function verifyProof(
  input: Trust & { proof: Uint8Array; envelope?: Uint8Array; entry?: string | undefined },
): Promise<Report>
export function verifyCheckpoint(input: Trust & { checkpoint: Uint8Array }): Promise<Report>
export function verifyConsistency(
  input: Trust & {
    older: Uint8Array
    newer: Uint8Array
    tiles?: TileReader
    dump?: Chunks
    path?: Uint8Array
    onProgress?: (entries: number) => void
  },
): Promise<Report>
export function verifyDump(
  input: Trust & {
    dump: Chunks
    checkpoint: Uint8Array
    tiles?: TileReader
    onProgress?: (entries: number) => void
  },
): Promise<Report>
export function verifyTiles(
  input: Trust & { tiles: TileReader; checkpoint: Uint8Array; onProgress?: (entries: number) => void },
): Promise<Report>

export function explain(
  report: Report,
  lang: 'uk' | 'en',
): { verdict: string; title: string; points: string[]; remarks: string[]; remarksTitle: string }
export function kindOf(bytes: Uint8Array): 'proof' | 'dump' | 'envelope' | 'path' | 'checkpoint'

export function leafHash(bytes: Uint8Array): Promise<Uint8Array>
export function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Uint8Array>
export function rootOfInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  path: readonly Uint8Array[],
): Promise<Uint8Array | null>
export function rootsOfConsistency(
  olderSize: number,
  newerSize: number,
  path: readonly Uint8Array[],
): Promise<{ older: Uint8Array; newer: Uint8Array } | null>
export class GrowingTree {
  readonly size: number
  append(leaf: Uint8Array): Promise<void>
  root(): Promise<Uint8Array>
}
export function tilePath(level: number | 'entries', number: number, width: number): string
