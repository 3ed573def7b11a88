import { createRoute, z } from '@hono/zod-openapi'
import { getOrganization } from '../directory/service.ts'
import { AppError } from '../kernel/errors.ts'
import { WebUrl } from '../kernel/fields.ts'
import { SoftwareId } from '../kernel/identifiers.ts'
import type { OutgoingFetch } from '../kernel/outgoing.ts'
import { OUTGOING_MAXIMUM_BYTES } from '../kernel/outgoing.ts'
import { DEFAULT_LIMIT } from '../kernel/paging.ts'
import type { Locale } from '../web/i18n/index.ts'
import { importFindingText } from '../web/import-findings.ts'
import { createApi } from '../web/kit.ts'
import { json, listShape, PageQuery, problems } from '../web/shapes.ts'
import { exportPubliccode } from './import/export-publiccode.ts'
import { fetchSources, MOST_ADDRESSES } from './import/fetch-source.ts'
import { type ImportFile, type ImportPorts, importPubliccode } from './import/import-publiccode.ts'
import { getImport, getRaw, listQuarantine, retryQuarantined } from './import/quarantine.ts'
import { type ImportReport, type ItemFinding, type ItemReport, OUTCOMES } from './import/report.ts'
import type { ItemRecord } from './import/store.ts'
import { lackingFindings } from './publiccode-lacks.ts'
import { getSoftware, type SoftwarePorts } from './service.ts'

const RunId = z.string().regex(/^IM-[0-9a-f]{16}$/, 'import-id')
const ItemId = z.string().regex(/^IM-[0-9a-f]{16}-\d{6}$/, 'import-id')

const FindingShape = z
  .object({
    severity: z.enum(['error', 'warning', 'info']),
    rule: z.string(),
    path: z.string().meta({ description: 'Dotted key path, e.g. description.it.features[2]; empty: the whole file' }),
    line: z.int().nullable(),
    column: z.int().nullable(),
    message: z.string().meta({ description: 'In the reader’s language' }),
  })
  .openapi('ImportFinding')
const ItemShape = z
  .object({
    item: z.string().nullable().meta({ description: 'Number of the item, null in a dry run' }),
    source: z.string(),
    outcome: z.enum(OUTCOMES),
    id: z.string().nullable().meta({ description: 'Register number of the entry' }),
    findings: z.array(FindingShape),
    ignored: z.array(z.string()).meta({ description: 'Paths of values that were neither taken nor kept' }),
  })
  .openapi('ImportItem')
const CountsShape = z
  .object({
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    skipped: z.int(),
    quarantined: z.int(),
  })
  .openapi('ImportCounts')
const ReportShape = z
  .object({ run: z.string().nullable(), dryRun: z.boolean(), counts: CountsShape, items: z.array(ItemShape) })
  .openapi('ImportReport')
const RunShape = z
  .object({
    id: RunId,
    format: z.string(),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Null while it runs, and when the program was stopped' }),
    counts: CountsShape.nullable().meta({ description: 'Null until it is done: one that ended without was cut short' }),
    items: z.array(ItemShape),
  })
  .openapi('ImportRun')

const yaml = { 'application/yaml': { schema: z.string().meta({ description: 'publiccode.yml, at most 1 MiB' }) } }
const yes = z.enum(['true', 'false'])

const importRoute = createRoute({
  method: 'post',
  path: '/imports/publiccode',
  operationId: 'importPubliccode',
  tags: ['imports'],
  summary: 'Take publiccode.yml into the register: one file as the body, or a list of addresses',
  description:
    'A file that cannot be taken is reported as quarantined, with status 200: it is kept and can be tried again. ' +
    'Addresses are https on port 443, public, without redirects, at most 1 MiB each.',
  security: [{ key: [] }],
  request: {
    query: z.strictObject({
      dryRun: yes.default('false').meta({ description: 'Report what would happen and write nothing' }),
      source: WebUrl.optional().meta({ description: 'Web address of the file, by which its entry is known again' }),
      id: SoftwareId.optional().meta({
        description: 'The entry it belongs to, where that cannot be told from the file',
      }),
    }),
    body: { content: { ...yaml, ...json(z.strictObject({ urls: z.array(WebUrl).min(1).max(MOST_ADDRESSES) })) } },
  },
  responses: {
    200: { description: 'What became of each file', content: json(ReportShape) },
    ...problems(
      'validation-failed',
      'malformed-body',
      'body-too-large',
      'unsupported-media-type',
      'unauthenticated',
      'forbidden',
      'unavailable',
    ),
  },
})

