import { type Actor, authorize } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { type DirectoryPorts, editOrganization, getOrganization, type Written } from './service.ts'

/**
 * A registrar confirms that an organization is what its record says. Throws `not-found`, `forbidden` for one's own, `conflict` when it
 * is confirmed already, `version-stale` unless it is at the version that was looked at.
 */
export async function confirmOrganization(
  ports: DirectoryPorts,
  actor: Actor,
  id: string,
  expected: number,
): Promise<Written> {
  const { document } = await getOrganization(ports, id)
  authorize(actor, 'organization.confirm', { organizations: [id] })
  if (document.confirmed) {
    throw new AppError('conflict', `${id} is confirmed`, [{ pointer: '/confirmed', rule: 'confirmed-already' }])
  }
  return editOrganization(ports, actor, id, expected, { ...document, confirmed: true }, 'organization.confirm')
}
