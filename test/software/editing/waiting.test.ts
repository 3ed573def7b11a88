import { expect, it } from 'vitest'
import { sessionOf } from '../../../src/accounts/sessions.ts'
import { OPERATOR } from '../../../src/kernel/actor.ts'
import { waitingForEditor } from '../../../src/software/editing/my-entries.ts'
import { decideProposal, proposeChange } from '../../../src/software/proposals.ts'
import { moveSoftware } from '../../../src/software/service.ts'
import { publishedSoftware, SMALL, type SmallRegister, smallRegister } from '../../support/small-register.ts'

it('counts the drafts, returned entries and returned changes of an organization, each once, for those who may edit', async () => {
  const register = await smallRegister()
  const { deps } = register
  const editor = await register.signIn('editor', SMALL.holder)
  const actorOf = async (cookie: string) => {
    const session = await sessionOf(deps, cookie.slice(cookie.indexOf('=') + 1))
    if (session === null) throw new Error('no session')
    return session.actor
  }
  const actor = await actorOf(editor)
  expect(await waitingForEditor(deps, actor)).toBe(0)
  await moveSoftware(deps, OPERATOR, SMALL.draft, 1, 'submit', '')
  await moveSoftware(deps, OPERATOR, SMALL.draft, 2, 'return', 'Доповніть.')
  expect(await waitingForEditor(deps, actor)).toBe(1)
  await register.request(`/uk/work/software/records/${SMALL.draft}/draft`, { cookie: editor, form: {} })
  expect(await waitingForEditor(deps, actor)).toBe(1)
  await register.request('/uk/work/software', { cookie: editor, form: {} })
  expect(await waitingForEditor(deps, actor)).toBe(2)
  const change = publishedSoftware()
  change.identity.name = { uk: 'Черга нова' }
  const { id } = await proposeChange(deps, actor, SMALL.published, 1, change, 'Уточнено')
  expect(await onDesk(register, editor)).toBe('2')
  await decideProposal(deps, OPERATOR, id, 1, 'return', 'Поясніть.')
  expect(await waitingForEditor(deps, actor)).toBe(3)
  expect(await onDesk(register, editor)).toBe('3')
  await register.request(`/uk/work/software/records/${SMALL.published}/draft`, { cookie: editor, form: {} })
  expect(await onDesk(register, editor)).toBe('3')
  expect(await waitingForEditor(deps, await actorOf(await register.signIn('editor', SMALL.other)))).toBe(0)
  expect(await waitingForEditor(deps, await actorOf(await register.signIn('officer', SMALL.holder)))).toBeNull()
})

/** The number beside the list of one's own entries. */
async function onDesk(register: SmallRegister, cookie: string): Promise<string | undefined> {
  const html = await (await register.request('/uk/work', { cookie })).text()
  return /href="\/uk\/work\/software"[\s\S]*?(\d+)/.exec(html)?.[1]
}
