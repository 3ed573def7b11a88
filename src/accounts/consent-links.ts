import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { consentLinkTable } from '../../db/schema.ts'
import { build, statement } from '../../db/statements.ts'
import type { Records } from '../history/record.ts'
import type { Actor } from '../kernel/actor.ts'
import { addDays } from '../kernel/dates.ts'
import { toHex } from '../kernel/encoding.ts'
import { sha256Hex } from '../kernel/hash.ts'

/** For how many days an expert may answer by a link. Reading and withdrawing go on for as long as they are published. */
export const CONSENT_LINK_DAYS = 30

const SECRET = /^[0-9a-f]{64}$/

export interface ConsentLinkPorts {
  readonly read: Reader
  readonly records: Records
  /** RFC 3339 instant in UTC with milliseconds. */
  readonly now: () => string
  readonly randomBytes: (count: number) => Uint8Array
}

/** A personal link as it is stored; the secret itself is not. */
export interface ConsentLink {
  /** SHA-256 of the secret, hexadecimal. */
  readonly id: string
  readonly expertId: string
  /** Who hands it over. */
  readonly organizationId: string | null
  /** RFC 3339 instants. */
  readonly createdAt: string
  readonly expiresAt: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

/**
 * Makes the personal link of an expert: 256 random bits, of which only the SHA-256 is stored. Every earlier link of theirs ends
 * at once. Checks no permission.
 */
export async function makeConsentLink(
  ports: ConsentLinkPorts,
  expertId: string,
  organizationId: string | null,
): Promise<{ readonly secret: string; readonly link: ConsentLink }> {
  const secret = toHex(ports.randomBytes(32))
  const at = ports.now()
  const link: ConsentLink = {
    id: await sha256Hex(secret),
    expertId,
    organizationId,
    createdAt: at,
    expiresAt: endOf(at),
    lastUsedAt: null,
    revokedAt: null,
  }
  await ports.records.record([ended(expertId, at), statement(build.insert(consentLinkTable).values(link))])
  return { secret, link }
}

/** Ends every link of an expert at once: a write that one began and has not committed is refused too. */
export async function endConsentLinks(ports: Pick<ConsentLinkPorts, 'records' | 'now'>, expertId: string) {
  await ports.records.record([ended(expertId, ports.now())])
}

/** The link of a secret; null when there is none, or it was revoked or replaced. One that ran out is found. */
export async function consentLinkOf(read: Reader, secret: string): Promise<ConsentLink | null> {
  if (!SECRET.test(secret)) return null
  const [found] = await read
    .select()
    .from(consentLinkTable)
    .where(and(eq(consentLinkTable.id, await sha256Hex(secret)), isNull(consentLinkTable.revokedAt)))
  return found ?? null
}

/** The link that was issued last, whatever became of it. */
export async function selectLastConsentLink(read: Reader, expertId: string): Promise<ConsentLink | null> {
  const [found] = await read
    .select()
    .from(consentLinkTable)
    .where(eq(consentLinkTable.expertId, expertId))
    // Of links of one instant the one that still holds is the last.
    .orderBy(desc(consentLinkTable.createdAt), consentLinkTable.revokedAt)
    .limit(1)
  return found ?? null
}

/** Writes down that something was changed through a link. */
export async function markConsentLinkUsed(ports: Pick<ConsentLinkPorts, 'records' | 'now'>, id: string) {
  await ports.records.record([
    statement(build.update(consentLinkTable).set({ lastUsedAt: ports.now() }).where(eq(consentLinkTable.id, id))),
  ])
}

/** Who acts by a link. That it still holds is checked again inside the write. */
export function actorOfConsentLink({ id, expertId }: ConsentLink): Actor {
  return { role: 'expert', organization: null, credential: { kind: 'link', id }, expert: expertId }
}

function ended(expertId: string, at: string) {
  return statement(
    build
      .update(consentLinkTable)
      .set({ revokedAt: at })
      .where(and(eq(consentLinkTable.expertId, expertId), isNull(consentLinkTable.revokedAt))),
  )
}

/** The same time of day, so many days later. */
function endOf(at: string): string {
  return `${addDays(at.slice(0, 10), CONSENT_LINK_DAYS)}${at.slice(10)}`
}
