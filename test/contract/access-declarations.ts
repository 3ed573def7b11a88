import type { Action } from '../../src/kernel/actor.ts'
import type { Declaration, Declarations } from '../support/access.ts'
import { anExpert, anOrganization, edrpou, named } from '../support/builders.ts'
import { publishedSoftware, SMALL, type SmallRegister } from '../support/small-register.ts'
import { directoryDeclarations } from './access-directory.ts'
import { editingDeclarations } from './access-editing.ts'
import { moderationDeclarations } from './access-moderation.ts'

/** What the declarations name besides the records of `smallRegister`. */
export interface Named {
  readonly register: SmallRegister
  /** An import run, and what it left in quarantine. */
  readonly run: string
  readonly item: string
  /** A key of the editor of the own organization. */
  readonly keyId: string
  /** A change to the published entry that waits. */
  readonly proposal: string
  /** A role at the own organization that somebody asked for. */
  readonly membership: string
}

const OWN: readonly string[] = [SMALL.holder]
const NOBODY: readonly string[] = []
/** A version that no record has: whoever may gets as far as being told so. */
const STALE = { 'if-match': '"999"' }

/**
 * What every route takes that not everybody may ask. A new route that changes something, or is not for all, has its line here; what each role
 * is answered follows from the table in `src/kernel/actor.ts`.
 */
