import { and, eq, isNull } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { membershipTable, personTable, sessionTable } from '../../db/schema.ts'
import { build, type Statement, statement } from '../../db/statements.ts'
import type { Records } from '../history/record.ts'
import { type Actor, ANONYMOUS, type Role } from '../kernel/actor.ts'
import { toHex } from '../kernel/encoding.ts'
import { sha256Hex } from '../kernel/hash.ts'

/** A session nobody used for this long is over, in ms. */
export const IDLE_MS = 30 * 60_000
/** A session is over this long after sign-in, however busy it was, in ms. */
export const ABSOLUTE_MS = 12 * 3_600_000
/** Use is written down no more often than this, in ms. */
const SEEN_EVERY_MS = 60_000

export interface SessionPorts {
  readonly read: Reader
  readonly records: Records
  /** RFC 3339 instant in UTC with milliseconds. */
  readonly now: () => string
  readonly randomBytes: (count: number) => Uint8Array
}

/** A confirmed membership: what the person may act as. */
export interface ConfirmedMembership {
  readonly id: string
  readonly role: Role
  readonly organization: string | null
}

/** Somebody who is signed in. Nothing of it is public. */
export interface Session {
  /** SHA-256 of the token, hexadecimal. */
  readonly id: string
  readonly person: { readonly id: string; readonly name: string }
  /** What they act as at the moment; the public while they have no confirmed role. */
  readonly actor: Actor
  readonly membership: ConfirmedMembership | null
  /** Everything they could act as. */
  readonly memberships: readonly ConfirmedMembership[]
  /** When they last proved who they are to the provider, RFC 3339. */
  readonly authenticatedAt: string
}

/**
 * Begins a session: 256 random bits for the cookie, of which only the SHA-256 is stored. `membershipId` must be a confirmed one of the person.
 * @param agent the browser and system, coarsely
 */
export async function startSession(
  ports: SessionPorts,
  personId: string,
  membershipId: string | null,
  agent: string,
): Promise<{ readonly id: string; readonly token: string }> {
  const token = toHex(ports.randomBytes(32))
  const id = await sha256Hex(token)
  const at = ports.now()
  const expiresAt = new Date(Date.parse(at) + ABSOLUTE_MS).toISOString()
  await ports.records.record([
    statement(
      build.insert(sessionTable).values({
        id,
        personId,
        membershipId,
        createdAt: at,
        seenAt: at,
        expiresAt,
        authenticatedAt: at,
        agent: agent.slice(0, 100),
      }),
    ),
  ])
  return { id, token }
}

/** The session of a cookie's token; null when there is none, or it was revoked, idle or too old. Writes down its use. */
export async function sessionOf(ports: SessionPorts, token: string): Promise<Session | null> {
  if (!/^[0-9a-f]{64}$/.test(token)) return null
  const id = await sha256Hex(token)
  const [row] = await ports.read
    .select({ session: sessionTable, name: personTable.name })
    .from(sessionTable)
    .innerJoin(personTable, eq(personTable.id, sessionTable.personId))
    .where(and(eq(sessionTable.id, id), isNull(sessionTable.revokedAt)))
  if (!row) return null
  const { personId, membershipId, expiresAt, seenAt, authenticatedAt } = row.session
  const now = ports.now()
  const idleMs = Date.parse(now) - Date.parse(seenAt)
  if (expiresAt <= now || idleMs >= IDLE_MS) return null
  if (idleMs >= SEEN_EVERY_MS) await ports.records.record([seen(id, now)])
  const memberships = await confirmedMemberships(ports.read, personId)
  const membership = memberships.find((each) => each.id === membershipId) ?? null
  return {
    id,
    person: { id: personId, name: row.name },
    actor: actorOf(id, membership, memberships),
    membership,
    memberships,
    authenticatedAt,
  }
}

/** Ends a session at once: a write that it began and has not committed is refused too. */
export async function endSession(ports: Pick<SessionPorts, 'records' | 'now'>, id: string): Promise<void> {
  await ports.records.record([
    statement(
      build
        .update(sessionTable)
        .set({ revokedAt: ports.now() })
        .where(and(eq(sessionTable.id, id), isNull(sessionTable.revokedAt))),
    ),
  ])
}

async function confirmedMemberships(read: Reader, personId: string): Promise<readonly ConfirmedMembership[]> {
  const rows = await read
    .select({ id: membershipTable.id, role: membershipTable.role, organization: membershipTable.organizationId })
    .from(membershipTable)
    .where(and(eq(membershipTable.personId, personId), eq(membershipTable.state, 'confirmed')))
    .orderBy(membershipTable.requestedAt, membershipTable.id)
  return rows.map(({ id, role, organization }) => ({ id, role: role as Role, organization }))
}

function actorOf(
  sessionId: string,
  membership: ConfirmedMembership | null,
  all: readonly ConfirmedMembership[],
): Actor {
  if (membership === null) return ANONYMOUS
  const { role, organization } = membership
  const others = all.flatMap((each) => (each.organization === null ? [] : [each.organization]))
  const alsoOf = [...new Set(others)].filter((id) => id !== organization)
  return { role, organization, credential: { kind: 'session', id: sessionId }, alsoOf }
}

function seen(id: string, at: string): Statement {
  return statement(build.update(sessionTable).set({ seenAt: at }).where(eq(sessionTable.id, id)))
}
