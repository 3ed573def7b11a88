import { eq } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { settingTable } from '../../db/schema.ts'

/** Whether the demonstration data was loaded; the loader leaves the setting. */
export async function hasDemonstrationData(read: Reader): Promise<boolean> {
  const rows = await read.select().from(settingTable).where(eq(settingTable.name, 'demonstration-loaded'))
  return rows.length > 0
}
