import type { Reader } from '../../db/client.ts'
import type { Statement } from '../../db/statements.ts'
import type { Change, Commits } from '../history/commit.ts'
import type { Json } from '../history/leaf.ts'
import type { Records } from '../history/record.ts'
import { selectKnown } from '../history/versions.ts'
import { type Actor, authorize, can, outsiderTo, type Subject } from '../kernel/actor.ts'
import { sortKey } from '../kernel/collation.ts'
import { type IsoDate, kyivDay } from '../kernel/dates.ts'
import { AppError, type Finding, refuseWhenFound } from '../kernel/errors.ts'
import { freeTextFindings, lookAlikeFindings, normalizeTyped, typedReason } from '../kernel/free-text.ts'
import { organizationId } from '../kernel/identifiers.ts'
import { regionOf } from '../kernel/katottg.ts'
import { textFor } from '../kernel/localized.ts'
import { privateContactFindings } from '../kernel/private-contacts.ts'
import type { SearchDocument, SearchEngine, SearchRequest, SearchResult } from '../search/port.ts'
import { expertSearchDocument } from './expert-search-document.ts'
import { type ExpertDocument, type OrganizationDocument, organizationFindings, publicExpert } from './model.ts'
import { parentFindings } from './parents.ts'
import type { Reference } from './reference.ts'
import {
  type ExpertRecord,
  type OrganizationName,
  type OrganizationRecord,
  selectExperts,
  selectOrganization,
  selectOrganizationNames,
  writeExpert,
  writeOrganization,
} from './store.ts'
import { selectBringers } from './store-brought.ts'

export interface DirectoryPorts {
  readonly read: Reader
  readonly commits: Commits
  readonly records: Records
  readonly search: SearchEngine
  readonly reference: Reference
  readonly now: () => string
  /** Statements that index anew what the organization holds: a slot that the software feature fills. */
  readonly indexOfHoldings: (id: string, document: OrganizationDocument) => Promise<readonly Statement[]>
}

/** What a write answers: the record's number, its new version, and what a person should still look at. */
export interface Written {
  readonly id: string
  readonly version: number
  readonly warnings: readonly Finding[]
}

/** Facets of organizations. */
export const ORGANIZATION_FACETS = ['kind', 'region', 'level'] as const

/**
 * Registers an organization. Throws `validation-failed` (bad check digit, personal data …), `conflict` when its identifier is
 * registered already, and what `authorize` throws. It is unconfirmed whatever the document says unless the actor may confirm it.
 */
export async function registerOrganization(
  ports: DirectoryPorts,
  actor: Actor,
  input: OrganizationDocument,
  reason: string,
): Promise<Written> {
  authorize(actor, 'organization.register')
  const typed = normalizeTyped(input)
  const warnings = await checkOrganization(ports, typed)
  const id = organizationId(typed.scheme, typed.identifier)
  if (await selectOrganization(ports.read, id)) throw registeredAlready(id)
  const document = { ...typed, confirmed: typed.confirmed && mayConfirm(actor, id) }
  try {
    return await writeVersion(ports, actor, id, 1, document, reason, warnings)
  } catch (error) {
    // Somebody registered it between the look and the write: to the history that is a first version that is there already.
    if (error instanceof AppError && error.code === 'version-stale') throw registeredAlready(id)
    throw error
  }
}

function registeredAlready(id: string): AppError {
  return new AppError('conflict', `${id} is registered already`, [
    { pointer: '/identifier', rule: 'duplicate-organization', params: { id } },
  ])
}

function mayConfirm(actor: Actor, id: string): boolean {
  return can(actor, 'organization.confirm', { organizations: [id] })
}

/**
 * Replaces an organization's record; whether it is confirmed stays as it is unless the actor may confirm it.
 * Throws `not-found`, `version-stale` unless it is at `expected`, `validation-failed`.
 */
