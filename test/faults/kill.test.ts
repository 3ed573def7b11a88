import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { postSoftware, putSoftware, versionOf } from '../support/api-client.ts'
import { once, startNode, temporaryFolder } from '../support/hosts.ts'

/** How many requests are under way at any moment, and how many answers to wait for before the power goes, one number a round. */
const HANDS = 8
const ROUNDS = [40, 7, 120]

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let variables: Readonly<Record<string, string>>
beforeEach(async () => {
  folder = await temporaryFolder()
  variables = { DATABASE_URL: `file:${folder.path}/register.db` }
})
afterEach(() => folder.remove())

describe('kill -9 during writes', () => {
  it('loses no write that was acknowledged, and half of none', { timeout: 400_000 }, async () => {
    await once(variables, 'migrate')
    const key = (await once(variables, 'key', 'create', '--role', 'registrar')).stdout.trim()
    const acknowledged = new Map<string, number>()
    for (const [round, enough] of ROUNDS.entries()) {
      const node = await startNode(variables)
      const client = { url: node.url, key }
      let answers = 0
      let killed: Promise<void> | undefined
      const acknowledge = (id: string, version: number) => {
        acknowledged.set(id, version)
        answers++
        if (answers === enough) killed = node.kill()
      }
      const hand = async (number: number) => {
        for (let turn = 0; killed === undefined; turn++) {
          const id = await postSoftware(client, `Черга ${round}-${number}-${turn}`)
          acknowledge(id, 1)
          const edited = await putSoftware(client, id, 1, `Черга ${round}-${number}-${turn}, змінена`)
          if (edited.status === 200) acknowledge(id, 2)
        }
      }
      const hands = await Promise.allSettled(Array.from({ length: HANDS }, (_, number) => hand(number)))
      await killed
      expect(answers).toBeGreaterThanOrEqual(enough)
      // The hands were torn from their requests: the server did not finish what it had begun.
      expect(hands.some(({ status }) => status === 'rejected')).toBe(true)

      const again = await startNode(variables)
      for (const [id, version] of acknowledged) {
        expect(await versionOf({ url: again.url, key }, id), id).toBeGreaterThanOrEqual(version)
      }
      await again.stop()
      const verified = await once(variables, 'verify', '--json')
      expect(JSON.parse(verified.stdout)).toMatchObject({ findings: [], stale: [] })
      expect(verified.code).toBe(0)
    }
    expect(acknowledged.size).toBeGreaterThan(ROUNDS.length * 5)
  })
})

describe('a polite end', () => {
  it('answers what was begun, refuses what comes after, and leaves with 0', { timeout: 120_000 }, async () => {
    await once(variables, 'migrate')
    const key = (await once(variables, 'key', 'create', '--role', 'registrar')).stdout.trim()
    const node = await startNode(variables)
    const client = { url: node.url, key }
    await postSoftware(client, 'Перша')
    const begun = Array.from({ length: 10 }, (_, number) => postSoftware(client, `Черга ${number}`))
    const all = Promise.allSettled(begun)
    await begun[0]
    await node.stop()
    const settled = await all
    expect(node.process.exitCode).toBe(0)
    expect(node.complaints()).not.toContain('failed')
    const written = settled.filter(({ status }) => status === 'fulfilled').length
    const report = JSON.parse((await once(variables, 'verify', '--json')).stdout)
    expect(report.findings).toEqual([])
    expect(report.counts.leaves).toBeGreaterThanOrEqual(written + 1)
    await expect(fetch(node.url)).rejects.toThrow()
  })
})
