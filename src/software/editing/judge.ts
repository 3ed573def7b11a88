import { type Actor, can } from '../../kernel/actor.ts'
import { AppError, type Finding } from '../../kernel/errors.ts'
import { freeTextFindings, normalizeTyped } from '../../kernel/free-text.ts'
import { findingsOf } from '../../kernel/schema-findings.ts'
import { completeness } from '../completeness.ts'
import { SoftwareDocument } from '../model.ts'
import { checkSoftware, type SoftwarePorts, subjectOf } from '../service.ts'
import type { SoftwareRecord } from '../store.ts'
import { type FormPlace, placeOf } from './places.ts'
import { TOPICS, type TopicId, topicOf } from './topics.ts'
import { isFilled, type TypedDocument, valueAt, withValueAt } from './typed.ts'

/** Something that is wrong, or looks wrong, and where on the forms it is. */
export interface Mistake {
  readonly finding: Finding
  /** Null: of something no form asks for. */
  readonly place: FormPlace | null
}

export interface Judgement {
  /** The document as it would be handed in; null while something is wrong with it. */
  readonly document: SoftwareDocument | null
  readonly mistakes: readonly Mistake[]
  /** What a person should look at and may leave. */
  readonly warnings: readonly Mistake[]
}

/**
 * What the rules of the register say of a draft: the model's schema, the rules of typed entries and who may hand it in, exactly
 * as handing it in would ask them.
 * @param record that is edited; null: a new one
 */
export async function judge(
  ports: SoftwarePorts,
  actor: Actor,
  typed: TypedDocument,
  record: SoftwareRecord | null,
): Promise<Judgement> {
  const input = normalizeTyped(withUntyped(typed, record))
  const parsed = SoftwareDocument.safeParse(input)
  const findings = parsed.success ? [] : findingsOf(parsed.error.issues, 'json', input)
  // What the schema refuses is left out for a moment, so that the other rules are asked of the rest at the same time.
  const document = parsed.success ? parsed.data : sound(input)
  const checked = document === null ? { errors: [], warnings: [] } : await ruled(ports, document, record?.id ?? null)
  const texts = parsed.success ? [] : freeTextFindings(input)
  const rights = document === null || mayHandIn(actor, document, record) ? [] : [holderFinding(document)]
  const mistakes = distinct([...findings, ...checked.errors, ...texts, ...rights]).map(placed)
  return {
    document: parsed.success && mistakes.length === 0 ? parsed.data : null,
    mistakes,
    warnings: distinct(checked.warnings).map(placed),
  }
}

/** How far a topic is. */
export type TopicState =
  | { readonly kind: 'untouched' | 'incomplete' | 'done' }
  | { readonly kind: 'wrong'; readonly count: number }

/**
 * How far each topic is. A topic nobody has opened is not wrong yet, even where it lacks what every entry needs.
 * @param opened topics that were saved at least once
 */
export function topicStates(
  ports: Pick<SoftwarePorts, 'licences'>,
  typed: TypedDocument,
  { mistakes }: Pick<Judgement, 'mistakes'>,
  opened: readonly TopicId[],
): ReadonlyMap<TopicId, TopicState> {
  const input = sound(typed)
  const missing = input === null ? [] : completeness(input, ports.licences).missing
  return new Map(
    TOPICS.map(({ id, checks }): readonly [TopicId, TopicState] => {
      const isTouched = opened.includes(id) || hasContent(typed, id)
      if (!isTouched) return [id, { kind: 'untouched' }]
      const count = mistakes.filter(({ place }) => place?.topic === id).length
      if (count > 0) return [id, { kind: 'wrong', count }]
      return [id, { kind: checks.some((check) => missing.includes(check)) ? 'incomplete' : 'done' }]
    }),
  )
}

function hasContent(typed: TypedDocument, id: TopicId): boolean {
  return topicOf(id).fields.some((field) => isFilled(field, valueAt(typed, field.path)))
}

/** The draft with what nobody types as the record has it, whatever the draft says of it. */
export function withUntyped(typed: TypedDocument, record: SoftwareRecord | null): TypedDocument {
  const { extensions: _, provenance: __, demonstration: ___, ...rest } = typed
  if (record === null) return rest
  const { extensions, provenance, demonstration } = record.document
  return { ...rest, ...(JSON.parse(JSON.stringify({ extensions, provenance, demonstration })) as TypedDocument) }
}

function mayHandIn(actor: Actor, document: SoftwareDocument, record: SoftwareRecord | null): boolean {
  return can(actor, record === null ? 'software.register' : 'software.edit', subjectOf(document))
}

function holderFinding({ rights }: SoftwareDocument): Finding {
  const pointer = '/rights/holder'
  return rights.holder === null ? { pointer, rule: 'holder-missing' } : { pointer, rule: 'holder-not-yours' }
}

async function ruled(ports: SoftwarePorts, document: SoftwareDocument, id: string | null) {
  try {
    return { errors: [], warnings: await checkSoftware(ports, document, id, { typed: true }) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'validation-failed') return { errors: error.findings, warnings: [] }
    throw error
  }
}

const ROUNDS = 6

/** The document without what the schema refuses, and with a dash for the texts no entry is without; null when even that is none. */
function sound(typed: TypedDocument): SoftwareDocument | null {
  let input = typed
  for (let round = 0; round < ROUNDS; round++) {
    const parsed = SoftwareDocument.safeParse(input)
    if (parsed.success) return parsed.data
    for (const { path } of [...parsed.error.issues].reverse()) input = without(input, path.map(String))
    for (const required of ['identity.name', 'identity.shortDescription']) {
      if (valueAt(input, required) === undefined) input = withValueAt(input, required, { uk: '—' })
    }
  }
  return null
}

/** Takes out what is at a path. Of a list all of it goes: with one member gone, what is found in the others would be shown a place too early. */
function without(document: TypedDocument, path: readonly string[]): TypedDocument {
  const place = placeOf(`/${path.join('/')}`)
  const field = place?.field ?? path[0] ?? ''
  const leaf = path.join('.')
  const inside = valueAt(document, leaf) !== undefined && !/\.\d+(\.|$)/.test(leaf)
  return withValueAt(document, inside ? leaf : field, undefined)
}

function placed(finding: Finding): Mistake {
  return { finding, place: placeOf(finding.pointer) }
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ pointer, rule }) => {
    const key = `${pointer} ${rule}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
