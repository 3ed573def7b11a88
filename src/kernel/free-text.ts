import type { Finding } from './errors.ts'
import { findPersonalData, scrubPersonalData } from './personal-data.ts'
import { findHiddenCharacters, nfc, removeHiddenCharacters } from './text.ts'

/** Visits every string of a JSON value with its RFC 6901 pointer. Addresses are left out: numbers in them are keys of somebody's database. */
function visitTexts(value: unknown, pointer: string, visit: (text: string, pointer: string) => void): void {
  if (typeof value === 'string') {
    if (!/^https?:\/\//.test(value)) visit(value, pointer)
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) visitTexts(member, `${pointer}/${index}`, visit)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      visitTexts(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, visit)
    }
  }
}

/** What no typed text may hold: personal identifiers (`personal-data-…`) and characters nobody can see (`hidden-character`). */
export function freeTextFindings(value: unknown): Finding[] {
  const findings: Finding[] = []
  visitTexts(value, '', (text, pointer) => {
    for (const { kind, start } of findPersonalData(text)) {
      findings.push({ pointer, rule: `personal-data-${kind}`, params: { position: start + 1 } })
    }
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
 * A copy of an imported JSON value whose texts are in NFC, without hidden characters and with personal identifiers scrubbed;
 * a finding for each text that had to be changed for more than its normal form.
 */
export function cleanImported<Value>(value: Value): { readonly value: Value; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const clean = (member: unknown, pointer: string): unknown => {
    if (typeof member === 'string') {
      const visible = removeHiddenCharacters(nfc(member))
      if (visible.removed.length > 0)
        findings.push({ pointer, rule: 'hidden-characters-removed', params: { count: visible.removed.length } })
      if (/^https?:\/\//.test(member)) return visible.text
      const scrubbed = scrubPersonalData(visible.text)
      for (const { kind } of scrubbed.found) findings.push({ pointer, rule: `personal-data-${kind}-removed` })
      return scrubbed.text
    }
    if (Array.isArray(member)) return member.map((item, index) => clean(item, `${pointer}/${index}`))
    if (typeof member === 'object' && member !== null) {
      return Object.fromEntries(
        Object.entries(member).map(([key, item]) => [
          key,
          clean(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
        ]),
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
