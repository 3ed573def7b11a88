import { describe } from 'vitest'
import { replaceCodes } from '../../seed/load-reference.ts'
import { recordConsent } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { editDeployment } from '../../src/software/deployments.ts'
import { aDeployment, anExpert, anOrganization, edrpou, named, organizationOf } from '../support/builders.ts'
import { type KeyName, type ProblemCase, refuses } from '../support/problem-cases.ts'
import { publishedSoftware, SMALL, type SmallRegister } from '../support/small-register.ts'

const entry = `/api/v1/software/${SMALL.published}`
const draft = `/api/v1/software/${SMALL.draft}`
const archived = `/api/v1/software/${SMALL.archived}`
const deployment = `/api/v1/deployments/${SMALL.deployment}`
const expert = `/api/v1/experts/${SMALL.asked}`

const put = (json: unknown, match: string | null = '"1"') => {
  const headers: Record<string, string> = match === null ? {} : { 'if-match': match }
  return () => ({ method: 'PUT', json, headers })
}
const post = (json: unknown, match: string | null = null) => {
  const headers: Record<string, string> = match === null ? {} : { 'if-match': match }
  return () => ({ method: 'POST', json, headers })
}
const edited = { document: publishedSoftware() }
const bad = 'validation-failed' as const

describe('a change is refused when If-Match is', () => {
  const cases = (says: string, match: string | null, code: ProblemCase['code'], errors: readonly string[] = []) =>
    [
      { says: `${says}, of software`, path: entry, request: put(edited, match) },
      { says: `${says}, of a transition`, path: `${entry}/archive`, request: post({ reason: 'Бо так.' }, match) },
      {
        says: `${says}, of an organization`,
        path: `/api/v1/organizations/${SMALL.holder}`,
        request: put({ document: anOrganization() }, match),
      },
      {
        says: `${says}, of a deployment`,
        path: deployment,
        request: put({ document: aDeployment({ software: SMALL.published }) }, match),
      },
      { says: `${says}, of an expert`, path: expert, request: put({ document: anExpert() }, match) },
      {
        says: `${says}, of consent`,
        path: `${expert}/consent`,
        request: post({ state: 'given', date: '2026-11-01' }, match),
      },
    ].map((each) => ({ ...each, as: 'registrar' as KeyName, code, errors }))
  const malformed = [' if-match-malformed']
  refuses([
    ...cases('missing', null, 'precondition-required'),
    ...cases('of an older version', '"7"', 'version-stale'),
    ...cases('not quoted', '1', bad, malformed),
    ...cases('weak', 'W/"1"', bad, malformed),
    ...cases('a wildcard', '*', bad, malformed),
    ...cases('a list', '"1", "2"', bad, malformed),
    ...cases('of version nought', '"0"', bad, malformed),
  ])
})

describe('a write is forbidden', () => {
  const forbidden = (says: string, as: KeyName, path: string, request: ProblemCase['request'] & object) =>
    ({ says, as, path, request, code: 'forbidden' }) as const
  const heldBy = (holder: string) => ({ rights: { holder } })
  const own = (register: SmallRegister) => register.key('registrar', SMALL.holder)
  const registrarOfHolder = (says: string, path: string, init: () => RequestInit & { json?: unknown }): ProblemCase => {
    let key = ''
    return {
      says,
      path,
      given: async (register) => {
        key = await own(register)
      },
      request: () => {
        const { headers, ...rest } = init()
        return { ...rest, headers: { ...(headers as Record<string, string>), authorization: `Bearer ${key}` } }
      },
      code: 'forbidden',
    }
  }
  refuses([
    forbidden(
      'to register software of another organization',
      'stranger',
      '/api/v1/software',
      post({ state: 'draft', document: named('Чуже', heldBy(SMALL.holder)) }),
    ),
    forbidden(
      'to register software of nobody, to an editor',
      'editor',
      '/api/v1/software',
      post({ state: 'draft', document: named('Нічиє') }),
    ),
    forbidden(
      'to publish, to an editor',
      'editor',
      '/api/v1/software',
      post({ state: 'published', document: named('Своє', heldBy(SMALL.holder)) }),
    ),
    forbidden(
      'to register software, to an auditor',
      'auditor',
      '/api/v1/software',
      post({ state: 'draft', document: named('Своє', heldBy(SMALL.holder)) }),
    ),
    forbidden(
      'to register software, to an administrator',
      'admin',
      '/api/v1/software',
      post({ state: 'draft', document: named('Своє') }),
    ),
    forbidden('to change a published entry, to its editor', 'editor', entry, put(edited)),
    forbidden('to change the entry of another', 'stranger', entry, put(edited)),
    forbidden(
      'to give one’s entry away',
      'editor',
      draft,
      put({ document: named('Чернетка обліку', heldBy(SMALL.other)) }),
    ),
    forbidden('to publish what one submitted', 'head', `${draft}/publish`, post({ reason: '' }, '"1"')),
    forbidden('to archive, to an editor', 'editor', `${entry}/archive`, post({ reason: 'Бо так.' }, '"1"')),
    forbidden(
      'to change the organization of another',
      'stranger',
      `/api/v1/organizations/${SMALL.holder}`,
      put({ document: anOrganization() }),
    ),
    forbidden(
      'to register what another organization runs',
      'stranger',
      '/api/v1/deployments',
      post({ document: aDeployment({ software: SMALL.published }) }),
    ),
    forbidden(
      'to change what another organization runs',
      'stranger',
      deployment,
      put({ document: aDeployment({ software: SMALL.published }) }),
    ),
    forbidden(
      'to confirm a deployment in the place of its user',
      'registrar',
      deployment,
      put({ document: aDeployment({ software: SMALL.published, confirmedOn: '2026-11-20' }) }),
    ),
    forbidden(
      'to register a deployment as confirmed in the place of its user',
      'registrar',
      '/api/v1/deployments',
      post({ document: aDeployment({ software: SMALL.published, confirmedOn: '2026-11-20' }) }),
    ),
    forbidden('to change an expert, to an editor', 'editor', expert, put({ document: anExpert() })),
    forbidden(
      'to record consent, to an editor',
      'editor',
      `${expert}/consent`,
      post({ state: 'given', date: '2026-11-01' }, '"1"'),
    ),
    forbidden(
      'to record consent by registering, to an editor',
      'editor',
      '/api/v1/experts',
      post({ document: anExpert() }),
    ),
    registrarOfHolder('to a registrar of the holder, to change its entry', entry, put(edited)),
    registrarOfHolder(
      'to a registrar of the holder, to archive its entry',
      `${entry}/archive`,
      post({ reason: 'Бо так.' }, '"1"'),
    ),
    registrarOfHolder(
      'to a registrar of the holder, to submit its entry',
      `${draft}/submit`,
      post({ reason: '' }, '"1"'),
    ),
    registrarOfHolder(
      'to a registrar of the holder, to publish an entry at once',
      '/api/v1/software',
      post({ state: 'published', document: named('Своє', heldBy(SMALL.holder)) }),
    ),
  ])
})

