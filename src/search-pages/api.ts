import { createRoute, z } from '@hono/zod-openapi'
import type { DirectoryPorts } from '../directory/service.ts'
import { ORGANIZATION_FACETS } from '../directory/service.ts'
import { selectExperts, selectOrganizationNames } from '../directory/store.ts'
import { AppError } from '../kernel/errors.ts'
import type { LocalizedText } from '../kernel/localized.ts'
import { DEFAULT_LIMIT } from '../kernel/paging.ts'
import {
  FacetsShape,
  facetsBody,
  InterpretationShape,
  interpretationBody,
  MatchShape,
  matchBodies,
  TextQuery,
  TotalShape,
  totalBody,
} from '../search/api.ts'
import { type Hit, SORTS } from '../search/port.ts'
import { recordPath, SEARCHED_TYPES, type SearchedType } from '../search/sections.ts'
import { SOFTWARE_FACETS } from '../software/search-document.ts'
import type { SoftwarePorts } from '../software/service.ts'
import { selectSoftwareCards } from '../software/store.ts'
import { createApi } from '../web/kit.ts'
import { json, nextAddress, PageQuery, problems, Several } from '../web/shapes.ts'
import { suggestedWays } from './suggestions.ts'

type Ports = SoftwarePorts & DirectoryPorts

const FACETS: Readonly<Record<SearchedType, readonly string[]>> = {
  software: SOFTWARE_FACETS,
  organization: ORGANIZATION_FACETS,
  expert: [],
}
const ALL_FACETS = [...SOFTWARE_FACETS, ...ORGANIZATION_FACETS] as const
const FacetQuery = Object.fromEntries(
  ALL_FACETS.map((facet) => {
    const [type] = Object.entries(FACETS).find(([, facets]) => facets.includes(facet)) ?? []
    return [facet, Several.optional().meta({ description: `Only with type ${type}` })]
  }),
) as Record<(typeof ALL_FACETS)[number], z.ZodOptional<typeof Several>>

const Localized = z.record(z.string(), z.string())
const Path = z.string().meta({ description: 'Where it is read, below /uk or /en' })

const searchRoute = createRoute({
  method: 'get',
  path: '/search',
  operationId: 'search',
  tags: ['search'],
  summary: 'Search over everything: one type of records a request, with the number of each',
  request: {
    query: z.strictObject({
      ...TextQuery,
      type: z.enum(SEARCHED_TYPES).optional().meta({ description: 'What to list (default software)' }),
      sort: z.enum(SORTS).optional().meta({ description: 'Default: relevance with a text, updated without' }),
      ...FacetQuery,
      ...PageQuery,
    }),
  },
  responses: {
    200: {
      description: 'A page of what was found',
      content: json(
        z
          .object({
            items: z.array(
              z.object({
                type: z.enum(SEARCHED_TYPES),
                id: z.string(),
                title: Localized,
                summary: Localized.nullable(),
                path: Path,
                matches: z.array(MatchShape).meta({ description: 'Why it is in the list' }),
              }),
            ),
            total: TotalShape,
            counts: z
              .object({ software: TotalShape, organization: TotalShape, expert: TotalShape })
              .meta({ description: 'How many of each type the text finds, before filters' }),
            facets: FacetsShape,
            interpretation: InterpretationShape,
            next: z.string().nullable().meta({ description: 'Address of the next page, null on the last' }),
          })
          .openapi('SearchResults'),
      ),
    },
    ...problems('validation-failed'),
  },
})

const suggestRoute = createRoute({
  method: 'get',
  path: '/suggest',
  operationId: 'suggest',
  tags: ['search'],
  summary: 'Functions, records and whole queries for what has been typed so far, from two letters on',
  request: {
    query: z.strictObject({
      q: z.string().max(200, 'text-too-long'),
      limit: z
        .string()
        .regex(/^(?:[1-9]|10)$/, 'suggest-limit-range')
        .transform(Number)
        .optional()
        .meta({ description: 'How many records and how many queries at most, 1–10 (default 5)', example: '5' }),
    }),
  },
  responses: {
    200: {
      description: 'Suggestions; there may be none',
      content: json(
        z
          .object({
            functions: z.array(z.object({ code: z.string(), title: Localized, path: Path })),
            records: z.array(z.object({ type: z.enum(SEARCHED_TYPES), id: z.string(), title: Localized, path: Path })),
            queries: z.array(z.string()),
          })
          .openapi('Suggestions'),
      ),
    },
    ...problems('validation-failed'),
  },
})

