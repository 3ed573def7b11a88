import { readFile } from 'node:fs/promises'
import { findFiles, readImportFile } from '../host/import-files.ts'
import { OPERATOR } from '../kernel/actor.ts'
import { WebUrl } from '../kernel/fields.ts'
import { SoftwareId } from '../kernel/identifiers.ts'
import { fetchSource } from '../software/import/fetch-source.ts'
import { type ImportFile, type ImportPorts, importPubliccode } from '../software/import/import-publiccode.ts'
import { LOCALES, type Locale } from '../web/i18n/index.ts'
import { type Command, type ExitCode, type Io, oneOf, printJson, readArguments, UsageError } from './command.ts'
import { reportAsJson, reportAsText } from './import-report.ts'

const OPTIONS = {
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  source: { type: 'string' },
  id: { type: 'string' },
  lang: { type: 'string' },
} as const

export const importCommands: readonly Command[] = [
  {
    usage:
      'import publiccode <file|folder|list.txt|url|-> [--dry-run] [--json] [--source <url>] [--id <UA-SW-…>] [--lang uk|en]',
    summary:
      'take publiccode.yml files; a .txt file, or - for the standard input, is a list of addresses. Exit code 1 when one went to quarantine',
    async run({ io, register }, argv) {
      const wanted = readImportArguments(argv)
      return runImportPubliccode((await register()).deps, io, wanted)
    },
  },
]

interface Wanted {
  readonly from: string
  readonly dryRun: boolean
  readonly json: boolean
  /** Address the file is known by, for a file that was fetched some other way. */
  readonly source: string | null
  readonly id: string | null
  readonly locale: Locale
}

/** Throws `UsageError`. */
export function readImportArguments(argv: readonly string[]): Wanted {
  const { values, positionals } = readArguments(argv, OPTIONS, ['file|folder|list.txt|url|-'])
  const { source = null, id = null } = values
  if (source !== null && !WebUrl.safeParse(source).success) throw new UsageError('--source is a web address')
  if (id !== null && !SoftwareId.safeParse(id).success) throw new UsageError('--id is a register number, UA-SW-000123')
  return {
    from: positionals[0] ?? '',
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
    source,
    id,
    locale: oneOf('--lang', values.lang ?? 'en', LOCALES),
  }
}

/** Takes the files, prints the report on `out` and progress for a person on `err`. Throws `UsageError` for what is not there. */
export async function runImportPubliccode(ports: ImportPorts, io: Io, wanted: Wanted): Promise<ExitCode> {
  const { files, places } = await filesOf(ports, wanted)
  const only = files.length === 1
  if (!only && (wanted.source !== null || wanted.id !== null)) {
    throw new UsageError('--source and --id are for a single file')
  }
  const report = await importPubliccode(ports, OPERATOR, opened(files, wanted), {
    dryRun: wanted.dryRun,
    places,
    ...(io.terminal ? { progress: (done) => io.err(`\r${done}/${files.length}`) } : {}),
  })
  if (io.terminal) io.err('\r\u001b[K')
  if (wanted.json) printJson(io, reportAsJson(report, wanted.locale))
  else io.out(reportAsText(report, wanted.locale))
  return report.counts.quarantined > 0 ? 1 : 0
}

type Open = () => Promise<ImportFile>

interface Files {
  readonly files: readonly Open[]
  readonly places: ReadonlySet<string>
}

async function filesOf(ports: ImportPorts, { from }: Wanted): Promise<Files> {
  const fetched = (addresses: readonly string[]): Files => ({
    files: addresses.map((address) => () => fetchSource(ports.outgoing, address)),
    places: new Set(),
  })
  if (/^https?:\/\//i.test(from)) return fetched([from])
  try {
    if (from === '-') return fetched(addressesIn(await standardInput()))
    if (/\.txt$/i.test(from)) return fetched(addressesIn(await readFile(from, 'utf8')))
    const found = await findFiles(from)
    if (found.length === 0) throw new UsageError(`there is no .yml or .yaml file in ${from}`)
    return {
      files: found.map((file) => () => readImportFile(file)),
      places: new Set(found.map(({ place }) => place)),
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new UsageError(`${from} cannot be read (${code})`)
  }
}

async function* opened(files: readonly Open[], { source, id }: Wanted): AsyncGenerator<ImportFile> {
  for (const open of files) {
    const file = await open()
    const known = source === null ? {} : { address: source, source, label: source }
    yield { ...file, ...known, ...(id === null ? {} : { id }) }
  }
}

/** One address a line; empty lines and those that start with `#` are passed over. */
function addressesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\uFEFF/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

async function standardInput(): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks).toString('utf8')
}
