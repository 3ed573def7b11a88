import { eq } from 'drizzle-orm'
import { settingTable } from '../db/schema.ts'
import { build, statement } from '../db/statements.ts'
import type { Deps } from '../src/deps.ts'
import { sha256Hex } from '../src/kernel/hash.ts'
import { ANALYZER_FORM } from '../src/search/analyzer/form.ts'
import { type Thesaurus, thesaurusStatements } from '../src/search/thesaurus.ts'
import { AbbreviationFile, DictionaryFile, ThesaurusFile } from '../src/search/thesaurus-file.ts'

/** Files of needs, one a group of functions. */
const CONCEPTS = [
  'analytics',
  'citizen-services',
  'culture',
  'documents',
  'economy',
  'education',
  'environment',
  'finance',
  'general',
  'geo',
  'health',
  'housing',
  'identity',
  'infrastructure',
  'justice',
  'participation',
  'procurement',
  'projects',
  'publicity',
  'reconstruction',
  'registers',
  'safety',
  'social',
  'staff',
  'taxes',
  'transport',
  'veterans',
] as const
const LOADED = 'thesaurus'
/** Raised when keys are made of terms in another way. */
const FORM = 2

type Ports = Pick<Deps, 'records' | 'read'>
/** Gives the text of a file of `seed/reference`. */
type ReadFile = (name: string) => string

function textsOf(readFile: ReadFile) {
  return {
    concepts: CONCEPTS.map((name) => readFile(`thesaurus/concepts/${name}.json`)),
    abbreviations: readFile('thesaurus/abbreviations.json'),
    russian: readFile('thesaurus/russian.json'),
    english: readFile('thesaurus/english.json'),
  }
}

/** The thesaurus that ships with the program. Throws `ZodError` when a file has another shape. */
export function readThesaurus(readFile: ReadFile): Thesaurus {
  const { concepts, abbreviations, russian, english } = textsOf(readFile)
  return {
    concepts: concepts.map((text) => ThesaurusFile.parse(JSON.parse(text))),
    abbreviations: AbbreviationFile.parse(JSON.parse(abbreviations)),
    russian: DictionaryFile.parse(JSON.parse(russian)),
    english: DictionaryFile.parse(JSON.parse(english)),
  }
}

/**
 * Loads the thesaurus that ships with the program, whole, where it differs from what is loaded. Its edition is known by the
 * hash of its files and of the form of terms.
 */
export async function loadThesaurus(ports: Ports, readFile: ReadFile): Promise<void> {
  const edition = await sha256Hex(JSON.stringify([FORM, ANALYZER_FORM, textsOf(readFile)]))
  const [loaded] = await ports.read.select().from(settingTable).where(eq(settingTable.name, LOADED))
  if (loaded?.value === edition) return
  const setting = statement(
    build
      .insert(settingTable)
      .values({ name: LOADED, value: edition })
      .onConflictDoUpdate({ target: settingTable.name, set: { value: edition } }),
  )
  await ports.records.record([...thesaurusStatements(readThesaurus(readFile)), setting])
}
