import { sql } from 'drizzle-orm'
import type { Reader } from '../../../db/client.ts'
import { type logCheckpointTable, logKeyTable, settingTable } from '../../../db/schema.ts'
import { build, type Statement, statement } from '../../../db/statements.ts'
import { toHex } from '../../kernel/encoding.ts'
import type { RecordType } from '../../kernel/identifiers.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { GrownTile } from './grow.ts'
import { HASH_BYTES, type Hash } from './hashing.ts'
import { hashesFromTiles, TILE_WIDTH, type TilePlace, tileOfNode } from './tiles.ts'
import { nodesOf, type Span, spanHash } from './tree.ts'

/** How many entries the log has, and how many of them are in tiles. */
export async function selectLogSizes(read: Reader): Promise<{ readonly leaves: number; readonly tiled: number }> {
  const [row] = await read.all<{ leaves: number; n: number | null; width: number | null }>(sql`
    select (select coalesce(max(idx) + 1, 0) from leaf) as leaves, t.n as n, t.width as width
    from (select 1) left join (select n, width from log_tile where level = 0 order by n desc limit 1) t`)
  const { leaves = 0, n = null, width = null } = row ?? {}
  return { leaves, tiled: n === null ? 0 : n * TILE_WIDTH + (width ?? 0) }
}

export interface LogEntry {
  readonly idx: number
  readonly type: RecordType
  readonly id: string
  readonly version: number
  /** The exact text of the leaf. */
  readonly bytes: string
  readonly sha256: string
  /** The exact text of the envelope; null when it was erased. */
  readonly envelope: string | null
}

/** Entries `from` (inclusive) to `to` (exclusive), in their order. */
export function selectEntries(read: Reader, from: number, to: number): Promise<readonly LogEntry[]> {
  return read.all<LogEntry>(sql`
    select l.idx as idx, l.type as type, l.id as id, l.version as version, l.bytes as bytes, l.sha256 as sha256, v.envelope as envelope
    from leaf l left join version v on v.type = l.type and v.id = l.id and v.version = l.version
    where l.idx >= ${from} and l.idx < ${to} order by l.idx`)
}

/** The texts of the leaves `from` (inclusive) to `to` (exclusive). Throws when one of them is not there. */
export async function selectLeafTexts(read: Reader, from: number, to: number): Promise<readonly string[]> {
  const rows = await read.all<{ bytes: string }>(
    sql`select bytes from leaf where idx >= ${from} and idx < ${to} order by idx`,
  )
  if (rows.length !== to - from) throw new Error(`the log has ${rows.length} of the leaves ${from} to ${to}`)
  return rows.map(({ bytes }) => bytes)
}

/** The place of a version in the log and its leaf, or null. */
export async function selectLeaf(
  read: Reader,
  type: string,
  id: string,
  version: number,
): Promise<{ readonly idx: number; readonly bytes: string } | null> {
  const [row] = await read.all<{ idx: number; bytes: string }>(
    sql`select idx, bytes from leaf where type = ${type} and id = ${id} and version = ${version}`,
  )
  return row ?? null
}

/** Places before `to` of erased versions of the records that have entries from `from` to `to`. */
export async function selectErased(read: Reader, from: number, to: number): Promise<readonly number[]> {
  const rows = await read.all<{ idx: number }>(sql`
    select e.idx as idx from (select distinct type, id from leaf where idx >= ${from} and idx < ${to}) c
    join version v on v.type = c.type and v.id = c.id and v.envelope is null
    join leaf e on e.type = v.type and e.id = v.id and e.version = v.version and e.idx < ${to} order by e.idx`)
  return rows.map(({ idx }) => idx)
}

