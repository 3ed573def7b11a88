import { isIsoDate } from './dates.ts'

/**
 * Personal identifiers that must never be stored, shown or logged (Law of Ukraine 2297-VI on personal data): RNOKPP, the
 * taxpayer's number of a person; the series and number of a passport; the number of an ID card; UNZR, the number of the
 * record in the demographic register.
 *
 * A rule this blunt is only bearable when it seldom errs, so a number without a word beside it that says what it is must
 * look right in several ways at once; a number with such a word is believed on its form alone. How often the rules
 * err on real texts is asserted in the tests.
 */
export type PersonalDataKind = 'rnokpp' | 'passport' | 'id-card' | 'unzr'

export interface PersonalData {
  readonly kind: PersonalDataKind
  /** Positions in UTF-16 code units; `end` is the first after it. */
  readonly start: number
  readonly end: number
}

/** What stands in a scrubbed text where an identifier was. */
export const SCRUBBED = '[***]'

const RNOKPP_WEIGHTS = [-1, 5, 7, 9, 4, 6, 10, 5, 7]

/** Whether ten digits carry the check digit of an RNOKPP: weights −1,5,7,9,4,6,10,5,7, modulo 11, modulo 10. */
export function isRnokpp(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false
  const sum = RNOKPP_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return (((sum % 11) + 11) % 11) % 10 === Number(digits[9])
}

// The first five digits count days from 31.12.1899 to the birth; 47,847 is 31.12.2030.
function hasBirthDate(digits: string): boolean {
  const day = Number(digits.slice(0, 5))
  return day >= 1 && day <= 47_847
}

// Words are looked for close before the number, within its sentence.
const RNOKPP_WORD =
  /(?:рнокпп|ІПН|ІНН|ИНН|р\.?н\.?о\.?к\.?п\.?п|(?:податков|ідентифікаційн|обліков)\p{L}*(?:\s+\p{L}+){0,4}\s+(?:номер|код)|(?:номер|код)\p{L}*\s+(?:платника|облікової)\p{L}*|rnokpp|\bTIN\b|tax(?:payer)?\s*(?:id|number|no)|personal\s+tax)[^\d.;!?]{0,40}$/iu
const PASSPORT_WORD = /(?:паспорт|passport|серія|документ\p{L}*,?\s+що\s+посвідчує)[^\d;!?]{0,40}$/iu
const ID_CARD_WORD =
  /(?:паспорт|passport|(?:id|ід|айді)[-\s]?картк|id[-\s]?card|посвідчення\s+особи)\p{L}*[^\d;!?]{0,40}$/iu
const OTHER_NUMBER_WORD =
  /(?:коатуу|koatuu|isbn(?:-10)?|issn|doi|тел(?:ефон\p{L}*)?|phone|tel|fax|факс|моб(?:ільний)?|viber|whatsapp|telegram|steam|app\s*id)[^\p{L}\d]{0,6}$/iu
const MONEY_AFTER = /^[\s\u00A0]?(?:грн|₴|uah|usd|eur|€|\$|тис|млн|коп|byte|байт|мс\b|ms\b)/iu

