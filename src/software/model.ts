import { z } from 'zod'
import { ExpertRole } from '../directory/model.ts'
import { IsoDate } from '../kernel/dates.ts'
import { JsonValue, listOf, plainText, WebUrl } from '../kernel/fields.ts'
import { ExpertId, OrganizationId, SoftwareId } from '../kernel/identifiers.ts'
import { LanguageTag, localizedText } from '../kernel/localized.ts'
import { SoftwareRights } from './rights.ts'

/** Where an entry stands. Lifecycle: draft → submitted → published → archived; submitted → returned → submitted. */
export const SOFTWARE_STATES = ['draft', 'submitted', 'returned', 'published', 'archived'] as const
export const SoftwareState = z.enum(SOFTWARE_STATES)
export type SoftwareState = z.infer<typeof SoftwareState>

/** publiccode.yml `developmentStatus`. */
export const DEVELOPMENT_STATUSES = ['concept', 'development', 'beta', 'stable', 'obsolete'] as const
/** Life-cycle stages of a means of informatization (requirements approved by CMU No. 205 of 21.02.2025). */
export const LIFECYCLE_STAGES = ['initiation', 'design', 'development', 'operation', 'retirement'] as const
/** publiccode.yml `softwareType`. */
export const SOFTWARE_TYPES = [
  'standalone/mobile',
  'standalone/iot',
  'standalone/desktop',
  'standalone/web',
  'standalone/backend',
  'standalone/other',
  'addon',
  'library',
  'configurationFiles',
] as const
export const MAINTENANCE_TYPES = ['internal', 'contract', 'community', 'none'] as const
/** Size classes of a community by inhabitants, the way "communities like ours" are found. */
export const COMMUNITY_SIZES = ['under-5000', '5000-10000', '10000-50000', '50000-200000', 'over-200000'] as const
export const AUDIENCES = ['central', 'regional', 'local', 'institution', 'enterprise', 'citizen', 'business'] as const
export const INTEGRATIONS = [
  'trembita',
  'id-gov-ua',
  'diia',
  'diia-signature',
  'prozorro',
  'treasury',
  'sev-ovv',
  'edr',
  'demographic-register',
  'ehealth',
  'dream',
  'open-data-portal',
  'other',
] as const
export const FUNDING_SOURCES = [
  'state-budget',
  'local-budget',
  'international-aid',
  'enterprise-revenue',
  'civic',
] as const
export const DEVELOPER_ROLES = ['author', 'integrator', 'maintainer', 'subcontractor'] as const
export const RELATION_KINDS = [
  'isBasedOn',
  'variantOf',
  'replaces',
  'partOfSuite',
  'similarTo',
  'usesComponent',
] as const

export const NamedStandard = z.strictObject({ name: plainText(300), url: WebUrl.nullable().default(null) })

export const Dependency = z.strictObject({
  name: plainText(300),
  versionMin: plainText(60).nullable().default(null),
  versionMax: plainText(60).nullable().default(null),
  version: plainText(60).nullable().default(null),
  optional: z.boolean().nullable().default(null),
})

export const Release = z.strictObject({
  version: plainText(60),
  date: IsoDate.nullable().default(null),
  notes: localizedText(2000).nullable().default(null),
  sbomUrl: WebUrl.nullable().default(null),
})

/** КСЗІ attestation, security authorisation of a system, or a state expert conclusion (e.g. on cryptography). */
export const Attestation = z.strictObject({
  kind: z.enum(['kszi', 'authorisation', 'expert-conclusion', 'other']),
  number: plainText(100).nullable().default(null),
  issued: IsoDate.nullable().default(null),
  expires: IsoDate.nullable().default(null),
  url: WebUrl.nullable().default(null),
})

const Identity = z.strictObject({
  name: localizedText(300),
  aliases: listOf(plainText(300), 30).default([]),
  /** ≤ 150 characters when typed (`softwareFindings`); imported ones may be longer and say so. */
  shortDescription: localizedText(1000),
  /** Markdown without raw HTML. */
  longDescription: localizedText(20_000).nullable().default(null),
  features: z.record(LanguageTag, listOf(plainText(1000), 200)).default({}),
  /** Codes of the functions taxonomy (`citizen-services.queue`). */
  functions: listOf(plainText(80), 20).default([]),
  /** publiccode.yml categories. */
  categories: listOf(plainText(100), 60).default([]),
  /** ДК 021 codes of what is bought when this is bought. */
  dk021: listOf(z.string().regex(/^\d{8}(-\d)?$/, 'cpv-format'), 20).default([]),
  audience: z
    .strictObject({
      levels: listOf(z.enum(AUDIENCES), 10).default([]),
      communitySizes: listOf(z.enum(COMMUNITY_SIZES), 5).default([]),
      countries: listOf(plainText(10), 300).default([]),
      unsupportedCountries: listOf(plainText(10), 300).default([]),
      /** publiccode.yml `intendedAudience.scope`. */
      scope: listOf(plainText(100), 60).default([]),
    })
    .default({ levels: [], communitySizes: [], countries: [], unsupportedCountries: [], scope: [] }),
  softwareType: z.enum(SOFTWARE_TYPES).nullable().default(null),
  platforms: listOf(plainText(100), 50).default([]),
  developmentStatus: z.enum(DEVELOPMENT_STATUSES).nullable().default(null),
  lifecycleStage: z.enum(LIFECYCLE_STAGES).nullable().default(null),
  interfaceLanguages: listOf(LanguageTag, 300).default([]),
  localisationReady: z.boolean().nullable().default(null),
  logo: WebUrl.nullable().default(null),
  screenshots: listOf(WebUrl, 60).default([]),
  videos: listOf(WebUrl, 60).default([]),
  awards: listOf(plainText(500), 60).default([]),
})

