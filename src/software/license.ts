import parseExpression, { type ExpressionNode } from 'spdx-expression-parse'
import deprecatedIds from 'spdx-license-ids/deprecated.json' with { type: 'json' }
import currentIds from 'spdx-license-ids/index.json' with { type: 'json' }
import licenseList from 'spdx-license-list'
import type { Finding } from '../kernel/errors.ts'
import { licenseIdOfSpelling, licenseIdOfUrl, licenseKey } from '../kernel/license-spelling.ts'

/**
 * Licences by the SPDX list (spdx.org/licenses): reading what people write in place of its identifiers, and what follows
 * from a licence for somebody who wants to use the software.
 */
export type LicenseFinding = Omit<Finding, 'pointer'>

export type ParsedLicense =
  | {
      /** Every licence in it is of the SPDX list. */
      readonly kind: 'spdx'
      readonly expression: string
      readonly ids: readonly string[]
      /** `license-respelled` {from, to}; `license-deprecated` {id, replacement} for each identifier SPDX has withdrawn. */
      readonly findings: readonly LicenseFinding[]
    }
  | {
      /** At least one licence is `LicenseRef-…`: its text must come with it. */
      readonly kind: 'license-ref'
      readonly expression: string
      readonly ids: readonly string[]
      readonly findings: readonly LicenseFinding[]
    }
  | { readonly kind: 'unknown'; readonly suggestions: readonly string[] }

const DEPRECATED = new Set<string>(deprecatedIds)
const ALL_IDS: readonly string[] = [...currentIds, ...deprecatedIds]
const ID_BY_LOWER_CASE = new Map(ALL_IDS.map((id) => [id.toLowerCase(), id]))
const IS_REFERENCE = /^(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/

// Licences that the Free Software Foundation lists as free and the Open Source Initiative has not approved
// (gnu.org/licenses/license-list.html). Everybody may use, study, change and share what is under them.
const FREE_WITHOUT_OSI = new Set(
  (
    'Apache-1.0 BSD-3-Clause-Clear BSD-4-Clause CC0-1.0 CC-BY-4.0 CC-BY-SA-4.0 CECILL-2.0 CECILL-B CECILL-C ClArtistic FTL ' +
    'GFDL-1.3-only GFDL-1.3-or-later HPND IJG iMatix Imlib2 ODbL-1.0 OLDAP-2.7 OpenSSL Ruby SGI-B-2.0 SMLNJ Vim WTFPL X11 ' +
    'YPL-1.1 ZPL-2.1'
  ).split(' '),
)

/**
 * Reads a licence as people write it: an SPDX expression, in any case; the name of a licence (`MIT License`, `GPLv3`,
 * `EUPL 1.2`); the address of a known licence text. What cannot be told comes back `unknown` with what may have been
 * meant, and is never guessed: `GPL` alone is no licence, its version decides what it permits.
 */
export function parseLicense(text: string): ParsedLicense {
  const written = text.replaceAll(/\s+/g, ' ').trim()
  const unquoted = written.replace(/^["'«“](.*)["'»”]$/, '$1').trim()
  const expression = asExpression(unquoted) ?? asExpression(canonicalCase(unquoted)) ?? bySpelling(unquoted)
  if (expression === null) return { kind: 'unknown', suggestions: suggestionsFor(unquoted) }
  const ids = [...new Set(licensesOf(expression.tree))]
  const findings: LicenseFinding[] = []
  if (expression.text !== text) {
    findings.push({ rule: 'license-respelled', params: { from: text, to: expression.text } })
  }
  for (const id of ids) {
    if (DEPRECATED.has(id)) {
      findings.push({ rule: 'license-deprecated', params: { id, replacement: replacementOf(id) } })
    }
  }
  const kind = ids.some((id) => IS_REFERENCE.test(id)) ? 'license-ref' : 'spdx'
  return { kind, expression: expression.text, ids, findings }
}

interface Expression {
  readonly text: string
  readonly tree: ExpressionNode
}

// Nobody's licence is longer, and the parser is recursive.
const LONGEST_EXPRESSION = 300

function asExpression(text: string | null): Expression | null {
  if (text === null || text === '' || text.length > LONGEST_EXPRESSION) return null
  try {
    return { text, tree: parseExpression(text) }
  } catch {
    return null
  }
}

/** The same text with identifiers and operators in the case SPDX gives them. */
function canonicalCase(text: string): string {
  return text.replaceAll(/[\w.:-]+\+?/g, (token) => {
    const isOperator = /^(?:and|or|with)$/i.test(token)
    if (isOperator) return token.toUpperCase()
    const plus = token.endsWith('+') ? '+' : ''
    return (
      (ID_BY_LOWER_CASE.get(token.slice(0, token.length - plus.length).toLowerCase()) ??
        token.slice(0, token.length - plus.length)) + plus
    )
  })
}

function bySpelling(text: string): Expression | null {
  const id = licenseIdOfUrl(text) ?? licenseIdOfSpelling(text)
  return asExpression(id === null ? null : canonicalCase(id)) ?? asExpression(idOfName(text))
}

let idsByName: ReadonlyMap<string, string> | undefined

/** The identifier of the licence that SPDX names so: `Mozilla Public License 2.0`. */
function idOfName(text: string): string | null {
  idsByName ??= new Map(
    Object.entries(licenseList)
      .filter(([id]) => ID_BY_LOWER_CASE.has(id.toLowerCase()) && !DEPRECATED.has(id))
      .map(([id, { name }]) => [licenseKey(name), id]),
  )
  return idsByName.get(licenseKey(text)) ?? null
}

function licensesOf(tree: ExpressionNode): string[] {
  return 'conjunction' in tree ? [...licensesOf(tree.left), ...licensesOf(tree.right)] : [tree.license]
}

/** `GPL-3.0` says neither "only" nor "or later"; SPDX reads it as "only". The few others have no simple successor. */
function replacementOf(id: string): string {
  const only = `${id}-only`
  return ID_BY_LOWER_CASE.has(only.toLowerCase()) ? only : ''
}

const SUGGESTIONS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bagpl|affero/i, ['AGPL-3.0-or-later', 'AGPL-3.0-only']],
  [/\blgpl|lesser/i, ['LGPL-3.0-or-later', 'LGPL-2.1-or-later', 'LGPL-2.1-only']],
  [/\bgpl|\bgnu\b/i, ['GPL-3.0-or-later', 'GPL-3.0-only', 'GPL-2.0-only']],
  [/\bapache|\basl\b/i, ['Apache-2.0']],
  [/\bbsd\b/i, ['BSD-3-Clause', 'BSD-2-Clause']],
  [/\beupl|european\s+union/i, ['EUPL-1.2']],
  [/\bmpl|mozilla/i, ['MPL-2.0']],
  [/\bepl\b|eclipse/i, ['EPL-2.0']],
  [/\bcc\b|creative\s*commons/i, ['CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0']],
  [/\bnasa\b|\bnosa\b/i, ['NASA-1.3']],
  [/public\s*domain/i, ['CC0-1.0', 'Unlicense']],
]

/** At most three identifiers that may have been meant: of the family that is named, else one or two letters away. */
function suggestionsFor(text: string): readonly string[] {
  if (licenseKey(text) === '' || /^https?:/i.test(text) || text.length > 200) return []
  const lower = text.toLowerCase()
  const close = currentIds
    .map((id) => ({ id, distance: lower.length < 5 ? 9 : editDistance(lower, id.toLowerCase(), 2) }))
    .filter(({ distance }) => distance <= 2)
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
  const family = SUGGESTIONS.find(([pattern]) => pattern.test(text))?.[1] ?? []
  return [...new Set([...family, ...close])].slice(0, 3)
}

/** Insertions, removals and replacements that turn one text into the other; more than `limit` is given as `limit + 1`. */
function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return Math.min(previous.at(-1) ?? 0, limit + 1)
}

