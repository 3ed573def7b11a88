import { codeTitle } from '../directory/reference.ts'
import { atomFeed } from '../exchange/atom.ts'
import { CSV_BOM, csvRow } from '../exchange/csv.ts'
import { type LocalizedText, type TextInLanguage, textFor } from '../kernel/localized.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import type { PagePorts } from '../web/page.tsx'
import { type CatalogueRow, listSoftware } from './catalogue.ts'
import { type CatalogueQuery, catalogueHref, changed, effectiveSort } from './catalogue-query.ts'
import type { SoftwarePorts } from './service.ts'
import type { FacetTables } from './views-labels.ts'

type Ports = SoftwarePorts & PagePorts

/** Rows that are read at a time. */
const CHUNK = 100
const FEED_LENGTH = 50

/**
 * The whole list as CSV for people, in the order of the page: heads and words are in its language. What only comes nearest to a
 * query that nothing answers is left out, for a row cannot say so.
 */
export async function* catalogueCsv(
  ports: Ports,
  query: CatalogueQuery,
  locale: Locale,
  tables: FacetTables,
): AsyncGenerator<string> {
  const t = dictionary(locale)
  const heads = t.catalogue.csv
  const functions = new Map(tables.functions.map((code) => [code.code, codeTitle(code, locale)]))
  yield CSV_BOM +
    csvRow([
      heads.id,
      heads.nameUk,
      heads.nameEn,
      heads.nameOriginal,
      heads.language,
      heads.shortUk,
      heads.shortEn,
      heads.verdict,
      heads.holderId,
      heads.holder,
      heads.license,
      heads.functions,
      heads.stage,
      heads.status,
      heads.version,
      heads.runningIn,
      heads.updated,
      heads.demonstration,
      heads.address,
    ])
  for await (const rows of wholeList(ports, query)) {
    yield rows
      .map(({ card, holder, verdict, runningIn }) => {
        const original = originalName(card.name)
        return csvRow([
          card.id,
          card.name['uk'],
          card.name['en'],
          original?.text,
          original?.language,
          card.shortDescription['uk'],
          card.shortDescription['en'],
          t.values.verdict[verdict.verdict],
          holder?.id,
          textFor(holder?.name, locale)?.text,
          card.rights.license ?? (card.rights.kind === null ? null : t.values.rightsKind[card.rights.kind]),
          card.functions.map((code) => functions.get(code) ?? code).join('; '),
          card.lifecycleStage === null ? null : t.values.lifecycleStage[card.lifecycleStage],
          card.developmentStatus === null ? null : t.values.developmentStatus[card.developmentStatus],
          card.version,
          runningIn,
          card.updatedAt,
          card.demonstration ? heads.yes : heads.no,
          `${ports.site.origin}/${locale}/software/${card.id}`,
        ])
      })
      .join('')
  }
}

/** The name as its authors most likely gave it: where there is no Ukrainian one, a foreign one before the English. */
function originalName(name: LocalizedText): TextInLanguage | null {
  const foreign = Object.fromEntries(Object.entries(name).filter(([language]) => language !== 'en'))
  return textFor(foreign, 'uk') ?? textFor(name, 'en')
}

async function* wholeList(ports: Ports, query: CatalogueQuery): AsyncGenerator<readonly CatalogueRow[]> {
  let cursor: string | null = null
  do {
    const { rows, next, interpretation } = await listSoftware(ports, {
      text: query.text,
      asTyped: query.asTyped,
      filters: query.filters,
      facets: [],
      sort: effectiveSort(query),
      limit: CHUNK,
      cursor,
    })
    if (interpretation.weak) return
    if (rows.length > 0) yield rows
    cursor = next
  } while (cursor !== null)
}

/** The newest entries of the list as an Atom feed; none where nothing answers the query, so that the first answer is news. */
export async function catalogueFeed(ports: Ports, query: CatalogueQuery, locale: Locale): Promise<string> {
  const t = dictionary(locale)
  const { origin } = ports.site
  const { rows: found, interpretation } = await listSoftware(ports, {
    text: query.text,
    asTyped: query.asTyped,
    filters: query.filters,
    facets: [],
    sort: 'updated',
    limit: FEED_LENGTH,
    cursor: null,
  })
  const rows = interpretation.weak ? [] : found
  const narrowed = changed(query, { sort: null, compare: [] })
  const self = origin + catalogueHref(`/${locale}/software.atom`, narrowed)
  return atomFeed({
    id: self,
    title: query.text === '' ? t.catalogue.feedTitle : t.catalogue.feedTitleFor(query.text),
    subtitle: t.layout.siteSubtitle,
    language: locale,
    updated: rows[0]?.card.updatedAt ?? ports.now(),
    selfHref: self,
    pageHref: origin + catalogueHref(`/${locale}/software`, narrowed),
    author: t.layout.site,
    entries: rows.map(({ card }) => {
      const name = textFor(card.name, locale)
      return {
        id: `${origin}/id/${card.id}`,
        title: name?.text ?? card.id,
        href: `${origin}/${locale}/software/${card.id}`,
        updated: card.updatedAt,
        summary: textFor(card.shortDescription, locale)?.text,
        language: name?.language === locale ? undefined : name?.language,
      }
    }),
  })
}
