import type { Hono } from 'hono'
import { inspectRoutes } from 'hono/dev'
import { type Action, type Actor, can, type Role } from '../../src/kernel/actor.ts'
import type { RequestEnv } from '../../src/web/kit.ts'
import type { TestRequest } from './test-app.ts'

/*
 * Who may ask what, as a check over the routes of the app itself: each route is either open to everybody, or declares what it takes,
 * and what `can` says of every role is held against what the route answers.
 */

/** `POST /api/v1/software/:id/:transition`; pages are asked in one language. */
export type RouteName = string

/** What one request of a protected route takes. */
export interface Declaration {
  /** Tells it from others of the same route. */
  readonly case?: string
  /** Every one of these, on a record of these organizations. */
  readonly needs: readonly (readonly [Action, readonly string[]])[]
  /** Whoever may not is told that there is nothing, rather than that they may not. */
  readonly hidden?: boolean
  readonly path: string
  /** Made anew for each who asks. Without one the route is asked as it is. */
  readonly request?: () => Promise<TestRequest> | TestRequest
}

/** Who may use a route that is no question of the table, and why. */
export type Declared = readonly Declaration[] | { readonly openBecause: string } | { readonly elsewhere: string }
export type Declarations = Readonly<Record<RouteName, Declared>>

/** Somebody who asks, with the credential of a key and of a session. */
export interface Asker {
  readonly name: string
  readonly actor: Actor
  readonly key?: string
  readonly cookie?: string
}

export type Ask = (path: string, request: TestRequest) => Promise<Response>

/** Every route of the app that answers by itself, pages once for both languages. */
export function routesOf(app: Hono<RequestEnv>): readonly RouteName[] {
  const names = inspectRoutes(app)
    .filter(({ isMiddleware }) => !isMiddleware)
    .map(({ method, path }) => `${method} ${path}`)
  return [...new Set(names)].filter((name) => !/^\S+ \/en(?:\/|$)/.test(name))
}

export function isSafe(route: RouteName): boolean {
  return /^(?:GET|HEAD|OPTIONS) /.test(route)
}

/** Unsafe routes that nobody declared, and declarations of routes that are gone. */
export function undeclared(routes: readonly RouteName[], declarations: Declarations): readonly string[] {
  return [
    ...routes
      .filter((route) => !isSafe(route) && declarations[route] === undefined)
      .map((route) => `undeclared: ${route}`),
    ...Object.keys(declarations)
      .filter((route) => !routes.includes(route))
      .map((route) => `no such route: ${route}`),
  ]
}

/** A route without its method and without the patterns of its parameters: `/uk/software/:id`. */
export function templateOf(route: RouteName): string {
  return route.slice(route.indexOf(' ') + 1).replaceAll(/\{(?:[^{}]|\{[^{}]*\})*\}/g, '')
}

/** The path of an open route with something real in place of its parameters; undefined when there is nothing for one. */
export function sampleOf(route: RouteName, samples: Readonly<Record<string, string>>): string | undefined {
  const template = templateOf(route)
  return samples[template] ?? (template.includes(':') || template.includes('*') ? undefined : template)
}

type Outcome = 'reached' | 'refused' | 'hidden' | 'broken'

/** What became of a request, as far as rights are concerned: a conflict or a mistake in the body was reached by right. */
export function outcomeOf(response: Response): Outcome {
  const { status } = response
  if (status === 401 || status === 403) return 'refused'
  if (status >= 300 && status < 400 && /\/sign-in(?:\?|$)/.test(response.headers.get('location') ?? ''))
    return 'refused'
  if (status === 404 || status === 405) return 'hidden'
  return status === 500 ? 'broken' : 'reached'
}

/** What a declared route answers otherwise than the table says, one line each. */
export async function violations(
  ask: Ask,
  route: RouteName,
  declarations: readonly Declaration[],
  askers: readonly Asker[],
): Promise<string[]> {
  const found: string[] = []
  for (const { case: name, needs, hidden = false, path, request } of declarations) {
    for (const asker of askers) {
      const may = needs.every(([action, organizations]) => can(asker.actor, action, { organizations }))
      const response = await ask(path, {
        method: route.split(' ')[0] ?? '',
        ...(await request?.()),
        ...credentialOf(asker, path),
      })
      const outcome = outcomeOf(response)
      const expected: readonly Outcome[] = may ? ['reached'] : hidden ? ['hidden', 'refused'] : ['refused']
      if (!expected.includes(outcome)) {
        found.push(
          `${route}${name === undefined ? '' : ` (${name})`}: ${asker.name} ${may ? 'may' : 'may not'}, and is ${outcome} (${response.status})`,
        )
      }
    }
  }
  return found
}

/** What an undeclared safe route answers that shows it is not open to everybody alike. */
export async function notOpen(ask: Ask, route: RouteName, path: string, askers: readonly Asker[]): Promise<string[]> {
  const found: string[] = []
  for (const asker of askers) {
    const outcome = outcomeOf(await ask(path, { ...credentialOf(asker, path), redirect: 'manual' }))
    if (outcome !== 'reached') found.push(`${route}: ${asker.name} is ${outcome}: declare who may`)
  }
  return found
}

function credentialOf({ key, cookie }: Asker, path: string): TestRequest {
  if (path.startsWith('/api/')) return key === undefined ? {} : { key }
  return cookie === undefined ? {} : { cookie }
}

/** The public, and every role of the own organization, of another, and of none where a role needs none. */
export function everyAsker(
  own: string,
  other: string,
): readonly { readonly role: Role; readonly organization: string | null }[] {
  const inside = (['editor', 'officer', 'head'] as const).flatMap((role) =>
    [own, other].map((organization) => ({ role, organization })),
  )
  const register = (['registrar', 'auditor', 'admin'] as const).flatMap((role) =>
    [own, other, null].map((organization) => ({ role, organization })),
  )
  return [{ role: 'anonymous' as const, organization: null }, ...inside, ...register]
}
