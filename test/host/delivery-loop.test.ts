import { expect, it } from 'vitest'
import { startDelivering } from '../../src/host/delivery-loop.ts'

/** Runs the loop until it has slept so often; each sleep is over at once. */
async function pausesOf(outcomes: readonly boolean[]): Promise<readonly number[]> {
  const pauses: number[] = []
  let made = 0
  let enough: () => void = () => undefined
  const done = new Promise<void>((resolve) => {
    enough = resolve
  })
  const loop = startDelivering(async () => outcomes[made++] ?? true, {
    sleep: async (ms) => {
      pauses.push(ms)
      if (pauses.length === outcomes.length) enough()
      await new Promise((resolve) => setImmediate(resolve))
    },
  })
  await done
  await loop.stop()
  return pauses.slice(0, outcomes.length)
}

it('looks every two seconds while all is well', async () => {
  expect(await pausesOf([true, true, true])).toEqual([2000, 2000, 2000])
})

it('looks less and less often while it fails, and as before after it succeeded', async () => {
  expect(await pausesOf([false, false, false, true, false])).toEqual([4000, 8000, 16_000, 2000, 4000])
  expect((await pausesOf(Array.from({ length: 9 }, () => false))).at(-1)).toBe(60_000)
})

it('stops after the delivery that is under way', async () => {
  let finish: () => void = () => undefined
  let ended = false
  const underWay = new Promise<boolean>((resolve) => {
    finish = () => resolve(true)
  })
  const loop = startDelivering(() => underWay, { sleep: () => new Promise(() => undefined) })
  const stopped = loop.stop().then(() => {
    ended = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(ended).toBe(false)
  finish()
  await stopped
  expect(ended).toBe(true)
})
