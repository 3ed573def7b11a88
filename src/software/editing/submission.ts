import { deleteDraftsBefore, saveDraft, selectDraft } from '../../accounts/drafts.ts'
import type { Written } from '../../directory/service.ts'
import type { Actor } from '../../kernel/actor.ts'
import { canonicalize } from '../../kernel/canonical-json.ts'
import { AppError, refuseWhenFound } from '../../kernel/errors.ts'
import type { SoftwareDocument } from '../model.ts'
import { proposeChange } from '../proposals.ts'
import { editSoftware, registerSoftware } from '../service.ts'
import { type SoftwareRecord, selectSoftware } from '../store.ts'
import { changedSince, contentText, type EditingPorts, type OpenDraft, openDraft, type SeenProposal } from './drafts.ts'
import { judge } from './judge.ts'

/** The kind of a draft that was handed in: it stays a while, so that sending the same form again leads to what became of it. */
const HANDED_IN = 'software-handed-in'
const KEPT_MS = 7 * 86_400_000

/** What became of a draft that was handed in. */
export interface HandedIn {
  readonly softwareId: string
  /** Whether the entry itself waits for a registrar, or a change to a published one. */
  readonly as: 'entry' | 'proposal'
}

/** What was written, and the draft it was written from, as it stands by now. */
interface WrittenFrom extends HandedIn {
  readonly draft: OpenDraft
}

/**
 * Hands a draft in: a new entry and one that waits for its editor go to review, for a published one a change is proposed. The draft is
 * put away only when that was written, and stays when somebody changed it meanwhile (`isKept`). Handing the same draft in twice, also at once, registers one entry.
 * Throws `validation-failed` with what is wrong, `version-stale` when the draft is not what was looked at any more or the entry has
 * moved on since it began, and as the verbs it calls.
 * @param revision of the draft that was looked at
 * @param reason for the registrar and the history
 * @param seen the proposal that waits already, as its reader saw it, which this one takes the place of; null: there was none
 */
export async function handIn(
  ports: EditingPorts,
  actor: Actor,
  id: string,
  revision: number,
  reason: string,
  seen: SeenProposal | null,
): Promise<HandedIn & { readonly isKept: boolean }> {
  const draft = await openDraft(ports, actor, id)
  if (changedSince(draft, revision)) throw new AppError('version-stale', `draft ${id} is at revision ${draft.revision}`)
  const { mistakes, document } = await judge(ports, actor, draft.content.document, draft.record)
  refuseWhenFound(mistakes.map(({ finding }) => finding))
  if (document === null) throw new Error('a draft without mistakes is a document')
  const { draft: written, ...done } =
    draft.record === null
      ? await register(ports, actor, draft, document, reason)
      : { draft, ...(await change(ports, actor, draft, draft.record, document, reason, seen)) }
  return { ...done, isKept: await putAway(ports, actor, written, done) }
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
): Promise<WrittenFrom> {
  const numbered = await withNumber(ports, actor, draft)
  const { number } = numbered
  const options = { typed: true, reason: reason || 'software.register', number }
  await writtenOnce(ports, number, 1, document, () => registerSoftware(ports, actor, document, 'submitted', options))
  return { softwareId: number, as: 'entry', draft: numbered.draft }
}

interface Numbered {
  readonly number: string
  readonly draft: OpenDraft
}

/**
 * The register number of the new entry, kept with the draft before anything is written under it: whoever hands the draft in again
 * writes under the same number, and of two only one can.
 */
async function withNumber(ports: EditingPorts, actor: Actor, draft: OpenDraft): Promise<Numbered> {
  if (draft.content.number !== null) return { number: draft.content.number, draft }
  const [number] = await ports.records.allocate('software')
  if (number === undefined) throw new Error('no register number was allocated')
  try {
    const content = { ...draft.content, number }
    await saveDraft(ports, actor, draft.id, draft.revision, { content: contentText(content) })
    return { number, draft: { ...draft, content, revision: draft.revision + 1 } }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'version-stale') throw error
    // The same draft is being handed in beside this: under the number that was kept first.
    const now = await openDraft(ports, actor, draft.id)
    const isSame = canonicalize(now.content.document) === canonicalize(draft.content.document)
    if (now.content.number === null || !isSame) throw error
    return { number: now.content.number, draft: now }
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

/**
 * The draft is no draft any more; it tells where it went to for a week. One that was saved since it was handed in stays a draft.
 * @returns whether it stays
 */
async function putAway(ports: EditingPorts, actor: Actor, draft: OpenDraft, done: HandedIn): Promise<boolean> {
  let isKept = false
  try {
    await saveDraft(ports, actor, draft.id, draft.revision, {
      kind: HANDED_IN,
      recordId: null,
      recordVersion: null,
      content: JSON.stringify(done),
    })
  } catch (error) {
    // What was handed in is written all the same.
    if (!(error instanceof AppError) || (error.code !== 'version-stale' && error.code !== 'not-found')) throw error
    isKept = await keep(ports, actor, draft, done)
  }
  const before = new Date(Date.parse(ports.now()) - KEPT_MS).toISOString()
  await deleteDraftsBefore(ports, actor, HANDED_IN, before)
  return isKept
}

const KEEP_ATTEMPTS = 3

/**
 * Leaves what somebody typed meanwhile in the draft; that of a new entry edits the entry from now on.
 * @returns false when the same request beside this one put the draft away, or it was thrown away
 */
async function keep(ports: EditingPorts, actor: Actor, { id, record }: OpenDraft, done: HandedIn): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const there = await selectDraft(ports.read, actor, id)
    if (there === null || there.kind === HANDED_IN) return false
    if (record !== null) return true
    const { revision, content } = there
    try {
      await saveDraft(ports, actor, id, revision, { recordId: done.softwareId, recordVersion: 1, content })
      return true
    } catch (error) {
      if (attempt === KEEP_ATTEMPTS || !(error instanceof AppError) || error.code !== 'version-stale') throw error
    }
  }
}
