import { createRoute, z } from '@hono/zod-openapi'
import { IsoDate, kyivDay } from '../kernel/dates.ts'
import { plainText } from '../kernel/fields.ts'
import { ExpertId, OrganizationId } from '../kernel/identifiers.ts'
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
  writeProblems,
  written,
  writtenBody,
} from '../web/shapes.ts'
import { ExpertDocument, OrganizationDocument } from './model.ts'
import { CODE_SCHEMES } from './reference.ts'
import {
  type DirectoryPorts,
  editExpert,
  editOrganization,
  getExpert,
  getOrganization,
  listOrganizations,
  recordConsent,
  registerExpert,
  registerOrganization,
} from './service.ts'
import { selectExperts } from './store.ts'

const Organization = openApiNamed(OrganizationDocument, 'Organization')
const Expert = openApiNamed(ExpertDocument, 'Expert')
const Localized = z.record(z.string(), z.string())
const OrganizationRecordShape = z
  .object({ id: OrganizationId, version: z.int(), updatedAt: z.iso.datetime(), document: Organization })
  .openapi('OrganizationRecord')
const OrganizationNameShape = z
  .object({
    id: OrganizationId,
    name: Localized,
    shortName: Localized.nullable(),
    kind: z.string(),
    level: z.string().nullable(),
    region: z.string().nullable(),
    population: z.int().nullable(),
    confirmed: z.boolean(),
    demonstration: z.boolean(),
  })
  .openapi('OrganizationName')
const ExpertRecordShape = z
  .object({
    id: ExpertId,
    version: z.int(),
    updatedAt: z.iso.datetime(),
    document: z.union([Expert, z.object({ consent: z.unknown(), demonstration: z.boolean() })]),
  })
  .openapi('ExpertRecord')

const made = { ...written, headers: z.object({ ETag: z.string(), Location: z.string() }) }
const security = [{ key: [] }]

const listOrganizationsRoute = createRoute({
  method: 'get',
  path: '/organizations',
  operationId: 'listOrganizations',
  tags: ['organizations'],
  summary: 'Organizations, searched and narrowed',
  request: {
    query: z.strictObject({
      ...TextQuery,
      sort: z.enum(SORTS).optional(),
      kind: Several.optional(),
      region: Several.optional(),
      level: Several.optional(),
      ...PageQuery,
    }),
  },
  responses: {
    200: { description: 'A page of the list', content: json(foundShape(OrganizationNameShape, 'OrganizationList')) },
    ...problems('validation-failed'),
  },
})

const getOrganizationRoute = createRoute({
  method: 'get',
  path: '/organizations/{id}',
  operationId: 'getOrganization',
  tags: ['organizations'],
  summary: 'One organization',
  request: { params: z.object({ id: OrganizationId }) },
  responses: {
    200: {
      description: 'The organization',
      headers: z.object({ ETag: z.string() }),
      content: json(OrganizationRecordShape),
    },
    304: { description: 'Unchanged since the version of If-None-Match' },
    ...problems('not-found', 'validation-failed'),
  },
})

const registerOrganizationRoute = createRoute({
  method: 'post',
  path: '/organizations',
  operationId: 'registerOrganization',
  tags: ['organizations'],
  summary: 'Register an organization',
  security,
  request: {
    body: { required: true, content: json(z.strictObject({ reason: Reason.optional(), document: Organization })) },
  },
  responses: { 201: made, ...writeProblems },
})

const editOrganizationRoute = createRoute({
  method: 'put',
  path: '/organizations/{id}',
  operationId: 'editOrganization',
  tags: ['organizations'],
  summary: 'Replace the record of an organization',
  security,
  request: {
    params: z.object({ id: OrganizationId }),
    body: { required: true, content: json(z.strictObject({ reason: Reason.optional(), document: Organization })) },
  },
  responses: { 200: written, ...writeProblems },
})

