// Schemas made before this is loaded cannot be described in OpenAPI.
import '@hono/zod-openapi'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { readPubliccode } from '../../../src/exchange/publiccode/read.ts'
import { exportPubliccode, lacksForPubliccode } from '../../../src/software/import/export-publiccode.ts'
import { fromPubliccode } from '../../../src/software/import/from-publiccode.ts'
import { leavesOf } from '../../../src/software/import/publiccode-leaves.ts'
import { EXACT, publiccodeOfFields, SHOWN, toPubliccode } from '../../../src/software/import/to-publiccode.ts'
import { SoftwareDocument } from '../../../src/software/model.ts'
import { aFile, documentOf, read } from '../../exchange/publiccode-files.ts'

const imported = (text = aFile()) => {
  const reading = read(text)
  if (!reading.document) throw new Error('refused')
  return fromPubliccode(reading.document, reading.extensions).document
}
/** As the database may hold it, whoever wrote it. */
const withExtensions = (extensions: unknown) => ({
  ...imported(),
  extensions: JSON.parse(JSON.stringify(extensions)) as SoftwareDocument['extensions'],
})

const ownOfEveryObject = Object.getOwnPropertyNames(Object.prototype).sort()
const toStringOfEveryObject = Object.prototype.toString

describe('writing an entry as publiccode.yml', () => {
  afterEach(() => {
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(ownOfEveryObject)
    expect(Object.prototype.toString).toBe(toStringOfEveryObject)
  })

  it.each([
    'description.__proto__.toString',
    'description.constructor.prototype',
    'description.uk.__proto__',
    '__proto__.hasOwnProperty',
    'constructor.prototype',
    'legal.__proto__',
    'legal.constructor',
    '__proto__',
    'toString',
    'name.length',
    'fundedBy.0',
    'description',
    'legal',
  ])('passes over %s, which is no place of a publiccode.yml', (path) => {
    const document = withExtensions({ [EXACT]: JSON.parse(`{"${path}": "x"}`) })
    expect(toPubliccode(document)).toEqual(documentOf(aFile()))
  })

  it('is the file again when that had keys which every object has', () => {
    const text = aFile({
      description: `
  __proto__: {shortDescription: x}
  constructor: {shortDescription: x}
  uk: {localisedName: Ч, shortDescription: Черга, longDescription: "${'Опис. '.repeat(30)}", features: [Запис], documentation: docs.example.org}`,
      IT: '{__proto__: {polluted: 1}, piattaforme: {spid: true, __proto__: true}}',
      __proto__: '{polluted: 1}',
      'constructor.prototype.polluted': '1',
    })
    const document = SoftwareDocument.parse(JSON.parse(JSON.stringify(imported(text))))
    expect(toPubliccode(document)).toEqual(documentOf(text))
    const { yaml } = exportPubliccode(document, null)
    expect(readPubliccode(new TextEncoder().encode(yaml ?? '')).document).toEqual(documentOf(text))
  })

  it('takes no value of another shape than its place has', () => {
    const leaves = [...leavesOf(documentOf(aFile({ IT: '{piattaforme: {spid: true}}' }))).keys()]
    expect(leaves).toHaveLength(46)
    for (const wrong of [5, { a: 1 }, [[1]], [{ name: 5 }], [null]]) {
      const document = withExtensions({ [EXACT]: Object.fromEntries(leaves.map((path) => [path, wrong])) })
      expect(toPubliccode(document)).toEqual(documentOf(aFile()))
      expect(exportPubliccode(document, null).missing).toBeNull()
    }
  })

  it('never fails, whatever lies in the extensions', () => {
    const paths = [...leavesOf(documentOf(aFile())).keys(), 'description.en.features', 'description.__proto__.x']
    const anything = fc.dictionary(
      fc.oneof(fc.constantFrom(...paths), fc.string(), fc.constantFrom('__proto__', 'constructor')),
      fc.oneof(
        fc.jsonValue(),
        fc.string({ unit: 'binary' }),
        fc.array(fc.string({ unit: 'binary' })),
        fc.constant(null),
      ),
      { maxKeys: 12 },
    )
    fc.assert(
      fc.property(anything, anything, (exact, shown) => {
        const document = withExtensions({ [EXACT]: exact, [SHOWN]: shown })
        const { yaml, missing } = exportPubliccode(document, null)
        expect(yaml === null).toBe(missing !== null)
        expect(lacksForPubliccode(document, null)).toBe(missing?.length ?? 0)
      }),
      { numRuns: 100 },
    )
  })

  it('says that an entry without a name or a repository lacks them', () => {
    const bare = SoftwareDocument.parse({ identity: { name: { uk: 'Черга' }, shortDescription: { uk: 'Черга' } } })
    const nameless = { ...bare, identity: { ...bare.identity, name: {} } }
    for (const document of [bare, nameless, withExtensions({ [EXACT]: { url: null, name: null } })]) {
      expect(() => exportPubliccode(document, null)).not.toThrow()
    }
    expect(exportPubliccode(bare, null).missing).toContainEqual(expect.objectContaining({ rule: 'essential-missing' }))
    expect(publiccodeOfFields(bare).url).toBe('')
  })

  it('looks at none of the users to tell a page what is lacking', () => {
    const untouchable = new Proxy<string[]>([], {
      get: () => {
        throw new Error('looked at')
      },
      ownKeys: () => {
        throw new Error('looked at')
      },
    })
    expect(lacksForPubliccode({ ...imported(), usedBy: untouchable }, null)).toBe(0)
  })

  it('says that an entry is too large for a file', () => {
    const document = {
      ...imported(),
      usedBy: Array.from({ length: 20_000 }, (_, index) => `${index} `.padEnd(60, 'х')),
    }
    expect(exportPubliccode(document, null).missing).toEqual([
      expect.objectContaining({ rule: 'file-too-large', params: { bytes: expect.any(Number), maximum: 1_048_576 } }),
    ])
  })
})
