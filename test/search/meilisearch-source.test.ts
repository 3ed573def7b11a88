import { describe, expect, it } from 'vitest'
import { createDeliverySource } from '../../src/search/meilisearch-source.ts'
import { aSmallIndex } from './small-index.ts'

async function aSource() {
  const index = await aSmallIndex()
  const source = createDeliverySource({
    read: index.database.read,
    dependents: async ({ id }) => (id === 'HOLDER' ? [{ type: 'software', id: 'HELD' }] : []),
  })
  return { ...index, source }
}

const facet = (document: number, from: string, until: string) => ({
  sql: 'insert into search_timed_facet (document, facet_value, valid_from, valid_until) values (?, ?, ?, ?)',
  args: [document, document, from, until],
})

describe('the log as a delivery reads it', () => {
  it('is empty in an empty register', async () => {
    const { source } = await aSource()
    expect(await source.end()).toEqual({ size: 0, sha256: null, edition: '' })
    expect(await source.leafAt(0)).toBeNull()
    expect(await source.changed(0, 10)).toEqual([])
    expect(await source.count()).toBe(0)
  })

  it('ends at the last leaf, and names each changed record once', async () => {
    const { source, write } = await aSource()
    await write('software', 'A', [])
    await write('software', 'B', [])
    await write('software', 'A', [])
    const end = await source.end()
    expect(end).toMatchObject({ size: 3, sha256: await source.leafAt(2) })
    expect(await source.leafAt(3)).toBeNull()
    expect((await source.changed(0, 3)).map(({ id }) => id).sort()).toEqual(['A', 'B'])
    expect(await source.changed(2, 3)).toEqual([{ type: 'software', id: 'A' }])
  })

  it('names what is indexed anew together with a changed record', async () => {
    const { source, write } = await aSource()
    await write('organization', 'HOLDER', [])
    expect((await source.changed(0, 1)).map(({ id }) => id)).toEqual(['HOLDER'])
    await write('organization', 'HOLDER', [])
    expect((await source.changed(0, 2)).map(({ id }) => id)).toEqual(['HOLDER', 'HELD'])
    expect((await source.changed(1, 2)).map(({ id }) => id)).toEqual(['HOLDER', 'HELD'])
  })

  it('is of another edition when the index was made anew or the thesaurus is another one, and then alone', async () => {
    const { source, database } = await aSource()
    const editions = new Set<string>()
    for (const name of ['search-index', 'search-index-made', 'thesaurus', 'something else']) {
      await database.client.execute({ sql: 'insert into setting (name, value) values (?, ?)', args: [name, '1'] })
      editions.add((await source.end()).edition)
    }
    expect(editions.size).toBe(3)
  })
})

describe('values that turn', () => {
  it('are those that begin or end to hold after the earlier day and not after the later, whichever is named first', async () => {
    const { source, write, database } = await aSource()
    await write('software', 'A', [])
    const ids = ['ends-before', 'ends-on-first', 'ends-on-last', 'begins-on-last', 'begins-after', 'always']
    await database.client.batch(
      [
        ...ids.map((id, index) => ({
          sql: `insert into search_document (rowid, type, id, title, sort_name, updated_at) values (?, 'software', ?, '{}', ?, '')`,
          args: [index + 1, id, id],
        })),
        facet(1, '0000-01-01', '2026-11-20'),
        facet(2, '0000-01-01', '2026-11-22'),
        facet(3, '0000-01-01', '2026-11-24'),
        facet(4, '2026-11-24', '9999-12-31'),
        facet(5, '2026-11-25', '9999-12-31'),
        facet(6, '0000-01-01', '9999-12-31'),
      ],
      'write',
    )
    const expected = ['begins-on-last', 'ends-on-last']
    expect((await source.turning('2026-11-22', '2026-11-24')).map(({ id }) => id).sort()).toEqual(expected)
    expect((await source.turning('2026-11-24', '2026-11-22')).map(({ id }) => id).sort()).toEqual(expected)
    expect(await source.count()).toBe(6)
  })
})
