import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { editOrganization, getOrganization, registerOrganization } from '../../src/directory/service.ts'
import { type Actor, OPERATOR } from '../../src/kernel/actor.ts'
import { OrganizationId, organizationId } from '../../src/kernel/identifiers.ts'
import { registerSoftware } from '../../src/software/service.ts'
import { anOrganization, aSoftware, edrpou, organizationOf } from '../support/builders.ts'
import { tableCounts } from '../support/table-counts.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
beforeEach(async () => {
  app = await testApp()
})
const register = (changes: Parameters<typeof anOrganization>[0], actor: Actor = OPERATOR) =>
  registerOrganization(app.deps, actor, anOrganization(changes), 'test')

describe('the id of an organization', () => {
  const schemes = fc.constantFrom('UA-EDR', 'IT-IPA', 'IT-CF', 'GB-COH', 'XI-LEI')
  const identifiers = fc.oneof(
    fc.string({ minLength: 1, maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...'a_~-./5fїЇ%'), minLength: 1, maxLength: 8 }),
  )

  it('is another for every scheme and identifier', () => {
    fc.assert(
      fc.property(schemes, identifiers, schemes, identifiers, (scheme, identifier, otherScheme, other) => {
        const same = scheme === otherScheme && identifier === other
        expect(organizationId(scheme, identifier) === organizationId(otherScheme, other)).toBe(same)
      }),
      { numRuns: 2000 },
    )
  })

  it('of an address tells all addresses apart but for http, https and a slash at the end', () => {
    const paths = fc.string({ unit: fc.constantFrom(...'ab/.~_-?5f'), maxLength: 8 })
    const canonical = (path: string) => `a.ua/${path}`.replace(/\/+$/, '')
    fc.assert(
      fc.property(paths, paths, (path, other) => {
        const [one, two] = [
          organizationId('URL', `https://a.ua/${path}`),
          organizationId('URL', `http://a.ua/${other}`),
        ]
        expect(one === two).toBe(canonical(path) === canonical(other))
      }),
      { numRuns: 2000 },
    )
  })

  it('can stand in an address and is one that the API takes', () => {
    fc.assert(
      fc.property(schemes, identifiers, (scheme, identifier) => {
        const id = organizationId(scheme, identifier)
        expect(encodeURIComponent(id)).toBe(id)
        expect(OrganizationId.safeParse(id).success).toBe(id.length <= 600)
      }),
    )
  })

  it('is written plainly for codes', () => {
    expect(organizationId('UA-EDR', '00032106')).toBe('UA-EDR-00032106')
    expect(organizationId('IT-IPA', 'c_a662')).toBe('IT-IPA-c_5fa662')
    expect(organizationId('URL', 'https://www.comune.bari.it/uffici/')).toBe('URL-www.comune.bari.it~uffici')
  })
})

describe('an organization', () => {
  it('keeps the leading zeros of its code, and is found with and without them', async () => {
    const { id } = await register({ identifier: '00032106' })
    expect(id).toBe('UA-EDR-00032106')
    for (const q of ['00032106', '32106', 'UA-EDR-00032106']) {
      const response = await app.request(`/api/v1/organizations?q=${q}`)
      expect(await response.json(), q).toMatchObject({ items: [{ id }] })
    }
  })

  it('of another country is known by the list that numbers it there, or by its page', async () => {
    expect((await register({ scheme: 'IT-IPA', identifier: 'c_a662' })).id).toBe('IT-IPA-c_5fa662')
    expect((await register({ scheme: 'IT-CF', identifier: 'c_a662' })).id).toBe('IT-CF-c_5fa662')
    expect((await register({ scheme: 'URL', identifier: 'https://www.lutece.paris.fr/' })).id).toBe(
      'URL-www.lutece.paris.fr',
    )
    const response = await app.request('/api/v1/organizations/URL-www.lutece.paris.fr')
    expect(response.status).toBe(200)
  })

  it('is registered once, of many who try at the same time', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => register({})))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of tries) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'conflict', findings: [{ rule: 'duplicate-organization' }] })
    }
    expect(await tableCounts(app.database)).toMatchObject({ organization: 1, version: 1, leaf: 1, commits: 1 })
  })

  it('gets the warning that its place is not in the part of KATOTTG that ships', async () => {
    const { warnings } = await register({ katottg: 'UA46060250010015971' })
    expect(warnings).toEqual([
      { pointer: '/katottg', rule: 'katottg-unknown', params: { code: 'UA46060250010015971' } },
    ])
    const response = await app.request('/api/v1/organizations?region=UA46')
    expect(await response.json()).toMatchObject({ total: { count: 1 } })
  })
})

describe('confirmation', () => {
  const editor: Actor = { role: 'editor', organization: organizationOf(1), credential: null }
  const registrar: Actor = { role: 'registrar', organization: null, credential: null }
  const confirmed = async (id = organizationOf(1)) => (await getOrganization(app.deps, id)).document.confirmed

  it('is the registrar’s to give: what editors register is unconfirmed whatever they say', async () => {
    await register({ confirmed: true }, editor)
    expect(await confirmed()).toBe(false)
    await editOrganization(app.deps, editor, organizationOf(1), 1, anOrganization({ confirmed: true }), 'test')
    expect(await confirmed()).toBe(false)
    await editOrganization(app.deps, registrar, organizationOf(1), 2, anOrganization({ confirmed: true }), 'test')
    expect(await confirmed()).toBe(true)
    await editOrganization(app.deps, editor, organizationOf(1), 3, anOrganization({ confirmed: false }), 'test')
    expect(await confirmed()).toBe(true)
  })

  it('is not a registrar’s to give to their own organization', async () => {
    const own = { ...registrar, organization: organizationOf(2) }
    await register({ identifier: edrpou(2), confirmed: true }, own)
    expect(await confirmed(organizationOf(2))).toBe(false)
  })
})

describe('codes with lost zeros', () => {
  it('are not taken for codes', async () => {
    await expect(register({ identifier: '32106' })).rejects.toMatchObject({ findings: [{ rule: 'edrpou-format' }] })
  })
})

describe('a new name of a holder', () => {
  it('finds what it holds in the same moment, and the old name no longer does', async () => {
    const { id } = await register({ identifier: edrpou(7), name: { uk: 'Стародубська рада' } })
    const software = aSoftware({ rights: { holder: id } })
    await registerSoftware(app.deps, OPERATOR, software, 'published', { typed: false, reason: 'test' })
    const found = async (text: string) => {
      const answer = await app.request(`/api/v1/software?q=${encodeURIComponent(text)}`)
      return ((await answer.json()) as { total: { count: number } }).total.count
    }
    expect(await found('Стародубська')).toBe(1)

    const renamed = anOrganization({ identifier: edrpou(7), name: { uk: 'Новодубська рада' } })
    await editOrganization(app.deps, OPERATOR, id, 1, renamed, 'test')
    expect(await found('Новодубська')).toBe(1)
    expect(await found('Стародубська')).toBe(0)
  })
})
