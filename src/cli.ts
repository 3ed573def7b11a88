import type { Database } from '../db/client.ts'
import { type Command, type CommandContext, type ExitCode, type Io, UsageError } from './cli/command.ts'
import { databaseCommands } from './cli/database.ts'
import { importCommands } from './cli/import.ts'
import { keyCommands } from './cli/keys.ts'
import { logCommands } from './cli/log.ts'
import { memberCommands } from './cli/members.ts'
import { referenceCommands } from './cli/reference.ts'
import { searchCommands } from './cli/search.ts'
import { ConfigError, readConfig } from './config.ts'
import { createDeps, type Deps } from './deps.ts'
import { logOfMachine } from './host/log-of-machine.ts'
import { nodeHost } from './host/node.ts'
import { DatabaseNotReady, openAnySchema, openReady } from './host/prepare.ts'
import { AppError } from './kernel/errors.ts'
import { failureText } from './kernel/failure-text.ts'
import { siteOf } from './site.ts'
import { findingText } from './web/problem.ts'

const COMMANDS: readonly Command[] = [
  ...databaseCommands,
  ...searchCommands,
  ...keyCommands,
  ...logCommands,
  ...memberCommands,
  ...referenceCommands,
  ...importCommands,
]

const HELP = `Usage: npm run once -- <command>

${COMMANDS.map(({ usage, summary }) => `  ${usage}\n      ${summary}`).join('\n')}
  help
      show this

The database is DATABASE_URL, or data/once.db here. Exit codes: 0 done, 1 failed or found something wrong, 2 not understood.
`

/** The words of a command before its options: `key create`. */
function wordsOf(command: Command): readonly string[] {
  return command.usage.split(' ').filter((word) => /^[a-z]+$/.test(word))
}

function find(argv: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } {
  for (const command of COMMANDS) {
    const words = wordsOf(command)
    if (words.every((word, index) => argv[index] === word)) return { command, rest: argv.slice(words.length) }
  }
  throw new UsageError(argv[0] === undefined ? 'no command was given' : `there is no command "${argv.join(' ')}"`)
}

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  if (argv[0] === 'help' || argv[0] === '--help' || argv[0] === '-h') {
    io.out(HELP)
    return 0
  }
  const open: Database[] = []
  try {
    const { command, rest } = find(argv)
    if (rest.includes('--help')) {
      io.out(`${command.usage}\n    ${command.summary}\n`)
      return 0
    }
    return await command.run(contextOf(io, open), rest)
  } catch (error) {
    return failed(error, io)
  } finally {
    for (const database of open) database.client.close()
  }
}

function contextOf(io: Io, open: Database[]): CommandContext {
  const config = readConfig(process.env)
  const origin = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`
  const depsOf = async (database: Database): Promise<Deps> =>
    // Commands show no pages, so the files that pages name are not built.
    createDeps(
      database,
      { ...nodeHost, ...(await logOfMachine(config, origin)) },
      siteOf({
        origin,
        assets: { css: '', js: '', icon: '', fontRegular: '', fontBold: '', verifier: '', verifyPage: '' },
        demo: false,
      }),
      config,
    )
  return {
    io,
    config,
    database: async () => {
      const opened = await openAnySchema(config)
      open.push(opened.database)
      return opened
    },
    register: async () => {
      const database = await openReady(config)
      open.push(database)
      return { database, deps: await depsOf(database) }
    },
  }
}

function failed(error: unknown, io: Io): ExitCode {
  if (error instanceof UsageError) {
    io.err(`${error.message}\nnpm run once -- help   shows every command\n`)
    return 2
  }
  if (error instanceof ConfigError) io.err(`${error.problems.map((p) => `${p.variable} ${p.reason}`).join('\n')}\n`)
  else if (error instanceof DatabaseNotReady) io.err(`${error.message}\n`)
  else if (error instanceof AppError) {
    io.err(`${error.code}: ${error.message}\n`)
    for (const finding of error.findings) io.err(`  ${finding.pointer}: ${findingText(finding, 'en')}\n`)
  } else io.err(`${failureText(error)}\n`)
  return 1
}

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
})
