import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { canonicalize } from '../../../src/kernel/canonical-json.ts'
import type { Field } from '../../../src/software/editing/form-field.ts'
import { placeOf } from '../../../src/software/editing/places.ts'
import { NOT_TYPED, TOPICS } from '../../../src/software/editing/topics.ts'
import {
  bare,
  FIELDS,
  inputsOf,
  readTopic,
  type Sent,
  saysTheSame,
  type TypedDocument,
  valueAt,
  withValueAt,
} from '../../../src/software/editing/typed.ts'
import { fieldWords } from '../../../src/software/editing/views/words.ts'
import { SoftwareDocument } from '../../../src/software/model.ts'
import { dictionary, LOCALES } from '../../../src/web/i18n/index.ts'
import { fullSoftware } from '../../support/full-entry.ts'

interface JsonSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

/** Every place of a schema that holds a value, a list of values or a text in languages; rows of a list are `*`. */
function placesOf(schema: z.ZodType): string[] {
  return walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema, '')
}

function walk(schema: JsonSchema, path: string): string[] {
  const shapes = (schema.anyOf ?? [schema]).filter(({ type }) => type !== 'null')
  return shapes.flatMap((shape) => {
    if (shape.properties) {
      return Object.entries(shape.properties).flatMap(([key, inner]) =>
        walk(inner, path === '' ? key : `${path}.${key}`),
      )
    }
    if (shape.type === 'array' && shape.items?.properties) return walk(shape.items, `${path}.*`)
    return [path]
  })
}

function placesOfField(field: Field, path: string): string[] {
  if (field.kind === 'rows') return field.fields.flatMap((inner) => placesOfField(inner, `${path}.*.${inner.path}`))
  if (field.kind === 'group') return field.fields.flatMap((inner) => placesOfField(inner, `${path}.${inner.path}`))
  return [path]
}

const FORM_PLACES = FIELDS.flatMap((field) => placesOfField(field, field.path))
const isTyped = (place: string) => !NOT_TYPED.some((name) => place === name || place.startsWith(`${name}.`))

function sentOf(inputs: readonly (readonly [string, string])[]): Sent {
  const texts = (name: string) => inputs.filter(([each]) => each === name).map(([, text]) => text)
  return { texts, text: (name) => texts(name)[0] ?? '', has: (name) => texts(name).length > 0 }
}

const full = JSON.parse(JSON.stringify(fullSoftware('Опис «рішення»'))) as TypedDocument

describe('the forms', () => {
  it('have a field for everything in the model that people type, and for nothing else', () => {
    expect([...FORM_PLACES].sort()).toEqual(placesOf(SoftwareDocument).filter(isTyped).sort())
    expect(new Set(FORM_PLACES).size).toBe(FORM_PLACES.length)
  })

  it('would miss a field that the model gets and the forms do not', () => {
    const planted = SoftwareDocument.extend({
      planted: z.strictObject({ rows: z.array(z.strictObject({ a: z.string() })) }),
    })
    expect(placesOf(planted).filter((place) => isTyped(place) && !FORM_PLACES.includes(place))).toEqual([
      'planted.rows.*.a',
    ])
  })

  it('name every field and every row in both languages', () => {
    const paths = FORM_PLACES.map((place) => place.replaceAll('.*', ''))
    for (const locale of LOCALES) {
      expect(paths.filter((path) => fieldWords(path, locale).label === path)).toEqual([])
      const rows = FIELDS.filter(({ kind }) => kind === 'rows').map(({ path }) => path)
      expect(Object.keys(dictionary(locale).editing.rows).sort()).toEqual(rows.sort())
    }
    expect(Object.keys(dictionary('en').editing.fields).sort()).toEqual(
      Object.keys(dictionary('uk').editing.fields).sort(),
    )
  })

  it('lead from every pointer into a document to its input', () => {
    for (const place of FORM_PLACES) {
      const pointer = `/${place.replaceAll('*', '0').replaceAll('.', '/')}`
      const found = placeOf(pointer)
      const name = place.replaceAll('*', '0')
      expect(found?.input.replace(/\.uk$/, ''), pointer).toBe(name)
    }
    expect(placeOf('/identity/features/en/2')).toMatchObject({ input: 'identity.features.en', line: 3 })
    expect(placeOf('/relations/4')).toMatchObject({ topic: 'relations', input: 'relations.4.kind' })
    expect(placeOf('/identity')).toMatchObject({ topic: 'names', input: 'identity.name.uk' })
    expect(placeOf('/extensions/x')).toBeNull()
  })
})

