import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Config, ConfigError, databaseUrl } from '../config.ts'
import type { Host } from '../deps.ts'
import { privateKeyOf } from '../history/log/note.ts'
import { utf8Bytes } from '../kernel/encoding.ts'
import { createDurably, openLogFolder } from './log-folder.ts'
import { fileOfDatabase } from './node.ts'

/**
 * What this machine keeps for the log beside a database in a file: a key where none is configured, and the copy of the log.
 * @param origin scheme and host of the site, which name the log when its key is made
 * @param begun makes a key at the first start of a server: whether the database has a signed log, whose key is not to be replaced.
 *   Left out, for commands, a key is only looked for.
 */
export async function logOfMachine(
  config: Config,
  origin: string,
  begun?: () => Promise<boolean>,
): Promise<Pick<Host, 'logKey' | 'logArchive'>> {
  const url = databaseUrl(config)
  const beside = url.startsWith('file:') ? fileOfDatabase(url).replace(/\.db$/, '') : null
  const folder = config.LOG_FOLDER ?? (beside === null ? null : `${beside}-log`)
  const kept = config.LOG_KEY === undefined && beside !== null ? `${beside}.log-key` : null
  const text = kept === null ? null : await readKey(kept)
  const name = config.LOG_ORIGIN ?? `${new URL(origin).host}/log`
  const made = text === null && kept !== null && begun !== undefined ? await makeFirstKey(kept, name, begun) : text
  return {
    ...(made === null ? {} : { logKey: made }),
    ...(folder === null ? {} : { logArchive: openLogFolder(folder) }),
  }
}

async function readKey(path: string): Promise<string | null> {
  try {
    const text = (await readFile(path, 'utf8')).trim()
    if (text === '') throw new ConfigError([{ variable: 'LOG_KEY', reason: `is not set, and ${path} is empty` }])
    return text
  } catch (error) {
    if (error instanceof ConfigError) throw error
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new ConfigError([{ variable: 'LOG_KEY', reason: `is not set, and ${path} cannot be read` }])
  }
}

/**
 * Two servers that start at once agree on the key that was written first. A log that was signed keeps its key: when the file is
 * gone the server does not start.
 */
async function makeFirstKey(path: string, name: string, begun: () => Promise<boolean>): Promise<string> {
  if (await begun()) {
    const reason = `is not set, and ${path}, which has signed this log, is gone: put it back, or set LOG_KEY (docs/log.md)`
    throw new ConfigError([{ variable: 'LOG_KEY', reason }])
  }
  const { text } = await privateKeyOf(name, randomBytes(32))
  const made = await createDurably(path, utf8Bytes(`${text}\n`))
  const kept = made ? text : await readKey(path)
  if (kept === null) throw new Error(`${path} was there, and is gone`)
  return kept
}
