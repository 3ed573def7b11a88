/** Rounds of resampling; the third digit of what they give is steady. */
const ROUNDS = 10_000

/** Numbers in [0, 1) from a seed, always the same ones (mulberry32, in the public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The 95 % percentile bootstrap interval of a mean (Efron 1979). The sample must not be empty. */
export function bootstrapInterval(sample: readonly number[]): readonly [low: number, high: number] {
  const random = randomFrom(sample.length)
  const means = Float64Array.from({ length: ROUNDS }, () => {
    let total = 0
    for (let drawn = 0; drawn < sample.length; drawn++) total += sample[Math.floor(random() * sample.length)] ?? 0
    return total / sample.length
  }).sort()
  return [means[Math.floor(ROUNDS * 0.025)] ?? 0, means[Math.ceil(ROUNDS * 0.975) - 1] ?? 0]
}

/**
 * The two-sided p-value of a paired randomisation test: how often the means of two engines over the same queries lie at least
 * as far apart when it is left to chance which answer is whose (Smucker, Allan and Carterette 2007).
 */
export function randomisationTest(ours: readonly number[], theirs: readonly number[]): number {
  const differences = ours.map((score, index) => score - (theirs[index] ?? 0)).filter((difference) => difference !== 0)
  const seen = Math.abs(differences.reduce((total, difference) => total + difference, 0))
  const random = randomFrom(differences.length)
  let asFar = 0
  for (let round = 0; round < ROUNDS; round++) {
    let total = 0
    for (const difference of differences) total += random() < 0.5 ? difference : -difference
    if (Math.abs(total) >= seen - 1e-12) asFar++
  }
  return (asFar + 1) / (ROUNDS + 1)
}
