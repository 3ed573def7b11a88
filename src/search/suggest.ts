import { sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import type { LocalizedText } from '../kernel/localized.ts'
import { fold } from './analyzer/fold.ts'
import { fromEnglishKeys } from './analyzer/layout.ts'
import { stem } from './analyzer/stem.ts'
import { tokenize } from './analyzer/tokens.ts'
import { keysOf } from './index-rows.ts'
import type { Suggestions, SuggestRequest } from './port.ts'
import { LONGEST_QUERY } from './query.ts'
import type { Vocabulary } from './vocabulary.ts'

const SHORTEST = 2
/** Words that the last one may be the beginning of. */
const CONTINUATIONS = 16
const NAMES_READ = 60
const NAMES = '{name nameEn}'

/** What a reader may be about to type: names that have its words, and queries that go on from it. */
export async function suggest(read: Reader, vocabulary: Vocabulary, request: SuggestRequest): Promise<Suggestions> {
  const own = await suggestions(read, vocabulary, request, request.text)
  if (own.records.length + own.queries.length > 0 || !/^[\u0020-\u007E]+$/.test(request.text)) return own
  return suggestions(read, vocabulary, request, fromEnglishKeys(request.text))
}

async function suggestions(
  read: Reader,
  vocabulary: Vocabulary,
  { types, limit }: SuggestRequest,
  text: string,
): Promise<Suggestions> {
  const asked = fold(text.slice(0, LONGEST_QUERY))
  const tokens = tokenize(asked)
  const last = tokens.at(-1)
  if (last === undefined || text.trim().length < SHORTEST) return { records: [], queries: [] }
  const found = (await vocabulary.beginnings([last], CONTINUATIONS)).get(last) ?? []
  const ends = [...new Set([stem(last), ...found.map(({ term }) => term)])]
  const match = [
    ...tokens.slice(0, -1).map((token) => `"${stem(token)}"`),
    `(${ends.map((term) => `"${term}"`).join(' OR ')})`,
  ].join(' AND ')
  const records = await named(read, `${NAMES} : (${match})`, types)
  // A word behind which something stands already is whole: nothing goes on from it.
  const before = asked.endsWith(last) ? asked.trimStart().slice(0, -last.length) : null
  const continued = before === null ? [] : found.filter(({ form }) => form.startsWith(last))
  const queries = continued.map(({ form }) => `${before}${form}`)
  return {
    records: records.toSorted((a, b) => placeOf(a.title, last) - placeOf(b.title, last)).slice(0, limit),
    queries: [...new Set(queries)].slice(0, limit),
  }
}

async function named(read: Reader, match: string, types: readonly RecordType[]) {
  const ranges = types.map((type) => {
    const { from, until } = keysOf(type)
    return sql`select * from (select rowid from search_text where search_text match ${match}
      and rowid >= ${from} and rowid < ${until} order by rowid desc limit ${NAMES_READ})`
  })
  if (ranges.length === 0) return []
  const rows = await read.all<{
    type: RecordType
    id: string
    title: string
  }>(sql`select type, id, title from search_document
    where rowid in (${sql.join(ranges, sql` union all `)})`)
  return rows.map(({ type, id, title }) => ({ type, id, title: JSON.parse(title) as LocalizedText }))
}

/** Names that begin so come first, then those with a word that does. */
function placeOf(title: LocalizedText, last: string): number {
  const names = Object.values(title).map(fold)
  if (names.some((name) => name.startsWith(last))) return 0
  return names.some((name) => name.includes(` ${last}`) || name.includes(`«${last}`)) ? 1 : 2
}
