#!/usr/bin/env node
/*
 * Checks what the public log of a register of Once for All says: proofs, checkpoints, that a newer checkpoint extends an
 * older one, and the whole log from a dump or from its tiles. One file, no dependencies; Node 20 or later, or a browser that imports it.
 *
 *     node verify.mjs --help
 *
 * It is written from the public specifications alone, and shares no code with the program that keeps the log:
 *
 *   notes        https://c2sp.org/signed-note       Ed25519 (RFC 8032)
 *   checkpoints  https://c2sp.org/tlog-checkpoint
 *   proofs       https://c2sp.org/tlog-proof        `extra` holds the bytes of the entry
 *   tiles        https://c2sp.org/tlog-tiles
 *   tree         RFC 6962 section 2.1, RFC 9162 sections 2.1.3.2 and 2.1.4.2
 *   entries      RFC 8785 JSON: {"at","id","sha256","type","v","version"}
 *
 * Nothing is read leniently: a value has one spelling, and what has another is refused with the place that is wrong.
 * SPDX-License-Identifier: EUPL-1.2
 */

/* ——— Refusals ——— */

/** Why something is refused: the closed list. `WORDS` says each of them in words. */
export const REASONS = /** @type {const} */ ([
  'malformed-key',
  'malformed-checkpoint',
  'malformed-proof',
  'malformed-leaf',
  'malformed-envelope',
  'malformed-dump',
  'malformed-consistency',
  'wrong-key',
  'rotated-key',
  'bad-signature',
  'wrong-origin',
  'size-too-small',
  'root-mismatch',
  'altered-leaf',
  'altered-tile',
  'truncated-tile',
  'missing-tile',
  'forked-tree',
  'envelope-mismatch',
  'other-entry',
  'version-gap',
])

/** Something does not hold. `details` are facts for people and programs; `fault` among them names what of a text is wrong. */
class Refusal extends Error {
  constructor(reason, details = {}) {
    super(reason)
    this.reason = reason
    this.details = details
  }
}

/** This program cannot check Ed25519 signatures here; nothing was found out about what was to be checked. */
export class NoEd25519 extends Error {
  constructor(cause) {
    super('this platform has no Ed25519 in WebCrypto', { cause })
    this.name = 'NoEd25519'
  }
}

