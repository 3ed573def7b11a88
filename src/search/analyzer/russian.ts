/** A Ukrainian word that a Russian one may stand for; the weight is between 0 and 1. */
export interface RussianCandidate {
  readonly form: string
  readonly weight: number
}

const ADJECTIVE = '(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ыми|ими|ых|их|ую|юю|ою|ею|ей|ом|ем)'
const NOUN_IE = '(?:ие|ия|ию|ием|ии|ий|иям|иями|иях|ье|ья|ью|ьем)'
const NOUN = '(?:|а|у|е|ом|ы|и|ов|ам|ами|ах)'

/**
 * Russian endings with all their inflected forms, and the Ukrainian ones as in the dictionary: the stemmer takes the ending off
 * again. Regular correspondences of word formation; the first that fits decides.
 */
const ENDINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [new RegExp(`(?:изирован|ирован)${NOUN_IE}$`), ['ування', 'ізування', 'ювання']],
  [new RegExp(`(?:ован|ыван)${NOUN_IE}$`), ['ування', 'овування', 'ання']],
  [new RegExp(`(?:еван|иван)${NOUN_IE}$`), ['ювання', 'ування']],
  [new RegExp(`ан${NOUN_IE}$`), ['ання']],
  [new RegExp(`ян${NOUN_IE}$`), ['яння', 'ання']],
  [new RegExp(`лен${NOUN_IE}$`), ['лення', 'ління']],
  [new RegExp(`ен${NOUN_IE}$`), ['ення', 'іння']],
  [new RegExp(`т${NOUN_IE}$`), ['ття', 'тя', 'тія']],
  [/ост(?:ь|и|ью|ей|ям|ями|ях)$/, ['ість']],
  [/ци(?:я|и|ю|ей|ею|й|ям|ями|ях)$/, ['ція']],
  [/и(?:я|и|ю|ей|ею|ям|ями|ях)$/, ['ія', 'я']],
  [new RegExp(`(?<=[дтзсцжшчр])ическ${ADJECTIVE}$`), ['ичний', 'ицький']],
  [new RegExp(`ическ${ADJECTIVE}$`), ['ічний', 'ицький']],
  [new RegExp(`ческ${ADJECTIVE}$`), ['чний', 'цький', 'чський']],
  [new RegExp(`еск${ADJECTIVE}$`), ['ський', 'еський', 'ічний']],
  [new RegExp(`(?<=[жшзгх])ск${ADJECTIVE}$`), ['ський', 'зький']],
  [new RegExp(`ск${ADJECTIVE}$`), ['ський', 'цький']],
  [new RegExp(`цк${ADJECTIVE}$`), ['цький']],
  [new RegExp(`(?:изированн|ированн)${ADJECTIVE}$`), ['ований', 'ізований']],
  [new RegExp(`(?:ованн|ыванн)${ADJECTIVE}$`), ['ований', 'уваний']],
  [new RegExp(`анн${ADJECTIVE}$`), ['аний', 'анний']],
  [new RegExp(`енн${ADJECTIVE}$`), ['ений', 'енний', 'яний']],
  [new RegExp(`тельн${ADJECTIVE}$`), ['тельний', 'льний', 'вальний']],
  [new RegExp(`(?:ующ|ающ|яющ)${ADJECTIVE}$`), ['уючий', 'альний', 'аючий']],
  [/(?<=[а-я]{2}[бвгджзклмнпрстфхцчшщ])(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|ыми|ых|ую|юю)$/, ['ий', 'ій']],
  [/(?<=[а-я]{3})ь(?:е|я|ю|ем|ям|ями|ях)$/, ['я']],
  [/(?<=[а-я]{3})и(?:е|ем)$/, ['я', 'ія']],
  [/ыва(?:ть|ться|ет|ют)$/, ['увати', 'ювати']],
  [/ирова(?:ть|ться|л|ла|ли)$/, ['увати', 'ізувати']],
  [/(?:ова|ева)(?:ть|ться|л|ла|ли)$/, ['увати', 'ювати']],
  [/(?<=[аяиуео])ть(?:ся)?$/, ['ти']],
  [/тел(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)$/, ['тель', 'ч', 'вач']],
  [new RegExp(`щик${NOUN}$`), ['щик', 'ник', 'льник']],
  [new RegExp(`чик${NOUN}$`), ['чик', 'ник']],
  [/ств(?:о|а|у|е|ом|ам|ами|ах)$/, ['ство', 'цтво']],
  [/(?<=[а-я]{2}[жчшщц])(?:ев|ей)$/, ['ів', 'ей']],
  [/(?<=[а-я]{3})(?:ов|ев)$/, ['ів', 'їв']],
  [/(?<=[а-я]{2}[бвдзклмнпрстфгх])е$/, ['і', 'е']],
]

