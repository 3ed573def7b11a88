import { MAXIMUM_BYTES } from '../../exchange/publiccode/decode.ts'
import { makeFinding, WHOLE_FILE } from '../../exchange/publiccode/finding.ts'
import { type Actor, authorize, can } from '../../kernel/actor.ts'
import { toHex } from '../../kernel/encoding.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import type { OutgoingFetch } from '../../kernel/outgoing.ts'
import { type SoftwarePorts, subjectOf } from '../service.ts'
import { fileKey } from '../sources.ts'
import type { SoftwareRecord } from '../store.ts'
import { createEntries } from './entries.ts'
import type { Claim } from './identity.ts'
import { countOutcomes, type ImportReport, type ItemFinding, type ItemReport } from './report.ts'
import { scrubbedFinding, scrubbedPath, shownSource } from './scrub.ts'
import { finishRun, insertItem, insertRun, resolveItem, resolvePlace } from './store.ts'
import { takeFile } from './take-file.ts'

export interface ImportPorts extends SoftwarePorts {
  readonly randomBytes: (count: number) => Uint8Array
  /** Null on hosts that cannot check where a request goes. */
  readonly outgoing: OutgoingFetch | null
  readonly log: (event: string, details?: Readonly<Record<string, unknown>>) => void
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
 * and a run that was cut short is finished by running it again. Throws what `authorize` throws, and `unavailable` or the
 * driver's own error when the database does not answer: the run then ends without counts. Everything that is wrong with a
 * file is in the report.
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
    const startedAt = ports.now()
    const begun = insertRun({ id: run, startedAt, actorRole, organizationId })
    await ports.records.record([begun], { actor, at: startedAt })
  }
  try {
    const items = await takeFiles(ports, actor, files, options, run)
    const counts = countOutcomes(items)
    // How it ended is written down whoever may still write: the run was theirs to begin.
    if (run !== null) await ports.records.record([finishRun(run, ports.now(), counts)])
    return { run, dryRun: options.dryRun, counts, items }
  } catch (error) {
    // The first failure is the one to tell of; that the run cannot be closed either adds nothing to it.
    if (run !== null) await ports.records.record([finishRun(run, ports.now(), null)]).catch(() => undefined)
    throw error
  }
}

async function takeFiles(
  ports: ImportPorts,
  actor: Actor,
  files: AsyncIterable<ImportFile> | Iterable<ImportFile>,
  options: ImportOptions,
  run: string | null,
): Promise<readonly ItemReport[]> {
  const entries = createEntries(ports.read, (record) => mayRead(actor, record))
  const claims = new Map<string, Claim>()
  const places = options.places ?? new Set()
  const items: ItemReport[] = []
  for await (const file of files) {
    const taken = await takeFile({ ports, actor, entries, claims, places, dryRun: options.dryRun }, file)
    const number = run === null ? null : `${run}-${String(items.length + 1).padStart(6, '0')}`
    const item: ItemReport = {
      item: number,
      source: shownSource(file.source),
      ...taken,
      findings: taken.findings.map(scrubbedFinding),
      ignored: taken.ignored.map(scrubbedPath),
    }
    if (run !== null && number !== null) {
      await writeItem(ports, actor, run, items.length, { ...item, item: number }, file, options.retryOf)
    }
    items.push(item)
    options.progress?.(items.length, item)
  }
  return items
}

/** Drafts are shown to nobody else, so a dry run tells nothing of them either. */
function mayRead(actor: Actor, { state, document }: SoftwareRecord): boolean {
  return state === 'published' || state === 'archived' || can(actor, 'software.readUnpublished', subjectOf(document))
}

async function writeItem(
  ports: ImportPorts,
  actor: Actor,
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
    const place = placeOf(file)
    await ports.records.record(
      [
        ...(place === null ? [] : [resolvePlace(place, at)]),
        insertItem(run, position, item, sha256, raw, failed ? place : null, null),
      ],
      { actor, at },
    )
    return
  }
  // A retry that failed leaves the first item in the list of what is open, and is itself only a trace of the attempt.
  await ports.records.record(
    [
      ...(failed ? [] : [resolveItem(retryOf, at)]),
      insertItem(run, position, item, sha256, null, null, failed ? at : null),
    ],
    { actor, at },
  )
}

/**
 * By what a newer attempt at the same file is known: its address, else its place on disk. Versions of one file, as a history
 * that was written out, have one place and names of their own.
 */
function placeOf({ address, path, source }: ImportFile): string | null {
  if (address !== null) return fileKey(address)
  return path === null ? null : `path:${path}#${source.split(/[/\\]/).at(-1)}`
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
