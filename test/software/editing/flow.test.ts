import { beforeAll, describe, expect, it } from 'vitest'
import { SMALL, type SmallRegister, smallRegister } from '../../support/small-register.ts'

let register: SmallRegister
let editor: string
beforeAll(async () => {
  register = await smallRegister()
  editor = await register.signIn('editor', SMALL.holder)
})

const home = '/uk/work/software'

describe('registering software without JavaScript', () => {
  it('goes from an empty draft to the queue', async () => {
    const begun = await register.request(home, { cookie: editor, form: {} })
    expect(begun.status).toBe(303)
    const draft = begun.headers.get('location') ?? ''
    const tasks = await register.request(draft, { cookie: editor })
    const text = await tasks.text()
    expect(tasks.status, text).toBe(200)
    expect(text).toContain('Не розпочато')
    const topic = await register.request(`${draft}/topics/names`, { cookie: editor })
    expect(topic.status).toBe(200)
    const saved = await register.request(`${draft}/topics/names`, {
      cookie: editor,
      form: {
        revision: '1',
        'identity.name.uk': 'Облік архівних справ',
        'identity.name.en': '',
        'identity.aliases': '',
        'identity.shortDescription.uk': 'Облік справ архіву громади.',
        'identity.shortDescription.en': '',
        go: 'next',
      },
    })
    expect(saved.status, await saved.clone().text()).toBe(303)
    expect(saved.headers.get('location')).toBe(`${draft}/topics/purpose`)
    const check = await register.request(`${draft}/check`, { cookie: editor })
    expect(check.status).toBe(200)
    expect(await check.text()).toContain('Облік архівних справ')
    const handed = await register.request(`${draft}/check`, { cookie: editor, form: { reason: '' } })
    expect(handed.status, await handed.clone().text()).toBe(303)
    const again = await register.request(`${draft}/check`, { cookie: editor, form: { reason: '' } })
    expect(again.headers.get('location')).toBe(`${draft}/done`)
    const done = await register.request(`${draft}/done`, { cookie: editor })
    expect(done.status).toBe(200)
    expect(await done.text()).toContain('UA-SW-000004')
  })
})
