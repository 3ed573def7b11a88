import { Composer, type Document, Lexer, LineCounter, Parser, type YAMLError } from 'yaml'

/**
 * Words, signs, blanks and line ends that are looked at. A list of 20,000 users has some 120,000; real files have far
 * fewer. Without a bound a mebibyte of signs keeps the only thread there is for many seconds.
 */
export const MAXIMUM_LEXEMES = 150_000
/** Open lists and groups while reading; a group counts for more than one. Values are bounded to 40 levels afterwards. */
const MAXIMUM_OPEN = 200
const DIRECTIVE_COST = 1000
/** Enough to repair a file; each costs an error with its stack. */
export const ERRORS_WANTED = 5

export interface ParsedYaml {
  /** A few: with the second the file is refused. */
  readonly documents: readonly Document.Parsed[]
  readonly errors: readonly YAMLError[]
  /** Why the rest of the text was not read; `null` when all was. */
  readonly stopped: { readonly rule: 'too-many-values' | 'nested-too-deep'; readonly offset: number } | null
  readonly lines: LineCounter
  /** How many lexemes were looked at: the measure of the work. */
  readonly lexemes: number
}

/** Parses YAML 1.2 and stops as soon as it is clear that the text will be refused: at the second document, after some errors, at a bound. */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter()
  const parser = new Parser(lines.addNewLine)
  const composer = new Composer({
    schema: 'failsafe',
    // Comparing every key with every other is quadratic; whoever walks the tree finds repeated keys in one pass.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  })
  const documents: Document.Parsed[] = []
  let faults = 0
  let lexemes = 0
  const take = (tokens: ReturnType<Parser['next']>): void => {
    for (const token of tokens) {
      if (token.type === 'error') faults += 1
      // Each may be a warning with its stack, and no file needs more than two.
      if (token.type === 'directive') lexemes += DIRECTIVE_COST
      documents.push(...composer.next(token))
    }
  }
  const finish = (stopped: ParsedYaml['stopped']): ParsedYaml => {
    documents.push(...composer.end(faults > 0, text.length))
    return { documents, errors: documents.flatMap(({ errors }) => errors), stopped, lines, lexemes }
  }
  // As `Parser.parse` does, which gives its lexemes to nobody.
  lines.addNewLine(0)
  for (const lexeme of new Lexer().lex(text)) {
    const cost = costOf(lexeme)
    if (lexemes + cost > MAXIMUM_LEXEMES) return finish({ rule: 'too-many-values', offset: parser.offset })
    lexemes += cost
    take(parser.next(lexeme))
    if (parser.stack.length > MAXIMUM_OPEN) return finish({ rule: 'nested-too-deep', offset: parser.offset })
    if (faults >= ERRORS_WANTED || documents.length > 1) return finish(null)
  }
  take(parser.end())
  return finish(null)
}

/** One, and one more for each escape of a text in double quotes: each of them can be wrong. */
function costOf(lexeme: string): number {
  return lexeme.startsWith('"') && lexeme.includes('\\') ? lexeme.split('\\').length : 1
}
