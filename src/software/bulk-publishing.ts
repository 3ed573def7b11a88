import { type Actor, authorize, can } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import type { SoftwareDocument } from './model.ts'
import { type Checks, checksOf, isClean } from './moderation.ts'
import { moveSoftware, type SoftwarePorts, subjectOf } from './service.ts'
import { selectSoftware } from './store.ts'
import { selectWaitingEntries } from './store-moderation.ts'

/** No more entries than a person looks through. */
export const MOST_AT_ONCE = 50

export interface BulkCandidate {
  readonly id: string
  readonly version: number
  readonly document: SoftwareDocument
  readonly checks: Checks
  /** Nothing speaks against it and the actor may decide. */
  readonly isSafe: boolean
}

/** The entries of a holder that wait, and which of them may be published together. Throws what `authorize` throws. */
export async function bulkCandidates(
  ports: SoftwarePorts,
  actor: Actor,
  holder: string,
): Promise<readonly BulkCandidate[]> {
  authorize(actor, 'software.decide', { organizations: [holder] })
  const candidates: BulkCandidate[] = []
  for (const entry of await selectWaitingEntries(ports.read, holder, MOST_AT_ONCE)) {
    const checks = await checksOf(ports, entry.document, entry.id)
    candidates.push({ ...entry, checks, isSafe: isClean(checks) })
  }
  return candidates
}

/** What became of one entry of several. */
export type BulkOutcome =
  | { readonly id: string; readonly done: true; readonly version: number }
  | { readonly id: string; readonly done: false; readonly error: AppError }

/**
 * Publishes several entries, each by a commit of its own: what is refused holds nothing else up. Whatever has a warning is refused
 * (`conflict`, rule `not-without-looking`), as is an entry that is not at the version that was looked at. Throws `validation-failed` for
 * none or more than `MOST_AT_ONCE`.
 */
export async function publishSeveral(
  ports: SoftwarePorts,
  actor: Actor,
  entries: readonly { readonly id: string; readonly version: number }[],
  reason: string,
): Promise<readonly BulkOutcome[]> {
  authorize(actor, 'software.decide')
  if (entries.length === 0 || entries.length > MOST_AT_ONCE) {
    const rule = entries.length === 0 ? 'list-empty' : 'list-too-long'
    throw new AppError('validation-failed', `${entries.length} entries`, [
      { pointer: '/entries', rule, params: { maximum: MOST_AT_ONCE } },
    ])
  }
  const outcomes: BulkOutcome[] = []
  for (const { id, version } of entries) {
    try {
      await refuseUnlessClean(ports, actor, id)
      const written = await moveSoftware(ports, actor, id, version, 'publish', reason)
      outcomes.push({ id, done: true, version: written.version })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      outcomes.push({ id, done: false, error })
    }
  }
  return outcomes
}

async function refuseUnlessClean(ports: SoftwarePorts, actor: Actor, id: string): Promise<void> {
  const entry = await selectSoftware(ports.read, id)
  // What may not be decided on, or is not there, is refused by the step itself.
  if (entry?.state !== 'submitted' || !can(actor, 'software.decide', subjectOf(entry.document))) return
  if (isClean(await checksOf(ports, entry.document, id))) return
  throw new AppError('conflict', `${id} has warnings`, [{ pointer: '', rule: 'not-without-looking' }])
}
