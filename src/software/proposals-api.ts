import { createRoute, z } from '@hono/zod-openapi'
import { AppError, type Finding } from '../kernel/errors.ts'
import { ProposalId, SoftwareId } from '../kernel/identifiers.ts'
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
import { FIELD_GROUPS, SoftwareDocument } from './model.ts'
import { type ProposalRecord, ProposalState } from './proposal.ts'
import {
  decideProposal,
  getProposal,
  listProposals,
  proposeChange,
  rebaseProposal,
  withdrawProposal,
} from './proposals.ts'
import { returnReason } from './return-reasons.ts'
import type { SoftwarePorts } from './service.ts'

const Document = openApiNamed(SoftwareDocument, 'Software')
const HeadShape = z
  .object({
    id: ProposalId,
    version: z.int(),
    state: ProposalState,
    software: SoftwareId,
    baseVersion: z.int().meta({ description: 'The version of the entry that the change was made from' }),
    organization: z.string().nullable().meta({ description: 'Who proposed it' }),
    reason: z.string().meta({ description: 'Why the entry is to change' }),
    submittedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    becameVersion: z.int().nullable().meta({ description: 'The version of the entry that an accepted change became' }),
  })
  .openapi('ProposalHead')
const ProposalShape = HeadShape.extend({ document: Document }).openapi('Proposal')

const ProposalInput = z.strictObject({
  baseVersion: z.int().positive().meta({ description: 'The version of the entry that the change was made from' }),
  reason: Reason.default(''),
  document: Document,
})

const params = z.object({ id: ProposalId })
const SORT = 'proposal'

const listRoute = createRoute({
  method: 'get',
  path: '/software/{id}/proposals',
  operationId: 'listProposals',
  tags: ['proposals'],
  summary: 'Changes proposed to an entry, newest first; the public sees the accepted ones',
  request: { params: z.object({ id: SoftwareId }), query: z.strictObject(PageQuery) },
  responses: {
    200: { description: 'A page of the list', content: json(listShape(HeadShape, 'ProposalList')) },
    ...problems('not-found', 'validation-failed'),
  },
})

const proposeRoute = createRoute({
  method: 'post',
  path: '/software/{id}/proposals',
  operationId: 'proposeChange',
  tags: ['proposals'],
  summary: 'Propose a change to a published entry; there is one undecided proposal an entry',
  security: [{ key: [] }],
  request: { params: z.object({ id: SoftwareId }), body: { required: true, content: json(ProposalInput) } },
  responses: {
    201: { ...written, headers: z.object({ ETag: z.string(), Location: z.string() }) },
    ...writeProblems,
    ...problems('gone'),
  },
})

const readRoute = createRoute({
  method: 'get',
  path: '/proposals/{id}',
  operationId: 'getProposal',
  tags: ['proposals'],
  summary: 'One proposed change; before it is accepted, for those whom it concerns',
  request: { params },
  responses: {
    200: { description: 'The proposal', headers: z.object({ ETag: z.string() }), content: json(ProposalShape) },
    304: { description: 'Unchanged since the version of If-None-Match' },
    ...problems('not-found', 'validation-failed'),
  },
})

const resubmitRoute = createRoute({
  method: 'put',
  path: '/proposals/{id}',
  operationId: 'resubmitProposal',
  tags: ['proposals'],
  summary: 'Hand an undecided proposal in anew, after a return or while it waits',
  security: [{ key: [] }],
  request: { params, body: { required: true, content: json(ProposalInput) } },
  responses: { 200: written, ...writeProblems, ...problems('gone') },
})

const acceptRoute = createRoute({
  method: 'post',
  path: '/proposals/{id}/accept',
  operationId: 'acceptProposal',
  tags: ['proposals'],
  summary: 'Accept a proposed change: the entry gets a new version',
  security: [{ key: [] }],
  request: {
    params,
    body: {
      required: true,
      content: json(
        z.strictObject({
          reason: Reason.default('').meta({ description: 'Needed when the change gives the entry to another holder' }),
        }),
      ),
    },
  },
  responses: { 200: written, ...writeProblems },
})

const returnRoute = createRoute({
  method: 'post',
  path: '/proposals/{id}/return',
  operationId: 'returnProposal',
  tags: ['proposals'],
  summary: 'Return a proposed change with reasons',
  security: [{ key: [] }],
  request: {
    params,
    body: {
      required: true,
      content: json(
        z.strictObject({
          reason: Reason.default(''),
          topics: z
            .array(z.strictObject({ topic: z.enum(FIELD_GROUPS), text: Reason }))
            .max(FIELD_GROUPS.length, 'list-too-long')
            .default([]),
        }),
      ),
    },
  },
  responses: { 200: written, ...writeProblems },
})

const withdrawRoute = createRoute({
  method: 'post',
  path: '/proposals/{id}/withdraw',
  operationId: 'withdrawProposal',
  tags: ['proposals'],
  summary: 'Take an undecided proposal back',
  security: [{ key: [] }],
  request: { params, body: { required: true, content: json(z.strictObject({ reason: Reason.default('') })) } },
  responses: { 200: written, ...writeProblems },
})

