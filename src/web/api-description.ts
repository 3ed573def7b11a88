interface Described {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

interface Operation {
  readonly parameters?: readonly unknown[]
  readonly responses?: Readonly<Record<string, unknown>>
}

const SAFE = /^(?:get|head|options)$/
const METHODS = /^(?:get|head|options|put|post|patch|delete)$/

const IDEMPOTENCY_KEY = {
  in: 'header',
  name: 'Idempotency-Key',
  required: false,
  schema: { type: 'string', maxLength: 255 },
  description:
    'A text of your own for this request, such as "8e03978e-40d5-43e8-bc93-6894a57f9324": sent again with it within 24 hours, the request is not carried out again but answered as it was',
}

const RATE_LIMITED = {
  description: 'rate-limited',
  headers: {
    'Retry-After': { schema: { type: 'string' }, required: true },
    RateLimit: { schema: { type: 'string' }, required: true },
    'RateLimit-Policy': { schema: { type: 'string' }, required: true },
  },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/** The description of the API with what holds for every operation: limits of requests, and keys for sending a write again. */
export function withWhatAllShare<Document extends Described>(document: Document): Document {
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([method, operation]) => [
        method,
        METHODS.test(method) ? shared(method, operation as Operation) : operation,
      ]),
    ),
  ])
  return { ...document, paths: Object.fromEntries(paths) }
}

function shared(method: string, operation: Operation): Operation {
  const { parameters = [], responses = {} } = operation
  return {
    ...operation,
    ...(SAFE.test(method) ? {} : { parameters: [...parameters, IDEMPOTENCY_KEY] }),
    responses: { ...responses, 429: RATE_LIMITED },
  }
}
