import { workingCalendarOf } from '../directory/calendar.ts'
import { type Step, selectSteps } from '../history/versions.ts'
import { type Actor, authorize, can } from '../kernel/actor.ts'
import { sortKey } from '../kernel/collation.ts'
import { kyivDay } from '../kernel/dates.ts'
import { AppError, type Finding } from '../kernel/errors.ts'
import { decodeCursor, malformedCursor, pageOf } from '../kernel/paging.ts'
import { workingDaysBetween } from '../kernel/working-days.ts'
import type { SoftwareCard } from './card.ts'
import { type Completeness, type CompletenessCheck, completeness } from './completeness.ts'
import type { SoftwareDocument } from './model.ts'
import { holderChange, type ProposalRecord } from './proposal.ts'
import { baseOf, getProposal, proposalSubject, withdrawalSubject } from './proposals.ts'
import { checkSoftware, type SoftwarePorts, subjectOf, visibleSoftware } from './service.ts'
import { type SoftwareRecord, selectSoftwareCards } from './store.ts'
import {
  countQueue,
  type QueueCounts,
  type QueueFilter,
  type QueueRow,
  type SubmissionRow,
  selectNamesakes,
  selectQueue,
  selectQueueOrganizations,
  selectSubmissions,
} from './store-moderation.ts'

/** What waits, with how long it has. */
export interface Waiting extends QueueRow {
  /** Working days since the day it was handed in. */
  readonly waits: number
}

export interface QueuePage {
  readonly rows: readonly Waiting[]
  /** Whatever the kind that is asked for. */
  readonly counts: QueueCounts
  readonly organizations: readonly { readonly id: string; readonly count: number }[]
  readonly next: string | null
}

type QueueQuery = Pick<QueueFilter, 'kind' | 'organization' | 'withoutOwn'>

const QUEUE_SORT = 'queue'
const MOST_ORGANIZATIONS = 200

/** What waits for a decision, the longest first. For registrars and auditors; throws what `authorize` throws, and for a cursor of another list. */
export async function moderationQueue(
  ports: Pick<SoftwarePorts, 'read' | 'reference' | 'today'>,
  actor: Actor,
  query: QueueQuery,
  cursor: string | null,
  limit: number,
): Promise<QueuePage> {
  authorize(actor, 'software.readUnpublished')
  const filter = { ...query, own: ownOf(actor) }
  const after = cursor === null ? null : placeOf(cursor, QUEUE_SORT)
  const found = await selectQueue(ports.read, filter, after && { submittedAt: after.instant, id: after.id }, limit + 1)
  const { rows, next } = pageOf(found, limit, QUEUE_SORT, ({ submittedAt, id }) => [submittedAt, id])
  const calendar = await workingCalendarOf(ports.reference)
  const waits = ({ submittedAt }: QueueRow) => workingDaysBetween(kyivDay(submittedAt), ports.today(), calendar)
  return {
    rows: rows.map((row) => ({ ...row, waits: waits(row) })),
    counts: await countQueue(ports.read, { ...filter, kind: null, withoutOwn: false }),
    organizations: await selectQueueOrganizations(ports.read, MOST_ORGANIZATIONS),
    next,
  }
}

/** How much waits for this actor to decide; null for those who decide nothing. For the desk of whoever is signed in. */
export async function awaitingDecision(ports: Pick<SoftwarePorts, 'read'>, actor: Actor): Promise<number | null> {
  if (!can(actor, 'software.decide')) return null
  const all = { kind: null, organization: null, own: ownOf(actor), withoutOwn: true }
  const { entries, changes } = await countQueue(ports.read, all)
  return entries + changes
}

function ownOf({ organization, alsoOf = [] }: Actor): readonly string[] {
  return organization === null ? alsoOf : [organization, ...alsoOf]
}

function placeOf(cursor: string, sort: string): { readonly instant: string; readonly id: string } {
  const [instant, id] = decodeCursor(cursor, sort, 2)
  if (typeof instant !== 'string' || typeof id !== 'string') throw malformedCursor()
  return { instant, id }
}