/** Runs a check and gives its report; what is not a refusal is a fault of the machine and goes on. */
async function reported(check, work) {
  try {
    return { valid: true, check, ...(await work()) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { valid: false, check, reason: error.reason, ...error.details }
  }
}

/* ——— Bytes and texts ——— */

/** Longest texts that are read, in bytes. */
export const LONGEST = {
  key: 1000,
  checkpoint: 256 * 1024,
  proof: 512 * 1024,
  leaf: 1000,
  envelope: 16 * 1024 * 1024,
  line: 40 * 1024 * 1024,
}
/** Signed notes may carry signatures of many witnesses; the specification asks for at least 16. */
const MOST_SIGNATURES = 100

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decoded(bytes, reason, longest, details = {}) {
  if (bytes.length > longest) throw new Refusal(reason, { ...details, fault: 'too-long' })
  try {
    return decoder.decode(bytes)
  } catch {
    throw new Refusal(reason, { ...details, fault: 'not-utf-8' })
  }
}

/** The bytes of RFC 4648 section 4 text with its padding; null when it is spelled in any other way. */
function fromBase64(text) {
  let binary
  try {
    binary = atob(text)
  } catch {
    return null
  }
  // `atob` passes over white space and unused bits; only what would be written so is taken.
  if (btoa(binary) !== text) return null
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

function toBase64(bytes) {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

function toHex(bytes) {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** A number as the specifications write it: decimal digits without leading zeros, at most 2^53 - 1; else null. */
function fromDecimal(text) {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return null
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : null
}

function sameBytes(a, b) {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

function hasControlCharacter(text) {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 && code !== 0x0a) return true
  }
  return false
}

let digest = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

/* ——— Verifier keys and signed notes ——— */

/**
 * Reads a verifier key, `name+hexadecimal id+base64(0x01 || Ed25519 public key)`. Throws a refusal (`malformed-key`) for
 * anything else, a key whose id is not its own included.
 */
async function parseKey(text) {
  const refuse = (fault) => new Refusal('malformed-key', { key: text.slice(0, 200), fault })
  if (text.length > LONGEST.key) throw refuse('too-long')
  const first = text.indexOf('+')
  const second = text.indexOf('+', first + 1)
  if (first < 0 || second < 0) throw refuse('key-parts')
  const name = text.slice(0, first)
  const id = text.slice(first + 1, second)
  const material = fromBase64(text.slice(second + 1))
  if (!isKeyName(name)) throw refuse('key-name')
  if (material === null) throw refuse('base64')
  if (material[0] !== 1 || material.length !== 33) throw refuse('key-type')
  if (id !== toHex((await digest(joined(encoder.encode(`${name}\n`), material))).subarray(0, 4))) throw refuse('key-id')
  return { name, id, verify: await importKey(material.subarray(1), refuse) }
}

async function importKey(raw, refuse) {
  let key
  try {
    key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
  } catch (error) {
    if (error?.name === 'DataError') throw refuse('key-type')
    throw new NoEd25519(error)
  }
  return (signature, bytes) => crypto.subtle.verify('Ed25519', key, signature, bytes)
}

function isKeyName(name) {
  return name !== '' && !/[\p{White_Space}+]/u.test(name)
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

async function parseKeys(texts) {
  // Browsers leave it out of pages that did not come by https.
  if (globalThis.crypto?.subtle === undefined) throw new NoEd25519()
  const keys = []
  for (const text of texts) keys.push(await parseKey(text))
  if (keys.length === 0) throw new Refusal('malformed-key', { key: '', fault: 'key-parts' })
  return keys
}

/**
 * Opens a signed note. Every line by a known key must verify, and there must be one; lines by others are counted only.
 * The text is returned after that and not before.
 */
async function openNote(bytes, keys) {
  const refuse = (fault) => new Refusal('malformed-checkpoint', { fault })
  const note = decoded(bytes, 'malformed-checkpoint', LONGEST.checkpoint)
  if (hasControlCharacter(note)) throw refuse('control-character')
  const blank = note.lastIndexOf('\n\n')
  if (blank < 0 || !note.endsWith('\n')) throw refuse('no-signatures')
  const text = note.slice(0, blank + 1)
  const lines = note.slice(blank + 2, -1).split('\n')
  if (lines.length > MOST_SIGNATURES) throw refuse('too-many-signatures')
  const signatures = lines.map((line) => parseSignature(line, refuse))
  const signers = []
  let unknown = 0
  for (const { name, id, signature } of signatures) {
    const key = keys.find((each) => each.name === name && each.id === id)
    if (key === undefined) unknown++
    else if (signature.length === 64 && (await key.verify(signature, encoder.encode(text)))) signers.push({ name, id })
    else throw new Refusal('bad-signature', { signer: `${name}+${id}` })
  }
  if (signers.length === 0) {
    const given = keys.map(({ name, id }) => `${name}+${id}`)
    const found = signatures.map(({ name, id }) => `${name}+${id}`)
    const sameName = signatures.some((signature) => keys.some(({ name }) => name === signature.name))
    throw new Refusal(sameName ? 'rotated-key' : 'wrong-key', { given, found })
  }
  return { text, signers, unknownSignatures: unknown }
}

function parseSignature(line, refuse) {
  if (!line.startsWith('— ')) throw refuse('signature-line')
  const space = line.indexOf(' ', 2)
  const name = line.slice(2, space)
  const blob = space < 0 ? null : fromBase64(line.slice(space + 1))
  if (blob === null || blob.length < 5 || !isKeyName(name)) throw refuse('signature-line')
  return { name, id: toHex(blob.subarray(0, 4)), signature: blob.subarray(4) }
}

/** Opens a checkpoint. Its origin must be `origin`, or where none is given the name of a key that signed it. */
async function openCheckpoint(bytes, keys, origin) {
  const refuse = (fault) => new Refusal('malformed-checkpoint', { fault })
  const { text, signers, unknownSignatures } = await openNote(bytes, keys)
  const [name, sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n')
  const size = fromDecimal(sizeText)
  const rootHash = fromBase64(rootText)
  if (name === '') throw refuse('origin')
  if (size === null) throw refuse('size')
  if (rootHash?.length !== 32) throw refuse('root')
  if (extensions.includes('')) throw refuse('extension')
  if (origin === undefined ? !signers.some((signer) => signer.name === name) : name !== origin) {
    throw new Refusal('wrong-origin', {
      origin: name,
      expected: origin ?? [...new Set(signers.map((s) => s.name))].join(', '),
    })
  }
  const checkpoint = { origin: name, size, root: rootText, signers, unknownSignatures, extensions: extensions.length }
  if (size === 0 && !sameBytes(rootHash, await EMPTY_ROOT())) throw new Refusal('root-mismatch', { checkpoint })
  return { checkpoint, rootHash }
}

/* ——— The tree ——— */

const EMPTY_ROOT = () => digest(new Uint8Array())

/** The hash of an entry's bytes, RFC 6962 section 2.1. */
export const leafHash = (bytes) => digest(joined(LEAF_PREFIX, bytes))

/** The hash of two subtrees. */
export const nodeHash = (left, right) => digest(joined(NODE_PREFIX, left, right))

const LEAF_PREFIX = Uint8Array.of(0)
const NODE_PREFIX = Uint8Array.of(1)

const half = (number) => Math.floor(number / 2)
const isOdd = (number) => number % 2 === 1

/** The root that an inclusion path leads to (RFC 9162 section 2.1.3.2); null when it is too long or too short. */
export async function rootOfInclusion(index, size, leaf, path) {
  if (!(index >= 0 && index < size)) return null
  let fn = index
  let sn = size - 1
  let root = leaf
  for (const sibling of path) {
    if (sn === 0) return null
    if (isOdd(fn) || fn === sn) {
      root = await nodeHash(sibling, root)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      root = await nodeHash(root, sibling)
    }
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 ? root : null
}

/**
 * The roots of the older and of the newer tree that a consistency path leads to (RFC 9162 section 2.1.4.2); null when it is
 * too long or too short. The path begins with a hash of the older tree's own, even where the RFC leaves it out because
 * it is the older root (a size that is a power of two).
 */
export async function rootsOfConsistency(olderSize, newerSize, [start, ...path]) {
  if (olderSize < 1 || olderSize >= newerSize || start === undefined) return null
  let fn = olderSize - 1
  let sn = newerSize - 1
  while (isOdd(fn)) {
    fn = half(fn)
    sn = half(sn)
  }
  let older = start
  let newer = start
  for (const hash of path) {
    if (sn === 0) return null
    if (isOdd(fn) || fn === sn) {
      older = await nodeHash(hash, older)
      newer = await nodeHash(hash, newer)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      newer = await nodeHash(newer, hash)
    }
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 ? { older, newer } : null
}

/** The largest power of two below `size`, which is at least 2. */
function split(size) {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

/** Takes leaf hashes one by one and knows the root of what it has; keeps one hash a level. */
export class GrowingTree {
  size = 0
  #subtrees = []

  async append(leaf) {
    let subtree = { hash: leaf, size: 1 }
    while (this.#subtrees.at(-1)?.size === subtree.size) {
      subtree = { hash: await nodeHash(this.#subtrees.pop().hash, subtree.hash), size: subtree.size * 2 }
    }
    this.#subtrees.push(subtree)
    this.size++
  }

  async root() {
    if (this.size === 0) return EMPTY_ROOT()
    const hashes = this.#subtrees.map(({ hash }) => hash)
    let root = hashes.pop()
    while (hashes.length > 0) root = await nodeHash(hashes.pop(), root)
    return root
  }
}

/* ——— Tiles ——— */

const TILE_WIDTH = 256

/** The path of a tile, below the folder or address of the log: `tile/0/x001/x234/067.p/8`. */
export function tilePath(level, number, width) {
  const digits = String(number)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)
  const path = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/')
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** Hashes of a tree of `size` leaves out of tiles. `read` gives the bytes at a path, or null when there are none. */
function tileTree(size, read) {
  const kept = new Map()

  /** How many hashes the tile has, or entries the bundle of the same number. */
  const widthOf = (level, number) => Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - number * TILE_WIDTH)

  async function resource(level, number) {
    const width = widthOf(level === 'entries' ? 0 : level, number)
    const path = tilePath(level, number, width)
    const bytes = await read(path)
    if (bytes !== null) return { path, bytes, width }
    // A log may drop a partial tile once the full one is there.
    const whole = width < TILE_WIDTH ? await read(tilePath(level, number, TILE_WIDTH)) : null
    if (whole === null) throw new Refusal('missing-tile', { tile: path })
    return { path: tilePath(level, number, TILE_WIDTH), bytes: whole, width: TILE_WIDTH }
  }

  async function tile(level, number) {
    const { path, bytes, width } = await resource(level, number)
    if (bytes.length !== width * 32) {
      throw new Refusal('truncated-tile', { tile: path, length: bytes.length, expected: width * 32 })
    }
    return { path, bytes }
  }

  /** The entries of a bundle, as many as the tree has of them. */
  async function entries(number) {
    const { path, bytes, width } = await resource('entries', number)
    const found = []
    let at = 0
    while (at + 2 <= bytes.length && found.length < width) {
      const start = at + 2
      at = start + bytes[at] * 256 + bytes[at + 1]
      if (at <= bytes.length) found.push(bytes.subarray(start, at))
    }
    if (found.length !== width || at !== bytes.length) {
      throw new Refusal('truncated-tile', { tile: path, length: bytes.length, entries: found.length, expected: width })
    }
    return { path, entries: found.slice(0, widthOf(0, number)) }
  }

  /** The hash of the subtree of 2^height leaves, the `number`th of its height. */
  async function subtree(height, number) {
    const level = Math.floor(height / 8)
    const count = 2 ** (height - level * 8)
    const first = number * count
    const key = `${level} ${Math.floor(first / TILE_WIDTH)}`
    if (!kept.has(key)) {
      if (kept.size > 1000) kept.clear()
      kept.set(key, await tile(level, Math.floor(first / TILE_WIDTH)))
    }
    const { bytes } = kept.get(key)
    const start = first % TILE_WIDTH
    return folded(Array.from({ length: count }, (_, at) => hashAt(bytes, start + at)))
  }

  /** The hash of the leaves from `start` to before `end`, as the tree has them together. */
  async function range(start, end) {
    const count = end - start
    const height = Math.log2(count)
    if (Number.isInteger(height)) return subtree(height, start / count)
    const middle = start + split(count)
    return nodeHash(await range(start, middle), await range(middle, end))
  }

  /** RFC 6962 section 2.1.2, with the first hash always there. */
  async function consistencyPath(older, start, end) {
    const count = end - start
    if (older === count) return [await range(start, end)]
    const middle = start + split(count)
    return older <= middle - start
      ? [...(await consistencyPath(older, start, middle)), await range(middle, end)]
      : [...(await consistencyPath(older - (middle - start), middle, end)), await range(start, middle)]
  }

  return {
    tile,
    entries,
    leaf: (index) => subtree(0, index),
    consistencyPath: (older) => consistencyPath(older, 0, size),
  }
}

const hashAt = (tile, at) => tile.subarray(at * 32, (at + 1) * 32)

/** The hash of a subtree from a power of two of hashes. */
async function folded(hashes) {
  let row = hashes
  while (row.length > 1) {
    const parents = []
    for (let at = 0; at < row.length; at += 2) parents.push(await nodeHash(row[at], row[at + 1]))
    row = parents
  }
  return row[0]
}

/* ——— Entries and envelopes ——— */

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Reads the text of an entry, which must be the one text of its value (RFC 8785). */
function parseLeaf(text, details = {}) {
  const refuse = (fault) => new Refusal('malformed-leaf', { ...details, fault })
  if (encoder.encode(text).length > LONGEST.leaf) throw refuse('too-long')
  const value = parsedObject(text, refuse)
  const { at, id, sha256, type, v, version } = value
  const isWhole =
    v === 1 &&
    typeof type === 'string' &&
    /^[a-z][a-z-]{0,39}$/.test(type) &&
    typeof id === 'string' &&
    id !== '' &&
    id.isWellFormed() &&
    Number.isSafeInteger(version) &&
    version >= 1 &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    typeof at === 'string' &&
    INSTANT.test(at)
  if (!isWhole) throw refuse('fields')
  const leaf = { at, id, sha256, type, v, version }
  if (JSON.stringify(leaf) !== text) throw refuse('not-canonical')
  return leaf
}

/** Compares an envelope with the entry it belongs to, and says who acted and why. */
async function openEnvelope(bytes, leaf) {
  const refuse = (fault) => new Refusal('malformed-envelope', { fault })
  const text = decoded(bytes, 'malformed-envelope', LONGEST.envelope)
  const sha256 = toHex(await digest(bytes))
  if (sha256 !== leaf.sha256) throw new Refusal('envelope-mismatch', { leaf, sha256 })
  const { salt, snapshot, actor, reason } = parsedObject(text, refuse)
  const isWhole =
    typeof salt === 'string' &&
    snapshot !== undefined &&
    typeof actor?.role === 'string' &&
    (actor.organization === null || typeof actor.organization === 'string') &&
    typeof reason === 'string'
  if (!isWhole) throw refuse('fields')
  return { role: actor.role, organization: actor.organization, reason }
}

function parsedObject(text, refuse) {
  let value
  try {
    value = JSON.parse(text)
  } catch {
    throw refuse('json')
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw refuse('json')
  return value
}

/* ——— Proofs ——— */

const PROOF_HEADER = 'c2sp.org/tlog-proof@v1'
/** A path is as long as the tree is high, and sizes are below 2^53. */
const LONGEST_PATH = 53

function parseProof(bytes) {
  const refuse = (fault) => new Refusal('malformed-proof', { fault })
  const text = decoded(bytes, 'malformed-proof', LONGEST.proof)
  const blank = text.indexOf('\n\n')
  if (blank < 0) throw refuse('no-checkpoint')
  const [header, ...lines] = text.slice(0, blank).split('\n')
  if (header !== PROOF_HEADER) throw refuse('header')
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift().slice('extra '.length)) : null
  if (extra === null || extra.length === 0) throw refuse('extra')
  const indexLine = lines.shift() ?? ''
  const index = indexLine.startsWith('index ') ? fromDecimal(indexLine.slice('index '.length)) : null
  if (index === null) throw refuse('index')
  if (lines.length > LONGEST_PATH) throw refuse('path-length')
  const path = lines.map(fromBase64)
  if (path.some((hash) => hash?.length !== 32)) throw refuse('path-hash')
  return { extra, index, path, checkpoint: encoder.encode(text.slice(blank + 2)) }
}

/* ——— The checks ——— */

/**
 * Checks a `.tlog-proof`: the checkpoint in it is signed by a key that is given, and the entry in it stands in the tree of
 * that checkpoint at its index. With an envelope also that this is what the entry was made for, and with `entry` that it is
 * the one that was asked for.
 *
 * @param {{proof: Uint8Array, keys: readonly string[], origin?: string, envelope?: Uint8Array, entry?: string}} input `keys`
 *   are verifier keys as text, `entry` is `type/id/version`.
 * @returns a report: `valid`, and the facts that were proven or the reason with its details. Throws `NoEd25519`.
 */
export function verifyProof({ proof, keys, origin, envelope, entry }) {
  return reported('proof', async () => {
    const known = await parseKeys(keys)
    const parsed = parseProof(proof)
    const { checkpoint, rootHash } = await openCheckpoint(parsed.checkpoint, known, origin)
    const { index, path } = parsed
    const leaf = parseLeaf(decoded(parsed.extra, 'malformed-leaf', LONGEST.leaf))
    if (index >= checkpoint.size) throw new Refusal('size-too-small', { checkpoint, index })
    const root = await rootOfInclusion(index, checkpoint.size, await leafHash(parsed.extra), path)
    if (root === null) throw new Refusal('malformed-proof', { fault: 'path-length' })
    if (!sameBytes(root, rootHash))
      throw new Refusal('root-mismatch', { checkpoint, index, leaf, computed: toBase64(root) })
    // A proof of another record is true, and says nothing about the one that was asked for.
    if (entry !== undefined && entry !== `${leaf.type}/${leaf.id}/${leaf.version}`)
      throw new Refusal('other-entry', { checkpoint, index, leaf })
    return {
      checkpoint,
      index,
      leaf,
      envelope: envelope === undefined ? null : await openEnvelope(envelope, leaf),
    }
  })
}

/** Checks that a checkpoint is well formed and signed by a key that is given. See `verifyProof`. */
export function verifyCheckpoint({ checkpoint, keys, origin }) {
  return reported('checkpoint', async () => {
    const opened = await openCheckpoint(checkpoint, await parseKeys(keys), origin)
    return { checkpoint: opened.checkpoint }
  })
}

/**
 * Checks that the newer of two checkpoints only added to the tree of the older one.
 *
 * @param {{older: Uint8Array, newer: Uint8Array, keys: readonly string[], origin?: string,
 *   tiles?: (path: string) => Promise<Uint8Array | null>, dump?: AsyncIterable<Uint8Array>, path?: Uint8Array}} input
 *   `tiles` reads a tile below the log's address, `dump` is the bytes of a dump, `path` is a consistency path, a hash a
 *   line: one of them is needed unless the sizes are equal or the older tree is empty. None has to be trusted.
 */
export function verifyConsistency({ older, newer, keys, origin, ...sources }) {
  return reported('consistency', async () => {
    const known = await parseKeys(keys)
    const before = await openPlaced(older, known, origin, 'older')
    const after = await openPlaced(newer, known, origin ?? before.checkpoint.origin, 'newer')
    const facts = { older: before.checkpoint, newer: after.checkpoint }
    if (facts.older.size > facts.newer.size) throw new Refusal('size-too-small', facts)
    const forked = () => new Refusal('forked-tree', facts)
    if (facts.older.size === facts.newer.size) {
      if (!sameBytes(before.rootHash, after.rootHash)) throw forked()
      return facts
    }
    if (facts.older.size === 0) return facts
    const roots = await rootsOfBoth(facts, before.rootHash, sources)
    // The hashes lead to the signed newer root, so they are its own; if they do not lead to the older one, no others would.
    if (!sameBytes(roots.newer, after.rootHash)) {
      throw new Refusal('root-mismatch', { checkpoint: facts.newer, computed: toBase64(roots.newer) })
    }
    if (!sameBytes(roots.older, before.rootHash)) throw forked()
    return facts
  })
}

async function openPlaced(bytes, keys, origin, which) {
  try {
    return await openCheckpoint(bytes, keys, origin)
  } catch (error) {
    if (error instanceof Refusal) error.details = { which, ...error.details }
    throw error
  }
}

async function rootsOfBoth({ older, newer }, olderRoot, { tiles, dump, path: bytes, onProgress }) {
  if (tiles !== undefined) {
    const path = await tileTree(newer.size, tiles).consistencyPath(older.size)
    return rootsOfConsistency(older.size, newer.size, path)
  }
  if (bytes !== undefined) {
    const path = parsePath(bytes)
    const isPowerOfTwo = Number.isInteger(Math.log2(older.size))
    const roots = await rootsOfConsistency(older.size, newer.size, isPowerOfTwo ? [olderRoot, ...path] : path)
    if (roots === null) throw new Refusal('malformed-consistency', { fault: 'path-length' })
    return roots
  }
  if (dump === undefined) throw new TypeError('tiles, a dump or a path are needed')
  const { roots } = await readDump(dump, [older.size, newer.size], { onProgress })
  return { older: roots.get(older.size), newer: roots.get(newer.size) }
}

/** A consistency path as RFC 9162 has it: a hash in base64 on each line. */
function parsePath(bytes) {
  const text = decoded(bytes, 'malformed-consistency', LONGEST.checkpoint)
  if (text !== '' && !text.endsWith('\n')) throw new Refusal('malformed-consistency', { fault: 'no-newline' })
  const lines = text.split('\n').slice(0, -1)
  if (lines.length > LONGEST_PATH + 1) throw new Refusal('malformed-consistency', { fault: 'path-length' })
  const path = lines.map(fromBase64)
  if (path.some((hash) => hash?.length !== 32)) throw new Refusal('malformed-consistency', { fault: 'path-hash' })
  return path
}

/**
 * Recomputes the log from a dump and compares it with a checkpoint; every envelope that is there with its entry, and the
 * versions of each record, which go up one by one from 1. Reads as a stream: what is kept grows with the number of
 * records only.
 *
 * @param {{dump: AsyncIterable<Uint8Array>, checkpoint: Uint8Array, keys: readonly string[], origin?: string,
 *   tiles?: (path: string) => Promise<Uint8Array | null>, onProgress?: (lines: number) => void}} input with `tiles` a
 *   changed entry is named by its line.
 */
export function verifyDump({ dump, checkpoint: bytes, keys, origin, tiles, onProgress }) {
  return reported('dump', async () => {
    const { checkpoint, rootHash } = await openCheckpoint(bytes, await parseKeys(keys), origin)
    const { roots, differs, ...counts } = await readDump(dump, [checkpoint.size], { tiles, onProgress })
    const root = roots.get(checkpoint.size)
    if (!sameBytes(root, rootHash)) {
      const computed = toBase64(root)
      throw differs === null
        ? new Refusal('root-mismatch', { checkpoint, computed })
        : new Refusal('altered-leaf', { line: differs.index + 1, ...differs, checkpoint, computed })
    }
    // The dump is the log that was signed, so that it is the tile that differs from it.
    if (differs !== null) throw new Refusal('altered-tile', { index: differs.index, leaf: differs.leaf })
    return { checkpoint, ...counts }
  })
}

/**
 * Recomputes the log from its tiles: every bundle of entries, every tile of hashes above it, the root, and the versions of
 * each record. This is the whole log as it is published, without the content of versions.
 *
 * @param {{tiles: (path: string) => Promise<Uint8Array | null>, checkpoint: Uint8Array, keys: readonly string[],
 *   origin?: string, onProgress?: (entries: number) => void}} input
 */
export function verifyTiles({ tiles, checkpoint: bytes, keys, origin, onProgress = () => undefined }) {
  return reported('tiles', async () => {
    const { checkpoint, rootHash } = await openCheckpoint(bytes, await parseKeys(keys), origin)
    const { root, differs, records } = await readTiles(checkpoint.size, tiles, onProgress)
    if (!sameBytes(root, rootHash)) {
      const computed = toBase64(root)
      throw differs?.index === undefined
        ? new Refusal('root-mismatch', { checkpoint, computed })
        : new Refusal('altered-leaf', { index: differs.index, checkpoint, computed })
    }
    if (differs !== null) throw new Refusal('altered-tile', { tile: differs.tile })
    return { checkpoint, entries: checkpoint.size, records }
  })
}

/** `differs` is the first place where what was published is not what the entries give. */
async function readTiles(size, read, onProgress) {
  const published = tileTree(size, read)
  const tree = new GrowingTree()
  const latest = new Map()
  const rows = []
  let differs = null

  async function compare(level, { number, hashes }) {
    const { path, bytes } = await published.tile(level, number)
    const at = hashes.findIndex((hash, each) => !sameBytes(hash, hashAt(bytes, each)))
    if (at >= 0) differs ??= { tile: path, ...(level === 0 ? { index: number * TILE_WIDTH + at } : {}) }
  }
  async function put(level, hash) {
    rows[level] ??= { number: 0, hashes: [] }
    const row = rows[level]
    row.hashes.push(hash)
    if (row.hashes.length < TILE_WIDTH) return
    await compare(level, row)
    rows[level] = { number: row.number + 1, hashes: [] }
    await put(level + 1, await folded(row.hashes))
  }

  while (tree.size < size) {
    const { entries } = await published.entries(tree.size / TILE_WIDTH)
    const start = tree.size
    for (const hash of await Promise.all(entries.map(leafHash))) {
      await tree.append(hash)
      await put(0, hash)
    }
    if (rows[0].hashes.length > 0) await compare(0, rows[0])
    // What is no entry of the log need not look like one.
    if (differs === null) for (const [at, entry] of entries.entries()) followEntry(latest, entry, start + at)
    onProgress(tree.size)
  }
  for (const [level, row] of rows.entries()) {
    if (level > 0 && row.hashes.length > 0) await compare(level, row)
  }
  return { root: await tree.root(), differs, records: latest.size }
}

function followEntry(latest, bytes, index) {
  followVersion(latest, parseLeaf(decoded(bytes, 'malformed-leaf', LONGEST.leaf, { index }), { index }), { index })
}

/** How much of a dump is hashed at a time. */
const LINES_AT_ONCE = 512
const BYTES_AT_ONCE = 8 * 1024 * 1024

/** Reads a whole dump and gives the roots of its first `sizes` entries. */
async function readDump(chunks, sizes, { tiles, onProgress = () => undefined }) {
  const largest = Math.max(...sizes)
  const tree = new GrowingTree()
  const known = tiles === undefined ? null : tileTree(largest, tiles)
  const latest = new Map()
  const roots = new Map()
  let differs = null
  const counts = { entries: 0, withContent: 0, withoutContent: 0, records: 0, beyond: 0 }
  const keepRoot = async () => {
    if (sizes.includes(tree.size)) roots.set(tree.size, await tree.root())
  }
  await keepRoot()
  for await (const lines of batchesOf(linesOf(chunks))) {
    const hashed = await Promise.allSettled(lines.map((bytes, at) => hashedLine(bytes, counts.entries + at)))
    for (const { reason, value: entry } of hashed) {
      // The first line that is wrong is named, whichever was found first.
      if (reason !== undefined) throw reason
      const index = counts.entries++
      followVersion(latest, entry.leaf, { line: index + 1 })
      if (entry.hasContent) counts.withContent++
      else counts.withoutContent++
      if (index < largest && known !== null && differs === null && !sameBytes(await known.leaf(index), entry.hash)) {
        differs = { index, leaf: entry.leaf }
      }
      if (index >= largest) counts.beyond++
      else {
        await tree.append(entry.hash)
        await keepRoot()
      }
    }
    onProgress(counts.entries)
  }
  if (counts.entries < largest) throw new Refusal('size-too-small', { entries: counts.entries, expected: largest })
  return { roots, differs, ...counts, records: latest.size }
}

async function hashedLine(bytes, index) {
  const place = { line: index + 1 }
  const refuse = (fault) => new Refusal('malformed-dump', { ...place, fault })
  const text = decoded(bytes, 'malformed-dump', LONGEST.line, place)
  const { leaf: leafText, envelope } = parsedObject(text, refuse)
  if (typeof leafText !== 'string' || (envelope !== null && typeof envelope !== 'string')) throw refuse('fields')
  if (JSON.stringify({ leaf: leafText, envelope }) !== text) throw refuse('not-canonical')
  if (!leafText.isWellFormed() || envelope?.isWellFormed() === false) throw refuse('not-utf-8')
  const leaf = parseLeaf(leafText, place)
  if (envelope !== null) {
    const sha256 = toHex(await digest(encoder.encode(envelope)))
    if (sha256 !== leaf.sha256) throw new Refusal('envelope-mismatch', { ...place, leaf, sha256 })
  }
  return { leaf, hash: await leafHash(encoder.encode(leafText)), hasContent: envelope !== null }
}

function followVersion(latest, leaf, place) {
  const record = `${leaf.type} ${leaf.id}`
  const before = latest.get(record) ?? 0
  if (leaf.version !== before + 1) throw new Refusal('version-gap', { ...place, leaf, before })
  latest.set(record, leaf.version)
}

/** The lines of a stream of bytes, without their ends. The last one must have an end too. */
async function* linesOf(chunks) {
  let parts = []
  let length = 0
  let line = 0
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      const last = chunk.subarray(start, end)
      yield parts.length === 0 ? last : joined(...parts, last)
      parts = []
      length = 0
      line++
      start = end + 1
    }
    if (start < chunk.length) {
      parts.push(chunk.slice(start))
      length += chunk.length - start
    }
    if (length > LONGEST.line) throw new Refusal('malformed-dump', { line: line + 1, fault: 'too-long' })
  }
  if (length > 0) throw new Refusal('malformed-dump', { line: line + 1, fault: 'no-newline' })
}

async function* batchesOf(lines) {
  let batch = []
  let length = 0
  for await (const line of lines) {
    batch.push(line)
    length += line.length
    if (batch.length === LINES_AT_ONCE || length > BYTES_AT_ONCE) {
      yield batch
      batch = []
      length = 0
    }
  }
  if (batch.length > 0) yield batch
}

/**
 * What a file is by its first bytes (100 are enough): `proof`, `dump`, `envelope`, `path` (of consistency) or, by default,
 * `checkpoint`.
 */
export function kindOf(bytes) {
  const beginsWith = (text) => sameBytes(bytes.subarray(0, text.length), encoder.encode(text))
  if (beginsWith('c2sp.org/tlog-proof@')) return 'proof'
  if (beginsWith('{"leaf":')) return 'dump'
  if (beginsWith('{')) return 'envelope'
  return bytes[44] === 0x0a && fromBase64(String.fromCharCode(...bytes.subarray(0, 44))) ? 'path' : 'checkpoint'
}

/* ——— Words ——— */

const keyNames = (signers) => signers.map(({ name, id }) => `${name}+${id}`).join(', ')

/** Says reports in words. Every reason and every fault has its own. */
const WORDS = {
  en: {
    valid: 'VALID',
    invalid: 'INVALID',
    notProven: 'What this does not prove',
    titles: {
      proof: 'The entry stands in the log.',
      checkpoint: 'The checkpoint is signed by a key that was given.',
      consistency: 'The newer checkpoint only adds to the older one: nothing before it was changed or taken out.',
      dump: 'The dump is the log that the checkpoint was signed for, entry by entry.',
      tiles: 'The tiles are the log that the checkpoint was signed for, entry by entry.',
    },
    checkpoint: ({ origin, size, root }) => `Log ${origin}, entries: ${size}, root hash ${root}.`,
    signed: ({ signers }) => `Signed by ${keyNames(signers)}.`,
    unknown: (count) => `Signatures by keys that were not given, not looked at: ${count}.`,
    older: (size) => `Entries in the older tree: ${size}.`,
    entry: (index, leaf) =>
      `Entry at index ${index}: ${leaf.type} ${leaf.id}, version ${leaf.version}, written at ${leaf.at}.`,
    content: (sha256) => `SHA-256 of its content: ${sha256}.`,
    envelope: ({ role, organization, reason }) =>
      `The content that was given is that of this entry. Acted: ${role}${organization === null ? '' : ` of ${organization}`}. Reason: ${reason}`,
    dump: ({ entries, records, withContent, withoutContent }) =>
      `Entries read: ${entries}, of records: ${records}. Content compared with its entry: ${withContent}. Without content (erased or never published): ${withoutContent}.`,
    tiles: ({ entries, records }) => `Entries read: ${entries}, of records: ${records}.`,
    versions: 'The versions of every record go up one by one from 1.',
    beyond: (count) => `Entries after those of the checkpoint, which it says nothing of: ${count}.`,
    remarks: {
      noEnvelope: 'The content of the version was not given, so it was not compared.',
      withoutContent: 'Whether content that is missing had to be erased: only that its hash still stands in the log.',
      everyone:
        'That everyone is shown this same log: compare the checkpoint with one that was got elsewhere or earlier.',
      truth: 'That what was recorded is true: only that it was recorded so and has not been changed since.',
    },
    reasons: {
      'malformed-key': 'A verifier key is not one.',
      'malformed-checkpoint': 'The checkpoint is not written as it must be.',
      'malformed-proof': 'The proof is not written as it must be.',
      'malformed-leaf': 'The entry is not written as it must be.',
      'malformed-envelope': 'The content is not written as it must be.',
      'malformed-dump': 'The dump is not written as it must be.',
      'malformed-consistency': 'The consistency path is not written as it must be.',
      'wrong-key': 'No signature is by a key that was given.',
      'rotated-key':
        'The signature is by another key of the same name. The log may have changed its key: get the new one from a source you trust, not from this file.',
      'bad-signature': 'A signature is not true: the checkpoint or the signature was changed.',
      'wrong-origin': 'The checkpoint is of another log.',
      'size-too-small': 'The tree is too small for what it should hold.',
      'root-mismatch':
        'The hashes do not lead to the root that was signed: something of what they were made from was changed.',
      'altered-leaf': 'An entry was changed: its hash is not the one that stands in the tiles of the log.',
      'altered-tile': 'A tile was changed: the entries lead to the root that was signed, and the tile is not theirs.',
      'truncated-tile': 'A tile is not as long as it must be.',
      'missing-tile': 'A tile is not there.',
      'forked-tree':
        'The newer tree does not begin with the older one: what was signed before has been rewritten. Both checkpoints together prove it; keep them.',
      'envelope-mismatch': 'The content is not that of the entry: its hash is another.',
      'other-entry': 'The proof is true, but of another entry than the one that was asked for.',
      'version-gap': 'Versions of a record do not go up one by one: one is missing or stands twice.',
    },
    faults: {
      'too-long': 'it is longer than is allowed',
      'not-utf-8': 'it is not UTF-8 text',
      'control-character': 'there is a control character in it',
      'no-signatures': 'there is no blank line with signatures after it',
      'too-many-signatures': 'there are too many signatures',
      'signature-line': 'a line of a signature is not “— name base64”',
      origin: 'the first line, the name of the log, is empty',
      size: 'the second line is not a number of entries',
      root: 'the third line is not a hash in base64',
      extension: 'there is an empty line in it',
      'key-parts': 'it is not “name+id+key”',
      'key-name': 'its name is empty or has a space in it',
      'key-type': 'it is no Ed25519 key',
      'key-id': 'its id is not that of its name and key',
      base64: 'its last part is not base64',
      header: 'the first line is not “c2sp.org/tlog-proof@v1”',
      extra: 'the second line is not “extra” with the entry in base64',
      index: 'there is no line “index” with a number',
      'path-hash': 'a line after the index is not a hash in base64',
      'path-length': 'there are too many or too few hashes for the index and the size of the tree',
      'no-checkpoint': 'there is no blank line with a checkpoint after it',
      json: 'it is not a JSON object',
      fields: 'its fields are not those that must be there',
      'not-canonical': 'the same could be written in another way, which is not allowed',
      'no-newline': 'the last line has no end: the file was cut off',
    },
    which: { older: 'the older checkpoint', newer: 'the newer checkpoint' },
    details: {
      which: (which) => `Found in ${which}.`,
      line: (line) => `Line ${line} of the dump.`,
      leaf: (leaf) => `Entry: ${leaf.type} ${leaf.id}, version ${leaf.version}, of ${leaf.at}.`,
      before: (before) => `The version before it in the dump: ${before === 0 ? 'none' : before}.`,
      index: (index) => `Index of the entry: ${index}.`,
      key: (key) => `Key: ${key === '' ? 'none was given' : key}`,
      fault: (fault) => `What is wrong: ${fault}.`,
      signer: (signer) => `Key: ${signer}.`,
      given: (given) => `Keys given: ${given.join(', ')}.`,
      found: (found) => `Keys that signed: ${found.join(', ')}.`,
      origin: (origin) => `The checkpoint is of: ${origin}.`,
      computed: (root) => `The root computed: ${root}.`,
      tile: (tile) => `Tile: ${tile}.`,
      length: (length) => `Bytes: ${length}.`,
      entries: (entries) => `Entries read: ${entries}.`,
      expected: (expected) => `Expected: ${expected}.`,
      sha256: (sha256) => `SHA-256 of the content given: ${sha256}.`,
      checkpoint: ({ origin, size, root }) => `The checkpoint: ${origin}, entries ${size}, root hash ${root}.`,
      older: ({ size, root }) => `The older checkpoint: entries ${size}, root hash ${root}.`,
      newer: ({ size, root }) => `The newer checkpoint: entries ${size}, root hash ${root}.`,
    },
    noEd25519: 'This platform cannot check Ed25519 signatures. Use Node 20 or later.',
    cannotRead: (name, why) => `Cannot read ${name}: ${why}`,
    usage: `Checks what the public log of the register says. Asks the network only for tiles at an address that you give.

  node verify.mjs proof <file.tlog-proof> --key <key> [--entry <type/number/version>] [--envelope <file>]
  node verify.mjs checkpoint <file> --key <key>
  node verify.mjs consistency <older> <newer> --key <key> (--tiles <place> | --dump <file> | --proof <file>)
  node verify.mjs dump <file.ndjson> --checkpoint <file> --key <key> [--tiles <place>]
  node verify.mjs tiles <place> --checkpoint <file> --key <key>

  --key <key>       the verifier key of the log, name+id+key; once for each key you trust
  --origin <name>   the first line that checkpoints must have; by default the name of the key
  --entry <entry>   which entry it has to be, such as software/UA-SW-000123/3
  --envelope <file> the content of the version, byte for byte
  --proof <file>    a consistency path: a hash in base64 a line
  <place>           where tile/ stands, such as https://register.example/log or a folder
  --json            the report for programs
  --lang uk|en      the language of the report

Exit code: 0 valid, 1 invalid, 2 nothing was checked.
`,
  },
  uk: {
    valid: 'ДІЙСНЕ',
    invalid: 'НЕДІЙСНЕ',
    notProven: 'Чого це не доводить',
    titles: {
      proof: 'Цей запис стоїть у журналі.',
      checkpoint: 'Контрольну точку підписано ключем, який ви вказали.',
      consistency: 'Новіша контрольна точка лише доповнює старішу: нічого з попереднього не змінено й не вилучено.',
      dump: 'Вивантаження — це той самий журнал, для якого підписано контрольну точку, запис за записом.',
      tiles: 'Плитки — це той самий журнал, для якого підписано контрольну точку, запис за записом.',
    },
    checkpoint: ({ origin, size, root }) => `Журнал ${origin}, записів: ${size}, кореневий хеш ${root}.`,
    signed: ({ signers }) => `Підписано ключем: ${keyNames(signers)}.`,
    unknown: (count) => `Підписів ключами, яких ви не вказали (їх не перевірено): ${count}.`,
    older: (size) => `Записів у старішому дереві: ${size}.`,
    entry: (index, leaf) =>
      `Запис із номером ${index} (від нуля): ${leaf.type} ${leaf.id}, версія ${leaf.version}, внесено ${leaf.at}.`,
    content: (sha256) => `SHA-256 його змісту: ${sha256}.`,
    envelope: ({ role, organization, reason }) =>
      `Наданий зміст належить саме цьому запису. Хто діяв: ${role}${organization === null ? '' : `, ${organization}`}. Причина: ${reason}`,
    dump: ({ entries, records, withContent, withoutContent }) =>
      `Прочитано записів журналу: ${entries}, об’єктів реєстру: ${records}. Зміст звірено із записом: ${withContent}. Без змісту (вилучено або не оприлюднено): ${withoutContent}.`,
    tiles: ({ entries, records }) => `Прочитано записів журналу: ${entries}, об’єктів реєстру: ${records}.`,
    versions: 'Версії кожного об’єкта йдуть поспіль від першої.',
    beyond: (count) => `Записів після тих, які охоплює контрольна точка (про них вона нічого не каже): ${count}.`,
    remarks: {
      noEnvelope: 'Змісту версії не надано, тому його не звірено.',
      withoutContent: 'Чи були підстави вилучати зміст, якого немає: видно лише, що його хеш і далі стоїть у журналі.',
      everyone: 'Що всім показують той самий журнал: порівняйте контрольну точку з отриманою деінде або раніше.',
      truth: 'Що внесене відповідає дійсності: лише те, що його внесено саме так і відтоді не змінено.',
    },
    reasons: {
      'malformed-key': 'Ключ перевірки записано неправильно.',
      'malformed-checkpoint': 'Контрольну точку записано неправильно.',
      'malformed-proof': 'Доказ записано неправильно.',
      'malformed-leaf': 'Запис журналу оформлено неправильно.',
      'malformed-envelope': 'Зміст версії записано неправильно.',
      'malformed-dump': 'Вивантаження записано неправильно.',
      'malformed-consistency': 'Шлях узгодженості записано неправильно.',
      'rotated-key':
        'Підпис зроблено іншим ключем із тією самою назвою. Можливо, журнал змінив ключ: візьміть новий із джерела, якому довіряєте, а не з цього файлу.',
      'wrong-key': 'Жоден підпис не зроблено ключем, який ви вказали.',
      'bad-signature': 'Підпис не сходиться: змінено контрольну точку або сам підпис.',
      'wrong-origin': 'Контрольна точка належить іншому журналу.',
      'size-too-small': 'Дерево замале для того, що в ньому мало б бути.',
      'root-mismatch': 'Хеші не ведуть до підписаного кореня: щось із того, з чого їх обчислено, змінено.',
      'altered-leaf': 'Запис змінено: його хеш не той, що стоїть у плитках журналу.',
      'altered-tile': 'Плитку змінено: записи ведуть до підписаного кореня, а вона їм не відповідає.',
      'truncated-tile': 'Довжина плитки не така, як має бути.',
      'missing-tile': 'Плитки немає.',
      'forked-tree':
        'Новіше дерево не починається зі старішого: підписане раніше переписано. Обидві контрольні точки разом це доводять; збережіть їх.',
      'envelope-mismatch': 'Зміст не належить цьому запису: хеш інший.',
      'other-entry': 'Доказ правильний, але стосується іншого запису, ніж той, який ви назвали.',
      'version-gap': 'Версії об’єкта йдуть не поспіль: якоїсь бракує або вона стоїть двічі.',
    },
    faults: {
      'too-long': 'довжина більша за дозволену',
      'not-utf-8': 'це не текст в UTF-8',
      'control-character': 'у тексті є керівний символ',
      'no-signatures': 'немає порожнього рядка з підписами після нього',
      'too-many-signatures': 'забагато підписів',
      'signature-line': 'рядок підпису не має вигляду «— назва base64»',
      origin: 'перший рядок, назва журналу, порожній',
      size: 'другий рядок — не кількість записів',
      root: 'третій рядок — не хеш у base64',
      extension: 'у тексті є порожній рядок',
      'key-parts': 'вигляд не «назва+номер+ключ»',
      'key-name': 'назва порожня або містить пробіл',
      'key-type': 'це не ключ Ed25519',
      'key-id': 'номер не відповідає назві й ключу',
      base64: 'остання частина — не base64',
      header: 'перший рядок — не «c2sp.org/tlog-proof@v1»',
      extra: 'другий рядок — не «extra» із записом у base64',
      index: 'немає рядка «index» із числом',
      'path-hash': 'рядок після номера — не хеш у base64',
      'path-length': 'хешів забагато або замало для цього номера й розміру дерева',
      'no-checkpoint': 'немає порожнього рядка з контрольною точкою після нього',
      json: 'це не об’єкт JSON',
      fields: 'поля не ті, що мають бути',
      'not-canonical': 'те саме можна записати інакше, а має бути один-єдиний запис',
      'no-newline': 'останній рядок не завершено: файл обірвано',
    },
    which: { older: 'старішій контрольній точці', newer: 'новішій контрольній точці' },
    details: {
      which: (which) => `Виявлено у: ${which}.`,
      line: (line) => `Рядок вивантаження: ${line}.`,
      leaf: (leaf) => `Запис: ${leaf.type} ${leaf.id}, версія ${leaf.version}, ${leaf.at}.`,
      before: (before) => `Попередня версія у вивантаженні: ${before === 0 ? 'немає' : before}.`,
      index: (index) => `Номер запису (від нуля): ${index}.`,
      key: (key) => `Ключ: ${key === '' ? 'не вказано жодного' : key}`,
      fault: (fault) => `Що саме не так: ${fault}.`,
      signer: (signer) => `Ключ: ${signer}.`,
      given: (given) => `Вказані ключі: ${given.join(', ')}.`,
      found: (found) => `Ключі, якими підписано: ${found.join(', ')}.`,
      origin: (origin) => `Контрольна точка журналу: ${origin}.`,
      computed: (root) => `Обчислений корінь: ${root}.`,
      tile: (tile) => `Плитка: ${tile}.`,
      length: (length) => `Байтів: ${length}.`,
      entries: (entries) => `Прочитано записів: ${entries}.`,
      expected: (expected) => `Мало бути: ${expected}.`,
      sha256: (sha256) => `SHA-256 наданого змісту: ${sha256}.`,
      checkpoint: ({ origin, size, root }) => `Контрольна точка: ${origin}, записів: ${size}, кореневий хеш ${root}.`,
      older: ({ size, root }) => `Старіша контрольна точка: записів ${size}, кореневий хеш ${root}.`,
      newer: ({ size, root }) => `Новіша контрольна точка: записів ${size}, кореневий хеш ${root}.`,
    },
    noEd25519: 'Тут немає засобу перевіряти підписи Ed25519. Потрібен Node 20 або новіший.',
    cannotRead: (name, why) => `Не вдається прочитати ${name}: ${why}`,
    usage: `Перевіряє, що каже публічний журнал реєстру. До мережі звертається лише по плитки за адресою, яку ви вкажете.

  node verify.mjs proof <файл.tlog-proof> --key <ключ> [--entry <вид/номер/версія>] [--envelope <файл>]
  node verify.mjs checkpoint <файл> --key <ключ>
  node verify.mjs consistency <старіша> <новіша> --key <ключ> (--tiles <місце> | --dump <файл> | --proof <файл>)
  node verify.mjs dump <файл.ndjson> --checkpoint <файл> --key <ключ> [--tiles <місце>]
  node verify.mjs tiles <місце> --checkpoint <файл> --key <ключ>

  --key <ключ>      ключ перевірки журналу, назва+номер+ключ; окремо для кожного ключа, якому довіряєте
  --origin <назва>  перший рядок, який мусять мати контрольні точки; якщо не вказати — назва ключа
  --entry <запис>   якого запису має стосуватися доказ, наприклад software/UA-SW-000123/3
  --envelope <файл> зміст версії, байт у байт
  --proof <файл>    шлях узгодженості: по одному хешу в base64 на рядок
  <місце>           де стоїть tile/: адреса, як-от https://register.example/log, або тека
  --json            звіт для програм
  --lang uk|en      мова звіту

Код завершення: 0 — дійсне, 1 — недійсне, 2 — нічого не перевірено.
`,
  },
}

/**
 * A report in words.
 *
 * @param report what one of the checks gave
 * @param {'uk' | 'en'} lang
 * @returns {{verdict: string, title: string, points: string[], remarks: string[], remarksTitle: string}} `points` are what was proven, or where it fails;
 *   `remarks` are what a valid report leaves open.
 */
export function explain(report, lang) {
  const t = WORDS[lang]
  const { valid } = report
  return {
    verdict: valid ? t.valid : t.invalid,
    title: valid ? t.titles[report.check] : t.reasons[report.reason],
    points: (valid ? proven(report, t) : placeOf(report, t)).map(visible),
    remarks: valid ? leftOpen(report, t).map(visible) : [],
    remarksTitle: t.notProven,
  }
}

/** Texts come from files of others: what could move a terminal's cursor or turn the order of letters is spelled out. */
function visible(text) {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => `\\u{${character.codePointAt(0).toString(16)}}`)
}

function proven(report, t) {
  const points = []
  if (report.check === 'proof') {
    points.push(t.entry(report.index, report.leaf))
    points.push(report.envelope === null ? t.content(report.leaf.sha256) : t.envelope(report.envelope))
  }
  if (report.check === 'dump') points.push(t.dump(report), t.versions)
  if (report.check === 'tiles') points.push(t.tiles(report), t.versions)
  if (report.check === 'consistency') points.push(t.older(report.older.size))
  const checkpoint = report.checkpoint ?? report.newer
  points.push(t.checkpoint(checkpoint), t.signed(checkpoint))
  return points
}

function leftOpen(report, t) {
  const remarks = []
  const checkpoint = report.checkpoint ?? report.newer
  if (report.envelope === null) remarks.push(t.remarks.noEnvelope)
  if (report.withoutContent > 0) remarks.push(t.remarks.withoutContent)
  if (report.beyond > 0) remarks.push(t.beyond(report.beyond))
  if (checkpoint.unknownSignatures > 0) remarks.push(t.unknown(checkpoint.unknownSignatures))
  remarks.push(t.remarks.everyone)
  if (report.check !== 'checkpoint') remarks.push(t.remarks.truth)
  return remarks
}

function placeOf(report, t) {
  const said = { ...report, fault: t.faults[report.fault], which: t.which[report.which] }
  return Object.entries(t.details)
    .filter(([name]) => said[name] !== undefined)
    .map(([name, say]) => say(said[name]))
}

/* ——— The program ——— */

class UsageError extends Error {}

async function main(args) {
  const { parseArgs } = await import('node:util')
  // Many times faster than WebCrypto for short texts, and the same function.
  const { createHash } = await import('node:crypto')
  digest = (bytes) => createHash('sha256').update(bytes).digest()
  let lang = /^uk/i.test(process.env.LANG ?? '') ? 'uk' : 'en'
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS })
    if (values.lang !== undefined && WORDS[values.lang] === undefined) throw new UsageError(`--lang ${values.lang}`)
    lang = values.lang ?? lang
    if (values.help) {
      process.stdout.write(WORDS[lang].usage)
      return 0
    }
    const report = await run(positionals, values)
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : inWords(explain(report, lang)))
    if (report.valid) return 0
    return report.reason === 'malformed-key' ? 2 : 1
  } catch (error) {
    process.stderr.write(`${complaint(error, WORDS[lang])}\n`)
    return 2
  }
}

const OPTIONS = {
  key: { type: 'string', multiple: true, default: [] },
  origin: { type: 'string' },
  envelope: { type: 'string' },
  entry: { type: 'string' },
  checkpoint: { type: 'string' },
  tiles: { type: 'string' },
  dump: { type: 'string' },
  proof: { type: 'string' },
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
}

/** Files that a command takes, and the options it knows besides those of every command. */
const COMMANDS = {
  proof: { files: 1, options: ['envelope', 'entry'] },
  checkpoint: { files: 1, options: [] },
  consistency: { files: 2, options: ['tiles', 'dump', 'proof'] },
  dump: { files: 1, options: ['checkpoint', 'tiles'] },
  tiles: { files: 1, options: ['checkpoint'] },
}

async function run([command, ...files], { key: keys, origin, ...options }) {
  const known = Object.hasOwn(COMMANDS, command ?? '') ? COMMANDS[command] : null
  if (known === null) throw new UsageError(command ?? '')
  if (files.length !== known.files) throw new UsageError(`${command}: ${files.length}`)
  for (const name of ['envelope', 'entry', 'checkpoint', 'tiles', 'dump', 'proof']) {
    if (options[name] !== undefined && !known.options.includes(name)) throw new UsageError(`${command} --${name}`)
  }
  if (keys.length === 0) throw new UsageError('--key')
  const trust = { keys, ...(origin === undefined ? {} : { origin }) }
  const tiles = options.tiles === undefined ? undefined : tilesAt(options.tiles)
  switch (command) {
    case 'proof': {
      const envelope = await readIfNamed(options.envelope, LONGEST.envelope)
      const proof = await readStart(files[0], LONGEST.proof)
      return verifyProof({ ...trust, proof, envelope, entry: options.entry })
    }
    case 'checkpoint':
      return verifyCheckpoint({ ...trust, checkpoint: await readStart(files[0], LONGEST.checkpoint) })
    case 'consistency': {
      const { dump, proof } = options
      if ([tiles, dump, proof].filter((each) => each !== undefined).length !== 1) {
        throw new UsageError('consistency: --tiles | --dump | --proof')
      }
      const [older, newer] = await Promise.all(files.map((file) => readStart(file, LONGEST.checkpoint)))
      const path = await readIfNamed(proof, LONGEST.checkpoint)
      return verifyConsistency({ ...trust, older, newer, tiles, path, dump: dump && chunksOf(dump), onProgress })
    }
    default: {
      if (options.checkpoint === undefined) throw new UsageError(`${command}: --checkpoint`)
      const checkpoint = await readStart(options.checkpoint, LONGEST.checkpoint)
      return command === 'tiles'
        ? verifyTiles({ ...trust, tiles: tilesAt(files[0]), checkpoint, onProgress })
        : verifyDump({ ...trust, dump: chunksOf(files[0]), checkpoint, tiles, onProgress })
    }
  }
}

function readIfNamed(file, longest) {
  return file === undefined ? undefined : readStart(file, longest)
}

async function* chunksOf(file, end = Number.POSITIVE_INFINITY) {
  const { createReadStream } = await import('node:fs')
  yield* createReadStream(file, { end, highWaterMark: 1024 * 1024 })
}

/** The bytes of a file, or one more than `longest` of them: what is longer is refused without being read. */
async function readStart(file, longest) {
  const chunks = []
  for await (const chunk of chunksOf(file, longest)) chunks.push(chunk)
  return joined(...chunks)
}

/** Reads tiles below a folder or an address; null where there is none. */
function tilesAt(place) {
  return /^https?:\/\//.test(place)
    ? (path) => fetchTile(`${place.replace(/\/$/, '')}/${path}`)
    : (path) => readTile(place, path)
}

/** The longest bundle: 256 entries with their lengths of two bytes. */
const TILE_BYTES = TILE_WIDTH * (2 + LONGEST.leaf)
const FETCH_TIMEOUT_MS = 30_000

async function readTile(folder, path) {
  const { join } = await import('node:path')
  try {
    return await readStart(join(folder, path), TILE_BYTES)
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  }
}

async function fetchTile(address) {
  const response = await fetch(address, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) })
  if (response.status === 404) return null
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  const chunks = []
  let length = 0
  for await (const chunk of response.body) {
    chunks.push(chunk)
    length += chunk.length
    if (length > TILE_BYTES) break
  }
  return joined(...chunks)
}

function onProgress(entries) {
  if (process.stderr.isTTY && entries % 51_200 === 0) process.stderr.write(`\r${entries}\r`)
}

function inWords({ verdict, title, points, remarks, remarksTitle }) {
  const list = (lines) => lines.map((line) => `  - ${line}\n`).join('')
  const open = remarks.length === 0 ? '' : `\n${remarksTitle}:\n${list(remarks)}`
  return `${verdict}. ${title}\n\n${list(points)}${open}`
}

function complaint(error, t) {
  if (error instanceof NoEd25519) return t.noEd25519
  if (error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS')) return `${error.message}\n\n${t.usage}`
  return t.cannotRead(error.path ?? '', error.cause?.message ?? error.message)
}

/** Whether this file was started, and not imported by a page or another program. */
async function isStarted() {
  if (typeof process === 'undefined' || process.argv?.[1] === undefined) return false
  const { realpathSync } = await import('node:fs')
  const { fileURLToPath } = await import('node:url')
  try {
    return realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))
  } catch {
    return false
  }
}

if (await isStarted()) process.exitCode = await main(process.argv.slice(2))
