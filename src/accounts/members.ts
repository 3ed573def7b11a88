import { and, count, eq, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Reader } from '../../db/client.ts'
import { membershipTable, organizationTable, personTable } from '../../db/schema.ts'
import { build, statement } from '../../db/statements.ts'
import type { Records } from '../history/record.ts'
import {
  type Actor,
  authorize,
  OPERATOR,
  type OrganizationRole,
  REGISTER_ROLES,
  type Role,
  type Subject,
} from '../kernel/actor.ts'
import { toHex } from '../kernel/encoding.ts'
import { AppError, type Finding, refuseWhenFound } from '../kernel/errors.ts'
import { typedReason } from '../kernel/free-text.ts'
import { selectPerson } from './people.ts'
import type { OrganizationNames, Session } from './sessions.ts'

export interface MemberPorts {
  readonly read: Reader
  readonly records: Records
  readonly now: () => string
  readonly randomBytes: (count: number) => Uint8Array
}

export type RegisterRole = (typeof REGISTER_ROLES)[number]
export type MembershipState = 'requested' | 'confirmed' | 'refused' | 'ended'

/** As what somebody decided: never under which name. */
export interface DeciderShown {
  readonly role: Role
  readonly organizationName: OrganizationNames | null
}

/** A decision, dated. `by`: null when the person themselves gave the role up. */
export interface Decision {
  readonly at: string
  readonly by: DeciderShown | null
  readonly reason: string | null
}

export interface Membership {
  readonly id: string
  readonly person: { readonly id: string; readonly name: string }
  readonly role: Role
  readonly organization: string | null
  readonly organizationName: OrganizationNames | null
  readonly state: MembershipState
  /** Whether the provider itself named the organization when the role was asked for. */
  readonly claimed: boolean
  readonly requestedAt: string
  /** Confirmed or refused. */
  readonly decision: Decision | null
  readonly end: Decision | null
}

/** Who decides on roles: somebody signed in, or the operator at the command line. */
export interface Decider {
  readonly actor: Actor
  /** What is written down: the membership they act by. */
  readonly membership: string
  readonly person: string | null
}

export const OPERATOR_DECIDES: Decider = { actor: OPERATOR, membership: 'system', person: null }

/** Somebody signed in as one who decides; whoever has no role decides nothing (`authorize` says so). */
export function deciderOf({ actor, membership, person }: Session): Decider {
  return { actor, membership: membership?.id ?? '', person: person.id }
}

/** As many requests of one person may wait at a time. */
const MOST_WAITING = 10
const LONGEST_REASON = 1000
const MOST_LISTED = 500

export function isRegisterRole(role: string): role is RegisterRole {
  return (REGISTER_ROLES as readonly string[]).includes(role)
}

/**
 * Asks for a role at an organization. Whoever is signed in may ask; it counts once somebody else confirms it. Whether the provider
 * named the organization is taken from the last sign-in, never from the request. Throws `validation-failed` for an organization that
 * is not registered or when too many requests wait already, and `conflict` for a role the person has or has asked for.
 */
export async function requestMembership(
  ports: MemberPorts,
  session: Session,
  wanted: { readonly role: OrganizationRole; readonly organization: string },
): Promise<string> {
  const { organization, role } = wanted
  if (!(await organizationExists(ports.read, organization))) throw organizationUnknown(organization)
  const [waiting] = await ports.read
    .select({ count: count() })
    .from(membershipTable)
    .where(and(eq(membershipTable.personId, session.person.id), eq(membershipTable.state, 'requested')))
  if ((waiting?.count ?? 0) >= MOST_WAITING) {
    throw new AppError('validation-failed', 'too many requests wait', [
      { pointer: '/organization', rule: 'requests-waiting', params: { maximum: MOST_WAITING } },
    ])
  }
  const person = await selectPerson(ports.read, session.person.id)
  const id = toHex(ports.randomBytes(16))
  const asked = build.insert(membershipTable).values({
    id,
    personId: session.person.id,
    role,
    organizationId: organization,
    state: 'requested',
    claimed: person?.claimedOrganization === organization,
    requestedAt: ports.now(),
  })
  await ports.records.record([statement(asked)])
  return id
}

/**
 * Confirms or refuses a role that was asked for: a head for their own organization, a registrar for others, nobody for themselves.
 * Throws `not-found`, `forbidden`, `version-stale` when it was decided meanwhile, `validation-failed` when a refusal has no reason.
 */
export async function decideMembership(
  ports: MemberPorts,
  decider: Decider,
  id: string,
  decision: 'confirm' | 'refuse',
  givenReason: string,
): Promise<void> {
  const membership = await getMembership(ports.read, id)
  authorize(decider.actor, 'membership.decide', subjectOf(membership))
  if (membership.person.id === decider.person) throw new AppError('forbidden', 'nobody confirms themselves')
  if (membership.state !== 'requested') throw new AppError('version-stale', `the request is ${membership.state}`)
  const reason = checkedReason(givenReason, decision === 'refuse')
  const at = ports.now()
  const written = build
    .update(membershipTable)
    .set({
      state: decision === 'confirm' ? 'confirmed' : 'refused',
      decidedAt: at,
      decidedBy: decider.membership,
      reason,
    })
    .where(and(eq(membershipTable.id, id), eq(membershipTable.state, 'requested'), ...notTheirOwn(decider)))
  await ports.records.record([statement(written)], { actor: decider.actor, at, oneRowEach: true })
}

