import { describe, expect, it } from 'vitest'
import { type TestRequest, testApp } from '../support/test-app.ts'

const limited = (limits = 'read=3 search=2 write=1 failures=2') =>
  testApp({ reference: false, config: { RATE_LIMITS: limits } })
const from = '203.0.113.7'

describe('requests of one address', () => {
  it('are counted, and every answer says how much is left', async () => {
    const app = await limited()
    const first = await app.request('/robots.txt', { from })
    expect(first.headers.get('ratelimit-policy')).toBe('"read";q=3;w=60')
    expect(first.headers.get('ratelimit')).toBe('"read";r=2;t=20')
    await app.request('/uk', { from })
    await app.request('/uk/nowhere', { from })
    const refused = await app.request('/uk', { from, headers: { accept: 'text/html' } })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('20')
    expect(refused.headers.get('ratelimit')).toBe('"read";r=0;t=20')
    expect(await refused.text()).toContain('Забагато запитів')
    app.setNow('2026-11-23T08:00:20.000Z')
    expect((await app.request('/uk', { from })).status).toBe(200)
  })

  it('are refused with a problem document by the API, with every header of security', async () => {
    const app = await limited('read=1')
    await app.request('/api/v1/software', { from })
    const refused = await app.request('/api/v1/software', { from, headers: { 'accept-language': 'en' } })
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ status: 429, title: 'Too many requests' })
    expect(refused.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('are counted apart by what they ask for', async () => {
    const app = await limited()
    const policyOf = async (path: string, method = 'GET') =>
      /^"(\w+)"/.exec((await app.request(path, { from, method })).headers.get('ratelimit') ?? '')?.[1]
    expect(await policyOf('/uk/software?q=черга')).toBe('search')
    expect(await policyOf('/api/v1/suggest?q=чер')).toBe('search')
    expect(await policyOf('/uk/software?q=')).toBe('read')
    expect(await policyOf('/uk/software', 'POST')).toBe('write')
    expect(await policyOf('/uk/software', 'DELETE')).toBe('write')
  })

  it('are counted together within one IPv6 network, and apart from others', async () => {
    const app = await limited('read=1')
    expect((await app.request('/robots.txt', { from: '2001:db8:0:1::1' })).status).toBe(200)
    expect((await app.request('/robots.txt', { from: '2001:DB8:0:1:ffff::2' })).status).toBe(429)
    expect((await app.request('/robots.txt', { from: '2001:db8:0:2::1' })).status).toBe(200)
  })

  it('are not counted for the health check, without an address, or when there are no limits', async () => {
    const app = await limited('read=1')
    for (let asked = 0; asked < 5; asked++) {
      expect((await app.request('/healthz', { from })).headers.has('ratelimit')).toBe(false)
      expect((await app.request('/robots.txt')).headers.has('ratelimit')).toBe(false)
    }
    const free = await limited('off')
    expect((await free.request('/robots.txt', { from })).headers.has('ratelimit')).toBe(false)
  })
})

describe('requests with a key', () => {
  const wrong = { headers: { authorization: `Bearer ofa_${'0'.repeat(16)}_${'1'.repeat(46)}` } }

  it('are counted for the key, wherever they come from', async () => {
    const app = await limited('read=2')
    const key = await app.key('auditor')
    expect((await app.request('/api/v1/software', { key, from: '203.0.113.1' })).status).toBe(200)
    expect((await app.request('/api/v1/software', { key, from: '203.0.113.2' })).status).toBe(200)
    expect((await app.request('/api/v1/software', { key, from: '203.0.113.3' })).status).toBe(429)
    expect((await app.request('/api/v1/software', { key: await app.key('auditor') })).status).toBe(200)
    expect((await app.request('/api/v1/software', { from: '203.0.113.1' })).status).toBe(200)
  })

  it('that is none cost the address its failures, after which no key from there is looked at', async () => {
    const app = await limited('failures=3')
    const key = await app.key('auditor')
    const ask = async (request: TestRequest) => (await app.request('/api/v1/software', request)).status
    expect(await ask({ key, from })).toBe(200)
    expect([await ask({ ...wrong, from }), await ask({ ...wrong, from }), await ask({ ...wrong, from })]).toEqual([
      401, 401, 401,
    ])
    expect(await ask({ ...wrong, from })).toBe(429)
    expect(await ask({ key, from })).toBe(429)
    expect(await ask({ from })).toBe(200)
    expect(await ask({ key, from: '203.0.113.8' })).toBe(200)
    app.setNow('2026-11-23T08:00:20.000Z')
    expect(await ask({ key, from })).toBe(200)
  })
})

describe('signing in', () => {
  it('that fails counts as a credential that was none, and is not gone on with once there were too many', async () => {
    const app = await limited('failures=2')
    const callback = async (address = from) =>
      (await app.request('/sign-in/callback?code=x&state=x', { from: address, redirect: 'manual' })).status
    expect([await callback(), await callback()].every((status) => status < 429)).toBe(true)
    expect(await callback()).toBe(429)
    expect(await callback('203.0.113.9')).not.toBe(429)
    expect((await app.request('/uk/sign-in', { from })).status).toBe(200)
  })
})
