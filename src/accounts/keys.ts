import { and, eq, isNull } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { apiKeyTable } from '../../db/schema.ts'
import { build, statement } from '../../db/statements.ts'
import type { Records } from '../history/record.ts'
import {
  type Actor,
  authorize,
  ORGANIZATION_ROLES,
  type OrganizationRole,
  REGISTER_ROLES,
  type Role,
} from '../kernel/actor.ts'
import { parseInstant } from '../kernel/dates.ts'
import { toHex } from '../kernel/encoding.ts'
import { AppError, type Finding } from '../kernel/errors.ts'
import { sha256Hex } from '../kernel/hash.ts'

const KEY = /^ofa_([0-9a-f]{16})_([0-9a-f]{40})([0-9a-f]{6})$/

export interface KeyPorts {
  readonly read: Reader
  readonly records: Records
  readonly now: () => string
  readonly randomBytes: (count: number) => Uint8Array
}

/** Roles a key may have. */
export const KEY_ROLES = [...ORGANIZATION_ROLES, ...REGISTER_ROLES] as const
export type KeyRole = (typeof KEY_ROLES)[number]

export interface NewKey {
  readonly name: string
  readonly role: KeyRole
  /** Needed for the roles of an organization. */
  readonly organization: string | null
  /** RFC 3339 instant. */
  readonly expiresAt: string | null
}

/**
 * Makes an API key: `ofa_<id>_<160 random bits><checksum>`. The text is returned once and never again; its SHA-256 is stored.
 * Throws `validation-failed` when a role of an organization comes without one, or the expiry is no instant.
 */
export async function createKey(
  ports: KeyPorts,
  actor: Actor,
  wanted: NewKey,
): Promise<{ readonly id: string; readonly key: string }> {
  authorize(actor, 'key.create')
  const findings: Finding[] = []
  const expires = wanted.expiresAt === null ? null : parseInstant(wanted.expiresAt)
  if (wanted.expiresAt !== null && expires === null) findings.push({ pointer: '/expiresAt', rule: 'instant-format' })
  const needsOrganization = (ORGANIZATION_ROLES as readonly string[]).includes(wanted.role)
  if (needsOrganization && wanted.organization === null) findings.push({ pointer: '/organization', rule: 'required' })
  if (findings.length > 0) throw new AppError('validation-failed', 'the key cannot be made', findings)
  const id = toHex(ports.randomBytes(8))
  const secret = toHex(ports.randomBytes(20))
  const key = `ofa_${id}_${secret}${await checksum(id, secret)}`
  await ports.records.record([
    statement(
      build.insert(apiKeyTable).values({
        id,
        sha256: await sha256Hex(key),
        name: wanted.name,
        role: wanted.role,
        organizationId: wanted.organization,
        createdAt: ports.now(),
        // Instants are compared as texts, so they are kept in one spelling.
        expiresAt: expires === null ? null : new Date(expires).toISOString(),
      }),
    ),
  ])
  return { id, key }
}

/** Revokes a key at once: a write that it began and has not committed is refused too. Throws `not-found`. */
export async function revokeKey(ports: KeyPorts, actor: Actor, id: string): Promise<void> {
  authorize(actor, 'key.revoke')
  const [row] = await ports.read.select().from(apiKeyTable).where(eq(apiKeyTable.id, id))
  if (!row) throw new AppError('not-found', `no key ${id}`)
  await ports.records.record([
    statement(
      build
        .update(apiKeyTable)
        .set({ revokedAt: ports.now() })
        .where(and(eq(apiKeyTable.id, id), isNull(apiKeyTable.revokedAt))),
    ),
  ])
}

export async function listKeys(
  ports: Pick<KeyPorts, 'read'>,
): Promise<readonly Omit<typeof apiKeyTable.$inferSelect, 'sha256'>[]> {
  const rows = await ports.read.select().from(apiKeyTable).orderBy(apiKeyTable.createdAt)
  return rows.map(({ sha256: _, ...shown }) => shown)
}

// A checksum lets scanners of leaked secrets recognise a key, and typing errors be told from revoked keys without a query.
async function checksum(id: string, secret: string): Promise<string> {
  return (await sha256Hex(`${id}.${secret}`)).slice(0, 6)
}

/** The actor of a key, or `unauthenticated`: malformed, unknown, revoked and expired keys are one and the same to the caller. */
export async function actorOfKey(ports: Pick<KeyPorts, 'read' | 'now'>, key: string): Promise<Actor> {
  const refused = new AppError('unauthenticated', 'the key is not valid')
  const [, id = '', secret = '', sum] = KEY.exec(key) ?? []
  if (sum === undefined || sum !== (await checksum(id, secret))) throw refused
  const [row] = await ports.read.select().from(apiKeyTable).where(eq(apiKeyTable.id, id))
  if (!row || row.sha256 !== (await sha256Hex(key)) || row.revokedAt !== null) throw refused
  if (row.expiresAt !== null && row.expiresAt <= ports.now()) throw refused
  return {
    role: row.role as Role & OrganizationRole,
    organization: row.organizationId,
    credential: { kind: 'key', id },
  }
}
