/** Letters of a skeleton that are kept in the table of deletions: errors beyond them do not keep two words apart there. */
const PREFIX = 7

/**
 * The keys under which a word is found in spite of one error in its beginning: the first seven letters, and these with any one
 * left out, each once (symmetric deletion: W. Garbe, SymSpell, 2012). Two words within one edit of each other share a key.
 */
export function deletionKeys(skeleton: string): readonly string[] {
  const start = [...skeleton].slice(0, PREFIX)
  const keys = new Set([start.join('')])
  if (start.length > 1) {
    for (let out = 0; out < start.length; out += 1) keys.add(start.toSpliced(out, 1).join(''))
  }
  return [...keys]
}

/**
 * Optimal string alignment: insertions, deletions, substitutions and swaps of two neighbours cost one each, and no part is
 * edited twice (Damerau 1964, restricted).
 * @param most the largest distance of interest
 * @returns the distance, or `most + 1` when it is larger
 */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row]
    let least = row
    for (let column = 1; column <= b.length; column += 1) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1)
      let cost = Math.min(at(above, column) + 1, at(line, column - 1) + 1, at(above, column - 1) + (same ? 0 : 1))
      if (
        row > 1 &&
        column > 1 &&
        a.charCodeAt(row - 1) === b.charCodeAt(column - 2) &&
        a.charCodeAt(row - 2) === b.charCodeAt(column - 1)
      ) {
        cost = Math.min(cost, at(before, column - 2) + 1)
      }
      line.push(cost)
      if (cost < least) least = cost
    }
    // A swap reaches back two lines, so that only two lines above the limit end the search.
    if (least > most && Math.min(...above) > most) return most + 1
    before = above
    above = line
  }
  return Math.min(at(above, b.length), most + 1)
}

function at(line: readonly number[], index: number): number {
  return line[index] ?? Number.POSITIVE_INFINITY
}
