import { z } from 'zod'
import {
  emptyDescription,
  type PubliccodeDescription,
  type PubliccodeDocument,
} from '../../exchange/publiccode/document.ts'
import { readLanguage } from '../../exchange/publiccode/languages.ts'
import {
  DEVELOPMENT_STATUSES,
  ITALIAN_CONFORMITIES,
  ITALIAN_PLATFORMS,
  MAINTENANCE_TYPES,
  SOFTWARE_TYPES,
} from '../../exchange/publiccode/vocabulary.ts'

/** The smallest values of a publiccode.yml that the register keeps as one, by path: `legal.license`, `description.it.features`. */
export type Leaves = ReadonlyMap<string, unknown>

/** Groups whose keys are leaves of their own; everything else at the top is one leaf. */
const GROUPS = ['intendedAudience', 'legal', 'maintenance', 'localisation', 'dependsOn'] as const
type Group = (typeof GROUPS)[number]

const text = z.string().nullable()
const texts = z.array(z.string())
const party = z.object({ name: text, uri: text })
const dependencies = z.array(
  z.object({ name: z.string(), versionMin: text, versionMax: text, version: text, optional: z.boolean().nullable() }),
)

type Shapes<Value> = { readonly [Key in keyof Value]: z.ZodType<Value[Key]> }

const TOP: Shapes<Omit<PubliccodeDocument, Group | 'description'>> = {
  name: z.string(),
  applicationSuite: text,
  url: z.string(),
  landingURL: text,
  isBasedOn: texts,
  softwareVersion: text,
  releaseDate: text,
  logo: text,
  monochromeLogo: text,
  organisation: party.nullable(),
  fundedBy: z.array(party),
  supports: texts,
  platforms: texts,
  categories: texts,
  usedBy: texts,
  roadmap: text,
  developmentStatus: z.enum(DEVELOPMENT_STATUSES).nullable(),
  softwareType: z.enum(SOFTWARE_TYPES).nullable(),
  inputTypes: texts,
  outputTypes: texts,
  it: z
    .object({
      countryExtensionVersion: text,
      conforme: flags(ITALIAN_CONFORMITIES),
      piattaforme: flags(ITALIAN_PLATFORMS),
      codiceIPA: text,
    })
    .nullable(),
}

const IN_GROUPS: { readonly [Key in Group]: Shapes<PubliccodeDocument[Key]> } = {
  intendedAudience: { countries: texts, unsupportedCountries: texts, scope: texts },
  legal: { license: text, mainCopyrightOwner: text, repoOwner: text, authorsFile: text },
  maintenance: {
    type: z.enum(MAINTENANCE_TYPES).nullable(),
    contractors: z.array(z.object({ name: text, website: text, until: text })),
    contacts: z.array(z.object({ name: text, email: text, affiliation: text })),
  },
  localisation: { localisationReady: z.boolean().nullable(), availableLanguages: texts },
  dependsOn: { open: dependencies, proprietary: dependencies, hardware: dependencies },
}

const IN_DESCRIPTION: Shapes<PubliccodeDescription> = {
  localisedName: text,
  genericName: text,
  shortDescription: text,
  longDescription: text,
  documentation: text,
  apiDocumentation: text,
  features: texts,
  screenshots: texts,
  videos: texts,
  awards: texts,
}

function flags(keys: readonly string[]) {
  return z.partialRecord(z.enum(keys), z.boolean()) as z.ZodType<Record<string, boolean>>
}

/** The shape of every leaf outside of descriptions, and of every leaf of a description. */
const SHAPES: ReadonlyMap<string, z.ZodType> = new Map([
  ...Object.entries(TOP),
  ...Object.entries(IN_GROUPS).flatMap(([group, shapes]) =>
    Object.entries<z.ZodType>(shapes).map(([key, shape]) => [`${group}.${key}`, shape] as const),
  ),
])
const DESCRIPTION_SHAPES: ReadonlyMap<string, z.ZodType> = new Map(Object.entries(IN_DESCRIPTION))

export function leavesOf(document: PubliccodeDocument): Leaves {
  const leaves = new Map<string, unknown>()
  for (const [key, value] of Object.entries(document)) {
    if ((GROUPS as readonly string[]).includes(key)) {
      for (const [inner, leaf] of Object.entries(value)) leaves.set(`${key}.${inner}`, leaf)
    } else if (key === 'description') {
      for (const [language, description] of Object.entries(document.description)) {
        for (const [inner, leaf] of Object.entries(description)) leaves.set(`description.${language}.${inner}`, leaf)
      }
    } else leaves.set(key, value)
  }
  return leaves
}

/**
 * The document with leaves replaced; what is not replaced is shared with it. Paths that no publiccode.yml has and values of
 * another shape than their path's are passed over: what is kept of a file is data, whoever put it there.
 */
export function withLeaves(document: PubliccodeDocument, leaves: Leaves): PubliccodeDocument {
  const top = new Map<string, unknown>(Object.entries(document))
  const descriptions = new Map(Object.entries(document.description))
  const groups = new Map(
    GROUPS.map((group) => [group as string, new Map<string, unknown>(Object.entries(document[group]))]),
  )
  for (const [path, value] of leaves) {
    const steps = path.split('.')
    const [key = '', inner = '', third = ''] = steps
    const isDescription = key === 'description' && steps.length === 3 && isLanguage(inner)
    const read = (isDescription ? DESCRIPTION_SHAPES.get(third) : SHAPES.get(path))?.safeParse(value)
    if (!read?.success) continue
    if (isDescription) {
      descriptions.set(inner, { ...(descriptions.get(inner) ?? emptyDescription()), [third]: read.data })
    } else if (steps.length === 2) groups.get(key)?.set(inner, read.data)
    else top.set(key, read.data)
  }
  for (const [group, values] of groups) top.set(group, Object.fromEntries(values))
  const told = [...descriptions].filter(([, description]) => !Object.values(description).every(isAbsent))
  top.set('description', Object.fromEntries(told))
  // Every key is one of the document's, every value of its shape.
  return Object.fromEntries(top) as unknown as PubliccodeDocument
}

function isLanguage(tag: string): boolean {
  return readLanguage(tag)?.tag === tag
}

/** Whether a value says nothing: null, an empty list or group. */
export function isAbsent(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}

export function isSame(left: unknown, right: unknown): boolean {
  if (isAbsent(left) || isAbsent(right)) return isAbsent(left) && isAbsent(right)
  return isEqual(left, right)
}

function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false
    return left.every((item, index) => isEqual(item, right[index]))
  }
  const values = new Map<string, unknown>(Object.entries(right))
  const entries = Object.entries(left)
  return (
    entries.length === values.size &&
    entries.every(([key, value]) => values.has(key) && isEqual(value, values.get(key)))
  )
}
