import { beforeEach, describe, expect, it } from 'vitest'
import type { Statement } from '../../db/statements.ts'
import { organizationChange, registerOrganization } from '../../src/directory/service.ts'
import type { Change } from '../../src/history/commit.ts'
import { parseEnvelope } from '../../src/history/leaf.ts'
import { everyVersion, selectVersions } from '../../src/history/versions.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { canonicalize } from '../../src/kernel/canonical-json.ts'
import { sha256Hex } from '../../src/kernel/hash.ts'
import { RECORD_TYPES } from '../../src/kernel/identifiers.ts'
import { proposeChange } from '../../src/software/proposals.ts'
import { editSoftware, getSoftware } from '../../src/software/service.ts'
import { anOrganization, edrpou, named, organizationOf } from '../support/builders.ts'
import { publishedSoftware, SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'
import { tableCounts } from '../support/table-counts.ts'

let app: SmallRegister
beforeEach(async () => {
  app = await smallRegister()
})

const query = async (sql: string) => (await app.database.client.execute(sql)).rows
const deed = (...changes: Change[]) => ({ actor: OPERATOR, reason: 'test', changes })
const organization = (number: number, version = 1, name = `Громада ${number}`) =>
  organizationChange(
    app.deps,
    organizationOf(number),
    version,
    anOrganization({ identifier: edrpou(number), name: { uk: name } }),
  )

/** The one kind of record that the small register has none of. */
const propose = () => proposeChange(app.deps, OPERATOR, SMALL.published, 1, named('Черга нова'), 'test')

describe('the log', () => {
  it('has one leaf a version, numbered without gaps from 0', async () => {
    await propose()
    const leaves = await query('select idx, type, id, version from leaf order by idx')
    const versions = await query('select count(*) as n from version')
    expect(leaves.map(({ idx }) => Number(idx))).toEqual(leaves.map((_, index) => index))
    expect(leaves).toHaveLength(Number(versions[0]?.['n']))
    expect(new Set(leaves.map(({ type }) => type))).toEqual(new Set(RECORD_TYPES))
  })

  it('says where each change of a commit stands in it', async () => {
    const before = Number((await query('select max(idx) as last from leaf'))[0]?.['last'])
    expect(await app.deps.commits.commit(deed(organization(5), organization(6)))).toEqual([
      { type: 'organization', id: organizationOf(5), version: 1, idx: before + 1 },
      { type: 'organization', id: organizationOf(6), version: 1, idx: before + 2 },
    ])
  })

  it('holds canonical leaves of the hash of the envelope, and nothing else', async () => {
    const rows = await query(
      'select l.bytes, l.sha256, v.envelope, v.at, v.type, v.id, v.version from leaf l join version v using (type, id, version)',
    )
    for (const { bytes, sha256, envelope, at, type, id, version } of rows) {
      expect(await sha256Hex(String(envelope))).toBe(sha256)
      expect(bytes).toBe(canonicalize({ v: 1, type, id, version: Number(version), sha256, at }))
      expect(canonicalize(parseEnvelope(String(envelope)))).toBe(envelope)
      expect(parseEnvelope(String(envelope)).salt).toMatch(/^[0-9a-f]{32}$/)
    }
    const salts = rows.map(({ envelope }) => parseEnvelope(String(envelope)).salt)
    expect(new Set(salts).size).toBe(salts.length)
  })
})

describe('the last version of every record', () => {
  it('is the record: snapshot, version and state', async () => {
    await propose()
    await editSoftware(app.deps, OPERATOR, SMALL.published, 1, named('Черга', { civic: true }), {
      typed: true,
      reason: 'test',
    })
    for (const type of RECORD_TYPES) {
      const rows = await query(`select * from ${type}`)
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) {
        const [last] = await selectVersions(app.deps.read, type, String(row['id']), null, 1, everyVersion)
        expect(last?.version).toBe(Number(row['version']))
        const document = JSON.parse(String(row['document']))
        if (type === 'software') expect(last?.envelope?.snapshot).toEqual({ state: row['state'], document })
        else if (type === 'expert')
          expect(last?.envelope?.snapshot).toEqual({
            consent: { ...document.consent, document: null },
            demonstration: false,
          })
        else expect(last?.envelope?.snapshot).toEqual(document)
      }
    }
  })
})

