import { readFileSync } from 'node:fs'
import type { Database } from '../../db/client.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { schemaState } from '../../db/schema-version.ts'
import { loadReference } from '../../seed/load-reference.ts'
import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'
import { isEmbedded, openConfigured } from './node.ts'

/** The database cannot be used as it is; the message tells the operator what to do. */
export class DatabaseNotReady extends Error {
  override readonly name = 'DatabaseNotReady'
}

/**
 * Opens the configured database with a schema this program can use. A file is migrated on the spot; a server may be shared with
 * other programs, so it is only checked. Throws `DatabaseNotReady`, or the driver's error when nothing answers.
 */
export async function openReady(config: Config): Promise<Database> {
  const database = await openConfigured(config)
  try {
    if (isEmbedded(config)) await migrateDatabase(database.client)
    const state = await schemaState(database.read)
    if (state === 'ahead') throw new DatabaseNotReady('the database was migrated by a newer version of this program')
    if (state !== 'current') throw new DatabaseNotReady('the database needs `npm run once -- migrate` first')
    return database
  } catch (error) {
    database.client.close()
    throw error
  }
}

/** Loads the tables of codes that ship with the program, where nothing newer is loaded. */
export async function loadShippedReference(deps: Deps): Promise<void> {
  await loadReference(deps, (name) => readFileSync(new URL(`../../seed/reference/${name}`, import.meta.url), 'utf8'))
}
