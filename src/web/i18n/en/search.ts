import { countOf } from '../format.ts'
import type { search as uk } from '../uk/search.ts'

const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ')

export const search: typeof uk = {
  title: 'Search',
  tabs: 'What was found',
  sections: { software: 'Software', organization: 'Organizations', expert: 'Experts' },
  searchedFor: 'Searched for:',
  instead: 'Search instead for',
  readings: {
    spelling: 'another spelling',
    russian: 'a Russian word',
    layout: 'another keyboard layout',
    transliteration: 'written in Latin letters',
    typo: 'typing error mended',
    clipping: 'short form written out',
    beginning: 'beginning of a word',
    synonym: 'of the same meaning',
  },
  also: (words, more) => `Also searched for: ${words}${more ? '…' : ''}`,
  alsoFor: (typed) => `“${typed}”:`,
  without: 'leave out',
  withoutAll: 'Search without synonyms',
  literally: (words) =>
    words.includes('*')
      ? 'All words were taken literally, without corrections and synonyms.'
      : `Taken literally: ${quoted(words)}.`,
  allow: 'Allow corrections and synonyms',
  unknown: (words) =>
    words.length === 1
      ? `The register does not know the word ${quoted(words)}.`
      : `The register does not know the words ${quoted(words)}.`,
  relaxed: 'Some of these have only some of the words.',
  relaxedAll: 'So these have only the other words of the query, or some of them.',
  weak: (text) => `Nothing found for “${text}”`,
  weakTitle: (text) => `${text}: nothing found`,
  nearest: 'The nearest there is',
  nearestText: 'These have only single words of the query and are probably not what you are looking for.',
  record: 'This is the number of a record:',
  why: (found, reading) => `by ${quoted(found)} — ${reading}`,
  whySynonym: (found, typed) => `by ${quoted(found)} — of the same meaning as “${typed}”`,
  whyField: (field, found) => `matches ${field}: “${found}”`,
  fields: {
    name: 'in the name',
    nameEn: 'in the English name',
    short: 'in the short description',
    long: 'in the long description',
    functions: 'in the functions',
    tags: 'in standards and tags',
    category: 'in the categories',
    owner: 'in the names of organizations',
    tech: 'in the technologies',
    code: 'in numbers and codes',
  },
  pasted: {
    title: 'Software for a pasted text',
    heading: 'Software nearest to the pasted text',
    weak: 'No software near the pasted text was found',
    weakText: 'Below are those that have most words in common with the text, but even they have few.',
    how: 'You pasted a whole text, so it was compared with the descriptions of software. Words that every purchase has were left out; the rarer a word is in the register, the more it weighs.',
    codes: (codes) => `The ДК 021 codes of the text were taken into account: ${codes.join(', ')}.`,
    cut: (count) => `The text is too long: only its first ${count} characters were compared.`,
    compared: (count) => `Compared by ${countOf.en(count, 'word', 'words')}:`,
    common: (share) => `${share}% of the text in common, by weight of words:`,
    filters: (labels) => `Compared only with software under these conditions: ${labels}.`,
    withoutFilters: 'Compare with all',
    nothing: 'The text has no words to compare by: the register knows none of them.',
  },
  among: (count) => `The numbers beside the filters were counted among the newest ${count} matches.`,
  empty: {
    words: 'The words of the query one by one',
    queries: 'Perhaps you were looking for',
    spelling: 'Check the spelling, or put the need into other words: “queue” instead of “visitor flow management”.',
    elsewhere: (section, count) => `${section}: ${count}`,
    subscribe: 'Follow this search: new software will appear in an Atom feed',
    api: 'The same search for programs (JSON)',
    ask: 'Not found? How to ask',
  },
  suggest: {
    functions: 'Functions',
    records: 'Records',
    queries: 'Searches',
    counted: 'Suggestions:',
  },
  openSearch: 'Search software, organizations and experts in the national register of budget-funded software.',
}
