import { deleteDraftsBefore, saveDraft, selectDraft } from '../../accounts/drafts.ts'
import type { Written } from '../../directory/service.ts'
import type { Actor } from '../../kernel/actor.ts'
import { canonicalize } from '../../kernel/canonical-json.ts'
import { AppError, refuseWhenFound } from '../../kernel/errors.ts'
import type { SoftwareDocument } from '../model.ts'
import { proposeChange } from '../proposals.ts'
import { editSoftware, registerSoftware } from '../service.ts'
import { type SoftwareRecord, selectSoftware } from '../store.ts'
import { contentText, type EditingPorts, type OpenDraft, openDraft } from './drafts.ts'
import { judge } from './judge.ts'

/** The kind of a draft that was handed in: it stays a while, so that sending the same form again leads to what became of it. */
const HANDED_IN = 'software-handed-in'
const KEPT_MS = 7 * 86_400_000

export interface SeenProposal {
  readonly id: string
  readonly version: number
}

/** What became of a draft that was handed in. */
export interface HandedIn {
  readonly softwareId: string
  /** Whether the entry itself waits for a registrar, or a change to a published one. */
  readonly as: 'entry' | 'proposal'
}

/**
 * Hands a draft in: a new entry and one that waits for its editor go to review, for a published one a change is proposed. The draft is
 * put away only when that was written. Handing the same draft in twice, also at once, registers one entry.
 * Throws `validation-failed` with what is wrong, `version-stale` when the entry has moved on since the draft began, and as the verbs
 * it calls.
 * @param reason for the registrar and the history
 * @param seen the proposal that waits already, as its reader saw it, which this one takes the place of; null: there was none
 */
export async function handIn(
  ports: EditingPorts,
  actor: Actor,
  id: string,
  reason: string,
  seen: SeenProposal | null,
): Promise<HandedIn> {
  const draft = await openDraft(ports, actor, id)
  const { mistakes, document } = await judge(ports, actor, draft.content.document, draft.record)
  refuseWhenFound(mistakes.map(({ finding }) => finding))
  if (document === null) throw new Error('a draft without mistakes is a document')
  const done =
    draft.record === null
      ? await register(ports, actor, draft, document, reason)
      : await change(ports, actor, draft, draft.record, document, reason, seen)
  await putAway(ports, actor, id, done)
  return done
}

/** What became of a draft that was handed in earlier; null when this is no such draft of the actor's. */
export async function handedInEarlier(ports: EditingPorts, actor: Actor, id: string): Promise<HandedIn | null> {
  const draft = await selectDraft(ports.read, actor, id)
  return draft?.kind === HANDED_IN ? (JSON.parse(draft.content) as HandedIn) : null
}

async function register(
  ports: EditingPorts,
  actor: Actor,
  draft: OpenDraft,
  document: SoftwareDocument,
  reason: string,
): Promise<HandedIn> {
  const number = await reservedNumber(ports, actor, draft)
  const options = { typed: true, reason: reason || 'software.register', number }
  await writtenOnce(ports, number, 1, document, () => registerSoftware(ports, actor, document, 'submitted', options))
  return { softwareId: number, as: 'entry' }
}

/**
 * The register number of the new entry, kept with the draft before anything is written under it: whoever hands the draft in again
 * writes under the same number, and of two only one can.
 */
async function reservedNumber(ports: EditingPorts, actor: Actor, draft: OpenDraft): Promise<string> {
  if (draft.content.number !== null) return draft.content.number
  const [number] = await ports.records.allocate('software')
  if (number === undefined) throw new Error('no register number was allocated')
  try {
    const content = contentText({ ...draft.content, number })
    await saveDraft(ports, actor, draft.id, draft.revision, { content })
    return number
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'version-stale') throw error
    // The same draft is being handed in beside this: under the number that was kept first.
    const now = await openDraft(ports, actor, draft.id)
    const isSame = canonicalize(now.content.document) === canonicalize(draft.content.document)
    if (now.content.number === null || !isSame) throw error
    return now.content.number
  }
}

async function change(
  ports: EditingPorts,
  actor: Actor,
  draft: OpenDraft,
  record: SoftwareRecord,
  document: SoftwareDocument,
  reason: string,
  seen: SeenProposal | null,
): Promise<HandedIn> {
  const base = draft.base ?? record.version
  if (record.id === draft.content.number && saysAll(record.document, document)) {
    return { softwareId: record.id, as: 'entry' }
  }
  if (record.state === 'published') {
    await proposeChange(ports, actor, record.id, base, document, reason, seen)
    return { softwareId: record.id, as: 'proposal' }
  }
  const options = { typed: true, reason: reason || 'software.submit', submit: true }
  await writtenOnce(ports, record.id, base + 1, document, () =>
    editSoftware(ports, actor, record.id, base, document, options),
  )
  return { softwareId: record.id, as: 'entry' }
}

/** Runs a write; when it is refused because exactly this was written already, it is done. */
async function writtenOnce(
  ports: EditingPorts,
  id: string,
  version: number,
  document: SoftwareDocument,
  write: () => Promise<Written>,
): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const there = await selectSoftware(ports.read, id)
    if (there?.version !== version || !saysAll(there.document, document)) throw error
  }
}

function saysAll(written: SoftwareDocument, document: SoftwareDocument): boolean {
  const { provenance: _, ...left } = written
  const { provenance: __, ...right } = document
  return canonicalize(left) === canonicalize(right)
}

/** The draft is no draft any more; it tells where it went to for a week. */
async function putAway(ports: EditingPorts, actor: Actor, id: string, done: HandedIn): Promise<void> {
  try {
    const draft = await openDraft(ports, actor, id)
    await saveDraft(ports, actor, id, draft.revision, {
      kind: HANDED_IN,
      recordId: null,
      recordVersion: null,
      content: JSON.stringify(done),
    })
  } catch (error) {
    // What was handed in is written. The same request beside this one may have put the draft away first.
    if (!(error instanceof AppError) || (error.code !== 'version-stale' && error.code !== 'not-found')) throw error
  }
  const before = new Date(Date.parse(ports.now()) - KEPT_MS).toISOString()
  await deleteDraftsBefore(ports, actor, HANDED_IN, before)
}
