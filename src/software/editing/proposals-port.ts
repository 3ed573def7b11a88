import type { Written } from '../../directory/service.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { SoftwareDocument } from '../model.ts'

/** A proposed change that a registrar has not accepted yet. */
export interface OpenProposal {
  readonly state: 'submitted' | 'returned'
  readonly baseVersion: number
  readonly document: SoftwareDocument
  /** Why it was returned; null when it was not. */
  readonly reason: string | null
  /** RFC 3339 instant of the last step. */
  readonly at: string
}

/** How changes to published entries are proposed. */
export interface Proposals {
  /** A new proposal, or a resubmission of the open one. */
  propose(
    actor: Actor,
    softwareId: string,
    baseVersion: number,
    document: SoftwareDocument,
    reason: string,
  ): Promise<Written>
  /** The open proposal for an entry, as far as the actor may see it. */
  open(actor: Actor, softwareId: string): Promise<OpenProposal | null>
}
