/** Entries stand in bundles of at most 256, each behind its length as two bytes, the higher first (c2sp.org/tlog-tiles). */
const LONGEST_ENTRY = 0xff_ff

/** One bundle of these entries. Throws on an entry longer than 65,535 bytes. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bundle = new Uint8Array(entries.reduce((sum, { length }) => sum + 2 + length, 0))
  let position = 0
  for (const entry of entries) {
    if (entry.length > LONGEST_ENTRY) throw new RangeError(`an entry of ${entry.length} bytes`)
    bundle[position] = entry.length >> 8
    bundle[position + 1] = entry.length & 0xff
    bundle.set(entry, position + 2)
    position += 2 + entry.length
  }
  return bundle
}

/** The entries of a bundle; null when it ends within one. */
export function decodeBundle(bundle: Uint8Array): readonly Uint8Array[] | null {
  const entries: Uint8Array[] = []
  for (let position = 0; position < bundle.length; ) {
    const [high, low] = [bundle[position], bundle[position + 1]]
    if (high === undefined || low === undefined) return null
    const start = position + 2
    const end = start + high * 256 + low
    if (end > bundle.length) return null
    entries.push(bundle.slice(start, end))
    position = end
  }
  return entries
}
