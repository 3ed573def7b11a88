import { everyVersion, selectVersion } from '../../history/versions.ts'
import type { Actor } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import type { SoftwareDocument } from '../model.ts'
import type { SoftwareRecord } from '../store.ts'
import {
  changedSince,
  type EditingPorts,
  type OpenDraft,
  openDraft,
  type SeenProposal,
  store,
  typedOf,
} from './drafts.ts'
import { type Choice, type Differing, mergeDocuments, withChoices } from './merge.ts'
import { FIELDS, saysTheSame, type TypedDocument, valueAt } from './typed.ts'
import { waitingProposal } from './waiting-proposal.ts'

/** What happened to an entry while a draft of it lay: three versions brought together. */
export interface NewerEntry {
  /** The version of the entry now. */
  readonly version: number
  /** The waiting proposal that is compared with; null: the entry itself is. */
  readonly proposal: SeenProposal | null
  readonly merged: TypedDocument
  /** What the entry and the draft say otherwise than before, and not alike. */
  readonly differing: readonly Differing[]
}

/** Whether the entry has moved on since the draft began. */
export function isBehind({ record, base }: Pick<OpenDraft, 'record' | 'base'>): boolean {
  return record !== null && base !== null && record.version !== base
}

/**
 * The draft against the entry as it is now, with the version the draft began from as the common ground; when that has not moved,
 * against a proposal that waits and that the draft knows nothing of. Null when there is nothing to bring together.
 */
export async function newerEntry(ports: EditingPorts, actor: Actor, draft: OpenDraft): Promise<NewerEntry | null> {
  const { record, base } = draft
  if (record === null || base === null) return null
  if (record.version === base) return newerProposal(ports, actor, draft, record)
  const before = await documentAt(ports, 'software', record.id, base)
  const merge = mergeDocuments(before, typedOf(record.document), draft.content.document, FIELDS)
  return { version: record.version, proposal: null, ...merge }
}

async function newerProposal(
  ports: EditingPorts,
  actor: Actor,
  { content }: OpenDraft,
  { id, version, state }: SoftwareRecord,
): Promise<NewerEntry | null> {
  const waiting = state === 'published' ? await waitingProposal(ports, actor, id) : null
  if (waiting === null) return null
  const known = content.proposal?.id === waiting.id ? content.proposal : null
  if (known?.version === waiting.version) return null
  const before = known
    ? await documentAt(ports, 'proposal', known.id, known.version)
    : await documentAt(ports, 'software', id, waiting.baseVersion)
  const theirs = typedOf(waiting.document)
  // Returned, or carried over: what it says is what the draft knows.
  if (before && FIELDS.every(({ path }) => saysTheSame(valueAt(before, path), valueAt(theirs, path)))) return null
  const merge = mergeDocuments(before, theirs, content.document, FIELDS)
  return { version, proposal: { id: waiting.id, version: waiting.version }, ...merge }
}

/**
 * Brings a draft to the version the entry is at now. Throws `validation-failed` at `/choice/<path>` for a field nobody has chosen, and
 * as `openDraft`.
 * @param seen the version of the entry, the proposal and the revision of the draft that the choices were made against:
 * `version-stale` when one of them has moved on since
 */
export async function catchUp(
  ports: EditingPorts,
  actor: Actor,
  id: string,
  seen: Pick<NewerEntry, 'version' | 'proposal'> & { readonly revision: number },
  choices: ReadonlyMap<string, Choice>,
): Promise<OpenDraft> {
  const draft = await openDraft(ports, actor, id)
  const newer = await newerEntry(ports, actor, draft)
  if (newer === null) return draft
  if (newer.version !== seen.version) throw new AppError('version-stale', `the entry is at version ${newer.version}`)
  if (newer.proposal?.id !== seen.proposal?.id || newer.proposal?.version !== seen.proposal?.version) {
    throw new AppError('version-stale', 'another proposal waits')
  }
  if (changedSince(draft, seen.revision)) throw new AppError('version-stale', `draft ${id} is at ${draft.revision}`)
  const open = newer.differing.filter(({ field }) => !choices.has(field.path))
  if (open.length > 0) {
    const findings = open.map(({ field }) => ({ pointer: `/choice/${field.path}`, rule: 'choice-missing' }))
    throw new AppError('validation-failed', 'not everything was chosen', findings)
  }
  const proposal = newer.proposal ?? draft.content.proposal ?? null
  const document = withChoices(newer.merged, newer.differing, choices)
  return store(ports, actor, draft, { ...draft.content, document, proposal }, newer.version)
}

async function documentAt(
  ports: EditingPorts,
  type: 'software' | 'proposal',
  id: string,
  version: number,
): Promise<TypedDocument | null> {
  const found = await selectVersion(ports.read, type, id, version, everyVersion)
  const snapshot = found?.envelope?.snapshot as { readonly document?: SoftwareDocument } | undefined
  return snapshot?.document === undefined ? null : typedOf(snapshot.document)
}
