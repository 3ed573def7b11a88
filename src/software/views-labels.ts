import { type Code, codeTitle, type Reference } from '../directory/reference.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import type { SoftwareFacet } from './search-document.ts'

/** The tables that words for facet values come from. */
export interface FacetTables {
  readonly functions: readonly Code[]
  readonly regions: readonly Code[]
}

export async function facetTables(reference: Reference): Promise<FacetTables> {
  return { functions: await reference.all('functions'), regions: await reference.all('regions') }
}

/** A facet value in the reader's words; licences as they are written. */
export function facetLabel(facet: SoftwareFacet, value: string, locale: Locale, tables: FacetTables): string {
  const t = dictionary(locale).values
  switch (facet) {
    case 'verdict':
      return labelIn(t.verdict, value)
    case 'license':
      return labelIn(t.licenseFacet, value)
    case 'stage':
      return labelIn(t.lifecycleStage, value)
    case 'status':
      return labelIn(t.developmentStatus, value)
    case 'platform':
      return labelIn(t.platform, value)
    case 'funding':
      return labelIn(t.fundingSource, value)
    case 'function':
      return titleOf(tables.functions, value, locale)
    case 'holderRegion':
      return titleOf(tables.regions, value, locale)
  }
}

export function titleOf(codes: readonly Code[], value: string, locale: Locale): string {
  const code = codes.find((each) => each.code === value)
  return code ? codeTitle(code, locale) : value
}

function labelIn(labels: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(labels, value) ? (labels[value] ?? value) : value
}
