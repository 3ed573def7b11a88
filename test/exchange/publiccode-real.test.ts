import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { conforms, type PubliccodeReading, readPubliccode } from '../../src/exchange/publiccode/read.ts'
import { cleanText } from '../../src/exchange/publiccode/text.ts'
import { missingForPubliccode, writePubliccode } from '../../src/exchange/publiccode/write.ts'

const folder = process.env.REAL_DATA ? join(process.env.REAL_DATA, 'publiccode') : null
const present = folder !== null && existsSync(folder)

function files(...path: string[]): { file: string; bytes: Uint8Array }[] {
  const directory = join(folder ?? '', ...path)
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map((file) => ({ file, bytes: readFileSync(join(directory, file)) }))
}

/** The rows of a CSV with quotes, by the names of its first row. */
function rowsOf(csv: string): Record<string, string>[] {
  const cells = [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n\r]*))(,|\r?\n|$)/g)]
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end !== ',') rows.push([])
  }
  const [head = [], ...rest] = rows
  return rest
    .filter((row) => row.length === head.length)
    .map((row) => Object.fromEntries(head.map((key, index) => [key, row[index] ?? ''])))
}

/** Every value of a file with its path, by a parser of its own. */
function leavesOf(bytes: Uint8Array): { path: string; text: string }[] {
  const found: { path: string; text: string }[] = []
  const walk = (node: unknown, path: string): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : '?'
        walk(value, path === '' ? name : `${path}.${name}`)
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) walk(item, `${path}[${index}]`)
    } else if (isScalar(node)) found.push({ path, text: String(node.value) })
    else if (isAlias(node)) throw new Error('an alias: extend this walk')
  }
  walk(parseDocument(new TextDecoder().decode(bytes), { schema: 'failsafe', uniqueKeys: false }).contents, '')
  return found.filter(({ text }) => !/^\s*(?:~|null)?\s*$/i.test(text))
}

const flat = (text: string): string =>
  cleanText(text)
    .text.replace(/[\s*•–·-]+/g, ' ')
    .trim()

/** What a value becomes when it is not kept letter by letter: findings of these rules name what it was taken for. */
const REWRITING =
  /-spelling$|^date-form$|^boolean-word$|^url-|^colon-in-text$|^country-lowercase$|^flags-as-list$|^version-/

