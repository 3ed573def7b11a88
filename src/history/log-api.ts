import type { Reader } from '../../db/client.ts'
import { createPages } from '../web/kit.ts'
import { streamOf } from '../web/stream.ts'
import { toBase64 } from './log/base64.ts'
import type { PublicLog } from './log/public-log.ts'
import { selectKeys } from './log/rows.ts'
import {
  consistencyProof,
  dumpLines,
  logState,
  type PublicRecords,
  proofOfVersion,
  servedCheckpoint,
  tileContent,
} from './log/serving.ts'

export interface LogPorts {
  readonly read: Reader
  readonly publicLog: Pick<PublicLog, 'origin' | 'signers' | 'archive'>
  readonly publicRecords: PublicRecords
  readonly site: { readonly origin: string }
}

const TEXT = 'text/plain; charset=utf-8'
const BYTES = 'application/octet-stream'
/** What cannot change. */
const FOR_EVER = 'public, max-age=31536000, immutable'
/** What changes with every checkpoint. */
const SECONDS = 'public, max-age=2'
const NEVER = 'no-store'
const SIZE = '{(?:0|[1-9][0-9]{0,14})}'

/** The log for programs: `/log/…` as c2sp.org/tlog-tiles has it, and beside it proofs, a dump, and what names the log. */
export function logApi({ read, publicLog, publicRecords, site }: LogPorts) {
  const pages = createPages()
  const answer = (
    content: string | Uint8Array<ArrayBuffer> | ReadableStream,
    type: string,
    caching: string,
    name?: string,
  ) =>
    new Response(content, {
      headers: {
        'content-type': type,
        'cache-control': caching,
        // Everybody's page may check the log.
        'access-control-allow-origin': '*',
        ...(name === undefined ? {} : { 'content-disposition': `attachment; filename="${name}"` }),
      },
    })

  pages.get('/log', (c) => c.redirect(`/${c.var.locale}/log`, 303))
  pages.get('/log/checkpoint', async () => answer((await servedCheckpoint(read)).note, TEXT, SECONDS))
  pages.get('/log/tile/*', async (c) =>
    answer(await tileContent(read, c.req.path.slice('/log/'.length)), BYTES, FOR_EVER),
  )

  pages.get('/log/proof/:type/:id/:version{[1-9][0-9]{0,9}}', async (c) => {
    const { type, id, version } = c.req.param()
    const proof = await proofOfVersion(read, type, id, Number(version))
    return answer(proof, TEXT, SECONDS, proofName(id, version))
  })

  pages.get(`/log/consistency/:first${SIZE}/:second${SIZE}`, async (c) => {
    const { first, second } = c.req.param()
    const hashes = await consistencyProof(read, Number(first), Number(second))
    return answer(hashes.map((hash) => `${toBase64(hash)}\n`).join(''), TEXT, FOR_EVER)
  })

  pages.get('/log/dump', async () => {
    const { size } = await servedCheckpoint(read)
    const lines = streamOf(dumpLines(read, size, publicRecords))
    return answer(lines, 'application/x-ndjson; charset=utf-8', NEVER, `log-${size}.ndjson`)
  })

  pages.get('/log/status', async () => {
    const { entries, published, refusal } = await logState(read)
    const covered = published?.size ?? 0
    const isSigned = (await publicLog.signers()).length > 0
    const state = refusal !== null ? 'refusing' : isSigned ? 'signing' : 'unsigned'
    const status = {
      origin: publicLog.origin,
      state,
      reason: refusal?.reason ?? null,
      entries,
      covered,
      pending: entries - covered,
      checkpointAt: published?.at ?? null,
      copyOutside: publicLog.archive !== null,
    }
    return answer(JSON.stringify(status), 'application/json; charset=utf-8', NEVER)
  })

  pages.get('/.well-known/once-for-all-log.json', async () => {
    const described = {
      origin: publicLog.origin,
      prefix: `${site.origin}/log/`,
      formats: FORMATS,
      hash: 'SHA-256 (RFC 6962)',
      keys: await selectKeys(read),
      witnessed: false,
      witnesses: [],
      dump: `${site.origin}/log/dump`,
      page: `${site.origin}/uk/log`,
    }
    return answer(JSON.stringify(described, null, 2), 'application/json; charset=utf-8', 'public, max-age=300')
  })
  return pages
}

/** What the log is served in. */
export const FORMATS = [
  'c2sp.org/tlog-tiles',
  'c2sp.org/tlog-checkpoint',
  'c2sp.org/signed-note',
  'c2sp.org/tlog-proof@v1',
] as const

/** Letters of ids are safe in file names; what is not is left out. */
export function proofName(id: string, version: string | number): string {
  return `${id.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 100)}-${version}.tlog-proof`
}
