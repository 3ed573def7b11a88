import { type Hook, OpenAPIHono } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import type { Session } from '../accounts/sessions.ts'
import type { Actor } from '../kernel/actor.ts'
import { AppError, type Finding } from '../kernel/errors.ts'
import type { Allowance } from '../kernel/quotas.ts'
import { findingsOf, type Place } from '../kernel/schema-findings.ts'
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
