import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  DEMO_DEPLOYMENTS,
  DEMO_EXPERTS,
  DEMO_ORGANIZATIONS,
  DEMO_SOFTWARE,
  REAL_ORGANIZATIONS,
  REAL_SOFTWARE,
} from '../../seed/demo/index.ts'
import type { DemoSoftware } from '../../seed/demo/shape.ts'
import {
  ExpertDocument,
  ORGANIZATION_KINDS,
  OrganizationDocument,
  organizationFindings,
} from '../../src/directory/model.ts'
import { cpvTable } from '../../src/kernel/cpv.ts'
import { freeTextFindings } from '../../src/kernel/free-text.ts'
import { organizationId, registerNumber } from '../../src/kernel/identifiers.ts'
import { COMPLETENESS_CHECKS, completeness } from '../../src/software/completeness.ts'
import { DEPLOYMENT_STATES, DeploymentDocument } from '../../src/software/deployment.ts'
import { type SoftwareContext, softwareFindings } from '../../src/software/findings.ts'
import { isOpenSourceLicense, licenseFinding } from '../../src/software/license.ts'
import {
  DEVELOPMENT_STATUSES,
  FUNDING_SOURCES,
  LIFECYCLE_STAGES,
  RELATION_KINDS,
  SOFTWARE_STATES,
  SOFTWARE_TYPES,
  SoftwareDocument,
} from '../../src/software/model.ts'
import { PERMITTED_USERS, REFUSAL_REASONS, RIGHTS_BASES, RIGHTS_KINDS } from '../../src/software/rights.ts'
import { reuseVerdict, VERDICTS } from '../../src/software/verdict.ts'
import { type NamedText, sentencesOf, sharedForms, sharedOpenings, sharedPhrases } from './text-overlap.ts'

const reference = (name: string) => {
  const url = new URL(`../../seed/reference/${name}.json`, import.meta.url)
  return (JSON.parse(readFileSync(url, 'utf8')) as { rows: Record<string, unknown>[] }).rows
}
const codesIn = (name: string) => new Set(reference(name).map((row) => String(row.code)))
const regions = reference('regions').map((row) => String(row.prefix))

const idOf = (organization: { scheme: string; identifier: string }) =>
  organizationId(organization.scheme, organization.identifier)
const demoIds = new Set(DEMO_ORGANIZATIONS.map(idOf))
const realIds = new Set(REAL_ORGANIZATIONS.map(idOf))
const regionOf = new Map(DEMO_ORGANIZATIONS.map((one) => [idOf(one), one.katottg?.slice(0, 4)]))

/** The document as the loader would write it: demonstration keys become register numbers. */
function withNumbers(software: DemoSoftware): unknown {
  const { relations, people, ...rest } = software.document
  return {
    ...rest,
    relations: relations?.map((relation) =>
      relation.target ? { ...relation, target: numberOf('software', relation.target) } : relation,
    ),
    people: people
      ? {
          ...people,
          experts: people.experts?.map(({ expert, role, from, to }) => ({
            expert: numberOf('expert', expert),
            role,
            from,
            to,
          })),
        }
      : undefined,
  }
}
const softwareKeys = DEMO_SOFTWARE.map((software) => software.key)
const expertKeys = DEMO_EXPERTS.map((expert) => expert.key)
// A key that is not there stays as it is, and the schema refuses it.
function numberOf(type: 'software' | 'expert', key: string): string {
  const number = (type === 'software' ? softwareKeys : expertKeys).indexOf(key) + 1
  return number === 0 ? key : registerNumber(type, number)
}

// The day for which the demonstration tells its story: terms before it have ended, terms after it have not begun.
const DAY = '2026-11-23'
const licences = { isOpenSource: isOpenSourceLicense }

const parsed = DEMO_SOFTWARE.map((software) => ({
  key: software.key,
  state: software.state ?? 'published',
  document: SoftwareDocument.safeParse(withNumbers(software)),
}))
const documents = parsed.flatMap(({ key, document }) => (document.success ? [{ key, document: document.data }] : []))
const occurring = <Value>(values: (document: SoftwareDocument) => readonly (Value | null | undefined)[]) =>
  new Set(documents.flatMap(({ document }) => values(document)).filter((value) => value != null))

