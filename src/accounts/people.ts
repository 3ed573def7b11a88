import { eq } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { personTable } from '../../db/schema.ts'
import { build, type Statement, statement } from '../../db/statements.ts'
import { isEdrpou, normaliseEdrpou } from '../kernel/edrpou.ts'
import { toHex, utf8Bytes } from '../kernel/encoding.ts'
import { organizationId } from '../kernel/identifiers.ts'
import { findPersonalData } from '../kernel/personal-data.ts'
import { cutAt, nfc, removeHiddenCharacters } from '../kernel/text.ts'

const LONGEST_NAME = 200

/** Somebody who signed in at least once. */
export interface Person {
  /** 128 bits in hexadecimal: the number by which an administrator knows them. */
  readonly id: string
  readonly name: string
  /** The organization the provider named at the last sign-in, registered or not. */
  readonly claimedOrganization: string | null
}

/**
 * What is kept of who somebody is at the provider: HMAC-SHA-256 of issuer and subject under the installation's pepper, in hexadecimal.
 * Without the pepper nobody can tell from the database whose it is.
 */
export async function subjectHash(pepper: string, issuer: string, subject: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', utf8Bytes(pepper), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  // As JSON, so that no other pair of issuer and subject has the same bytes.
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8Bytes(JSON.stringify([issuer, subject])))))
}

/** A name as a provider gave it, fit to be shown: NFC, no hidden characters, no personal number, 200 characters at most. */
export function shownName(given: string): string {
  const plain = removeHiddenCharacters(nfc(given)).text.replace(/\s+/g, ' ').trim()
  return findPersonalData(plain).length > 0 ? '' : cutAt(plain, LONGEST_NAME)
}

/** The organization of an EDRPOU claim; null for none, and for what is no EDRPOU (a tax number of a person never is). */
export function claimedOrganization(edrpou: string | null): string | null {
  const code = edrpou === null ? null : normaliseEdrpou(edrpou)
  return code !== null && isEdrpou(code) ? organizationId('UA-EDR', code) : null
}

/** Writes a person down, or what the provider says of them now; one who is there keeps their number. */
export function writePerson(person: Person & { readonly subject: string; readonly createdAt: string }): Statement {
  const { name, claimedOrganization: claimed } = person
  return statement(
    build
      .insert(personTable)
      .values(person)
      .onConflictDoUpdate({ target: personTable.subject, set: { name, claimedOrganization: claimed } }),
  )
}

export async function selectPersonBySubject(read: Reader, subject: string): Promise<Person | null> {
  const [row] = await read.select().from(personTable).where(eq(personTable.subject, subject))
  return row ? personOf(row) : null
}

export async function selectPerson(read: Reader, id: string): Promise<Person | null> {
  const [row] = await read.select().from(personTable).where(eq(personTable.id, id))
  return row ? personOf(row) : null
}

function personOf({ id, name, claimedOrganization: claimed }: typeof personTable.$inferSelect): Person {
  return { id, name, claimedOrganization: claimed }
}
