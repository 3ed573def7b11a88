import { organizationChange } from '../../directory/service.ts'
import { FINDINGS_LIMIT } from '../../exchange/publiccode/finding.ts'
import { type PubliccodeReading, readPubliccode } from '../../exchange/publiccode/read.ts'
import type { Change } from '../../history/commit.ts'
import { type Actor, can } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { cleanImported } from '../../kernel/free-text.ts'
import type { SoftwareDocument } from '../model.ts'
import { checkSoftware, indexOfHoldings, softwareChange, subjectOf } from '../service.ts'
import { nameKey, SOURCE_MARKS, type SourceMarks, sourceKey } from '../sources.ts'
import type { SoftwareRecord } from '../store.ts'
import type { Entries } from './entries.ts'
import { failureOf, isUnexpected, refusal } from './failure.ts'
import { fromPubliccode, type Remark } from './from-publiccode.ts'
import { holderOf, type ImportedHolder, nameless } from './holder.ts'
import { type Claim, type FileIdentity, identify, marksFor, textsOf } from './identity.ts'
import type { ImportFile, ImportPorts } from './import-publiccode.ts'
import { mergeImported } from './merge.ts'
import { pathOfPointer, placesIn } from './place.ts'
import { asItemFinding, type ItemFinding, type ItemReport, type RegisterRule } from './report.ts'

export interface TakeContext {
  readonly ports: ImportPorts
  readonly actor: Actor
  readonly entries: Entries
  /** Which entry was taken by which file of this run; added to here. */
  readonly claims: Map<string, Claim>
  /** Where the files of the run lie on disk. */
  readonly places: ReadonlySet<string>
  readonly dryRun: boolean
}

export type Taken = Pick<ItemReport, 'outcome' | 'id' | 'findings' | 'ignored'>

/** What is known of a file once it is read. */
interface ReadFile {
  readonly identity: FileIdentity
  readonly document: SoftwareDocument
  readonly holder: ImportedHolder | null
  readonly label: string
  readonly address: string | null
}

const ATTEMPTS = 3

/** Takes one file: read, cleaned, recognised, merged, checked, written. What is wrong with it is in the findings. */
export async function takeFile(context: TakeContext, file: ImportFile): Promise<Taken> {
  if (file.bytes === null) {
    return { outcome: 'quarantined', id: null, findings: file.failure ? [file.failure] : [], ignored: [] }
  }
  const { bytes } = file
  let reading: PubliccodeReading
  try {
    reading = readPubliccode(bytes)
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    logUnexpected(context, file, error)
    return { outcome: 'quarantined', id: null, findings: [{ ...failure, line: null, column: null }], ignored: [] }
  }
  const placeOf = placesIn(bytes)
  const findings: ItemFinding[] = reading.findings.map(asItemFinding)
  const rules = new Set(findings.map(({ rule }) => rule))
  const remark = ({ severity, rule, path, params }: Remark) => {
    // As in reading: beyond the limit only the first of each rule.
    if (findings.length >= FINDINGS_LIMIT && rules.has(rule)) return
    rules.add(rule)
    const place = severity === 'info' ? null : placeOf(path)
    const where = { path, line: place?.line ?? null, column: place?.column ?? null }
    findings.push({ severity, rule, ...where, ...(params ? { params } : {}) })
  }
  const done = (outcome: Taken['outcome'], id: string | null): Taken => ({
    outcome,
    id,
    findings,
    ignored: reading.ignored,
  })
  if (reading.document === null) return done('quarantined', null)
  try {
    const clean = cleanImported({ document: reading.document, aside: reading.extensions })
    for (const { pointer, rule, params } of clean.findings) {
      const path = pathOfPointer(pointer).replace(/^(?:document|aside)\.?/, '')
      remark({ severity: 'warning', rule: rule as RegisterRule, path, ...(params ? { params } : {}) })
    }
    const { document: source, aside } = clean.value
    const { document, remarks } = fromPubliccode(source, aside)
    const holder = holderOf(source, remarks)
    for (const each of remarks) remark(each)
    const repository = sourceKey(source.url)
    if (repository === null) throw refusal('record-refused', { rule: 'url', pointer: '/technology/repository/url' })
    const { address, path } = file
    const identity = { repository, name: nameKey(source.name), file: address, path, texts: textsOf(document) }
    const read = { identity, document, holder, label: file.label, address: file.address }
    for (let attempt = 1; ; attempt++) {
      try {
        return await enter(context, read, file.id ?? null, remark, done)
      } catch (error) {
        // Somebody else wrote the same entry or organization meanwhile: look again.
        const isRace = error instanceof AppError && (error.code === 'version-stale' || error.code === 'conflict')
        if (!isRace || attempt === ATTEMPTS) throw error
      }
    }
  } catch (error) {
    const finding = failureOf(error)
    if (finding === null) throw error
    logUnexpected(context, file, error)
    remark(finding)
    return done('quarantined', null)
  }
}

