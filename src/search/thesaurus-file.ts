import { z } from 'zod'

/** A word or phrase as a dictionary writes it: nominative, typographic apostrophe, at most four words. */
const Term = z
  .string()
  .regex(/^\S+(?: \S+){0,3}$/, 'one to four words')
  .regex(/^[^']*$/, 'a typographic apostrophe')

/** No term may stand twice in a group, however it is capitalised. */
const distinct = (terms: readonly string[]) => new Set(terms.map((term) => term.toLowerCase())).size === terms.length

/** One need, and the words people have for it. */
export const Concept = z
  .strictObject({
    /** Group of functions and name: `documents.flow`. Stays the same from edition to edition. */
    id: z.string().regex(/^[a-z]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/, 'a group and a name'),
    /** Ukrainian terms of the same meaning, the preferred one first: who asks for one is shown what says another. */
    uk: z.array(Term).min(1),
    /** The same in English. */
    en: z.array(Term).min(1),
    /** Russian terms: understood when typed, never searched for. */
    ru: z.array(Term).min(1).optional(),
    /**
     * What leads here when typed, and is not looked for: brands, narrower kinds, everyday words. Ukrainian or in Latin
     * letters.
     */
    leads: z.array(Term).min(1).optional(),
  })
  .refine(({ uk, en, ru = [], leads = [] }) => distinct([...uk, ...en, ...ru, ...leads]), 'each term once')
export type Concept = z.infer<typeof Concept>

const heading = {
  /** The day the file was last revised; installations tell editions apart by it. */
  edition: z.iso.date(),
  source: z.string().min(20),
}

/** Needs of one domain: every file of `seed/reference/thesaurus/concepts`. */
export const ThesaurusFile = z.strictObject({ ...heading, rows: z.array(Concept).min(1) })
export type ThesaurusFile = z.infer<typeof ThesaurusFile>

/**
 * A dictionary into Ukrainian, `russian.json` and `english.json`: each row is a foreign word (English: or a phrase of
 * up to three) followed by what it is in Ukrainian, the usual translation first.
 */
export const DictionaryFile = z.strictObject({
  ...heading,
  rows: z.array(z.tuple([Term, z.string().min(1)], z.string().min(1))).min(1),
})
export type DictionaryFile = z.infer<typeof DictionaryFile>

/**
 * `abbreviations.json`: a short form and a full one (in Ukrainian, or in English for short forms in Latin letters).
 * They stand for each other both ways, unless the row says `typed`: then the short form leads to the full one when
 * typed, and the full form does not look for the short one, which has other meanings too.
 */
export const AbbreviationFile = z.strictObject({
  ...heading,
  rows: z
    .array(
      z.union([
        z.tuple([z.string().min(2), z.string().min(2)]),
        z.tuple([z.string().min(2), z.string().min(2), z.literal('typed')]),
      ]),
    )
    .min(1),
})
export type AbbreviationFile = z.infer<typeof AbbreviationFile>
