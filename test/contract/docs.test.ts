import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Config, readConfig } from '../../src/config.ts'
import { conforms, readPubliccode } from '../../src/exchange/publiccode/read.ts'
import { ROOT } from './architecture.ts'
import { type Document, foreignWords, missingNames, projectFiles, scriptsNamed, variablesOf } from './documents.ts'

const files = projectFiles(ROOT)
const TEXTUAL = /\.(?:md|ts|tsx|json|toml|yml|css|js|sql|svg|txt)$|^(?:LICENSE|\.ci\/run|\.gitignore)$/
const read = (path: string): Document => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })
const documents = files.filter((path) => path.endsWith('.md')).map(read)

describe('documents', () => {
  it.each(documents.map((document) => [document.path, document] as const))(
    '%s names only what exists',
    (_, document) => {
      expect(missingNames(document, files)).toEqual([])
    },
  )

  it.each(documents.map((document) => [document.path, document] as const))(
    '%s names only scripts that exist',
    (_, document) => {
      const { scripts } = JSON.parse(read('package.json').text) as { scripts: Record<string, string> }
      expect(scriptsNamed(document.text).filter((name) => scripts[name] === undefined)).toEqual([])
    },
  )

  it('are there', () => {
    for (const path of [
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'publiccode.yml',
      'docs/architecture.md',
    ]) {
      expect(files).toContain(path)
    }
  })

  it('describe every variable of the configuration, and no other', () => {
    expect(variablesOf(read('README.md').text)).toEqual(Object.keys(Config.shape))
  })

  it('give the defaults that the program has', () => {
    const readme = read('README.md').text
    for (const [name, value] of Object.entries(readConfig({})))
      expect(readme).toContain(`| \`${name}\` | \`${value}\` |`)
  })

  it('name the licence that package.json and publiccode.yml name', () => {
    expect(JSON.parse(read('package.json').text)).toMatchObject({ license: 'EUPL-1.2' })
    expect(read('publiccode.yml').text).toContain('license: EUPL-1.2')
    expect(read('LICENSE').text).toContain('EUROPEAN UNION PUBLIC LICENCE v. 1.2')
  })
})

describe('our own publiccode.yml', () => {
  it('keeps the standard', () => {
    const reading = readPubliccode(readFileSync(join(ROOT, 'publiccode.yml')))
    expect(conforms(reading)).toBe(true)
    const { version } = JSON.parse(read('package.json').text) as { version: string }
    expect(read('publiccode.yml').text).toContain(`softwareVersion: ${version}\n`)
  })
})

describe('no file', () => {
  // These state the words in order to look for them.
  const LOOK_FOR_THEM = /^test\/contract\/(?:docs\.test|documents)\.ts$/
  it('names a folder of one machine, or leaves a note to do something', () => {
    const found = files
      .filter((path) => TEXTUAL.test(path) && path !== 'package-lock.json' && !LOOK_FOR_THEM.test(path))
      .flatMap((path) => foreignWords(read(path)).map((word) => `${path}: ${word}`))
    expect(found).toEqual([])
  })
})

describe('a planted fault is caught', () => {
  const few = ['src/app.ts', 'docs/architecture.md']
  it.each([
    ['See `src/gone.ts`.', ['src/gone.ts']],
    ['See [this](gone.md).', ['docs/gone.md']],
    ['See [this](../src/gone.ts#L3).', ['src/gone.ts']],
    ['See `wrangler.yml`.', ['wrangler.yml']],
    [
      'See `src/app.ts`, [that](architecture.md#rooms), `src/<feature>/model.ts`, [there](https://example.org/x.md).',
      [],
    ],
  ])('%s', (text, missing) => {
    expect(missingNames({ path: 'docs/a.md', text }, few)).toEqual(missing)
  })

  it.each(['cp x /root/y', 'open /home/olena/notes', 'TODO: later', 'Lorem ipsum'])('%s', (text) => {
    expect(foreignWords({ path: 'a', text })).not.toEqual([])
  })

  it('in the names of scripts and variables', () => {
    expect(scriptsNamed('npm start, npm run -s build, npm run build:worker')).toEqual([
      'start',
      'build',
      'build:worker',
    ])
    expect(variablesOf('## Configuration\n\n| `PORT` | x | y |\n| `HOST` | x |\n\n## Next\n| `X` | |\n')).toEqual([
      'PORT',
      'HOST',
    ])
  })
})
