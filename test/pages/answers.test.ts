import { beforeEach, describe, expect, it } from 'vitest'
import type { SoftwareInput } from '../../src/software/model.ts'
import { named } from '../support/builders.ts'
import { HOLDER } from '../support/full-entry.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { entriesOf } from './entries.ts'

const FIRST = 'UA-SW-000001'
const SECOND = 'UA-SW-000002'
const fromFile = { rights: { origin: 'publiccode.yml', source: null, at: '2026-01-02T03:04:05.000Z' } } as const

let app: TestApp
let write: ReturnType<typeof entriesOf>
const textOf = async (path: string) => (await (await app.request(path)).text()).replaceAll('\u00a0', ' ')
const entry = (id: string, changes: Partial<SoftwareInput>) => write.software(id, named(`Запис ${id}`, changes))
/** The row of a comparison under this heading. */
const rowOf = (html: string, heading: string) =>
  [...html.matchAll(/<tr role="row"[^>]*>[\s\S]*?<\/tr>/g)].map(([row]) => row).find((row) => row.includes(heading)) ??
  ''

beforeEach(async () => {
  app = await testApp()
  write = entriesOf(app)
})

describe('an answer in favour', () => {
  it('says that it rests on a licence of a file alone, and that no registrar has confirmed the holder', async () => {
    await write.organization('Рада', { confirmed: false })
    await entry(FIRST, { rights: { holder: HOLDER, license: 'EUPL-1.2', kind: 'open-source' }, provenance: fromFile })
    const html = await textOf(`/uk/software/${FIRST}`)
    expect(html).toContain('Документа, який це підтверджує, не додано.')
    expect(html).toContain(
      'Володільця не підтверджено реєстратором; відповідь спирається лише на ліцензію з файла publiccode.yml.',
    )
    expect(html.match(/<span class="tag tag--caution">не підтверджено<\/span>/g)).toHaveLength(2)
    expect(html).toContain(
      'Не потрібно, бо ліцензія відкрита: Кому дозволено користуватися; Документ про перехід прав.',
    )
  })

  it('says none of it of a confirmed holder and a document', async () => {
    await write.organization('Рада', { confirmed: true })
    await entry(FIRST, {
      rights: {
        holder: HOLDER,
        grants: [{ permittedUsers: 'anyone', gratuitous: true, document: { title: 'Рішення ради' } }],
      },
    })
    const html = await textOf(`/uk/software/${FIRST}`)
    expect(html).toContain('Можна використовувати')
    expect(html).not.toMatch(/не додано|не підтверджено реєстратором|спирається лише/)
    expect(html).not.toContain('>не підтверджено<')
  })
})

describe('the comparison', () => {
  const compare = () => textOf(`/uk/compare?id=${FIRST}&id=${SECOND}`)

  it('calls what nobody reported unreported, and different only what two entries say differently', async () => {
    await write.organization('Рада', { confirmed: false })
    await entry(FIRST, { rights: { holder: HOLDER }, assurance: { personalData: 'processed' } })
    await entry(SECOND, { rights: { holder: HOLDER } })
    await write.deployment('UA-DP-000001', FIRST, { since: '2025-01-01' })
    const html = await compare()
    const running = rowOf(html, 'Працює в організаціях')
    expect(running).toContain('не повідомлено')
    expect(running).not.toMatch(/compare__differs|>0</)
    expect(rowOf(html, 'Персональні дані')).not.toContain('compare__differs')
    expect(rowOf(html, 'Володілець прав').match(/>не підтверджено</g)).toHaveLength(2)
  })

  it('shows eight members of a list and how many more there are', async () => {
    const languages = ['uk', 'en', 'it', 'de', 'fr', 'pl', 'es', 'pt', 'cs', 'sk', 'ro']
    const identity = { ...named('Перша').identity, interfaceLanguages: languages }
    await write.software(FIRST, named('Перша', { identity }))
    await entry(SECOND, {})
    const row = rowOf(await compare(), 'Мови інтерфейсу')
    expect(row).toContain('і ще 3')
    expect(row.split(';')).toHaveLength(8)
  })
})
