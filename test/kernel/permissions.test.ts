import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTIONS, type Actor, authorize, can, ROLES, type Role } from '../../src/kernel/actor.ts'
import { AppError } from '../../src/kernel/errors.ts'

const OWN = 'UA-EDR-99000014'
const OTHER = 'UA-EDR-99000022'
const document = new URL('../../docs/permissions.md', import.meta.url)
const EXPERT = 'UA-EX-000001'
const actor = (role: Role, organization: string | null = OWN): Actor => ({
  role,
  organization: role === 'expert' ? null : organization,
  credential: null,
  ...(role === 'expert' ? { expert: EXPERT } : {}),
})

/** What one cell of the table says: where the action is allowed. */
function cell(role: Role, action: (typeof ACTIONS)[number]): string {
  const own = can(actor(role), action, { organizations: [OWN] })
  const other = can(actor(role), action, { organizations: [OTHER] })
  const nobody = can(actor(role), action, { organizations: [] })
  if (own && other && nobody) return 'any'
  const itself = can(actor(role), action, { organizations: [], expert: EXPERT })
  const another = can(actor(role), action, { organizations: [], expert: 'UA-EX-000002' })
  if (itself && !another) return 'own record'
  if (!own && !other && !nobody) return '–'
  return [own ? 'own' : '', other ? 'of others' : '', nobody ? 'of nobody' : ''].filter(Boolean).join(', ')
}

function table(): string {
  const roles = ROLES.filter((role) => role !== 'anonymous')
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    row(['action', ...roles]),
    row(['---', ...roles.map(() => '---')]),
    ...ACTIONS.map((action) => row([`\`${action}\``, ...roles.map((role) => cell(role, action))])),
  ].join('\n')
}

describe('the table of permissions', () => {
  it('is the one in docs/permissions.md (UPDATE_DOCS=1 writes it)', () => {
    const text = readFileSync(document, 'utf8')
    const [begin, end] = ['<!-- table -->\n', '\n<!-- /table -->']
    expect(text.split(begin)).toHaveLength(2)
    const [before = '', rest = ''] = text.split(begin)
    const [written, after = ''] = rest.split(end)
    if (process.env.UPDATE_DOCS === '1') writeFileSync(document, `${before}${begin}${table()}${end}${after}`)
    else expect(written).toBe(table())
  })

  it('gives the public nothing', () => {
    expect(ACTIONS.filter((action) => cell('anonymous', action) !== '–')).toEqual([])
  })

  it('gives an expert their own record and nothing else', () => {
    const allowed = ACTIONS.filter((action) => cell('expert', action) !== '–')
    expect(allowed).toEqual(['expert.edit', 'expert.consent', 'expert.readUnpublished'])
    expect(new Set(allowed.map((action) => cell('expert', action)))).toEqual(new Set(['own record']))
    for (const action of ACTIONS) {
      // A record of an organization, or of nobody, is no expert's own.
      for (const organizations of [[], [OWN], [OTHER]])
        expect(can(actor('expert'), action, { organizations })).toBe(false)
    }
  })

  it('keeps registrars from deciding on entries of their own organization', () => {
    for (const action of [
      'software.decide',
      'software.edit',
      'software.submit',
      'software.archive',
      'proposal.submit',
      'proposal.decide',
    ] as const) {
      expect(can(actor('registrar'), action, { organizations: [OWN] })).toBe(false)
      expect(can(actor('registrar'), action, { organizations: [OTHER, OWN] })).toBe(false)
      expect(can(actor('registrar'), action, { organizations: [OTHER] })).toBe(true)
      expect(can(actor('registrar', null), action, { organizations: [OTHER] })).toBe(true)
    }
  })

  it('gives administrators no content, and auditors nothing to write', () => {
    const allowed = (role: Role) => ACTIONS.filter((action) => cell(role, action) !== '–')
    expect(allowed('admin').filter((action) => !/^(?:key|membership|role)\./.test(action))).toEqual([])
    expect(allowed('auditor')).toEqual([
      'expert.readUnpublished',
      'software.readUnpublished',
      'import.dryRun',
      'import.readQuarantine',
      'key.list',
      // For themselves: it counts when somebody else confirms it.
      'membership.request',
      'membership.read',
    ])
  })

  it('knows "own" only for who has an organization', () => {
    const organizations = fc.array(fc.constantFrom(OWN, OTHER))
    const organizationRoles = fc.constantFrom<Role>('editor', 'officer', 'head')
    fc.assert(
      fc.property(organizationRoles, fc.constantFrom(...ACTIONS), organizations, (role, action, subject) => {
        const homeless = can(actor(role, null), action, { organizations: subject })
        expect(homeless).toBe(cell(role, action) === 'any')
      }),
    )
  })
})

describe('a refusal', () => {
  it('asks the public who they are, and tells everybody else that they may not', () => {
    const codeOf = (who: Actor) => {
      try {
        authorize(who, 'software.decide', { organizations: [OWN] })
        return 'allowed'
      } catch (error) {
        return error instanceof AppError ? error.code : 'another error'
      }
    }
    expect(codeOf(actor('anonymous', null))).toBe('unauthenticated')
    expect(codeOf(actor('editor'))).toBe('forbidden')
    expect(codeOf(actor('registrar'))).toBe('forbidden')
    expect(codeOf(actor('registrar', OTHER))).toBe('allowed')
  })
})
