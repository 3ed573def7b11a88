import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { sessionOf } from '../../src/accounts/sessions.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { SoftwareDocument } from '../../src/software/model.ts'
import { decideProposal, proposeChange } from '../../src/software/proposals.ts'
import { editSoftware, getSoftware, moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { SESSION_COOKIE } from '../../src/web/session.ts'
import { named } from '../support/builders.ts'
import { pageFindings } from '../support/page-checks.ts'
import { publishedSoftware, SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'

const TYPED = { typed: true, reason: 'test' } as const
const NEW = 'UA-SW-000004'
const CP = 'UA-CP-000001'
const css = readFileSync(new URL('../../src/web/assets/css/forms.css', import.meta.url), 'utf8')

let app: SmallRegister
let registrar: string
let editor: string
beforeEach(async () => {
  app = await smallRegister()
  registrar = await app.signIn('registrar')
  editor = await app.signIn('editor', SMALL.holder)
})

const held = { rights: { holder: SMALL.holder } }
/** What a catalogue cannot do without is there, so that nothing speaks against it. */
const clean = (name: string) =>
  named(name, {
    identity: {
      name: { uk: name },
      shortDescription: { uk: 'Опис рішення.' },
      functions: ['citizen-services.queue'],
      developmentStatus: 'stable',
    },
    rights: { holder: SMALL.holder, grants: [{ permittedUsers: 'anyone', gratuitous: true }] },
  })
const submit = async (document = named('Облік звернень', held)) =>
  (await registerSoftware(app.deps, OPERATOR, document, 'submitted', TYPED)).id
const propose = (change: (document: SoftwareDocument) => void) => {
  const document = structuredClone(publishedSoftware())
  change(document)
  return proposeChange(
    app.deps,
    { role: 'editor', organization: SMALL.holder, credential: null },
    SMALL.published,
    1,
    document,
    'Уточнено назву',
  )
}
const rename = (name: string) => (document: SoftwareDocument) => {
  document.identity.name = { uk: name }
}
const see = async (path: string, cookie: string, locale = 'uk') => {
  const response = await app.request(`/${locale}/work${path}`, { cookie })
  return { status: response.status, html: await response.text() }
}
const send = async (id: string, cookie: string, form: Record<string, string | string[]>, below = '') => {
  const response = await app.request(`/uk/work/queue/${id}${below}`, { cookie, form })
  return { status: response.status, location: response.headers.get('location'), html: await response.text() }
}
const stateOf = async (id: string) => (await getSoftware(app.deps, OPERATOR, id)).state
const text = (html: string) =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, '’')
    .replace(/[\s\u00a0]+/g, ' ')

describe('an entry', () => {
  it('is handed in, returned with reasons by topic, mended, handed in again and published', async () => {
    await submit()
    const queue = text((await see('/queue', registrar)).html)
    expect(queue).toContain('1 новий запис, 0 змін')
    expect(queue).toContain('Облік звернень')
    const shown = await see(`/queue/${NEW}`, registrar)
    expect(shown.status).toBe(200)
    expect(text(shown.html)).toMatch(/Бракує основного.*Рішення щодо подання/)

    const none = await send(NEW, registrar, { step: 'return', version: '1' })
    expect([none.status, text(none.html).includes('Вкажіть хоча б одну причину.')]).toEqual([422, true])
    const sent = await send(NEW, registrar, {
      step: 'return',
      version: '1',
      'topic-rights': 'Немає документа про перехід прав.\n\nДодайте його.',
      'return-reason': 'Ще раз перевірте назву.',
    })
    expect([sent.status, sent.location]).toEqual([303, `/uk/work/queue/${NEW}?done=return`])
    expect(await stateOf(NEW)).toBe('returned')

    for (const path of [`/queue/${NEW}`, '/submissions']) {
      const told = text((await see(path, editor)).html)
      expect(told, path).toContain('Повернено на доопрацювання')
      expect(told, path).toMatch(/Права:\s+Немає документа про перехід прав\. Додайте його\./)
      expect(told, path).toContain('Ще раз перевірте назву.')
      expect(told, path).toContain('23 листопада 2026 р.')
    }
    const record = await app.request(`/uk/software/${NEW}`, { cookie: editor })
    expect(text(await record.text())).toContain(`Новий запис ${NEW}: Повернено на доопрацювання`)
    const history = await app.request(`/uk/software/${NEW}/history`, { cookie: editor })
    expect(text(await history.text())).toContain('Права: Немає документа про перехід прав.')

    await editSoftware(app.deps, OPERATOR, NEW, 2, named('Облік звернень громадян', held), TYPED)
    await moveSoftware(app.deps, OPERATOR, NEW, 3, 'submit', '')
    expect(text((await see(`/queue/${NEW}`, registrar)).html)).toContain('Немає документа про перехід прав.')
    const done = await send(NEW, registrar, { step: 'publish', version: '4', 'publish-reason': 'Усе гаразд' })
    expect(done.status).toBe(303)
    expect(text((await see(`/queue/${NEW}?done=publish`, registrar)).html)).toContain('Готово: оприлюднено.')
    expect((await app.request(`/uk/software/${NEW}`)).status).toBe(200)
    const archived = await send(NEW, registrar, { step: 'archive', version: '5', 'archive-reason': 'Дубль' })
    expect([archived.status, await stateOf(NEW)]).toEqual([303, 'archived'])
  })

  it('is taken back by those who handed it in, and by nobody else', async () => {
    await submit()
    expect((await send(NEW, registrar, { step: 'withdraw', version: '1' })).status).toBe(403)
    expect((await send(NEW, editor, { step: 'withdraw', version: '1' })).status).toBe(303)
    expect(await stateOf(NEW)).toBe('draft')
    expect(text((await see(`/queue/${NEW}`, editor)).html)).toContain('Чернетка')
  })

  it('says why each step that is none is refused, and where it stands', async () => {
    const states = {
      draft: { allowed: ['submit'], id: SMALL.draft, version: 1 },
      published: { allowed: ['archive'], id: SMALL.published, version: 1 },
      archived: { allowed: [], id: SMALL.archived, version: 2 },
    } as const
    for (const [state, { allowed, id, version }] of Object.entries(states)) {
      for (const transition of ['submit', 'withdraw', 'publish', 'return', 'archive'] as const) {
        if ((allowed as readonly string[]).includes(transition)) continue
        await expect(
          moveSoftware(app.deps, OPERATOR, id, version, transition, 'x'),
          `${state} ${transition}`,
        ).rejects.toMatchObject({
          code: 'conflict',
          findings: [{ pointer: '/state', rule: 'transition-refused', params: { state, transition } }],
        })
      }
    }
    const page = await send(SMALL.archived, registrar, { step: 'publish', version: '2' })
    expect(page.status).toBe(409)
    expect(text(page.html)).toContain('Дію «Оприлюднити» не виконано: зараз стан — «В архіві».')
  })

  it('is shown to nobody else', async () => {
    await submit()
    const stranger = await app.signIn('editor', SMALL.other)
    expect((await see(`/queue/${NEW}`, stranger)).status).toBe(404)
    expect((await see('/queue', stranger)).status).toBe(403)
    expect((await see('/queue', editor)).status).toBe(403)
    expect((await app.request('/uk/work/queue')).status).toBe(303)
    expect((await app.request(`/uk/work/queue/${NEW}`)).status).toBe(404)
    expect((await see('/queue', await app.signIn('auditor'))).status).toBe(200)
  })
})

describe('two registrars at once', () => {
  it('the second sees what happened, and keeps what they wrote', async () => {
    await submit()
    const second = await app.signIn('registrar')
    await send(NEW, registrar, { step: 'publish', version: '1' })
    const late = await send(NEW, second, { step: 'return', version: '1', 'return-reason': 'Немає опису' })
    expect(late.status).toBe(412)
    expect(text(late.html)).toMatch(
      /Поки ви дивилися, стан змінився Оприлюднено: Реєстратор, 23 листопада 2026 р\., 10:00/,
    )
    expect(await stateOf(NEW)).toBe('published')
  })

  it('a decision on a version that was edited meanwhile is not taken', async () => {
    await submit()
    await editSoftware(app.deps, OPERATOR, NEW, 1, named('Зовсім інше', held), TYPED)
    const late = await send(NEW, registrar, { step: 'return', version: '1', 'return-reason': 'Немає опису' })
    expect(late.status).toBe(412)
    expect(text(late.html)).toContain('Подане тим часом змінили')
    expect(late.html).toContain('Немає опису')
  })
})

describe('a registrar who belongs to the organization', () => {
  it('is told that others decide, and is refused by page and API', async () => {
    await submit()
    await propose(rename('Черга нова'))
    const own = await app.signIn('registrar', SMALL.holder)
    for (const id of [NEW, CP]) {
      const { html } = await see(`/queue/${id}`, own)
      expect(text(html)).toContain('розглядає інший реєстратор')
      expect(html).not.toContain('id="decide"')
    }
    expect((await send(NEW, own, { step: 'publish', version: '1' })).status).toBe(403)
    expect((await send(CP, own, { step: 'accept', version: '1' })).status).toBe(403)
    const queue = text((await see('/queue', own)).html)
    expect(queue).toContain('2 записи стосуються вашої організації')
    expect(text((await see('/queue?who=me', own)).html)).toContain('За цими умовами нічого не чекає')
    const key = await app.key('registrar', SMALL.holder)
    const headers = { 'if-match': '"1"' }
    for (const path of [`software/${NEW}/publish`, `proposals/${CP}/accept`]) {
      const response = await app.request(`/api/v1/${path}`, { method: 'POST', key, json: {}, headers })
      expect(response.status, path).toBe(403)
    }
  })

  it('is refused by the write itself when they became a member after the check', async () => {
    await submit()
    await propose(rename('Черга нова'))
    const session = await sessionOf(app.deps, registrar.replace(`${SESSION_COOKIE}=`, ''))
    if (session === null) throw new Error('no session')
    const at = app.deps.now()
    await app.deps.records.record([
      {
        sql: `insert into membership (id, person_id, role, organization_id, state, claimed, requested_at, decided_at, decided_by)
              values ('late', ?, 'editor', ?, 'confirmed', 1, ?, ?, 'system')`,
        args: [session.person.id, SMALL.holder, at, at],
      },
    ])
    // What was read of the session before still says nothing of the new membership.
    const { actor } = session
    const refused = { code: 'forbidden', message: 'the credential is no longer valid' }
    await expect(moveSoftware(app.deps, actor, NEW, 1, 'publish', '')).rejects.toMatchObject(refused)
    await expect(moveSoftware(app.deps, actor, NEW, 1, 'return', 'x')).rejects.toMatchObject(refused)
    await expect(moveSoftware(app.deps, actor, SMALL.published, 1, 'archive', 'x')).rejects.toMatchObject(refused)
    await expect(decideProposal(app.deps, actor, CP, 1, 'accept', '')).rejects.toMatchObject(refused)
    await expect(editSoftware(app.deps, actor, SMALL.published, 1, named('Черга', held), TYPED)).rejects.toMatchObject({
      code: expect.stringMatching(/forbidden|validation-failed/),
    })
    expect([await stateOf(NEW), await stateOf(SMALL.published)]).toEqual(['submitted', 'published'])
    expect((await send(NEW, registrar, { step: 'publish', version: '1' })).status).toBe(403)
  })
})

describe('a proposed change', () => {
  it('is shown as a difference in words, accepted, and then compared with what it was made from', async () => {
    await propose(rename('Черга нова'))
    const { html } = await see(`/queue/${CP}`, registrar)
    expect(text(html)).toContain('Назва й призначення › Назва (українська) Електронна черга Черга нова')
    expect(text(html)).toContain('Уточнено назву')
    expect(text(html)).toContain('Редактор організації, Синівська селищна рада')
    expect((await see(`/queue/${CP}/entry`, registrar)).html).toContain('Черга нова')
    expect((await send(CP, registrar, { step: 'accept', version: '1' })).status).toBe(303)
    const after = text((await see(`/queue/${CP}`, editor)).html)
    expect(after).toContain('Зміну прийнято')
    expect(after).toContain('Електронна черга Черга нова')
  })

  it('to another holder says so loudly and takes grounds', async () => {
    await propose((document) => {
      document.rights.holder = SMALL.other
    })
    const { html } = await see(`/queue/${CP}`, registrar)
    expect(text(html)).toMatch(
      /Зміна передає запис іншому володільцю Зараз: Синівська селищна рада Після зміни: Друга громада/,
    )
    const none = await send(CP, registrar, { step: 'accept', version: '1' })
    expect([none.status, text(none.html).includes('хто й коли це підтвердив')]).toEqual([422, true])
    const sent = await send(CP, registrar, { step: 'accept', version: '1', 'accept-reason': 'Лист Другої громади' })
    expect(sent.status).toBe(303)
  })

  it('whose entry moved on is compared three ways and carried over by choice', async () => {
    await propose((document) => {
      rename('Черга нова')(document)
      document.technology.databases = ['SQLite']
    })
    const moved = structuredClone(publishedSoftware())
    moved.identity.name = { uk: 'Черга інша' }
    moved.technology.programmingLanguages = ['Go']
    await editSoftware(app.deps, OPERATOR, SMALL.published, 1, moved, TYPED)
    const late = await send(CP, registrar, { step: 'accept', version: '1' })
    expect(late.status).toBe(412)
    expect(text(late.html)).toContain('а оприлюднено вже версію 2')
    const merge = await see(`/queue/${CP}/merge`, registrar)
    expect(text(merge.html)).toMatch(
      /Було у спільній версії: Електронна черга .*Зараз у реєстрі: Черга інша .*У зміні: Черга нова/,
    )
    const field = 'choice/identity/name/uk'
    const form = { version: '1', entry: '2' }
    const unresolved = await send(CP, registrar, form, '/merge')
    expect([unresolved.status, text(unresolved.html).includes('оберіть, чиє значення лишити')]).toEqual([422, true])
    const again = await send(CP, registrar, { ...form, entry: '1', [field]: 'proposed' }, '/merge')
    expect([again.status, text(again.html).includes('знову змінився')]).toEqual([412, true])
    for (const time of ['once', 'once more']) {
      expect((await send(CP, registrar, { ...form, [field]: 'proposed' }, '/merge')).status, time).toBe(303)
    }
    expect((await send(CP, registrar, { step: 'accept', version: '2' })).status).toBe(303)
    const { document } = await getSoftware(app.deps, OPERATOR, SMALL.published)
    expect([document.identity.name, document.technology.databases, document.technology.programmingLanguages]).toEqual([
      { uk: 'Черга нова' },
      ['SQLite'],
      ['Go'],
    ])
  })

  it('to the repository of another entry is refused when it is handed in, and told as what it is when that came later', async () => {
    const address = 'https://github.com/synivka/other'
    const moved = (document: SoftwareDocument) => {
      if (document.technology.repository !== null) document.technology.repository.url = address
    }
    const taken = { code: 'conflict', findings: [{ rule: 'duplicate-software_source' }] }
    await propose(moved)
    await submit(named('Інше рішення', { ...held, technology: { repository: { url: `${address}.git` } } }))
    const refused = await send(CP, registrar, { step: 'accept', version: '1', 'accept-reason': 'Перевірено' })
    expect(refused.status).toBe(409)
    expect(text(refused.html)).toContain(
      'Дію «Прийняти зміну» не виконано Рішення з таким репозиторієм уже зареєстровано.',
    )
    expect(text(refused.html)).not.toContain('Поки ви дивилися')
    expect(text(refused.html)).not.toContain('тим часом змінили')
    expect(refused.html).toContain('Перевірено</textarea>')
    await expect(propose(moved)).rejects.toMatchObject(taken)
    await propose(rename('Черга нова'))
  })

  it('withdrawn while somebody decides is not accepted, and they are told', async () => {
    await propose(rename('Черга нова'))
    expect((await send(CP, editor, { step: 'withdraw', version: '1' })).status).toBe(303)
    const late = await send(CP, registrar, { step: 'accept', version: '1' })
    expect(late.status).toBe(409)
    expect(text(late.html)).toMatch(/Відкликано: Редактор організації, Синівська селищна рада/)
    expect((await getSoftware(app.deps, OPERATOR, SMALL.published)).version).toBe(1)
  })
})

describe('deciding', () => {
  it('wants somebody who signed in lately; taking back does not', async () => {
    await submit()
    app.setNow('2026-11-23T08:11:00.000Z')
    const stale = await send(NEW, registrar, { step: 'return', version: '1', 'return-reason': 'Немає опису' })
    expect(stale.status).toBe(303)
    const { rows } = await app.database.client.execute('select path, fields from held_form')
    expect(rows).toHaveLength(1)
    expect(String(rows[0]?.['fields'])).toContain('Немає опису')
    expect(await stateOf(NEW)).toBe('submitted')
    expect((await send(NEW, editor, { step: 'withdraw', version: '1' })).status).toBe(303)
  })

  it('refuses reasons that are too long or tell of a person, at their field', async () => {
    await submit()
    const long = await send(NEW, registrar, { step: 'return', version: '1', 'topic-rights': 'я'.repeat(1001) })
    expect(long.status).toBe(422)
    expect(long.html).toContain('href="#field-topic-rights"')
    const personal = await send(NEW, registrar, { step: 'return', version: '1', 'return-reason': 'РНОКПП 3287654327' })
    expect([personal.status, personal.html.includes('href="#field-return-reason"')]).toEqual([422, true])
  })
})

describe('the queue', () => {
  it('counts working days, and keeps the place of what is edited while it waits', async () => {
    await submit()
    app.setNow('2026-11-24T08:00:00.000Z')
    await submit(named('Друге', held))
    await editSoftware(app.deps, OPERATOR, NEW, 1, named('Перше, виправлене', held), TYPED)
    app.setNow('2026-11-30T08:00:00.000Z')
    registrar = await app.signIn('registrar')
    const { html } = await see('/queue', registrar)
    expect(text(html)).toMatch(/Перше, виправлене .* 23 листопада 2026 р\. 5 .*Друге .* 24 листопада 2026 р\. 4/)
  })

  it('is read page by page without a gap, and narrowed', async () => {
    for (let number = 1; number <= 27; number++) await submit(named(`Рішення №${number}`, held))
    await propose(rename('Черга нова'))
    const first = (await see('/queue', registrar)).html
    const next = /href="([^"]*cursor=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await (await app.request(next, { cookie: registrar })).text()
    const ids = [first, second].flatMap((html) => [...html.matchAll(/queue\/(UA-(?:SW|CP)-\d+)"/g)].map(([, id]) => id))
    expect([ids.length, new Set(ids).size]).toEqual([28, 28])
    const changes = text((await see('/queue?kind=change', registrar)).html)
    expect([changes.includes('Електронна черга'), changes.includes('Рішення №1')]).toEqual([true, false])
    expect(text((await see(`/queue?organization=${SMALL.other}`, registrar)).html)).toContain('нічого не чекає')
    expect((await see('/queue?cursor=broken', registrar)).status).toBe(200)
  })
})

describe('several at once', () => {
  const at = `several?organization=${SMALL.holder}`

  it('are published each by a commit of its own, and one that fails holds nothing up', async () => {
    const ids = [await submit(clean('Перше')), await submit(clean('Друге')), await submit(clean('Третє'))]
    const warned = await submit()
    const page = text((await see(`/queue/${at}`, registrar)).html)
    expect(page).toContain('3 записи без застережень')
    expect(page).toMatch(/Розглянути окремо .*Облік звернень/)
    await moveSoftware(app.deps, OPERATOR, ids[1] ?? '', 1, 'return', 'Ні')
    const sent = await send(at, registrar, { entry: [...ids, warned].map((id) => `${id} 1`) })
    expect(sent.status).toBe(200)
    expect(text(sent.html)).toContain('Оприлюднено 2 записи Не оприлюднено 2 записи.')
    expect(text(sent.html)).toContain('До цього запису є застереження')
    expect(await Promise.all([...ids, warned].map(stateOf))).toEqual([
      'published',
      'returned',
      'published',
      'submitted',
    ])
    const commits = await app.database.client.execute(
      `select count(distinct commit_id) as n from leaf where id in ('${ids[0]}', '${ids[2]}') and version = 2`,
    )
    expect(commits.rows[0]?.['n']).toBe(2)
  })

  it('are nobody’s of the organization, take a fresh sign-in and at least one', async () => {
    await submit(clean('Перше'))
    const own = await app.signIn('registrar', SMALL.holder)
    expect((await see(`/queue/${at}`, own)).status).toBe(403)
    expect((await send(at, own, { entry: `${NEW} 1` })).status).toBe(403)
    expect((await see(`/queue/${at}`, editor)).status).toBe(403)
    expect((await send(at, registrar, {})).status).toBe(422)
    app.setNow('2026-11-23T08:11:00.000Z')
    expect((await send(at, registrar, { entry: `${NEW} 1` })).status).toBe(303)
    expect(await stateOf(NEW)).toBe('submitted')
  })

  it('never include what bears the name of another entry', async () => {
    await submit(clean('Однакова назва'))
    await submit(clean('Однакова назва'))
    expect(text((await see(`/queue/${at}`, registrar)).html)).toContain('Записів без застережень немає')
  })
})

describe('what is not published', () => {
  it('is nowhere to be read', async () => {
    const secret = 'Таємниченазвисько'
    await submit(named(secret, held))
    await propose(rename(`${secret} зміна`))
    await decideProposal(app.deps, OPERATOR, CP, 1, 'return', `${secret} причина`)
    const paths = [
      `/uk/search?q=${secret}`,
      `/uk/software?q=${secret}`,
      '/uk/software.csv',
      '/uk/software.atom',
      '/sitemaps/software-1.xml',
      `/uk/software/${SMALL.published}`,
      `/uk/software/${SMALL.published}/history`,
      `/uk/organizations/${SMALL.holder}`,
      `/api/v1/software?q=${secret}`,
      '/api/v1/software',
      `/api/v1/search?q=${secret}`,
      `/api/v1/suggest?q=${secret.slice(0, 6)}`,
      `/api/v1/software/${SMALL.published}`,
      `/api/v1/software/${SMALL.published}/versions`,
      `/api/v1/software/${SMALL.published}/proposals`,
      `/api/v1/proposals/${CP}`,
      `/api/v1/proposals/${CP}/versions`,
      `/api/v1/proposals/${CP}/versions/1`,
      `/api/v1/software/${NEW}/versions`,
      `/uk/work/queue/${CP}`,
      `/uk/work/queue/${CP}/entry`,
      `/uk/work/queue/${CP}/merge`,
      '/uk/work/submissions',
      '/log/dump',
      '/uk/log',
    ]
    for (const path of paths) {
      for (const init of [{}, { key: app.keys.stranger }, { cookie: await app.signIn('editor', SMALL.other) }]) {
        const body = (await (await app.request(path, init)).text()).replaceAll(encodeURIComponent(secret), '')
        // Whatever was searched for is repeated by the page, but not found.
        const shown = body.replaceAll(`«${secret}»`, '').replace(/value="[^"]*"/g, '')
        expect(/причина|зміна"|назвисько зміна/.test(shown), path).toBe(false)
        if (!path.includes(`q=`)) expect(shown.includes(secret), path).toBe(false)
        else expect(/Знайдено [1-9]|"count":[1-9]/.test(shown) && shown.includes(NEW), path).toBe(false)
      }
    }
    const list = await app.request(`/api/v1/software/${SMALL.published}/proposals`)
    expect(await list.json()).toEqual({ items: [], next: null })
    expect((await app.request(`/api/v1/proposals/${CP}`)).status).toBe(404)
  })

  it('of an accepted change is its last version alone', async () => {
    await propose(rename('Назвачернетка'))
    await decideProposal(app.deps, OPERATOR, CP, 1, 'return', 'Причинаповернення')
    await propose(rename('Черга нова'))
    await decideProposal(app.deps, OPERATOR, CP, 3, 'accept', '')
    const versions = await (await app.request(`/api/v1/proposals/${CP}/versions`)).text()
    expect(versions).not.toMatch(/Назвачернетка|Причинаповернення/)
    const { items } = JSON.parse(versions) as { items: { version: number; withheld: boolean }[] }
    expect(items.map(({ version, withheld }) => [version, withheld])).toEqual([
      [4, false],
      [3, true],
      [2, true],
      [1, true],
    ])
    expect((await app.request(`/api/v1/proposals/${CP}`)).status).toBe(200)
  })
})

describe('pages of deciding', () => {
  it('are whole in both languages', async () => {
    await submit(clean('Перше'))
    await submit()
    await propose(rename('Черга нова'))
    await editSoftware(
      app.deps,
      OPERATOR,
      SMALL.published,
      1,
      SoftwareDocument.parse({ ...publishedSoftware(), civic: true }),
      TYPED,
    )
    const paths = [
      '/queue',
      `/queue/${NEW}`,
      `/queue/${CP}`,
      `/queue/${CP}/entry`,
      `/queue/${CP}/merge`,
      `/queue/several?organization=${SMALL.holder}`,
    ]
    for (const locale of ['uk', 'en'] as const) {
      for (const path of paths) {
        const { status, html } = await see(path, registrar, locale)
        const findings = pageFindings(html, locale, css).filter(
          (finding) => !finding.startsWith('class without a rule'),
        )
        expect([status, findings], `${locale} ${path}`).toEqual([200, []])
      }
    }
  })
})
