import { beforeAll, describe, expect, it } from 'vitest'
import { createStaticFiles } from '../../src/host/static-files.ts'
import { buildAssets } from '../../src/web/assets/build.ts'
import { SECURITY_HEADERS } from '../../src/web/security-headers.ts'
import { SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'
import { TEST_ORIGIN, type TestRequest, testApp } from '../support/test-app.ts'

let register: SmallRegister
beforeAll(async () => {
  register = await smallRegister()
})

const securityOf = (response: Response) =>
  Object.fromEntries(Object.keys(SECURITY_HEADERS).map((name) => [name, response.headers.get(name)]))

describe('the headers of security', () => {
  it.each([
    ['a page', 200, '/uk', {}],
    ['a record as JSON', 200, `/api/v1/software/${SMALL.published}`, {}],
    ['a page asked for by its head', 200, '/uk', { method: 'HEAD' }],
    ['a record that is unchanged', 304, `/api/v1/software/${SMALL.published}`, { headers: { 'if-none-match': '"1"' } }],
    ['a preflight', 204, '/api/v1/software', { method: 'OPTIONS', headers: { origin: 'https://elsewhere.example' } }],
    ['a redirect', 303, '/', {}],
    ['a file of text', 200, '/.well-known/security.txt', {}],
    ['the health check', 200, '/healthz', {}],
    ['a body that is none', 400, '/api/v1/software', { method: 'POST', key: 'registrar', body: '{' }],
    ['nobody', 401, '/api/v1/imports/quarantine', {}],
    ['a key that is none', 401, '/api/v1/software', { headers: { authorization: 'Bearer x' } }],
    ['who may not', 403, '/api/v1/imports/quarantine', { key: 'editor' }],
    ['nothing there', 404, '/uk/nowhere', {}],
    ['nothing there in the API', 404, '/api/v1/nowhere', {}],
    ['another method', 405, '/uk/software', { method: 'DELETE', headers: { origin: TEST_ORIGIN } }],
    ['a form of another site', 403, '/uk/software', { method: 'POST', headers: { origin: 'https://evil.example' } }],
    ['another method in the API', 405, '/api/v1/software', { method: 'PATCH' }],
    ['an archived record', 410, `/api/v1/software/${SMALL.archived}`, {}],
    ['a parameter that there is not', 422, '/api/v1/software?x=1', {}],
  ] as const)('come with %s (%i)', async (_, status, path, { key, ...request }: TestRequest & { key?: string }) => {
    const headers = new Headers(request.headers)
    if (request.body !== undefined) headers.set('content-type', 'application/json')
    const asked = key === undefined ? {} : { key: register.keys[key as 'registrar' | 'editor'] }
    const response = await register.request(path, { ...request, ...asked, headers })
    expect(response.status).toBe(status)
    expect(securityOf(response)).toEqual(SECURITY_HEADERS)
  })

  it('come with an error that nobody expected', async () => {
    const app = await testApp({ reference: false })
    app.database.client.close()
    const response = await app.request('/api/v1/software')
    expect(response.status).toBe(500)
    expect(securityOf(response)).toEqual(SECURITY_HEADERS)
  })

  it('come with the files beside the pages', async () => {
    const assets = await buildAssets()
    const answer = createStaticFiles(assets)
    for (const { path } of assets.files) {
      const response = await answer(new Request(`https://register.test${path}`))
      expect(response && securityOf(response), path).toEqual(SECURITY_HEADERS)
    }
  })

  it('let pages load and send nothing anywhere else, and nobody frame them', () => {
    const policy = SECURITY_HEADERS['content-security-policy'] ?? ''
    const sources = policy.split('; ').flatMap((directive) => directive.split(' ').slice(1))
    expect(policy.startsWith("default-src 'none'")).toBe(true)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(sources.filter((source) => source !== "'none'" && source !== "'self'")).toEqual([])
  })
})

describe('another method than an address has', () => {
  it('is refused with those that it has', async () => {
    const api = await register.request('/api/v1/software', { method: 'DELETE', headers: { 'accept-language': 'en' } })
    expect([api.status, api.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
    expect(await api.json()).toMatchObject({ title: 'This address does not do that', status: 405 })
    const page = await register.request('/uk/software', { method: 'PUT', headers: { origin: TEST_ORIGIN } })
    expect([page.status, page.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect(page.headers.get('content-type')).toMatch('text/html')
  })

  it('is nothing there where there is no address at all', async () => {
    expect((await register.request('/api/v1/nowhere', { method: 'DELETE' })).status).toBe(404)
    expect((await register.request('/uk/nowhere', { method: 'POST', headers: { origin: TEST_ORIGIN } })).status).toBe(
      404,
    )
  })
})
