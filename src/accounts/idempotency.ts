import { and, eq, isNull, lte } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { idempotencyKeyTable } from '../../db/schema.ts'
import { build, statement } from '../../db/statements.ts'
import type { Records } from '../history/record.ts'

/** An answer is kept for this long, in ms. */
const KEPT_MS = 24 * 3_600_000

export interface IdempotencyPorts {
  readonly read: Reader
  readonly records: Records
  readonly now: () => string
}

/** A request that may be sent again: whose it is, the key the client gave it, and what it asks for. */
export interface RepeatableRequest {
  /** Id of the credential: keys of others are other keys. */
  readonly credential: string
  readonly key: string
  /** SHA-256 of everything that makes it this request. */
  readonly fingerprint: string
}

export interface StoredAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Null: it held what is told once, and is not kept. */
  readonly body: string | null
}

/** `new`: it is to be carried out now, by this caller alone. `other`: the key was given to another request. */
export type Claim =
  | { readonly state: 'new' | 'other' | 'under-way' }
  | { readonly state: 'answered'; readonly answer: StoredAnswer }

/**
 * Claims a request for carrying it out; of those that come at the same moment one gets `new`. A claim whose process died stays
 * `under-way` until it is forgotten: nobody can tell how far it got, and once too often is worse than an answer that is missing.
 */
export async function claimRequest(ports: IdempotencyPorts, request: RepeatableRequest): Promise<Claim> {
  const { credential, key, fingerprint } = request
  const now = ports.now()
  const results = await ports.records.record([
    expired(now),
    statement(
      build.insert(idempotencyKeyTable).values({ credential, key, fingerprint, createdAt: now }).onConflictDoNothing(),
    ),
  ])
  if (results[1]?.rowsAffected === 1) return { state: 'new' }
  const [row] = await ports.read.select().from(idempotencyKeyTable).where(isRequest(request))
  // Given back between the two statements: whoever asks again may have it.
  if (!row) return { state: 'under-way' }
  if (row.fingerprint !== fingerprint) return { state: 'other' }
  if (row.status === null) return { state: 'under-way' }
  const headers = JSON.parse(row.headers ?? '{}') as Record<string, string>
  return { state: 'answered', answer: { status: row.status, headers, body: row.body } }
}

/** Removes the answers that are kept no longer. */
export async function forgetAnswers({ records, now }: Pick<IdempotencyPorts, 'records' | 'now'>): Promise<void> {
  await records.record([expired(now())])
}

function expired(now: string) {
  const forgotten = new Date(Date.parse(now) - KEPT_MS).toISOString()
  return statement(build.delete(idempotencyKeyTable).where(lte(idempotencyKeyTable.createdAt, forgotten)))
}

/** Keeps the answer to a claimed request. */
export async function keepAnswer(
  ports: IdempotencyPorts,
  request: RepeatableRequest,
  { status, headers, body }: StoredAnswer,
): Promise<void> {
  const answered = { status, headers: JSON.stringify(headers), body }
  const open = and(isRequest(request), isNull(idempotencyKeyTable.status))
  await ports.records.record([statement(build.update(idempotencyKeyTable).set(answered).where(open))])
}

/** Gives a claim back: nothing was done, and the request may be sent again, mended or as it was. */
export async function giveBack(ports: IdempotencyPorts, request: RepeatableRequest): Promise<void> {
  const open = and(isRequest(request), isNull(idempotencyKeyTable.status))
  await ports.records.record([statement(build.delete(idempotencyKeyTable).where(open))])
}

function isRequest({ credential, key }: RepeatableRequest) {
  return and(eq(idempotencyKeyTable.credential, credential), eq(idempotencyKeyTable.key, key))
}
