import { FIELD_GROUPS, type FieldGroup, type Provenance, SoftwareDocument } from '../model.ts'
import { SOURCE_MARKS } from '../sources.ts'
import { isAbsent, isSame } from './publiccode-leaves.ts'
import { ASIDE, EXACT, SHOWN } from './to-publiccode.ts'

/** What a publiccode.yml can say of each field group. The rest of a group (functions, terms of reuse …) an import never touches. */
const SAID = {
  identity: [
    'name',
    'shortDescription',
    'longDescription',
    'features',
    'categories',
    'audience',
    'softwareType',
    'platforms',
    'developmentStatus',
    'interfaceLanguages',
    'localisationReady',
    'logo',
    'screenshots',
    'videos',
    'awards',
  ],
  technology: [
    'dependsOn',
    'repository',
    'landingUrl',
    'documentationUrl',
    'apiUrl',
    'roadmapUrl',
    'version',
    'releaseDate',
  ],
  rights: ['holder', 'copyrightOwner', 'basis', 'kind', 'license'],
  funding: ['fundedBy'],
  maintenance: ['type', 'contractors'],
  relations: ['isBasedOn'],
  usedBy: ['usedBy'],
  people: [],
  assurance: [],
} as const satisfies Record<FieldGroup, readonly string[]>

export interface KeptGroup {
  readonly group: FieldGroup
  /** Fields in which the file differs from what is kept. */
  readonly fields: readonly string[]
}

export interface Merged {
  readonly document: SoftwareDocument
  /** False: the entry says all of this already, and nothing is to be written. */
  readonly isChanged: boolean
  /** Groups whose content is not the import's to change. */
  readonly kept: readonly KeptGroup[]
}

/**
 * An imported document brought into an entry, group by group. A group that people typed, or that another source owns, stays
 * as it is; what differs is reported. Groups that are empty or came from such a file before are replaced in what the
 * format can say. Pure.
 * @param source address of the file, null when it has none on the web
 * @param at RFC 3339 instant
 */
export function mergeImported(
  existing: SoftwareDocument | null,
  imported: SoftwareDocument,
  source: string | null,
  at: string,
): Merged {
  const before = existing ?? blankEntry(imported)
  const provenance: Partial<Record<FieldGroup, Provenance>> = { ...before.provenance }
  const kept: KeptGroup[] = []
  let merged: SoftwareDocument = before
  let isChanged = existing === null
  for (const group of FIELD_GROUPS) {
    if (SAID[group].length === 0) continue
    const candidate = withGroup(before, imported, group)
    const fields = SAID[group].filter((field) => !isSame(said(before, group, field), said(candidate, group, field)))
    if (fields.length === 0 && existing !== null) continue
    if (existing !== null && !mayReplace(existing, group)) {
      kept.push({ group, fields })
      continue
    }
    merged = { ...merged, [group]: candidate[group] }
    isChanged ||= fields.length > 0
    if (fields.length > 0 || SAID[group].some((field) => !isAbsent(said(candidate, group, field)))) {
      provenance[group] = { origin: 'publiccode.yml', source, at }
    }
  }
  const extensions = mergedExtensions(before, imported)
  isChanged ||= extensions.isChanged
  return { document: { ...merged, extensions: extensions.value, provenance }, isChanged, kept }
}

function blankEntry(imported: SoftwareDocument): SoftwareDocument {
  const { name, shortDescription } = imported.identity
  return SoftwareDocument.parse({ identity: { name, shortDescription } })
}

/** Typed, contracts and demonstration beat an import; so does what was there before anybody wrote down where from. */
function mayReplace(document: SoftwareDocument, group: FieldGroup): boolean {
  const origin = document.provenance[group]?.origin
  if (origin !== undefined) return origin === 'publiccode.yml' || origin === 'code.json'
  return SAID[group].every((field) => isAbsent(said(document, group, field)))
}

/** What a group says in a field, for comparing: of an audience only what the format has a place for. */
function said(document: SoftwareDocument, group: FieldGroup, field: string): unknown {
  if (group === 'usedBy') return document.usedBy
  if (group === 'relations') return document.relations.filter(isImportedRelation).map(({ url }) => url)
  if (field === 'audience') {
    const { countries, unsupportedCountries, scope } = document.identity.audience
    return [...countries, '|', ...unsupportedCountries, '|', ...scope].length === 2
      ? []
      : { countries, unsupportedCountries, scope }
  }
  if (field === 'repository') return document.technology.repository?.url ?? null
  if (field === 'dependsOn')
    return Object.values(document.technology.dependsOn).every(isAbsent) ? [] : document.technology.dependsOn
  return (document[group] as unknown as Record<string, unknown>)[field]
}

function isImportedRelation({ kind, target }: SoftwareDocument['relations'][number]): boolean {
  return kind === 'isBasedOn' && target === null
}

/** The entry with one group as the file has it. */
function withGroup(entry: SoftwareDocument, imported: SoftwareDocument, group: FieldGroup): SoftwareDocument {
  if (group === 'usedBy') return { ...entry, usedBy: imported.usedBy }
  if (group === 'relations') {
    const others = entry.relations.filter((relation) => !isImportedRelation(relation))
    const before = new Map(entry.relations.filter(isImportedRelation).map((relation) => [relation.url, relation]))
    const based = imported.relations.map((relation) => before.get(relation.url) ?? relation)
    return { ...entry, relations: [...based, ...others].slice(0, 100) }
  }
  const from = imported[group] as unknown as Record<string, unknown>
  const content = { ...(entry[group] as unknown as Record<string, unknown>) }
  for (const field of SAID[group]) {
    if (field === 'audience') {
      const { countries, unsupportedCountries, scope } = imported.identity.audience
      content[field] = { ...entry.identity.audience, countries, unsupportedCountries, scope }
    } else if (field === 'repository') {
      const known = entry.technology.repository
      const { repository } = imported.technology
      content[field] = repository === null ? null : { visibility: known?.visibility ?? 'unknown', url: repository.url }
    } else content[field] = from[field]
  }
  return { ...entry, [group]: content } as SoftwareDocument
}

/**
 * Extensions follow the file, but for two things that are no change by themselves: that values without a place in the standard
 * went away (our own exports leave them out), and from where on a disk the file was read.
 */
function mergedExtensions(
  before: SoftwareDocument,
  imported: SoftwareDocument,
): { readonly value: SoftwareDocument['extensions']; readonly isChanged: boolean } {
  const { [EXACT]: exact, [SHOWN]: shown, [ASIDE]: aside, [SOURCE_MARKS]: marks, ...others } = before.extensions
  const fresh = imported.extensions
  const asideBefore = aside ?? {}
  const asideNow = fresh[ASIDE] ?? {}
  const isAsideNew = Object.entries(asideNow).some(([path, value]) => !isSame(asideBefore[path], value))
  const { path: _, ...marksNow } = fresh[SOURCE_MARKS] ?? {}
  const { path: __, ...marksBefore } = marks ?? {}
  const isChanged =
    isAsideNew || !isSame(exact, fresh[EXACT]) || !isSame(shown, fresh[SHOWN]) || !isSame(marksBefore, marksNow)
  const value = Object.fromEntries(
    Object.entries({
      ...others,
      [EXACT]: fresh[EXACT],
      [SHOWN]: fresh[SHOWN],
      [ASIDE]: asideNow,
      [SOURCE_MARKS]: fresh[SOURCE_MARKS],
    }).filter(([, values]) => !isAbsent(values)),
  ) as SoftwareDocument['extensions']
  return { value, isChanged }
}