describe('a step is refused', () => {
  const step = (
    says: string,
    path: string,
    reason: string,
    code: ProblemCase['code'],
    errors: readonly string[],
    naming: readonly string[] = [],
  ) => ({ says, path, request: post({ reason }, '"1"'), as: 'registrar', code, errors, naming }) as const
  const refused = ['/state transition-refused']
  refuses([
    step('to submit what is published', `${entry}/submit`, '', 'conflict', refused, ['published', 'submit']),
    step('to publish what is published', `${entry}/publish`, '', 'conflict', refused, ['published', 'publish']),
    step('to return what is published', `${entry}/return`, 'Бо так.', 'conflict', refused, ['published', 'return']),
    step('to publish a draft', `${draft}/publish`, '', 'conflict', refused, ['draft', 'publish']),
    step('to archive a draft', `${draft}/archive`, 'Бо так.', 'conflict', refused, ['draft', 'archive']),
    {
      ...step('to archive twice', `${archived}/archive`, 'Бо так.', 'conflict', refused, ['archived', 'archive']),
      request: post({ reason: 'Бо так.' }, '"2"'),
    },
    {
      ...step('to bring back what was archived', `${archived}/publish`, '', 'conflict', refused, [
        'archived',
        'publish',
      ]),
      request: post({ reason: '' }, '"2"'),
    },
    {
      says: 'to change what was archived',
      path: archived,
      request: put({ document: named('Стара система') }, '"2"'),
      as: 'registrar',
      code: 'gone',
    },
    step('to archive without a reason', `${entry}/archive`, ' ', bad, ['/reason text-empty']),
    step('for a reason with a passport in it', `${entry}/archive`, 'Бо паспорт КА123456', bad, [
      '/reason personal-data-passport',
    ]),
    step(
      'that there is not',
      `${entry}/burn`,
      '',
      bad,
      ['/transition value'],
      ['submit, withdraw, publish, return, archive'],
    ),
    step('for a reason too long', `${entry}/archive`, 'а'.repeat(1001), bad, ['/reason text-too-long'], ['1000']),
  ])
})