const quarantineRoute = createRoute({
  method: 'get',
  path: '/imports/quarantine',
  operationId: 'listQuarantine',
  tags: ['imports'],
  summary: 'Files that could not be taken and wait to be looked at, the newest first',
  security: [{ key: [] }],
  request: { query: z.strictObject(PageQuery) },
  responses: {
    200: { description: 'A page of the list', content: json(listShape(ItemShape, 'QuarantineList')) },
    ...problems('validation-failed', 'unauthenticated', 'forbidden'),
  },
})

const runRoute = createRoute({
  method: 'get',
  path: '/imports/{id}',
  operationId: 'getImport',
  tags: ['imports'],
  summary: 'The report of an import',
  security: [{ key: [] }],
  request: { params: z.object({ id: RunId }) },
  responses: {
    200: { description: 'The report', content: json(RunShape) },
    ...problems('validation-failed', 'unauthenticated', 'forbidden', 'not-found'),
  },
})

const rawRoute = createRoute({
  method: 'get',
  path: '/imports/items/{id}/raw',
  operationId: 'getQuarantinedBytes',
  tags: ['imports'],
  summary: 'A file in quarantine, byte for byte, until it is resolved',
  security: [{ key: [] }],
  request: { params: z.object({ id: ItemId }) },
  responses: {
    200: {
      description: 'The bytes',
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...problems('validation-failed', 'unauthenticated', 'forbidden', 'not-found'),
  },
})

const retryRoute = createRoute({
  method: 'post',
  path: '/imports/items/{id}/retry',
  operationId: 'retryQuarantined',
  tags: ['imports'],
  summary: 'Try a file in quarantine again: corrected (as the body), or as it is',
  security: [{ key: [] }],
  request: { params: z.object({ id: ItemId }), body: { content: yaml } },
  responses: {
    200: { description: 'What became of it', content: json(ReportShape) },
    ...problems(
      'validation-failed',
      'body-too-large',
      'unsupported-media-type',
      'unauthenticated',
      'forbidden',
      'not-found',
      'conflict',
    ),
  },
})

const exportRoute = createRoute({
  method: 'get',
  path: '/software/{id}/publiccode.yml',
  operationId: 'exportPubliccode',
  tags: ['software'],
  summary: 'The entry as publiccode.yml 0.7.0; 409 with what is missing when it lacks what the standard demands',
  request: { params: z.object({ id: SoftwareId }) },
  responses: {
    200: { description: 'The file', content: { 'application/yaml': { schema: z.string() } } },
    ...problems('validation-failed', 'not-found', 'gone', 'not-exportable'),
  },
})

/** `/api/v1/imports…` and the publiccode.yml of an entry. */
export function importApi(ports: ImportPorts) {
  const api = createApi()

  api.openapi(importRoute, async (c) => {
    const { dryRun, source, id } = c.req.valid('query')
    const body = c.req.valid('json')
    const files =
      typeof body === 'object' && 'urls' in body
        ? fetchSources(fetcherOf(ports.outgoing), body.urls)
        : [uploaded(await yamlBody(c.req), source, id)]
    const report = await importPubliccode(ports, c.var.actor, files, { dryRun: dryRun === 'true' })
    return c.json(reportBody(report, c.var.locale), 200)
  })

  api.openapi(quarantineRoute, async (c) => {
    const { limit = DEFAULT_LIMIT, cursor = null } = c.req.valid('query')
    const { rows, next } = await listQuarantine(ports, c.var.actor, limit, cursor)
    const address =
      next === null ? null : `/api/v1/imports/quarantine?${new URLSearchParams({ limit: `${limit}`, cursor: next })}`
    if (address !== null) c.header('Link', `<${address}>; rel="next"`)
    return c.json({ items: rows.map((row) => recordBody(row, c.var.locale)), next: address }, 200)
  })

  api.openapi(runRoute, async (c) => {
    const { items, ...run } = await getImport(ports, c.var.actor, c.req.valid('param').id)
    return c.json({ ...run, items: items.map((item) => recordBody(item, c.var.locale)) }, 200)
  })

  api.openapi(rawRoute, async (c) => {
    const { id } = c.req.valid('param')
    const bytes = await getRaw(ports, c.var.actor, id)
    return c.body(bytes, 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${id}.yml"`,
      'cache-control': 'no-store',
    })
  })

  api.openapi(retryRoute, async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const corrected = bytes.length === 0 ? null : await yamlBody(c.req)
    const report = await retryQuarantined(ports, c.var.actor, c.req.valid('param').id, corrected)
    return c.json(reportBody(report, c.var.locale), 200)
  })

  api.openapi(exportRoute, async (c) => {
    const { id } = c.req.valid('param')
    const yaml = await publiccodeOf(ports, c.var.actor, id)
    return c.body(yaml, 200, {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `inline; filename="publiccode.yml"`,
    })
  })

  return api
}

