import { beforeEach, describe, expect, it } from 'vitest'
import { loadReference, replaceCodes } from '../../seed/load-reference.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { readReferenceFile, type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
beforeEach(async () => {
  app = await testApp()
  app.setNow('2027-01-01T00:00:00.000Z')
})

const loadedAt = async () =>
  Object.fromEntries((await app.deps.reference.status()).map((table) => [table.scheme, table.loadedAt]))

/** The files as a later version of the program may have them: another title of the first row of one. */
const changed = (changedName: string) => (name: string) => {
  const text = readReferenceFile(name)
  if (name !== changedName) return text
  const file = JSON.parse(text)
  for (const field of ['uk', 'ukFull']) file.rows[0][field] = 'Інакше'
  return JSON.stringify(file)
}

describe('the tables of codes that ship with the program', () => {
  it('are not written again when they are the same', async () => {
    const before = await loadedAt()
    await loadReference(app.deps, readReferenceFile)
    expect(await loadedAt()).toEqual(before)
  })

  it.each([
    ['functions.json', ['functions']],
    ['regions.json', ['katottg', 'regions']],
    ['dk021-informatization.json', ['dk021']],
  ])('are replaced when a later version of the program has others (%s)', async (name, schemes) => {
    await loadReference(app.deps, changed(name))
    const replaced = Object.entries(await loadedAt()).filter(([, at]) => at === '2027-01-01T00:00:00.000Z')
    expect(replaced.map(([scheme]) => scheme).sort()).toEqual(schemes)
    for (const scheme of schemes as ['functions']) {
      expect((await app.deps.reference.all(scheme)).some(({ titleUk }) => titleUk === 'Інакше')).toBe(true)
    }
  })

  it('leave an official table that was loaded whole', async () => {
    const row = { titleUk: 'Офіційна', titleEn: null, parent: null, category: null, details: null }
    await replaceCodes(app.deps, OPERATOR, {
      scheme: 'dk021',
      source: 'dk021.json',
      date: null,
      complete: true,
      rows: [{ ...row, code: '48000000-8' }],
    })
    await loadReference(app.deps, changed('dk021-informatization.json'))
    expect((await app.deps.reference.all('dk021')).map(({ titleUk }) => titleUk)).toEqual(['Офіційна'])
  })
})
