import type { GovernmentLevel, OrganizationKind } from '../directory/model.ts'
import { isAuthority } from '../directory/model.ts'
import type { IsoDate } from '../kernel/dates.ts'
import type { Grant, SoftwareRights } from './rights.ts'

export const VERDICTS = ['may-use', 'on-conditions', 'ask-holder', 'may-not', 'unknown'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What decided: a key of the message dictionaries. */
export type VerdictClause =
  | 'holder-itself'
  | 'granted'
  | 'granted-on-conditions'
  | 'granted-to-some'
  | 'open-source-licence'
  | 'refused'
  | 'granted-to-others'
  | 'holder-only'
  | 'grant-expired'
  | 'grant-not-yet'
  | 'exclusive-rights-without-grant'
  | 'shared-rights-without-grant'
  | 'licence-covers-holder-only'
  | 'rights-not-stated'

export interface ReuseVerdict {
  readonly verdict: Verdict
  readonly clause: VerdictClause
  /** The permission that decided, where one did. */
  readonly grant: Grant | null
}

/** What the rule needs to know of the organization that asks. */
export interface Asker {
  readonly id: string
  readonly kind: OrganizationKind
  readonly level: GovernmentLevel | null
  /** KATOTTG prefix, `UA46`. */
  readonly region: string | null
}

/** The part of the rights that decides. */
export type RightsInQuestion = Pick<SoftwareRights, 'holder' | 'kind' | 'license' | 'grants' | 'refusal'>

/** The fact about licences that the rule depends on; the caller knows the SPDX list. */
export interface LicenceFacts {
  isOpenSource(license: string): boolean
}

/**
 * May `asker` use this software on `day`, and which clause says so? Pure; the order of the rules is the order of their force:
 * own rights, the best permission in force that covers the asker, an open-source licence (cannot be taken back), an express
 * refusal, and only then what the absence of a permission means for the kind of rights held.
 * `asker` null is "any authority, we do not know which": permissions for some only then count as conditions.
 */
export function reuseVerdict(
  rights: RightsInQuestion,
  asker: Asker | null,
  day: IsoDate,
  licences: LicenceFacts,
): ReuseVerdict {
  if (asker !== null && rights.holder === asker.id) return { verdict: 'may-use', clause: 'holder-itself', grant: null }

  const inForce = rights.grants.filter((grant) => isInForce(grant, day))
  const covering = inForce.filter((grant) => covers(grant, asker))
  const free = covering.find((grant) => isUnconditional(grant, licences))
  if (free) return { verdict: 'may-use', clause: 'granted', grant: free }
  if (rights.license !== null && licences.isOpenSource(rights.license)) {
    return { verdict: 'may-use', clause: 'open-source-licence', grant: null }
  }
  const conditional = covering[0]
  if (conditional) return { verdict: 'on-conditions', clause: 'granted-on-conditions', grant: conditional }
  if (rights.refusal !== null) return { verdict: 'may-not', clause: 'refused', grant: null }

  const forSome = inForce.find((grant) => grant.permittedUsers !== 'holder-only')
  if (forSome && asker === null) return { verdict: 'on-conditions', clause: 'granted-to-some', grant: forSome }
  const onlyHolder = inForce[0]
  if (onlyHolder && !forSome) return { verdict: 'may-not', clause: 'holder-only', grant: onlyHolder }
  // The asker's own permission says more than that others have one, even when it has not begun or has run out.
  const theirs = rights.grants.filter((grant) => concerns(grant, asker))
  const later = theirs.find((grant) => grant.from !== null && day < grant.from)
  if (later) return { verdict: 'ask-holder', clause: 'grant-not-yet', grant: later }
  const expired = theirs.find((grant) => grant.to !== null && grant.to < day)
  if (expired) return { verdict: 'ask-holder', clause: 'grant-expired', grant: expired }
  if (forSome) return { verdict: 'ask-holder', clause: 'granted-to-others', grant: forSome }

  switch (rights.kind) {
    case 'exclusive-economic':
      return { verdict: 'ask-holder', clause: 'exclusive-rights-without-grant', grant: null }
    case 'shared':
      return { verdict: 'ask-holder', clause: 'shared-rights-without-grant', grant: null }
    case 'non-exclusive-licence':
      return { verdict: 'may-not', clause: 'licence-covers-holder-only', grant: null }
    case 'open-source':
      // The kind is claimed and no licence proves it.
      return { verdict: 'ask-holder', clause: 'rights-not-stated', grant: null }
    case null:
      return { verdict: 'unknown', clause: 'rights-not-stated', grant: null }
  }
}

/** `to` is the last day of the term. */
function isInForce(grant: Grant, day: IsoDate): boolean {
  return (grant.from === null || grant.from <= day) && (grant.to === null || day <= grant.to)
}

function isUnconditional(grant: Grant, licences: LicenceFacts): boolean {
  const openSource = grant.license !== null && licences.isOpenSource(grant.license)
  return (
    (grant.gratuitous === true || openSource) &&
    grant.conditions === null &&
    grant.seats === null &&
    grant.territory === null
  )
}

/** Whether the permission is, was or will be the asker's; of an unknown authority's, whether it is anybody's but the holder's. */
function concerns(grant: Grant, asker: Asker | null): boolean {
  return asker === null ? grant.permittedUsers !== 'holder-only' : covers(grant, asker)
}

/** The level an authority works at; central and regional ones need not say it. */
function levelOf({ kind, level }: Asker): GovernmentLevel | null {
  if (level !== null) return level
  if (kind === 'central-authority') return 'state'
  return kind === 'regional-authority' ? 'region' : null
}

function covers(grant: Grant, asker: Asker | null): boolean {
  const level = asker !== null && isAuthority(asker.kind) ? levelOf(asker) : null
  switch (grant.permittedUsers) {
    case 'anyone':
      return true
    case 'all-authorities':
      return asker === null || isAuthority(asker.kind)
    case 'state-authorities':
      return level === 'state'
    case 'level':
      return level !== null && grant.levels.includes(level)
    case 'region':
      return asker !== null && isAuthority(asker.kind) && asker.region !== null && grant.regions.includes(asker.region)
    case 'named-organizations':
      return asker !== null && grant.organizations.includes(asker.id)
    case 'holder-only':
      return false
  }
}

const LAST_DAY: IsoDate = '9999-12-31'

/** The verdict for "any authority" over all time: half-open periods without gaps, from `0000-01-01` to `9999-12-31`. */
export interface VerdictPeriod {
  readonly verdict: Verdict
  readonly from: IsoDate
  readonly until: IsoDate
}

/**
 * Where the verdict for any authority changes by itself, because a term begins or ends: what the catalogue's facet is made of,
 * so that nothing has to be recomputed at midnight.
 * @param dayAfter the calendar day after one, `YYYY-MM-DD`
 */
export function verdictPeriods(
  rights: RightsInQuestion,
  licences: LicenceFacts,
  dayAfter: (day: IsoDate) => IsoDate,
): VerdictPeriod[] {
  const starts = new Set<IsoDate>(['0000-01-01'])
  for (const grant of rights.grants) {
    if (grant.from !== null) starts.add(grant.from)
    // After the last day that can be written there is none, and its text would sort before all others.
    if (grant.to !== null && grant.to < LAST_DAY) starts.add(dayAfter(grant.to))
  }
  const periods: VerdictPeriod[] = []
  for (const from of [...starts].sort()) {
    const { verdict } = reuseVerdict(rights, null, from, licences)
    const previous = periods.at(-1)
    if (previous?.verdict === verdict) continue
    if (previous) periods[periods.length - 1] = { ...previous, until: from }
    periods.push({ verdict, from, until: LAST_DAY })
  }
  return periods
}
