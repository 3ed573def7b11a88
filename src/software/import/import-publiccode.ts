import { MAXIMUM_BYTES } from '../../exchange/publiccode/decode.ts'
import { makeFinding, WHOLE_FILE } from '../../exchange/publiccode/finding.ts'
import { type Actor, authorize } from '../../kernel/actor.ts'
import { toHex } from '../../kernel/encoding.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import type { OutgoingFetch } from '../../kernel/outgoing.ts'
import type { SoftwarePorts } from '../service.ts'
import { createEntries } from './entries.ts'
import type { Claim } from './identity.ts'
import { countOutcomes, type ImportReport, type ItemFinding, type ItemReport } from './report.ts'
import { finishRun, insertItem, insertRun, resolveItem, resolveSource } from './store.ts'
import { takeFile } from './take-file.ts'

export interface ImportPorts extends SoftwarePorts {
  readonly randomBytes: (count: number) => Uint8Array
  /** Null on hosts that cannot check where a request goes. */
  readonly outgoing: OutgoingFetch | null
}

/** A file to be taken, or what kept it from being got. */
export interface ImportFile {
  /** What reports call it: its address, or its path as the operator gave it. */
  readonly source: string
  /** What the history of the entry calls it; shown to the public. */
  readonly label: string
  readonly bytes: Uint8Array | null
  readonly failure?: ItemFinding
  /** Its address on the web, by which the entry is known again. */
  readonly address: string | null
  /** Digest of its place on disk, the same for successive versions of one file. */
  readonly path: string | null
  /** Register number of the entry it belongs to, when the operator says so. */
  readonly id?: string
}

export interface ImportOptions {
  /** Report what would happen and write nothing at all. */
  readonly dryRun: boolean
  /** Told after each file. */
  readonly progress?: (done: number, item: ItemReport) => void
  /** The `path` of every file of the run, where they are known beforehand. */
  readonly places?: ReadonlySet<string>
  /** The item of the quarantine this is another try of. */
  readonly retryOf?: string
}

/**
 * Takes publiccode.yml files into the register, each in a commit of its own: what went wrong with one leaves the others whole,
 * and a run that was cut short is finished by running it again. Throws what `authorize` throws, and `unavailable` when the
 * database stays busy; everything that is wrong with a file is in the report.
 */
export async function importPubliccode(
  ports: ImportPorts,
  actor: Actor,
  files: AsyncIterable<ImportFile> | Iterable<ImportFile>,
  options: ImportOptions,
): Promise<ImportReport> {
  authorize(actor, options.dryRun ? 'import.dryRun' : 'import.commit')
  const run = options.dryRun ? null : `IM-${toHex(ports.randomBytes(8))}`
  if (run !== null) {
    const { role: actorRole, organization: organizationId } = actor
    await ports.records.record([insertRun({ id: run, startedAt: ports.now(), actorRole, organizationId })])
  }
  const entries = createEntries(ports.read)
  const claims = new Map<string, Claim>()
  const places = options.places ?? new Set()
  const items: ItemReport[] = []
  for await (const file of files) {
    const taken = await takeFile({ ports, actor, entries, claims, places, dryRun: options.dryRun }, file)
    const number = run === null ? null : `${run}-${String(items.length + 1).padStart(6, '0')}`
    const item: ItemReport = { item: number, source: file.source, ...taken }
    if (run !== null && number !== null) {
      await writeItem(ports, run, items.length, { ...item, item: number }, file, options.retryOf)
    }
    items.push(item)
    options.progress?.(items.length, item)
  }
  const counts = countOutcomes(items)
  if (run !== null) await ports.records.record([finishRun(run, ports.now(), counts)])
  return { run, dryRun: options.dryRun, counts, items }
}

async function writeItem(
  ports: ImportPorts,
  run: string,
  position: number,
  item: ItemReport & { readonly item: string },
  file: ImportFile,
  retryOf: string | undefined,
): Promise<void> {
  const at = ports.now()
  const failed = item.outcome === 'quarantined'
  const bytes = file.bytes ?? new Uint8Array()
  const raw = failed && file.bytes !== null && file.bytes.length <= MAXIMUM_BYTES ? file.bytes : null
  const sha256 = await sha256Hex(bytes)
  if (retryOf === undefined) {
    const isKnownAgain = file.address !== null || file.path !== null
    await ports.records.record([
      ...(isKnownAgain ? [resolveSource(file.source, at)] : []),
      insertItem(run, position, item, sha256, raw, null),
    ])
    return
  }
  // A retry that failed leaves the first item in the list of what is open, and is itself only a trace of the attempt.
  await ports.records.record([
    ...(failed ? [] : [resolveItem(retryOf, at)]),
    insertItem(run, position, item, sha256, null, failed ? at : null),
  ])
}

/** A file that is too large to be read at all. */
export function tooLarge(bytes: number): ItemFinding {
  const { standardError: _, ...finding } = makeFinding(
    'error',
    'file-too-large',
    WHOLE_FILE,
    `The file has ${bytes} bytes; at most ${MAXIMUM_BYTES} are read.`,
    { params: { bytes, maximum: MAXIMUM_BYTES } },
  )
  return finding
}

/** A file that is there and cannot be read. @param reason the system's code, `EACCES` */
export function unreadable(reason: string): ItemFinding {
  return { severity: 'error', rule: 'file-unreadable', path: '', line: null, column: null, params: { reason } }
}
