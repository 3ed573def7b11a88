import { utf8Text } from '../../kernel/encoding.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { type CheckpointFailure, openCheckpoint } from './checkpoint.ts'
import { HASH_BYTES, type Hash, leafHash } from './hashing.ts'
import type { VerifierKey } from './note.ts'
import { verifyInclusion } from './proofs.ts'

const HEAD = 'c2sp.org/tlog-proof@v1'

/** A `.tlog-proof` (c2sp.org/tlog-proof): everything that is needed to see that an entry is in the log, but the keys. */
export interface ProofFile {
  readonly index: number
  readonly proof: readonly Hash[]
  /** The signed checkpoint, as it was published. */
  readonly checkpoint: string
  /** The entry's exact bytes. The format leaves the meaning of `extra` to the log: here it makes one file enough. */
  readonly entry: Uint8Array
}

export type ProofFailure = CheckpointFailure | 'malformed' | 'not-included'

export function proofText({ index, proof, checkpoint, entry }: ProofFile): string {
  const hashes = proof.map((hash) => `${toBase64(hash)}\n`).join('')
  return `${HEAD}\nextra ${toBase64(entry)}\nindex ${index}\n${hashes}\n${checkpoint}`
}

/** A proof taken apart; null when it is not one of ours. Nothing of it is verified. */
export function parseProof(file: string | Uint8Array): ProofFile | null {
  const text = typeof file === 'string' ? file : utf8Text(file)
  const blank = text?.indexOf('\n\n') ?? -1
  if (text === null || blank < 0) return null
  const [head, extra = '', position = '', ...lines] = text.slice(0, blank).split('\n')
  const entry = fromBase64(/^extra (.+)$/.exec(extra)?.[1] ?? '!')
  const index = /^index (0|[1-9]\d{0,15})$/.exec(position)?.[1]
  const proof = lines.map(fromBase64)
  if (head !== HEAD || entry === null || index === undefined || !Number.isSafeInteger(Number(index))) return null
  if (!proof.every((hash) => hash?.length === HASH_BYTES)) return null
  return { index: Number(index), proof: proof.flatMap((hash) => hash ?? []), checkpoint: text.slice(blank + 2), entry }
}

/** The entry that the file proves to be in the log of this origin, or why it does not. */
export async function openProof(
  file: string | Uint8Array,
  origin: string,
  trusted: readonly VerifierKey[],
): Promise<ProofFile | ProofFailure> {
  const parsed = parseProof(file)
  if (parsed === null) return 'malformed'
  const checkpoint = await openCheckpoint(parsed.checkpoint, origin, trusted)
  if (typeof checkpoint === 'string') return checkpoint
  const { index, proof, entry } = parsed
  const included = verifyInclusion(index, checkpoint.size, leafHash(entry), proof, checkpoint.root)
  return included ? parsed : 'not-included'
}
