import { type Client, type Config, createClient } from '@libsql/client'
import type { Database } from './client.ts'
import { readerOf } from './reader.ts'

/**
 * A database on a libSQL server whose every call opens a connection of its own and closes it: on Workers a connection belongs
 * to the request that opened it, and one request must not wait for what another began. Over HTTP this costs nothing, since
 * a call is one request there anyway. No interactive transactions, which the register does not use.
 */
export function openPerCall(url: string, authToken: string | undefined): Database {
  // `libsql:` and `ws:` would open WebSockets; the same servers answer over HTTP.
  const address = url.replace(/^(libsql|wss):/, 'https:').replace(/^ws:/, 'http:')
  const config: Config = authToken === undefined ? { url: address } : { url: address, authToken }
  const once = async <Result>(call: (client: Client) => Promise<Result>): Promise<Result> => {
    const client = createClient(config)
    try {
      return await call(client)
    } finally {
      client.close()
    }
  }
  const refuse = () => {
    throw new Error('not on a connection that lives for one call')
  }
  const client = {
    execute: (statement: Parameters<Client['execute']>[0]) => once((each) => each.execute(statement)),
    batch: (...call: Parameters<Client['batch']>) => once((each) => each.batch(...call)),
    executeMultiple: (sql: string) => once((each) => each.executeMultiple(sql)),
    migrate: refuse,
    transaction: refuse,
    sync: refuse,
    reconnect: () => undefined,
    close: () => undefined,
    closed: false,
    protocol: 'http',
  } as Client
  return { client, read: readerOf(client) }
}
