import { type Finding, refuseWhenFound } from './errors.ts'
import { findPersonalData, type PersonalData, scrubPersonalData } from './personal-data.ts'
import { findHiddenCharacters, mixedScriptWords, nfc, removeHiddenCharacters } from './text.ts'

/**
 * Visits every text of a JSON value with its RFC 6901 pointer: strings, the names of members (extensions are named by whoever
 * wrote the file) and whole numbers, which could be somebody's number as well. Sums of money could not.
 */
function visitTexts(value: unknown, pointer: string, visit: (text: string, pointer: string) => void): void {
  if (typeof value === 'string') visit(value, pointer)
  else if (Number.isSafeInteger(value)) {
    if (!pointer.endsWith('/amount')) visit(String(value), pointer)
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) visitTexts(member, `${pointer}/${index}`, visit)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
      visit(key, place)
      visitTexts(member, place, visit)
    }
  }
}

/** Personal identifiers in a text that is not an address: numbers in addresses are keys of somebody's database. */
function personalDataIn(text: string): readonly PersonalData[] {
  return isAddress(text) ? [] : findPersonalData(text)
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text)
}

/**
 * What no typed text may hold: personal identifiers (`personal-data-…`), characters nobody can see (`hidden-character`) and
 * halves of characters (`text-ill-formed`), which no UTF-8 file could hold.
 */
export function freeTextFindings(value: unknown): Finding[] {
  const findings: Finding[] = []
  visitTexts(value, '', (text, pointer) => {
    for (const { kind, start } of personalDataIn(text)) {
      findings.push({ pointer, rule: `personal-data-${kind}`, params: { position: start + 1 } })
    }
    if (!text.isWellFormed()) findings.push({ pointer, rule: 'text-ill-formed' })
    const hidden = findHiddenCharacters(text)[0]
    if (hidden)
      findings.push({
        pointer,
        rule: 'hidden-character',
        params: { character: hidden.codePoint, position: hidden.index + 1 },
      })
  })
  return findings
}

/**
 * The reason a person gave for a change, trimmed and in NFC. It stays in the history for good, so the same texts are refused in
 * it as in a document: throws `validation-failed` at `/reason`.
 */
export function typedReason(reason: string): string {
  refuseWhenFound(freeTextFindings({ reason }))
  return nfc(reason.trim())
}

/** Words that mix Latin letters into Cyrillic ones, or the other way round, that look the same: for the editor's eyes, never refused. */
export function lookAlikeFindings(value: unknown): Finding[] {
  const findings: Finding[] = []
  visitTexts(value, '', (text, pointer) => {
    if (isAddress(text)) return
    const word = mixedScriptWords(text).find(({ lookAlike }) => lookAlike)
    if (word) findings.push({ pointer, rule: 'mixed-scripts', params: { word: word.word, position: word.start + 1 } })
  })
  return findings
}

/**
 * A copy of an imported JSON value whose texts are in NFC, without hidden characters and with personal identifiers scrubbed;
 * a finding for each text that had to be changed for more than its normal form.
 */
export function cleanImported<Value>(value: Value): { readonly value: Value; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const cleanText = (text: string, pointer: string): string => {
    const visible = removeHiddenCharacters(nfc(text.toWellFormed()))
    if (visible.removed.length > 0)
      findings.push({ pointer, rule: 'hidden-characters-removed', params: { count: visible.removed.length } })
    if (isAddress(visible.text)) return visible.text
    const scrubbed = scrubPersonalData(visible.text)
    for (const { kind } of scrubbed.found) findings.push({ pointer, rule: `personal-data-${kind}-removed` })
    return scrubbed.text
  }
  const clean = (member: unknown, pointer: string): unknown => {
    if (typeof member === 'string') return cleanText(member, pointer)
    if (Number.isSafeInteger(member) && findPersonalData(String(member)).length > 0)
      return cleanText(String(member), pointer)
    if (Array.isArray(member)) return member.map((item, index) => clean(item, `${pointer}/${index}`))
    if (typeof member === 'object' && member !== null) {
      return Object.fromEntries(
        Object.entries(member).map(([key, item]) => {
          const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
          return [cleanText(key, place), clean(item, place)]
        }),
      )
    }
    return member
  }
  return { value: clean(value, '') as Value, findings }
}

/** A copy of a typed JSON value with its texts in NFC. */
export function normalizeTyped<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_, member) => (typeof member === 'string' ? nfc(member) : member)) as Value
}
