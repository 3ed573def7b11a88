import {
  endMembership,
  grantRole,
  type Membership,
  membershipsOfOrganization,
  OPERATOR_DECIDES,
  registerRoles,
} from '../accounts/members.ts'
import { OPERATOR, ORGANIZATION_ROLES, REGISTER_ROLES } from '../kernel/actor.ts'
import { type Command, needed, oneOf, printJson, readArguments } from './command.ts'

const GRANTED_ROLES = [...ORGANIZATION_ROLES, ...REGISTER_ROLES] as const

export const memberCommands: readonly Command[] = [
  {
    usage: 'member grant --person <id> --role <role> [--organization <id>] [--reason <text>] [--json]',
    summary: `give a role to somebody who signed in, by the number on their account page; roles: ${GRANTED_ROLES.join(', ')}`,
    async run({ io, register }, argv) {
      const { values } = readArguments(argv, {
        person: { type: 'string' },
        role: { type: 'string' },
        organization: { type: 'string' },
        reason: { type: 'string' },
        json: { type: 'boolean' },
      })
      const person = needed('person', values.person)
      const role = oneOf('--role', needed('role', values.role), GRANTED_ROLES)
      const organization = values.organization ?? null
      const { deps } = await register()
      const id = await grantRole(deps, OPERATOR_DECIDES, { person, role, organization }, values.reason ?? '')
      if (values.json) printJson(io, { id, person, role, organization })
      else io.err(`${person} is ${role}${organization === null ? '' : ` of ${organization}`} now: role ${id}.\n`)
      return 0
    },
  },
  {
    usage: 'member list [--organization <id>] [--json]',
    summary: 'show who has a role of the whole register, or every role of an organization',
    async run({ io, register }, argv) {
      const { values } = readArguments(argv, { organization: { type: 'string' }, json: { type: 'boolean' } })
      const { deps } = await register()
      const memberships =
        values.organization === undefined
          ? await registerRoles(deps, OPERATOR)
          : await membershipsOfOrganization(deps, OPERATOR, values.organization)
      if (values.json) printJson(io, memberships)
      for (const each of values.json ? [] : memberships) io.out(`${lineOf(each).join('\t')}\n`)
      return 0
    },
  },
  {
    usage: 'member end <id> --reason <text> [--json]',
    summary: 'end a role at once, by its number in the list',
    async run({ io, register }, argv) {
      const { values, positionals } = readArguments(argv, { reason: { type: 'string' }, json: { type: 'boolean' } }, [
        'id',
      ])
      const [id = ''] = positionals
      const { deps } = await register()
      await endMembership(deps, OPERATOR_DECIDES, id, values.reason ?? '')
      if (values.json) printJson(io, { id, ended: true })
      else io.err(`Role ${id} has ended.\n`)
      return 0
    },
  },
]

function lineOf({ id, person, role, organization, state, requestedAt }: Membership): readonly string[] {
  return [id, role, organization ?? '–', state, requestedAt, person.id, person.name]
}
