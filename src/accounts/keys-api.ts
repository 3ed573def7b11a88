import { createRoute, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { AppError } from '../kernel/errors.ts'
import { OrganizationId } from '../kernel/identifiers.ts'
import type { Quotas } from '../kernel/quotas.ts'
import { createApi, type RequestEnv } from '../web/kit.ts'
import { countFailure, limitCredential, refuseGuessing } from '../web/rate-limits.ts'
import { json, problems } from '../web/shapes.ts'
import { holderOfKey, KEY_ROLES, KEY_SCOPES, type KeyPorts, type KeyScope, listKeys, revokeKey } from './keys.ts'

type Ports = KeyPorts & { readonly quotas: Quotas | null }

/**
 * Makes the bearer of a key the actor of a request of the API. The one place where a key's scopes are compared with what is
 * asked; the write itself looks once more. Throws `unauthenticated`, `rate-limited` and `forbidden` with rule `scope-missing`.
 */
export function bearerOfKey(ports: Ports): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    const authorization = c.req.header('authorization')
    // Whoever sends a credential that is none wants to be somebody: reading on as the public would hide the slip.
    if (authorization === undefined) return next()
    refuseGuessing(c, ports.quotas)
    const key = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? ''
    const holder = await holderOfKey(ports, key).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'unauthenticated') countFailure(c, ports.quotas)
      throw error
    })
    limitCredential(c, ports.quotas, holder.actor.credential?.id ?? '')
    const scope = scopeOf(c.req.method)
    if (!holder.scopes.includes(scope)) {
      throw new AppError('forbidden', `the key lacks ${scope}`, [
        { pointer: '', rule: 'scope-missing', params: { scope } },
      ])
    }
    c.set('actor', holder.actor)
    await next()
    // What a key may read is for nobody else on the way.
    c.res.headers.set('cache-control', 'private, no-store')
    return
  }
}

function scopeOf(method: string): KeyScope {
  return /^(?:GET|HEAD|OPTIONS)$/.test(method) ? 'read' : 'write'
}

const KeyId = z.string().regex(/^[0-9a-f]{16}$/, 'key-id')
const KeyShape = z
  .object({
    id: KeyId,
    name: z.string(),
    role: z.enum(KEY_ROLES),
    organization: z.string().nullable(),
    scopes: z.array(z.enum(KEY_SCOPES)),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable().meta({ description: 'Within ten minutes' }),
    revokedAt: z.iso.datetime().nullable(),
  })
  .openapi('ApiKey')

const listRoute = createRoute({
  method: 'get',
  path: '/keys',
  operationId: 'listKeys',
  tags: ['keys'],
  summary: 'The API keys of an organization, or without one all keys',
  description: 'Keys are made by people who are signed in, and by the operator: no key makes keys.',
  security: [{ key: [] }],
  request: { query: z.strictObject({ organization: OrganizationId.optional() }) },
  responses: {
    200: { description: 'The keys', content: json(z.object({ items: z.array(KeyShape) }).openapi('ApiKeyList')) },
    ...problems('validation-failed', 'unauthenticated', 'forbidden'),
  },
})

const revokeRoute = createRoute({
  method: 'delete',
  path: '/keys/{id}',
  operationId: 'revokeKey',
  tags: ['keys'],
  summary: 'Revoke an API key at once',
  security: [{ key: [] }],
  request: { params: z.object({ id: KeyId }) },
  responses: {
    204: { description: 'It is revoked' },
    ...problems('validation-failed', 'unauthenticated', 'forbidden', 'not-found'),
  },
})

/** `/api/v1/keys…` */
export function keysApi(ports: KeyPorts) {
  const api = createApi()

  api.openapi(listRoute, async (c) => {
    const { organization = null } = c.req.valid('query')
    const keys = await listKeys(ports, c.var.actor, organization)
    // Who made a key is a membership, which is a person's.
    const items = keys.map(({ createdBy: _, scopes, ...shown }) => ({ ...shown, scopes: [...scopes] }))
    return c.json({ items }, 200)
  })

  api.openapi(revokeRoute, async (c) => {
    await revokeKey(ports, c.var.actor, c.req.valid('param').id)
    return c.body(null, 204)
  })

  return api
}
