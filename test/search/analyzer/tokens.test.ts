import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/search/analyzer/fold.ts'
import { identifiers, terms, tokenize } from '../../../src/search/analyzer/tokens.ts'

describe('tokens', () => {
  it.each([
    ['Облік пам’яток, версія 2.0', ['облік', 'памяток', 'версія', '2', '0']],
    ['Megapolis.DocNet', ['megapolis', 'docnet']],
    ['мова C++ та C#, F#', ['мова', 'cpp', 'та', 'csharp', 'fsharp']],
    ['C++', ['cpp']],
    ['ASP.NET і .NET 8', ['asp', 'dotnet', 'і', 'dotnet', '8']],
    ['сайт example.network', ['сайт', 'example', 'network']],
    ['1С:Підприємство', ['1с', 'підприємство']],
    ['1C:Підприємство', ['1с', 'підприємство']],
    ['Node.js', ['node', 'js']],
    ['nodejs', ['node', 'js']],
    ['е-черга', ['електронний', 'черга']],
    ['вебпортал', ['веб', 'портал']],
    ['кол центр', ['call', 'центр']],
    ['кол і центр', ['кол', 'і', 'центр']],
    ['ДК 021:2015', ['дк', '021', '2015']],
    ['', []],
    ['— ?', []],
  ])('of %j', (text, tokens) => {
    expect(tokenize(text)).toEqual(tokens)
  })

  it('are the same of a folded text', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        ...'еeєЕE-‑–\'’"яюїґҐiіІcсСkкztnT 1./#+',
        'веб',
        'мейл',
        'mail',
        '.net',
        'он-',
        'лайн',
        'кол',
        'центр',
        'черга',
      ),
      maxLength: 12,
    })
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (any) => {
        expect(tokenize(fold(any))).toEqual(tokenize(any))
      }),
      { numRuns: 1000 },
    )
  })

  it('have letters and digits only, so that the index cuts them no further', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const token of tokenize(text)) expect(token).toMatch(/^[\p{L}\p{N}]+$/u)
      }),
    )
  })

  it('of a run without an end are short', () => {
    expect(tokenize('а'.repeat(5000)).map((token) => token.length)).toEqual([64])
  })

  it('in other cases and numbers have the same stems', () => {
    expect(terms('Реєстри електронних черг')).toEqual(terms('реєстр електронна черга'))
    expect(terms('е-черга')).toEqual(terms('електронні черги'))
    expect(terms('Проекти вебсайтів')).toEqual(terms('проєкту веб-сайту'))
    expect(terms('registries of services')).toEqual(terms('registry of service'))
    expect(terms('рада')).not.toEqual(terms('ряд'))
  })
})

describe('identifiers', () => {
  it.each([
    ['UA-2021-12-01-003549-a', ['ua20211201003549a', 'ua20211201003549']],
    ['UA-2021-12-01-003549', ['ua20211201003549']],
    ['закупівля UA‑2021‑12‑01‑003549‑\u0430 відбулась', ['ua20211201003549a', 'ua20211201003549']],
    ['UA-P-2021-12-01-003549-b', ['uap20211201003549b', 'uap20211201003549']],
    ['UA-2021-12-01-003549-a-b1', ['ua20211201003549ab1', 'ua20211201003549']],
    ['72230000-5', ['722300005', '72230000']],
    ['722300005', ['722300005']],
    ['72230000', ['72230000']],
    ['ДК021:2015:72230000-5', ['дк021', '722300005', '72230000']],
    ['ЄДРПОУ 00012925', ['12925']],
    ['12925', ['12925']],
    ['ЄДРПОУ00012925', ['12925', 'єдрпоу00012925']],
    ['UA-SW-000123', ['uasw000123', 'uasw123']],
    ['ua-sw-123', ['uasw123']],
    ['договір № 12/2024-К', ['122024к']],
    ['12/2024-K', ['122024к']],
    ['UA05020030010063857', ['ua05020030010063857']],
    ['X-Road', ['xroad']],
    ['Megapolis.DocNet', ['megapolisdocnet']],
    ['COVID-19', ['covid19']],
    ['від 01.02.2024 до 2024-03-01, 12.5 %, у 2024 році', []],
    ['веб-портал', []],
    ['черга', []],
    ['server', []],
  ])('of %j are %j', (text, due) => {
    expect(identifiers(text)).toEqual(due)
  })

  it.each([
    ['UA-2021-12-01-003549-a', 'ua-2021-12-01-003549'],
    ['03110000-5', '03110000'],
    ['ЄДРПОУ 00032684', '32684'],
    ['UA-SW-000007', 'UASW000007'],
    ['№ 7/К', '7/K-2024'],
  ])('%j and %j meet, or not, as they should', (indexed, asked) => {
    const index = new Set(identifiers(indexed))
    expect(identifiers(asked).some((one) => index.has(one))).toBe(!asked.startsWith('7'))
  })

  it('of a long text take time in proportion to it', () => {
    const time = (length: number) => {
      const text = 'UA-2021-12-01-003549-a/1._'.repeat(length) + '-1'.repeat(length * 10)
      const start = performance.now()
      identifiers(text)
      tokenize(text)
      return performance.now() - start
    }
    time(1000)
    const short = Math.min(time(1000), time(1000), time(1000))
    const long = Math.min(time(8000), time(8000), time(8000))
    expect(long / Math.max(short, 1)).toBeLessThan(32)
  })
})
