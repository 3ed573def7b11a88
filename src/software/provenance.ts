import { canonicalize } from '../kernel/canonical-json.ts'
import { FIELD_GROUPS, type FieldGroup, type Provenance, SoftwareDocument } from './model.ts'

/**
 * The document with the provenance that follows from what people typed, whatever it says itself: a field group that differs from
 * the version before (of a new entry: from an empty one) is `typed` from now on, the others come from where they came from. An
 * import then knows which groups it may replace.
 * @param at RFC 3339 instant of the writing
 */
export function markedAsTyped(
  document: SoftwareDocument,
  before: SoftwareDocument | null,
  at: string,
): SoftwareDocument {
  const earlier = before ?? emptyEntry()
  const provenance: SoftwareDocument['provenance'] = {}
  for (const group of FIELD_GROUPS) {
    const typed: Provenance = { origin: 'typed', source: null, at }
    const changed = canonicalize(document[group]) !== canonicalize(earlier[group])
    const origin = changed ? typed : before?.provenance[group]
    if (origin) provenance[group] = origin
  }
  return { ...document, provenance }
}

/** The field groups that say anything at all. */
export function filledGroups(document: SoftwareDocument): readonly FieldGroup[] {
  const empty = emptyEntry()
  return FIELD_GROUPS.filter((group) => canonicalize(document[group]) !== canonicalize(empty[group]))
}

/** Nothing is filled in but the two texts that every entry has. */
function emptyEntry(): SoftwareDocument {
  return SoftwareDocument.parse({ identity: { name: { uk: '…' }, shortDescription: { uk: '…' } } })
}
