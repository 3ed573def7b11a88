import { ExpertDocument, OrganizationDocument } from '../../src/directory/model.ts'
import { SoftwareDocument } from '../../src/software/model.ts'

/** Register numbers and codes that the entries made here name. */
export const HOLDER = 'UA-EDR-99001513'
export const EXPERT = 'UA-EX-000001'

/** An entry with every field filled, and `text` in every field that takes free text. */
export function fullSoftware(text: string, changes: Partial<SoftwareDocument> = {}): SoftwareDocument {
  const both = { uk: text, en: text }
  const url = `https://example.org/?q=${encodeURIComponent(text)}`
  const document = { title: text, number: text, date: '2024-02-03', url }
  const dependency = { name: text, version: text, optional: true }
  const period = { from: '2020-01-01', to: '2021-12-31' }
  return {
    ...SoftwareDocument.parse({
      identity: {
        name: both,
        aliases: [text],
        shortDescription: both,
        longDescription: both,
        features: { uk: [text], en: [text] },
        functions: ['citizen-services.queue'],
        categories: [text],
        dk021: ['48311100-2'],
        audience: { levels: ['local'], communitySizes: ['under-5000'], countries: [text.slice(0, 10)], scope: [text] },
        softwareType: 'standalone/web',
        platforms: [text],
        developmentStatus: 'stable',
        lifecycleStage: 'operation',
        interfaceLanguages: ['uk', 'it'],
        localisationReady: true,
        logo: url,
        screenshots: [url],
        videos: [url],
        awards: [text],
      },
      technology: {
        programmingLanguages: [text],
        databases: [text],
        implements: [{ name: text, url }],
        standards: [{ name: text, url }],
        integrations: ['trembita'],
        dependsOn: { open: [dependency], proprietary: [dependency], hardware: [dependency] },
        repository: { url, visibility: 'public' },
        landingUrl: url,
        documentationUrl: url,
        apiUrl: url,
        demoUrl: url,
        roadmapUrl: url,
        version: text,
        releaseDate: '2026-01-02',
        releases: [{ version: text.slice(0, 60), date: '2026-01-02', notes: both, sbomUrl: url }],
      },
      assurance: {
        attestations: [{ kind: 'kszi', number: text, issued: '2020-01-01', expires: '2025-01-01', url }],
        accessibilityStatementUrl: url,
        personalData: 'processed',
        sourceDeposit: { handedOver: 'yes', where: text },
      },
      rights: {
        holder: HOLDER,
        copyrightOwner: text,
        basis: 'commissioned-work',
        kind: 'exclusive-economic',
        transferDocument: document,
        license: text,
        licenseText: text,
        grants: [
          {
            permittedUsers: 'all-authorities',
            license: text,
            seats: 5,
            territory: text,
            conditions: both,
            document,
            clause: text,
          },
          { permittedUsers: 'named-organizations', organizations: [HOLDER, 'UA-EDR-99999999'] },
        ],
        refusal: { reason: 'other', legalBasis: text, note: both },
      },
      relations: [{ kind: 'similarTo', url, note: both, saidBy: HOLDER }],
      funding: { sources: ['state-budget'], fundedBy: [{ name: text, uri: url }], programme: both },
      people: {
        developers: [{ name: text, role: 'author', contract: text, ...period }],
        experts: [{ expert: EXPERT, role: 'security-auditor', ...period }],
        contact: { role: both, email: 'office@example.org' },
      },
      maintenance: {
        type: 'contract',
        until: '2027-01-01',
        contractors: [{ name: text, website: url, until: '2027-01-01' }],
      },
      usedBy: [text],
      extensions: { sources: { [text]: text }, 'publiccode.yml': { [text]: text } },
      provenance: { identity: { origin: 'publiccode.yml', source: url, at: '2026-01-02T03:04:05.000Z' } },
    }),
    ...changes,
  }
}

export function fullOrganization(text: string, changes: Partial<OrganizationDocument> = {}): OrganizationDocument {
  const both = { uk: text, en: text }
  return {
    ...OrganizationDocument.parse({
      scheme: 'UA-EDR',
      identifier: '99001513',
      name: both,
      shortName: both,
      aliases: [text],
      kind: 'local-authority',
      level: 'community',
      katottg: 'UA56000000000066151',
      population: 41_800,
      website: `https://example.org/?q=${encodeURIComponent(text)}`,
      contact: { role: both, email: 'office@example.org' },
    }),
    ...changes,
  }
}

export function fullExpert(text: string, changes: Partial<ExpertDocument> = {}): ExpertDocument {
  const both = { uk: text, en: text }
  return {
    ...ExpertDocument.parse({
      name: both,
      specialism: both,
      affiliation: { name: both },
      qualifications: [{ title: both, number: text, issued: '2020-01-01', validUntil: '2021-01-01' }],
      conflictOfInterest: both,
      involvements: [{ software: 'UA-SW-000001', affiliationThen: text, conflictOfInterest: text, document: text }],
      consent: { state: 'given', date: '2026-01-01', document: text },
    }),
    ...changes,
  }
}
