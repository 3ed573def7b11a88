/**
 * How often somebody may ask for something. Each policy is a bucket for each who asks: full at first, a request takes one
 * unit out, and it fills up again evenly over the window (the generic cell rate algorithm, ITU-T I.371: one number a bucket).
 */
export interface Policy {
  /** As clients see it in RateLimit-Policy. */
  readonly name: PolicyName
  /** Units of a full bucket. */
  readonly quota: number
  /** Seconds in which an empty bucket is full again. */
  readonly window: number
}

/** read: pages and records. search: lists and suggestions by words. write: unsafe methods. failures: credentials that were none. */
export const POLICY_NAMES = ['read', 'search', 'write', 'failures'] as const
export type PolicyName = (typeof POLICY_NAMES)[number]
export type Policies = Readonly<Record<PolicyName, Policy>>

/** The state of one bucket after a look. */
export interface Allowance {
  readonly policy: Policy
  readonly allowed: boolean
  /** Units left. */
  readonly remaining: number
  /** Seconds until the bucket is full again, rounded up. */
  readonly reset: number
  /** Seconds until one unit is there again, rounded up; 0 when there is one now. */
  readonly retryAfter: number
}

export interface Quotas {
  readonly policies: Policies
  /** Takes a unit out of the bucket of `who`, when there is one. */
  take(policy: PolicyName, who: string): Allowance
  /** Looks without taking. */
  look(policy: PolicyName, who: string): Allowance
}

const WINDOW_SECONDS = 60
/** Buckets kept, the longest unused forgotten first: about 15 MB at worst. A full bucket needs no keeping. */
const MOST_BUCKETS = 100_000

const SETTING = /^(?:off|(?:(?:read|search|write|failures)=[1-9]\d{0,6}(?: (?!$)|$))+)$/

/** Whether a text is `off` or names requests a minute: `read=1200 search=600`. */
export function isQuotaSetting(text: string): boolean {
  return SETTING.test(text)
}

/** Requests a minute unless the setting says otherwise. One address may stand for the people of a whole authority. */
export const DEFAULT_QUOTAS = 'read=1200 search=600 write=300 failures=10'

/** The policies of a setting, with the defaults for what it does not name; null: none (`off`). */
export function policiesOf(setting: string): Policies | null {
  if (setting === 'off') return null
  const quotas = new Map<string, number>()
  for (const part of `${DEFAULT_QUOTAS} ${setting}`.split(' ')) {
    const [name = '', quota] = part.split('=')
    quotas.set(name, Number(quota))
  }
  const policy = (name: PolicyName): Policy => ({ name, quota: quotas.get(name) ?? 1, window: WINDOW_SECONDS })
  return { read: policy('read'), search: policy('search'), write: policy('write'), failures: policy('failures') }
}

/**
 * Buckets in the memory of this process. @param now RFC 3339 instant; a clock that goes back never locks anybody out for longer
 * than one window
 */
export function createQuotas(policies: Policies, now: () => string, most: number = MOST_BUCKETS): Quotas {
  // When each bucket is full again, in ms; a map keeps the order in which its keys were set.
  const fullAt = new Map<string, number>()

  const allowanceOf = (policy: Policy, full: number, at: number, taken: boolean): Allowance => {
    const unit = (policy.window * 1000) / policy.quota
    const missing = Math.max(0, full - at)
    const remaining = Math.max(0, Math.floor((policy.window * 1000 - missing) / unit + 1e-9))
    return {
      policy,
      allowed: taken || remaining > 0,
      remaining,
      reset: Math.ceil(missing / 1000),
      retryAfter: remaining > 0 ? 0 : Math.max(1, Math.ceil((missing + unit - policy.window * 1000) / 1000)),
    }
  }
  const bucketOf = (policy: Policy, who: string, at: number) => {
    const full = fullAt.get(`${policy.name} ${who}`) ?? at
    return Math.min(Math.max(full, at), at + policy.window * 1000)
  }

  return {
    policies,
    look(name, who) {
      const at = Date.parse(now())
      const policy = policies[name]
      return allowanceOf(policy, bucketOf(policy, who, at), at, false)
    },
    take(name, who) {
      const at = Date.parse(now())
      const policy = policies[name]
      const before = bucketOf(policy, who, at)
      if (!allowanceOf(policy, before, at, false).allowed) return allowanceOf(policy, before, at, false)
      const after = before + (policy.window * 1000) / policy.quota
      const key = `${name} ${who}`
      fullAt.delete(key)
      fullAt.set(key, after)
      if (fullAt.size > most) forget(fullAt, at)
      return allowanceOf(policy, after, at, true)
    },
  }
}

/** Drops buckets that are full again from the oldest on, and the oldest in any case. */
function forget(fullAt: Map<string, number>, at: number): void {
  let isFirst = true
  for (const [key, full] of fullAt) {
    if (!isFirst && full > at) return
    fullAt.delete(key)
    isFirst = false
  }
}