export interface LicenseFact {
  readonly id: string
  /** The name SPDX gives it; the identifier itself for `LicenseRef-…`. */
  readonly name: string
  readonly isOpenSource: boolean
  readonly isDeprecated: boolean
}

/** What SPDX, OSI and FSF say of one identifier; `null` when it is neither of the list nor a `LicenseRef-…`. */
export function licenseFact(id: string): LicenseFact | null {
  if (IS_REFERENCE.test(id)) return { id, name: id, isOpenSource: false, isDeprecated: false }
  const known = ID_BY_LOWER_CASE.get(id.toLowerCase())
  if (known === undefined) return null
  const entry = licenseList[known]
  const isOpenSource = entry?.osiApproved === true || FREE_WITHOUT_OSI.has(known)
  return { id: known, name: entry?.name ?? known, isOpenSource, isDeprecated: DEPRECATED.has(known) }
}

/**
 * Whether anyone may use the software under the licence: approved by OSI or free by FSF. Of licences joined by `OR` one
 * is enough, of those joined by `AND` all are needed. False for what is not a valid SPDX expression.
 */
export function isOpenSourceLicense(license: string): boolean {
  const expression = asExpression(license.trim())
  return expression !== null && isOpenSourceTree(expression.tree)
}

function isOpenSourceTree(tree: ExpressionNode): boolean {
  if (!('conjunction' in tree)) return licenseFact(tree.license)?.isOpenSource ?? false
  const [left, right] = [isOpenSourceTree(tree.left), isOpenSourceTree(tree.right)]
  return tree.conjunction === 'or' ? left || right : left && right
}

/**
 * What is wrong with a licence as it would be stored: `license-unknown` (with `suggestions` when there are any),
 * `license-not-canonical` {expected} when it can be read but is not written as SPDX writes it, `license-text-missing` when
 * it is a `LicenseRef-…` without its text. `null` when nothing is; deprecated identifiers are accepted.
 */
export function licenseFinding(license: string, text: string | null): LicenseFinding | null {
  const parsed = parseLicense(license)
  if (parsed.kind === 'unknown') {
    return { rule: 'license-unknown', params: { license, suggestions: parsed.suggestions.join(', ') } }
  }
  if (parsed.expression !== license) return { rule: 'license-not-canonical', params: { expected: parsed.expression } }
  if (parsed.kind === 'license-ref' && (text === null || text.trim() === '')) return { rule: 'license-text-missing' }
  return null
}
