import { readFileSync } from 'node:fs'
import type { Database } from '../../db/client.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { type SchemaState, schemaState } from '../../db/schema-version.ts'
import { loadReference } from '../../seed/load-reference.ts'
import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'
import { isEmbedded, openConfigured } from './node.ts'

/** The database cannot be used as it is; the message tells the operator what to do. */
export class DatabaseNotReady extends Error {
  override readonly name = 'DatabaseNotReady'
}

/** Opens the configured database whatever its schema. Throws `DatabaseNotReady` when it cannot be used at all. */
export async function openAnySchema(config: Config): Promise<{ database: Database; state: SchemaState }> {
  try {
    const database = await openConfigured(config)
    return { database, state: await schemaState(database.read) }
  } catch (error) {
    throw notReady(error)
  }
}

/**
 * Opens the configured database with a schema this program can use. A file is migrated on the spot; a server may be shared with
 * other programs, so it is only checked. Throws `DatabaseNotReady`.
 */
export async function openReady(config: Config): Promise<Database> {
  const { database, state } = await openAnySchema(config)
  if (state === 'current') return database
  if (state === 'ahead') throw new DatabaseNotReady('the database was migrated by a newer version of this program')
  if (!isEmbedded(config)) throw new DatabaseNotReady('the database needs `npm run once -- migrate` first')
  await migrateDatabase(database.client)
  return database
}

/** Every failure while opening is one of the database or of its address; the address may hold a token and is not repeated. */
function notReady(error: unknown): DatabaseNotReady {
  const reasons: string[] = []
  for (let each = error; each instanceof Error; each = each.cause) reasons.push(each.message.split('\n')[0] ?? '')
  return new DatabaseNotReady(`DATABASE_URL cannot be used (${reasons.at(-1)})`, { cause: error })
}

/** Loads the tables of codes that ship with the program, where nothing newer is loaded. */
export async function loadShippedReference(deps: Deps): Promise<void> {
  await loadReference(deps, (name) => readFileSync(new URL(`../../seed/reference/${name}`, import.meta.url), 'utf8'))
}
