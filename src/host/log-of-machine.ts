import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { type Config, ConfigError, databaseUrl } from '../config.ts'
import type { Host } from '../deps.ts'
import { privateKeyOf } from '../history/log/note.ts'
import { openLogFolder } from './log-folder.ts'
import { fileOfDatabase } from './node.ts'

/**
 * What this machine keeps for the log beside a database in a file: a key where none is configured, and the copy of the log.
 * @param origin scheme and host of the site, which name the log when its key is made
 * @param key `make` it at the first start of a server, or `find` it, for commands
 */
export async function logOfMachine(
  config: Config,
  origin: string,
  key: 'make' | 'find',
): Promise<Pick<Host, 'logKey' | 'logArchive'>> {
  const url = databaseUrl(config)
  const beside = url.startsWith('file:') ? fileOfDatabase(url).replace(/\.db$/, '') : null
  const folder = config.LOG_FOLDER ?? (beside === null ? null : `${beside}-log`)
  const kept = config.LOG_KEY === undefined && beside !== null ? `${beside}.log-key` : null
  const text = kept === null ? null : await readKey(kept)
  const name = config.LOG_ORIGIN ?? `${new URL(origin).host}/log`
  const made = text === null && kept !== null && key === 'make' ? await makeKey(kept, name) : text
  return {
    ...(made === null ? {} : { logKey: made }),
    ...(folder === null ? {} : { logArchive: openLogFolder(folder) }),
  }
}

async function readKey(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new ConfigError([{ variable: 'LOG_KEY', reason: `is not set, and ${path} cannot be read` }])
  }
}

/** Two servers that start at once agree on the key that was written first. */
async function makeKey(path: string, name: string): Promise<string> {
  const { text } = await privateKeyOf(name, randomBytes(32))
  try {
    await writeFile(path, `${text}\n`, { mode: 0o600, flag: 'wx' })
    return text
  } catch (error) {
    const other = await readKey(path)
    if (other === null) throw error
    return other
  }
}
