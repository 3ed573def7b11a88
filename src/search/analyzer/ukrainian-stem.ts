import { exceptionalStem, isAdjectiveInOv } from './ukrainian-exceptions.ts'

const SHORTEST = 3

/**
 * Endings of declension and conjugation (Український правопис 2019, «Правопис закінчень відмінюваних слів»). The longest that
 * leaves three letters is cut.
 */
const ENDINGS: ReadonlySet<string> = new Set(
  [
    // nouns, hard, mixed and soft
    'а я у ю і и о е ь ом ем єм ою ею єю ам ям ах ях ів їв ей ами ями ьми ові еві єві',
    // nouns in -ія, -ій, -іє; «петиціі» is typed for «петиції»
    'ія ії іі ію ією ій іям іями іях іїв ієм ієві іє їй',
    // adjectives, participles and pronouns
    'ий их им ім іх ої ого ому ими іми їми їм їх ього ьому ьої ьою його йому йої',
    // verbs: infinitive, present and future, past, imperative, gerunds, impersonal form
    'ати яти ити іти їти ути увати ювати',
    'є єш ємо єте ють аю ає аєш аємо аєте ають яю яє яєш яємо яєте яють ію іє ієш іємо ієте іють',
    'ую ує уєш уємо уєте ують юю ює юєш юємо юєте юють',
    'еш емо ете уть иш ить имо ите ять ать їш їть їмо їте імо',
    'ав ала ало али яв яла яло яли ив ила ило или іла іло іли їла їло їли ув ула уло ули',
    'ував увала увало ували ював ювала ювало ювали',
    'ай айте аймо яй яйте яймо ійте іймо уй уйте уймо юй юйте юймо іть',
    // надавати, надає; визнавати, визнає
    'авати авав авала авало авали авай авайте аваючи',
    'ючи аючи яючи уючи юючи іючи ачи ячи учи авши явши ивши івши увши ювши увавши ювавши',
    'ано яно ено єно ито іто уто овано ьовано йовано',
  ].flatMap((endings) => endings.split(' ')),
)
const LONGEST_ENDING = 6

const REFLEXIVE = /(?:ть|ти|[влшй]|л[аои]|[аеиоуюєї]|мо|те|чи|ши)с[яь]$/
const SYNTHETIC_FUTURE = /ти(?:му|меш|ме|мемо|мете|муть)$/
const VERBAL_NOUN = /([аяеєиії])н(?:ня|ню|ні|ням|нями|нях)$/
const VERBAL_NOUN_PLURAL = /([аяеєі])нь$/
const ABSTRACT = /іст(?:ь|ю)$|ост(?:і|и|ей|ям|ями|ях)$/
/** Verbs made of a prefix and йти, вести, нести, везти, whose past has another consonant: перейшла, провела, внесли. */
const PRESENT = '(?:у|еш|е|емо|ете|уть|и|іть|імо|учи)'
const OF_YTY = new RegExp(`^(.{2,})й(?:ти|д${PRESENT}|ш(?:ов|ла|ло|ли|овши))$`)
const OF_VESTY = new RegExp(
  `^(пере|про|при|роз|від|під|на|за|до|ви|по|об|зі|з|у|в)(?:ве(?:сти|ла|ло|ли)|вед(?:${PRESENT}|ено))$`,
)
const OF_NESTY = new RegExp(
  `^(пере|про|при|роз|від|під|на|за|до|ви|по|об|з|у|в)(?:(нес|вез)(?:ти|л[аои]|ено|${PRESENT}))$`,
)
/** The endings of verbs in -увати, which stay apart from the nouns they are made of: страхувати, страх. */
const OF_UVATY = /^(?:[ую]ва|[ую][єю]|[ую]й|[ую]ючи|[оь]?овано|йовано)/
/** оформити, оформлять: л is put after a labial. */
const PLURAL_AFTER_LABIAL = /.{3}[бпвмф]лять$/
/** громадянин, громадяни: -ин- marks the singular. */
const CITIZEN = /(?:я|[жчш]а)нин$/
const CONSONANT = /[бвгджзйклмнпрстфхцчшщ]/

/**
 * The stem of a Ukrainian word, the same for its grammatical forms: of nouns, names, adjectives and, mostly, verbs. It is a key
 * for comparing and not a word: vowels that alternate or vanish (договір, договору; картка, карток) are left out before the
 * last consonant.
 * @param word one folded word (lower case, no apostrophes, г for ґ) of Cyrillic letters
 * @returns at least three letters, unless the word itself is shorter
 */