const listExpertsRoute = createRoute({
  method: 'get',
  path: '/experts',
  operationId: 'listExperts',
  tags: ['experts'],
  summary: 'Experts who gave consent, searched',
  request: { query: z.strictObject({ ...TextQuery, ...PageQuery }) },
  responses: {
    200: { description: 'A page of the list', content: json(foundShape(ExpertRecordShape, 'ExpertList')) },
    ...problems('validation-failed'),
  },
})

const getExpertRoute = createRoute({
  method: 'get',
  path: '/experts/{id}',
  operationId: 'getExpert',
  tags: ['experts'],
  summary: 'One expert, with their consent',
  request: { params: z.object({ id: ExpertId }) },
  responses: {
    200: { description: 'The expert', headers: z.object({ ETag: z.string() }), content: json(ExpertRecordShape) },
    304: { description: 'Unchanged since the version of If-None-Match' },
    ...problems('not-found', 'validation-failed'),
  },
})

const registerExpertRoute = createRoute({
  method: 'post',
  path: '/experts',
  operationId: 'registerExpert',
  tags: ['experts'],
  summary: 'Register an expert; shown only once there is consent',
  security,
  request: { body: { required: true, content: json(z.strictObject({ reason: Reason.optional(), document: Expert })) } },
  responses: { 201: made, ...writeProblems },
})

const editExpertRoute = createRoute({
  method: 'put',
  path: '/experts/{id}',
  operationId: 'editExpert',
  tags: ['experts'],
  summary: 'Replace the record of an expert; consent stays as it is',
  security,
  request: {
    params: z.object({ id: ExpertId }),
    body: { required: true, content: json(z.strictObject({ reason: Reason.optional(), document: Expert })) },
  },
  responses: { 200: written, ...writeProblems },
})

const consentRoute = createRoute({
  method: 'post',
  path: '/experts/{id}/consent',
  operationId: 'recordConsent',
  tags: ['experts'],
  summary: 'Record that an expert gave or withdrew consent; a withdrawal erases the person',
  security,
  request: {
    params: z.object({ id: ExpertId }),
    body: {
      required: true,
      content: json(
        z.strictObject({
          state: z.enum(['given', 'withdrawn']),
          date: IsoDate,
          document: plainText(300).nullable().default(null),
        }),
      ),
    },
  },
  responses: { 200: written, ...writeProblems },
})

const referenceRoute = createRoute({
  method: 'get',
  path: '/reference/{scheme}',
  operationId: 'getReference',
  tags: ['reference'],
  summary: 'A table of codes as the register knows it, with its edition',
  request: { params: z.object({ scheme: z.enum(CODE_SCHEMES) }), query: z.strictObject({}) },
  responses: {
    200: {
      description: 'The table',
      content: json(
        z
          .object({
            scheme: z.string(),
            source: z.string(),
            date: z.string().nullable(),
            complete: z.boolean(),
            codes: z.array(
              z.object({ code: z.string(), uk: z.string(), en: z.string().nullable(), parent: z.string().nullable() }),
            ),
          })
          .openapi('CodeTable'),
      ),
    },
    ...problems('not-found', 'validation-failed'),
  },
})