/**
 * Ends a confirmed role, or takes a request back: the head of the organization, a registrar of another, an administrator; roles of the
 * whole register an administrator; and everybody their own. Sessions that act by it are the public's from the next request on.
 * Throws `not-found`, `forbidden`, `version-stale` when it ended meanwhile, `validation-failed` when others end it without a reason.
 */
export async function endMembership(ports: MemberPorts, decider: Decider, id: string, givenReason: string) {
  const membership = await getMembership(ports.read, id)
  const isOwn = membership.person.id === decider.person
  if (!isOwn && isRegisterRole(membership.role)) authorize(decider.actor, 'role.grant')
  else if (!isOwn) authorize(decider.actor, 'membership.end', subjectOf(membership))
  if (membership.state !== 'requested' && membership.state !== 'confirmed') {
    throw new AppError('version-stale', `the role is ${membership.state}`)
  }
  const reason = checkedReason(givenReason, !isOwn)
  const at = ports.now()
  const written = build
    .update(membershipTable)
    .set({ state: 'ended', endedAt: at, endedBy: isOwn ? id : decider.membership, endReason: reason })
    .where(
      and(
        eq(membershipTable.id, id),
        eq(membershipTable.state, membership.state),
        ...(isOwn || isRegisterRole(membership.role) ? [] : notTheirOwn(decider)),
      ),
    )
  await ports.records.record([statement(written)], {
    actor: decider.actor,
    at,
    oneRowEach: true,
  })
}

/**
 * Gives somebody who signed in before a role at once: an administrator the roles of the whole register, never to themselves; the
 * operator any role. Throws `validation-failed` for an unknown person or organization, `conflict` for a role they have.
 */
export async function grantRole(
  ports: MemberPorts,
  decider: Decider,
  granted: { readonly person: string; readonly role: Role; readonly organization: string | null },
  givenReason: string,
): Promise<string> {
  authorize(decider.actor, 'role.grant')
  const { person, role, organization } = granted
  if (!isRegisterRole(role) && decider.actor.role !== 'system') {
    throw new AppError('forbidden', `${role} is confirmed by the organization's head or a registrar`)
  }
  if (person === decider.person) throw new AppError('forbidden', 'nobody gives themselves a role')
  const findings: Finding[] = []
  if ((await selectPerson(ports.read, person)) === null) findings.push({ pointer: '/person', rule: 'person-unknown' })
  if (!isRegisterRole(role) && organization === null) findings.push({ pointer: '/organization', rule: 'required' })
  if (organization !== null && !(await organizationExists(ports.read, organization))) {
    findings.push(...organizationUnknown(organization).findings)
  }
  refuseWhenFound(findings)
  const reason = checkedReason(givenReason, decider.actor.role !== 'system')
  const id = toHex(ports.randomBytes(16))
  const at = ports.now()
  const written = build.insert(membershipTable).values({
    id,
    personId: person,
    role,
    organizationId: organization,
    state: 'confirmed',
    claimed: false,
    requestedAt: at,
    decidedAt: at,
    decidedBy: decider.membership,
    reason,
  })
  await ports.records.record([statement(written)], { actor: decider.actor, at, oneRowEach: true })
  return id
}

/** Every role of a person, past ones too, the newest first. */
export async function membershipsOfPerson(read: Reader, person: string): Promise<readonly Membership[]> {
  return selectMemberships(read, eq(membershipTable.personId, person))
}

/** Everybody who has, had or asked for a role at an organization, the newest first. Throws what `authorize` throws. */
export async function membershipsOfOrganization(
  ports: Pick<MemberPorts, 'read'>,
  actor: Actor,
  organization: string,
): Promise<readonly Membership[]> {
  authorize(actor, 'membership.read', { organizations: [organization] })
  // Who has a role of the whole register is not the business of the organization they come from.
  return selectMemberships(
    ports.read,
    and(eq(membershipTable.organizationId, organization), notInArray(membershipTable.role, [...REGISTER_ROLES])),
  )
}

/** Roles of the whole register that count, for those who give them. Throws what `authorize` throws. */
export async function registerRoles(ports: Pick<MemberPorts, 'read'>, actor: Actor): Promise<readonly Membership[]> {
  authorize(actor, 'role.grant')
  return selectMemberships(
    ports.read,
    and(
      eq(membershipTable.state, 'confirmed'),
      sql`${membershipTable.role} in (${sql.join(
        REGISTER_ROLES.map((role) => sql`${role}`),
        sql`, `,
      )})`,
    ),
  )
}

