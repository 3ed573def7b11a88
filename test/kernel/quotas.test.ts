import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createQuotas, DEFAULT_QUOTAS, isQuotaSetting, policiesOf } from '../../src/kernel/quotas.ts'

const START = Date.parse('2026-11-23T08:00:00.000Z')

function quotasAt(setting: string, most?: number) {
  const clock = { seconds: 0 }
  const policies = policiesOf(setting)
  if (policies === null) throw new Error('a test of limits has limits')
  const quotas = createQuotas(policies, () => new Date(START + clock.seconds * 1000).toISOString(), most)
  return { quotas, clock }
}

describe('a bucket', () => {
  it('is full at first, and empty after as many requests as it holds', () => {
    const { quotas } = quotasAt('read=3')
    expect([1, 2, 3, 4].map(() => quotas.take('read', 'a').allowed)).toEqual([true, true, true, false])
    expect(quotas.take('read', 'b').allowed).toBe(true)
    expect(quotas.take('search', 'a').allowed).toBe(true)
  })

  it('fills up evenly, and says how long that takes', () => {
    const { quotas, clock } = quotasAt('read=3')
    expect(quotas.take('read', 'a')).toMatchObject({ remaining: 2, reset: 20, retryAfter: 0 })
    quotas.take('read', 'a')
    quotas.take('read', 'a')
    expect(quotas.take('read', 'a')).toMatchObject({ allowed: false, remaining: 0, reset: 60, retryAfter: 20 })
    clock.seconds = 19
    expect(quotas.take('read', 'a')).toMatchObject({ allowed: false, retryAfter: 1 })
    clock.seconds = 20
    expect(quotas.look('read', 'a')).toMatchObject({ allowed: true, remaining: 1 })
    expect(quotas.take('read', 'a').allowed).toBe(true)
    expect(quotas.take('read', 'a').allowed).toBe(false)
    clock.seconds = 200
    expect(quotas.look('read', 'a')).toMatchObject({ remaining: 3, reset: 0 })
  })

  it('is not emptied by who is refused, nor by a look', () => {
    const { quotas, clock } = quotasAt('failures=2')
    for (let asked = 0; asked < 50; asked++) quotas.take('failures', 'a')
    for (let asked = 0; asked < 50; asked++) quotas.look('failures', 'a')
    clock.seconds = 30
    expect(quotas.take('failures', 'a').allowed).toBe(true)
  })

  it('locks nobody out for longer than a window when the clock goes back', () => {
    const { quotas, clock } = quotasAt('read=2')
    clock.seconds = 86_400
    quotas.take('read', 'a')
    quotas.take('read', 'a')
    clock.seconds = 0
    expect(quotas.take('read', 'a')).toMatchObject({ allowed: false, reset: 60, retryAfter: 30 })
  })

  it('never lets through more than its size and what came back meanwhile', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(waits, fc.integer({ min: 1, max: 30 }), (pauses, quota) => {
        const { quotas, clock } = quotasAt(`write=${quota}`)
        let allowed = 0
        for (const pause of pauses) {
          clock.seconds += pause
          if (quotas.take('write', 'a').allowed) allowed++
        }
        expect(allowed).toBeLessThanOrEqual(quota + (clock.seconds * quota) / 60 + 1e-6)
      }),
    )
  })

  it('is forgotten when there are too many, the longest unused first', () => {
    const { quotas } = quotasAt('read=1', 100)
    for (let who = 0; who < 100; who++) quotas.take('read', `${who}`)
    quotas.take('read', 'one more')
    expect(quotas.look('read', '0').allowed).toBe(true)
    expect(quotas.look('read', '1').allowed).toBe(false)
    expect(quotas.look('read', 'one more').allowed).toBe(false)
  })
})

describe('the setting', () => {
  it('names requests a minute, and what it leaves out stays as usual', () => {
    expect(policiesOf('write=5')).toMatchObject({
      write: { quota: 5, window: 60 },
      read: policiesOf(DEFAULT_QUOTAS)?.read,
    })
    expect(policiesOf('off')).toBeNull()
  })

  it.each([
    '',
    'on',
    'read',
    'read=0',
    'read=-1',
    'read=1e3',
    'read=10,search=10',
    'reads=10',
    'read=10 ',
    'off read=1',
  ])('may not be %j', (text) => expect(isQuotaSetting(text)).toBe(false))

  it.each(['off', 'read=1', 'failures=3 write=1000000', DEFAULT_QUOTAS])('may be %j', (text) =>
    expect(isQuotaSetting(text)).toBe(true),
  )
})
