import { z } from 'zod'

/** Register numbers of this register: never reused; `/id/UA-SW-000123` leads to the record. */
export const SoftwareId = z.string().regex(/^UA-SW-\d{6,}$/, 'software-id')
export const ExpertId = z.string().regex(/^UA-EX-\d{6,}$/, 'expert-id')
export const DeploymentId = z.string().regex(/^UA-DP-\d{6,}$/, 'deployment-id')
export const ProposalId = z.string().regex(/^UA-CP-\d{6,}$/, 'proposal-id')

/** `<scheme>-<identifier>` as org-id.guide writes it: `UA-EDR-43220851`; for the scheme URL see `organizationId`. */
export const OrganizationId = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,14}(-[A-Z0-9_]{2,12})?-[A-Za-z0-9._~-]{1,600}$/, 'organization-id')

/** Longest id of an organization, in characters: it stands in every leaf of the log, and a leaf has 1,000 bytes. */
export const LONGEST_ORGANIZATION_ID = 600

/** What has versions and leaves in the log, and the prefix of its register numbers (organizations carry their own identifier). */
export const RECORD_TYPES = ['organization', 'expert', 'software', 'deployment', 'proposal'] as const
export const RecordType = z.enum(RECORD_TYPES)
export type RecordType = z.infer<typeof RecordType>
export type NumberedType = Exclude<RecordType, 'organization'>

const PREFIXES: Readonly<Record<NumberedType, string>> = {
  software: 'UA-SW-',
  expert: 'UA-EX-',
  deployment: 'UA-DP-',
  proposal: 'UA-CP-',
}

/** `registerNumber('software', 123)` is `UA-SW-000123`. */
export function registerNumber(type: NumberedType, number: number): string {
  return `${PREFIXES[type]}${String(number).padStart(6, '0')}`
}

/**
 * The id of an organization, one for every (scheme, identifier). Codes keep their spelling; of an address the path's slashes
 * become `~` and everything outside letters, digits, dot and hyphen `_` and its UTF-8 bytes in hexadecimal, so that no two addresses meet.
 */
export function organizationId(scheme: string, identifier: string): string {
  const text = scheme === 'URL' ? identifier.replace(/^https?:\/\//, '').replace(/(?<!\/)\/+$/, '') : identifier
  const escaped = Array.from(text, (character) => {
    if (/[A-Za-z0-9.-]/.test(character)) return character
    if (character === '/') return '~'
    return Array.from(new TextEncoder().encode(character), (byte) => `_${byte.toString(16).padStart(2, '0')}`).join('')
  })
  return `${scheme}-${escaped.join('')}`
}