const TEN_DIGITS = /(?<![\p{L}\p{N}_.@#&%+\\~-]|\d[,:])\d{10}(?![\p{L}\p{N}_@%]|[.,:/-]\d|-\p{L})/gu
// Groups as people write them when they group at all; 1-3-3-3 is how an amount is written, 4-6 a year and a number.
const GROUPED_TEN =
  /(?<![\p{L}\p{N}_.,@#&%+\\~/:(-]|\d[\s\u00A0-])(?:\d{5}([ \u00A0-])\d{5}|\d{4}([ \u00A0])\d{3}\2\d{3}|\d{3}([ \u00A0])\d{3}\3\d{4}|\d{2}([ \u00A0])\d{2}\4\d{2}\4\d{2}\4\d{2})(?![\p{L}\p{N}_@%]|[.,:/-]\d|[\s\u00A0]\d)/gu
const LABELLED_TEN = /(?<![\p{L}\p{N}])\d(?:[\s\u00A0.-]?\d){9}(?![\p{L}\p{N}])/gu
// The letters that a passport's series is made of, in Cyrillic and as the Latin letters that look the same.
const PASSPORT =
  /(?<![\p{L}\p{N}_/#.@-])([АВЕІКМНОРСТУХЮABEIKMHOPCTYXaаbвеeкkмmнhоopрсcтtуyхxю]{2})([\s\u00A0]{0,2}(?:№|N|No\.?)?[\s\u00A0]{0,2})\d{6}(?![\p{L}\p{N}_@-]|[.,/:]\d)/gu
const NINE_DIGITS = /(?<![\p{L}\p{N}_.,/#@+-])\d{9}(?![\p{L}\p{N}_@]|[.,/:-]\d)/gu
const UNZR = /(?<![\p{L}\p{N}_./-])(\d{4})(\d{2})(\d{2})-\d{5}(?![\p{L}\p{N}_]|[./-]\p{N})/gu
// Numbers inside addresses are keys of somebody's database, of which one in eleven has the check digit by chance.
const ADDRESS = /(?:https?:\/\/|www\.|(?<![\p{L}\d-])[\p{L}\d-]{1,63}\.[a-z]{2,20}\/)\S+/giu

/** Personal identifiers in a text, in order, not overlapping. */
export function findPersonalData(text: string): readonly PersonalData[] {
  // Every kind has six digits at least; most texts are done with here.
  const plain = text.replaceAll(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  if (!/\d(?:[\s\u00A0.-]?\d){5}/.test(plain)) return []
  const addresses = [...plain.matchAll(ADDRESS)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const isInAddress = (index: number) => {
    const nearest = addresses[firstEndingAfter(addresses, index)]
    return nearest !== undefined && nearest.start <= index
  }
  const before = (index: number) => plain.slice(Math.max(0, index - 90), index)
  const after = (end: number) => plain.slice(end, end + 8)

  // What an earlier pattern found is not found again by a later one.
  let found: readonly PersonalData[] = []
  let fresh: PersonalData[] = []
  const add = (kind: PersonalDataKind, match: RegExpExecArray) => {
    const [start, end] = [match.index, match.index + match[0].length]
    const nearest = found[firstEndingAfter(found, start)]
    if (nearest === undefined || nearest.start >= end) fresh.push({ kind, start, end })
  }
  const settle = () => {
    found = inOrder(found, fresh)
    fresh = []
  }

  for (const match of plain.matchAll(UNZR)) {
    const [, year = '', month, day] = match
    if (year >= '1900' && year <= '2030' && isIsoDate(`${year}-${month}-${day}`)) add('unzr', match)
  }
  settle()
  for (const match of plain.matchAll(LABELLED_TEN)) {
    if (isRnokpp(match[0].replaceAll(/\D/g, '')) && RNOKPP_WORD.test(before(match.index))) add('rnokpp', match)
  }
  settle()
  for (const pattern of [TEN_DIGITS, GROUPED_TEN]) {
    for (const match of plain.matchAll(pattern)) {
      const digits = match[0].replaceAll(/\D/g, '')
      if (!isRnokpp(digits) || !hasBirthDate(digits)) continue
      // A number that starts with 03…09 is a telephone; as an RNOKPP its bearer would have been born before May 1927.
      if (/^0[3-9]/.test(digits) || isInAddress(match.index)) continue
      if (OTHER_NUMBER_WORD.test(before(match.index)) || MONEY_AFTER.test(after(match.index + match[0].length)))
        continue
      add('rnokpp', match)
    }
    settle()
  }
  for (const match of plain.matchAll(PASSPORT)) {
    if (isPassport(match, before(match.index)) && !isInAddress(match.index)) add('passport', match)
  }
  settle()
  for (const match of plain.matchAll(NINE_DIGITS)) {
    if (ID_CARD_WORD.test(before(match.index))) add('id-card', match)
  }
  settle()
  return found
}

interface Span {
  readonly start: number
  readonly end: number
}

/** The place of the first span that ends after `index`, of spans in order that do not overlap; their number when none does. */
function firstEndingAfter(spans: readonly Span[], index: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((spans[middle]?.end ?? 0) > index) high = middle
    else low = middle + 1
  }
  return low
}

/** Two ordered lists as one. */
function inOrder(one: readonly PersonalData[], other: readonly PersonalData[]): readonly PersonalData[] {
  if (other.length === 0) return one
  return [...one, ...other].sort((a, b) => a.start - b.start)
}

/**
 * Two capital letters of which one is Cyrillic, and six digits, are a passport. In Latin letters alone the same form is a
 * model or a bulletin number as often (KB123456), so there a word must say what it is, unless the letters are a series
 * that Ukrainian passports have and stand close to the digits; small letters need the word too.
 */
function isPassport(match: RegExpExecArray, textBefore: string): boolean {
  const [, series = '', gap = ''] = match
  if (PASSPORT_WORD.test(textBefore)) return true
  if (series !== series.toUpperCase()) return false
  if (/\p{Script=Cyrillic}/u.test(series)) return true
  return (
    gap === '' &&
    /^(?:A[ABEHKMOCTX]|B[ABEHKMOCTX]|E[ABEHKMOCTX]|K[ACEHKMOPT]|M[ABEHKMOPTCY]|H[ABEHKMOCT]|C[ABEHKMOPTCYIO]|T[ABEMTC])$/.test(
      series,
    )
  )
}

/**
 * The text with every personal identifier replaced by `[***]`, and what was found (positions in the text as it came).
 * Nothing is found in the result: what stood behind another number may only show once that one is gone.
 */
export function scrubPersonalData(text: string): { readonly text: string; readonly found: readonly PersonalData[] } {
  let found: readonly PersonalData[] = []
  let scrubbed = text
  for (let fresh = findPersonalData(text); fresh.length > 0; fresh = findPersonalData(scrubbed)) {
    found = inOrder(found, inOriginal(fresh, found))
    scrubbed = withoutFound(text, found)
  }
  return { text: scrubbed, found }
}

function withoutFound(text: string, found: readonly PersonalData[]): string {
  let scrubbed = ''
  let from = 0
  for (const { start, end } of found) {
    scrubbed += text.slice(from, start) + SCRUBBED
    from = end
  }
  return scrubbed + text.slice(from)
}

/** Hits, in order, in a text out of which `removed` were taken, with their positions in the text that had them. */
function inOriginal(hits: readonly PersonalData[], removed: readonly PersonalData[]): readonly PersonalData[] {
  let [shift, next] = [0, 0]
  return hits.map(({ kind, start, end }) => {
    for (let gone = removed[next]; gone !== undefined && gone.start - shift <= start; gone = removed[next]) {
      shift += gone.end - gone.start - SCRUBBED.length
      next++
    }
    return { kind, start: start + shift, end: end + shift }
  })
}
