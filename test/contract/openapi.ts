import { readFileSync } from 'node:fs'

/** The description of the API as it was last agreed on. `npm run openapi` writes it anew. */
export const SNAPSHOT = new URL('./openapi.json', import.meta.url)

export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const

export function readSnapshot(): JsonObject {
  return JSON.parse(readFileSync(SNAPSHOT, 'utf8')) as JsonObject
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((each, key) => (isObject(each) ? each[key] : undefined), value)
}

function children(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : []
}

interface Operation {
  /** `GET /software/{id}` */
  readonly name: string
  readonly path: string
  readonly body: JsonObject
}

export function operations(document: JsonObject): Operation[] {
  return children(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const body = at(item, method)
      return isObject(body) ? [{ name: `${method.toUpperCase()} ${path}`, path, body }] : []
    }),
  )
}

/** What keeps a document from being OpenAPI 3.1, as far as tools that read it stumble over it. */
export function faults(document: JsonObject): string[] {
  const found: string[] = []
  if (!/^3\.1\.\d+$/.test(String(document.openapi))) found.push('openapi is not 3.1')
  for (const key of ['title', 'version'])
    if (typeof at(document, 'info', key) !== 'string') found.push(`info.${key} is missing`)
  const ids = new Set<string>()
  const all = operations(document)
  if (all.length === 0) found.push('there are no operations')
  for (const { name, path, body } of all) {
    const id = String(body.operationId ?? '')
    if (!/^[a-z][A-Za-z0-9]*$/.test(id)) found.push(`${name}: operationId "${id}"`)
    if (ids.has(id)) found.push(`${name}: operationId "${id}" is taken`)
    ids.add(id)
    const parameters = Array.isArray(body.parameters) ? body.parameters : []
    const inPath = parameters.filter((each) => at(each, 'in') === 'path').map((each) => at(each, 'name'))
    const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, parameter]) => parameter)
    for (const parameter of named)
      if (!inPath.includes(parameter ?? '')) found.push(`${name}: {${parameter}} is not described`)
    for (const parameter of inPath)
      if (!named.includes(String(parameter))) found.push(`${name}: ${parameter} is not in the path`)
    for (const each of parameters) {
      if (at(each, 'in') === 'path' && at(each, 'required') !== true)
        found.push(`${name}: ${at(each, 'name')} is not required`)
      if (!isObject(at(each, 'schema'))) found.push(`${name}: ${at(each, 'name')} has no schema`)
    }
    const responses = children(body.responses)
    if (responses.length === 0) found.push(`${name}: no responses`)
    for (const [status, response] of responses) {
      if (!/^(?:[1-5]\d\d|default)$/.test(status)) found.push(`${name}: status ${status}`)
      if (typeof at(response, 'description') !== 'string' && typeof at(response, '$ref') !== 'string')
        found.push(`${name}: ${status} is not described`)
    }
    for (const requirement of Array.isArray(body.security) ? body.security : []) {
      for (const [scheme] of children(requirement)) {
        if (!isObject(at(document, 'components', 'securitySchemes', scheme)))
          found.push(`${name}: security scheme ${scheme}`)
      }
    }
  }
  walk(document, (value, place) => {
    const reference = value.$ref
    if (typeof reference !== 'string') return
    if (!reference.startsWith('#/') || at(document, ...reference.slice(2).split('/').map(unescaped)) === undefined) {
      found.push(`${place}: ${reference} leads nowhere`)
    }
    // OpenAPI 3.0 wrote it so; in 3.1 it means nothing, and `null` would be refused.
  })
  walk(document, (value, place) => {
    if (value.nullable !== undefined && typeof value.nullable === 'boolean')
      found.push(`${place}: nullable is of OpenAPI 3.0`)
  })
  return found
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}

function walk(value: Json, visit: (value: JsonObject, place: string) => void, place = '#'): void {
  if (Array.isArray(value)) for (const [index, each] of value.entries()) walk(each, visit, `${place}/${index}`)
  else if (isObject(value)) {
    visit(value, place)
    for (const [key, each] of Object.entries(value)) walk(each, visit, `${place}/${key}`)
  }
}

/**
 * What a client written against `before` would stumble over in `after`: something it calls is gone, something it sends is refused,
 * something it reads is missing. Additions are none of these.
 */
