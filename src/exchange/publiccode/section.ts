import { type Notes, note, type Place, type Position } from './finding.ts'
import { cleanText, loose } from './text.ts'
import type { MapNode, TreeEntry, TreeNode } from './yaml-tree.ts'

/** A value of the file with its place. The place of a value is that of its key. */
export interface Field extends Place {
  readonly node: TreeNode
  readonly position: Position
}

/** A mapping of the file that is being read key by key; what nobody took at the end is kept as an extension. */
export interface Section extends Place {
  readonly node: MapNode
  readonly position: Position
  readonly left: Map<string, TreeEntry>
  readonly notes: Notes
}

export function openSection(node: MapNode, path: string, position: Position, notes: Notes): Section {
  return { node, path, position, left: new Map(node.entries.map((entry) => [entry.key, entry])), notes }
}

export function childPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

export function fieldOf(section: Section, entry: TreeEntry): Field {
  return { node: entry.value, path: childPath(section.path, entry.key), position: entry.position }
}

/**
 * Takes a key out of a section: its exact spelling, else another letter case, else one of the other names files use.
 * The path of the field is that of the file, so that a finding leads to the line that is there.
 */
export function take(section: Section, key: string, otherNames: readonly string[] = []): Field | null {
  const exact = section.left.get(key)
  if (exact) {
    section.left.delete(key)
    return fieldOf(section, exact)
  }
  const wanted = [key, ...otherNames].map(loose)
  for (const entry of section.left.values()) {
    if (!wanted.includes(loose(entry.key))) continue
    section.left.delete(entry.key)
    const field = fieldOf(section, entry)
    note(section.notes, 'warning', 'key-spelling', field, `The key is called «${key}» in the standard.`, {
      standardError: !(section.notes.firstVersion && FIRST_VERSION_KEYS.has(entry.key)),
      params: { written: shorten(entry.key), standard: key },
    })
    return field
  }
  return null
}

/** Keys that were right in 0.1. */
const FIRST_VERSION_KEYS = new Set(['publiccode-yaml-version', 'tags'])

/** Opens the mapping under a key. Anything else there is left to the caller's `onOther`, else reported and ignored. */
export function takeSection(
  section: Section,
  key: string,
  otherNames: readonly string[] = [],
  onOther?: (field: Field) => void,
): Section | null {
  const field = take(section, key, otherNames)
  if (!field || isAbsent(field.node)) return null
  if (field.node.kind === 'map') return openSection(field.node, field.path, field.position, section.notes)
  if (onOther) onOther(field)
  else wrongType(section.notes, field, 'a group of keys')
  return null
}

/** Whether a value says nothing: `null`, an empty plain value. An empty quoted text is something somebody wrote. */
export function isAbsent(node: TreeNode): boolean {
  return node.kind === 'scalar' && node.plain && /^(?:|~|null|Null|NULL)$/.test(node.text)
}

/** Reports a value of the wrong kind. What it says is kept as an extension: it may be right in some dialect. */
export function wrongType(notes: Notes, field: Field, expected: string): void {
  const found = field.node.kind === 'map' ? 'a group of keys' : field.node.kind === 'list' ? 'a list' : 'a single value'
  note(notes, 'error', 'wrong-type', field, `Here ${expected} is expected, not ${found}.`, {
    standardError: true,
    params: { expected, found },
  })
  keep(notes, field)
}

/** Puts everything nobody took among the extensions, with a finding for each key. */
export function keepRest(section: Section, isAllowed: (key: string) => boolean = () => false): void {
  for (const entry of section.left.values()) {
    const field = fieldOf(section, entry)
    const allowed = isAllowed(entry.key)
    note(
      section.notes,
      allowed ? 'info' : 'warning',
      allowed ? 'extension-kept' : 'key-unknown',
      field,
      allowed
        ? 'This section belongs to a country or an extension; it was kept beside the entry.'
        : `The standard has no key «${shorten(entry.key)}» here; its value was kept beside the entry.`,
      { standardError: !allowed, params: { key: shorten(entry.key) } },
    )
    keep(section.notes, field)
  }
  section.left.clear()
}

