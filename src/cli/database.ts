import { migrateDatabase } from '../../db/migrate.ts'
import { schemaState } from '../../db/schema-version.ts'
import { seedDemonstration } from '../../seed/run.ts'
import { loadShippedReference } from '../host/prepare.ts'
import { bringIndexUpToDate, reindex } from '../host/reindex.ts'
import { type Command, printJson, readArguments } from './command.ts'
import { verifyRegister } from './verify.ts'

/** Findings shown to a person; `--json` has them all. */
const SHOWN_FINDINGS = 20

export const databaseCommands: readonly Command[] = [
  {
    usage: 'migrate [--json]',
    summary: 'bring the schema of the database up to date',
    async run({ io, database, register }, argv) {
      const { values } = readArguments(argv, { json: { type: 'boolean' } })
      const {
        database: { client, read },
        state: before,
      } = await database()
      try {
        if (before !== 'current') await migrateDatabase(client)
      } catch (error) {
        // Two migrations at once: the one that lost is content when the other one did the work.
        if ((await schemaState(read)) !== 'current') throw error
      }
      const { deps } = await register()
      await loadShippedReference(deps)
      await bringIndexUpToDate(deps)
      if (values.json) printJson(io, { before, now: 'current' })
      else io.err(before === 'current' ? 'The schema is up to date.\n' : 'The schema was brought up to date.\n')
      return 0
    },
  },
  {
    usage: 'seed [--demo] [--json]',
    summary: 'load the tables of codes that ship with the program, and demonstration data with --demo',
    async run({ io, register }, argv) {
      const { values } = readArguments(argv, { demo: { type: 'boolean' }, json: { type: 'boolean' } })
      const { deps } = await register()
      await loadShippedReference(deps)
      const records = values.demo ? await seedDemonstration(deps) : 0
      if (values.json) printJson(io, { demonstrationRecords: records })
      else if (values.demo)
        io.err(
          records === 0
            ? 'Nothing loaded: it was loaded before, or the register has records of its own.\n'
            : `Loaded ${records} records.\n`,
        )
      return 0
    },
  },
  {
    usage: 'index [--json]',
    summary: 'make the search index anew from the records',
    async run({ io, register }, argv) {
      const { values } = readArguments(argv, { json: { type: 'boolean' } })
      const { deps } = await register()
      await loadShippedReference(deps)
      const records = await reindex(deps)
      if (values.json) printJson(io, { indexed: records })
      else io.err(`Indexed ${records} records.\n`)
      return 0
    },
  },
  {
    usage: 'verify [--json]',
    summary: 'recompute the log, the versions and everything derived from the records',
    async run({ io, register }, argv) {
      const { values } = readArguments(argv, { json: { type: 'boolean' } })
      const { database, deps } = await register()
      const report = await verifyRegister(database, deps)
      if (values.json) printJson(io, report)
      else {
        const { leaves, records } = report.counts
        io.out(`${leaves} leaves, ${records} records: ${report.findings.length} findings\n`)
        for (const { place, rule } of report.findings.slice(0, SHOWN_FINDINGS)) io.out(`  ${place}: ${rule}\n`)
        if (report.stale.length > 0) io.out(`${report.stale.length} records wait to be indexed again\n`)
      }
      return report.findings.length === 0 ? 0 : 1
    },
  },
]