describe('demonstration records', () => {
  it('are as many as a register that can be judged needs', () => {
    expect(DEMO_SOFTWARE.length).toBeGreaterThanOrEqual(120)
    expect(DEMO_ORGANIZATIONS.length).toBeGreaterThanOrEqual(80)
    expect(DEMO_EXPERTS.length).toBeGreaterThanOrEqual(20)
    expect(DEMO_DEPLOYMENTS.length).toBeGreaterThanOrEqual(220)
  })

  it('include every file of the folder', () => {
    const index = readFileSync(new URL('../../seed/demo/index.ts', import.meta.url), 'utf8')
    const files = readdirSync(new URL('../../seed/demo/software', import.meta.url))
    expect(files.filter((file) => !index.includes(`'./software/${file}'`))).toEqual([])
  })

  it('fit their schemas', () => {
    const results = [
      ...DEMO_ORGANIZATIONS.map((one) => ({
        key: idOf(one),
        result: OrganizationDocument.safeParse({ ...one, demonstration: true }),
      })),
      ...DEMO_EXPERTS.map(({ key, expert }) => ({
        key,
        result: ExpertDocument.safeParse({ ...expert, demonstration: true }),
      })),
      ...parsed.map(({ key, document }) => ({ key, result: document })),
      ...DEMO_DEPLOYMENTS.map((one) => ({
        key: `${one.software} at ${one.organization}`,
        result: DeploymentDocument.safeParse({ ...one, software: 'UA-SW-000001', demonstration: true }),
      })),
    ]
    const faults = results.flatMap(({ key, result }) =>
      (result.error?.issues ?? []).map((issue) => `${key} /${issue.path.join('/')} ${issue.message}`),
    )
    expect(faults).toEqual([])
  })

  it('carry codes of organizations that are visibly fictional and pass the check digit', () => {
    const findings = DEMO_ORGANIZATIONS.flatMap((one) =>
      organizationFindings(OrganizationDocument.parse({ ...one, demonstration: true })),
    )
    expect(findings).toEqual([])
  })

  it('have keys and codes of their own', () => {
    const all = [...softwareKeys, ...REAL_SOFTWARE.map((software) => software.key)]
    expect(duplicates(all)).toEqual([])
    expect(duplicates(expertKeys)).toEqual([])
    expect(duplicates([...DEMO_ORGANIZATIONS, ...REAL_ORGANIZATIONS].map(idOf))).toEqual([])
    expect(duplicates(DEMO_SOFTWARE.map((software) => software.document.identity.name.uk ?? software.key))).toEqual([])
    expect(duplicates(DEMO_ORGANIZATIONS.map((one) => one.name.uk ?? one.identifier))).toEqual([])
    expect(duplicates(DEMO_DEPLOYMENTS.map((one) => `${one.software} at ${one.organization}`))).toEqual([])
  })

  it('are named in Ukrainian and English', () => {
    const named = [...DEMO_SOFTWARE.map((software) => software.document.identity), ...DEMO_ORGANIZATIONS]
    expect(named.filter(({ name }) => !name.uk || !name.en)).toEqual([])
    const short = DEMO_SOFTWARE.map(({ document }) => document.identity.shortDescription)
    expect(short.filter((texts) => !texts.uk || !texts.en)).toEqual([])
  })

  it('name only organizations, experts and software that are there', () => {
    expect(DEMO_DEPLOYMENTS.filter((one) => !demoIds.has(one.organization))).toEqual([])
    expect(DEMO_DEPLOYMENTS.filter((one) => !softwareKeys.includes(one.software))).toEqual([])
    const affiliations = DEMO_EXPERTS.flatMap(({ expert }) => expert.affiliation?.organization ?? [])
    expect(affiliations.filter((id) => !demoIds.has(id))).toEqual([])
    const links = DEMO_SOFTWARE.flatMap(({ key, document: { relations, people } }) => [
      ...(relations ?? []).flatMap(({ target }) => (target ? [{ key, to: target, known: softwareKeys }] : [])),
      ...(people?.experts ?? []).map(({ expert }) => ({ key, to: expert, known: expertKeys })),
    ])
    expect(links.length).toBeGreaterThan(30)
    expect(links.filter(({ to, known }) => !known.includes(to)).map(({ key, to }) => `${key} → ${to}`)).toEqual([])
  })

  it('give no findings under the rules for what people type', () => {
    const context: SoftwareContext = {
      knownFunctions: codesIn('functions'),
      cpvTable: cpvTable(codesIn('dk021-informatization')),
      cpvComplete: true,
      knownRegions: new Set(regions),
      knownOrganizations: new Set([...demoIds, ...realIds]),
      knownExperts: new Set(expertKeys.map((key) => numberOf('expert', key))),
      knownSoftware: new Set(softwareKeys.map((key) => numberOf('software', key))),
      licenseFinding,
    }
    const real = REAL_SOFTWARE.map(({ key, document }) => ({ key, document: SoftwareDocument.parse(document) }))
    const findings = [...documents, ...real].flatMap(({ key, document }) => {
      const id = softwareKeys.includes(key) ? numberOf('software', key) : null
      const { errors, warnings } = softwareFindings(document, id, context, true)
      return [...errors, ...warnings].map((finding) => ({ key, ...finding }))
    })
    expect(findings).toEqual([])
    const texts = [DEMO_ORGANIZATIONS, DEMO_EXPERTS, DEMO_SOFTWARE, DEMO_DEPLOYMENTS, REAL_ORGANIZATIONS, REAL_SOFTWARE]
    expect(texts.flatMap(freeTextFindings)).toEqual([])
  })

  it('send nobody to an address that somebody could own', () => {
    const standards = new Set(
      documents.flatMap(({ document }) =>
        [...document.technology.standards, ...document.technology.implements].map((standard) => standard.url),
      ),
    )
    const everything = JSON.stringify([DEMO_ORGANIZATIONS, DEMO_EXPERTS, DEMO_SOFTWARE, DEMO_DEPLOYMENTS])
    const addresses = (everything.match(/https?:\/\/[^\s"\\<>)\]]+/g) ?? []).filter(
      (address) => !standards.has(address),
    )
    const mailboxes = (everything.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? []).map(
      (mailbox) => `https://${mailbox.split('@')[1]}/`,
    )
    const outside = [...addresses, ...mailboxes].filter((address) => !isReserved(new URL(address).hostname))
    expect(addresses.length).toBeGreaterThan(300)
    expect(outside).toEqual([])
  })
})

describe('demonstration coverage', () => {
  it('reaches every region with organizations and with deployments', () => {
    expect(regions.length).toBe(27)
    const withOrganizations = new Set(regionOf.values())
    const withDeployments = new Set(DEMO_DEPLOYMENTS.map((one) => regionOf.get(one.organization)))
    expect(regions.filter((region) => !withOrganizations.has(region))).toEqual([])
    expect(regions.filter((region) => !withDeployments.has(region))).toEqual([])
  })

  it('shows rights of every kind', () => {
    expect(occurring((document) => [document.rights.kind])).toEqual(new Set(RIGHTS_KINDS))
    expect(occurring((document) => [document.rights.basis])).toEqual(new Set(RIGHTS_BASES))
    expect(occurring((document) => [document.rights.refusal?.reason])).toEqual(new Set(REFUSAL_REASONS))
    expect(occurring(({ rights }) => rights.grants.map((grant) => grant.permittedUsers))).toEqual(
      new Set(PERMITTED_USERS),
    )
    const grants = documents.flatMap(({ document }) => document.rights.grants)
    expect(new Set(grants.map((grant) => grant.gratuitous))).toEqual(new Set([true, false, null]))
    const facets = ['from', 'to', 'seats', 'territory', 'conditions', 'document', 'clause'] as const
    expect(facets.filter((facet) => grants.every((grant) => grant[facet] === null))).toEqual([])
    expect(grants.some((grant) => grant.to !== null && grant.to < DAY)).toBe(true)
    expect(grants.some((grant) => grant.from !== null && grant.from > DAY)).toBe(true)
    expect(documents.some(({ document: { rights } }) => rights.kind === null && rights.grants.length === 0)).toBe(true)
  })

  it('shows every type, status, stage, relation, source of funds and state', () => {
    expect(occurring((document) => [document.identity.softwareType])).toEqual(new Set(SOFTWARE_TYPES))
    expect(occurring((document) => [document.identity.developmentStatus])).toEqual(new Set(DEVELOPMENT_STATUSES))
    expect(occurring((document) => [document.identity.lifecycleStage])).toEqual(new Set(LIFECYCLE_STAGES))
    expect(occurring((document) => document.relations.map((one) => one.kind))).toEqual(new Set(RELATION_KINDS))
    expect(occurring((document) => document.funding.sources)).toEqual(new Set(FUNDING_SOURCES))
    expect(new Set(parsed.map(({ state }) => state))).toEqual(new Set(SOFTWARE_STATES))
    expect(new Set(DEMO_DEPLOYMENTS.map((one) => one.state))).toEqual(new Set(DEPLOYMENT_STATES))
    const kinds = new Set(DEMO_ORGANIZATIONS.map((one) => one.kind))
    const elsewhere = ['sole-proprietor', 'foreign-public-body', 'other']
    expect(ORGANIZATION_KINDS.filter((kind) => !kinds.has(kind) && !elsewhere.includes(kind))).toEqual([])
  })

  it('shows consent that is asked, given and withdrawn', () => {
    expect(new Set(DEMO_EXPERTS.map(({ expert }) => expert.consent.state))).toEqual(
      new Set(['asked', 'given', 'withdrawn']),
    )
  })

  it('spreads deployments as a real register would: few systems everywhere, most in one to three places, some nowhere', () => {
    const counts = softwareKeys.map((key) => DEMO_DEPLOYMENTS.filter((one) => one.software === key).length)
    expect(counts.filter((count) => count >= 12).length).toBeGreaterThanOrEqual(4)
    expect(counts.filter((count) => count >= 1 && count <= 3).length).toBeGreaterThan(softwareKeys.length / 3)
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(5)
  })

  it('comes to every verdict on reuse', () => {
    const verdicts = documents.map(({ document }) => reuseVerdict(document.rights, null, DAY, licences).verdict)
    expect(new Set(verdicts)).toEqual(new Set(VERDICTS))
  })

  it('shows nobody running what they have no right to', () => {
    const rightsOf = new Map(documents.map(({ key, document }) => [key, document.rights]))
    const askers = new Map(DEMO_ORGANIZATIONS.map((one) => [idOf(one), OrganizationDocument.parse(one)]))
    const verdicts = DEMO_DEPLOYMENTS.flatMap(({ software, organization, state }) => {
      const rights = rightsOf.get(software)
      const asker = askers.get(organization)
      if (!rights || !asker || state === 'retired') return []
      const { kind, level } = asker
      const region = regionOf.get(organization) ?? null
      const { verdict } = reuseVerdict(rights, { id: organization, kind, level, region }, DAY, licences)
      return [{ software, organization, verdict }]
    })
    expect(verdicts.length).toBeGreaterThan(200)
    expect(verdicts.filter(({ verdict }) => verdict !== 'may-use' && verdict !== 'on-conditions')).toEqual([])
  })

  it('has complete entries and nearly empty ones', () => {
    const missing = documents.map(({ document }) => completeness(document, licences).missing.length)
    expect(missing.filter((count) => count === 0).length).toBeGreaterThanOrEqual(5)
    expect(missing.filter((count) => count > COMPLETENESS_CHECKS.length / 2).length).toBeGreaterThanOrEqual(5)
  })

  it('dates deployments in order and leaves some unconfirmed', () => {
    expect(DEMO_DEPLOYMENTS.filter(({ since, until }) => since && until && since > until)).toEqual([])
    expect(DEMO_DEPLOYMENTS.filter(({ state, until }) => (state === 'retired') !== Boolean(until))).toEqual([])
    const planned = DEMO_DEPLOYMENTS.filter(({ state }) => state === 'planned')
    expect(planned.filter(({ confirmedOn, since }) => confirmedOn && since && since < confirmedOn)).toEqual([])
    expect(DEMO_DEPLOYMENTS.some(({ confirmedOn }) => !confirmedOn)).toBe(true)
    expect(DEMO_DEPLOYMENTS.some(({ confirmedOn }) => confirmedOn && confirmedOn < '2025-06-01')).toBe(true)
    expect(DEMO_DEPLOYMENTS.some(({ adoptionCost }) => adoptionCost)).toBe(true)
  })
})

describe('descriptions', () => {
  const texts: NamedText[] = DEMO_SOFTWARE.map(({ key, document: { identity } }) => ({
    key,
    parts: [
      ...sentencesOf(identity.shortDescription.uk ?? ''),
      ...sentencesOf(identity.longDescription?.uk ?? ''),
      ...(identity.features?.uk ?? []),
    ],
  }))
  // A template shows in three ways, and each bound is what hand-written texts of one field were measured to need:
  // runs of five words (none), forms of six with a word exchanged (none), and sentences begun with the same three words
  // (two entries may by chance, a third is a habit).
  const faultsOf = (some: readonly NamedText[]) => [
    ...sharedPhrases(some, 5),
    ...sharedForms(some, 6),
    ...sharedOpenings(some, 3).filter(({ keys }) => keys.length > 2),
  ]

  it('share no sentence frame', () => {
    expect(faultsOf(texts)).toEqual([])
  })

  it('would be found if they were made from a template', () => {
    const planted = (key: string, sentence: string) => ({ key, parts: [sentence] })
    const whole = [
      planted('planted-a', 'Система призначена для автоматизації обліку дорожніх знаків у громаді.'),
      planted('planted-b', 'Система призначена для автоматизації обліку зелених насаджень у громаді.'),
    ]
    expect(faultsOf([...texts, ...whole]).map(({ keys }) => keys)).toContainEqual(['planted-a', 'planted-b'])
    const slotted = [
      planted('planted-a', 'Веде перелік дорожніх знаків і показує їх стан.'),
      planted('planted-b', 'Веде перелік вуличних ліхтарів і показує їх стан.'),
      planted('planted-c', 'Веде перелік дорожніх ям і показує їх стан.'),
    ]
    expect(faultsOf(slotted)).not.toEqual([])
    const opened = ['ринків', 'шкіл', 'мостів'].map((what, index) =>
      planted(`planted-${index}`, `Програма для обліку ${what}`),
    )
    expect(faultsOf(opened).map(({ phrase }) => phrase)).toEqual(['програма для обліку'])
  })

  it('are of varied length, some of them missing', () => {
    const lengths = DEMO_SOFTWARE.map(({ document }) => document.identity.longDescription?.uk?.length ?? 0)
    expect(lengths.filter((length) => length === 0).length).toBeGreaterThan(3)
    expect(lengths.filter((length) => length > 400).length).toBeGreaterThan(20)
    const english = DEMO_SOFTWARE.filter(({ document }) => document.identity.longDescription?.en)
    expect(english.length).toBeGreaterThan(DEMO_SOFTWARE.length / 5)
  })
})

describe('real systems', () => {
  it('fit the same schemas, are not marked as demonstration and state their sources', () => {
    for (const { sources, ...organization } of REAL_ORGANIZATIONS) {
      const document = OrganizationDocument.parse(organization)
      expect(organizationFindings(document)).toEqual([])
      expect([document.demonstration, sources.length > 0]).toEqual([false, true])
    }
    for (const { sources, document } of REAL_SOFTWARE) {
      const software = SoftwareDocument.parse(document)
      expect([software.demonstration, sources.length > 0]).toEqual([false, true])
      expect(software.rights.holder === null || realIds.has(software.rights.holder)).toBe(true)
      expect(software.rights.grants).toEqual([])
    }
  })
})

function duplicates(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

// RFC 2606 and RFC 6761: names that can never be registered.
function isReserved(host: string): boolean {
  return host.endsWith('.example') || /(^|\.)example\.(org|com|net)$/.test(host)
}
