import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client'

/** What somebody signs in through: OpenID Connect, authorization code with PKCE. */
export interface Provider {
  /** The address to send a browser to. Throws `ProviderFailure`. */
  authorizationUrl(asked: AskedIdentity): Promise<string>
  /**
   * Who came back, checked: state, issuer of the answer, code and PKCE verifier, then signature, issuer, audience, nonce and times of
   * the ID token. Throws `ProviderFailure`.
   * @param answer the query of the callback, with its question mark
   */
  identityOf(answer: string, asked: AskedIdentity): Promise<Identity>
  /** Where the session at the provider is ended; null when it offers no such address. Throws `ProviderFailure`. */
  endSessionUrl(returnTo: string): Promise<string | null>
}

/** The secrets of one attempt, and how fresh the proof has to be. */
export interface AskedIdentity {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  /** In which language the provider should speak, `uk` or `en`. */
  readonly locale: string
  /** The person must prove who they are now, whatever session the provider still has. */
  readonly again: boolean
}

export interface Identity {
  readonly issuer: string
  readonly subject: string
  /** As the provider writes it; `''` when it does not say. */
  readonly name: string
  /** The code of the organization as the provider writes it; null when it names none. */
  readonly edrpou: string | null
  /** When the person last proved to the provider who they are, seconds since 1970. */
  readonly authenticatedAt: number
}

/** `cancelled`: the person changed their mind there. `unavailable`: no answer. `refused`: an answer that may not be believed. */
export type FailureKind = 'cancelled' | 'unavailable' | 'refused'

export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  readonly kind: FailureKind

  constructor(kind: FailureKind, options?: ErrorOptions) {
    super(`the identity provider: ${kind}`, options)
    this.kind = kind
  }
}

export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Separated by spaces; `openid` is among them. */
  readonly scopes: string
  readonly nameClaim: string
  readonly edrpouClaim: string | undefined
  /** Where the provider sends people back to. */
  readonly redirectUri: string
}

export interface ProviderPorts {
  readonly fetch: typeof fetch
  /** RFC 3339 instant in UTC. */
  readonly now: () => string
}

/** Where the provider sends people back to, below the origin. */
export const CALLBACK_PATH = '/sign-in/callback'
/** A proof of who somebody is must be no older than this when they sign in, in seconds. */
export const OLDEST_PROOF_S = 12 * 3600
/** And this when they were asked to prove it again, in seconds. */
const OLDEST_FRESH_PROOF_S = 5 * 60
/** How long what the provider said of itself is believed, in ms. */
const DISCOVERY_HOLDS_MS = 3_600_000
const TIMEOUT_S = 10

/** The provider at an issuer. It is asked about itself when it is first needed, and once an hour. */
export function createProvider(ports: ProviderPorts, settings: ProviderSettings): Provider {
  // The value is kept, never the promise: on Workers no request may wait for what another one began.
  let known: { readonly configuration: Configuration; readonly at: number } | undefined
  const configuration = async (): Promise<Configuration> => {
    const at = Date.parse(ports.now())
    if (known === undefined || Math.abs(at - known.at) > DISCOVERY_HOLDS_MS) {
      known = { configuration: await discovered(ports, settings), at }
    }
    return known.configuration
  }
  return {
    authorizationUrl: (asked) =>
      told(async () => {
        const url = buildAuthorizationUrl(await configuration(), {
          redirect_uri: settings.redirectUri,
          scope: settings.scopes,
          state: asked.state,
          nonce: asked.nonce,
          code_challenge: await calculatePKCECodeChallenge(asked.codeVerifier),
          code_challenge_method: 'S256',
          ui_locales: asked.locale,
          // Makes the provider say when the proof was given.
          max_age: String(oldestProof(asked)),
          ...(asked.again ? { prompt: 'login' } : {}),
        })
        return url.href
      }),
    identityOf: (answer, asked) =>
      told(async () => identityFrom(await configuration(), settings, new URL(answer, settings.redirectUri), asked)),
    endSessionUrl: (returnTo) =>
      told(async () => {
        const found = await configuration()
        if (found.serverMetadata().end_session_endpoint === undefined) return null
        return buildEndSessionUrl(found, { post_logout_redirect_uri: returnTo }).href
      }),
  }
}

