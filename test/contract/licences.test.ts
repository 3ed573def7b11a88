import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './architecture.ts'

/** What goes out with the program: licences whose works may be part of one under the EUPL-1.2 (docs/licences.md). */
const SHIPPED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC-BY-3.0', 'CC0-1.0', 'ISC', 'MIT', 'PSF-2.0']
/** What stays on the developer's machine may also be under these. */
const TOOLS = [...SHIPPED, 'MPL-2.0', 'LGPL-3.0-or-later']

interface Package {
  readonly license?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
}

/** `Apache-2.0 AND (MIT OR ISC)`: everything joined by AND must be allowed, and one of what is joined by OR. */
function allowed(expression: string | undefined, licences: readonly string[]): boolean {
  if (expression === undefined) return false
  return expression
    .replaceAll(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((licence) => licences.includes(licence)))
}

function refused(packages: Readonly<Record<string, Package>>): string[] {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .filter(
      ([, { license, dev, devOptional }]) => !allowed(license, dev === true || devOptional === true ? TOOLS : SHIPPED),
    )
    .map(([path, { license }]) => `${path}: ${license}`)
}

describe('licences of dependencies', () => {
  it('let the program be under the EUPL-1.2', () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, Package>
    }
    expect(Object.keys(packages).length).toBeGreaterThan(100)
    expect(refused(packages)).toEqual([])
  })

  it('are listed in docs/licences.md', () => {
    const document = readFileSync(join(ROOT, 'docs/licences.md'), 'utf8')
    expect(TOOLS.filter((licence) => !document.includes(licence))).toEqual([])
  })

  it.each([
    [{ license: 'AGPL-3.0-only' }, true],
    [{ license: 'MPL-2.0' }, true],
    [{ license: 'MPL-2.0', dev: true }, false],
    [{ license: 'MIT AND GPL-3.0-only' }, true],
    [{ license: 'GPL-3.0-only OR MIT' }, false],
    [{ license: 'SEE LICENSE IN x' }, true],
    [{}, true],
  ] as const)('a planted %o is refused: %s', (planted, expected) => {
    expect(refused({ 'node_modules/planted': planted }).length > 0).toBe(expected)
  })
})