export async function editOrganization(
  ports: DirectoryPorts,
  actor: Actor,
  id: string,
  expected: number,
  input: OrganizationDocument,
  reason: string,
): Promise<Written> {
  authorize(actor, 'organization.edit', { organizations: [id] })
  const current = await getOrganization(ports, id)
  if (current.version !== expected) throw new AppError('version-stale', `${id} is at version ${current.version}`)
  const typed = normalizeTyped(input)
  const document = mayConfirm(actor, id) ? typed : { ...typed, confirmed: current.document.confirmed }
  if (organizationId(document.scheme, document.identifier) !== id) {
    throw new AppError('validation-failed', 'the identifier of an organization does not change', [
      { pointer: '/identifier', rule: 'identifier-fixed' },
    ])
  }
  const warnings = await checkOrganization(ports, document)
  const confirms = document.confirmed && !current.document.confirmed
  const notOf = confirms ? outsiderTo(actor, 'organization.confirm', { organizations: [id] }) : []
  return writeVersion(ports, actor, id, expected + 1, document, reason, warnings, notOf)
}

export async function getOrganization(ports: Pick<DirectoryPorts, 'read'>, id: string): Promise<OrganizationRecord> {
  const found = await selectOrganization(ports.read, id)
  if (!found) throw new AppError('not-found', `no organization ${id}`)
  return found
}

export interface OrganizationPage extends SearchResult {
  readonly organizations: readonly OrganizationName[]
}

/** Organizations, searched and narrowed. Throws `validation-failed` for a cursor of another list. */
export async function listOrganizations(
  ports: Pick<DirectoryPorts, 'read' | 'search' | 'now'>,
  request: Omit<SearchRequest, 'type' | 'day'>,
): Promise<OrganizationPage> {
  const found = await ports.search.search({ ...request, type: 'organization', day: kyivDay(ports.now()) })
  const names = await selectOrganizationNames(
    ports.read,
    found.hits.map(({ id }) => id),
  )
  return { ...found, organizations: found.hits.flatMap(({ id }) => names.get(id) ?? []) }
}

/** Refuses what is wrong; returns what only warns. */
async function checkOrganization(ports: DirectoryPorts, document: OrganizationDocument): Promise<Finding[]> {
  refuseWhenFound([
    ...organizationFindings(document),
    ...freeTextFindings(document),
    ...(await parentFindings(ports.read, document)),
  ])
  const { name, shortName, aliases } = document
  const warnings = lookAlikeFindings({ name, shortName, aliases })
  if (document.katottg === null) return warnings
  const found = await ports.reference.find('katottg', [document.katottg])
  if (found.size > 0) return warnings
  const finding: Finding = { pointer: '/katottg', rule: 'katottg-unknown', params: { code: document.katottg } }
  if (await ports.reference.isComplete('katottg')) refuseWhenFound([finding])
  return [finding, ...warnings]
}

async function writeVersion(
  ports: DirectoryPorts,
  actor: Actor,
  id: string,
  version: number,
  document: OrganizationDocument,
  reason: string,
  warnings: readonly Finding[],
  notOf: readonly string[] = [],
): Promise<Written> {
  const change = organizationChange(ports, id, version, document)
  const holdings = version === 1 ? [] : await ports.indexOfHoldings(id, document)
  await ports.commits.commit({
    actor,
    reason: typedReason(reason),
    notOf,
    changes: [{ ...change, projections: [...change.projections, ...holdings] }],
  })
  return { id, version, warnings }
}

/** The change that brings an organization to a version, for verbs that write several records in one commit. Checks nothing. */
export function organizationChange(
  ports: Pick<DirectoryPorts, 'now' | 'search'>,
  id: string,
  version: number,
  document: OrganizationDocument,
): Change {
  const at = ports.now()
  return {
    type: 'organization',
    id,
    version,
    snapshot: document as unknown as Json,
    row: writeOrganization(id, version, document, at),
    projections: ports.search.index(organizationSearchDocument(id, document, at)),
  }
}

