import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPersonalData, isRnokpp, SCRUBBED, scrubPersonalData } from '../../src/kernel/personal-data.ts'

const realData = process.env.REAL_DATA

// Numbers published in tests of python-stdnum, and one made for a birth day that is not past yet.
const [PERSON, OTHER] = ['1759013776', '2530414071']

const kinds = (text: string) => findPersonalData(text).map(({ kind }) => kind)
const found = (text: string) => findPersonalData(text).map(({ start, end }) => text.slice(start, end))

const withCheckDigit = (nine: string) => [...'0123456789'].map((digit) => nine + digit).find(isRnokpp) ?? `${nine}?`

describe('RNOKPP', () => {
  it('has the check digit of the published numbers', () => {
    expect([PERSON, OTHER].filter((number) => !isRnokpp(number))).toEqual([])
    expect(isRnokpp('1759013777')).toBe(false)
    expect(isRnokpp('175901377')).toBe(false)
  })

  it.each([
    PERSON,
    `ФОП Іваненко, ${PERSON}`,
    `(${PERSON})`,
    `код:${PERSON};`,
    `№${PERSON}.`,
    `"id": "${PERSON}"`,
    `Платник ${PERSON}, другий ${OTHER}`,
    '17590 13776',
    '1759 013 776',
    '17 59 01 37 76',
    `ІПН 1759-01-3776`,
    `РНОКПП: ${withCheckDigit('097123456')}`,
    `реєстраційний номер облікової картки платника податків ${PERSON}`,
    `tax id ${PERSON}`,
    '１７５９０１３７７６',
  ])('is found in %j', (text) => {
    expect(kinds(text).every((kind) => kind === 'rnokpp')).toBe(true)
    expect(kinds(text).length).toBe(text.includes(OTHER) ? 2 : 1)
  })

  it.each([
    ['a number without the check digit', '1759013775'],
    ['a part of a longer number', `${PERSON}1`],
    ['an IBAN', 'UA213223130000026007233566001'],
    ['a grouped IBAN', 'UA21 3223 1300 0002 6007 2335 6600 1'],
    ['a telephone', `тел. ${withCheckDigit('097123456')}`],
    ['a telephone without a word', withCheckDigit('044123456')],
    ['an international telephone', '+380 44 123 45 67'],
    ['the key of a record in an address', `https://example.org/items/${PERSON}?x=${PERSON}`],
    ['a part of a file name', `IMG_${PERSON}.jpg`],
    ['a name with digits', `report${PERSON}`],
    ['an ISBN', `ISBN ${PERSON}`],
    ['an amount', `${PERSON} грн`],
    ['an amount with kopiykas', `${PERSON},50`],
    ['an amount in groups', `${PERSON[0]} ${PERSON.slice(1, 4)} ${PERSON.slice(4, 7)} ${PERSON.slice(7)}`],
    ['a code of KOATUU', `КОАТУУ ${PERSON}`],
    ['EDRPOU codes', '43220851, 00015622 00013480'],
    ['the number of a tender', 'UA-2021-12-01-003549-a'],
    ['a code of KATOTTG', 'UA46060250010015970'],
    ['an OCDS identifier', `ocds-be6bcu-UA-2016-11-01-000184-${PERSON}`],
    ['a hexadecimal number', `a${PERSON}f`],
    ['the mask of the state register', '0000000000'],
    ['a birth in the far future', withCheckDigit('912340137')],
  ])('is not %s', (_, text) => {
    expect(found(text)).toEqual([])
  })
})

describe('passports, ID cards, UNZR', () => {
  it.each([
    ['АА123456', 'АА123456'],
    ['паспорт серії СН № 654321', 'СН № 654321'],
    ['AА123456 з двох абеток', 'AА123456'],
    ['паспорт AB123456', 'AB123456'],
    ['MT 123456 — паспорт', null],
    ['Паспорт: мт 123456', 'мт 123456'],
    ['KM654321', 'KM654321'],
  ])('find a passport in %j', (text, passport) => {
    expect(found(text)).toEqual(passport === null ? [] : [passport])
  })

  it.each([
    'UA123456',
    'CVE-2021-123456',
    'KB976932',
    'HP 123456',
    'EN 301549',
    'ДК021',
    'PC123456-A',
    'VAA123456',
    'АА1234567',
    'ISO 639123',
    'https://example.org/AB123456',
  ])('leave alone %j', (text) => {
    expect(found(text)).toEqual([])
  })

  it('find an ID card only when a word says that it is one', () => {
    expect(found('ID-картка 003456789, орган 8034')).toEqual(['003456789'])
    expect(found('паспорт громадянина України № 003456789')).toEqual(['003456789'])
    expect(found('замовлення 003456789')).toEqual([])
  })

  it('find UNZR with a real date', () => {
    expect(kinds('УНЗР 19850423-01234')).toEqual(['unzr'])
    expect(kinds('19850423-01234')).toEqual(['unzr'])
    expect(kinds('19851323-01234')).toEqual([])
    expect(kinds('20991231-01234')).toEqual([])
    expect(kinds('19850423-012345')).toEqual([])
    expect(kinds('v1.19850423-01234')).toEqual([])
  })
})

