import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ownRun } from '../engines.ts'
import { registerOfDemonstration } from '../register.ts'
import type { Run } from '../score.ts'
import { readQueries } from '../set.ts'

const queries = readQueries([join(import.meta.dirname, 'reference.jsonl')])
/** Queries for which the demonstration data have what does exactly this. */
const answered = queries.filter(({ judgements }) => Object.values(judgements).includes(3))
/** As many as a reader looks at before typing anew. */
const FIRST_FEW = 5

let run: Run
beforeAll(async () => {
  const { deps, idOf } = await registerOfDemonstration()
  run = (await ownRun(deps, queries, idOf)).run
}, 120_000)

describe('the queries of the reference over the demonstration data', () => {
  it('are 40, most of them with an entry that does exactly this', () => {
    expect(queries).toHaveLength(40)
    expect(answered.length).toBeGreaterThan(30)
  })

  it.each(answered)('«$query» has such an entry among its first few', ({ id, judgements }) => {
    const first = (run[id] ?? []).slice(0, FIRST_FEW)
    expect(
      first.filter((key) => judgements[key] === 3),
      first.join(', '),
    ).not.toEqual([])
  })
})
