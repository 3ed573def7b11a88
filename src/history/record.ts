import type { Client, InStatement, ResultSet } from '@libsql/client'
import { TABLE_WRITERS } from '../../db/ownership.ts'
import { type Statement, tableWritten } from '../../db/statements.ts'
import { AppError } from '../kernel/errors.ts'
import type { NumberedType } from '../kernel/identifiers.ts'
import { registerNumber } from '../kernel/identifiers.ts'
import { isBusy } from './database-errors.ts'

export interface Records {
  /** Writes operational state, all statements or none. Throws when a table is not of the closed list. */
  record(statements: readonly Statement[]): Promise<readonly ResultSet[]>
  /** Reserves `count` register numbers. They are never given out again, used or not. */
  allocate(type: NumberedType, count?: number): Promise<readonly string[]>
}

const ATTEMPTS = 8
const FIRST_PAUSE_MS = 20

export interface RecordPorts {
  readonly client: Client
  /** Waits, in ms. */
  readonly sleep: (ms: number) => Promise<void>
}

/** The only writer of operational state (keys, imports, code tables, sequences): `db/ownership.ts` has the list. */
export function createRecords({ client, sleep }: RecordPorts): Records {
  // Another try only when nothing can have been written: these statements carry no commit id by which they would be known again.
  const write = async (statements: InStatement[]): Promise<readonly ResultSet[]> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await client.batch(statements, 'write')
      } catch (error) {
        if (!isBusy(error)) throw error
        if (attempt === ATTEMPTS) throw new AppError('unavailable', 'the database stayed busy', [], { cause: error })
        await sleep(FIRST_PAUSE_MS * 2 ** attempt)
      }
    }
  }
  return {
    async record(statements) {
      for (const written of statements) {
        const table = tableWritten(written)
        const writer = TABLE_WRITERS[table]
        if (writer !== 'record' && writer !== 'index') throw new Error(`record does not write ${table}`)
      }
      if (statements.length === 0) return []
      return write(statements.map(({ sql, args }) => ({ sql, args: [...args] })))
    },
    async allocate(type, count = 1) {
      const [result] = await write([
        {
          sql: `insert into sequence (type, next) values (?, 1 + ?)
                on conflict (type) do update set next = next + ? returning next`,
          args: [type, count, count],
        },
      ])
      const end = Number(result?.rows[0]?.['next'])
      return Array.from({ length: count }, (_, index) => registerNumber(type, end - count + index))
    },
  }
}
