import type { Written } from '../directory/service.ts'
import type { Change } from '../history/commit.ts'
import { differences } from '../history/diff.ts'
import type { Json } from '../history/leaf.ts'
import { everyVersion, type Readable, selectSteps, selectVersion } from '../history/versions.ts'
import { type Actor, authorize, can, outsiderTo } from '../kernel/actor.ts'
import { AppError, type Finding, refuseWhenFound } from '../kernel/errors.ts'
import { normalizeTyped, typedReason } from '../kernel/free-text.ts'
import { SoftwareDocument } from './model.ts'
import { holderChange, isOpen, type Proposal, type ProposalRecord } from './proposal.ts'
import { markedAsTyped } from './provenance.ts'
import {
  checkSoftware,
  refuseUntyped,
  type SoftwarePorts,
  softwareChange,
  subjectOf,
  visibleSoftware,
} from './service.ts'
import { sourceKeys } from './sources.ts'
import { type SoftwareRecord, selectSoftware, selectSoftwareBySource } from './store.ts'
import { selectOpenProposal, selectProposal, selectProposalsOf, writeProposal } from './store-proposals.ts'
import { mergeThreeWay, type Side, type ThreeWayField, threeWay } from './three-way.ts'

const TYPED = { typed: true } as const

/**
 * Proposes a change to a published entry, or hands in the open proposal of the entry anew. The written id and version are the
 * proposal's.
 * @param baseVersion the version of the entry that the change was made from
 * @param reason why the entry is to change; the entry's history shows it once the change is accepted
 * @param seen the open proposal that this one takes the place of, as its writer read it (anything else is `version-stale`); null: there
 * is none (`conflict` when there is); left out: whichever there is
 *
 * Throws `version-stale` when the entry is past `baseVersion`, `conflict` when it is not published or another entry has the same
 * repository, `gone` when it is archived,
 * `validation-failed` as editing does and when nothing would change, and what `authorize` throws.
 */
export async function proposeChange(
  ports: SoftwarePorts,
  actor: Actor,
  softwareId: string,
  baseVersion: number,
  input: SoftwareDocument,
  reason: string,
  seen?: { readonly id: string; readonly version: number } | null,
): Promise<Written> {
  const entry = await visibleSoftware(ports, actor, softwareId)
  authorize(actor, 'proposal.submit', subjectOf(entry.document))
  refuseUnlessPublished(entry, 'propose')
  if (entry.version !== baseVersion) throw entryMoved(entry)
  const document = normalizeTyped(input)
  const why = typedReason(reason) || 'proposal.accept'
  refuseUntyped(document, entry.document)
  refuseUnchanged(entry.document, document)
  const warnings = await checkSoftware(ports, document, softwareId, TYPED)
  await refuseTakenSource(ports, document, softwareId)
  const open = await selectOpenProposal(ports.read, softwareId)
  if (seen === null && open !== null) throw alreadyOpen(open)
  if (seen && (open?.id !== seen.id || open.version !== seen.version)) throw proposalMoved(open)
  const id = open?.id ?? (await ports.records.allocate('proposal'))[0]
  if (id === undefined) throw new Error('no register number was allocated')
  const proposal: Proposal = {
    software: softwareId,
    baseVersion,
    state: 'submitted',
    organization: actor.organization,
    // Whoever mends what still waits keeps their place in the queue.
    submittedAt: open?.proposal.state === 'submitted' ? open.proposal.submittedAt : ports.now(),
    reason: why,
    becameVersion: null,
    document: markedAsTyped(document, entry.document, ports.now()),
  }
  return writeProposalVersion(ports, actor, { id, version: (open?.version ?? 0) + 1, proposal }, warnings, {
    reason: 'proposal.submit',
    notOf: outsiderTo(actor, 'proposal.submit', subjectOf(entry.document)),
  })
}

/** Takes an open proposal back. Throws `version-stale`, `conflict` when it is decided, and what `authorize` throws. */
export async function withdrawProposal(
  ports: SoftwarePorts,
  actor: Actor,
  id: string,
  version: number,
  reason: string,
): Promise<Written> {
  const { record } = await openProposal(ports, actor, id, version, 'withdraw')
  const why = typedReason(reason) || 'proposal.withdraw'
  return writeProposalVersion(ports, actor, movedTo(record, { state: 'withdrawn' }), [], { reason: why })
}