/** The hashes of tiles, by `<level>/<n>`; what is not there is left out. */
export async function selectTiles(
  read: Reader,
  places: readonly TilePlace[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (places.length === 0) return new Map()
  const wanted = JSON.stringify(places.map(({ level, n }) => [level, n]))
  const rows = await read.all<{ level: number; n: number; hashes: ArrayBuffer | Uint8Array }>(sql`
    select t.level as level, t.n as n, t.hashes as hashes from json_each(${wanted}) w
    join log_tile t on t.level = json_extract(w.value, '$[0]') and t.n = json_extract(w.value, '$[1]')`)
  return new Map(rows.map(({ level, n, hashes }) => [`${level}/${n}`, new Uint8Array(hashes)]))
}

/** The hashes of spans of the tree, each from the tiles that its subtrees are in. Throws when a tile is not there. */
export async function selectSpanHashes(read: Reader, spans: readonly Span[]): Promise<readonly Hash[]> {
  const places = new Map(
    spans.flatMap((span) =>
      nodesOf(span).map((node) => {
        const place = tileOfNode(node)
        return [`${place.level}/${place.n}`, place] as const
      }),
    ),
  )
  const tiles = await selectTiles(read, [...places.values()])
  const hashes = hashesFromTiles(({ level, n }) => {
    const tile = tiles.get(`${level}/${n}`)
    if (tile === undefined) throw new Error(`there is no tile ${level}/${n}`)
    return tile
  })
  return spans.map((span) => spanHash(span, hashes))
}

/** The root of the first `size` entries, which must be in tiles. */
export async function selectRoot(read: Reader, size: number): Promise<Hash> {
  const [root] = await selectSpanHashes(read, [{ from: 0, to: size }])
  if (root === undefined) throw new Error('a span has a hash')
  return root
}

/** A tile never shrinks: whoever is late with the same or fewer hashes of it changes nothing. */
export function writeTile({ level, n, hashes }: GrownTile): Statement {
  return statement(sql`
    insert into log_tile (level, n, width, hashes) values (${level}, ${n}, ${hashes.length / HASH_BYTES}, ${hashes})
    on conflict (level, n) do update set width = excluded.width, hashes = excluded.hashes where excluded.width > log_tile.width`)
}

export type CheckpointRow = typeof logCheckpointTable.$inferSelect

/** The last checkpoint that was signed, and the last that readers are shown. */
export async function selectLastCheckpoints(
  read: Reader,
): Promise<{ readonly signed: CheckpointRow | null; readonly published: CheckpointRow | null }> {
  const rows = await read.all<CheckpointRow>(sql`
    select seq, size, root, note, at, published_at as "publishedAt" from log_checkpoint
    where seq in ((select max(seq) from log_checkpoint), (select max(seq) from log_checkpoint where published_at is not null))
    order by seq desc`)
  return { signed: rows[0] ?? null, published: rows.find(({ publishedAt }) => publishedAt !== null) ?? null }
}

/** The notes of every checkpoint of this size. */
export async function selectNotes(read: Reader, size: number): Promise<readonly string[]> {
  const rows = await read.all<{ note: string }>(sql`select note from log_checkpoint where size = ${size}`)
  return rows.map(({ note }) => note)
}

/** A checkpoint after the one at `seq - 1`; inserts nothing when there is a later one by now. */
export function writeCheckpoint(seq: number, { size, root }: Checkpoint, note: string, at: string): Statement {
  return statement(sql`
    insert into log_checkpoint (seq, size, root, note, at) select ${seq}, ${size}, ${toHex(root)}, ${note}, ${at}
    where (select coalesce(max(seq), 0) from log_checkpoint) = ${seq - 1}`)
}

export function writePublished(seq: number, at: string): Statement {
  return statement(sql`update log_checkpoint set published_at = ${at} where seq = ${seq} and published_at is null`)
}

/** For each of these places the size of the first published checkpoint that covers it; later places are left out. */
export async function selectCovering(read: Reader, places: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (places.length === 0) return new Map()
  const rows = await read.all<{ idx: number; size: number | null }>(sql`
    select w.value as idx, (select min(size) from log_checkpoint where size > w.value and published_at is not null) as size
    from json_each(${JSON.stringify(places)}) w`)
  return new Map(rows.flatMap(({ idx, size }) => (size === null ? [] : [[idx, size] as const])))
}

/** Whether this log was ever signed. */
export async function isSigned(read: Reader): Promise<boolean> {
  return (await read.all(sql`select 1 from log_key union all select 1 from log_checkpoint limit 1`)).length > 0
}

export type KeyRow = typeof logKeyTable.$inferSelect

/** The keys of the log, old and new, in the order in which they came. */
export function selectKeys(read: Reader): Promise<readonly KeyRow[]> {
  return read.select().from(logKeyTable).orderBy(logKeyTable.since, logKeyTable.vkey)
}

/** The keys that sign from now on; all others have ended, if they had not before. */
export function writeKeys(vkeys: readonly string[], at: string): readonly Statement[] {
  const current = JSON.stringify(vkeys)
  return [
    ...vkeys.map((vkey) =>
      statement(
        build
          .insert(logKeyTable)
          .values({ vkey, since: at, until: null })
          .onConflictDoUpdate({ target: logKeyTable.vkey, set: { until: null } }),
      ),
    ),
    statement(
      sql`update log_key set until = ${at} where until is null and vkey not in (select value from json_each(${current}))`,
    ),
  ]
}

const REFUSAL = 'log-refusal'

/** Why the log is not signed at the moment, as it was written down; null when it is. */
export async function selectRefusal(read: Reader): Promise<string | null> {
  const [row] = await read.all<{ value: string }>(sql`select value from setting where name = ${REFUSAL}`)
  return row === undefined || row.value === '' ? null : row.value
}

export function writeRefusal(refusal: string | null): Statement {
  return writeSetting(REFUSAL, refusal ?? '')
}

const COPIED = 'log-copied'

/** Whether checkpoints of this log were ever copied outside the database. */
export async function hasCopy(read: Reader): Promise<boolean> {
  return (await read.all(sql`select 1 from setting where name = ${COPIED}`)).length > 0
}

/** From now on nobody signs without the copy. */
export function markCopy(): Statement {
  return writeSetting(COPIED, 'yes')
}

function writeSetting(name: string, value: string): Statement {
  return statement(
    build
      .insert(settingTable)
      .values({ name, value })
      .onConflictDoUpdate({ target: settingTable.name, set: { value } }),
  )
}
