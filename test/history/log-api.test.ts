import { beforeEach, describe, expect, it } from 'vitest'
import { registerExpert, registerOrganization } from '../../src/directory/service.ts'
import { fromBase64 } from '../../src/history/log/base64.ts'
import { decodeBundle } from '../../src/history/log/bundles.ts'
import { openCheckpoint } from '../../src/history/log/checkpoint.ts'
import { leafHash, sameHash } from '../../src/history/log/hashing.ts'
import { parseVerifierKey, type VerifierKey } from '../../src/history/log/note.ts'
import { openProof } from '../../src/history/log/proof-file.ts'
import { verifyConsistency } from '../../src/history/log/proofs.ts'
import { bundlePath, hashesFromTiles, tilePath, tilesGrown } from '../../src/history/log/tiles.ts'
import { rootOf } from '../../src/history/log/tree.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { utf8Bytes, utf8Text } from '../../src/kernel/encoding.ts'
import { sha256Hex } from '../../src/kernel/hash.ts'
import { registerDeployment } from '../../src/software/deployments.ts'
import { moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { aDeployment, anExpert, anOrganization, named, organizationOf } from '../support/builders.ts'
import { LOG_KEY, LOG_VERIFIER } from '../support/log-keys.ts'
import { memoryArchive } from '../support/memory-archive.ts'
import { TEST_ORIGIN, type TestApp, testApp } from '../support/test-app.ts'
import { hashesOf } from './log/tree-in-memory.ts'

const ORIGIN = 'register.test/log'
const trusted = [parseVerifierKey(LOG_VERIFIER) as VerifierKey]
const held = { rights: { holder: organizationOf(1) } }
const options = { typed: true, reason: 'test' }

let app: TestApp
beforeEach(async () => {
  app = await testApp({ reference: false, config: { LOG_KEY }, logArchive: memoryArchive() })
  const { deps } = app
  await registerOrganization(deps, OPERATOR, anOrganization(), 'test')
  await registerSoftware(deps, OPERATOR, named('Чорновикназва', held), 'draft', options)
  await registerSoftware(deps, OPERATOR, named('Подановикназва', held), 'submitted', options)
  await moveSoftware(deps, OPERATOR, 'UA-SW-000002', 1, 'publish', 'Оприлюдненопричина')
  await registerExpert(deps, OPERATOR, anExpert({ consent: { state: 'asked', date: null, document: null } }), 'test')
  await registerDeployment(deps, OPERATOR, aDeployment({ software: 'UA-SW-000002' }), 'test')
})

const get = async (path: string) => {
  const response = await app.request(path)
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
}
const json = async (path: string) => JSON.parse(await text(path))
const text = async (path: string) => utf8Text((await get(path)).bytes) ?? ''

async function checkpoint() {
  const opened = await openCheckpoint((await get('/log/checkpoint')).bytes, ORIGIN, trusted)
  if (typeof opened === 'string') throw new Error(opened)
  return opened
}

describe('the log for programs', () => {
  it('has no checkpoint before the first one', async () => {
    expect((await get('/log/checkpoint')).status).toBe(404)
    expect((await get('/log/tile/0/000.p/1')).status).toBe(404)
    expect(JSON.parse(await text('/log/status'))).toMatchObject({
      state: 'signing',
      entries: 6,
      covered: 0,
      pending: 6,
    })
  })

  it('is served as tiles and entries that lead to the root of the checkpoint', async () => {
    await app.database.client.execute(`
      insert into leaf (idx, type, id, version, sha256, bytes, commit_id)
      with recursive n(i) as (select 6 union all select i + 1 from n where i < 299)
      select i, 'software', 'UA-X-' || i, 1, '', '{"entry":' || i || '}', 'c' from n`)
    await app.deps.publicLog.integrate()
    const { size, root } = await checkpoint()
    expect(size).toBe(300)
    const tiles = new Map<string, Uint8Array>()
    for (const tile of tilesGrown(0, size)) {
      const { status, headers, bytes } = await get(`/log/${tilePath(tile)}`)
      expect([status, headers.get('content-type'), bytes.length]).toEqual([
        200,
        'application/octet-stream',
        32 * tile.width,
      ])
      expect(headers.get('cache-control')).toContain('immutable')
      tiles.set(`${tile.level}/${tile.n}`, bytes)
      if (tile.level > 0) continue
      const entries = decodeBundle((await get(`/log/${bundlePath(tile)}`)).bytes) ?? []
      expect(entries.length).toBe(tile.width)
      for (const [index, entry] of entries.entries())
        expect(sameHash(leafHash(entry), bytes.subarray(32 * index, 32 * index + 32))).toBe(true)
    }
    const computed = rootOf(
      size,
      hashesFromTiles(({ level, n }) => tiles.get(`${level}/${n}`) ?? new Uint8Array()),
    )
    expect(sameHash(computed, root)).toBe(true)
    // Tiles of earlier checkpoints stay, later ones are not there.
    expect((await get('/log/tile/0/001.p/7')).status).toBe(200)
    for (const path of ['0/001.p/45', '0/001', '1/000.p/2', '0/002.p/1', '2/000.p/1', '0/001.p/256', '0/1', 'data/000'])
      expect((await get(`/log/tile/${path}`)).status, path).toBe(404)
  })

  it('gives proofs that are verified with the key alone', async () => {
    await app.deps.publicLog.integrate()
    for (const path of ['/log/proof/software/UA-SW-000002/2', '/api/v1/software/UA-SW-000002/versions/2/proof']) {
      const { status, headers, bytes } = await get(path)
      expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain/)])
      expect(headers.get('content-disposition')).toContain('UA-SW-000002-2.tlog-proof')
      const proof = await openProof(bytes, ORIGIN, trusted)
      if (typeof proof === 'string') throw new Error(proof)
      const leaf = JSON.parse(utf8Text(proof.entry) ?? '')
      expect(leaf).toMatchObject({ type: 'software', id: 'UA-SW-000002', version: 2 })
      const { envelope, checkpoint: covered } = await json('/api/v1/software/UA-SW-000002/versions/2')
      expect(covered).toBe(6)
      expect(envelope).not.toBeNull()
    }
  })

  it.each(['extra', 'index', 'path', 'checkpoint', 'signature'])(
    'and are not when any byte is another one: %s',
    async (part) => {
      await app.deps.publicLog.integrate()
      const { bytes } = await get('/log/proof/software/UA-SW-000002/2')
      const lines = (utf8Text(bytes) ?? '').split('\n')
      const starts = { extra: 1, index: 2, path: 3, checkpoint: lines.indexOf('') + 1, signature: lines.length - 2 }
      const line = starts[part as keyof typeof starts]
      const start = utf8Bytes(lines.slice(0, line).join('\n')).length + 1
      const length = utf8Bytes(lines[line] ?? '').length
      for (let position = start; position < start + length; position++) {
        const altered = bytes.map((byte, index) => (index === position ? byte ^ 1 : byte))
        expect(typeof (await openProof(altered, ORIGIN, trusted)), `byte ${position}`).toBe('string')
      }
    },
  )

  it('has no proof for what waits, is not there, or is of no kind', async () => {
    await app.deps.publicLog.integrate()
    await registerSoftware(app.deps, OPERATOR, named('Далі', held), 'published', { typed: false, reason: 'test' })
    const pending = await app.request('/log/proof/software/UA-SW-000003/1', { headers: { 'accept-language': 'en' } })
    expect(pending.status).toBe(404)
    expect(await pending.text()).toContain('waiting to be signed for')
    for (const path of ['software/UA-SW-000002/9', 'software/x/1', 'nothing/UA-SW-000002/1', 'software/UA-SW-000002/0'])
      expect((await get(`/log/proof/${path}`)).status, path).toBe(404)
    // As the record itself is not shown: its leaf is in the log, and the log alone says so.
    expect((await get('/api/v1/software/UA-SW-000001/versions/1/proof')).status).toBe(404)
    const { checkpoint: covered } = await json('/api/v1/software/UA-SW-000003/versions/1')
    expect(covered).toBeNull()
  })

  it('proves that later checkpoints continue earlier ones', async () => {
    await app.deps.publicLog.integrate()
    const older = await checkpoint()
    await registerSoftware(app.deps, OPERATOR, named('Далі', held), 'draft', options)
    await app.deps.publicLog.integrate()
    const newer = await checkpoint()
    const lines = (await text(`/log/consistency/${older.size}/${newer.size}`)).split('\n').slice(0, -1)
    const proof = lines.map((line) => fromBase64(line) ?? new Uint8Array())
    expect(verifyConsistency(older.size, newer.size, older.root, newer.root, proof)).toBe(true)
    for (const path of ['7/6', '1/8', 'x/2', '01/2', '-1/2'])
      expect((await get(`/log/consistency/${path}`)).status, path).toBe(404)
  })

  it('is dumped whole, with what the public may read and nothing else', async () => {
    await app.deps.publicLog.integrate()
    const rows = (await text('/log/dump'))
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { leaf: string; envelope: string | null })
    const { size, root } = await checkpoint()
    expect(rows.length).toBe(size)
    expect(sameHash(rootOf(size, hashesOf(rows.map(({ leaf }) => utf8Bytes(leaf)))), root)).toBe(true)
    const shown = rows.map(({ leaf, envelope }) => {
      const { type, id, version } = JSON.parse(leaf)
      return `${type} ${id} ${version} ${envelope !== null}`
    })
    expect(shown).toEqual([
      `organization ${organizationOf(1)} 1 true`,
      'software UA-SW-000001 1 false',
      'software UA-SW-000002 1 false',
      'software UA-SW-000002 2 true',
      'expert UA-EX-000001 1 false',
      'deployment UA-DP-000001 1 true',
    ])
    for (const { leaf, envelope } of rows)
      if (envelope !== null) expect(await sha256Hex(envelope)).toBe(JSON.parse(leaf).sha256)
    const dump = await text('/log/dump')
    for (const secret of ['Чорновикназва', 'Оксана', 'Oksana']) expect(dump.includes(secret), secret).toBe(false)
    expect(dump).toContain('Оприлюдненопричина')
  })

  it('is described for whoever verifies', async () => {
    await app.deps.publicLog.integrate()
    const described = JSON.parse(await text('/.well-known/once-for-all-log.json'))
    expect(described).toMatchObject({
      origin: ORIGIN,
      prefix: `${TEST_ORIGIN}/log/`,
      keys: [{ vkey: LOG_VERIFIER, since: '2026-11-23T08:00:00.000Z', until: null }],
      witnessed: false,
      witnesses: [],
    })
    expect(described.formats).toContain('c2sp.org/tlog-tiles')
  })

  it('lets everybody’s pages read it, and nobody write', async () => {
    await app.deps.publicLog.integrate()
    const { headers } = await get('/log/checkpoint')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect((await app.request('/log/checkpoint', { method: 'POST' })).status).toBe(405)
    expect((await app.request('/log/checkpoint', { method: 'HEAD' })).status).toBe(200)
  })
})

describe('a log that is not the published one', () => {
  it('is not served, and says why, while the rest of the site is', async () => {
    await app.deps.publicLog.integrate()
    await app.database.client.execute('drop trigger leaf_stays_updated')
    await app.database.client.execute(`update leaf set bytes = bytes || ' ' where idx = 1`)
    await app.database.client.execute('delete from log_tile')
    await registerSoftware(app.deps, OPERATOR, named('Далі', held), 'published', { typed: false, reason: 'test' })
    await app.deps.publicLog.integrate()
    for (const path of ['checkpoint', 'tile/0/000.p/1', 'proof/software/UA-SW-000002/2', 'dump', 'consistency/1/2'])
      expect((await get(`/log/${path}`)).status, path).toBe(503)
    expect(JSON.parse(await text('/log/status'))).toMatchObject({ state: 'refusing', reason: 'forked' })
    for (const locale of ['uk', 'en']) {
      const page = await app.request(`/${locale}/log`)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain(
        locale === 'uk' ? 'Журнал зараз не підписують' : 'The log is not being signed',
      )
    }
    expect((await get('/uk/software/UA-SW-000003')).status).toBe(200)
    expect(await text('/healthz')).toBe('ok')
  })
})
