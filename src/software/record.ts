import type { Code } from '../directory/reference.ts'
import {
  type ExpertRecord,
  type OrganizationName,
  type OrganizationRecord,
  selectExperts,
  selectOrganization,
  selectOrganizationNames,
} from '../directory/store.ts'
import { type Readable, selectVersions, type Version } from '../history/versions.ts'
import type { LocalizedText } from '../kernel/localized.ts'
import type { SoftwareCard } from './card.ts'
import { type Completeness, completeness } from './completeness.ts'
import { lacksForPubliccode } from './import/export-publiccode.ts'
import type { RELATION_KINDS } from './model.ts'
import { type Runner, type RunnerFigures, selectRunnerFigures, selectRunners } from './runners.ts'
import type { SoftwarePorts } from './service.ts'
import { similarSoftware } from './similar.ts'
import { type SoftwareRecord, selectRelationsTo, selectSoftwareCards, selectSoftwareDocuments } from './store.ts'

type RelationKind = (typeof RELATION_KINDS)[number]

/** Another entry, or an address outside of the register, and how it relates to this one. */
export interface RelationShown {
  readonly kind: RelationKind
  /** Whether this entry names the other (`to`) or the other this one (`from`). */
  readonly direction: 'to' | 'from'
  readonly card: SoftwareCard | null
  readonly url: string | null
  readonly note: LocalizedText | null
  readonly saidBy: OrganizationName | null
}

/** Everything the page of one software shows. */
export interface SoftwareView {
  readonly record: SoftwareRecord
  readonly holder: OrganizationRecord | null
  /** Every organization that the entry names. */
  readonly organizations: ReadonlyMap<string, OrganizationName>
  /** Experts with consent alone; whoever is missing must not be shown. */
  readonly experts: ReadonlyMap<string, ExpertRecord>
  readonly functions: readonly Code[]
  readonly dk021: ReadonlyMap<string, Code>
  /** KATOTTG prefix and names of every region. */
  readonly regions: readonly Code[]
  readonly figures: RunnerFigures
  readonly runners: readonly Runner[]
  readonly relations: readonly RelationShown[]
  /** Entries that do much the same and that no relation names; found by their words. */
  readonly similar: readonly SoftwareCard[]
  readonly completeness: Completeness
  /** The newest versions, newest first. */
  readonly versions: readonly Version[]
  /** How many things publiccode.yml demands that the entry does not say; 0 when it can be written. */
  readonly publiccodeLacks: number
}

/** How many deployments the page itself lists; the rest have a page of their own. */
export const RUNNERS_SHOWN = 6
const VERSIONS_SHOWN = 3
/** No more organizations of one permission are named than anybody reads. */
export const GRANTEES_SHOWN = 20
const MOST_RELATIONS = 40

/** Gathers what the page of an entry shows. The caller has decided that the reader may see it, and which of its versions. */
export async function softwareView(
  ports: Pick<SoftwarePorts, 'read' | 'reference' | 'today' | 'licences' | 'search'>,
  record: SoftwareRecord,
  readable: Readable,
): Promise<SoftwareView> {
  const { read, reference } = ports
  const { document, id } = record
  const { identity, rights, people, relations } = document
  const holder = rights.holder === null ? null : await selectOrganization(read, rights.holder)
  const experts = await selectExperts(
    read,
    people.experts.map(({ expert }) => expert),
  )
  const shown = await relationsOf(ports, record)
  return {
    record,
    holder,
    organizations: await selectOrganizationNames(read, [
      ...(rights.holder === null ? [] : [rights.holder]),
      ...people.developers.flatMap(({ organization }) => organization ?? []),
      ...relations.flatMap(({ saidBy }) => saidBy ?? []),
      ...rights.grants.flatMap(({ organizations }) => organizations.slice(0, GRANTEES_SHOWN)),
    ]),
    experts: new Map([...experts].filter(([, expert]) => expert.document.consent.state === 'given')),
    functions: [...(await reference.find('functions', identity.functions)).values()],
    dk021: await reference.find('dk021', identity.dk021),
    regions: await reference.all('regions'),
    figures: await selectRunnerFigures(read, id, ports.today()),
    runners: await selectRunners(read, id, ports.today(), 0, RUNNERS_SHOWN),
    relations: shown,
    similar: await similarSoftware(
      ports,
      record,
      shown.flatMap(({ card }) => (card === null ? [] : [card.id])),
    ),
    completeness: completeness(document, ports.licences),
    versions: await selectVersions(read, 'software', id, null, VERSIONS_SHOWN, readable),
    publiccodeLacks: lacksForPubliccode(document, holder?.document ?? null),
  }
}

/** Relations in both directions. Entries that are not public are left out; a relation that both entries state is shown once. */
async function relationsOf(
  { read }: Pick<SoftwarePorts, 'read'>,
  { id, document }: SoftwareRecord,
): Promise<readonly RelationShown[]> {
  const incoming = await selectRelationsTo(read, id, MOST_RELATIONS)
  const outgoing = document.relations.slice(0, MOST_RELATIONS)
  const cards = new Map(
    (
      await selectSoftwareCards(read, [
        ...new Set([...incoming.map(({ from }) => from), ...outgoing.flatMap(({ target }) => target ?? [])]),
      ])
    ).map((card) => [card.id, card]),
  )
  const isPublic = (card: SoftwareCard | undefined) => card?.state === 'published' || card?.state === 'archived'
  const saidBy = await selectOrganizationNames(
    read,
    outgoing.flatMap((relation) => relation.saidBy ?? []),
  )
  const to = outgoing.flatMap((relation): RelationShown[] => {
    const card = relation.target === null ? undefined : cards.get(relation.target)
    if (relation.target !== null && !isPublic(card)) return []
    return [
      {
        kind: relation.kind,
        direction: 'to',
        card: card ?? null,
        url: relation.url,
        note: relation.note,
        saidBy: relation.saidBy === null ? null : (saidBy.get(relation.saidBy) ?? null),
      },
    ]
  })
  const notes = await notesOnRelationsTo(read, id, incoming)
  const from = incoming.flatMap(({ from, kind }): RelationShown[] => {
    const card = cards.get(from)
    const said = kind === 'similarTo' && to.some((relation) => relation.card?.id === from && relation.kind === kind)
    if (!card || said) return []
    const note = notes.get(`${from} ${kind}`) ?? null
    return [{ kind: kind as RelationKind, direction: 'from', card, url: null, note, saidBy: null }]
  })
  return [...to, ...from]
}

/** What the entries that relate to this one say of how they differ. */
async function notesOnRelationsTo(
  read: SoftwarePorts['read'],
  id: string,
  incoming: readonly { readonly from: string; readonly kind: string }[],
): Promise<ReadonlyMap<string, LocalizedText>> {
  if (incoming.length === 0) return new Map()
  const ids = [...new Set(incoming.map(({ from }) => from))]
  const documents = await selectSoftwareDocuments(read, ids)
  return new Map(
    [...documents].flatMap(([from, { relations }]) =>
      relations.flatMap(({ target, kind, note }) =>
        target === id && note !== null ? [[`${from} ${kind}`, note] as const] : [],
      ),
    ),
  )
}
