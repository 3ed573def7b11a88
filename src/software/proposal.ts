import { z } from 'zod'
import type { SoftwareDocument } from './model.ts'

/** Where a proposed change stands. Lifecycle: submitted → returned → submitted …; submitted → accepted; both open states → withdrawn. */
export const PROPOSAL_STATES = ['submitted', 'returned', 'accepted', 'withdrawn'] as const
export const ProposalState = z.enum(PROPOSAL_STATES)
export type ProposalState = z.infer<typeof ProposalState>

/** A change to a published entry that somebody proposed: the whole entry as it would be. */
export interface Proposal {
  readonly software: string
  /** The version of the entry that the change was made from. */
  readonly baseVersion: number
  readonly state: ProposalState
  /** Who proposed it: the organization that they acted for. */
  readonly organization: string | null
  /** Since when it waits, or waited, for a decision, RFC 3339. */
  readonly submittedAt: string
  /** Why the entry is to change. The entry's history shows it once the change is accepted. */
  readonly reason: string
  /** The version of the entry that the change became; null until it is accepted. */
  readonly becameVersion: number | null
  readonly document: SoftwareDocument
}

export interface ProposalRecord {
  readonly id: string
  readonly version: number
  readonly proposal: Proposal
  /** RFC 3339 instant. */
  readonly updatedAt: string
}

/** Whether the change waits for its proposer or for a registrar. An entry has at most one such. */
export function isOpen({ state }: Pick<Proposal, 'state'>): boolean {
  return state === 'submitted' || state === 'returned'
}

/** What the change does to the holder of the rights; null where it leaves them where they are. Pure. */
export function holderChange(
  before: Pick<SoftwareDocument, 'rights'>,
  after: Pick<SoftwareDocument, 'rights'>,
): { readonly from: string | null; readonly to: string | null } | null {
  const [from, to] = [before.rights.holder, after.rights.holder]
  return from === to ? null : { from, to }
}
