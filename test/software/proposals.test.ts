import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { ANONYMOUS, OPERATOR } from '../../src/kernel/actor.ts'
import type { SoftwareDocument } from '../../src/software/model.ts'
import {
  decideProposal,
  getProposal,
  openProposalOf,
  proposeChange,
  rebaseProposal,
  withdrawProposal,
} from '../../src/software/proposals.ts'
import { editSoftware, getSoftware, moveSoftware } from '../../src/software/service.ts'
import { publishedSoftware, SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'

const ID = SMALL.published
const CP = 'UA-CP-000001'
const actor = (role: Actor['role'], organization: string | null = null): Actor => ({
  role,
  organization,
  credential: null,
})
const editor = actor('editor', SMALL.holder)
const registrar = actor('registrar')

let app: SmallRegister
beforeEach(async () => {
  app = await smallRegister()
})

/** The published entry with other words. */
function changed(change: (document: SoftwareDocument) => void): SoftwareDocument {
  const document = structuredClone(publishedSoftware())
  change(document)
  return document
}
const renamed = (name: string) =>
  changed((document) => {
    document.identity.name = { uk: name }
  })
const propose = (document = renamed('Черга нова'), by = editor, base = 1) =>
  proposeChange(app.deps, by, ID, base, document, 'Нова назва')
const stateOf = async (id = CP) => (await getProposal(app.deps, OPERATOR, id)).record.proposal.state
const nameNow = async () => (await getSoftware(app.deps, ANONYMOUS, ID)).document.identity.name['uk']
const rule = (pointer: string, name: string) => ({ findings: [{ pointer, rule: name }] })

describe('a proposed change', () => {
  it('waits, is returned, handed in anew and accepted: entry and proposal in one commit', async () => {
    expect(await propose()).toMatchObject({ id: CP, version: 1 })
    expect(await nameNow()).toBe('Електронна черга')
    await decideProposal(app.deps, registrar, CP, 1, 'return', 'Назва неточна')
    expect(await stateOf()).toBe('returned')
    app.setNow('2026-11-24T08:00:00.000Z')
    expect(await propose(renamed('Черга точна'))).toMatchObject({ id: CP, version: 3 })
    expect((await getProposal(app.deps, OPERATOR, CP)).record.proposal.submittedAt).toBe('2026-11-24T08:00:00.000Z')
    await decideProposal(app.deps, registrar, CP, 3, 'accept', '')
    expect(await nameNow()).toBe('Черга точна')
    const { record } = await getProposal(app.deps, OPERATOR, CP)
    expect(record).toMatchObject({ version: 4, proposal: { state: 'accepted', becameVersion: 2 } })
    const leaves = await app.database.client.execute(
      'select type, id, version, commit_id from leaf order by idx desc limit 2',
    )
    expect(leaves.rows.map(({ type, id, version }) => [type, id, version])).toEqual([
      ['proposal', CP, 4],
      ['software', ID, 2],
    ])
    expect(new Set(leaves.rows.map((row) => row['commit_id'])).size).toBe(1)
  })

  it('keeps its place in the queue while it waits and is mended', async () => {
    await propose()
    app.setNow('2026-11-24T08:00:00.000Z')
    await propose(renamed('Черга друга'))
    const { record } = await getProposal(app.deps, OPERATOR, CP)
    expect(record).toMatchObject({ version: 2, proposal: { submittedAt: '2026-11-23T08:00:00.000Z' } })
  })

  it('gives the reason of whoever proposed it to the history of the entry', async () => {
    await propose()
    await decideProposal(app.deps, registrar, CP, 1, 'accept', 'Перевірено за статутом')
    const reasonOf = async (path: string) =>
      ((await (await app.request(`/api/v1/${path}`)).json()) as { reason: string }).reason
    expect(await reasonOf(`software/${ID}/versions/2`)).toBe('Нова назва')
    expect(await reasonOf(`proposals/${CP}/versions/2`)).toBe('Перевірено за статутом')
  })

  it('is one an entry: who comes second with the version they saw is told', async () => {
    await propose()
    const again = (seen: { id: string; version: number } | null) =>
      proposeChange(app.deps, editor, ID, 1, renamed('Черга третя'), 'Нова назва', seen)
    await again({ id: CP, version: 1 })
    await expect(again({ id: CP, version: 1 })).rejects.toMatchObject({ code: 'version-stale' })
    await expect(again(null)).rejects.toMatchObject({ code: 'conflict', ...rule('', 'duplicate-proposal') })
    await withdrawProposal(app.deps, editor, CP, 2, '')
    const both = await Promise.allSettled([again(null), again(null)])
    expect(both.map((result) => (result.status === 'rejected' ? result.reason.code : 'done')).sort()).toEqual([
      'conflict',
      'done',
    ])
  })

  it('is refused where nothing would change, where the entry moved, and where it is not published', async () => {
    await expect(propose(publishedSoftware())).rejects.toMatchObject(rule('', 'nothing-changed'))
    await editSoftware(app.deps, OPERATOR, ID, 1, renamed('Черга-2'), { typed: true, reason: 'test' })
    await expect(propose()).rejects.toMatchObject({ code: 'version-stale', ...rule('/baseVersion', 'entry-moved') })
    const on = (id: string) => proposeChange(app.deps, editor, id, 1, renamed('Інша'), '')
    await expect(on(SMALL.draft)).rejects.toMatchObject({ code: 'conflict', ...rule('/state', 'transition-refused') })
    await expect(on(SMALL.archived)).rejects.toMatchObject({ code: 'gone' })
    await expect(on('UA-SW-000099')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is checked as everything typed is', async () => {
    const hidden = changed((document) => {
      document.identity.name = { uk: 'Че\u200bрга' }
    })
    await expect(propose(hidden)).rejects.toMatchObject(rule('/identity/name/uk', 'hidden-character'))
    const mark = changed((document) => {
      document.demonstration = true
    })
    await expect(propose(mark)).rejects.toMatchObject(rule('/demonstration', 'demonstration-fixed'))
  })

  it('is nobody else’s: neither strangers nor officers nor auditors propose, none but registrars decide', async () => {
    for (const by of [
      actor('editor', SMALL.other),
      actor('officer', SMALL.holder),
      actor('auditor'),
      actor('admin'),
      actor('registrar', SMALL.holder),
    ]) {
      await expect(propose(undefined, by), by.role).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(propose(undefined, ANONYMOUS)).rejects.toMatchObject({ code: 'unauthenticated' })
    await propose()
    for (const by of [editor, actor('head', SMALL.holder), actor('auditor'), actor('admin')]) {
      await expect(decideProposal(app.deps, by, CP, 1, 'accept', '')).rejects.toMatchObject({
        code: by.role === 'admin' ? 'not-found' : 'forbidden',
      })
    }
    expect(await stateOf()).toBe('submitted')
  })

  it('is not decided by a registrar of the holder, of whoever would be it, or who is a member there in another role', async () => {
    const moved = changed((document) => {
      document.rights.holder = SMALL.other
    })
    await propose(moved)
    for (const by of [
      actor('registrar', SMALL.holder),
      actor('registrar', SMALL.other),
      { ...registrar, alsoOf: [SMALL.holder] },
      { ...registrar, alsoOf: [SMALL.other] },
    ]) {
      await expect(decideProposal(app.deps, by, CP, 1, 'accept', 'так')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(decideProposal(app.deps, by, CP, 1, 'return', 'ні')).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  it('to another holder is accepted only with the word of somebody', async () => {
    await propose(
      changed((document) => {
        document.rights.holder = SMALL.other
      }),
    )
    await expect(decideProposal(app.deps, registrar, CP, 1, 'accept', ' ')).rejects.toMatchObject(
      rule('/reason', 'holder-word-missing'),
    )
    await decideProposal(app.deps, registrar, CP, 1, 'accept', 'Лист Другої громади № 5')
    expect((await getSoftware(app.deps, ANONYMOUS, ID)).document.rights.holder).toBe(SMALL.other)
  })

  it('says why each step that is none is refused', async () => {
    await propose()
    await withdrawProposal(app.deps, editor, CP, 1, '')
    const refused = (transition: string) => ({
      code: 'conflict',
      findings: [{ pointer: '/state', rule: 'transition-refused', params: { state: 'withdrawn', transition } }],
    })
    await expect(decideProposal(app.deps, registrar, CP, 1, 'accept', '')).rejects.toMatchObject(refused('accept'))
    await expect(decideProposal(app.deps, registrar, CP, 1, 'return', 'х')).rejects.toMatchObject(refused('return'))
    await expect(withdrawProposal(app.deps, editor, CP, 2, '')).rejects.toMatchObject(refused('withdraw'))
    await expect(rebaseProposal(app.deps, editor, CP, 2, new Map())).rejects.toMatchObject(refused('rebase'))
    expect(await propose()).toMatchObject({ id: 'UA-CP-000002', version: 1 })
    await decideProposal(app.deps, registrar, 'UA-CP-000002', 1, 'return', 'х')
    await expect(decideProposal(app.deps, registrar, 'UA-CP-000002', 2, 'accept', '')).rejects.toMatchObject({
      findings: [{ params: { state: 'returned', transition: 'accept' } }],
    })
  })

  it('of two registrars at once takes the first alone', async () => {
    await propose()
    const results = await Promise.allSettled([
      decideProposal(app.deps, registrar, CP, 1, 'accept', ''),
      decideProposal(app.deps, registrar, CP, 1, 'return', 'Ні'),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = results.find((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'version-stale' })
    expect(await nameNow()).toBe(results[0].status === 'fulfilled' ? 'Черга нова' : 'Електронна черга')
  })

  it('is not accepted for an entry that was archived meanwhile, and can still be returned', async () => {
    await propose()
    await moveSoftware(app.deps, OPERATOR, ID, 1, 'archive', 'Виведено')
    await expect(decideProposal(app.deps, registrar, CP, 1, 'accept', '')).rejects.toMatchObject({ code: 'conflict' })
    await decideProposal(app.deps, registrar, CP, 1, 'return', 'Запис в архіві')
  })

  it('is known again as the open one of the entry by those who may read it', async () => {
    await propose()
    expect(await openProposalOf(app.deps, editor, ID)).toMatchObject({ id: CP })
    expect(await openProposalOf(app.deps, actor('editor', SMALL.other), ID)).toBeNull()
    expect(await openProposalOf(app.deps, ANONYMOUS, ID)).toBeNull()
  })
})

describe('when the entry moved on', () => {
  const edit = (document: SoftwareDocument) =>
    editSoftware(app.deps, OPERATOR, ID, 1, document, { typed: true, reason: 'test' })

  it('accepting is refused, and what does not clash is carried over by itself', async () => {
    await propose()
    await edit(
      changed((document) => {
        document.technology.databases = ['PostgreSQL']
      }),
    )
    await expect(decideProposal(app.deps, registrar, CP, 1, 'accept', '')).rejects.toMatchObject({
      code: 'version-stale',
      ...rule('/baseVersion', 'entry-moved'),
    })
    await rebaseProposal(app.deps, registrar, CP, 1, new Map())
    await decideProposal(app.deps, registrar, CP, 2, 'accept', '')
    const { document } = await getSoftware(app.deps, ANONYMOUS, ID)
    expect([document.identity.name['uk'], document.technology.databases]).toEqual(['Черга нова', ['PostgreSQL']])
  })

  it('a field that both changed takes a choice', async () => {
    await propose()
    await edit(renamed('Черга інакше'))
    await expect(rebaseProposal(app.deps, editor, CP, 1, new Map())).rejects.toMatchObject({
      findings: [{ pointer: '/identity/name/uk', rule: 'choice-missing' }],
    })
    const choose = (side: 'current' | 'proposed') =>
      rebaseProposal(app.deps, editor, CP, 1, new Map([['/identity/name/uk', side]]))
    await expect(choose('current')).rejects.toMatchObject(rule('', 'nothing-changed'))
    await choose('proposed')
    await decideProposal(app.deps, registrar, CP, 2, 'accept', '')
    expect(await nameNow()).toBe('Черга нова')
  })

  it('an entry that did not move needs none', async () => {
    await propose()
    await expect(rebaseProposal(app.deps, editor, CP, 1, new Map())).rejects.toMatchObject(
      rule('/baseVersion', 'rebase-needless'),
    )
  })
})
