import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' }
import current from 'spdx-license-ids/index.json' with { type: 'json' }
import { licenseIdOfSpelling, licenseIdOfUrl } from '../../../kernel/license-spelling.ts'

const SPELLING = new Map([...deprecated, ...current].map((id) => [id.toLowerCase(), id]))

/** Exceptions are called so, but for these. */
const EXCEPTION = /exception/i
const OTHER_EXCEPTIONS = ['linux-syscall-note', 'shl-2.0', 'shl-2.1']

export interface LicenceReading {
  /** The SPDX expression in official spelling. */
  readonly expression: string
  /** Whether the text was an SPDX expression, whatever its letter case. */
  readonly standard: boolean
}

/**
 * Reads a licence as an SPDX expression (`MIT`, `GPL-2.0-or-later WITH Classpath-exception-2.0 OR EUPL-1.2`), or as the name
 * or address of one certain licence; `null` when it is none. `GPL`, `Apache` or `EUPL` without a version is none: a version
 * is never guessed.
 */
export function readLicenceExpression(text: string): LicenceReading | null {
  const expression = parseExpression(text)
  if (expression) return { expression, standard: true }
  const id = licenseIdOfUrl(text) ?? licenseIdOfSpelling(text)
  const named = id === null ? null : parseExpression(id)
  return named ? { expression: named, standard: false } : null
}

function parseExpression(text: string): string | null {
  if (text.length > 500) return null
  const tokens = text
    .replace(/([()])/g, ' $1 ')
    .trim()
    .split(/\s+/)
  const written: string[] = []
  let depth = 0
  let wantsLicence = true
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? ''
    if (token === '(' && wantsLicence) depth += 1
    else if (token === ')' && !wantsLicence && depth > 0) depth -= 1
    else if (wantsLicence) {
      const id = licenceId(token)
      if (!id) return null
      wantsLicence = false
      written.push(id)
      continue
    } else if (/^(?:and|or)$/i.test(token)) {
      wantsLicence = true
      written.push(token.toUpperCase())
      continue
    } else if (/^with$/i.test(token)) {
      const exception = tokens[index + 1] ?? ''
      if (!EXCEPTION.test(exception) && !OTHER_EXCEPTIONS.includes(exception.toLowerCase())) return null
      written.push('WITH', exception)
      index += 1
      continue
    } else return null
    written.push(token)
  }
  if (wantsLicence || depth !== 0) return null
  return written.join(' ').replace(/\( /g, '(').replace(/ \)/g, ')')
}

function licenceId(token: string): string | null {
  if (/^LicenseRef-[A-Za-z0-9.-]+$/.test(token)) return token
  const exact = SPELLING.get(token.toLowerCase())
  if (exact) return exact
  const base = token.endsWith('+') ? SPELLING.get(token.slice(0, -1).toLowerCase()) : undefined
  return base ? `${base}+` : null
}
