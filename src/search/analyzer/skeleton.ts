const SAME: Readonly<Record<string, string>> = {
  я: 'а',
  ю: 'у',
  є: 'е',
  э: 'е',
  ё: 'е',
  ї: 'и',
  і: 'и',
  ы: 'и',
  й: 'и',
  ь: '',
  ъ: '',
  ґ: 'г',
  х: 'г',
  щ: 'ш',
}

/**
 * What is left of a stem when the letters that are mistaken for each other are one: я and а, и and і, г and х …, soft signs
 * gone and doubled letters single. Two spellings of a word meet here; so do a few different words, which is why it repairs
 * a query and never indexes. Digits stay as they are.
 */
export function skeleton(stem: string): string {
  let bones = ''
  let last = ''
  for (const letter of stem) {
    const bone = SAME[letter] ?? letter
    if (bone === '' || (bone === last && (letter < '0' || letter > '9'))) continue
    bones += bone
    last = bone
  }
  return bones
}
