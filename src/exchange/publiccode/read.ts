import { decodeBytes } from './decode.ts'
import type { PubliccodeDocument, PubliccodeItaly, PubliccodeLegal, PubliccodeOrganisation } from './document.ts'
import { readDescriptions } from './fields/description.ts'
import { readPath, readUrl, readUrls } from './fields/links.ts'
import {
  readFunders,
  readLegal,
  readMaintenance,
  readOrganisation,
  reportDeprecated,
  reportMissingKey,
} from './fields/parties.ts'
import { readAudience, readDependencies, readItaly, readLocalisation, readSupports } from './fields/surroundings.ts'
import { readLine, readTexts, readWritten, textsOf } from './fields/texts.ts'
import { readDate, readEnumerated, readVocabulary } from './fields/values.ts'
import { emptyNotes, type ImportFinding, type Notes, note } from './finding.ts'
import { type Field, isAbsent, keepRest, keepText, openSection, type Section, shorten, take } from './section.ts'
import {
  CATEGORIES,
  COUNTRIES,
  DEVELOPMENT_STATUS_ALIASES,
  DEVELOPMENT_STATUSES,
  KNOWN_VERSIONS,
  PLATFORM_ALIASES,
  PLATFORMS,
  SOFTWARE_TYPE_ALIASES,
  SOFTWARE_TYPES,
} from './vocabulary.ts'
import { parseTree } from './yaml-tree.ts'

export type { PubliccodeDocument } from './document.ts'
export type { ImportFinding } from './finding.ts'

/** What was understood of a file. */
export interface PubliccodeReading {
  /** `null`: nothing of the file can be used; the findings of severity `error` say why. */
  readonly document: PubliccodeDocument | null
  readonly findings: readonly ImportFinding[]
  /** Paths of values that are neither in the document nor in the extensions; each has a finding with the reason. */
  readonly ignored: readonly string[]
  /** What the document has no place for, by path: country sections, `x-…` keys, values outside of closed lists. */
  readonly extensions: Readonly<Record<string, unknown>>
  /** The version the file declares, as `0.2.1`; `null` when it declares none. */
  readonly standardVersion: string | null
  /** What the file says of its version when that is not 0.7.0, letter by letter. */
  readonly normalizedFrom: string | null
}

/**
 * Reads a publiccode.yml of any version from 0 to 0.7, and the dialects files are really written in, from its bytes.
 * Never throws on what a file holds. Every value of the file ends in the document, in the extensions or in `ignored`.
 * A file is refused as a whole only where the standard leaves nothing to hold on to: it cannot be parsed without
 * guessing, or it has no name or no address of a repository, which the standard calls the identifier of the software.
 */
export function readPubliccode(bytes: Uint8Array): PubliccodeReading {
  const decoded = decodeBytes(bytes)
  if (decoded.text === null) return refused(decoded.findings)
  const tree = parseTree(decoded.text)
  if (tree.root === null) return refused([...decoded.findings, ...tree.findings])
  const notes = emptyNotes()
  notes.findings.push(...decoded.findings, ...tree.findings)
  const root = openSection(tree.root, '', tree.root.position, notes)
  return readRoot(root)
}

/** Whether a file does what the standard demands, as far as that can be told without the network. */
export function conforms(reading: PubliccodeReading): boolean {
  return reading.document !== null && !reading.findings.some((finding) => finding.standardError)
}

function refused(findings: readonly ImportFinding[]): PubliccodeReading {
  return { document: null, findings, ignored: [], extensions: {}, standardVersion: null, normalizedFrom: null }
}

function readRoot(root: Section): PubliccodeReading {
  const { notes } = root
  notes.firstVersion = root.left.has('publiccode-yaml-version')
  const version = readVersion(root)
  notes.firstVersion ||= version.standardVersion === '0.1'
  if (version.standardVersion === null && !looksLikePubliccode(root)) {
    note(
      notes,
      'error',
      'not-publiccode',
      root,
      'The file has a form of its own; hardly any key of publiccode.yml is in it.',
      {
        standardError: true,
      },
    )
    return refused(notes.findings)
  }
  const name = readName(root)
  const url = readAddress(root)
  if (name === null || url === null) return { ...refused(notes.findings), ...version }
  const document = readDocument(root, name, url)
  keepRest(root, isExtensionKey)
  return {
    document,
    findings: notes.findings,
    ignored: [...notes.ignored],
    extensions: Object.fromEntries(notes.extensions),
    ...version,
  }
}

