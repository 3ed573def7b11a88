import {
  emptyDescription,
  type PubliccodeDescription,
  type PubliccodeDocument,
} from '../../exchange/publiccode/document.ts'
import type { SoftwareDocument } from '../model.ts'
import { isAbsent, isSame, leavesOf, withLeaves } from './publiccode-leaves.ts'

/** Key of `extensions`: what a file says exactly, by path, where the register's own fields cannot say it so. */
export const EXACT = 'publiccode.yml'
/** Key of `extensions`: what the register's fields said at those paths when the file was taken. Absent: nothing. */
export const SHOWN = 'publiccode.yml/shown'
/** Key of `extensions`: values the standard has no place for, by the path they stood at. */
export const ASIDE = 'publiccode.yml/aside'

/**
 * An entry as a publiccode.yml document. What an imported file said more exactly than the register's fields can (the names of
 * a language, documentation of each language, the Italian section …) is said again, unless the field was changed since.
 */
export function toPubliccode(document: SoftwareDocument): PubliccodeDocument {
  const fields = publiccodeOfFields(document)
  const exact = document.extensions[EXACT] ?? {}
  const shown = new Map(Object.entries(document.extensions[SHOWN] ?? {}))
  const now = leavesOf(fields)
  const untouched = Object.entries(exact).filter(([path]) => isSame(now.get(path), shown.get(path)))
  return withLeaves(fields, new Map(untouched))
}

/** The same from the register's own fields alone. An entry without a repository gets an empty `url`, which no reader accepts. */
export function publiccodeOfFields(document: SoftwareDocument): PubliccodeDocument {
  const { identity, technology, rights, relations, funding, people, maintenance } = document
  const name = identity.name['en'] ?? identity.name['uk'] ?? Object.values(identity.name)[0] ?? ''
  return {
    name,
    applicationSuite: null,
    url: technology.repository?.url ?? '',
    landingURL: technology.landingUrl,
    isBasedOn: relations.flatMap(({ kind, url }) => (kind === 'isBasedOn' && url !== null ? [url] : [])),
    softwareVersion: technology.version,
    releaseDate: technology.releaseDate,
    logo: identity.logo,
    monochromeLogo: null,
    organisation: null,
    fundedBy: funding.fundedBy.map(({ name, uri }) => ({ name, uri })),
    supports: [],
    platforms: identity.platforms,
    categories: identity.categories,
    usedBy: document.usedBy,
    roadmap: technology.roadmapUrl,
    developmentStatus: identity.developmentStatus,
    softwareType: identity.softwareType,
    intendedAudience: {
      countries: identity.audience.countries,
      unsupportedCountries: identity.audience.unsupportedCountries,
      scope: identity.audience.scope,
    },
    description: descriptionsOf(document, name),
    legal: {
      license: rights.license,
      mainCopyrightOwner: rights.copyrightOwner,
      repoOwner: null,
      authorsFile: null,
    },
    maintenance: {
      type: maintenance.type,
      contractors: maintenance.contractors,
      contacts: people.contact === null ? [] : [officialContact(people.contact)],
    },
    localisation: {
      localisationReady: identity.localisationReady,
      availableLanguages: identity.interfaceLanguages,
    },
    dependsOn: technology.dependsOn,
    inputTypes: [],
    outputTypes: [],
    it: null,
  }
}

/** The standard wants a person to turn to; the register names the office and its mailbox. */
export function officialContact(contact: { readonly role: Readonly<Record<string, string>>; readonly email: string }) {
  const role = contact.role['en'] ?? contact.role['uk'] ?? Object.values(contact.role)[0] ?? ''
  return { name: role, email: contact.email, affiliation: null }
}

function descriptionsOf({ identity, technology }: SoftwareDocument, name: string): PubliccodeDocument['description'] {
  const languages = [identity.shortDescription, identity.longDescription ?? {}, identity.features].flatMap(Object.keys)
  const pairs = [...new Set(languages)].map((language): [string, PubliccodeDescription] => {
    const localName = identity.name[language] ?? name
    const description = {
      ...emptyDescription(),
      localisedName: localName === name ? null : localName,
      shortDescription: identity.shortDescription[language] ?? null,
      longDescription: identity.longDescription?.[language] ?? null,
      documentation: technology.documentationUrl,
      apiDocumentation: technology.apiUrl,
      features: identity.features[language] ?? [],
      screenshots: identity.screenshots,
      videos: identity.videos,
      awards: identity.awards,
    }
    return [language, description]
  })
  return Object.fromEntries(pairs.filter(([, description]) => !Object.values(description).every(isAbsent)))
}
