import type { Reader } from '../../db/client.ts'
import type { Statement } from '../../db/statements.ts'
import type { OrganizationDocument } from '../directory/model.ts'
import type { Reference } from '../directory/reference.ts'
import type { Written } from '../directory/service.ts'
import { type OrganizationName, selectExperts, selectOrganizationNames } from '../directory/store.ts'
import type { Change, Commits } from '../history/commit.ts'
import type { Json } from '../history/leaf.ts'
import type { Records } from '../history/record.ts'
import { everyVersion, type Readable, selectVersion } from '../history/versions.ts'
import { type Action, type Actor, authorize, can, outsiderTo } from '../kernel/actor.ts'
import { canonicalize } from '../kernel/canonical-json.ts'
import { cpvTable } from '../kernel/cpv.ts'
import type { IsoDate } from '../kernel/dates.ts'
import { AppError, type Finding, refuseWhenFound } from '../kernel/errors.ts'
import { freeTextFindings, lookAlikeFindings, normalizeTyped, typedReason } from '../kernel/free-text.ts'
import { regionOf } from '../kernel/katottg.ts'
import { textFor } from '../kernel/localized.ts'
import type { SearchDocument, SearchEngine } from '../search/port.ts'
import { referencesOf, type SoftwareContext, softwareFindings } from './findings.ts'
import type { SoftwareDocument, SoftwareState } from './model.ts'
import { markedAsTyped } from './provenance.ts'
import { softwareSearchDocument } from './search-document.ts'
import {
  type SoftwareRecord,
  selectSoftware,
  selectSoftwareCards,
  selectSoftwareIdsOf,
  writeSoftware,
  writeSoftwareProjections,
} from './store.ts'
import type { LicenceFacts } from './verdict.ts'

export interface SoftwarePorts {
  readonly read: Reader
  readonly commits: Commits
  readonly records: Records
  readonly search: SearchEngine
  readonly reference: Reference
  readonly licences: LicenceFacts & Pick<SoftwareContext, 'licenseFinding'>
  /** RFC 3339 instant, and the day it is in Kyiv. */
  readonly now: () => string
  readonly today: () => IsoDate
}

/** How an entry came to be written: people type, imports and the demonstration data carry texts of others. */
export interface WriteOptions {
  readonly typed: boolean
  /** Shown in the history. */
  readonly reason: string
  /** Registering: a number allocated before, so that the same entry handed in twice is registered once. */
  readonly number?: string
  /** Editing: hand an entry that waits for its editor in for review by the same write. */
  readonly submit?: boolean
}

/** Which states an entry may be left in by registering it, and what that takes. */
const REGISTER_STATES: Readonly<Partial<Record<SoftwareState, Action>>> = {
  draft: 'software.register',
  submitted: 'software.register',
  published: 'software.decide',
}

/** Who a record belongs to, for `can`: its holder. An entry nobody holds yet belongs to nobody. */
export function subjectOf(document: SoftwareDocument): { readonly organizations: readonly string[] } {
  return { organizations: document.rights.holder === null ? [] : [document.rights.holder] }
}

/**
 * Registers software. Throws `validation-failed`, `conflict` when an entry with the same repository exists, and what
 * `authorize` throws; publishing at once takes the right to decide.
 */
export async function registerSoftware(
  ports: SoftwarePorts,
  actor: Actor,
  input: SoftwareDocument,
  state: 'draft' | 'submitted' | 'published',
  options: WriteOptions,
): Promise<Written> {
  const document = normalizeTyped(input)
  authorize(actor, 'software.register', subjectOf(document))
  const action = REGISTER_STATES[state]
  if (action) authorize(actor, action, subjectOf(document))
  const reason = options.typed ? typedReason(options.reason) : options.reason
  if (options.typed) refuseUntyped(document, { extensions: {}, demonstration: false })
  const warnings = await checkSoftware(ports, document, null, options)
  const id = options.number ?? (await ports.records.allocate('software'))[0]
  if (id === undefined) throw new Error('no register number was allocated')
  return writeVersion(
    ports,
    actor,
    {
      id,
      version: 1,
      state,
      document: options.typed ? markedAsTyped(document, null, ports.now()) : document,
      registeredAt: ports.now(),
    },
    reason,
    warnings,
    state === 'published' ? outsiderTo(actor, 'software.decide', subjectOf(document)) : [],
  )
}

