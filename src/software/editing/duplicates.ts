import { type Actor, can } from '../../kernel/actor.ts'
import { unmasked } from '../../kernel/look-alikes.ts'
import type { SoftwareCard } from '../card.ts'
import type { SoftwareDocument } from '../model.ts'
import { type SoftwarePorts, subjectOf } from '../service.ts'
import { similarSoftware } from '../similar.ts'
import { sourceKeys } from '../sources.ts'
import { type SoftwareRecord, selectSoftware, selectSoftwareBySource, selectSoftwareCards } from '../store.ts'
import { selectNamesOfLengths } from '../store-namesakes.ts'

/** Why an entry may be the same software: `name` – the names read the same, whatever letters they are made of. */
export type Likeness = 'repository' | 'name' | 'text'

export interface PossibleDuplicate {
  readonly card: SoftwareCard
  readonly likeness: Likeness
}

const MOST_SHOWN = 8

/**
 * Entries of the register that may be the software that somebody is about to hand in: the same repository, a name that reads the
 * same, or a text that says much the same. Only what the actor may see.
 * @param id of the entry itself, null while it has none
 */
export async function possibleDuplicates(
  ports: SoftwarePorts,
  actor: Actor,
  document: SoftwareDocument,
  id: string | null,
): Promise<readonly PossibleDuplicate[]> {
  const found = new Map<string, Likeness>()
  const source = await selectSoftwareBySource(ports.read, sourceKeys(document))
  if (source !== null) found.set(source, 'repository')
  for (const other of await namesakes(ports, document)) if (!found.has(other)) found.set(other, 'name')
  const near = await similarSoftware(ports, asRecord(document, id), [])
  for (const card of near) if (!found.has(card.id)) found.set(card.id, 'text')
  if (id !== null) found.delete(id)
  const visible = await mayBeShown(ports, actor, [...found.keys()].slice(0, MOST_SHOWN))
  const cards = await selectSoftwareCards(ports.read, visible)
  return cards.map((card) => ({ card, likeness: found.get(card.id) ?? 'text' }))
}

/** Entries with a name that reads as one of these, though its letters may be of another alphabet. */
async function namesakes({ read }: SoftwarePorts, { identity }: SoftwareDocument): Promise<readonly string[]> {
  const keys = new Set([...Object.values(identity.name), ...identity.aliases].map(unmasked))
  const lengths = [...new Set([...keys].map((key) => key.length))]
  const candidates = await selectNamesOfLengths(read, lengths)
  return candidates.filter(({ names }) => names.some((name) => keys.has(unmasked(name)))).map(({ id }) => id)
}

async function mayBeShown({ read }: SoftwarePorts, actor: Actor, ids: readonly string[]): Promise<readonly string[]> {
  const records = await Promise.all(ids.map((id) => selectSoftware(read, id)))
  return records.flatMap((record) => (record !== null && isVisible(actor, record) ? [record.id] : []))
}

function isVisible(actor: Actor, { state, document }: SoftwareRecord): boolean {
  return state === 'published' || can(actor, 'software.readUnpublished', subjectOf(document))
}

function asRecord(document: SoftwareDocument, id: string | null): SoftwareRecord {
  return { id: id ?? '', version: 0, state: 'draft', document, registeredAt: '', updatedAt: '' }
}
