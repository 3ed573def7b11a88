import { EXPERT_ROLES, GOVERNMENT_LEVELS } from '../../directory/model.ts'
import type { CompletenessCheck } from '../completeness.ts'
import {
  AUDIENCES,
  COMMUNITY_SIZES,
  DEVELOPER_ROLES,
  DEVELOPMENT_STATUSES,
  FUNDING_SOURCES,
  INTEGRATIONS,
  LIFECYCLE_STAGES,
  MAINTENANCE_TYPES,
  RELATION_KINDS,
  SOFTWARE_TYPES,
} from '../model.ts'
import { PERMITTED_USERS, REFUSAL_REASONS, RIGHTS_BASES, RIGHTS_KINDS } from '../rights.ts'

import type { Field, ValueField } from './form-field.ts'

/*
 * What people fill in, topic by topic. A field stands at the place in the document that its path names; the names of inputs
 * are made of the same path, so that a finding's pointer leads to its input. A test walks the model: every field of it is here.
 */

export const TOPIC_IDS = [
  'names',
  'purpose',
  'readiness',
  'technology',
  'links',
  'versions',
  'rights',
  'reuse',
  'assurance',
  'people',
  'relations',
  'funding',
  'support',
] as const
export type TopicId = (typeof TOPIC_IDS)[number]

export interface Topic {
  readonly id: TopicId
  readonly fields: readonly Field[]
  /** What makes the topic complete. */
  readonly checks: readonly CompletenessCheck[]
}

const TERM: readonly ValueField[] = [
  { path: 'from', kind: 'date' },
  { path: 'to', kind: 'date' },
]
const STANDARD: readonly ValueField[] = [
  { path: 'name', kind: 'text' },
  { path: 'url', kind: 'url' },
]
const DEPENDENCY: readonly ValueField[] = [
  { path: 'name', kind: 'text' },
  { path: 'version', kind: 'text' },
  { path: 'versionMin', kind: 'text' },
  { path: 'versionMax', kind: 'text' },
  { path: 'optional', kind: 'yesNo' },
]
const SOURCE_DOCUMENT: readonly ValueField[] = [
  { path: 'title', kind: 'text' },
  { path: 'number', kind: 'text' },
  { path: 'date', kind: 'date' },
  { path: 'url', kind: 'url' },
]