export function organizationSearchDocument(id: string, document: OrganizationDocument, at: string): SearchDocument {
  const region = document.katottg === null ? null : regionOf(document.katottg)
  return {
    type: 'organization',
    id,
    title: document.name,
    // Names that only an imported file claims come after those a registrar knows.
    sortName: `${document.confirmed ? '0' : '1'} ${sortKey(textFor(document.name, 'uk')?.text ?? id)}`,
    updatedAt: at,
    fields: {
      name: [...Object.values(document.name), ...Object.values(document.shortName ?? {}), ...document.aliases],
      nameEn: [],
      short: [],
      long: [],
      functions: [],
      tags: [],
      category: [],
      owner: [],
      tech: [],
      code: [id, document.identifier, ...(document.katottg === null ? [] : [document.katottg])],
    },
    facets: [
      { facet: 'kind', value: document.kind },
      ...(region === null ? [] : [{ facet: 'region', value: region }]),
      ...(document.level === null ? [] : [{ facet: 'level', value: document.level }]),
    ],
  }
}

/**
 * Registers an expert. Without consent (`asked`) the register keeps the name for the request alone: no page, list or log shows it.
 * To register one whose consent is given takes the right to record consent.
 */
export async function registerExpert(
  ports: DirectoryPorts,
  actor: Actor,
  input: ExpertDocument,
  reason: string,
): Promise<Written> {
  authorize(actor, 'expert.register')
  if (input.consent.state === 'given') authorize(actor, 'expert.consent')
  const document = normalizeTyped(input)
  const { consent } = document
  refuseWhenFound([...consentFindings(consent), ...dayFindings(ports, consent.date, '/consent/date')])
  await checkExpert(ports, document)
  const [id] = await ports.records.allocate('expert')
  if (id === undefined) throw new Error('no register number was allocated')
  return writeExpertVersion(ports, actor, id, 1, document, reason)
}

/** Replaces an expert's record: a registrar's task, or the expert's own. Consent is changed by `recordConsent` alone. */
export async function editExpert(
  ports: DirectoryPorts,
  actor: Actor,
  id: string,
  expected: number,
  input: ExpertDocument,
  reason: string,
): Promise<Written> {
  authorize(actor, 'expert.edit', { organizations: [], expert: id })
  const current = await expertAt(ports, id, expected)
  const document = normalizeTyped({ ...input, consent: current.document.consent })
  if (document.consent.state === 'withdrawn')
    throw new AppError('conflict', `${id} withdrew consent`, [{ pointer: '/consent', rule: 'consent-withdrawn' }])
  await checkExpert(ports, document)
  return writeExpertVersion(ports, actor, id, expected + 1, document, reason)
}

/**
 * Records that an expert gave or withdrew consent. A withdrawal erases the person: the row keeps the consent alone, the
 * envelopes of all earlier versions are erased and the words leave the index, in the same batch. The number stays, so that entries
 * do not name somebody else.
 */
export async function recordConsent(
  ports: DirectoryPorts,
  actor: Actor,
  id: string,
  expected: number,
  consent: { readonly state: 'given' | 'withdrawn'; readonly date: IsoDate; readonly document: string | null },
): Promise<Written> {
  authorize(actor, 'expert.consent', { organizations: [], expert: id })
  const current = await expertAt(ports, id, expected)
  if (!('name' in current.document)) {
    throw new AppError('conflict', `${id} withdrew consent`, [{ pointer: '/consent', rule: 'consent-withdrawn' }])
  }
  const recorded = normalizeTyped(consent)
  refuseWhenFound([
    ...freeTextFindings(recorded),
    ...privateContactFindings(recorded),
    ...dayFindings(ports, recorded.date, '/date'),
  ])
  return writeExpertVersion(
    ports,
    actor,
    id,
    expected + 1,
    { ...current.document, consent: recorded },
    // Who was asked and says no has nothing to withdraw.
    consent.state === 'withdrawn' && current.document.consent.state === 'asked'
      ? 'expert.consent.refused'
      : `expert.consent.${consent.state}`,
  )
}

