import type { Reader } from '../db/client.ts'
import { hasDemonstrationData } from './site-pages/store.ts'

/** How long a look holds, in ms: data that another process loads must not wait for a restart to be called what it is. */
const LOOK_HOLDS_MS = 10_000

/** Whether the register holds demonstration data, which pages say. Once loaded it stays. */
export interface Demonstration {
  readonly isLoaded: boolean
  /** Looks again unless it was looked at lately; keeps what was known when the database does not answer. */
  look(): Promise<void>
}

export function createDemonstration(read: Reader, now: () => string, isLoadedAtStart: boolean): Demonstration {
  let isLoaded = isLoadedAtStart
  let lookedAt = Number.NEGATIVE_INFINITY
  return {
    get isLoaded() {
      return isLoaded
    },
    async look() {
      const at = Date.parse(now())
      if (isLoaded || at - lookedAt < LOOK_HOLDS_MS) return
      try {
        isLoaded = await hasDemonstrationData(read)
        lookedAt = at
      } catch {
        // The page itself will say what is wrong with the database.
      }
    },
  }
}
