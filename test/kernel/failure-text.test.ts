import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../db/client.ts'
import { failureText } from '../../src/kernel/failure-text.ts'

describe('the text of an unexpected error', () => {
  it('has the statement of a query that failed, its code and place, and none of its values', async () => {
    const { read } = await openDatabase(':memory:')
    const failed = await read
      .all(sql`select * from nowhere where name = ${'Іваненко'}`)
      .catch((error: unknown) => failureText(new Error('while searching', { cause: error })))
    expect(failed).toContain('while searching')
    expect(failed).toContain('failed query: select * from nowhere where name = ?')
    expect(failed).toContain('SQLITE_ERROR')
    expect(failed).toMatch(/\n\s+at .*failure-text\.test/)
    expect(failed).not.toContain('Іваненко')
  })

  it('has nothing of an answer of others that a library gives as the cause', () => {
    const answer = new URLSearchParams({ error: 'login_required', error_description: 'Іваненко, РНОКПП 3287654327' })
    const text = failureText(new Error('the provider refused', { cause: answer }))
    expect(text).toContain('the provider refused')
    expect(text).not.toContain('error_description')
  })

  it('is short, of whatever was thrown', () => {
    expect(failureText('stopped')).toBe('stopped')
    const circular = new Error('again')
    circular.cause = circular
    expect(failureText(circular).match(/again/g)?.length).toBeLessThan(10)
  })
})
