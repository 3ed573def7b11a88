import type { Client, ResultSet } from '@libsql/client'
import { TABLE_WRITERS } from '../../db/ownership.ts'
import { type Statement, tableWritten } from '../../db/statements.ts'
import type { NumberedType } from '../kernel/identifiers.ts'
import { registerNumber } from '../kernel/identifiers.ts'

export interface Records {
  /** Writes operational state, all statements or none. Throws when a table is not of the closed list. */
  record(statements: readonly Statement[]): Promise<readonly ResultSet[]>
  /** Reserves `count` register numbers. They are never given out again, used or not. */
  allocate(type: NumberedType, count?: number): Promise<readonly string[]>
}

/** The only writer of operational state (keys, imports, code tables, sequences): `db/ownership.ts` has the list. */
export function createRecords(client: Client): Records {
  return {
    async record(statements) {
      for (const written of statements) {
        const table = tableWritten(written)
        if (TABLE_WRITERS[table] !== 'record') throw new Error(`record does not write ${table}`)
      }
      if (statements.length === 0) return []
      return client.batch(
        statements.map(({ sql, args }) => ({ sql, args: [...args] })),
        'write',
      )
    },
    async allocate(type, count = 1) {
      const [result] = await client.batch(
        [
          {
            sql: `insert into sequence (type, next) values (?, 1 + ?)
                  on conflict (type) do update set next = next + ? returning next`,
            args: [type, count, count],
          },
        ],
        'write',
      )
      const end = Number(result?.rows[0]?.['next'])
      return Array.from({ length: count }, (_, index) => registerNumber(type, end - count + index))
    },
  }
}
