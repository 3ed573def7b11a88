import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { AppError } from '../../src/kernel/errors.ts'
import { editSoftware, getSoftware, registerSoftware } from '../../src/software/service.ts'
import { named } from '../support/builders.ts'
import { testApp } from '../support/test-app.ts'

const folder = mkdtempSync(join(tmpdir(), 'concurrency-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ENTRIES = 20
const WRITERS = 10
const options = { typed: true, reason: 'test' }

describe.each([':memory:', `file:${join(folder, 'register.db')}`])(
  'parallel edits of the same entries, in %s',
  (url) => {
    it('give each version to one writer, and tell all others that theirs is stale', async () => {
      const { deps, database } = await testApp({ url })
      const ids: string[] = []
      for (let entry = 0; entry < ENTRIES; entry++) {
        const { id } = await registerSoftware(deps, OPERATOR, named(`Рішення ${entry}`), 'published', options)
        ids.push(id)
      }
      for (const expected of [1, 2]) {
        const attempts = Array.from({ length: ENTRIES * WRITERS }, (_, attempt) => {
          const entry = attempt % ENTRIES
          const document = named(`Рішення ${entry}, редакція ${expected} від ${attempt}`)
          return editSoftware(deps, OPERATOR, ids[entry] ?? '', expected, document, options).then(
            () => ({ attempt, won: true }),
            (error: unknown) => ({ attempt, won: false, code: error instanceof AppError ? error.code : String(error) }),
          )
        })
        const outcomes = await Promise.all(attempts)
        const winners = outcomes.filter(({ won }) => won)
        expect(winners).toHaveLength(ENTRIES)
        expect(new Set(winners.map(({ attempt }) => attempt % ENTRIES)).size).toBe(ENTRIES)
        expect(new Set(outcomes.filter(({ won }) => !won).map((lost) => ('code' in lost ? lost.code : '')))).toEqual(
          new Set(['version-stale']),
        )
        for (const { attempt } of winners) {
          const { version, document } = await getSoftware(deps, OPERATOR, ids[attempt % ENTRIES] ?? '')
          expect(version).toBe(expected + 1)
          expect(document.identity.name['uk']).toMatch(new RegExp(`від ${attempt}$`))
        }
      }
      const { rows } = await database.client.execute('select idx from leaf order by idx')
      expect(rows.map((row) => Number(row['idx']))).toEqual(Array.from({ length: ENTRIES * 3 }, (_, index) => index))
      database.client.close()
    })
  },
)
