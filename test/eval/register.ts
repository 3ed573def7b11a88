import { DEMO_SOFTWARE, REAL_SOFTWARE } from '../../seed/demo/index.ts'
import { seedDemonstration } from '../../seed/run.ts'
import type { Deps } from '../../src/deps.ts'
import { OrganizationDocument } from '../../src/directory/model.ts'
import { registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { AppError } from '../../src/kernel/errors.ts'
import { registerNumber } from '../../src/kernel/identifiers.ts'
import type { SearchDocument } from '../../src/search/port.ts'
import { SoftwareDocument } from '../../src/software/model.ts'
import { registerSoftware } from '../../src/software/service.ts'
import { testApp } from '../support/test-app.ts'
import { CorpusEntry, type readLines } from './set.ts'

/** A register that holds a judged set, and what its index was given. */
export interface FilledRegister {
  readonly deps: Deps
  /** Ids of the set by register number. */
  readonly idOf: ReadonlyMap<string, string>
  /** What the engine was given of each entry, by id of the set. */
  readonly documents: ReadonlyMap<string, SearchDocument>
  /** Lines that could not be registered, with the reason. */
  readonly refused: readonly string[]
}

/** The register's features on an empty database in memory, and a look at what is given to the index. */
async function observedRegister(): Promise<{ deps: Deps; given: Map<string, SearchDocument> }> {
  const { deps } = await testApp({ thesaurus: true })
  const given = new Map<string, SearchDocument>()
  const { search } = deps
  const index: typeof search.index = (document) => {
    if (document.type === 'software') given.set(document.id, document)
    return search.index(document)
  }
  return { deps: { ...deps, search: { ...search, index } }, given }
}

function filled(
  deps: Deps,
  given: ReadonlyMap<string, SearchDocument>,
  idOf: ReadonlyMap<string, string>,
  refused: readonly string[],
): FilledRegister {
  const documents = [...given].flatMap(([number, document]) => {
    const id = idOf.get(number)
    return id === undefined ? [] : [[id, document] as const]
  })
  return { deps, idOf, documents: new Map(documents), refused }
}

/** A register into which each line of a corpus was registered and published by the operator, as software is. */
export async function registerOfCorpus(lines: ReturnType<typeof readLines>): Promise<FilledRegister> {
  const { deps, given } = await observedRegister()
  const holders = new Map<string, string>()
  const idOf = new Map<string, string>()
  const refused: string[] = []
  const seen = new Set<string>()
  for (const { place, value } of lines) {
    try {
      const line = CorpusEntry.parse(value)
      if (seen.has(line.id)) throw new Error(`the id ${line.id} stands twice`)
      const { id } = await registerSoftware(
        deps,
        OPERATOR,
        softwareOf(line, line.owner ? await holderNamed(deps, holders, line.owner) : null),
        'published',
        { typed: false, reason: 'evaluation' },
      )
      seen.add(line.id)
      idOf.set(id, line.id)
    } catch (error) {
      refused.push(`${place}: ${reasonOf(error)}`)
    }
  }
  return filled(deps, given, idOf, refused)
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError && error.findings.length > 0)
    return error.findings.map(({ pointer, rule }) => `${pointer} ${rule}`).join(', ')
  return error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error)
}

/** The organization of this name, registered once. The sets give no codes, so that it goes by an address made up for it. */
async function holderNamed(deps: Deps, holders: Map<string, string>, name: string): Promise<string> {
  const known = holders.get(name)
  if (known !== undefined) return known
  const organization = OrganizationDocument.parse({
    scheme: 'URL',
    identifier: `https://holder-${holders.size + 1}.example`,
    name: { uk: name },
    kind: 'other',
  })
  const { id } = await registerOrganization(deps, OPERATOR, organization, 'evaluation')
  holders.set(name, id)
  return id
}

/** Where the register keeps databases apart from languages; anything else of `tech` goes to the languages. */
const DATABASES = new Set(
  [
    'PostgreSQL',
    'PostGIS',
    'MySQL',
    'MariaDB',
    'SQLite',
    'Firebird',
    'Oracle',
    'MongoDB',
    'Redis',
    'ClickHouse',
  ].concat([
    'InfluxDB',
    'MinIO',
    'Elasticsearch',
    'OpenSearch',
    'MS SQL',
    'SQL Server',
    'DuckDB',
    'Firebase',
    'Supabase',
  ]),
)

function softwareOf(line: CorpusEntry, holder: string | null): SoftwareDocument {
  return SoftwareDocument.parse({
    identity: {
      name: { uk: line.name, ...(line.name_en ? { en: line.name_en } : {}) },
      shortDescription: { uk: line.short_description || line.name },
      longDescription: line.description ? { uk: line.description } : null,
      features: line.functions.length === 0 ? {} : { uk: line.functions },
      categories: [...new Set([...line.category, ...line.tags])],
      dk021: line.cpv,
    },
    technology: {
      programmingLanguages: line.tech.filter((name) => !DATABASES.has(name)),
      databases: line.tech.filter((name) => DATABASES.has(name)),
    },
    rights: { holder },
  })
}

/** The register with the demonstration data, whose ids in a set are the keys of its entries. */
export async function registerOfDemonstration(): Promise<FilledRegister> {
  const { deps, given } = await observedRegister()
  await seedDemonstration(deps)
  const idOf = new Map<string, string>()
  // The loader allots the numbers in this order; the name shows when that is no longer so.
  for (const [index, { key, document }] of [...DEMO_SOFTWARE, ...REAL_SOFTWARE].entries()) {
    const number = registerNumber('software', index + 1)
    const indexed = given.get(number)
    if (indexed === undefined) continue
    if (!indexed.fields.name.includes(document.identity.name['uk'] ?? '')) {
      throw new Error(`${number} is not "${key}": the demonstration data is no longer numbered in its order`)
    }
    idOf.set(number, key)
  }
  return filled(deps, given, idOf, [])
}
