import type { HeldFormPorts } from '../accounts/held-forms.ts'
import {
  decideMembership,
  deciderOf,
  endMembership,
  getMembership,
  grantRole,
  isRegisterRole,
  type MemberPorts,
  type Membership,
  membershipsOfOrganization,
  registerRoles,
  waitingRequests,
} from '../accounts/members.ts'
import type { Session } from '../accounts/sessions.ts'
import { type Actor, authorize, can, REGISTER_ROLES } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { roleText } from '../web/account-bar.tsx'
import { type FilledForm, readForm } from '../web/form.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { signedIn } from '../web/session.ts'
import { Notice } from '../web/ui.tsx'
import { fieldErrors } from './role-words.tsx'
import { requireStepUp } from './step-up.ts'
import { PeopleOfOrganization, RegisterRolesPage, RequestsPage, RoleDetails } from './views-roles.tsx'

export type RolePorts = PagePorts & MemberPorts & HeldFormPorts

/** Where roles are decided: `/work/people`, `/work/requests`, `/work/roles` and the page of one role, `/work/roles/:id`. */
export function rolePages(ports: RolePorts) {
  const pages = createPages()

  pages.get('/work/people', async (c) => {
    const { actor } = signedIn(c)
    const { locale } = c.var
    if (actor.organization === null) throw new AppError('forbidden', 'acts for no organization')
    const memberships = await membershipsOfOrganization(ports, actor, actor.organization)
    const view = { locale, memberships, done: doneText(c) }
    return page(c, ports, propsOf(locale, 'people'), <PeopleOfOrganization {...view} />)
  })

  pages.get('/work/requests', async (c) => {
    const session = signedIn(c)
    const { locale } = c.var
    if (session.actor.role !== 'registrar') authorize(session.actor, 'membership.decide', ownSubject(session.actor))
    const memberships = await waitingRequests(ports, session)
    return page(
      c,
      ports,
      propsOf(locale, 'requests'),
      <RequestsPage locale={locale} memberships={memberships} done={doneText(c)} />,
    )
  })

  pages.get('/work/roles/:id{[0-9a-f]{32}}', async (c) => {
    const session = signedIn(c)
    const membership = await readableMembership(ports, session, c.req.param('id'))
    return rolePage(c, ports, session, membership)
  })

  pages.post('/work/roles/:id{[0-9a-f]{32}}', async (c) => {
    const session = signedIn(c)
    const { locale } = c.var
    const membership = await readableMembership(ports, session, c.req.param('id'))
    const away = await requireStepUp(c, ports)
    if (away !== null) return away
    const form = await readForm(c)
    const decision = form.text('decision')
    try {
      if (decision === 'end') await endMembership(ports, deciderOf(session), membership.id, form.text('reason'))
      else if (decision === 'confirm' || decision === 'refuse') {
        await decideMembership(ports, deciderOf(session), membership.id, decision, form.text('reason'))
      } else {
        const errors = new Map([['decision', dictionary(locale).accounts.decide.chooseDecision]])
        return rolePage(c, ports, session, membership, { errors, form })
      }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'validation-failed') throw error
      return rolePage(c, ports, session, membership, { errors: fieldErrors(error, locale), form })
    }
    return c.redirect(`/${locale}/${listAfter(session.actor, membership)}?done=${decision}`, 303)
  })

  pages.get('/work/roles', async (c) => {
    const { actor } = signedIn(c)
    return registerRolesPage(c, ports, await registerRoles(ports, actor))
  })

  pages.post('/work/roles', async (c) => {
    const session = signedIn(c)
    const { locale } = c.var
    const roles = await registerRoles(ports, session.actor)
    const away = await requireStepUp(c, ports)
    if (away !== null) return away
    const form = await readForm(c)
    const role = form.text('role')
    try {
      if (!isRegisterRole(role)) throw missing('role')
      if (form.text('person') === '') throw missing('person')
      const organization = form.text('organization')
      await grantRole(
        ports,
        deciderOf(session),
        { person: form.text('person'), role, organization: organization === '' ? null : organization },
        form.text('reason'),
      )
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const errors =
        error.code === 'forbidden'
          ? new Map([['person', dictionary(locale).accounts.roles.self]])
          : fieldErrors(error, locale)
      if (errors.size === 0) throw error
      return registerRolesPage(c, ports, roles, { errors, form })
    }
    return c.redirect(`/${locale}/work/roles?done=granted`, 303)
  })
  return pages
}

