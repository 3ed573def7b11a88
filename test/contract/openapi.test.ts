import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../support/test-app.ts'
import { breakingChanges, faults, type Json, type JsonObject, operations, readSnapshot } from './openapi.ts'

let document: JsonObject
beforeAll(async () => {
  const app = await testApp({ reference: false })
  const answer = await app.request('/api/v1/openapi.json')
  expect(answer.status).toBe(200)
  document = (await answer.json()) as JsonObject
})

describe('the description of the API', () => {
  it('is OpenAPI 3.1', () => {
    expect(faults(document)).toEqual([])
  })

  it('is the one that was agreed on (npm run openapi writes it anew)', () => {
    expect(document).toEqual(readSnapshot())
  })

  it('takes nothing away from clients', () => {
    expect(breakingChanges(readSnapshot(), document)).toEqual([])
  })

  it('demands a key for every write', () => {
    const open = operations(document).filter(
      ({ name, body }) => !/^(?:GET|HEAD) /.test(name) && body.security === undefined,
    )
    expect(open.map(({ name }) => name)).toEqual([])
  })
})

/** A small description, with one part of it replaced. */
function described(change: (document: JsonObject) => void = () => undefined): JsonObject {
  const made: JsonObject = {
    openapi: '3.1.0',
    info: { title: 'Test', version: '1' },
    paths: {
      '/things/{id}': {
        get: {
          operationId: 'getThing',
          parameters: [
            { in: 'path', name: 'id', required: true, schema: { type: 'string' } },
            { in: 'query', name: 'part', required: false, schema: { type: 'string' } },
          ],
          responses: {
            200: {
              description: 'Thing',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
            },
          },
        },
        put: {
          operationId: 'editThing',
          parameters: [{ in: 'path', name: 'id', required: true, schema: { type: 'string' } }],
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          responses: { 200: { description: 'Done' } },
        },
      },
    },
    components: {
      schemas: {
        Thing: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            kind: { type: 'string', enum: ['a', 'b'] },
            tags: { type: 'array', items: { type: 'string' } },
          },
          required: ['name'],
        },
      },
    },
  }
  change(made)
  return made
}

function inside(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = path.reduce<Json | undefined>((each, key) => (each as JsonObject | undefined)?.[key], value)
  return found as JsonObject
}
const thing = (document: JsonObject) => inside(document, 'components', 'schemas', 'Thing')
const get = (document: JsonObject) => inside(document, 'paths', '/things/{id}', 'get')

describe('a planted break is caught', () => {
  it('and a good description is not', () => {
    expect(faults(described())).toEqual([])
    expect(breakingChanges(described(), described())).toEqual([])
  })

  const breaks: Readonly<Record<string, (document: JsonObject) => void>> = {
    'GET /things/{id} is gone': (d) => delete inside(d, 'paths', '/things/{id}').get,
    'parameter query part is gone': (d) => (get(d).parameters as Json[]).pop(),
    'parameter query part is now required': (d) => {
      inside((get(d).parameters as Json[])[1]).required = true
    },
    'GET /things/{id} 200.kind is gone': (d) => delete inside(thing(d), 'properties').kind,
    'PUT /things/{id} body.kind is now required': (d) => (thing(d).required as Json[]).push('kind'),
    'GET /things/{id} 200.name may now be missing': (d) => (thing(d).required as Json[]).pop(),
    'PUT /things/{id} body.kind refuses "b"': (d) => {
      inside(thing(d), 'properties', 'kind').enum = ['a']
    },
    'PUT /things/{id} body.name: string is refused': (d) => {
      inside(thing(d), 'properties', 'name').type = 'integer'
    },
    'GET /things/{id} 200.tags.[]: null is new to readers': (d) => {
      inside(thing(d), 'properties', 'tags', 'items').type = ['string', 'null']
    },
    'GET /things/{id} does not answer 200': (d) => {
      get(d).responses = { 201: { description: 'Made' } }
    },
  }
  it.each(Object.entries(breaks))('%s', (what, change) => {
    expect(breakingChanges(described(), described(change)).join('\n')).toContain(what)
  })

  const additions: Readonly<Record<string, (document: JsonObject) => void>> = {
    'a new property': (d) => {
      inside(thing(d), 'properties').more = { type: 'string' }
    },
    'a new operation': (d) => {
      inside(d, 'paths')['/other'] = { get: { operationId: 'x', responses: { 200: { description: '' } } } }
    },
    'a new optional parameter': (d) => (get(d).parameters as Json[]).push({ in: 'query', name: 'q', schema: {} }),
  }
  it.each(Object.entries(additions))('%s breaks nothing', (_, change) => {
    expect(breakingChanges(described(), described(change))).toEqual([])
  })

  const wrongs: Readonly<Record<string, (document: JsonObject) => void>> = {
    'openapi is not 3.1': (d) => {
      d.openapi = '3.0.3'
    },
    'leads nowhere': (d) => delete inside(d, 'components', 'schemas').Thing,
    'is taken': (d) => {
      get(d).operationId = 'editThing'
    },
    '{id} is not described': (d) => (get(d).parameters as Json[]).shift(),
    'nullable is of OpenAPI 3.0': (d) => {
      inside(thing(d), 'properties', 'name').nullable = true
    },
    'is not described': (d) => {
      get(d).responses = { 200: {} }
    },
  }
  it.each(Object.entries(wrongs))('%s', (what, change) => {
    expect(faults(described(change)).join('\n')).toContain(what)
  })
})
