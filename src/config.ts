import { z } from 'zod'

/** Every environment variable the program reads; README's table is held against it by a test. */
export const Config = z.object({
  /** TCP port the Node server listens on. */
  PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  /** Address the Node server listens on. */
  HOST: z.string().default('127.0.0.1'),
  /** `file:…`, `:memory:`, or a libSQL server: `libsql://…`, `http(s)://…`. */
  DATABASE_URL: z.string().default('file:data/once.db'),
  /** Token for a libSQL server. */
  DATABASE_AUTH_TOKEN: z.string().optional(),
  /** Scheme, host and port under which readers reach the site, without a final slash. */
  PUBLIC_URL: z.url().optional(),
  /** `yes`, `no`, or `auto`: load demonstration data into an empty database unless DATABASE_URL was given. */
  DEMO: z.enum(['yes', 'no', 'auto']).default('auto'),
})
export type Config = z.infer<typeof Config>

/** Reads the configuration. Throws a ZodError that names each variable that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  return Config.parse(environment)
}
