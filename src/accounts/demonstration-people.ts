import { membershipTable, personTable } from '../../db/schema.ts'
import { build, statement } from '../../db/statements.ts'
import type { Role } from '../kernel/actor.ts'
import { endSession, type Session, type SessionPorts, startSession } from './sessions.ts'

/** Somebody fictional who may be chosen on a demonstration, each with one role. */
export interface DemonstrationPerson {
  readonly role: Exclude<Role, 'system' | 'anonymous'>
  readonly name: string
  /** One of the demonstration's organizations. */
  readonly organization: string | null
}

const COMMUNITY = 'UA-EDR-99000991'
const SERVICE = 'UA-EDR-99000005'

export const DEMONSTRATION_PEOPLE: readonly DemonstrationPerson[] = [
  { role: 'editor', name: 'Ірина Зразкова', organization: COMMUNITY },
  { role: 'officer', name: 'Петро Показовий', organization: COMMUNITY },
  { role: 'head', name: 'Олена Прикладна', organization: COMMUNITY },
  { role: 'registrar', name: 'Марко Умовний', organization: SERVICE },
  { role: 'auditor', name: 'Ганна Пробна', organization: null },
  { role: 'admin', name: 'Степан Навчальний', organization: null },
]

/**
 * Begins a session of a person of the demonstration, with the role they are there for, in place of the one that was there. The caller
 * has made sure that this is a demonstration, and on this machine alone.
 */
export async function signInForDemonstration(
  ports: SessionPorts,
  person: DemonstrationPerson,
  session: Session | null,
  agent: string,
): Promise<string> {
  const { role, name, organization } = person
  const id = idOf(person)
  const at = ports.now()
  const confirmed = {
    state: 'confirmed',
    decidedAt: at,
    decidedBy: 'system',
    endedAt: null,
    endedBy: null,
    endReason: null,
  } as const
  await ports.records.record([
    // What no provider's hash can be.
    statement(
      build
        .insert(personTable)
        .values({ id, subject: `demonstration:${role}`, name, createdAt: at })
        .onConflictDoNothing(),
    ),
    statement(
      build
        .insert(membershipTable)
        .values({ id, personId: id, role, organizationId: organization, claimed: false, requestedAt: at, ...confirmed })
        .onConflictDoUpdate({ target: membershipTable.id, set: confirmed }),
    ),
  ])
  const { token } = await startSession(ports, id, id, agent)
  if (session !== null) await endSession(ports, session.id)
  return token
}

/** The person of the demonstration that is signed in; undefined for anybody else. */
export function demonstrationPersonOf(session: Session): DemonstrationPerson | undefined {
  return DEMONSTRATION_PEOPLE.find((person) => idOf(person) === session.person.id)
}

function idOf({ role }: DemonstrationPerson): string {
  const number = DEMONSTRATION_PEOPLE.findIndex((person) => person.role === role) + 1
  return `de300${String(number).padStart(27, '0')}`
}
