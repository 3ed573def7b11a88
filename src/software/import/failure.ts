import { z } from 'zod'
import { isContention } from '../../history/database-errors.ts'
import { AppError, type Finding } from '../../kernel/errors.ts'
import type { Remark } from './from-publiccode.ts'
import type { RegisterRule } from './report.ts'

/** Something about a file that keeps it out of the register. */
export class Refusal extends Error {
  readonly remark: Remark
  constructor(remark: Remark) {
    super(remark.rule)
    this.remark = remark
  }
}

export function refusal(
  rule: RegisterRule,
  params: Readonly<Record<string, string | number>> = {},
  path = '',
): Refusal {
  return new Refusal({ severity: 'error', rule, path, params })
}

/**
 * What went wrong with a file, as a finding that sends it to quarantine; null when it is not the file's own misfortune: the
 * database does not answer, or the actor lost the right to write. Then every other file would fail as well.
 */
export function failureOf(error: unknown): Remark | null {
  if (error instanceof Refusal) return error.remark
  if (error instanceof AppError) {
    const [first] = error.findings
    if (error.code === 'validation-failed') return refused({ rule: first?.rule ?? '', pointer: first?.pointer ?? '' })
    if (error.code === 'conflict') return refusal('identity-conflict').remark
    return error.code === 'version-stale' ? refused({ rule: 'version-stale', pointer: '' }) : null
  }
  if (error instanceof z.ZodError) {
    const [issue] = error.issues
    return refused({ rule: issue?.message ?? '', pointer: `/${issue?.path.map(String).join('/') ?? ''}` })
  }
  if (isOfDatabase(error)) return null
  return refused({ rule: unexpected(error), pointer: '' })
}

/** Whether an error is none that the register expects of a file: a fault of the program, to be logged. */
export function isUnexpected(error: unknown): boolean {
  return !(error instanceof Refusal || error instanceof AppError || isOfDatabase(error))
}

function unexpected(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}

function refused({ rule, pointer }: Finding): Remark {
  return refusal('record-refused', { rule, pointer }).remark
}

/** The database's own failures, but for a value it has no room for: that one is the file's. */
function isOfDatabase(error: unknown): boolean {
  if (isContention(error)) return true
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code } = each as { code?: unknown }
    if (typeof code === 'string' && /^(?:SQLITE_TOOBIG|SQLITE_CONSTRAINT_(?:CHECK|NOTNULL))/.test(code)) return false
    if (each.name === 'LibsqlError' || (typeof code === 'string' && code.startsWith('SQLITE'))) return true
  }
  return false
}
