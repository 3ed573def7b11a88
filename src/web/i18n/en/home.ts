import { countOf, formatCount, wordFor } from '../format.ts'
import type { home as uk } from '../uk/home.ts'

export const home: typeof uk = {
  title: 'The state pays for software once',
  principle: ['The state pays for software', 'once'],
  lead: 'What one authority has bought or had built with budget money, another may take. Find what exists before you order something new.',
  description:
    'The national register of budget-funded software: find what exists already, who holds it, on which terms it may be reused, and who runs it.',
  placeholder: 'What do you need?',
  examples: 'For example:',
  queries: ['electronic queue', 'petitions', 'document flow', 'cadastre'],
  figures: {
    software: (count) => `${wordFor.en(count, 'software entry', 'software entries')} registered`,
    may: 'any authority may take',
    organizations: (count) => wordFor.en(count, 'organization', 'organizations'),
    deployments: (count, regions) =>
      `${wordFor.en(count, 'deployment', 'deployments')} in ${countOf.en(regions, 'region', 'regions')}`,
  },
  asOf: (date) => `As of ${date}`,
  functions: 'By function',
  functionsAside: (count) => `${countOf.en(count, 'group', 'groups')} of functions, each with its number of entries`,
  fresh: 'New in the register',
  freshAside: 'News feed (Atom)',
  freshAll: 'All software by date of change',
  updated: (date) => `changed ${date}`,
  steps: 'How it works',
  step: [
    {
      title: 'Find',
      text: 'Describe the need in plain words or choose a function. Narrow the results by right of reuse, licence, platform or region.',
    },
    {
      title: 'Check the right',
      text: 'Each entry says at once whether the software may be taken, on which terms, and which clause says so.',
    },
    {
      title: 'Compare, and turn to the holder',
      text: 'Put up to four entries side by side, see who runs them already, and write to whoever holds the rights.',
    },
  ],
  map: 'Where the software runs',
  mapFinding: (region, count, regions, none) =>
    `${region} has the most deployments: ${formatCount('en', count)}. Software runs in ${countOf.en(regions, 'region', 'regions')}${
      none === 0 ? '' : `; ${countOf.en(none, 'region has', 'regions have')} reported none`
    }.`,
  mapCounted: 'Deployments running',
  mapNone: 'No deployment has been reported yet.',
  mapOccupied:
    'Deployments are shown where the organization is registered. Among them may be authorities and institutions of temporarily occupied territories that work in relocation; the register itself holds no data on occupation.',
  real: 'Real public systems',
  realAside: 'Confirmed facts only, no sums',
  realText:
    'These systems exist; each entry names the source of every fact. Invented entries are marked as demonstration ones.',
  learn: { search: 'How to search', rights: 'What the answer means', compare: 'How to compare' },
}