export function declarationsFor({ register, run, item, keyId, proposal, membership }: Named): Declarations {
  let counter = 100
  const json =
    (json: unknown, headers: Record<string, string> = {}) =>
    () => ({ json, headers })
  /** The version a record is at now: the rights to change it are asked for only then. */
  const atVersion = async (table: string, id: string) => {
    const { rows } = await register.database.client.execute({
      sql: `select version from ${table} where id = ?`,
      args: [id],
    })
    return { 'if-match': `"${rows[0]?.['version']}"` }
  }
  const nobodyKnown = { experts: [{ expert: 'UA-EX-999999', role: 'security-auditor' as const }] }
  const held = { rights: { holder: SMALL.holder } }
  const move = (transition: string, action: Action, id: string, hidden = false): Declaration => ({
    case: transition,
    needs: [[action, OWN]],
    hidden,
    path: `/api/v1/software/${id}/${transition}`,
    request: json({ reason: 'Причина' }, STALE),
  })
  const readDraft = (path: string): Declaration => ({
    case: 'of a draft',
    needs: [['software.readUnpublished', OWN]],
    hidden: true,
    path: path.replace('{id}', SMALL.draft),
  })
  const readAsked = (path: string): Declaration => ({
    case: 'without consent',
    needs: [['expert.readUnpublished', NOBODY]],
    hidden: true,
    path: path.replace('{id}', SMALL.asked),
  })
  const onProposal = (step: string, action: Action, body: unknown): readonly Declaration[] => [
    {
      needs: [[action, OWN]],
      hidden: true,
      path: `/api/v1/proposals/${proposal}${step}`,
      request: json(body, STALE),
    },
  ]
  const proposed = { baseVersion: 999, document: publishedSoftware(), reason: 'Причина' }
  const readProposal = (rest: string): readonly Declaration[] => [
    {
      case: 'that waits',
      needs: [['software.readUnpublished', OWN]],
      hidden: true,
      path: `/api/v1/proposals/${proposal}${rest}`,
    },
  ]
  const quarantine = (path: string): readonly Declaration[] => [{ needs: [['import.readQuarantine', NOBODY]], path }]
  const yaml = () => ({ body: 'publiccodeYmlVersion: "0.4"\n', headers: { 'content-type': 'application/yaml' } })

  return {
    ...ownAccount(),
    ...rolesAndKeys(membership, keyId),
    'POST /api/v1/software': [
      {
        case: 'draft',
        needs: [['software.register', OWN]],
        path: '/api/v1/software',
        request: () => json({ state: 'draft', document: named(`Чернетка ${counter++}`, held) })(),
      },
      {
        case: 'published at once',
        needs: [
          ['software.register', OWN],
          ['software.decide', OWN],
        ],
        path: '/api/v1/software',
        request: () => json({ state: 'published', document: named(`Запис ${counter++}`, held) })(),
      },
    ],
    'PUT /api/v1/software/:id': [
      {
        case: 'draft',
        needs: [['software.edit', OWN]],
        hidden: true,
        path: `/api/v1/software/${SMALL.draft}`,
        request: json({ document: named('Чернетка обліку', held) }, STALE),
      },
      {
        case: 'published',
        needs: [
          ['software.edit', OWN],
          ['software.decide', OWN],
        ],
        path: `/api/v1/software/${SMALL.published}`,
        request: async () => json({ document: publishedSoftware() }, await atVersion('software', SMALL.published))(),
      },
      {
        case: 'draft, taken from its holder',
        needs: [
          ['software.edit', OWN],
          ['software.edit', [SMALL.other]],
        ],
        hidden: true,
        path: `/api/v1/software/${SMALL.draft}`,
        request: async () =>
          json(
            // Nobody gets further than being told of an expert that there is not.
            { document: named('Чернетка обліку', { rights: { holder: SMALL.other }, people: nobodyKnown }) },
            await atVersion('software', SMALL.draft),
          )(),
      },
    ],
    'POST /api/v1/software/:id/:transition': [
      move('submit', 'software.submit', SMALL.draft, true),
      move('publish', 'software.decide', SMALL.published),
      move('return', 'software.decide', SMALL.published),
      move('archive', 'software.archive', SMALL.published),
    ],
    'GET /api/v1/software/:id': [readDraft('/api/v1/software/{id}')],
    'GET /api/v1/software/:id/reuse-verdict': [readDraft('/api/v1/software/{id}/reuse-verdict')],
    'GET /api/v1/software/:id/versions': [readDraft('/api/v1/software/{id}/versions')],
    'GET /api/v1/software/:id/versions/:version': [readDraft('/api/v1/software/{id}/versions/1')],
    'GET /api/v1/software/:id/publiccode.yml': [readDraft('/api/v1/software/{id}/publiccode.yml')],
    'POST /api/v1/software/:id/proposals': [
      {
        needs: [['proposal.submit', OWN]],
        path: `/api/v1/software/${SMALL.published}/proposals`,
        request: json(proposed),
      },
    ],
    'PUT /api/v1/proposals/:id': onProposal('', 'proposal.submit', proposed),
    'POST /api/v1/proposals/:id/accept': onProposal('/accept', 'proposal.decide', {}),
    'POST /api/v1/proposals/:id/return': onProposal('/return', 'proposal.decide', { reason: 'Причина' }),
    'POST /api/v1/proposals/:id/withdraw': onProposal('/withdraw', 'proposal.withdraw', {}),
    'POST /api/v1/proposals/:id/rebase': onProposal('/rebase', 'proposal.submit', {}),
    'GET /api/v1/proposals/:id': readProposal(''),
    'GET /api/v1/proposals/:id/versions': readProposal('/versions'),
    'GET /api/v1/proposals/:id/versions/:version': readProposal('/versions/1'),
    ...editingDeclarations,
    'POST /api/v1/organizations': [
      {
        needs: [['organization.register', NOBODY]],
        path: '/api/v1/organizations',
        request: () => json({ document: anOrganization({ identifier: edrpou(counter++) }) })(),
      },
    ],
    'PUT /api/v1/organizations/:id': [
      {
        needs: [['organization.edit', OWN]],
        path: `/api/v1/organizations/${SMALL.holder}`,
        request: json({ document: anOrganization() }, STALE),
      },
    ],
    'POST /api/v1/experts': [
      {
        case: 'asked',
        needs: [['expert.register', NOBODY]],
        path: '/api/v1/experts',
        request: json({ document: anExpert({ consent: { state: 'asked' } }) }),
      },
      {
        case: 'with consent',
        needs: [
          ['expert.register', NOBODY],
          ['expert.consent', NOBODY],
        ],
        path: '/api/v1/experts',
        request: json({ document: anExpert() }),
      },
    ],
    'PUT /api/v1/experts/:id': [
      {
        needs: [['expert.edit', NOBODY]],
        path: `/api/v1/experts/${SMALL.asked}`,
        request: json({ document: anExpert() }, STALE),
      },
    ],
    'POST /api/v1/experts/:id/consent': [
      {
        needs: [['expert.consent', NOBODY]],
        path: `/api/v1/experts/${SMALL.asked}/consent`,
        request: json({ state: 'given', date: '2026-11-01' }, STALE),
      },
    ],
    'GET /api/v1/experts/:id': [readAsked('/api/v1/experts/{id}')],
    'GET /api/v1/experts/:id/versions': [readAsked('/api/v1/experts/{id}/versions')],
    'GET /api/v1/experts/:id/versions/:version': [readAsked('/api/v1/experts/{id}/versions/1')],
    'POST /api/v1/deployments': [
      {
        needs: [['deployment.register', OWN]],
        path: '/api/v1/deployments',
        request: json({ document: { software: SMALL.published, organization: SMALL.holder, state: 'pilot' } }),
      },
      {
        case: 'confirmed',
        needs: [
          ['deployment.register', OWN],
          ['deployment.confirm', OWN],
        ],
        path: '/api/v1/deployments',
        request: json({
          document: {
            software: SMALL.published,
            organization: SMALL.holder,
            state: 'pilot',
            confirmedOn: '2026-11-01',
          },
        }),
      },
    ],
    'PUT /api/v1/deployments/:id': [
      {
        needs: [['deployment.edit', OWN]],
        path: `/api/v1/deployments/${SMALL.deployment}`,
        request: json({ document: { software: SMALL.published, organization: SMALL.holder, state: 'pilot' } }, STALE),
      },
    ],
    'POST /api/v1/imports/publiccode': [
      {
        case: 'dry run',
        needs: [['import.dryRun', NOBODY]],
        path: '/api/v1/imports/publiccode?dryRun=true',
        request: yaml,
      },
      { needs: [['import.commit', NOBODY]], path: '/api/v1/imports/publiccode', request: yaml },
    ],
    'POST /api/v1/imports/items/:id/retry': [
      { needs: [['import.commit', NOBODY]], path: `/api/v1/imports/items/${item}/retry`, request: yaml },
    ],
    'GET /api/v1/imports/quarantine': quarantine('/api/v1/imports/quarantine'),
    'GET /api/v1/imports/:id': quarantine(`/api/v1/imports/${run}`),
    'GET /api/v1/imports/items/:id/raw': quarantine(`/api/v1/imports/items/${item}/raw`),
    'GET /api/v1/keys': [
      { case: 'of an organization', needs: [['key.list', OWN]], path: `/api/v1/keys?organization=${SMALL.holder}` },
      { case: 'all', needs: [['key.list', NOBODY]], path: '/api/v1/keys' },
    ],
    ...directoryDeclarations(),
    ...moderationDeclarations(proposal),
    'DELETE /api/v1/keys/:id': [{ needs: [['key.revoke', OWN]], path: `/api/v1/keys/${keyId}` }],
  }
}

