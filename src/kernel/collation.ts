/** The Ukrainian alphabet; Latin letters sort before it, as in Ukrainian library practice for mixed lists. */
const ALPHABET = 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'
const RANK = new Map(Array.from(ALPHABET, (letter, index) => [letter, String.fromCodePoint(0x0430 + index)]))

/**
 * A text by whose code points names sort as Ukrainian readers expect (і between и and ї, ґ after г), case and quotes aside.
 * SQLite compares code points only, and every engine must give the same order; Intl.Collator gives no key to store.
 */
export function sortKey(name: string): string {
  const letters = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’ʼ`«»"„“”()]/g, '')
  return Array.from(letters.replace(/\s+/g, ' ').trim(), (letter) => RANK.get(letter) ?? letter).join('')
}
