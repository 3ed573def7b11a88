import { AppError } from './errors.ts'

/**
 * Roles inside an organization: editor, officer (may issue check records), head (members).
 * Register-wide roles: registrar, auditor, admin. `expert` is whoever holds the personal link of an expert, without an
 * account. `system` is the operator at the command line.
 */
export const ORGANIZATION_ROLES = ['editor', 'officer', 'head'] as const
export const REGISTER_ROLES = ['registrar', 'auditor', 'admin'] as const
export const ROLES = [...ORGANIZATION_ROLES, ...REGISTER_ROLES, 'expert', 'system', 'anonymous'] as const
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number]
export type Role = (typeof ROLES)[number]

/** An API key, a session or an expert's personal link, by the id it is stored under. */
export interface Credential {
  readonly kind: 'key' | 'session' | 'link'
  readonly id: string
}

/** Who is acting. The validity of `credential` is checked again inside the write. */
export interface Actor {
  readonly role: Role
  /** The organization the actor acts for (`UA-EDR-43220851`); null for the operator, admins without one and the public. */
  readonly organization: string | null
  readonly credential: Credential | null
  /** Every other organization the same person is a confirmed member of: nobody decides on their own, in whatever role. */
  readonly alsoOf?: readonly string[]
  /** The expert whose personal link it is; of the role `expert` alone. */
  readonly expert?: string
}

export const ANONYMOUS: Actor = { role: 'anonymous', organization: null, credential: null }
/** The operator of the installation, at the command line of the machine itself. */
export const OPERATOR: Actor = { role: 'system', organization: null, credential: null }

export const ACTIONS = [
  'organization.register',
  'organization.edit',
  'organization.confirm',
  'expert.register',
  'expert.edit',
  'expert.consent',
  'expert.link',
  'expert.readUnpublished',
  'software.register',
  'software.edit',
  'software.submit',
  'software.withdraw',
  'software.decide',
  'software.archive',
  'software.readUnpublished',
  'proposal.submit',
  'proposal.withdraw',
  'proposal.decide',
  'deployment.register',
  'deployment.edit',
  'deployment.confirm',
  'import.dryRun',
  'import.commit',
  'import.readQuarantine',
  'reference.load',
  'key.create',
  'key.list',
  'key.revoke',
  'membership.request',
  'membership.read',
  'membership.decide',
  'membership.end',
  'role.grant',
] as const
export type Action = (typeof ACTIONS)[number]

/** What is acted on: the organizations whose record it is (holder, user …). An empty list is a record of nobody yet. */
export interface Subject {
  readonly organizations: readonly string[]
  /** The expert whose record it is. */
  readonly expert?: string
}

type Rule = 'anyone' | 'own' | 'others' | 'self'
type Row = Readonly<Partial<Record<Role, Rule>>>

