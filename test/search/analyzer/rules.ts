import { readFileSync } from 'node:fs'

const folder = process.env['REAL_DATA']

/** Vectors for the analyzer that were written apart from it; none when the folder of real data is not named. */
export interface Rules {
  readonly cmu2010: readonly (readonly [string, string])[]
  readonly sloppyTranslit: readonly (readonly [string, readonly string[]])[]
  readonly layoutQwertyToUk: readonly (readonly [string, string])[]
  readonly layoutUkToQwerty: readonly (readonly [string, string])[]
  readonly homoglyphs: readonly (readonly [string, string])[]
  readonly normText: readonly (readonly [string, string])[]
}

export const rules: Rules | undefined =
  folder === undefined ? undefined : JSON.parse(readFileSync(`${folder}/relevance/rules.json`, 'utf8'))

/** What a transformation makes of each vector beside what it should, for one comparison of all. */
export function results<Input>(
  vectors: readonly (readonly [Input, string])[] | undefined,
  transform: (input: Input) => string,
): { made: readonly string[]; due: readonly string[] } {
  if (vectors === undefined || vectors.length === 0) throw new Error('There are no vectors to check.')
  return { made: vectors.map(([input]) => transform(input)), due: vectors.map(([, due]) => due) }
}
