import { sql } from 'drizzle-orm'
import { codeTableTable } from '../db/schema.ts'
import { build, type Statement, statement } from '../db/statements.ts'
import type { Deps } from '../src/deps.ts'
import type { CodeScheme } from '../src/directory/reference.ts'
import { type Actor, authorize, OPERATOR } from '../src/kernel/actor.ts'
import { sha256Hex } from '../src/kernel/hash.ts'
import { loadThesaurus } from './load-thesaurus.ts'

export interface CodeRow {
  readonly code: string
  readonly titleUk: string
  readonly titleEn: string | null
  readonly parent: string | null
  readonly category: string | null
  readonly details: Readonly<Record<string, unknown>> | null
}

export interface CodeEdition {
  readonly scheme: CodeScheme
  readonly source: string
  /** Day of the edition, `YYYY-MM-DD`, when known. */
  readonly date: string | null
  /** The whole official table, not only the part that ships. */
  readonly complete: boolean
  readonly rows: readonly CodeRow[]
}

type Ports = Pick<Deps, 'records' | 'read' | 'now' | 'reference'>

/** Rows a statement: a table of 32,000 codes becomes sixteen statements of one batch. */
const ROWS_A_STATEMENT = 2000

type CodeValues = readonly (readonly (string | null)[])[]

function valuesOf({ rows }: CodeEdition): CodeValues {
  return rows.map(({ code, titleUk, titleEn, parent, category, details }) => [
    code,
    titleUk,
    titleEn,
    parent,
    category,
    details === null ? null : JSON.stringify(details),
  ])
}

function hashOf(values: CodeValues): Promise<string> {
  return sha256Hex(JSON.stringify(values))
}

/** Replaces a table of codes with an edition of it, whole or not at all. */
export async function replaceCodes(ports: Ports, actor: Actor, edition: CodeEdition): Promise<void> {
  authorize(actor, 'reference.load')
  const { scheme, source, date, complete } = edition
  const values = valuesOf(edition)
  const status = {
    source,
    date,
    complete,
    rows: values.length,
    sha256: await hashOf(values),
    loadedAt: ports.now(),
  }
  const statements: Statement[] = [statement(sql`delete from code where scheme = ${scheme}`)]
  for (let start = 0; start < values.length; start += ROWS_A_STATEMENT) {
    const part = JSON.stringify(values.slice(start, start + ROWS_A_STATEMENT))
    statements.push(
      statement(sql`insert into code (scheme, code, title_uk, title_en, parent, category, details)
        select ${scheme}, r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, r.value ->> 5 from json_each(${part}) r`),
    )
  }
  statements.push(
    statement(
      build
        .insert(codeTableTable)
        .values({ scheme, ...status })
        .onConflictDoUpdate({ target: codeTableTable.scheme, set: status }),
    ),
  )
  await ports.records.record(statements)
}

interface ReferenceFile<Row> {
  readonly source: string
  readonly date: string
  readonly rows: readonly Row[]
}
interface FunctionRow {
  readonly code: string
  readonly parent: string | null
  readonly uk: string
  readonly en: string
}
interface Dk021Row {
  readonly code: string
  readonly uk: string
  readonly en: string
}
interface HolidayRow extends Readonly<Record<string, unknown>> {
  readonly id?: string
  readonly date?: string
  readonly kind: string
  readonly uk?: string
  readonly en?: string
}
interface RegionRow extends Dk021Row {
  readonly prefix: string
  readonly category: string
  readonly ukFull: string
}

/** Loads the tables of codes and the thesaurus that ship with the program. @param readFile gives the text of a file of `seed/reference` */
export async function loadReference(ports: Ports, readFile: (name: string) => string): Promise<void> {
  await loadCodes(ports, readFile)
  await loadThesaurus(ports, readFile)
}

/**
 * Loads the tables of codes that ship with the program, where they differ from what is loaded. Where only a part ships, an official table
 * that the operator loaded whole stays.
 * @param readFile gives the text of a file of `seed/reference`
 */
export async function loadCodes(ports: Ports, readFile: (name: string) => string): Promise<void> {
  const loaded = new Map((await ports.reference.status()).map((table) => [table.scheme, table]))
  for (const edition of shippedEditions(readFile)) {
    const table = loaded.get(edition.scheme)
    if (table?.complete && !edition.complete) continue
    const isSame =
      table?.complete === edition.complete &&
      table.source === edition.source &&
      table.date === edition.date &&
      table.sha256 === (await hashOf(valuesOf(edition)))
    if (!isSame) await replaceCodes(ports, OPERATOR, edition)
  }
}

function shippedEditions(readFile: (name: string) => string): CodeEdition[] {
  const read = <Row>(name: string) => JSON.parse(readFile(name)) as ReferenceFile<Row>
  const functions = read<FunctionRow>('functions.json')
  const dk021 = read<Dk021Row>('dk021-informatization.json')
  const regions = read<RegionRow>('regions.json')
  const calendar = read<HolidayRow>('calendar.json')
  const plain = { parent: null, category: null, details: null }
  return [
    {
      ...edition('functions', functions, true),
      rows: functions.rows.map(({ code, parent, uk, en, ...details }) => ({
        code,
        titleUk: uk,
        titleEn: en,
        parent,
        category: null,
        details,
      })),
    },
    {
      ...edition('dk021', dk021, false),
      rows: dk021.rows.map(({ code, uk, en }) => ({ ...plain, code, titleUk: uk, titleEn: en })),
    },
    {
      ...edition('regions', regions, true),
      rows: regions.rows.map(({ prefix, ukFull, en, category, ...details }) => ({
        code: prefix,
        titleUk: ukFull,
        titleEn: en,
        parent: null,
        category,
        details,
      })),
    },
    {
      ...edition('katottg', regions, false),
      rows: regions.rows.map(({ code, uk, en, category }) => ({ ...plain, code, titleUk: uk, titleEn: en, category })),
    },
    {
      ...edition('calendar', calendar, true),
      rows: calendar.rows.map(({ id, uk, en, ...details }) => ({
        ...plain,
        code: id ?? `${details.kind}-${details.date}`,
        titleUk: uk ?? details.kind,
        titleEn: en ?? null,
        details,
      })),
    },
  ]
}

function edition(scheme: CodeScheme, file: ReferenceFile<unknown>, complete: boolean): Omit<CodeEdition, 'rows'> {
  return { scheme, source: file.source, date: file.date, complete }
}
