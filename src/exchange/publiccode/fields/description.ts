import { emptyDescription, type PubliccodeDescription } from '../document.ts'
import { type Notes, note, type Place } from '../finding.ts'
import { type Field, fieldOf, isAbsent, keep, keepRest, openSection, type Section, shorten, take } from '../section.ts'
import { characterCount } from '../text.ts'
import { readScreenshots, readUrl, readVideos } from './links.ts'
import { readLine, readTexts, readWritten, textsOf, type WrittenText } from './texts.ts'
import { acceptLanguage } from './values.ts'

const SHORT_MAXIMUM = 150
const LONG_MINIMUM = 150
const LONG_MAXIMUM = 10_000
const GENERIC_MAXIMUM = 35

/** Keys that belong to one language; a dialect writes them without saying which. */
const LANGUAGE_KEYS = [
  'localisedName',
  'genericName',
  'shortDescription',
  'longDescription',
  'documentation',
  'apiDocumentation',
  'features',
  'screenshots',
  'videos',
  'awards',
]

/** BCP 47 for a text whose language is not known. */
const UNKNOWN_LANGUAGE = 'und'

/**
 * The descriptions by language. Two keys of the same language (`it` and `ita`) are put together: what the first lacks
 * comes from the second. Texts that stand outside of any language are taken under `fallback`.
 */
export function readDescriptions(
  root: Section,
  availableLanguages: readonly string[],
): Record<string, PubliccodeDescription> {
  const { notes } = root
  const descriptions = new Map<string, PubliccodeDescription>()
  const outside = takeLoose(root)
  const field = take(root, 'description')
  if (field && !isAbsent(field.node)) {
    if (field.node.kind === 'map') {
      const section = openSection(field.node, field.path, field.position, notes)
      outside.push(...takeLoose(section))
      readByLanguage(section, descriptions)
    } else if (field.node.kind === 'scalar') {
      outside.push({ ...field, node: field.node })
    } else keep(notes, field)
  }
  const only = availableLanguages.length === 1 ? availableLanguages[0] : undefined
  if (outside.length > 0) readOutside(root, outside, only ?? UNKNOWN_LANGUAGE, descriptions)
  if (descriptions.size === 0) {
    note(
      notes,
      'warning',
      'required-missing',
      field ?? { path: 'description', position: root.position },
      'A description in at least one language is missing.',
      {
        standardError: true,
        params: { key: 'description' },
      },
    )
  }
  return Object.fromEntries(descriptions)
}

function takeLoose(section: Section): Field[] {
  const found: Field[] = []
  for (const key of LANGUAGE_KEYS) {
    const entry = section.left.get(key)
    if (!entry) continue
    section.left.delete(key)
    found.push(fieldOf(section, entry))
  }
  return found
}

function readByLanguage(section: Section, into: Map<string, PubliccodeDescription>): void {
  const { notes } = section
  for (const entry of section.node.entries) {
    if (!section.left.delete(entry.key)) continue
    const field = fieldOf(section, entry)
    if (isAbsent(field.node)) continue
    const tag = acceptLanguage(notes, { text: entry.key, path: field.path, position: field.position })
    if (!tag) {
      keep(notes, field)
      continue
    }
    const description = readOneLanguage(notes, field)
    if (!description) continue
    const earlier = into.get(tag)
    if (earlier) {
      note(
        notes,
        'warning',
        'language-repeated',
        field,
        `The language ${tag} is described twice; the first was completed from the second.`,
        {
          params: { value: tag },
        },
      )
      ignoreOverruled(notes, field, earlier, description)
      into.set(tag, complete(earlier, description))
    } else into.set(tag, description)
  }
}

function readOneLanguage(notes: Notes, field: Field): PubliccodeDescription | null {
  if (field.node.kind === 'map') return readDescription(openSection(field.node, field.path, field.position, notes))
  const written = readWritten(notes, field)
  if (!written) return null
  note(
    notes,
    'warning',
    'description-as-text',
    field,
    'The description is a single text; it was taken by its length as short or long.',
    {
      standardError: true,
    },
  )
  const description = { ...emptyDescription(), ...byLength(written) }
  reportMissing(notes, field, description)
  return description
}

function byLength(written: WrittenText): Partial<PubliccodeDescription> {
  return characterCount(written.text) <= SHORT_MAXIMUM
    ? { shortDescription: written.text.replace(/\s+/g, ' ') }
    : { longDescription: written.text }
}

