import { z } from 'zod'
import { DEFAULT_QUOTAS, isQuotaSetting } from './kernel/quotas.ts'

/** The form of golang.org/x/mod/sumdb/note; whether the key is one is seen when it signs. */
const PRIVATE_KEY = /^PRIVATE\+KEY\+[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/
const PORT_NUMBER = /^(?:0|[1-9]\d{0,4})$/

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^/?#\s@\\]+$/i.test(text) && URL.canParse(text)
}

/** Every environment variable the program reads; README's table is held against it by a test. */
export const Config = z.object({
  /** TCP port the Node server listens on; 0 takes any free one. */
  PORT: z
    .string()
    .refine((text) => PORT_NUMBER.test(text) && Number(text) <= 65_535, 'must be a port number, 0 to 65535')
    .transform(Number)
    .default(8787),
  /** Address the Node server listens on. */
  HOST: z.string().default('127.0.0.1'),
  /** `file:…`, `:memory:`, or a libSQL server: `libsql://…`, `http(s)://…`. */
  DATABASE_URL: z
    .string()
    .regex(
      /^(?::memory:$|file:.|libsql:\/\/.|wss?:\/\/.|https?:\/\/.)/,
      'must begin with file:, libsql://, http:// or https://',
    )
    .optional(),
  /** Token for a libSQL server. */
  DATABASE_AUTH_TOKEN: z.string().optional(),
  /** Scheme, host and port under which readers reach the site, without a final slash. */
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'must be scheme, host and port without a path, such as https://register.example')
    // As browsers write it in `Origin`: lower case, without the port that goes without saying.
    .transform((text) => new URL(text).origin)
    .optional(),
  /** Who runs the installation, as the pages name them. */
  OPERATOR_NAME: z.string().max(300, 'must be at most 300 characters').optional(),
  /** Mailbox for readers: questions, mistakes, weaknesses. */
  OPERATOR_CONTACT: z.email('must be a mailbox, such as register@authority.example').optional(),
  /** A Meilisearch server that answers searches by words, beside the embedded index. */
  MEILI_URL: z
    .string()
    .regex(/^https?:\/\/[^/?#\s@]+(?:\/[^?#\s]*)?$/, 'must begin with http:// or https:// and hold no password')
    .optional(),
  /** Key for that server. */
  MEILI_KEY: z.string().optional(),
  /** Reverse proxies in front of the Node server, whose entries in X-Forwarded-For are believed. */
  TRUSTED_PROXIES: z
    .string()
    .regex(/^[0-9]$/, 'must be a number of proxies, 0 to 9')
    .transform(Number)
    .default(0),
  /** Requests a minute of one address or one key, by kind; `off`: no limits. */
  RATE_LIMITS: z
    .string()
    .refine(isQuotaSetting, 'must be off, or requests a minute such as read=1200 search=600 write=300 failures=10')
    .default(DEFAULT_QUOTAS),
  /** The private key that signs the log's checkpoints: `once log key` makes one. */
  LOG_KEY: z.string().regex(PRIVATE_KEY, 'must be a private key as `log key` prints it').optional(),
  /** The key that takes over: while both are set, checkpoints carry both signatures. */
  LOG_NEXT_KEY: z.string().regex(PRIVATE_KEY, 'must be a private key as `log key` prints it').optional(),
  /** The name of the log, which is the name of its keys. */
  LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]{1,200}$/, 'must be a name without spaces and +, such as register.example/log')
    .optional(),
  /** Folder for the copy of the log outside the database. */
  LOG_FOLDER: z.string().optional(),
  /** `yes`, `no`, or `auto`: load demonstration data into an empty database unless DATABASE_URL was given. */
  DEMO: z.enum(['yes', 'no', 'auto'], 'must be yes, no or auto').default('auto'),
  /** The OpenID Connect provider that people sign in through. */
  OIDC_ISSUER: z
    .string()
    .regex(
      /^(?:https:\/\/[^/?#\s@]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?)(?:\/[^?#\s]*)?$/,
      'must begin with https:// (http:// on this machine alone) and have no query',
    )
    .optional(),
  /** Under which name the provider knows this installation. */
  OIDC_CLIENT_ID: z.string().optional(),
  /** The secret it proves that with. */
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What the provider is asked to tell, separated by spaces. */
  OIDC_SCOPES: z
    .string()
    .refine((text) => text.split(' ').includes('openid'), 'must have openid among them')
    .default('openid profile'),
  /** The claim with the person's name. */
  OIDC_NAME_CLAIM: z.string().default('name'),
  /** The claim with the EDRPOU code of the organization the person belongs to. */
  OIDC_EDRPOU_CLAIM: z.string().optional(),
  /** Keys the hash by which a person is known; whoever signs in after it changed is somebody new. */
  SUBJECT_PEPPER: z.string().min(32, 'must be at least 32 random characters').optional(),
})
export type Config = z.infer<typeof Config>

/** Where the register is kept unless DATABASE_URL says otherwise. */
export const DEFAULT_DATABASE_URL = 'file:data/once.db'

/** One variable that cannot be used, and why. */
export interface ConfigProblem {
  readonly variable: string
  readonly reason: string
}

/** The environment is not usable; `problems` names each variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ variable, reason }) => `${variable} ${reason}`).join('; '))
    this.problems = problems
  }
}

/** Reads the configuration; a variable set to nothing counts as not set. Throws `ConfigError`. */
export function readConfig(environment: Readonly<Record<string, unknown>>): Config {
  const given = Object.entries(environment).filter(([, value]) => typeof value === 'string' && value !== '')
  const read = Config.safeParse(Object.fromEntries(given))
  if (!read.success) {
    throw new ConfigError(
      read.error.issues.map((issue) => ({ variable: issue.path.map(String).join('.'), reason: issue.message })),
    )
  }
  const problems = signInProblems(read.data)
  if (problems.length > 0) throw new ConfigError(problems)
  return read.data
}

const NEEDED_TO_SIGN_IN = [
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'SUBJECT_PEPPER',
  'PUBLIC_URL',
] as const
/** Of these, each is set for signing in and for nothing else. */
const SETS_SIGN_IN: readonly (keyof Config)[] = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']

/** Half a configuration of signing in would be none that anybody notices. */
function signInProblems(config: Config): ConfigProblem[] {
  if (SETS_SIGN_IN.every((variable) => config[variable] === undefined)) return []
  const missing = NEEDED_TO_SIGN_IN.filter((variable) => config[variable] === undefined)
  const problems = missing.map((variable) => ({ variable, reason: 'is needed to sign in through a provider' }))
  const { PUBLIC_URL } = config
  if (PUBLIC_URL?.startsWith('http://') && !isLoopback(new URL(PUBLIC_URL).hostname)) {
    problems.push({ variable: 'PUBLIC_URL', reason: 'must begin with https:// when people sign in' })
  }
  return problems
}

/** Whether a host name or address is this machine and nothing else. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(host)
}

/**
 * Whether people of the demonstration may be chosen to sign in: on the demonstration data of a fresh checkout, served to this machine
 * alone. Never over a database that was named, and never beside a provider.
 */
export function allowsDemonstrationSignIn(config: Config): boolean {
  const { DEMO, DATABASE_URL, OIDC_ISSUER, HOST, PUBLIC_URL } = config
  const isPublic = PUBLIC_URL !== undefined && !isLoopback(new URL(PUBLIC_URL).hostname)
  return DEMO !== 'no' && DATABASE_URL === undefined && OIDC_ISSUER === undefined && isLoopback(HOST) && !isPublic
}

/** The database that is meant. */
export function databaseUrl(config: Config): string {
  return config.DATABASE_URL ?? DEFAULT_DATABASE_URL
}

/** Whether an empty register is to be filled with demonstration data. */
export function wantsDemonstration(config: Config): boolean {
  return config.DEMO === 'yes' || (config.DEMO === 'auto' && config.DATABASE_URL === undefined)
}
