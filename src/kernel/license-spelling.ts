/** How people spell licences where an SPDX identifier is asked for. Own observations on catalogues of public software. */

/**
 * A licence's name reduced to what tells licences apart: lower case, words that carry nothing left out, version numbers
 * without trailing zeros.
 */
export function licenseKey(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/["'“”«»()]/g, ' ')
    .replaceAll(/\b(?:v|version|ver)\.?\s*(?=\d)/g, '')
    .replaceAll(/\b(?:the|licen[cs]ed?|under|software)\b/g, ' ')
    .replaceAll(/[^\p{L}\d.+]+/gu, ' ')
    .replaceAll(/(\d)\.0(?=\s|\+|$)/g, '$1')
    .trim()
}

/** Names that the SPDX list does not give, by their key. Only what is one licence beyond doubt. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mit: 'MIT',
    'mit expat': 'MIT',
    expat: 'MIT',
    isc: 'ISC',
    unlicense: 'Unlicense',
    unlicence: 'Unlicense',
    'public domain unlicense': 'Unlicense',
    cc0: 'CC0-1.0',
    'cc0 1': 'CC0-1.0',
    'cc0 1 universal': 'CC0-1.0',
    'creative commons zero': 'CC0-1.0',
    'creative commons zero 1 universal': 'CC0-1.0',
    'bsd 2 clause': 'BSD-2-Clause',
    '2 clause bsd': 'BSD-2-Clause',
    'simplified bsd': 'BSD-2-Clause',
    freebsd: 'BSD-2-Clause',
    'bsd 3 clause': 'BSD-3-Clause',
    '3 clause bsd': 'BSD-3-Clause',
    'new bsd': 'BSD-3-Clause',
    'modified bsd': 'BSD-3-Clause',
    'revised bsd': 'BSD-3-Clause',
    'bsd new': 'BSD-3-Clause',
    'bsd 4 clause': 'BSD-4-Clause',
    'nasa open source agreement 1.3': 'NASA-1.3',
    'nasa open source 1.3': 'NASA-1.3',
    'eclipse public 1': 'EPL-1.0',
    'eclipse public 2': 'EPL-2.0',
    'epl 1': 'EPL-1.0',
    'epl 2': 'EPL-2.0',
  }),
)

const GNU =
  /^(?:gnu )?(?:(?<letter>[al])?gpl|(?<name>affero general public|lesser general public|library general public|general public)(?: gpl| agpl| lgpl)?)[ v]*(?<version>1|2|2\.1|3)(?<later>\+| ?or later| ?or newer| ?or any later)?(?<only> only)?$/
const MOZILLA = /^(?:mozilla public|mpl)(?: mpl)?[ v]*(?<version>1|1\.1|2)(?<later>\+| or later)?$/
const APACHE = /^(?:apache|asl|al|apache public)[ v]*(?<version>1|1\.1|2)$/
const EUPL = /^(?:european union public(?: eupl)?|eupl)[ v]*(?<version>1|1\.1|1\.2)(?<later>\+| or later)?$/
const CREATIVE_COMMONS =
  /^(?:cc|creative commons)[ ]?(?<parts>by|attribution)(?<rest>(?: (?:sa|nc|nd|share ?alike|non ?commercial|no ?deriv(?:ative)?s?))*)(?: international)? (?<version>[1-4](?:\.\d)?)(?: international| unported)?$/

/** The SPDX expression for a name of one certain licence in one certain version; `null` otherwise. */
export function licenseIdOfSpelling(text: string): string | null {
  const key = licenseKey(text)
  return SPELLINGS.get(key) ?? gnuId(key) ?? versionedId(key) ?? creativeCommonsId(key)
}

const GNU_LETTERS: Readonly<Record<string, string>> = {
  'affero general public': 'A',
  'lesser general public': 'L',
  'library general public': 'L',
  'general public': '',
}

function gnuId(key: string): string | null {
  const groups = GNU.exec(key)?.groups
  if (!groups) return null
  const letter = groups.letter?.toUpperCase() ?? GNU_LETTERS[groups.name ?? ''] ?? ''
  const version = groups.version?.includes('.') ? groups.version : `${groups.version}.0`
  const exists = { A: ['1.0', '3.0'], L: ['2.0', '2.1', '3.0'], '': ['1.0', '2.0', '3.0'] }[letter]?.includes(version)
  // A version without more words is that version only: the wider permission is never supposed.
  return exists ? `${letter}GPL-${version}-${groups.later ? 'or-later' : 'only'}` : null
}

function versionedId(key: string): string | null {
  for (const [pattern, prefix] of [
    [MOZILLA, 'MPL'],
    [APACHE, 'Apache'],
    [EUPL, 'EUPL'],
  ] as const) {
    const groups = pattern.exec(key)?.groups
    if (groups?.version === undefined) continue
    const version = groups.version.includes('.') ? groups.version : `${groups.version}.0`
    // These have no "or later" identifier of their own; the operator + says it.
    return `${prefix}-${version}${groups.later ? '+' : ''}`
  }
  return null
}

function creativeCommonsId(key: string): string | null {
  const groups = CREATIVE_COMMONS.exec(key)?.groups
  if (!groups) return null
  const rest = groups.rest ?? ''
  const parts = ['BY']
  if (/nc|non/.test(rest)) parts.push('NC')
  if (/sa|share/.test(rest)) parts.push('SA')
  if (/nd|no ?deriv/.test(rest)) parts.push('ND')
  const version = groups.version?.includes('.') ? groups.version : `${groups.version}.0`
  return `CC-${parts.join('-')}-${version}`
}

/** Addresses of licence texts: the host, and where in the path the licence is named. */
const ADDRESSES: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^(?:www\.)?opensource\.org\/licen[cs]es?\/([\w.-]+?)(?:\.html|\.php)?$/, ([, id = '']) => id],
  [/^(?:www\.)?spdx\.org\/licenses\/([\w.+-]+?)(?:\.html|\.txt|\.json)?$/, ([, id = '']) => id],
  [/^(?:api\.github\.com|choosealicense\.com)\/licenses\/([\w.-]+)$/, ([, id = '']) => id],
  [/^(?:www\.)?apache\.org\/licenses\/license-([\d.]+?)(?:\.html|\.txt)?$/, ([, version = '']) => `Apache-${version}`],
  [/^(?:www\.)?mozilla\.org\/(?:[\w-]+\/)?mpl\/([\d.]+?)$/, ([, version = '']) => `MPL-${version}`],
  [
    /^(?:www\.)?gnu\.org\/licenses\/(?:old-licenses\/)?([al]?gpl)-([\d.]+?)(?:-standalone)?(?:\.\w\w)?(?:\.html|\.txt|\.md)?$/,
    ([, family = '', version = '']) => `${family}-${version}-only`,
  ],
  [/^(?:www\.)?creativecommons\.org\/publicdomain\/zero\/1\.0$/, () => 'CC0-1.0'],
  [/^(?:www\.)?creativecommons\.org\/licenses\/([a-z-]+)\/([\d.]+)$/, ([, parts, version]) => `CC-${parts}-${version}`],
  [/^(?:www\.)?unlicense\.org$/, () => 'Unlicense'],
]

/** The SPDX identifier, in whatever case the address has it, of a licence given by the address of its text. */
export function licenseIdOfUrl(text: string): string | null {
  const address = /^https?:\/\/([^\s?#]+?)(?:\/|\/legalcode(?:\.\w\w)?|\/deed(?:\.\w\w)?)?(?:[?#]\S*)?$/i.exec(
    text.trim(),
  )?.[1]
  if (address === undefined) return null
  for (const [pattern, idOf] of ADDRESSES) {
    const match = pattern.exec(address.toLowerCase())
    if (match) return idOf(match)
  }
  return null
}