describe('scrubbing', () => {
  it('replaces what was found and says where it was', () => {
    const text = `ФОП Іваненко (${PERSON}), паспорт СН 654321, УНЗР 19850423-01234`
    const scrubbed = scrubPersonalData(text)
    expect(scrubbed.text).toBe(`ФОП Іваненко (${SCRUBBED}), паспорт ${SCRUBBED}, УНЗР ${SCRUBBED}`)
    expect(scrubbed.found.map(({ kind }) => kind)).toEqual(['rnokpp', 'passport', 'unzr'])
    expect(text.slice(scrubbed.found[0]?.start, scrubbed.found[0]?.end)).toBe(PERSON)
  })

  it('leaves nothing to be found, and texts without personal data as they are', () => {
    const part = fc.constantFrom(
      PERSON,
      OTHER,
      'СН654321',
      '19850423-01234',
      ' ',
      '-',
      'ІПН ',
      '12',
      'паспорт ',
      '003456789',
      ', ',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        const scrubbed = scrubPersonalData(text)
        if (scrubbed.found.length === 0) expect(scrubbed.text).toBe(text)
        expect(findPersonalData(scrubbed.text)).toEqual([])
        // Every position is that of the original text: putting the numbers back gives it again.
        const numbers = scrubbed.found.map(({ start, end }) => text.slice(start, end))
        expect(scrubbed.text.replaceAll(SCRUBBED, () => numbers.shift() ?? '')).toBe(text)
      }),
    )
  })

  it('takes no more time on a hostile text than on any other', () => {
    const texts = [
      '1 '.repeat(50_000),
      '1759013776'.repeat(10_000),
      'паспорт '.repeat(12_000),
      'АА№ '.repeat(25_000),
      'a.aa/'.repeat(20_000),
    ]
    for (const text of texts) {
      const started = performance.now()
      findPersonalData(text)
      expect(performance.now() - started).toBeLessThan(2000)
    }
  })

  it('takes no more than its length does, of a megabyte of numbers and addresses', () => {
    for (const text of [`${PERSON} `.repeat(90_000), `https://a.ua/x АВ123456 `.repeat(40_000)]) {
      const started = performance.now()
      const { text: scrubbed } = scrubPersonalData(text)
      expect(performance.now() - started).toBeLessThan(8000)
      expect(scrubbed).toContain(SCRUBBED)
    }
  }, 60_000)
})

describe.skipIf(!realData)('in real texts', () => {
  const read = (folder: string): { name: string; text: string }[] =>
    readdirSync(join(realData ?? '', folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => ({ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), 'utf8') }))

  it.each([
    ['publiccode', 690],
    ['relevance', 4],
    ['codejson', 90],
    ['catalogues', 350],
    ['classifiers/dk021', 2],
    ['ukrainian-nlp', 25],
  ])('of %s nothing is taken for a personal number', (folder, atLeast) => {
    const files = read(folder)
    expect(files.length).toBeGreaterThanOrEqual(atLeast)
    const flagged = files.flatMap(({ name, text }) => found(text).map((number) => `${name}: ${number}`))
    expect(flagged).toEqual([])
  })

  it('of purchases, the numbers of sole proprietors are found, all that carry the check digit and a birth date', () => {
    const files = [...read('prozorro/objects'), ...read('ocds/ukraine')]
    const written = new Set(
      files.flatMap(({ text }) => [...text.matchAll(/"id":\s*"(\d{10})"/g)].map(([, id]) => id ?? '')),
    )
    const personal = [...written].filter((id) => isRnokpp(id))
    const hits = new Set(files.flatMap(({ text }) => found(text)))
    expect(personal.length).toBeGreaterThan(10)
    expect(personal.filter((id) => !hits.has(id))).toEqual([])
  })
})
