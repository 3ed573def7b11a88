import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'

/** A folder that cannot be judged with: the message is a sentence for whoever named it. */
export class UnreadableSet extends Error {}

const text = z.string().trim()
const words = z
  .union([z.array(text), text.transform((one) => [one])])
  .nullish()
  .transform((given) => (given ?? []).filter((one) => one !== ''))

/** One solution of a judged set, a line of `corpus.jsonl`. */
export const CorpusEntry = z.object({
  id: text.min(1),
  name: text.min(1),
  name_en: text.nullish(),
  short_description: text.nullish(),
  description: text.nullish(),
  functions: words,
  category: words,
  tags: words,
  owner: text.nullish(),
  tech: words,
  cpv: words,
})
export type CorpusEntry = z.infer<typeof CorpusEntry>

/** One query, a line of `queries.jsonl`. Grades: 3 does exactly this · 2 reusable for it · 1 related. */
export const JudgedQuery = z.object({
  id: text.min(1),
  type: text.min(1),
  query: z.string().min(1),
  judgements: z.record(z.string(), z.int().min(0).max(3)),
  cpv: words,
})
export type JudgedQuery = z.infer<typeof JudgedQuery>

/** Lines of a file of JSON values with the place of each. Throws `UnreadableSet` when there is no such file or a line is no JSON. */
export function readLines(path: string): readonly { readonly place: string; readonly value: unknown }[] {
  if (!existsSync(path)) throw new UnreadableSet(`There is no file ${path}.`)
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .map((line, index) => ({ place: `${basename(path)}:${index + 1}`, line: line.trim() }))
  return lines
    .filter(({ line }) => line !== '')
    .map(({ place, line }) => {
      try {
        return { place, value: JSON.parse(line) as unknown }
      } catch {
        throw new UnreadableSet(`${place} is not one JSON value on a line.`)
      }
    })
}

/** The lines of a folder's `corpus.jsonl`, unchecked: a line that is no entry is counted, and the others still serve. */
export function readCorpus(folder: string): ReturnType<typeof readLines> {
  const lines = readLines(join(folder, 'corpus.jsonl'))
  if (lines.length === 0) throw new UnreadableSet(`${join(folder, 'corpus.jsonl')} is empty.`)
  return lines
}

/** The queries of files. Throws `UnreadableSet` when a line is no query, an id stands twice or there are none. */
export function readQueries(paths: readonly string[]): readonly JudgedQuery[] {
  const queries = new Map<string, JudgedQuery>()
  for (const { place, value } of paths.flatMap(readLines)) {
    const parsed = JudgedQuery.safeParse(value)
    if (!parsed.success) throw new UnreadableSet(`${place} is not a judged query: ${z.prettifyError(parsed.error)}`)
    if (queries.has(parsed.data.id)) throw new UnreadableSet(`${place} has the id ${parsed.data.id} a second time.`)
    queries.set(parsed.data.id, parsed.data)
  }
  if (queries.size === 0) throw new UnreadableSet(`There are no queries in ${paths.join(', ') || 'any file'}.`)
  return [...queries.values()]
}

/** A run that an evaluation wrote: ids by query. Throws `UnreadableSet` when the file is none. */
export function readRun(path: string): Readonly<Record<string, readonly string[]>> {
  if (!existsSync(path)) throw new UnreadableSet(`There is no file ${path}.`)
  try {
    return z.record(z.string(), z.array(z.string())).parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new UnreadableSet(`${path} is not a run, which is {"query": ["best id", …]}.`)
  }
}
