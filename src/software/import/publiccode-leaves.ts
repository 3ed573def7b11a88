import type { PubliccodeDescription, PubliccodeDocument } from '../../exchange/publiccode/document.ts'
import { canonicalize } from '../../kernel/canonical-json.ts'

/** The smallest values of a publiccode.yml that the register keeps as one, by path: `legal.license`, `description.it.features`. */
export type Leaves = ReadonlyMap<string, unknown>

/** Groups whose keys are leaves of their own; everything else at the top is one leaf. */
const GROUPS = ['intendedAudience', 'legal', 'maintenance', 'localisation', 'dependsOn'] as const

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

/** A copy of the document with leaves replaced. Paths that are none of its leaves are passed over. */
export function withLeaves(document: PubliccodeDocument, leaves: Leaves): PubliccodeDocument {
  const copy = structuredClone(document)
  const groups = copy as unknown as Record<string, Record<string, unknown>>
  for (const [path, value] of leaves) {
    const [key = '', inner, third] = path.split('.')
    if (key === 'description' && inner !== undefined && third !== undefined) {
      copy.description[inner] ??= emptyDescription()
      const description = copy.description[inner] as unknown as Record<string, unknown>
      if (third in description) description[third] = value
    } else if (inner !== undefined) {
      const group = groups[key]
      if (group && inner in group) group[inner] = value
    } else if (key in groups) (groups as Record<string, unknown>)[key] = value
  }
  for (const [language, description] of Object.entries(copy.description)) {
    if (Object.values(description).every(isAbsent)) delete copy.description[language]
  }
  return copy
}

export function emptyDescription(): PubliccodeDescription {
  return {
    localisedName: null,
    genericName: null,
    shortDescription: null,
    longDescription: null,
    documentation: null,
    apiDocumentation: null,
    features: [],
    screenshots: [],
    videos: [],
    awards: [],
  }
}

/** Whether a value says nothing: null, an empty list or group. */
export function isAbsent(value: unknown): boolean {
  if (value === null || value === undefined) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

export function isSame(left: unknown, right: unknown): boolean {
  if (isAbsent(left) && isAbsent(right)) return true
  return canonicalize(left ?? null) === canonicalize(right ?? null)
}
