import { createRoute, z } from '@hono/zod-openapi'
import { SoftwareId } from '../kernel/identifiers.ts'
import { comparedWords, dk021In, LONGEST_PASTED } from '../search/pasted-text.ts'
import { recordPath } from '../search/sections.ts'
import { SOFTWARE_FACETS } from '../software/search-document.ts'
import type { SoftwarePorts } from '../software/service.ts'
import { selectSoftwareCards } from '../software/store.ts'
import { createApi } from '../web/kit.ts'
import { json, problems, Several } from '../web/shapes.ts'

const DEFAULT_NEAREST = 10
const Localized = z.record(z.string(), z.string())
const FacetQuery = Object.fromEntries(SOFTWARE_FACETS.map((facet) => [facet, Several.optional()])) as Record<
  (typeof SOFTWARE_FACETS)[number],
  z.ZodOptional<typeof Several>
>

const similarRoute = createRoute({
  method: 'get',
  path: '/similar',
  operationId: 'similar',
  tags: ['search'],
  summary: 'Software that serves the need a text describes, such as a tender’s, the nearest first',
  request: {
    query: z.strictObject({
      q: z.string().trim().min(1, 'text-empty').max(LONGEST_PASTED, 'text-too-long').meta({
        description:
          'The text. Words that every purchase has are left out; the others weigh the more, the rarer they are in the register',
      }),
      dk021: Several.optional().meta({
        description: 'Codes of ДК 021:2015 of the need, beside those that stand in the text with their check digit',
      }),
      except: SoftwareId.optional().meta({ description: 'An entry not to be compared with' }),
      ...FacetQuery,
      limit: z
        .string()
        .regex(/^(?:[1-9]|1\d|20)$/, 'similar-limit-range')
        .transform(Number)
        .optional()
        .meta({ description: 'How many at most, 1–20 (default 10)', example: '10' }),
    }),
  },
  responses: {
    200: {
      description: 'The nearest; there may be none, and the last of them may have little in common with the text',
      content: json(
        z
          .object({
            items: z.array(
              z.object({
                id: z.string(),
                title: Localized,
                summary: Localized.nullable(),
                path: z.string().meta({ description: 'Where it is read, below /uk or /en' }),
                coverage: z
                  .number()
                  .meta({ description: 'Share of the text that the entry has, by weight of the words: 0–1' }),
                common: z.array(z.string()).meta({ description: 'Words they have in common, the most telling first' }),
              }),
            ),
            compared: z
              .array(z.string())
              .meta({ description: 'The words of the text that were compared, the most telling first' }),
          })
          .openapi('SimilarSoftware'),
      ),
    },
    ...problems('validation-failed'),
  },
})

/** `/api/v1/similar` */
export function similarApi(ports: SoftwarePorts) {
  const api = createApi()

  api.openapi(similarRoute, async (c) => {
    const { q, dk021 = [], except, limit = DEFAULT_NEAREST, ...facets } = c.req.valid('query')
    const { hits, marks } = await ports.search.similar({
      type: 'software',
      text: q,
      dk021: [...new Set([...dk021, ...dk021In(q)])],
      filters: Object.fromEntries(
        Object.entries(facets).flatMap(([facet, values]) => (values ? [[facet, values]] : [])),
      ),
      ...(except === undefined ? {} : { except }),
      day: ports.today(),
      limit,
    })
    const cards = await selectSoftwareCards(
      ports.read,
      hits.map(({ id }) => id),
    )
    const byId = new Map(cards.map((card) => [card.id, card]))
    return c.json(
      {
        items: hits.flatMap(({ id, coverage, common }) => {
          const card = byId.get(id)
          if (card === undefined) return []
          const { name, shortDescription } = card
          const path = recordPath('software', id) ?? ''
          return [{ id, title: { ...name }, summary: { ...shortDescription }, path, coverage, common: [...common] }]
        }),
        compared: [...comparedWords(q, marks)],
      },
      200,
    )
  })

  return api
}
