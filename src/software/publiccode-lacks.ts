import type { PubliccodeDemand } from '../exchange/publiccode/write.ts'
import type { Finding } from '../kernel/errors.ts'

/** What an export most often lacks, by the last part of its path, in words of its own: the rules of reading speak of a file. */
const LACKING: Readonly<Record<string, Pick<Finding, 'rule'>>> = {
  url: { rule: 'lacks-repository' },
  shortDescription: { rule: 'lacks-short-description' },
  longDescription: { rule: 'lacks-long-description' },
  features: { rule: 'lacks-features' },
  localisationReady: { rule: 'lacks-localisation-ready' },
  availableLanguages: { rule: 'lacks-languages' },
  developmentStatus: { rule: 'lacks-development-status' },
  softwareType: { rule: 'lacks-software-type' },
  platforms: { rule: 'lacks-platforms' },
  license: { rule: 'lacks-licence' },
  type: { rule: 'lacks-maintenance-type' },
  contacts: { rule: 'lacks-contacts' },
  contractors: { rule: 'lacks-contractors' },
  until: { rule: 'lacks-contract-end' },
}
const ABSENT = /-missing$|^value-empty$/

/** What an export lacks, each thing once, as findings about the file that it would be. */
export function lackingFindings(missing: readonly PubliccodeDemand[]): Finding[] {
  const byPlace = new Map<string, Finding>()
  for (const { path, rule, params } of missing) {
    const pointer = path === '' ? '' : `/${path.replaceAll('[', '.').replaceAll(']', '').replaceAll('.', '/')}`
    const own = ABSENT.test(rule) ? LACKING[path.split('.').at(-1) ?? ''] : undefined
    if (own) byPlace.set(pointer, { pointer, ...own })
    else byPlace.set(`${pointer} ${rule}`, { pointer, rule, ...(params ? { params } : {}) })
  }
  return [...byPlace.values()]
}
