import { startIdentityProvider } from './identity-provider.ts'

/*
 * `npm run dev:oidc`: the server with an OpenID Connect provider beside it in the same process. Its people are fictional, its keys new at
 * each start. The database is a file of its own.
 */
const port = process.env['PORT'] ?? '8787'
const origin = `http://localhost:${port}`
const provider = await startIdentityProvider(origin, { port: Number(process.env['PROVIDER_PORT'] ?? 8788) })
Object.assign(process.env, {
  DATABASE_URL: 'file:data/dev-oidc.db',
  DEMO: 'yes',
  ...provider.settings,
  ...process.env,
  PUBLIC_URL: origin,
})
process.stdout.write(`\n  An identity provider with fictional people: ${provider.issuer}\n`)
await import('../../src/server.ts')
