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
  /** Since when a newer one is there; this one may still withdraw. */
  readonly replacedAt: string | null
  readonly revokedAt: string | null
}

/**
 * Makes the personal link of an expert: 256 random bits, of which only the SHA-256 is stored. Every earlier link of theirs does
 * no more than withdraw from then on. Checks no permission; throws `forbidden` when the actor's credential ended meanwhile.
 */
export async function makeConsentLink(
  ports: ConsentLinkPorts,
  actor: Actor,
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
    replacedAt: null,
    revokedAt: null,
  }
  const earlier = and(eq(consentLinkTable.expertId, expertId), isNull(consentLinkTable.replacedAt))
  await ports.records.record(
    [
      statement(build.update(consentLinkTable).set({ replacedAt: at }).where(earlier)),
      statement(build.insert(consentLinkTable).values(link)),
    ],
    { actor, at },
  )
  return { secret, link }
}

/**
 * Ends every link of an expert at once, replaced ones too: a write that one began and has not committed is refused. Throws as
 * `makeConsentLink`.
 */
export async function endConsentLinks(
  ports: Pick<ConsentLinkPorts, 'records' | 'now'>,
  actor: Actor,
  expertId: string,
): Promise<void> {
  const at = ports.now()
  const open = and(eq(consentLinkTable.expertId, expertId), isNull(consentLinkTable.revokedAt))
  await ports.records.record([statement(build.update(consentLinkTable).set({ revokedAt: at }).where(open))], {
    actor,
    at,
  })
}

/** The link of a secret; null when there is none, or it was revoked. One that ran out or was replaced is found. */
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
    .orderBy(desc(consentLinkTable.createdAt), consentLinkTable.replacedAt)
    .limit(1)
  return found ?? null
}

/** Writes down that something was changed through a link. */
export async function markConsentLinkUsed(ports: Pick<ConsentLinkPorts, 'records' | 'now'>, id: string) {
  const noted = build.update(consentLinkTable).set({ lastUsedAt: ports.now() }).where(eq(consentLinkTable.id, id))
  await ports.records.record([statement(noted)])
}

/** Who acts by a link. That it still holds is checked again inside the write. */
export function actorOfConsentLink({ id, expertId }: ConsentLink): Actor {
  return { role: 'expert', organization: null, credential: { kind: 'link', id }, expert: expertId }
}

/** The same time of day, so many days later. */
function endOf(at: string): string {
  return `${addDays(at.slice(0, 10), CONSENT_LINK_DAYS)}${at.slice(10)}`
}
