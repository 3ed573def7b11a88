/** Letters that look alike when large or small, Latin beside Cyrillic, in lower case. */
const LATIN = 'aceiïopxykmthb'
const CYRILLIC = 'асеіїорхукмтнв'

const TO_CYRILLIC = new Map([...LATIN].map((letter, index) => [letter, [...CYRILLIC][index] ?? letter]))
const TO_LATIN = new Map([...CYRILLIC].map((letter, index) => [letter, [...LATIN][index] ?? letter]))

const IS_LATIN = /\p{Script=Latin}/u
const IS_CYRILLIC = /\p{Script=Cyrillic}/u

/**
 * Words in one script: «Дiя» typed with a Latin i is «Дія». A word that mixes the two is written in the script to which its
 * other letters belong; one of look-alikes alone in that of the letters that are alike only when large (т is no t), else in
 * that of most of its letters, Cyrillic when there are as many. What has letters of both that look like nothing else stays
 * as it is, and so does every word of one script.
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
  const telling = count(cyrillic, 'кмтнв') - count(latin, 'kmthb')
  const rather = telling === 0 ? cyrillic.length >= latin.length : telling > 0
  if (mayBeCyrillic && (!mayBeLatin || rather)) return inCyrillic(word)
  return mayBeLatin ? inLatin(word) : word
}

function count(letters: readonly string[], among: string): number {
  return letters.filter((letter) => among.includes(letter)).length
}

function inCyrillic(word: string): string {
  return Array.from(word, (letter) => TO_CYRILLIC.get(letter) ?? letter).join('')
}

function inLatin(word: string): string {
  return Array.from(word, (letter) => TO_LATIN.get(letter) ?? letter).join('')
}

/**
 * The readings of a word: itself first, then the same in the other script where every letter looks like one of that, as in
 * «іт» and "it".
 * @param word one folded word; digits may stand among the letters
 */
export function bothScripts(word: string): readonly string[] {
  const cyrillic = inCyrillic(word)
  const latin = inLatin(word)
  if (cyrillic === latin) return [word]
  const readings = [word]
  if (cyrillic !== word && !IS_LATIN.test(cyrillic)) readings.push(cyrillic)
  if (latin !== word && !IS_CYRILLIC.test(latin)) readings.push(latin)
  return readings
}

/**
 * One spelling of a code whose letters may have been typed on either keyboard: «1C» and «1С», «12-K» and «12-К». Look-alikes
 * are written in the script of the letters that have no twin, and in Cyrillic when all have one.
 * @param code in lower case
 */
export function inOneAlphabet(code: string): string {
  const cyrillic = inCyrillic(code)
  if (!IS_LATIN.test(cyrillic)) return cyrillic
  const latin = inLatin(code)
  return IS_CYRILLIC.test(latin) ? code : latin
}
