import { describe, expect, it } from 'vitest'
import { readCheckpoint } from '../../../src/history/log/checkpoint.ts'
import { emptyRoot } from '../../../src/history/log/hashing.ts'
import {
  isKeyName,
  openNote,
  parseNote,
  parsePrivateKey,
  parseVerifierKey,
  privateKeyOf,
  signNote,
  type VerifierKey,
} from '../../../src/history/log/note.ts'
import { verifyConsistency, verifyInclusion } from '../../../src/history/log/proofs.ts'
import { numberPath, parseTilePath, tilePath, tilesGrown } from '../../../src/history/log/tiles.ts'
import { consistencySpans, inclusionSpans, rootOf, spanHash } from '../../../src/history/log/tree.ts'
import { fromHex, toHex } from '../../../src/kernel/encoding.ts'
import { hashesOf } from './tree-in-memory.ts'

const hex = (text: string) => fromHex(text) ?? new Uint8Array()

/** The eight entries of the reference tree of Certificate Transparency and the roots of its beginnings. */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const A = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'
const B = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e'
const C = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'
const D = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b'
const E = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0'
const F = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a'
const G = 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f'
const INCLUSION: readonly [index: number, size: number, proof: readonly string[]][] = [
  [0, 1, []],
  [0, 8, [A, B, C]],
  [5, 8, [D, E, ROOTS[4] ?? '']],
  [2, 3, [ROOTS[2] ?? '']],
  [1, 5, [ROOTS[1] ?? '', B, D]],
]
const CONSISTENCY: readonly [first: number, second: number, proof: readonly string[]][] = [
  [1, 1, []],
  [1, 8, [A, B, C]],
  [6, 8, [F, E, ROOTS[4] ?? '']],
  [2, 5, [B, D]],
  [6, 7, [F, G, ROOTS[4] ?? '']],
]

describe('the reference tree of RFC 6962', () => {
  const hashes = hashesOf(ENTRIES.map(hex))

  it.each(ROOTS.map((root, size) => [size, root] as const))('of %i leaves has its root', (size, root) => {
    expect(toHex(rootOf(size, hashes))).toBe(root)
    if (size === 0) expect(toHex(emptyRoot())).toBe(root)
  })

  it.each(INCLUSION)('proves leaf %i of %i', (index, size, proof) => {
    expect(inclusionSpans(index, size).map((span) => toHex(spanHash(span, hashes)))).toEqual(proof)
    const leaf = hashes({ level: 0, index })
    expect(verifyInclusion(index, size, leaf, proof.map(hex), hex(ROOTS[size] ?? ''))).toBe(true)
    expect(verifyInclusion(index + 1, size, leaf, proof.map(hex), hex(ROOTS[size] ?? ''))).toBe(false)
  })

  it.each(CONSISTENCY)('proves that %i begins %i', (first, second, proof) => {
    expect(consistencySpans(first, second).map((span) => toHex(spanHash(span, hashes)))).toEqual(proof)
    const [before, after] = [hex(ROOTS[first] ?? ''), hex(ROOTS[second] ?? '')]
    expect(verifyConsistency(first, second, before, after, proof.map(hex))).toBe(true)
    expect(verifyConsistency(first, second, hex(ROOTS[first - 1] ?? ''), after, proof.map(hex))).toBe(false)
  })

  it('has no leaf beyond its end and is not extended by a smaller one', () => {
    expect(() => inclusionSpans(8, 8)).toThrow(RangeError)
    expect(() => consistencySpans(8, 7)).toThrow(RangeError)
  })
})

