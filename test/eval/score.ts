import type { JudgedQuery } from './set.ts'

/** Ids by query, best first; an empty list says that nothing answers. */
export type Run = Readonly<Record<string, readonly string[]>>

/** Measures of one answer, each 0–1. */
export interface Score {
  /** nDCG at 10 with gain 2^grade − 1 and discount log2(rank + 1) (Järvelin and Kekäläinen 2002; gains of Burges et al. 2005). */
  readonly ndcg10: number
  /** Share of what grades 2 and 3 found among the first 10 (of at most 10). */
  readonly r10: number
  /** 1 / rank of the first of grade 3 among the first 50. */
  readonly mrr: number
  /** Share of all that is judged 1 or better found among the first 50. */
  readonly r50: number
  /** 1 for an empty answer. */
  readonly empty: number
}
export const MEASURES = ['ndcg10', 'r10', 'mrr', 'r50', 'empty'] as const satisfies readonly (keyof Score)[]

/** Queries of this type have no right answer: the right thing to say is nothing. */
export const UNANSWERABLE = 'zero'

/** The score of one ranked list against the judgements (grades by id); an id named twice counts once. */
export function scoreOf(judgements: Readonly<Record<string, number>>, ranked: readonly string[]): Score {
  const ids = [...new Set(ranked)]
  const gradeOf = (id: string) => judgements[id] ?? 0
  const ideal = Object.values(judgements)
    .sort((a, b) => b - a)
    .slice(0, 10)
  const most = sum(ideal.map(gain))
  const useful = ideal.filter((grade) => grade >= 2).length
  const first = ids.slice(0, 50).findIndex((id) => gradeOf(id) === 3)
  const top = ids.slice(0, 10)
  const found = ids.slice(0, 50).filter((id) => gradeOf(id) >= 1).length
  return {
    ndcg10: most === 0 ? 0 : sum(top.map((id, index) => gain(gradeOf(id), index))) / most,
    r10: useful === 0 ? 0 : top.filter((id) => gradeOf(id) >= 2).length / useful,
    mrr: first < 0 ? 0 : 1 / (first + 1),
    r50: found / Math.max(1, Object.keys(judgements).length),
    empty: ids.length === 0 ? 1 : 0,
  }
}

/** @param index place in the list, from 0 */
function gain(grade: number, index: number): number {
  return (2 ** grade - 1) / Math.log2(index + 2)
}

/** Scores of a run by query id. A query the run does not name was answered with nothing. */
export function scoreRun(queries: readonly JudgedQuery[], run: Run): ReadonlyMap<string, Score> {
  return new Map(queries.map(({ id, judgements }) => [id, scoreOf(judgements, run[id] ?? [])]))
}

export function meanOf(scores: readonly Score[]): Score {
  const mean = (measure: keyof Score) => sum(scores.map((score) => score[measure])) / scores.length
  return { ndcg10: mean('ndcg10'), r10: mean('r10'), mrr: mean('mrr'), r50: mean('r50'), empty: mean('empty') }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** The known types in the order in which they are reported; others follow by name. */
const TYPES = [
  ...['exact', 'inflected', 'typo', 'translit', 'layout', 'abbr', 'english'],
  ...['russian', 'ortho', 'phrase', 'multi', 'tender'],
]

/** Queries by type, those that have an answer; the unanswerable ones are left to the caller. */
export function byType(queries: readonly JudgedQuery[]): ReadonlyMap<string, readonly JudgedQuery[]> {
  const answerable = queries.filter(({ type }) => type !== UNANSWERABLE)
  const found = [...new Set(answerable.map(({ type }) => type))].sort()
  const ordered = [...TYPES.filter((type) => found.includes(type)), ...found.filter((type) => !TYPES.includes(type))]
  return new Map(ordered.map((type) => [type, answerable.filter((query) => query.type === type)]))
}
