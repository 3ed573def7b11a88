import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { proposalTable } from '../../db/schema.ts'
import { build, type Statement, statement } from '../../db/statements.ts'
import type { Proposal, ProposalRecord, ProposalState } from './proposal.ts'

function proposalOf(row: typeof proposalTable.$inferSelect): ProposalRecord {
  return { id: row.id, version: row.version, proposal: JSON.parse(row.document), updatedAt: row.updatedAt }
}

export async function selectProposal(read: Reader, id: string): Promise<ProposalRecord | null> {
  const [row] = await read.select().from(proposalTable).where(eq(proposalTable.id, id))
  return row ? proposalOf(row) : null
}

/** Those of the proposals that were accepted, and are public. */
export async function selectAcceptedProposals(
  read: Reader,
  ids: readonly string[],
): Promise<readonly ProposalRecord[]> {
  if (ids.length === 0) return []
  const rows = await read
    .select()
    .from(proposalTable)
    .where(and(inArray(proposalTable.id, [...ids]), eq(proposalTable.state, 'accepted')))
  return rows.map(proposalOf)
}

/** The one proposal of an entry that is not decided. */
export async function selectOpenProposal(read: Reader, softwareId: string): Promise<ProposalRecord | null> {
  const [row] = await read
    .select()
    .from(proposalTable)
    .where(and(eq(proposalTable.softwareId, softwareId), inArray(proposalTable.state, ['submitted', 'returned'])))
  return row ? proposalOf(row) : null
}

/** Proposals of an entry in some states, newest first, below `before` (exclusive) when given. */
export async function selectProposalsOf(
  read: Reader,
  softwareId: string,
  states: readonly ProposalState[],
  before: string | null,
  limit: number,
): Promise<readonly ProposalRecord[]> {
  const rows = await read
    .select()
    .from(proposalTable)
    .where(
      and(
        eq(proposalTable.softwareId, softwareId),
        inArray(proposalTable.state, [...states]),
        before === null ? undefined : lt(proposalTable.id, before),
      ),
    )
    .orderBy(desc(proposalTable.id))
    .limit(limit)
  return rows.map(proposalOf)
}

/** Version 1 inserts, a later one updates exactly the version before it. */
export function writeProposal(id: string, version: number, proposal: Proposal, at: string): Statement {
  const row = {
    id,
    version,
    softwareId: proposal.software,
    baseVersion: proposal.baseVersion,
    state: proposal.state,
    organizationId: proposal.organization,
    submittedAt: proposal.submittedAt,
    document: JSON.stringify(proposal),
    updatedAt: at,
  }
  if (version === 1) return statement(build.insert(proposalTable).values(row))
  return statement(
    build
      .update(proposalTable)
      .set(row)
      .where(and(eq(proposalTable.id, id), eq(proposalTable.version, version - 1))),
  )
}
