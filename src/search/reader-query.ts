import { LONGEST_QUERY } from './query.ts'

const MOST_LITERAL = 20

/** What the reader searches for, as a page must take it: in one line, well formed, and never an error. */
export function readText(parameters: URLSearchParams): string {
  return inOneLine(parameters.get('q') ?? '')
}

/** Words of the query that the reader wants literally: `asis`, repeated; `*` for all. Without a query there are none. */
export function readAsTyped(parameters: URLSearchParams): readonly string[] {
  if (readText(parameters) === '') return []
  const words = [...new Set(parameters.getAll('asis').map(inOneLine))].filter((word) => word !== '')
  return words.includes('*') ? ['*'] : words.slice(0, MOST_LITERAL)
}

const LONGEST_TITLE = 100

/** A query as headings and titles repeat it: a long one by its beginning. */
export function inTitle(text: string): string {
  return text.length <= LONGEST_TITLE ? text : `${text.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, '')}…`
}

function inOneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST_QUERY).toWellFormed()
}

/** The parameters of a search, in one order: `q=черга&asis=черга`. */
export function searchParameters(text: string, asTyped: readonly string[]): URLSearchParams {
  const parameters = new URLSearchParams()
  if (text === '') return parameters
  parameters.set('q', text)
  for (const word of asTyped) parameters.append('asis', word)
  return parameters
}
