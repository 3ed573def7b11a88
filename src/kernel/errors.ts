/**
 * The closed set of things that can go wrong and that a caller can act on. Everything else is an internal error:
 * it is logged, and the reader is told nothing of its inside.
 */
export const ERROR_CODES = [
  'validation-failed',
  'malformed-body',
  'unsupported-media-type',
  'body-too-large',
  'unauthenticated',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'gone',
  'conflict',
  'not-exportable',
  'precondition-required',
  'version-stale',
  'rate-limited',
  'unavailable',
  'internal',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/**
 * A finding about one place of an input. `pointer` is an RFC 6901 JSON pointer into the input (`''` is the whole of it,
 * a query parameter is `?name`); `rule` names the rule that was broken and is a key of the message dictionaries;
 * `params` fill the message's placeholders. The text is made where the reader's language is known.
 */
export interface Finding {
  readonly pointer: string
  readonly rule: string
  readonly params?: Readonly<Record<string, string | number>>
}

/** An expected failure. `message` is for logs and developers (English); the reader's text is made from `code` and `findings`. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly findings: readonly Finding[]

  constructor(code: ErrorCode, message: string, findings: readonly Finding[] = [], options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.findings = findings
  }
}

/** Throws `validation-failed` when there is at least one finding. */
export function refuseWhenFound(findings: readonly Finding[]): void {
  if (findings.length > 0) {
    const first = findings[0] as Finding
    throw new AppError('validation-failed', `${first.pointer}: ${first.rule} (${findings.length} in all)`, findings)
  }
}
