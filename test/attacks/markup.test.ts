import { beforeAll, describe, expect, it } from 'vitest'
import { expertChange, organizationChange } from '../../src/directory/service.ts'
import { csvCell } from '../../src/exchange/csv.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { importPubliccode } from '../../src/software/import/import-publiccode.ts'
import { softwareChange } from '../../src/software/service.ts'
import { shortAddress } from '../../src/web/content.tsx'
import type { Problem } from '../../src/web/problem.ts'
import { isWellFormed } from '../support/atom-checks.ts'
import { anOrganization, edrpou, named, organizationOf } from '../support/builders.ts'
import { EXPERT, fullExpert, fullOrganization, fullSoftware, HOLDER } from '../support/full-entry.ts'
import { SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'
import { TEST_ORIGIN, type TestApp, testApp } from '../support/test-app.ts'

/** Each would show itself as an element `x-pwn`, a handler, or a link that runs something. */
const PAYLOADS = [
  '<x-pwn>',
  '<script>x-pwn</script>',
  '"><x-pwn src=x onerror=alert(1)>',
  `'><x-pwn onload=alert(1)>`,
  '</title><x-pwn>',
  '</script><x-pwn>',
  '</textarea></template></noscript></style></iframe><x-pwn>',
  '<!--><x-pwn>-->',
  ']]><x-pwn>',
  '<x-pwn/onclick=alert(1)>',
  '<\u0000x-pwn>',
  '＜x-pwn＞',
  '&lt;x-pwn&gt;',
  '&#60;x-pwn&#62;',
  '" onmouseover="alert(1)" x="',
  "' onfocus='alert(1)' autofocus='",
  '` onmouseover=alert(1) `',
  'javascript:alert(1)',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt&colon;alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](data:text/html;base64,PHgtcHduPg==)',
  '[x](vbscript:msgbox(1))',
  '[x](//evil.example/)',
  '[x](/\\evil.example)',
  '[x](https://user:password@evil.example/)',
  '![x](https://evil.example/pixel.png)',
  '![x](javascript:alert(1))',
  '[x]: javascript:alert(1)\n\n[x]',
  '<javascript:alert(1)>',
  '<https://evil.example/"onmouseover="alert(1)>',
  '[x](https://evil.example/"onmouseover="alert(1))',
  '[<x-pwn>](https://example.org)',
  '`<x-pwn>`',
  '```html" onclick="alert(1)\n<x-pwn>\n```',
  '|<x-pwn>|b|\n|-|-|\n|<x-pwn>|c|',
  '<svg><x-pwn></svg>',
  '<a href="javascript:alert(1)">x</a>',
  '<meta http-equiv="refresh" content="0;url=//evil.example">',
  '<base href="//evil.example/">',
  '{{constructor.constructor("alert(1)")()}}',
  '%3Cx-pwn%3E',
  '\\u003cx-pwn\\u003e',
  '\u2028<x-pwn>\u2029',
] as const
const ALL = PAYLOADS.join('\n\n')

/** A document with every payload in every text, however long the text may be. */
function filled<Document>(document: Document): Document {
  return JSON.parse(JSON.stringify(document), (_, value) =>
    typeof value === 'string' ? value.replaceAll('PLANT', ALL) : value,
  ) as Document
}

interface Element {
  readonly name: string
  readonly attributes: readonly (readonly [string, string])[]
}