const DEFAULT_SUGGESTIONS = 5

/** `/api/v1/search` and `/api/v1/suggest` */
export function searchApi(ports: Ports) {
  const api = createApi()

  api.openapi(searchRoute, async (c) => {
    const {
      q = '',
      asis = [],
      type = 'software',
      sort,
      limit = DEFAULT_LIMIT,
      cursor = null,
      ...facets
    } = c.req.valid('query')
    const filters = filtersOf(type, facets)
    const found = await ports.search.search({
      type,
      text: q,
      asTyped: asis,
      filters,
      facets: FACETS[type],
      sort: sort ?? (q.trim() === '' ? 'updated' : 'relevance'),
      day: ports.today(),
      limit,
      cursor,
    })
    const counts = await ports.search.count(q, SEARCHED_TYPES, asis)
    const countOf = (each: SearchedType) => totalBody(counts.get(each) ?? { count: 0, exact: true })
    const next = found.next === null ? null : nextAddress(c.req.url, found.next)
    if (next !== null) c.header('Link', `<${next}>; rel="next"`)
    return c.json(
      {
        items: await itemsOf(ports, type, found.hits),
        total: totalBody(found.total),
        counts: { software: countOf('software'), organization: countOf('organization'), expert: countOf('expert') },
        facets: facetsBody(found.facets),
        interpretation: interpretationBody(found.interpretation),
        next,
      },
      200,
    )
  })

  api.openapi(suggestRoute, async (c) => {
    const { q, limit = DEFAULT_SUGGESTIONS } = c.req.valid('query')
    const { functions, records, queries } = await suggestedWays(ports, q, limit)
    c.header('Cache-Control', 'public, max-age=60')
    return c.json(
      {
        functions: functions.map(({ code, title, path }) => ({ code, title: { ...title }, path })),
        records: records.flatMap(({ type, id, title, path }) => {
          const searched = SEARCHED_TYPES.find((each) => each === type)
          return searched === undefined ? [] : [{ type: searched, id, title: { ...title }, path }]
        }),
        queries: [...queries],
      },
      200,
    )
  })

  return api
}

/** The filters of a type. Throws `validation-failed` for those of another. */
function filtersOf(
  type: SearchedType,
  chosen: Readonly<Record<string, readonly string[] | undefined>>,
): Readonly<Record<string, readonly string[]>> {
  const given = Object.entries(chosen).flatMap(([facet, values]) => (values ? [[facet, values] as const] : []))
  const foreign = given.filter(([facet]) => !FACETS[type].includes(facet))
  if (foreign.length > 0) {
    throw new AppError(
      'validation-failed',
      `filters of another type than ${type}`,
      foreign.map(([name]) => ({ pointer: `?${name}`, rule: 'unknown-parameter', params: { name } })),
    )
  }
  return Object.fromEntries(given)
}

/** What a list shows of each hit, in the order of the hits. */
async function itemsOf({ read }: Pick<Ports, 'read'>, type: SearchedType, hits: readonly Hit[]) {
  const titles = await titlesOf(
    read,
    type,
    hits.map(({ id }) => id),
  )
  return hits.flatMap(({ id, matches }) => {
    const named = titles.get(id)
    return named === undefined
      ? []
      : [{ type, id, ...named, path: recordPath(type, id) ?? '', matches: matchBodies(matches) }]
  })
}

interface Titles {
  readonly title: Record<string, string>
  readonly summary: Record<string, string> | null
}

async function titlesOf(
  read: Ports['read'],
  type: SearchedType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Titles>> {
  const titles = (title: LocalizedText, summary: LocalizedText | null): Titles => ({
    title: { ...title },
    summary: summary && { ...summary },
  })
  switch (type) {
    case 'software': {
      const cards = await selectSoftwareCards(read, ids)
      return new Map(cards.map(({ id, name, shortDescription }) => [id, titles(name, shortDescription)]))
    }
    case 'organization': {
      const names = await selectOrganizationNames(read, ids)
      return new Map([...names].map(([id, { name }]) => [id, titles(name, null)]))
    }
    case 'expert': {
      const records = await selectExperts(read, ids)
      return new Map(
        [...records].flatMap(([id, { document }]) =>
          'name' in document ? [[id, titles(document.name, document.specialism)] as const] : [],
        ),
      )
    }
  }
}
