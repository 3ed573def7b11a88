/** How much of a long entry its page shows before it points on: to a page of its own, or to the data. */
export interface Limits {
  /** Characters of the description, of the list of features, of the text of a licence. */
  readonly description: number
  readonly features: number
  readonly licenseText: number
  /** Members of lists. */
  readonly standards: number
  readonly dependencies: number
  readonly releases: number
  readonly grants: number
  readonly people: number
  readonly links: number
  readonly names: number
}

/** What fits for any entry that people read. */
export const ROOMY: Limits = {
  description: 5000,
  features: 3000,
  licenseText: 4000,
  standards: 30,
  dependencies: 25,
  releases: 8,
  grants: 12,
  people: 20,
  links: 12,
  names: 40,
}

/** For entries that an import has filled to the brim, so that their page keeps to 50 kB. */
export const BRIEF: Limits = {
  description: 1500,
  features: 800,
  licenseText: 600,
  standards: 6,
  dependencies: 5,
  releases: 3,
  grants: 4,
  people: 6,
  links: 3,
  names: 15,
}