/** A fault of the program shows in the log, with where it was thrown. The message is left out: it may quote the file. */
function logUnexpected({ ports }: TakeContext, { label }: ImportFile, error: unknown): void {
  if (!isUnexpected(error)) return
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  const name = error instanceof Error ? error.name : typeof error
  ports.log('file not taken', { file: label, error: [name, ...frames].join('\n') })
}

async function enter(
  context: TakeContext,
  file: ReadFile,
  id: string | null,
  remark: (remark: Remark) => void,
  done: (outcome: Taken['outcome'], id: string | null) => Taken,
): Promise<Taken> {
  const { ports, claims, dryRun } = context
  const found = await recognise(context, file, id)
  const before = found.record
  const at = ports.now()
  const marks = marksFor(file.identity, before?.document ?? null, found.component)
  const rights = { ...file.document.rights, holder: file.holder?.id ?? null }
  const extensions = { ...file.document.extensions, [SOURCE_MARKS]: marksAsJson(marks) }
  const imported = { ...file.document, rights, extensions }
  const merged = mergeImported(before?.document ?? null, imported, file.address, at)

  if (found.claimedBy !== null && before) {
    if (!merged.isChanged) return done('unchanged', before.id)
    remark({
      severity: 'warning',
      rule: 'described-by-another-file',
      path: 'url',
      params: { id: before.id, file: found.claimedBy },
    })
    return done('skipped', before.id)
  }
  if (before?.state === 'archived') {
    remark({ severity: 'warning', rule: 'entry-archived', path: 'url', params: { id: before.id } })
    return done('skipped', before.id)
  }
  for (const { group, fields } of merged.kept) {
    const params = { group, fields: fields.join(', '), origin: before?.document.provenance[group]?.origin ?? 'typed' }
    remark({ severity: 'warning', rule: 'typed-kept', path: '', params })
  }
  const claim = { label: file.label, file: file.identity.file, path: file.identity.path }
  if (before && !merged.isChanged) {
    claims.set(before.id, claim)
    return done('unchanged', before.id)
  }

  const { document } = merged
  const organization = await holderToWrite(context, document, file.holder)
  const isNew = organization?.version === 1
  // A holder that is only about to be registered cannot be looked up.
  const checked = isNew || dryRun ? { ...document, rights: { ...document.rights, holder: null } } : document
  await checkSoftware(ports, checked, before?.id ?? null, { typed: false })
  const state = before?.state ?? 'published'
  if (!dryRun) authorizeWrite(context.actor, state, before?.document ?? null, document)
  explain(found, file, before, remark)
  if (isNew)
    remark({ severity: 'info', rule: 'holder-registered', path: 'organisation', params: { id: organization.id } })

  const registeredAt = before?.registeredAt ?? at
  const version = (before?.version ?? 0) + 1
  if (dryRun) {
    const pretended = before?.id ?? `(new ${claims.size + 1})`
    const record = { id: pretended, version, state, document, registeredAt, updatedAt: at }
    context.entries.pretend(record, organization)
    claims.set(pretended, claim)
    return done(before ? 'updated' : 'created', before?.id ?? null)
  }
  const number = before?.id ?? (await ports.records.allocate('software'))[0]
  if (number === undefined) throw new Error('no register number was allocated')
  const changes: Change[] = []
  if (organization) {
    const change = organizationChange(ports, organization.id, organization.version, organization.document)
    const holdings = isNew ? [] : await indexOfHoldings(ports, organization.id, organization.document)
    changes.push({ ...change, projections: [...change.projections, ...holdings] })
  }
  const registering = new Map(organization ? [[organization.id, organization.document]] : [])
  changes.push(await softwareChange(ports, { id: number, version, state, document, registeredAt }, registering))
  await ports.commits.commit({ actor: context.actor, reason: `publiccode.yml: ${file.label}`, changes })
  claims.set(number, claim)
  return done(before ? 'updated' : 'created', number)
}

function marksAsJson({ former, ...texts }: SourceMarks): SoftwareDocument['extensions'][string] {
  return former === undefined ? { ...texts } : { ...texts, former: [...former] }
}

