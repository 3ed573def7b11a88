import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { percentiles } from './bench.ts'

it('percentiles are members of the sample: half of it and 95 of a hundred are no greater', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(percentiles(hundred)).toEqual({ median: 50, p95: 95 })
  expect(percentiles([7])).toEqual({ median: 7, p95: 7 })
  expect(percentiles([3, 1, 2])).toEqual({ median: 2, p95: 3 })
})

it('a bench that does not exist ends the program with the names of those that do', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'test/bench/run.ts', 'toString'], {
    encoding: 'utf8',
  })
  expect(stderr).toContain('npm run bench -- <search>')
  expect(status).toBe(1)
})
