import { createRoute, z } from '@hono/zod-openapi'
import { IsoDate } from '../kernel/dates.ts'
import { OrganizationId, SoftwareId } from '../kernel/identifiers.ts'
import { DEFAULT_LIMIT } from '../kernel/paging.ts'
import { foundShape, interpretationBody, TextQuery } from '../search/api.ts'
import { SORTS } from '../search/port.ts'
import { aboutDocument, createApi, etagOf, expectedVersion, isUnmodified } from '../web/kit.ts'
import {
  json,
  nextAddress,
  openApiNamed,
  PageQuery,
  problems,
  Reason,
  Several,
  written,
  writtenBody,
} from '../web/shapes.ts'
import { type CatalogueRow, listSoftware } from './catalogue.ts'
import { SoftwareDocument, SoftwareState } from './model.ts'
import { SOFTWARE_FACETS } from './search-document.ts'
import {
  editSoftware,
  getSoftware,
  moveSoftware,
  registerSoftware,
  type SoftwarePorts,
  TRANSITION_NAMES,
} from './service.ts'
import type { SoftwareRecord } from './store.ts'
import { VERDICTS } from './verdict.ts'
import { verdictFor } from './verdicts.ts'

const Document = openApiNamed(SoftwareDocument, 'Software')
const RecordShape = z
  .object({
    id: SoftwareId,
    version: z.int(),
    state: SoftwareState,
    registeredAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    document: Document,
  })
  .openapi('SoftwareRecord')

const Localized = z.record(z.string(), z.string())
const CardShape = z
  .object({
    id: SoftwareId,
    version: z.int(),
    state: SoftwareState,
    name: Localized,
    shortDescription: Localized,
    holder: z.object({ id: z.string(), name: Localized }).nullable(),
    license: z.string().nullable(),
    developmentStatus: z.string().nullable(),
    lifecycleStage: z.string().nullable(),
    verdict: z.enum(VERDICTS).meta({ description: 'May any authority use it? Ask /reuse-verdict for one authority' }),
    runningIn: z.int(),
    updatedAt: z.iso.datetime(),
    demonstration: z.boolean(),
  })
  .openapi('SoftwareCard')

const params = z.object({ id: SoftwareId })
const FacetQuery = Object.fromEntries(SOFTWARE_FACETS.map((facet) => [facet, Several.optional()])) as Record<
  (typeof SOFTWARE_FACETS)[number],
  z.ZodOptional<typeof Several>
>

const listRoute = createRoute({
  method: 'get',
  path: '/software',
  operationId: 'listSoftware',
  tags: ['software'],
  summary: 'Published software, searched and narrowed',
  request: {
    query: z.strictObject({
      ...TextQuery,
      sort: z.enum(SORTS).optional(),
      ...FacetQuery,
      ...PageQuery,
    }),
  },
  responses: {
    200: { description: 'A page of the list', content: json(foundShape(CardShape, 'SoftwareList')) },
    ...problems('validation-failed'),
  },
})

const readRoute = createRoute({
  method: 'get',
  path: '/software/{id}',
  operationId: 'getSoftware',
  tags: ['software'],
  summary: 'One entry',
  request: { params },
  responses: {
    200: { description: 'The entry', headers: z.object({ ETag: z.string() }), content: json(RecordShape) },
    304: { description: 'Unchanged since the version of If-None-Match' },
    ...problems('not-found', 'gone', 'validation-failed'),
  },
})

const verdictRoute = createRoute({
  method: 'get',
  path: '/software/{id}/reuse-verdict',
  operationId: 'getReuseVerdict',
  tags: ['software'],
  summary: 'May this organization use it on this day, and which clause says so?',
  request: { params, query: z.strictObject({ organization: OrganizationId.optional(), date: IsoDate.optional() }) },
  responses: {
    200: {
      description: 'The verdict',
      content: json(
        z
          .object({
            software: SoftwareId,
            organization: z.string().nullable(),
            date: z.string(),
            verdict: z.enum(VERDICTS),
            clause: z.string(),
            grant: z.unknown(),
          })
          .openapi('ReuseVerdict'),
      ),
    },
    ...problems('not-found', 'gone', 'validation-failed'),
  },
})

const registerRoute = createRoute({
  method: 'post',
  path: '/software',
  operationId: 'registerSoftware',
  tags: ['software'],
  summary: 'Register software',
  security: [{ key: [] }],
  request: {
    body: {
      required: true,
      content: json(
        z.strictObject({
          state: z.enum(['draft', 'submitted', 'published']).default('submitted'),
          reason: Reason.optional(),
          document: Document,
        }),
      ),
    },
  },
  responses: {
    201: { ...written, headers: z.object({ ETag: z.string(), Location: z.string() }) },
    ...problems(
      'validation-failed',
      'malformed-body',
      'unsupported-media-type',
      'body-too-large',
      'unauthenticated',
      'forbidden',
      'conflict',
    ),
  },
})

