import type { Reader } from '../db/client.ts'
import { selectExperts, selectOrganizationNames } from './directory/store.ts'
import type { PublicRecord, PublicRecords } from './history/log/serving.ts'
import { everyVersion } from './history/versions.ts'
import { ANONYMOUS } from './kernel/actor.ts'
import type { RecordType } from './kernel/identifiers.ts'
import { isPublicProposal } from './software/proposals.ts'
import { readableVersions } from './software/service.ts'
import { selectSoftwareCards, selectSoftwareDocuments } from './software/store.ts'
import { selectAcceptedProposals } from './software/store-proposals.ts'

type Found = ReadonlyMap<string, PublicRecord>

/**
 * What the public may know of records in the log: the same that their pages and their history show. Kinds of records that nobody
 * shows to the public are not here, so their versions stay out of the dump.
 */
export function publicRecordsOf({ read }: { readonly read: Reader }): PublicRecords {
  const kinds: Readonly<Partial<Record<RecordType, (ids: readonly string[]) => Promise<Found>>>> = {
    software: async (ids) => {
      const shown = (await selectSoftwareCards(read, ids)).filter(
        ({ state }) => state === 'published' || state === 'archived',
      )
      const documents = await selectSoftwareDocuments(
        read,
        shown.map(({ id }) => id),
      )
      return new Map(
        [...documents].map(([id, document]) => [
          id,
          {
            name: document.identity.name,
            path: `/software/${id}`,
            readable: readableVersions(ANONYMOUS, { document }),
          },
        ]),
      )
    },
    organization: async (ids) =>
      new Map(
        [...(await selectOrganizationNames(read, ids))].map(([id, { name }]) => [
          id,
          { name, path: `/organizations/${encodeURIComponent(id)}`, readable: everyVersion },
        ]),
      ),
    expert: async (ids) =>
      new Map(
        [...(await selectExperts(read, ids))].flatMap(([id, { document }]) =>
          document.consent.state === 'given' && 'name' in document
            ? [[id, { name: document.name, path: `/experts/${id}`, readable: everyVersion }] as const]
            : [],
        ),
      ),
    proposal: async (ids) =>
      new Map(
        (await selectAcceptedProposals(read, ids)).map(({ id, proposal }) => [
          id,
          { name: proposal.document.identity.name, path: null, readable: isPublicProposal },
        ]),
      ),
    // Where software runs is public from the day it is said.
    deployment: async (ids) => new Map(ids.map((id) => [id, { name: {}, path: null, readable: everyVersion }])),
  }
  return async (records) => {
    const found = new Map<string, PublicRecord>()
    for (const [type, own] of Map.groupBy(records, (record) => record.type)) {
      const ids = [...new Set(own.map(({ id }) => id))]
      for (const [id, record] of (await kinds[type]?.(ids)) ?? []) found.set(`${type} ${id}`, record)
    }
    return found
  }
}
