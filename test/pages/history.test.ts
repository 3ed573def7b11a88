import { beforeEach, describe, expect, it } from 'vitest'
import { fieldName, valueText } from '../../src/history/field-names.ts'
import { LOCALES } from '../../src/web/i18n/index.ts'
import { fullSoftware, HOLDER } from '../support/full-entry.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { entriesOf } from './entries.ts'

const ID = 'UA-SW-000001'

describe('the history of a record', () => {
  let app: TestApp
  let write: ReturnType<typeof entriesOf>
  const get = async (path: string) => {
    const response = await app.request(path)
    return { status: response.status, html: await response.text() }
  }

  beforeEach(async () => {
    app = await testApp()
    write = entriesOf(app)
    await write.organization('Рада')
    const full = fullSoftware('текст')
    await write.software(
      ID,
      { ...full, technology: { ...full.technology, version: '8.1' } },
      { reason: 'software.register' },
    )
    app.setNow('2026-11-24T09:30:00.000Z')
    const changed = {
      ...full,
      technology: { ...full.technology, version: '8.2' },
      identity: { ...full.identity, lifecycleStage: 'retirement' as const },
    }
    await write.software(ID, changed, { version: 2, reason: 'Новий випуск' })
  })

  it.each(LOCALES)('says of each version who, when, why and what, the newest first (%s)', async (locale) => {
    const { status, html } = await get(`/${locale}/software/${ID}/history`)
    expect(status).toBe(200)
    expect(html).toContain(`<html lang="${locale}"`)
    const uk = locale === 'uk'
    expect(html.indexOf('Новий випуск')).toBeLessThan(
      html.indexOf(uk ? 'Рішення внесено до реєстру' : 'Software registered'),
    )
    expect(html).toContain(uk ? '24\u00a0листопада 2026\u00a0р., 11:30' : '24\u00a0November 2026, 11:30')
    expect(html).toContain(uk ? 'Оператор реєстру' : 'Operator of the register')
    expect(html).toContain(uk ? 'запис № 2 журналу' : 'entry No. 2 of the log')
    expect(html).toMatch(/<del[^>]*>8\.1<\/del>.*<ins[^>]*>8\.2<\/ins>/s)
    expect(html).toContain(uk ? 'Технологія › Версія' : 'Technology › Version')
    expect(html).toContain(uk ? 'Виведення з експлуатації' : 'Being retired')
  })

  it('shows one version with its content, its hash and its place in the log', async () => {
    const { html } = await get(`/uk/software/${ID}/history/2`)
    const { rows } = await app.database.client.execute(`select sha256 from version where id = '${ID}' and version = 2`)
    expect(html).toContain(String(rows[0]?.['sha256']))
    expect(html).toContain('&quot;version&quot;: &quot;8.2&quot;')
    expect(html).toContain(`href="/uk/software/${ID}/history/1"`)
    expect(html).not.toContain(`href="/uk/software/${ID}/history/3"`)
    expect((await get(`/uk/software/${ID}/history/1`)).html).toContain('Запис створено')
  })

  it('answers 404 for versions and records that are not there', async () => {
    for (const path of [`${ID}/history/3`, `${ID}/history/0`, `${ID}/history/x`, 'UA-SW-999999/history'])
      expect((await get(`/uk/software/${path}`)).status, path).toBe(404)
  })

  it('shows an erased version as erased, and compares nothing with it', async () => {
    await app.database.client.execute(`update version set envelope = null where id = '${ID}' and version = 1`)
    const { html } = await get(`/uk/software/${ID}/history`)
    expect(html).toContain('Зміст цієї версії стерто')
    expect(html).toContain('порівняти немає з чим')
    const erased = await get(`/uk/software/${ID}/history/1`)
    expect(erased.status).toBe(200)
    expect(erased.html).not.toContain('8.1')
  })

  it('folds long lists of changes, counts what it leaves out, and stays within 50 kB', async () => {
    const usedBy = Array.from({ length: 5202 }, (_, index) => `Громада з довгою назвою ${index}`)
    await write.software(ID, { ...fullSoftware('текст'), usedBy }, { version: 3 })
    await write.software(ID, { ...fullSoftware('інакше'), usedBy: [] }, { version: 4 })
    for (const path of ['', '/3', '/4']) {
      const { html } = await get(`/uk/software/${ID}/history${path}`)
      expect(new TextEncoder().encode(html).length, path).toBeLessThanOrEqual(50_000)
    }
    expect((await get(`/uk/software/${ID}/history`)).html).toMatch(
      /<details class="versions__changes"><summary>Показати/,
    )
  })

  it('pages a long history by version', async () => {
    for (let version = 3; version <= 23; version++)
      await write.software(ID, fullSoftware(`текст ${version}`), { version })
    const first = await get(`/uk/software/${ID}/history`)
    expect(first.html).toContain(`href="/uk/software/${ID}/history?before=14"`)
    const second = await get(`/uk/software/${ID}/history?before=14`)
    expect(second.html).toContain(`/history/13"`)
    expect(second.html).not.toContain(`/history/14"`)
    expect((await get(`/uk/software/${ID}/history?before=abc`)).status).toBe(200)
  })

  it('escapes reasons and values', async () => {
    const attack = `<script>x()</script>"'`
    await write.software(ID, fullSoftware(attack), { version: 3, reason: attack })
    for (const path of ['', '/3']) {
      const { html } = await get(`/uk/software/${ID}/history${path}`)
      expect(html.match(/<script/g)).toHaveLength(1)
      expect(html).toContain('&lt;script&gt;x()')
    }
  })

  it('is there for organizations, and for experts with consent alone', async () => {
    expect((await get(`/en/organizations/${HOLDER}/history`)).status).toBe(200)
    expect((await get(`/en/organizations/${HOLDER}/history/1`)).status).toBe(200)
    await write.expert('Прізвище')
    expect((await get('/uk/experts/UA-EX-000001/history')).html).toContain('Прізвище')
    await write.expert('Прізвище', { consent: { state: 'withdrawn', date: '2026-02-01', document: null } }, 2)
    expect((await get('/uk/experts/UA-EX-000001/history')).status).toBe(404)
    expect((await get('/uk/experts/UA-EX-000001/history/1')).status).toBe(404)
  })
})