describe('a commit', () => {
  const stays = async (work: () => Promise<unknown>, message: string | RegExp | object) => {
    const before = await tableCounts(app.database)
    const records = await query('select id, version, document from organization order by id')
    const refused = expect(work()).rejects
    if (typeof message === 'object' && !(message instanceof RegExp)) await refused.toMatchObject(message)
    else await refused.toThrow(message)
    expect(await tableCounts(app.database)).toEqual(before)
    expect(await query('select id, version, document from organization order by id')).toEqual(records)
  }

  it('stands or falls whole: a stale change takes the others with it', async () => {
    const stale = organization(1, 7)
    await stays(() => app.deps.commits.commit(deed(organization(5), stale, organization(6))), { code: 'version-stale' })
  })

  it('refuses a version that is there already, and one that leaves one out', async () => {
    await stays(() => app.deps.commits.commit(deed(organization(1, 1))), { code: 'version-stale' })
    await stays(() => app.deps.commits.commit(deed(organization(1, 3))), { code: 'version-stale' })
    await stays(() => app.deps.commits.commit(deed(organization(9, 2))), { code: 'version-stale' })
  })

  it('refuses a change whose row is another record’s, or no row at all', async () => {
    const other = { ...organization(1, 2), row: organization(2, 2).row }
    await stays(() => app.deps.commits.commit(deed(other)), /write-without-version/)
    const nothing: Statement = { sql: 'update organization set name = name where id = ?', args: ['nobody'] }
    await stays(() => app.deps.commits.commit(deed({ ...organization(1, 2), row: nothing })), { code: 'version-stale' })
  })

  it('refuses a failing statement at any place', async () => {
    const change = organization(5)
    const broken: Statement = {
      sql: 'insert into search_timed_facet (document, facet_value, valid_from, valid_until) values (null, null, null, null)',
      args: [],
    }
    for (let place = 0; place <= change.projections.length; place++) {
      const projections = change.projections.toSpliced(place, 0, broken)
      await stays(() => app.deps.commits.commit(deed({ ...change, projections })), /NOT NULL/)
    }
  })

  it.each([
    ['another table', { sql: "update api_key set role = 'admin'", args: [] }, /commit does not write api_key/],
    ['the log', { sql: 'delete from leaf where 1', args: [] }, /commit does not write leaf/],
    ['two statements in one', { sql: 'delete from search_stems; delete from leaf', args: [] }, /not a plain write/],
    ['a pragma', { sql: 'pragma writable_schema = 1', args: [] }, /not a plain write/],
  ])('refuses to write %s', async (_, statement, message) => {
    const change = organization(5)
    await stays(() => app.deps.commits.commit(deed({ ...change, projections: [statement] })), message)
  })

  it('refuses to be about nothing, or for no reason', async () => {
    await stays(() => app.deps.commits.commit(deed()), /changes something/)
    await stays(() => app.deps.commits.commit({ ...deed(organization(5)), reason: ' ' }), /has a reason/)
  })

  it('that was refused does not hold up the next one', async () => {
    const outcomes = await Promise.allSettled([
      app.deps.commits.commit(deed(organization(1, 7))),
      app.deps.commits.commit(deed(organization(5))),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })
})

describe('operational state', () => {
  it('is written by another hand, and by that alone', async () => {
    const fact: Statement = { sql: "update organization set name = 'Інша'", args: [] }
    await expect(app.deps.records.record([fact])).rejects.toThrow(/record does not write organization/)
    const first = await app.deps.records.allocate('software', 3)
    const second = await app.deps.records.allocate('software')
    expect([...first, ...second]).toEqual(['UA-SW-000004', 'UA-SW-000005', 'UA-SW-000006', 'UA-SW-000007'])
  })

  it('gives each number once, to however many ask', async () => {
    const given = await Promise.all(Array.from({ length: 50 }, () => app.deps.records.allocate('deployment', 3)))
    expect(new Set(given.flat()).size).toBe(150)
  })
})

describe('the API of the history', () => {
  it('gives versions with what they changed, page by page, each once', async () => {
    for (let version = 1; version < 12; version++) {
      const document = { ...publishedSoftware(), civic: version % 2 === 1 }
      await editSoftware(app.deps, OPERATOR, SMALL.published, version, document, {
        typed: true,
        reason: `зміна ${version}`,
      })
    }
    const seen: number[] = []
    let next: string | null = `/api/v1/software/${SMALL.published}/versions?limit=5`
    let pages = 0
    while (next !== null) {
      const page = (await (await app.request(next)).json()) as {
        items: { version: number; changes: unknown }[]
        next: string | null
      }
      for (const { version, changes } of page.items) {
        seen.push(version)
        if (version === 1) expect(changes).toBeNull()
        else
          expect(changes).toContainEqual({
            path: '/document/civic',
            kind: 'changed',
            before: version % 2 === 1,
            after: version % 2 === 0,
          })
      }
      next = page.next
      pages += 1
    }
    expect(seen).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    expect(pages).toBe(3)
  })

  it('gives the exact envelope whose hash is in the log', async () => {
    const response = await app.request(`/api/v1/organizations/${SMALL.holder}/versions/1`)
    const { envelope, sha256, actor, reason } = (await response.json()) as Record<string, unknown>
    expect(await sha256Hex(canonicalize(envelope))).toBe(sha256)
    expect([actor, reason]).toEqual([{ role: 'system', organization: null }, 'test'])
    expect((await getSoftware(app.deps, OPERATOR, SMALL.published)).version).toBe(1)
  })

  it('is not changed by what happens to other records', async () => {
    const before = await (await app.request(`/api/v1/software/${SMALL.published}/versions`)).text()
    await registerOrganization(app.deps, OPERATOR, anOrganization({ identifier: edrpou(7) }), 'test')
    expect(await (await app.request(`/api/v1/software/${SMALL.published}/versions`)).text()).toBe(before)
  })
})
