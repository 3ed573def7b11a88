import { type Client, LibsqlError } from '@libsql/client'

/** How often a call is begun again because another one gave up the connection under it. */
const ATTEMPTS = 5

/**
 * A client of a file that survives SQLITE_BUSY. The driver leaves the refused statement unfinished, and with it an open read
 * transaction: from then on its connection shows the past and refuses every write (SQLITE_BUSY_SNAPSHOT), long after the other
 * process is done. So a connection that met SQLITE_BUSY is given up; calls that were waiting for it begin again.
 * @param pragmas what every new connection is told before anything else; they must not need a lock
 */
export function survivingBusy(client: Client, pragmas: readonly string[]): Client {
  let closed = false
  const call = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work()
      } catch (error) {
        if (codeOf(error).startsWith('SQLITE_BUSY')) {
          // Asked for at once, so that no call that was waiting gets the new connection first.
          await Promise.all([client.reconnect(), ...pragmas.map((pragma) => client.execute(pragma))])
        }
        // The driver checks for this before it runs anything, so nothing is done twice.
        const beganOnNothing = codeOf(error) === 'CLIENT_CLOSED' && !closed
        if (!beganOnNothing || attempt === ATTEMPTS) throw error
      }
    }
  }
  return {
    execute: (...given: Parameters<Client['execute']>) => call(() => client.execute(...given)),
    batch: (...given: Parameters<Client['batch']>) => call(() => client.batch(...given)),
    migrate: (...given: Parameters<Client['migrate']>) => call(() => client.migrate(...given)),
    transaction: (...given: Parameters<Client['transaction']>) => call(() => client.transaction(...given)),
    executeMultiple: (...given: Parameters<Client['executeMultiple']>) => call(() => client.executeMultiple(...given)),
    sync: () => client.sync(),
    reconnect: () => client.reconnect(),
    close: () => {
      closed = true
      client.close()
    },
    get closed() {
      return client.closed
    },
    protocol: client.protocol,
  } as Client
}

function codeOf(error: unknown): string {
  return error instanceof LibsqlError ? error.code : ''
}
