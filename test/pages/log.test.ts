import { beforeEach, describe, expect, it } from 'vitest'
import { registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { LOCALES } from '../../src/web/i18n/index.ts'
import { anOrganization, edrpou, named, organizationOf } from '../support/builders.ts'
import { LOG_KEY, LOG_VERIFIER } from '../support/log-keys.ts'
import { memoryArchive } from '../support/memory-archive.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
const get = async (path: string) => {
  const response = await app.request(path)
  return { status: response.status, html: await response.text() }
}
const text = (html: string) => html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ')

beforeEach(async () => {
  app = await testApp({ reference: false, config: { LOG_KEY }, logArchive: memoryArchive() })
  await registerOrganization(app.deps, OPERATOR, anOrganization(), 'test')
  const draft = named('Чорновикназва', { rights: { holder: organizationOf(1) } })
  await registerSoftware(app.deps, OPERATOR, draft, 'submitted', { typed: true, reason: 'Секретнапричина' })
})

describe('the page of the log', () => {
  it.each(LOCALES)('says what it is, how it stands and how to check it (%s)', async (locale) => {
    await app.deps.publicLog.integrate()
    const { status, html } = await get(`/${locale}/log`)
    expect(status).toBe(200)
    const said = text(html)
    const uk = locale === 'uk'
    expect(said).toContain(uk ? 'Журнал реєстру' : 'The log of the register')
    expect(said).toContain(uk ? 'Не засвідчено.' : 'Not witnessed.')
    expect(said).toContain(uk ? 'Охоплює2 записи' : 'Covers2 entries')
    expect(html).toContain(LOG_VERIFIER)
    expect(html).toContain('register.test/log')
    expect(html).toContain('href="/log/dump"')
  })

  it('shows entries the newest first, those of drafts without what they say', async () => {
    await app.deps.publicLog.integrate()
    const before = await get('/uk/log')
    expect(text(before.html)).toContain('Рішення UA-SW-000001, версія 1')
    expect(text(before.html)).toContain('зміст не оприлюднено')
    for (const secret of ['Чорновикназва', 'Секретнапричина']) expect(before.html.includes(secret)).toBe(false)
    expect(before.html.indexOf('UA-SW-000001')).toBeLessThan(before.html.indexOf('Синівська'))

    await moveSoftware(app.deps, OPERATOR, 'UA-SW-000001', 1, 'publish', 'Відомості перевірено')
    const { html } = await get('/uk/log')
    expect(html).toContain('href="/uk/software/UA-SW-000001/history/2"')
    expect(text(html)).toContain('«Чорновикназва», версія 2')
    expect(text(html)).toContain('Відомості перевірено')
    expect(html.includes('Секретнапричина')).toBe(false)
    expect(text(html)).toContain('чекає на підпис')
  })

  it('goes through the log in pages', async () => {
    for (let number = 2; number < 50; number++) {
      await registerOrganization(app.deps, OPERATOR, anOrganization({ identifier: edrpou(number) }), 'test')
    }
    const first = await get('/en/log')
    expect(first.html).toContain('href="/en/log?before=30"')
    const second = await get('/en/log?before=30')
    expect(second.status).toBe(200)
    expect(text(second.html)).toContain('entry No. 29')
    expect(text(second.html)).not.toContain('entry No. 30 ')
    expect(second.html).toContain('href="/en/log"')
    expect((await get('/en/log?before=99999')).status).toBe(200)
    expect((await get('/en/log?before=x')).status).toBe(200)
    expect((await get('/en/log?before=10')).html).not.toContain('rel="next"')
  }, 30_000)

  it('stands without a key and without entries', async () => {
    const empty = await testApp({ reference: false })
    const response = await empty.request('/uk/log')
    expect(response.status).toBe(200)
    const html = await response.text()
    expect(text(html)).toContain('Ключа для підпису не встановлено')
    expect(text(html)).toContain('У журналі ще немає записів.')
  })

  it('is where /log leads, and the footer', async () => {
    const response = await app.request('/log', { headers: { 'accept-language': 'en' } })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/en/log'])
    expect((await get('/uk/help')).html).toContain('href="/uk/log"')
  })
})

describe('the history of a record', () => {
  it('says of each version whether a checkpoint covers it, with the proof to take along', async () => {
    await app.deps.publicLog.integrate()
    await moveSoftware(app.deps, OPERATOR, 'UA-SW-000001', 1, 'publish', 'Відомості перевірено')
    const pending = await get('/uk/software/UA-SW-000001/history')
    expect(text(pending.html)).toContain('чекає на підпис')
    expect(text(pending.html)).toContain('підтверджено контрольною точкою на 2')
    await app.deps.publicLog.integrate()
    const one = await get('/en/software/UA-SW-000001/history/2')
    expect(text(one.html)).toContain('verified in the checkpoint of 3 entries')
    expect(one.html).toContain('href="/log/proof/software/UA-SW-000001/2"')
    expect((await app.request('/log/proof/software/UA-SW-000001/2')).status).toBe(200)
  })
})
