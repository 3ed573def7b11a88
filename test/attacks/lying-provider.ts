import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'

/** How the provider lies in its next ID token. */
export interface Lie {
  readonly claims?: JWTPayload | undefined
  /** Signed with a key that the provider does not publish; not signed at all; with the client's secret as a key. */
  readonly signature?: 'foreign' | 'none' | 'secret' | undefined
  /** Claims left out. */
  readonly without?: readonly string[] | undefined
}

export interface LyingProvider {
  readonly issuer: string
  /** What the token endpoint was sent, in its order. */
  readonly asked: URLSearchParams[]
  lie: Lie
  close(): Promise<void>
}

export const LIAR_CLIENT = { id: 'once-for-all', secret: 'a-secret-that-the-liar-knows-as-well' } as const

/** A provider that says the right things in the right form, apart from the one it is told to lie about. Any code is taken. */
export async function startLyingProvider(): Promise<LyingProvider> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const foreign = await generateKeyPair('RS256')
  const asked: URLSearchParams[] = []
  const state: { lie: Lie; nonce: string } = { lie: {}, nonce: '' }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/.well-known/openid-configuration') return json(response, configurationOf(issuer))
    if (url.pathname === '/keys') {
      return json(response, { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] })
    }
    if (url.pathname === '/token') {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      const form = new URLSearchParams(body)
      asked.push(form)
      return json(response, {
        access_token: 'x',
        token_type: 'Bearer',
        id_token: await tokenFor(form.get('code') ?? ''),
      })
    }
    response.statusCode = 404
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`

  /** The code of this provider is the nonce it is to repeat. */
  async function tokenFor(code: string): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const honest: JWTPayload = {
      iss: issuer,
      aud: LIAR_CLIENT.id,
      sub: 'somebody',
      nonce: code,
      iat: now,
      exp: now + 300,
      auth_time: now,
      name: 'Хтось',
    }
    const claims: JWTPayload = { ...honest, ...state.lie.claims }
    for (const name of state.lie.without ?? []) delete claims[name]
    const { signature } = state.lie
    if (signature === 'none') return new UnsecuredJWT(claims).encode()
    if (signature === 'secret') {
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(LIAR_CLIENT.secret))
    }
    const key = signature === 'foreign' ? foreign.privateKey : privateKey
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key)
  }

  return {
    issuer,
    asked,
    get lie() {
      return state.lie
    },
    set lie(lie) {
      state.lie = lie
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function configurationOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    // It would like to be believed without a signature too.
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    code_challenge_methods_supported: ['S256', 'plain'],
    authorization_response_iss_parameter_supported: true,
  }
}

function json(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(body))
}
