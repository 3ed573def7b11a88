import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** Somebody fictional whom the provider knows. */
export interface Known {
  readonly sub: string
  readonly name: string
  /** Of the organization they belong to. */
  readonly edrpou?: string
}

/** Fictional; the codes are those of the demonstration. */
export const KNOWN_PEOPLE: readonly Known[] = [
  { sub: 'citizen-1', name: 'Андрій Першенко' },
  { sub: 'head-991', name: 'Богдана Другенко', edrpou: '99000991' },
  { sub: 'editor-991', name: 'Віктор Третенко', edrpou: '99000991' },
  { sub: 'registrar-5', name: 'Галина Четвертенко', edrpou: '99000005' },
]

export interface IdentityProvider {
  readonly issuer: string
  /** What the program is to be configured with. */
  readonly settings: Readonly<Record<string, string>>
  close(): Promise<void>
}

const CLIENT_ID = 'once-for-all'
const CLIENT_SECRET = 'a-secret-of-tests-and-of-this-machine-alone'
const MOST_BODY = 10_000

/** A certified OpenID Connect provider in this process, on a port of this machine; who signs in is chosen from a list. */
export async function startIdentityProvider(
  origin: string,
  { port = 0, people = KNOWN_PEOPLE }: { readonly port?: number; readonly people?: readonly Known[] } = {},
): Promise<IdentityProvider> {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end()
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider = providerAt(issuer, origin, people)
  const protocol = provider.callback()
  answer = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return protocol(request, response)
    interact(provider, people, request, response).catch((error: unknown) => {
      response.statusCode = 400
      response.end(String(error))
    })
  }
  return {
    issuer,
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      OIDC_SCOPES: 'openid profile organization',
      OIDC_EDRPOU_CLAIM: 'edrpou',
      SUBJECT_PEPPER: 'thirty-two random characters of a test',
      PUBLIC_URL: 'http://localhost',
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function providerAt(issuer: string, origin: string, people: readonly Known[]): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${origin}/sign-in/callback`],
        post_logout_redirect_uris: [`${origin}/uk/signed-out`, `${origin}/en/signed-out`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['of a test'] },
    scopes: ['openid', 'profile', 'organization'],
    claims: { openid: ['sub'], profile: ['name'], organization: ['edrpou'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Grant: 3600, Session: 3600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => {
      const person = people.find((each) => each.sub === sub)
      return person && { accountId: sub, claims: () => person }
    },
    // Nobody is asked whether the register may know their name: whoever signs in here is fictional.
    loadExistingGrant: async (ctx: {
      readonly oidc: {
        readonly session: { readonly accountId: string }
        readonly client: { readonly clientId: string }
        readonly params: { readonly scope: string }
      }
    }) => {
      const { session, client, params } = ctx.oidc
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
      grant.addOIDCScope(params.scope)
      await grant.save()
      return grant
    },
  })
  return provider
}

/** The page on which somebody says who they are, and what comes of it. */
async function interact(
  provider: Provider,
  people: readonly Known[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response)
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(pageOf(uid, people))
    return
  }
  const form = new URLSearchParams(await bodyOf(request))
  const result = form.has('cancel')
    ? { error: 'access_denied', error_description: 'cancelled' }
    : { login: { accountId: form.get('sub') ?? '' } }
  await provider.interactionFinished(request, response, result)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > MOST_BODY) throw new Error('too large')
  }
  return text
}

function pageOf(uid: string, people: readonly Known[]): string {
  const buttons = people.map(({ sub, name, edrpou }) => {
    const label = edrpou === undefined ? name : `${name} (${edrpou})`
    return `<p><button name="sub" value="${sub}">${label}</button></p>`
  })
  return `<!doctype html><html lang="uk"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Постачальник для розробки</title><h1>Хто ви?</h1><p>Вигадані особи постачальника для розробки.</p>
<form method="post" action="/interaction/${uid}">${buttons.join('')}<p><button name="cancel" value="1">Скасувати</button></p></form></html>`
}
