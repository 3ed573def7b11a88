import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isOpenSourceLicense, licenseFact, licenseFinding, parseLicense } from '../../src/software/license.ts'

const realData = process.env.REAL_DATA

const expressionOf = (text: string) => {
  const parsed = parseLicense(text)
  return parsed.kind === 'unknown' ? null : parsed.expression
}

describe('licences', () => {
  it('are SPDX expressions, which come back as they are', () => {
    expect(parseLicense('EUPL-1.2')).toEqual({ kind: 'spdx', expression: 'EUPL-1.2', ids: ['EUPL-1.2'], findings: [] })
    expect(parseLicense('(MIT OR Apache-2.0) AND GPL-2.0-or-later WITH Classpath-exception-2.0')).toMatchObject({
      kind: 'spdx',
      ids: ['MIT', 'Apache-2.0', 'GPL-2.0-or-later'],
      findings: [],
    })
    expect(parseLicense('LicenseRef-Dija AND MIT')).toMatchObject({
      kind: 'license-ref',
      ids: ['LicenseRef-Dija', 'MIT'],
      findings: [],
    })
  })

  it('with identifiers that SPDX withdrew are taken, with a finding that names the successor', () => {
    expect(parseLicense('AGPL-3.0')).toEqual({
      kind: 'spdx',
      expression: 'AGPL-3.0',
      ids: ['AGPL-3.0'],
      findings: [{ rule: 'license-deprecated', params: { id: 'AGPL-3.0', replacement: 'AGPL-3.0-only' } }],
    })
  })

  it.each([
    ['mit', 'MIT'],
    ['mit or apache-2.0', 'MIT OR Apache-2.0'],
    ['agpl-3.0-or-later', 'AGPL-3.0-or-later'],
    ['MIT License', 'MIT'],
    ['"MIT"', 'MIT'],
    ['GPLv3', 'GPL-3.0-only'],
    ['GPLv3+', 'GPL-3.0-or-later'],
    ['GPL v2 or later', 'GPL-2.0-or-later'],
    ['GNU General Public License v3.0', 'GPL-3.0-only'],
    ['GNU Affero General Public License v3.0 or later', 'AGPL-3.0-or-later'],
    ['GNU Lesser General Public License, version 2.1', 'LGPL-2.1-only'],
    ['LGPL-3', 'LGPL-3.0-only'],
    ['EUPL 1.2', 'EUPL-1.2'],
    ['EUPL v. 1.2', 'EUPL-1.2'],
    ['EUPL-1.2-or-later', 'EUPL-1.2+'],
    ['European Union Public Licence 1.2', 'EUPL-1.2'],
    ['Apache 2.0', 'Apache-2.0'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['Apache Software License 2.0', 'Apache-2.0'],
    ['Mozilla Public License 2.0', 'MPL-2.0'],
    ['BSD 3-Clause "New" or "Revised" License', 'BSD-3-Clause'],
    ['The Unlicense', 'Unlicense'],
    ['Creative Commons Attribution Share Alike 4.0 International', 'CC-BY-SA-4.0'],
    ['CC BY-NC 4.0', 'CC-BY-NC-4.0'],
    ['https://opensource.org/licenses/MIT', 'MIT'],
    ['https://api.github.com/licenses/apache-2.0', 'Apache-2.0'],
    ['http://www.gnu.org/licenses/old-licenses/gpl-2.0.html', 'GPL-2.0-only'],
    ['https://www.gnu.org/licenses/agpl-3.0.en.html', 'AGPL-3.0-only'],
    ['https://creativecommons.org/publicdomain/zero/1.0/legalcode', 'CC0-1.0'],
    ['https://www.apache.org/licenses/LICENSE-2.0.txt', 'Apache-2.0'],
    ['https://spdx.org/licenses/EUPL-1.2.html', 'EUPL-1.2'],
  ])('written %j are %s, and the finding says so', (text, expression) => {
    const parsed = parseLicense(text)
    expect(parsed).toMatchObject({ kind: 'spdx', expression })
    expect(parsed.kind !== 'unknown' && parsed.findings).toContainEqual({
      rule: 'license-respelled',
      params: { from: text, to: expression },
    })
  })

  it.each([
    ['GPL', ['GPL-3.0-or-later', 'GPL-3.0-only', 'GPL-2.0-only']],
    ['LGPL', ['LGPL-3.0-or-later', 'LGPL-2.1-or-later', 'LGPL-2.1-only']],
    ['BSD', ['BSD-3-Clause', 'BSD-2-Clause']],
    ['Apache', ['Apache-2.0']],
    ['constructor', []],
    ['EUPL-1.3', ['EUPL-1.2']],
    ['Aapche-2.0', ['Apache-2.0']],
    ['public domain', ['CC0-1.0', 'Unlicense']],
    ['GPL-4.0', ['GPL-3.0-or-later']],
  ])('that name no version or do not exist are never guessed: %s', (text, suggestions) => {
    const parsed = parseLicense(text)
    expect(parsed.kind).toBe('unknown')
    expect(parsed.kind === 'unknown' && parsed.suggestions.slice(0, suggestions.length)).toEqual(suggestions)
  })

  it.each([
    '',
    ' ',
    'Other',
    'none',
    'NOASSERTION',
    'LICENSE',
    'MIT AND',
    'https://example.org/LICENSE',
    'MIT '.repeat(500),
  ])('are unknown without suggestions: %j', (text) => {
    expect(parseLicense(text)).toEqual({ kind: 'unknown', suggestions: [] })
  })

  it('are open source when one of the alternatives, or all that hold together, are', () => {
    const open = ['MIT', 'EUPL-1.2', 'AGPL-3.0', 'GPL-2.0+', 'CC0-1.0', 'MIT OR LicenseRef-x', 'EUPL-1.2+']
    const closed = ['LicenseRef-x', 'MIT AND LicenseRef-x', 'CC-BY-NC-4.0', 'BUSL-1.1', 'SSPL-1.0', 'GPL', '']
    expect(open.filter((license) => !isOpenSourceLicense(license))).toEqual([])
    expect(closed.filter(isOpenSourceLicense)).toEqual([])
  })

  it('have a name', () => {
    expect(licenseFact('EUPL-1.2')).toMatchObject({ name: 'European Union Public License 1.2', isOpenSource: true })
    expect(licenseFact('LicenseRef-Dija')).toMatchObject({ name: 'LicenseRef-Dija', isOpenSource: false })
    expect(licenseFact('Something-1.0')).toBeNull()
  })

  it('are stored only in the form of SPDX, and references only with their text', () => {
    expect(licenseFinding('MIT', null)).toBeNull()
    expect(licenseFinding('AGPL-3.0', null)).toBeNull()
    expect(licenseFinding('mit', null)).toEqual({ rule: 'license-not-canonical', params: { expected: 'MIT' } })
    expect(licenseFinding('EUPL', null)).toEqual({
      rule: 'license-unknown',
      params: { license: 'EUPL', suggestions: 'EUPL-1.2' },
    })
    expect(licenseFinding('LicenseRef-Dija', null)).toEqual({ rule: 'license-text-missing' })
    expect(licenseFinding('LicenseRef-Dija', 'Умови використання')).toBeNull()
  })

  it.skipIf(!realData)('found in the wild: every SPDX identifier is read, and what is read is SPDX', () => {
    const lines = readFileSync(join(realData ?? '', 'licences/real-licence-strings.csv'), 'utf8')
      .split('\n')
      .slice(1)
    const counts = { read: 0, unknown: 0 }
    for (const line of lines) {
      const cells = /^(?:"((?:[^"]|"")*)"|([^,]*)),(yes|no),(\d+),/.exec(line)
      if (!cells) continue
      const text = (cells[1] ?? cells[2] ?? '').replaceAll('""', '"')
      const expression = expressionOf(text)
      if (cells[3] === 'yes') expect(expression).not.toBeNull()
      if (expression === null) counts.unknown++
      else {
        counts.read++
        expect(parseLicense(expression)).toMatchObject({ expression })
      }
    }
    // The unknown ones are addresses of files in repositories, names of companies, and families without a version.
    expect(counts.read).toBeGreaterThanOrEqual(100)
    expect(counts.read + counts.unknown).toBeGreaterThan(700)
  })
})
