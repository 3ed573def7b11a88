import { readPubliccode } from '../../exchange/publiccode/read.ts'
import { AppError } from '../../kernel/errors.ts'
import { cleanImported } from '../../kernel/free-text.ts'
import { OUTGOING_MAXIMUM_BYTES, type OutgoingFetch } from '../../kernel/outgoing.ts'
import { fetchSource } from '../import/fetch-source.ts'
import { fromPubliccode } from '../import/from-publiccode.ts'
import { pathOfPointer, placesIn } from '../import/place.ts'
import { isAbsent } from '../import/publiccode-leaves.ts'
import { asItemFinding, type ItemFinding, type RegisterRule } from '../import/report.ts'
import { scrubbedFinding, scrubbedPath, shownSource } from '../import/scrub.ts'
import { ASIDE, EXACT } from '../import/to-publiccode.ts'
import type { Field } from './form-field.ts'
import { FIELDS, isFilled, saysTheSame, type Typed, type TypedDocument, valueAt } from './typed.ts'

/** Where a publiccode.yml comes from: text that was pasted, a file, or an address to get it from. */
export type PrefillSource =
  | { readonly kind: 'text'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'address'; readonly address: string }

/** What a file says of the fields that people fill in, kept with the draft until somebody has chosen. */
export interface Prefill {
  /** Name of the file or its address, for the reader. */
  readonly source: string
  readonly document: TypedDocument
  /** What was done with values, or could not be. */
  readonly findings: readonly ItemFinding[]
  /** Paths in the file of what has no place in the forms. */
  readonly leftOut: readonly string[]
}

/** Findings that are kept with a draft; a file with more mistakes than that is to be mended first. */
const MOST_FINDINGS = 100
const MOST_PATHS = 100

/**
 * Reads a publiccode.yml for a draft. Nothing of the draft is changed by it. Personal numbers in the file are gone from what comes back.
 * Throws `validation-failed` at `/file` with the reader's findings when nothing of it can be used, and at `/address` when it cannot be got.
 */
export async function readPrefill(outgoing: OutgoingFetch | null, from: PrefillSource): Promise<Prefill> {
  const { source, bytes } = await bytesOf(outgoing, from)
  if (bytes.length > OUTGOING_MAXIMUM_BYTES) {
    throw refused('/file', [{ rule: 'file-too-large', params: { maximum: OUTGOING_MAXIMUM_BYTES } }])
  }
  const reading = readPubliccode(bytes)
  const findings = reading.findings.map(asItemFinding)
  if (reading.document === null) throw refused('/file', findings.map(scrubbedFinding))
  const positionOf = placesIn(bytes)
  const remark = (
    severity: ItemFinding['severity'],
    rule: RegisterRule,
    path: string,
    params: ItemFinding['params'],
  ) => {
    const position = positionOf(path)
    const where = { path, line: position?.line ?? null, column: position?.column ?? null }
    findings.push({ severity, rule, ...where, ...(params ? { params } : {}) })
  }
  const clean = cleanImported({ document: reading.document, aside: reading.extensions })
  for (const { pointer, rule, params } of clean.findings) {
    remark('warning', rule as RegisterRule, pathOfPointer(pointer).replace(/^(?:document|aside)\.?/, ''), params)
  }
  const { document, remarks } = fromPubliccode(clean.value.document, clean.value.aside)
  for (const { severity, rule, path, params } of remarks) remark(severity, rule, path, params)
  const unplaced = [EXACT, ASIDE].flatMap((key) =>
    Object.entries(document.extensions[key] ?? {}).flatMap(([path, value]) => (isAbsent(value) ? [] : [path])),
  )
  return {
    source: shownSource(source),
    document: JSON.parse(JSON.stringify(document)) as TypedDocument,
    findings: findings.slice(0, MOST_FINDINGS).map(scrubbedFinding),
    leftOut: [...new Set([...unplaced, ...reading.ignored.map(scrubbedPath)])].sort().slice(0, MOST_PATHS),
  }
}

/** What is wrong with a file, as the findings that the readers of files give. */
export class PrefillRefused extends AppError {
  readonly at: '/file' | '/address'
  readonly items: readonly Pick<ItemFinding, 'rule' | 'params' | 'line' | 'path' | 'message'>[]

