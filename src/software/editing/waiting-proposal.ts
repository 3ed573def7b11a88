import { everyVersion, selectVersions } from '../../history/versions.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { SoftwareDocument } from '../model.ts'
import { openProposalOf } from '../proposals.ts'
import type { SoftwarePorts } from '../service.ts'

/** A proposed change that no registrar has accepted yet. */
export interface WaitingProposal {
  readonly id: string
  readonly version: number
  readonly state: 'submitted' | 'returned'
  /** The version of the entry that it was made from. */
  readonly baseVersion: number
  readonly document: SoftwareDocument
  /** Why it was returned; null when it was not. */
  readonly reason: string | null
  /** RFC 3339 instant of the last step. */
  readonly at: string
}

/** The open proposal for an entry, as far as the actor may see it. */
export async function waitingProposal(
  ports: Pick<SoftwarePorts, 'read'>,
  actor: Actor,
  softwareId: string,
): Promise<WaitingProposal | null> {
  const open = await openProposalOf(ports, actor, softwareId)
  if (open === null) return null
  const { id, version, updatedAt, proposal, returned } = open
  const { baseVersion, document } = proposal
  const state = proposal.state === 'returned' ? 'returned' : 'submitted'
  return { id, version, state, baseVersion, document, reason: returned?.reason ?? null, at: updatedAt }
}

/** Versions looked through for the one in which something was returned. */
const VERSIONS_LOOKED_AT = 20

/** The reason a registrar gave when an entry was last returned; null when it never was. The caller may read all of its versions. */
export async function whyReturned(ports: Pick<SoftwarePorts, 'read'>, softwareId: string): Promise<string | null> {
  const versions = await selectVersions(ports.read, 'software', softwareId, null, VERSIONS_LOOKED_AT, everyVersion)
  const isReturned = (index: number) => {
    const snapshot = versions[index]?.envelope?.snapshot as { readonly state?: string } | undefined
    return snapshot?.state === 'returned'
  }
  // What is edited while it is returned makes more versions in that state: the first of the run is the decision.
  let last = versions.findIndex((_, index) => isReturned(index))
  if (last === -1) return null
  while (isReturned(last + 1)) last++
  return versions[last]?.envelope?.reason ?? null
}