/** Every pair that is not in the table is refused. `own`: the organization acted for is one of the subject's; `others`: no organization of the actor is; `self`: it is the actor's own record. */
const TABLE: Readonly<Record<Action, Row>> = {
  'organization.register': { editor: 'anyone', head: 'anyone', registrar: 'anyone', system: 'anyone' },
  'organization.edit': { editor: 'own', head: 'own', registrar: 'anyone', system: 'anyone' },
  'organization.confirm': { registrar: 'others', system: 'anyone' },
  'expert.register': { editor: 'anyone', head: 'anyone', registrar: 'anyone', system: 'anyone' },
  'expert.edit': { registrar: 'anyone', expert: 'self', system: 'anyone' },
  'expert.consent': { registrar: 'anyone', expert: 'self', system: 'anyone' },
  'expert.link': { editor: 'own', head: 'own', registrar: 'anyone', system: 'anyone' },
  'expert.readUnpublished': {
    editor: 'own',
    head: 'own',
    registrar: 'anyone',
    auditor: 'anyone',
    expert: 'self',
    system: 'anyone',
  },
  'software.register': { editor: 'own', head: 'own', registrar: 'anyone', system: 'anyone' },
  'software.edit': { editor: 'own', head: 'own', registrar: 'others', system: 'anyone' },
  'software.submit': { editor: 'own', head: 'own', registrar: 'others', system: 'anyone' },
  'software.withdraw': { editor: 'own', head: 'own', system: 'anyone' },
  'software.decide': { registrar: 'others', system: 'anyone' },
  'software.archive': { head: 'own', registrar: 'others', system: 'anyone' },
  'software.readUnpublished': {
    editor: 'own',
    officer: 'own',
    head: 'own',
    registrar: 'anyone',
    auditor: 'anyone',
    system: 'anyone',
  },
  'proposal.submit': { editor: 'own', head: 'own', registrar: 'others', system: 'anyone' },
  'proposal.withdraw': { editor: 'own', head: 'own', system: 'anyone' },
  'proposal.decide': { registrar: 'others', system: 'anyone' },
  'deployment.register': { editor: 'own', head: 'own', registrar: 'anyone', system: 'anyone' },
  'deployment.edit': { editor: 'own', head: 'own', registrar: 'anyone', system: 'anyone' },
  'deployment.confirm': { editor: 'own', head: 'own', system: 'anyone' },
  'import.dryRun': { editor: 'anyone', head: 'anyone', registrar: 'anyone', auditor: 'anyone', system: 'anyone' },
  'import.commit': { registrar: 'anyone', system: 'anyone' },
  'import.readQuarantine': { registrar: 'anyone', auditor: 'anyone', system: 'anyone' },
  'reference.load': { system: 'anyone' },
  'key.create': { head: 'own', admin: 'anyone', system: 'anyone' },
  'key.list': { head: 'own', auditor: 'anyone', admin: 'anyone', system: 'anyone' },
  'key.revoke': { head: 'own', admin: 'anyone', system: 'anyone' },
  'membership.request': {
    editor: 'anyone',
    officer: 'anyone',
    head: 'anyone',
    registrar: 'anyone',
    auditor: 'anyone',
    admin: 'anyone',
  },
  'membership.read': { head: 'own', registrar: 'anyone', auditor: 'anyone', admin: 'anyone', system: 'anyone' },
  'membership.decide': { head: 'own', registrar: 'others', system: 'anyone' },
  'membership.end': { head: 'own', registrar: 'others', admin: 'anyone', system: 'anyone' },
  'role.grant': { admin: 'anyone', system: 'anyone' },
}

/** The one permission rule, used by services before they write and by pages to show only what is allowed. Pure. */
export function can(actor: Actor, action: Action, subject: Subject = { organizations: [] }): boolean {
  const rule = TABLE[action][actor.role]
  if (rule === undefined) return false
  if (rule === 'anyone') return true
  if (rule === 'self') return actor.expert !== undefined && actor.expert === subject.expert
  if (rule === 'own') return actor.organization !== null && subject.organizations.includes(actor.organization)
  return !subject.organizations.some((id) => id === actor.organization || actor.alsoOf?.includes(id))
}

/**
 * The organizations that the actor must not belong to at the moment of the write, for `Deed.notOf`: those of a subject that only
 * others may act on. Pure.
 */
export function outsiderTo(actor: Actor, action: Action, subject: Subject): readonly string[] {
  return TABLE[action][actor.role] === 'others' ? subject.organizations : []
}

/** Throws `unauthenticated` for the public and `forbidden` for everybody else to whom the action is refused. */
export function authorize(actor: Actor, action: Action, subject: Subject = { organizations: [] }): void {
  if (can(actor, action, subject)) return
  if (actor.role === 'anonymous') throw new AppError('unauthenticated', `${action} needs an actor`)
  throw new AppError('forbidden', `${actor.role} may not ${action} on ${subject.organizations.join(', ') || 'this'}`)
}
