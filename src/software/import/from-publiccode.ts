import type { z } from 'zod'
import type { PubliccodeDescription, PubliccodeDocument } from '../../exchange/publiccode/document.ts'
import { IsoDate } from '../../kernel/dates.ts'
import { WebUrl } from '../../kernel/fields.ts'
import { LanguageTag } from '../../kernel/localized.ts'
import { isOpenSourceLicense, parseLicense } from '../license.ts'
import { SoftwareDocument, type SoftwareInput } from '../model.ts'
import { distinctKeys } from './distinct-keys.ts'
import { isAbsent, isSame, leavesOf } from './publiccode-leaves.ts'
import type { RegisterRule } from './report.ts'
import { scrubbedPath } from './scrub.ts'
import { ASIDE, EXACT, publiccodeOfFields, SHOWN } from './to-publiccode.ts'

/** Something the register did with a value, at its path in the standard's spelling. */
export interface Remark {
  readonly severity: 'error' | 'warning' | 'info'
  readonly rule: RegisterRule
  readonly path: string
  readonly params?: Readonly<Record<string, string | number>>
}

export interface Imported {
  /** Without holder, provenance and source marks, which need more than the file. */
  readonly document: SoftwareDocument
  readonly remarks: Remark[]
}

/**
 * A publiccode.yml document as an entry of the register. What the register's fields cannot say exactly is kept in
 * `extensions`, so that `toPubliccode` gives the same document back. Pure.
 * @param aside what the reader kept beside the document
 */
export function fromPubliccode(source: PubliccodeDocument, aside: Readonly<Record<string, unknown>>): Imported {
  const remarks: Remark[] = []
  const mapped = SoftwareDocument.parse(mappedFields(source, remarks))
  const wanted = leavesOf(source)
  const got = leavesOf(publiccodeOfFields(mapped))
  const exact: Record<string, unknown> = {}
  const shown: Record<string, unknown> = {}
  const paths = [...new Set([...wanted.keys(), ...got.keys()])].filter(
    (path) => !isSame(wanted.get(path), got.get(path)),
  )
  const keys = distinctKeys(paths)
  for (const [index, path] of paths.entries()) {
    const key = keys[index] ?? path
    exact[key] = wanted.get(path) ?? (Array.isArray(got.get(path)) ? [] : null)
    if (!isAbsent(got.get(path))) shown[key] = got.get(path)
  }
  const asideKeys = distinctKeys(Object.keys(aside).map(scrubbedPath))
  const kept = Object.fromEntries(Object.values(aside).map((value, index) => [asideKeys[index] ?? '', value]))
  const extensions = Object.fromEntries(
    [[EXACT, exact] as const, [SHOWN, shown] as const, [ASIDE, kept] as const].filter(
      ([, values]) => !isAbsent(values),
    ),
  )
  return { document: SoftwareDocument.parse({ ...mapped, extensions }), remarks }
}

