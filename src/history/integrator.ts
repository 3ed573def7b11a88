import type { Reader } from '../../db/client.ts'
import { toHex, utf8Bytes } from '../kernel/encoding.ts'
import { type LogArchive, type PublishedCheckpoint, readPublished } from './log/archive.ts'
import { type Checkpoint, readCheckpoint, signCheckpoint } from './log/checkpoint.ts'
import { edgeOf, growTiles } from './log/grow.ts'
import { leafHash, sameHash } from './log/hashing.ts'
import { parseNote, type Signer } from './log/note.ts'
import { publish } from './log/publish.ts'
import { firstDifference, parseRefusal, type Refusal, refusalLine } from './log/refusal.ts'
import {
  type CheckpointRow,
  hasCopy,
  markCopy,
  selectLastCheckpoints,
  selectLeafTexts,
  selectLogSizes,
  selectNotes,
  selectRefusal,
  selectRoot,
  selectTiles,
  writeCheckpoint,
  writeKeys,
  writePublished,
  writeRefusal,
  writeTile,
} from './log/rows.ts'
import type { Records } from './record.ts'

/** Leaves that one round puts into tiles and signs for: a log of any length is caught up with in bounded steps. */
export const LEAVES_A_ROUND = 4096

const NOT_SIGNED = 'THE LOG IS NOT SIGNED'

export interface IntegratorPorts {
  readonly read: Reader
  readonly records: Pick<Records, 'record'>
  /** RFC 3339 instant. */
  readonly now: () => string
  /** For operators. */
  readonly log: (event: string, details?: Readonly<Record<string, unknown>>) => void
  /** Whose log it is: the first line of checkpoints. */
  readonly origin: string
  /** The keys that sign, one line each. None: the log is kept and not signed. Throws when they are no keys. */
  readonly signers: () => Promise<readonly Signer[]>
  /** The copy outside the database; null: there is none, and a lost database cannot be told from a younger one. */
  readonly archive: LogArchive | null
}

export interface Integration {
  /** Entries in the log, and entries that the last published checkpoint covers. */
  readonly leaves: number
  readonly covered: number
  /** Why nothing is signed; null when nothing stands against it. */
  readonly refusal: Refusal | null
  /** Nothing is left to do for now. */
  readonly done: boolean
}

export interface Integrator {
  /**
   * Puts new entries into tiles, signs a checkpoint of them, copies everything outside and publishes it. Done at any time, by
   * any number of processes, after any failure, it leads to the same tree; nobody can sign twice for one place in the order.
   * @param options.rounds at most so many rounds of `LEAVES_A_ROUND` leaves
   * @param options.intoNewCopy fill a copy that has no checkpoint although the database has one
   */
  integrate(options?: { readonly rounds?: number; readonly intoNewCopy?: boolean }): Promise<Integration>
}

/** The one that builds and signs the log. */
export function createIntegrator(ports: IntegratorPorts): Integrator {
  // What this process last saw finished: while neither entries nor checkpoints have come, there is nothing to look at.
  let finished = ''
  // What it last refused: the search for the first difference reads the whole log.
  let refused: { readonly seen: string; readonly refusal: Refusal } | null = null
  // What operators were told of a log that has a copy, which this process has not.
  let unchecked = ''
  return {
    async integrate({ rounds = Number.POSITIVE_INFINITY, intoNewCopy = false } = {}) {
      for (let round = 0; ; round++) {
        const { leaves } = await selectLogSizes(ports.read)
        const { signed, published } = await selectLastCheckpoints(ports.read)
        const covered = published?.size ?? 0
        const signers = await ports.signers()
        if (signers.length === 0) return { leaves, covered, refusal: null, done: true }
        const seen = `${leaves} ${signed?.seq} ${published?.seq}`
        if (seen === finished && !(intoNewCopy && round === 0)) return { leaves, covered, refusal: null, done: true }
        if (round >= rounds) return { leaves, covered, refusal: null, done: false }
        const elsewhere = ports.archive === null ? await foundWithCopy(ports.read, leaves, signed) : null
        if (elsewhere) {
          // Not written down: a process that has the copy knows better, and what it says stands.
          if (unchecked !== elsewhere.reason) ports.log(NOT_SIGNED, { why: refusalLine(elsewhere) })
          unchecked = elsewhere.reason
          return { leaves, covered, refusal: elsewhere, done: true }
        }
        unchecked = ''
        const copy = ports.archive && (await readPublished(ports.archive))
        const beside = `${seen} ${copy?.size}`
        const known = refused?.seen === beside && !intoNewCopy ? refused.refusal : null
        const outcome = known ?? (await oneRound({ ...ports, signers, copy, intoNewCopy }, leaves, signed))
        if (typeof outcome === 'object') {
          if (known === null) await say(ports, outcome)
          refused = { seen: beside, refusal: outcome }
          return { leaves, covered, refusal: outcome, done: true }
        }
        refused = null
        if (outcome === 'more') continue
        await say(ports, null)
        finished = seen
      }
    },
  }
}

type Outcome = 'more' | 'finished' | Refusal

/** What a round knows besides. */
interface Round extends Omit<IntegratorPorts, 'signers'> {
  readonly signers: readonly Signer[]
  /** The last checkpoint that the copy has. */
  readonly copy: PublishedCheckpoint | null
  readonly intoNewCopy: boolean
}

/**
 * What stands against signing by a process without the copy, of a log that has one: it would not see that the database lacks
 * published entries. Null when the log has no copy.
 */
