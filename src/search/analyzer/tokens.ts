import { fold } from './fold.ts'
import { inOneAlphabet } from './scripts.ts'
import { modern } from './spelling.ts'
import { stem } from './stem.ts'

/** A longer run of letters is no word; cutting it keeps every later step short. */
const LONGEST = 64
const HYPHEN = '[-‐‑–]'
const START = '(?<![\\p{L}\\p{N}])'

/** First parts that are written together with the second (Український правопис 2019, §§ 35–36), often still hyphenated. */
const JOINED = new RegExp(
  `${START}(он|оф|офф|on|off|віце|екс|топ|мікро|макро|міні|максі|мульти|супер|гіпер|мега|ультра|кібер|гео|відео|аудіо|авіа|авто|аеро|агро|біо|вело|гідро|еко|екстра|електро|енерго|інфо|кіно|крипто|мас|мета|метео|моно|мото|нано|нео|псевдо|радіо|соціо|стерео|теле|термо|фото|прес|блок|бек|фронт|флеш|маркет|крос|крауд|контр|wi|вай|[еe](?=${HYPHEN}(?:ме?йл|майл)))${HYPHEN}(?=(?!відео|аудіо|фото|радіо|теле)\\p{L}{2})`,
  'gu',
)
/** Names that end in signs, a site's first word in either script, the electronic letter. */
const NAMED = new RegExp(
  `${START}(?:c\\+\\+|с\\+\\+)|${START}([cсf])#|(?:(?<![\\p{L}\\p{N}.])|(?<=${START}(?:asp|vb|ado|ml)))\\.net(?![\\p{L}\\p{N}])|${START}[eе]${HYPHEN}?mail`,
  'gu',
)
const MAY_BE_NAMED = /[+#]|\.net|mail/
const HAS_HYPHEN = /[-‐‑–]/
const TOKEN = /[\p{L}\p{N}]+/gu

const WEB = /^(?:веб|web)(?!ер(?:$|[аиіоу])|інар|er$|hook)(?=\p{L}{4})/u
const ONLINE =
  /^(онлайн|офлайн|інтернет|смарт|бізнес|чат|сервіс)(?=магазин|портал|сайт|ресурс|сторінк|банкінг|приймальн|сервіс|технолог|платформ|трансляц|голосуван|навчан|курс|урок|школ|запис|реєстрац|опитуван|послуг|консульт|конференц|зустріч|картк|місто|процес|план|аналіт|центр|деск|бот)/
const CALL = /^(?:call|колл?)(?=центр|cent)/
const SCRIPTS = /^(node|vue|react|angular|next|nuxt|express|backbone|ember|nest|three)js$/
const HAS_DIGIT = /\p{N}/u
const HAS_LETTER = /\p{L}/u

/**
 * The words of a text, in order: folded runs of letters and digits, each in the one spelling of `modern`. A compound that is
 * written in several ways has the same words in all of them («вебсайт», "web-сайт" and «веб-сайт» are «веб», «сайт»;
 * «он-лайн» is «онлайн»), and names that end in signs keep them as letters: C++ is "cpp", C# "csharp", .NET "dotnet".
 */
export function tokenize(text: string): readonly string[] {
  const tokens: string[] = []
  const plain = joined(fold(text))
  for (const [match] of plain.matchAll(TOKEN)) {
    const token = match.length > LONGEST ? match.slice(0, LONGEST) : match
    if (HAS_DIGIT.test(token)) tokens.push(HAS_LETTER.test(token) ? inOneAlphabet(token) : token)
    else addWord(tokens, token)
  }
  return tokens
}

/** The stems of a text, in order: what the index holds of a document and what a query looks for. */
export function terms(text: string): readonly string[] {
  return tokenize(text).map(stem)
}

function joined(text: string): string {
  const hyphenated = HAS_HYPHEN.test(text) ? text.replace(JOINED, '$1') : text
  if (!MAY_BE_NAMED.test(hyphenated)) return hyphenated
  return hyphenated.replace(NAMED, (name, letter: string | undefined) => {
    if (letter !== undefined) return letter === 'f' ? 'fsharp' : 'csharp'
    if (name === '.net') return ' dotnet'
    return name.endsWith('mail') ? 'email' : 'cpp'
  })
}

function addWord(tokens: string[], word: string): void {
  if (WEB.test(word)) {
    tokens.push('веб', modern(word.slice(3)))
    return
  }
  const parts = ONLINE.exec(word) ?? SCRIPTS.exec(word)
  if (parts?.[1] !== undefined) {
    tokens.push(modern(parts[1]), modern(word.slice(parts[1].length)))
    return
  }
  const call = CALL.exec(word)
  if (call !== null) {
    tokens.push('call', modern(word.slice(call[0].length)))
    return
  }
  // «кол центр» in two words: the first is known by the second.
  const last = tokens.at(-1)
  if ((last === 'кол' || last === 'колл') && word.startsWith('центр')) tokens[tokens.length - 1] = 'call'
  tokens.push(modern(word))
}

const CHUNK = /[\p{L}\p{N}]+(?:[-‐‑–/\\._][\p{L}\p{N}]+)*/gu
const SEPARATORS = /[^\p{L}\p{N}]/gu
const DATE = /^(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2})$/
const DECIMAL = /^\d+\.\d+$/
const PURCHASE = /^(ua(?:[a-z]{1,3})?\d{4}\d{2}\d{2}\d{6})[a-z](?:[a-z]\d+)?$/
const CPV = /(?<!\d)(\d{8})[-‐‑–](\d)(?!\d)/gu
const EIGHT_DIGITS = /(?<!\d)\d{8}(?!\d)/g
const NUMBERED = /^(ua[a-z]{2,3})0+(\d+)$/
const LATIN_COMPOUND = /^[a-z]+(?:[-‐‑–._][a-z]+)+$/

