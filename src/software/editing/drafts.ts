import {
  beginDraft,
  type Draft,
  type DraftPorts,
  deleteDraft,
  saveDraft,
  selectDraft,
  selectDraftOfRecord,
} from '../../accounts/drafts.ts'
import { type Actor, authorize } from '../../kernel/actor.ts'
import { AppError, type Finding } from '../../kernel/errors.ts'
import { freeTextFindings } from '../../kernel/free-text.ts'
import type { SoftwareDocument } from '../model.ts'
import { type SoftwarePorts, subjectOf, visibleSoftware } from '../service.ts'
import { type SoftwareRecord, selectSoftware } from '../store.ts'
import { type Choice, type Differing, mergeDocuments, withChoices } from './merge.ts'
import { placeOf } from './places.ts'
import type { Prefill } from './prefill.ts'
import { type TopicId, topicOf } from './topics.ts'
import { FIELDS, saysTheSame, type Typed, type TypedDocument, valueAt, withValueAt } from './typed.ts'
import { waitingProposal } from './waiting-proposal.ts'

/** The kind of drafts that describe software. */
export const SOFTWARE_DRAFT = 'software'

export interface EditingPorts extends SoftwarePorts, DraftPorts {}

/** What a draft holds beside who and when. */
export interface DraftContent {
  readonly document: TypedDocument
  /** Topics that were saved at least once. */
  readonly opened: readonly TopicId[]
  /** At which revision each field last changed: what a later save is compared with. */
  readonly changedAt: Readonly<Record<string, number>>
  /** A file that was read and not yet chosen from. */
  readonly prefill: Prefill | null
  /** The register number that is kept for a new entry once it is being handed in. */
  readonly number: string | null
  /** The waiting proposal that the draft began from, or was last brought together with. */
  readonly proposal?: SeenProposal | null
  /** What was said on handing in, while something is to be compared first. */
  readonly said?: Said
}

export interface SeenProposal {
  readonly id: string
  readonly version: number
}

/** What an editor says beside the draft itself: how the software differs from similar ones, and why it is handed in. */
export interface Said {
  readonly different: string
  readonly reason: string
}

/** A draft as an editor works on it. */
export interface OpenDraft {
  readonly id: string
  readonly revision: number
  readonly organization: string | null
  readonly updatedAt: string
  readonly content: DraftContent
  /** The entry that is edited; null: a new one. */
  readonly record: SoftwareRecord | null
  /** The version of it that the draft began from. */
  readonly base: number | null
}

/** Begins the registration of software. Throws what `authorize` throws. */
export async function beginRegistration(ports: EditingPorts, actor: Actor): Promise<string> {
  authorize(actor, 'software.register', ownSubject(actor))
  const isHolder = actor.organization !== null && actor.role !== 'registrar'
  const document: TypedDocument = isHolder ? { rights: { holder: actor.organization } } : {}
  const draft = await beginDraft(ports, actor, {
    kind: SOFTWARE_DRAFT,
    recordId: null,
    recordVersion: null,
    content: contentText(emptyContent(document)),
  })
  return draft.id
}

/**
 * Begins to edit an entry, or goes on where it was left off. A published entry is edited from the proposal that waits, if
 * there is one. Throws `not-found`, `gone` (archived) and what `authorize` throws.
 */
export async function beginEdit(ports: EditingPorts, actor: Actor, softwareId: string): Promise<string> {
  const record = await visibleSoftware(ports, actor, softwareId)
  authorize(actor, 'software.edit', subjectOf(record.document))
  if (record.state === 'archived') throw new AppError('gone', `${softwareId} is archived`)
  const there = await selectDraftOfRecord(ports.read, actor, softwareId)
  if (there) return there.id
  const waiting = record.state === 'published' ? await waitingProposal(ports, actor, softwareId) : null
  const draft = await beginDraft(ports, actor, {
    kind: SOFTWARE_DRAFT,
    recordId: softwareId,
    recordVersion: waiting?.baseVersion ?? record.version,
    content: contentText({
      ...emptyContent(typedOf(waiting?.document ?? record.document)),
      proposal: waiting && { id: waiting.id, version: waiting.version },
    }),
  })
  return draft.id
}

