import { everyVersion, selectVersion } from '../../history/versions.ts'
import type { Actor } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import type { SoftwareDocument } from '../model.ts'
import { changedSince, type EditingPorts, type OpenDraft, openDraft, store, typedOf } from './drafts.ts'
import { type Choice, type Differing, mergeDocuments, withChoices } from './merge.ts'
import { FIELDS, type TypedDocument } from './typed.ts'

/** What happened to an entry while a draft of it lay: three versions brought together. */
export interface NewerEntry {
  /** The version of the entry now. */
  readonly version: number
  readonly merged: TypedDocument
  /** What the entry and the draft say otherwise than before, and not alike. */
  readonly differing: readonly Differing[]
}

/** Whether the entry has moved on since the draft began. */
export function isBehind({ record, base }: Pick<OpenDraft, 'record' | 'base'>): boolean {
  return record !== null && base !== null && record.version !== base
}

/** The draft against the entry as it is now, with the version the draft began from as the common ground; null when it has not moved. */
export async function newerEntry(ports: EditingPorts, draft: OpenDraft): Promise<NewerEntry | null> {
  const { record, base } = draft
  if (record === null || base === null || record.version === base) return null
  const theirs = typedOf(record.document)
  const before = await documentAt(ports, record.id, base)
  const { merged, differing } = mergeDocuments(before, theirs, draft.content.document, FIELDS)
  return { version: record.version, merged, differing }
}

/**
 * Brings a draft to the version the entry is at now. Throws `validation-failed` at `/choice/<path>` for a field nobody has chosen, and
 * as `openDraft`.
 * @param seen the version of the entry and the revision of the draft that the choices were made against: `version-stale` when either
 * has moved on since
 */
export async function catchUp(
  ports: EditingPorts,
  actor: Actor,
  id: string,
  seen: { readonly version: number; readonly revision: number },
  choices: ReadonlyMap<string, Choice>,
): Promise<OpenDraft> {
  const draft = await openDraft(ports, actor, id)
  const newer = await newerEntry(ports, draft)
  if (newer === null) return draft
  if (newer.version !== seen.version) throw new AppError('version-stale', `the entry is at version ${newer.version}`)
  if (changedSince(draft, seen.revision)) throw new AppError('version-stale', `draft ${id} is at ${draft.revision}`)
  const open = newer.differing.filter(({ field }) => !choices.has(field.path))
  if (open.length > 0) {
    const findings = open.map(({ field }) => ({ pointer: `/choice/${field.path}`, rule: 'choice-missing' }))
    throw new AppError('validation-failed', 'not everything was chosen', findings)
  }
  const document = withChoices(newer.merged, newer.differing, choices)
  return store(ports, actor, draft, { ...draft.content, document }, newer.version)
}

async function documentAt(ports: EditingPorts, id: string, version: number): Promise<TypedDocument | null> {
  const found = await selectVersion(ports.read, 'software', id, version, everyVersion)
  const snapshot = found?.envelope?.snapshot as { readonly document?: SoftwareDocument } | undefined
  return snapshot?.document === undefined ? null : typedOf(snapshot.document)
}
