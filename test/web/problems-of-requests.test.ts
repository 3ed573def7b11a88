import { describe, expect, it } from 'vitest'
import { encodeCursor } from '../../src/kernel/paging.ts'
import { named } from '../support/builders.ts'
import { refuses } from '../support/problem-cases.ts'
import { ARCHIVED_BECAUSE, SMALL } from '../support/small-register.ts'
import { testApp } from '../support/test-app.ts'

const entry = `/api/v1/software/${SMALL.published}`
const bad = 'validation-failed' as const

describe('a parameter is refused with its name when it is', () => {
  refuses([
    {
      says: 'unknown',
      path: '/api/v1/software?colour=red',
      code: bad,
      errors: ['?colour unknown-parameter'],
      naming: ['colour'],
    },
    {
      says: 'unknown, and a name that every object inherits',
      path: '/api/v1/organizations?constructor=1&toString=2',
      code: bad,
      errors: ['?constructor unknown-parameter', '?toString unknown-parameter'],
    },
    { says: 'given twice', path: '/api/v1/software?q=a&q=b', code: bad, errors: ['?q type'] },
    { says: 'a limit of nothing', path: '/api/v1/software?limit=0', code: bad, errors: ['?limit limit-range'] },
    { says: 'a limit as a power', path: '/api/v1/experts?limit=1e1', code: bad, errors: ['?limit limit-range'] },
    { says: 'an unknown order', path: '/api/v1/software?sort=price', code: bad, errors: ['?sort value'] },
    {
      says: 'a query too long',
      path: `/api/v1/software?q=${'a'.repeat(501)}`,
      code: bad,
      errors: ['?q text-too-long'],
      naming: ['500'],
    },
    {
      says: 'an empty choice',
      path: '/api/v1/software?function=',
      code: bad,
      errors: ['?function.0 text-empty'],
    },
    {
      says: 'too many choices',
      path: `/api/v1/software?${Array.from({ length: 51 }, (_, index) => `function=f${index}`).join('&')}`,
      code: bad,
      errors: ['?function list-too-long'],
      naming: ['50'],
    },
    {
      says: 'a cursor of another list',
      path: `/api/v1/software?cursor=${encodeCursor('name', ['а', SMALL.published])}`,
      code: bad,
      errors: ['?cursor cursor-malformed'],
    },
    {
      says: 'a cursor of the history made by hand',
      path: `${entry}/versions?cursor=${encodeCursor('version', ['1 or 1=1'])}`,
      code: bad,
      errors: ['?cursor cursor-malformed'],
    },
    {
      says: 'a cursor of deployments made by hand',
      path: `/api/v1/deployments?software=${SMALL.published}&cursor=${encodeCursor('id', [null])}`,
      code: bad,
      errors: ['?cursor cursor-malformed'],
    },
    {
      says: 'a cursor too long',
      path: `/api/v1/software?cursor=${'A'.repeat(2001)}`,
      code: bad,
      errors: ['?cursor text-too-long'],
    },
    { says: 'not UTF-8', path: '/api/v1/software?q=%D1%C3', code: bad, errors: ['? utf-8-invalid'] },
    { says: 'half an escape', path: '/api/v1/organizations?q=%D', code: bad, errors: ['? utf-8-invalid'] },
    {
      says: 'a day that does not exist',
      path: `${entry}/reuse-verdict?date=2026-02-30`,
      code: bad,
      errors: ['?date date-not-real'],
    },
    {
      says: 'a day in another form',
      path: `${entry}/reuse-verdict?date=23.11.2026`,
      code: bad,
      errors: ['?date date-format'],
    },
    {
      says: 'an organization nobody registered',
      path: `${entry}/reuse-verdict?organization=UA-EDR-00032106`,
      code: bad,
      errors: ['?organization organization-unknown'],
      naming: ['UA-EDR-00032106'],
    },
    {
      says: 'neither a software nor an organization, of deployments',
      path: '/api/v1/deployments',
      code: bad,
      errors: ['?software required'],
    },
    { says: 'a table that there is not', path: '/api/v1/reference/colours', code: bad, errors: ['/scheme value'] },
  ])
})