/**
 * A draft of the actor's. Throws `unauthenticated`, `not-found` for what is not theirs, and `forbidden` when they may
 * not edit.
 */
export async function openDraft(ports: EditingPorts, actor: Actor, id: string): Promise<OpenDraft> {
  const draft = await ownDraft(ports, actor, id)
  const { record } = draft
  if (record === null) authorize(actor, 'software.register', ownSubject(actor))
  else authorize(actor, 'software.edit', subjectOf(record.document))
  return draft
}

/**
 * A draft of the actor's organization, also of an entry that has passed to another holder since: to read it and throw it away.
 * Throws `unauthenticated`, `not-found` for what is not theirs, and `forbidden` when they edit for no organization.
 */
export async function ownDraft(ports: EditingPorts, actor: Actor, id: string): Promise<OpenDraft> {
  if (actor.role === 'anonymous') authorize(actor, 'software.register')
  const draft = await selectDraft(ports.read, actor, id)
  if (draft?.kind !== SOFTWARE_DRAFT) throw new AppError('not-found', `no draft ${id}`)
  // A new entry that was written while the program stopped before its draft was put away: it is the draft's entry from now on.
  const recordId = draft.recordId ?? contentOf(draft).number
  const record = recordId === null ? null : await selectSoftware(ports.read, recordId)
  if (draft.recordId !== null && record === null) throw new AppError('not-found', `no software ${draft.recordId}`)
  authorize(actor, 'software.register', ownSubject(actor))
  return opened(draft, record)
}

/** What became of a save. */
export type Saved =
  | {
      readonly kind: 'saved'
      readonly draft: OpenDraft
      /** Fields that were not stored, because they hold what the register may not keep: they stay as they were. */
      readonly refused: readonly Finding[]
    }
  /** Somebody else changed some of the same fields since. Nothing was stored. */
  | { readonly kind: 'differs'; readonly draft: OpenDraft; readonly differing: readonly Differing[] }

/** A topic as somebody filled it in. */
export interface FilledTopic {
  readonly topic: TopicId
  /** The revision of the draft that the form was made from. */
  readonly revision: number
  /** Values by the paths of fields; a field that is not among them stays as it is. */
  readonly values: ReadonlyMap<string, Typed | undefined>
  /** What was chosen for fields that somebody else had changed meanwhile, and the revision that was shown beside it. */
  readonly choices: ReadonlyMap<string, Choice>
  readonly shown: number
}

/**
 * Stores one topic of a draft as it was typed, right or wrong. What others changed meanwhile in other fields stays; where they changed
 * the same ones otherwise, the differences are the answer. Throws as `openDraft`.
 */
export async function saveTopic(ports: EditingPorts, actor: Actor, id: string, filled: FilledTopic): Promise<Saved> {
  for (let attempt = 1; ; attempt++) {
    const draft = await openDraft(ports, actor, id)
    const { content } = draft
    const fields = topicOf(filled.topic).fields.filter(({ path }) => filled.values.has(path))
    const stale = fields.filter(({ path }) => (content.changedAt[path] ?? 0) > filled.revision)
    const mine = fields.reduce(
      (document, { path }) => withValueAt(document, path, filled.values.get(path)),
      content.document,
    )
    const { differing } = mergeDocuments(null, content.document, mine, stale)
    const open = differing.filter(({ field: { path } }) => {
      return !filled.choices.has(path) || (content.changedAt[path] ?? 0) > filled.shown
    })
    if (open.length > 0) return { kind: 'differs', draft, differing }
    const settled = withChoices(mine, differing, filled.choices)
    const refused = unstorable(settled, fields)
    const kept = new Set(refused.map(({ pointer }) => placeOf(pointer)?.field))
    const document = fields
      .filter(({ path }) => kept.has(path))
      .reduce((made, { path }) => withValueAt(made, path, valueAt(content.document, path)), settled)
    const opened = [...new Set([...content.opened, filled.topic])]
    try {
      return { kind: 'saved', draft: await store(ports, actor, draft, { ...content, document, opened }), refused }
    } catch (error) {
      // Somebody saved between the look and the write: compare with what is there now.
      if (attempt === 3 || !(error instanceof AppError) || error.code !== 'version-stale') throw error
    }
  }
}

