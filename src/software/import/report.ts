import type { ImportFinding, ImportRule } from '../../exchange/publiccode/finding.ts'

/** What became of a file. */
export const OUTCOMES = ['created', 'updated', 'unchanged', 'skipped', 'quarantined'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** The rules of the register itself; those of the format are `IMPORT_RULES`. Texts: `src/web/i18n/{uk,en}/import-rules.ts`. */
export const REGISTER_RULES = [
  // What was done with values
  'text-cut',
  'short-description-made',
  'license-unknown',
  'license-text-missing',
  'hidden-characters-removed',
  'personal-data-rnokpp-removed',
  'personal-data-passport-removed',
  'personal-data-id-card-removed',
  'personal-data-unzr-removed',
  'holder-registered',
  'holder-refused',
  'typed-kept',
  // Which entry it is
  'renamed',
  'moved',
  'repository-shared',
  'described-by-another-file',
  'identity-ambiguous',
  'identity-conflict',
  'software-unknown',
  'entry-archived',
  'own-organization',
  'record-refused',
  // Getting the file
  'file-unreadable',
  'outgoing-address',
  'outgoing-scheme',
  'outgoing-port',
  'outgoing-credentials',
  'outgoing-not-public',
  'outgoing-redirect',
  'outgoing-status',
  'outgoing-too-large',
  'outgoing-encoding',
  'outgoing-timeout',
  'outgoing-failed',
  'outgoing-unavailable',
] as const
export type RegisterRule = (typeof REGISTER_RULES)[number]

/**
 * A finding in a report: of the format or of the register. Only those of the format carry a sentence of their own, in English;
 * the dictionaries have one for every rule.
 */
export type ItemFinding = Omit<ImportFinding, 'rule' | 'standardError' | 'message'> & {
  readonly rule: ImportRule | RegisterRule
  readonly message?: string
}

export interface ItemReport {
  /** Number of the item, null in a dry run. */
  readonly item: string | null
  readonly source: string
  readonly outcome: Outcome
  /** Register number of the entry; null when there is none (yet). */
  readonly id: string | null
  readonly findings: readonly ItemFinding[]
  /** Paths of values that were neither taken nor kept. */
  readonly ignored: readonly string[]
}

export type Counts = Readonly<Record<Outcome, number>>

export interface ImportReport {
  /** Number of the run, null in a dry run. */
  readonly run: string | null
  readonly dryRun: boolean
  readonly counts: Counts
  readonly items: readonly ItemReport[]
}

export function countOutcomes(items: readonly Pick<ItemReport, 'outcome'>[]): Counts {
  const count = (outcome: Outcome) => items.filter((item) => item.outcome === outcome).length
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    skipped: count('skipped'),
    quarantined: count('quarantined'),
  }
}

export function asItemFinding({ severity, rule, path, line, column, params, message }: ImportFinding): ItemFinding {
  return { severity, rule, path, line, column, ...(params ? { params } : {}), message }
}