async function foundWithCopy(read: Reader, leaves: number, signed: CheckpointRow | null): Promise<Refusal | null> {
  const said = await selectRefusal(read)
  const standing = said === null ? null : parseRefusal(said)
  if (standing?.reason === 'behind' || (standing?.reason === 'forked' && standing.difference)) return standing
  if (!(await hasCopy(read))) return null
  return { reason: 'copy-missing', place: null, published: signed?.size ?? leaves }
}

/** One bounded step: whatever comes next of copying out what was signed, growing tiles, and signing. */
async function oneRound(round: Round, leaves: number, signed: CheckpointRow | null): Promise<Outcome> {
  const { read, archive, origin, copy, intoNewCopy } = round
  const foreign = [copy, signed && readCheckpoint(signed.note)].find((each) => each && each.origin !== origin)
  if (foreign) return { reason: 'other-origin', ours: origin, theirs: foreign.origin }
  if (archive && copy === null && signed?.publishedAt && !intoNewCopy) {
    return { reason: 'copy-missing', place: archive.place, published: signed.size }
  }
  if (archive && copy && copy.size > leaves) {
    // Counted again: entries may have come, and been published, after the first count.
    const { leaves: counted } = await selectLogSizes(read)
    if (copy.size > counted) {
      return {
        reason: 'behind',
        leaves: counted,
        published: copy.size,
        ...(await firstDifference(read, archive, copy.size, counted)),
      }
    }
  }
  const tiled = await growByOneRound(round)
  if (copy && tiled < copy.size) return 'more'
  const forked = await forkOf(round, signed)
  if (forked) return forked
  const uncopied = archive !== null && signed !== null && (copy === null || copy.size < signed.size)
  if (signed && (signed.publishedAt === null || uncopied)) return publishSigned(round, signed)
  if (signed && signed.size === tiled && (await isSignedBy(round, signed.size))) {
    return tiled === leaves ? 'finished' : 'more'
  }
  await sign(round, (signed?.seq ?? 0) + 1, { origin, size: tiled, root: await selectRoot(read, tiled) })
  return 'more'
}

/** Puts the next leaves into tiles, in one write. Returns how many leaves are in tiles then. */
async function growByOneRound({ read, records }: Round): Promise<number> {
  const { leaves, tiled } = await selectLogSizes(read)
  const end = Math.min(leaves, (Math.floor(tiled / LEAVES_A_ROUND) + 1) * LEAVES_A_ROUND)
  if (end === tiled) return tiled
  const added = (await selectLeafTexts(read, tiled, end)).map((text) => leafHash(utf8Bytes(text)))
  const tiles = await selectTiles(read, edgeOf(tiled))
  const edge = ({ level, n }: { level: number; n: number }) => tiles.get(`${level}/${n}`) ?? new Uint8Array(0)
  await records.record(growTiles(tiled, edge, added).map(writeTile))
  return end
}

/** Whether the entries are others than those that were signed for: in the copy, or by an earlier checkpoint of the database. */
async function forkOf({ read, archive, copy }: Round, signed: CheckpointRow | null): Promise<Refusal | null> {
  if (archive && copy && !sameHash(await selectRoot(read, copy.size), copy.root)) {
    return { reason: 'forked', published: copy.size, ...(await firstDifference(read, archive, copy.size, copy.size)) }
  }
  if (signed && toHex(await selectRoot(read, signed.size)) !== signed.root) {
    return { reason: 'forked', published: signed.size, difference: null }
  }
  return null
}

/** Signs for the tree; whoever was faster with the same place in the order has signed instead. */
async function sign({ signers, records, now }: Round, seq: number, checkpoint: Checkpoint): Promise<void> {
  const note = await signCheckpoint(checkpoint, signers)
  const at = now()
  await records.record([
    writeCheckpoint(seq, checkpoint, note, at),
    ...writeKeys(
      signers.map(({ key }) => key.text),
      at,
    ),
  ])
}

/**
 * Nobody is shown a checkpoint that the copy outside does not have. When the copy has by now another tree, of another database,
 * the checkpoint stays unpublished.
 */
async function publishSigned({ read, records, archive, now, copy }: Round, signed: CheckpointRow): Promise<Outcome> {
  if (archive === null) {
    await records.record([writePublished(signed.seq, now())])
    return 'more'
  }
  const before = copy?.size ?? 0
  if (copy === null || signed.size >= before) {
    const latest = await readPublished(archive)
    if (latest?.note !== copy?.note) return 'more'
    const outcome = await publish(read, archive, before, signed)
    if (outcome === 'overtaken') return 'more'
    if (outcome === 'forked') {
      return {
        reason: 'forked',
        published: signed.size,
        ...(await firstDifference(read, archive, signed.size, signed.size)),
      }
    }
  }
  await records.record([writePublished(signed.seq, now()), markCopy()])
  return 'more'
}

/** Whether each key has signed for this size: processes with different keys do not sign it in turns without end. */
async function isSignedBy({ read, signers }: Round, size: number): Promise<boolean> {
  const notes = await selectNotes(read, size)
  const ids = notes.flatMap((note) => parseNote(note)?.signatures.map(({ name, id }) => `${name}+${id}`) ?? [])
  return signers.every(({ key }) => ids.includes(`${key.name}+${key.id}`))
}

/** Writes down why nothing is signed, for every process to show, and tells operators once. */
async function say(
  { read, records, log }: Pick<IntegratorPorts, 'read' | 'records' | 'log'>,
  refusal: Refusal | null,
): Promise<void> {
  const text = refusal === null ? null : JSON.stringify(refusal)
  if ((await selectRefusal(read)) === text) return
  await records.record([writeRefusal(text)])
  if (refusal === null) log('the log is signed again')
  else log(NOT_SIGNED, { why: refusalLine(refusal) })
}
