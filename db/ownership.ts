/**
 * Who may write each table. `commit`: facts of the register, always with a version and a leaf. `history`: the history itself.
 * `record`: operational state, a closed list. `migrations`: nothing but the migrator. A test holds this against the schema.
 */
export type Writer = 'commit' | 'history' | 'record' | 'migrations'

export const TABLE_WRITERS: Readonly<Record<string, Writer>> = {
  organization: 'commit',
  expert: 'commit',
  software: 'commit',
  software_source: 'commit',
  software_developer: 'commit',
  software_expert: 'commit',
  software_relation: 'commit',
  deployment: 'commit',
  search_document: 'commit',
  search_text: 'commit',
  search_stems: 'commit',
  search_facet_value: 'commit',
  search_timed_facet: 'commit',
  search_term: 'commit',
  search_deletion: 'commit',
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
