import type { Reader } from '../../../db/client.ts'
import { type LogArchive, readEntries } from './archive.ts'
import { selectLeafTexts } from './rows.ts'
import { TILE_WIDTH } from './tiles.ts'

/** The first entry that is another one in the copy than in the database: the texts of both leaves. */
export interface Difference {
  readonly idx: number
  readonly database: string
  readonly copy: string
}

/** Why nothing is signed: signing would let the log say two things. */
export type Refusal =
  /** The database has fewer entries than were published; `difference`: and not even all of those it has are the published ones. */
  | {
      readonly reason: 'behind'
      readonly leaves: number
      readonly published: number
      readonly difference: Difference | null
    }
  /** An entry that was signed for is another one now. */
  | { readonly reason: 'forked'; readonly published: number; readonly difference: Difference | null }
  /** What was signed before is the log of another name. */
  | { readonly reason: 'other-origin'; readonly ours: string; readonly theirs: string }
  /** The database has published checkpoints and the place of the copy is empty; null: the log has a copy, and this process no place of it. */
  | { readonly reason: 'copy-missing'; readonly place: string | null; readonly published: number }

/** The first entry below `leaves` that differs between the database and a copy of `size` entries. */
export async function firstDifference(
  read: Reader,
  archive: LogArchive,
  size: number,
  leaves: number,
): Promise<{ readonly difference: Difference | null }> {
  const end = Math.min(size, leaves)
  for (let n = 0; n * TILE_WIDTH < end; n++) {
    const start = n * TILE_WIDTH
    const copied = await readEntries(archive, n, size)
    const kept = await selectLeafTexts(read, start, Math.min(end, start + TILE_WIDTH))
    const index = kept.findIndex((text, position) => text !== copied[position])
    if (index >= 0) {
      return { difference: { idx: start + index, database: kept[index] ?? '', copy: copied[index] ?? '' } }
    }
  }
  return { difference: null }
}

/** One line that tells an operator what is wrong and what to do. */
export function refusalLine(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'behind':
      return refusal.difference === null
        ? `the database has ${refusal.leaves} entries and ${refusal.published} were published: it was restored from an older copy. Run \`npm run once -- log replay\``
        : `${differing(refusal.difference)}; it was restored from an older copy and written to since. Restore it again and run \`npm run once -- log replay\` before anything is written`
    case 'forked':
      return refusal.difference === null
        ? `the first ${refusal.published} entries are not those that were signed for. Run \`npm run once -- verify\``
        : `${differing(refusal.difference)}. Restore a copy of the database from before that and run \`npm run once -- log replay\``
    case 'other-origin':
      return `the log was signed as ${refusal.theirs}, and the key is of ${refusal.ours}. Set LOG_KEY to a key of ${refusal.theirs}`
    case 'copy-missing':
      if (refusal.place === null) {
        return 'the log has a copy outside the database, and this process was not told where. Set LOG_FOLDER to it (on Workers: bind LOG_BUCKET)'
      }
      return `there is no copy of the log in ${refusal.place}, and ${refusal.published} entries were published. Put it back, or begin a new one: \`npm run once -- log integrate --new-copy\``
  }
}

function differing({ idx, database, copy }: Difference): string {
  return `entry ${idx} is ${named(database)} and was published as ${named(copy)}`
}

/** `software UA-SW-000001 version 2 of 2026-11-23T08:00:00.000Z`. */
function named(leaf: string): string {
  try {
    const { type, id, version, at } = JSON.parse(leaf)
    return `${type} ${id} version ${version} of ${at}`
  } catch {
    return 'no leaf at all'
  }
}

export function parseRefusal(text: string): Refusal {
  return JSON.parse(text) as Refusal
}
