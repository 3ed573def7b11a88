import { Document, isScalar, Scalar, visit } from 'yaml'
import type {
  PubliccodeDependency,
  PubliccodeDescription,
  PubliccodeDocument,
  PubliccodeItaly,
  PubliccodeMaintenance,
  PubliccodeOrganisation,
} from './document.ts'
import type { ImportRule } from './finding.ts'
import { isExtensionKey, readPubliccode } from './read.ts'
import { PUBLICCODE_VERSION } from './vocabulary.ts'

const HEADER = ` This file describes public software in the form of publiccode.yml ${PUBLICCODE_VERSION}.
 https://yml.publiccode.tools`

/**
 * Writes publiccode.yml 0.7.0: the keys in the order of the standard, absent ones left out, the same text for the same
 * document. Reading it back gives the same document, but for names and addresses of contacts, which are never read.
 * @param extensions of a reading; country sections and `x-…` keys among them are written, too. The official validator
 *   rejects them, so a file for others is written without.
 */
export function writePubliccode(
  document: PubliccodeDocument,
  extensions: Readonly<Record<string, unknown>> = {},
): string {
  const yaml = new Document({ ...plainDocument(document), ...writableExtensions(extensions) })
  yaml.commentBefore = HEADER
  visit(yaml, {
    Scalar(_key, node) {
      if (typeof node.value === 'string') node.type = scalarStyle(node.value)
    },
    Pair(_key, pair) {
      if (isScalar(pair.key) && typeof pair.key.value === 'string') pair.key.type = scalarStyle(pair.key.value)
    },
  })
  return yaml.toString({ lineWidth: 0, indentSeq: true, blockQuote: 'literal' })
}

/** What the standard demands of a document and is not there, in the words of the reader of such files. */
export interface PubliccodeDemand {
  readonly path: string
  readonly rule: ImportRule
  readonly params?: Readonly<Record<string, string | number>>
  readonly message: string
}

/**
 * What keeps a document from being a publiccode.yml: it is written, read again, and judged by the one set of rules.
 * Empty means that the export does what the standard demands, unless it is larger than a file may be. The users, of whom
 * there may be thousands, are left out: the standard demands nothing of them that a list of texts could lack.
 */
export function missingForPubliccode(document: PubliccodeDocument): PubliccodeDemand[] {
  const reading = readPubliccode(new TextEncoder().encode(writePubliccode({ ...document, usedBy: [] })))
  return reading.findings
    .filter((finding) => finding.standardError)
    .map(({ path, rule, params, message }) => ({ path, rule, ...(params ? { params } : {}), message }))
}

type Plain = { [key: string]: Plain | string | boolean | readonly (Plain | string)[] }

function plainDocument(document: PubliccodeDocument): Plain {
  return {
    publiccodeYmlVersion: PUBLICCODE_VERSION,
    ...present({
      name: document.name,
      applicationSuite: document.applicationSuite,
      url: document.url,
      landingURL: document.landingURL,
      isBasedOn: document.isBasedOn,
      softwareVersion: document.softwareVersion,
      releaseDate: document.releaseDate,
      logo: document.logo,
      monochromeLogo: document.monochromeLogo,
      organisation: document.organisation ? plainParty(document.organisation) : null,
      inputTypes: document.inputTypes,
      outputTypes: document.outputTypes,
      platforms: document.platforms,
      categories: document.categories,
      usedBy: document.usedBy,
      fundedBy: document.fundedBy.map(plainParty),
      roadmap: document.roadmap,
      developmentStatus: document.developmentStatus,
      softwareType: document.softwareType,
      supports: document.supports.map((id) => ({ id })),
      intendedAudience: filled(present({ ...document.intendedAudience })),
      description: plainDescriptions(document.description),
      legal: filled(
        present({
          license: document.legal.license,
          mainCopyrightOwner: document.legal.mainCopyrightOwner,
          repoOwner: document.legal.repoOwner,
          authorsFile: document.legal.authorsFile,
        }),
      ),
      maintenance: plainMaintenance(document.maintenance),
      localisation: filled(
        present({
          localisationReady: document.localisation.localisationReady,
          availableLanguages: document.localisation.availableLanguages,
        }),
      ),
      dependsOn: filled(
        present({
          open: document.dependsOn.open.map(plainDependency),
          proprietary: document.dependsOn.proprietary.map(plainDependency),
          hardware: document.dependsOn.hardware.map(plainDependency),
        }),
      ),
      IT: document.it ? plainItaly(document.it) : null,
    }),
  }
}

/** Without what is absent: `null`, empty lists. */
function present(
  values: Readonly<Record<string, Plain | string | boolean | readonly (Plain | string)[] | null>>,
): Plain {
  const pairs = Object.entries(values).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(pairs) as Plain
}

function filled(value: Plain): Plain | null {
  return Object.keys(value).length > 0 ? value : null
}

function plainParty(party: PubliccodeOrganisation): Plain {
  return present({ uri: party.uri, name: party.name })
}

function plainDescriptions(descriptions: Readonly<Record<string, PubliccodeDescription>>): Plain | null {
  const pairs = Object.entries(descriptions).map(([language, description]) => [
    language,
    present({
      localisedName: description.localisedName,
      genericName: description.genericName,
      shortDescription: description.shortDescription,
      longDescription: description.longDescription,
      documentation: description.documentation,
      apiDocumentation: description.apiDocumentation,
      features: description.features,
      screenshots: description.screenshots,
      videos: description.videos,
      awards: description.awards,
    }),
  ])
  return filled(Object.fromEntries(pairs) as Plain)
}

function plainMaintenance(maintenance: PubliccodeMaintenance): Plain | null {
  return filled(
    present({
      type: maintenance.type,
      contractors: maintenance.contractors.map(({ name, until, website }) => present({ name, until, website })),
      // The standard demands a name. Of an institution without a named office that is its own.
      contacts: maintenance.contacts.map(({ name, email, affiliation }) =>
        present({ name: name ?? affiliation, email, affiliation }),
      ),
    }),
  )
}

function plainDependency(dependency: PubliccodeDependency): Plain {
  return present({
    name: dependency.name,
    versionMin: dependency.versionMin,
    versionMax: dependency.versionMax,
    version: dependency.version,
    optional: dependency.optional,
  })
}

function plainItaly(italy: PubliccodeItaly): Plain | null {
  return filled(
    present({
      countryExtensionVersion: italy.countryExtensionVersion,
      conforme: filled(present(italy.conforme)),
      piattaforme: filled(present(italy.piattaforme)),
      riuso: italy.codiceIPA === null ? null : { codiceIPA: italy.codiceIPA },
    }),
  )
}

function writableExtensions(extensions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const pairs = Object.entries(extensions).filter(([key]) => isExtensionKey(key) && !/^it$/i.test(key))
  return Object.fromEntries(pairs.sort(([left], [right]) => (left < right ? -1 : 1)))
}

/** Words that YAML 1.1, which many readers still are, takes for truth values or nothing. */
const WORDS_OF_YAML_1_1 = /^(?:y|yes|n|no|true|false|on|off|null|nan)$/i
const PLAINLY_A_TEXT = /^\p{L}(?:[\p{L}\p{N} ._/()'’-]*[\p{L}\p{N})])?$/u

function scalarStyle(text: string): Scalar.Type {
  if (text.includes('\n')) return Scalar.BLOCK_LITERAL
  return PLAINLY_A_TEXT.test(text) && !WORDS_OF_YAML_1_1.test(text) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE
}
