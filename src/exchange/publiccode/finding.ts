/** How far a finding reaches: `error` – a value or the file could not be used; `warning` – used, but not as the standard wants; `info`. */
export type Severity = 'error' | 'warning' | 'info'

/** Every rule a finding can name. docs/publiccode.md says what each means. */
export const IMPORT_RULES = [
  // The file as a whole
  'file-too-large',
  'file-empty',
  'encoding-not-utf8',
  'encoding-utf16',
  'encoding-unknown',
  'byte-order-mark',
  'not-yaml',
  'symbolic-link',
  'merge-conflict',
  // YAML
  'yaml-syntax',
  'several-documents',
  'root-not-mapping',
  'key-not-text',
  'key-repeated',
  'key-repeated-differently',
  'alias-unknown',
  'nested-too-deep',
  'too-many-values',
  // What the software is known by
  'not-publiccode',
  'essential-missing',
  'version-number',
  'version-unknown',
  'version-old',
  // Keys
  'required-missing',
  'key-unknown',
  'key-spelling',
  'key-deprecated',
  'extension-kept',
  'private-contact-not-stored',
  // Kinds of values
  'wrong-type',
  'list-expected',
  'list-of-one',
  'item-as-name',
  'item-by-name',
  'flags-as-list',
  'colon-in-text',
  'boolean-word',
  'value-empty',
  // Values
  'value-spelling',
  'value-unknown',
  'value-outside-vocabulary',
  'unseen-characters-removed',
  'text-too-short',
  'text-too-long',
  'date-form',
  'date-not-understood',
  'language-spelling',
  'language-unknown',
  'language-repeated',
  'language-missing',
  'description-as-text',
  'country-lowercase',
  'country-unknown',
  'country-section-lowercase',
  'licence-spelling',
  'licence-unknown',
  'url-invalid',
  'url-completed',
  'url-blanks',
  'url-credentials-removed',
  'path-outside',
  'picture-format',
  'video-host',
  'media-type',
  'organisation-uri',
  'support-unknown',
  'ipa-code',
  'email-invalid',
  'contractors-without-contract',
] as const
export type ImportRule = (typeof IMPORT_RULES)[number]

/** A finding about one place of a file somebody published. */
export interface ImportFinding {
  readonly severity: Severity
  /** Stable kebab-case name of the rule, the key of its text in the message dictionaries. */
  readonly rule: ImportRule
  /** Dotted key path, e.g. `description.it.features[2]`; `''` is the whole file. */
  readonly path: string
  /** Both 1-based; `null` where the finding has no place in the text. */
  readonly line: number | null
  readonly column: number | null
  readonly params?: Readonly<Record<string, string | number>>
  /** A plain English sentence, for logs and command lines. */
  readonly message: string
  /** Whether the standard, as its official validator applies it, calls this an error. */
  readonly standardError: boolean
}

export interface Position {
  readonly line: number
  readonly column: number
}

/** A place in the file: where it is in the data and where in the text. */
export interface Place {
  readonly path: string
  readonly position: Position | null
}

/** The whole file. */
export const WHOLE_FILE: Place = { path: '', position: null }

/** What a reading gathers beside the document itself. */
export interface Notes {
  readonly findings: ImportFinding[]
  /** The rules there is a finding for. */
  readonly rules: Set<ImportRule>
  readonly ignored: Set<string>
  readonly extensions: Map<string, unknown>
  /** The file declares version 0.1, whose keys, languages and types differ. */
  firstVersion: boolean
}

export function emptyNotes(): Notes {
  return { findings: [], rules: new Set(), ignored: new Set(), extensions: new Map(), firstVersion: false }
}

export interface FindingOptions {
  readonly standardError?: boolean
  readonly params?: Readonly<Record<string, string | number>>
}

/** Enough to repair any file; a generated one with a fault on each of 100,000 lines must not become a report of that size. */
export const FINDINGS_LIMIT = 1000

/** Adds a finding. Beyond the limit only the first of each rule is added, so that every kind of fault is in the report. */
export function note(
  notes: Notes,
  severity: Severity,
  rule: ImportRule,
  place: Place,
  message: string,
  options: FindingOptions = {},
): void {
  if (notes.findings.length >= FINDINGS_LIMIT && notes.rules.has(rule)) return
  notes.rules.add(rule)
  notes.findings.push(makeFinding(severity, rule, place, message, options))
}

export function makeFinding(
  severity: Severity,
  rule: ImportRule,
  place: Place,
  message: string,
  options: FindingOptions = {},
): ImportFinding {
  return {
    severity,
    rule,
    path: place.path,
    line: place.position?.line ?? null,
    column: place.position?.column ?? null,
    ...(options.params ? { params: options.params } : {}),
    message,
    standardError: options.standardError ?? false,
  }
}
