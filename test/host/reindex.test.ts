import { beforeEach, describe, expect, it } from 'vitest'
import { editOrganization, recordConsent, registerExpert, registerOrganization } from '../../src/directory/service.ts'
import { reindex } from '../../src/host/reindex.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { registerSoftware } from '../../src/software/service.ts'
import { anExpert, anOrganization, aSoftware } from '../support/builders.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
beforeEach(async () => {
  app = await testApp({ reference: false })
})

const anOrganizationCalled = (identifier: string, name: string) => anOrganization({ identifier, name: { uk: name } })

async function found(text: string): Promise<readonly string[]> {
  const { hits } = await app.deps.search.search({
    ...{ type: 'organization', text, filters: {}, facets: [], sort: text === '' ? 'updated' : 'relevance' },
    ...{ day: app.deps.today(), limit: 20, cursor: null },
  })
  return hits.map(({ id }) => id)
}

/** Makes the index anew, with something written between the reading of the records and the writing of the index. */
async function reindexWith(write: () => Promise<unknown>): Promise<void> {
  const { records } = app.deps
  let writes = 0
  await reindex({
    ...app.deps,
    records: {
      ...records,
      record: async (statements) => {
        writes += 1
        // The first write empties the index; before the second all records have been read.
        if (writes === 2) await write()
        return records.record(statements)
      },
    },
  })
}

describe('an index made anew', () => {
  it('is the one that there was: newest first, with the same words', async () => {
    const ids: string[] = []
    for (const [day, identifier, name] of [
      ['20', '04396437', 'Роменська громада'],
      ['21', '04054346', 'Лебединська громада'],
      ['22', '26376300', 'Охтирська громада'],
    ] as const) {
      app.setNow(`2026-11-${day}T08:00:00.000Z`)
      ids.push((await registerOrganization(app.deps, OPERATOR, anOrganizationCalled(identifier, name), 'тест')).id)
    }
    app.setNow('2026-11-24T08:00:00.000Z')
    const [, first = ''] = ids
    await editOrganization(
      app.deps,
      OPERATOR,
      first,
      1,
      anOrganizationCalled('04054346', 'Лебединська міська рада'),
      'тест',
    )
    const before = [await found(''), await found('громада'), await found('Лебединська')]
    expect(before[0]?.[0]).toBe(first)
    await reindex(app.deps)
    expect([await found(''), await found('громада'), await found('Лебединська')]).toEqual(before)
  })

  it('has what was written while it was made, not what was read before', async () => {
    const { id } = await registerOrganization(
      app.deps,
      OPERATOR,
      anOrganizationCalled('04054346', 'Бетонна рада'),
      'тест',
    )
    await reindexWith(() =>
      editOrganization(app.deps, OPERATOR, id, 1, anOrganizationCalled('04054346', 'Водомірна рада'), 'тест'),
    )
    expect(await found('водомірна')).toEqual([id])
    expect(await found('бетонна')).toEqual([])
  })

  it('knows what an organization holds by the name that it was given while the index was made', async () => {
    const { id } = await registerOrganization(
      app.deps,
      OPERATOR,
      anOrganizationCalled('04054346', 'Бетонна рада'),
      'тест',
    )
    const software = await registerSoftware(app.deps, OPERATOR, aSoftware({ rights: { holder: id } }), 'published', {
      typed: false,
      reason: 'тест',
    })
    await reindexWith(() =>
      editOrganization(app.deps, OPERATOR, id, 1, anOrganizationCalled('04054346', 'Водомірна рада'), 'тест'),
    )
    const { rows } = await app.database.client.execute({
      sql: 'select s.stems from search_document d join search_stems s on s.document = d.rowid where d.id = ?',
      args: [software.id],
    })
    expect(String(rows[0]?.['stems'])).toContain('водомірн')
    expect(String(rows[0]?.['stems'])).not.toContain('бетонн')
  })

  it('does not bring back who withdrew consent while it was made', async () => {
    const document = anExpert({
      name: { uk: 'Квітослава Нездоймина' },
      consent: { state: 'given', date: '2026-10-01', document: null },
    })
    const { id } = await registerExpert(app.deps, OPERATOR, document, 'тест')
    await reindexWith(() =>
      recordConsent(app.deps, OPERATOR, id, 1, { state: 'withdrawn', date: '2026-11-20', document: null }),
    )
    for (const table of ['search_document', 'search_stems', 'search_term']) {
      const { rows } = await app.database.client.execute(`select * from ${table}`)
      expect(JSON.stringify(rows).toLowerCase()).not.toMatch(/квітослав|нездоймин/)
    }
  })
})
