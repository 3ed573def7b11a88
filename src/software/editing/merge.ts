import { canonicalize } from '../../kernel/canonical-json.ts'
import type { Field } from './form-field.ts'
import { bare, saysTheSame, type Typed, type TypedDocument, valueAt, withValueAt } from './typed.ts'

/** A field in which two people said different things. */
export interface Differing {
  readonly field: Field
  /** What it said before either of them; undefined when it said nothing or nobody knows. */
  readonly before: Typed | undefined
  readonly theirs: Typed | undefined
  readonly mine: Typed | undefined
}

/** What to take of a field: what is there, what I have, or of lists the members of both. */
export const CHOICES = ['theirs', 'mine', 'both'] as const
export type Choice = (typeof CHOICES)[number]

/** Whether the members of both sides can stand together: of lists that have some. */
export function mayJoin({ theirs, mine }: Pick<Differing, 'theirs' | 'mine'>): boolean {
  return [theirs, mine].every((side) => Array.isArray(side) && side.length > 0)
}

/**
 * Three versions of a document, field by field: what only one side changed is taken from that side, what both changed to the same is
 * taken once, and the rest is left for a person to choose.
 * @param fields that are compared; everything else is as in `theirs`
 */
export function mergeDocuments(
  before: TypedDocument | null,
  theirs: TypedDocument,
  mine: TypedDocument,
  fields: readonly Field[],
): { readonly merged: TypedDocument; readonly differing: readonly Differing[] } {
  let merged = theirs
  const differing: Differing[] = []
  for (const field of fields) {
    const sides = {
      before: before === null ? undefined : valueAt(before, field.path),
      theirs: valueAt(theirs, field.path),
      mine: valueAt(mine, field.path),
    }
    if (saysTheSame(sides.theirs, sides.mine)) continue
    if (before !== null && saysTheSame(sides.before, sides.mine)) continue
    if (before !== null && saysTheSame(sides.before, sides.theirs)) {
      merged = withValueAt(merged, field.path, sides.mine)
    } else differing.push({ field, ...sides })
  }
  return { merged, differing }
}

/** The value that a choice gives. */
export function chosen({ theirs, mine }: Pick<Differing, 'theirs' | 'mine'>, choice: Choice): Typed | undefined {
  if (choice === 'theirs') return theirs
  if (choice === 'mine' || !Array.isArray(theirs) || !Array.isArray(mine)) return mine
  const there = new Set(theirs.map((member) => canonicalize(bare(member) ?? null)))
  return [...theirs, ...mine.filter((member) => !there.has(canonicalize(bare(member) ?? null)))]
}

/** The document with the choices made; fields without a choice stay as they are. */
export function withChoices(
  document: TypedDocument,
  differing: readonly Differing[],
  choices: ReadonlyMap<string, Choice>,
): TypedDocument {
  return differing.reduce((made, each) => {
    const choice = choices.get(each.field.path)
    return choice === undefined ? made : withValueAt(made, each.field.path, chosen(each, choice))
  }, document)
}
