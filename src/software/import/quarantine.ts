import { type Actor, authorize } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { type CursorKey, decodeCursor, pageOf } from '../../kernel/paging.ts'
import type { SoftwarePorts } from '../service.ts'
import { fetchSource, webAddress } from './fetch-source.ts'
import { type ImportFile, type ImportPorts, importPubliccode } from './import-publiccode.ts'
import type { ImportReport } from './report.ts'
import { shownSource } from './scrub.ts'
import {
  type ItemRecord,
  type RunRecord,
  selectItem,
  selectItems,
  selectQuarantine,
  selectRaw,
  selectRun,
} from './store.ts'

type Ports = Pick<SoftwarePorts, 'read'>

const SORT = 'quarantine'

/** What waits in quarantine, the newest first. */
export async function listQuarantine(
  ports: Ports,
  actor: Actor,
  limit: number,
  cursor: string | null,
): Promise<{ readonly rows: readonly ItemRecord[]; readonly next: string | null }> {
  authorize(actor, 'import.readQuarantine')
  const after = cursor === null ? null : textsOf(decodeCursor(cursor, SORT, 2))
  const rows = await selectQuarantine(ports.read, after, limit + 1)
  return pageOf(rows, limit, SORT, ({ startedAt, id }) => [startedAt, id])
}

function textsOf([startedAt, id]: CursorKey): readonly [string, string] {
  return [String(startedAt), String(id)]
}

/** A run with the fate of every file. Throws `not-found`. */
export async function getImport(
  ports: Ports,
  actor: Actor,
  id: string,
): Promise<RunRecord & { readonly items: readonly ItemRecord[] }> {
  authorize(actor, 'import.readQuarantine')
  const run = await selectRun(ports.read, id)
  if (run === null) throw new AppError('not-found', `no import ${id}`)
  return { ...run, items: await selectItems(ports.read, id) }
}

/**
 * The bytes of a file in quarantine as they came. Throws `not-found` when there is no such item, nothing was kept of it, or it
 * was resolved: the bytes may hold what must not be kept, so they go with the reason for keeping them.
 */
export async function getRaw(ports: Ports, actor: Actor, id: string): Promise<Uint8Array<ArrayBuffer>> {
  authorize(actor, 'import.readQuarantine')
  const raw = await selectRaw(ports.read, id)
  if (raw === null) throw new AppError('not-found', `no bytes are kept of ${id}`)
  return raw
}

/**
 * Tries a file in quarantine again: as it was kept, as somebody corrected it, or as it is now at its address. When it is
 * taken, the item is resolved; else it stays where it is. Throws `not-found`, and `conflict` when it was resolved before or
 * there is nothing to try.
 */
export async function retryQuarantined(
  ports: ImportPorts,
  actor: Actor,
  id: string,
  corrected: Uint8Array | null,
): Promise<ImportReport> {
  authorize(actor, 'import.commit')
  const item = await selectItem(ports.read, id)
  if (item === null || item.outcome !== 'quarantined') throw new AppError('not-found', `${id} is not in quarantine`)
  if (item.resolvedAt !== null) {
    throw new AppError('conflict', `${id} was resolved`, [{ pointer: '', rule: 'quarantine-resolved', params: { id } }])
  }
  const file = await fileToRetry(ports, item, corrected)
  return importPubliccode(ports, actor, [file], { dryRun: false, retryOf: id })
}

async function fileToRetry(ports: ImportPorts, item: ItemRecord, corrected: Uint8Array | null): Promise<ImportFile> {
  const address = webAddress(item.source)
  const bytes = corrected ?? (await selectRaw(ports.read, item.id))
  if (bytes !== null) return { source: item.source, label: labelOf(item.source), bytes, address, path: null }
  if (address !== null) return fetchSource(ports.outgoing, address)
  throw new AppError('conflict', `nothing is kept of ${item.id}`, [
    { pointer: '', rule: 'quarantine-empty', params: { id: item.id } },
  ])
}

/** What the public history calls a file: of a path on somebody's disk the last two parts. */
export function labelOf(source: string): string {
  return webAddress(source) !== null ? source : shownSource(source.split(/[/\\]/).slice(-2).join('/'))
}
