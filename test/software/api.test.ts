import { beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
let registrar: string
beforeEach(async () => {
  app = await testApp()
  registrar = await app.key('registrar')
})

const minimal = (name = 'Електронна черга') => ({
  identity: { name: { uk: name }, shortDescription: { uk: 'Талони і табло для центрів послуг.' } },
})

describe('POST /api/v1/software', () => {
  it('registers an entry that can be read, found and counted', async () => {
    const made = await app.request('/api/v1/software', {
      method: 'POST',
      key: registrar,
      json: { state: 'published', document: minimal() },
    })
    expect(await made.json()).toEqual({ id: 'UA-SW-000001', version: 1, warnings: [] })
    expect(made.status).toBe(201)
    expect(made.headers.get('etag')).toBe('"1"')

    const read = await app.request('/api/v1/software/UA-SW-000001')
    expect(read.status).toBe(200)
    expect(await read.json()).toMatchObject({ id: 'UA-SW-000001', state: 'published', document: minimal() })

    const found = await app.request(`/api/v1/software?q=${encodeURIComponent('ЧЕРГА')}`)
    expect(await found.json()).toMatchObject({
      items: [{ id: 'UA-SW-000001', verdict: 'unknown' }],
      total: { count: 1, exact: true },
    })
  })
})
