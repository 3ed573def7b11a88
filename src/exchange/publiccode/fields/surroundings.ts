import type {
  PubliccodeAudience,
  PubliccodeDependencies,
  PubliccodeDependency,
  PubliccodeItaly,
  PubliccodeLocalisation,
} from '../document.ts'
import { type Notes, note } from '../finding.ts'
import {
  type Field,
  isAbsent,
  keepRest,
  keepText,
  openSection,
  type Section,
  shorten,
  take,
  takeSection,
  wrongType,
} from '../section.ts'
import {
  ITALIAN_CONFORMITIES,
  ITALIAN_CONFORMITY_ALIASES,
  ITALIAN_PLATFORMS,
  SCOPES,
  SUPPORT_ALIASES,
} from '../vocabulary.ts'
import { isOrganisationUri } from './links.ts'
import { readItems, reportMissingKey } from './parties.ts'
import { readBoolean, readLine, readTexts, readWritten, type WrittenText } from './texts.ts'
import { readCountries, readLanguages, readVocabulary } from './values.ts'

export function readAudience(root: Section): PubliccodeAudience {
  const { notes } = root
  const section = takeSection(root, 'intendedAudience')
  if (!section) return { countries: [], unsupportedCountries: [], scope: [] }
  const audience = {
    countries: readCountries(notes, take(section, 'countries')),
    unsupportedCountries: readCountries(notes, take(section, 'unsupportedCountries')),
    scope: readVocabulary(notes, take(section, 'scope'), SCOPES),
  }
  keepRest(section, (key) => notes.firstVersion && key === 'onlyFor')
  return audience
}

export function readLocalisation(root: Section): PubliccodeLocalisation {
  const { notes } = root
  const section = takeSection(root, 'localisation', ['localization'])
  if (!section) {
    reportMissingKey(notes, root, 'localisation.localisationReady')
    return { localisationReady: null, availableLanguages: [] }
  }
  const ready = take(section, 'localisationReady', ['localizationReady'])
  const languages = take(section, 'availableLanguages')
  const localisation = {
    localisationReady: readBoolean(notes, ready),
    availableLanguages: readLanguages(notes, languages),
  }
  if (localisation.localisationReady === null) reportMissingKey(notes, section, 'localisationReady')
  if (localisation.availableLanguages.length === 0) reportMissingKey(notes, section, 'availableLanguages')
  keepRest(section)
  return localisation
}

export function readDependencies(root: Section): PubliccodeDependencies {
  const { notes } = root
  const section = takeSection(root, 'dependsOn')
  if (!section) return { open: [], proprietary: [], hardware: [] }
  const read = (key: string): PubliccodeDependency[] =>
    readItems(notes, take(section, key))
      .map(readDependency)
      .filter((dependency) => dependency !== null)
  const dependencies = { open: read('open'), proprietary: read('proprietary'), hardware: read('hardware') }
  keepRest(section)
  return dependencies
}

function readDependency(section: Section): PubliccodeDependency | null {
  const { notes } = section
  const name = readLine(notes, take(section, 'name'))
  if (name === null) {
    reportMissingKey(notes, section, 'name')
    keepRest(section)
    return null
  }
  const dependency = {
    name,
    versionMin: readLine(notes, take(section, 'versionMin')),
    versionMax: readLine(notes, take(section, 'versionMax')),
    version: readLine(notes, take(section, 'version')),
    optional: readBoolean(notes, take(section, 'optional')),
  }
  keepRest(section)
  return dependency
}

/** Standards, laws and platforms the software supports (since 0.7), joined with what the Italian section says of the same. */
export function readSupports(root: Section, italy: PubliccodeItaly | null): string[] {
  const { notes } = root
  const found = new Set<string>()
  const field = take(root, 'supports')
  if (field && !isAbsent(field.node)) {
    if (field.node.kind !== 'list') wrongType(notes, field, 'a list')
    else {
      for (const [index, item] of field.node.items.entries()) {
        const place: Field = { node: item, path: `${field.path}[${index}]`, position: item.position }
        const written = readSupport(notes, place)
        if (written && acceptSupport(notes, written)) found.add(written.text)
      }
    }
  }
  for (const key of ITALIAN_PLATFORMS) if (italy?.piattaforme[key]) found.add(`alias:${key}`)
  if (italy?.conforme.gdpr) found.add('alias:gdpr')
  return [...found]
}

function readSupport(notes: Notes, place: Field): WrittenText | null {
  if (place.node.kind === 'scalar') {
    if (isAbsent(place.node)) return null
    note(notes, 'warning', 'item-as-name', place, 'Here a group of keys is expected; the text was taken as its id.', {
      standardError: true,
    })
    return readWritten(notes, place)
  }
  if (place.node.kind === 'list') {
    wrongType(notes, place, 'a group of keys')
    return null
  }
  const section = openSection(place.node, place.path, place.position, notes)
  const written = readWritten(notes, take(section, 'id'))
  if (!written) reportMissingKey(notes, section, 'id')
  keepRest(section)
  return written
}

