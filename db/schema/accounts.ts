import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Who signs in and what they may do: operational state, never public. Written through `history/record.ts` alone. */

/** Somebody who signed in through a provider. Who they are there is kept only as a keyed hash. */
export const personTable = sqliteTable(
  'person',
  {
    /** Random, 128 bits in hexadecimal. */
    id: text().primaryKey(),
    /** HMAC-SHA-256 of issuer and subject under the installation's pepper, hexadecimal. */
    subject: text().notNull(),
    /** The name the provider gave, shown to the person, the head of their organization and registrars. */
    name: text().notNull(),
    /** The organization that the provider named at the last sign-in (`UA-EDR-…`), registered or not. */
    claimedOrganization: text('claimed_organization'),
    createdAt: text('created_at').notNull(),
  },
  (table) => [uniqueIndex('person_subject').on(table.subject)],
)

const MEMBERSHIP_STATES = ['requested', 'confirmed', 'refused', 'ended'] as const

/** What a person may be for an organization (or register-wide). It counts only while it is confirmed. */
export const membershipTable = sqliteTable(
  'membership',
  {
    id: text().primaryKey(),
    personId: text('person_id').notNull(),
    role: text().notNull(),
    /** Null only for register-wide roles of people who belong to no organization. */
    organizationId: text('organization_id'),
    state: text({ enum: MEMBERSHIP_STATES }).notNull(),
    /** Whether the provider itself said that the person belongs to the organization (an EDRPOU claim). */
    claimed: integer({ mode: 'boolean' }).notNull(),
    requestedAt: text('requested_at').notNull(),
    decidedAt: text('decided_at'),
    /** The membership of whoever decided; `system` is the operator. */
    decidedBy: text('decided_by'),
    reason: text(),
    endedAt: text('ended_at'),
    /** The membership of whoever ended it, `system`, or the person's own membership when they left. */
    endedBy: text('ended_by'),
    endReason: text('end_reason'),
  },
  (table) => [
    index('membership_person').on(table.personId),
    index('membership_organization').on(table.organizationId),
    uniqueIndex('membership_standing')
      .on(table.personId, table.role, table.organizationId)
      .where(sql`state in ('requested', 'confirmed') and organization_id is not null`),
    uniqueIndex('membership_standing_wide')
      .on(table.personId, table.role)
      .where(sql`state in ('requested', 'confirmed') and organization_id is null`),
  ],
)

/** A browser in which somebody is signed in. */
export const sessionTable = sqliteTable(
  'session',
  {
    /** SHA-256 of the token in the cookie, hexadecimal. */
    id: text().primaryKey(),
    personId: text('person_id').notNull(),
    /** What the person acts as at the moment; null: signed in, without a confirmed role. */
    membershipId: text('membership_id'),
    createdAt: text('created_at').notNull(),
    /** Last use, written at most once a minute. */
    seenAt: text('seen_at').notNull(),
    /** The absolute end, however busy the session is. */
    expiresAt: text('expires_at').notNull(),
    /** When the person last proved who they are to the provider. */
    authenticatedAt: text('authenticated_at').notNull(),
    /** The browser and system, coarsely, by which its owner recognises it: `Firefox, Windows`. */
    agent: text().notNull(),
    revokedAt: text('revoked_at'),
  },
  (table) => [index('session_person').on(table.personId)],
)

/** A sign-in that went to the provider and has not come back. Each is good for one answer. */
export const signInTable = sqliteTable('sign_in', {
  /** SHA-256 of the `state` parameter, hexadecimal. */
  id: text().primaryKey(),
  /** SHA-256 of the cookie of the browser that began. */
  browser: text().notNull(),
  nonce: text().notNull(),
  codeVerifier: text('code_verifier').notNull(),
  /** Path below the origin to go on to. */
  returnTo: text('return_to').notNull(),
  /** The session that is to be stepped up; null: a new sign-in. */
  sessionId: text('session_id'),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at').notNull(),
})

/** A form that was sent when its sender had to sign in (again) first: it is shown to them once more afterwards. */
export const heldFormTable = sqliteTable(
  'held_form',
  {
    /** Random, 128 bits in hexadecimal. */
    id: text().primaryKey(),
    /** Who sent it. */
    personId: text('person_id').notNull(),
    /** SHA-256 of the sign-in cookie of the browser that sent it: nobody else sees it. */
    browser: text().notNull(),
    /** Where it was sent, below the origin. */
    path: text().notNull(),
    /** Its fields in their order, as a JSON array of `[name, value]`. */
    fields: text().notNull(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
  },
  (table) => [index('held_form_expiry').on(table.expiresAt), index('held_form_person').on(table.personId)],
)

/** A personal link by which an expert gives, sees and withdraws consent. */
export const consentLinkTable = sqliteTable(
  'consent_link',
  {
    /** SHA-256 of the secret in the link, hexadecimal. */
    id: text().primaryKey(),
    expertId: text('expert_id').notNull(),
    /** The organization that hands it over; null: a registrar or the operator does. */
    organizationId: text('organization_id'),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    /** When something was last changed through it; reading is not written down. */
    lastUsedAt: text('last_used_at'),
    /** Since when a newer one is there: from then on it does no more than withdraw consent that was given. */
    replacedAt: text('replaced_at'),
    revokedAt: text('revoked_at'),
  },
  (table) => [index('consent_link_expert').on(table.expertId)],
)

/** What somebody is filling in and has not handed in. */
export const draftTable = sqliteTable(
  'draft',
  {
    /** Random, 128 bits in hexadecimal. */
    id: text().primaryKey(),
    /** Of what: `software`, `organization` … */
    kind: text().notNull(),
    /** The record that is edited; null: a new one. */
    recordId: text('record_id'),
    /** The version of the record the draft began from. */
    recordVersion: integer('record_version'),
    /** Whose draft: everybody who may edit for the organization works on the same one. Null: it is `createdBy`'s own. */
    organizationId: text('organization_id'),
    /** Counts the saves: a save names the revision it began from. */
    revision: integer().notNull(),
    /** What has been filled in so far, as JSON. */
    document: text().notNull(),
    /** `membership:` or `key:` with its id, or the role of who needs neither. */
    createdBy: text('created_by').notNull(),
    updatedBy: text('updated_by').notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    index('draft_organization').on(table.organizationId, table.updatedAt),
    // One draft of a record for each organization, and for everybody who acts for the register.
    uniqueIndex('draft_record').on(table.recordId, sql`coalesce(${table.organizationId}, ${table.createdBy})`),
  ],
)

/** An unsafe request that named an `Idempotency-Key`, and what it was answered. */
export const idempotencyKeyTable = sqliteTable(
  'idempotency_key',
  {
    /** The id of the credential that asked. */
    credential: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of method, path and body, hexadecimal. */
    fingerprint: text().notNull(),
    createdAt: text('created_at').notNull(),
    /** Null while the first request is under way. */
    status: integer(),
    headers: text(),
    body: text(),
  },
  (table) => [primaryKey({ columns: [table.credential, table.key] }), index('idempotency_key_age').on(table.createdAt)],
)
