import type { Host } from '../deps.ts'
import type { PublicLog } from '../history/log/public-log.ts'
import { failureText } from '../kernel/failure-text.ts'

/** Writes that come close together are signed for together, in ms. */
const GATHER_MS = 300
/** How long between two looks when this process wrote nothing: another one may have. In ms. */
const LOOK_EVERY_MS = 5000
/** Longest pause after a failure, in ms. */
const LONGEST_PAUSE_MS = 60_000
/** Rounds at a time, so that a server that is stopped does not have to catch up first. */
const ROUNDS_AT_A_TIME = 4

export interface LogLoop {
  /** Nothing new is begun; what is under way is waited for. */
  stop(): Promise<void>
}

/**
 * Signs the log again and again while the server runs: soon after each write, and every few seconds for what other processes
 * wrote. A failure is said once for each kind; readers see the entries as pending meanwhile.
 */
export function startIntegrating(
  { integrate, nextWrite }: Pick<PublicLog, 'integrate' | 'nextWrite'>,
  { sleep, log }: Pick<Host, 'sleep' | 'log'>,
): LogLoop {
  let stopping = false
  let wake: () => void = () => undefined
  // One waiter, replaced by the next: nothing is added to a promise that may never resolve.
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      wake = resolve
      sleep(ms).then(resolve)
    })
  let written = false
  let awaitsWrite = false
  const listen = async () => {
    while (!stopping) {
      await nextWrite()
      written = true
      if (awaitsWrite) wake()
    }
  }
  let failure = ''
  const once = async (): Promise<'again' | 'wait' | 'failed'> => {
    try {
      const { done } = await integrate({ rounds: ROUNDS_AT_A_TIME })
      failure = ''
      return done ? 'wait' : 'again'
    } catch (error) {
      const text = failureText(error)
      const [kind = ''] = text.split('\n')
      if (kind !== failure) log('log not integrated', { error: text })
      failure = kind
      return 'failed'
    }
  }
  const run = async () => {
    let pause = LOOK_EVERY_MS
    while (!stopping) {
      written = false
      const outcome = await once()
      if (outcome === 'again') continue
      pause = outcome === 'wait' ? LOOK_EVERY_MS : Math.min(pause * 2, LONGEST_PAUSE_MS)
      if (stopping) break
      awaitsWrite = outcome === 'wait'
      if (!(awaitsWrite && written)) await wait(pause)
      const gathers = awaitsWrite && written && !stopping
      awaitsWrite = false
      if (gathers) await wait(GATHER_MS)
    }
  }
  const running = run()
  listen()
  return {
    stop() {
      stopping = true
      wake()
      return running
    },
  }
}
