/** Letters that look alike when large or small, Latin beside Cyrillic, in lower case. */
const LATIN = 'aceiïopxykmthb'
const CYRILLIC = 'асеіїорхукмтнв'

const TO_CYRILLIC = new Map([...LATIN].map((letter, index) => [letter, [...CYRILLIC][index] ?? letter]))
const TO_LATIN = new Map([...CYRILLIC].map((letter, index) => [letter, [...LATIN][index] ?? letter]))

const IS_LATIN = /\p{Script=Latin}/u
const IS_CYRILLIC = /\p{Script=Cyrillic}/u

/**
 * Words in one script: «Дiя» typed with a Latin i is «Дія». A word that mixes the two is written in the script to which its
 * other letters belong; one of look-alikes alone in that of most of its letters, Cyrillic when there are as many. What has
 * letters of both that look like nothing else stays as it is, and so does every word of one script.
 * @param text in lower case
 */
export function unmixed(text: string): string {
  if (!IS_LATIN.test(text) || !IS_CYRILLIC.test(text)) return text
  return text.replace(/\p{L}+/gu, (word) => (IS_LATIN.test(word) && IS_CYRILLIC.test(word) ? inOneScript(word) : word))
}

function inOneScript(word: string): string {
  const letters = [...word]
  const latin = letters.filter((letter) => IS_LATIN.test(letter))
  const cyrillic = letters.filter((letter) => IS_CYRILLIC.test(letter))
  const mayBeCyrillic = latin.every((letter) => TO_CYRILLIC.has(letter))
  const mayBeLatin = cyrillic.every((letter) => TO_LATIN.has(letter))
  if (mayBeCyrillic && (!mayBeLatin || cyrillic.length >= latin.length))
    return letters.map((letter) => TO_CYRILLIC.get(letter) ?? letter).join('')
  return mayBeLatin ? letters.map((letter) => TO_LATIN.get(letter) ?? letter).join('') : word
}
