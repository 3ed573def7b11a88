import type { SoftwareDocument } from './model.ts'

/** What a reuser looks for in an entry, in the order they ask; each key has its "why it matters" in the dictionaries. */
export const COMPLETENESS_CHECKS = [
  'shortDescription',
  'longDescription',
  'features',
  'functions',
  'audience',
  'developmentStatus',
  'version',
  'holder',
  'rightsBasis',
  'license',
  'permittedUsers',
  'transferDocument',
  'sourceCode',
  'documentation',
  'interfaceLanguages',
  'integrations',
  'developers',
  'support',
  'attestation',
] as const
export type CompletenessCheck = (typeof COMPLETENESS_CHECKS)[number]

type Test = (document: SoftwareDocument) => boolean
const TESTS: Readonly<Record<CompletenessCheck, Test>> = {
  shortDescription: ({ identity }) => identity.shortDescription['uk'] !== undefined,
  longDescription: ({ identity }) => identity.longDescription !== null,
  features: ({ identity }) => Object.values(identity.features).some((list) => list.length > 0),
  functions: ({ identity }) => identity.functions.length > 0,
  audience: ({ identity }) => identity.audience.levels.length > 0 || identity.audience.scope.length > 0,
  developmentStatus: ({ identity }) => identity.developmentStatus !== null || identity.lifecycleStage !== null,
  version: ({ technology }) => technology.version !== null,
  holder: ({ rights }) => rights.holder !== null,
  rightsBasis: ({ rights }) => rights.basis !== null && rights.kind !== null,
  license: ({ rights }) => rights.license !== null,
  permittedUsers: ({ rights }) => rights.grants.length > 0 || rights.refusal !== null || rights.kind === 'open-source',
  transferDocument: ({ rights }) => rights.transferDocument !== null || rights.kind === 'open-source',
  sourceCode: ({ technology, assurance }) =>
    technology.repository !== null || assurance.sourceDeposit.handedOver === 'yes',
  documentation: ({ technology }) => technology.documentationUrl !== null,
  interfaceLanguages: ({ identity }) => identity.interfaceLanguages.length > 0,
  integrations: ({ technology }) => technology.integrations.length > 0 || technology.standards.length > 0,
  developers: ({ people }) => people.developers.length > 0,
  support: ({ maintenance, people }) => maintenance.type !== null || people.contact !== null,
  attestation: ({ assurance }) => assurance.attestations.length > 0,
}

/** Which checks an entry passes and which it does not: a list that explains itself instead of a score. */
export function completeness(document: SoftwareDocument): {
  readonly present: CompletenessCheck[]
  readonly missing: CompletenessCheck[]
} {
  const present = COMPLETENESS_CHECKS.filter((check) => TESTS[check](document))
  return { present, missing: COMPLETENESS_CHECKS.filter((check) => !present.includes(check)) }
}
