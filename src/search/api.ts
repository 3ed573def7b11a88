import { z } from '@hono/zod-openapi'
import { RECORD_TYPES } from '../kernel/identifiers.ts'
import { Several } from '../web/shapes.ts'
import { type FacetCounts, type Interpretation, type Match, READINGS, SEARCH_FIELDS, type Total } from './port.ts'
import { LONGEST_QUERY } from './query.ts'

/** The text of a search and the words of it to be taken literally: parameters of every list. */
export const TextQuery = {
  q: z.string().max(LONGEST_QUERY, 'text-too-long').optional().meta({
    description:
      'Words in any form, order and case; typing errors, another keyboard layout, Latin letters, Russian words and words of the same meaning are understood. "in quotes" together, -word without. The first 25 words are read; /similar takes whole texts',
    example: 'електронна черга',
  }),
  asis: Several.optional().meta({
    description: 'Words of q to be taken literally, without corrections and synonyms; * for all',
  }),
}

export const TotalShape = z
  .object({
    count: z.int(),
    exact: z.boolean().meta({ description: 'false: there are at least so many, counting stopped there' }),
  })
  .openapi('Total')

/** How the query was read, so that a reader can be told and can undo it with `asis`. */
export const InterpretationShape = z
  .object({
    readings: z.array(
      z.object({
        typed: z.string().meta({ description: 'Words as they stand in q; in asis they are taken literally' }),
        reading: z.enum(READINGS),
        read: z.array(z.string()).meta({ description: 'What was searched for, the likeliest first' }),
      }),
    ),
    unknown: z.array(z.string()).meta({ description: 'Words that the register does not know and nothing near them' }),
    relaxed: z.boolean().meta({ description: 'Some of the entries have only some of the words' }),
    weak: z.boolean().meta({ description: 'Nothing answers the query; entries are only the nearest there are' }),
    record: z
      .object({ type: z.enum(RECORD_TYPES), id: z.string() })
      .nullable()
      .meta({ description: 'The query is the number of this record' }),
  })
  .openapi('Interpretation')

export const MatchShape = z
  .object({
    typed: z.string(),
    reading: z.enum(READINGS).nullable().meta({ description: 'null: the word itself, in whatever form' }),
    found: z.string().meta({ description: 'The word that was found' }),
    field: z.enum(SEARCH_FIELDS),
  })
  .openapi('Match')

export const FacetsShape = z
  .object({
    values: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.int() }))).meta({
      description: 'Values of each facet, the most frequent first, counted as if that facet were not narrowed',
    }),
    among: z.int().nullable().meta({ description: 'Counted among so many of the newest entries; null when among all' }),
  })
  .openapi('Facets')

/** What the API tells of the interpretation: all but what only highlighting needs. */
export function interpretationBody({ readings, unknown, relaxed, weak, record }: Interpretation) {
  return {
    readings: readings.map(({ typed, reading, read }) => ({ typed, reading, read: [...read] })),
    unknown: [...unknown],
    relaxed,
    weak,
    record: record && { ...record },
  }
}

export function totalBody({ count, exact }: Total) {
  return { count, exact }
}

export function matchBodies(matches: readonly Match[]) {
  return matches.map(({ typed, reading, found, field }) => ({ typed, reading, found, field }))
}

export function facetsBody({ values, among }: FacetCounts) {
  return {
    values: Object.fromEntries(
      Object.entries(values).map(([facet, counted]) => [facet, counted.map(({ value, count }) => ({ value, count }))]),
    ),
    among,
  }
}

/** The envelope of a list that can be searched: entries, their number, how the query was read, and where the next page begins. */
export function foundShape<Member extends z.ZodType>(member: Member, name: string) {
  return z
    .object({
      items: z.array(member),
      total: TotalShape.optional(),
      interpretation: InterpretationShape,
      next: z.string().nullable().meta({ description: 'Address of the next page, null on the last' }),
    })
    .openapi(name)
}
