import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/search/analyzer/fold.ts'
import { skeleton } from '../../../src/search/analyzer/skeleton.ts'
import { stem } from '../../../src/search/analyzer/stem.ts'
import { fromLatin, toLatin } from '../../../src/search/analyzer/transliteration.ts'
import { DOMAIN_WORDS } from './domain-words.ts'
import { results, rules } from './rules.ts'

/** Whether a lookup by stem or by the skeleton of the stem leads from a Latin spelling to the word. */
function meets(latin: string, word: string): boolean {
  const due = stem(fold(word))
  return fromLatin(fold(latin)).some((form) => stem(form) === due || skeleton(stem(form)) === skeleton(due))
}

describe('Ukrainian in Latin letters', () => {
  it.each([
    ['Згорани', 'Zghorany'],
    ['Розгон', 'Rozghon'],
    ['Івано-Франківськ', 'Ivano-Frankivsk'],
    ['ЩОРС', 'SHCHORS'],
    ['Щастя', 'Shchastia'],
    ['Юність', 'Yunist'],
    ['Їжак', 'Yizhak'],
    ['Знам’янка', 'Znamianka'],
    ['Ґудзик', 'Gudzyk'],
    ['Єдиний реєстр', 'Yedynyi reiestr'],
    ['Ягідне-Є', 'Yahidne-Ye'],
    ['Й', 'Y'],
    ['«Дія» 2.0', '«Diia» 2.0'],
    ['PostgreSQL', 'PostgreSQL'],
    ['', ''],
  ])('%j is %j', (word, latin) => {
    expect(toLatin(word)).toBe(latin)
  })

  it.skipIf(rules === undefined)('agrees with the examples of the resolution', () => {
    const { made, due } = results(rules?.cmu2010, toLatin)
    expect(made).toEqual(due)
  })
})

describe('a Latin spelling', () => {
  it.each([
    ['cherha', 'черга'],
    ['4erga', 'черга'],
    ['čerha', 'черга'],
    ['6kola', 'школа'],
    ['shkola', 'школа'],
    ['škola', 'школа'],
    ['likarnya', 'лікарня'],
    ['likarnja', 'лікарня'],
    ['dovidnyk', 'довідник'],
    ['medytsyna', 'медицина'],
    ['medicina', 'медицина'],
    ['xarchuvannya', 'харчування'],
    ['harchuvannia', 'харчування'],
    ['charchuvannia', 'харчування'],
    ['jakist', 'якість'],
    ['yakist', 'якість'],
    ['bezpeka', 'безпека'],
    ['shkilnyj', 'шкільний'],
    ['mistsevyy', 'місцевий'],
    ['miskyi', 'міський'],
    ['kyivskiy', 'київський'],
    ['pozhezha', 'пожежа'],
    ['pojeja', 'пожежа'],
    ['elektronnyy', 'електронний'],
    ['zvernennya', 'звернення'],
    ['pidpryyemstvo', 'підприємство'],
    ['pidpryiemstvo', 'підприємство'],
    ['pidpryemstvo', 'підприємство'],
    ['kliyent', 'клієнт'],
    ['klient', 'клієнт'],
    ['pacient', 'пацієнт'],
    ['komisija', 'комісія'],
    ['reiestr', 'реєстр'],
    ['reyestr', 'реєстр'],
    ['reestr', 'реєстр'],
    ['dilovodstwo', 'діловодство'],
    ['shhodennyk', 'щоденник'],
    ['kadastr', 'кадастр'],
    ['yurydychnyi', 'юридичний'],
    ['uridichniy', 'юридичний'],
    ["ob'iekt", 'обєкт'],
    ['dytyachyi', 'дитячий'],
    ['socialnyi', 'соціальний'],
    ['sotsialnyj', 'соціальний'],
    ['materialy', 'матеріали'],
    ['peresel\u0301enec', 'переселенець'],
    ['pamjat', 'память'],
    ['syogodni', 'сьогодні'],
    ['radio', 'радіо'],
    ['donetskyi', 'донецький'],
    ['skhema', 'схема'],
    ['shema', 'схема'],
    ['zgoda', 'згода'],
    ['zghoda', 'згода'],
  ])('%j leads to %j', (latin, word) => {
    expect(meets(latin, word)).toBe(true)
  })

  it.each([
    ['meshkanets', 'мешканець'],
    ['navchannia', 'навчання'],
    ['zvitnist', 'звітність'],
    ['cherha', 'черга'],
    ['kharkivskyi', 'харківський'],
    ['yustytsiia', 'юстиція'],
    ['shkilna', 'шкільна'],
  ])('%j is first of all %j', (latin, word) => {
    expect(fromLatin(latin)[0]).toBe(word)
  })

  it('of the official table leads back to every word', () => {
    expect(DOMAIN_WORDS.length).toBeGreaterThan(250)
    expect(DOMAIN_WORDS.filter((word) => !meets(toLatin(word), word))).toEqual([])
  })

  it('has at most 48 readings, each once, of Cyrillic letters', () => {
    for (const latin of ['jcxwjcxwjcxw', 'chtssciaiaioio', 'shshchchyiyjiy', ...DOMAIN_WORDS.map(toLatin)]) {
      const readings = fromLatin(latin)
      expect(readings.length).toBeGreaterThan(0)
      expect(readings.length).toBeLessThanOrEqual(48)
      expect(new Set(readings).size).toBe(readings.length)
      for (const reading of readings) expect(reading).toMatch(/^[а-яєії]+$/)
    }
  })

  it('is none where there is no Latin word', () => {
    for (const word of ['черга', '2024', '46', '', 'usbшка', 'a'.repeat(41), '日本'])
      expect(fromLatin(word)).toEqual([])
  })

  it.skipIf(rules === undefined)('of the many kinds people type leads to the word', () => {
    const spellings = (rules?.sloppyTranslit ?? []).flatMap(([word, all]) => all.map((latin) => ({ word, latin })))
    expect(spellings.length).toBeGreaterThan(40)
    expect(spellings.filter(({ word, latin }) => !meets(latin, word))).toEqual([])
  })
})
