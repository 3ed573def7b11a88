import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'

/*
 * The rules of docs/architecture.md as functions of the sources: which room may import which, who may write, where the clock,
 * randomness and the environment are, how files are named and how long they are.
 */

export interface Source {
  /** Relative to the project, with slashes: `src/software/store.ts`. */
  readonly path: string
  readonly text: string
}

export interface Import {
  /** A path of the project for relative imports, else the package's name as written. */
  readonly target: string
  /** `import type`: nothing of it is left at run time. */
  readonly typeOnly: boolean
  /** What is taken by name; `*` for everything. */
  readonly names: readonly string[]
}

export interface Violation {
  readonly rule: string
  readonly path: string
  readonly what: string
}

interface Parsed extends Source {
  readonly imports: readonly Import[]
  /** What runs: without types and comments. */
  readonly code: string
}

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDERS = ['src', 'db', 'seed', 'test'] as const

/** Every source of the project. */
export function readSources(): Source[] {
  return FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(ROOT, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Features in their order: a later one may import an earlier one, never the other way round. */
const FEATURES = ['directory', 'software', 'projects', 'contracts', 'reuse', 'audit'] as const

/** Programs and what they are wired from: may import anything, and nothing of the program may import them. */
const WIRING = /^(?:src\/(?:server|worker|cli|deps|config|site)\.tsx?|src\/(?:cli|host)\/|seed\/|test\/)/
const NODE_ALLOWED =
  /^(?:src\/(?:server|cli)\.ts|src\/(?:cli|host)\/|src\/web\/assets\/build\.ts|db\/migrate\.ts|seed\/|test\/)/
/** Where the clock, randomness and the environment come in. */
const AMBIENT_ALLOWED = /^(?:src\/(?:server|worker|cli)\.ts|src\/(?:cli|host)\/|test\/)/

/** Rules of the law and of standards: functions of plain data, which a lawyer and a test can read alone. */
const PURE =
  /^src\/(?:directory\/model|software\/(?:model|rights|verdict|card|completeness|deployment|license|sources|findings|search-document))\.ts$/

/** Files of SQL: `store`, or a name that says what is selected. */
const STORE = /^src\/[a-z-]+\/(?:[a-z-]+\/)*(?:store(?:-[a-z-]+)?|runners|figures)\.ts$/
/** Pages, routes, and the files and words that only they have use for. */
const SURFACE = /(?:\.tsx$|\/(?:api|words)\.ts$|-(?:api|exports|words|names)\.ts$|\/views-[a-z-]+\.ts$|\/views\/)/
/** What describes a write is named so, and pages may take from a store anything else: a verb that only passed a select on would say nothing. */
const WRITE_NAME = /^(?:write|insert|update|delete|remove|finish|resolve)[A-Z]/
/** Besides the stores: what describes writes for `history` to run. */
const DESCRIBES_WRITES =
  /^(?:db\/|src\/history\/|src\/search\/(?:fts5|index-rows|thesaurus)\.ts|src\/accounts\/(?:keys|sessions|members|people|sign-in|demonstration-people|held-forms|drafts|consent-links|idempotency)\.ts|seed\/|test\/|src\/host\/|src\/cli\/)/
const READS_TABLES =
  /^(?:db\/|src\/history\/|src\/search\/|src\/accounts\/|src\/directory\/reference\.ts|src\/worker\.ts|src\/host\/|src\/cli\/|seed\/|test\/)/

const FORBIDDEN_NAMES = /(?:^|[-.])(?:utils?|common|helpers?|misc|managers?|stuff|lib|base|core|shared)(?=[-.]|$)/

/**
 * Files that write operational state without asking inside the write whose it is, each with its reason. Everything else hands
 * `{ actor, at }` to `record`.
 */
const UNGUARDED: Readonly<Record<string, string>> = {
  'src/history/integrator.ts': 'the log signs itself',
  'src/accounts/sessions.ts': 'a session is written by whoever has its token',
  'src/accounts/sign-in.ts': 'nobody is signed in yet',
  'src/accounts/demonstration-people.ts': 'nobody is signed in yet',
  'src/accounts/held-forms.ts': 'nobody is signed in at the moment',
  'src/accounts/idempotency.ts': 'what was done is noted, whatever became of the key',
  'src/accounts/drafts.ts': 'each statement has the same condition in its own SQL',
}
/** The same of single writes in files whose other writes are guarded. */
const UNGUARDED_WRITES: Readonly<Record<string, string>> = {
  'src/software/import/import-publiccode.ts finishRun': 'how a run ended is noted by whoever began it',
  'src/accounts/members.ts asked': 'a role is asked for by who has none yet',
  'src/accounts/keys.ts noted': 'when a key was last used',
  'src/accounts/consent-links.ts noted': 'when a link was last used',
}

/** Files over 400 lines, each with its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {}
const LONGEST = 400
/** Tables of words, of demonstration entries and of samples are as long as what they list. */
const TABLES_OF_WORDS = /^(?:src\/web\/i18n\/|seed\/demo\/|test\/)/

/** What every rule finds in the sources. An empty list is the only good answer. */
export async function violations(sources: readonly Source[]): Promise<Violation[]> {
  const found: Violation[] = []
  for (const source of sources) {
    const parsed = await parse(source)
    for (const [rule, check] of Object.entries(RULES)) {
      for (const what of check(parsed)) found.push({ rule, path: source.path, what })
    }
  }
  return found
}

async function parse(source: Source): Promise<Parsed> {
  const { code } = await transform(source.text, {
    loader: source.path.endsWith('x') ? 'tsx' : 'ts',
    jsx: 'preserve',
    minifyWhitespace: true,
    charset: 'utf8',
    legalComments: 'none',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  })
  const written = [
    ...[...code.matchAll(/(?:^|[;}\n])(?:import|export)\s?(?:([^'"`;()]*?)from\s?)?"([^"]+)"/g)].map(
      ([, clause = '', from = '']) => ({ from, typeOnly: false, names: namesIn(clause) }),
    ),
    ...[...code.matchAll(/\bimport\(\s*["'`]([^"'`]+)["'`]/g)].map(([, from = '']) => ({
      from,
      typeOnly: false,
      names: ['*'],
    })),
    ...[...source.text.matchAll(/(?:^|\n)(?:import|export) type ([^'";]*?)from '([^']+)'/g)].map(
      ([, clause = '', from = '']) => ({ from, typeOnly: true, names: namesIn(clause) }),
    ),
  ]
  const imports = written.map(({ from, ...rest }) => ({ target: targetOf(source.path, from), ...rest }))
  return { ...source, code, imports }
}

function namesIn(clause: string): string[] {
  const braces = /\{([^}]*)\}/.exec(clause)?.[1]
  if (braces === undefined) return ['*']
  return braces
    .split(',')
    .map((part) => part.trim().split(/\s+as\s+/)[0] ?? '')
    .filter((name) => name !== '')
}

function targetOf(path: string, written: string): string {
  return written.startsWith('.') ? normalize(join(dirname(path), written)).replaceAll('\\', '/') : written
}

function isPackage(target: string): boolean {
  return !/^(?:src|db|seed|test)\//.test(target)
}

function featureOf(path: string): (typeof FEATURES)[number] | undefined {
  return FEATURES.find((feature) => path.startsWith(`src/${feature}/`))
}

/** Imports that none of the patterns allows. Patterns with `type` in front allow types alone. */
function outside(parsed: Parsed, allowed: readonly RegExp[], typesToo: readonly RegExp[] = []): string[] {
  return parsed.imports
    .filter(({ target, typeOnly }) => {
      if (allowed.some((pattern) => pattern.test(target))) return false
      return !(typeOnly && typesToo.some((pattern) => pattern.test(target)))
    })
    .map(({ target }) => target)
}

const FEATURE_MODELS = new RegExp(`^src/(?:${FEATURES.join('|')}|site-pages)/`)
const SPDX = /^spdx-/
/** The words of a standard, without its format. */
const VOCABULARY = /^src\/exchange\/[a-z]+\/vocabulary\.ts$/

/** Each rule gives what breaks it in one file. */
export const RULES: Readonly<Record<string, (parsed: Parsed) => readonly string[]>> = {
  'kernel imports nothing but zod': (parsed) =>
    parsed.path.startsWith('src/kernel/') ? outside(parsed, [/^src\/kernel\//, /^zod$/]) : [],

  'web imports kernel and hono, and of features only types': (parsed) =>
    parsed.path.startsWith('src/web/') && !NODE_ALLOWED.test(parsed.path)
      ? outside(
          parsed,
          [/^src\/(?:web|kernel)\//, /^hono(?:\/|$)/, /^@hono\/zod-openapi$/, /^zod$/, /^markdown-it$/],
          [FEATURE_MODELS, /^src\/accounts\/sessions\.ts$/],
        )
      : [],

  'history, search and accounts import kernel and db; their pages also web': (parsed) => {
    const room = /^src\/(history|search|accounts)\//.exec(parsed.path)?.[1]
    if (room === undefined) return []
    const surface = SURFACE.test(parsed.path) ? [/^src\/web\//, /^hono(?:\/|$)/, /^@hono\/zod-openapi$/] : []
    // Keys are operational state and are written by `record`.
    const own = [new RegExp(`^src/${room}/`), /^src\/history\/record\.ts$/]
    if (/^src\/search\/meilisearch-/.test(parsed.path)) own.push(/^meilisearch$/)
    // The protocol with its signatures is a certified library's; this file alone knows it.
    if (parsed.path === 'src/accounts/oidc.ts') own.push(/^openid-client$/)
    if (/^src\/search\/analyzer\//.test(parsed.path)) own.push(/^@orama\/stemmers\//)
    // A tree of hashes is worked out without waiting for each of them, which WebCrypto cannot do.
    if (/^src\/history\/log\//.test(parsed.path)) own.push(/^@noble\/hashes\//)
    return outside(
      parsed,
      [...own, ...surface, /^src\/kernel\//, /^db\//, /^drizzle-orm/, /^zod$/],
      [/^@libsql\/client$/],
    )
  },

  'exchange imports kernel and models': (parsed) =>
    parsed.path.startsWith('src/exchange/')
      ? outside(parsed, [/^src\/(?:exchange|kernel)\//, SPDX, /^yaml$/, /^zod$/], [FEATURE_MODELS])
      : [],

  'models are pure': (parsed) =>
    PURE.test(parsed.path)
      ? outside(
          parsed,
          [/^src\/kernel\//, PURE, VOCABULARY, SPDX, /^zod$/],
          [/^src\/search\/port\.ts$/, /^src\/history\/leaf\.ts$/, /^src\/[a-z]+\/store\.ts$/],
        )
      : [],

  'stores import their model, kernel and the schema': (parsed) => {
    if (!STORE.test(parsed.path)) return []
    const feature = featureOf(parsed.path)
    // Earlier features may be built on; a room of pages comes after them all.
    const rooms = FEATURES.slice(0, feature === undefined ? FEATURES.length : FEATURES.indexOf(feature) + 1).join('|')
    const own = new RegExp(`^src/(?:${rooms})/(?!service|catalogue|.*api\\.ts$)`)
    return outside(
      parsed,
      [own, PURE, /^src\/kernel\//, /^db\/(?:schema|statements)\.ts$/, /^drizzle-orm/],
      [/^db\/client\.ts$/, /^src\/history\//],
    )
  },

  'verbs know nothing of HTTP and pages': (parsed) =>
    featureOf(parsed.path) !== undefined && !SURFACE.test(parsed.path)
      ? parsed.imports
          .filter(
            ({ target }) =>
              /^(?:hono(?:\/|$)|@hono\/)/.test(target) ||
              target.startsWith('src/web/') ||
              (SURFACE.test(target) && !isPackage(target)),
          )
          .map(({ target }) => target)
      : [],

  'pages and routes ask verbs, not the database': (parsed) =>
    SURFACE.test(parsed.path) && parsed.path.startsWith('src/') && !WIRING.test(parsed.path)
      ? parsed.imports
          .filter(
            ({ target, typeOnly, names }) =>
              /^(?:drizzle-orm|@libsql)/.test(target) ||
              (!typeOnly &&
                (target.startsWith('db/') ||
                  (STORE.test(target) && names.some((name) => name === '*' || WRITE_NAME.test(name))))),
          )
          .map(({ target }) => target)
      : [],

  'writes are named as such': (parsed) =>
    STORE.test(parsed.path)
      ? [...parsed.text.matchAll(/export (?:async )?function (\w+)\([^{]*?\): (?:Promise<)?(?:readonly )?Statement\b/g)]
          .map(([, name = '']) => name)
          .filter((name) => !WRITE_NAME.test(name))
      : [],

  'tables are read by stores': (parsed) =>
    STORE.test(parsed.path) || READS_TABLES.test(parsed.path)
      ? []
      : parsed.imports.filter(({ target }) => /^(?:db\/schema|drizzle-orm)/.test(target)).map(({ target }) => target),

  'a feature imports only earlier features': (parsed) => {
    const feature = featureOf(parsed.path)
    if (feature === undefined) return []
    const rank = FEATURES.indexOf(feature)
    return parsed.imports
      .filter(({ target }) => FEATURES.indexOf(featureOf(target) ?? 'directory') > rank)
      .map(({ target }) => target)
  },

  'nothing imports the wiring': (parsed) =>
    WIRING.test(parsed.path)
      ? []
      : parsed.imports
          .filter(
            ({ target, typeOnly }) => WIRING.test(target) && !(typeOnly && /^src\/[a-z-]+\.ts$/.test(parsed.path)),
          )
          .map(({ target }) => target),

  'the program stands on no adapter': (parsed) =>
    parsed.path === 'src/app.ts'
      ? parsed.imports
          .filter(({ target }) => /^(?:db\/|@libsql|drizzle-orm|node:|src\/host\/|src\/search\/fts5)/.test(target))
          .map(({ target }) => target)
      : [],

  'only wiring is tied to Node': (parsed) =>
    NODE_ALLOWED.test(parsed.path)
      ? []
      : [
          ...parsed.imports.filter(({ target }) => target.startsWith('node:')).map(({ target }) => target),
          ...matches(parsed.code, /\bBuffer\b(?!\s*:)/g),
        ],

  'only wiring names the clock, chance and the environment': (parsed) =>
    AMBIENT_ALLOWED.test(parsed.path)
      ? []
      : matches(
          parsed.code,
          /\bprocess\.env\b|\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^)\s])|\bDate\(\)|\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b|\bperformance\.now\b/g,
        ),

  'writes are described in stores': (parsed) => {
    if (STORE.test(parsed.path) || DESCRIBES_WRITES.test(parsed.path)) return []
    return [
      ...parsed.imports
        .filter(({ target, typeOnly }) => target === 'db/statements.ts' && !typeOnly)
        .map(({ target }) => target),
      ...matches(parsed.code, /\b(?:insert into|delete from|replace into|update [`"]?[a-z_]+[`"]? set)\b/gi),
    ]
  },

  'writes are run by history alone': (parsed) =>
    /^(?:db\/|src\/history\/(?:commit|record)\.ts$|src\/host\/|src\/cli|test\/)/.test(parsed.path)
      ? []
      : [
          ...matches(
            parsed.code,
            /\b(?:client|db|database|tx|connection|read)\s*\.\s*(?:execute|executeMultiple|batch|transaction|migrate|insert|update|delete|run)\s*\(/g,
          ),
          ...parsed.imports
            .filter(({ target, typeOnly }) => target === '@libsql/client' && !typeOnly)
            .map(({ target }) => target),
        ],

  'operational state is written by who still may': (parsed) =>
    UNGUARDED[parsed.path] !== undefined || WIRING.test(parsed.path) || parsed.path.startsWith('db/')
      ? []
      : [...parsed.code.matchAll(/\.record\(\[((?:\.\.\.)?\(?\w*(?:\((\w*))?)[^;]*/g)]
          .filter(([written]) => !/,\s*\{[^{}]*\bactor\b/.test(written))
          .map(([written, first = '', inner = '']) => ({ written, names: [first.split('(')[0] ?? '', inner] }))
          .filter(({ names }) => !names.some((name) => UNGUARDED_WRITES[`${parsed.path} ${name}`] !== undefined))
          .map(({ written }) => written.slice(0, 80)),

  'files say what is in them': (parsed) => {
    const folders = parsed.path.split('/')
    const bad = folders.filter(
      (part) => FORBIDDEN_NAMES.test(part.replace(/\.(?:test\.)?tsx?$/, '')) && part !== 'base.css',
    )
    const notKebab = folders.filter((part) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test|\.d)?(?:\.tsx?)?$/.test(part))
    return [...bad, ...notKebab]
  },

  'files are short enough to be read': (parsed) => {
    const lines = parsed.text.split('\n').length
    if (lines <= LONGEST || TABLES_OF_WORDS.test(parsed.path) || LONG_FILES[parsed.path] !== undefined) return []
    return [`${lines} lines`]
  },
}

function matches(code: string, pattern: RegExp): string[] {
  return [...code.matchAll(pattern)].map(([found]) => found)
}
