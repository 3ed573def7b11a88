import { type Hook, OpenAPIHono } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import type { Session } from '../accounts/sessions.ts'
import type { Actor } from '../kernel/actor.ts'
import { AppError, type Finding } from '../kernel/errors.ts'
import type { Allowance } from '../kernel/quotas.ts'
import type { Locale } from './i18n/index.ts'

/** What middleware has found out about a request before a route sees it. */
export interface RequestEnv {
  Bindings: {
    /** The address that the request came from, where the host knows it and it is to be counted. */
    clientAddress?: string | undefined
  }
  Variables: {
    /** Who asks: of pages whoever is signed in, of the API the holder of the key, else the public. */
    actor: Actor
    /** Who is signed in, of pages; null for the public and always for the API. */
    session: Session | null
    /** The reader's language: of the page's address, or of Accept-Language for the API. */
    locale: Locale
    /** The bucket that the request was counted in. */
    allowance?: Allowance
  }
}
export type RequestContext = Context<RequestEnv>

interface ZodIssueLike {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly expected?: string
  readonly keys?: readonly string[]
  readonly values?: readonly unknown[]
  readonly maximum?: number | bigint
  readonly minimum?: number | bigint
  readonly format?: string
  readonly origin?: string
  /** Of a wrong member name. */
  readonly issues?: readonly ZodIssueLike[]
  /** Of a union, one list a branch. */
  readonly errors?: readonly (readonly ZodIssueLike[])[]
}

type Place = 'query' | 'json' | 'param' | 'header' | 'form' | 'cookie'

/** The findings of a failed zod parse. Messages that are rule names (`text-too-long`) are taken as they are. */
export function findingsOf(issues: readonly ZodIssueLike[], place: Place, input?: unknown): Finding[] {
  return issues.flatMap((issue): Finding[] => {
    const pointer = pointerOf(issue.path, place)
    switch (issue.code) {
      case 'unrecognized_keys': {
        const rule = place === 'query' ? 'unknown-parameter' : 'unknown-field'
        return (issue.keys ?? []).map((name) => ({
          pointer: pointerOf([...issue.path, name], place),
          rule,
          params: { name },
        }))
      }
      case 'invalid_type':
      case 'invalid_union':
      case 'invalid_value': {
        if (input !== undefined && valueAt(input, issue.path) === undefined) return [{ pointer, rule: 'required' }]
        const named = ruleName(issue.message)
        if (named !== null) return [{ pointer, rule: named }]
        if (issue.code === 'invalid_value')
          return [{ pointer, rule: 'value', params: { values: (issue.values ?? []).join(', ') } }]
        const [closest] = closestBranch(issue)
        if (closest) return findingsOf([{ ...closest, path: [...issue.path, ...closest.path] }], place, input)
        return [{ pointer, rule: 'type', params: { expected: issue.expected ?? '' } }]
      }
      // The name of a member is wrong, not its value: what is wrong with the name stands one level below.
      case 'invalid_key':
        return findingsOf(
          (issue.issues ?? []).map((inner) => ({ ...inner, path: issue.path })),
          place,
        )
      case 'too_big':
      case 'too_small': {
        const params = {
          ...(issue.maximum === undefined ? {} : { maximum: String(issue.maximum) }),
          ...(issue.minimum === undefined ? {} : { minimum: String(issue.minimum) }),
        }
        return [{ pointer, rule: ruleName(issue.message) ?? sizeRule(issue), params }]
      }
      default:
        return [{ pointer, rule: ruleName(issue.message) ?? (issue.format === 'email' ? 'email' : 'format') }]
    }
  })
}

/** Of the shapes that a value could have had, the findings about the one it comes nearest to: of the same type, but not right. */
function closestBranch(issue: ZodIssueLike): readonly ZodIssueLike[] {
  const branches = issue.errors ?? []
  return branches.find((branch) => branch.every(({ code, path }) => code !== 'invalid_type' || path.length > 0)) ?? []
}

function sizeRule({ code, origin }: ZodIssueLike): string {
  if (origin === 'string') return code === 'too_big' ? 'text-too-long' : 'text-empty'
  if (origin === 'array') return code === 'too_big' ? 'list-too-long' : 'list-empty'
  return 'number-range'
}

function ruleName(message: string): string | null {
  return /^[a-z][a-z0-9]*(-[a-z0-9_]+)*$/.test(message) ? message : null
}

function pointerOf(path: readonly PropertyKey[], place: Place): string {
  if (place === 'query') return `?${path.map(String).join('.')}`
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  )
}

// biome-ignore lint/suspicious/noExplicitAny: the hook's own type is generic in the environment and the schema, and reads neither.
const refuseInvalid: Hook<any, RequestEnv, any, any> = (result) => {
  if (result.success) return
  throw new AppError(
    'validation-failed',
    `invalid ${result.target}`,
    findingsOf(result.error.issues, result.target as Place, (result as { readonly data?: unknown }).data),
  )
}

/** A router for JSON routes described with `createRoute`: what does not match its schema never reaches a handler. */
export function createApi(): OpenAPIHono<RequestEnv> {
  return new OpenAPIHono<RequestEnv>({ defaultHook: refuseInvalid })
}

/** A router for pages. It is mounted under `/:locale`. */
export function createPages(): Hono<RequestEnv> {
  return new Hono<RequestEnv>()
}

/**
 * Runs a verb for a request that carries the record as its `document`: what the verb found in the record is pointed at where it
 * stands in the request. A reason stands beside the document, not in it.
 */
export async function aboutDocument<Result extends { readonly warnings: readonly Finding[] }>(
  verb: Promise<Result>,
): Promise<Result> {
  const placed = (findings: readonly Finding[]) =>
    findings.map((finding) =>
      /^\/(?!reason$)/.test(finding.pointer) ? { ...finding, pointer: `/document${finding.pointer}` } : finding,
    )
  try {
    const done = await verb
    return { ...done, warnings: placed(done.warnings) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, error.message, placed(error.findings), { cause: error })
  }
}

/** A strong validator: the record's version. */
export function etagOf(version: number): string {
  return `"${version}"`
}

/** Whether `If-None-Match` names this version, so that 304 is the answer. */
export function isUnmodified(c: Context, version: number): boolean {
  const header = c.req.header('if-none-match')
  if (header === undefined) return false
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etagOf(version))
}

/** The version a change is based on. Throws `precondition-required` without `If-Match`, `validation-failed` for one we did not give. */
export function expectedVersion(c: Context): number {
  const header = c.req.header('if-match')
  if (header === undefined) throw new AppError('precondition-required', 'If-Match is missing')
  const version = /^"([1-9]\d{0,9})"$/.exec(header.trim())?.[1]
  if (version === undefined) {
    throw new AppError('validation-failed', 'If-Match is malformed', [{ pointer: '', rule: 'if-match-malformed' }])
  }
  return Number(version)
}