describe('signed notes of golang.org/x/mod/sumdb/note', () => {
  const VERIFIER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
  const PRIVATE = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
  const ENOCH = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop'
  const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
  const LINE =
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
  const ENOCH_LINE =
    '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n'
  const peter = parseVerifierKey(VERIFIER) as VerifierKey
  const enoch = parseVerifierKey(ENOCH) as VerifierKey

  it('are signed the same', async () => {
    const signer = await parsePrivateKey(PRIVATE)
    expect(signer?.key.text).toBe(VERIFIER)
    expect(signer && (await signNote(TEXT, [signer]))).toBe(`${TEXT}\n${LINE}`)
  })

  it('are opened with each key that signed', async () => {
    const note = `${TEXT}\n${LINE}${ENOCH_LINE}`
    for (const trusted of [[peter], [enoch], [peter, enoch]])
      expect(await openNote(note, trusted)).toEqual({ text: TEXT, by: trusted })
    expect(await openNote(`${TEXT}\n${LINE}`, [enoch])).toBe('unknown-key')
    expect(await openNote(`${TEXT}\n${LINE}`, [])).toBe('unknown-key')
    expect(await openNote(`${TEXT.replace('crypto', 'kripto')}\n${LINE}`, [peter])).toBe('bad-signature')
    // A good signature does not make up for a false one.
    expect(await openNote(`${TEXT}\n${ENOCH_LINE}${LINE.replace('/ZJ', '/ZK')}`, [peter, enoch])).toBe('bad-signature')
  })

  it.each([
    ['another name', VERIFIER.replace('Peter', 'Pete')],
    ['another id', VERIFIER.replace('c74f20a3', 'c74f20a4')],
    ['another key', VERIFIER.replace('Rpc2', 'Rpc3')],
    ['another algorithm', VERIFIER.replace('+ARpc', '+AhRpc')],
    ['no key', 'PeterNeumann+c74f20a3+'],
    ['a key too short', 'PeterNeumann+c74f20a3+ARpc'],
    ['nothing', ''],
  ])('have no verifier key with %s', (_, text) => {
    expect(parseVerifierKey(text)).toBeNull()
  })

  it.each([
    ['another id', PRIVATE.replace('c74f20a3', 'c74f20a4')],
    ['another name', PRIVATE.replace('Peter', 'Pete')],
    ['a verifier key', VERIFIER],
    ['nothing', ''],
  ])('are not signed with %s', async (_, text) => {
    expect(await parsePrivateKey(text)).toBeNull()
  })

  it.each([
    ['no blank line', `${TEXT}${LINE}`],
    ['no signature', `${TEXT}\n`],
    ['a signature without its newline', `${TEXT}\n${LINE.slice(0, -1)}`],
    ['a hyphen for the dash', `${TEXT}\n${LINE.replace('—', '-')}`],
    ['a control character', `${TEXT.replace('\n', '\r\n')}\n${LINE}`],
    ['a signature that is no base64', `${TEXT}\n— PeterNeumann !!!!\n`],
    ['a signature of four bytes', `${TEXT}\n— PeterNeumann x08gow==\n`],
    ['more signatures than anyone reads', `${TEXT}\n${LINE.repeat(101)}`],
  ])('are not well-formed with %s', (_, note) => {
    expect(parseNote(note)).toBeNull()
  })

  it('are not well-formed when they are not UTF-8', () => {
    expect(parseNote(new Uint8Array([0xff, 0x0a, 0x0a]))).toBeNull()
  })

  it('name keys without spaces and pluses', async () => {
    expect(['', 'a b', 'a b', 'a b', 'a+b', 'a\nb'].filter(isKeyName)).toEqual([])
    await expect(privateKeyOf('a b', new Uint8Array(32))).rejects.toThrow('name of a key')
  })
})

describe('checkpoints of c2sp.org/tlog-checkpoint', () => {
  it('are read as the example says', () => {
    const note = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`
    const read = readCheckpoint(note)
    expect([read?.origin, read?.size]).toEqual(['example.com/behind-the-sofa', 20_852_163])
    expect(toHex(read?.root ?? new Uint8Array())).toMatch(/^0ac5186a/)
  })
})

describe('tiles of c2sp.org/tlog-tiles', () => {
  it.each([
    [0, '000'],
    [5, '005'],
    [999, '999'],
    [1000, 'x001/000'],
    [1_234_067, 'x001/x234/067'],
  ])('number %i is %s', (n, path) => {
    expect(numberPath(n)).toBe(path)
    expect(parseTilePath(`tile/3/${path}`)).toEqual({ level: 3, n, width: 256 })
    expect(parseTilePath(`tile/entries/${path}.p/255`)).toEqual({ level: 'entries', n, width: 255 })
  })

  it('of a tree of 70,000 are those that the document lists', () => {
    const tiles = [...tilesGrown(0, 70_000)]
    const full = (level: number) => tiles.filter((tile) => tile.level === level && tile.width === 256).length
    expect([full(0), full(1), full(2)]).toEqual([273, 1, 0])
    expect(tiles.filter(({ width }) => width < 256).map(tilePath)).toEqual([
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ])
    expect([...tilesGrown(0, 256)].map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1'])
    expect([...tilesGrown(0, 0)]).toEqual([])
  })

  it.each([
    'tile/0/00',
    'tile/0/0000',
    'tile/0/1',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001/x002',
    'tile/00/001',
    'tile/64/001',
    'tile/-1/001',
    'tile/0/001.p/0',
    'tile/0/001.p/256',
    'tile/0/001.p/05',
    'tile/0/001.p/',
    'tile/data/001',
    'tile/0/x999/x999/x999/x999/x999/999',
    '../tile/0/001',
  ])('are not at %s', (path) => {
    expect(parseTilePath(path)).toBeNull()
  })
})
