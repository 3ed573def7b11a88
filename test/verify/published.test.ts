import { describe, expect, it } from 'vitest'
import {
  GrowingTree,
  leafHash,
  nodeHash,
  rootOfInclusion,
  rootsOfConsistency,
  tilePath,
  verifyCheckpoint,
} from '../../src/verify/verify.mjs'
import { bytes, hashOfLeaf, hashOfNode } from './own-log.ts'

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const asHex = (hash: Uint8Array | null | undefined) => (hash ? Buffer.from(hash).toString('hex') : null)

/** Leaves and roots of the certificate-transparency project, by which implementations of RFC 6962 are compared. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
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

describe('published vectors of RFC 6962', () => {
  it('hashes of a leaf and a node', async () => {
    expect(asHex(await leafHash(bytes('L123456')))).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    )
    expect(asHex(await nodeHash(bytes('N123'), bytes('N456')))).toBe(
      'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
    )
  })

  it('roots of trees of 0 to 8 leaves', async () => {
    const tree = new GrowingTree()
    const roots = [asHex(await tree.root())]
    for (const leaf of LEAVES) {
      await tree.append(await leafHash(hex(leaf)))
      roots.push(asHex(await tree.root()))
    }
    expect(roots).toEqual(ROOTS)
  })

  it.each([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('inclusion of leaf %i in %i', async (index, size, path) => {
    const leaf = await leafHash(hex(LEAVES[index] ?? ''))
    const hashes = path.map(hex)
    expect(asHex(await rootOfInclusion(index, size, leaf, hashes))).toBe(ROOTS[size])
    expect(await rootOfInclusion(index, size, leaf, [...hashes, leaf])).toBeNull()
    if (path.length > 0) expect(await rootOfInclusion(index, size, leaf, hashes.slice(1))).toBeNull()
    for (const other of [index + 1, index - 1, size]) {
      expect(asHex(await rootOfInclusion(other, size, leaf, hashes))).not.toBe(ROOTS[size])
    }
  })

  it.each([
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('consistency of %i with %i', async (older, newer, path) => {
    const isPowerOfTwo = Number.isInteger(Math.log2(older))
    const hashes = [...(isPowerOfTwo ? [hex(ROOTS[older] ?? '')] : []), ...path.map(hex)]
    const roots = await rootsOfConsistency(older, newer, hashes)
    expect([asHex(roots?.older), asHex(roots?.newer)]).toEqual([ROOTS[older], ROOTS[newer]])
    expect(await rootsOfConsistency(older, newer, hashes.slice(0, -1))).toBeNull()
    expect(await rootsOfConsistency(older, newer, [...hashes, hex(ROOTS[1] ?? '')])).toBeNull()
  })

  it('the example of section 2.1.3, by its names of nodes', async () => {
    const d = Array.from({ length: 7 }, (_, index) => hashOfLeaf(`d${index}`))
    const [a, b, c, dd, e, f, j] = d as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer, Buffer]
    const [g, h, i] = [hashOfNode(a, b), hashOfNode(c, dd), hashOfNode(e, f)]
    const [k, l] = [hashOfNode(g, h), hashOfNode(i, j)]
    const root = asHex(hashOfNode(k, l))
    const inclusion = [
      [0, a, [b, h, l]],
      [3, dd, [c, g, l]],
      [4, e, [f, j, k]],
      [6, j, [i, k]],
    ] as const
    for (const [index, leaf, path] of inclusion) {
      expect(asHex(await rootOfInclusion(index, 7, leaf, path))).toBe(root)
    }
    const consistency = [
      [3, [c, dd, g, l], hashOfNode(g, c)],
      [4, [k, l], k],
      [6, [i, j, k], hashOfNode(k, i)],
    ] as const
    for (const [older, path, before] of consistency) {
      const roots = await rootsOfConsistency(older, 7, path)
      expect([asHex(roots?.older), asHex(roots?.newer)]).toEqual([asHex(before), root])
    }
  })
})

describe('published notes', () => {
  const NEUMANN = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
  const NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`
  const GO_KEY = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'
  const GO_ORIGIN = 'go.sum database tree'
  const GO_CHECKPOINT = `go.sum database tree
63096908
8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54=

— sum.golang.org Az3gri/oVBN1jAhNZ/iS+W31psFAWRT20/GyrhpU6taFwulQGetBkH5S7wpGXdS935jiIGiUUAXBVHzT/P6fYhqAmAk=
`
  const open = (text: string, key: string, origin?: string) =>
    verifyCheckpoint({ checkpoint: bytes(text), keys: [key], ...(origin === undefined ? {} : { origin }) })

  it('the note of the Go package is opened: its signature holds, and only its text is no checkpoint', async () => {
    expect(await open(NOTE, NEUMANN)).toMatchObject({ reason: 'malformed-checkpoint', fault: 'size' })
    expect(await open(NOTE.replace('cryptography', 'cryptographY'), NEUMANN)).toMatchObject({ reason: 'bad-signature' })
    expect(await open(NOTE, GO_KEY)).toMatchObject({ reason: 'wrong-key' })
  })

  it('a checkpoint of the Go checksum database is valid under its own origin', async () => {
    expect(await open(GO_CHECKPOINT, GO_KEY, GO_ORIGIN)).toMatchObject({
      valid: true,
      checkpoint: { origin: GO_ORIGIN, size: 63_096_908, signers: [{ name: 'sum.golang.org', id: '033de0ae' }] },
    })
    expect(await open(GO_CHECKPOINT, GO_KEY)).toMatchObject({ reason: 'wrong-origin', expected: 'sum.golang.org' })
    expect(await open(GO_CHECKPOINT.replace('63096908', '63096909'), GO_KEY, GO_ORIGIN)).toMatchObject({
      reason: 'bad-signature',
    })
  })

  it('no part and no mangling of a verifier key is taken for one', async () => {
    const manglings = [...NEUMANN].map(
      (character, at) =>
        `${NEUMANN.slice(0, at)}${String.fromCharCode(character.charCodeAt(0) + 1)}${NEUMANN.slice(at + 1)}`,
    )
    const parts = [...NEUMANN].flatMap((_, at) => [NEUMANN.slice(0, at), NEUMANN.slice(at + 1)])
    const others = [
      `${NEUMANN} `,
      ` ${NEUMANN}`,
      `${NEUMANN}=`,
      // A key of the wrong length and one of an unknown kind, their ids rightly computed.
      'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
      'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    ]
    for (const key of [...manglings, ...parts, ...others]) {
      expect(await open(NOTE, key), key).toMatchObject({ valid: false, reason: 'malformed-key' })
    }
  })
})

describe('paths of tiles', () => {
  it('are those of the specification', () => {
    expect(tilePath(0, 1_234_067, 256)).toBe('tile/0/x001/x234/067')
    expect(tilePath(2, 0, 1)).toBe('tile/2/000.p/1')
    expect(tilePath('entries', 273, 112)).toBe('tile/entries/273.p/112')
    expect(tilePath(1, 1000, 255)).toBe('tile/1/x001/000.p/255')
  })
})
