import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OrganizationDocument } from '../../src/directory/model.ts'
import { editOrganization, registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { terms } from '../../src/search/analyzer/tokens.ts'
import { SoftwareDocument } from '../../src/software/model.ts'
import { registerSoftware } from '../../src/software/service.ts'
import { type StandIn, startMeilisearchStandIn } from '../support/meilisearch-stand-in.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

/* What the register's own verbs change, as it reaches Meilisearch. */

describe('a register beside a Meilisearch', () => {
  let server: StandIn
  let app: TestApp
  beforeAll(async () => {
    server = await startMeilisearchStandIn()
    app = await testApp({ config: { MEILI_URL: server.url } })
  })
  afterAll(async () => {
    await server.stop()
    app.database.client.close()
  })

  const deliver = async () => {
    if (app.deps.delivery === null) throw new Error('nothing is delivered')
    return app.deps.delivery.deliver()
  }
  const found = (id: string) =>
    [...(server.indexes.get('once')?.documents.values() ?? [])].find((document) => document['id'] === id)
  const organization = (name: string) =>
    OrganizationDocument.parse({
      scheme: 'URL',
      identifier: 'https://holder.example',
      name: { uk: name },
      kind: 'other',
    })
  const software = (name: string, holder: string) =>
    SoftwareDocument.parse({
      identity: { name: { uk: name }, shortDescription: { uk: 'Талони і табло.' } },
      rights: { holder },
    })
  const stems = (text: string) => terms(text).join(' ')

  it('is there with what is published, and with the new name of a holder at what it holds', async () => {
    const holder = (await registerOrganization(app.deps, OPERATOR, organization('Водоканал'), 'реєстрація')).id
    const held = await registerSoftware(app.deps, OPERATOR, software('Черга', holder), 'published', {
      typed: false,
      reason: 'реєстрація',
    })
    await registerSoftware(app.deps, OPERATOR, software('Чернетка', holder), 'draft', {
      typed: false,
      reason: 'реєстрація',
    })
    expect(await deliver()).toEqual({ position: 3, sent: 2, removed: 0, restarted: 'new' })
    expect(found(held.id)?.['st_owner']).toBe(stems('Водоканал'))

    await editOrganization(app.deps, OPERATOR, holder, 1, organization('Теплоенерго'), 'нова назва')
    expect(await deliver()).toEqual({ position: 4, sent: 2, removed: 0, restarted: null })
    expect(found(held.id)?.['st_owner']).toBe(stems('Теплоенерго'))
    expect(found(holder)?.['st_name']).toBe(stems('Теплоенерго'))
  })
})
