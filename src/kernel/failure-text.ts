/**
 * An unexpected error as a text for the log of operators: names, codes, messages and where it happened. Of a query that failed
 * only the statement is kept: its values are what people typed and keys they hold, and the database repeats them in its messages.
 * A cause that is no error is left out: libraries put the answers of others there, whole.
 */
export function failureText(error: unknown): string {
  const lines: string[] = []
  let isBelowQuery = false
  for (let each = error; each !== undefined && each !== null && lines.length < LONGEST_CHAIN; each = causeOf(each)) {
    const said = isBelowQuery ? '' : messageOf(each)
    lines.push([nameOf(each), codeOf(each), said].filter((part) => part !== '').join(' '))
    isBelowQuery ||= queryOf(each) !== null
  }
  return [...lines, ...framesOf(error)].join('\n')
}

const LONGEST_CHAIN = 5

function messageOf(error: unknown): string {
  const query = queryOf(error)
  if (query !== null) return `failed query: ${query}`
  return error instanceof Error ? error.message : String(error)
}

/** The statement of an error of drizzle, whose message goes on with the values. */
function queryOf(error: unknown): string | null {
  const { query } = Object(error) as { readonly query?: unknown }
  return error instanceof Error && 'params' in error && typeof query === 'string' ? query : null
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : undefined
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : ''
}

function codeOf(error: unknown): string {
  const { code } = Object(error) as { readonly code?: unknown }
  return typeof code === 'string' ? code : ''
}

function framesOf(error: unknown): readonly string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack.split('\n').filter((line) => /^\s+at /.test(line))
}
