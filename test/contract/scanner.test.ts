import { beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../src/accounts/keys.ts'
import { createApp } from '../../src/app.ts'
import { recordConsent, registerExpert } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { importPubliccode } from '../../src/software/import/import-publiccode.ts'
import { proposeChange } from '../../src/software/proposals.ts'
import { moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { isSafe, routesOf, sampleOf, templateOf } from '../support/access.ts'
import { anExpert, named, RNOKPP } from '../support/builders.ts'
import { LOG_KEY } from '../support/log-keys.ts'
import { memoryArchive } from '../support/memory-archive.ts'
import { publishedSoftware, SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'
import type { TestRequest } from '../support/test-app.ts'
import { samplesFor } from './access-declarations.ts'

/*
 * Personal data is planted wherever the register may hold some, and then every answer that the public can get is searched for it:
 * bodies, headers, refusals, lists, feeds, files of data, leaves of the log, and what is logged for operators.
 */

/** What must be found nowhere. */
const PLANTED = {
  surname: 'Потаємна',
  latin: 'Potaiemna',
  rnokpp: RNOKPP,
  passport: 'КА123456',
  unzr: '19900104-01234',
  card: '001234567',
  mailbox: 'oksana.potaiemna@pryvatna.invalid',
  phone: '+380671234567',
  written: '067 123-45-67',
} as const
const MARKERS: readonly string[] = Object.values(PLANTED)
const EVERYTHING = `Оксана ${PLANTED.surname} (Oksana ${PLANTED.latin}), ІПН ${PLANTED.rnokpp}, паспорт ${PLANTED.passport}, УНЗР ${PLANTED.unzr}, ID-картка ${PLANTED.card}, ${PLANTED.mailbox}, ${PLANTED.phone}, тел. ${PLANTED.written}`
/** What may have been written of an expert: contacts are refused there too. */
const NAMED = `Оксана ${PLANTED.surname} (${PLANTED.latin})`
/** What a person may have typed: the numbers are refused there. */
const TYPED = `Оксана ${PLANTED.surname} (${PLANTED.latin}), ${PLANTED.mailbox}, ${PLANTED.phone}, ${PLANTED.written}`

const OFFICIAL = 'office@synivka.example'

/** A file that is taken: whom it names as contacts and what stands in its texts must not come with it. */
const IMPORTED = `publiccodeYmlVersion: "0.4"
name: Облік майна громади
url: https://git.example.org/synivka/property
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
description:
  uk:
    shortDescription: Облік майна територіальної громади
    longDescription: Облік майна. ІПН ${PLANTED.rnokpp}, паспорт ${PLANTED.passport}, УНЗР ${PLANTED.unzr}, ID-картка ${PLANTED.card}.
    features: [Облік]
legal:
  license: EUPL-1.2
maintenance:
  type: internal
  contacts:
    - name: Оксана ${PLANTED.surname} ${PLANTED.latin}
      email: ${PLANTED.mailbox}
      phone: "${PLANTED.phone}"
    - name: Оксана ${PLANTED.surname}
      phone: ${PLANTED.written}
localisation:
  localisationReady: false
  availableLanguages: [uk]
`

let register: SmallRegister
let paths: readonly string[]
const logged: string[] = []
/** What the public was answered at each path. */
const answers = new Map<string, string>()

beforeAll(async () => {
  register = await smallRegister({
    config: { LOG_KEY },
    logArchive: memoryArchive(),
    log: (event, details) => logged.push(JSON.stringify({ event, details })),
  })
  const expert = await plant(register)
  await register.deps.publicLog.integrate()
  paths = await publicPaths(register, expert)
})

/** Plants everything, and gives an expert who may be shown. */
async function plant(register: SmallRegister): Promise<string> {
  const { deps } = register
  const held = { rights: { holder: SMALL.holder } }
  const secret = named(TYPED, {
    ...held,
    people: { contact: { role: { uk: TYPED.slice(0, 100) }, email: PLANTED.mailbox } },
  })
  const typed = { typed: true, reason: TYPED }
  await registerSoftware(deps, OPERATOR, secret, 'draft', typed)
  const submitted = await registerSoftware(deps, OPERATOR, secret, 'submitted', typed)
  await moveSoftware(deps, OPERATOR, submitted.id, 1, 'return', TYPED)
  // Published later without it: what the drafts said stays in the history, for those who may read drafts.
  const later = await registerSoftware(deps, OPERATOR, secret, 'submitted', typed)
  const { rows } = await register.database.client.execute({
    sql: 'select document from software where id = ?',
    args: [later.id],
  })
  expect(String(rows[0]?.['document'])).toContain(PLANTED.mailbox)

  const changed = { ...publishedSoftware(), people: secret.people, usedBy: [TYPED] }
  await proposeChange(deps, OPERATOR, SMALL.published, 1, changed, TYPED)

  const person = anExpert({ name: { uk: `Оксана ${PLANTED.surname}`, en: PLANTED.latin }, specialism: { uk: NAMED } })
  await registerExpert(deps, OPERATOR, { ...person, consent: { state: 'asked', date: null, document: NAMED } }, 'test')
  const withdrawn = await registerExpert(deps, OPERATOR, person, 'test')
  await recordConsent(deps, OPERATOR, withdrawn.id, 1, { state: 'withdrawn', date: '2026-11-20', document: NAMED })

  const source = `Оксана ${PLANTED.surname} ${PLANTED.rnokpp}.yml`
  const file = (text: string, name: string) => ({
    source: name,
    label: 'publiccode.yml',
    bytes: new TextEncoder().encode(text),
    address: null,
    path: null,
  })
  const taken = await importPubliccode(deps, OPERATOR, [file(IMPORTED, 'publiccode.yml')], { dryRun: false })
  const { id } = taken.items[0] ?? {}
  await publish(register, String(id))
  await importPubliccode(deps, OPERATOR, [file(`name: [${EVERYTHING}`, source)], { dryRun: false })

  await createKey(deps, OPERATOR, {
    name: `Ключ: ${TYPED}`.slice(0, 100),
    role: 'auditor',
    organization: null,
    expiresAt: null,
  })
  await register.signIn('editor', SMALL.holder)
  const at = deps.now()
  await deps.records.record([
    { sql: 'update person set name = ?', args: [EVERYTHING] },
    { sql: 'update session set agent = ?', args: [EVERYTHING] },
    {
      sql: `insert into draft (id, kind, record_id, record_version, organization_id, revision, document, created_by, updated_by, created_at, updated_at)
            values ('d1', 'software', null, null, ?, 1, ?, 'm1', 'm1', ?, ?)`,
      args: [SMALL.holder, JSON.stringify({ identity: { name: { uk: EVERYTHING } } }), at, at],
    },
    {
      sql: `insert into idempotency_key (credential, key, fingerprint, created_at, status, headers, body) values ('k', 'k', 'f', ?, 200, '{}', ?)`,
      args: [at, JSON.stringify({ source: EVERYTHING })],
    },
  ])
  const shown = await registerExpert(deps, OPERATOR, anExpert(), 'test')
  return shown.id
}

/** Takes an imported entry through the lifecycle, wherever the import left it. */
async function publish({ database, deps }: SmallRegister, id: string): Promise<void> {
  const { rows } = await database.client.execute({
    sql: 'select state, version from software where id = ?',
    args: [id],
  })
  const [row] = rows
  let version = Number(row?.['version'])
  if (row?.['state'] === 'draft') await moveSoftware(deps, OPERATOR, id, version++, 'submit', '')
  if (row?.['state'] !== 'published') await moveSoftware(deps, OPERATOR, id, version, 'publish', '')
}

/** Every open route, with every record of the register in place of its parameters. */
async function publicPaths(register: SmallRegister, expert: string): Promise<readonly string[]> {
  const samples = samplesFor(expert, 'UA-CP-000001')
  const found: string[] = []
  const ids: Record<string, readonly string[]> = {}
  for (const [collection, table] of Object.entries({
    software: 'software',
    organizations: 'organization',
    experts: 'expert',
    deployments: 'deployment',
    proposals: 'proposal',
  })) {
    const { rows } = await register.database.client.execute(`select id from ${table}`)
    ids[collection] = rows.map(({ id }) => String(id))
  }
  for (const route of routesOf(createApp(register.deps)).filter(isSafe)) {
    const template = templateOf(route)
    const collection = /^\/(?:uk|api\/v1)\/(\w+)\/:id/.exec(template)?.[1] ?? ''
    const versions = template.includes(':version') ? ['1', '2', '3'] : ['']
    const each = (ids[collection] ?? []).flatMap((id) =>
      versions.map((version) => template.replace(':id', encodeURIComponent(id)).replace(':version', version)),
    )
    const sample = sampleOf(route, samples)
    found.push(...each, ...(each.length === 0 && sample !== undefined ? [sample] : []))
    if (each.length === 0 && sample === undefined) found.push(template.replaceAll(/:\w+/g, 'x'))
  }
  const leaves = await register.database.client.execute('select type, id, version from leaf')
  found.push(...leaves.rows.map(({ type, id, version }) => `/log/proof/${type}/${id}/${version}`))
  found.push(`/log/tile/entries/000.p/${leaves.rows.length}`, `/log/tile/0/000.p/${leaves.rows.length}`)
  const numbers = (await register.database.client.execute('select id from import_item')).rows.map(({ id }) =>
    String(id),
  )
  found.push(...numbers.flatMap((id) => [`/api/v1/imports/items/${id}/raw`, `/api/v1/imports/${id.slice(0, 19)}`]))
  found.push('/api/v1/deployments?software=UA-SW-000001', `/api/v1/deployments?organization=${SMALL.holder}`)
  return [
    ...new Set([...found, ...found.filter((path) => path.startsWith('/uk')).map((path) => path.replace('/uk', '/en'))]),
  ]
}

/** The markers in a text, however it may have been escaped on its way. */
function markersIn(text: string, markers: readonly string[] = MARKERS): readonly string[] {
  const unescaped = text
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
      try {
        return decodeURIComponent(escaped)
      } catch {
        return escaped
      }
    })
  return markers.filter((marker) => text.includes(marker) || unescaped.includes(marker))
}

/** Everything that an answer says: status line, headers and body. */
async function said(path: string, request: TestRequest = {}): Promise<string> {
  const response = await register.request(path, { redirect: 'manual', ...request })
  expect(response.status, path).not.toBe(500)
  return `${[...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${await response.text()}`
}

describe('personal data', () => {
  it('stands in the register where it may: the scanner has something to find', async () => {
    const texts: string[] = []
    for (const table of [
      'software',
      'expert',
      'proposal',
      'version',
      'import_item',
      'person',
      'session',
      'draft',
      'api_key',
      'idempotency_key',
    ]) {
      const { rows } = await register.database.client.execute(`select * from ${table}`)
      const text = JSON.stringify(rows, (_, value) =>
        value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value,
      )
      texts.push(text)
      expect(markersIn(text).length, table).toBeGreaterThan(0)
    }
    expect(markersIn(texts.join('\n'))).toEqual(MARKERS)
    expect(paths.length).toBeGreaterThan(200)
  })

  it('stands in no answer to the public', async () => {
    const found: string[] = []
    for (const path of paths) {
      const answer = await said(path)
      answers.set(path, answer)
      for (const marker of markersIn(answer)) found.push(`${path}: ${marker}`)
    }
    expect(found).toEqual([])
  })

  it('stands in no answer to somebody of another organization', async () => {
    const cookie = await register.signIn('head', SMALL.other)
    const key = await register.key('head', SMALL.other)
    const found: string[] = []
    for (const path of paths.filter((each) => !each.startsWith('/en'))) {
      const own = await said(path, path.startsWith('/api/') ? { key } : { cookie })
      for (const marker of markersIn(own)) {
        // A page says to whoever is signed in who they are.
        if (path.startsWith('/api/') || !own.includes(EVERYTHING)) found.push(`${path}: ${marker}`)
      }
    }
    expect(found).toEqual([])
  })

  it('is found by no search, and suggested to nobody', async () => {
    for (const marker of MARKERS) {
      const q = encodeURIComponent(marker)
      for (const path of [
        `/api/v1/software?q=${q}`,
        `/api/v1/organizations?q=${q}`,
        `/api/v1/experts?q=${q}`,
        `/api/v1/search?q=${q}`,
      ]) {
        const answer = JSON.parse((await said(path)).split('\n\n').slice(1).join('\n\n')) as Record<string, unknown>
        const { interpretation: _, next: __, ...found } = answer
        expect(markersIn(JSON.stringify(found)), JSON.stringify(found)).toEqual([])
      }
      const suggested = await said(`/api/v1/suggest?q=${encodeURIComponent(marker.slice(0, 5))}`)
      expect(markersIn(suggested), marker).toEqual([])
    }
  })

  it('stands in no leaf of the log', async () => {
    const { rows } = await register.database.client.execute('select bytes from leaf')
    expect(rows.length).toBeGreaterThan(10)
    expect(markersIn(rows.map(({ bytes }) => String(bytes)).join('\n'))).toEqual([])
  })

  it('stands in no refusal of what was sent, and in nothing that is logged', async () => {
    const key = register.keys.registrar
    const sent: readonly (readonly [string, TestRequest])[] = [
      ['/api/v1/software', { method: 'POST', key, json: { state: 'draft', document: named(EVERYTHING) } }],
      ['/api/v1/software', { method: 'POST', key, json: { state: EVERYTHING } }],
      ['/api/v1/software', { method: 'POST', key, json: [EVERYTHING] }],
      [
        '/api/v1/software',
        { method: 'POST', key, body: `{"a":"${EVERYTHING}`, headers: { 'content-type': 'application/json' } },
      ],
      [
        '/api/v1/organizations',
        { method: 'POST', key, json: { document: { scheme: 'UA-EDR', identifier: RNOKPP, name: { uk: EVERYTHING } } } },
      ],
      [
        `/api/v1/software/${SMALL.published}`,
        { method: 'PUT', key, headers: { 'if-match': '"1"' }, json: { document: named('Назва'), reason: EVERYTHING } },
      ],
      [`/api/v1/software?limit=${encodeURIComponent(EVERYTHING)}`, {}],
      [`/api/v1/software?cursor=${encodeURIComponent(EVERYTHING)}`, {}],
      [`/api/v1/software/${encodeURIComponent(EVERYTHING)}`, {}],
      [`/uk/software/${encodeURIComponent(EVERYTHING)}/history`, {}],
      ['/api/v1/software', { headers: { authorization: `Bearer ${RNOKPP}` } }],
      [
        '/api/v1/imports/publiccode?dryRun=true',
        { method: 'POST', key, body: `name: [${RNOKPP}`, headers: { 'content-type': 'application/yaml' } },
      ],
    ]
    const found: string[] = []
    for (const [path, request] of sent) {
      const answer = await said(path, request)
      // Links to the other language, and the line that a printed page begins with, repeat the address to whoever asked for it.
      const own = answer.replaceAll(/href="[^"]*"|<p class="print-head">.*?<\/p>/g, '')
      for (const marker of markersIn(own)) found.push(`${path.slice(0, 60)}: ${marker}`)
    }
    expect(found).toEqual([])
  })

  it('stands in nothing that is logged when something fails that nobody expected', async () => {
    const { client } = register.database
    await client.execute('alter table api_key rename to api_key_gone')
    await client.execute('alter table search_term rename to search_term_gone')
    const headers = { authorization: `Bearer ${register.keys.editor}`, 'user-agent': encodeURIComponent(EVERYTHING) }
    const q = encodeURIComponent(EVERYTHING)
    const failed = await Promise.all([
      register.request(`/api/v1/software?q=${q}`, { headers }),
      register.request(`/uk/software?q=${q}`, { headers }),
    ])
    await client.execute('alter table api_key_gone rename to api_key')
    await client.execute('alter table search_term_gone rename to search_term')
    expect(failed.map(({ status }) => status)).toEqual([500, 500])
    expect(logged.length).toBeGreaterThanOrEqual(2)
    expect(markersIn(logged.join('\n'))).toEqual([])
    expect(logged.join('\n')).not.toContain(register.keys.editor)
    const bodies = await Promise.all(failed.map((answer) => answer.text()))
    expect(bodies.join('\n')).not.toMatch(/SQLITE|no such table|\bat .*\.ts/)
  })
})

describe('mailboxes', () => {
  const MAILBOX = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
  /** In the reference of the API and in guides: examples of what a mailbox is. */
  const EXAMPLES = /@(?:example\.(?:org|com|gov\.ua)|authority\.example)$/

  it('in answers to the public are those that organizations and entries declared as official', async () => {
    const document = named('Облік звернень', {
      rights: { holder: SMALL.holder },
      people: { contact: { role: { uk: 'Підтримка' }, email: OFFICIAL } },
    })
    const written = { typed: true, reason: 'test' }
    const { id } = await registerSoftware(register.deps, OPERATOR, document, 'published', written)
    const declared = new Set<string>()
    const found = new Map<string, string>()
    for (const path of [`/api/v1/software/${id}`, `/uk/software/${id}`]) answers.set(path, await said(path))
    expect(answers.size).toBeGreaterThan(paths.length)
    for (const [path, answer] of answers) for (const [mailbox] of answer.matchAll(MAILBOX)) found.set(mailbox, path)
    const tables = await register.database.client.execute(
      `select document from organization union all select document from software where state = 'published'`,
    )
    for (const { document } of tables.rows) {
      const { contact, people } = JSON.parse(String(document)) as {
        contact?: { email: string }
        people?: { contact?: { email: string } }
      }
      for (const email of [contact?.email, people?.contact?.email]) if (email !== undefined) declared.add(email)
    }
    expect([...declared]).toContain(OFFICIAL)
    const others = [...found].filter(([mailbox]) => !declared.has(mailbox) && !EXAMPLES.test(mailbox))
    expect(others).toEqual([])
  })
})

describe('the scanner', () => {
  it.each([
    ['as it is', EVERYTHING],
    ['in JSON', JSON.stringify({ name: EVERYTHING })],
    ['in an address', `/x?q=${encodeURIComponent(EVERYTHING)}`],
    [
      'in JSON of ASCII',
      JSON.stringify(EVERYTHING).replaceAll(
        /[\u0080-\uffff]/g,
        (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    ],
  ])('finds what is planted %s', (_, text) => expect(markersIn(text)).toEqual(MARKERS))
})
