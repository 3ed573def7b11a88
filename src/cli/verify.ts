import type { Database } from '../../db/client.ts'
import type { Deps } from '../deps.ts'
import { verifyDerived } from './verify-derived.ts'
import { verifyLog } from './verify-log.ts'

export interface VerifyFinding {
  /** A record (`software UA-SW-000001`), a leaf (`leaf 17`) or a row of a table. */
  readonly place: string
  readonly rule: string
}

export interface VerifyReport {
  readonly counts: { readonly leaves: number; readonly versions: number; readonly records: number }
  /** What must not be. */
  readonly findings: readonly VerifyFinding[]
  /** Records whose search entry no longer says what other records have come to say, such as a renamed holder. */
  readonly stale: readonly string[]
}

/**
 * Recomputes what the register keeps: the log has no gap, its hashes are those of the envelopes, its tiles and checkpoints
 * those of its leaves, every record stands at the last version the log has of it and says the same, and everything derived
 * from records is what they give. Reads only.
 */
export async function verifyRegister(database: Database, deps: Deps): Promise<VerifyReport> {
  const log = await verifyLog(database.read, deps.publicLog.archive)
  const derived = await verifyDerived(database, deps, log.latest)
  return {
    counts: { leaves: log.leaves, versions: log.versions, records: derived.records },
    findings: [...log.findings, ...derived.findings],
    stale: derived.stale,
  }
}
