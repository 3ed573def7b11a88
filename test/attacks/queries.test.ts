import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedLocale } from '../../src/app.ts'
import { csvCell } from '../../src/exchange/csv.ts'
import { readPubliccode } from '../../src/exchange/publiccode/read.ts'
import { acceptedCoding } from '../../src/host/compression.ts'
import { parseInstant } from '../../src/kernel/dates.ts'
import { freeTextFindings } from '../../src/kernel/free-text.ts'
import { OrganizationId, organizationId } from '../../src/kernel/identifiers.ts'
import { scrubPersonalData } from '../../src/kernel/personal-data.ts'
import { isQuotaSetting } from '../../src/kernel/quotas.ts'
import { cutAt, findHiddenCharacters, mixedScriptWords } from '../../src/kernel/text.ts'
import { shortAddress } from '../../src/web/content.tsx'
import { Markdown, safeHref } from '../../src/web/markdown.tsx'
import { SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'
import { tableCounts } from '../support/table-counts.ts'

let register: SmallRegister
beforeAll(async () => {
  register = await smallRegister()
})

const INJECTIONS = [
  `'`,
  `' OR '1'='1`,
  `'; DROP TABLE software; --`,
  `") OR 1=1 --`,
  `%' UNION SELECT sha256 FROM api_key --`,
  `1; ATTACH DATABASE 'x' AS y`,
  `\\' OR 1=1 --`,
  `черга" OR name:*`,
  `name:* OR owner:*`,
  'NEAR(a b, 10)',
  'a* OR b* NOT c',
  '^черга + "черга"',
  '{name short}: черга',
  '-черга',
  '*',
  '""""',
  '(((',
  'AND OR NOT',
  '%_%',
  '?1 :a @b $c',
  '/* */',
] as const

describe('a query that is a statement', () => {
  it.each(INJECTIONS)('is searched for as words, and finds no draft: %s', async (text) => {
    const q = encodeURIComponent(text)
    const before = await tableCounts(register.database)
    const paths = [
      `/api/v1/software?q=${q}`,
      `/api/v1/organizations?q=${q}`,
      `/api/v1/experts?q=${q}`,
      `/api/v1/search?q=${q}`,
      `/api/v1/suggest?q=${q}`,
      `/api/v1/similar?text=${q}`,
      `/uk/software?q=${q}`,
      `/uk/software.csv?q=${q}`,
    ]
    for (const path of paths) {
      const response = await register.request(path)
      expect([200, 422], path).toContain(response.status)
      const body = await response.text()
      expect(body, path).not.toContain(SMALL.draft)
      expect(body, path).not.toContain(SMALL.asked)
      expect(body, path).not.toMatch(/SQLITE|syntax error|fts5|no such/i)
    }
    expect(await tableCounts(register.database)).toEqual(before)
  })

  it.each(['function', 'license', 'status', 'platform', 'holderRegion', 'verdict', 'sort', 'limit', 'cursor'])(
    'is no value of %s either',
    async (parameter) => {
      for (const text of INJECTIONS) {
        const path = `/software?${parameter}=${encodeURIComponent(text)}`
        for (const place of [`/api/v1${path}`, `/uk${path}`]) {
          const response = await register.request(place)
          expect([200, 422], place).toContain(response.status)
          expect(await response.text(), place).not.toContain(SMALL.draft)
        }
      }
    },
  )

  it('is no part of an address', async () => {
    for (const text of INJECTIONS) {
      const part = encodeURIComponent(text)
      const paths = [
        `/api/v1/software/${part}`,
        `/api/v1/organizations/${part}`,
        `/api/v1/imports/${part}`,
        `/api/v1/reference/${part}`,
        `/uk/organizations/${part}`,
        `/uk/software/${SMALL.published}/history/${part}`,
        `/id/${part}`,
      ]
      for (const path of paths) expect([401, 404, 422], path).toContain((await register.request(path)).status)
    }
  })
})

/** Seconds that a thing may take at the largest that is let in: patterns that backtrack take minutes. */
const BUDGET_SECONDS = 5
const SIZES = [5_000, 20_000] as const

/** What makes patterns try again and again: long runs that almost match. */
const RUNS: readonly (readonly [string, (size: number) => string])[] = [
  ['one letter', (size) => 'а'.repeat(size)],
  ['one digit', (size) => '1'.repeat(size)],
  ['digits and blanks', (size) => '1 '.repeat(size / 2)],
  ['digits and dots', (size) => '1.'.repeat(size / 2)],
  ['digits and hyphens', (size) => '1-'.repeat(size / 2)],
  ['blanks', (size) => ' '.repeat(size)],
  ['lines', (size) => '\n'.repeat(size)],
  ['words before a number', (size) => 'податковий номер '.repeat(size / 17)],
  ['a word and its number, far apart', (size) => `паспорт${' а'.repeat(size / 2)}123456`],
  ['series of passports', (size) => 'АВ 12345 '.repeat(size / 9)],
  ['hosts that never end', (size) => 'www.'.repeat(size / 4)],
  ['hosts of hyphens', (size) => 'a-'.repeat(size / 2)],
  ['brackets', (size) => '['.repeat(size)],
  ['links that never end', (size) => '[]('.repeat(size / 3)],
  ['stars', (size) => '*a '.repeat(size / 3)],
  ['stars and lines', (size) => '**_'.repeat(size / 3)],
  ['ticks', (size) => '`'.repeat(size)],
  [
    'ticks of every length',
    (size) => Array.from({ length: Math.floor(Math.sqrt(size * 2)) }, (_, index) => '`'.repeat(index)).join(' '),
  ],
  ['quotes in quotes', (size) => '>'.repeat(size)],
  ['items in items', (size) => '- '.repeat(size / 2)],
  ['tables', (size) => `|${'a|'.repeat(size / 4)}\n|${'-|'.repeat(size / 4)}\n`],
  ['entities', (size) => '&a;'.repeat(size / 3)],
  ['comments', (size) => '<!--'.repeat(size / 4)],
  ['commas', (size) => 'a,'.repeat(size / 2)],
  ['weights', (size) => 'en;q=0.1,'.repeat(size / 9)],
  ['parameters', (size) => 'a;b;'.repeat(size / 4)],
  ['hidden characters', (size) => '\u200D'.repeat(size)],
  ['emoji', (size) => '👩\u200D'.repeat(size / 3)],
  ['letters of two scripts', (size) => 'аa'.repeat(size / 2)],
  ['marks', (size) => `е${'\u0301'.repeat(size)}`],
  ['signs before formulas', (size) => `${' \u200B'.repeat(size / 2)}a`],
  ['slashes', (size) => '/'.repeat(size)],
  ['slashes before something', (size) => `${'/'.repeat(size)}a`],
]

const READERS: readonly (readonly [string, (text: string) => unknown])[] = [
  ['numbers of persons', scrubPersonalData],
  ['texts that are typed', (text) => freeTextFindings({ text })],
  ['hidden characters', findHiddenCharacters],
  ['mixed scripts', mixedScriptWords],
  ['cutting', (text) => cutAt(text, 150)],
  ['Markdown', (text) => String(Markdown({ text }))],
  [
    'links',
    (text) => [
      safeHref(text),
      safeHref(`https://example.org/${text}`),
      shortAddress(text),
      shortAddress(`https://${text}`),
    ],
  ],
  ['cells', csvCell],
  ['languages', acceptedLocale],
  ['codings', acceptedCoding],
  ['instants', parseInstant],
  ['identifiers', (text) => [OrganizationId.safeParse(text).success, organizationId('URL', `https://${text}`)]],
  ['settings', isQuotaSetting],
]

function secondsOf(work: () => unknown): number {
  const begun = performance.now()
  work()
  return (performance.now() - begun) / 1000
}

describe('a text on which patterns would go round and round', () => {
  it.each(READERS)('is read in time: %s', (_, read) => {
    for (const [run, make] of RUNS) {
      for (const size of SIZES) {
        const text = make(size)
        expect(
          secondsOf(() => read(text)),
          `${run}, ${size}`,
        ).toBeLessThan(BUDGET_SECONDS)
      }
    }
  })

  it('is read by the importer as a file, whatever it is', () => {
    for (const [run, make] of RUNS) {
      const head = 'publiccodeYmlVersion: "0.4"\nname: Назва\ndescription:\n  uk:\n    longDescription: '
      const files = [`${head}${JSON.stringify(make(20_000))}\n`, make(20_000)].map((text) =>
        new TextEncoder().encode(text),
      )
      expect(
        secondsOf(() => files.map((bytes) => readPubliccode(bytes))),
        run,
      ).toBeLessThan(BUDGET_SECONDS)
    }
  })

  it('is searched for, or refused, in time', async () => {
    for (const [run, make] of RUNS) {
      const q = encodeURIComponent(make(500).slice(0, 500))
      const begun = performance.now()
      for (const path of [`/uk/software?q=${q}`]) {
        expect([200, 422], run).toContain((await register.request(path)).status)
      }
      expect((performance.now() - begun) / 1000, run).toBeLessThan(BUDGET_SECONDS)
    }
  })

  it('would be noticed: a pattern that backtracks takes twice as long for each letter more', () => {
    const slow = /^(?:a+)+$/
    const timeOf = (size: number) => secondsOf(() => slow.test(`${'a'.repeat(size)}!`))
    expect(timeOf(22)).toBeGreaterThan(8 * timeOf(14))
  })

  it('is refused when its values are a million other values: a YAML bomb', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let level = 0; level < 12; level++) {
      const [name, before] = [String.fromCharCode(98 + level), String.fromCharCode(97 + level)]
      lines.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`)
    }
    const bytes = new TextEncoder().encode(`${lines.join('\n')}\nname: *m\n`)
    expect(secondsOf(() => readPubliccode(bytes))).toBeLessThan(BUDGET_SECONDS)
  })
})