/** Russian prefixes and the Ukrainian ones; the first that fits decides, and the word without the change is tried last. */
const PREFIXES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:рас|раз)(?=[а-я]{3})/, ['роз']],
  [/^бес(?=[пктфхцчшс])/, ['без']],
  [/^(?:вос|воз)(?=[а-я]{3})/, ['від', 'воз', 'з']],
  [/^(?:вс|вз)(?=[а-я]{4})/, ['вс', 'вз', 'з']],
  [/^междуна/, ['міжна']],
  [/^меж(?:ду)?(?=[а-я]{4})/, ['між']],
  [/^сверх(?=[а-я]{3})/, ['над', 'понад']],
  [/^предо?(?=[а-я]{4})/, ['перед', 'під', 'пред']],
  [/^пре(?=[а-я]{4})/, ['пере', 'пре']],
  [/^подо?(?=[бвгджзклмнпрстфхцчшщ][а-я]{2})/, ['під', 'піді']],
  [/^от(?=[а-я]{3})/, ['від', 'віді']],
  [/^из(?=[бвгджзлмнр][а-я]{3})/, ['ви', 'з', 'із']],
  [/^ис(?=[пктфхцчш][а-я]{3})/, ['ви', 'с', 'із']],
  [/^вы(?=[а-я]{3})/, ['ви']],
  [/^со(?=[бвгджзклмнпрстфхцчшщ][а-я]{3})/, ['спів', 'со', 'з']],
  [/^с(?=[бвгджзлмнр][а-я]{2})/, ['з', 'с']],
  [/^во(?=[бвгджзклмнпрстфхцчшщ][а-я]{3})/, ['во', 'у', 'в']],
  [/^об(?=[бвгджзклмнпрстфхцчшщ][а-я]{3})/, ['об', 'о']],
  [/^электр/, ['електр']],
]

/** Roots whose Ukrainian form differs regularly: ѣ is і, full vocalism, о and і. Substrings of frequent words. */
const ROOTS: readonly (readonly [RegExp, string])[] = [
  [/дел(?=$|[аоуеы]|ен|ьн)/, 'діл'],
  [/мест(?=$|[аоуен])/, 'міст'],
  [/мер(?=[аыуен]|яе)/, 'мір'],
  [/вет(?=$|[аоуы]|н|и)/, 'віт'],
  [/лес(?=$|[аоун])/, 'ліс'],
  [/вест(?=[иян])/, 'віст'],
  [/вер(?=[аеик])/, 'вір'],
  [/мен(?=[аеия])/, 'мін'],
  [/след/, 'слід'],
  [/реш(?=[аеи])/, 'ріш'],
  [/деятель/, 'діяль'],
  [/дея/, 'дія'],
  [/свед/, 'свід'],
  [/цен(?=[аоуыек])/, 'цін'],
]

const LETTERS: Readonly<Record<string, string>> = { ы: 'и', э: 'е', ъ: '', ё: 'о' }
const HUSHING_YO = /(?<=[жчшщ])ё/g
const SOFT_YO = /(?<=[бвгдзклмнпрстфхц])ё/g
const STARTING_YO = /ё/g
const MOST = 16

/**
 * Ukrainian words that a Russian word may be by the regular correspondences of the two languages (endings, prefixes, vowels),
 * likeliest first, at most 16. A guess to be looked up in the vocabulary, not a translation: words that are different in the
 * two languages come from the thesaurus, by `russianStem`.
 * @param word one folded Cyrillic word
 */
export function russianCandidates(word: string): readonly RussianCandidate[] {
  if (!/^[а-яё]{3,40}$/.test(word)) return []
  const ending = ENDINGS.find(([pattern]) => pattern.test(word))
  const start = PREFIXES.find(([pattern]) => pattern.test(word))
  const bodies = start === undefined ? [word] : [...start[1].map((prefix) => word.replace(start[0], prefix)), word]
  const weights = new Map<string, number>()
  const add = (form: string, weight: number) => {
    const rounded = Math.round(weight * 100) / 100
    if (form.length > 2 && rounded > (weights.get(form) ?? 0)) weights.set(form, rounded)
  }
  for (const [first, body] of bodies.entries()) {
    const ended =
      ending === undefined || !ending[0].test(body)
        ? [body]
        : ending[1].map((suffix) => body.replace(ending[0], suffix))
    for (const [second, form] of ended.entries()) {
      const weight = 0.95 - 0.05 * first - 0.04 * second
      const plain = inUkrainianLetters(form)
      add(plain, weight)
      for (const [third, varied] of withVowels(plain, form).entries()) add(varied, weight - 0.05 - 0.02 * third)
    }
  }
  return [...weights]
    .sort((one, other) => other[1] - one[1])
    .slice(0, MOST)
    .map(([form, weight]) => ({ form, weight }))
}