export const TOPICS: readonly Topic[] = [
  {
    id: 'names',
    checks: ['shortDescription', 'longDescription', 'features'],
    fields: [
      { path: 'identity.name', kind: 'localized' },
      { path: 'identity.aliases', kind: 'lines' },
      { path: 'identity.shortDescription', kind: 'localized', lines: 3 },
      { path: 'identity.longDescription', kind: 'localized', lines: 10 },
      { path: 'identity.features', kind: 'localizedLines' },
      { path: 'civic', kind: 'flag' },
    ],
  },
  {
    id: 'purpose',
    checks: ['functions', 'audience'],
    fields: [
      { path: 'identity.functions', kind: 'codes', scheme: 'functions' },
      { path: 'identity.dk021', kind: 'lines' },
      { path: 'identity.categories', kind: 'lines' },
      { path: 'identity.audience.levels', kind: 'choices', values: AUDIENCES, labels: 'audience' },
      { path: 'identity.audience.communitySizes', kind: 'choices', values: COMMUNITY_SIZES, labels: 'communitySize' },
      { path: 'identity.audience.scope', kind: 'lines' },
      { path: 'identity.audience.countries', kind: 'lines' },
      { path: 'identity.audience.unsupportedCountries', kind: 'lines' },
    ],
  },
  {
    id: 'readiness',
    checks: ['developmentStatus', 'interfaceLanguages'],
    fields: [
      { path: 'identity.softwareType', kind: 'choice', values: SOFTWARE_TYPES, labels: 'softwareType' },
      { path: 'identity.developmentStatus', kind: 'choice', values: DEVELOPMENT_STATUSES, labels: 'developmentStatus' },
      { path: 'identity.lifecycleStage', kind: 'choice', values: LIFECYCLE_STAGES, labels: 'lifecycleStage' },
      { path: 'identity.platforms', kind: 'lines' },
      { path: 'identity.interfaceLanguages', kind: 'lines' },
      { path: 'identity.localisationReady', kind: 'yesNo' },
    ],
  },
  {
    id: 'technology',
    checks: ['integrations'],
    fields: [
      { path: 'technology.programmingLanguages', kind: 'lines' },
      { path: 'technology.databases', kind: 'lines' },
      { path: 'technology.integrations', kind: 'choices', values: INTEGRATIONS, labels: 'integration' },
      { path: 'technology.standards', kind: 'rows', most: 50, fields: STANDARD },
      { path: 'technology.implements', kind: 'rows', most: 50, fields: STANDARD },
      { path: 'technology.dependsOn.open', kind: 'rows', most: 300, fields: DEPENDENCY },
      { path: 'technology.dependsOn.proprietary', kind: 'rows', most: 300, fields: DEPENDENCY },
      { path: 'technology.dependsOn.hardware', kind: 'rows', most: 300, fields: DEPENDENCY },
    ],
  },
  {
    id: 'links',
    checks: ['sourceCode', 'documentation'],
    fields: [
      {
        path: 'technology.repository',
        kind: 'group',
        fields: [
          { path: 'url', kind: 'url' },
          {
            path: 'visibility',
            kind: 'choice',
            values: ['public', 'restricted', 'unknown'],
            labels: 'repositoryVisibility',
            initial: 'unknown',
          },
        ],
      },
      { path: 'technology.landingUrl', kind: 'url' },
      { path: 'technology.documentationUrl', kind: 'url' },
      { path: 'technology.apiUrl', kind: 'url' },
      { path: 'technology.demoUrl', kind: 'url' },
      { path: 'technology.roadmapUrl', kind: 'url' },
      { path: 'identity.logo', kind: 'url' },
      { path: 'identity.screenshots', kind: 'lines' },
      { path: 'identity.videos', kind: 'lines' },
      { path: 'identity.awards', kind: 'lines' },
    ],
  },
  {
    id: 'versions',
    checks: ['version'],
    fields: [
      { path: 'technology.version', kind: 'text' },
      { path: 'technology.releaseDate', kind: 'date' },
      {
        path: 'technology.releases',
        kind: 'rows',
        most: 500,
        fields: [
          { path: 'version', kind: 'text' },
          { path: 'date', kind: 'date' },
          { path: 'notes', kind: 'localized', lines: 3 },
          { path: 'sbomUrl', kind: 'url' },
        ],
      },
    ],
  },
  {
    id: 'rights',
    checks: ['holder', 'rightsBasis', 'license', 'transferDocument'],
    fields: [
      { path: 'rights.holder', kind: 'organization' },
      { path: 'rights.basis', kind: 'choice', values: RIGHTS_BASES, labels: 'rightsBasis' },
      { path: 'rights.kind', kind: 'choice', values: RIGHTS_KINDS, labels: 'rightsKind' },
      { path: 'rights.transferDocument', kind: 'group', fields: SOURCE_DOCUMENT },
      { path: 'rights.copyrightOwner', kind: 'text' },
      { path: 'rights.license', kind: 'text' },
      { path: 'rights.licenseText', kind: 'text', lines: 8 },
    ],
  },
  {
    id: 'reuse',
    checks: ['permittedUsers'],
    fields: [
      {
        path: 'rights.grants',
        kind: 'rows',
        most: 50,
        fields: [
          { path: 'permittedUsers', kind: 'choice', values: PERMITTED_USERS, labels: 'permittedUsers' },
          { path: 'levels', kind: 'choices', values: GOVERNMENT_LEVELS, labels: 'governmentLevel' },
          { path: 'regions', kind: 'codes', scheme: 'regions' },
          { path: 'organizations', kind: 'organizations' },
          { path: 'license', kind: 'text' },
          { path: 'gratuitous', kind: 'yesNo' },
          ...TERM,
          { path: 'seats', kind: 'number' },
          { path: 'territory', kind: 'text' },
          { path: 'conditions', kind: 'localized', lines: 3 },
          { path: 'document', kind: 'group', fields: SOURCE_DOCUMENT },
          { path: 'clause', kind: 'text' },
        ],
      },
      {
        path: 'rights.refusal',
        kind: 'group',
        fields: [
          { path: 'reason', kind: 'choice', values: REFUSAL_REASONS, labels: 'refusalReason' },
          { path: 'legalBasis', kind: 'text' },
          { path: 'note', kind: 'localized', lines: 3 },
        ],
      },
    ],
  },
  {
    id: 'assurance',
    checks: ['attestation'],
    fields: [
      {
        path: 'assurance.attestations',
        kind: 'rows',
        most: 20,
        fields: [
          {
            path: 'kind',
            kind: 'choice',
            values: ['kszi', 'authorisation', 'expert-conclusion', 'other'],
            labels: 'attestation',
          },
          { path: 'number', kind: 'text' },
          { path: 'issued', kind: 'date' },
          { path: 'expires', kind: 'date' },
          { path: 'url', kind: 'url' },
        ],
      },
      {
        path: 'assurance.personalData',
        kind: 'choice',
        values: ['processed', 'not-processed', 'unknown'],
        labels: 'personalData',
        initial: 'unknown',
      },
      {
        path: 'assurance.sourceDeposit.handedOver',
        kind: 'choice',
        values: ['yes', 'no', 'unknown'],
        labels: 'sourceHandedOver',
        initial: 'unknown',
      },
      { path: 'assurance.sourceDeposit.where', kind: 'text' },
      { path: 'assurance.accessibilityStatementUrl', kind: 'url' },
    ],
  },
  {
    id: 'people',
    checks: ['developers'],
    fields: [
      {
        path: 'people.developers',
        kind: 'rows',
        most: 100,
        fields: [
          { path: 'name', kind: 'text' },
          { path: 'organization', kind: 'organization' },
          { path: 'role', kind: 'choice', values: DEVELOPER_ROLES, labels: 'developerRole' },
          { path: 'contract', kind: 'text' },
          ...TERM,
        ],
      },
      {
        path: 'people.experts',
        kind: 'rows',
        most: 100,
        fields: [
          { path: 'expert', kind: 'text' },
          { path: 'role', kind: 'choice', values: EXPERT_ROLES, labels: 'expertRole' },
          ...TERM,
        ],
      },
      {
        path: 'people.contact',
        kind: 'group',
        fields: [
          { path: 'role', kind: 'localized' },
          { path: 'email', kind: 'email' },
        ],
      },
    ],
  },
  {
    id: 'relations',
    checks: [],
    fields: [
      {
        path: 'relations',
        kind: 'rows',
        most: 100,
        fields: [
          { path: 'kind', kind: 'choice', values: RELATION_KINDS, labels: 'relation' },
          { path: 'target', kind: 'text' },
          { path: 'url', kind: 'url' },
          { path: 'note', kind: 'localized', lines: 3 },
          { path: 'saidBy', kind: 'organization' },
        ],
      },
    ],
  },
  {
    id: 'funding',
    checks: [],
    fields: [
      { path: 'funding.sources', kind: 'choices', values: FUNDING_SOURCES, labels: 'fundingSource' },
      { path: 'funding.programme', kind: 'localized' },
      {
        path: 'funding.fundedBy',
        kind: 'rows',
        most: 50,
        fields: [
          { path: 'name', kind: 'text' },
          { path: 'uri', kind: 'url' },
        ],
      },
    ],
  },
  {
    id: 'support',
    checks: ['support'],
    fields: [
      { path: 'maintenance.type', kind: 'choice', values: MAINTENANCE_TYPES, labels: 'maintenanceType' },
      { path: 'maintenance.until', kind: 'date' },
      {
        path: 'maintenance.contractors',
        kind: 'rows',
        most: 100,
        fields: [
          { path: 'name', kind: 'text' },
          { path: 'website', kind: 'url' },
          { path: 'until', kind: 'date' },
        ],
      },
      { path: 'usedBy', kind: 'lines' },
    ],
  },
]

export function topicOf(id: TopicId): Topic {
  const topic = TOPICS.find((each) => each.id === id)
  if (!topic) throw new Error(`no topic ${id}`)
  return topic
}

/** What nobody fills in: kept by imports, or set where the data is loaded. */
export const NOT_TYPED = ['extensions', 'provenance', 'demonstration'] as const