export function breakingChanges(before: JsonObject, after: JsonObject): string[] {
  const found: string[] = []
  const now = new Map(operations(after).map((operation) => [operation.name, operation.body]))
  for (const { name, body } of operations(before)) {
    const current = now.get(name)
    if (!current) {
      found.push(`${name} is gone`)
      continue
    }
    found.push(...parameterChanges(name, body, current))
    const sent = at(body, 'requestBody', 'content', 'application/json', 'schema')
    const takes = at(current, 'requestBody', 'content', 'application/json', 'schema')
    found.push(...schemaChanges(`${name} body`, [before, sent], [after, takes], 'sent'))
    for (const [status, response] of children(body.responses)) {
      if (!status.startsWith('2')) continue
      const answers = at(current, 'responses', status)
      if (answers === undefined) {
        found.push(`${name} does not answer ${status}`)
        continue
      }
      for (const [type] of children(at(response, 'content'))) {
        const read = at(response, 'content', type, 'schema')
        const given = at(answers, 'content', type, 'schema')
        if (given === undefined) found.push(`${name} ${status} is not ${type}`)
        else found.push(...schemaChanges(`${name} ${status}`, [before, read], [after, given], 'read'))
      }
    }
  }
  return [...new Set(found)]
}

function parameterChanges(name: string, before: JsonObject, after: JsonObject): string[] {
  const list = (body: JsonObject) =>
    new Map(
      (Array.isArray(body.parameters) ? body.parameters : []).map((each) => [
        `${at(each, 'in')} ${at(each, 'name')}`,
        each,
      ]),
    )
  const [old, current] = [list(before), list(after)]
  return [
    ...[...old.keys()].filter((key) => !current.has(key)).map((key) => `${name}: parameter ${key} is gone`),
    ...[...current]
      .filter(([key, each]) => at(each, 'required') === true && at(old.get(key), 'required') !== true)
      .map(([key]) => `${name}: parameter ${key} is now required`),
  ]
}

type Placed = readonly [document: JsonObject, schema: Json | undefined]

function schemaChanges(place: string, before: Placed, after: Placed, direction: 'sent' | 'read', depth = 0): string[] {
  const [old, current] = [resolved(before), resolved(after)]
  if (!isObject(old) || !isObject(current) || depth > 12) return []
  const found: string[] = []
  const deeper = (name: string, one: Json | undefined, other: Json | undefined) =>
    found.push(...schemaChanges(`${place}.${name}`, [before[0], one], [after[0], other], direction, depth + 1))
  for (const [name, property] of children(old.properties)) {
    const kept = at(current, 'properties', name)
    if (kept === undefined) found.push(`${place}.${name} is gone`)
    else deeper(name, property, kept)
  }
  const required = (schema: JsonObject) => (Array.isArray(schema.required) ? schema.required.map(String) : [])
  if (direction === 'sent') {
    for (const name of required(current))
      if (!required(old).includes(name)) found.push(`${place}.${name} is now required`)
  } else {
    for (const name of required(old))
      if (!required(current).includes(name)) found.push(`${place}.${name} may now be missing`)
  }
  const values = (schema: JsonObject) => (Array.isArray(schema.enum) ? schema.enum : null)
  const [oldValues, newValues] = [values(old), values(current)]
  if (direction === 'sent' && oldValues && newValues) {
    for (const value of oldValues)
      if (!newValues.includes(value)) found.push(`${place} refuses ${JSON.stringify(value)}`)
  }
  const types = (schema: JsonObject) => [schema.type ?? []].flat().map(String)
  const [narrow, wide] = direction === 'sent' ? [types(old), types(current)] : [types(current), types(old)]
  for (const type of narrow)
    if (wide.length > 0 && !wide.includes(type))
      found.push(`${place}: ${type} is ${direction === 'sent' ? 'refused' : 'new to readers'}`)
  if (old.items !== undefined) deeper('[]', old.items, current.items)
  return found
}

function resolved([document, schema]: Placed): Json | undefined {
  const reference = at(schema, '$ref')
  return typeof reference === 'string' ? at(document, ...reference.slice(2).split('/').map(unescaped)) : schema
}
