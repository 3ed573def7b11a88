import type { LogArchive } from '../../src/history/log/archive.ts'

export interface MemoryArchive extends LogArchive {
  readonly files: Map<string, Uint8Array>
}

/** A copy of the log in memory. */
export function memoryArchive(files = new Map<string, Uint8Array>()): MemoryArchive {
  return {
    place: 'memory',
    files,
    read: async (path) => files.get(path)?.slice() ?? null,
    write: async (path, content) => {
      files.set(path, content.slice())
    },
    create: async (path, content) => {
      if (files.has(path)) return false
      files.set(path, content.slice())
      return true
    },
    list: async (folder) =>
      [...files.keys()]
        .filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'))
        .map((path) => path.slice(folder.length + 1)),
    remove: async (path) => {
      files.delete(path)
    },
  }
}
