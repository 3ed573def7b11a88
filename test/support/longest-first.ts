import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Where the files are that take long, longest first: what begins last should not keep one processor waiting for the other. */
const LONG = [
  'test/browser/',
  'test/hosts/',
  'test/faults/',
  'test/pages/crawl.',
  'test/host/',
  'test/cli/',
  'test/eval/',
]

function rankOf(path: string): number {
  const rank = LONG.findIndex((folder) => path.includes(`/${folder}`))
  return rank === -1 ? LONG.length : rank
}

/** Begins with the files that take longest, the rest by the durations of the last run or by size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rankOf(a.moduleId) - rankOf(b.moduleId))
  }
}
