import { eq } from 'drizzle-orm'
import { settingTable } from '../db/schema.ts'
import { build, statement } from '../db/statements.ts'
import type { Deps } from '../src/deps.ts'
import { sha256Hex } from '../src/kernel/hash.ts'
import { thesaurusStatements } from '../src/search/thesaurus.ts'
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
/** Raised when terms come out of the analyzer in another form, so that keys are made anew. */
const FORM = 2

type Ports = Pick<Deps, 'records' | 'read'>

/**
 * Loads the thesaurus that ships with the program, whole, where it differs from what is loaded. Its edition is known by the
 * hash of its files.
 * @param readFile gives the text of a file of `seed/reference`
 */
export async function loadThesaurus(ports: Ports, readFile: (name: string) => string): Promise<void> {
  const texts = {
    concepts: CONCEPTS.map((name) => readFile(`thesaurus/concepts/${name}.json`)),
    abbreviations: readFile('thesaurus/abbreviations.json'),
    russian: readFile('thesaurus/russian.json'),
    english: readFile('thesaurus/english.json'),
  }
  const edition = await sha256Hex(JSON.stringify([FORM, texts]))
  const [loaded] = await ports.read.select().from(settingTable).where(eq(settingTable.name, LOADED))
  if (loaded?.value === edition) return
  const statements = thesaurusStatements({
    concepts: texts.concepts.map((text) => ThesaurusFile.parse(JSON.parse(text))),
    abbreviations: AbbreviationFile.parse(JSON.parse(texts.abbreviations)),
    russian: DictionaryFile.parse(JSON.parse(texts.russian)),
    english: DictionaryFile.parse(JSON.parse(texts.english)),
  })
  const setting = statement(
    build
      .insert(settingTable)
      .values({ name: LOADED, value: edition })
      .onConflictDoUpdate({ target: settingTable.name, set: { value: edition } }),
  )
  await ports.records.record([...statements, setting])
}
