import { describe, expect, it } from 'vitest'
import {
  type Report,
  verifyCheckpoint,
  verifyConsistency,
  verifyDump,
  verifyProof,
  verifyTiles,
} from '../../src/verify/verify.mjs'
import { bytes, entries, ORIGIN, OwnLog, signer } from './own-log.ts'

const key = signer(ORIGIN)
const other = signer(ORIGIN, 2)
const log = new OwnLog(entries(6), [key])
const keys = [key.vkey]

/** Places of single changed bytes after which a check still says valid. Each place is tried with two of its bits. */
async function survivors(whole: Uint8Array, check: (changed: Uint8Array) => Promise<Report>): Promise<number[]> {
  expect(await check(whole)).toMatchObject({ valid: true })
  const found: number[] = []
  for (let at = 0; at < whole.length; at++) {
    for (const bit of [0x01, 0x20]) {
      const changed = whole.slice()
      changed[at] = (changed[at] ?? 0) ^ bit
      if ((await check(changed)).valid) found.push(at)
    }
  }
  return found
}

/** Without any one of its bytes. */
async function survivesLosing(whole: Uint8Array, check: (cut: Uint8Array) => Promise<Report>): Promise<number[]> {
  const found: number[] = []
  for (let at = 0; at < whole.length; at++) {
    const cut = Uint8Array.from([...whole.subarray(0, at), ...whole.subarray(at + 1)])
    if ((await check(cut)).valid) found.push(at)
  }
  return found
}

describe('one changed byte anywhere', () => {
  it('spoils a proof', { timeout: 60_000 }, async () => {
    const check = (proof: Uint8Array) => verifyProof({ proof, keys })
    expect(await survivors(bytes(log.proof(3)), check)).toEqual([])
    expect(await survivesLosing(bytes(log.proof(3)), check)).toEqual([])
  })

  it('spoils the content that goes with a proof', { timeout: 60_000 }, async () => {
    const proof = bytes(log.proof(3))
    const check = (envelope: Uint8Array) => verifyProof({ proof, keys, envelope })
    expect(await survivors(bytes(log.entries[3]?.envelope ?? ''), check)).toEqual([])
  })

  it('spoils a checkpoint', async () => {
    const check = (checkpoint: Uint8Array) => verifyCheckpoint({ checkpoint, keys })
    expect(await survivors(bytes(log.checkpoint()), check)).toEqual([])
    expect(await survivesLosing(bytes(log.checkpoint()), check)).toEqual([])
  })

  it('spoils a checkpoint in rotation, but for the line by the key that was not given, which is not looked at', async () => {
    const text = log.checkpoint(6, [key, other])
    const check = (checkpoint: Uint8Array) => verifyCheckpoint({ checkpoint, keys })
    const secondLine = bytes(text).lastIndexOf(0x0a, bytes(text).length - 2) + 1
    expect(Math.min(...(await survivors(bytes(text), check)))).toBeGreaterThan(secondLine)
    // Who knows both keys sees a change of either signature; a changed name or id makes its line a stranger's.
    const both = (checkpoint: Uint8Array) => verifyCheckpoint({ checkpoint, keys: [key.vkey, other.vkey] })
    const signatureBytes = (await survivors(bytes(text), both)).filter((at) => {
      const line = text.slice(0, at).lastIndexOf('— ')
      return at - line > `— ${ORIGIN} `.length + 10
    })
    expect(signatureBytes).toEqual([])
  })

  it('spoils a dump', { timeout: 60_000 }, async () => {
    const small = new OwnLog(entries(4), [key])
    const checkpoint = bytes(small.checkpoint())
    const check = (dump: Uint8Array) => verifyDump({ dump: [dump], checkpoint, keys })
    expect(await survivors(bytes(small.dump()), check)).toEqual([])
    expect(await survivesLosing(bytes(small.dump()), check)).toEqual([])
  })

  it('spoils tiles and bundles', { timeout: 60_000 }, async () => {
    const checkpoint = bytes(log.checkpoint())
    const tiles = log.tiles()
    expect([...tiles.keys()].sort()).toEqual(['tile/0/000.p/6', 'tile/entries/000.p/6'])
    for (const [path, whole] of tiles) {
      const check = (changed: Uint8Array) =>
        verifyTiles({ checkpoint, keys, tiles: async (each) => (each === path ? changed : (tiles.get(each) ?? null)) })
      expect(await survivors(whole, check), path).toEqual([])
    }
  })

  it('spoils tiles of every level, and the hashes that a consistency check needs of them', {
    timeout: 60_000,
  }, async () => {
    const large = new OwnLog(entries(600), [key])
    const tiles = large.tiles()
    expect(tiles.has('tile/1/000.p/2')).toBe(true)
    const older = bytes(large.checkpoint(300))
    const newer = bytes(large.checkpoint())
    const read = (path: string, changed: Uint8Array) => async (each: string) =>
      each === path ? changed : (tiles.get(each) ?? null)
    for (const [path, whole] of tiles) {
      const last = whole.slice()
      last[last.length - 1] = (last.at(-1) ?? 0) ^ 1
      const recomputed = await verifyTiles({ checkpoint: newer, keys, tiles: read(path, last) })
      expect(recomputed, path).toMatchObject({ valid: false })
      expect(['altered-leaf', 'altered-tile', 'truncated-tile'], path).toContain(recomputed.reason)
    }
    const needed = whichAreRead(tiles)
    expect(await verifyConsistency({ older, newer, keys, tiles: needed.read })).toMatchObject({ valid: true })
    expect([...needed.paths].sort()).toEqual(['tile/0/001', 'tile/1/000.p/2', 'tile/0/002.p/88'].sort())
    const root = tiles.get('tile/1/000.p/2') ?? new Uint8Array()
    for (let at = 0; at < 32; at++) {
      const changed = root.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(await verifyConsistency({ older, newer, keys, tiles: read('tile/1/000.p/2', changed) })).toMatchObject({
        valid: false,
        reason: 'root-mismatch',
      })
    }
  })
})

function whichAreRead(tiles: ReadonlyMap<string, Uint8Array>) {
  const paths = new Set<string>()
  return {
    paths,
    read: async (path: string) => {
      paths.add(path)
      return tiles.get(path) ?? null
    },
  }
}