/**
 * Replaces the content of an entry. A published entry stays published and gets a new version; that takes the right to decide.
 * Throws `not-found`, `gone` (archived), `version-stale` unless the entry is at `expected`, `validation-failed`.
 */
export async function editSoftware(
  ports: SoftwarePorts,
  actor: Actor,
  id: string,
  expected: number,
  input: SoftwareDocument,
  options: WriteOptions,
): Promise<Written> {
  const current = await editable(ports, actor, id, expected)
  const document = normalizeTyped(input)
  authorize(actor, 'software.edit', subjectOf(document))
  if (current.state === 'published') authorize(actor, 'software.decide', subjectOf(document))
  const reason = options.typed ? typedReason(options.reason) : options.reason
  if (options.typed) refuseUntyped(document, current.document)
  const warnings = await checkSoftware(ports, document, id, options)
  const marked = options.typed ? markedAsTyped(document, current.document, ports.now()) : document
  const state = options.submit ? submitted(actor, current.state, document) : current.state
  const notOf = [current.document, document].flatMap((each) => outsiderTo(actor, 'software.edit', subjectOf(each)))
  const next = { ...current, version: expected + 1, state, document: marked }
  return writeVersion(ports, actor, next, reason, warnings, notOf)
}

/** Where an entry stands once it is handed in; one that is in the queue or published already stays there. */
function submitted(actor: Actor, state: SoftwareState, document: SoftwareDocument): SoftwareState {
  if (!TRANSITIONS.submit.from.includes(state)) return state
  authorize(actor, TRANSITIONS.submit.action, subjectOf(document))
  return TRANSITIONS.submit.to
}

/**
 * What nobody types: extensions say what an imported file said, and by which addresses it is known again; the mark of
 * demonstration data is set where that data is loaded, and a real entry must not pass for it or the other way round.
 */
export function refuseUntyped(
  document: SoftwareDocument,
  before: Pick<SoftwareDocument, 'extensions' | 'demonstration'>,
): void {
  const findings: Finding[] = []
  if (canonicalize(document.extensions) !== canonicalize(before.extensions)) {
    findings.push({ pointer: '/extensions', rule: 'extensions-imported' })
  }
  if (document.demonstration !== before.demonstration) {
    findings.push({ pointer: '/demonstration', rule: 'demonstration-fixed' })
  }
  refuseWhenFound(findings)
}

export const TRANSITION_NAMES = ['submit', 'withdraw', 'publish', 'return', 'archive'] as const
type Transition = (typeof TRANSITION_NAMES)[number]
const TRANSITIONS: Readonly<
  Record<Transition, { from: readonly SoftwareState[]; to: SoftwareState; action: Action; needsReason: boolean }>
> = {
  submit: { from: ['draft', 'returned'], to: 'submitted', action: 'software.submit', needsReason: false },
  withdraw: { from: ['submitted'], to: 'draft', action: 'software.withdraw', needsReason: false },
  publish: { from: ['submitted'], to: 'published', action: 'software.decide', needsReason: false },
  return: { from: ['submitted'], to: 'returned', action: 'software.decide', needsReason: true },
  archive: { from: ['published'], to: 'archived', action: 'software.archive', needsReason: true },
}

/**
 * Moves an entry along its lifecycle. Throws `conflict` with rule `transition-refused` when it is not where the step begins,
 * `validation-failed` when a step that needs a reason has none, and as `editSoftware`.
 */
export async function moveSoftware(
  ports: SoftwarePorts,
  actor: Actor,
  id: string,
  expected: number,
  transition: Transition,
  reason: string,
): Promise<Written> {
  const { from, to, action, needsReason } = TRANSITIONS[transition]
  const current = await visibleSoftware(ports, actor, id)
  authorize(actor, action, subjectOf(current.document))
  if (current.version !== expected) throw new AppError('version-stale', `${id} is at version ${current.version}`)
  if (!from.includes(current.state)) {
    throw new AppError('conflict', `${id} is ${current.state}`, [
      { pointer: '/state', rule: 'transition-refused', params: { state: current.state, transition } },
    ])
  }
  if (needsReason && reason.trim() === '')
    throw new AppError('validation-failed', 'a reason is needed', [{ pointer: '/reason', rule: 'text-empty' }])
  return writeVersion(
    ports,
    actor,
    { ...current, version: expected + 1, state: to },
    typedReason(reason) || `software.${transition}`,
    [],
    outsiderTo(actor, action, subjectOf(current.document)),
  )
}

