import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Database } from '../../db/client.ts'
import type { SchemaState } from '../../db/schema-version.ts'
import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'

/** Where a command writes. Results go to `out`, everything that is said about them to `err`. */
export interface Io {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether a person watches: progress is shown only to people. */
  readonly terminal: boolean
}

/** What a command is given. The database is opened when first asked for, so that help and usage errors need none. */
export interface CommandContext {
  readonly io: Io
  readonly config: Config
  /** The register with a checked schema. Throws `DatabaseNotReady`. */
  register(): Promise<{ readonly database: Database; readonly deps: Deps }>
  /** The database as it is, for `migrate`. */
  database(): Promise<{ readonly database: Database; readonly state: SchemaState }>
}

/** 0: done · 1: the work failed or found something wrong · 2: the command was not understood. */
export type ExitCode = 0 | 1 | 2

export interface Command {
  /** As typed: `key create --role <role>`. */
  readonly usage: string
  readonly summary: string
  run(context: CommandContext, argv: readonly string[]): Promise<ExitCode>
}

/** The command line was not understood; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

type Options = NonNullable<ParseArgsConfig['options']>

/**
 * Options and exactly as many positional arguments as are named. Throws `UsageError` for anything else.
 * @param names of the positional arguments, for the message
 */
export function readArguments<const O extends Options>(
  argv: readonly string[],
  options: O,
  names: readonly string[] = [],
) {
  const { values, positionals } = parsed(argv, options)
  const missing = names[positionals.length]
  if (missing !== undefined) throw new UsageError(`<${missing}> is missing`)
  const extra = positionals[names.length]
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many`)
  return { values, positionals }
}

function parsed<const O extends Options>(argv: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message.split('. To specify')[0] ?? error.message)
    throw error
  }
}

/** The option, or a usage error that names it. */
export function needed(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`--${name} is missing`)
  return value
}

/** The value as one of the allowed ones, or a usage error that lists them. */
export function oneOf<const T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value)
  if (found === undefined) throw new UsageError(`${name} is one of ${allowed.join(', ')}, not "${value}"`)
  return found
}

export function printJson(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(value, null, 2)}\n`)
}
