import { describe } from 'vitest'
import { registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { registerSoftware } from '../../src/software/service.ts'
import { anExpert, anOrganization, aSoftware, edrpou, named } from '../support/builders.ts'
import { type KeyName, type ProblemCase, refuses } from '../support/problem-cases.ts'
import { publishedSoftware, REPOSITORY, SMALL } from '../support/small-register.ts'

const bad = 'validation-failed' as const

function sent(body: () => NonNullable<RequestInit['body']>, type: string | null = 'application/json') {
  return () => ({
    method: 'POST',
    body: body(),
    duplex: 'half' as const,
    headers: type === null ? {} : { 'content-type': type },
  })
}
const bytes = (...parts: (string | number)[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)])))
const posted = (json: unknown) => () => ({ method: 'POST', json })
const whole = JSON.stringify({ state: 'draft', document: named('Черга') })

/** A body that says nothing of its length and never seems to end. */
function endless(): ReadableStream<Uint8Array> {
  let sentBytes = 0
  return new ReadableStream({
    pull(controller) {
      sentBytes += 65_536
      if (sentBytes > 8 * 1024 * 1024) controller.error(new Error('the register reads on beyond its bound'))
      else controller.enqueue(new Uint8Array(65_536).fill(0x20))
    },
  })
}

const software = (says: string, json: unknown, errors: readonly string[], naming: readonly string[] = []) =>
  ({ says, path: '/api/v1/software', request: posted(json), as: 'registrar', code: bad, errors, naming }) as const
const organization = (says: string, changes: object, errors: readonly string[], naming: readonly string[] = []) =>
  ({
    says,
    path: '/api/v1/organizations',
    request: posted({ document: { ...anOrganization({ identifier: edrpou(9) }), ...changes } }),
    as: 'registrar',
    code: bad,
    errors,
    naming,
  }) as const

describe('a body is refused when it is', () => {
  const body = (
    says: string,
    request: NonNullable<ProblemCase['request']>,
    code: ProblemCase['code'],
    errors: readonly string[] = [],
  ) => ({ says, path: '/api/v1/software', request, as: 'registrar' as KeyName, code, errors })
  refuses([
    body(
      'not JSON',
      sent(() => '{"document": '),
      'malformed-body',
      [' json-malformed'],
    ),
    body(
      'empty',
      sent(() => ''),
      'malformed-body',
      [' json-malformed'],
    ),
    body(
      'not UTF-8',
      sent(() => bytes('{"reason": "', 0xc3, 0x28, '"}')),
      'malformed-body',
      [' utf-8-invalid'],
    ),
    body(
      'UTF-16',
      sent(() => bytes(0xff, 0xfe, 0x7b, 0, 0x7d, 0)),
      'malformed-body',
      [' utf-8-invalid'],
    ),
    body(
      'nested too deep',
      sent(() => `${'['.repeat(65)}${']'.repeat(65)}`),
      'malformed-body',
      [' json-too-deep'],
    ),
    body(
      'nested absurdly deep',
      sent(() => '{"document":'.repeat(100_000)),
      'malformed-body',
      [' json-too-deep'],
    ),
    body(
      'too large',
      sent(() => ' '.repeat(2 * 1024 * 1024 + 1)),
      'body-too-large',
    ),
    body(
      'too large by its own account',
      () => ({
        method: 'POST',
        body: whole,
        headers: { 'content-type': 'application/json', 'content-length': '3000000' },
      }),
      'body-too-large',
    ),
    body('too large without saying so', sent(endless), 'body-too-large'),
    body(
      'a form',
      sent(() => 'state=draft', 'application/x-www-form-urlencoded'),
      'unsupported-media-type',
    ),
    body(
      'plain text',
      sent(() => whole, 'text/plain'),
      'unsupported-media-type',
    ),
    body(
      'XML',
      sent(() => '<software/>', 'application/xml'),
      'unsupported-media-type',
    ),
    body(
      'a sequence of JSON',
      sent(() => whole, 'application/json-seq'),
      'unsupported-media-type',
    ),
    body(
      'of a type that only begins like JSON',
      sent(() => whole, 'application/jsonp'),
      'unsupported-media-type',
    ),
    body(
      'of no type',
      sent(() => bytes(whole), null),
      'unsupported-media-type',
    ),
    body('a list', posted([]), bad, [' type']),
    body('null', posted(null), bad, [' type']),
  ])
})

