import { sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { leafText } from '../history/leaf.ts'
import type { LogArchive } from '../history/log/archive.ts'
import { sha256Hex } from '../kernel/hash.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import type { VerifyFinding } from './verify.ts'
import { checkTree } from './verify-tree.ts'

/** The last version that the log has of a record, and its envelope. */
export interface Latest {
  readonly type: RecordType
  readonly id: string
  readonly version: number
  readonly envelope: string | null
}

interface Row {
  readonly idx: number
  readonly type: RecordType
  readonly id: string
  readonly version: number
  readonly sha256: string
  readonly bytes: string
  readonly at: string | null
  readonly versionSha256: string | null
  readonly envelope: string | null
  readonly committed: number
}

const LEAVES_A_READ = 500

/** Reads the log from its first leaf to its last, and compares its tiles, its checkpoints and the copy's with them. */
export async function verifyLog(
  read: Reader,
  archive: LogArchive | null,
): Promise<{
  readonly leaves: number
  readonly versions: number
  readonly latest: ReadonlyMap<string, Latest>
  readonly findings: readonly VerifyFinding[]
}> {
  const findings: VerifyFinding[] = []
  const latest = new Map<string, Latest>()
  const tree = await checkTree(read, archive)
  let next = 0
  for (;;) {
    const rows = await read.all<Row>(sql`
      select l.idx as idx, l.type as type, l.id as id, l.version as version, l.sha256 as sha256, l.bytes as bytes, v.at as at,
        v.sha256 as "versionSha256", v.envelope as envelope, exists (select 1 from commits c where c.id = l.commit_id) as committed
      from leaf l left join version v on v.type = l.type and v.id = l.id and v.version = l.version
      where l.idx >= ${next} order by l.idx limit ${LEAVES_A_READ}`)
    for (const row of rows) {
      const key = `${row.type} ${row.id}`
      findings.push(
        ...(await leafRules(row, next, latest.get(key))).map((rule) => ({ place: `leaf ${row.idx}`, rule })),
      )
      latest.set(key, { type: row.type, id: row.id, version: row.version, envelope: row.envelope })
      next = row.idx + 1
    }
    await tree.add(rows.map(({ bytes }) => bytes))
    if (rows.length < LEAVES_A_READ) break
  }
  findings.push(...(await tree.finish()))
  for (const [place, { envelope }] of latest) {
    if (envelope === null) findings.push({ place, rule: 'the last version has no envelope' })
  }
  const [count] = await read.all<{ leaves: number; versions: number }>(
    sql`select (select count(*) from leaf) as leaves, (select count(*) from version) as versions`,
  )
  const { leaves = 0, versions = 0 } = count ?? {}
  if (versions !== leaves) findings.push({ place: 'version', rule: `${versions} versions for ${leaves} leaves` })
  return { leaves, versions, latest, findings }
}

async function leafRules(row: Row, expected: number, before: Latest | undefined): Promise<string[]> {
  const { idx, type, id, version, sha256, at, envelope } = row
  const broken: string[] = []
  if (idx !== expected) broken.push(`comes where ${expected} should`)
  if (version !== (before?.version ?? 0) + 1) broken.push(`version ${version} follows ${before?.version ?? 0}`)
  if (!row.committed) broken.push('has no commit')
  if (at === null) return [...broken, 'has no version']
  if (row.bytes !== leafText({ v: 1, type, id, version, sha256, at }))
    broken.push('its text is not what its columns say')
  if (row.versionSha256 !== sha256) broken.push('its hash is not its version’s')
  if (envelope !== null && (await sha256Hex(envelope)) !== sha256) broken.push('its hash is not that of the envelope')
  return broken
}