/**
 * An entry as this actor may see it. Throws `not-found`, or `gone` for an archived one, with the reason, unless the actor may
 * read unpublished ones.
 */
export async function getSoftware(
  ports: Pick<SoftwarePorts, 'read'>,
  actor: Actor,
  id: string,
): Promise<SoftwareRecord> {
  const record = await visibleSoftware(ports, actor, id)
  if (record.state === 'archived' && !can(actor, 'software.readUnpublished', subjectOf(record.document))) {
    const archived = await selectVersion(ports.read, 'software', id, record.version, everyVersion)
    const reason = archived?.envelope?.reason ?? ''
    throw new AppError('gone', `${id} is archived`, [{ pointer: '', rule: 'archived', params: { reason } }])
  }
  return record
}

/** As `getSoftware`, but an archived entry is given too: its history and tombstone stay public. */
export async function visibleSoftware(
  ports: Pick<SoftwarePorts, 'read'>,
  actor: Actor,
  id: string,
): Promise<SoftwareRecord> {
  const record = await selectSoftware(ports.read, id)
  const shown =
    record &&
    (record.state === 'published' ||
      record.state === 'archived' ||
      can(actor, 'software.readUnpublished', subjectOf(record.document)))
  if (!shown) throw new AppError('not-found', `no software ${id}`)
  return record
}

/**
 * The versions of an entry that this actor may read: what it said before it was published, and why it was sent back, is for
 * those alone who may read unpublished entries.
 */
export function readableVersions(actor: Actor, record: Pick<SoftwareRecord, 'document'>): Readable {
  if (can(actor, 'software.readUnpublished', subjectOf(record.document))) return everyVersion
  return (snapshot) => {
    const { state } = snapshot as { readonly state: SoftwareState }
    return state === 'published' || state === 'archived'
  }
}

async function editable(ports: SoftwarePorts, actor: Actor, id: string, expected: number): Promise<SoftwareRecord> {
  const current = await visibleSoftware(ports, actor, id)
  authorize(actor, 'software.edit', subjectOf(current.document))
  if (current.state === 'archived') throw new AppError('gone', `${id} is archived`)
  if (current.version !== expected) throw new AppError('version-stale', `${id} is at version ${current.version}`)
  return current
}

/** Refuses what is wrong with an entry; returns what only warns. Dry runs use it too. */
export async function checkSoftware(
  ports: SoftwarePorts,
  document: SoftwareDocument,
  id: string | null,
  options: Pick<WriteOptions, 'typed'>,
): Promise<readonly Finding[]> {
  const references = referencesOf(document)
  const dk021 = document.identity.dk021
  const codes = dk021.length === 0 ? [] : await ports.reference.all('dk021')
  const software = await selectSoftwareCards(ports.read, references.software)
  const { errors, warnings } = softwareFindings(
    document,
    id,
    {
      knownFunctions: await ports.reference.find('functions', document.identity.functions),
      cpvTable: codes.length === 0 ? null : cpvTable(codes.map(({ code }) => code)),
      cpvComplete: await ports.reference.isComplete('dk021'),
      knownRegions: await ports.reference.find(
        'regions',
        document.rights.grants.flatMap(({ regions }) => regions),
      ),
      knownOrganizations: await selectOrganizationNames(ports.read, references.organizations),
      knownExperts: await selectExperts(ports.read, references.experts),
      knownSoftware: new Set(software.map((card) => card.id)),
      licenseFinding: ports.licences.licenseFinding,
    },
    options.typed,
  )
  refuseWhenFound([...errors, ...(options.typed ? freeTextFindings(document) : [])])
  return options.typed ? [...warnings, ...lookAlikeFindings({ identity: document.identity })] : warnings
}

async function writeVersion(
  ports: SoftwarePorts,
  actor: Actor,
  record: Omit<SoftwareRecord, 'updatedAt'>,
  reason: string,
  warnings: readonly Finding[],
  notOf: readonly string[],
): Promise<Written> {
  await ports.commits.commit({ actor, reason, notOf, changes: [await softwareChange(ports, record)] })
  return { id: record.id, version: record.version, warnings }
}