/** A form that was refused, with what was filled in. */
export interface Refused {
  readonly errors: ReturnType<typeof fieldErrors>
  readonly form: FilledForm
}

function missing(field: string): AppError {
  return new AppError('validation-failed', `${field} is missing`, [{ pointer: `/${field}`, rule: 'required' }])
}

function ownSubject({ organization }: Actor) {
  return { organizations: organization === null ? [] : [organization] }
}

/** Those who decide on a role, look after it or audit may read it; to others it is as good as none. */
async function readableMembership(ports: RolePorts, { actor }: Session, id: string): Promise<Membership> {
  const membership = await getMembership(ports.read, id)
  const { organization, role } = membership
  const mayRead = isRegisterRole(role)
    ? can(actor, 'role.grant')
    : can(actor, 'membership.read', { organizations: organization === null ? [] : [organization] })
  if (!mayRead) throw new AppError('not-found', `no membership ${id} for ${actor.role}`)
  return membership
}

function rolePage(c: RequestContext, ports: RolePorts, session: Session, membership: Membership, refused?: Refused) {
  const { locale } = c.var
  const { actor, person } = session
  const subject = { organizations: membership.organization === null ? [] : [membership.organization] }
  const isOwn = membership.person.id === person.id
  const view = {
    locale,
    membership,
    isOwn,
    mayDecide: !isOwn && membership.state === 'requested' && can(actor, 'membership.decide', subject),
    mayEnd:
      !isOwn &&
      membership.state === 'confirmed' &&
      (isRegisterRole(membership.role) ? can(actor, 'role.grant') : can(actor, 'membership.end', subject)),
    refused,
  }
  const title = roleText(membership, locale)
  const props = { title, robots: 'noindex', breadcrumbs: trail(locale), failed: refused !== undefined }
  return page(c, ports, props, <RoleDetails {...view} />, refused === undefined ? 200 : 422)
}

function registerRolesPage(c: RequestContext, ports: RolePorts, memberships: readonly Membership[], refused?: Refused) {
  const { locale } = c.var
  const view = { locale, memberships, done: doneText(c), roles: REGISTER_ROLES, refused }
  const props = { ...propsOf(locale, 'roles'), failed: refused !== undefined }
  return page(c, ports, props, <RegisterRolesPage {...view} />, refused === undefined ? 200 : 422)
}

function listAfter(actor: Actor, { role }: Membership): string {
  if (isRegisterRole(role)) return 'work/roles'
  return actor.role === 'head' ? 'work/people' : actor.role === 'registrar' ? 'work/requests' : 'work'
}

/** What was done just before, when the address says so. */
function doneText(c: RequestContext) {
  const { decide, roles } = dictionary(c.var.locale).accounts
  const texts: Readonly<Record<string, string>> = {
    confirm: decide.done,
    refuse: decide.done,
    end: decide.endDone,
    granted: roles.done,
  }
  const done = c.req.query('done') ?? ''
  const text = Object.hasOwn(texts, done) ? texts[done] : undefined
  return text === undefined ? null : (
    <Notice tone="ok">
      <p>{text}</p>
    </Notice>
  )
}

function propsOf(locale: Locale, part: 'people' | 'requests' | 'roles') {
  return { title: dictionary(locale).accounts[part].title, robots: 'noindex', breadcrumbs: trail(locale) }
}

export function trail(locale: Locale) {
  return [{ label: dictionary(locale).accounts.work.title, href: `/${locale}/work` }]
}
