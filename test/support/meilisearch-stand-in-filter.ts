/*
 * Filter expressions of Meilisearch, as far as an installation of this register uses them and a little further.
 * https://www.meilisearch.com/docs/learn/filtering_and_sorting/filter_expression_reference
 */

export type FilterableDocument = Readonly<Record<string, unknown>>
export type Test = (document: FilterableDocument) => boolean

/** The expression cannot be read, or names an attribute that may not be filtered by. */
export class FilterError extends Error {
  override readonly name = 'FilterError'
}

/** https://www.meilisearch.com/docs/resources/help/known_limitations "Maximum filter depth". */
const DEEPEST = 2000

/**
 * The test that a filter describes. A string, or an array whose elements are joined by AND and whose inner arrays by OR
 * ("Creating filter expressions with arrays"; deeper arrays are refused). Throws `FilterError`.
 */
export function readFilter(filter: unknown, isFilterable: (attribute: string) => boolean): Test {
  if (filter === null || filter === undefined) return () => true
  if (typeof filter === 'string') return readExpression(filter, isFilterable)
  if (!Array.isArray(filter)) throw new FilterError('expected a string or an array')
  const tests = filter.map((part: unknown): Test => {
    if (typeof part === 'string') return readExpression(part, isFilterable)
    if (!Array.isArray(part)) throw new FilterError('expected a string or an array of strings')
    const any = part.map((inner: unknown) => {
      if (typeof inner !== 'string') throw new FilterError('too many nested arrays')
      return readExpression(inner, isFilterable)
    })
    return (document) => any.some((test) => test(document))
  })
  return (document) => tests.every((test) => test(document))
}

interface Token {
  readonly text: string
  readonly quoted: boolean
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  // A backslash keeps the quotation mark that follows it inside the value and is otherwise part of the value.
  const pattern =
    /\s*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|(>=|<=|!=|[=<>()[\],])|([^\s=<>!()[\],"']+))/gy
  while (pattern.lastIndex < text.trimEnd().length) {
    const at = pattern.lastIndex
    const found = pattern.exec(text)
    if (found === null) throw new FilterError(`unexpected characters at ${at}: ${text.slice(at, at + 20)}`)
    const [, double, single, sign, bare] = found
    if (double !== undefined) tokens.push({ text: double.replaceAll('\\"', '"'), quoted: true })
    else if (single !== undefined) tokens.push({ text: single.replaceAll("\\'", "'"), quoted: true })
    else tokens.push({ text: sign ?? bare ?? '', quoted: false })
  }
  return tokens
}

function readExpression(text: string, isFilterable: (attribute: string) => boolean): Test {
  const tokens = tokensOf(text)
  let at = 0
  const peek = (word: string) => tokens[at]?.quoted === false && tokens[at]?.text.toUpperCase() === word
  const take = (word: string) => {
    if (!peek(word)) return false
    at++
    return true
  }
  const need = (word: string) => {
    if (!take(word)) throw new FilterError(`expected ${word} at token ${at}: ${text.slice(0, 200)}`)
  }
  const value = (): string => {
    const token = tokens[at++]
    if (token === undefined || (!token.quoted && /^[=<>()[\],]$/.test(token.text)))
      throw new FilterError(`expected a value: ${text.slice(0, 200)}`)
    return token.text
  }

  const either = (depth: number): Test => {
    if (depth > DEEPEST) throw new FilterError('The filter exceeded the maximum depth limit.')
    const tests = [both(depth)]
    while (take('OR')) tests.push(both(depth))
    return tests.length === 1 ? (tests[0] as Test) : (document) => tests.some((test) => test(document))
  }
  const both = (depth: number): Test => {
    const tests = [not(depth)]
    while (take('AND')) tests.push(not(depth))
    return tests.length === 1 ? (tests[0] as Test) : (document) => tests.every((test) => test(document))
  }
  const not = (depth: number): Test => {
    if (!take('NOT')) return primary(depth)
    const test = not(depth + 1)
    return (document) => !test(document)
  }
  const primary = (depth: number): Test => {
    if (take('(')) {
      const test = either(depth + 1)
      need(')')
      return test
    }
    return condition()
  }
  const condition = (): Test => {
    const attribute = value()
    if (!isFilterable(attribute)) throw new FilterError(`Attribute \`${attribute}\` is not filterable.`)
    const values = (document: FilterableDocument) => valuesOf(document, attribute)
    if (take('=')) return anyEqual(values, [value()])
    if (take('!=')) return negated(anyEqual(values, [value()]))
    if (take('EXISTS')) return (document) => attribute in document
    if (take('IN')) return anyEqual(values, list())
    if (take('NOT')) {
      if (take('EXISTS')) return (document) => !(attribute in document)
      need('IN')
      return negated(anyEqual(values, list()))
    }
    for (const [sign, holds] of COMPARISONS) {
      if (!take(sign)) continue
      const bound = Number(value())
      return (document) => values(document).some((each) => typeof each === 'number' && holds(each, bound))
    }
    throw new FilterError(`was expecting an operator after \`${attribute}\``)
  }
  const list = (): string[] => {
    need('[')
    const values: string[] = []
    while (!take(']')) {
      values.push(value())
      if (!take(',') && !peek(']')) throw new FilterError('expected , or ] in the list')
    }
    return values
  }

  if (tokens.length === 0) return () => true
  const test = either(0)
  if (at < tokens.length) throw new FilterError(`found unexpected characters at the end: ${tokens[at]?.text}`)
  return test
}

const COMPARISONS: readonly (readonly [string, (a: number, b: number) => boolean])[] = [
  ['>=', (a, b) => a >= b],
  ['<=', (a, b) => a <= b],
  ['>', (a, b) => a > b],
  ['<', (a, b) => a < b],
]

function negated(test: Test): Test {
  return (document) => !test(document)
}

/** "When operating on strings, = is case-insensitive"; numbers are compared as they are written. */
function anyEqual(values: (document: FilterableDocument) => readonly unknown[], wanted: readonly string[]): Test {
  const normalized = new Set(wanted.map(normalizedValue))
  return (document) => values(document).some((value) => normalized.has(normalizedValue(String(value))))
}

export function normalizedValue(value: string): string {
  return value.trim().normalize('NFKD').toLowerCase()
}

export function valuesOf(document: FilterableDocument, attribute: string): readonly unknown[] {
  const value = document[attribute]
  if (value === null || value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
