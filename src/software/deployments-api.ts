import { createRoute, z } from '@hono/zod-openapi'
import { AppError } from '../kernel/errors.ts'
import { DeploymentId, OrganizationId, SoftwareId } from '../kernel/identifiers.ts'
import { DEFAULT_LIMIT, decodeCursor, malformedCursor, pageOf } from '../kernel/paging.ts'
import { aboutDocument, createApi, etagOf, expectedVersion, isUnmodified } from '../web/kit.ts'
import {
  json,
  listShape,
  nextAddress,
  openApiNamed,
  PageQuery,
  problems,
  Reason,
  writeProblems,
  written,
  writtenBody,
} from '../web/shapes.ts'
import { DeploymentDocument } from './deployment.ts'
import { editDeployment, getDeployment, isConfirmed, registerDeployment } from './deployments.ts'
import type { SoftwarePorts } from './service.ts'
import { type DeploymentRecord, selectDeployments } from './store.ts'

const Document = openApiNamed(DeploymentDocument, 'Deployment')
const RecordShape = z
  .object({
    id: DeploymentId,
    version: z.int(),
    updatedAt: z.iso.datetime(),
    confirmed: z.boolean().meta({ description: 'The using authority confirmed it within the last twelve months' }),
    document: Document,
  })
  .openapi('DeploymentRecord')

const listRoute = createRoute({
  method: 'get',
  path: '/deployments',
  operationId: 'listDeployments',
  tags: ['deployments'],
  summary: 'Who runs a software, or what an organization runs',
  request: {
    query: z.strictObject({ software: SoftwareId.optional(), organization: OrganizationId.optional(), ...PageQuery }),
  },
  responses: {
    200: { description: 'A page of the list', content: json(listShape(RecordShape, 'DeploymentList')) },
    ...problems('validation-failed'),
  },
})

const readRoute = createRoute({
  method: 'get',
  path: '/deployments/{id}',
  operationId: 'getDeployment',
  tags: ['deployments'],
  summary: 'One deployment',
  request: { params: z.object({ id: DeploymentId }) },
  responses: {
    200: { description: 'The deployment', headers: z.object({ ETag: z.string() }), content: json(RecordShape) },
    304: { description: 'Unchanged since the version of If-None-Match' },
    ...problems('not-found', 'validation-failed'),
  },
})

const registerRoute = createRoute({
  method: 'post',
  path: '/deployments',
  operationId: 'registerDeployment',
  tags: ['deployments'],
  summary: 'Register that an organization runs a software',
  security: [{ key: [] }],
  request: {
    body: { required: true, content: json(z.strictObject({ reason: Reason.optional(), document: Document })) },
  },
  responses: { 201: { ...written, headers: z.object({ ETag: z.string(), Location: z.string() }) }, ...writeProblems },
})

const editRoute = createRoute({
  method: 'put',
  path: '/deployments/{id}',
  operationId: 'editDeployment',
  tags: ['deployments'],
  summary: 'Replace a deployment; its software and organization stay',
  security: [{ key: [] }],
  request: {
    params: z.object({ id: DeploymentId }),
    body: { required: true, content: json(z.strictObject({ reason: Reason.optional(), document: Document })) },
  },
  responses: { 200: written, ...writeProblems },
})

function deploymentOfCursor(cursor: string): string {
  const [key] = decodeCursor(cursor, 'id', 1)
  if (typeof key === 'string') return key
  throw malformedCursor()
}

/** `/api/v1/deployments…` */
export function deploymentsApi(ports: SoftwarePorts) {
  const api = createApi()
  const body = ({ id, version, updatedAt, document }: DeploymentRecord) => {
    return { id, version, updatedAt, confirmed: isConfirmed(document, ports.today()), document }
  }

  api.openapi(listRoute, async (c) => {
    const { software, organization, limit = DEFAULT_LIMIT, cursor } = c.req.valid('query')
    if (software === undefined && organization === undefined) {
      throw new AppError('validation-failed', 'name a software or an organization', [
        { pointer: '?software', rule: 'required' },
      ])
    }
    const after = cursor === undefined ? null : deploymentOfCursor(cursor)
    const of = {
      ...(software === undefined ? {} : { software }),
      ...(organization === undefined ? {} : { organization }),
    }
    const { rows, next } = pageOf(await selectDeployments(ports.read, of, after, limit + 1), limit, 'id', ({ id }) => [
      id,
    ])
    const address = next === null ? null : nextAddress(c.req.url, next)
    if (address !== null) c.header('Link', `<${address}>; rel="next"`)
    return c.json({ items: rows.map(body), next: address }, 200)
  })

  api.openapi(readRoute, async (c) => {
    const record = await getDeployment(ports, c.req.valid('param').id)
    // The confirmation runs out by itself, so it is part of the validator.
    const shown = body(record)
    c.header('ETag', etagOf(record.version))
    if (isUnmodified(c, record.version) && shown.confirmed) return c.body(null, 304)
    return c.json(shown, 200)
  })

  api.openapi(registerRoute, async (c) => {
    const { document, reason } = c.req.valid('json')
    const done = await aboutDocument(registerDeployment(ports, c.var.actor, document, reason || 'deployment.register'))
    c.header('ETag', etagOf(done.version))
    c.header('Location', `/api/v1/deployments/${done.id}`)
    return c.json(writtenBody(done), 201)
  })

  api.openapi(editRoute, async (c) => {
    const { document, reason } = c.req.valid('json')
    const { id } = c.req.valid('param')
    const done = await aboutDocument(
      editDeployment(ports, c.var.actor, id, expectedVersion(c), document, reason || 'deployment.edit'),
    )
    c.header('ETag', etagOf(done.version))
    return c.json(writtenBody(done), 200)
  })

  return api
}
