import type { Action } from '../../src/kernel/actor.ts'
import type { Declaration, Declarations } from '../support/access.ts'
import { SMALL } from '../support/small-register.ts'

const OWN: readonly string[] = [SMALL.holder]
const NOBODY: readonly string[] = []
/** The record of whichever organization somebody acts for. */
const ANY_OWN: readonly string[] = [SMALL.holder, SMALL.other]
const STALE = { 'record-version': '999' }
const EXPERT = ':id{UA-EX-[0-9]+}'
const DEPLOYMENT = ':id{UA-DP-[0-9]+}'
const BY_SECRET = {
  elsewhere: 'whoever has the secret of the link, and nobody else: test/directory/consent-links.test.ts',
}

/** Who may ask the pages on which organizations, experts and deployments are kept up, and links of experts. */
export function directoryDeclarations(): Declarations {
  const page = (template: string, path: string, needs: Declaration['needs'], hidden = false): Declarations => ({
    [`GET ${template}`]: [{ needs, hidden, path }],
  })
  const form = (template: string, path: string, needs: Declaration['needs'], hidden = false): Declarations => ({
    [`POST ${template}`]: [{ needs, hidden, path, request: () => ({ form: STALE }) }],
  })
  const both = (template: string, path: string, needs: Declaration['needs'], hidden = false): Declarations => ({
    ...page(template, path, needs, hidden),
    ...form(template, path, needs, hidden),
  })
  const link = (method: string, action: Action): Declarations => ({
    [`${method} /api/v1/experts/:id/consent-link`]: [
      { needs: [[action, NOBODY]], path: `/api/v1/experts/${SMALL.asked}/consent-link` },
    ],
  })
  const organizations = '/uk/work/organizations'
  const experts = '/uk/work/experts'
  const deployments = '/uk/work/deployments'
  const asked = `${experts}/${SMALL.asked}`
  const running = `${deployments}/${SMALL.deployment}`
  const fresh = `${deployments}/new?software=${SMALL.published}`
  return {
    ...page(organizations, organizations, [['organization.register', NOBODY]]),
    ...both(`${organizations}/new`, `${organizations}/new`, [['organization.register', NOBODY]]),
    ...both(`${organizations}/:id/edit`, `${organizations}/${SMALL.holder}/edit`, [['organization.edit', OWN]]),
    ...both(`${organizations}/:id/confirm`, `${organizations}/${SMALL.holder}/confirm`, [
      ['organization.confirm', OWN],
    ]),
    ...page(experts, experts, [['expert.register', NOBODY]]),
    ...both(`${experts}/new`, `${experts}/new`, [['expert.register', NOBODY]]),
    ...page(
      `${experts}/${EXPERT}`,
      asked,
      [
        ['expert.register', NOBODY],
        ['expert.readUnpublished', NOBODY],
      ],
      true,
    ),
    ...both(
      `${experts}/${EXPERT}/edit`,
      `${asked}/edit`,
      [
        ['expert.register', NOBODY],
        ['expert.edit', NOBODY],
      ],
      true,
    ),
    ...both(`${experts}/${EXPERT}/consent`, `${asked}/consent`, [['expert.consent', NOBODY]]),
    ...form(`${experts}/${EXPERT}/link`, `${asked}/link`, [['expert.link', NOBODY]]),
    ...form(`${experts}/${EXPERT}/link/revoke`, `${asked}/link/revoke`, [['expert.link', NOBODY]]),
    // Issued first, so that there is one to ask about and to revoke.
    ...link('POST', 'expert.link'),
    ...link('GET', 'expert.link'),
    ...link('DELETE', 'expert.link'),
    ...page(deployments, deployments, [['deployment.register', ANY_OWN]]),
    ...both(`${deployments}/new`, fresh, [['deployment.register', ANY_OWN]]),
    ...both(`${deployments}/${DEPLOYMENT}/edit`, `${running}/edit`, [['deployment.edit', OWN]]),
    ...form(`${deployments}/${DEPLOYMENT}/confirm`, `${running}/confirm`, [['deployment.confirm', OWN]]),
    'GET /uk/consent/:secret': BY_SECRET,
    'GET /uk/consent/:secret/give': BY_SECRET,
    'POST /uk/consent/:secret/give': BY_SECRET,
    'GET /uk/consent/:secret/edit': BY_SECRET,
    'POST /uk/consent/:secret/edit': BY_SECRET,
    'GET /uk/consent/:secret/withdraw': BY_SECRET,
    'POST /uk/consent/:secret/withdraw': BY_SECRET,
  }
}