function lostLeaves(bytes: Uint8Array, reading: PubliccodeReading): string[] {
  const kept = flat(JSON.stringify([reading.document, reading.extensions]).replace(/\\[nt"]/g, ' '))
  return leavesOf(bytes)
    .filter(({ path, text }) => {
      if (reading.ignored.includes(path) || path.startsWith('publiccode')) return false
      if (kept.includes(flat(text.replaceAll('"', ' ').replaceAll('\\', '\\\\')))) return false
      return !reading.findings.some((finding) => REWRITING.test(finding.rule) && path.startsWith(finding.path))
    })
    .map(({ path }) => path)
}

describe.skipIf(!present)('the published files', () => {
  const valid = present ? files('valid') : []
  const broken = present ? [...files('odd'), ...files('odd-history')] : []
  const sequences = present ? readdirSync(join(folder ?? '', 'update-sequences')) : []

  it('are all taken where they hold together', () => {
    const table = { files: 0, clean: 0, withFindings: 0, quarantined: 0, conforming: 0 }
    for (const { bytes } of valid) {
      const reading = readPubliccode(bytes)
      table.files += 1
      if (!reading.document) table.quarantined += 1
      else if (reading.findings.some((finding) => finding.severity !== 'info')) table.withFindings += 1
      else table.clean += 1
      if (conforms(reading)) table.conforming += 1
    }
    expect(table).toMatchInlineSnapshot(`
      {
        "clean": 19,
        "conforming": 120,
        "files": 191,
        "quarantined": 0,
        "withFindings": 172,
      }
    `)
  })

  it('lose no value: each is in the document, in the extensions or reported as ignored', () => {
    const lost = [...valid, ...broken].flatMap(({ file, bytes }) => {
      const reading = readPubliccode(bytes)
      return reading.document ? lostLeaves(bytes, reading).map((path) => `${file}: ${path}`) : []
    })
    expect(lost).toEqual([])
  })

  it('give each ignored value its reason', () => {
    for (const { file, bytes } of valid) {
      const { ignored, findings } = readPubliccode(bytes)
      const unexplained = ignored.filter(
        (path) => !findings.some((finding) => path.startsWith(finding.path) && finding.path !== ''),
      )
      expect(unexplained, file).toEqual([])
    }
  })

  it('are told what is wrong with them, with line and key, when they are broken', () => {
    const table = { files: 0, taken: 0, quarantined: 0 }
    for (const { file, bytes } of broken) {
      const reading = readPubliccode(bytes)
      table.files += 1
      if (reading.document) {
        table.taken += 1
        expect(reading.findings.length, file).toBeGreaterThan(0)
        continue
      }
      table.quarantined += 1
      const error = reading.findings.find((finding) => finding.severity === 'error')
      expect(error, file).toMatchObject({ line: expect.any(Number), column: expect.any(Number) })
      expect(error?.message, file).toMatch(/\.$/)
      const wholeFile = /^(?:file-empty|symbolic-link|not-publiccode|several-documents)$/.test(error?.rule ?? '')
      if (!wholeFile) expect(error?.path, file).not.toBe('')
      expect(reading.extensions, file).toEqual({})
    }
    expect(table).toMatchInlineSnapshot(`
      {
        "files": 98,
        "quarantined": 55,
        "taken": 43,
      }
    `)
  })

  it('are read in every version of their history', () => {
    for (const sequence of sequences) {
      for (const { file, bytes } of files('update-sequences', sequence)) {
        const reading = readPubliccode(bytes)
        const refusal = reading.findings.some((finding) => finding.severity === 'error')
        expect(reading.document !== null || refusal, `${sequence}/${file}`).toBe(true)
      }
    }
  })

  it('come back the same from our own export', () => {
    let conforming = 0
    for (const { file, bytes } of [...valid, ...broken]) {
      const { document } = readPubliccode(bytes)
      if (!document) continue
      const again = readPubliccode(new TextEncoder().encode(writePubliccode(document)))
      expect(again.document, file).toEqual(document)
      expect(again.ignored, file).toEqual([])
      expect(conforms(again), file).toBe(missingForPubliccode(document).length === 0)
      if (conforms(again)) conforming += 1
    }
    expect(conforming).toBeGreaterThan(50)
  })

  it('never leave an address or telephone number of a contact in what is kept', () => {
    for (const { file, bytes } of [...valid, ...broken]) {
      const reading = readPubliccode(bytes)
      const people = leavesOf(bytes).filter(({ path }) => /contacts?(?:\[\d+\])?\.(?:email|phone)$/.test(path))
      const kept = JSON.stringify([reading.document, reading.extensions, reading.findings])
      for (const { text } of people) expect(kept.includes(text.trim()), `${file}: ${text}`).toBe(false)
    }
  })

  it('do not break the reader when they are cut, doubled and mixed at random', () => {
    const sources = [...valid, ...broken].map(({ bytes }) => bytes).filter((bytes) => bytes.length < 8000)
    const piece = fc.record({
      source: fc.constantFrom(...sources),
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      to: fc.double({ min: 0, max: 1, noNaN: true }),
      noise: fc.oneof(
        fc.uint8Array({ maxLength: 6 }),
        fc
          .constantFrom(
            '\n',
            '- ',
            ': ',
            '\t',
            '&a ',
            '*a ',
            '{',
            ']',
            '|\n',
            '!!',
            '\u0000',
            '\u2028',
            '"',
            '? ',
            '<<: *a\n',
          )
          .map((text) => new TextEncoder().encode(text)),
      ),
    })
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
        const bytes = pieces.flatMap(({ source, from, to, noise }) => [
          ...source.subarray(
            Math.floor(Math.min(from, to) * source.length),
            Math.ceil(Math.max(from, to) * source.length),
          ),
          ...noise,
        ])
        const reading = readPubliccode(Uint8Array.from(bytes))
        expect(reading.document !== null || reading.findings.some((finding) => finding.severity === 'error')).toBe(true)
        if (reading.document) {
          const written = writePubliccode(reading.document)
          expect(readPubliccode(new TextEncoder().encode(written)).document).toEqual(reading.document)
        }
      }),
      { numRuns: 250, seed: 20261123 },
    )
  })
})

