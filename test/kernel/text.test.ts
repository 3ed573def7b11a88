import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cutAt,
  findHiddenCharacters,
  graphemeCount,
  mixedScriptWords,
  nfc,
  removeHiddenCharacters,
} from '../../src/kernel/text.ts'

describe('hidden characters', () => {
  it.each([
    ['\u202E', 'bidi'],
    ['\u2066', 'bidi'],
    ['\u200F', 'bidi'],
    ['\u200B', 'zero-width'],
    ['\u2060', 'zero-width'],
    ['\uFEFF', 'zero-width'],
    ['\u00AD', 'zero-width'],
    ['\u200D', 'zero-width'],
    ['\u{E0041}', 'zero-width'],
    ['\u0000', 'control'],
    ['\u009B', 'control'],
  ])('are found and removed: %j is %s', (character, kind) => {
    const text = `Реєстр${character} громади`
    const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    expect(findHiddenCharacters(text)).toEqual([{ index: 6, codePoint, kind }])
    expect(removeHiddenCharacters(text).text).toBe('Реєстр громади')
  })

  it('are not line ends, tabs, ordinary letters, or what joins emoji', () => {
    for (const text of ['рядок\r\n\tрядок', "зв'язок й ї", '👩‍💻 та 👩🏽‍🚀, ❤️‍🔥', 'café', 'नमस्ते']) {
      expect([text, findHiddenCharacters(text)]).toEqual([text, []])
      expect(removeHiddenCharacters(text).text).toBe(text)
    }
  })

  it('are gone after removal, whatever the text was', () => {
    const text = fc
      .array(fc.constantFrom('а', 'b', '\u202E', '\u200D', '\u{E0041}', '👩', '\u0007', '💻'))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (input) => {
        const once = removeHiddenCharacters(input).text
        expect(findHiddenCharacters(removeHiddenCharacters(once).text)).toEqual([])
      }),
    )
  })
})

describe('words of two alphabets', () => {
  it('are found, and told to be look-alikes when the letters have twins', () => {
    expect(mixedScriptWords('мiсто Київ')).toEqual([{ word: 'мiсто', start: 0, end: 5, lookAlike: true }])
    expect(mixedScriptWords('у Кpопивницькому')[0]).toMatchObject({ word: 'Кpопивницькому', start: 2, lookAlike: true })
    expect(mixedScriptWords('Рowershell')[0]).toMatchObject({ lookAlike: true })
    expect(mixedScriptWords('Дiяgov')[0]).toMatchObject({ lookAlike: false })
  })

  it('are not words that a hyphen joins, nor words of one alphabet', () => {
    const text = "IT-система, e-послуги, веб-API, здоров'я, Wi-Fi, ЄДРПОУ 43220851, Œuvre, Ελλάδα, C++"
    expect(mixedScriptWords(text)).toEqual([])
  })
})

describe('normalisation', () => {
  it('composes letters', () => {
    expect(nfc('и\u0306')).toBe('й')
    expect(nfc('і\u0308')).toBe('ї')
  })
})

describe('cutting', () => {
  it('leaves short texts alone and cuts long ones between words', () => {
    expect(cutAt('Реєстр громади', 14)).toBe('Реєстр громади')
    expect(cutAt('Реєстр територіальної громади', 24)).toBe('Реєстр територіальної…')
    expect(cutAt('Реєстр територіальної громади', 12)).toBe('Реєстр тери…')
    expect(cutAt('Реєстр', 0)).toBe('')
  })

  it('counts and keeps characters as readers see them', () => {
    expect(graphemeCount('👨‍👩‍👧‍👦é🇺🇦')).toBe(3)
    expect(cutAt('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 3)).toBe('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦')
    expect(cutAt('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2)).toBe('👨‍👩‍👧‍👦…')
  })

  it('never exceeds the maximum, never tears a character, and changes nothing that fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, maximum) => {
        const cut = cutAt(text, maximum)
        expect(graphemeCount(cut)).toBeLessThanOrEqual(maximum)
        expect(cut.isWellFormed()).toBe(true)
        if (graphemeCount(text) <= maximum) expect(cut).toBe(text)
        else expect(text.startsWith(cut.slice(0, -1))).toBe(true)
      }),
    )
  })
})