describe('an address is refused', () => {
  refuses([
    {
      says: 'of something that is no number of software',
      path: '/api/v1/software/SW-1',
      code: bad,
      errors: ['/id software-id'],
    },
    { says: 'of nothing in the API', path: '/api/v1/colours', code: 'not-found' },
    { says: 'of no software', path: '/api/v1/software/UA-SW-999999', code: 'not-found' },
    { says: 'of a draft, to the public', path: `/api/v1/software/${SMALL.draft}`, code: 'not-found' },
    {
      says: 'of a draft, to another organization',
      path: `/api/v1/software/${SMALL.draft}`,
      as: 'stranger',
      code: 'not-found',
    },
    { says: 'of the history of a draft', path: `/api/v1/software/${SMALL.draft}/versions`, code: 'not-found' },
    {
      says: 'of the verdict on a draft',
      path: `/api/v1/software/${SMALL.draft}/reuse-verdict`,
      code: 'not-found',
    },
    { says: 'of no version', path: `${entry}/versions/7`, code: 'not-found' },
    { says: 'of a version that is no number', path: `${entry}/versions/-1`, code: bad, errors: ['/version format'] },
    { says: 'of no organization', path: '/api/v1/organizations/UA-EDR-00032106', code: 'not-found' },
    { says: 'of an expert without consent', path: `/api/v1/experts/${SMALL.asked}`, code: 'not-found' },
    { says: 'of the history of one', path: `/api/v1/experts/${SMALL.asked}/versions`, code: 'not-found' },
    { says: 'of no deployment', path: '/api/v1/deployments/UA-DP-999999', code: 'not-found' },
    {
      says: 'of an archived entry, with the reason',
      path: `/api/v1/software/${SMALL.archived}`,
      code: 'gone',
      errors: [' archived'],
      naming: [ARCHIVED_BECAUSE],
    },
    {
      says: 'of the verdict on an archived entry',
      path: `/api/v1/software/${SMALL.archived}/reuse-verdict`,
      code: 'gone',
      errors: [' archived'],
      naming: [ARCHIVED_BECAUSE],
    },
  ])
})

describe('a key is refused', () => {
  const wrong = (authorization: string) => () => ({ headers: { authorization } })
  refuses([
    { says: 'when it is none', path: '/api/v1/software', request: wrong('Bearer let-me-in'), code: 'unauthenticated' },
    {
      says: 'when its checksum is wrong',
      path: '/api/v1/software',
      request: wrong(`Bearer ofa_${'0'.repeat(16)}_${'1'.repeat(46)}`),
      code: 'unauthenticated',
    },
    { says: 'when it is a password', path: '/api/v1/software', request: wrong('Basic YTpi'), code: 'unauthenticated' },
    { says: 'when it is empty', path: '/api/v1/software', request: wrong('Bearer'), code: 'unauthenticated' },
    {
      says: 'when there is none and one is needed',
      path: '/api/v1/software',
      request: () => ({ method: 'POST', json: { state: 'draft', document: named('Черга') } }),
      code: 'unauthenticated',
    },
  ])
})

describe('the languages', () => {
  it('follow Accept-Language with its weights, Ukrainian when in doubt', async () => {
    const app = await testApp()
    const answered = async (header?: string) => {
      const headers = header === undefined ? {} : { 'accept-language': header }
      const response = await app.request('/api/v1/software/UA-SW-000009', { headers })
      return response.headers.get('content-language')
    }
    expect(await answered()).toBe('uk')
    expect(await answered('fr, de;q=0.5')).toBe('uk')
    expect(await answered('en')).toBe('en')
    expect(await answered('en-GB,en;q=0.9,uk;q=0.8')).toBe('en')
    expect(await answered('de, uk;q=0.3, en;q=0.7')).toBe('en')
    expect(await answered('en;q=0, uk')).toBe('uk')
    expect(await answered('*')).toBe('uk')
  })

  it('of a problem’s type is the reader’s', async () => {
    const app = await testApp()
    const response = await app.request('/problems/version-stale', { headers: { 'accept-language': 'en' } })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/en/problems/version-stale'])
  })

  it.each(['%0d%0aSet-Cookie:x=1', 'nothing', 'toString'])(
    'leads nowhere from a code that is none: %s',
    async (code) => {
      const app = await testApp({ reference: false })
      const response = await app.request(`/problems/${code}`)
      expect([response.status, response.headers.get('location')]).toEqual([404, null])
    },
  )
})