/**
 * Decides on a proposal that waits. Accepting writes the entry's next version and the proposal's in one commit, and takes a
 * reason when it moves the entry to another holder: by whose word. Throws `version-stale` when the proposal is not at `version`,
 * or (at `/baseVersion`, rule `entry-moved`) when the entry moved on; `conflict` when it does not wait or the entry is not
 * published any more; `validation-failed` without the reason that a return needs.
 */
export async function decideProposal(
  ports: SoftwarePorts,
  actor: Actor,
  id: string,
  version: number,
  decision: 'accept' | 'return',
  reason: string,
): Promise<Written> {
  const { record, entry, subject } = await openProposal(ports, actor, id, version, decision)
  const why = typedReason(reason)
  const notOf = outsiderTo(actor, 'proposal.decide', subject)
  if (decision === 'return') {
    if (why === '') throw reasonMissing({ rule: 'text-empty' })
    return writeProposalVersion(ports, actor, movedTo(record, { state: 'returned' }), [], { reason: why, notOf })
  }
  const { proposal } = record
  refuseUnlessPublished(entry, 'accept')
  if (entry.version !== proposal.baseVersion) throw entryMoved(entry)
  if (why === '' && holderChange(entry.document, proposal.document) !== null)
    throw reasonMissing({ rule: 'holder-word-missing' })
  const warnings = await checkSoftware(ports, proposal.document, entry.id, TYPED)
  const next = { ...entry, version: entry.version + 1, document: proposal.document }
  const accepted = movedTo(record, { state: 'accepted', becameVersion: next.version })
  const change = { ...(await softwareChange(ports, next)), reason: proposal.reason }
  return writeProposalVersion(ports, actor, accepted, warnings, { reason: why || 'proposal.accept', notOf }, [change])
}

/**
 * Carries an open proposal over to the version that the entry is at now, field by field. Throws `validation-failed` with rule
 * `choice-missing` at each field that both sides changed and `choices` says nothing of, and `conflict` with rule
 * `rebase-needless` when the entry did not move.
 */
export async function rebaseProposal(
  ports: SoftwarePorts,
  actor: Actor,
  id: string,
  version: number,
  choices: ReadonlyMap<string, Side>,
): Promise<Written> {
  const { record, entry } = await openProposal(ports, actor, id, version, 'rebase')
  refuseUnlessPublished(entry, 'rebase')
  const { proposal } = record
  if (entry.version === proposal.baseVersion) {
    throw new AppError('conflict', `${entry.id} did not move`, [{ pointer: '/baseVersion', rule: 'rebase-needless' }])
  }
  const sides = await sidesOf(ports, record, entry)
  const { merged, unresolved } = mergeThreeWay(sides.base, sides.current, sides.proposed, choices)
  refuseWhenFound(unresolved.map((pointer) => ({ pointer, rule: 'choice-missing' })))
  const document = mergedDocument(merged)
  refuseUnchanged(entry.document, document)
  const warnings = await checkSoftware(ports, document, entry.id, TYPED)
  const rebased = movedTo(record, {
    baseVersion: entry.version,
    document: markedAsTyped(document, entry.document, ports.now()),
  })
  return writeProposalVersion(ports, actor, rebased, warnings, {
    reason: 'proposal.rebase',
    notOf: outsiderTo(actor, 'proposal.submit', subjectOf(entry.document)),
  })
}

/** What the proposal and the entry made of the version they both come from. Only for those who may read the proposal. */
export async function comparedWithEntry(
  ports: Pick<SoftwarePorts, 'read'>,
  record: ProposalRecord,
  entry: SoftwareRecord,
): Promise<readonly ThreeWayField[]> {
  const { base, current, proposed } = await sidesOf(ports, record, entry)
  return threeWay(base, current, proposed)
}

/** An undecided proposal, and why it was returned, if it was. */
export interface OpenProposal extends ProposalRecord {
  readonly returned: { readonly reason: string; readonly at: string } | null
}

/** The open proposal of an entry, null when there is none or this actor may not read it. */
export async function openProposalOf(
  ports: Pick<SoftwarePorts, 'read'>,
  actor: Actor,
  softwareId: string,
): Promise<OpenProposal | null> {
  const record = await selectOpenProposal(ports.read, softwareId)
  const entry = record && (await selectSoftware(ports.read, softwareId))
  if (!entry || !can(actor, 'software.readUnpublished', proposalSubject(record, entry))) return null
  const steps = record.proposal.state === 'returned' ? await selectSteps(ports.read, 'proposal', record.id) : []
  // Carrying a returned one over makes another version in that state: the reason is that of the first.
  const at = steps.findLastIndex(({ state }) => state !== 'returned') + 1
  return { ...record, returned: steps[at] ?? null }
}

