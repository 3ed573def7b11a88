import { isAlias, isMap, isScalar, isSeq, type LineCounter, type YAMLError } from 'yaml'
import { keyAtLine } from './decode.ts'
import { type ImportFinding, type ImportRule, makeFinding, type Position } from './finding.ts'
import { ERRORS_WANTED, parseYaml } from './yaml-parse.ts'

/**
 * The file as a tree that keeps the text of every scalar and its place. Types are not resolved here: `0.10` stays
 * `0.10`, `no` stays the language of Norway, a date stays what was written.
 */
export type TreeNode = ScalarNode | ListNode | MapNode

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly text: string
  /** Not quoted and not a block: such a text may be meant as a number, a truth value or nothing. */
  readonly plain: boolean
  readonly position: Position
  readonly size: number
}
export interface ListNode {
  readonly kind: 'list'
  readonly items: readonly TreeNode[]
  readonly position: Position
  readonly size: number
}
export interface MapNode {
  readonly kind: 'map'
  readonly entries: readonly TreeEntry[]
  readonly position: Position
  readonly size: number
}
export interface TreeEntry {
  readonly key: string
  readonly position: Position
  readonly value: TreeNode
}

/** Deeper than any file that means something; the standard itself needs five levels. */
const MAXIMUM_DEPTH = 40
/** After aliases are followed, so that ten short lines cannot unfold into millions of values. */
const MAXIMUM_NODES = 100_000
const REPEATED_KEYS_SHOWN = 50

export type ParsedTree =
  | { readonly root: MapNode; readonly findings: readonly ImportFinding[] }
  | { readonly root: null; readonly findings: readonly ImportFinding[] }

/** Thrown inside this file only, to leave a deep walk. */
class Unusable extends Error {
  readonly finding: ImportFinding
  constructor(finding: ImportFinding) {
    super(finding.message)
    this.finding = finding
  }
}

/** Parses YAML 1.2. One mapping in one document, or findings that say where and why not. */
export function parseTree(text: string): ParsedTree {
  const findings: ImportFinding[] = []
  try {
    const { documents, errors, stopped, lines } = parseYaml(text)
    if (errors.length > 0) return { root: null, findings: syntaxFindings(errors, text, lines) }
    if (stopped) return unusable(stopped.rule, STOPPED_MESSAGES[stopped.rule], positionAt(lines, stopped.offset).line)
    const [document, other] = documents
    if (!document || document.contents === null)
      return unusable('file-empty', 'The file holds no data, only comments.', 1)
    if (other) {
      const line = positionAt(lines, other.range[0]).line
      return unusable('several-documents', 'The file holds several YAML documents; the standard wants one.', line)
    }
    const root = buildTree(document.contents, lines, text, findings)
    if (root.kind !== 'map')
      return unusable('root-not-mapping', 'The file is not a list of keys and values.', root.position.line)
    return findings.some((finding) => finding.severity === 'error') ? { root: null, findings } : { root, findings }
  } catch (error) {
    if (error instanceof Unusable) return { root: null, findings: [...findings, error.finding] }
    // The parser recurses; brackets nested by the thousand end its stack before the depth can be counted.
    if (error instanceof RangeError)
      return unusable('nested-too-deep', 'The values are nested too deeply to be read.', 1)
    throw error
  }
}

const STOPPED_MESSAGES = {
  'too-many-values': 'The file has more words and signs than are read.',
  'nested-too-deep': 'The values are nested too deeply to be read.',
} as const

function unusable(rule: ImportRule, message: string, line: number): ParsedTree {
  const place = { path: '', position: { line, column: 1 } }
  return { root: null, findings: [makeFinding('error', rule, place, message, { standardError: true })] }
}

/** What each syntax error of the parser means to the author of a file. */
const SYNTAX_MESSAGES: Readonly<Record<string, string>> = {
  BAD_INDENT: 'The indentation does not fit the lines around it.',
  TAB_AS_INDENT: 'A tab stands where YAML allows only spaces.',
  MULTILINE_IMPLICIT_KEY: 'Text continues where a key is expected; indent it or put it in quotes.',
  KEY_OVER_1024_CHARS: 'Text stands where a key is expected; indent it or put it in quotes.',
  MISSING_CHAR: 'A colon, dash, quote or bracket is missing.',
  UNEXPECTED_TOKEN: 'This text is not allowed here; put the value in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'A value holds «: »; put it in quotes.',
  TAG_RESOLVE_FAILED: 'An exclamation mark starts this value; put it in quotes.',
  BAD_SCALAR_START: 'A value cannot start with this character; put it in quotes.',
  BAD_DQ_ESCAPE: 'A backslash in double quotes is followed by something it cannot escape.',
  RESOURCE_EXHAUSTION: 'The values are nested too deeply to be read.',
  BAD_ALIAS: 'An asterisk or ampersand starts this value; put it in quotes.',
}

