import { type Notes, note, type Place } from '../finding.ts'
import { type Field, isAbsent, keep, wrongType } from '../section.ts'
import { cleanText } from '../text.ts'
import type { TreeNode } from '../yaml-tree.ts'

/** A text of the file, cleaned, and as it was written (limits of length are counted in what was written). */
export interface WrittenText extends Place {
  readonly text: string
  readonly written: string
}

/** The text under a field. A list of one text is taken as that text; anything else is reported and kept aside. */
export function readWritten(notes: Notes, field: Field | null): WrittenText | null {
  if (!field || isAbsent(field.node)) return null
  if (field.node.kind === 'list' && field.node.items.length === 1 && field.node.items[0]?.kind === 'scalar') {
    note(
      notes,
      'warning',
      'list-of-one',
      field,
      'Here a single value is expected; the only one of the list was taken.',
      {
        standardError: true,
      },
    )
    return readScalar(notes, { ...field, node: field.node.items[0] })
  }
  if (field.node.kind !== 'scalar') {
    if (field.node.kind === 'list' && field.node.items.length === 0) reportEmptyList(notes, field)
    else wrongType(notes, field, 'a single value')
    return null
  }
  return readScalar(notes, field)
}

function reportEmptyList(notes: Notes, field: Field): void {
  note(notes, 'warning', 'wrong-type', field, 'Here a single value is expected, not a list; it is empty.', {
    standardError: true,
    params: { expected: 'a single value', found: 'a list' },
  })
}

function readScalar(notes: Notes, field: Place & { readonly node: TreeNode }): WrittenText | null {
  const { node } = field
  if (node.kind !== 'scalar' || isAbsent(node)) return null
  const cleaned = cleanText(node.text)
  if (cleaned.removed) {
    note(
      notes,
      'info',
      'unseen-characters-removed',
      field,
      'Unseen characters (controls, direction marks) were taken out.',
    )
  }
  const text = cleaned.text.trim()
  return text === '' ? null : { text, written: node.text, path: field.path, position: field.position }
}

export function readText(notes: Notes, field: Field | null): string | null {
  return readWritten(notes, field)?.text ?? null
}

/** One text on one line: line breaks become blanks. */
export function readLine(notes: Notes, field: Field | null): string | null {
  return readText(notes, field)?.replace(/\s+/g, ' ') ?? null
}

/**
 * The texts of a list, in order; two users of one name may be two, so repetitions stay. A single text is taken as a list of one. A group of keys in
 * the list is taken by its name, its other keys are kept as extensions (a dialect writes `usedBy` that way).
 */
export function readTexts(
  notes: Notes,
  field: Field | null,
  single: 'allowed' | 'reported' = 'reported',
): WrittenText[] {
  if (!field || isAbsent(field.node)) return []
  const { node } = field
  if (node.kind === 'map') {
    wrongType(notes, field, 'a list')
    return []
  }
  if (node.kind === 'scalar') {
    const text = readScalar(notes, field)
    if (!text) return []
    if (single === 'reported') {
      note(
        notes,
        'warning',
        'list-expected',
        field,
        'Here a list is expected; the single value was taken as a list of one.',
        {
          standardError: true,
        },
      )
    }
    return [text]
  }
  const texts: WrittenText[] = []
  for (const [index, item] of node.items.entries()) {
    const place: Field = { node: item, path: `${field.path}[${index}]`, position: item.position }
    const text = item.kind === 'map' ? readNamed(notes, place) : readItem(notes, place)
    if (text) texts.push(text)
  }
  return texts
}

function readItem(notes: Notes, place: Field): WrittenText | null {
  if (place.node.kind === 'scalar') return readScalar(notes, place)
  wrongType(notes, place, 'a single value')
  return null
}

function readNamed(notes: Notes, place: Field): WrittenText | null {
  const entries = place.node.kind === 'map' ? place.node.entries : []
  const name = entries.find((entry) => entry.key === 'name' && entry.value.kind === 'scalar')
  if (!name) {
    const [only, second] = entries
    if (only && !second && only.value.kind === 'scalar') return readPair(notes, place, only.key, only.value)
    wrongType(notes, place, 'a single value')
    return null
  }
  note(notes, 'warning', 'item-by-name', place, 'Here a single value is expected; the name of the group was taken.', {
    standardError: true,
  })
  for (const entry of entries) {
    if (entry !== name) keep(notes, { node: entry.value, path: `${place.path}.${entry.key}`, position: entry.position })
  }
  return readScalar(notes, { node: name.value, path: `${place.path}.name`, position: name.position })
}

/** `- Reports: monthly` without quotes is a group of one key to YAML; its author wrote one sentence. */
function readPair(notes: Notes, place: Field, key: string, value: TreeNode): WrittenText | null {
  note(
    notes,
    'warning',
    'colon-in-text',
    place,
    'The text holds a colon and is not in quotes; it was taken as one text.',
    {
      standardError: true,
    },
  )
  const said = value.kind === 'scalar' && !isAbsent(value) ? `${key}: ${value.text}` : `${key}:`
  const node: TreeNode = { kind: 'scalar', text: said, plain: false, position: place.position, size: 1 }
  return readScalar(notes, { node, path: place.path, position: place.position })
}

/** The texts alone. */
export function textsOf(texts: readonly WrittenText[]): string[] {
  return texts.map((text) => text.text)
}

const TRUE_WORDS = /^(?:true|yes|y|on|si|sì|oui|ja|1)$/i
const FALSE_WORDS = /^(?:false|no|n|off|non|nee|nej|nein|0)$/i

/** A truth value. YAML 1.2, which the standard wants, knows only `true` and `false`; older words are understood and reported. */
export function readBoolean(notes: Notes, field: Field | null): boolean | null {
  if (!field || isAbsent(field.node)) return null
  const { node } = field
  if (node.kind !== 'scalar') {
    wrongType(notes, field, 'true or false')
    return null
  }
  if (node.plain && /^(?:true|True|TRUE)$/.test(node.text)) return true
  if (node.plain && /^(?:false|False|FALSE)$/.test(node.text)) return false
  const word = node.text.trim()
  const value = TRUE_WORDS.test(word) ? true : FALSE_WORDS.test(word) ? false : null
  if (value === null) {
    wrongType(notes, field, 'true or false')
    return null
  }
  note(notes, 'warning', 'boolean-word', field, `Write ${value} without quotes; «${word}» is a text in YAML 1.2.`, {
    standardError: true,
    params: { written: word, value: String(value) },
  })
  return value
}
