import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { MAXIMUM_BYTES } from '../exchange/publiccode/decode.ts'
import { type ImportFile, tooLarge, unreadable } from '../software/import/import-publiccode.ts'
import { labelOf } from '../software/import/quarantine.ts'

export interface FoundFile {
  /** As reports name it: below the folder that was given, or as it was given. */
  readonly source: string
  readonly path: string
  /** Digest of where it lies. */
  readonly place: string
}

/**
 * The file at a path, or every `.yml` and `.yaml` below a folder, by name; numbers in the order of numbers. Links to folders
 * and what versioning keeps are passed over. Throws the file system's error when there is nothing at the path.
 */
export async function findFiles(path: string): Promise<readonly FoundFile[]> {
  const found = await stat(path)
  if (!found.isDirectory()) return [foundAt(path, path)]
  const files: string[] = []
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true })
    for (const entry of entries.sort(inOrder)) {
      const inside = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (entry.name !== '.git' && entry.name !== 'node_modules') await walk(inside)
      } else if (/\.ya?ml$/i.test(entry.name)) files.push(inside)
    }
  }
  await walk(path)
  return files.map((file) => foundAt(join(basename(resolve(path)), relative(path, file)), file))
}

function foundAt(source: string, file: string): FoundFile {
  const path = resolve(file)
  return { source, path, place: placeDigest(path) }
}

function inOrder({ name: left }: Dirent, { name: right }: Dirent): number {
  const numbers = [left, right].map((name) => /^(\d+)\.ya?ml$/i.exec(name)?.[1])
  if (numbers[0] !== undefined && numbers[1] !== undefined) return Number(numbers[0]) - Number(numbers[1])
  return left < right ? -1 : left > right ? 1 : 0
}

/** Reads a file for an import. One that is too large or cannot be read comes with the reason in place of its bytes. */
export async function readImportFile({ source, path, place }: FoundFile): Promise<ImportFile> {
  const file = { source, label: labelOf(source), address: null, path: place }
  try {
    const { size } = await stat(path)
    if (size > MAXIMUM_BYTES) return { ...file, bytes: null, failure: tooLarge(size) }
    return { ...file, bytes: new Uint8Array(await readFile(path)) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return { ...file, bytes: null, failure: unreadable(code) }
  }
}

/**
 * A digest of where a file lies. Files that are named by a number alone are successive versions of one file, as a history that
 * was written out: their place is their folder.
 */
function placeDigest(path: string): string {
  const place = /^\d+\.ya?ml$/i.test(basename(path)) ? `${dirname(path)}/#` : path
  return createHash('sha256').update(place).digest('hex').slice(0, 32)
}
