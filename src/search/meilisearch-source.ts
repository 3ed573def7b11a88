import { and, count, desc, eq, gte, lt, or, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { leafTable, searchDocumentTable, searchTimedFacetTable } from '../../db/schema.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import type { DeliverySource, RecordKey } from './meilisearch-delivery.ts'
import type { IndexedRecord } from './meilisearch-documents.ts'

export interface SourcePorts {
  readonly read: Reader
  /** What the embedded index has of the records; those that it does not have are left out. */
  readonly indexed: (keys: readonly RecordKey[]) => Promise<readonly IndexedRecord[]>
  /** Records that are indexed anew in the commit that changes this one: what an organization holds bears its name. */
  readonly dependents: (changed: RecordKey) => Promise<readonly RecordKey[]>
}

/** The log and the embedded index of this register, as a delivery reads them. */
export function createDeliverySource({ read, indexed, dependents }: SourcePorts): DeliverySource {
  return {
    async end() {
      const [last] = await read
        .select({ idx: leafTable.idx, sha256: leafTable.sha256 })
        .from(leafTable)
        .orderBy(desc(leafTable.idx))
        .limit(1)
      return last === undefined ? { size: 0, sha256: null } : { size: last.idx + 1, sha256: last.sha256 }
    },

    async leafAt(idx) {
      const [leaf] = await read.select({ sha256: leafTable.sha256 }).from(leafTable).where(eq(leafTable.idx, idx))
      return leaf?.sha256 ?? null
    },

    async changed(from, until) {
      const leaves = await read
        .selectDistinct({ type: leafTable.type, id: leafTable.id })
        .from(leafTable)
        .where(and(gte(leafTable.idx, from), lt(leafTable.idx, until)))
      const keys = new Map<string, RecordKey>()
      for (const { type, id } of leaves) {
        const key = { type: type as RecordType, id }
        for (const each of [key, ...(await dependents(key))]) keys.set(`${each.type} ${each.id}`, each)
      }
      return [...keys.values()]
    },

    records: indexed,

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
