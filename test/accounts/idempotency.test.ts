import { Hono } from 'hono'
import { beforeEach, describe, expect, it } from 'vitest'
import { forgetAnswers } from '../../src/accounts/idempotency.ts'
import { carriedOutOnce } from '../../src/accounts/idempotency-api.ts'
import { createKey, revokeKey } from '../../src/accounts/keys.ts'
import { registerExpert } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { AppError } from '../../src/kernel/errors.ts'
import type { RequestEnv } from '../../src/web/kit.ts'
import type { Problem } from '../../src/web/problem.ts'
import { anExpert, named } from '../support/builders.ts'
import { SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'

let register: SmallRegister
beforeEach(async () => {
  register = await smallRegister()
})

const KEY = '"8e03978e-40d5-43e8-bc93-6894a57f9324"'
const wanted = (name: string) => ({ state: 'draft', document: named(name, { rights: { holder: SMALL.holder } }) })

function post(json: unknown, options: { idempotency?: string; key?: string; path?: string } = {}) {
  const { idempotency = KEY, key = register.keys.editor, path = '/api/v1/software' } = options
  return register.request(path, { method: 'POST', json, key, headers: { 'idempotency-key': idempotency } })
}

const answerOf = async (response: Response) => ({
  status: response.status,
  location: response.headers.get('location'),
  etag: response.headers.get('etag'),
  body: await response.json(),
})
const rulesOf = async (response: Response) => ((await response.json()) as Problem).errors?.map(({ rule }) => rule)
const countOf = async (table: string) => {
  const { rows } = await register.database.client.execute(`select count(*) as n from ${table}`)
  return Number(rows[0]?.n)
}

describe('a request with an Idempotency-Key', () => {
  it('is carried out once, and answered again as it was', async () => {
    const first = await post(wanted('Облік черги'))
    const before = await countOf('leaf')
    const second = await post(wanted('Облік черги'))
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    expect(first.headers.has('idempotency-replayed')).toBe(false)
    const [once, again] = [await answerOf(first), await answerOf(second)]
    expect(again).toEqual(once)
    expect(once).toMatchObject({ status: 201, etag: '"1"' })
    expect(await countOf('leaf')).toBe(before)
  })

  it('is carried out once when it comes several times at the same moment', async () => {
    const before = await countOf('software')
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(wanted('Облік черги'))))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1)
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([])
    expect(await countOf('software')).toBe(before + 1)
  })

  it('is refused when the key was given to another request', async () => {
    await post(wanted('Облік черги'))
    const other = await post(wanted('Облік майна'))
    expect([other.status, await rulesOf(other)]).toEqual([422, ['idempotency-key-reused']])
    const elsewhere = await post({ reason: '' }, { path: `/api/v1/software/${SMALL.draft}/submit` })
    expect([elsewhere.status, await rulesOf(elsewhere)]).toEqual([422, ['idempotency-key-reused']])
  })

  it('is refused while the first is under way, and for as long as nobody knows what became of it', async () => {
    await post(wanted('Облік черги'))
    // As a process leaves it that died between the write and its answer.
    await register.database.client.execute('update idempotency_key set status = null, headers = null, body = null')
    const waiting = await post(wanted('Облік черги'))
    expect([waiting.status, await rulesOf(waiting)]).toEqual([409, ['idempotency-under-way']])
    register.setNow('2026-11-24T08:00:00.000Z')
    expect((await post(wanted('Облік черги'))).status).toBe(201)
  })

  it('may be mended and sent again with the same key when it was refused', async () => {
    const refused = await post({ state: 'draft', document: { identity: {} } })
    expect(refused.status).toBe(422)
    expect((await post(wanted('Облік черги'))).status).toBe(201)
  })

  it('is another one for another credential', async () => {
    const first = await answerOf(await post(wanted('Облік черги')))
    const other = await createKey(register.deps, OPERATOR, {
      name: 'Друга програма',
      role: 'editor',
      organization: SMALL.holder,
      expiresAt: null,
    })
    const second = await answerOf(await post(wanted('Облік черги'), { key: other.key }))
    expect(second.status).toBe(201)
    expect(second.location).not.toBe(first.location)
  })

  it('is answered again to no key that was revoked', async () => {
    await post(wanted('Облік черги'))
    const id = register.keys.editor.slice(4, 20)
    await revokeKey(register.deps, OPERATOR, id)
    expect((await post(wanted('Облік черги'))).status).toBe(401)
  })

  it('is forgotten after a day', async () => {
    await post(wanted('Облік черги'))
    register.setNow('2026-11-24T07:59:59.999Z')
    expect((await post(wanted('Облік черги'))).headers.get('idempotency-replayed')).toBe('true')
    register.setNow('2026-11-24T08:00:00.000Z')
    const anew = await post(wanted('Облік черги'))
    expect([anew.status, anew.headers.has('idempotency-replayed')]).toEqual([201, false])
    expect(await countOf('idempotency_key')).toBe(1)
  })

  it('is forgotten by the clock too, where nobody asks', async () => {
    await post(wanted('Облік черги'))
    register.setNow('2026-11-24T07:59:59.999Z')
    await forgetAnswers(register.deps)
    expect(await countOf('idempotency_key')).toBe(1)
    register.setNow('2026-11-24T08:00:00.000Z')
    await forgetAnswers(register.deps)
    expect(await countOf('idempotency_key')).toBe(0)
  })

  it('is carried out once when its answer is a secret, of which nothing is kept', async () => {
    const { id } = await registerExpert(register.deps, OPERATOR, anExpert({ consent: { state: 'asked' } }), 'test')
    const issue = () =>
      register.request(`/api/v1/experts/${id}/consent-link`, {
        method: 'POST',
        key: register.keys.registrar,
        headers: { 'idempotency-key': KEY },
      })
    const { link } = (await (await issue()).json()) as { link: string }
    const { rows } = await register.database.client.execute('select status, body from idempotency_key')
    expect(rows).toMatchObject([{ status: 201, body: null }])
    const again = await issue()
    expect([again.status, await rulesOf(again)]).toEqual([409, ['idempotency-told-once']])
    expect(await countOf('consent_link')).toBe(1)
    expect((await register.request(new URL(link).pathname)).status).toBe(200)
  })

  it('is not carried out again when nobody knows whether it was, and is when nothing was written', async () => {
    const failing = new Hono<RequestEnv>()
    let findings = [{ pointer: '', rule: 'outcome-unknown' }]
    let times = 0
    failing.use(async (c, next) => {
      c.set('actor', { role: 'editor', organization: null, credential: { kind: 'key', id: 'a' } })
      await next()
    })
    failing.use(carriedOutOnce(register.deps))
    failing.post('/:way', () => {
      times++
      throw new AppError('unavailable', 'test', findings)
    })
    failing.onError((error, c) => c.text('', error instanceof AppError && error.code === 'conflict' ? 409 : 503))
    const send = (way: string) =>
      failing.request(`/${way}`, { method: 'POST', headers: { 'idempotency-key': `"${way}"` } })
    await send('unknown')
    const again = await send('unknown')
    expect([again.status, again.headers.get('idempotency-replayed'), times]).toEqual([503, 'true', 1])
    findings = []
    await send('busy')
    await send('busy')
    expect(times).toBe(3)
  })

  it('depends on If-Match as on the rest', async () => {
    const submit = (version: string) =>
      register.request(`/api/v1/software/${SMALL.draft}/submit`, {
        method: 'POST',
        json: { reason: '' },
        key: register.keys.editor,
        headers: { 'idempotency-key': KEY, 'if-match': version },
      })
    expect((await submit('"1"')).status).toBe(200)
    expect((await submit('"1"')).headers.get('idempotency-replayed')).toBe('true')
    expect((await submit('"2"')).status).toBe(422)
  })

  it('may be read without one, and the key is passed over', async () => {
    const headers = { 'idempotency-key': KEY }
    expect((await register.request('/api/v1/software', { headers, key: register.keys.editor })).status).toBe(200)
    expect(await countOf('idempotency_key')).toBe(0)
  })

  it.each(['""', '', '"a', 'a b', '"\u0001"', 'a,b', `"${'a'.repeat(256)}"`])(
    'is refused when the key is none: %j',
    async (key) => {
      const response = await post(wanted('Облік черги'), { idempotency: key })
      expect([response.status, await rulesOf(response)]).toEqual([422, ['idempotency-key-malformed']])
    },
  )
})
