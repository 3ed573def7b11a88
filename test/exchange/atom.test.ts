import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AtomFeed, atomFeed } from '../../src/exchange/atom.ts'
import { xmlText } from '../../src/exchange/xml.ts'
import { atomFindings } from '../support/atom-checks.ts'

const feed: AtomFeed = {
  id: 'https://register.test/uk/software.atom',
  title: 'Рішення: «черга» & <інше>',
  language: 'uk',
  updated: '2026-11-23T08:00:00.000Z',
  selfHref: 'https://register.test/uk/software.atom?q=a&function=b',
  pageHref: 'https://register.test/uk/software?q=a&function=b',
  author: 'Раз для всіх',
  entries: [
    {
      id: 'https://register.test/id/UA-SW-000001',
      title: 'Черга "Перший"',
      href: 'https://register.test/uk/software/UA-SW-000001',
      updated: '2026-11-23T08:00:00.000Z',
      summary: 'Талони \u0000 й виклик',
    },
  ],
}

describe('an Atom feed', () => {
  it('has all that RFC 4287 demands', () => {
    expect(atomFindings(atomFeed(feed))).toEqual([])
    expect(atomFindings(atomFeed({ ...feed, entries: [] }))).toEqual([])
  })

  it('would be caught without an author, with a broken date, or with a bare ampersand', () => {
    const xml = atomFeed(feed)
    expect(atomFindings(xml.replace(/<author>.*<\/author>/, ''))).toContain('no author')
    expect(atomFindings(xml.replace('2026-11-23T08', 'вчора'))).not.toEqual([])
    expect(atomFindings(xml.replace('&amp;', '&'))).toContain('not well-formed')
  })

  it('carries any text without breaking', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(atomFindings(atomFeed({ ...feed, title: `x${text}` }))).toEqual([])
        expect(xmlText(text)).not.toMatch(/[<>"]|&(?!amp;|lt;|gt;|quot;)/)
      }),
    )
  })
})
