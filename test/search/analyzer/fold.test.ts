import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, words } from '../../../src/search/analyzer/fold.ts'
import { bothScripts, inOneAlphabet, unmixed } from '../../../src/search/analyzer/scripts.ts'
import { results, rules } from './rules.ts'

/** Texts of what folding handles: hyphens, apostrophes, letters of both scripts, marks. */
const tricky = fc.string({
  unit: fc.constantFrom(
    ...'еeєЕEЄ--‑–\'’ʼ"`яюїґҐГiіІIcсСkкdжztn тТ 1 ,.#+mail',
    '\u0301',
    '\u00AD',
    'и\u0306',
    'веб',
    'мейл',
  ),
  maxLength: 24,
})

describe('folding', () => {
  it.each([
    ['здоров"я', 'здоровя'],
    ['об"єкт', 'обєкт'],
    ['ТОВ"Дія"', 'тов"дія"'],
    ['е-черга', 'електронн черга'],
    ['Е‑послуга', 'електронн послуга'],
    ['e–документообіг', 'електронн документообіг'],
    ['є‐квиток', 'електронн квиток'],
    ['система е-звернень', 'система електронн звернень'],
    ['(е-врядування)', '(електронн врядування)'],
    ['е-мейл', 'е-мейл'],
    ['e-mail', 'e-mail'],
    ['м-е-ж', 'м-е-ж'],
    ['кафе-бар', 'кафе-бар'],
    ['є - це', 'є - це'],
  ])('makes %j into %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('done twice is done once', () => {
    fc.assert(
      fc.property(fc.oneof(tricky, fc.string({ unit: 'grapheme' })), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
      { numRuns: 1000 },
    )
  })

  it('leaves words without spaces or signs', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        for (const word of words(text)) expect(word).toMatch(/^[\p{L}\p{N}]+$/u)
      }),
    )
  })

  it.skipIf(rules === undefined)('agrees with the vectors of real texts', () => {
    for (const group of [rules?.normText, rules?.homoglyphs]) {
      const { made, due } = results(group, fold)
      expect(made).toEqual(due)
    }
  })
})

describe('letters that look alike', () => {
  it.each([
    // Cyrillic with Latin o, e; Latin c; Latin i, c, o among fewer Cyrillic ones, of which т is none but large.
    ['\u0437\u0430\u044f\u0432\u0061', 'заява'],
    ['\u0063истема', 'система'],
    ['\u043c\u0069\u0063\u0442\u006f', 'місто'],
    ['\u0441ovid', 'covid'],
    ['gi\u0442lab', 'gitlab'],
    ['портал', 'портал'],
    ['server', 'server'],
    ['usbшка', 'usbшка'],
  ])('bring %j into one script: %j', (word, one) => {
    expect(unmixed(word)).toBe(one)
  })

  it('give a word of nothing else both readings, its own first', () => {
    expect(bothScripts('іт')).toEqual(['іт', 'it'])
    expect(bothScripts('it')).toEqual(['it', 'іт'])
    expect(bothScripts('атс')).toEqual(['атс', 'atc'])
    expect(bothScripts('crm')).toEqual(['crm'])
    expect(bothScripts('дія')).toEqual(['дія'])
    expect(bothScripts('2024')).toEqual(['2024'])
  })

  it('do not keep two spellings of a code apart', () => {
    expect(inOneAlphabet('1c')).toBe(inOneAlphabet('1с'))
    expect(inOneAlphabet('122024k')).toBe(inOneAlphabet('122024к'))
    expect(inOneAlphabet('ua20211201003549\u0430')).toBe('ua20211201003549a')
  })
})