/** Something real in place of the parameters of routes that are open to everybody. */
export function samplesFor(expert: string, accepted: string): Readonly<Record<string, string>> {
  const collections = ['software', 'organizations', 'experts', 'deployments', 'proposals'] as const
  const ids = {
    software: SMALL.published,
    organizations: SMALL.holder,
    experts: expert,
    deployments: SMALL.deployment,
    proposals: accepted,
  }
  const samples: Record<string, string> = {
    '/sitemaps/:name': '/sitemaps/pages.xml',
    '/log/tile/*': '/log/tile/0/000.p/1',
    '/log/proof/:type/:id/:version': `/log/proof/software/${SMALL.published}/1`,
    '/log/consistency/:first/:second': '/log/consistency/1/1',
    '/id/:id': `/id/${SMALL.published}`,
    '/problems/:code': '/problems/not-found',
    '/uk/:path': '/uk/software/',
    '/uk/problems/:code': '/uk/problems/not-found',
    '/uk/api/operations/:id': '/uk/api/operations/listSoftware',
    '/uk/api/schemas/:name': '/uk/api/schemas/Software',
    '/api/v1/reference/:scheme': '/api/v1/reference/functions',
  }
  for (const collection of collections) {
    const id = ids[collection]
    for (const rest of [
      '',
      '/versions',
      '/versions/:version',
      '/versions/:version/proof',
      '/reuse-verdict',
      '/publiccode.yml',
      '/proposals',
    ]) {
      samples[`/api/v1/${collection}/:id${rest}`] = `/api/v1/${collection}/${id}${rest.replace(':version', '1')}`
    }
    const below = ['', '/history', '/history/:version', '/publiccode.yml', '/description', '/deployments', '/users']
    for (const rest of below)
      samples[`/uk/${collection}/:id${rest}`] = `/uk/${collection}/${id}${rest.replace(':version', '1')}`
  }
  return samples
}

