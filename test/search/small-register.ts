import type { DeliverySource, RecordKey } from '../../src/search/meilisearch-delivery.ts'
import type { IndexedRecord } from '../../src/search/meilisearch-documents.ts'
import { type FacetValue, SEARCH_FIELDS, type SearchField } from '../../src/search/port.ts'

/** A register of records that change by `put` and `remove`, each with a leaf. */
export class SmallRegister implements DeliverySource {
  readonly leaves: { readonly key: RecordKey; readonly sha256: string }[] = []
  edition = 'first'
  private readonly indexed = new Map<string, IndexedRecord>()

  put(id: string, name: string, facets: readonly FacetValue[] = []): void {
    const stems = Object.fromEntries(SEARCH_FIELDS.map((field) => [field, ''])) as Record<SearchField, string>
    const record: IndexedRecord = {
      type: 'software',
      id,
      order: this.leaves.length + 1,
      stems: { ...stems, name },
      compounds: [],
      facets,
    }
    this.indexed.set(id, record)
    this.log(id)
  }

  remove(id: string): void {
    this.indexed.delete(id)
    this.log(id)
  }

  log(id: string): void {
    this.leaves.push({ key: { type: 'software', id }, sha256: `${this.leaves.length} ${id}` })
  }

  async end() {
    return { size: this.leaves.length, sha256: this.leaves.at(-1)?.sha256 ?? null, edition: this.edition }
  }

  /** The record of a key of the index; undefined when it is no longer there. */
  idOf(order: number): string | undefined {
    return [...this.indexed.values()].find((record) => record.order === order)?.id
  }

  async leafAt(idx: number) {
    return this.leaves[idx]?.sha256 ?? null
  }

  async changed(from: number, until: number) {
    const keys = new Map(this.leaves.slice(from, until).map(({ key }) => [key.id, key]))
    return [...keys.values()]
  }

  async records(keys: readonly RecordKey[]) {
    return keys.flatMap(({ id }) => this.indexed.get(id) ?? [])
  }

  async turning(one: string, other: string) {
    const [first, last] = one < other ? [one, other] : [other, one]
    const turns = (day: string | undefined) => day !== undefined && first < day && day <= last
    return [...this.indexed.values()].filter(({ facets }) =>
      facets.some(({ from, until }) => turns(from) || turns(until)),
    )
  }

  async count() {
    return this.indexed.size
  }
}
