/** The Ukrainian alphabet, and where other Cyrillic letters of names (Russian, Belarusian, Bulgarian) stand in it. */
const ALPHABET = 'абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя'
/** Private-use code points: no letter has one of them already, and all Cyrillic sorts after all Latin. */
const FIRST_RANK = 0xe000
const RANK = new Map(Array.from(ALPHABET, (letter, index) => [letter, String.fromCodePoint(FIRST_RANK + index)]))

/**
 * A text by whose code points names sort as Ukrainian readers expect (і between и and ї, ґ after г, Latin names first, é with e),
 * case and quotes aside. SQLite compares code points only, and every engine must give the same order; Intl.Collator gives no
 * key to store.
 */
export function sortKey(name: string): string {
  const letters = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’ʼ`«»"„“”()]/g, '')
  return Array.from(letters.replace(/\s+/g, ' ').trim(), (letter) => RANK.get(letter) ?? withoutMarks(letter)).join('')
}

function withoutMarks(letter: string): string {
  return letter.normalize('NFD').replace(/\p{M}+/gu, '')
}
