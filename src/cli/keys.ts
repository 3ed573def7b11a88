import { createKey, KEY_ROLES, KEY_SCOPES, type KeyScope, listKeys, revokeKey } from '../accounts/keys.ts'
import { getOrganization } from '../directory/service.ts'
import { OPERATOR } from '../kernel/actor.ts'
import { endOfKyivDay, isIsoDate } from '../kernel/dates.ts'
import { type Command, needed, oneOf, printJson, readArguments, UsageError } from './command.ts'

export const keyCommands: readonly Command[] = [
  {
    usage:
      'key create --role <role> [--organization <id>] [--name <text>] [--scopes read,write,check] [--expires <YYYY-MM-DD>] [--json]',
    summary: `make an API key; roles: ${KEY_ROLES.join(', ')}; without --scopes it reads and writes`,
    async run({ io, register }, argv) {
      const { values } = readArguments(argv, {
        role: { type: 'string' },
        organization: { type: 'string' },
        name: { type: 'string' },
        scopes: { type: 'string' },
        expires: { type: 'string' },
        json: { type: 'boolean' },
      })
      const role = oneOf('--role', needed('role', values.role), KEY_ROLES)
      const { expires } = values
      if (expires !== undefined && !isIsoDate(expires)) throw new UsageError(`--expires is a day like 2027-01-31`)
      const scopes = scopesOf(values.scopes ?? 'read,write')
      const { deps } = await register()
      const organization = values.organization ?? null
      if (organization !== null) await getOrganization(deps, organization)
      const made = await createKey(deps, OPERATOR, {
        name: values.name ?? role,
        role,
        organization,
        scopes,
        // A key works through the whole of its last day.
        expiresAt: expires === undefined ? null : endOfKyivDay(expires),
      })
      if (values.json) printJson(io, { ...made, role, organization, scopes, expires: expires ?? null })
      else {
        io.err(`Key ${made.id} for ${role}${organization === null ? '' : ` of ${organization}`}. It is shown once:\n`)
        io.out(`${made.key}\n`)
      }
      return 0
    },
  },
  {
    usage: 'key list [--json]',
    summary: 'show the API keys that were made',
    async run({ io, register }, argv) {
      const { values } = readArguments(argv, { json: { type: 'boolean' } })
      const { deps } = await register()
      const keys = await listKeys(deps, OPERATOR, null)
      if (values.json) printJson(io, keys)
      for (const { id, role, organization, scopes, name, expiresAt, lastUsedAt, revokedAt } of values.json
        ? []
        : keys) {
        const state = revokedAt ? `revoked ${revokedAt}` : expiresAt ? `until ${expiresAt}` : 'no end'
        const used = lastUsedAt === null ? 'never used' : `used ${lastUsedAt}`
        io.out(`${[id, role, organization ?? '–', scopes.join(','), state, used, name].join('\t')}\n`)
      }
      return 0
    },
  },
  {
    usage: 'key revoke <id> [--json]',
    summary: 'end an API key at once',
    async run({ io, register }, argv) {
      const { values, positionals } = readArguments(argv, { json: { type: 'boolean' } }, ['id'])
      const [id = ''] = positionals
      const { deps } = await register()
      await revokeKey(deps, OPERATOR, id)
      if (values.json) printJson(io, { id, revoked: true })
      else io.err(`Key ${id} is revoked.\n`)
      return 0
    },
  },
]

function scopesOf(text: string): readonly KeyScope[] {
  return text.split(',').map((part) => oneOf('--scopes', part.trim(), KEY_SCOPES))
}
