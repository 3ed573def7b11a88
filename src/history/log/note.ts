import { sha256 } from '@noble/hashes/sha2.js'
import { toHex, utf8Bytes, utf8Text } from '../../kernel/encoding.ts'
import { fromBase64, toBase64 } from './base64.ts'

/*
 * Signed notes (c2sp.org/signed-note) with Ed25519 keys, as Go's golang.org/x/mod/sumdb/note reads and writes them.
 */

const ED25519 = 0x01
const PUBLIC_KEY_BYTES = 32
const SIGNATURE_BYTES = 64
/** A verifier need not read on for ever; sixteen is what every verifier has to take. */
const MOST_SIGNATURES = 100

/** A key that can be known by everybody. */
export interface VerifierKey {
  readonly name: string
  /** Eight hexadecimal digits: what a signature line names the key by, besides its name. */
  readonly id: string
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>
  /** `name+id+base64(0x01 || public key)`, as it is given to whoever verifies. */
  readonly text: string
}

export interface Signer {
  readonly key: VerifierKey
  sign(text: string): Promise<Uint8Array>
}

export interface NoteSignature {
  readonly name: string
  readonly id: string
  readonly signature: Uint8Array<ArrayBuffer>
}

/** A note taken apart. `text` ends with a newline; nothing of it may be believed before a signature is verified. */
export interface Note {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** Why a note is not believed. */
export type NoteFailure = 'malformed' | 'unknown-key' | 'bad-signature'

/** The key of an encoded verifier key; null when it is none, or its id is not that of the key. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const found = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text)
  if (!found) return null
  const [, name = '', id = '', encoded = ''] = found
  const bytes = fromBase64(encoded)
  if (!isKeyName(name) || bytes?.length !== 1 + PUBLIC_KEY_BYTES || bytes[0] !== ED25519) return null
  const key = verifierKey(name, bytes.slice(1))
  return key.id === id ? key : null
}

/** The verifier key of an Ed25519 public key of 32 bytes under a name. */
export function verifierKey(name: string, publicKey: Uint8Array<ArrayBuffer>): VerifierKey {
  const typed = new Uint8Array([ED25519, ...publicKey])
  const id = toHex(sha256(new Uint8Array([...utf8Bytes(`${name}\n`), ...typed])).slice(0, 4))
  return { name, id, publicKey, text: `${name}+${id}+${toBase64(typed)}` }
}

/** Whether a text may name a key: not empty, without spaces of any script and without `+`. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\s\u0085+]/u.test(name) && !hasControl(name)
}

/**
 * The private key `PRIVATE+KEY+name+id+base64(0x01 || seed)` made of a seed of 32 random bytes, and its verifier key.
 * Throws on a name that cannot be one.
 */
export async function privateKeyOf(
  name: string,
  seed: Uint8Array,
): Promise<{ readonly text: string; readonly verifier: VerifierKey }> {
  if (!isKeyName(name)) throw new Error(`"${name}" cannot be the name of a key`)
  const { publicKey } = await importSeed(seed)
  const verifier = verifierKey(name, publicKey)
  const text = `PRIVATE+KEY+${name}+${verifier.id}+${toBase64(new Uint8Array([ED25519, ...seed]))}`
  return { text, verifier }
}

/** Whose key a private key is, without looking whether it is a good one. */
export function keyName(privateKey: string): string {
  return privateKey.trim().split('+')[2] ?? ''
}

/** What signs with a private key in Go's form; null when the text is none, or its id is not that of the key. */
export async function parsePrivateKey(text: string): Promise<Signer | null> {
  const found = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim())
  if (!found) return null
  const [, name = '', id = '', encoded = ''] = found
  const bytes = fromBase64(encoded)
  if (!isKeyName(name) || bytes?.length !== 1 + PUBLIC_KEY_BYTES || bytes[0] !== ED25519) return null
  const { privateKey, publicKey } = await importSeed(bytes.slice(1))
  const key = verifierKey(name, publicKey)
  if (key.id !== id) return null
  return {
    key,
    sign: async (note) => new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, utf8Bytes(note))),
  }
}

/** PKCS #8 of an Ed25519 seed (RFC 8410 section 7): this, then the seed. */
const PKCS8_HEAD = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]

async function importSeed(seed: Uint8Array) {
  if (seed.length !== PUBLIC_KEY_BYTES) throw new Error('a seed has 32 bytes')
  const pkcs8 = new Uint8Array([...PKCS8_HEAD, ...seed])
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
  const { x = '' } = await crypto.subtle.exportKey('jwk', privateKey)
  const publicKey = fromBase64(padded(x))
  if (publicKey?.length !== PUBLIC_KEY_BYTES) throw new Error('the key has no public part')
  return { privateKey, publicKey }
}

function padded(base64Url: string): string {
  const text = base64Url.replaceAll('-', '+').replaceAll('_', '/')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** The note of a text, which ends with a newline, with one line for each signer. */
export async function signNote(text: string, signers: readonly Signer[]): Promise<string> {
  if (!text.endsWith('\n') || !isNoteText(text)) throw new Error('not the text of a note')
  const lines: string[] = []
  for (const { key, sign } of signers) lines.push(signatureLine(key, await sign(text)))
  return `${text}\n${lines.join('')}`
}

function signatureLine({ name, id }: Pick<VerifierKey, 'name' | 'id'>, signature: Uint8Array): string {
  const idBytes = Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return `— ${name} ${toBase64(new Uint8Array([...idBytes, ...signature]))}\n`
}

/** A note taken apart; null when it is not well-formed. */
export function parseNote(note: string | Uint8Array): Note | null {
  const whole = typeof note === 'string' ? note : utf8Text(note)
  if (whole === null || !isNoteText(whole)) return null
  const blank = whole.lastIndexOf('\n\n')
  if (blank < 0 || !whole.endsWith('\n')) return null
  const lines = whole.slice(blank + 2, -1).split('\n')
  if (lines.length > MOST_SIGNATURES) return null
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const found = /^— (\S+) (\S+)$/u.exec(line)
    const bytes = fromBase64(found?.[2] ?? '')
    const name = found?.[1] ?? ''
    if (!isKeyName(name) || bytes === null || bytes.length < 5) return null
    signatures.push({ name, id: toHex(bytes.slice(0, 4)), signature: bytes.slice(4) })
  }
  return { text: whole.slice(0, blank + 1), signatures }
}

/**
 * Opens a note: the text and those of the trusted keys that signed it. A signature in the name of a trusted key that is not
 * by that key spoils the whole note; signatures of other keys are passed over.
 */
export async function openNote(
  note: string | Uint8Array,
  trusted: readonly VerifierKey[],
): Promise<{ readonly text: string; readonly by: readonly VerifierKey[] } | NoteFailure> {
  const parsed = parseNote(note)
  if (parsed === null) return 'malformed'
  const by: VerifierKey[] = []
  for (const { name, id, signature } of parsed.signatures) {
    const key = trusted.find((each) => each.name === name && each.id === id)
    if (key === undefined || by.includes(key)) continue
    if (!(await isSignedBy(key, parsed.text, signature))) return 'bad-signature'
    by.push(key)
  }
  return by.length === 0 ? 'unknown-key' : { text: parsed.text, by }
}

async function isSignedBy(
  { publicKey }: VerifierKey,
  text: string,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  if (signature.length !== SIGNATURE_BYTES) return false
  const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, signature, utf8Bytes(text))
}

function isNoteText(text: string): boolean {
  return text.isWellFormed() && !hasControl(text.replaceAll('\n', ''))
}

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) < 0x20) return true
  return false
}