/** Keeps a value as an extension under its path, but for what could lead to a private person. */
export function keep(notes: Notes, field: Field): void {
  const value = plainValue(notes, field, field.path)
  if (value !== undefined) notes.extensions.set(field.path, value)
}

/** Keeps a text as an extension under its path, unless it is the address of a person. */
export function keepText(notes: Notes, place: Place, text: string): void {
  if (isPrivate(place.path, text)) {
    notes.ignored.add(place.path)
    note(notes, 'info', 'private-contact-not-stored', place, PRIVATE_MESSAGE)
  } else notes.extensions.set(place.path, text)
}

const PRIVATE_MESSAGE = 'Private contacts are not stored; this value was left out.'

const ADDRESS_KEYS = /^(?:e-?mails?|mail|phones?|phone-?numbers?|telephones?|tel|mobile|cell)$/i
/** Under these keys stand people: what is directly there, or called a name, identifies one. */
const PEOPLE_KEYS = /^(?:contacts?|authors?|maintainers?)$/i
const NAME_KEYS = /^(?:(?:first|last|full|family|given)?-?name|surname|login|username)$/i
const ADDRESS_LIKE = /^(?:mailto:)?[^\s@/:]+@[\w-]+(?:\.[\w-]+)+$/

function isPrivate(path: string, text: string): boolean {
  const keys = path.replace(/\[\d+\]/g, '').split('.')
  const last = keys.at(-1) ?? ''
  if (ADDRESS_KEYS.test(last) || PEOPLE_KEYS.test(last) || ADDRESS_LIKE.test(text.trim())) return true
  return NAME_KEYS.test(last) && keys.some((key) => PEOPLE_KEYS.test(key))
}

function plainValue(notes: Notes, place: Place & { node: TreeNode }, path: string): unknown {
  const { node } = place
  if (node.kind === 'list') {
    const items = node.items.map((item, index) =>
      plainValue(notes, { node: item, path, position: item.position }, `${path}[${index}]`),
    )
    const present = items.filter((item) => item !== undefined)
    return present.length > 0 ? present : undefined
  }
  if (node.kind === 'map') {
    const pairs: [string, unknown][] = []
    for (const entry of node.entries) {
      const entryPath = childPath(path, entry.key)
      const entryPlace = { node: entry.value, path: entryPath, position: entry.position }
      const value = plainValue(notes, entryPlace, entryPath)
      if (value !== undefined) pairs.push([cleanText(entry.key).text, value])
    }
    return pairs.length > 0 ? Object.fromEntries(pairs) : undefined
  }
  if (isAbsent(node) || node.text === '') return undefined
  if (isPrivate(path, node.text)) return ignorePrivate(notes, { node, path, position: place.position })
  return scalarValue(node.text, node.plain)
}

/** Numbers become numbers only when nothing of their spelling is lost: `0.10` stays a text. */
function scalarValue(text: string, plain: boolean): unknown {
  if (plain && /^(?:true|True|TRUE)$/.test(text)) return true
  if (plain && /^(?:false|False|FALSE)$/.test(text)) return false
  if (plain && /^-?\d{1,15}(?:\.\d{1,6})?$/.test(text) && String(Number(text)) === text) return Number(text)
  return cleanText(text).text.trimEnd()
}

/** Drops what identifies a private person, and says so. */
export function ignorePrivate(notes: Notes, field: Place & { node: TreeNode }): undefined {
  const paths = leafPaths(field.node, field.path)
  if (paths.length === 0) return undefined
  for (const path of paths) notes.ignored.add(path)
  note(notes, 'info', 'private-contact-not-stored', field, PRIVATE_MESSAGE)
  return undefined
}

/** The paths of all values under a node that say something. */
export function leafPaths(node: TreeNode, path: string): string[] {
  if (node.kind === 'list') return node.items.flatMap((item, index) => leafPaths(item, `${path}[${index}]`))
  if (node.kind === 'map') return node.entries.flatMap((entry) => leafPaths(entry.value, childPath(path, entry.key)))
  return isAbsent(node) || node.text.trim() === '' ? [] : [path]
}

/** A text for a message: no longer than needed, and without addresses of people. */
export function shorten(whole: string): string {
  const text = whole.replace(/[^\s@/:]+@[\w.-]+/g, '…@…')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
