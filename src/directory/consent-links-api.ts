import { createRoute, z } from '@hono/zod-openapi'
import { selectLastConsentLink } from '../accounts/consent-links.ts'
import { authorize } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { ExpertId } from '../kernel/identifiers.ts'
import { createApi } from '../web/kit.ts'
import { json, problems } from '../web/shapes.ts'
import { type ConsentPorts, issueConsentLink, revokeConsentLink } from './consent.ts'
import { subjectOfExpert } from './service.ts'

const Instant = z.iso.datetime()
const LinkStatus = z
  .object({
    createdAt: Instant,
    expiresAt: Instant.meta({
      description: 'Until when it may be answered; withdrawing goes on for as long as they are published',
    }),
    lastUsedAt: Instant.nullable().meta({ description: 'When something was last changed through it' }),
    revokedAt: Instant.nullable(),
  })
  .openapi('ConsentLinkStatus')
const IssuedLink = z
  .object({
    link: z.url().meta({ description: 'The personal link, told this once; hand it to the expert and to nobody else' }),
    expiresAt: Instant,
  })
  .openapi('ConsentLink')

const path = '/experts/{id}/consent-link'
const request = { params: z.object({ id: ExpertId }) }
const security = [{ key: [] }]
const refusals = problems('unauthenticated', 'forbidden', 'not-found', 'validation-failed')

const issueRoute = createRoute({
  method: 'post',
  path,
  operationId: 'issueConsentLink',
  tags: ['experts'],
  summary: 'Issue the personal link by which an expert gives, sees and withdraws consent, in place of any earlier one',
  security,
  request,
  responses: {
    201: { description: 'Issued', headers: z.object({ 'Cache-Control': z.string() }), content: json(IssuedLink) },
    ...refusals,
    ...problems('conflict'),
  },
})

const statusRoute = createRoute({
  method: 'get',
  path,
  operationId: 'getConsentLink',
  tags: ['experts'],
  summary: 'What became of the personal link that was issued last',
  security,
  request,
  responses: { 200: { description: 'The link, without its secret', content: json(LinkStatus) }, ...refusals },
})

const revokeRoute = createRoute({
  method: 'delete',
  path,
  operationId: 'revokeConsentLink',
  tags: ['experts'],
  summary: 'End the personal link of an expert at once',
  security,
  request,
  responses: { 204: { description: 'Ended, or there was none' }, ...refusals },
})

/** `/api/v1/experts/{id}/consent-link` */
export function consentLinksApi(ports: ConsentPorts & { readonly site: { readonly origin: string } }) {
  const api = createApi()

  api.openapi(issueRoute, async (c) => {
    const { secret, link } = await issueConsentLink(ports, c.var.actor, c.req.valid('param').id)
    c.header('Cache-Control', 'private, no-store')
    const address = `${ports.site.origin}/${c.var.locale}/consent/${secret}`
    return c.json({ link: address, expiresAt: link.expiresAt }, 201)
  })

  api.openapi(statusRoute, async (c) => {
    const { id } = c.req.valid('param')
    authorize(c.var.actor, 'expert.link', await subjectOfExpert(ports.read, id))
    const link = await selectLastConsentLink(ports.read, id)
    if (link === null) throw new AppError('not-found', `no link of ${id}`)
    const { createdAt, expiresAt, lastUsedAt, revokedAt } = link
    c.header('Cache-Control', 'private, no-store')
    return c.json({ createdAt, expiresAt, lastUsedAt, revokedAt }, 200)
  })

  api.openapi(revokeRoute, async (c) => {
    await revokeConsentLink(ports, c.var.actor, c.req.valid('param').id)
    return c.body(null, 204)
  })

  return api
}
