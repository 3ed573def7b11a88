import type { LogArchive } from '../history/log/archive.ts'

/** What is used of an R2 bucket. */
export interface Bucket {
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>
  /** Null when the condition does not hold. */
  put(key: string, value: Uint8Array, options?: { readonly onlyIf: Headers }): Promise<unknown>
  delete(key: string): Promise<void>
  list(options: { prefix: string; cursor?: string }): Promise<{
    readonly objects: readonly { readonly key: string }[]
    readonly truncated: boolean
    readonly cursor?: string
  }>
}

/** The copy of the log in an R2 bucket of its own, which must not be public: envelopes are in it. */
export function openLogBucket(bucket: Bucket, name: string): LogArchive {
  return {
    place: name,
    async read(path) {
      const object = await bucket.get(path)
      return object === null ? null : new Uint8Array(await object.arrayBuffer())
    },
    async write(path, content) {
      await bucket.put(path, content)
    },
    async create(path, content) {
      return (await bucket.put(path, content, { onlyIf: new Headers({ 'if-none-match': '*' }) })) !== null
    },
    async list(folder) {
      const prefix = `${folder}/`
      const names: string[] = []
      for (let cursor: string | undefined; ; ) {
        const part = await bucket.list({ prefix, ...(cursor === undefined ? {} : { cursor }) })
        for (const { key } of part.objects) {
          const below = key.slice(prefix.length)
          if (!below.includes('/')) names.push(below)
        }
        if (!part.truncated || part.cursor === undefined) return names
        cursor = part.cursor
      }
    },
    async remove(path) {
      await bucket.delete(path)
    },
  }
}
