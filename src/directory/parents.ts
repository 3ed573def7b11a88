import type { Reader } from '../../db/client.ts'
import type { Finding } from '../kernel/errors.ts'
import { organizationId } from '../kernel/identifiers.ts'
import type { OrganizationDocument } from './model.ts'
import { selectOrganization } from './store.ts'

/** Longer chains of authority than this there are none. */
const LONGEST_CHAIN = 12

/** What is wrong with the organization above: it is not registered, or stands below this one itself. */
export async function parentFindings(read: Reader, document: OrganizationDocument): Promise<Finding[]> {
  const own = organizationId(document.scheme, document.identifier)
  let above = document.parent
  for (let step = 0; above !== null && step < LONGEST_CHAIN; step++) {
    const parent = await selectOrganization(read, above)
    if (parent === null) {
      return step === 0 ? [{ pointer: '/parent', rule: 'organization-unknown', params: { id: above } }] : []
    }
    above = parent.document.parent ?? null
    if (above === own) return [{ pointer: '/parent', rule: 'parent-below' }]
  }
  return []
}
