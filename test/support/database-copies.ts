import { copyFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../db/client.ts'
import { sharedFolder } from './test-run.ts'

let copies = 0

/**
 * A database of the caller's own that holds what `fill` wrote. It is filled once in a run of tests and copied from then on: a copy
 * is made in a twentieth of the time that migrations and tables of codes take. Undefined outside a run.
 * @param contents names what `fill` writes; the same name is the same contents
 * @param fill writes to the database at a URL, and gives it
 */
export async function databaseCopy(
  contents: string,
  fill: (url: string) => Promise<Database>,
): Promise<Database | undefined> {
  const folder = sharedFolder()
  if (folder === undefined) return undefined
  const filled = join(folder, `${contents}.db`)
  const own = join(folder, `${contents}-${process.pid}-${++copies}.db`)
  try {
    await copyFile(filled, own)
  } catch {
    // Nobody has filled it yet. When two do at once, either is taken: they are the same.
    const { client } = await fill(`file:${own}`)
    // All of it into the one file that is copied, nothing left in the log beside it.
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    client.close()
    await rename(own, filled)
    await copyFile(filled, own)
  }
  return openUnnamed(own)
}

/** Opens a file that nobody else will open and that need not outlive this process: it is gone when it is closed. */
async function openUnnamed(path: string): Promise<Database> {
  const database = await openDatabase(`file:${path}`)
  await database.client.execute('PRAGMA synchronous = OFF')
  // From the first read on, the log beside it is open too.
  await database.client.execute('select count(*) from sqlite_master')
  for (const ending of ['', '-wal', '-shm']) await rm(path + ending, { force: true })
  return database
}
