import type { Client, InStatement, ResultSet } from '@libsql/client'
import { TABLE_WRITERS } from '../../db/ownership.ts'
import { type Statement, tableWritten } from '../../db/statements.ts'
import type { Actor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import type { NumberedType } from '../kernel/identifiers.ts'
import { registerNumber } from '../kernel/identifiers.ts'
import { authorityOf } from './commit.ts'
import { isBusy, refusalOf } from './database-errors.ts'

/** Checked inside the batch: what was true when the verb looked may not be true when it writes. */
export interface RecordGuard {
  /** Whose key or session must still be valid and of this role, else nothing is written: `forbidden`. */
  readonly actor: Actor
  /** RFC 3339 instant in UTC: now. */
  readonly at: string
  /** Every statement must touch exactly one row, else nothing is written: `version-stale`. */
  readonly oneRowEach?: boolean
}

export interface Records {
  /**
   * Writes operational state, all statements or none, and answers with a result for each. Throws when a table is not of the closed
   * list, and what the guard and the constraints of the tables refuse (`conflict`).
   */
  record(statements: readonly Statement[], guard?: RecordGuard): Promise<readonly ResultSet[]>
  /** Reserves `count` register numbers. They are never given out again, used or not. */
  allocate(type: NumberedType, count?: number): Promise<readonly string[]>
}

// An UPDATE that finds no row does not fail by itself.
const ONE_ROW = { sql: `insert into guard (reason) select 'version-stale' where changes() <> 1`, args: [] }
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
        if (!isBusy(error)) throw refusalOf(error) ?? error
        if (attempt === ATTEMPTS) throw new AppError('unavailable', 'the database stayed busy', [], { cause: error })
        await sleep(FIRST_PAUSE_MS * 2 ** attempt)
      }
    }
  }
  return {
    async record(statements, guard) {
      for (const written of statements) {
        const table = tableWritten(written)
        const writer = TABLE_WRITERS[table]
        if (writer !== 'record' && writer !== 'index') throw new Error(`record does not write ${table}`)
      }
      if (statements.length === 0) return []
      const plain = statements.map(({ sql, args }) => ({ sql, args: [...args] }))
      if (guard === undefined) return write(plain)
      const authority = authorityOf({ actor: guard.actor, changes: [] }, guard.at)
      const guarded = guard.oneRowEach ? plain.flatMap((each) => [each, ONE_ROW]) : plain
      const results = (await write(authority ? [authority, ...guarded] : guarded)).slice(authority ? 1 : 0)
      return guard.oneRowEach ? results.filter((_, index) => index % 2 === 0) : results
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
