import type { Finding } from './errors.ts'

interface ZodIssueLike {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly expected?: string
  readonly keys?: readonly string[]
  readonly values?: readonly unknown[]
  readonly maximum?: number | bigint
  readonly minimum?: number | bigint
  readonly format?: string
  readonly origin?: string
  /** Of a wrong member name. */
  readonly issues?: readonly ZodIssueLike[]
  /** Of a union, one list a branch. */
  readonly errors?: readonly (readonly ZodIssueLike[])[]
}

/** Where in a request the input stands. */
export type Place = 'query' | 'json' | 'param' | 'header' | 'form' | 'cookie'

/** The findings of a failed zod parse. Messages that are rule names (`text-too-long`) are taken as they are. */
export function findingsOf(issues: readonly ZodIssueLike[], place: Place, input?: unknown): Finding[] {
  return issues.flatMap((issue): Finding[] => {
    const pointer = pointerOf(issue.path, place)
    switch (issue.code) {
      case 'unrecognized_keys': {
        const rule = place === 'query' ? 'unknown-parameter' : 'unknown-field'
        return (issue.keys ?? []).map((name) => ({
          pointer: pointerOf([...issue.path, name], place),
          rule,
          params: { name },
        }))
      }
      case 'invalid_type':
      case 'invalid_union':
      case 'invalid_value': {
        if (input !== undefined && valueAt(input, issue.path) === undefined) return [{ pointer, rule: 'required' }]
        const named = ruleName(issue.message)
        if (named !== null) return [{ pointer, rule: named }]
        if (issue.code === 'invalid_value')
          return [{ pointer, rule: 'value', params: { values: (issue.values ?? []).join(', ') } }]
        const [closest] = closestBranch(issue)
        if (closest) return findingsOf([{ ...closest, path: [...issue.path, ...closest.path] }], place, input)
        return [{ pointer, rule: 'type', params: { expected: issue.expected ?? '' } }]
      }
      // The name of a member is wrong, not its value: what is wrong with the name stands one level below.
      case 'invalid_key':
        return findingsOf(
          (issue.issues ?? []).map((inner) => ({ ...inner, path: issue.path })),
          place,
        )
      case 'too_big':
      case 'too_small': {
        const params = {
          ...(issue.maximum === undefined ? {} : { maximum: String(issue.maximum) }),
          ...(issue.minimum === undefined ? {} : { minimum: String(issue.minimum) }),
        }
        return [{ pointer, rule: ruleName(issue.message) ?? sizeRule(issue), params }]
      }
      default:
        return [{ pointer, rule: ruleName(issue.message) ?? (issue.format === 'email' ? 'email' : 'format') }]
    }
  })
}

/** Of the shapes that a value could have had, the findings about the one it comes nearest to: of the same type, but not right. */
function closestBranch(issue: ZodIssueLike): readonly ZodIssueLike[] {
  const branches = issue.errors ?? []
  return branches.find((branch) => branch.every(({ code, path }) => code !== 'invalid_type' || path.length > 0)) ?? []
}

function sizeRule({ code, origin }: ZodIssueLike): string {
  if (origin === 'string') return code === 'too_big' ? 'text-too-long' : 'text-empty'
  if (origin === 'array') return code === 'too_big' ? 'list-too-long' : 'list-empty'
  return 'number-range'
}

function ruleName(message: string): string | null {
  return /^[a-z][a-z0-9]*(-[a-z0-9_]+)*$/.test(message) ? message : null
}

function pointerOf(path: readonly PropertyKey[], place: Place): string {
  if (place === 'query') return `?${path.map(String).join('.')}`
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  )
}
