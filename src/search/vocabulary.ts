import { sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { deletionKeys } from './analyzer/edits.ts'

/** A term of the index. */
export interface Term {
  readonly term: string
  readonly skeleton: string
  /** A form in which it stands somewhere. */
  readonly form: string
  /** Records that have it. */
  readonly df: number
}

/** What a key of the thesaurus leads to. */
export interface Synonym {
  readonly key: string
  readonly role: string
  readonly concept: string
  /** Terms of what to look for too. */
  readonly terms: readonly string[]
  readonly label: string
  /** 1 for what means the same, 2 for what means the same as a translation. */
  readonly steps: number
}

/** What the index knows, asked in few and large questions: each is a round trip to a server. */
export interface Vocabulary {
  /** Terms that are in the index as they stand, and terms of the same skeletons. */
  terms(terms: readonly string[], skeletons: readonly string[]): Promise<readonly Term[]>
  /** Terms whose skeleton may be one or two edits from these. */
  near(skeletons: readonly string[]): Promise<readonly Term[]>
  /** The most frequent terms that begin so, at most so many for each. */
  beginnings(prefixes: readonly string[], limit: number): Promise<ReadonlyMap<string, readonly Term[]>>
  synonyms(keys: readonly string[]): Promise<readonly Synonym[]>
  documents(): Promise<number>
}

const MOST_NEAR = 400

export function createVocabulary(read: Reader): Vocabulary {
  return {
    terms: (terms, skeletons) =>
      read.all<Term>(sql`select term, skeleton, form, df from search_term
        where term in (select value from json_each(${JSON.stringify(terms)}))
        union select term, skeleton, form, df from search_term
        where skeleton in (select value from json_each(${JSON.stringify(skeletons)}))
        union select term, '', term, df from search_number
        where term in (select value from json_each(${JSON.stringify(terms)}))`),
    near: (skeletons) =>
      read.all<Term>(sql`select t.term as term, t.skeleton as skeleton, t.form as form, t.df as df from search_term t
        where t.term in (select d.term from search_deletion d
          where d.key in (select value from json_each(${JSON.stringify([...new Set(skeletons.flatMap(deletionKeys))])})))
        order by t.df desc limit ${MOST_NEAR}`),
    async beginnings(prefixes, limit) {
      const rows = await read.all<Term & { readonly prefix: string }>(sql`select prefix, term, skeleton, form, df from (
          select p.value as prefix, t.term as term, t.skeleton as skeleton, t.form as form, t.df as df,
            row_number() over (partition by p.value order by t.df desc, t.term) as place
          from json_each(${JSON.stringify([...new Set(prefixes)])}) p
          cross join search_term t on t.term >= p.value and t.term < p.value || ${'\u{10FFFF}'})
        where place <= ${limit} order by prefix, place`)
      return Map.groupBy(rows, ({ prefix }) => prefix)
    },
    async synonyms(keys) {
      if (keys.length === 0) return []
      const asked = sql`select value from json_each(${JSON.stringify(keys)})`
      const rows = await read.all<{
        key: string
        role: string
        concept: string
        terms: string
        label: string
        steps: number
      }>(sql`
        select k.key as key, k.role as role, k.concept as concept, t.key as terms, t.label as label, 1 as steps, t.rowid as place
        from search_synonym k join search_synonym t on t.concept = k.concept
        where k.key in (${asked}) and k.role in ('equal', 'typed') and t.role in ('equal', 'target') and t.key <> k.key
        union all
        select k.key, k.role, k.concept, s.key, s.label, 2, s.rowid
        from search_synonym k join search_synonym t on t.concept = k.concept and t.role = 'target'
          join search_synonym o on o.key = t.key and o.role in ('equal', 'typed') and substr(o.concept, 3, 1) <> ':'
          join search_synonym s on s.concept = o.concept and s.role in ('equal', 'target') and s.key <> o.key
        where k.key in (${asked}) and k.role = 'typed' and substr(k.concept, 3, 1) = ':'
        order by steps, concept, place`)
      return rows.map(({ terms, ...row }) => ({ ...row, terms: terms.split(' ') }))
    },
    async documents() {
      const [row] = await read.all<{ n: number | null }>(sql`select sum(documents) as n from search_count`)
      return row?.n ?? 0
    },
  }
}