/** A proposal with its entry. The public sees it once it is accepted. Throws `not-found`. */
export async function getProposal(
  ports: Pick<SoftwarePorts, 'read'>,
  actor: Actor,
  id: string,
): Promise<{ readonly record: ProposalRecord; readonly entry: SoftwareRecord }> {
  const record = await selectProposal(ports.read, id)
  const entry = record && (await selectSoftware(ports.read, record.proposal.software))
  const isShown =
    entry &&
    (record.proposal.state === 'accepted' || can(actor, 'software.readUnpublished', proposalSubject(record, entry)))
  if (!isShown) throw new AppError('not-found', `no proposal ${id}`)
  return { record, entry }
}

/** Proposals of an entry that this actor may read, newest first, below `before`. Throws as reading the entry does. */
export async function listProposals(
  ports: Pick<SoftwarePorts, 'read'>,
  actor: Actor,
  softwareId: string,
  before: string | null,
  limit: number,
): Promise<readonly ProposalRecord[]> {
  const entry = await visibleSoftware(ports, actor, softwareId)
  const all = can(actor, 'software.readUnpublished', subjectOf(entry.document))
  const states = all ? (['submitted', 'returned', 'accepted', 'withdrawn'] as const) : (['accepted'] as const)
  return selectProposalsOf(ports.read, softwareId, states, before, limit)
}

/** The versions of a proposal that this actor may read: the public only the accepted one. */
export function readableProposalVersions(
  actor: Actor,
  { record, entry }: { readonly record: ProposalRecord; readonly entry: SoftwareRecord },
): Readable {
  if (can(actor, 'software.readUnpublished', proposalSubject(record, entry))) return everyVersion
  return isPublicProposal
}

/** Whether the public may read a version of a proposal, told by its snapshot: the accepted one alone. */
export const isPublicProposal: Readable = (snapshot) =>
  (snapshot as { readonly state?: unknown } | null)?.state === 'accepted'

/** Whom a proposal concerns: the holder, whoever would be it, and whoever proposed it. None of them decides. */
export function proposalSubject(
  { proposal }: ProposalRecord,
  { document }: Pick<SoftwareRecord, 'document'>,
): { readonly organizations: readonly string[] } {
  const concerned = [document.rights.holder, proposal.document.rights.holder, proposal.organization]
  return { organizations: [...new Set(concerned.filter((id) => id !== null))] }
}

/** The change that brings a proposal to a version, for the commit. Checks nothing. */
export function proposalChange(ports: Pick<SoftwarePorts, 'now'>, record: Omit<ProposalRecord, 'updatedAt'>): Change {
  const { id, version, proposal } = record
  return {
    type: 'proposal',
    id,
    version,
    snapshot: proposal as unknown as Json,
    row: writeProposal(id, version, proposal, ports.now()),
    projections: [],
  }
}

type Step = 'accept' | 'return' | 'withdraw' | 'rebase'

/** Reads a proposal for a step, and refuses those who may not take it and those who come too late. */
async function openProposal(ports: SoftwarePorts, actor: Actor, id: string, version: number, step: Step) {
  const { record, entry } = await getProposal(ports, actor, id)
  const subject = proposalSubject(record, entry)
  if (step === 'accept' || step === 'return') authorize(actor, 'proposal.decide', subject)
  else if (step === 'rebase') authorize(actor, 'proposal.submit', subjectOf(entry.document))
  else authorize(actor, 'proposal.withdraw', withdrawalSubject(record, entry))
  const { state } = record.proposal
  const takes = step === 'withdraw' || step === 'rebase' ? isOpen(record.proposal) : state === 'submitted'
  if (!takes) {
    throw new AppError('conflict', `${id} is ${state}`, [
      { pointer: '/state', rule: 'transition-refused', params: { state, transition: step } },
    ])
  }
  if (record.version !== version) throw proposalMoved(record)
  return { record, entry, subject }
}

