import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type CodeRow, replaceCodes } from '../../seed/load-reference.ts'
import { parseDk021Json, parseKatottgCsv, parseKatottgJson } from '../../seed/reference/load-codes.ts'
import type { Reference } from '../directory/reference.ts'
import { OPERATOR } from '../kernel/actor.ts'
import { isIsoDate } from '../kernel/dates.ts'
import { AppError, type Finding } from '../kernel/errors.ts'
import { type Command, oneOf, printJson, readArguments, UsageError } from './command.ts'

const SHOWN_FINDINGS = 20

interface Loaded {
  readonly rows: readonly CodeRow[]
  readonly findings: readonly Finding[]
}

export const referenceCommands: readonly Command[] = [
  {
    usage: 'reference load <katottg|dk021> <file> [--english <file>] [--date <YYYY-MM-DD>] [--source <text>] [--json]',
    summary: 'replace a table of codes with the whole official one; entries are checked against it from then on',
    async run({ io, register }, argv) {
      const options = {
        english: { type: 'string' },
        date: { type: 'string' },
        source: { type: 'string' },
        json: { type: 'boolean' },
      } as const
      const { values, positionals } = readArguments(argv, options, ['katottg|dk021', 'file'])
      const [table = '', file = ''] = positionals
      const scheme = oneOf('the table', table, ['katottg', 'dk021'])
      if (values.date !== undefined && !isIsoDate(values.date)) throw new UsageError('--date is a day like 2025-05-16')
      if (values.english !== undefined && scheme !== 'dk021') throw new UsageError('--english goes with dk021')
      const text = await textOf(file)
      const english = values.english === undefined ? null : await textOf(values.english)
      const { deps } = await register()
      const { rows, findings } = await understood(file, () =>
        scheme === 'katottg' ? katottg(text, deps.reference) : dk021(text, english),
      )
      await refuseWhenPartial(deps.reference, scheme, rows)
      await replaceCodes(deps, OPERATOR, {
        scheme,
        source: values.source ?? basename(file),
        date: values.date ?? null,
        complete: true,
        rows,
      })
      if (values.json) printJson(io, { scheme, rows: rows.length, findings })
      else {
        io.err(`${scheme}: ${rows.length} codes loaded, ${findings.length} lines left out.\n`)
        for (const { pointer, rule } of findings.slice(0, SHOWN_FINDINGS)) io.err(`  ${pointer}: ${rule}\n`)
      }
      return 0
    },
  },
  {
    usage: 'reference list [--json]',
    summary: 'show the tables of codes that are loaded, their sources and dates',
    async run({ io, register }, argv) {
      const { values } = readArguments(argv, { json: { type: 'boolean' } })
      const { deps } = await register()
      const tables = await deps.reference.status()
      if (values.json) printJson(io, tables)
      for (const { scheme, rows, complete, date, source } of values.json ? [] : tables) {
        io.out(`${[scheme, rows, complete ? 'whole' : 'a part', date ?? '–', source].join('\t')}\n`)
      }
      return 0
    },
  },
]

async function textOf(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
  } catch (error) {
    if (error instanceof TypeError) throw new AppError('malformed-body', `${file} is not UTF-8`)
    throw new AppError('not-found', `${file} cannot be read`, [], { cause: error })
  }
}

async function understood(file: string, read: () => Loaded | Promise<Loaded>): Promise<Loaded> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof SyntaxError) throw new AppError('malformed-body', `${file} is not JSON: ${error.message}`)
    throw error
  }
}

async function katottg(text: string, reference: Reference): Promise<Loaded> {
  const { rows, findings } = /^\uFEFF?\s*\{/.test(text) ? parseKatottgJson(text) : parseKatottgCsv(text)
  // The official file has no English names; those of the regions are ours and stay.
  const known = new Map((await reference.all('katottg')).map((code) => [code.code, code]))
  return {
    findings,
    rows: rows.map(({ code, name, category, parent, level }) => ({
      code,
      titleUk: name,
      titleEn: known.get(code)?.titleEn ?? null,
      parent,
      category,
      details: { level },
    })),
  }
}

function dk021(text: string, english: string | null): Loaded {
  const { rows, findings } = parseDk021Json(text)
  const translated = english === null ? null : parseDk021Json(english)
  const titles = new Map(translated?.rows.map(({ code, title }) => [code, title]))
  return {
    findings: [...findings, ...(translated?.findings ?? [])],
    rows: rows.map(({ code, title }) => ({
      code,
      titleUk: title,
      titleEn: titles.get(code) ?? null,
      parent: null,
      category: null,
      details: null,
    })),
  }
}

/** Half a file taken for the whole table would make good codes look wrong: what was known before must be in it. */
async function refuseWhenPartial(reference: Reference, scheme: 'katottg' | 'dk021', rows: readonly CodeRow[]) {
  const loaded = new Set(rows.map(({ code }) => code))
  const missing = (await reference.all(scheme)).filter(({ code }) => !loaded.has(code))
  const complete = await reference.isComplete(scheme)
  // A newer edition of a whole table may drop codes; the part that ships with the program is in every edition.
  if (rows.length === 0 || (!complete && missing.length > 0)) {
    throw new AppError('validation-failed', `the file lacks ${missing.length} codes that every edition has`)
  }
}
