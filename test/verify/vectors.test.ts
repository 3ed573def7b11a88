import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { REASONS, type Report } from '../../src/verify/verify.mjs'

/*
 * The golden vectors, which the log's own code wrote, before verify.mjs, which knows nothing of that code.
 */

const PROGRAM = fileURLToPath(new URL('../../src/verify/verify.mjs', import.meta.url))
const VECTORS = fileURLToPath(new URL('../vectors', import.meta.url))
/** Node of the system, beside the one that runs the tests, where there is one: 20 is the oldest that is promised. */
const NODES = [process.execPath, '/usr/bin/node'].filter((node) => existsSync(node))

interface Case {
  readonly kind: 'proof' | 'checkpoint' | 'consistency' | 'dump' | 'tiles'
  readonly expect: string
  readonly origin: string
  readonly keys: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

const CASES = ['valid', 'invalid']
  .flatMap((folder) => readdirSync(join(VECTORS, folder), { recursive: true, withFileTypes: true }))
  .filter(({ name }) => name === 'case.json')
  .map(({ parentPath }) => ({
    folder: parentPath,
    name: relative(VECTORS, parentPath),
    described: JSON.parse(readFileSync(join(parentPath, 'case.json'), 'utf8')) as Case,
  }))
  .sort((a, b) => (a.name < b.name ? -1 : 1))

/** What a verifier can know of each cause. One that is not here has the cause's own name. */
const SEEN_AS: Readonly<Record<string, readonly string[]>> = {
  // Nothing says whether the entry, the hashes or the index were changed; tiles beside them would.
  'altered-leaf': ['root-mismatch', 'version-gap', 'altered-leaf'],
  'altered-proof': ['root-mismatch', 'malformed-proof'],
  'altered-envelope': ['envelope-mismatch'],
  'rolled-back': ['size-too-small'],
  'missing-leaf': ['size-too-small'],
  malformed: REASONS.filter((reason) => reason.startsWith('malformed-')),
}

function argumentsOf({ kind, files, keys, origin }: Case, folder: string): string[] {
  const file = (role: string) => join(folder, files[role] ?? role)
  const trust = [...keys.flatMap((key) => ['--key', key]), '--origin', origin, '--json']
  switch (kind) {
    case 'proof':
      return [kind, file('proof'), ...(files['envelope'] ? ['--envelope', file('envelope')] : []), ...trust]
    case 'checkpoint':
      return [kind, file('checkpoint'), ...trust]
    case 'consistency':
      return [kind, file('older'), file('newer'), '--proof', file('consistency'), ...trust]
    case 'dump':
      return [kind, file('dump'), '--checkpoint', file('checkpoint'), ...trust]
    case 'tiles':
      return [kind, folder, '--checkpoint', file('checkpoint'), ...trust]
  }
}

function run(node: string, args: readonly string[]): Promise<{ code: number; report: Report; err: string }> {
  return new Promise((resolve, reject) => {
    execFile(node, [PROGRAM, ...args], (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : 0
      if (out === '') reject(new Error(`${code}: ${err}`))
      else resolve({ code, report: JSON.parse(out) as Report, err })
    })
  })
}

describe.each(NODES)('the golden vectors, by %s', (node) => {
  // The other Node takes one of each kind and cause; it differs by its version, not by the case.
  const taken = CASES.filter(({ described: { kind, expect: cause } }, at) => {
    const isFirst = CASES.findIndex(({ described }) => described.kind === kind && described.expect === cause) === at
    return node === process.execPath || isFirst
  })

  it.each(taken)('$name', async ({ folder, described }) => {
    const { code, report, err } = await run(node, argumentsOf(described, folder))
    expect(err).toBe('')
    expect(report.check).toBe(described.kind)
    if (described.expect === 'valid') {
      expect(report).toMatchObject({ valid: true })
      expect(code).toBe(0)
    } else {
      expect(report.valid).toBe(false)
      expect(SEEN_AS[described.expect] ?? [described.expect]).toContain(report.reason)
      expect(code).toBe(1)
    }
  })
})

describe('the vectors', () => {
  it('are there, of every kind and cause', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(50)
    expect(new Set(CASES.map(({ described }) => described.kind)).size).toBe(5)
    const causes = new Set(CASES.map(({ described }) => described.expect))
    for (const cause of [
      'valid',
      'wrong-key',
      'rotated-key',
      'bad-signature',
      'wrong-origin',
      'altered-leaf',
      'altered-envelope',
      'altered-proof',
      'forked-tree',
      'truncated-tile',
      'malformed',
    ]) {
      expect(causes).toContain(cause)
    }
  })
})