/** What a registrar weighs before deciding. */
export interface Checks {
  /** What the checks of typed entries find: errors and warnings alike, since imports may hold either. */
  readonly findings: readonly Finding[]
  readonly completeness: Completeness
  /** Of what is missing: what every entry of the register is to say. */
  readonly essential: readonly CompletenessCheck[]
  /** Other entries of the same name. */
  readonly namesakes: readonly SoftwareCard[]
  /** Entries that the entry itself names as similar, a variant, or replaced by it. */
  readonly noted: readonly SoftwareCard[]
}

/** What a card in a catalogue cannot do without. */
const ESSENTIAL: readonly CompletenessCheck[] = ['shortDescription', 'functions', 'developmentStatus', 'permittedUsers']
const MOST_NAMESAKES = 5

/** Whether nothing speaks against publishing, so that several entries may be published at once. */
export function isClean({ findings, essential, namesakes, noted }: Checks): boolean {
  return [findings, essential, namesakes, noted].every((list) => list.length === 0)
}

/** Checks an entry as it would be published. */
export async function checksOf(ports: SoftwarePorts, document: SoftwareDocument, id: string): Promise<Checks> {
  const whole = completeness(document, ports.licences)
  const names = Object.values(document.identity.name).map(sortKey)
  const namesakes = await selectNamesakes(ports.read, names, id, MOST_NAMESAKES)
  const noted = document.relations
    .filter(({ kind }) => kind === 'similarTo' || kind === 'variantOf' || kind === 'replaces')
    .flatMap(({ target }) => target ?? [])
  return {
    findings: await findingsOf(ports, document, id),
    completeness: whole,
    essential: ESSENTIAL.filter((check) => whole.missing.includes(check)),
    namesakes: await selectSoftwareCards(ports.read, namesakes),
    noted: await selectSoftwareCards(ports.read, [...new Set(noted)]),
  }
}

async function findingsOf(ports: SoftwarePorts, document: SoftwareDocument, id: string): Promise<readonly Finding[]> {
  try {
    return await checkSoftware(ports, document, id, { typed: true })
  } catch (error) {
    if (error instanceof AppError && error.code === 'validation-failed') return error.findings
    throw error
  }
}

/** What this actor may do with a case. What they may not is not offered; that others decide is said. */
export interface May {
  readonly decide: boolean
  readonly archive: boolean
  readonly withdraw: boolean
  readonly rebase: boolean
  /** Deciding is theirs, but not on this: it concerns an organization of their own. */
  readonly othersDecide: boolean
}

interface Case {
  readonly steps: readonly Step[]
  /** The step by which it was handed in last. */
  readonly submission: Step | null
  readonly may: May
  /** Of what would be published; null where the actor decides nothing, or nothing is to be decided. */
  readonly checks: Checks | null
}

export interface EntryCase extends Case {
  readonly kind: 'entry'
  readonly entry: SoftwareRecord
}

export interface ChangeCase extends Case {
  readonly kind: 'change'
  readonly entry: SoftwareRecord
  readonly proposal: ProposalRecord
  /** The published entry is not the one that the change was made from. */
  readonly hasMoved: boolean
  /** What the change is compared with: while it is undecided the entry as it is, later the version that it was made from. */
  readonly compared: SoftwareDocument
  readonly holderChanges: boolean
}

/** An entry with what happened to it so far. Throws `not-found` and `forbidden` for those who may not read unpublished entries. */
export async function entryCase(ports: SoftwarePorts, actor: Actor, id: string): Promise<EntryCase> {
  const entry = await visibleSoftware(ports, actor, id)
  const subject = subjectOf(entry.document)
  authorize(actor, 'software.readUnpublished', subject)
  const steps = movesOf(await selectSteps(ports.read, 'software', id))
  const isWaiting = entry.state === 'submitted'
  return {
    kind: 'entry',
    entry,
    steps,
    submission: steps.findLast(({ state }) => state === 'submitted') ?? null,
    may: {
      decide: isWaiting && can(actor, 'software.decide', subject),
      archive: entry.state === 'published' && can(actor, 'software.archive', subject),
      withdraw: isWaiting && can(actor, 'software.withdraw', subject),
      rebase: false,
      othersDecide: isWaiting && can(actor, 'software.decide') && !can(actor, 'software.decide', subject),
    },
    checks: isWaiting && readsAll(actor) ? await checksOf(ports, entry.document, id) : null,
  }
}