  constructor(at: '/file' | '/address', items: PrefillRefused['items']) {
    const pointers = items.map(({ rule, params }) => ({ pointer: at, rule, ...(params ? { params } : {}) }))
    super('validation-failed', 'the file cannot be used', pointers)
    this.at = at
    this.items = items
  }
}

function refused(
  at: '/file' | '/address',
  items: readonly (Pick<ItemFinding, 'rule' | 'params'> & Partial<ItemFinding>)[],
): PrefillRefused {
  const whole = { path: '', line: null }
  return new PrefillRefused(
    at,
    items.slice(0, MOST_FINDINGS).map((item) => ({ ...whole, ...item })),
  )
}

async function bytesOf(outgoing: OutgoingFetch | null, from: PrefillSource) {
  if (from.kind === 'text') return { source: from.name, bytes: from.bytes }
  const file = await fetchSource(outgoing, from.address)
  if (file.bytes === null) throw refused('/address', file.failure ? [file.failure] : [])
  return { source: file.source, bytes: file.bytes }
}

/** A field that a file says something of, beside what the draft says. */
export interface Offer {
  readonly field: Field
  readonly mine: Typed | undefined
  readonly fromFile: Typed | undefined
  /** The draft says nothing of it: taking it overwrites nothing. */
  readonly isNew: boolean
  /** A date, or a value about which the reader had a doubt: to be looked at. */
  readonly isDoubtful: boolean
}

/** What a file says that the draft does not say, or says otherwise. Fields in which they agree are left out. */
export function offersOf(draft: TypedDocument, prefill: Prefill): readonly Offer[] {
  const doubted = new Set(prefill.findings.filter(({ severity }) => severity !== 'info').map(({ path }) => keyOf(path)))
  return FIELDS.flatMap((field): Offer[] => {
    const fromFile = valueAt(prefill.document, field.path)
    if (!isFilled(field, fromFile)) return []
    const mine = valueAt(draft, field.path)
    if (saysTheSame(fromFile, mine)) return []
    const isNew = !isFilled(field, mine)
    const isDoubtful = field.kind === 'date' || (FILE_KEYS[field.path] ?? []).some((key) => doubted.has(key))
    return [{ field, mine, fromFile, isNew, isDoubtful }]
  })
}

/** The last name in a path of the file: `description.uk.features[2]` is `features`, `maintenance.contractors[0].until` is `contractors`. */
function keyOf(path: string): string {
  const steps = path.replace(/\[\d+\].*$/, '').split('.')
  return steps.at(-1) ?? ''
}

/** Keys of the file that fields are made from, where they are called otherwise than the field. */
const FILE_KEYS: Readonly<Record<string, readonly string[]>> = {
  'identity.name': ['name', 'localisedName'],
  'identity.shortDescription': ['shortDescription'],
  'identity.longDescription': ['longDescription'],
  'identity.features': ['features'],
  'identity.categories': ['categories'],
  'identity.softwareType': ['softwareType'],
  'identity.developmentStatus': ['developmentStatus'],
  'identity.platforms': ['platforms'],
  'identity.interfaceLanguages': ['availableLanguages'],
  'identity.localisationReady': ['localisationReady'],
  'identity.logo': ['logo'],
  'identity.screenshots': ['screenshots'],
  'identity.videos': ['videos'],
  'identity.audience.countries': ['countries'],
  'identity.audience.scope': ['scope'],
  'technology.repository': ['url'],
  'technology.landingUrl': ['landingURL'],
  'technology.roadmapUrl': ['roadmap'],
  'technology.documentationUrl': ['documentation'],
  'technology.apiUrl': ['apiDocumentation'],
  'technology.version': ['softwareVersion'],
  'technology.dependsOn.open': ['open'],
  'technology.dependsOn.proprietary': ['proprietary'],
  'technology.dependsOn.hardware': ['hardware'],
  'rights.license': ['license'],
  // Told by the licence alone: whoever enters it knows better.
  'rights.basis': ['license'],
  'rights.kind': ['license'],
  'rights.copyrightOwner': ['mainCopyrightOwner'],
  'maintenance.type': ['type'],
  'maintenance.contractors': ['contractors'],
  'funding.fundedBy': ['fundedBy'],
  relations: ['isBasedOn'],
  usedBy: ['usedBy'],
}
