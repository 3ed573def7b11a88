import { fileURLToPath } from 'node:url'
import type { Client } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'

/** Brings the schema up to date. Idempotent; each call runs in one transaction of the driver. Node only: the Worker checks, it never migrates. */
export async function migrateDatabase(client: Client): Promise<void> {
  await migrate(drizzle({ client }), { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) })
}
