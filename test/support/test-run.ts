import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { carriedBrowser } from './carried-browser.ts'

/** The folder of what the test files of a run share, made by whoever needs it first; undefined outside a run. */
export const sharedFolder = (): string | undefined => process.env['ONCE_TEST_FOLDER']

/** Before the first test of a run, in the process that starts the others; what it gives back is called after the last. */
export default async function begin(): Promise<() => Promise<void>> {
  // Unpacked here, not by two processes at once.
  await carriedBrowser()
  const folder = await mkdtemp(join(tmpdir(), 'once-tests-'))
  process.env['ONCE_TEST_FOLDER'] = folder
  return () => rm(folder, { recursive: true, force: true })
}
