import { deciderOf, endMembership, type Membership, membershipsOfPerson } from '../accounts/members.ts'
import { type Person, selectPerson } from '../accounts/people.ts'
import {
  actAs,
  endOtherSessions,
  endSessionOf,
  type OpenSession,
  type OrganizationNames,
  openSessions,
  type Session,
  type SessionPorts,
} from '../accounts/sessions.ts'
import { getOrganization } from '../directory/service.ts'
import { AppError } from '../kernel/errors.ts'
import { organizationText, PersonName, RoleName, roleText } from '../web/account-bar.tsx'
import { readForm } from '../web/form.ts'
import { dictionary, formatMoment, type Locale } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { signedIn } from '../web/session.ts'
import { Button, Form, LinkButton, Notice, PageHeader, RecordList, Section, SummaryList, TextArea } from '../web/ui.tsx'
import { FormErrors, fieldErrors, RoleHistory, StateTag } from './role-words.tsx'

export type AccountPorts = PagePorts & SessionPorts

const DONE = ['ended', 'othersEnded', 'requested', 'switched', 'left'] as const

interface AccountView {
  readonly locale: Locale
  readonly session: Session
  readonly person: Person
  readonly claimed: { readonly id: string; readonly names: OrganizationNames | null } | null
  readonly memberships: readonly Membership[]
  readonly sessions: readonly OpenSession[]
  readonly done: (typeof DONE)[number] | undefined
}

/** `/account`: who one is here, in which roles, and where one is signed in. */
export function accountPages(ports: AccountPorts) {
  const pages = createPages()

  pages.get('/account', async (c) => {
    const session = signedIn(c)
    const { locale } = c.var
    const done = DONE.find((known) => known === c.req.query('done'))
    const view = await viewOf(ports, session, locale, done)
    return page(
      c,
      ports,
      { title: dictionary(locale).accounts.account.title, robots: 'noindex' },
      <Account {...view} />,
    )
  })

  pages.post('/account/act-as', async (c) => {
    const session = signedIn(c)
    await actAs(ports, session, (await readForm(c)).text('membership'))
    return c.redirect(`/${c.var.locale}/account?done=switched`, 303)
  })

  pages.post('/account/sessions/end', async (c) => {
    const session = signedIn(c)
    await endSessionOf(ports, session.person.id, (await readForm(c)).text('session'))
    return c.redirect(`/${c.var.locale}/account?done=ended`, 303)
  })

  pages.post('/account/sessions/end-others', async (c) => {
    const session = signedIn(c)
    await endOtherSessions(ports, session.person.id, session.id)
    return c.redirect(`/${c.var.locale}/account?done=othersEnded`, 303)
  })

  pages.get('/account/roles/:id', async (c) => {
    const membership = await ownMembership(ports, signedIn(c), c.req.param('id'))
    const { locale } = c.var
    const title = roleText(membership, locale)
    const view = { locale, membership, reason: '', errors: undefined }
    return page(c, ports, { title, robots: 'noindex', breadcrumbs: trail(locale) }, <OwnRole {...view} />)
  })

  pages.post('/account/roles/:id', async (c) => {
    const session = signedIn(c)
    const membership = await ownMembership(ports, session, c.req.param('id'))
    const { locale } = c.var
    const reason = (await readForm(c)).text('reason')
    try {
      await endMembership({ ...ports }, deciderOf(session), membership.id, reason)
      return c.redirect(`/${locale}/account?done=left`, 303)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'validation-failed') throw error
      const view = { locale, membership, reason, errors: fieldErrors(error, locale) }
      const props = { title: roleText(membership, locale), robots: 'noindex', breadcrumbs: trail(locale), failed: true }
      return page(c, ports, props, <OwnRole {...view} />, 422)
    }
  })
  return pages
}

function trail(locale: Locale) {
  return [{ label: dictionary(locale).accounts.account.title, href: `/${locale}/account` }]
}

async function viewOf(
  ports: AccountPorts,
  session: Session,
  locale: Locale,
  done: AccountView['done'],
): Promise<AccountView> {
  const person = await selectPerson(ports.read, session.person.id)
  if (person === null) throw new AppError('unauthenticated', 'the person is gone')
  const id = person.claimedOrganization
  const found = id === null ? null : await getOrganization(ports, id).catch(orNull)
  return {
    locale,
    session,
    person,
    claimed:
      id === null
        ? null
        : { id, names: found && { uk: found.document.name['uk'] ?? null, en: found.document.name['en'] ?? null } },
    memberships: await membershipsOfPerson(ports.read, person.id),
    sessions: await openSessions(ports, person.id),
    done,
  }
}

function orNull(error: unknown): null {
  if (error instanceof AppError && error.code === 'not-found') return null
  throw error
}

/** Somebody else's role is as good as none here. */
async function ownMembership(ports: AccountPorts, session: Session, id: string): Promise<Membership> {
  const all = await membershipsOfPerson(ports.read, session.person.id)
  const found = all.find((membership) => membership.id === id)
  if (found === undefined) throw new AppError('not-found', 'no such role of this person')
  return found
}