const ACCOUNT = 'test/accounts/account.test.ts'

/** What is one's own: whoever is signed in, with a role or without, and nobody else's. */
function ownAccount(): Declarations {
  const signedIn = { elsewhere: `whoever is signed in, about themselves: ${ACCOUNT}` }
  return {
    'GET /sign-in/callback': { openBecause: 'people come back from the provider by it; test/attacks/sign-in.test.ts' },
    'GET /uk/sign-in/begin': { openBecause: 'anybody may begin to sign in' },
    'POST /uk/sign-in/demonstration': { elsewhere: 'on this machine alone: test/accounts/demonstration.test.ts' },
    'POST /uk/sign-out': { openBecause: 'who is not signed in is signed out already' },
    'GET /uk/sign-in/again': signedIn,
    'GET /uk/sign-in/held/:id': signedIn,
    'GET /uk/account': signedIn,
    'POST /uk/account/act-as': signedIn,
    'POST /uk/account/sessions/end': signedIn,
    'POST /uk/account/sessions/end-others': signedIn,
    'GET /uk/account/roles/:id': signedIn,
    'POST /uk/account/roles/:id': signedIn,
    'GET /uk/account/request-role': signedIn,
    'POST /uk/account/request-role': signedIn,
    'GET /uk/work': signedIn,
  }
}

function rolesAndKeys(membership: string, keyId: string): Declarations {
  const ofOwn = { elsewhere: `each for the organization they act for: ${ACCOUNT}` }
  const id = ':id{[0-9a-f]{32}}'
  return {
    'GET /uk/work/people': ofOwn,
    'GET /uk/work/requests': ofOwn,
    'GET /uk/work/keys': ofOwn,
    'POST /uk/work/keys': ofOwn,
    'GET /uk/work/roles': [{ needs: [['role.grant', NOBODY]], path: '/uk/work/roles' }],
    'POST /uk/work/roles': [{ needs: [['role.grant', NOBODY]], path: '/uk/work/roles', request: () => ({ form: {} }) }],
    [`GET /uk/work/roles/${id}`]: [
      { needs: [['membership.read', OWN]], hidden: true, path: `/uk/work/roles/${membership}` },
    ],
    [`POST /uk/work/roles/${id}`]: [
      {
        case: 'decide',
        needs: [['membership.decide', OWN]],
        hidden: true,
        path: `/uk/work/roles/${membership}`,
        // Without a reason nobody gets further than being asked for one.
        request: () => ({ form: { decision: 'refuse' } }),
      },
      {
        case: 'end',
        needs: [['membership.end', OWN]],
        hidden: true,
        path: `/uk/work/roles/${membership}`,
        request: () => ({ form: { decision: 'end' } }),
      },
    ],
    'POST /uk/work/keys/:id{[0-9a-f]{16}}/revoke': [
      {
        needs: [['key.revoke', OWN]],
        hidden: true,
        path: `/uk/work/keys/${keyId}/revoke`,
        request: () => ({ form: {} }),
      },
    ],
  }
}