interface Recognised {
  readonly record: SoftwareRecord | null
  readonly how: 'new' | 'id' | 'file' | 'path' | 'name' | 'renamed'
  readonly component: string | null
  readonly sharedWith: readonly string[]
  readonly claimedBy: string | null
}

/** Finds the entry. Throws a refusal when it cannot be told, or when the address in the file is another entry's. */
async function recognise(
  { entries, claims, places }: TakeContext,
  file: ReadFile,
  id: string | null,
): Promise<Recognised> {
  const candidates = await entries.candidates(file.identity)
  const others = (known: string) =>
    candidates.filter((candidate) => candidate.id !== known && isSharing(candidate, file.identity.repository))
  const known = (record: SoftwareRecord, how: Recognised['how']): Recognised => {
    const sharedWith = others(record.id).map((other) => other.id)
    // An entry that moves into a repository others have needs something to be told from them by.
    return { record, how, component: sharedWith.length === 0 ? null : file.identity.name, sharedWith, claimedBy: null }
  }
  if (id !== null) {
    const record = await entries.software(id)
    if (record === null) throw refusal('software-unknown', { id })
    return known(record, 'id')
  }
  // Versions of one file follow each other; they do not compete for the entry.
  const rivals = new Map([...claims].filter(([, claim]) => !isSameFile(claim, file.identity)))
  const found = identify(file.identity, candidates, rivals, places)
  if (found.kind === 'ambiguous') throw refusal('identity-ambiguous', { ids: found.ids.join(', ') }, 'url')
  if (found.kind === 'claimed') {
    return { record: found.record, how: 'name', component: null, sharedWith: [], claimedBy: found.by }
  }
  if (found.kind === 'known') return known(found.record, found.how)
  return { record: null, how: 'new', component: found.component, sharedWith: found.sharedWith, claimedBy: null }
}

function isSharing({ document }: SoftwareRecord, repository: string): boolean {
  const address = document.technology.repository?.url
  return address !== undefined && sourceKey(address) === repository
}

function isSameFile(claim: Claim, { file, path }: FileIdentity): boolean {
  if (file !== null || claim.file !== null) return file !== null && file === claim.file
  return path !== null && path === claim.path
}

function explain(
  found: Recognised,
  { identity, document: imported }: ReadFile,
  before: SoftwareRecord | null,
  remark: (remark: Remark) => void,
): void {
  if (found.how === 'new' && found.sharedWith.length > 0) {
    const params = { ids: found.sharedWith.join(', ') }
    remark({ severity: 'info', rule: 'repository-shared', path: 'url', params })
  }
  if (before === null) return
  const names = Object.values(before.document.identity.name).map(nameKey)
  if (found.how !== 'id' && !names.includes(identity.name) && found.how === 'renamed') {
    const from = Object.values(before.document.identity.name)[0] ?? ''
    remark({ severity: 'warning', rule: 'renamed', path: 'name', params: { id: before.id, from } })
  }
  const from = before.document.technology.repository?.url
  if (from !== undefined && sourceKey(from) !== identity.repository) {
    const to = imported.technology.repository?.url ?? ''
    remark({ severity: 'info', rule: 'moved', path: 'url', params: { id: before.id, from, to } })
  }
}

/** The holder as it has to be written: not there yet, or there without a name while the file has one. */
async function holderToWrite({ entries }: TakeContext, document: SoftwareDocument, holder: ImportedHolder | null) {
  if (holder === null || document.rights.holder !== holder.id) return null
  const known = await entries.organization(holder.id)
  if (known === null) return { id: holder.id, version: 1, document: holder.document }
  const { identifier, name, confirmed } = known.document
  const isNameless = !confirmed && Object.values(name).every((text) => text === nameless(identifier))
  if (!isNameless || !holder.isNamed) return null
  return { id: holder.id, version: known.version + 1, document: { ...known.document, name: holder.document.name } }
}

/** The one who imports decides on what is published, so their own organization's entries are somebody else's to import. */
function authorizeWrite(
  actor: Actor,
  state: SoftwareRecord['state'],
  before: SoftwareDocument | null,
  after: SoftwareDocument,
): void {
  const action = state === 'published' ? 'software.decide' : 'software.edit'
  const isAllowed = [before, after].every((document) => document === null || can(actor, action, subjectOf(document)))
  if (!isAllowed) throw refusal('own-organization', { id: after.rights.holder ?? '' }, 'organisation')
}