/** Whoever would get the entry has no say in taking the proposal back. */
export function withdrawalSubject({ proposal }: ProposalRecord, { document }: Pick<SoftwareRecord, 'document'>) {
  return { organizations: [proposal.organization, document.rights.holder].filter((id) => id !== null) }
}

/** The three documents without what nobody types, which is the entry's. */
async function sidesOf(ports: Pick<SoftwarePorts, 'read'>, record: ProposalRecord, entry: SoftwareRecord) {
  const { provenance, extensions, demonstration } = entry.document
  const side = (document: unknown) =>
    ({ ...SoftwareDocument.parse(document), provenance, extensions, demonstration }) as unknown as Json
  const base = await baseOf(ports, record)
  return { base: side(base), current: side(entry.document), proposed: side(record.proposal.document) }
}

/** The entry as it was when the change was made. */
export async function baseOf(
  { read }: Pick<SoftwarePorts, 'read'>,
  { proposal: { software, baseVersion } }: ProposalRecord,
): Promise<SoftwareDocument> {
  const version = await selectVersion(read, 'software', software, baseVersion, everyVersion)
  const kept = version?.envelope?.snapshot as { readonly document?: unknown } | undefined
  if (kept === undefined) throw new Error(`${software} has no version ${baseVersion}`)
  return SoftwareDocument.parse(kept.document)
}

function mergedDocument(merged: Json): SoftwareDocument {
  const read = SoftwareDocument.safeParse(merged)
  if (read.success) return read.data
  const places = new Set(read.error.issues.map(({ path }) => path.map((step) => `/${String(step)}`).join('')))
  throw new AppError(
    'validation-failed',
    'the two changes do not go together',
    [...places].map((pointer) => ({ pointer, rule: 'merge-invalid' })),
  )
}

function movedTo(record: ProposalRecord, changes: Partial<Proposal>): Omit<ProposalRecord, 'updatedAt'> {
  return { id: record.id, version: record.version + 1, proposal: { ...record.proposal, ...changes } }
}

async function writeProposalVersion(
  ports: SoftwarePorts,
  actor: Actor,
  record: Omit<ProposalRecord, 'updatedAt'>,
  warnings: readonly Finding[],
  deed: { readonly reason: string; readonly notOf?: readonly string[] },
  first: readonly Change[] = [],
): Promise<Written> {
  await ports.commits.commit({ actor, ...deed, changes: [...first, proposalChange(ports, record)] })
  return { id: record.id, version: record.version, warnings }
}

function refuseUnlessPublished({ id, state }: SoftwareRecord, transition: 'propose' | 'accept' | 'rebase'): void {
  if (state === 'published') return
  if (state === 'archived' && transition === 'propose') throw new AppError('gone', `${id} is archived`)
  throw new AppError('conflict', `${id} is ${state}`, [
    { pointer: '/state', rule: 'transition-refused', params: { state, transition } },
  ])
}

function refuseUnchanged(before: SoftwareDocument, after: SoftwareDocument): void {
  // Where the words come from follows from them.
  const said = ({ provenance: _, ...document }: SoftwareDocument) => document as unknown as Json
  const { count } = differences(said(before), said(after), 0)
  if (count === 0) refuseWhenFound([{ pointer: '', rule: 'nothing-changed' }])
}

/** What another entry is known by would be refused only when the change is accepted. */
async function refuseTakenSource({ read }: SoftwarePorts, document: SoftwareDocument, id: string): Promise<void> {
  if ((await selectSoftwareBySource(read, sourceKeys(document), id)) === null) return
  throw new AppError('conflict', 'another entry has this repository', [
    { pointer: '/technology/repository/url', rule: 'duplicate-software_source' },
  ])
}

function entryMoved({ id, version }: SoftwareRecord): AppError {
  return new AppError('version-stale', `${id} is at version ${version}`, [
    { pointer: '/baseVersion', rule: 'entry-moved', params: { version } },
  ])
}

function alreadyOpen({ id }: ProposalRecord): AppError {
  return new AppError('conflict', `${id} is open`, [{ pointer: '', rule: 'duplicate-proposal' }])
}

function proposalMoved(record: ProposalRecord | null): AppError {
  return new AppError('version-stale', record === null ? 'no proposal is open' : `${record.id} is at ${record.version}`)
}

function reasonMissing(finding: Pick<Finding, 'rule'>): AppError {
  return new AppError('validation-failed', 'a reason is needed', [{ ...finding, pointer: '/reason' }])
}
