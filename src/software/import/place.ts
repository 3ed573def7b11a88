import { decodeBytes } from '../../exchange/publiccode/decode.ts'
import type { Position } from '../../exchange/publiccode/finding.ts'
import { loose } from '../../exchange/publiccode/text.ts'
import { type MapNode, parseTree, type TreeEntry, type TreeNode } from '../../exchange/publiccode/yaml-tree.ts'

/**
 * Where in a file the value of a path stands, or the nearest group around it that is there; keys are compared loosely, as
 * files spell them. The file is parsed once, when the first place is asked for.
 */
export function placesIn(bytes: Uint8Array): (path: string) => Position | null {
  let root: TreeNode | null | undefined
  const indexes = new Map<MapNode, ReadonlyMap<string, TreeEntry>>()
  const entryOf = (map: MapNode, step: string): TreeEntry | undefined => {
    const index = indexes.get(map) ?? indexOf(map)
    indexes.set(map, index)
    return index.get(loose(step))
  }
  return (path) => {
    if (root === undefined) {
      const decoded = decodeBytes(bytes)
      root = decoded.text === null ? null : parseTree(decoded.text).root
    }
    if (path === '' || root === null) return null
    let node: TreeNode = root
    let position: Position | null = null
    for (const step of path.match(/[^.[\]]+/g) ?? []) {
      if (node.kind === 'map') {
        const entry = entryOf(node, step)
        if (!entry) return position
        position = entry.position
        node = entry.value
      } else if (node.kind === 'list') {
        const item = node.items[Number(step)]
        if (!item) return position
        position = item.position
        node = item
      } else return position
    }
    return position
  }
}

/** The entries by their keys; of keys that are the same but for their spelling the first. */
function indexOf({ entries }: MapNode): ReadonlyMap<string, TreeEntry> {
  return new Map(entries.map((entry) => [loose(entry.key), entry] as const).reverse())
}

/** `/description/it/features/0` as `description.it.features[0]`. */
export function pathOfPointer(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`), '')
}
