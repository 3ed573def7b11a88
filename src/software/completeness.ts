import type { SoftwareDocument } from './model.ts'
import type { LicenceFacts } from './verdict.ts'

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
  permittedUsers: ({ rights }) => rights.grants.length > 0 || rights.refusal !== null,
  transferDocument: ({ rights }) => rights.transferDocument !== null,
  sourceCode: ({ technology, assurance }) =>
    technology.repository !== null || assurance.sourceDeposit.handedOver === 'yes',
  documentation: ({ technology }) => technology.documentationUrl !== null,
  interfaceLanguages: ({ identity }) => identity.interfaceLanguages.length > 0,
  integrations: ({ technology }) => technology.integrations.length > 0 || technology.standards.length > 0,
  developers: ({ people }) => people.developers.length > 0,
  support: ({ maintenance, people }) => maintenance.type !== null || people.contact !== null,
  attestation: ({ assurance }) => assurance.attestations.length > 0,
}

/** What an open licence itself answers: nobody has to permit the use, and nobody has to prove that they may. */
const ANSWERED_BY_OPEN_LICENCE: readonly CompletenessCheck[] = ['permittedUsers', 'transferDocument']

export interface Completeness {
  readonly present: readonly CompletenessCheck[]
  readonly missing: readonly CompletenessCheck[]
  /** Those of `present` that the entry does not say and does not have to, its licence being open. */
  readonly notNeeded: readonly CompletenessCheck[]
}

/**
 * Which checks an entry passes and which it does not: a list that explains itself instead of a score. Whether a licence is
 * open is asked as the verdict asks it, so that the two never contradict each other.
 */
export function completeness(document: SoftwareDocument, licences: LicenceFacts): Completeness {
  const { license } = document.rights
  const isOpen = license !== null && licences.isOpenSource(license)
  const notNeeded = isOpen ? ANSWERED_BY_OPEN_LICENCE.filter((check) => !TESTS[check](document)) : []
  const present = COMPLETENESS_CHECKS.filter((check) => TESTS[check](document) || notNeeded.includes(check))
  return { present, missing: COMPLETENESS_CHECKS.filter((check) => !present.includes(check)), notNeeded }
}
