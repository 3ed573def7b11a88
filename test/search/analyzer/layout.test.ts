import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/search/analyzer/fold.ts'
import {
  fromEnglishKeys,
  fromRussianKeys,
  fromUkrainianKeys,
  looksTypedInEnglish,
} from '../../../src/search/analyzer/layout.ts'
import { results, rules } from './rules.ts'

describe('the wrong keyboard layout', () => {
  it.each([
    ['lsz', 'дія'],
    [',.l;tn', 'бюджет'],
    ["'rcgjhn", 'єкспорт'],
    ['gj]plrf', 'поїздка'],
    ['[djhbq', 'хворий'],
    ['gj;t;f', 'пожежа'],
    ['\\heyn', 'ґрунт'],
    ['`fyjr', 'ґанок'],
    ['pljhjd`z', 'здоров’я'],
    ["j,`'rn", 'об’єкт'],
    ['LSZ', 'ДІЯ'],
    ['Xthuf', 'Черга'],
    ['{VFHF', 'ХМАРА'],
    ['htjcnh 2024', 'реостр 2024'],
  ])('%j typed for %j', (typed, meant) => {
    expect(fromEnglishKeys(typed)).toBe(meant)
  })

  it.each([
    ['скь', 'crm'],
    ['пшерги', 'github'],
    ['укз', 'erp'],
    ['пшы', 'gis'],
    ['вщслук', 'docker'],
    ['ЗщіепкуІЙД', 'PostgreSQL'],
  ])('%j typed for %j', (typed, meant) => {
    expect(fromUkrainianKeys(typed)).toBe(meant)
  })

  it.each([
    ['обэкт', 'обєкт'],
    ['лыкарня', 'лікарня'],
    ['ъжа', 'їжа'],
    ['здоровёя', 'здоровя'],
    ['черга', 'черга'],
  ])('%j typed on Russian keys for %j', (typed, meant) => {
    expect(fold(fromRussianKeys(typed))).toBe(meant)
  })

  it('is undone by typing on the other', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'йцукенгшщзхїфівапролджєячсмитьбю'), maxLength: 20 })
    fc.assert(
      fc.property(letters, (word) => {
        expect(fromEnglishKeys(fromUkrainianKeys(word))).toBe(word)
        expect(fromEnglishKeys(fromUkrainianKeys(word.toUpperCase()).toUpperCase()).toLowerCase()).toBe(word)
      }),
    )
    const keys = fc.string({ unit: fc.constantFrom(..."qwertyuiop[]asdfghjkl;'zxcvbnm,."), maxLength: 20 })
    fc.assert(
      fc.property(keys, (chunk) => {
        expect(fromUkrainianKeys(fromEnglishKeys(chunk))).toBe(chunk)
      }),
    )
  })

  it('shows in punctuation among letters and in a want of vowels', () => {
    expect(
      ['lsz', 'gkfns;', "j,'rn", '];f', 'gjlfnjr', 'ghjuhfvf'].filter((chunk) => !looksTypedInEnglish(chunk)),
    ).toEqual([])
    const words = ['server', 'crm', 'registry', 'e-mail', 'PostgreSQL', 'черга', 'X-Road', '2024', 'chergа']
    expect(words.filter(looksTypedInEnglish)).toEqual(['crm'])
  })

  it.skipIf(rules === undefined)('agrees with the vectors', () => {
    const ukrainian = results(rules?.layoutQwertyToUk, fromEnglishKeys)
    expect(ukrainian.made).toEqual(ukrainian.due)
    const english = results(rules?.layoutUkToQwerty, fromUkrainianKeys)
    expect(english.made).toEqual(english.due)
  })
})
