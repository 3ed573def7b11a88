import { lt } from 'drizzle-orm'
import { signInTable } from '../../db/schema.ts'
import { build, type Statement, statement } from '../../db/statements.ts'
import { toHex } from '../kernel/encoding.ts'
import { failureText } from '../kernel/failure-text.ts'
import { sha256Hex } from '../kernel/hash.ts'
import { type AskedIdentity, type FailureKind, type Identity, type Provider, ProviderFailure } from './oidc.ts'
import { claimedOrganization, selectPersonBySubject, shownName, subjectHash, writePerson } from './people.ts'
import { endSession, lastMembership, type Session, type SessionPorts, startSession } from './sessions.ts'

/** How long somebody may take at the provider, in ms. */
export const ATTEMPT_MS = 10 * 60_000

export interface SignInPorts extends SessionPorts {
  readonly provider: Provider
  /** Keys the hash by which a person is known. */
  readonly pepper: string
  readonly log: (event: string, details?: Readonly<Record<string, unknown>>) => void
}

export interface NewAttempt {
  /** The secret of the browser's sign-in cookie: only this browser may bring the answer. */
  readonly browser: string
  /** One of our own paths (`ownPath`). */
  readonly returnTo: string
  readonly locale: string
  /** The session whose person is to prove anew who they are; null for a sign-in. */
  readonly session: Session | null
}

/** Writes an attempt down and gives the address at the provider to send the browser to. Throws `ProviderFailure`. */
export async function beginSignIn(ports: SignInPorts, attempt: NewAttempt): Promise<string> {
  const [state, nonce, codeVerifier] = [secretOf(ports), secretOf(ports), secretOf(ports)]
  const again = attempt.session !== null
  const url = await ports.provider.authorizationUrl({ state, nonce, codeVerifier, locale: attempt.locale, again })
  const at = ports.now()
  await ports.records.record([
    statement(build.delete(signInTable).where(lt(signInTable.expiresAt, at))),
    statement(
      build.insert(signInTable).values({
        id: await sha256Hex(state),
        browser: await sha256Hex(attempt.browser),
        nonce,
        codeVerifier,
        returnTo: attempt.returnTo,
        sessionId: attempt.session?.id ?? null,
        createdAt: at,
        expiresAt: new Date(Date.parse(at) + ATTEMPT_MS).toISOString(),
      }),
    ),
  ])
  return url
}

function secretOf({ randomBytes }: SignInPorts): string {
  return toHex(randomBytes(32))
}

/** What a browser brings back from the provider. */
export interface Answer {
  /** The query of the callback, with its question mark. */
  readonly query: string
  /** The secret of the browser's sign-in cookie. */
  readonly browser: string | undefined
  /** Who is signed in in this browser already. */
  readonly session: Session | null
  /** The browser and system, coarsely. */
  readonly agent: string
}

/**
 * `unknown`: no attempt of this browser is waiting for this answer (it came twice, too late, or from elsewhere). `other-person`:
 * somebody else proved who they are than the one who was asked to.
 */
export type SignInProblem = FailureKind | 'unknown' | 'other-person'

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly token: string; readonly returnTo: string }
  | { readonly kind: 'failed'; readonly problem: SignInProblem; readonly returnTo: string | null }

/**
 * Takes the provider's answer: the attempt is used up whatever comes of it, the answer is checked, the person is written down, and a
 * new session begins in place of the one that was there, whose token is worth nothing from then on.
 */
export async function finishSignIn(ports: SignInPorts, answer: Answer): Promise<SignInOutcome> {
  const state = new URLSearchParams(answer.query).get('state') ?? ''
  const attempt = await takeAttempt(ports, state, answer.browser ?? '')
  if (attempt === null) return { kind: 'failed', problem: 'unknown', returnTo: null }
  const { returnTo, sessionId } = attempt
  const failed = (problem: SignInProblem): SignInOutcome => ({ kind: 'failed', problem, returnTo })
  // Proving again is for the session that asked; another one may be there by now, or none.
  if (sessionId !== null && answer.session?.id !== sessionId) return failed('unknown')
  const locale = returnTo.slice(1, 3)
  const asked: AskedIdentity = { ...attempt, state, locale, again: sessionId !== null }
  let identity: Identity
  try {
    identity = await ports.provider.identityOf(answer.query, asked)
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error
    ports.log('sign-in failed', { kind: error.kind, error: failureText(error.cause ?? error) })
    return failed(error.kind)
  }
  const personId = await knownPerson(ports, identity)
  if (sessionId !== null && answer.session?.person.id !== personId) return failed('other-person')
  const membershipId = sessionId === null ? await lastMembership(ports.read, personId) : answer.session?.membership?.id
  const { token } = await startSession(ports, personId, membershipId ?? null, answer.agent, provedAt(ports, identity))
  if (answer.session !== null) await endSession(ports, answer.session.id)
  return { kind: 'signed-in', token, returnTo }
}

/** When the proof was given; a provider whose clock is ahead makes nobody fresher than now. */
function provedAt({ now }: SignInPorts, { authenticatedAt }: Identity): string {
  return new Date(Math.min(Date.parse(now()), authenticatedAt * 1000)).toISOString()
}

/** The attempt of this state and browser, which is gone from now on; null when there is none. */
async function takeAttempt(
  ports: SignInPorts,
  state: string,
  browser: string,
): Promise<{
  readonly nonce: string
  readonly codeVerifier: string
  readonly returnTo: string
  readonly sessionId: string | null
} | null> {
  const taken: Statement = {
    sql: `delete from sign_in where id = ? and browser = ? and expires_at > ?
          returning nonce, code_verifier, return_to, session_id`,
    args: [await sha256Hex(state), await sha256Hex(browser), ports.now()],
  }
  const [result] = await ports.records.record([taken])
  const row = result?.rows[0]
  if (row === undefined) return null
  const sessionId = row['session_id']
  return {
    nonce: String(row['nonce']),
    codeVerifier: String(row['code_verifier']),
    returnTo: String(row['return_to']),
    sessionId: sessionId === null || sessionId === undefined ? null : String(sessionId),
  }
}

/** The number of the person, who is written down as the provider describes them now. */
async function knownPerson(ports: SignInPorts, identity: Identity): Promise<string> {
  const subject = await subjectHash(ports.pepper, identity.issuer, identity.subject)
  const person = { name: shownName(identity.name), claimedOrganization: claimedOrganization(identity.edrpou) }
  const id = toHex(ports.randomBytes(16))
  await ports.records.record([writePerson({ id, subject, ...person, createdAt: ports.now() })])
  // Somebody who was there keeps the number they had.
  const known = await selectPersonBySubject(ports.read, subject)
  return known?.id ?? id
}
