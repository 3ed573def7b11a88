import { z } from 'zod'
import { IsoDate } from '../kernel/dates.ts'
import { edrpouFinding } from '../kernel/edrpou.ts'
import type { Finding } from '../kernel/errors.ts'
import { listOf, plainText, WebUrl } from '../kernel/fields.ts'
import { LONGEST_ORGANIZATION_ID, OrganizationId, organizationId, SoftwareId } from '../kernel/identifiers.ts'
import { localizedText } from '../kernel/localized.ts'
import { privateContactFindings } from '../kernel/private-contacts.ts'

/**
 * The register of organizations an identifier comes from: `UA-EDR` (EDRPOU; the other Ukrainian lists, `UA-IPN` above all, number
 * persons), a list of another country as org-id.guide names it (`IT-IPA`, `GB-COH` …),
 * or `URL`, a page of the organization itself, for foreign holders of imported software that name nothing better.
 */
export const IdentifierScheme = z.string().regex(/^(UA-EDR|URL|(?!UA-)[A-Z]{2}-[A-Z0-9_]{2,12})$/, 'identifier-scheme')
export type IdentifierScheme = z.infer<typeof IdentifierScheme>

export const ORGANIZATION_KINDS = [
  'central-authority',
  'regional-authority',
  'local-authority',
  'state-enterprise',
  'municipal-enterprise',
  'public-institution',
  'company',
  'sole-proprietor',
  'non-governmental',
  'international',
  'foreign-public-body',
  'other',
] as const
export const OrganizationKind = z.enum(ORGANIZATION_KINDS)
export type OrganizationKind = z.infer<typeof OrganizationKind>

/** The tier of government an authority works at; companies and NGOs have none. */
export const GOVERNMENT_LEVELS = ['state', 'region', 'district', 'community'] as const
export const GovernmentLevel = z.enum(GOVERNMENT_LEVELS)
export type GovernmentLevel = z.infer<typeof GovernmentLevel>

/** A role and an official mailbox, never a private person. */
export const OfficialContact = z.strictObject({
  role: localizedText(120),
  email: z.email('email').max(254, 'text-too-long'),
})
export type OfficialContact = z.infer<typeof OfficialContact>

export const OrganizationDocument = z.strictObject({
  scheme: IdentifierScheme,
  identifier: plainText(500),
  name: localizedText(500),
  shortName: localizedText(120).nullable().default(null),
  aliases: listOf(plainText(300), 30).default([]),
  kind: OrganizationKind,
  level: GovernmentLevel.nullable().default(null),
  /** Place of registration; the region is read off its first two digits. */
  katottg: z
    .string()
    .regex(/^UA\d{17}$/, 'katottg-format')
    .nullable()
    .default(null),
  /** Inhabitants of a community: the measure of "communities like ours". */
  population: z.int().min(0).max(50_000_000).nullable().default(null),
  /** The organization it is part of or reports to. */
  parent: OrganizationId.nullable().default(null),
  website: WebUrl.nullable().default(null),
  contact: OfficialContact.nullable().default(null),
  /** False for organizations that an import created, until a registrar has confirmed them. */
  confirmed: z.boolean().default(true),
  /** Fictional, loaded for demonstration. */
  demonstration: z.boolean().default(false),
})
export type OrganizationDocument = z.infer<typeof OrganizationDocument>
export type OrganizationInput = z.input<typeof OrganizationDocument>

/** The state holds, all authorities reuse: the kinds that count as authorities for rights of reuse. */
export function isAuthority(kind: OrganizationKind): boolean {
  return (
    kind === 'central-authority' ||
    kind === 'regional-authority' ||
    kind === 'local-authority' ||
    kind === 'state-enterprise' ||
    kind === 'municipal-enterprise' ||
    kind === 'public-institution'
  )
}

