import { createRoute, z } from '@hono/zod-openapi'
import type { Reader } from '../../db/client.ts'
import { AppError } from '../kernel/errors.ts'
import { JsonValue } from '../kernel/fields.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { DEFAULT_LIMIT, decodeCursor, encodeCursor, malformedCursor } from '../kernel/paging.ts'
import { createApi, etagOf, isUnmodified, type RequestContext } from '../web/kit.ts'
import { listShape, nextAddress, PageQuery, problems } from '../web/shapes.ts'
import { selectCovering } from './log/rows.ts'
import { proofOfVersion } from './log/serving.ts'
import { proofName } from './log-api.ts'
import { type Readable, selectVersion, type Version, versionHistory } from './versions.ts'

const VersionShape = z
  .object({
    version: z.int(),
    at: z.iso.datetime(),
    idx: z.int().meta({ description: 'Position in the log' }),
    checkpoint: z
      .int()
      .nullable()
      .meta({ description: 'Entries of the first signed checkpoint that covers it; null while none does' }),
    sha256: z.string().meta({ description: 'SHA-256 of the canonical envelope (RFC 8785)' }),
    actor: z.object({ role: z.string(), organization: z.string().nullable() }).nullable(),
    reason: z.string().nullable(),
    erased: z.boolean(),
    withheld: z.boolean().meta({ description: 'Made before the record was published: for those who may read drafts' }),
  })
  .openapi('Version')

const ChangedShape = VersionShape.extend({
  changes: z
    .array(
      z.object({
        path: z.string(),
        kind: z.enum(['added', 'removed', 'changed']),
        before: JsonValue,
        after: JsonValue,
      }),
    )
    .nullable()
    .meta({
      description:
        'Against the version before, at most 1000; null for the first and where one was erased or is withheld',
    }),
  changeCount: z.int().nullable().meta({ description: 'How many changes there are altogether' }),
}).openapi('VersionWithChanges')

const FullShape = VersionShape.extend({
  envelope: z
    .object({
      salt: z.string(),
      snapshot: z.unknown(),
      actor: z.object({ role: z.string(), organization: z.string().nullable() }),
      reason: z.string(),
    })
    .nullable(),
}).openapi('VersionWithEnvelope')

/** The collections whose records have a history; `mayRead` throws as reading the record itself would, and tells which versions. */
export interface Versioned {
  readonly collection: string
  readonly type: RecordType
  readonly id: z.ZodString
  readonly mayRead: (c: RequestContext, id: string) => Promise<Readable>
}

/** `/api/v1/<collection>/{id}/versions` of every versioned collection. */
export function historyApi(ports: { readonly read: Reader }, collections: readonly Versioned[]) {
  const api = createApi()
  for (const { collection, type, id: Id, mayRead } of collections) {
    const listRoute = createRoute({
      method: 'get',
      path: `/${collection}/{id}/versions`,
      operationId: `list${capital(type)}Versions`,
      tags: ['history'],
      summary: 'Every version of the record with what it changed, newest first',
      request: { params: z.object({ id: Id }), query: z.strictObject(PageQuery) },
      responses: {
        200: {
          description: 'A page of the history',
          content: { 'application/json': { schema: listShape(ChangedShape, 'VersionList') } },
        },
        ...problems('not-found', 'gone', 'validation-failed'),
      },
    })
    api.openapi(listRoute, async (c) => {
      const { id } = c.req.valid('param')
      const readable = await mayRead(c, id)
      const { limit = DEFAULT_LIMIT, cursor } = c.req.valid('query')
      const before = cursor === undefined ? null : versionOfCursor(cursor)
      const history = await versionHistory(ports.read, type, id, before, limit, readable)
      const oldest = history.at(-1)?.version ?? 1
      const next = oldest > 1 ? nextAddress(c.req.url, encodeCursor('version', [oldest])) : null
      const covering = await selectCovering(
        ports.read,
        history.map(({ idx }) => idx),
      )
      const items = history.map((version) => ({
        ...versionBody(version, covering.get(version.idx)),
        changes:
          version.changes === null
            ? null
            : version.changes.shown.map(({ path, kind, before = null, after = null }) => ({
                path,
                kind,
                before,
                after,
              })),
        changeCount: version.changes?.count ?? null,
      }))
      return c.json({ items, next }, 200)
    })

    const readRoute = createRoute({
      method: 'get',
      path: `/${collection}/{id}/versions/{version}`,
      operationId: `get${capital(type)}Version`,
      tags: ['history'],
      summary: 'One version with its envelope, the exact content whose hash is in the log',
      request: { params: z.object({ id: Id, version: z.string().regex(/^[1-9]\d{0,9}$/, 'format') }) },
      responses: {
        200: { description: 'The version', content: { 'application/json': { schema: FullShape } } },
        304: { description: 'Unchanged: a version never changes' },
        ...problems('not-found', 'gone', 'validation-failed'),
      },
    })
    api.openapi(readRoute, async (c) => {
      const { id, version } = c.req.valid('param')
      const readable = await mayRead(c, id)
      const found = await selectVersion(ports.read, type, id, Number(version), readable)
      if (!found) throw new AppError('not-found', `no version ${version} of ${id}`)
      // An erasure is the one thing that may happen to a version, so it is part of the validator, as is who reads.
      const without = found.withheld ? 'withheld' : 'erased'
      c.header('ETag', found.envelope === null ? `"${version}-${without}"` : etagOf(found.version))
      if (found.envelope !== null && isUnmodified(c, found.version)) return c.body(null, 304)
      const covered = (await selectCovering(ports.read, [found.idx])).get(found.idx)
      return c.json(
        { ...versionBody(found, covered), envelope: found.envelope === null ? null : { ...found.envelope } },
        200,
      )
    })

    const proofRoute = createRoute({
      method: 'get',
      path: `/${collection}/{id}/versions/{version}/proof`,
      operationId: `get${capital(type)}VersionProof`,
      tags: ['history'],
      summary: 'The proof that a version is in the log, as a file that is verified without this register',
      request: { params: z.object({ id: Id, version: z.string().regex(/^[1-9]\d{0,9}$/, 'format') }) },
      responses: {
        200: {
          description: 'A .tlog-proof (c2sp.org/tlog-proof@v1); its extra line holds the exact bytes of the leaf',
          content: { 'text/plain': { schema: z.string() } },
        },
        ...problems('not-found', 'gone', 'validation-failed', 'unavailable'),
      },
    })
    api.openapi(proofRoute, async (c) => {
      const { id, version } = c.req.valid('param')
      await mayRead(c, id)
      const proof = await proofOfVersion(ports.read, type, id, Number(version))
      c.header('Content-Disposition', `attachment; filename="${proofName(id, version)}"`)
      return c.text(proof, 200)
    })
  }
  return api
}

function versionOfCursor(cursor: string): number {
  const [key] = decodeCursor(cursor, 'version', 1)
  if (typeof key === 'number' && Number.isSafeInteger(key) && key > 0) return key
  throw malformedCursor()
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function versionBody({ version, at, idx, sha256, envelope, withheld }: Version, covered: number | undefined) {
  return {
    version,
    at,
    idx,
    checkpoint: covered ?? null,
    sha256,
    actor: envelope === null ? null : { ...envelope.actor },
    reason: envelope?.reason ?? null,
    erased: envelope === null && !withheld,
    withheld,
  }
}
