import { expect, it } from 'vitest'
import type { ErrorCode } from '../../src/kernel/errors.ts'
import { dictionary, LOCALES } from '../../src/web/i18n/index.ts'
import { type Problem, STATUS_OF } from '../../src/web/problem.ts'
import { type SmallRegister, smallRegister } from './small-register.ts'
import { tableCounts } from './table-counts.ts'
import { TEST_ORIGIN } from './test-app.ts'

type Request = NonNullable<Parameters<SmallRegister['request']>[1]>
export type KeyName = keyof SmallRegister['keys']

/** A request that is refused, and how. */
export interface ProblemCase {
  readonly says: string
  readonly path: string
  /** Made anew for each request: a stream is read once. */
  readonly request?: () => Request
  readonly as?: KeyName
  /** What has to be so before. */
  readonly given?: (register: SmallRegister) => Promise<unknown>
  readonly code: ErrorCode
  /** `pointer rule` of each error. */
  readonly errors?: readonly string[]
  /** Words that the errors must hold in both languages. */
  readonly naming?: readonly string[]
}

/**
 * One test a case: the register answers with a problem document in the language that was asked for, of a type that has a page
 * in both languages, and nothing was written.
 */
export function refuses(cases: readonly ProblemCase[]): void {
  it.each(cases)('$says', async ({ path, request, as, given, code, errors = [], naming = [] }) => {
    const register = await smallRegister()
    await given?.(register)
    const before = await tableCounts(register.database)
    for (const locale of LOCALES) {
      const { headers, ...rest } = request?.() ?? {}
      const response = await register.request(path, {
        ...rest,
        ...(as === undefined ? {} : { key: register.keys[as] }),
        headers: { ...(headers as Record<string, string> | undefined), 'accept-language': locale },
      })
      const problem = (await response.json()) as Problem
      expect(
        problem.errors?.map(({ pointer, rule }) => `${pointer} ${rule}`).sort() ?? [],
        JSON.stringify(problem),
      ).toEqual([...errors].sort())
      expectProblem(response, problem, code, locale, naming)
      for (const word of naming) {
        expect(problem.errors?.map(({ detail }) => detail).join('\n') ?? '').toContain(word)
      }
    }
    expect(await tableCounts(register.database)).toEqual(before)
    for (const locale of LOCALES) {
      const page = await register.request(`/${locale}/problems/${code}`)
      expect(page.status).toBe(200)
      expect(page.headers.get('content-language')).toBe(locale)
    }
  })
}

/** A whole problem document in the reader's language, whatever the errors in it are. `quoted` words may be in any language. */
export function expectProblem(
  response: Response,
  problem: Problem,
  code: ErrorCode,
  locale: 'uk' | 'en',
  quoted: readonly string[] = [],
): void {
  expect(response.status).toBe(STATUS_OF[code])
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(response.headers.get('content-language')).toBe(locale)
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  if (code === 'unauthenticated') expect(response.headers.get('www-authenticate')).toBe('Bearer')
  const { title, detail } = dictionary(locale).problems[code]
  const { type, status } = problem
  expect({ ...problem, errors: undefined }).toEqual({
    type: `${TEST_ORIGIN}/problems/${code}`,
    title,
    status: STATUS_OF[code],
    detail,
    errors: undefined,
  })
  expect([type, status]).not.toContain(undefined)
  for (const { rule, detail: text } of problem.errors ?? []) {
    expect(dictionary(locale).rules.texts, `a text for ${rule}`).toHaveProperty([rule])
    // An unfilled placeholder shows as "…" or as its own name in braces.
    expect(text.replaceAll('LicenseRef-…', '')).not.toMatch(/[{}]|…/)
    const own = quoted.reduce((rest, words) => rest.replaceAll(words, ''), text)
    expect(/[а-яіїєґ]{3}/iu.test(own), text).toBe(locale === 'uk')
  }
}
