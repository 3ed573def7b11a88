import { selectOrganizationNames } from '../directory/store.ts'
import type { IsoDate } from '../kernel/dates.ts'
import { AppError } from '../kernel/errors.ts'
import type { SoftwareRights } from './rights.ts'
import type { SoftwarePorts } from './service.ts'
import { type ReuseVerdict, reuseVerdict } from './verdict.ts'

/** `reuseVerdict` for an organization of the register, or for any authority when none is named. Throws `validation-failed` when it is unknown. */
export async function verdictFor(
  ports: Pick<SoftwarePorts, 'read' | 'licences'>,
  rights: SoftwareRights,
  organization: string | null,
  day: IsoDate,
): Promise<ReuseVerdict> {
  if (organization === null) return reuseVerdict(rights, null, day, ports.licences)
  const asker = (await selectOrganizationNames(ports.read, [organization])).get(organization)
  if (!asker) {
    throw new AppError('validation-failed', `no organization ${organization}`, [
      { pointer: '?organization', rule: 'organization-unknown', params: { id: organization } },
    ])
  }
  return reuseVerdict(rights, asker, day, ports.licences)
}