describe('a deployment is refused when', () => {
  const made = (says: string, changes: object, errors: readonly string[], naming: readonly string[] = []) =>
    ({
      says,
      path: '/api/v1/deployments',
      request: post({ document: { ...aDeployment({ software: SMALL.published }), ...changes } }),
      as: 'registrar',
      code: bad,
      errors,
      naming,
    }) as const
  const changed = (
    says: string,
    changes: object,
    errors: readonly string[],
    code: ProblemCase['code'] = bad,
    naming: readonly string[] = [],
  ) =>
    ({
      says,
      path: deployment,
      request: put({ document: { ...aDeployment({ software: SMALL.published }), ...changes } }),
      as: 'registrar',
      code,
      errors,
      naming,
    }) as const
  refuses([
    made(
      'its software is unknown',
      { software: 'UA-SW-999999' },
      ['/document/software software-unknown'],
      ['UA-SW-999999'],
    ),
    made('its software is a draft', { software: SMALL.draft }, ['/document/software software-unknown'], [SMALL.draft]),
    made(
      'its software is archived',
      { software: SMALL.archived },
      ['/document/software software-unknown'],
      [SMALL.archived],
    ),
    made(
      'its organization is unknown',
      { organization: 'UA-EDR-00032106' },
      ['/document/organization organization-unknown'],
      ['UA-EDR-00032106'],
    ),
    made('it ended before it began', { since: '2026-05-02', until: '2026-05-01' }, ['/document/until term-reversed']),
    made('it cost less than nothing', { adoptionCost: { amount: -1, currency: 'UAH', vatIncluded: true } }, [
      '/document/adoptionCost/amount number-range',
    ]),
    made('it cost half a kopiyka', { adoptionCost: { amount: 0.5, currency: 'UAH', vatIncluded: true } }, [
      '/document/adoptionCost/amount amount-not-integer',
    ]),
    made('it cost karbovantsi', { adoptionCost: { amount: 1, currency: 'UAK', vatIncluded: true } }, [
      '/document/adoptionCost/currency currency-unknown',
    ]),
    {
      ...made('it was confirmed tomorrow', { confirmedOn: '2026-11-24' }, ['/document/confirmedOn date-in-future']),
      as: 'editor',
    },
    changed('it moves to other software', { software: SMALL.archived }, ['/document/software identifier-fixed']),
    {
      ...changed('it moves to another organization', { organization: SMALL.other }, [
        '/document/organization identifier-fixed',
      ]),
    },
    changed('it goes back to a pilot', { state: 'pilot' }, ['/document/state transition-refused'], 'conflict', [
      'in-use',
      'pilot',
    ]),
    {
      ...changed('it comes back into use', {}, ['/document/state transition-refused'], 'conflict', [
        'retired',
        'in-use',
      ]),
      given: ({ deps }) =>
        editDeployment(
          deps,
          OPERATOR,
          SMALL.deployment,
          1,
          aDeployment({ software: SMALL.published, state: 'retired' }),
          'test',
        ),
      request: put({ document: aDeployment({ software: SMALL.published }) }, '"2"'),
    },
  ])
})

describe('an identifier stays what it is', () => {
  refuses([
    {
      says: 'of an organization',
      path: `/api/v1/organizations/${SMALL.holder}`,
      request: put({ document: anOrganization({ identifier: edrpou(3) }) }),
      as: 'registrar',
      code: bad,
      errors: ['/document/identifier identifier-fixed'],
    },
    {
      says: 'of one that is not registered',
      path: `/api/v1/organizations/${organizationOf(3)}`,
      request: put({ document: anOrganization({ identifier: edrpou(3) }) }),
      as: 'registrar',
      code: 'not-found',
    },
  ])
})

describe('after consent was withdrawn', () => {
  const given = ({ deps }: SmallRegister) =>
    recordConsent(deps, OPERATOR, SMALL.asked, 1, { state: 'withdrawn', date: '2026-11-20', document: null })
  refuses([
    {
      says: 'an expert is not changed',
      path: expert,
      given,
      request: put({ document: anExpert() }, '"2"'),
      as: 'registrar',
      code: 'conflict',
      errors: ['/document/consent consent-withdrawn'],
    },
    {
      says: 'consent is not given again',
      path: `${expert}/consent`,
      given,
      request: post({ state: 'given', date: '2026-11-21' }, '"2"'),
      as: 'registrar',
      code: 'conflict',
      errors: ['/consent consent-withdrawn'],
    },
    { says: 'the public finds nobody', path: expert, given, code: 'not-found' },
  ])
})

describe('a code that a complete table does not have', () => {
  const complete =
    (scheme: 'dk021' | 'katottg', code: string) =>
    ({ deps }: SmallRegister) =>
      replaceCodes(deps, OPERATOR, {
        scheme,
        source: 'test',
        date: '2026-01-01',
        complete: true,
        rows: [{ code, titleUk: 'Назва', titleEn: null, parent: null, category: null, details: null }],
      })
  const dk021 = (code: string) => ({ document: { ...named('А'), identity: { ...named('А').identity, dk021: [code] } } })
  refuses([
    {
      says: 'is refused, of ДК 021, with what may have been meant',
      path: '/api/v1/software',
      given: complete('dk021', '48311100-2'),
      request: post(dk021('48311110-2')),
      as: 'registrar',
      code: bad,
      errors: ['/document/identity/dk021/0 cpv-unknown'],
      naming: ['48311110-2', '48311100-2'],
    },
    {
      says: 'is refused, of ДК 021, like none of its codes',
      path: '/api/v1/software',
      given: complete('dk021', '48311100-2'),
      request: post(dk021('99999999-9')),
      as: 'registrar',
      code: bad,
      errors: ['/document/identity/dk021/0 cpv-unknown'],
      naming: ['99999999-9'],
    },
    {
      says: 'is refused, of KATOTTG',
      path: '/api/v1/organizations',
      given: complete('katottg', 'UA46060250010015970'),
      request: post({ document: anOrganization({ identifier: edrpou(3), katottg: 'UA46060250010015971' }) }),
      as: 'registrar',
      code: bad,
      errors: ['/document/katottg katottg-unknown'],
      naming: ['UA46060250010015971'],
    },
  ])
})
