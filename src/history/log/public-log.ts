import { createIntegrator, type Integration, type IntegratorPorts } from '../integrator.ts'
import type { LogArchive } from './archive.ts'
import type { Signer } from './note.ts'

/** The log as the program is wired for it. */
export interface PublicLog {
  /** The log's identity: the first line of checkpoints and the name of its keys. */
  readonly origin: string
  readonly archive: LogArchive | null
  /** The keys that sign; none where no key was given. Throws when what was given is no key. */
  readonly signers: () => Promise<readonly Signer[]>
  readonly integrate: (options?: { rounds?: number; intoNewCopy?: boolean }) => Promise<Integration>
  /** Something was written: whoever waits for it goes on. */
  written(): void
  /** Resolves with the next write of this process. */
  nextWrite(): Promise<void>
}

export function createPublicLog(ports: IntegratorPorts): PublicLog {
  let wake: () => void = () => undefined
  let next = new Promise<void>((resolve) => {
    wake = resolve
  })
  return {
    origin: ports.origin,
    archive: ports.archive,
    signers: ports.signers,
    integrate: createIntegrator(ports).integrate,
    written() {
      wake()
      next = new Promise<void>((resolve) => {
        wake = resolve
      })
    },
    nextWrite: () => next,
  }
}