/** Requests that this person may decide, the oldest first; empty for whoever may decide none. */
export async function waitingRequests(
  ports: Pick<MemberPorts, 'read'>,
  session: Session,
): Promise<readonly Membership[]> {
  const { actor, person } = session
  if (actor.role !== 'registrar' && actor.role !== 'head') return []
  const own = actor.organization === null ? [] : [actor.organization]
  const others = [...own, ...(actor.alsoOf ?? [])]
  const found = await selectMemberships(
    ports.read,
    and(
      eq(membershipTable.state, 'requested'),
      ne(membershipTable.personId, person.id),
      actor.role === 'head'
        ? eq(membershipTable.organizationId, own[0] ?? '')
        : others.length === 0
          ? undefined
          : notInArray(membershipTable.organizationId, others),
    ),
  )
  return [...found].reverse()
}

/** Throws `not-found`. */
export async function getMembership(read: Reader, id: string): Promise<Membership> {
  const [found] = await selectMemberships(read, eq(membershipTable.id, id))
  if (found === undefined) throw new AppError('not-found', `no membership ${id}`)
  return found
}

function subjectOf({ organization }: Membership): Subject {
  return { organizations: organization === null ? [] : [organization] }
}

/** Said once more in the write: nobody's own request, and for registrars no organization of their own. */
function notTheirOwn({ actor, person }: Decider): SQL[] {
  if (person === null) return []
  const notThemselves = ne(membershipTable.personId, person)
  if (actor.role !== 'registrar') return [notThemselves]
  const theirs = sql`select organization_id from membership as mine where mine.person_id = ${person}
    and mine.state = 'confirmed' and mine.organization_id is not null`
  return [notThemselves, sql`${membershipTable.organizationId} not in (${theirs})`]
}

function checkedReason(given: string, isNeeded: boolean): string | null {
  const reason = typedReason(given)
  if (reason === '' && isNeeded) {
    throw new AppError('validation-failed', 'a reason is needed', [{ pointer: '/reason', rule: 'required' }])
  }
  if (reason.length > LONGEST_REASON) {
    const finding = { pointer: '/reason', rule: 'text-too-long', params: { maximum: LONGEST_REASON } }
    throw new AppError('validation-failed', 'the reason is too long', [finding])
  }
  return reason === '' ? null : reason
}

/** Whether the register knows the organization. */
export async function organizationExists(read: Reader, id: string): Promise<boolean> {
  const rows = await read
    .select({ id: organizationTable.id })
    .from(organizationTable)
    .where(eq(organizationTable.id, id))
  return rows.length > 0
}

function organizationUnknown(id: string): AppError {
  return new AppError('validation-failed', `no organization ${id}`, [
    { pointer: '/organization', rule: 'organization-unknown', params: { id } },
  ])
}

const [decided, decidedFor] = [alias(membershipTable, 'decided'), alias(organizationTable, 'decided_for')]
const [ended, endedFor] = [alias(membershipTable, 'ended'), alias(organizationTable, 'ended_for')]

async function selectMemberships(read: Reader, where: SQL | undefined): Promise<readonly Membership[]> {
  const rows = await read
    .select({
      row: membershipTable,
      person: personTable,
      organization: organizationTable,
      decided,
      decidedFor,
      ended,
      endedFor,
    })
    .from(membershipTable)
    .innerJoin(personTable, eq(personTable.id, membershipTable.personId))
    .leftJoin(organizationTable, eq(organizationTable.id, membershipTable.organizationId))
    .leftJoin(decided, eq(decided.id, membershipTable.decidedBy))
    .leftJoin(decidedFor, eq(decidedFor.id, decided.organizationId))
    .leftJoin(ended, eq(ended.id, membershipTable.endedBy))
    .leftJoin(endedFor, eq(endedFor.id, ended.organizationId))
    .where(where)
    .orderBy(sql`${membershipTable.requestedAt} desc`, membershipTable.id)
    .limit(MOST_LISTED)
  return rows.map(({ row, person, organization, ...by }) => ({
    id: row.id,
    person: { id: person.id, name: person.name },
    role: row.role as Role,
    organization: row.organizationId,
    organizationName: namesOf(organization),
    state: row.state,
    claimed: row.claimed,
    requestedAt: row.requestedAt,
    decision:
      row.decidedAt === null ? null : { at: row.decidedAt, by: shown(by.decided, by.decidedFor), reason: row.reason },
    end:
      row.endedAt === null
        ? null
        : { at: row.endedAt, by: row.endedBy === row.id ? null : shown(by.ended, by.endedFor), reason: row.endReason },
  }))
}

function namesOf(organization: typeof organizationTable.$inferSelect | null): OrganizationNames | null {
  return organization === null ? null : { uk: organization.nameUk, en: organization.nameEn }
}

/** What is no membership was decided by the operator. */
function shown(
  membership: typeof membershipTable.$inferSelect | null,
  organization: typeof organizationTable.$inferSelect | null,
): DeciderShown {
  return { role: (membership?.role ?? 'system') as Role, organizationName: namesOf(organization) }
}