function acceptSupport(notes: Notes, written: WrittenText): boolean {
  const alias = /^alias:(.+)$/.exec(written.text)?.[1]
  if (alias === undefined ? isOrganisationUri(written.text) : Object.hasOwn(SUPPORT_ALIASES, alias)) return true
  note(
    notes,
    'error',
    'support-unknown',
    written,
    `«${shorten(written.text)}» is neither a known alias nor a URL or URN; kept aside.`,
    {
      standardError: true,
      params: { written: shorten(written.text) },
    },
  )
  keepText(notes, written, written.text)
  return false
}

/** The Italian section, `IT` or (deprecated) `it`. */
export function readItaly(root: Section): PubliccodeItaly | null {
  const { notes } = root
  const upper = root.left.has('IT') ? take(root, 'IT') : null
  const lower = root.left.has('it') ? take(root, 'it') : null
  if (lower) {
    note(notes, 'warning', 'country-section-lowercase', lower, 'The section is called IT, in upper case, since 0.5.', {
      standardError: upper !== null,
    })
  }
  const sections = [upper, lower].flatMap((field) => {
    if (!field || isAbsent(field.node)) return []
    if (field.node.kind === 'map') return [openSection(field.node, field.path, field.position, notes)]
    wrongType(notes, field, 'a group of keys')
    return []
  })
  const [first, second] = sections.map(readItalianSection).filter(saysSomething)
  if (!first) return null
  if (!second) return first
  return {
    countryExtensionVersion: first.countryExtensionVersion ?? second.countryExtensionVersion,
    conforme: { ...second.conforme, ...first.conforme },
    piattaforme: { ...second.piattaforme, ...first.piattaforme },
    codiceIPA: first.codiceIPA ?? second.codiceIPA,
  }
}

function readItalianSection(section: Section): PubliccodeItaly {
  const { notes } = section
  const countryExtensionVersion = readExtensionVersion(notes, take(section, 'countryExtensionVersion'))
  const conforme = takeSection(section, 'conforme')
  if (conforme) note(notes, 'warning', 'key-deprecated', conforme, 'The key conforme is deprecated since 0.5.')
  const platforms = take(section, 'piattaforme')
  const reuse = takeSection(section, 'riuso')
  const italy: PubliccodeItaly = {
    countryExtensionVersion,
    conforme: conforme ? readFlags(conforme, ITALIAN_CONFORMITIES, ITALIAN_CONFORMITY_ALIASES) : {},
    piattaforme: readPlatformFlags(notes, platforms),
    codiceIPA: reuse ? readIpaCode(reuse) : null,
  }
  if (reuse) keepRest(reuse)
  keepRest(section)
  return italy
}

function saysSomething(italy: PubliccodeItaly): boolean {
  const flags = Object.keys(italy.conforme).length + Object.keys(italy.piattaforme).length
  return flags > 0 || italy.countryExtensionVersion !== null || italy.codiceIPA !== null
}

function readExtensionVersion(notes: Notes, field: Field | null): string | null {
  const written = readWritten(notes, field)
  if (!written || written.text === '0.2' || written.text === '1.0') return written?.text ?? null
  note(notes, 'warning', 'value-outside-vocabulary', written, 'The versions of the Italian section are 0.2 and 1.0.', {
    standardError: true,
    params: { written: shorten(written.text), value: '' },
  })
  keepText(notes, written, written.text)
  return null
}

function readIpaCode(reuse: Section): string | null {
  const written = readWritten(reuse.notes, take(reuse, 'codiceIPA'))
  if (!written) return null
  note(
    reuse.notes,
    'warning',
    'key-deprecated',
    written,
    'The key codiceIPA is deprecated since 0.5; use organisation.uri.',
  )
  if (/^[A-Za-z0-9_-]{2,20}$/.test(written.text)) return written.text
  note(
    reuse.notes,
    'error',
    'ipa-code',
    written,
    `«${shorten(written.text)}» is no code of the Italian register of authorities; kept aside.`,
    {
      standardError: true,
      params: { written: shorten(written.text) },
    },
  )
  keepText(reuse.notes, written, written.text)
  return null
}

function readPlatformFlags(notes: Notes, field: Field | null): Record<string, boolean> {
  if (!field || isAbsent(field.node)) return {}
  if (field.node.kind === 'map') {
    return readFlags(openSection(field.node, field.path, field.position, notes), ITALIAN_PLATFORMS, {})
  }
  const flags: Record<string, boolean> = {}
  const texts = readTexts(notes, field)
  for (const written of texts) {
    const key = ITALIAN_PLATFORMS.find((known) => known === written.text.toLowerCase())
    if (key) flags[key] = true
    else keepText(notes, written, written.text)
  }
  if (texts.length > 0) {
    note(
      notes,
      'warning',
      'flags-as-list',
      field,
      'Here keys with true or false are expected; those of the list were taken as true.',
      {
        standardError: true,
      },
    )
  }
  return flags
}

function readFlags(
  section: Section,
  keys: readonly string[],
  aliases: Readonly<Record<string, string>>,
): Record<string, boolean> {
  const flags: Record<string, boolean> = {}
  for (const key of keys) {
    const otherNames = Object.keys(aliases).filter((alias) => aliases[alias] === key)
    const value = readBoolean(section.notes, take(section, key, otherNames))
    if (value !== null) flags[key] = value
  }
  keepRest(section)
  return flags
}