export function ukrainianStem(word: string): string {
  if (word.length < SHORTEST) return word
  const exceptional = exceptionalStem(word)
  if (exceptional !== undefined) return exceptional
  if (word.length === SHORTEST) return word
  return key(withoutEnding(word))
}

function withoutEnding(word: string): string {
  if (isAdjectiveInOv(word)) return word.slice(0, -1)
  const last = word.charAt(word.length - 1)
  let plain = word
  if (word.length > 5 && (last === 'я' || last === 'ь') && word.charAt(word.length - 2) === 'с' && REFLEXIVE.test(word))
    plain = word.slice(0, /[еє]ться$/.test(word) ? -4 : -2)
  if (plain.length > 7) plain = plain.replace(SYNTHETIC_FUTURE, 'ти')
  if (plain.length > 4) {
    const going = OF_YTY.exec(plain)
    if (going) return `${going[1]}йт`
    const leading = OF_VESTY.exec(plain)
    if (leading) return `${leading[1]}вед`
    const carrying = OF_NESTY.exec(plain)
    if (carrying) return `${carrying[1]}${carrying[2]}`
  }
  if (plain.length > 5) {
    const noun = VERBAL_NOUN.exec(plain) ?? VERBAL_NOUN_PLURAL.exec(plain)
    if (noun) return nounOfAction(plain, noun.index, noun[1] ?? '')
    const abstract = ABSTRACT.exec(plain)
    if (abstract && abstract.index >= SHORTEST) return `${plain.slice(0, abstract.index)}іст`
  }
  for (let length = Math.min(LONGEST_ENDING, plain.length - SHORTEST); length > 0; length--) {
    const ending = plain.slice(-length)
    if (!ENDINGS.has(ending)) continue
    const rest = plain.slice(0, -length)
    if (PLURAL_AFTER_LABIAL.test(plain)) return rest.slice(0, -1)
    return OF_UVATY.test(ending) ? `${rest}ув` : rest
  }
  return plain
}

/** «рішення», «рішень» → «рішенн»; but «лікарень», «їдалень» are of «лікарня», «їдальня». */
function nounOfAction(word: string, index: number, vowel: string): string {
  const before = word.slice(0, index)
  const plural = word.endsWith('нь')
  if (plural && vowel === 'е' && /(?:а|и|те)р$|[аеиіїоуя]л$/.test(before)) return `${before}н`
  return `${before}${vowel}нн`
}

/** Removes what alternates at the end of a stem. */
function key(stem: string): string {
  let result = stem.endsWith('ь') && stem.length > SHORTEST ? stem.slice(0, -1) : stem
  const { length } = result
  const last = result.charAt(length - 1)
  const previous = result.charAt(length - 2)
  if (length > SHORTEST && last === previous && last !== 'н') result = result.slice(0, -1)
  else if (length > SHORTEST && previous === 'ь') result = result.slice(0, -2) + last
  if (length > 6 && CITIZEN.test(result)) result = result.slice(0, -2)
  if (result.endsWith('ц')) result = `${result.slice(0, -1)}к`
  else if (result.endsWith('з') && result.length > SHORTEST) result = `${result.slice(0, -1)}г`
  return withoutAlternatingVowel(result)
}

/** Leaves out о, е, і, є before the last consonant (or «ст») when a consonant stands before it. */
function withoutAlternatingVowel(stem: string): string {
  const tail = stem.endsWith('ст') ? 2 : 1
  const at = stem.length - tail - 1
  if (stem.length <= SHORTEST || at < 1) return stem
  const vowel = stem.charAt(at)
  if (!CONSONANT.test(stem.charAt(stem.length - 1))) return stem
  if (vowel === 'є') return stem.length > 4 ? `${stem.slice(0, at)}й${stem.slice(at + 1)}` : stem
  if (vowel !== 'о' && vowel !== 'е' && vowel !== 'і') return stem
  let before = stem.slice(0, at)
  if (before.endsWith('ь')) before = before.slice(0, -1)
  if (!CONSONANT.test(before.charAt(before.length - 1))) return stem
  const result = before + stem.slice(at + 1)
  return result.length >= SHORTEST ? result : stem
}
