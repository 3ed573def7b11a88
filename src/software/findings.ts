import { type CpvTable, checkCpv } from '../kernel/cpv.ts'
import type { Finding } from '../kernel/errors.ts'
import type { SoftwareDocument } from './model.ts'

/** What the rules need to know of the world around an entry. */
export interface SoftwareContext {
  readonly knownFunctions: { has(code: string): boolean }
  /** Keyed as `cpvTable` makes it; null when no table is loaded. */
  readonly cpvTable: CpvTable | null
  /** Whether the whole official ДК 021 is loaded: only then is an unknown code refused. */
  readonly cpvComplete: boolean
  /** KATOTTG prefixes of the regions. */
  readonly knownRegions: { has(prefix: string): boolean }
  readonly knownOrganizations: { has(id: string): boolean }
  readonly knownExperts: { has(id: string): boolean }
  readonly knownSoftware: { has(id: string): boolean }
  /** Why an SPDX expression is not one, or null. */
  licenseFinding(license: string, text: string | null): Omit<Finding, 'pointer'> | null
}

export interface Findings {
  readonly errors: readonly Finding[]
  readonly warnings: readonly Finding[]
}

/** publiccode.yml's bound on `shortDescription`, which is ours for what people type. */
export const SHORT_DESCRIPTION_MAXIMUM = 150
export const LONG_DESCRIPTION_MAXIMUM = 10_000

/**
 * What the schema alone cannot say of an entry: references that lead nowhere, unknown codes and licences, terms that end
 * before they begin. Pure.
 * @param id of the entry itself, null while it has none
 * @param typed people typed it: the bounds on descriptions hold; imported texts that exceed them only warn
 */
export function softwareFindings(
  document: SoftwareDocument,
  id: string | null,
  context: SoftwareContext,
  typed: boolean,
): Findings {
  const errors: Finding[] = []
  const warnings: Finding[] = []
  const { identity, rights, people, relations } = document

  for (const [field, maximum] of [
    ['shortDescription', SHORT_DESCRIPTION_MAXIMUM],
    ['longDescription', LONG_DESCRIPTION_MAXIMUM],
  ] as const) {
    for (const [language, text] of Object.entries(identity[field] ?? {})) {
      if (text.length <= maximum) continue
      const finding = {
        pointer: `/identity/${field}/${language}`,
        rule: 'text-too-long',
        params: { maximum, length: text.length },
      }
      ;(typed ? errors : warnings).push(finding)
    }
  }
  for (const [index, code] of identity.functions.entries()) {
    if (!context.knownFunctions.has(code))
      errors.push({ pointer: `/identity/functions/${index}`, rule: 'function-unknown', params: { code } })
  }
  for (const [index, code] of identity.dk021.entries()) {
    const { status, suggestions } = checkCpv(code, context.cpvTable)
    if (status === 'known') continue
    const finding = {
      pointer: `/identity/dk021/${index}`,
      rule: 'cpv-unknown',
      params: { code, suggestions: suggestions.join(', ') },
    }
    ;(context.cpvComplete ? errors : warnings).push(finding)
  }

  if (rights.license !== null) {
    const finding = context.licenseFinding(rights.license, rights.licenseText)
    if (finding) errors.push({ pointer: '/rights/license', ...finding })
  }
  if (rights.holder !== null && !context.knownOrganizations.has(rights.holder)) {
    errors.push({ pointer: '/rights/holder', rule: 'organization-unknown', params: { id: rights.holder } })
  }
  for (const [index, grant] of rights.grants.entries()) {
    const pointer = `/rights/grants/${index}`
    if (grant.from !== null && grant.to !== null && grant.to < grant.from)
      errors.push({ pointer: `${pointer}/to`, rule: 'term-reversed' })
    if (grant.permittedUsers === 'level' && grant.levels.length === 0)
      errors.push({ pointer: `${pointer}/levels`, rule: 'list-empty' })
    if (grant.permittedUsers === 'region' && grant.regions.length === 0)
      errors.push({ pointer: `${pointer}/regions`, rule: 'list-empty' })
    if (grant.permittedUsers === 'named-organizations' && grant.organizations.length === 0) {
      errors.push({ pointer: `${pointer}/organizations`, rule: 'list-empty' })
    }
    for (const [place, code] of grant.regions.entries()) {
      if (!context.knownRegions.has(code))
        errors.push({ pointer: `${pointer}/regions/${place}`, rule: 'region-unknown', params: { code } })
    }
    for (const [place, organization] of grant.organizations.entries()) {
      if (!context.knownOrganizations.has(organization)) {
        errors.push({
          pointer: `${pointer}/organizations/${place}`,
          rule: 'organization-unknown',
          params: { id: organization },
        })
      }
    }
    if (grant.license !== null) {
      const finding = context.licenseFinding(grant.license, rights.licenseText)
      if (finding) errors.push({ pointer: `${pointer}/license`, ...finding })
    }
  }

  for (const [index, developer] of people.developers.entries()) {
    const pointer = `/people/developers/${index}`
    if (developer.organization !== null && !context.knownOrganizations.has(developer.organization)) {
      errors.push({
        pointer: `${pointer}/organization`,
        rule: 'organization-unknown',
        params: { id: developer.organization },
      })
    }
    errors.push(...termFindings(developer, pointer))
  }
  for (const [index, involved] of people.experts.entries()) {
    const pointer = `/people/experts/${index}`
    if (!context.knownExperts.has(involved.expert))
      errors.push({ pointer: `${pointer}/expert`, rule: 'expert-unknown', params: { id: involved.expert } })
    errors.push(...termFindings(involved, pointer))
  }
  for (const [index, relation] of relations.entries()) {
    const pointer = `/relations/${index}`
    if (relation.target === null && relation.url === null) errors.push({ pointer, rule: 'relation-without-target' })
    if (relation.target !== null && relation.target === id)
      errors.push({ pointer: `${pointer}/target`, rule: 'relation-to-itself' })
    else if (relation.target !== null && !context.knownSoftware.has(relation.target)) {
      errors.push({ pointer: `${pointer}/target`, rule: 'software-unknown', params: { id: relation.target } })
    }
    if (relation.saidBy !== null && !context.knownOrganizations.has(relation.saidBy)) {
      errors.push({ pointer: `${pointer}/saidBy`, rule: 'organization-unknown', params: { id: relation.saidBy } })
    }
  }
  for (const [index, { issued, expires }] of document.assurance.attestations.entries()) {
    if (issued !== null && expires !== null && expires < issued) {
      errors.push({ pointer: `/assurance/attestations/${index}/expires`, rule: 'term-reversed' })
    }
  }
  return { errors, warnings }
}

function termFindings(term: { readonly from: string | null; readonly to: string | null }, pointer: string): Finding[] {
  return term.from !== null && term.to !== null && term.to < term.from
    ? [{ pointer: `${pointer}/to`, rule: 'term-reversed' }]
    : []
}

/** The ids of other records that a document names, to be looked up before `softwareFindings` is asked. */
export function referencesOf(document: SoftwareDocument): {
  organizations: string[]
  experts: string[]
  software: string[]
} {
  const { rights, people, relations } = document
  const organizations = [
    rights.holder,
    ...rights.grants.flatMap((grant) => grant.organizations),
    ...people.developers.map(({ organization }) => organization),
    ...relations.map(({ saidBy }) => saidBy),
  ]
  return {
    organizations: [...new Set(organizations.filter((id) => id !== null))],
    experts: [...new Set(people.experts.map(({ expert }) => expert))],
    software: [...new Set(relations.map(({ target }) => target).filter((id) => id !== null))],
  }
}
