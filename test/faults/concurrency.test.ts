import { describe, expect, it } from 'vitest'
import { postSoftware, putSoftware, versionOf } from '../support/api-client.ts'
import { once, sqldBinary, startNode, startSqld, temporaryFolder } from '../support/hosts.ts'

const ENTRIES = 20
const EDITS = 200

const sqld = sqldBinary()

// Programs are started here, which takes its time on a busy machine.
describe('200 parallel edits of 20 entries', { timeout: 180_000 }, () => {
  it('through Node with a file: every success is a version, every loser is told', async () => {
    const folder = await temporaryFolder()
    try {
      await contend({ DATABASE_URL: `file:${folder.path}/register.db` })
    } finally {
      await folder.remove()
    }
  })

  it.skipIf(sqld === undefined)('through Node with a libSQL server', async () => {
    const server = await startSqld(sqld ?? '')
    try {
      await contend({ DATABASE_URL: server.url })
    } finally {
      await server.stop()
    }
  })
})

async function contend(variables: Readonly<Record<string, string>>): Promise<void> {
  await once(variables, 'migrate')
  const key = (await once(variables, 'key', 'create', '--role', 'registrar')).stdout.trim()
  const node = await startNode(variables)
  const client = { url: node.url, key }
  try {
    const ids = await Promise.all(Array.from({ length: ENTRIES }, (_, index) => postSoftware(client, `Черга ${index}`)))
    expect(new Set(ids).size).toBe(ENTRIES)

    const won = new Map<string, number>()
    const edit = async (number: number) => {
      const id = ids[number % ENTRIES] ?? ''
      const version = await versionOf(client, id)
      const answer = await putSoftware(client, id, version, `Черга ${number}`)
      if (answer.status === 200) {
        expect(answer.headers.get('etag')).toBe(`"${version + 1}"`)
        won.set(id, (won.get(id) ?? 0) + 1)
      } else {
        expect(answer.status, await answer.clone().text()).toBe(412)
        expect(answer.headers.get('content-type')).toContain('application/problem+json')
      }
      return answer.status
    }
    const statuses = await Promise.all(Array.from({ length: EDITS }, (_, number) => edit(number)))

    const successes = statuses.filter((status) => status === 200).length
    expect(successes).toBeGreaterThanOrEqual(ENTRIES)
    // They did meet one another: otherwise this test has seen no contention.
    expect(successes).toBeLessThan(EDITS)
    for (const id of ids) expect(await versionOf(client, id)).toBe(1 + (won.get(id) ?? 0))
    const verified = await once(variables, 'verify', '--json')
    expect(JSON.parse(verified.stdout)).toMatchObject({
      counts: { leaves: ENTRIES + successes, versions: ENTRIES + successes, records: ENTRIES },
      findings: [],
      stale: [],
    })
  } finally {
    await node.stop()
  }
}
