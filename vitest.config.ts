import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    fileParallelism: true,
    maxWorkers: 2,
    // Files take turns in two processes: loading the program anew for each takes longer than most of them. Nothing of the program
    // is kept in its modules (what is, follows from the sources), and tests replace no modules.
    isolate: false,
    globalSetup: ['test/support/test-run.ts'],
    sequence: { sequencer: LongestFirst },
  },
})
