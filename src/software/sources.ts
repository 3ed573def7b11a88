import type { SoftwareDocument } from './model.ts'

/**
 * The form in which an address is compared, so that one repository has one entry however it is written: scheme, `www.`, user,
 * a trailing `.git` or slash and letter case of the host aside; case of the path too on the hosts that ignore it.
 * Null when the text is no web address. There is never a `#` in it.
 */
export function sourceKey(address: string): string | null {
  const url = URL.parse(address.trim())
  if (url === null || !/^(https?|git|ssh):$/.test(url.protocol) || url.hostname === '') return null
  const host = url.host.replace(/^www\./, '')
  const path = url.pathname
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '')
    .replace(/\/+$/, '')
  const caseless = /(^|\.)(github|gitlab|bitbucket)\.(com|org)$/.test(url.hostname)
  return `${host}${caseless ? path.toLowerCase() : path}${url.search}`
}

/** A name as it is compared: letter case, blanks and composition of letters aside. At most 200 code units. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().slice(0, 200)
}

/** What an importer leaves in an entry to know it again: docs/decisions/0007-identity-of-imported-software.md. */
export interface SourceMarks {
  /** The name in the file, as `nameKey` gives it: where it changes beside an address that stays, the entry was renamed. */
  readonly name?: string
  /** Web address of the file. */
  readonly file?: string
  /** A digest of where the file lay on the operator's disk: tells files apart without telling where they were. */
  readonly path?: string
  /** Set when other entries share the repository: what tells this one from them. */
  readonly component?: string
  /** Keys of repositories this software has moved away from. */
  readonly former?: readonly string[]
}

/** The key of `document.extensions` under which the marks are. */
export const SOURCE_MARKS = 'publiccode.yml/source'

export function sourceMarks(document: Pick<SoftwareDocument, 'extensions'>): SourceMarks {
  const marks = document.extensions[SOURCE_MARKS] ?? {}
  const text = (name: string) => (typeof marks[name] === 'string' ? { [name]: marks[name] } : {})
  const former = Array.isArray(marks['former']) ? marks['former'].filter((key) => typeof key === 'string') : []
  return { ...text('name'), ...text('file'), ...text('path'), ...text('component'), former }
}

/** Key of a repository, or of one of several components in it. */
export function repositoryKey(repository: string, component: string | undefined): string {
  return component === undefined ? repository : `${repository}#${component}`
}

/** Key of a file on the web; null when the text is no web address. */
export function fileKey(address: string): string | null {
  const key = sourceKey(address)
  return key === null ? null : `file:${key}`
}

/** Key of a file on disk that describes software of this name. */
export function pathKey(path: string, name: string): string {
  return `path:${path}#${name}`
}

/** The keys by which an import knows this entry again. No two entries have one in common. */
export function sourceKeys(document: SoftwareDocument): string[] {
  const marks = sourceMarks(document)
  const address = document.technology.repository?.url
  const repository = address === undefined ? null : sourceKey(address)
  const keys = [
    repository === null ? null : repositoryKey(repository, marks.component),
    ...(marks.former ?? []),
    marks.file === undefined ? null : fileKey(marks.file),
    marks.path === undefined || marks.name === undefined ? null : pathKey(marks.path, marks.name),
  ]
  return [...new Set(keys.filter((key) => key !== null))]
}
