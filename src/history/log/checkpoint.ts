import { fromBase64, toBase64 } from './base64.ts'
import { HASH_BYTES, type Hash } from './hashing.ts'
import { type NoteFailure, openNote, parseNote, type Signer, signNote, type VerifierKey } from './note.ts'

/** What a checkpoint of c2sp.org/tlog-checkpoint says: whose log, how many entries, and the root of their tree. */
export interface Checkpoint {
  /** The log's identity, which is the name of its keys too: `register.example/log`. */
  readonly origin: string
  readonly size: number
  readonly root: Hash
}

/** The text that is signed: three lines. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/** What the text of a checkpoint says; null when it is none. Further lines are allowed and mean nothing here. */
export function parseCheckpointText(text: string): Checkpoint | null {
  if (!text.endsWith('\n')) return null
  const lines = text.slice(0, -1).split('\n')
  const [origin = '', size = '', encoded = ''] = lines
  if (lines.length < 3 || lines.includes('') || !/^(?:0|[1-9]\d{0,15})$/.test(size)) return null
  const root = fromBase64(encoded)
  if (root?.length !== HASH_BYTES || !Number.isSafeInteger(Number(size))) return null
  return { origin, size: Number(size), root }
}

/** What a signed checkpoint says, without looking at its signatures: for a copy that nobody else can write. */
export function readCheckpoint(note: string | Uint8Array): Checkpoint | null {
  const parsed = parseNote(note)
  return parsed && parseCheckpointText(parsed.text)
}

/** The checkpoint as a note with a line for each signer. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly Signer[]): Promise<string> {
  return signNote(checkpointText(checkpoint), signers)
}

export type CheckpointFailure = NoteFailure | 'wrong-origin'

/** The checkpoint that a trusted key of this log has signed, or why it is not believed. */
export async function openCheckpoint(
  note: string | Uint8Array,
  origin: string,
  trusted: readonly VerifierKey[],
): Promise<Checkpoint | CheckpointFailure> {
  const opened = await openNote(note, trusted)
  if (typeof opened === 'string') return opened
  const checkpoint = parseCheckpointText(opened.text)
  if (checkpoint === null) return 'malformed'
  return checkpoint.origin === origin ? checkpoint : 'wrong-origin'
}
