import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { evaluate } from './evaluate.ts'
import { registerOfCorpus, registerOfDemonstration } from './register.ts'
import { perQuery, reportOf } from './report.ts'
import { readCorpus, readQueries, readRun, UnreadableSet } from './set.ts'

const USAGE =
  'npm run eval -- --set <folder with corpus.jsonl and queries.jsonl> | --demonstration  [--run <file to write>] [--against <file of an earlier run>] [--per-query]'
const DEMONSTRATION = new URL('demonstration/', import.meta.url).pathname

const say = (line: string) => process.stdout.write(`${line}\n`)
const warn = (line: string) => process.stderr.write(`${line}\n`)

/** Judges the register's search on a set and prints the table. Throws `UnreadableSet` when it cannot. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      set: { type: 'string' },
      run: { type: 'string' },
      against: { type: 'string' },
      'per-query': { type: 'boolean', default: false },
      demonstration: { type: 'boolean', default: false },
    },
  })
  const { set, demonstration } = values
  if ((set === undefined) !== demonstration) throw new UnreadableSet(`One set is judged at a time: ${USAGE}`)
  const queries = readQueries(demonstration ? demonstrationFiles() : [join(set ?? '', 'queries.jsonl')])
  const earlier = values.against === undefined ? null : { engine: 'earlier run', run: readRun(values.against) }
  const register = demonstration ? await registerOfDemonstration() : await registerOfCorpus(readCorpus(set ?? ''))
  const evaluated = await evaluate(register, queries)
  // An earlier run stands beside the others, with the p-value by which a change of the search is kept or not.
  const evaluation = earlier === null ? evaluated : { ...evaluated, runs: [...evaluated.runs, earlier] }

  if (values.run !== undefined) writeFileSync(values.run, `${JSON.stringify(evaluation.runs[0]?.run, null, 1)}\n`)
  if (values['per-query']) say(`${perQuery(evaluation)}\n`)
  say(`${evaluation.held} entries, ${queries.length} queries\n`)
  say(reportOf(evaluation))
  const { weak, refused, unheld } = evaluation
  if (weak.length > 0) say(`\nOnly the nearest was named, which counts as empty (${weak.length}): ${weak.join(', ')}`)
  if (refused.length > 0) warn(`\n${refused.length} lines could not be registered:\n${refused.join('\n')}`)
  if (unheld.length > 0) warn(`\n${unheld.length} judgements are of what the set does not hold:\n${unheld.join('\n')}`)
}

function demonstrationFiles(): string[] {
  if (!existsSync(DEMONSTRATION)) throw new UnreadableSet('There are no judged queries over the demonstration data.')
  return readdirSync(DEMONSTRATION)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(DEMONSTRATION, name))
}

try {
  await main()
} catch (error) {
  const isExpected = error instanceof UnreadableSet || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (!isExpected) throw error
  warn((error as Error).message)
  process.exitCode = 1
}