describe('a field is refused with its place when it is', () => {
  refuses([
    software('unknown', { ...JSON.parse(whole), price: 5, document: { ...named('А'), colour: 'red' } }, [
      '/document/colour unknown-field',
      '/price unknown-field',
    ]),
    software('missing', { document: { identity: { name: { uk: 'Облік' } } } }, [
      '/document/identity/shortDescription required',
    ]),
    organization('a missing choice', { kind: undefined }, ['/document/kind required']),
    organization('a choice that is none', { kind: 'guild' }, ['/document/kind value'], ['company']),
    software('of another type', { document: { ...named('А'), civic: 'yes' } }, ['/document/civic type']),
    software(
      'in a language that is none',
      { document: { identity: { name: { ukrainian: 'Облік' }, shortDescription: { uk: 'Облік.' } } } },
      ['/document/identity/name/ukrainian language-tag'],
    ),
    software('in no language', { document: { identity: { name: {}, shortDescription: { uk: 'Облік.' } } } }, [
      '/document/identity/name text-missing',
    ]),
    software('empty', { document: { identity: { name: { uk: '  ' }, shortDescription: { uk: 'Облік.' } } } }, [
      '/document/identity/name/uk text-empty',
    ]),
    software(
      'longer than people may type',
      { document: { identity: { name: { uk: 'А' }, shortDescription: { uk: 'а'.repeat(151) } } } },
      ['/document/identity/shortDescription/uk text-too-long'],
      ['150'],
    ),
    software('an address that is none', { document: { ...named('А'), technology: { demoUrl: 'javascript:1' } } }, [
      '/document/technology/demoUrl url',
    ]),
    software(
      'an address with a password',
      { document: { ...named('А'), technology: { demoUrl: 'https://user:secret@example.ua/' } } },
      ['/document/technology/demoUrl url'],
    ),
    organization('a mailbox that is none', { contact: { role: { uk: 'CDTO' }, email: 'cdto' } }, [
      '/document/contact/email email',
    ]),
    organization('a number out of range', { population: -1 }, ['/document/population number-range']),
    organization('a fraction of an inhabitant', { population: 0.5 }, ['/document/population type']),
  ])
})

describe('a text is refused when it holds', () => {
  const name = (text: string) => ({
    document: { ...named('А'), identity: { ...named('А').identity, name: { uk: text } } },
  })
  refuses([
    software(
      'a mark of direction',
      name('Облік \u202Eзвернень'),
      ['/document/identity/name/uk hidden-character'],
      ['U+202E', '7'],
    ),
    software('a soft hyphen', name('Облі\u00ADк'), ['/document/identity/name/uk hidden-character']),
    software('a zero byte', name('Облік\u0000'), ['/document/identity/name/uk hidden-character']),
    software(
      'an invisible character in an address',
      { document: { ...named('А'), technology: { demoUrl: 'https://exa\u200Bmple.ua/' } } },
      ['/document/technology/demoUrl hidden-character'],
    ),
    software('half a character', name('Облік \uD800'), ['/document/identity/name/uk text-ill-formed']),
    software('half a character, in the reason', { ...JSON.parse(whole), reason: 'Бо \uDC00' }, [
      '/reason text-ill-formed',
    ]),
  ])
})

describe('a code is refused when it is', () => {
  const identity = (changes: object) => ({
    document: { ...named('А'), identity: { ...named('А').identity, ...changes } },
  })
  const grant = (changes: object) => ({ document: { ...named('А'), rights: { grants: [changes] } } })
  refuses([
    organization('an EDRPOU of seven digits', { identifier: '9900001' }, ['/document/identifier edrpou-format']),
    organization('an EDRPOU with a slip', { identifier: '99000013' }, ['/document/identifier edrpou-check-digit']),
    organization('a number of a person', { scheme: 'UA-IPN', identifier: '1' }, ['/document/scheme identifier-scheme']),
    organization('a page that is none', { scheme: 'URL', identifier: 'mailto:a@b.ua' }, ['/document/identifier url']),
    organization('longer than a leaf of the log', { scheme: 'IT-IPA', identifier: 'ї'.repeat(300) }, [
      '/document/identifier identifier-too-long',
    ]),
    organization('fictional with the code of a real organization', { identifier: '00032106', demonstration: true }, [
      '/document/identifier demonstration-edrpou',
    ]),
    organization('a KATOTTG of six digits', { katottg: 'UA460600' }, ['/document/katottg katottg-format']),
    software(
      'an unknown function',
      identity({ functions: ['sorcery'] }),
      ['/document/identity/functions/0 function-unknown'],
      ['sorcery'],
    ),
    software('a ДК 021 code of three digits', identity({ dk021: ['483'] }), ['/document/identity/dk021/0 cpv-format']),
    software(
      'an unknown licence',
      { document: { ...named('А'), rights: { license: 'GPL' } } },
      ['/document/rights/license license-unknown'],
      ['GPL-3.0-or-later'],
    ),
    software(
      'an unknown licence like no other',
      { document: { ...named('А'), rights: { license: 'Zzyzx' } } },
      ['/document/rights/license license-unknown'],
      ['Zzyzx'],
    ),
    software(
      'a licence in another case',
      { document: { ...named('А'), rights: { license: 'mit' } } },
      ['/document/rights/license license-not-canonical'],
      ['MIT'],
    ),
    software(
      'a licence of one’s own without its text',
      { document: { ...named('А'), rights: { license: 'LicenseRef-own' } } },
      ['/document/rights/license license-text-missing'],
    ),
    software(
      'an unknown region',
      grant({ permittedUsers: 'region', regions: ['UA46', 'UA99'] }),
      ['/document/rights/grants/0/regions/1 region-unknown'],
      ['UA99'],
    ),
  ])
})

