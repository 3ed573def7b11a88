import { sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { hitsOf, recordOf } from './fts5.ts'
import { createFacetIds, type FacetValue as NamedValue } from './fts5-facets.ts'
import { candidates } from './fts5-rows.ts'
import { FIELD_SEPARATOR } from './index-rows.ts'
import { interpret } from './interpret.ts'
import type { RecordKey } from './meilisearch-delivery.ts'
import type { IndexedRecord } from './meilisearch-documents.ts'
import type { Plan } from './plan.ts'
import { type FacetValue, type Hit, type Interpretation, SEARCH_FIELDS, type SearchField } from './port.ts'
import { NEAR_WORDS, type Ranked, rank } from './rank.ts'
import { createVocabulary } from './vocabulary.ts'

/** What the embedded index does of every search, whoever finds the records: it reads the query, puts in order, and gives names. */
export interface EmbeddedIndex {
  /** Reads a query with the vocabulary of the register. */
  interpret(text: string, asTyped: readonly string[]): Promise<Plan>
  /** The one record whose number the whole query is. */
  recordOf(text: string): Promise<Interpretation['record']>
  /** The records of these keys in the order that both engines share. */
  rank(plan: Plan, keys: readonly number[]): Promise<readonly Ranked[]>
  /** Those of the records that are there now. */
  hits(ranked: readonly Pick<Ranked, 'key' | 'matches'>[]): Promise<readonly Hit[]>
}

export function createEmbeddedIndex(read: Reader): EmbeddedIndex {
  const vocabulary = createVocabulary(read)
  return {
    interpret: (text, asTyped) => interpret(vocabulary, text, asTyped),
    recordOf: (text) => recordOf(read, text),
    rank: async (plan, keys) => rank(plan, await candidates(read, keys)),
    hits: (ranked) => hitsOf(read, ranked),
  }
}

interface Row {
  readonly order: number
  readonly type: RecordType
  readonly id: string
  readonly facets: string
  readonly stems: string
}

/** What the embedded index has of the records; those that it does not have are left out. */
export async function indexedRecords(read: Reader, keys: readonly RecordKey[]): Promise<readonly IndexedRecord[]> {
  const asked = JSON.stringify(keys.map(({ type, id }) => [type, id]))
  const rows =
    await read.all<Row>(sql`select d.rowid as "order", d.type as type, d.id as id, coalesce(f.facets, '') as facets, s.stems as stems
    from json_each(${asked}) k join search_document d on d.type = k.value ->> 0 and d.id = k.value ->> 1
    join search_stems s on s.document = d.rowid left join search_facets f on f.document = d.rowid`)
  if (rows.length === 0) return []
  const [byNumber, compounds] = await Promise.all([valuesIn(read, rows), compoundTerms(read)])
  return rows.map(({ order, type, id, facets, stems }) => ({
    order,
    type,
    id,
    stems: fieldsOf(stems),
    compounds: compoundsIn(stems, compounds),
    facets: facetsOf(facets, byNumber),
  }))
}

function fieldsOf(stems: string): Readonly<Record<SearchField, string>> {
  const texts = stems.split(FIELD_SEPARATOR).map((text) => text.trim())
  return Object.fromEntries(SEARCH_FIELDS.map((field, index) => [field, texts[index] ?? ''])) as Record<
    SearchField,
    string
  >
}

/** The values that the records have, by their numbers. */
async function valuesIn(read: Reader, rows: readonly Row[]): Promise<ReadonlyMap<number, NamedValue>> {
  const numbers = [...new Set(rows.flatMap(({ facets }) => facets.split(' ').map(Number.parseFloat)))].filter(
    (number) => number > 0,
  )
  return createFacetIds(read).valuesOf(numbers)
}

/** The values as `search_facets` keeps them: `78`, or `78@2024-01-01/2027-01-01` for a time. */
function facetsOf(text: string, byNumber: ReadonlyMap<number, NamedValue>): readonly FacetValue[] {
  return text.split(' ').flatMap((each) => {
    const [number = '', period] = each.split('@')
    const known = byNumber.get(Number(number))
    if (known === undefined) return []
    const [from = '', until = ''] = period?.split('/') ?? []
    return [period === undefined ? known : { ...known, from, until }]
  })
}

/** Terms of several words that a query may be read as, by their first word. */
export type CompoundTerms = ReadonlyMap<string, readonly (readonly string[])[]>

async function compoundTerms(read: Reader): Promise<CompoundTerms> {
  const rows = await read.all<{ key: string }>(
    sql`select distinct key from search_synonym where role in ('equal', 'target') and key like '% %'`,
  )
  return Map.groupBy(
    rows.map(({ key }) => key.split(' ')),
    ([first = '']) => first,
  )
}

/**
 * Which of the terms a record has: all words of it in one field, in any order, with so many others between as NEAR of FTS5 lets
 * through. A filter of Meilisearch knows no nearness, so that it is found out beforehand.
 */
export function compoundsIn(stems: string, compounds: CompoundTerms): readonly (readonly string[])[] {
  return stems.split(FIELD_SEPARATOR).flatMap((field) => {
    const places = new Map<string, number[]>()
    for (const [place, term] of field
      .split(' ')
      .filter((each) => each !== '')
      .entries())
      places.set(term, [...(places.get(term) ?? []), place])
    return [...places.keys()].flatMap((first) =>
      (compounds.get(first) ?? []).filter((terms) => areNear(terms.map((term) => places.get(term) ?? []))),
    )
  })
}

function areNear(places: readonly (readonly number[])[]): boolean {
  return places.flat().some((first) => {
    const last = first + NEAR_WORDS + 1
    return places.every((own) => own.some((place) => first <= place && place <= last))
  })
}