function readVersion(root: Section): Pick<PubliccodeReading, 'standardVersion' | 'normalizedFrom'> {
  const { notes } = root
  const field = take(root, 'publiccodeYmlVersion', ['publiccode-yaml-version', 'publiccodeYamlVersion'])
  const written = readWritten(notes, field)
  if (!written || !field) {
    reportMissingKey(notes, root, 'publiccodeYmlVersion')
    return { standardVersion: null, normalizedFrom: null }
  }
  const version = written.text.replace(/^https?:\/\/.*\/version\//, '').replace(/^v/i, '')
  if (field.node.kind === 'scalar' && field.node.plain && /^\d+(?:\.\d+)?$/.test(written.text)) {
    note(notes, 'warning', 'version-number', written, `Put the version in quotes: "${written.text}".`, {
      standardError: true,
      params: { written: written.text },
    })
  }
  if (!KNOWN_VERSIONS.some((known) => known === version)) {
    note(
      notes,
      'warning',
      'version-unknown',
      written,
      `There is no version «${shorten(written.text)}»; the file was read as 0.7.0.`,
      {
        standardError: true,
        params: { written: shorten(written.text) },
      },
    )
  } else if (version !== '0' && !/^0\.[5-7]/.test(version)) {
    note(
      notes,
      'warning',
      'version-old',
      written,
      `Version ${version} is not the newest; the file was read as 0.7.0.`,
      {
        params: { written: version },
      },
    )
  }
  return { standardVersion: version, normalizedFrom: written.text === '0.7.0' ? null : written.text }
}

const TELLING_KEYS = [
  'description',
  'legal',
  'maintenance',
  'localisation',
  'developmentStatus',
  'softwareType',
  'platforms',
  'categories',
  'intendedAudience',
  'dependsOn',
]

function looksLikePubliccode(root: Section): boolean {
  return TELLING_KEYS.filter((key) => root.left.has(key)).length >= 2
}

function readName(root: Section): string | null {
  const field = take(root, 'name')
  const name = readLine(root.notes, field)
  if (name === null) reportEssential(root.notes, field ?? { path: 'name', position: root.position }, 'name')
  return name
}

function readAddress(root: Section): string | null {
  const field = take(root, 'url')
  const url = readUrl(root.notes, field)
  if (url === null) reportEssential(root.notes, field ?? { path: 'url', position: root.position }, 'url')
  return url
}

function reportEssential(notes: Notes, place: Pick<Field, 'path' | 'position'>, key: string): void {
  note(
    notes,
    'error',
    'essential-missing',
    place,
    `Without a usable ${key} the software cannot be told from others; nothing was taken.`,
    {
      standardError: true,
      params: { key },
    },
  )
}

function readDocument(root: Section, name: string, url: string): PubliccodeDocument {
  const { notes } = root
  const organisation = readOrganisation(root)
  const legal = readLegal(root)
  const it = readItaly(root)
  const localisation = readLocalisation(root)
  const releaseDate = take(root, 'releaseDate')
  const monochromeLogo = take(root, 'monochromeLogo')
  const inputTypes = take(root, 'inputTypes')
  const outputTypes = take(root, 'outputTypes')
  reportDeprecated(notes, monochromeLogo, '0.3')
  reportDeprecated(notes, inputTypes, '0.3')
  reportDeprecated(notes, outputTypes, '0.3')
  return {
    name,
    applicationSuite: readLine(notes, take(root, 'applicationSuite')),
    url,
    landingURL: readUrl(notes, take(root, 'landingURL', ['landingPage'])),
    isBasedOn: readUrls(notes, take(root, 'isBasedOn')),
    softwareVersion: readLine(notes, take(root, 'softwareVersion')),
    releaseDate: readDate(notes, releaseDate),
    logo: readPath(notes, take(root, 'logo'), 'logo'),
    monochromeLogo: readPath(notes, monochromeLogo, 'logo'),
    organisation: organisation ?? italianOrganisation(it, legal),
    fundedBy: readFunders(root),
    supports: readSupports(root, it),
    platforms: readPlatforms(root),
    categories: readVocabulary(notes, take(root, 'categories', ['tags']), CATEGORIES),
    usedBy: textsOf(readTexts(notes, take(root, 'usedBy'))).map((text) => text.replace(/\s+/g, ' ')),
    roadmap: readUrl(notes, take(root, 'roadmap')),
    developmentStatus: readRequired(root, 'developmentStatus', DEVELOPMENT_STATUSES, DEVELOPMENT_STATUS_ALIASES),
    softwareType: readRequired(root, 'softwareType', SOFTWARE_TYPES, SOFTWARE_TYPE_ALIASES),
    intendedAudience: readAudience(root),
    description: readDescriptions(root, localisation.availableLanguages),
    legal,
    maintenance: readMaintenance(root),
    localisation,
    dependsOn: readDependencies(root),
    inputTypes: readMediaTypes(notes, inputTypes),
    outputTypes: readMediaTypes(notes, outputTypes),
    it,
  }
}

/** Files of before 0.5 name their owner by the code of the Italian register and the owner of the repository. */
function italianOrganisation(it: PubliccodeItaly | null, legal: PubliccodeLegal): PubliccodeOrganisation | null {
  return it?.codiceIPA ? { name: legal.repoOwner, uri: `urn:x-italian-pa:${it.codiceIPA}` } : null
}

function readRequired<Value extends string>(
  root: Section,
  key: string,
  allowed: readonly Value[],
  aliases: Readonly<Record<string, Value>>,
): Value | null {
  const field = take(root, key)
  const value = readEnumerated(root.notes, field, allowed, aliases)
  const empty = !field || isAbsent(field.node) || (field.node.kind === 'scalar' && field.node.text.trim() === '')
  if (empty) reportMissingKey(root.notes, root, key)
  return value
}

function readPlatforms(root: Section): string[] {
  const { notes } = root
  const found = new Set<string>()
  for (const written of readTexts(notes, take(root, 'platforms'))) {
    const text = written.text.replace(/\s+/g, ' ')
    const lower = text.toLowerCase()
    const spelled = lower.replaceAll(' ', '')
    const alias = Object.hasOwn(PLATFORM_ALIASES, spelled) ? PLATFORM_ALIASES[spelled] : undefined
    const known = alias ?? PLATFORMS.find((platform) => platform === lower)
    found.add(known ?? text)
    if (known && known !== text) {
      note(notes, 'info', 'value-spelling', written, `«${shorten(text)}» was taken as «${known}».`, {
        params: { written: shorten(text), value: known },
      })
    }
  }
  if (found.size === 0) reportMissingKey(notes, root, 'platforms')
  return [...found]
}

const MEDIA_TYPE = /^[A-Za-z0-9][A-Za-z0-9!#$&^_-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/

function readMediaTypes(notes: Notes, field: Field | null): string[] {
  const found: string[] = []
  for (const written of readTexts(notes, field)) {
    if (MEDIA_TYPE.test(written.text)) found.push(written.text)
    else {
      note(notes, 'warning', 'media-type', written, `«${shorten(written.text)}» is no media type; kept aside.`, {
        standardError: true,
        params: { written: shorten(written.text) },
      })
      keepText(notes, written, written.text)
    }
  }
  return found
}

/** Country sections and keys that start with `x-`: additions the standard leaves to others. */
export function isExtensionKey(key: string): boolean {
  const oneCase = key === key.toUpperCase() || key === key.toLowerCase()
  return (oneCase && COUNTRIES.has(key.toUpperCase())) || /^x-/i.test(key)
}