function mappedFields(source: PubliccodeDocument, remarks: Remark[]): SoftwareInput {
  const descriptions = descriptionsByLanguage(source)
  const all = Object.values(source.description)
  const license = knownLicense(source.legal.license, remarks)
  const isOpen = license !== null && isOpenSourceLicense(license)
  const cut = cutter(remarks)
  return {
    identity: {
      name: namesOf(source, descriptions, cut),
      shortDescription: shortDescriptionsOf(source, descriptions, remarks, cut),
      longDescription: nullWhenEmpty(
        textsOf(descriptions, ({ longDescription }, path) => cut(longDescription, 20_000, `${path}.longDescription`)),
      ),
      features: featuresOf(descriptions, cut),
      categories: source.categories.filter((text) => fits(text, 100)).slice(0, 60),
      audience: {
        countries: source.intendedAudience.countries.filter((code) => fits(code, 10)).slice(0, 300),
        unsupportedCountries: source.intendedAudience.unsupportedCountries
          .filter((code) => fits(code, 10))
          .slice(0, 300),
        scope: source.intendedAudience.scope.filter((text) => fits(text, 100)).slice(0, 60),
      },
      softwareType: source.softwareType,
      platforms: source.platforms.filter((text) => fits(text, 100)).slice(0, 50),
      developmentStatus: source.developmentStatus,
      interfaceLanguages: source.localisation.availableLanguages
        .filter((tag) => LanguageTag.safeParse(tag).success)
        .slice(0, 300),
      localisationReady: source.localisation.localisationReady,
      logo: fitting(WebUrl, source.logo),
      screenshots: union(all.map(({ screenshots }) => screenshots)).filter((path) => WebUrl.safeParse(path).success),
      videos: union(all.map(({ videos }) => videos)).filter((url) => WebUrl.safeParse(url).success),
      awards: union(all.map(({ awards }) => awards)).filter((text) => fits(text, 500)),
    },
    technology: {
      dependsOn: {
        open: dependenciesOf(source.dependsOn.open),
        proprietary: dependenciesOf(source.dependsOn.proprietary),
        hardware: dependenciesOf(source.dependsOn.hardware),
      },
      repository: WebUrl.safeParse(source.url).success ? { url: source.url } : null,
      landingUrl: fitting(WebUrl, source.landingURL),
      documentationUrl: fitting(WebUrl, firstOf(all, 'documentation')),
      apiUrl: fitting(WebUrl, firstOf(all, 'apiDocumentation')),
      roadmapUrl: fitting(WebUrl, source.roadmap),
      version: cut(source.softwareVersion, 100, 'softwareVersion'),
      releaseDate: fitting(IsoDate, source.releaseDate),
    },
    rights: {
      copyrightOwner: cut(source.legal.mainCopyrightOwner, 500, 'legal.mainCopyrightOwner'),
      license,
      // Nobody may be told "open source" on the strength of a licence that is not known to be one.
      basis: isOpen ? 'open-source' : null,
      kind: isOpen ? 'open-source' : null,
    },
    relations: source.isBasedOn
      .filter((url) => WebUrl.safeParse(url).success)
      .slice(0, 50)
      .map((url) => ({ kind: 'isBasedOn' as const, url })),
    funding: {
      fundedBy: source.fundedBy.slice(0, 50).flatMap(({ name: whole, uri }, index) => {
        const name = cut(whole, 500, `fundedBy[${index}].name`)
        return name === null ? [] : [{ name, uri: fitting(WebUrl, uri) }]
      }),
    },
    maintenance: {
      type: source.maintenance.type,
      contractors: source.maintenance.contractors.slice(0, 100).flatMap(({ name: whole, website, until }, index) => {
        const name = cut(whole, 500, `maintenance.contractors[${index}].name`)
        return name === null ? [] : [{ name, website: fitting(WebUrl, website), until: fitting(IsoDate, until) }]
      }),
    },
    usedBy: source.usedBy.slice(0, 20_000).flatMap((name, index) => cut(name, 500, `usedBy[${index}]`) ?? []),
  }
}

/** The descriptions under the language tags the register knows; `ca-valencia` is shown as `ca` where there is no other `ca`. */
function descriptionsByLanguage(source: PubliccodeDocument): ReadonlyMap<string, PubliccodeDescription & Where> {
  const found = new Map<string, PubliccodeDescription & Where>()
  const entries = Object.entries(source.description).map(([tag, description]) => ({ tag, description }))
  const known = entries.filter(({ tag }) => LanguageTag.safeParse(tag).success)
  const others = entries.filter((entry) => !known.includes(entry))
  for (const { tag, description } of [...known, ...others]) {
    const language = LanguageTag.safeParse(tag).success ? tag : (tag.split('-')[0] ?? 'und')
    if (found.has(language) || !LanguageTag.safeParse(language).success) continue
    found.set(language, { ...description, path: `description.${tag}` })
  }
  return found
}

interface Where {
  readonly path: string
}
type Descriptions = ReadonlyMap<string, PubliccodeDescription & Where>
type Cut = (text: string | null, maximum: number, path: string) => string | null

/** Shortens what exceeds the register's bounds, and says so; the exact text stays in the extensions. */
function cutter(remarks: Remark[]): Cut {
  return (text, maximum, path) => {
    if (text === null || text.trim() === '') return null
    if (text.length <= maximum) return text
    remarks.push({ severity: 'warning', rule: 'text-cut', path, params: { maximum, length: text.length } })
    return shortened(text, maximum)
  }
}