describe('what a form sends', () => {
  it('is read back as what it was made from, field by field', () => {
    for (const topic of TOPICS) {
      const inputs = topic.fields.flatMap((field) => inputsOf(field, field.path, valueAt(full, field.path)))
      const read = readTopic(topic, sentOf(inputs))
      for (const { path } of topic.fields) {
        expect(bare(read.get(path)), path).toEqual(bare(valueAt(full, path)))
      }
    }
  })

  it('makes the same document in whatever order the topics are saved', () => {
    const save = (document: TypedDocument, topic: (typeof TOPICS)[number]) => {
      const inputs = topic.fields.flatMap((field) => inputsOf(field, field.path, valueAt(full, field.path)))
      return [...readTopic(topic, sentOf(inputs))].reduce(
        (made, [path, value]) => withValueAt(made, path, value),
        document,
      )
    }
    const whole = SoftwareDocument.parse(TOPICS.reduce(save, {}))
    const { extensions: _, provenance: __, ...expected } = fullSoftware('Опис «рішення»')
    const { extensions: ___, provenance: ____, ...said } = whole
    expect(said).toEqual(expected)
    fc.assert(
      fc.property(fc.shuffledSubarray([...TOPICS], { minLength: TOPICS.length }), (order) => {
        const document = SoftwareDocument.parse(order.reduce(save, {}))
        return canonicalize(document) === canonicalize(whole)
      }),
      { numRuns: 25 },
    )
  })

  it('of a topic says nothing of fields that were not sent', () => {
    const [names] = TOPICS
    if (!names) throw new Error('no topics')
    const read = readTopic(names, sentOf([['identity.aliases', 'А\n\n Б ']]))
    expect([...read]).toEqual([['identity.aliases', ['А', 'Б']]])
  })

  it('takes dates as papers write them and EDRPOU codes as numbers of organizations, and leaves what it does not know', () => {
    const topic = TOPICS.find(({ id }) => id === 'rights')
    if (!topic) throw new Error('no topic')
    const read = readTopic(
      topic,
      sentOf([
        ['rights.holder', '99000014'],
        ['rights.transferDocument.title', 'Акт'],
        ['rights.transferDocument.date', '3.11.2026 р.'],
      ]),
    )
    expect(read.get('rights.holder')).toBe('UA-EDR-99000014')
    expect(read.get('rights.transferDocument')).toEqual({ title: 'Акт', date: '2026-11-03' })
    const odd = readTopic(topic, sentOf([['rights.transferDocument.date', 'минулого року']]))
    expect(odd.get('rights.transferDocument')).toEqual({ date: 'минулого року' })
  })

  it('cannot make a document of unbounded size out of counts and languages', () => {
    const topic = TOPICS.find(({ id }) => id === 'versions')
    if (!topic) throw new Error('no topic')
    const names: string[] = []
    readTopic(topic, {
      text: (name) => {
        names.push(name)
        return name.endsWith('.count') ? '9999' : name.endsWith('.languages') ? 'it '.repeat(10_000) : 'x'
      },
      texts: () => [],
      has: () => true,
    })
    expect(names.length).toBeLessThan(6000)
  })

  it('says the same whether a value is null, empty or not there', () => {
    expect(saysTheSame(null, [])).toBe(true)
    expect(saysTheSame({ uk: '' }, undefined)).toBe(true)
    expect(saysTheSame({ url: null, name: 'А' }, { name: 'А' })).toBe(true)
    expect(saysTheSame(['А', 'Б'], ['Б', 'А'])).toBe(false)
  })
})
