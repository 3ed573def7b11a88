import { and, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { membershipTable, organizationTable, personTable, sessionTable } from '../../db/schema.ts'
import { build, type Statement, statement } from '../../db/statements.ts'
import type { Records } from '../history/record.ts'
import { type Actor, ANONYMOUS, type Role } from '../kernel/actor.ts'
import { toHex } from '../kernel/encoding.ts'
import { AppError } from '../kernel/errors.ts'
import { sha256Hex } from '../kernel/hash.ts'

/** A session nobody used for this long is over, in ms. */
export const IDLE_MS = 30 * 60_000
/** A session is over this long after sign-in, however busy it was, in ms. */
export const ABSOLUTE_MS = 12 * 3_600_000
/** Use is written down no more often than this, in ms. */
const SEEN_EVERY_MS = 60_000
/** Approving, roles and keys want a proof of who somebody is that is no older than this, in ms. */
export const FRESH_MS = 10 * 60_000
/** How long it is kept that a session was there, in ms. */
const KEPT_MS = 90 * 86_400_000

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
  /** The organization's name in each language it has one in; null without an organization, or while the register does not know it. */
  readonly organizationName: OrganizationNames | null
}

export interface OrganizationNames {
  readonly uk: string | null
  readonly en: string | null
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
 * @param authenticatedAt when the person proved who they are; now unless it is said
 */
export async function startSession(
  ports: SessionPorts,
  personId: string,
  membershipId: string | null,
  agent: string,
  authenticatedAt?: string,
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
        authenticatedAt: authenticatedAt ?? at,
        agent: agent.slice(0, 100),
      }),
    ),
    statement(
      build.delete(sessionTable).where(lt(sessionTable.expiresAt, new Date(Date.parse(at) - KEPT_MS).toISOString())),
    ),
  ])
  return { id, token }
}

/**
 * The session of a cookie's token; null when there is none, or it was revoked, idle or too old. Its use is written down; nobody is
 * kept from reading because that failed.
 */
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
  if (idleMs >= SEEN_EVERY_MS) await ports.records.record([seen(id, now)]).catch(() => undefined)
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

/** Whose session a cookie's token is or was, whether it still counts or not; null when there never was one, or no longer. */
export async function personOfToken(read: Reader, token: string): Promise<string | null> {
  if (!/^[0-9a-f]{64}$/.test(token)) return null
  const [row] = await read
    .select({ person: sessionTable.personId })
    .from(sessionTable)
    .where(eq(sessionTable.id, await sha256Hex(token)))
  return row?.person ?? null
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

/** A session that still counts, as its owner sees it. */
export interface OpenSession {
  readonly id: string
  readonly createdAt: string
  readonly seenAt: string
  /** `''` when nothing is known of it. */
  readonly agent: string
}

/** The sessions of a person that still count, the last used first. */
export async function openSessions(
  ports: Pick<SessionPorts, 'read' | 'now'>,
  personId: string,
): Promise<readonly OpenSession[]> {
  const now = ports.now()
  const rows = await ports.read
    .select()
    .from(sessionTable)
    .where(
      and(
        eq(sessionTable.personId, personId),
        isNull(sessionTable.revokedAt),
        gt(sessionTable.expiresAt, now),
        gt(sessionTable.seenAt, new Date(Date.parse(now) - IDLE_MS).toISOString()),
      ),
    )
    .orderBy(desc(sessionTable.seenAt), sessionTable.id)
  return rows.map(({ id, createdAt, seenAt, agent }) => ({ id, createdAt, seenAt, agent }))
}

/** Ends another session of the same person at once. Throws `not-found` for anybody else's. */
export async function endSessionOf(ports: SessionPorts, personId: string, id: string): Promise<void> {
  const [row] = await ports.read
    .select({ id: sessionTable.id })
    .from(sessionTable)
    .where(and(eq(sessionTable.id, id), eq(sessionTable.personId, personId)))
  if (!row) throw new AppError('not-found', 'no such session of this person')
  await endSession(ports, id)
}

/** Ends every session of a person but one. */
export async function endOtherSessions(ports: SessionPorts, personId: string, keptId: string): Promise<void> {
  await ports.records.record([
    statement(
      build
        .update(sessionTable)
        .set({ revokedAt: ports.now() })
        .where(and(eq(sessionTable.personId, personId), ne(sessionTable.id, keptId), isNull(sessionTable.revokedAt))),
    ),
  ])
}

/** Lets a session act as another confirmed membership of its person. Throws `not-found` for any other membership. */
export async function actAs(ports: SessionPorts, session: Session, membershipId: string): Promise<void> {
  if (!session.memberships.some(({ id }) => id === membershipId)) {
    throw new AppError('not-found', 'no such confirmed membership of this person')
  }
  await ports.records.record([
    statement(
      build
        .update(sessionTable)
        .set({ membershipId })
        .where(and(eq(sessionTable.id, session.id), isNull(sessionTable.revokedAt))),
    ),
  ])
}

/** Whether the person proved who they are lately enough for approving, roles and keys. */
export function isFresh(session: Session, now: string): boolean {
  return Date.parse(now) - Date.parse(session.authenticatedAt) < FRESH_MS
}

/** What a person acted as last, if it is still confirmed; else the first of what they may act as; null when nothing is confirmed. */
export async function lastMembership(read: Reader, personId: string): Promise<string | null> {
  const memberships = await confirmedMemberships(read, personId)
  const [last] = await read
    .select({ id: sessionTable.membershipId })
    .from(sessionTable)
    .where(and(eq(sessionTable.personId, personId), sql`${sessionTable.membershipId} is not null`))
    .orderBy(desc(sessionTable.seenAt))
    .limit(1)
  return (memberships.find(({ id }) => id === last?.id) ?? memberships[0])?.id ?? null
}

async function confirmedMemberships(read: Reader, personId: string): Promise<readonly ConfirmedMembership[]> {
  const rows = await read
    .select({
      id: membershipTable.id,
      role: membershipTable.role,
      organization: membershipTable.organizationId,
      uk: organizationTable.nameUk,
      en: organizationTable.nameEn,
      known: organizationTable.id,
    })
    .from(membershipTable)
    .leftJoin(organizationTable, eq(organizationTable.id, membershipTable.organizationId))
    .where(and(eq(membershipTable.personId, personId), eq(membershipTable.state, 'confirmed')))
    .orderBy(membershipTable.requestedAt, membershipTable.id)
  return rows.map(({ id, role, organization, uk, en, known }) => ({
    id,
    role: role as Role,
    organization,
    organizationName: known === null ? null : { uk, en },
  }))
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
