import type { Reader } from '../../../db/client.ts'
import type { OrganizationDocument } from '../../directory/model.ts'
import { selectOrganization } from '../../directory/store.ts'
import { sourceKeys } from '../sources.ts'
import { type SoftwareRecord, selectSoftware } from '../store.ts'
import { type FileIdentity, isOfRepository, keysOf } from './identity.ts'
import { selectSoftwareBySources } from './store.ts'

export interface KnownOrganization {
  readonly version: number
  readonly document: OrganizationDocument
}

/** What the import sees of the register. In a dry run also what the files before would have written. */
export interface Entries {
  candidates(file: FileIdentity): Promise<readonly SoftwareRecord[]>
  software(id: string): Promise<SoftwareRecord | null>
  organization(id: string): Promise<KnownOrganization | null>
  /** Dry runs: sees the record from here on as if it had been written. */
  pretend(record: SoftwareRecord, organization: ({ readonly id: string } & KnownOrganization) | null): void
}

/** @param mayRead whether the one who imports may know of an entry; of others the import sees nothing */
export function createEntries(read: Reader, mayRead: (record: SoftwareRecord) => boolean): Entries {
  const software = new Map<string, SoftwareRecord>()
  const organizations = new Map<string, KnownOrganization>()
  return {
    async candidates(file) {
      const keys = keysOf(file)
      const stored = await selectSoftwareBySources(read, keys, file.repository)
      const isMeant = ({ document }: SoftwareRecord) =>
        isOfRepository(document, file.repository) || sourceKeys(document).some((key) => keys.includes(key))
      const others = stored.filter((record) => !software.has(record.id) && mayRead(record))
      return [...others, ...[...software.values()].filter(isMeant)]
    },
    async software(id) {
      const record = software.get(id) ?? (await selectSoftware(read, id))
      return record !== null && mayRead(record) ? record : null
    },
    async organization(id) {
      return organizations.get(id) ?? selectOrganization(read, id)
    },
    pretend(record, organization) {
      software.set(record.id, record)
      if (organization) organizations.set(organization.id, organization)
    },
  }
}