const editRoute = createRoute({
  method: 'put',
  path: '/software/{id}',
  operationId: 'editSoftware',
  tags: ['software'],
  summary: 'Replace the content of an entry',
  security: [{ key: [] }],
  request: {
    params,
    body: { required: true, content: json(z.strictObject({ reason: Reason.optional(), document: Document })) },
  },
  responses: {
    200: written,
    ...problems(
      'validation-failed',
      'malformed-body',
      'unsupported-media-type',
      'body-too-large',
      'unauthenticated',
      'forbidden',
      'not-found',
      'gone',
      'conflict',
      'precondition-required',
      'version-stale',
    ),
  },
})

const moveRoute = createRoute({
  method: 'post',
  path: '/software/{id}/{transition}',
  operationId: 'moveSoftware',
  tags: ['software'],
  summary: 'Move an entry along its lifecycle',
  security: [{ key: [] }],
  request: {
    params: z.object({ id: SoftwareId, transition: z.enum(TRANSITION_NAMES) }),
    body: { required: true, content: json(z.strictObject({ reason: Reason.default('') })) },
  },
  responses: {
    200: written,
    ...problems(
      'validation-failed',
      'unauthenticated',
      'forbidden',
      'not-found',
      'gone',
      'conflict',
      'precondition-required',
      'version-stale',
    ),
  },
})

/** `/api/v1/software…` */
export function softwareApi(ports: SoftwarePorts) {
  const api = createApi()

  api.openapi(listRoute, async (c) => {
    const { q = '', asis = [], sort, limit = DEFAULT_LIMIT, cursor = null, ...facets } = c.req.valid('query')
    const result = await listSoftware(ports, {
      text: q,
      asTyped: asis,
      filters: Object.fromEntries(
        Object.entries(facets).flatMap(([facet, values]) => (values ? [[facet, values]] : [])),
      ),
      facets: [],
      sort: sort ?? (q.trim() === '' ? 'updated' : 'relevance'),
      limit,
      cursor,
    })
    const next = result.next === null ? null : nextAddress(c.req.url, result.next)
    if (next !== null) c.header('Link', `<${next}>; rel="next"`)
    const interpretation = interpretationBody(result.interpretation)
    return c.json({ items: result.rows.map(cardBody), total: { ...result.total }, interpretation, next }, 200)
  })

  api.openapi(readRoute, async (c) => {
    const record = await getSoftware(ports, c.var.actor, c.req.valid('param').id)
    c.header('ETag', etagOf(record.version))
    if (isUnmodified(c, record.version)) return c.body(null, 304)
    return c.json(recordBody(record), 200)
  })

  api.openapi(verdictRoute, async (c) => {
    const { organization = null, date = ports.today() } = c.req.valid('query')
    const record = await getSoftware(ports, c.var.actor, c.req.valid('param').id)
    const { verdict, clause, grant } = await verdictFor(ports, record.document.rights, organization, date)
    return c.json({ software: record.id, organization, date, verdict, clause, grant }, 200)
  })

  api.openapi(registerRoute, async (c) => {
    const { state, document, reason } = c.req.valid('json')
    const done = await aboutDocument(
      registerSoftware(ports, c.var.actor, document, state, {
        typed: true,
        reason: reason || 'software.register',
      }),
    )
    c.header('ETag', etagOf(done.version))
    c.header('Location', `/api/v1/software/${done.id}`)
    return c.json(writtenBody(done), 201)
  })

  api.openapi(editRoute, async (c) => {
    const { document, reason } = c.req.valid('json')
    const { id } = c.req.valid('param')
    const done = await aboutDocument(
      editSoftware(ports, c.var.actor, id, expectedVersion(c), document, {
        typed: true,
        reason: reason || 'software.edit',
      }),
    )
    c.header('ETag', etagOf(done.version))
    return c.json(writtenBody(done), 200)
  })

  api.openapi(moveRoute, async (c) => {
    const { id, transition } = c.req.valid('param')
    const done = await moveSoftware(ports, c.var.actor, id, expectedVersion(c), transition, c.req.valid('json').reason)
    c.header('ETag', etagOf(done.version))
    return c.json(writtenBody(done), 200)
  })

  return api
}

function recordBody({ id, version, state, registeredAt, updatedAt, document }: SoftwareRecord) {
  return { id, version, state, registeredAt, updatedAt, document }
}

function cardBody({ card, holder, verdict, runningIn }: CatalogueRow) {
  return {
    id: card.id,
    version: card.recordVersion,
    state: card.state,
    name: card.name,
    shortDescription: card.shortDescription,
    holder: holder === null ? null : { id: holder.id, name: holder.name },
    license: card.rights.license,
    developmentStatus: card.developmentStatus,
    lifecycleStage: card.lifecycleStage,
    verdict: verdict.verdict,
    runningIn,
    updatedAt: card.updatedAt,
    demonstration: card.demonstration,
  }
}
