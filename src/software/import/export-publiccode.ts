import type { OrganizationDocument } from '../../directory/model.ts'
import { MAXIMUM_BYTES } from '../../exchange/publiccode/decode.ts'
import type { PubliccodeDocument } from '../../exchange/publiccode/document.ts'
import { missingForPubliccode, type PubliccodeDemand, writePubliccode } from '../../exchange/publiccode/write.ts'
import type { SoftwareDocument } from '../model.ts'
import { lackingFindings } from '../publiccode-lacks.ts'
import { officialContact, toPubliccode } from './to-publiccode.ts'

export type Exported =
  | { readonly yaml: string; readonly missing: null }
  | { readonly yaml: null; readonly missing: readonly PubliccodeDemand[] }

/**
 * An entry as publiccode.yml 0.7.0, or what it lacks for one. Contacts are offices with their official mailboxes, or
 * institutions; never a person.
 * @param holder of the rights, which the standard calls the organisation; null when the entry has none
 */
export function exportPubliccode(document: SoftwareDocument, holder: OrganizationDocument | null): Exported {
  const completed = completedBy(document, holder)
  const missing = missingForPubliccode(completed)
  if (missing.length > 0) return { yaml: null, missing }
  const yaml = writePubliccode(completed)
  const bytes = new TextEncoder().encode(yaml).length
  return bytes > MAXIMUM_BYTES ? { yaml: null, missing: [tooLarge(bytes)] } : { yaml, missing: null }
}

/**
 * How many things the standard demands that the entry does not say, for a page: what an entry is used by is not looked at,
 * so that thousands of users cost nothing. An entry too large for a file is for `exportPubliccode` to tell.
 */
export function lacksForPubliccode(document: SoftwareDocument, holder: OrganizationDocument | null): number {
  return lackingFindings(missingForPubliccode(completedBy({ ...document, usedBy: [] }, holder))).length
}

function completedBy(document: SoftwareDocument, holder: OrganizationDocument | null): PubliccodeDocument {
  const own = toPubliccode(document)
  return holder === null ? own : withHolder(own, holder)
}

function tooLarge(bytes: number): PubliccodeDemand {
  const message = `The file would have ${bytes} bytes; at most ${MAXIMUM_BYTES} are read.`
  return { path: '', rule: 'file-too-large', params: { bytes, maximum: MAXIMUM_BYTES }, message }
}

/**
 * The owner and the contact, from the holder's record, where neither the file nor the entry says them. A holder that names no
 * office is its own contact: an institution, since the persons that files name are not kept.
 */
function withHolder(document: PubliccodeDocument, holder: OrganizationDocument): PubliccodeDocument {
  const uri = uriOf(holder)
  const name = holder.name['uk'] ?? holder.name['en'] ?? Object.values(holder.name)[0] ?? null
  const { maintenance } = document
  const asks = maintenance.type === 'internal' || maintenance.type === 'community'
  const holderItself = name === null ? [] : [{ name, email: null, affiliation: null }]
  const office = holder.contact === null ? holderItself : [officialContact(holder.contact)]
  const contacts = asks && maintenance.contacts.length === 0 ? office : maintenance.contacts
  const isStated = document.organisation !== null || !holder.confirmed || uri === null
  return {
    ...document,
    organisation: isStated ? document.organisation : { name, uri },
    maintenance: { ...maintenance, contacts },
  }
}

function uriOf({ scheme, identifier, website }: OrganizationDocument): string | null {
  if (scheme === 'IT-IPA') return `urn:x-italian-pa:${identifier}`
  return website ?? (scheme === 'URL' ? identifier : null)
}
