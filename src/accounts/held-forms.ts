import { and, desc, eq, gt, lt, notInArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Reader } from '../../db/client.ts'
import { heldFormTable } from '../../db/schema.ts'
import { build, statement } from '../../db/statements.ts'
import type { Records } from '../history/record.ts'
import { toHex } from '../kernel/encoding.ts'
import { AppError } from '../kernel/errors.ts'
import { sha256Hex } from '../kernel/hash.ts'

/** How long a form waits for its sender, in ms. */
export const HELD_MS = 3_600_000
/** The most that is kept of one form, in UTF-16 code units: what a form may have (1 MiB), with room for how it is written down. */
const LARGEST = 2 * 1024 * 1024
/** How many forms of one person wait at a time; the oldest give way. */
const MOST_HELD = 10

export interface HeldFormPorts {
  readonly read: Reader
  readonly records: Records
  readonly now: () => string
  readonly randomBytes: (count: number) => Uint8Array
}

export type FormFields = readonly (readonly [name: string, value: string])[]

/** A form that was sent when its sender had to sign in first. */
export interface HeldForm {
  readonly path: string
  readonly fields: FormFields
}

/**
 * Keeps a form for an hour and gives the number under which the same person gets it back in the same browser. Throws
 * `body-too-large`.
 * @param person who sent it
 * @param browser the secret of the browser's sign-in cookie
 */
export async function holdForm(
  ports: HeldFormPorts,
  person: string,
  browser: string,
  { path, fields }: HeldForm,
): Promise<string> {
  const text = JSON.stringify(fields)
  if (text.length > LARGEST)
    throw new AppError('body-too-large', 'a form too large to be kept while its sender signs in')
  const id = toHex(ports.randomBytes(16))
  const createdAt = ports.now()
  const expiresAt = new Date(Date.parse(createdAt) + HELD_MS).toISOString()
  const newest = ports.read
    .select({ id: heldFormTable.id })
    .from(heldFormTable)
    .where(eq(heldFormTable.personId, person))
    .orderBy(desc(heldFormTable.createdAt), desc(heldFormTable.id))
    .limit(MOST_HELD - 1)
  await ports.records.record([
    statement(build.delete(heldFormTable).where(lt(heldFormTable.expiresAt, createdAt))),
    statement(
      build.delete(heldFormTable).where(and(eq(heldFormTable.personId, person), notInArray(heldFormTable.id, newest))),
    ),
    statement(
      build
        .insert(heldFormTable)
        .values({ id, personId: person, browser: await sha256Hex(browser), path, fields: text, createdAt, expiresAt }),
    ),
  ])
  return id
}

const Fields = z.array(z.tuple([z.string(), z.string()]))

/** A form that this person sent from this browser within the last hour. Throws `not-found`. */
export async function heldForm(
  ports: HeldFormPorts,
  person: string,
  browser: string | undefined,
  id: string,
): Promise<HeldForm> {
  const [row] = await ports.read
    .select()
    .from(heldFormTable)
    .where(
      and(
        eq(heldFormTable.id, id),
        eq(heldFormTable.personId, person),
        eq(heldFormTable.browser, await sha256Hex(browser ?? '')),
        gt(heldFormTable.expiresAt, ports.now()),
      ),
    )
  if (row === undefined) throw new AppError('not-found', `no form ${id} is held for this browser`)
  return { path: row.path, fields: Fields.parse(JSON.parse(row.fields)) }
}