/** Whose record of an expert it is: of the expert, and of the organization that brought them in. */
export async function subjectOfExpert(read: Reader, id: string): Promise<Subject> {
  return { organizations: await selectBringers(read, id), expert: id }
}

/** An expert as this actor may see them: `not-found` for the public unless there is consent. */
export async function getExpert(ports: Pick<DirectoryPorts, 'read'>, actor: Actor, id: string): Promise<ExpertRecord> {
  const record = (await selectExperts(ports.read, [id])).get(id)
  if (record?.document.consent.state === 'given') return record
  if (record && can(actor, 'expert.readUnpublished', await subjectOfExpert(ports.read, id))) return record
  throw new AppError('not-found', `no published expert ${id}`)
}

async function expertAt(ports: DirectoryPorts, id: string, expected: number): Promise<ExpertRecord> {
  const current = (await selectExperts(ports.read, [id])).get(id)
  if (!current) throw new AppError('not-found', `no expert ${id}`)
  if (current.version !== expected) throw new AppError('version-stale', `${id} is at version ${current.version}`)
  return current
}

function consentFindings({ state, date }: ExpertDocument['consent']): Finding[] {
  if (state === 'withdrawn') return [{ pointer: '/consent/state', rule: 'consent-withdrawn' }]
  if (state === 'given' && date === null) return [{ pointer: '/consent/date', rule: 'consent-date-missing' }]
  return []
}

function dayFindings(ports: Pick<DirectoryPorts, 'now'>, day: IsoDate | null, pointer: string): Finding[] {
  return day !== null && day > kyivDay(ports.now()) ? [{ pointer, rule: 'date-in-future' }] : []
}

/** Refuses texts that say too much of a person, and names of records that are not there. */
async function checkExpert(ports: Pick<DirectoryPorts, 'read'>, document: ExpertDocument): Promise<void> {
  const findings = [...freeTextFindings(document), ...privateContactFindings(document)]
  const organization = document.affiliation?.organization ?? null
  if (organization !== null && !(await selectOrganizationNames(ports.read, [organization])).has(organization))
    findings.push({ pointer: '/affiliation/organization', rule: 'organization-unknown', params: { id: organization } })
  const named = document.involvements.map(({ software }) => software)
  const known = await selectKnown(ports.read, 'software', named)
  for (const [index, id] of named.entries()) {
    if (!known.has(id))
      findings.push({ pointer: `/involvements/${index}/software`, rule: 'software-unknown', params: { id } })
  }
  refuseWhenFound(findings)
}

async function writeExpertVersion(
  ports: DirectoryPorts,
  actor: Actor,
  id: string,
  version: number,
  document: ExpertDocument,
  reason: string,
): Promise<Written> {
  await ports.commits.commit({
    actor,
    reason: typedReason(reason),
    changes: [expertChange(ports, id, version, document)],
  })
  return { id, version, warnings: [] }
}

/** The change that brings an expert to a version; what is logged and kept depends on their consent. Checks nothing. */
export function expertChange(
  ports: Pick<DirectoryPorts, 'now' | 'search'>,
  id: string,
  version: number,
  document: ExpertDocument,
): Change {
  const at = ports.now()
  const { state } = document.consent
  const shown = publicExpert(document)
  return {
    type: 'expert',
    id,
    version,
    snapshot: shown as unknown as Json,
    row: writeExpert(id, version, state === 'withdrawn' ? shown : document, at),
    projections:
      state === 'given'
        ? ports.search.index(expertSearchDocument(id, document, at))
        : state === 'withdrawn'
          ? ports.search.erase('expert', id)
          : ports.search.remove('expert', id),
    erasesEarlier: state === 'withdrawn',
  }
}
