import { copyFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { seedDemonstration } from '../../seed/run.ts'
import { testApp } from './test-app.ts'
import { sharedFolder } from './test-run.ts'

let copies = 0

/**
 * The URL of a database of the caller's own that holds the tables of codes, the thesaurus and the demonstration data. They are loaded
 * once a run, which takes four seconds, and copied from then on. Only during a run of tests.
 */
export async function demoDatabase(): Promise<string> {
  const folder = sharedFolder()
  if (folder === undefined) throw new Error('there is no run of tests')
  const file = join(folder, 'demonstration.db')
  const own = join(folder, `demonstration-${process.pid}-${++copies}.db`)
  try {
    await copyFile(file, own)
  } catch {
    // Nobody has made it yet. When two do at once, one of the two is taken: they are the same.
    await load(own)
    await copyFile(own, `${own}.made`)
    await rename(`${own}.made`, file)
  }
  return `file:${own}`
}

async function load(path: string): Promise<void> {
  const { deps, database } = await testApp({ url: `file:${path}`, demo: true, thesaurus: true })
  await seedDemonstration(deps)
  // All of it in the one file that is copied, nothing left in the log beside it.
  await database.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  database.client.close()
}
