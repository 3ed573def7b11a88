import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { once, type RunningProcess, startNode, temporaryFolder } from '../support/hosts.ts'
import { type StandIn, startMeilisearchStandIn } from '../support/meilisearch-stand-in.ts'

// Programs are started here, which takes its time on a busy machine; nothing below depends on how long.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const KEY = 'master-key-of-the-tests'

async function until<Result>(look: () => Promise<Result> | Result, isIt: (found: Result) => boolean): Promise<Result> {
  for (;;) {
    const found = await look()
    if (isIt(found)) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

interface Found {
  readonly items: readonly { readonly id: string }[]
  readonly total: { readonly count: number }
}

describe('the Node server beside a Meilisearch', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let server: StandIn
  let node: RunningProcess
  let key: string
  beforeAll(async () => {
    folder = await temporaryFolder()
    const database = { DATABASE_URL: `file:${folder.path}/register.db` }
    key = (await once(database, 'key', 'create', '--role', 'registrar')).stdout.trim()
    server = await startMeilisearchStandIn({ masterKey: KEY })
    node = await startNode({ ...database, DEMO: 'yes', MEILI_URL: server.url, MEILI_KEY: KEY })
  })
  afterAll(async () => {
    await node.kill()
    await server.stop()
    await folder.remove()
  })

  const search = async (text = 'черга'): Promise<Found> =>
    (await (await fetch(new URL(`/api/v1/software?q=${encodeURIComponent(text)}`, node.url))).json()) as Found
  const said = (event: string, reason = '') =>
    node
      .complaints()
      .split('\n')
      .filter((line) => line.includes(event) && line.includes(reason))
  const delivered = () => server.indexes.get('once_state')?.documents.get('state')?.['position'] ?? 0
  let first: Found

  it('fills it by itself, and lets it answer what is searched', async () => {
    await until(delivered, (position) => Number(position) > 200)
    const asked = () => server.searches.length
    const before = asked()
    first = await until(search, () => asked() > before)
    expect(first.items.length).toBeGreaterThan(3)
    // That it is what answers is seen by what it no longer has.
    const { documents } = server.indexes.get('once') ?? {}
    documents?.delete(`software-${first.items.at(-1)?.id}`)
    await until(search, ({ total }) => total.count === first.total.count - 1)
  })

  it('gives the same list when it is away, and says so once', async () => {
    await server.stop()
    await until(search, () => said('search falls back to the embedded index', 'unreachable').length > 0)
    for (let again = 0; again < 3; again++) expect(await search()).toEqual(first)
    expect(said('search falls back to the embedded index', 'unreachable')).toHaveLength(1)
    expect(node.complaints()).not.toContain(KEY)
  })

  it('fills it again when it is back without its data, and brings it what is new', async () => {
    server = await startMeilisearchStandIn({ masterKey: KEY, port: Number(new URL(server.url).port) })
    await until(search, () => said('search is answered by Meilisearch again').length > 0)
    expect(await search()).toEqual(first)
    const made = await fetch(new URL('/api/v1/software', node.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        state: 'published',
        document: { identity: { name: { uk: 'Черга до басейну' }, shortDescription: { uk: 'Талони на плавання.' } } },
      }),
    })
    const { id } = (await made.json()) as { id: string }
    await until(() => server.indexes.get('once')?.documents.has(`software-${id}`), Boolean)
    expect((await search('басейн')).items.map((item) => item.id)).toContain(id)
  })

  it('ends as it does alone', async () => {
    await node.stop()
    expect(node.process.exitCode).toBe(0)
  })
})

describe('npm run once -- search deliver', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let server: StandIn
  beforeAll(async () => {
    folder = await temporaryFolder()
    server = await startMeilisearchStandIn({ masterKey: KEY })
    await once({ DATABASE_URL: `file:${folder.path}/register.db` }, 'seed', '--demo')
  })
  afterAll(async () => {
    await server.stop()
    await folder.remove()
  })
  const run = (variables: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
    once({ DATABASE_URL: `file:${folder.path}/register.db`, ...variables }, 'search', 'deliver', ...argv)

  it('brings everything, then nothing, and says how much it was', async () => {
    const variables = { MEILI_URL: server.url, MEILI_KEY: KEY }
    const { code, stdout } = await run(variables, '--json')
    expect(code).toBe(0)
    const records = server.indexes.get('once')?.documents.size ?? 0
    expect(records).toBeGreaterThan(100)
    expect(JSON.parse(stdout)).toEqual({ position: delivered(), sent: records, removed: 0, restarted: 'new' })
    const again = await run(variables)
    expect([again.code, again.stdout, again.stderr]).toEqual([
      0,
      '',
      `0 records sent, 0 taken out; it has ${delivered()} leaves of the log.\n`,
    ])
  })
  const delivered = () => server.indexes.get('once_state')?.documents.get('state')?.['position']

  it('fails with a sentence when it is not told where to, or does not get there', async () => {
    const nowhere = await run({})
    expect([nowhere.code, nowhere.stderr]).toEqual([1, 'MEILI_URL is needed for this\n'])
    const refused = await run({ MEILI_URL: server.url, MEILI_KEY: 'another' })
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/^Not delivered \(refused\): .+\n$/)
    expect(refused.stderr).not.toContain('another')
    const wrong = await run({ MEILI_URL: 'http://reader:secret@localhost:7700' })
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      'MEILI_URL must begin with http:// or https:// and hold no password\n',
    ])
  })
})
