import { type Baseline, baselineRun, baselines, ownRun } from './engines.ts'
import type { FilledRegister } from './register.ts'
import type { Run } from './score.ts'
import type { JudgedQuery } from './set.ts'

/** What each engine answered, ours first. */
export interface Evaluation {
  readonly queries: readonly JudgedQuery[]
  readonly runs: readonly { readonly engine: string; readonly run: Run }[]
  /** Queries to which our engine named only the nearest there is; to the judge that is an empty answer. */
  readonly weak: readonly string[]
  /** Judgements of ids that the register does not hold: `query: id`. Nobody could find these. */
  readonly unheld: readonly string[]
  readonly held: number
  readonly refused: readonly string[]
}

export const OWN_ENGINE = 'Once for All'

/** Puts all queries to the register's own search and to the baselines over the same texts. */
export async function evaluate(register: FilledRegister, queries: readonly JudgedQuery[]): Promise<Evaluation> {
  const { deps, idOf, documents, refused } = register
  const own = await ownRun(deps, queries, idOf)
  const others: { engine: string; run: Run }[] = []
  for (const baseline of await baselines(documents)) others.push(await answersOf(baseline, queries))
  return {
    queries,
    runs: [{ engine: OWN_ENGINE, run: own.run }, ...others],
    weak: own.weak,
    unheld: queries.flatMap(({ id, judgements }) =>
      Object.entries(judgements)
        .filter(([judged, grade]) => grade > 0 && !documents.has(judged))
        .map(([judged]) => `${id}: ${judged}`),
    ),
    held: documents.size,
    refused,
  }
}

async function answersOf(baseline: Baseline, queries: readonly JudgedQuery[]): Promise<{ engine: string; run: Run }> {
  try {
    return { engine: baseline.name, run: await baselineRun(baseline, queries) }
  } finally {
    baseline.close()
  }
}