/**
 * The text of an entry's publiccode.yml, for API and pages. Throws `not-exportable` with a finding for each thing the standard
 * demands and the entry lacks, and what `getSoftware` throws.
 */
export async function publiccodeOf(
  ports: SoftwarePorts,
  actor: Parameters<typeof getSoftware>[1],
  id: string,
): Promise<string> {
  const { document } = await getSoftware(ports, actor, id)
  const { holder } = document.rights
  const exported = exportPubliccode(document, holder === null ? null : (await getOrganization(ports, holder)).document)
  if (exported.missing === null) return exported.yaml
  throw new AppError('not-exportable', `${id} lacks what publiccode.yml demands`, lackingFindings(exported.missing))
}

function fetcherOf(outgoing: OutgoingFetch | null): OutgoingFetch {
  if (outgoing === null) throw new AppError('unavailable', 'this host cannot fetch addresses safely')
  return outgoing
}

const YAML_TYPES = /^(?:application\/(?:x-)?yaml|text\/(?:x-)?yaml|text\/plain|application\/octet-stream)\b/i

async function yamlBody(request: {
  header(name: string): string | undefined
  arrayBuffer(): Promise<ArrayBuffer>
}): Promise<Uint8Array> {
  if (!YAML_TYPES.test(request.header('content-type') ?? '')) {
    throw new AppError('unsupported-media-type', 'a publiccode.yml comes as application/yaml')
  }
  const bytes = new Uint8Array(await request.arrayBuffer())
  if (bytes.length > OUTGOING_MAXIMUM_BYTES)
    throw new AppError('body-too-large', `more than ${OUTGOING_MAXIMUM_BYTES} bytes`)
  return bytes
}

function uploaded(bytes: Uint8Array, source: string | undefined, id: string | undefined): ImportFile {
  const name = source ?? 'publiccode.yml'
  return { source: name, label: name, bytes, address: source ?? null, path: null, ...(id === undefined ? {} : { id }) }
}

function reportBody({ items, ...report }: ImportReport, locale: Locale) {
  return { ...report, counts: { ...report.counts }, items: items.map((item) => itemBody(item, locale)) }
}

function recordBody({ id, recordId, ...item }: ItemRecord, locale: Locale) {
  return itemBody({ ...item, item: id, id: recordId }, locale)
}

function itemBody({ item, source, outcome, id, findings, ignored }: ItemReport, locale: Locale) {
  return {
    item,
    source,
    outcome,
    id,
    findings: findings.map((each) => findingBody(each, locale)),
    ignored: [...ignored],
  }
}

function findingBody(finding: ItemFinding, locale: Locale) {
  const { severity, rule, path, line, column } = finding
  return { severity, rule, path, line, column, message: importFindingText(finding, locale) }
}
