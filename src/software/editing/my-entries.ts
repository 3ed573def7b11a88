import { selectDrafts } from '../../accounts/drafts.ts'
import { type Actor, authorize, can, ORGANIZATION_ROLES } from '../../kernel/actor.ts'
import type { SoftwareCard } from '../card.ts'
import { SoftwareDocument, type SoftwareState } from '../model.ts'
import { selectSoftwareCards, selectSoftwareIdsOf, selectUnpublished } from '../store.ts'
import { countForEditor } from '../store-moderation.ts'
import { contentOf, type EditingPorts, SOFTWARE_DRAFT } from './drafts.ts'
import { valueAt } from './typed.ts'
import { type WaitingProposal, waitingProposal, whyReturned } from './waiting-proposal.ts'

/** A draft in the list of whose it is. */
export interface DraftRow {
  readonly id: string
  /** By language; empty while it has no name. */
  readonly name: Readonly<Record<string, string>>
  /** The entry it edits. */
  readonly recordId: string | null
  readonly updatedAt: string
}

/** An entry in the list of an organization. */
export interface EntryRow {
  readonly card: SoftwareCard
  /** Why it was returned; null when it was not. */
  readonly reason: string | null
  readonly proposal: WaitingProposal | null
}

export interface MyEntries {
  readonly drafts: readonly DraftRow[]
  /** Not published: the last changed first. */
  readonly waiting: readonly EntryRow[]
  readonly published: readonly EntryRow[]
}

const MOST_DRAFTS = 100
const MOST_ENTRIES = 100
const WAITING: readonly SoftwareState[] = ['draft', 'submitted', 'returned']

/** The actor's drafts and the entries of their organization. Throws what `authorize` throws for who may not register. */
export async function myEntries(ports: EditingPorts, actor: Actor): Promise<MyEntries> {
  const { organization } = actor
  authorize(actor, 'software.register', { organizations: organization === null ? [] : [organization] })
  const drafts = await selectDrafts(ports.read, actor, SOFTWARE_DRAFT, MOST_DRAFTS)
  const rows = drafts.map((draft): DraftRow => {
    const { document } = contentOf(draft)
    const name = SoftwareDocument.shape.identity.shape.name.safeParse(valueAt(document, 'identity.name'))
    return { id: draft.id, name: name.data ?? {}, recordId: draft.recordId, updatedAt: draft.updatedAt }
  })
  if (organization === null) return { drafts: rows, waiting: [], published: [] }
  const waiting = await selectUnpublished(ports.read, WAITING, organization, null, MOST_ENTRIES)
  const published = await selectSoftwareIdsOf(ports.read, 'holder', organization, MOST_ENTRIES)
  return {
    drafts: rows,
    waiting: await rowsOf(
      ports,
      actor,
      waiting.map(({ id }) => id),
    ),
    published: await rowsOf(ports, actor, published),
  }
}

/** How many drafts, returned entries and returned changes wait for the actor, each entry once; null for who edits none. */
export async function waitingForEditor(ports: Pick<EditingPorts, 'read'>, actor: Actor): Promise<number | null> {
  const { organization } = actor
  if (!can(actor, 'software.register', { organizations: organization === null ? [] : [organization] })) return null
  // Those who act for the register have drafts of their own, and nothing is returned to them.
  if (!ORGANIZATION_ROLES.some((role) => role === actor.role))
    return (await selectDrafts(ports.read, actor, SOFTWARE_DRAFT, MOST_DRAFTS)).length
  return countForEditor(ports.read, SOFTWARE_DRAFT, organization)
}

async function rowsOf(ports: EditingPorts, actor: Actor, ids: readonly string[]): Promise<readonly EntryRow[]> {
  const cards = await selectSoftwareCards(ports.read, ids)
  return Promise.all(
    cards.map(async (card) => ({
      card,
      reason: card.state === 'returned' ? await whyReturned(ports, card.id) : null,
      proposal: card.state === 'published' ? await waitingProposal(ports, actor, card.id) : null,
    })),
  )
}