/** `/api/v1/organizations…`, `/experts…`, `/reference…` */
export function directoryApi(ports: DirectoryPorts) {
  const api = createApi()

  api.openapi(listOrganizationsRoute, async (c) => {
    const { q = '', asis = [], sort, limit = DEFAULT_LIMIT, cursor = null, ...facets } = c.req.valid('query')
    const found = await listOrganizations(ports, {
      text: q,
      asTyped: asis,
      filters: Object.fromEntries(
        Object.entries(facets).flatMap(([facet, values]) => (values ? [[facet, values]] : [])),
      ),
      facets: [],
      sort: sort ?? (q.trim() === '' ? 'name' : 'relevance'),
      limit,
      cursor,
    })
    const next = found.next === null ? null : nextAddress(c.req.url, found.next)
    if (next !== null) c.header('Link', `<${next}>; rel="next"`)
    const interpretation = interpretationBody(found.interpretation)
    const items = found.organizations.map((each) => ({ ...each }))
    return c.json({ items, total: { ...found.total }, interpretation, next }, 200)
  })

  api.openapi(getOrganizationRoute, async (c) => {
    const { id, version, updatedAt, document } = await getOrganization(ports, c.req.valid('param').id)
    c.header('ETag', etagOf(version))
    if (isUnmodified(c, version)) return c.body(null, 304)
    return c.json({ id, version, updatedAt, document }, 200)
  })

  api.openapi(registerOrganizationRoute, async (c) => {
    const { document, reason } = c.req.valid('json')
    const done = await aboutDocument(
      registerOrganization(ports, c.var.actor, document, reason || 'organization.register'),
    )
    c.header('ETag', etagOf(done.version))
    c.header('Location', `/api/v1/organizations/${done.id}`)
    return c.json(writtenBody(done), 201)
  })

  api.openapi(editOrganizationRoute, async (c) => {
    const { document, reason } = c.req.valid('json')
    const { id } = c.req.valid('param')
    const done = await aboutDocument(
      editOrganization(ports, c.var.actor, id, expectedVersion(c), document, reason || 'organization.edit'),
    )
    c.header('ETag', etagOf(done.version))
    return c.json(writtenBody(done), 200)
  })

  api.openapi(listExpertsRoute, async (c) => {
    const { q = '', asis = [], limit = DEFAULT_LIMIT, cursor = null } = c.req.valid('query')
    const found = await ports.search.search({
      type: 'expert',
      text: q,
      asTyped: asis,
      filters: {},
      facets: [],
      sort: q.trim() === '' ? 'name' : 'relevance',
      day: kyivDay(ports.now()),
      limit,
      cursor,
    })
    const ids = found.hits.map(({ id }) => id)
    const records = await selectExperts(ports.read, ids)
    const next = found.next === null ? null : nextAddress(c.req.url, found.next)
    if (next !== null) c.header('Link', `<${next}>; rel="next"`)
    const items = ids.flatMap((id) => {
      const record = records.get(id)
      return record ? [{ ...record }] : []
    })
    const interpretation = interpretationBody(found.interpretation)
    return c.json({ items, total: { ...found.total }, interpretation, next }, 200)
  })

  api.openapi(getExpertRoute, async (c) => {
    const { id, version, updatedAt, document } = await getExpert(ports, c.var.actor, c.req.valid('param').id)
    c.header('ETag', etagOf(version))
    if (isUnmodified(c, version)) return c.body(null, 304)
    return c.json({ id, version, updatedAt, document }, 200)
  })

  api.openapi(registerExpertRoute, async (c) => {
    const { document, reason } = c.req.valid('json')
    const done = await aboutDocument(registerExpert(ports, c.var.actor, document, reason || 'expert.register'))
    c.header('ETag', etagOf(done.version))
    c.header('Location', `/api/v1/experts/${done.id}`)
    return c.json(writtenBody(done), 201)
  })

  api.openapi(editExpertRoute, async (c) => {
    const { document, reason } = c.req.valid('json')
    const { id } = c.req.valid('param')
    const done = await aboutDocument(
      editExpert(ports, c.var.actor, id, expectedVersion(c), document, reason || 'expert.edit'),
    )
    c.header('ETag', etagOf(done.version))
    return c.json(writtenBody(done), 200)
  })

  api.openapi(consentRoute, async (c) => {
    const { id } = c.req.valid('param')
    const done = await recordConsent(ports, c.var.actor, id, expectedVersion(c), c.req.valid('json'))
    c.header('ETag', etagOf(done.version))
    return c.json(writtenBody(done), 200)
  })

  api.openapi(referenceRoute, async (c) => {
    const { scheme } = c.req.valid('param')
    const codes = await ports.reference.all(scheme)
    const edition = (await ports.reference.status()).find((each) => each.scheme === scheme)
    const rows = codes.map(({ code, titleUk, titleEn, parent }) => ({ code, uk: titleUk, en: titleEn, parent }))
    const { source = '', date = null, complete = false } = edition ?? {}
    return c.json({ scheme, source, date, complete, codes: rows }, 200)
  })

  return api
}
