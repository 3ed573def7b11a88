import type { SearchDocument } from '../../../src/search/port.ts'
import type { BenchQuery, QueryClass } from './queries.ts'

/** What building an index took. */
export interface Load {
  readonly seconds: number
  /** Of the index and what it needs, without the texts that are shown. */
  readonly megabytes: number
}

/** An engine that is timed: asked for 20 records with their names and descriptions, their number and five facets. */
export interface TimedEngine {
  readonly name: string
  /** Null when it was loaded by an earlier run. */
  readonly load: Load | null
  /** How many records were found; null when the engine has no such query. */
  answer(one: QueryClass, query: BenchQuery): Promise<number | null>
  close(): Promise<void>
}

/** A made-up register, document by document. */
export interface Source {
  readonly count: number
  document(index: number): SearchDocument
}

export const ROWS = 20

export const MEGABYTE = 1_000_000
export const secondsSince = (start: number) => (performance.now() - start) / 1000
