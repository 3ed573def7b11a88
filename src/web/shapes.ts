import { z } from '@hono/zod-openapi'
import type { ERROR_CODES, Finding } from '../kernel/errors.ts'
import { DEFAULT_LIMIT, Limit } from '../kernel/paging.ts'
import { STATUS_OF } from './problem.ts'

/**
 * A schema of a model under the name it has in the OpenAPI document. The model may have been loaded before the library that adds
 * `.openapi()` to schemas, and would then lack it: whether the program starts must not hang on the order of imports.
 */
export function openApiNamed<Schema extends z.ZodType>(schema: Schema, name: string): Schema {
  return z.ZodType.prototype.openapi.call(schema, name) as Schema
}

/** RFC 9457 problem details, as every failed request answers. */
export const ProblemShape = z
  .object({
    type: z.string().meta({ description: 'Address of a page about this kind of problem' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(z.object({ pointer: z.string(), rule: z.string(), detail: z.string() }))
      .optional()
      .meta({
        description:
          'One member a mistake: where (RFC 6901 pointer, or ?parameter), which rule, and why in the reader’s language',
      }),
    errorsLeftOut: z.int().optional().meta({ description: 'How many more mistakes there are than `errors` holds' }),
  })
  .openapi('Problem')

/** The error responses of a route, for OpenAPI. */
export function problems(...codes: readonly (typeof ERROR_CODES)[number][]) {
  const content = { 'application/problem+json': { schema: ProblemShape } }
  return Object.fromEntries(codes.map((code) => [STATUS_OF[code], { description: code, content }]))
}

/** What a write answers. */
export const WrittenShape = z
  .object({
    id: z.string(),
    version: z.int(),
    warnings: z.array(
      z.object({
        pointer: z.string(),
        rule: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    ),
  })
  .openapi('Written')

/** The content of a request or response in JSON. */
export const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } })

/** The response of a write. */
export const written = {
  description: 'Written',
  headers: z.object({ ETag: z.string() }),
  content: json(WrittenShape),
}

/** Why a record is changed; shown in the history. */
export const Reason = z.string().trim().max(1000, 'text-too-long')

/** What every write may answer instead. */
export const writeProblems = problems(
  'validation-failed',
  'malformed-body',
  'unsupported-media-type',
  'body-too-large',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'precondition-required',
  'version-stale',
)

export function writtenBody(written: {
  readonly id: string
  readonly version: number
  readonly warnings: readonly Finding[]
}) {
  return {
    id: written.id,
    version: written.version,
    warnings: written.warnings.map(({ pointer, rule, params }) => ({
      pointer,
      rule,
      ...(params ? { params: { ...params } } : {}),
    })),
  }
}

/** `limit` and `cursor` of every list. */
export const PageQuery = {
  limit: Limit.optional().meta({ description: `How many entries, 1–100 (default ${DEFAULT_LIMIT})`, example: '20' }),
  cursor: z
    .string()
    .max(2000)
    .optional()
    .meta({ description: 'Opaque place in the list: the `next` of the page before' }),
}

/** The envelope of every list: entries, their number, and where the next page begins. */
export function listShape<Member extends z.ZodType>(member: Member, name: string) {
  return z
    .object({
      items: z.array(member),
      total: z.object({ count: z.int(), exact: z.boolean() }).optional(),
      next: z.string().nullable().meta({ description: 'Address of the next page, null on the last' }),
    })
    .openapi(name)
}

/** A repeatable or comma-free list parameter: `?function=a&function=b`. */
export const Several = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .pipe(z.array(z.string().min(1).max(200)).max(50, 'list-too-long'))

/** The address of the next page of the list at `address`, below the origin. */
export function nextAddress(address: string, cursor: string): string {
  const url = new URL(address)
  url.searchParams.set('cursor', cursor)
  return `${url.pathname}${url.search}`
}
