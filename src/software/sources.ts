import type { SoftwareDocument } from './model.ts'

/**
 * The form in which an address is compared, so that one repository has one entry however it is written: scheme, `www.`, user,
 * a trailing `.git` or slash and letter case of the host aside; case of the path too on the hosts that ignore it.
 * Null when the text is no web address.
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

/** The addresses by which an import knows this entry again: its repository, and the file it was imported from. */
export function sourceKeys(document: SoftwareDocument): string[] {
  const keys = [document.technology.repository?.url ?? null].map((address) =>
    address === null ? null : sourceKey(address),
  )
  return [...new Set(keys.filter((key) => key !== null))]
}
