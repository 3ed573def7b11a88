/** Words that stand in every text and say nothing; the most frequent of the vocabulary. */
export const FUNCTION_WORDS: readonly string[] =
  'і та в на з для до за що від про як не це або при під через також після між у зі й'.split(' ')

/** Endings by the way a word is declined. The base form comes first, and the others by how often texts have them. */
const ENDINGS = {
  masculine: ['', 'у', 'ів', 'и', 'а', 'ом', 'ам', 'ами', 'ах'],
  feminine: ['а', 'и', 'у', 'ою', 'ам', 'ами', 'ах'],
  neuter: ['ння', 'нню', 'нням', 'нь', 'ннями', 'ннях'],
  adjective: ['ий', 'ого', 'их', 'ої', 'а', 'им', 'ому', 'і', 'ій', 'ою', 'ими', 'е', 'у'],
} as const
type Declension = keyof typeof ENDINGS
const DECLENSIONS: readonly Declension[] = ['masculine', 'feminine', 'neuter', 'adjective']

/** Words of the field, without their endings: they stand among the made-up ones at ranks from frequent to rare. */
const DOMAIN_WORDS: Readonly<Record<Declension, readonly string[]>> = {
  masculine: (
    'документ реєстр паркомат протокол кабінет портал сервіс звіт пацієнт архів підпис шаблон модуль договір тендер ' +
    'аукціон депутат бюджет платіж маршрут водомір транспорт моніторинг довідник'
  ).split(' '),
  feminine: (
    'систем програм послуг заяв скарг петиці черг установ громад оплат субсиді карт вимог бібліотек лікарн школ ' +
    'ліценз форм баз адрес'
  ).split(' '),
  neuter: (
    'зверне ріше доруче погодже оповіще голосува навча харчува опале освітле страхува відвідува бронюва планува ' +
    'підключе відключе лікува скороче обстеже завантаже'
  ).split(' '),
  adjective: 'електронн державн земельн бюджетн шкільн медичн соціальн кадров аварійн громадськ екологічн архівн'.split(
    ' ',
  ),
}
const FIRST_DOMAIN_RANK = 30
const LAST_DOMAIN_RANK = 8000

const CONSONANTS = 'бвгджзклмнпрстфхцчш'
const VOWELS = 'аеиіоу'
const SYLLABLES = Array.from(CONSONANTS, (consonant) => Array.from(VOWELS, (vowel) => consonant + vowel)).flat()
/** Coprime to the number of made-up stems, so that no two ranks get the same stem. */
const STEP = 7_919_317

/** A vocabulary whose word at rank r (from 0) stands at a place of a text with a probability near 1 / r: Zipf's law. */
export interface Vocabulary {
  readonly size: number
  /** All forms of the word at this rank, its base form first. */
  forms(rank: number): readonly string[]
  /** The rank that a number in [0, 1) falls on. */
  rankAt(chance: number): number
  /** How probable the word is at a place of a text. */
  probability(rank: number): number
  isFunctionWord(rank: number): boolean
}

/** The number of words in use grows with the root of the number of texts (Heaps' law), to 300,000 at a million of them. */
export function vocabularyFor(documents: number): Vocabulary {
  const size = Math.round(300_000 * Math.sqrt(documents / 1_000_000))
  const scale = Math.log(size + 1)
  const domain = domainRanks(Math.min(LAST_DOMAIN_RANK, size - 1))
  return {
    size,
    forms: (rank) => {
      const word = FUNCTION_WORDS[rank]
      return word === undefined ? (domain.get(rank) ?? madeUpForms(rank)) : [word]
    },
    // The exact inverse of the distribution below.
    rankAt: (chance) => Math.min(size - 1, Math.floor(Math.exp(chance * scale)) - 1),
    probability: (rank) => Math.log((rank + 2) / (rank + 1)) / scale,
    isFunctionWord: (rank) => rank < FUNCTION_WORDS.length,
  }
}

/** Declines a stem. */
function declined(stem: string, declension: Declension): readonly string[] {
  return ENDINGS[declension].map((ending) => stem + ending)
}

/** The words of the field, spread evenly by the logarithm of the rank, one kind after another. */
function domainRanks(last: number): ReadonlyMap<number, readonly string[]> {
  const longest = Math.max(...DECLENSIONS.map((declension) => DOMAIN_WORDS[declension].length))
  const words = Array.from({ length: longest }, (_, index) =>
    DECLENSIONS.flatMap((declension) => {
      const stem = DOMAIN_WORDS[declension][index]
      return stem === undefined ? [] : [declined(stem, declension)]
    }),
  ).flat()
  const growth = Math.log(last / FIRST_DOMAIN_RANK) / words.length
  const ranks = new Map<number, readonly string[]>()
  let rank = FIRST_DOMAIN_RANK
  for (const [index, forms] of words.entries()) {
    ranks.set(rank, forms)
    rank = Math.max(rank + 1, Math.round(FIRST_DOMAIN_RANK * Math.exp(growth * (index + 1))))
  }
  return ranks
}

function madeUpForms(rank: number): readonly string[] {
  let code = (rank * STEP) % (SYLLABLES.length ** 3 * CONSONANTS.length)
  const digit = (base: number) => {
    const value = code % base
    code = Math.floor(code / base)
    return value
  }
  const syllables = Array.from({ length: 3 }, () => SYLLABLES[digit(SYLLABLES.length)] ?? '')
  const stem = syllables.join('') + (CONSONANTS[digit(CONSONANTS.length)] ?? '')
  const declension = DECLENSIONS[rank % DECLENSIONS.length] ?? 'masculine'
  return declined(declension === 'neuter' ? `${stem}е` : stem, declension)
}
