import { and, asc, desc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Reader } from '../../../db/client.ts'
import { importItemTable, importRunTable, softwareSourceTable } from '../../../db/schema.ts'
import { build, type Statement, statement } from '../../../db/statements.ts'
import { type SoftwareRecord, selectSoftware } from '../store.ts'
import type { Counts, ItemFinding, ItemReport, Outcome } from './report.ts'

/** A repository with more entries than this is no repository. */
const MOST_SHARING = 500

/** Entries known by one of the keys, or by a repository whichever of its components they are. */
export async function selectSoftwareBySources(
  read: Reader,
  keys: readonly string[],
  repository: string,
): Promise<readonly SoftwareRecord[]> {
  const { url, softwareId } = softwareSourceTable
  const rows = await read
    .selectDistinct({ id: softwareId })
    .from(softwareSourceTable)
    .where(
      or(
        inArray(url, [...keys, repository]),
        // `$` follows `#`: everything that begins with `<repository>#`, by the index.
        and(gte(url, `${repository}#`), lt(url, `${repository}$`)),
      ),
    )
    .orderBy(asc(softwareId))
    .limit(MOST_SHARING)
  const records = await Promise.all(rows.map(({ id }) => selectSoftware(read, id)))
  return records.filter((record) => record !== null)
}

export interface RunRecord {
  readonly id: string
  readonly format: string
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly counts: Counts | null
}

export function insertRun(run: {
  readonly id: string
  readonly startedAt: string
  readonly actorRole: string
  readonly organizationId: string | null
}): Statement {
  return statement(build.insert(importRunTable).values({ ...run, format: 'publiccode.yml' }))
}

/** @param counts null when the run was cut short */
export function finishRun(id: string, finishedAt: string, counts: Counts | null): Statement {
  return statement(
    build
      .update(importRunTable)
      .set({ finishedAt, counts: counts === null ? null : JSON.stringify(counts) })
      .where(eq(importRunTable.id, id)),
  )
}

export async function selectRun(read: Reader, id: string): Promise<RunRecord | null> {
  const [row] = await read.select().from(importRunTable).where(eq(importRunTable.id, id))
  if (!row) return null
  const counts = row.counts === null ? null : (JSON.parse(row.counts) as Counts)
  return { id: row.id, format: row.format, startedAt: row.startedAt, finishedAt: row.finishedAt, counts }
}

export interface ItemRecord {
  readonly id: string
  readonly run: string
  readonly position: number
  readonly source: string
  readonly outcome: Outcome
  readonly recordId: string | null
  readonly findings: readonly ItemFinding[]
  readonly ignored: readonly string[]
  readonly sha256: string
  readonly resolvedAt: string | null
}

const ITEM_COLUMNS = {
  id: importItemTable.id,
  run: importItemTable.runId,
  position: importItemTable.position,
  source: importItemTable.source,
  outcome: importItemTable.outcome,
  recordId: importItemTable.recordId,
  findings: importItemTable.findings,
  sha256: importItemTable.sha256,
  resolvedAt: importItemTable.resolvedAt,
}

interface ItemRow extends Omit<ItemRecord, 'outcome' | 'findings' | 'ignored'> {
  readonly outcome: string
  readonly findings: string
}

function itemOf(row: ItemRow): ItemRecord {
  const { findings, ignored } = JSON.parse(row.findings) as Pick<ItemRecord, 'findings' | 'ignored'>
  return { ...row, outcome: row.outcome as Outcome, findings, ignored }
}

/**
 * @param raw bytes of the file, kept for quarantined ones alone
 * @param place where the file lies, kept for quarantined ones alone
 */
export function insertItem(
  run: string,
  position: number,
  item: ItemReport & { readonly item: string },
  sha256: string,
  raw: Uint8Array | null,
  place: string | null,
  resolvedAt: string | null,
): Statement {
  return statement(
    build.insert(importItemTable).values({
      id: item.item,
      runId: run,
      position,
      source: item.source,
      outcome: item.outcome,
      recordId: item.id,
      findings: JSON.stringify({ findings: item.findings, ignored: item.ignored }),
      sha256,
      place,
      // The driver takes any Uint8Array; only the type of the column asks for Node's.
      raw: raw as Buffer | null,
      resolvedAt,
    }),
  )
}

/** Takes what is in quarantine from a place out of the list of what is open: a newer attempt stands in its stead. */
export function resolvePlace(place: string, at: string): Statement {
  return statement(
    build
      .update(importItemTable)
      .set({ resolvedAt: at, raw: null })
      .where(
        and(
          eq(importItemTable.outcome, 'quarantined'),
          isNull(importItemTable.resolvedAt),
          eq(importItemTable.place, place),
        ),
      ),
  )
}

export function resolveItem(id: string, at: string): Statement {
  return statement(build.update(importItemTable).set({ resolvedAt: at, raw: null }).where(eq(importItemTable.id, id)))
}

export async function selectItems(read: Reader, run: string): Promise<readonly ItemRecord[]> {
  const rows = await read
    .select(ITEM_COLUMNS)
    .from(importItemTable)
    .where(eq(importItemTable.runId, run))
    .orderBy(asc(importItemTable.position))
  return rows.map(itemOf)
}

export async function selectItem(read: Reader, id: string): Promise<ItemRecord | null> {
  const [row] = await read.select(ITEM_COLUMNS).from(importItemTable).where(eq(importItemTable.id, id))
  return row ? itemOf(row) : null
}

/** The bytes of a quarantined file; null when none were kept or it was resolved. */
export async function selectRaw(read: Reader, id: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const [row] = await read
    .select({ raw: sql<ArrayBuffer | Uint8Array | null>`${importItemTable.raw}` })
    .from(importItemTable)
    .where(and(eq(importItemTable.id, id), isNull(importItemTable.resolvedAt)))
  return row?.raw ? new Uint8Array(row.raw) : null
}

/** What waits in quarantine, newest run first; after a key (run, position). */
export async function selectQuarantine(
  read: Reader,
  after: readonly [string, string] | null,
  limit: number,
): Promise<readonly (ItemRecord & { readonly startedAt: string })[]> {
  const rows = await read
    .select({ ...ITEM_COLUMNS, startedAt: importRunTable.startedAt })
    .from(importItemTable)
    .innerJoin(importRunTable, eq(importRunTable.id, importItemTable.runId))
    .where(
      and(
        eq(importItemTable.outcome, 'quarantined'),
        isNull(importItemTable.resolvedAt),
        after
          ? or(
              lt(importRunTable.startedAt, after[0]),
              and(eq(importRunTable.startedAt, after[0]), lt(importItemTable.id, after[1])),
            )
          : undefined,
      ),
    )
    .orderBy(desc(importRunTable.startedAt), desc(importItemTable.id))
    .limit(limit)
  return rows.map(({ startedAt, ...row }) => ({ ...itemOf(row), startedAt }))
}
