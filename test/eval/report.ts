import type { Evaluation } from './evaluate.ts'
import { byType, meanOf, type Score, scoreRun, UNANSWERABLE } from './score.ts'
import type { JudgedQuery } from './set.ts'
import { bootstrapInterval, randomisationTest } from './statistics.ts'

/** The table of an evaluation: a row a type of query, the first engine with all measures, the others with nDCG@10 beside it. */
export function reportOf({ queries, runs }: Pick<Evaluation, 'queries' | 'runs'>): string {
  const scored = runs.map(({ engine, run }) => ({ engine, scores: scoreRun(queries, run) }))
  const [own, ...others] = scored
  if (own === undefined) throw new Error('there is no run to report')
  const types = byType(queries)
  const answerable = [...types.values()].flat()
  const rows = [['type', 'n', 'nDCG@10', '95 %', 'R@10', 'MRR', 'R@50', ...others.map(({ engine }) => engine)]]
  if (answerable.length > 0) {
    for (const [type, of] of [...types, ['ALL', answerable] as const]) {
      const ours = meanOf(scoresOf(own.scores, of))
      const [low, high] = bootstrapInterval(scoresOf(own.scores, of).map(({ ndcg10 }) => ndcg10))
      rows.push([
        ...[type, String(of.length), shown(ours.ndcg10), `${shown(low)}–${shown(high)}`],
        ...[shown(ours.r10), shown(ours.mrr), shown(ours.r50)],
        ...others.map(({ scores }) => shown(meanOf(scoresOf(scores, of)).ndcg10)),
      ])
    }
    const ours = scoresOf(own.scores, answerable).map(({ ndcg10 }) => ndcg10)
    const p = others.map(({ scores }) =>
      randomisationTest(
        ours,
        scoresOf(scores, answerable).map(({ ndcg10 }) => ndcg10),
      ),
    )
    rows.push(['p', '', '', '', '', '', '', ...p.map((value) => (value < 0.001 ? '<.001' : shown(value)))])
  }
  const unanswerable = queries.filter(({ type }) => type === UNANSWERABLE)
  if (unanswerable.length > 0) {
    const empty = scored.map(({ scores }) => shown(meanOf(scoresOf(scores, unanswerable)).empty))
    rows.push(['zero: empty', String(unanswerable.length), empty[0] ?? '', '', '', '', '', ...empty.slice(1)])
  }
  return table(rows)
}

/** A line a query: id, type, nDCG@10 of the first engine, what was asked. */
export function perQuery({ queries, runs }: Pick<Evaluation, 'queries' | 'runs'>): string {
  const scores = scoreRun(queries, runs[0]?.run ?? {})
  const line = ({ id, type, query }: JudgedQuery) => {
    const { ndcg10, empty } = scores.get(id) ?? { ndcg10: 0, empty: 1 }
    const value = type === UNANSWERABLE ? (empty === 1 ? 'empty' : 'found') : shown(ndcg10)
    return [id.padEnd(8), type.padEnd(10), value.padEnd(5), query.replace(/\s+/g, ' ').slice(0, 80)].join(' ')
  }
  return queries.map(line).join('\n')
}

function scoresOf(scores: ReadonlyMap<string, Score>, queries: readonly JudgedQuery[]): Score[] {
  return queries.flatMap(({ id }) => scores.get(id) ?? [])
}

function shown(value: number): string {
  return value.toFixed(3).replace(/^0/, '')
}

/** Columns of equal width, the first to the left and the rest to the right, as a Markdown table. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '')[column === 0 ? 'padEnd' : 'padStart'](width)).join(' | ')} |`
  const rule = `|${widths.map((width, column) => `${'-'.repeat(width + 1)}${column === 0 ? '-' : ':'}`).join('|')}|`
  const [head = [], ...body] = rows
  return [line(head), rule, ...body.map(line)].join('\n')
}