const Account = (view: AccountView) => {
  const { locale, session, person, claimed, memberships, sessions, done } = view
  const { accounts } = dictionary(locale)
  const t = accounts.account
  const standing = memberships.filter(({ state }) => state === 'confirmed' || state === 'requested')
  const past = memberships.filter(({ state }) => state === 'refused' || state === 'ended')
  const mayClaim = claimed?.names != null && !standing.some(({ organization }) => organization === claimed.id)
  return (
    <>
      {done === undefined ? null : (
        <Notice tone="ok">
          <p>{t[done]}</p>
        </Notice>
      )}
      <PageHeader title={<PersonName locale={locale} name={person.name} />} />
      <SummaryList
        rows={[
          {
            label: t.actingAs,
            value:
              session.membership === null ? (
                accounts.header.noRole
              ) : (
                <RoleName locale={locale} of={session.membership} />
              ),
          },
          {
            label: t.claimed,
            value:
              claimed === null ? (
                t.claimedNone
              ) : claimed.names === null ? (
                t.claimedUnregistered(claimed.id)
              ) : (
                <span lang="">{organizationText(claimed.names, locale)}</span>
              ),
          },
          { label: t.authenticated, value: formatMoment(locale, session.authenticatedAt) },
          { label: t.number, value: <code class="account-number">{person.id}</code>, source: t.numberHint },
        ]}
      />
      <Section id="roles" title={t.roles}>
        {standing.length === 0 ? <p>{t.noRoles}</p> : null}
        <RecordList
          records={standing.map((membership) => ({
            name: (
              <a href={`/${locale}/account/roles/${membership.id}`}>
                <RoleName locale={locale} of={membership} />
              </a>
            ),
            note: <StateTag locale={locale} state={membership.state} />,
            side: <ActAs locale={locale} session={session} membership={membership} />,
          }))}
        />
        <p class="account-actions">
          {mayClaim ? (
            <LinkButton href={`/${locale}/account/request-role?organization=${encodeURIComponent(claimed.id)}`}>
              {claimed.names?.[locale] == null ? t.request : t.requestClaimed(claimed.names[locale])}
            </LinkButton>
          ) : null}
          <LinkButton quiet href={`/${locale}/account/request-role`}>
            {t.request}
          </LinkButton>
        </p>
      </Section>
      <Section id="sessions" title={t.sessions}>
        <p>{t.sessionsLead}</p>
        <RecordList
          records={sessions.map((each) => ({
            name: each.agent === '' ? t.unknownAgent : each.agent,
            note: `${t.begun(formatMoment(locale, each.createdAt))}; ${t.used(formatMoment(locale, each.seenAt))}`,
            side: each.id === session.id ? t.thisSession : <EndSession locale={locale} session={each} />,
          }))}
        />
        {sessions.length > 1 ? (
          <Form action={`/${locale}/account/sessions/end-others`}>
            <Button quiet>{t.endOthers}</Button>
          </Form>
        ) : null}
      </Section>
      {past.length === 0 ? null : (
        <Section id="past" title={t.past}>
          <RecordList
            records={past.map((membership) => ({
              name: (
                <a href={`/${locale}/account/roles/${membership.id}`}>
                  <RoleName locale={locale} of={membership} />
                </a>
              ),
              note: <StateTag locale={locale} state={membership.state} />,
            }))}
          />
        </Section>
      )}
    </>
  )
}

const ActAs = ({
  locale,
  session,
  membership,
}: Pick<AccountView, 'locale' | 'session'> & { readonly membership: Membership }) => {
  const t = dictionary(locale).accounts.account
  if (membership.state !== 'confirmed') return null
  if (session.membership?.id === membership.id) return <>{t.acting}</>
  return (
    <Form action={`/${locale}/account/act-as`}>
      <input type="hidden" name="membership" value={membership.id} />
      <button class="link-button" type="submit" aria-label={`${t.actAs}: ${roleText(membership, locale)}`}>
        {t.actAs}
      </button>
    </Form>
  )
}

const EndSession = ({ locale, session }: { readonly locale: Locale; readonly session: OpenSession }) => {
  const t = dictionary(locale).accounts.account
  return (
    <Form action={`/${locale}/account/sessions/end`}>
      <input type="hidden" name="session" value={session.id} />
      <button class="link-button" type="submit" aria-label={t.endSessionOf(session.agent || t.unknownAgent)}>
        {t.endSession}
      </button>
    </Form>
  )
}

const OwnRole = ({
  locale,
  membership,
  reason,
  errors,
}: {
  readonly locale: Locale
  readonly membership: Membership
  readonly reason: string
  readonly errors: ReturnType<typeof fieldErrors> | undefined
}) => {
  const { accounts } = dictionary(locale)
  const t = accounts.decide
  const { state } = membership
  return (
    <>
      <FormErrors locale={locale} errors={errors} />
      <PageHeader
        title={<RoleName locale={locale} of={membership} />}
        meta={<StateTag locale={locale} state={state} />}
      />
      <RoleHistory locale={locale} membership={membership} />
      {state === 'confirmed' || state === 'requested' ? (
        <Section id="leave" title={state === 'confirmed' ? t.leave : t.withdraw}>
          {state === 'confirmed' ? <p>{t.leaveHint}</p> : null}
          <Form>
            {state === 'confirmed' ? (
              <TextArea locale={locale} name="reason" label={t.reason} rows={2} value={reason} errors={errors} />
            ) : null}
            <Button quiet>{state === 'confirmed' ? t.leave : t.withdraw}</Button>
          </Form>
        </Section>
      ) : null}
    </>
  )
}