/** A proposed change with what happened to it so far. Throws as `entryCase`. */
export async function changeCase(ports: SoftwarePorts, actor: Actor, id: string): Promise<ChangeCase> {
  const { record, entry } = await getProposal(ports, actor, id)
  const subject = proposalSubject(record, entry)
  authorize(actor, 'software.readUnpublished', subject)
  const { state, baseVersion, document } = record.proposal
  const isWaiting = state === 'submitted'
  const isUndecided = isWaiting || state === 'returned'
  const hasMoved = isUndecided && entry.version !== baseVersion
  const steps = await selectSteps(ports.read, 'proposal', id)
  return {
    kind: 'change',
    entry,
    proposal: record,
    hasMoved,
    compared: isUndecided ? entry.document : await baseOf(ports, record),
    holderChanges: isUndecided && holderChange(entry.document, document) !== null,
    steps,
    submission: steps.findLast((step) => step.state === 'submitted' && step.reason === 'proposal.submit') ?? null,
    may: {
      decide: isWaiting && can(actor, 'proposal.decide', subject),
      archive: false,
      withdraw: isUndecided && can(actor, 'proposal.withdraw', withdrawalSubject(record, entry)),
      rebase: hasMoved && entry.state === 'published' && can(actor, 'proposal.submit', subjectOf(entry.document)),
      othersDecide: isWaiting && can(actor, 'proposal.decide') && !can(actor, 'proposal.decide', subject),
    },
    checks: isWaiting && readsAll(actor) ? await checksOf(ports, document, entry.id) : null,
  }
}

/** Whether the actor may see what other organizations have not published: namesakes among it. */
function readsAll(actor: Actor): boolean {
  return can(actor, 'software.readUnpublished')
}

/** The steps that moved an entry from one state to another. */
function movesOf(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ state }, index) => steps[index - 1]?.state !== state)
}

/** What became of something that was handed in. */
export interface Submission extends SubmissionRow {
  /** The last step: where it stands, since when, and of a return or an archiving why. */
  readonly last: Step | null
}

const SUBMISSION_SORT = 'submissions'

/**
 * What happened to what the actor's organization handed in: entries and proposed changes, the last changed first. Nothing for those
 * without an organization; throws what `authorize` throws for those who may not read what it has not published.
 */
export async function mySubmissions(
  ports: Pick<SoftwarePorts, 'read'>,
  actor: Actor,
  cursor: string | null,
  limit: number,
): Promise<{ readonly rows: readonly Submission[]; readonly next: string | null }> {
  const { organization } = actor
  authorize(actor, 'software.readUnpublished', { organizations: organization === null ? [] : [organization] })
  if (organization === null) return { rows: [], next: null }
  const place = cursor === null ? null : placeOf(cursor, SUBMISSION_SORT)
  const after = place && { updatedAt: place.instant, id: place.id }
  const found = await selectSubmissions(ports.read, organization, after, limit + 1)
  const { rows, next } = pageOf(found, limit, SUBMISSION_SORT, ({ updatedAt, id }) => [updatedAt, id])
  const withSteps = rows.map(async (row) => ({ ...row, last: await lastMove(ports, row) }))
  return { rows: await Promise.all(withSteps), next }
}

async function lastMove({ read }: Pick<SoftwarePorts, 'read'>, { kind, id }: SubmissionRow): Promise<Step | null> {
  const steps = await selectSteps(read, kind === 'entry' ? 'software' : 'proposal', id)
  return movesOf(steps).at(-1) ?? null
}
