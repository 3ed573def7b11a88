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
}

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
 */
export function identify(
  file: FileIdentity,
  candidates: readonly SoftwareRecord[],
  claims: ReadonlyMap<string, Claim>,
): Identification {
  const keys = keysOf(file)
  const byFile = candidates.find(({ document }) => sourceKeys(document).some((key) => keys.includes(key)))
  if (byFile) return { kind: 'known', record: byFile, how: file.file !== null ? 'file' : 'path' }

  const sharing = candidates.filter(({ document }) => isOfRepository(document, file.repository))
  const samePlace = sharing.find(({ document }) => file.path !== null && sourceMarks(document).path === file.path)
  if (samePlace) return { kind: 'known', record: samePlace, how: 'renamed' }
  const sameName = sharing.find(({ document }) => namesOf(document).includes(file.name))
  if (sameName) {
    const claim = claims.get(sameName.id)
    return claim
      ? { kind: 'claimed', record: sameName, by: claim.label }
      : { kind: 'known', record: sameName, how: 'name' }
  }
  // The repository is known under other names. A rename, unless the entry is known to come from another file.
  const renamed = sharing.filter(({ id, document }) => !claims.has(id) && !isFromElsewhere(sourceMarks(document), file))
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

function isFromElsewhere(marks: SourceMarks, { file, path }: FileIdentity): boolean {
  if (file !== null && marks.file !== undefined) return fileKey(file) !== fileKey(marks.file)
  return path !== null && marks.path !== undefined && path !== marks.path
}
