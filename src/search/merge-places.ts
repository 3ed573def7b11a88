/** Lists of whole numbers, each in falling order, merged into one: every number once, with the lists that have it. */
export interface Merged {
  /** In falling order. */
  readonly places: Float64Array
  /** Where in `holders` the lists of each place end; they begin where those of the place before end. */
  readonly ends: Int32Array
  /** Numbers of lists, place by place. */
  readonly holders: Int32Array
}

/** Merges lists in falling order; `(sum of their lengths) × log(how many)` steps, without a value made for each. */
export function mergePlaces(lists: readonly (readonly number[])[]): Merged {
  const slots = Math.max(1, lists.length)
  // A place and the number of a list in one number, so that sorted lists of pairs are merged as numbers.
  let runs = lists.map((list, slot) => Float64Array.from(list, (place) => place * slots + slot))
  while (runs.length > 1) {
    const merged: Float64Array<ArrayBuffer>[] = []
    for (let index = 0; index < runs.length; index += 2) {
      const [one, other] = [runs[index], runs[index + 1]]
      if (one !== undefined) merged.push(other === undefined ? one : mergeTwo(one, other))
    }
    runs = merged
  }
  return grouped(runs[0] ?? new Float64Array(), slots)
}

function mergeTwo(one: Float64Array, other: Float64Array): Float64Array<ArrayBuffer> {
  const merged = new Float64Array(one.length + other.length)
  let i = 0
  let j = 0
  for (let index = 0; index < merged.length; index += 1) {
    const a = one[i] ?? -1
    const b = other[j] ?? -1
    if (a >= b) {
      merged[index] = a
      i += 1
    } else {
      merged[index] = b
      j += 1
    }
  }
  return merged
}

function grouped(pairs: Float64Array, slots: number): Merged {
  const places = new Float64Array(pairs.length)
  const ends = new Int32Array(pairs.length)
  const holders = new Int32Array(pairs.length)
  let count = 0
  for (let index = 0; index < pairs.length; index += 1) {
    const pair = pairs[index] ?? 0
    const place = Math.floor(pair / slots)
    if (count === 0 || places[count - 1] !== place) {
      places[count] = place
      count += 1
    }
    holders[index] = pair - place * slots
    ends[count - 1] = index + 1
  }
  return { places: places.subarray(0, count), ends: ends.subarray(0, count), holders }
}
