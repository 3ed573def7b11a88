import type { RecordType } from '../kernel/identifiers.ts'

/** What is searched over, in the order of the tabs; `path` is the list of the type, below the locale. */
export const SECTIONS = [
  { type: 'software', path: '/software' },
  { type: 'organization', path: '/organizations' },
  { type: 'expert', path: '/experts' },
] as const satisfies readonly { readonly type: RecordType; readonly path: string }[]

export type SearchedType = (typeof SECTIONS)[number]['type']

export const SEARCHED_TYPES: readonly SearchedType[] = SECTIONS.map(({ type }) => type)

/** Where a record is read, below the locale: `/software/UA-SW-000001`. Null for records that have no page of their own. */
export function recordPath(type: RecordType, id: string): string | null {
  const section = SECTIONS.find((each) => each.type === type)
  return section === undefined ? null : `${section.path}/${id}`
}
