import { PLATFORMS } from '../exchange/publiccode/vocabulary.ts'
import { sortKey } from '../kernel/collation.ts'
import { addDays } from '../kernel/dates.ts'
import { type LocalizedText, textFor } from '../kernel/localized.ts'
import type { FacetValue, SearchDocument } from '../search/port.ts'
import type { SoftwareDocument } from './model.ts'
import type { SoftwareRights } from './rights.ts'
import { type LicenceFacts, verdictPeriods } from './verdict.ts'

/** Facets of software, in the order in which the catalogue shows them. */
export const SOFTWARE_FACETS = [
  'verdict',
  'function',
  'license',
  'stage',
  'status',
  'platform',
  'holderRegion',
  'funding',
] as const
export type SoftwareFacet = (typeof SOFTWARE_FACETS)[number]

/** What the index needs beside the entry itself. */
export interface IndexContext {
  /** Names of the functions of the entry, in both languages. */
  readonly functionTitles: readonly string[]
  /** The groups that the functions belong to. */
  readonly functionGroups: readonly string[]
  readonly holderNames: readonly string[]
  /** KATOTTG prefix of the holder's region. */
  readonly holderRegion: string | null
  readonly licences: LicenceFacts
}

export function softwareSearchDocument(
  id: string,
  document: SoftwareDocument,
  context: IndexContext,
  at: string,
): SearchDocument {
  const { identity, technology, people, funding, rights } = document
  return {
    type: 'software',
    id,
    title: identity.name,
    sortName: sortKey(textFor(identity.name, 'uk')?.text ?? id),
    updatedAt: at,
    fields: {
      name: [...nameIn(identity.name, (language) => language !== 'en'), ...identity.aliases],
      nameEn: nameIn(identity.name, (language) => language === 'en'),
      short: Object.values(identity.shortDescription),
      long: Object.values(identity.longDescription ?? {}),
      functions: Object.values(identity.features).flat(),
      tags: [...identity.categories],
      category: [...context.functionTitles],
      tech: [
        ...technology.programmingLanguages,
        ...technology.databases,
        ...[...technology.standards, ...technology.implements].map(({ name }) => name),
      ],
      owner: [...context.holderNames, ...people.developers.map(({ name }) => name)],
      code: [id, ...identity.dk021],
    },
    facets: [
      ...verdictPeriods(rights, context.licences, (day) => addDays(day, 1)).map(
        ({ verdict, from, until }): FacetValue => ({ facet: 'verdict', value: verdict, from, until }),
      ),
      ...[...identity.functions, ...context.functionGroups].map((value): FacetValue => ({ facet: 'function', value })),
      { facet: 'license', value: licenceFacet(document, context.licences) },
      ...(identity.lifecycleStage === null ? [] : [{ facet: 'stage', value: identity.lifecycleStage }]),
      ...(identity.developmentStatus === null ? [] : [{ facet: 'status', value: identity.developmentStatus }]),
      ...[...new Set(identity.platforms.map(platformFacet))].map((value): FacetValue => ({ facet: 'platform', value })),
      ...(context.holderRegion === null ? [] : [{ facet: 'holderRegion', value: context.holderRegion }]),
      ...funding.sources.map((value): FacetValue => ({ facet: 'funding', value })),
    ],
  }
}

function nameIn(name: LocalizedText, wanted: (language: string) => boolean): readonly string[] {
  return Object.entries(name).flatMap(([language, text]) => (wanted(language) ? [text] : []))
}

const LISTED_PLATFORMS: readonly string[] = PLATFORMS

/** A platform that the standard lists; whatever else files name, each in its own words, is `other`. */
export function platformFacet(platform: string): string {
  const name = platform.toLowerCase()
  return LISTED_PLATFORMS.includes(name) ? name : 'other'
}

/** One value a reader can tell apart: the open licence itself, else the kind of rights, else that nothing is known. */
export function licenceFacet(
  { rights }: { readonly rights: Pick<SoftwareRights, 'kind' | 'license'> },
  licences: LicenceFacts,
): string {
  if (rights.license !== null && licences.isOpenSource(rights.license)) return rights.license
  if (rights.kind === 'exclusive-economic' || rights.kind === 'shared') return 'exclusive-rights'
  if (rights.license !== null || rights.kind === 'non-exclusive-licence') return 'proprietary'
  return 'not-stated'
}
