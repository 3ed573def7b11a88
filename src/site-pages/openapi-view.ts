import { dictionary, type Locale } from '../web/i18n/index.ts'

/** What the reference reads of an OpenAPI 3.1 document; the rest is passed over. */
export interface OpenApiDocument {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema
}

interface Content {
  readonly [mediaType: string]: { readonly schema?: Schema }
}

export interface Operation {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly needsKey: boolean
  readonly parameters: readonly Parameter[]
  readonly body: Content | null
  readonly responses: readonly {
    readonly status: string
    readonly description: string
    readonly content: Content
    readonly headers: readonly string[]
  }[]
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

interface RawOperation {
  readonly operationId?: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly security?: readonly unknown[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content?: Content }
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: Content; readonly headers?: object }>
  >
}

/** Every operation of a document, in its own order. */
export function operationsOf(document: OpenApiDocument): readonly Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method): Operation[] => {
      const raw = item[method] as RawOperation | undefined
      if (raw?.operationId === undefined) return []
      return [
        {
          operationId: raw.operationId,
          method: method.toUpperCase(),
          path: `/api/v1${path}`,
          tag: raw.tags?.[0] ?? 'other',
          summary: raw.summary ?? raw.operationId,
          needsKey: (raw.security ?? []).length > 0,
          parameters: raw.parameters ?? [],
          body: raw.requestBody?.content ?? null,
          responses: Object.entries(raw.responses ?? {}).map(([status, { description, content, headers }]) => ({
            status,
            description: description ?? '',
            content: content ?? {},
            headers: Object.keys(headers ?? {}),
          })),
        },
      ]
    }),
  )
}

export function schemasOf(document: OpenApiDocument): ReadonlyMap<string, Schema> {
  return new Map(Object.entries(document.components?.schemas ?? {}) as [string, Schema][])
}

/** The name of the schema that `$ref` points at. */
export function referredName(schema: Schema): string | null {
  return schema.$ref?.startsWith('#/components/schemas/') ? (schema.$ref.split('/').at(-1) ?? null) : null
}

/** One field of a schema, however deep: `rights.grants[].from`. */
export interface Field {
  readonly path: string
  readonly schema: Schema
  readonly required: boolean
}

const DEEPEST = 8

/** The fields of a schema, each with its path; schemas with a name of their own are not opened. */
export function fieldsOf(schema: Schema, path = '', depth = 0): readonly Field[] {
  if (depth > DEEPEST) return []
  const required = new Set(schema.required ?? [])
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const place = path === '' ? name : `${path}.${name}`
    return [{ path: place, schema: inner, required: required.has(name) }, ...innerFields(inner, place, depth)]
  })
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return [...own, ...parts.flatMap((part) => fieldsOf(part, path, depth + 1))]
}

function innerFields(schema: Schema, path: string, depth: number): readonly Field[] {
  if (schema.items) return fieldsOf(schema.items, `${path}[]`, depth + 1)
  if (typeof schema.additionalProperties === 'object')
    return fieldsOf(schema.additionalProperties, `${path}{}`, depth + 1)
  return fieldsOf(schema, path, depth + 1)
}

/** A schema's type in words, with the schemas it names: `список: SoftwareCard`. */
export function typeText(schema: Schema, locale: Locale): string {
  const t = dictionary(locale).api
  const name = referredName(schema)
  if (name !== null) return name
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (parts) return [...new Set(parts.map((part) => typeText(part, locale)))].join(` ${t.or} `)
  const kinds = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['any'])
  return kinds
    .map((kind) => {
      if (kind === 'array') return t.listOf(schema.items ? typeText(schema.items, locale) : (t.kinds['any'] ?? ''))
      if (kind === 'object' && typeof schema.additionalProperties === 'object') {
        return t.mapOf(typeText(schema.additionalProperties, locale))
      }
      return `${t.kinds[kind] ?? kind}${kind === 'string' && schema.format ? ` (${schema.format})` : ''}`
    })
    .join(` ${t.or} `)
}

/** The bounds of a value as a program reads them: `≤ 500`, `a | b | c`. */
export function boundsText(schema: Schema): string {
  const values = schema.enum ?? schema.items?.enum
  return [
    values === undefined ? '' : values.map(String).join(' | '),
    schema.maxLength === undefined ? '' : `≤ ${schema.maxLength}`,
    schema.maxItems === undefined ? '' : `≤ ${schema.maxItems}`,
    schema.minimum === undefined || schema.minimum < -9e14 ? '' : `≥ ${schema.minimum}`,
    schema.maximum === undefined || schema.maximum > 9e14 ? '' : `≤ ${schema.maximum}`,
  ]
    .filter((part) => part !== '')
    .join('; ')
}
