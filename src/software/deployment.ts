import { z } from 'zod'
import { IsoDate } from '../kernel/dates.ts'
import { plainText } from '../kernel/fields.ts'
import { OrganizationId, SoftwareId } from '../kernel/identifiers.ts'
import { localizedText } from '../kernel/localized.ts'
import { Money } from '../kernel/money.ts'

export const DEPLOYMENT_STATES = ['planned', 'pilot', 'in-use', 'retired'] as const

/** One organization runs one software. */
export const DeploymentDocument = z.strictObject({
  software: SoftwareId,
  organization: OrganizationId,
  state: z.enum(DEPLOYMENT_STATES),
  since: IsoDate.nullable().default(null),
  until: IsoDate.nullable().default(null),
  version: plainText(100).nullable().default(null),
  /** The day the using authority last confirmed it; after twelve months it is shown as unconfirmed. */
  confirmedOn: IsoDate.nullable().default(null),
  /** What adopting it cost the user, beside what the software itself cost its holder. */
  adoptionCost: Money.nullable().default(null),
  /** Working days that the user's own people spent on adopting it. */
  effortDays: z.int('number-range').min(0, 'number-range').max(100_000, 'number-range').nullable().default(null),
  /** Whom to ask in the organization: a role, never a person; its mailbox is the organization's official one. */
  contactRole: localizedText(120).nullable().default(null),
  note: localizedText(1000).nullable().default(null),
  demonstration: z.boolean().default(false),
})
export type DeploymentDocument = z.infer<typeof DeploymentDocument>
export type DeploymentInput = z.input<typeof DeploymentDocument>
