import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Database, openDatabase } from '../../db/client.ts'
import { type Config, databaseUrl } from '../config.ts'
import type { Host } from '../deps.ts'
import { createOutgoing } from './outgoing.ts'

/** What Node gives the program: its clock, its randomness, and a line of JSON on standard error for each event. */
export const nodeHost: Host = {
  now: () => new Date().toISOString(),
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  log: (event, details) => {
    process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...details })}\n`)
  },
  queuedWrites: true,
  outgoing: createOutgoing(),
}

/** Opens the configured database; the folder of a file is made when it is absent. Throws the driver's error. */
export async function openConfigured(config: Config): Promise<Database> {
  const url = databaseUrl(config)
  if (url.startsWith('file:')) await mkdir(dirname(fileOfDatabase(url)), { recursive: true })
  return openDatabase(url, config.DATABASE_AUTH_TOKEN === undefined ? {} : { authToken: config.DATABASE_AUTH_TOKEN })
}

/** Whether the database is a file (or memory) of this process rather than a server shared with others. */
export function isEmbedded(config: Config): boolean {
  return /^(file:|:memory:)/.test(databaseUrl(config))
}

/** The file that a `file:` address names. */
export function fileOfDatabase(url: string): string {
  return url.startsWith('file://')
    ? fileURLToPath(url.replace(/\?.*$/, ''))
    : url.slice('file:'.length).replace(/\?.*$/, '')
}
