import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'

/*
 * A log made straight from the definitions of RFC 6962 section 2.1, with no thought of speed and nothing of the program: what
 * verify.mjs is held against.
 */

export const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

export const hashOfLeaf = (bytes: Uint8Array | string) => sha256(Uint8Array.of(0), bytes)
export const hashOfNode = (left: Uint8Array, right: Uint8Array) => sha256(Uint8Array.of(1), left, right)

const split = (count: number) => 2 ** Math.floor(Math.log2(count - 1))

/** MTH(D[n]) of leaf hashes. */
export function treeHash(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves
  if (first === undefined) return sha256('')
  if (leaves.length === 1) return first
  const k = split(leaves.length)
  return hashOfNode(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)))
}

/** PATH(m, D[n]). */
export function inclusionPath(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return []
  const k = split(leaves.length)
  return m < k
    ? [...inclusionPath(m, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...inclusionPath(m - k, leaves.slice(k)), treeHash(leaves.slice(0, k))]
}

/** PROOF(m, D[n]). */
export function consistencyPath(m: number, leaves: readonly Buffer[], isWhole = true): Buffer[] {
  if (m === leaves.length) return isWhole ? [] : [treeHash(leaves)]
  const k = split(leaves.length)
  return m <= k
    ? [...consistencyPath(m, leaves.slice(0, k), isWhole), treeHash(leaves.slice(k))]
    : [...consistencyPath(m - k, leaves.slice(k), false), treeHash(leaves.slice(0, k))]
}

export interface Signer {
  readonly vkey: string
  /** The line of this signer under a text. */
  line(text: string): string
}

/** A signer with a key made from a number, always the same. */
export function signer(name: string, number = 1): Signer {
  const seed = sha256(`seed ${number}`)
  const key: KeyObject = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const material = Buffer.concat([
    Uint8Array.of(1),
    createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32),
  ])
  const id = sha256(`${name}\n`, material).subarray(0, 4)
  return {
    vkey: `${name}+${id.toString('hex')}+${material.toString('base64')}`,
    line: (text) => `— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString('base64')}\n`,
  }
}

export const signed = (text: string, signers: readonly Signer[]) =>
  `${text}\n${signers.map((each) => each.line(text)).join('')}`

export interface Entry {
  readonly leaf: string
  readonly envelope: string
}

/** The `number`th entry: versions 1 and 2 of one record after another. */
export function entry(number: number, mark = ''): Entry {
  const id = `UA-SW-${String(Math.floor(number / 2) + 1).padStart(6, '0')}`
  const version = (number % 2) + 1
  const envelope = JSON.stringify({
    actor: { organization: null, role: 'registrar' },
    reason: `зміна ${number}${mark}`,
    salt: String(number).padStart(32, '0'),
    snapshot: { name: 'Черга' },
  })
  const at = new Date(Date.UTC(2026, 10, 1) + number * 1000).toISOString()
  return {
    leaf: JSON.stringify({ at, id, sha256: sha256(envelope).toString('hex'), type: 'software', v: 1, version }),
    envelope,
  }
}

export const ORIGIN = 'register.test/log'

/** A log of entries with everything that is published of it. */
export class OwnLog {
  readonly entries: readonly Entry[]
  readonly hashes: readonly Buffer[]
  readonly signers: readonly Signer[]
  constructor(entries: readonly Entry[], signers: readonly Signer[]) {
    this.entries = entries
    this.hashes = entries.map(({ leaf }) => hashOfLeaf(leaf))
    this.signers = signers
  }

  checkpoint(size = this.entries.length, signers = this.signers, origin = ORIGIN): string {
    return signed(`${origin}\n${size}\n${treeHash(this.hashes.slice(0, size)).toString('base64')}\n`, signers)
  }

  proof(index: number, size = this.entries.length): string {
    const path = inclusionPath(index, this.hashes.slice(0, size)).map((hash) => `${hash.toString('base64')}\n`)
    const extra = Buffer.from(this.entries[index]?.leaf ?? '').toString('base64')
    return `c2sp.org/tlog-proof@v1\nextra ${extra}\nindex ${index}\n${path.join('')}\n${this.checkpoint(size)}`
  }

  dump(): string {
    return this.entries.map(({ leaf, envelope }) => `${JSON.stringify({ leaf, envelope })}\n`).join('')
  }

  private made: ReadonlyMap<string, Uint8Array> | undefined

  /** Every tile and bundle by its path, for a tree of fewer than 256 * 1000 leaves. */
  tiles(): ReadonlyMap<string, Uint8Array> {
    this.made ??= this.makeTiles()
    return this.made
  }

  private makeTiles(): Map<string, Uint8Array> {
    const files = new Map<string, Uint8Array>()
    const put = (level: number | string, row: readonly Uint8Array[]) => {
      for (let start = 0; start < row.length; start += 256) {
        const part = row.slice(start, start + 256)
        const number = String(start / 256).padStart(3, '0')
        files.set(
          `tile/${level}/${number}${part.length < 256 ? `.p/${part.length}` : ''}`,
          Uint8Array.from(Buffer.concat(part)),
        )
      }
    }
    put(
      'entries',
      this.entries.map(({ leaf }) => {
        const bytes = Buffer.from(leaf)
        return Buffer.concat([Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes])
      }),
    )
    for (let level = 0; this.hashes.length >= 256 ** level; level++) {
      const width = 256 ** level
      const count = Math.floor(this.hashes.length / width)
      put(
        level,
        Array.from({ length: count }, (_, at) => treeHash(this.hashes.slice(at * width, (at + 1) * width))),
      )
    }
    return files
  }
}

/** Entries 0 to `count`; those from `forkedAt` on tell another story. */
export const entries = (count: number, forkedAt = count) =>
  Array.from({ length: count }, (_, number) => entry(number, number < forkedAt ? '' : ' інакше'))

export const bytes = (text: string) => new TextEncoder().encode(text)
