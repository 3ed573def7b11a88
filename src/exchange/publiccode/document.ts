import type { DevelopmentStatus, MaintenanceType, SoftwareType } from './vocabulary.ts'

/**
 * A publiccode.yml brought into the shape of version 0.7.0, whatever version and dialect it was written in.
 * Absent texts are `null`, absent lists empty. Values of closed vocabularies are inside them.
 */
export interface PubliccodeDocument {
  name: string
  applicationSuite: string | null
  /** The source repository: http or https, without user name or password. The identity of the software. */
  url: string
  landingURL: string | null
  isBasedOn: string[]
  softwareVersion: string | null
  /** YYYY-MM-DD */
  releaseDate: string | null
  /** A path inside the repository or a URL. */
  logo: string | null
  /** Deprecated since 0.3. */
  monochromeLogo: string | null
  organisation: PubliccodeOrganisation | null
  fundedBy: PubliccodeOrganisation[]
  /** `alias:…` of SUPPORT_ALIASES, a URL or a URN (since 0.7). */
  supports: string[]
  platforms: string[]
  categories: string[]
  usedBy: string[]
  roadmap: string | null
  developmentStatus: DevelopmentStatus | null
  softwareType: SoftwareType | null
  intendedAudience: PubliccodeAudience
  /** By BCP 47 language tag; `und` when the file does not say the language. */
  description: Record<string, PubliccodeDescription>
  legal: PubliccodeLegal
  maintenance: PubliccodeMaintenance
  localisation: PubliccodeLocalisation
  dependsOn: PubliccodeDependencies
  /** Deprecated since 0.3. */
  inputTypes: string[]
  /** Deprecated since 0.3. */
  outputTypes: string[]
  /** The Italian section, deprecated since 0.7 in favour of `supports`. */
  it: PubliccodeItaly | null
}

export interface PubliccodeOrganisation {
  name: string | null
  /** A URL or a URN such as `urn:x-italian-pa:c_h501`. */
  uri: string | null
}

export interface PubliccodeAudience {
  /** ISO 3166-1 alpha-2, upper case. */
  countries: string[]
  unsupportedCountries: string[]
  scope: string[]
}

export interface PubliccodeDescription {
  localisedName: string | null
  /** Deprecated since 0.3. */
  genericName: string | null
  shortDescription: string | null
  /** Basic Markdown. */
  longDescription: string | null
  documentation: string | null
  apiDocumentation: string | null
  features: string[]
  screenshots: string[]
  videos: string[]
  awards: string[]
}

export interface PubliccodeLegal {
  /** An SPDX expression in its official spelling where it was understood, else what the file says. */
  license: string | null
  mainCopyrightOwner: string | null
  /** Deprecated since 0.5 in favour of `organisation`. */
  repoOwner: string | null
  /** Deprecated since 0.4. */
  authorsFile: string | null
}

export interface PubliccodeMaintenance {
  type: MaintenanceType | null
  contractors: PubliccodeContractor[]
  contacts: PubliccodeContact[]
}

export interface PubliccodeContractor {
  name: string | null
  website: string | null
  /** YYYY-MM-DD */
  until: string | null
}

/**
 * Who to turn to. The standard wants natural persons here, so reading a file keeps only what they belong to; a register
 * that writes a file puts in an office: the name of the role and its official mailbox.
 */
export interface PubliccodeContact {
  name: string | null
  email: string | null
  affiliation: string | null
}

export interface PubliccodeLocalisation {
  localisationReady: boolean | null
  /** BCP 47 language tags. */
  availableLanguages: string[]
}

export interface PubliccodeDependencies {
  open: PubliccodeDependency[]
  proprietary: PubliccodeDependency[]
  hardware: PubliccodeDependency[]
}

export interface PubliccodeDependency {
  name: string
  versionMin: string | null
  versionMax: string | null
  version: string | null
  optional: boolean | null
}

export interface PubliccodeItaly {
  countryExtensionVersion: string | null
  conforme: Record<string, boolean>
  piattaforme: Record<string, boolean>
  codiceIPA: string | null
}

/** A description that says nothing yet. */
export function emptyDescription(): PubliccodeDescription {
  return {
    localisedName: null,
    genericName: null,
    shortDescription: null,
    longDescription: null,
    documentation: null,
    apiDocumentation: null,
    features: [],
    screenshots: [],
    videos: [],
    awards: [],
  }
}