/** What the schema alone cannot say. Pointers are into the document. */
export function organizationFindings(organization: OrganizationDocument): Finding[] {
  const findings: Finding[] = []
  if (organization.scheme === 'UA-EDR') {
    const finding = edrpouFinding(organization.identifier)
    if (finding) findings.push({ ...finding, pointer: '/identifier' })
  }
  if (organization.scheme === 'URL' && !WebUrl.safeParse(organization.identifier).success) {
    findings.push({ pointer: '/identifier', rule: 'url' })
  }
  if (organizationId(organization.scheme, organization.identifier).length > LONGEST_ORGANIZATION_ID) {
    findings.push({ pointer: '/identifier', rule: 'identifier-too-long' })
  }
  if (organization.demonstration && organization.scheme === 'UA-EDR' && !organization.identifier.startsWith('99')) {
    findings.push({ pointer: '/identifier', rule: 'demonstration-edrpou' })
  }
  if (organization.parent === organizationId(organization.scheme, organization.identifier)) {
    findings.push({ pointer: '/parent', rule: 'parent-itself' })
  }
  return [...findings, ...privateContactFindings({ contact: { role: organization.contact?.role ?? {} } })]
}

export const EXPERT_ROLES = [
  'informatization-expert',
  'information-protection-expert',
  'security-auditor',
  'independent-supervision',
  'acceptance-commission',
  'forensic-expert',
  'intellectual-property-valuer',
  'technical-administrator',
  'business-analyst',
  'data-protection-officer',
] as const
export const ExpertRole = z.enum(EXPERT_ROLES)
export type ExpertRole = z.infer<typeof ExpertRole>

/** asked: nothing of the person is shown; given: published; withdrawn: erased, the number stays. */
export const ConsentState = z.enum(['asked', 'given', 'withdrawn'])
export type ConsentState = z.infer<typeof ConsentState>

export const QualificationDocument = z.strictObject({
  title: localizedText(300),
  number: plainText(100).nullable().default(null),
  issued: IsoDate.nullable().default(null),
  validUntil: IsoDate.nullable().default(null),
})

/**
 * What is known of an expert's part in one software beyond the role and the days, which the software's entry has. It tells of
 * the person, so it stands here, where a withdrawal of consent erases it.
 */
export const InvolvementDetails = z.strictObject({
  software: SoftwareId,
  /** Of several parts in one software, the one that is meant; null for all that have no words of their own. */
  role: ExpertRole.nullable().default(null),
  affiliationThen: plainText(300).nullable().default(null),
  conflictOfInterest: plainText(1000).nullable().default(null),
  document: plainText(300).nullable().default(null),
})
export type InvolvementDetails = z.infer<typeof InvolvementDetails>

export const ExpertDocument = z.strictObject({
  name: localizedText(200),
  specialism: localizedText(300),
  affiliation: z
    .strictObject({ organization: OrganizationId.nullable().default(null), name: localizedText(300) })
    .nullable()
    .default(null),
  qualifications: listOf(QualificationDocument, 20).default([]),
  /** What the expert declared: suppliers they worked for, shares they hold. Empty text is not a declaration: null is "not declared". */
  conflictOfInterest: localizedText(1000).nullable().default(null),
  involvements: listOf(InvolvementDetails, 500).default([]),
  consent: z.strictObject({
    state: ConsentState,
    date: IsoDate.nullable().default(null),
    document: plainText(300).nullable().default(null),
  }),
  demonstration: z.boolean().default(false),
})
export type ExpertDocument = z.infer<typeof ExpertDocument>
export type ExpertInput = z.input<typeof ExpertDocument>

/** What may be shown and logged of an expert: everything with consent, nothing but the state without. */
export type PublicExpert = ExpertDocument | Pick<ExpertDocument, 'consent' | 'demonstration'>
export function publicExpert(expert: ExpertDocument): PublicExpert {
  if (expert.consent.state === 'given') return expert
  // The document is named in words, and words name the person.
  return { consent: { ...expert.consent, document: null }, demonstration: expert.demonstration }
}

/** What an expert's own record says of a part they had in a software, or null. */
export function involvementDetails(expert: PublicExpert, software: string, role: string): InvolvementDetails | null {
  if (!('involvements' in expert)) return null
  const there = expert.involvements.filter((each) => each.software === software)
  return there.find((each) => each.role === role) ?? there.find((each) => each.role === null) ?? null
}
