import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' }
import current from 'spdx-license-ids/index.json' with { type: 'json' }

const SPELLING = new Map([...deprecated, ...current].map((id) => [id.toLowerCase(), id]))

/** Exceptions are called so, but for these. */
const EXCEPTION = /exception/i
const OTHER_EXCEPTIONS = ['linux-syscall-note', 'shl-2.0', 'shl-2.1']

/** What people write for the licences that are in most files. Compared in lower case without punctuation and «the». */
const COMMON_NAMES: Readonly<Record<string, string>> = {
  apache: 'Apache-2.0',
  apache2: 'Apache-2.0',
  apachelicense20: 'Apache-2.0',
  apachelicenseversion20: 'Apache-2.0',
  asl20: 'Apache-2.0',
  mitlicense: 'MIT',
  eupl: 'EUPL-1.2',
  eupl12: 'EUPL-1.2',
  eupl11: 'EUPL-1.1',
  euplv12: 'EUPL-1.2',
  europeanunionpubliclicence12: 'EUPL-1.2',
  europeanunionpubliclicencev12: 'EUPL-1.2',
  gplv2: 'GPL-2.0-only',
  gplv3: 'GPL-3.0-only',
  gnugplv3: 'GPL-3.0-only',
  lgplv3: 'LGPL-3.0-only',
  agplv3: 'AGPL-3.0-only',
  gnuagplv3: 'AGPL-3.0-only',
  gnuaffergeneralpubliclicensev30: 'AGPL-3.0-only',
  bsd3clauselicense: 'BSD-3-Clause',
  cc0: 'CC0-1.0',
  cc0universal: 'CC0-1.0',
}

export interface LicenceReading {
  /** The SPDX expression in official spelling. */
  readonly expression: string
  /** Whether the text was an SPDX expression, whatever its letter case. */
  readonly standard: boolean
}

/** Reads a licence as an SPDX expression (`MIT`, `GPL-2.0-or-later WITH Classpath-exception-2.0 OR EUPL-1.2`); `null` when it is none. */
export function readLicenceExpression(text: string): LicenceReading | null {
  const expression = parseExpression(text)
  if (expression) return { expression, standard: true }
  const common =
    COMMON_NAMES[
      text
        .toLowerCase()
        .replace(/\bthe\b/g, '')
        .replace(/[^a-z0-9]/g, '')
    ]
  return common ? { expression: common, standard: false } : null
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
