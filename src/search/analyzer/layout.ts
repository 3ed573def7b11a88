/** Keys of the US keyboard and the letters of the Ukrainian (Windows, enhanced) and Russian ones on them, in one order. */
const ENGLISH = "qwertyuiop[]\\asdfghjkl;'zxcvbnm,./`"
const UKRAINIAN = 'йцукенгшщзхїґфівапролджєячсмитьбю.ґ'
const RUSSIAN = 'йцукенгшщзхъ\\фывапролджэячсмитьбю.ё'
const ENGLISH_SHIFTED = '{}|:"<>?~'
const ENGLISH_UNSHIFTED = "[]\\;',./`"

const TO_UKRAINIAN = new Map<string, string>()
const TO_ENGLISH = new Map<string, string>()
const RUSSIAN_TO_UKRAINIAN = new Map<string, string>()

for (const [index, key] of [...ENGLISH].entries()) {
  const ukrainian = UKRAINIAN[index] ?? key
  const russian = RUSSIAN[index] ?? key
  TO_UKRAINIAN.set(key, ukrainian)
  if (!TO_ENGLISH.has(ukrainian)) TO_ENGLISH.set(ukrainian, key)
  if (!TO_ENGLISH.has(russian)) TO_ENGLISH.set(russian, key)
  if (russian !== ukrainian && russian !== '\\') RUSSIAN_TO_UKRAINIAN.set(russian, russian === 'ё' ? "'" : ukrainian)
}
TO_ENGLISH.set("'", '`')
for (const [index, shifted] of [...ENGLISH_SHIFTED].entries()) {
  TO_UKRAINIAN.set(shifted, TO_UKRAINIAN.get(ENGLISH_UNSHIFTED[index] ?? '')?.toUpperCase() ?? shifted)
}
TO_UKRAINIAN.set('?', ',')

/** The key of the apostrophe is that of ґ on some keyboards: it is an apostrophe where Ukrainian has one, before я ю є ї. */
const APOSTROPHE_KEY = /(?<=[bcdfghjklmnpqrstvwxyz,;[])[`~](?=[z.>'"\]}])/gi

/**
 * What Ukrainian keys would have written: «gkfns;» → «платіж», "j,'rn" → «обєкт». Large letters stay large, what is on no letter
 * key stays as it is. A comma or full stop at the end of the chunk may be a letter or mean itself: try it without, too.
 * @param chunk as typed, before punctuation is cut off: [ ] ; ' , . ` \ are letters
 */
export function fromEnglishKeys(chunk: string): string {
  return mapped(chunk.replace(APOSTROPHE_KEY, '’'), TO_UKRAINIAN)
}

/** What English keys would have written: «скь» → "crm", «пшерги» → "github". Russian letters are read as their keys too. */
export function fromUkrainianKeys(word: string): string {
  return mapped(word, TO_ENGLISH)
}

/** The Ukrainian word typed on a Russian keyboard: ы → і, э → є, ъ → ї, ё → an apostrophe; the other keys are the same. */
export function fromRussianKeys(word: string): string {
  return mapped(word, RUSSIAN_TO_UKRAINIAN)
}

/**
 * Whether Latin letters look like Ukrainian typed on English keys rather than like a word in any language: a key of
 * punctuation among the letters, or hardly a vowel. Only for choosing what to try first.
 */
export function looksTypedInEnglish(chunk: string): boolean {
  if (/[^\u0020-\u007e]/.test(chunk)) return false
  const letters = chunk.match(/[a-z]/gi)?.length ?? 0
  if (letters === 0) return false
  if (/[a-z][[\];'`\\{}:"|][a-z]|^[[\];'`\\{}]+[a-z]|[a-z][;[\]]$|[a-z],[a-z]/i.test(chunk)) return true
  const vowels = chunk.match(/[aeiou]/gi)?.length ?? 0
  return letters >= 3 && vowels * 5 < letters
}

function mapped(text: string, keys: ReadonlyMap<string, string>): string {
  let result = ''
  for (const letter of text) {
    const small = letter.toLowerCase()
    const key = keys.get(letter) ?? keys.get(small)
    result += key === undefined ? letter : small === letter ? key : key.toUpperCase()
  }
  return result
}