function shortened(text: string, maximum: number): string {
  return text.length <= maximum ? text : `${text.slice(0, maximum - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function textsOf(
  descriptions: Descriptions,
  textOf: (description: PubliccodeDescription, path: string) => string | null,
): Record<string, string> {
  const pairs = [...descriptions].flatMap(([language, description]) => {
    const text = textOf(description, description.path)
    return text === null ? [] : [[language, text] as const]
  })
  return Object.fromEntries(pairs)
}

/** A name for each language of the descriptions: the one of that language, else the one of the software. */
function namesOf(source: PubliccodeDocument, descriptions: Descriptions, cut: Cut): Record<string, string> {
  const name = cut(source.name, 300, 'name') ?? ''
  const names = textsOf(
    descriptions,
    ({ localisedName }, path) => cut(localisedName, 300, `${path}.localisedName`) ?? name,
  )
  return isAbsent(names) ? { [fallbackLanguage(source)]: name } : names
}

function fallbackLanguage(source: PubliccodeDocument): string {
  return source.localisation.availableLanguages.find((tag) => LanguageTag.safeParse(tag).success) ?? 'und'
}

function shortDescriptionsOf(
  source: PubliccodeDocument,
  descriptions: Descriptions,
  remarks: Remark[],
  cut: Cut,
): Record<string, string> {
  const texts = textsOf(descriptions, ({ shortDescription }, path) =>
    cut(shortDescription, 1000, `${path}.shortDescription`),
  )
  if (!isAbsent(texts)) return texts
  const made = textsOf(descriptions, ({ genericName, longDescription, features }) =>
    firstSentence(genericName ?? longDescription ?? features[0] ?? null),
  )
  const path = [...descriptions.values()][0]?.path ?? 'description'
  remarks.push({ severity: 'warning', rule: 'short-description-made', path: `${path}.shortDescription` })
  return isAbsent(made)
    ? { [[...descriptions.keys()][0] ?? fallbackLanguage(source)]: shortened(source.name, 1000) }
    : made
}

/** The beginning of a Markdown text as one plain line of at most 150 characters. */
function firstSentence(text: string | null): string | null {
  const plain = (text ?? '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[#*_`>]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (plain === '') return null
  const sentence = /^.{20,149}?[.!?](?=\s|$)/u.exec(plain)?.[0] ?? plain
  return sentence.length <= 150 ? sentence : `${sentence.slice(0, 149).replace(/\s+\S*$/, '')}…`
}

function featuresOf(descriptions: Descriptions, cut: Cut): Record<string, string[]> {
  const pairs = [...descriptions].map(([language, { features, path }]) => {
    const texts = features.flatMap((feature, index) => cut(feature, 1000, `${path}.features[${index}]`) ?? [])
    return [language, texts.slice(0, 200)] as const
  })
  return Object.fromEntries(pairs.filter(([, features]) => features.length > 0))
}

function dependenciesOf(dependencies: PubliccodeDocument['dependsOn']['open']) {
  return dependencies
    .filter(
      ({ name, versionMin, versionMax, version }) =>
        [versionMin, versionMax, version].every((text) => text === null || fits(text, 60)) && fits(name, 300),
    )
    .slice(0, 300)
}

/** The licence as SPDX writes it, or null with a remark: what is not understood is claimed for nothing. */
function knownLicense(license: string | null, remarks: Remark[]): string | null {
  if (license === null) return null
  const parsed = parseLicense(license)
  if (parsed.kind === 'spdx') return parsed.expression
  const suggestions = parsed.kind === 'unknown' ? parsed.suggestions.join(', ') : ''
  const rule = parsed.kind === 'unknown' ? 'license-unknown' : 'license-text-missing'
  const params = { license: license.slice(0, 100), suggestions }
  remarks.push({ severity: 'warning', rule, path: 'legal.license', params })
  return null
}

/** Whether a plain text is one the register's fields take. */
function fits(text: string, maximum: number): boolean {
  return text.length <= maximum && text.trim() !== ''
}

function fitting<Schema extends z.ZodType<string>>(schema: Schema, text: string | null): string | null {
  return text !== null && schema.safeParse(text).success ? text : null
}

function firstOf(descriptions: readonly PubliccodeDescription[], key: 'documentation' | 'apiDocumentation') {
  return descriptions.map((description) => description[key]).find((url) => url !== null) ?? null
}

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].slice(0, 60)
}

function nullWhenEmpty<Value extends object>(value: Value): Value | null {
  return isAbsent(value) ? null : value
}