/** The elements of a page, as a browser would find them: quoted values may hold anything. */
function elementsOf(html: string): readonly Element[] {
  return [...html.matchAll(/<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi)].map(([, name = '', rest = '']) => ({
    name: name.toLowerCase(),
    attributes: [...rest.matchAll(/([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g)].map(
      ([, key = '', ...values]) =>
        [key.toLowerCase(), decoded(values.find((value) => value !== undefined) ?? '')] as const,
    ),
  }))
}

function decoded(value: string): string {
  return value
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite', 'data', 'xlink:href', 'content'])
const NEVER = new Set([
  'base',
  'iframe',
  'frame',
  'object',
  'embed',
  'applet',
  'style',
  'template',
  'noscript',
  'x-pwn',
  'img',
  'foreignobject',
])

/** What of a page was not written by the register itself. */
function foreignIn(html: string): string[] {
  return elementsOf(html).flatMap(({ name, attributes }) => {
    const found = NEVER.has(name) ? [`<${name}>`] : []
    const values = new Map(attributes)
    if (name === 'script' && !(values.get('src') ?? '').startsWith('/assets/')) found.push('a script within the page')
    if (name === 'meta' && values.has('http-equiv')) found.push('a meta refresh')
    for (const [key, value] of attributes) {
      if (/^on/.test(key) || key === 'style' || key === 'srcdoc') found.push(`${name} ${key}`)
      if (!ADDRESSES.has(key) || name === 'meta') continue
      const url = URL.parse(value, `${TEST_ORIGIN}/uk/page`)
      if (url === null || !/^(?:https?|mailto):$/.test(url.protocol) || url.username !== '')
        found.push(`${name} ${key}=${value}`)
      if (name !== 'a' && name !== 'link' && url?.origin !== TEST_ORIGIN) found.push(`${name} loads ${value}`)
      if (/^\s*(?:\/[/\\]|\\)/.test(value)) found.push(`${name} ${key}=${value}`)
    }
    return found
  })
}

describe('a text that is markup', () => {
  let app: TestApp
  const software = 'UA-SW-000001'
  beforeAll(async () => {
    app = await testApp()
    const { deps } = app
    const document = filled(fullSoftware('PLANT'))
    const at = deps.now()
    // As if every check of what is typed had failed: addresses that run something, texts of any length.
    const evil = 'javascript:alert(1)//https://example.org'
    const record = {
      ...document,
      technology: {
        ...document.technology,
        landingUrl: evil,
        documentationUrl: evil,
        demoUrl: '//evil.example/',
        apiUrl: 'data:text/html,<x-pwn>',
        repository: { url: evil, visibility: 'public' as const },
      },
      identity: { ...document.identity, logo: evil, screenshots: [evil], videos: ['vbscript:x'] },
      people: { ...document.people, contact: { role: { uk: ALL }, email: '"><x-pwn>@evil.example' } },
    }
    const holder = {
      ...filled(fullOrganization('PLANT')),
      ...{
        website: evil,
        contact: { role: { uk: ALL }, email: 'x@evil.example?bcc=<x-pwn>' },
      },
    }
    await deps.commits.commit({
      actor: OPERATOR,
      reason: ALL,
      changes: [
        organizationChange(deps, HOLDER, 1, holder),
        expertChange(deps, EXPERT, 1, filled(fullExpert('PLANT'))),
        await softwareChange(deps, {
          id: software,
          version: 1,
          state: 'published',
          document: record,
          registeredAt: at,
        }),
      ],
    })
    await deps.commits.commit({
      actor: OPERATOR,
      reason: ALL,
      changes: [
        await softwareChange(deps, {
          id: software,
          version: 2,
          state: 'published',
          document: { ...record, usedBy: [ALL, '<x-pwn>'] },
          registeredAt: at,
        }),
      ],
    })
    const other = {
      ...named('Друге'),
      relations: record.relations.map((each) => ({ ...each, target: software, url: null })),
    }
    await deps.commits.commit({
      actor: OPERATOR,
      reason: 'test',
      changes: [
        await softwareChange(deps, {
          id: 'UA-SW-000002',
          version: 1,
          state: 'published',
          document: other,
          registeredAt: at,
        }),
      ],
    })
    await deps.commits.commit({
      actor: OPERATOR,
      reason: ALL,
      changes: [
        await softwareChange(deps, {
          id: 'UA-SW-000002',
          version: 2,
          state: 'archived',
          document: other,
          registeredAt: at,
        }),
      ],
    })
  })

  const q = encodeURIComponent('"><x-pwn onload=alert(1)>')
  const PAGES = [
    `/software/${software}`,
    `/software/${software}/description`,
    `/software/${software}/deployments`,
    `/software/${software}/users`,
    `/software/${software}/history`,
    `/software/${software}/history/1`,
    `/software/${software}/history/2`,
    `/software/${software}/publiccode.yml`,
    '/software/UA-SW-000002',
    '/software/UA-SW-000002/history',
    `/organizations/${HOLDER}`,
    `/organizations/${HOLDER}/history`,
    `/experts/${EXPERT}`,
    `/experts/${EXPERT}/history`,
    '/software',
    '/organizations',
    '/experts',
    '',
    `/compare?id=${software}&id=UA-SW-000002`,
    `/software?q=${q}`,
    `/software?q=x-pwn&function=${q}&sort=${q}&cursor=${q}&compare=${q}&asis=${q}`,
    `/organizations?q=${q}&kind=${q}&region=${q}`,
    `/experts?q=${q}`,
    `/${q}`,
    `/software/${q}`,
    `/problems/${q}`,
    `/software?q=${encodeURIComponent(PAYLOADS.slice(0, 20).join(' '))}`,
    `/search?q=${q}`,
  ] as const

  it.each(PAGES)('stays a text on the page /uk%s', async (path) => {
    for (const locale of ['uk', 'en']) {
      const response = await app.request(`/${locale}${path}`, { redirect: 'manual' })
      expect(response.status).toBeLessThan(500)
      const type = response.headers.get('content-type') ?? ''
      const body = await response.text()
      if (!type.startsWith('text/html')) {
        expect(type).not.toMatch(/html|svg/)
        expect(response.headers.get('x-content-type-options')).toBe('nosniff')
        continue
      }
      expect(foreignIn(body)).toEqual([])
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    }
  })

  it('is shown, not swallowed: the pages above have it', async () => {
    const page = await (await app.request(`/uk/software/${software}`)).text()
    expect(page).toContain('&lt;x-pwn&gt;')
    expect(elementsOf(page).length).toBeGreaterThan(100)
  })

  it('stays a text in feeds, sitemaps and descriptions of the search', async () => {
    for (const path of [
      '/uk/software.atom',
      '/sitemap.xml',
      '/sitemaps/software-1.xml',
      '/opensearch.xml',
      `/uk/software.atom?q=${q}`,
    ]) {
      const response = await app.request(path)
      const body = await response.text()
      expect(response.headers.get('content-type'), path).toMatch(/xml/)
      expect(isWellFormed(body), path).toBe(true)
      expect(body, path).not.toMatch(/<x-pwn|<script/)
    }
  })

  it('stays data in data: JSON, CSV and YAML are never taken for pages', async () => {
    const paths = [
      `/api/v1/software/${software}`,
      '/api/v1/software?q=x-pwn',
      '/uk/software.csv',
      '/uk/organizations.csv',
      `/api/v1/software/${software}/publiccode.yml`,
      `/uk/search/suggestions?q=${q}`,
      `/api/v1/suggest?q=${q}`,
      `/api/v1/software?${q}=1`,
    ]
    for (const path of paths) {
      const response = await app.request(path)
      expect(response.headers.get('content-type') ?? String(response.status), path).toMatch(
        /^(?:application\/(?:[\w.+-]*json|yaml)|text\/csv)/,
      )
      expect(response.headers.get('x-content-type-options'), path).toBe('nosniff')
    }
  })

  it.each([
    ['<x-pwn>', 'an element'],
    ['<p onclick="x">', 'a handler'],
    ['<a href="javascript:x">', 'a link that runs something'],
    ['<a href="java&#115;cript:x">', 'one that hides it'],
    ['<a href="//evil.example">', 'a link without a scheme'],
    ['<script>x</script>', 'a script'],
    ['<img src="https://evil.example/x.png">', 'a picture'],
    ['<form action="https://evil.example">', 'a form that leads away'],
  ])('would be found on a page: %s', (html) => expect(foreignIn(html)).not.toEqual([]))
})

describe('a file', () => {
  it('whose name is markup, lines or a path is called what it is, and nothing more', async () => {
    const register = await smallRegister()
    const names = [
      '"><x-pwn onload=alert(1)>.yml',
      'a\r\nSet-Cookie: x=1\r\n.yml',
      '../../../etc/passwd',
      'C:\\evil\\<x-pwn>.yml',
      '\u202Elmy.exe',
      'x\u0000.yml',
      `${'a'.repeat(5000)}.yml`,
    ]
    const { run } = await importPubliccode(
      register.deps,
      OPERATOR,
      names.map((source) => ({
        source,
        label: source,
        bytes: new TextEncoder().encode('name: ['),
        address: null,
        path: null,
      })),
      { dryRun: false },
    )
    const report = await register.request(`/api/v1/imports/${run}`, { key: register.keys.registrar })
    const { items } = (await report.json()) as { items: { item: string; source: string }[] }
    expect(items).toHaveLength(names.length)
    for (const { item, source } of items) {
      expect(source.includes('\u0000') || source.includes('\u202E')).toBe(false)
      const raw = await register.request(`/api/v1/imports/items/${item}/raw`, { key: register.keys.registrar })
      expect(raw.headers.get('content-disposition')).toBe(`attachment; filename="${item}.yml"`)
      expect(raw.headers.get('content-type')).toBe('application/octet-stream')
      expect(raw.headers.get('x-content-type-options')).toBe('nosniff')
      expect(raw.headers.has('set-cookie')).toBe(false)
    }
  })
})

describe('a cell that is a formula', () => {
  const FORMULAS = [
    '=HYPERLINK("https://evil.example";"x")',
    '+1+cmd|"/c calc"!A1',
    '-2+3',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(1)',
    ' =1',
    '\u200B=1',
    '\uFEFF=1',
    '\n=1',
  ]

  it.each(FORMULAS)('is disarmed: %j', (formula) => {
    const cell = csvCell(formula).replace(/^"([\s\S]*)"$/, (_, inner: string) => inner.replaceAll('""', '"'))
    expect(cell.startsWith("'")).toBe(true)
  })

  it('is disarmed in the lists that people take away', async () => {
    const app = await testApp()
    const { deps } = app
    const holder = anOrganization({ name: { uk: '=HYPERLINK("https://evil.example")' }, aliases: ['@SUM(A1)'] })
    const document = named('+1+cmd|calc', { rights: { holder: organizationOf(1) } })
    await deps.commits.commit({
      actor: OPERATOR,
      reason: 'test',
      changes: [
        organizationChange(deps, organizationOf(1), 1, holder),
        await softwareChange(deps, {
          id: 'UA-SW-000001',
          version: 1,
          state: 'published',
          document,
          registeredAt: deps.now(),
        }),
      ],
    })
    for (const path of ['/uk/software.csv', '/uk/organizations.csv', '/en/software.csv']) {
      const text = (await (await app.request(path)).text()).replace('\uFEFF', '')
      const cells = [...text.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      )
      expect(cells.length, path).toBeGreaterThan(5)
      expect(
        cells.filter((cell) => /^[\s\u200B\uFEFF]*[=+@＝＋－＠]/.test(cell)),
        path,
      ).toEqual([])
    }
  })
})

describe('letters that deceive', () => {
  let register: SmallRegister
  beforeAll(async () => {
    register = await smallRegister()
  })
  const write = async (name: string) => {
    const document = named(name, { rights: { holder: SMALL.holder } })
    return register.request('/api/v1/software', {
      method: 'POST',
      key: register.keys.editor,
      json: { state: 'draft', document },
    })
  }

  it.each([
    '\u202E',
    '\u202D',
    '\u2066',
    '\u2069',
    '\u200F',
    '\u061C',
    '\u200B',
    '\u2060',
    '\uFEFF',
    '\u00AD',
    '\u{E0041}',
    '\u0000',
    '\u001B',
  ])('are refused where nobody sees them: %j', async (character) => {
    const { errors } = (await (await write(`Елект${character}ронна черга`)).json()) as Problem
    expect(errors).toMatchObject([{ pointer: '/document/identity/name/uk', rule: 'hidden-character' }])
  })

  it.each(['Eлектронна черга', 'Електpонна черга', 'Електронна чеpга', 'Елeктронна черга'])(
    'of another script that look the same are pointed out: a homoglyph duplicate %s',
    async (name) => {
      const { warnings } = (await (await write(name)).json()) as { warnings: { rule: string }[] }
      expect(warnings.map(({ rule }) => rule)).toContain('mixed-scripts')
    },
  )

  it('are found by the spelling that they imitate, so that a duplicate shows itself', async () => {
    const document = named('Елeктронна приймальня', { rights: { holder: SMALL.holder } })
    await register.request('/api/v1/software', {
      method: 'POST',
      key: register.keys.editor,
      json: { state: 'draft', document },
    })
    const own = await testApp()
    await own.deps.commits.commit({
      actor: OPERATOR,
      reason: 'test',
      changes: [
        await softwareChange(own.deps, {
          id: 'UA-SW-000001',
          version: 1,
          state: 'published',
          document,
          registeredAt: own.deps.now(),
        }),
      ],
    })
    const found = (await (await own.request(`/api/v1/software?q=${encodeURIComponent('електронна')}`)).json()) as {
      items: unknown[]
    }
    expect(found.items).toHaveLength(1)
  })

  it('make no second record: identifiers are ASCII, and repositories are compared without case and ending', async () => {
    for (const identifier of ['9900001４', '99000014\u200B', '９９０００014', 'ꓮ9000014', '99000014 ']) {
      const document = { ...anOrganization(), identifier }
      const response = await register.request('/api/v1/organizations', {
        method: 'POST',
        key: register.keys.registrar,
        json: { document },
      })
      expect([409, 422], identifier).toContain(response.status)
    }
    for (const url of [
      'https://GitHub.com/synivka/queue',
      'https://github.com/synivka/queue/',
      'https://github.com/synivka/queue.git',
      'http://github.com/synivka/queue',
    ]) {
      const document = named('Та сама', { rights: { holder: SMALL.holder }, technology: { repository: { url } } })
      const response = await register.request('/api/v1/software', {
        method: 'POST',
        key: register.keys.editor,
        json: { state: 'draft', document },
      })
      expect(response.status, url).toBe(409)
    }
  })

  it('in two forms of Unicode are one text: what is stored is composed', async () => {
    const typed = 'Черга й їжак'.normalize('NFD')
    const { id } = (await (await write(typed)).json()) as { id: string }
    const { document } = (await (
      await register.request(`/api/v1/software/${id}`, { key: register.keys.editor })
    ).json()) as { document: { identity: { name: { uk: string } } } }
    expect(typed).not.toBe(typed.normalize('NFC'))
    expect(document.identity.name.uk).toBe(typed.normalize('NFC'))
  })

  it.each([
    ['https://gіthub.com/synivka', 'xn--gthub-n2e.com/synivka'],
    ['https://аррӏе.com/', 'xn--80ak6aa92e.com'],
    ['https://мон.укр/a', 'мон.укр/a'],
    ['https://www.example.org/a/', 'example.org/a'],
  ])('in the host of a link do not pass for another’s: %s', (href, shown) => expect(shortAddress(href)).toBe(shown))

  it('that are halves are refused', async () => {
    expect((await write('Черга \uD800')).status).toBe(422)
    expect((await write(`${edrpou(1)}\uDC00`)).status).toBe(422)
  })
})
