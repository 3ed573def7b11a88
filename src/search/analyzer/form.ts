/** Raised whenever a text gives other terms than before: what was made of the old ones, the index and the thesaurus, is made anew. */
export const ANALYZER_FORM = 4
