import { describe, expect, it } from 'vitest'
import { stem } from '../../../src/search/analyzer/stem.ts'
import { isBoilerplate, isFunctionWord, isGeneric, isProcurementWord } from '../../../src/search/analyzer/stop-words.ts'
import { terms, tokenize } from '../../../src/search/analyzer/tokens.ts'

const left = (text: string, out: (word: string) => boolean) => tokenize(text).filter((word) => !out(word))
const kept = (text: string, out: (word: string) => boolean) => terms(text).filter((term) => !out(term))

describe('words that need not be looked for', () => {
  it('join others, in three languages', () => {
    expect(left('Потрібна черга в ЦНАП або для лікарні', isFunctionWord)).toEqual(['черга', 'цнап', 'лікарні'])
    expect(left('які є програми щоб вести облік', isFunctionWord)).toEqual(['програми', 'вести', 'облік'])
    expect(left('сайт міської ради', isFunctionWord)).toEqual(['сайт', 'міської', 'ради'])
    expect(left('IT services', isFunctionWord)).toEqual(['it', 'services'])
    expect(left('a queue for the hospital', isFunctionWord)).toEqual(['queue', 'hospital'])
    expect(left('как вести учет и где это нужно', isFunctionWord)).toEqual(['вести', 'учет'])
  })

  it('are the manner of titles of purchases, in any case and number', () => {
    const title = 'Послуги з надання доступу до реєстру, код ДК 021:2015 72230000-5, згідно потреб на 2024 рік, грн'
    expect(left(title, (word) => isFunctionWord(word) || isProcurementWord(word))).toEqual([
      'доступу',
      'реєстру',
      '72230000',
      '5',
    ])
    for (const word of ['послугами', 'закупівель', 'придбанню', '2025']) expect(isProcurementWord(word)).toBe(true)
    for (const word of ['черга', 'музей', 'договорів', 'бюджет', '1995', 'бібліотека', ''])
      expect(isProcurementWord(word)).toBe(false)
  })
})

describe('words of little weight', () => {
  it('in tender texts are conditions, not what is bought', () => {
    const text =
      'Учасник повинен надати у складі тендерної пропозиції довідку в довільній формі. Оплата здійснюється Замовником протягом 10 календарних днів після підписання акта приймання-передачі. Програма веде електронну чергу пацієнтів.'
    const rest = kept(text, (term) => isBoilerplate(term) || isFunctionWord(term))
    for (const word of ['програма', 'чергу', 'пацієнтів']) expect(rest).toContain(stem(word))
    for (const word of ['учасник', 'замовником', 'оплата', 'тендерної', 'пропозиції', 'днів', 'підписання', 'акта'])
      expect(rest).not.toContain(stem(word))
  })

  it('say little of what software does', () => {
    const generic =
      'автоматизовану систему електронного обліку платформи модулів сервісами програмне забезпечення розробка послуг даних'
    expect(kept(generic, isGeneric)).toEqual([])
    const telling = 'черга пацієнт бібліотека музей водопостачання паркування школа'
    expect(kept(telling, isGeneric)).toEqual(terms(telling))
  })
})
