import { AppError } from '../kernel/errors.ts'
import { failureText } from '../kernel/failure-text.ts'
import { type FailureReason, MeilisearchFailure } from './meilisearch-client.ts'

/** After a failure the server is left alone for so long, in ms, or for as long as it asks: else every reader would wait for it. */
const REST_MS = 5000
const LONGEST_REST_MS = 120_000
/** After every change the index is behind for as long as a delivery takes; only one that stays where it was is worth a word. */
const BEHIND_UNSAID_MS = 120_000

/** The index has not been given everything that is in the log. */
export class IndexBehind extends Error {
  override readonly name = 'IndexBehind'
  /** Leaves of the log that it has; null when it does not know. */
  readonly position: number | null
  /** Leaves that it lacks; null when what it has is of another log, form or day. */
  readonly leaves: number | null

  constructor(position: number | null, leaves: number | null) {
    super(leaves === null ? 'the index was given something else' : `the index lacks ${leaves} leaves of the log`)
    this.position = position
    this.leaves = leaves
  }
}

export interface AvailabilityPorts {
  /** RFC 3339 instant. */
  readonly now: () => string
  readonly log: (event: string, details?: Readonly<Record<string, unknown>>) => void
}

export interface Availability {
  /**
   * The answer of the other server, or that of the embedded index when the other is away, slow, broken or behind. Says so in
   * the log when it begins, when its reason changes and when it ends; of an index that is behind when it stays so. Errors of the
   * reader's making (`AppError`) pass through.
   */
  answer<Result>(ask: () => Promise<Result>, instead: () => Promise<Result>): Promise<Result>
  /** Says in the log how a delivery ended, under the same rule. */
  delivered(failure: unknown): void
}

export function createAvailability({ now, log }: AvailabilityPorts): Availability {
  let reason: string | null = null
  let undelivered: string | null = null
  let restUntil = Number.NEGATIVE_INFINITY
  let behind: { readonly position: number | null; readonly since: number } | null = null
  const instant = () => Date.parse(now())
  const fellBack = (because: string, details: Readonly<Record<string, unknown>>) => {
    if (reason !== because) log('search falls back to the embedded index', { reason: because, ...details })
    reason = because
  }
  return {
    async answer(ask, instead) {
      if (instant() < restUntil) return instead()
      try {
        const result = await ask()
        if (reason !== null) log('search is answered by Meilisearch again', { after: reason })
        reason = null
        behind = null
        return result
      } catch (error) {
        if (error instanceof AppError) throw error
        if (error instanceof IndexBehind) {
          const { position, leaves } = error
          if (behind?.position !== position) behind = { position, since: instant() }
          if (instant() - behind.since >= BEHIND_UNSAID_MS) fellBack('behind', { leaves })
        } else {
          const failure = failureIn(error)
          const asked = failure.retryAfter === null ? REST_MS : failure.retryAfter * 1000
          restUntil = instant() + Math.min(Math.max(asked, REST_MS), LONGEST_REST_MS)
          fellBack(failure.reason, detailsOf(failure))
        }
        return instead()
      }
    },
    delivered(error) {
      const failure = error === null ? null : failureIn(error)
      if (failure !== null && undelivered !== failure.reason)
        log('delivery to Meilisearch failed', { reason: failure.reason, ...detailsOf(failure) })
      if (failure === null && undelivered !== null) log('delivery to Meilisearch works again', { after: undelivered })
      undelivered = failure?.reason ?? null
    },
  }
}

interface Failure {
  readonly reason: FailureReason | 'mistake'
  readonly code: string | null
  readonly message: string
  readonly retryAfter: number | null
}

/** A mistake in this program is as good a reason to fall back as any, and is said under its own name. */
function failureIn(error: unknown): Failure {
  if (error instanceof MeilisearchFailure) return error
  return { reason: 'mistake', code: null, message: failureText(error), retryAfter: null }
}

/** Where Meilisearch has a code its message repeats what it was sent, and what people typed does not belong into a log. */
function detailsOf({ code, message }: Failure): Readonly<Record<string, unknown>> {
  return code === null ? { message } : { code }
}
