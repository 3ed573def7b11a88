import { sortKey } from '../kernel/collation.ts'
import { textFor } from '../kernel/localized.ts'
import type { SearchDocument } from '../search/port.ts'
import type { ExpertDocument } from './model.ts'

/** What the index is given of an expert with consent. */
export function expertSearchDocument(id: string, document: ExpertDocument, at: string): SearchDocument {
  return {
    type: 'expert',
    id,
    title: document.name,
    sortName: sortKey(textFor(document.name, 'uk')?.text ?? id),
    updatedAt: at,
    fields: {
      name: Object.values(document.name),
      nameEn: [],
      short: Object.values(document.specialism),
      long: [],
      functions: [],
      tags: [],
      category: [],
      tech: [],
      owner: document.affiliation === null ? [] : Object.values(document.affiliation.name),
      code: [id],
    },
    facets: [],
  }
}