/**
 * The identifiers of a text, each once, in the one form in which they are indexed and asked for: letters and digits alone, in
 * lower case and one script. A purchase (UA-2021-12-01-003549-a) also without the letter at the end, a classifier's code
 * (72230000-5) also without its check digit, a register number (UA-SW-000123) also without zeros. Numbers of up to eight
 * digits lose zeros at the beginning, so that an EDRPOU code is found with and without. Contract numbers and names of several
 * Latin words (X-Road) are kept whole too. Dates and decimals are none. One pass, linear in the length of the text.
 */
export function identifiers(text: string): readonly string[] {
  const found = new Set<string>()
  for (const [chunk] of fold(text).matchAll(CHUNK)) {
    if (!HAS_DIGIT.test(chunk)) {
      if (chunk.length <= LONGEST && LATIN_COMPOUND.test(chunk)) found.add(chunk.replace(SEPARATORS, ''))
      continue
    }
    if (DATE.test(chunk) || DECIMAL.test(chunk)) continue
    for (const [, code = '', check = ''] of chunk.matchAll(CPV)) {
      found.add(code + check)
      found.add(withoutZeros(code))
    }
    for (const [digits] of chunk.matchAll(EIGHT_DIGITS)) found.add(withoutZeros(digits))
    if (chunk.length <= LONGEST) addWhole(found, inOneAlphabet(chunk.replace(SEPARATORS, '')))
  }
  return [...found]
}

function addWhole(found: Set<string>, whole: string): void {
  if (!HAS_LETTER.test(whole)) {
    const digits = whole.length <= 8 ? withoutZeros(whole) : whole
    if (digits.length > 4) found.add(digits)
    return
  }
  if (whole.length < 4) return
  found.add(whole)
  const purchase = PURCHASE.exec(whole)
  if (purchase?.[1] !== undefined) found.add(purchase[1])
  const numbered = NUMBERED.exec(whole)
  if (numbered !== null) found.add(`${numbered[1]}${numbered[2]}`)
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '')
}
