import type { Actor } from '../kernel/actor.ts'
import { canonicalize } from '../kernel/canonical-json.ts'
import type { RecordType } from '../kernel/identifiers.ts'

/** Anything that JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * What a version says, kept beside it and hashed into its leaf: who and why can be rewritten no more than what.
 * The salt (128 bit, hexadecimal) keeps the hash of an erased envelope from confirming a guess of its content.
 */
export interface Envelope {
  readonly salt: string
  /** The record as the public may see it. */
  readonly snapshot: Json
  readonly actor: { readonly role: string; readonly organization: string | null }
  readonly reason: string
}

export function envelopeOf(salt: string, snapshot: Json, actor: Actor, reason: string): Envelope {
  return { salt, snapshot, actor: { role: actor.role, organization: actor.organization }, reason }
}

export function parseEnvelope(text: string): Envelope {
  return JSON.parse(text) as Envelope
}

/** What stands in the public log for one version. Nothing personal: everything that may have to be erased is in the envelope. */
export interface Leaf {
  /** Version of this format. */
  readonly v: 1
  readonly type: RecordType
  readonly id: string
  readonly version: number
  /** SHA-256 of the canonical envelope, lower-case hexadecimal. */
  readonly sha256: string
  /** RFC 3339 instant, UTC, milliseconds. */
  readonly at: string
}

const MAXIMUM_LEAF_BYTES = 1000

/** The canonical text of a leaf (RFC 8785). Throws when it is longer than 1,000 bytes, which only an absurd id can cause. */
export function leafText(leaf: Leaf): string {
  const text = canonicalize(leaf)
  if (new TextEncoder().encode(text).length > MAXIMUM_LEAF_BYTES)
    throw new Error(`leaf of ${leaf.id} exceeds ${MAXIMUM_LEAF_BYTES} bytes`)
  return text
}