function oldestProof({ again }: AskedIdentity): number {
  return again ? OLDEST_FRESH_PROOF_S : OLDEST_PROOF_S
}

async function discovered({ fetch }: ProviderPorts, settings: ProviderSettings): Promise<Configuration> {
  const { issuer, clientId, clientSecret } = settings
  return discovery(new URL(issuer), clientId, { client_secret: clientSecret }, secretAsOffered(clientSecret), {
    [customFetch]: answering(fetch),
    timeout: TIMEOUT_S,
    // ID tokens come straight from the provider over TLS; their signature is checked all the same.
    execute: [enableNonRepudiationChecks, ...(issuer.startsWith('http://') ? [allowInsecureRequests] : [])],
  })
}

/** The client's secret in the header, as OpenID Connect has it unless the provider says that it wants it in the body. */
function secretAsOffered(secret: string): ClientAuth {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, client, body, headers) => {
    const offered = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const chosen = offered.includes('client_secret_basic') ? basic : post
    return chosen(server, client, body, headers)
  }
}

/** Tells "no answer" apart from an answer that may not be believed. */
function answering(fetch: typeof globalThis.fetch): CustomFetch {
  return async (address, { body, signal, ...init }) => {
    const request = { ...init, ...(signal === undefined ? {} : { signal }), ...(body == null ? {} : { body }) }
    const response = await fetch(address, request as RequestInit).catch((error: unknown) => {
      throw new ProviderFailure('unavailable', { cause: error })
    })
    if (response.status < 500) return response
    await response.body?.cancel()
    throw new ProviderFailure('unavailable', { cause: new Error(`status ${response.status}`) })
  }
}

async function identityFrom(
  configuration: Configuration,
  settings: ProviderSettings,
  callback: URL,
  asked: AskedIdentity,
): Promise<Identity> {
  const tokens = await authorizationCodeGrant(configuration, callback, {
    expectedState: asked.state,
    expectedNonce: asked.nonce,
    pkceCodeVerifier: asked.codeVerifier,
    maxAge: oldestProof(asked),
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (claims?.auth_time === undefined) throw new ProviderFailure('refused')
  const wanted = [settings.nameClaim, ...(settings.edrpouClaim === undefined ? [] : [settings.edrpouClaim])]
  // Many providers put no more than the subject into the ID token.
  const isTold = wanted.every((name) => claims[name] !== undefined)
  const asksMore = !isTold && configuration.serverMetadata().userinfo_endpoint !== undefined
  const more = asksMore ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : {}
  const claim = (name: string): unknown => claims[name] ?? (more as Readonly<Record<string, unknown>>)[name]
  const name = claim(settings.nameClaim)
  const edrpou = settings.edrpouClaim === undefined ? undefined : claim(settings.edrpouClaim)
  return {
    issuer: claims.iss,
    subject: claims.sub,
    name: typeof name === 'string' ? name : '',
    edrpou: typeof edrpou === 'string' || typeof edrpou === 'number' ? String(edrpou) : null,
    authenticatedAt: claims.auth_time,
  }
}

/** Runs what asks the provider; whatever goes wrong is one of three things to the person who waits. */
async function told<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask()
  } catch (error) {
    throw failureOf(error)
  }
}

function failureOf(error: unknown): ProviderFailure {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof ProviderFailure) return each
    const code = 'code' in each ? each.code : undefined
    if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return new ProviderFailure('unavailable', { cause: error })
  }
  const isCancelled = error instanceof AuthorizationResponseError && error.error === 'access_denied'
  return new ProviderFailure(isCancelled ? 'cancelled' : 'refused', { cause: error })
}
