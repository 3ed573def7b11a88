import { and, asc, count, desc, eq, gte, inArray, lt, max, or, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { leafTable, searchDocumentTable, searchTimedFacetTable, settingTable } from '../../db/schema.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import type { DeliverySource, RecordKey } from './meilisearch-delivery.ts'
import { indexedRecords } from './meilisearch-embedded.ts'

/** Settings that tell from what the embedded index and the thesaurus were made: with another value all documents are others. */
const EDITION_OF = ['search-index', 'search-index-made', 'thesaurus']

export interface SourcePorts {
  readonly read: Reader
  /** Records that are indexed anew in the commit that changes this one: what an organization holds bears its name. */
  readonly dependents: (changed: RecordKey) => Promise<readonly RecordKey[]>
}

/** The log and the embedded index of this register, as a delivery reads them. */
export function createDeliverySource({ read, dependents }: SourcePorts): DeliverySource {
  return {
    async end() {
      const [leaves, settings] = await Promise.all([
        read
          .select({ idx: leafTable.idx, sha256: leafTable.sha256 })
          .from(leafTable)
          .orderBy(desc(leafTable.idx))
          .limit(1),
        read.select().from(settingTable).where(inArray(settingTable.name, EDITION_OF)).orderBy(asc(settingTable.name)),
      ])
      const [last] = leaves
      const edition = settings.map(({ name, value }) => `${name} ${value}`).join('\n')
      return { size: last === undefined ? 0 : last.idx + 1, sha256: last?.sha256 ?? null, edition }
    },

    async leafAt(idx) {
      const [leaf] = await read.select({ sha256: leafTable.sha256 }).from(leafTable).where(eq(leafTable.idx, idx))
      return leaf?.sha256 ?? null
    },

    async changed(from, until) {
      const leaves = await read
        .select({ type: leafTable.type, id: leafTable.id, version: max(leafTable.version) })
        .from(leafTable)
        .where(and(gte(leafTable.idx, from), lt(leafTable.idx, until)))
        .groupBy(leafTable.type, leafTable.id)
      const keys = new Map<string, RecordKey>()
      for (const { type, id, version } of leaves) {
        const key = { type: type as RecordType, id }
        // What is new bears nobody's name yet.
        const others = version === 1 ? [] : await dependents(key)
        for (const each of [key, ...others]) keys.set(`${each.type} ${each.id}`, each)
      }
      return [...keys.values()]
    },

    records: (keys) => indexedRecords(read, keys),

    async turning(one, other) {
      const [first, last] = one < other ? [one, other] : [other, one]
      const turns = (day: typeof searchTimedFacetTable.from | typeof searchTimedFacetTable.until) =>
        sql`${day} > ${first} and ${day} <= ${last}`
      const found = await read
        .selectDistinct({ type: searchDocumentTable.type, id: searchDocumentTable.id })
        .from(searchTimedFacetTable)
        .innerJoin(searchDocumentTable, eq(searchDocumentTable.rowid, searchTimedFacetTable.document))
        .where(or(turns(searchTimedFacetTable.from), turns(searchTimedFacetTable.until)))
      return found.map(({ type, id }) => ({ type: type as RecordType, id }))
    },

    async count() {
      const [found] = await read.select({ records: count() }).from(searchDocumentTable)
      return found?.records ?? 0
    },
  }
}
