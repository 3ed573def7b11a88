/** Latin letters and digits beside the Cyrillic letters that look like them, in lower case. */
const CYRILLIC_TWINS: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  i: 'і',
  ï: 'ї',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
  '0': 'о',
  '3': 'з',
  ё: 'е',
}

/**
 * A name as the eye reads it: letter case, quotation marks, hyphens and spaces aside, and letters that look alike in two alphabets made one.
 * Names with the same result cannot be told apart on a page. For comparing alone; the result is no text.
 */
export function unmasked(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
  return Array.from(plain, (letter) => CYRILLIC_TWINS[letter] ?? letter).join('')
}
