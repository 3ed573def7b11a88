/**
 * Who may write each table. `commit`: facts of the register, always with a version and a leaf. `history`: the history itself.
 * `record`: operational state, a closed list. `index`: what is worked out from facts alone, by the commit that changes
 * them or all of it anew. `migrations`: nothing but the migrator. A test holds this against the schema.
 */
export type Writer = 'commit' | 'history' | 'record' | 'index' | 'migrations'

export const TABLE_WRITERS: Readonly<Record<string, Writer>> = {
  organization: 'commit',
  expert: 'commit',
  software: 'commit',
  software_source: 'commit',
  software_developer: 'commit',
  software_expert: 'commit',
  software_relation: 'commit',
  deployment: 'commit',
  search_document: 'index',
  search_text: 'index',
  search_stems: 'index',
  search_facets: 'index',
  search_count: 'index',
  search_facet_value: 'index',
  search_timed_facet: 'index',
  search_term: 'index',
  search_number: 'index',
  search_deletion: 'index',
  search_synonym: 'record',
  leaf: 'history',
  version: 'history',
  commits: 'history',
  guard: 'history',
  sequence: 'record',
  api_key: 'record',
  code_table: 'record',
  code: 'record',
  import_run: 'record',
  import_item: 'record',
  setting: 'record',
  __drizzle_migrations: 'migrations',
}
