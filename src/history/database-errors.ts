import { AppError } from '../kernel/errors.ts'

/** The code of a libSQL error, however deep it is wrapped; servers and the embedded engine differ in detail, so compare prefixes. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return typeof code === 'string' && code !== '' ? code : codeOf(cause)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${messageOf(error.cause)}` : ''
}

/** Worth another try: another writer held the lock, or no answer came (the batch may or may not have been applied). */
export function isContention(error: unknown): boolean {
  const code = codeOf(error)
  if (
    /^SQLITE_(BUSY|LOCKED)/.test(code) ||
    /^(HRANA_WEBSOCKET_ERROR|HRANA_CLOSED|SERVER_ERROR|STREAM_EXPIRED)/.test(code)
  )
    return true
  return (
    /database is locked|fetch failed|ECONNRESET|ETIMEDOUT|UND_ERR|timed? ?out/i.test(messageOf(error)) &&
    !code.startsWith('SQLITE_CONSTRAINT')
  )
}

/** Refused because another writer held the lock: certainly not applied, whatever was asked. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error)) || /database is locked/i.test(messageOf(error))
}

/** Where in a record the value stands that must be its own. */
const POINTERS: Readonly<Record<string, string>> = {
  organization: '/identifier',
  membership: '/organization',
  software_source: '/technology/repository/url',
}

/** The refusal that a trigger or constraint expressed, as the error a caller understands; null when it is none of ours. */
export function refusalOf(error: unknown): AppError | null {
  const message = messageOf(error)
  const cause = { cause: error }
  if (message.includes('guard:forbidden'))
    return new AppError('forbidden', 'the credential is no longer valid', [], cause)
  if (message.includes('guard:not-found')) return new AppError('not-found', 'the record is gone', [], cause)
  if (message.includes('guard:duplicate')) {
    return new AppError(
      'conflict',
      'there is such a record',
      [{ pointer: '/organization', rule: 'duplicate-deployment' }],
      cause,
    )
  }
  if (message.includes('version-stale') || message.includes('leaf.type')) {
    return new AppError('version-stale', 'the record was changed meanwhile', [], cause)
  }
  const duplicate = /UNIQUE constraint failed: ([a-z_]+)\.([a-z_]+)/.exec(message)
  if (duplicate) {
    return new AppError(
      'conflict',
      `another record has this ${duplicate[2]}`,
      [{ pointer: POINTERS[duplicate[1] ?? ''] ?? '', rule: `duplicate-${duplicate[1]}` }],
      cause,
    )
  }
  return null
}
