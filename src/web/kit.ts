import { type Hook, OpenAPIHono } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import type { Actor } from '../kernel/actor.ts'
import { AppError, type Finding } from '../kernel/errors.ts'
import type { Locale } from './i18n/index.ts'

/** What middleware has found out about a request before a route sees it. */
export interface RequestEnv {
  Variables: {
    /** Who asks; of pages always the public until people can sign in. */
    actor: Actor
    /** The reader's language: of the page's address, or of Accept-Language for the API. */
    locale: Locale
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
        if (input !== undefined && valueAt(input, issue.path) === undefined) return [{ pointer, rule: 'required' }]
        return [{ pointer, rule: 'type', params: { expected: issue.expected ?? '' } }]
      case 'invalid_value':
        return [{ pointer, rule: 'value', params: { values: (issue.values ?? []).join(', ') } }]
      case 'too_big':
      case 'too_small': {
        const params = {
          ...(issue.maximum === undefined ? {} : { maximum: String(issue.maximum) }),
          ...(issue.minimum === undefined ? {} : { minimum: String(issue.minimum) }),
        }
        return [{ pointer, rule: ruleName(issue.message) ?? 'number-range', params }]
      }
      default:
        return [{ pointer, rule: ruleName(issue.message) ?? (issue.format === 'email' ? 'email' : 'format') }]
    }
  })
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
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  )
}

// biome-ignore lint/suspicious/noExplicitAny: the hook's own type is generic in the environment and the schema, and reads neither.
const refuseInvalid: Hook<any, RequestEnv, any, any> = (result) => {
  if (result.success) return
  throw new AppError(
    'validation-failed',
    `invalid ${result.target}`,
    findingsOf(result.error.issues, result.target as Place),
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
