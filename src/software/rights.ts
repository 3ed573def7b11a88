import { z } from 'zod'
import { GOVERNMENT_LEVELS } from '../directory/model.ts'
import { IsoDate } from '../kernel/dates.ts'
import { listOf, plainText, WebUrl } from '../kernel/fields.ts'
import { OrganizationId } from '../kernel/identifiers.ts'
import { localizedText } from '../kernel/localized.ts'

/** On what the holder's rights rest. */
export const RIGHTS_BASES = ['commissioned-work', 'work-of-employee', 'licence', 'open-source', 'subscription'] as const
/** What the holder has. */
export const RIGHTS_KINDS = ['exclusive-economic', 'shared', 'non-exclusive-licence', 'open-source'] as const
/** The closed list of reasons for which reuse may be refused. */
export const REFUSAL_REASONS = [
  'state-secret',
  'critical-infrastructure',
  'third-party-rights',
  'licence-expired',
  'personal-data',
  'other',
] as const
export const PERMITTED_USERS = [
  'anyone',
  'state-authorities',
  'all-authorities',
  'level',
  'region',
  'named-organizations',
  'holder-only',
] as const

export const SourceDocument = z.strictObject({
  title: plainText(300),
  number: plainText(100).nullable().default(null),
  date: IsoDate.nullable().default(null),
  url: WebUrl.nullable().default(null),
})
export type SourceDocument = z.infer<typeof SourceDocument>

/** One permission to reuse: for whom, on which terms, until when, by which document. */
export const Grant = z.strictObject({
  permittedUsers: z.enum(PERMITTED_USERS),
  /** With `level`. */
  levels: listOf(z.enum(GOVERNMENT_LEVELS), 4).default([]),
  /** With `region`: KATOTTG prefixes of regions, `UA46`. */
  regions: listOf(z.string().regex(/^UA\d{2}$/, 'region-format'), 27).default([]),
  /** With `named-organizations`: ids of organizations of the register. */
  organizations: listOf(OrganizationId, 5000).default([]),
  /** SPDX expression or `LicenseRef-…`. */
  license: plainText(300).nullable().default(null),
  /** True when nothing is paid for the right itself; null when nobody has said. */
  gratuitous: z.boolean().nullable().default(null),
  from: IsoDate.nullable().default(null),
  to: IsoDate.nullable().default(null),
  seats: z.int().positive().max(100_000_000).nullable().default(null),
  territory: plainText(200).nullable().default(null),
  conditions: localizedText(2000).nullable().default(null),
  document: SourceDocument.nullable().default(null),
  /** The place in the document, "п. 4". */
  clause: plainText(100).nullable().default(null),
})
export type Grant = z.infer<typeof Grant>

export const SoftwareRights = z.strictObject({
  /** Id of the organization that holds the property rights. */
  holder: OrganizationId.nullable().default(null),
  /** The copyright owner as an imported file names it. */
  copyrightOwner: plainText(500).nullable().default(null),
  basis: z.enum(RIGHTS_BASES).nullable().default(null),
  kind: z.enum(RIGHTS_KINDS).nullable().default(null),
  transferDocument: SourceDocument.nullable().default(null),
  /** SPDX expression or `LicenseRef-…` under which the software itself is licensed. */
  license: plainText(300).nullable().default(null),
  /** The text of a licence that SPDX does not list. */
  licenseText: plainText(50_000).nullable().default(null),
  grants: listOf(Grant, 50).default([]),
  refusal: z
    .strictObject({
      reason: z.enum(REFUSAL_REASONS),
      legalBasis: plainText(300),
      note: localizedText(1000).nullable().default(null),
    })
    .nullable()
    .default(null),
})
export type SoftwareRights = z.infer<typeof SoftwareRights>