const rebaseRoute = createRoute({
  method: 'post',
  path: '/proposals/{id}/rebase',
  operationId: 'rebaseProposal',
  tags: ['proposals'],
  summary: 'Carry a proposed change over to the version that the entry is at now, field by field',
  security: [{ key: [] }],
  request: {
    params,
    body: {
      required: true,
      content: json(
        z.strictObject({
          choices: z
            .record(z.string().max(300), z.enum(['current', 'proposed']))
            .default({})
            .meta({ description: 'By RFC 6901 pointer: whose value is taken where both sides changed a field' }),
        }),
      ),
    },
  },
  responses: { 200: written, ...writeProblems },
})

/** As `aboutDocument`, but what is wrong with the proposal itself stays where it is. */
async function aboutProposed<Result extends { readonly warnings: readonly Finding[] }>(verb: Promise<Result>) {
  const isOfProposal = ({ pointer }: Finding) => pointer === '/baseVersion' || pointer === '/state'
  const settled = await verb.catch((error: unknown) => {
    if (error instanceof AppError && error.findings.some(isOfProposal)) throw error
    return aboutDocument<Result>(Promise.reject(error))
  })
  return aboutDocument(Promise.resolve(settled))
}

/** `/api/v1/software/{id}/proposals` and `/api/v1/proposals…` */
export function proposalsApi(ports: SoftwarePorts) {
  const api = createApi()

  api.openapi(listRoute, async (c) => {
    const { limit = DEFAULT_LIMIT, cursor } = c.req.valid('query')
    const before = cursor === undefined ? null : idOfCursor(cursor)
    const found = await listProposals(ports, c.var.actor, c.req.valid('param').id, before, limit + 1)
    const { rows, next } = pageOf(found, limit, SORT, ({ id }) => [id])
    return c.json({ items: rows.map(headBody), next: next === null ? null : nextAddress(c.req.url, next) }, 200)
  })

  api.openapi(proposeRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { baseVersion, document, reason } = c.req.valid('json')
    const done = await aboutProposed(proposeChange(ports, c.var.actor, id, baseVersion, document, reason, null))
    c.header('ETag', etagOf(done.version))
    c.header('Location', `/api/v1/proposals/${done.id}`)
    return c.json(writtenBody(done), 201)
  })

  api.openapi(readRoute, async (c) => {
    const { record } = await getProposal(ports, c.var.actor, c.req.valid('param').id)
    c.header('ETag', etagOf(record.version))
    if (isUnmodified(c, record.version)) return c.body(null, 304)
    return c.json({ ...headBody(record), document: record.proposal.document }, 200)
  })

  api.openapi(resubmitRoute, async (c) => {
    const { baseVersion, document, reason } = c.req.valid('json')
    const seen = { id: c.req.valid('param').id, version: expectedVersion(c) }
    const { record } = await getProposal(ports, c.var.actor, seen.id)
    const { software } = record.proposal
    const done = await aboutProposed(proposeChange(ports, c.var.actor, software, baseVersion, document, reason, seen))
    c.header('ETag', etagOf(done.version))
    return c.json(writtenBody(done), 200)
  })

  api.openapi(acceptRoute, async (c) => {
    const { reason } = c.req.valid('json')
    const done = await decideProposal(ports, c.var.actor, c.req.valid('param').id, expectedVersion(c), 'accept', reason)
    c.header('ETag', etagOf(done.version))
    return c.json(writtenBody(done), 200)
  })

  api.openapi(returnRoute, async (c) => {
    const { reason, topics } = c.req.valid('json')
    const why = returnReason({ topics, text: reason })
    const done = await decideProposal(ports, c.var.actor, c.req.valid('param').id, expectedVersion(c), 'return', why)
    c.header('ETag', etagOf(done.version))
    return c.json(writtenBody(done), 200)
  })

  api.openapi(withdrawRoute, async (c) => {
    const { reason } = c.req.valid('json')
    const done = await withdrawProposal(ports, c.var.actor, c.req.valid('param').id, expectedVersion(c), reason)
    c.header('ETag', etagOf(done.version))
    return c.json(writtenBody(done), 200)
  })

  api.openapi(rebaseRoute, async (c) => {
    const choices = new Map(Object.entries(c.req.valid('json').choices))
    const done = await rebaseProposal(ports, c.var.actor, c.req.valid('param').id, expectedVersion(c), choices)
    c.header('ETag', etagOf(done.version))
    return c.json(writtenBody(done), 200)
  })

  return api
}

function idOfCursor(cursor: string): string {
  const [key] = decodeCursor(cursor, SORT, 1)
  if (ProposalId.safeParse(key).success) return String(key)
  throw malformedCursor()
}

function headBody({ id, version, proposal, updatedAt }: ProposalRecord) {
  const { state, software, baseVersion, organization, reason, submittedAt, becameVersion } = proposal
  return { id, version, state, software, baseVersion, organization, reason, submittedAt, updatedAt, becameVersion }
}
