import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortKey } from '../../src/kernel/collation.ts'

const order = (names: readonly string[]) =>
  [...names].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : sortKey(a) > sortKey(b) ? 1 : 0))

describe('the order of names', () => {
  it('is that of the Ukrainian alphabet', () => {
    const names = 'Агов|Біла|Віче|Гай|Ґанок|Дім|Експерт|Єдність|Жито|Зірка|Ива|Ікар|Їжак|Йод|Юрта|Яр'.split('|')
    expect(order(names.toReversed())).toEqual(names)
    expect(order(['кія', 'кий', 'кіт', 'кит', 'кїт'])).toEqual(['кий', 'кит', 'кіт', 'кія', 'кїт'])
  })

  it('is that of Intl.Collator for Ukrainian words', () => {
    const collator = new Intl.Collator('uk')
    const word = fc
      .array(fc.constantFrom(...'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'), { minLength: 1, maxLength: 8 })
      .map((letters) => letters.join(''))
    fc.assert(
      fc.property(word, word, (a, b) => {
        const [x, y] = [sortKey(a), sortKey(b)]
        expect(Math.sign(collator.compare(a, b))).toBe(x < y ? -1 : x > y ? 1 : 0)
      }),
      { numRuns: 2000 },
    )
  })

  it('is that of Intl.Collator for words between blanks, of letters and digits alike', () => {
    const collator = new Intl.Collator('uk', { sensitivity: 'base' })
    const names = ['Вода 2', 'вода', 'Вода і лід', 'водавик', 'Водій', 'Кіт', 'кити', 'Китай 12', 'Об’єкт', 'обов’язок']
    expect(order(names)).toEqual([...names].sort(collator.compare))
  })

  it('differs from Intl.Collator where a list of names wants it: Latin names first, quotes and apostrophes aside', () => {
    expect(order(['Яблуко', 'Zoom', 'абетка', 'Apple'])).toEqual(['Apple', 'Zoom', 'абетка', 'Яблуко'])
    expect(order(['«Яблуко»', '«Дія»', 'Вода'])).toEqual(['Вода', '«Дія»', '«Яблуко»'])
    expect(sortKey('Об’єкт')).toBe(sortKey("об'єкт"))
  })

  it('gives letters of other alphabets a place of their own', () => {
    expect(order(['Эра', 'Юність', 'Экран', 'Ьоль', 'Ыйк'])).toEqual(['Ыйк', 'Ьоль', 'Экран', 'Эра', 'Юність'])
    expect(sortKey('ы')).not.toBe(sortKey('ц'))
    expect(order(['Zeta', 'Évora', 'Exeter', 'Edo'])).toEqual(['Edo', 'Évora', 'Exeter', 'Zeta'])
  })

  it('tells any two letters apart', () => {
    const cyrillic = Array.from({ length: 0x30 }, (_, index) => String.fromCodePoint(0x430 + index))
    const letters = cyrillic.filter((letter) => letter === letter.normalize('NFD') || 'йїё'.includes(letter))
    expect(new Set(letters.map(sortKey)).size).toBe(new Set(letters.map((letter) => letter.toLowerCase())).size)
  })

  it('compares the same in the program and as UTF-8 bytes in SQLite', () => {
    const name = fc.string({ unit: fc.constantFrom(...'абгґєіїйяьAz9 é'), maxLength: 6 })
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [x, y] = [sortKey(a), sortKey(b)]
        expect(Math.sign(Buffer.compare(Buffer.from(x), Buffer.from(y)))).toBe(x < y ? -1 : x > y ? 1 : 0)
      }),
    )
  })
})