function syntaxFindings(errors: readonly YAMLError[], text: string, lines: LineCounter): ImportFinding[] {
  const first = [...errors].sort((left, right) => left.pos[0] - right.pos[0]).slice(0, ERRORS_WANTED)
  return first.map((error) => {
    const position = positionAt(lines, error.pos[0])
    const place = { path: keyAtLine(text, position.line), position }
    const message = SYNTAX_MESSAGES[error.code] ?? 'This is not valid YAML.'
    const params = { code: error.code.toLowerCase().replaceAll('_', '-'), found: errors.length }
    return makeFinding('error', 'yaml-syntax', place, message, { standardError: true, params })
  })
}

function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

function buildTree(contents: unknown, lines: LineCounter, text: string, findings: ImportFinding[]): TreeNode {
  const anchors = new Map<string, TreeNode | null>()

  function stop(rule: ImportRule, message: string, position: Position): never {
    const place = { path: keyAtLine(text, position.line), position }
    throw new Unusable(makeFinding('error', rule, place, message, { standardError: true }))
  }

  function sized(total: number, position: Position): number {
    if (total > MAXIMUM_NODES)
      stop('too-many-values', `The file unfolds into more than ${MAXIMUM_NODES} values.`, position)
    return total
  }

  function build(node: unknown, parent: Position, path: string, depth: number): TreeNode {
    const range = (node as { range?: readonly number[] | null } | null)?.range
    const position = range ? positionAt(lines, range[0] ?? 0) : parent
    if (depth > MAXIMUM_DEPTH) stop('nested-too-deep', 'The values are nested too deeply to be read.', position)
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (!target) return stop('alias-unknown', `The alias *${node.source} stands for nothing above it.`, position)
      return { ...target, position }
    }
    const anchor = (node as { anchor?: string } | null)?.anchor
    if (anchor) anchors.set(anchor, null)
    const built = buildPlain(node, position, path, depth)
    if (anchor) anchors.set(anchor, built)
    return built
  }

  function buildPlain(node: unknown, position: Position, path: string, depth: number): TreeNode {
    if (isMap(node)) {
      const seen = new Map<string, TreeEntry>()
      let total = 1
      for (const pair of node.items) {
        const keyText = keyOf(pair.key)
        const keyRange = (pair.key as { range?: readonly number[] | null } | null)?.range
        const keyPosition = keyRange ? positionAt(lines, keyRange[0] ?? 0) : position
        if (keyText === null) return stop('key-not-text', 'A key must be a plain word.', keyPosition)
        const entryPath = path === '' ? keyText : `${path}.${keyText}`
        const value = build(pair.value, keyPosition, entryPath, depth + 1)
        total = sized(total + value.size, keyPosition)
        const entry = { key: keyText, position: keyPosition, value }
        const earlier = seen.get(keyText)
        if (!earlier) seen.set(keyText, entry)
        else if (findings.length < REPEATED_KEYS_SHOWN) findings.push(repeatedKey(earlier, entry, entryPath))
      }
      return { kind: 'map', entries: [...seen.values()], position, size: total }
    }
    if (isSeq(node)) {
      let total = 1
      const items = node.items.map((item, index) => {
        const built = build(item, position, `${path}[${index}]`, depth + 1)
        total = sized(total + built.size, position)
        return built
      })
      return { kind: 'list', items, position, size: total }
    }
    if (isScalar(node)) {
      const plain = node.type === 'PLAIN' && node.tag === undefined
      return { kind: 'scalar', text: node.source ?? String(node.value ?? ''), plain, position, size: 1 }
    }
    return { kind: 'scalar', text: '', plain: true, position, size: 1 }
  }

  return build(contents, { line: 1, column: 1 }, '', 0)
}

function keyOf(node: unknown): string | null {
  return isScalar(node) ? (node.source ?? String(node.value ?? '')) : null
}

/** YAML forbids repeated keys. One value written twice is harmless; of two different values nobody can say which is meant. */
function repeatedKey(earlier: TreeEntry, later: TreeEntry, path: string): ImportFinding {
  const same = sameValue(earlier.value, later.value)
  return makeFinding(
    same ? 'warning' : 'error',
    same ? 'key-repeated' : 'key-repeated-differently',
    { path, position: later.position },
    same
      ? `The key is already on line ${earlier.position.line}, with the same value.`
      : `The key is already on line ${earlier.position.line}, with another value.`,
    { standardError: true, params: { firstLine: earlier.position.line } },
  )
}

function sameValue(left: TreeNode, right: TreeNode): boolean {
  if (left.kind === 'scalar') return right.kind === 'scalar' && left.text === right.text
  if (left.size !== right.size) return false
  if (left.kind === 'list') {
    return right.kind === 'list' && left.items.every((item, index) => compare(item, right.items[index]))
  }
  if (right.kind !== 'map' || left.entries.length !== right.entries.length) return false
  const others = new Map(right.entries.map((entry) => [entry.key, entry.value]))
  return left.entries.every((entry) => compare(entry.value, others.get(entry.key)))
}

function compare(left: TreeNode, right: TreeNode | undefined): boolean {
  return right !== undefined && sameValue(left, right)
}
