import {
  fileKey,
  nameKey,
  pathKey,
  repositoryKey,
  type SourceMarks,
  sourceKey,
  sourceKeys,
  sourceMarks,
} from '../sources.ts'
import type { SoftwareRecord } from '../store.ts'

/**
 * Which entry a file is about. The standard calls `url` the identifier of software, and in published files it is not: components
 * of one repository share it, catalogues copy it, and it changes when a repository moves. So a file is first known by where it
 * itself lies, then by its repository and name. docs/decisions/0007-identity-of-imported-software.md has the cases.
 */
export interface FileIdentity {
  /** `sourceKey` of the `url` in the file. */
  readonly repository: string
  /** `nameKey` of the `name` in the file. */
  readonly name: string
  /** Web address of the file itself, if it has one. */
  readonly file: string | null
  /** Digest of the file's place on disk, if it has one. */
  readonly path: string | null
  /** What it says of the software. */
  readonly texts: Texts
}

/** The words of descriptions, by language. */
export type Texts = ReadonlyMap<string, ReadonlySet<string>>

/** Who took an entry earlier in the same run. */
export interface Claim {
  readonly label: string
  readonly file: string | null
  readonly path: string | null
}

export type Identification =
  | { readonly kind: 'new'; readonly component: string | null; readonly sharedWith: readonly string[] }
  | { readonly kind: 'known'; readonly record: SoftwareRecord; readonly how: 'file' | 'path' | 'name' | 'renamed' }
  | { readonly kind: 'claimed'; readonly record: SoftwareRecord; readonly by: string }
  | { readonly kind: 'ambiguous'; readonly ids: readonly string[] }

/** The keys under which entries that may be meant are found. */
export function keysOf({ name, file, path }: FileIdentity): string[] {
  return [file === null ? null : fileKey(file), path === null ? null : pathKey(path, name)].filter(
    (key) => key !== null,
  )
}

/**
 * Decides which of the candidates (found by `keysOf` or by their repository) the file is about. Pure.
 * @param claims what earlier files of the same run took, by register number
 * @param places where the files of the run lie on disk: what was taken from one of them is that one's
 */
export function identify(
  file: FileIdentity,
  candidates: readonly SoftwareRecord[],
  claims: ReadonlyMap<string, Claim>,
  places: ReadonlySet<string>,
): Identification {
  const keys = keysOf(file)
  const byFile = candidates.find(({ document }) => sourceKeys(document).some((key) => keys.includes(key)))
  const sharing = candidates.filter(({ document }) => isOfRepository(document, file.repository))
  const sameName = sharing.find(({ document }) => namesOf(document).includes(file.name))
  // An address on the web is one file for good. A place on a disk is only believed while no entry fits better.
  if (byFile && (file.file !== null || sameName === undefined || sameName.id === byFile.id)) {
    return { kind: 'known', record: byFile, how: file.file !== null ? 'file' : 'path' }
  }
  const samePlace = sharing.find(({ document }) => file.path !== null && sourceMarks(document).path === file.path)
  if (samePlace && sameName === undefined) return { kind: 'known', record: samePlace, how: 'renamed' }
  if (sameName) {
    const claim = claims.get(sameName.id)
    return claim
      ? { kind: 'claimed', record: sameName, by: claim.label }
      : { kind: 'known', record: sameName, how: 'name' }
  }
  // The repository is known under other names. Where the name alone has changed, the software was renamed.
  const renamed = sharing.filter(
    ({ id, document }) =>
      !claims.has(id) && !isFromElsewhere(document, file, places) && resembles(document, file.texts),
  )
  if (renamed.length > 1) return { kind: 'ambiguous', ids: renamed.map(({ id }) => id) }
  if (renamed[0]) return { kind: 'known', record: renamed[0], how: 'renamed' }
  const sharedWith = sharing.map(({ id }) => id)
  return { kind: 'new', component: sharing.length === 0 ? null : file.name, sharedWith }
}

/** The marks an entry gets from a file; what it was known by before stays where the file says nothing of it. */
export function marksFor(
  file: FileIdentity,
  before: SoftwareRecord['document'] | null,
  component: string | null,
): SourceMarks {
  const marks: SourceMarks = before === null ? {} : sourceMarks(before)
  const address = before?.technology.repository?.url
  const earlier = address === undefined ? null : sourceKey(address)
  const stays = earlier === file.repository
  const left = earlier === null || stays ? [] : [repositoryKey(earlier, marks.component)]
  const former = [...(marks.former ?? []), ...left]
  const kept = stays ? (marks.component ?? null) : component
  const own = repositoryKey(file.repository, kept ?? undefined)
  const elsewhere = [...new Set(former)].filter((key) => key !== own).slice(-MOST_FORMER)
  return {
    name: file.name,
    ...(file.file !== null ? { file: file.file } : marks.file !== undefined ? { file: marks.file } : {}),
    ...(file.path !== null ? { path: file.path } : marks.path !== undefined ? { path: marks.path } : {}),
    ...(kept === null ? {} : { component: kept }),
    ...(elsewhere.length === 0 ? {} : { former: elsewhere }),
  }
}

const MOST_FORMER = 10

export function isOfRepository(document: SoftwareRecord['document'], repository: string): boolean {
  return sourceKeys(document).some((key) => key === repository || key.startsWith(`${repository}#`))
}

function namesOf(document: SoftwareRecord['document']): string[] {
  const marked = sourceMarks(document).name
  return [...(marked === undefined ? [] : [marked]), ...Object.values(document.identity.name).map(nameKey)]
}

/** Whether an entry is known to come from another file: another address, or another file of this very run. */
function isFromElsewhere(
  document: SoftwareRecord['document'],
  { file, path }: FileIdentity,
  places: ReadonlySet<string>,
): boolean {
  const marks = sourceMarks(document)
  if (file !== null && marks.file !== undefined) return fileKey(file) !== fileKey(marks.file)
  return marks.path !== undefined && marks.path !== path && places.has(marks.path)
}

/** How much of two texts must be the same words for one to be a later version of the other. */
const RESEMBLANCE = 0.5

/** Whether a file says much the same as an entry; true as well where there is nothing to compare. */
function resembles(document: SoftwareRecord['document'], texts: Texts): boolean {
  // Somebody typed it: their words say nothing of the file's.
  if (sourceMarks(document).name === undefined) return true
  const known = textsOf(document)
  const shared = [...texts].flatMap(([language, words]) => {
    const others = known.get(language)
    return others === undefined || others.size === 0 || words.size === 0 ? [] : [overlap(words, others)]
  })
  return shared.length === 0 || Math.max(...shared) >= RESEMBLANCE
}

function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const common = [...left].filter((word) => right.has(word)).length
  return common / (left.size + right.size - common)
}

export function textsOf({ identity }: Pick<SoftwareRecord['document'], 'identity'>): Texts {
  const { shortDescription, longDescription, features } = identity
  const languages = new Set([shortDescription, longDescription ?? {}, features].flatMap(Object.keys))
  const pairs = [...languages].map((language): [string, Set<string>] => {
    const text = [shortDescription[language], longDescription?.[language], ...(features[language] ?? [])].join(' ')
    return [language, new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])]
  })
  return new Map(pairs)
}
