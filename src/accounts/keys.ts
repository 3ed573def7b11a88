import { and, eq, getTableColumns, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { apiKeyTable, membershipTable, sessionTable } from '../../db/schema.ts'
import { build, statement } from '../../db/statements.ts'
import type { Records } from '../history/record.ts'
import {
  type Actor,
  authorize,
  ORGANIZATION_ROLES,
  type OrganizationRole,
  REGISTER_ROLES,
  type Role,
  type Subject,
} from '../kernel/actor.ts'
import { parseInstant } from '../kernel/dates.ts'
import { toHex } from '../kernel/encoding.ts'
import { AppError, type Finding, refuseWhenFound } from '../kernel/errors.ts'
import { freeTextFindings } from '../kernel/free-text.ts'
import { sha256Hex } from '../kernel/hash.ts'
import { nfc } from '../kernel/text.ts'
import { organizationExists } from './members.ts'

const KEY = /^ofa_([0-9a-f]{16})_([0-9a-f]{40})([0-9a-f]{6})$/
const LONGEST_NAME = 100
/** Use is written down no more often than this, in ms: reading must not mean writing. */
const USE_NOTED_EVERY_MS = 10 * 60_000

export interface KeyPorts {
  readonly read: Reader
  readonly records: Records
  readonly now: () => string
  readonly randomBytes: (count: number) => Uint8Array
}

/** Roles a key may have. */
export const KEY_ROLES = [...ORGANIZATION_ROLES, ...REGISTER_ROLES] as const
export type KeyRole = (typeof KEY_ROLES)[number]

/** What a key is for: reading as its role may, writing, issuing check records. Never more than its role may. */
export const KEY_SCOPES = ['read', 'write', 'check'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

export interface NewKey {
  /** What the key is for, in the words of who makes it; 1–100 characters. */
  readonly name: string
  readonly role: KeyRole
  /** Needed for the roles of an organization. */
  readonly organization: string | null
  /** Left out: reading and writing. */
  readonly scopes?: readonly KeyScope[]
  /** RFC 3339 instant. */
  readonly expiresAt: string | null
}

/** A key as it is shown to those who look after it: never its secret, nor the hash of it. */
export interface KeyRecord {
  readonly id: string
  readonly name: string
  readonly role: KeyRole
  readonly organization: string | null
  readonly scopes: readonly KeyScope[]
  readonly createdAt: string
  /** The membership of whoever made it; null: the operator. */
  readonly createdBy: string | null
  readonly expiresAt: string | null
  /** Within ten minutes. */
  readonly lastUsedAt: string | null
  /** Also when the role of whoever made it ended. */
  readonly revokedAt: string | null
}

/** Whose business a key is: its organization's, when its role is one of an organization; else the register's. */
function subjectOf(role: string, organization: string | null): Subject {
  return { organizations: isOfOrganization(role) && organization !== null ? [organization] : [] }
}

function isOfOrganization(role: string): role is OrganizationRole {
  return (ORGANIZATION_ROLES as readonly string[]).includes(role)
}

/**
 * Makes an API key: `ofa_<id>_<160 random bits><checksum>`. The text is returned once and never again; its SHA-256 is stored.
 * A head makes keys of the roles of their own organization, administrators of any organization's; keys of the register's roles come
 * from the operator alone, since a key is nobody's who could be kept from deciding on their own. No key makes keys: whoever steals
 * one would outlive its revocation.
 * Throws `validation-failed` when a role of an organization comes without one or with one that is not registered, the name is empty, too long or tells of a person,
 * no scope is named, or the expiry is no instant to come; and what `authorize` throws.
 */
export async function createKey(
  ports: KeyPorts,
  actor: Actor,
  wanted: NewKey,
): Promise<{ readonly id: string; readonly key: string }> {
  authorize(actor, 'key.create', subjectOf(wanted.role, wanted.organization))
  if (actor.credential?.kind === 'key') throw new AppError('forbidden', 'a key makes no keys')
  if (!isOfOrganization(wanted.role) && actor.role !== 'system') {
    throw new AppError('forbidden', `keys of the role ${wanted.role} are the operator's to make`)
  }
  const name = nfc(wanted.name.trim())
  const scopes = KEY_SCOPES.filter((scope) => (wanted.scopes ?? ['read', 'write']).includes(scope))
  const expires = wanted.expiresAt === null ? null : parseInstant(wanted.expiresAt)
  const findings = keyFindings({ ...wanted, name, scopes }, ports.now())
  refuseWhenFound([...findings, ...(await organizationFindings(ports.read, actor, wanted.organization))])
  const id = toHex(ports.randomBytes(8))
  const secret = toHex(ports.randomBytes(20))
  const key = `ofa_${id}_${secret}${await checksum(id, secret)}`
  await ports.records.record(
    [
      statement(
        build.insert(apiKeyTable).values({
          id,
          sha256: await sha256Hex(key),
          name,
          role: wanted.role,
          organizationId: wanted.organization,
          createdAt: ports.now(),
          // Instants are compared as texts, so they are kept in one spelling.
          expiresAt: expires === null ? null : new Date(expires).toISOString(),
          scopes: JSON.stringify(scopes),
          createdBy: membershipOf(actor),
        }),
      ),
    ],
    { actor, at: ports.now() },
  )
  return { id, key }
}

function keyFindings({ name, role, organization, scopes, expiresAt }: Required<NewKey>, now: string): Finding[] {
  const findings: Finding[] = freeTextFindings({ name })
  const expires = expiresAt === null ? null : parseInstant(expiresAt)
  if (name === '') findings.push({ pointer: '/name', rule: 'text-empty' })
  if (name.length > LONGEST_NAME)
    findings.push({ pointer: '/name', rule: 'text-too-long', params: { maximum: LONGEST_NAME } })
  if (isOfOrganization(role) && organization === null) findings.push({ pointer: '/organization', rule: 'required' })
  if (expiresAt !== null && expires === null) findings.push({ pointer: '/expiresAt', rule: 'instant-format' })
  if (expires !== null && expires <= Date.parse(now)) findings.push({ pointer: '/expiresAt', rule: 'instant-past' })
  if (scopes.length === 0) findings.push({ pointer: '/scopes', rule: 'list-empty' })
  return findings
}

/** People make keys for organizations of the register; the operator may prepare one for an organization that is still to come. */
async function organizationFindings(read: Reader, actor: Actor, id: string | null): Promise<readonly Finding[]> {
  if (actor.role === 'system' || id === null || (await organizationExists(read, id))) return []
  return [{ pointer: '/organization', rule: 'organization-unknown', params: { id } }]
}

/** The membership that somebody signed in acts by, looked up as the key is written. */
function membershipOf({ credential }: Actor): SQL | null {
  if (credential?.kind !== 'session') return null
  return sql`(select ${sessionTable.membershipId} from ${sessionTable} where ${sessionTable.id} = ${credential.id})`
}

/**
 * Revokes a key at once: a write that it began and has not committed is refused too. Throws `not-found`, and what `authorize`
 * throws; to whoever may not, a key of others and none are the same.
 */
export async function revokeKey(
  ports: Pick<KeyPorts, 'read' | 'records' | 'now'>,
  actor: Actor,
  id: string,
): Promise<void> {
  const [row] = await ports.read.select().from(apiKeyTable).where(eq(apiKeyTable.id, id))
  authorize(actor, 'key.revoke', row ? subjectOf(row.role, row.organizationId) : { organizations: [] })
  if (!row) throw new AppError('not-found', `no key ${id}`)
  await ports.records.record(
    [
      statement(
        build
          .update(apiKeyTable)
          .set({ revokedAt: ports.now() })
          .where(and(eq(apiKeyTable.id, id), isNull(apiKeyTable.revokedAt))),
      ),
    ],
    { actor, at: ports.now() },
  )
}

/**
 * Keys, the oldest first, revoked and expired ones included; one whose maker lost their role was revoked with it: those of the roles of an organization, or with null every key.
 * Throws what `authorize` throws.
 */
export async function listKeys(
  ports: Pick<KeyPorts, 'read'>,
  actor: Actor,
  organization: string | null,
): Promise<readonly KeyRecord[]> {
  authorize(actor, 'key.list', { organizations: organization === null ? [] : [organization] })
  const rows = await ports.read
    .select({
      ...getTableColumns(apiKeyTable),
      revokedAt: sql<string | null>`coalesce(${apiKeyTable.revokedAt}, ${membershipTable.endedAt})`,
    })
    .from(apiKeyTable)
    .leftJoin(membershipTable, eq(membershipTable.id, apiKeyTable.createdBy))
    .where(organization === null ? undefined : eq(apiKeyTable.organizationId, organization))
    .orderBy(apiKeyTable.createdAt, apiKeyTable.id)
  // A key of the register's own role may name an organization too; that organization does not look after it.
  return rows.filter(({ role }) => organization === null || isOfOrganization(role)).map(recordOf)
}

function recordOf(row: typeof apiKeyTable.$inferSelect): KeyRecord {
  const { sha256: _, organizationId, role, scopes, ...shown } = row
  return { ...shown, role: role as KeyRole, organization: organizationId, scopes: scopesIn(scopes) }
}

/** Scopes as they are stored; what is no scope of this version grants nothing. */
function scopesIn(stored: string): readonly KeyScope[] {
  const named: unknown = JSON.parse(stored)
  return KEY_SCOPES.filter((scope) => Array.isArray(named) && named.includes(scope))
}

// A checksum lets scanners of leaked secrets recognise a key, and typing errors be told from revoked keys without a query.
async function checksum(id: string, secret: string): Promise<string> {
  return (await sha256Hex(`${id}.${secret}`)).slice(0, 6)
}

/** Who holds a key, and what for. */
export interface KeyHolder {
  readonly actor: Actor
  readonly scopes: readonly KeyScope[]
}

/**
 * The holder of a key, or `unauthenticated`: malformed, unknown, revoked and expired keys, and those whose maker lost their role, are
 * one and the same to the caller. That the key was used is written down now and then; nobody is refused because that failed.
 */
export async function holderOfKey(ports: Pick<KeyPorts, 'read' | 'records' | 'now'>, key: string): Promise<KeyHolder> {
  const refused = new AppError('unauthenticated', 'the key is not valid')
  const [, id = '', secret = '', sum] = KEY.exec(key) ?? []
  if (sum === undefined || sum !== (await checksum(id, secret))) throw refused
  const [row] = await ports.read
    .select({ ...getTableColumns(apiKeyTable), makerIs: membershipTable.state })
    .from(apiKeyTable)
    .leftJoin(membershipTable, eq(membershipTable.id, apiKeyTable.createdBy))
    .where(eq(apiKeyTable.id, id))
  const now = ports.now()
  if (!row || row.sha256 !== (await sha256Hex(key)) || row.revokedAt !== null) throw refused
  if (row.expiresAt !== null && row.expiresAt <= now) throw refused
  if (row.createdBy !== null && row.makerIs !== 'confirmed') throw refused
  await noteUse(ports, id, row.lastUsedAt, now)
  return {
    actor: {
      role: row.role as Role & OrganizationRole,
      organization: row.organizationId,
      credential: { kind: 'key', id },
    },
    scopes: scopesIn(row.scopes),
  }
}

/** The actor of a key. Throws as `holderOfKey`. */
export async function actorOfKey(ports: Pick<KeyPorts, 'read' | 'records' | 'now'>, key: string): Promise<Actor> {
  return (await holderOfKey(ports, key)).actor
}

async function noteUse(
  { records }: Pick<KeyPorts, 'records'>,
  id: string,
  lastUsedAt: string | null,
  now: string,
): Promise<void> {
  const before = new Date(Date.parse(now) - USE_NOTED_EVERY_MS).toISOString()
  if (lastUsedAt !== null && lastUsedAt > before) return
  const isOlder = or(isNull(apiKeyTable.lastUsedAt), lt(apiKeyTable.lastUsedAt, now))
  const noted = build
    .update(apiKeyTable)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeyTable.id, id), isOlder))
  await records.record([statement(noted)]).catch(() => undefined)
}
