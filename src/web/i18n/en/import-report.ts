import type { importReport as uk } from '../uk/import-report.ts'

export const importReport: typeof uk = {
  outcomes: {
    created: 'created',
    updated: 'updated',
    unchanged: 'unchanged',
    skipped: 'skipped',
    quarantined: 'quarantined',
  },
  dryRun: 'dry run, nothing was written',
  ignored: 'not taken',
}
