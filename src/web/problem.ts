import { HTTPException } from 'hono/http-exception'
import { AppError, type ErrorCode, type Finding } from '../kernel/errors.ts'
import { dictionary, type Locale } from './i18n/index.ts'

/** HTTP status of each error code. Exhaustive: a new code does not compile without one. */
export const STATUS_OF: Readonly<
  Record<ErrorCode, 400 | 401 | 403 | 404 | 405 | 409 | 410 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 503>
> = {
  'validation-failed': 422,
  'malformed-body': 400,
  'unsupported-media-type': 415,
  'body-too-large': 413,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  gone: 410,
  conflict: 409,
  'not-exportable': 409,
  'precondition-required': 428,
  'version-stale': 412,
  'rate-limited': 429,
  unavailable: 503,
  internal: 500,
}

/** RFC 9457 problem details. `errors` has one member a finding, in the reader's language. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly errors?: readonly { readonly pointer: string; readonly rule: string; readonly detail: string }[]
  /** How many more there are than `errors` holds. */
  readonly errorsLeftOut?: number
}

/** A body of 2 MB can be wrong in 100,000 places; nobody reads them, and answering with all would be ten times the request. */
const MOST_ERRORS = 100

/** What the caller may know of any thrown thing: an AppError as it is, everything else as an internal error. */
export function asAppError(error: unknown): AppError {
  // What the router refuses before a route is asked: another media type, a body that is none.
  if (error instanceof HTTPException) {
    if (error.status === 415) return new AppError('unsupported-media-type', error.message, [], { cause: error })
    if (error.status === 400)
      return new AppError('malformed-body', error.message, [{ pointer: '', rule: 'json-malformed' }], { cause: error })
  }
  return error instanceof AppError ? error : new AppError('internal', 'unexpected', [], { cause: error })
}

/** @param origin of the site: each problem type has a page there */
export function problemOf(error: AppError, locale: Locale, origin: string): Problem {
  const { title, detail } = dictionary(locale).problems[error.code]
  const errors = error.findings.slice(0, MOST_ERRORS).map((finding) => ({
    pointer: finding.pointer,
    rule: finding.rule,
    detail: findingText(finding, locale),
  }))
  return {
    type: `${origin}/problems/${error.code}`,
    title,
    status: STATUS_OF[error.code],
    detail,
    ...(errors.length > 0 ? { errors } : {}),
    ...(error.findings.length > MOST_ERRORS ? { errorsLeftOut: error.findings.length - MOST_ERRORS } : {}),
  }
}

const PLACEHOLDER = /\{([A-Za-z]+)\}/g

/** A finding as a sentence. A rule without a text of its own is named, so that nothing is hidden; a test keeps the list complete. */
export function findingText(finding: Finding, locale: Locale): string {
  const { rules, importRules } = dictionary(locale)
  // An export says what it lacks in the words of the rules by which such files are read.
  const texts: Readonly<Record<string, string>> = { ...importRules.texts, ...rules.texts }
  const text = Object.hasOwn(texts, finding.rule) ? texts[finding.rule] : undefined
  return fillText(text ?? rules.unknownRule(finding.rule), finding.params ?? {})
}

/** The text with its placeholders filled; one there is nothing for becomes `…`. */
export function fillText(text: string, params: Readonly<Record<string, string | number>>): string {
  // A sentence whose word is empty says nothing ("Perhaps one of these was meant: .").
  const sentences = text
    .split(/(?<=[.!?…])\s+(?=\p{Lu})/u)
    .filter(
      (sentence, index) =>
        index === 0 || ![...sentence.matchAll(PLACEHOLDER)].some(([, name = '']) => params[name] === ''),
    )
  return sentences.join(' ').replace(PLACEHOLDER, (_, name: string) => String(params[name] ?? '…'))
}