/** What Russian alone writes becomes the Ukrainian letter of the same sound; и becomes і where Ukrainian has it. */
function inUkrainianLetters(form: string): string {
  return form
    .replace(HUSHING_YO, 'о')
    .replace(SOFT_YO, 'ьо')
    .replace(STARTING_YO, 'йо')
    .replace(/(?<=[бпвмфкгхржчшщ])ь$|(?<=и)сь$/, (soft) => soft.replace('ь', ''))
    .replace(/жд(?=ен)/, 'дж')
    .replace(/^и(?=[а-яіїє])/, 'і')
    .replace(/(?<=[аеоуіи])и(?=[аеоуяюй])/g, 'ї')
    .replace(/и(?=[аеоуяюйі])(?!й$)/g, 'і')
    .replace(/[ыэъ]/g, (letter) => LETTERS[letter] ?? letter)
}

function withVowels(plain: string, russian: string): string[] {
  const varied: string[] = []
  // Ukrainian writes і in words from abroad except after д т з с ц ж ш ч р: «архів», «бібліотека», «ліцензія».
  const foreign = plain.replace(/(?<=[бвгклмнпфх])и(?=[бвгджзклмнпрстфхцчшщ])/g, 'і')
  if (foreign !== plain) varied.push(foreign)
  if (plain.includes('стн')) varied.push(plain.replace('стн', 'сн'))
  for (const [pattern, root] of ROOTS) {
    if (pattern.test(plain)) {
      varied.push(plain.replace(pattern, root))
      break
    }
  }
  // A closed last syllable has і where Russian has о or е: договор – договір, отчет – звіт is a different word.
  const closed = plain.replace(/[ое](?=[бвгджзклмнпрстфхцчшщ]ь?$)/, 'і')
  if (closed !== plain) varied.push(closed)
  if (russian.includes('ё')) varied.push(inUkrainianLetters(russian.replaceAll('ё', 'е')))
  return varied
}

const RUSSIAN_LETTERS = /[ыэъё]/
const UKRAINIAN_LETTERS = /[іїєґ]/
const RUSSIAN_ENDINGS =
  /(?:(?:ен|ан)и(?:е|я|ю|ем|и|ях|ям|ями)|ост(?:ь|ью)|ци(?:я|и|ю|ей|й|ям|ями|ях)|и(?:я|и|ию)|иями?|иях|ая|ое|ие|ее|ческ[а-я]{2,3}|ск(?:ая|ое|ие|ого|ой)|(?:ова|ива|и|а|е)ть(?:ся)?|тель|его|овать|щик(?:и|ов|а)?|изм)$/

/** Whether a folded word is more likely Russian: it has ы, э, ъ or ё, or a Russian ending and no і, ї, є. */
export function looksRussian(word: string): boolean {
  if (UKRAINIAN_LETTERS.test(word)) return false
  return RUSSIAN_LETTERS.test(word) || (word.length > 4 && RUSSIAN_ENDINGS.test(word))
}

/** Endings of declension and conjugation; the longest that leaves three letters is cut. */
const INFLECTION =
  /(?:[иы]ми|и?[ая]ми|[оеё]го|[оеё]му|[ая]ть(?:ся)?|[иеы]ть(?:ся)?|ться|тся|[ая]я|[ои]е|ее|ы[ейх]|[иоеыу][йм]|[иы]х|[ую]ю|и?[ая][хм]|[оеё]в|и[еяюи]|ью|ье|ья|[аяоеыиуюйь])$/
const VERBAL = /(?:[ую]ют|[ая]ют|[аяую]т|[еи]т|[ая]л[аои]?|ил[аои]?|ешь|ишь)$/
const SHORTEST_STEM = 3

/**
 * What a Russian word is without its ending, with ё written е: only for finding it in the thesaurus in whatever form it was
 * typed. A light stemmer of our own: the whole of Snowball's would be a ninth of the analyzer.
 */
export function russianStem(word: string): string {
  const plain = word.replaceAll('ё', 'е')
  const cut = (pattern: RegExp) => {
    const stem = plain.replace(pattern, '')
    return stem.length >= SHORTEST_STEM ? stem : plain
  }
  const noun = cut(INFLECTION)
  const verb = cut(VERBAL)
  const stem = verb.length < noun.length ? verb : noun
  return stem.replace(/нн$/, 'н').replace(/ени$/, 'ен')
}