describe('a record is refused when', () => {
  const document = (changes: Parameters<typeof named>[1]) => ({ document: named('Черга', changes) })
  refuses([
    software(
      'a term ends before it begins',
      document({
        rights: { grants: [{ permittedUsers: 'anyone', from: '2026-11-23', to: '2026-11-22' }] },
        people: { developers: [{ name: 'ТОВ «Код»', role: 'author', from: '2020-01-02', to: '2020-01-01' }] },
        assurance: { attestations: [{ kind: 'kszi', issued: '2020-01-02', expires: '2020-01-01' }] },
      }),
      [
        '/document/assurance/attestations/0/expires term-reversed',
        '/document/people/developers/0/to term-reversed',
        '/document/rights/grants/0/to term-reversed',
      ],
    ),
    software(
      'it names records that there are not',
      document({
        rights: {
          holder: 'UA-EDR-00032106',
          grants: [{ permittedUsers: 'named-organizations', organizations: [SMALL.other, 'UA-EDR-00000001'] }],
        },
        people: {
          developers: [{ name: 'ТОВ', role: 'author', organization: 'UA-EDR-00000002' }],
          experts: [{ expert: 'UA-EX-999999', role: 'security-auditor' }],
        },
        relations: [{ kind: 'replaces', target: 'UA-SW-999999', saidBy: 'UA-EDR-00000003' }],
      }),
      [
        '/document/people/developers/0/organization organization-unknown',
        '/document/people/experts/0/expert expert-unknown',
        '/document/relations/0/saidBy organization-unknown',
        '/document/relations/0/target software-unknown',
        '/document/rights/grants/0/organizations/1 organization-unknown',
        '/document/rights/holder organization-unknown',
      ],
      ['UA-EDR-00000001', 'UA-EX-999999', 'UA-SW-999999'],
    ),
    software(
      'a permission does not say for whom',
      document({
        rights: {
          grants: [
            { permittedUsers: 'level' },
            { permittedUsers: 'region' },
            { permittedUsers: 'named-organizations' },
          ],
        },
      }),
      [
        '/document/rights/grants/0/levels list-empty',
        '/document/rights/grants/1/regions list-empty',
        '/document/rights/grants/2/organizations list-empty',
      ],
    ),
    software('a relation leads nowhere', document({ relations: [{ kind: 'similarTo' }] }), [
      '/document/relations/0 relation-without-target',
    ]),
    {
      says: 'an entry with its repository exists, however it is written',
      path: '/api/v1/software',
      request: posted({
        state: 'draft',
        document: aSoftware({
          technology: { repository: { url: `${REPOSITORY.toUpperCase().replace('HTTPS', 'http')}.git` } },
        }),
      }),
      as: 'registrar',
      code: 'conflict',
      errors: ['/document/technology/repository/url duplicate-software_source'],
    },
    {
      says: 'another entry has the repository that it moves to',
      path: `/api/v1/software/UA-SW-000004`,
      given: ({ deps }) =>
        registerSoftware(deps, OPERATOR, named('Інша'), 'published', { typed: true, reason: 'test' }),
      request: () => ({ method: 'PUT', headers: { 'if-match': '"1"' }, json: { document: publishedSoftware() } }),
      as: 'registrar',
      code: 'conflict',
      errors: ['/document/technology/repository/url duplicate-software_source'],
    },
    {
      says: 'its organization is registered',
      path: '/api/v1/organizations',
      request: posted({ document: anOrganization() }),
      as: 'registrar',
      code: 'conflict',
      errors: ['/document/identifier duplicate-organization'],
      naming: [SMALL.holder],
    },
    {
      says: 'its page is registered as an organization, with another scheme of the address',
      path: '/api/v1/organizations',
      given: ({ deps }) =>
        registerOrganization(
          deps,
          OPERATOR,
          anOrganization({ scheme: 'URL', identifier: 'http://comune.it/' }),
          'test',
        ),
      request: posted({ document: anOrganization({ scheme: 'URL', identifier: 'https://comune.it' }) }),
      as: 'registrar',
      code: 'conflict',
      errors: ['/document/identifier duplicate-organization'],
    },
    {
      says: 'an expert gave consent on no day',
      path: '/api/v1/experts',
      request: posted({ document: anExpert({ consent: { state: 'given' } }) }),
      as: 'registrar',
      code: bad,
      errors: ['/document/consent/date consent-date-missing'],
    },
    {
      says: 'an expert withdrew consent before there was any',
      path: '/api/v1/experts',
      request: posted({ document: anExpert({ consent: { state: 'withdrawn' } }) }),
      as: 'registrar',
      code: bad,
      errors: ['/document/consent/state consent-withdrawn'],
    },
  ])
})