describe('the names of changed fields', () => {
  it.each([
    ['/state', 'Стан запису'],
    ['/document/identity/name/uk', 'Назва й призначення › Назва (українська)'],
    ['/document/identity/features/en/0', 'Назва й призначення › Можливості (англійська) › №\u00a01'],
    ['/document/rights/grants/1/conditions/uk', 'Права › Дозволи › №\u00a02 › умови (українська)'],
    ['/document/technology/dependsOn/open/0/name', 'Технологія › Залежності › відкриті › №\u00a01 › назва'],
    ['/document/usedBy/16', 'Заявлені користувачі › №\u00a017'],
    ['/document/extensions/publiccode.yml/a~1b', 'Інші поля імпортованих файлів › publiccode.yml › a/b'],
    ['/document/nowhere/constructor', 'nowhere › constructor'],
  ])('%s', (path, name) => {
    expect(fieldName('software', path, 'uk')).toBe(name)
  })

  it('knows organizations and experts too', () => {
    expect(fieldName('organization', '/contact/email', 'en')).toBe('Contact › mailbox')
    expect(fieldName('expert', '/specialism/uk', 'en')).toBe('Field (Ukrainian)')
  })

  it('says values as a reader reads them', () => {
    expect(valueText('/state', 'published', 'uk', 100)).toBe('Оприлюднено')
    expect(valueText('/document/technology/releaseDate', '2026-09-01', 'uk', 100)).toBe('1\u00a0вересня 2026\u00a0р.')
    expect(valueText('/x', false, 'en', 100)).toBe('no')
    expect(valueText('/x', { version: '8.2', date: '2026-09-01' }, 'uk', 100)).toBe(
      'версія: 8.2; дата: 1\u00a0вересня 2026\u00a0р.',
    )
    expect(valueText('/x', ['a', 'b'], 'uk', 100)).toBe('a, b')
  })
})
