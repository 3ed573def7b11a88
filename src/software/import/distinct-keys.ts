/** Longest key of `extensions`. */
const LONGEST = 300

/**
 * Keys for paths, in their order: no two the same, none longer than 300 code units. A path that is short enough and the first
 * of its kind is its own key; of others the end gives way to a number.
 */
export function distinctKeys(paths: readonly string[]): string[] {
  const taken = new Set(paths.filter(({ length }) => length <= LONGEST))
  const given = new Set<string>()
  const numbers = new Map<string, number>()
  return paths.map((path) => {
    const isFree = (key: string) => !given.has(key) && (key === path || !taken.has(key))
    const start = cut(path, LONGEST - 10)
    let key = cut(path, LONGEST)
    while (!isFree(key)) {
      const number = (numbers.get(start) ?? 1) + 1
      numbers.set(start, number)
      key = `${start}~${number}`
    }
    given.add(key)
    return key
  })
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}