describe.skipIf(!present)("the cases of the standard's own validator", () => {
  /** What only the network or the Italian register of authorities can tell. */
  const BEYOND_A_FILE = [
    'description_en_screenshots_missing_file.yml',
    'logo_missing_url.yml',
    'fundedBy_uri_wrong_italian_pa2.yml',
    'it_riuso_codiceIPA_invalid.yml',
  ]
  const cases = (verdict: string) => [...files('parser-testdata', 'v0', verdict), ...offline(verdict)]
  const offline = (verdict: string) => files('parser-testdata', 'v0', verdict, 'no-network')

  it('accepts the valid ones without a warning', () => {
    for (const { file, bytes } of cases('valid')) {
      const reading = readPubliccode(bytes)
      expect(
        reading.findings.filter((finding) => finding.severity !== 'info'),
        file,
      ).toEqual([])
      expect(conforms(reading), file).toBe(true)
    }
  })

  it('accepts the valid ones that earn a warning, with one', () => {
    for (const { file, bytes } of cases('valid_with_warnings')) {
      const reading = readPubliccode(bytes)
      expect(conforms(reading), file).toBe(true)
      expect(
        reading.findings.some((finding) => finding.severity === 'warning'),
        file,
      ).toBe(true)
    }
  })

  it('rejects the invalid ones, but for those no reader of the file alone can tell', () => {
    const accepted = cases('invalid').filter(({ bytes }) => conforms(readPubliccode(bytes)))
    expect(accepted.map(({ file }) => file).sort()).toEqual([...BEYOND_A_FILE].sort())
  })
})

describe.skipIf(!present)("the official validator's verdicts", () => {
  /** Files where the verdicts differ, by the reason; docs/publiccode.md explains each. */
  const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
    'not reachable over the network': [
      'Azienda-USL-di-Bologna__babel.yml',
      'aziendazero__area.yml',
      'bitbucket.org__art-uniroma2__semantic-turkey.yml',
      'piersoft__trasportilecceeu.yml',
      'regione-piemonte__decsira.yml',
      'regione-piemonte__piemontepay.yml',
      'unica-open__contabilia.yml',
    ],
    'rule of the Italian catalogue': [
      'Comune-Milano__ModelloDigitalizzazione.yml',
      'ComuneDiMessina__dovevoto.yml',
      'RegioneBasilicata__ProvvedimentiAmministrativi.yml',
      'UniversitaDellaCalabria__SATOSA-oidcop.yml',
      'comunedimerano__GoogleActionComuneDiMerano.yml',
      'comuneditesimo__sitoweb.yml',
      'regione-marche__CURMIT.yml',
    ],
    'Italian register of authorities': ['ASL2-Liguria__onesys.yml'],
    'YAML that the validator cannot read': ['Nivola__nivola.yml'],
    'another version of the file': [
      'ProvinciaAutonomaTrento__PITre.yml',
      'UniCt-Easy__Easy-Uni.Co..yml',
      'UniversitaDellaCalabria__design-shibboleth-idp-theme.yml',
      'atsmilano__Controllo-di-gestione.yml',
      'bitbucket.org__Comune_Venezia__w7-documentation.yml',
      'consiglionazionaledellericerche__parco-auto.yml',
    ],
  }

  it('are ours, but for differences that have a reason', () => {
    const judged = rowsOf(readFileSync(join(folder ?? '', 'index.csv'), 'utf8')).filter((row) => row.validator !== '')
    expect(judged).toHaveLength(127)
    const differing = judged.filter(({ file = '', validator }) => {
      const set = existsSync(join(folder ?? '', 'valid', file)) ? 'valid' : 'odd'
      return conforms(readPubliccode(readFileSync(join(folder ?? '', set, file)))) !== (validator === 'valid')
    })
    const explained = Object.values(DIFFERENCES).flat()
    expect(differing.map(({ file }) => file).sort()).toEqual([...explained].sort())
  })
})
