import { describe, expect, it } from 'vitest'
import { ExpertDocument, OrganizationDocument } from '../../src/directory/model.ts'
import { DeploymentDocument } from '../../src/software/deployment.ts'
import { SoftwareDocument } from '../../src/software/model.ts'
import type { Problem } from '../../src/web/problem.ts'
import { aDeployment, anExpert, anOrganization, aSoftware, edrpou, RNOKPP } from '../support/builders.ts'
import { freeTextPlaces, type TextPlace, withTextAt } from '../support/schema-walk.ts'
import { SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'
import { tableCounts } from '../support/table-counts.ts'

const text = 'Текст'
const document = { title: text }
const contact = { role: { uk: text }, email: 'office@rada.example' }
const dependency = { name: text }

/** Something in every group that may be left out, so that each text has a valid document around it. */
const FULL_SOFTWARE = {
  identity: { audience: {}, name: { uk: text }, shortDescription: { uk: text } },
  technology: {
    implements: [{ name: text }],
    standards: [{ name: text }],
    dependsOn: { open: [dependency], proprietary: [dependency], hardware: [dependency] },
    releases: [{ version: '1' }],
  },
  assurance: { attestations: [{ kind: 'kszi' }], sourceDeposit: { handedOver: 'yes' } },
  rights: {
    transferDocument: document,
    grants: [{ permittedUsers: 'anyone', document }],
    refusal: { reason: 'other', legalBasis: text },
  },
  relations: [{ kind: 'similarTo', url: 'https://example.ua/' }],
  funding: { fundedBy: [{ name: text }] },
  people: {
    developers: [{ name: text, role: 'author' }],
    experts: [{ expert: SMALL.asked, role: 'security-auditor' }],
    contact,
  },
  maintenance: { contractors: [{ name: text }] },
}

interface Collection {
  readonly path: string
  readonly schema: Parameters<typeof freeTextPlaces>[0]
  readonly document: unknown
  readonly full: unknown
}

const COLLECTIONS: readonly Collection[] = [
  {
    path: 'software',
    schema: SoftwareDocument,
    document: aSoftware(),
    full: FULL_SOFTWARE,
  },
  {
    path: 'organizations',
    schema: OrganizationDocument,
    document: anOrganization({ scheme: 'IT-IPA', identifier: 'c_a662' }),
    full: { contact },
  },
  {
    path: 'experts',
    schema: ExpertDocument,
    document: anExpert(),
    full: {
      affiliation: { name: { uk: text } },
      qualifications: [{ title: { uk: text } }],
      involvements: [{ software: SMALL.published }],
    },
  },
  { path: 'deployments', schema: DeploymentDocument, document: aDeployment({ software: SMALL.published }), full: {} },
]

const NUMBERS = [
  ['rnokpp', `Виконавець ${RNOKPP}`],
  ['passport', 'паспорт КА123456'],
  ['unzr', 'УНЗР 19900104-01234'],
  ['id-card', 'ID-картка 001234567'],
] as const

/** Texts that are refused by the form of the field before anybody looks for numbers in them. */
const FORM_OF_ITS_OWN = new Set([
  'url',
  'email',
  'license-unknown',
  'function-unknown',
  'currency-unknown',
  'text-too-long',
  'value',
])

async function refusals(register: SmallRegister, collection: Collection, place: TextPlace, typed: string) {
  const sent = withTextAt(collection.document, collection.full, place, typed)
  const response = await register.request(`/api/v1/${collection.path}`, {
    method: 'POST',
    key: register.keys.registrar,
    json: { document: sent, ...(collection.path === 'software' ? { state: 'draft' } : {}) },
  })
  const problem = (await response.json()) as Problem
  return { status: response.status, rules: problem.errors ?? [] }
}

describe.each(COLLECTIONS)('a text of $path', (collection) => {
  // Extensions hold any JSON and have tests of their own; provenance is the register's own writing.
  const places = freeTextPlaces(collection.schema).filter(([group]) => group !== 'extensions' && group !== 'provenance')

  it('is found in every field of the schema', () => {
    const least = { software: 60, organizations: 4, experts: 7, deployments: 2 }[collection.path] ?? 0
    expect(places.length).toBeGreaterThanOrEqual(least)
  })

  it.each(NUMBERS)('is refused with the number of a person in it: %s', async (kind, typed) => {
    const register = await smallRegister()
    const before = await tableCounts(register.database)
    const passed: string[] = []
    for (const place of places) {
      const pointer = `/document/${place.join('/')}`
      const { status, rules } = await refusals(register, collection, place, typed)
      const named = rules.filter((error) => error.pointer === pointer).map(({ rule }) => rule)
      const refused = named.includes(`personal-data-${kind}`) || named.some((rule) => FORM_OF_ITS_OWN.has(rule))
      if (status !== 422 || !refused) passed.push(`${pointer}: ${status} ${JSON.stringify(rules)}`)
    }
    expect(passed).toEqual([])
    expect(await tableCounts(register.database)).toEqual(before)
  })
})

describe('the numbers of persons', () => {
  it('are looked for where the forms allow words: most fields say so themselves', async () => {
    const register = await smallRegister()
    const [collection] = COLLECTIONS as [Collection]
    const places = freeTextPlaces(collection.schema)
    let said = 0
    for (const place of places) {
      const { rules } = await refusals(register, collection, place, `Виконавець ${RNOKPP}`)
      if (rules.some(({ rule }) => rule === 'personal-data-rnokpp')) said += 1
    }
    expect(said).toBeGreaterThan(50)
  })

  it('cannot be typed into extensions, which imports alone fill', async () => {
    const register = await smallRegister()
    const response = await register.request('/api/v1/software', {
      method: 'POST',
      key: register.keys.registrar,
      json: {
        state: 'draft',
        document: { ...aSoftware(), extensions: { 'publiccode.yml': { note: `ІПН ${RNOKPP}` } } },
      },
    })
    expect(await response.json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/document/extensions', rule: 'extensions-imported' }],
    })
  })

  it('cannot hide a real entry among demonstration data', async () => {
    const register = await smallRegister()
    const response = await register.request('/api/v1/software', {
      method: 'POST',
      key: register.keys.registrar,
      json: { state: 'draft', document: { ...aSoftware(), demonstration: true } },
    })
    expect(await response.json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/document/demonstration', rule: 'demonstration-fixed' }],
    })
  })

  it.each([
    ['/software', 'POST', { state: 'draft', document: aSoftware() }],
    ['/organizations', 'POST', { document: anOrganization({ identifier: edrpou(5) }) }],
    ['/experts', 'POST', { document: anExpert() }],
    ['/deployments', 'POST', { document: aDeployment({ software: SMALL.published }) }],
    [`/software/${SMALL.published}`, 'PUT', { document: aSoftware() }],
    [`/organizations/${SMALL.holder}`, 'PUT', { document: anOrganization() }],
    [`/experts/${SMALL.asked}`, 'PUT', { document: anExpert() }],
    [`/deployments/${SMALL.deployment}`, 'PUT', { document: aDeployment({ software: SMALL.published }) }],
    [`/software/${SMALL.published}/archive`, 'POST', {}],
  ])(
    'are refused in the reason of a change, which stays in the history for good: %s %s',
    async (path, method, body) => {
      const register = await smallRegister()
      const before = await tableCounts(register.database)
      const response = await register.request(`/api/v1${path}`, {
        method,
        key: register.keys.registrar,
        headers: { 'if-match': '"1"' },
        json: { ...body, reason: `За заявою ${RNOKPP}` },
      })
      expect(await response.json()).toMatchObject({
        status: 422,
        errors: [{ pointer: '/reason', rule: 'personal-data-rnokpp' }],
      })
      expect(await tableCounts(register.database)).toEqual(before)
    },
  )

  it('are refused in the document of consent', async () => {
    const register = await smallRegister()
    const response = await register.request(`/api/v1/experts/${SMALL.asked}/consent`, {
      method: 'POST',
      key: register.keys.registrar,
      headers: { 'if-match': '"1"' },
      json: { state: 'given', date: '2026-11-01', document: `Заява, ІПН ${RNOKPP}` },
    })
    expect(await response.json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/document', rule: 'personal-data-rnokpp' }],
    })
  })

  it('are let be in addresses and sums, where they are numbers of something else', async () => {
    const register = await smallRegister()
    const accepted = await register.request('/api/v1/deployments', {
      method: 'POST',
      key: register.keys.registrar,
      json: {
        document: aDeployment({
          software: SMALL.published,
          organization: SMALL.other,
          adoptionCost: { amount: Number(RNOKPP), currency: 'UAH', vatIncluded: true },
        }),
      },
    })
    expect(accepted.status).toBe(201)
    const linked = await register.request('/api/v1/software', {
      method: 'POST',
      key: register.keys.registrar,
      json: {
        state: 'draft',
        document: aSoftware({ technology: { documentationUrl: `https://docs.example.ua/${RNOKPP}` } }),
      },
    })
    expect(linked.status).toBe(201)
  })
})
