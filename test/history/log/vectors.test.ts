import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fromBase64 } from '../../../src/history/log/base64.ts'
import { decodeBundle } from '../../../src/history/log/bundles.ts'
import { openCheckpoint } from '../../../src/history/log/checkpoint.ts'
import { HASH_BYTES, leafHash, sameHash } from '../../../src/history/log/hashing.ts'
import { parseVerifierKey, type VerifierKey } from '../../../src/history/log/note.ts'
import { openProof } from '../../../src/history/log/proof-file.ts'
import { verifyConsistency } from '../../../src/history/log/proofs.ts'
import { bundlePath, fullTileHash, hashesFromTiles, tilePath, tilesGrown } from '../../../src/history/log/tiles.ts'
import { rootOf } from '../../../src/history/log/tree.ts'
import { utf8Bytes, utf8Text } from '../../../src/kernel/encoding.ts'
import { sha256Hex } from '../../../src/kernel/hash.ts'
import { hashesOf } from './tree-in-memory.ts'

interface Case {
  readonly kind: 'proof' | 'checkpoint' | 'consistency' | 'dump' | 'tiles'
  readonly expect: string
  readonly origin: string
  readonly keys: readonly string[]
  readonly files: Readonly<Record<string, string | Record<string, string>>>
}

const FOLDER = fileURLToPath(new URL('../../vectors/', import.meta.url))
const cases = ['valid', 'invalid'].flatMap((side) =>
  readdirSync(join(FOLDER, side), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('case.json'))
    .map((name) => dirname(join(side, name))),
)

type Open = (role: string) => Uint8Array
type Verdict = 'valid' | string

/** What this program's own checks say of a case: `valid`, or one of the reasons that are as good. */
const VERIFIERS: Readonly<
  Record<Case['kind'], (open: Open, given: Case, trusted: readonly VerifierKey[], folder: string) => Promise<Verdict>>
> = {
  proof: async (open, { origin, files }, trusted) => {
    const opened = await openProof(open('proof'), origin, trusted)
    if (typeof opened === 'string') return opened
    if (files['envelope'] === undefined) return 'valid'
    const { sha256 } = JSON.parse(utf8Text(opened.entry) ?? '')
    return (await sha256Hex(open('envelope'))) === sha256 ? 'valid' : 'altered-envelope'
  },
  checkpoint: async (open, { origin }, trusted) => {
    const opened = await openCheckpoint(open('checkpoint'), origin, trusted)
    return typeof opened === 'string' ? opened : 'valid'
  },
  consistency: async (open, { origin }, trusted) => {
    const older = await openCheckpoint(open('older'), origin, trusted)
    const newer = await openCheckpoint(open('newer'), origin, trusted)
    if (typeof older === 'string' || typeof newer === 'string') return `${older}, ${newer}`
    if (newer.size < older.size) return 'rolled-back'
    const lines = (utf8Text(open('consistency')) ?? '').split('\n').slice(0, -1)
    const proof = lines.map((line) => fromBase64(line) ?? new Uint8Array())
    return verifyConsistency(older.size, newer.size, older.root, newer.root, proof) ? 'valid' : 'forked-tree'
  },
  dump: async (open, { origin }, trusted) => {
    const checkpoint = await openCheckpoint(open('checkpoint'), origin, trusted)
    if (typeof checkpoint === 'string') return checkpoint
    const rows: { leaf: string; envelope: string | null }[] = []
    try {
      for (const line of (utf8Text(open('dump')) ?? '').split('\n').slice(0, -1)) rows.push(JSON.parse(line))
    } catch {
      return 'malformed'
    }
    if (rows.length < checkpoint.size) return 'missing-leaf'
    const root = rootOf(checkpoint.size, hashesOf(rows.map(({ leaf }) => utf8Bytes(leaf))))
    if (!sameHash(root, checkpoint.root)) return 'altered-leaf'
    for (const { leaf, envelope } of rows) {
      if (envelope !== null && (await sha256Hex(envelope)) !== JSON.parse(leaf).sha256) return 'altered-envelope'
    }
    return 'valid'
  },
  tiles: async (open, { origin, files }, trusted, folder) => {
    const checkpoint = await openCheckpoint(open('checkpoint'), origin, trusted)
    if (typeof checkpoint === 'string') return checkpoint
    const paths = files['tiles'] as Record<string, string>
    const read = (path: string) => readFileSync(join(folder, paths[path] ?? ''))
    const hashes = new Map<string, Uint8Array>()
    for (const tile of tilesGrown(0, checkpoint.size)) {
      const bytes = read(tilePath(tile))
      if (bytes.length !== tile.width * HASH_BYTES) return 'truncated-tile'
      hashes.set(`${tile.level}/${tile.n}`, bytes)
      if (tile.level > 0) continue
      const entries = decodeBundle(read(bundlePath(tile)))
      if (entries?.length !== tile.width) return 'truncated-tile'
      const wrong = entries.some(
        (entry, index) => !sameHash(leafHash(entry), bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)),
      )
      if (wrong) return 'altered-leaf or altered-tile'
    }
    const tileOf = ({ level, n }: { level: number; n: number }) => hashes.get(`${level}/${n}`) ?? new Uint8Array()
    for (const { level, n, width } of tilesGrown(0, checkpoint.size)) {
      for (let index = 0; level > 0 && index < width; index++) {
        const below = fullTileHash(tileOf({ level: level - 1, n: n * 256 + index }))
        if (!sameHash(below, tileOf({ level, n }).subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)))
          return 'altered-tile'
      }
    }
    return sameHash(rootOf(checkpoint.size, hashesFromTiles(tileOf)), checkpoint.root) ? 'valid' : 'altered-tile'
  },
}

/** What cannot be told apart from outside, or has another name here. */
const AS_GOOD: Readonly<Record<string, readonly string[]>> = {
  'wrong-key': ['unknown-key'],
  'rotated-key': ['unknown-key'],
  'altered-leaf': ['not-included', 'altered-leaf or altered-tile'],
  'altered-proof': ['not-included'],
  'altered-tile': ['altered-leaf or altered-tile'],
}

describe('the golden vectors of the log', () => {
  it('are there, for every kind and on both sides', () => {
    expect(cases.length).toBeGreaterThan(40)
    const kinds = cases.map((name) => JSON.parse(readFileSync(join(FOLDER, name, 'case.json'), 'utf8')).kind)
    expect([...new Set(kinds)].sort()).toEqual(Object.keys(VERIFIERS).sort())
  })

  it.each(cases.map((name) => [relative('.', name)]))('%s', async (name) => {
    const folder = join(FOLDER, name)
    const given: Case = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'))
    const trusted = given.keys.flatMap((text) => parseVerifierKey(text) ?? [])
    expect(trusted.length).toBe(given.keys.length)
    const open: Open = (role) => readFileSync(join(folder, String(given.files[role])))
    const verdict = await VERIFIERS[given.kind](open, given, trusted, folder)
    expect([given.expect, ...(AS_GOOD[given.expect] ?? [])]).toContain(verdict)
    if (name.startsWith('invalid')) expect(name.split('/')[1]).toBe(given.expect)
  })
})
