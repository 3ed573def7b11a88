import type { Host } from '../deps.ts'

/** How long between two looks at whether there is something to deliver, in ms. */
const LOOK_EVERY_MS = 2000
/** Longest pause after a delivery that failed, in ms. */
const LONGEST_PAUSE_MS = 60_000

export interface DeliveryLoop {
  /** No new delivery; the one under way is waited for. */
  stop(): Promise<void>
}

/**
 * Delivers again and again while the server runs: soon after each change, less and less often while it fails. Failures are
 * said by the engine itself, once for each kind.
 * @param deliver whether it got to the end; does next to nothing when nothing changed
 */
export function startDelivering(deliver: () => Promise<boolean>, { sleep }: Pick<Host, 'sleep'>): DeliveryLoop {
  let stopping = false
  let wake: () => void = () => undefined
  const stopped = new Promise<void>((resolve) => {
    wake = resolve
  })
  const run = async () => {
    let pause = LOOK_EVERY_MS
    while (!stopping) {
      pause = (await deliver()) ? LOOK_EVERY_MS : Math.min(pause * 2, LONGEST_PAUSE_MS)
      await Promise.race([sleep(pause), stopped])
    }
  }
  const running = run()
  return {
    stop() {
      stopping = true
      wake()
      return running
    },
  }
}
