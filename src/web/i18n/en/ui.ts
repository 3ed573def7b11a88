import { countOf, formatCount } from '../format.ts'
import type { ui as uk } from '../uk/ui.ts'

export const ui: typeof uk = {
  filters: {
    title: 'Narrow down',
    apply: 'Show results',
    clear: 'Clear all',
    showAll: (count) => `Show all ${formatCount('en', count)}`,
    chosen: 'Chosen filters',
    remove: (label) => `Remove the filter “${label}”`,
    active: (count) => countOf.en(count, 'filter', 'filters'),
  },
  sort: 'Sort by:',
  pagination: { label: 'Pages', newer: 'Previous', older: 'Next' },
  download: 'Download:',
  errorTitle: 'There is a problem',
  important: 'Important',
  copy: 'Copy',
  copied: 'Copied',
  contents: 'On this page',
  compare: {
    aspect: 'Aspect',
    differs: 'differs',
    legend: 'Rows with different answers are marked.',
  },
  completeness: {
    present: 'present',
    missing: 'missing',
    of: (present, total) => `${formatCount('en', present)} of ${formatCount('en', total)}`,
  },
  map: {
    region: 'Region',
    none: 'none',
    table: 'Show as a list',
    share: 'Count',
    without: (names) => `None: ${names.join(', ')}.`,
  },
  chart: { table: 'Show as a table', csv: 'CSV' },
  inLanguage: { uk: 'in Ukrainian', en: 'in English' },
}