const Technology = z.strictObject({
  programmingLanguages: listOf(plainText(100), 50).default([]),
  databases: listOf(plainText(100), 50).default([]),
  /** Standard data structures, business processes or standard products it implements. */
  implements: listOf(NamedStandard, 50).default([]),
  standards: listOf(NamedStandard, 50).default([]),
  integrations: listOf(z.enum(INTEGRATIONS), 20).default([]),
  dependsOn: z
    .strictObject({
      open: listOf(Dependency, 300).default([]),
      proprietary: listOf(Dependency, 300).default([]),
      hardware: listOf(Dependency, 300).default([]),
    })
    .default({ open: [], proprietary: [], hardware: [] }),
  repository: z
    .strictObject({ url: WebUrl, visibility: z.enum(['public', 'restricted', 'unknown']).default('unknown') })
    .nullable()
    .default(null),
  landingUrl: WebUrl.nullable().default(null),
  documentationUrl: WebUrl.nullable().default(null),
  apiUrl: WebUrl.nullable().default(null),
  demoUrl: WebUrl.nullable().default(null),
  roadmapUrl: WebUrl.nullable().default(null),
  version: plainText(100).nullable().default(null),
  releaseDate: IsoDate.nullable().default(null),
  releases: listOf(Release, 500).default([]),
})

const Assurance = z.strictObject({
  attestations: listOf(Attestation, 20).default([]),
  accessibilityStatementUrl: WebUrl.nullable().default(null),
  personalData: z.enum(['processed', 'not-processed', 'unknown']).default('unknown'),
  sourceDeposit: z
    .strictObject({
      handedOver: z.enum(['yes', 'no', 'unknown']),
      where: plainText(500).nullable().default(null),
    })
    .default({ handedOver: 'unknown', where: null }),
})

/** Another software this one relates to: an entry of the register, or an address outside of it. */
export const Relation = z.strictObject({
  kind: z.enum(RELATION_KINDS),
  target: SoftwareId.nullable().default(null),
  url: WebUrl.nullable().default(null),
  /** For a variant: what differs. */
  note: localizedText(1000).nullable().default(null),
  /** Who says so, for curated relations: an organization of the register. */
  saidBy: OrganizationId.nullable().default(null),
})

const Funding = z.strictObject({
  sources: listOf(z.enum(FUNDING_SOURCES), 5).default([]),
  fundedBy: listOf(z.strictObject({ name: plainText(500), uri: WebUrl.nullable().default(null) }), 50).default([]),
  /** The budget programme or aid project, in words; contracts are linked by the contracts feature. */
  programme: localizedText(500).nullable().default(null),
})

export const Involvement = z.strictObject({
  from: IsoDate.nullable().default(null),
  to: IsoDate.nullable().default(null),
})

const People = z.strictObject({
  developers: listOf(
    Involvement.extend({
      organization: OrganizationId.nullable().default(null),
      name: plainText(500),
      role: z.enum(DEVELOPER_ROLES),
      /** Number of the contract, as written. */
      contract: plainText(100).nullable().default(null),
    }),
    100,
  ).default([]),
  /** The number and the role alone: what tells more of a person stands in the expert's own record, which can be erased. */
  experts: listOf(Involvement.extend({ expert: ExpertId, role: ExpertRole }), 100).default([]),
  contact: z
    .strictObject({ role: localizedText(120), email: z.email('email').max(254, 'text-too-long') })
    .nullable()
    .default(null),
})

const Maintenance = z.strictObject({
  type: z.enum(MAINTENANCE_TYPES).nullable().default(null),
  until: IsoDate.nullable().default(null),
  contractors: listOf(
    z.strictObject({
      name: plainText(500),
      website: WebUrl.nullable().default(null),
      until: IsoDate.nullable().default(null),
    }),
    100,
  ).default([]),
})

/** What the field groups of an entry are called wherever a group is meant: provenance, diffs, the task list. */
export const FIELD_GROUPS = [
  'identity',
  'technology',
  'assurance',
  'rights',
  'relations',
  'funding',
  'people',
  'maintenance',
  'usedBy',
] as const
export type FieldGroup = (typeof FIELD_GROUPS)[number]

/** Where the content of one field group comes from. `typed` beats every import: an import then only reports that it differs. */
export const Provenance = z.strictObject({
  origin: z.enum(['typed', 'publiccode.yml', 'code.json', 'contract', 'demonstration']),
  /** Address of the imported file. */
  source: WebUrl.nullable().default(null),
  /** RFC 3339 instant. */
  at: z.iso.datetime(),
})
export type Provenance = z.infer<typeof Provenance>

export const SoftwareDocument = z.strictObject({
  identity: Identity,
  technology: Technology.prefault({}),
  assurance: Assurance.prefault({}),
  rights: SoftwareRights.prefault({}),
  relations: listOf(Relation, 100).default([]),
  funding: Funding.prefault({}),
  people: People.prefault({}),
  maintenance: Maintenance.prefault({}),
  /** Organizations that an imported file names as users, as written: claims, not confirmed deployments. */
  usedBy: listOf(plainText(500), 20_000).default([]),
  /** Accepted fields of imported formats that the register has no field of its own for, by format and path. */
  extensions: z.record(z.string().max(40), z.record(z.string().max(300), JsonValue)).default({}),
  provenance: z.partialRecord(z.enum(FIELD_GROUPS), Provenance).default({}),
  /** Entered by a CivicTech or GovTech initiative that is not an authority. */
  civic: z.boolean().default(false),
  /** Fictional, loaded for demonstration. */
  demonstration: z.boolean().default(false),
})
export type SoftwareDocument = z.infer<typeof SoftwareDocument>
export type SoftwareInput = z.input<typeof SoftwareDocument>