function readOutside(
  root: Section,
  outside: readonly Field[],
  language: string,
  into: Map<string, PubliccodeDescription>,
): void {
  const { notes } = root
  const [first] = outside
  if (!first) return
  note(
    notes,
    'warning',
    'language-missing',
    first,
    `The texts do not say their language; they were taken as «${language}».`,
    {
      standardError: true,
      params: { value: language },
    },
  )
  const texts = outside.filter((field) => field.path !== 'description')
  const entries = texts.map((field) => ({
    key: field.path.split('.').at(-1) ?? '',
    position: field.position,
    value: field.node,
  }))
  const node = { kind: 'map', entries, position: first.position, size: entries.length } as const
  // The paths of the findings stay those of the file: the parent of the loose keys is the root or `description`.
  const parent = first.path.includes('.') ? 'description' : ''
  const section = openSection(node, parent, first.position, notes)
  let description = texts.length > 0 ? readDescription(section) : emptyDescription()
  const whole = outside.find((field) => field.path === 'description')
  const written = whole ? readWritten(notes, whole) : null
  if (written) description = complete(description, { ...emptyDescription(), ...byLength(written) })
  const earlier = into.get(language)
  into.set(language, earlier ? complete(earlier, description) : description)
}

function readDescription(section: Section): PubliccodeDescription {
  const { notes } = section
  const genericName = take(section, 'genericName')
  const short = readWritten(notes, take(section, 'shortDescription'))
  const long = readWritten(notes, take(section, 'longDescription'))
  const description: PubliccodeDescription = {
    localisedName: readLine(notes, take(section, 'localisedName', ['localizedName'])),
    genericName: readGenericName(notes, genericName),
    shortDescription: short?.text.replace(/\s+/g, ' ') ?? null,
    longDescription: long?.text ?? null,
    documentation: readUrl(notes, take(section, 'documentation')),
    apiDocumentation: readUrl(notes, take(section, 'apiDocumentation')),
    features: readFeatures(notes, take(section, 'features', ['featureList'])),
    screenshots: readScreenshots(notes, take(section, 'screenshots')),
    videos: readVideos(notes, take(section, 'videos')),
    awards: textsOf(readTexts(notes, take(section, 'awards'))),
  }
  if (short) checkLength(notes, short, null, SHORT_MAXIMUM)
  if (long) checkLength(notes, long, LONG_MINIMUM, LONG_MAXIMUM)
  keepRest(section)
  reportMissing(notes, section, description)
  return description
}

function readGenericName(notes: Notes, field: Field | null): string | null {
  const written = readWritten(notes, field)
  if (!written) return null
  note(notes, 'warning', 'key-deprecated', written, 'The key genericName is deprecated since 0.3.')
  checkLength(notes, written, null, GENERIC_MAXIMUM)
  return written.text.replace(/\s+/g, ' ')
}

/** Features written as one text: each line that starts with a dash or dot is one. */
function readFeatures(notes: Notes, field: Field | null): string[] {
  const features = textsOf(readTexts(notes, field))
  if (field?.node.kind !== 'scalar' || features.length !== 1) return features
  const lines = (features[0] ?? '').split('\n').map((line) => line.replace(/^\s*[-*•·–]\s*/, '').trim())
  return [...new Set(lines.filter((line) => line !== ''))]
}

function checkLength(notes: Notes, written: WrittenText, minimum: number | null, maximum: number): void {
  const length = characterCount(written.written)
  if (minimum !== null && length < minimum) {
    note(
      notes,
      'warning',
      'text-too-short',
      written,
      `The text has ${length} characters; the standard wants at least ${minimum}.`,
      {
        standardError: true,
        params: { length, minimum },
      },
    )
  }
  if (length > maximum) {
    note(
      notes,
      'warning',
      'text-too-long',
      written,
      `The text has ${length} characters; the standard allows ${maximum}.`,
      {
        standardError: true,
        params: { length, maximum },
      },
    )
  }
}

/** The official validator wants these in every language; the text of the standard would be content with one. */
function reportMissing(notes: Notes, place: Place, description: PubliccodeDescription): void {
  const missing: string[] = []
  if (description.shortDescription === null) missing.push('shortDescription')
  if (description.longDescription === null) missing.push('longDescription')
  if (description.features.length === 0) missing.push('features')
  for (const key of missing) {
    const path = place.path === '' ? key : `${place.path}.${key}`
    note(notes, 'warning', 'required-missing', { path, position: place.position }, `The key ${key} is missing.`, {
      standardError: true,
      params: { key },
    })
  }
}

/** `first`, with what it lacks taken from `second`. */
function complete(first: PubliccodeDescription, second: PubliccodeDescription): PubliccodeDescription {
  const result = { ...first }
  for (const key of Object.keys(second) as (keyof PubliccodeDescription)[]) {
    if (isEmpty(result[key])) Object.assign(result, { [key]: second[key] })
  }
  return result
}

function ignoreOverruled(
  notes: Notes,
  field: Field,
  first: PubliccodeDescription,
  second: PubliccodeDescription,
): void {
  if (field.node.kind !== 'map') return
  for (const entry of field.node.entries) {
    const key = LANGUAGE_KEYS.find((known) => known === entry.key) as keyof PubliccodeDescription | undefined
    if (!key || isEmpty(first[key]) || JSON.stringify(first[key]) === JSON.stringify(second[key])) continue
    keep(notes, { node: entry.value, path: `${field.path}.${shorten(entry.key)}`, position: entry.position })
  }
}

function isEmpty(value: string | readonly string[] | null): boolean {
  return value === null || value.length === 0
}
