import { constants, copyFile, link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LogArchive } from '../history/log/archive.ts'

/** Envelopes hold what is not public. */
const OWNER_ONLY = 0o700
const OWNER_FILE = 0o600
/** No write takes so long, in ms; one that does fails and is made again. */
const UNFINISHED_MS = 60_000

/**
 * The copy of the log in a folder of this machine, best on another disk than the database. Files are written beside their name, made
 * durable and then renamed, so that a reader, or a power cut, finds the old content or the new one.
 */
export function openLogFolder(folder: string): LogArchive {
  let swept: Promise<void> | undefined
  const put = async (path: string, content: Uint8Array, name: (beside: string, place: string) => Promise<void>) => {
    const place = join(folder, path)
    await mkdir(dirname(place), { recursive: true, mode: OWNER_ONLY })
    const beside = join(dirname(place), partName())
    try {
      await writeDurably(beside, content)
      swept ??= sweep(folder, beside)
      await swept
      await name(beside, place)
    } finally {
      await rm(beside, { force: true })
    }
    await syncFolder(dirname(place))
  }
  return {
    place: folder,
    async read(path) {
      try {
        return new Uint8Array(await readFile(join(folder, path)))
      } catch (error) {
        if (isAbsent(error)) return null
        throw error
      }
    },
    async write(path, content) {
      await put(path, content, rename)
    },
    async create(path, content) {
      try {
        await put(path, content, nameOnce)
        return true
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return false
        throw error
      }
    },
    async list(path) {
      try {
        return (await readdir(join(folder, path))).filter((name) => !name.startsWith('.'))
      } catch (error) {
        if (isAbsent(error)) return []
        throw error
      }
    },
    async remove(path) {
      await rm(join(folder, path), { force: true })
    },
  }
}

let parts = 0

/** The name of a file while it is written: no other writer has it, in this process or beside it. */
function partName(): string {
  parts += 1
  return `.${process.pid}-${parts}.part`
}

/** Removes files whose writer ended before they were named: nobody would erase what is in them. Done once, by the first write. */
async function sweep(folder: string, justWritten: string): Promise<void> {
  const now = (await stat(justWritten)).mtimeMs
  for (const name of await readdir(folder, { recursive: true })) {
    if (!/(^|[\\/])\.\d+-\d+\.part$/.test(name)) continue
    const path = join(folder, name)
    const at = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => now,
    )
    if (now - at > UNFINISHED_MS) await rm(path, { force: true })
  }
}

/** Makes a file, for its owner alone, that is there whole or not at all; false when something stands under its name. */
export async function createDurably(path: string, content: Uint8Array): Promise<boolean> {
  const beside = join(dirname(path), partName())
  try {
    await writeDurably(beside, content)
    await nameOnce(beside, path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(beside, { force: true })
  }
  await syncFolder(dirname(path))
  return true
}

/** Gives a file its name unless the name is taken (`EEXIST`). Some file systems have no links; there it is copied. */
async function nameOnce(beside: string, place: string): Promise<void> {
  try {
    await link(beside, place)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error))) throw error
    await copyFile(beside, place, constants.COPYFILE_EXCL)
  }
}

async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'w', OWNER_FILE)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes the new name of a file durable. Some systems cannot open folders; there the name is as durable as they make it. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes(codeOf(error))) throw error
  }
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