/** Stores a draft's content; every field that differs from before is marked with the new revision. */
export async function store(
  ports: EditingPorts,
  actor: Actor,
  draft: OpenDraft,
  content: DraftContent,
  base: number | null = draft.base,
): Promise<OpenDraft> {
  const revision = draft.revision + 1
  const changed = changedFields(draft.content.document, content.document).map((path) => [path, revision] as const)
  const marked = { ...content, changedAt: { ...content.changedAt, ...Object.fromEntries(changed) } }
  await saveDraft(ports, actor, draft.id, draft.revision, { content: contentText(marked), recordVersion: base })
  return { ...draft, revision, base, content: marked, updatedAt: ports.now() }
}

/** Keeps with a draft what was said of it, whatever is saved beside this. Throws as `openDraft`. */
export async function keepSaid(ports: EditingPorts, actor: Actor, id: string, said: Said): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const draft = await openDraft(ports, actor, id)
    try {
      await store(ports, actor, draft, { ...draft.content, said })
      return
    } catch (error) {
      if (attempt === 3 || !(error instanceof AppError) || error.code !== 'version-stale') throw error
    }
  }
}

/** Whether a field of the draft changed after a page was made from it at `revision`. */
export function changedSince({ content }: Pick<OpenDraft, 'content'>, revision: number): boolean {
  return Object.values(content.changedAt).some((at) => at > revision)
}

/** Throws a draft away. Throws as `ownDraft`, and `version-stale` when somebody saved it meanwhile. */
export async function discardDraft(ports: EditingPorts, actor: Actor, id: string, revision: number): Promise<void> {
  await ownDraft(ports, actor, id)
  await deleteDraft(ports, actor, id, revision)
}

export function contentOf(draft: Pick<Draft, 'content'>): DraftContent {
  return JSON.parse(draft.content) as DraftContent
}

export function contentText(content: DraftContent): string {
  return JSON.stringify(content)
}

export function typedOf(document: SoftwareDocument): TypedDocument {
  return JSON.parse(JSON.stringify(document)) as TypedDocument
}

function opened(draft: Draft, record: SoftwareRecord | null): OpenDraft {
  const { id, revision, organization, updatedAt, recordVersion } = draft
  return {
    id,
    revision,
    organization,
    updatedAt,
    content: contentOf(draft),
    record,
    base: recordVersion ?? record?.version ?? null,
  }
}

function emptyContent(document: TypedDocument): DraftContent {
  return { document, opened: [], changedAt: {}, prefill: null, number: null }
}

function ownSubject({ organization }: Actor) {
  return { organizations: organization === null ? [] : [organization] }
}

/** Personal numbers and broken characters: what may not be stored even in a draft. */
function unstorable(document: TypedDocument, fields: readonly { readonly path: string }[]): readonly Finding[] {
  const typed = fields.reduce<TypedDocument>((part, { path }) => withValueAt(part, path, valueAt(document, path)), {})
  return freeTextFindings(typed).filter(({ rule }) => rule !== 'hidden-character')
}

function changedFields(before: TypedDocument, after: TypedDocument): readonly string[] {
  const paths = FIELDS.map(({ path }) => path)
  return paths.filter((path) => !saysTheSame(valueAt(before, path), valueAt(after, path)))
}