/**
 * The change that brings an entry to `record`, for verbs that write several records in one commit. Checks nothing.
 * @param registering organizations that the same commit registers, so that the index knows the name of a new holder
 */
export async function softwareChange(
  ports: Pick<SoftwarePorts, 'read' | 'search' | 'reference' | 'licences' | 'now'>,
  record: Omit<SoftwareRecord, 'updatedAt'>,
  registering: ReadonlyMap<string, OrganizationDocument> = new Map(),
): Promise<Change> {
  const { id, version, state, document, registeredAt } = record
  const at = ports.now()
  return {
    type: 'software',
    id,
    version,
    snapshot: { state, document: document as unknown as Json },
    row: writeSoftware(id, version, state, document, registeredAt, at),
    projections: [
      ...writeSoftwareProjections(id, document),
      ...(state === 'published'
        ? ports.search.index(await searchDocumentOf(ports, id, document, at, registering))
        : ports.search.remove('software', id)),
    ],
  }
}

/** More entries than any holder has; what is beyond is found by `once verify`. */
const MOST_HOLDINGS = 5000

/** The entries of a holder, which are indexed anew in the commit that changes it. */
export async function holdingsOf(
  { read }: Pick<SoftwarePorts, 'read'>,
  holder: string,
): Promise<readonly { readonly type: 'software'; readonly id: string }[]> {
  const ids = await selectSoftwareIdsOf(read, 'holder', holder, MOST_HOLDINGS)
  return ids.map((id) => ({ type: 'software', id }))
}

/**
 * Statements that index the published entries of a holder anew, for the commit that changes its name or place: the index knows
 * entries by their holder too.
 */
export async function indexOfHoldings(
  ports: Pick<SoftwarePorts, 'read' | 'search' | 'reference' | 'licences'>,
  holder: string,
  document: OrganizationDocument,
): Promise<readonly Statement[]> {
  const renamed = new Map([[holder, document]])
  const documents: SearchDocument[] = []
  for (const { id } of await holdingsOf(ports, holder)) {
    const entry = await selectSoftware(ports.read, id)
    if (entry !== null) documents.push(await searchDocumentOf(ports, id, entry.document, entry.updatedAt, renamed))
  }
  return ports.search.index(...documents)
}

async function searchDocumentOf(
  ports: Pick<SoftwarePorts, 'read' | 'reference' | 'licences'>,
  id: string,
  document: SoftwareDocument,
  at: string,
  registering: ReadonlyMap<string, OrganizationDocument>,
): Promise<SearchDocument> {
  const functions = await ports.reference.find('functions', document.identity.functions)
  const groupCodes = [...functions.values()].flatMap(({ parent }) => (parent === null ? [] : [parent]))
  const groups = await ports.reference.find('functions', groupCodes)
  const holder = await holderOf(ports, document.rights.holder, registering)
  return softwareSearchDocument(
    id,
    document,
    {
      functionTitles: [...functions.values(), ...groups.values()].flatMap(({ titleUk, titleEn }) => [
        titleUk,
        titleEn ?? '',
      ]),
      functionGroups: [...groups.keys()],
      holderNames: holder ? [...Object.values(holder.name), ...Object.values(holder.shortName ?? {})] : [],
      holderRegion: holder?.region ?? null,
      licences: ports.licences,
    },
    at,
  )
}

async function holderOf(
  ports: Pick<SoftwarePorts, 'read'>,
  id: string | null,
  registering: ReadonlyMap<string, OrganizationDocument>,
): Promise<Pick<OrganizationName, 'name' | 'shortName' | 'region'> | undefined> {
  if (id === null) return undefined
  const fresh = registering.get(id)
  if (fresh) return { ...fresh, region: fresh.katottg === null ? null : regionOf(fresh.katottg) }
  return (await selectOrganizationNames(ports.read, [id])).get(id)
}

/** The name of an entry for a reader, for titles and links. */
export function softwareName(document: Pick<SoftwareDocument, 'identity'>, locale: 'uk' | 'en'): string {
  return textFor(document.identity.name, locale)?.text ?? ''
}
