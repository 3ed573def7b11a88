import { type MemberPorts, waitingRequests } from '../accounts/members.ts'
import type { Session } from '../accounts/sessions.ts'
import { can } from '../kernel/actor.ts'
import { RoleName } from '../web/account-bar.tsx'
import { dictionary, formatCount, type Locale } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { signedIn } from '../web/session.ts'
import { EmptyState, LinkButton, Notice, PageHeader, RecordList } from '../web/ui.tsx'

/** One thing somebody signed in has to do, or can. */
export interface WorkLink {
  readonly title: string
  /** With the locale. */
  readonly href: string
  readonly hint?: string | undefined
  /** How many wait there; left out where nothing is counted. */
  readonly count?: number | undefined
}

/** What one part of the program puts on the desk of somebody signed in: nothing to whom it has nothing to say. */
export type WorkSlot = (session: Session, locale: Locale) => Promise<readonly WorkLink[]>

/** `/work`: what waits for whoever is signed in, part by part in the order of the slots. */
export function workPage(ports: PagePorts, slots: readonly WorkSlot[]) {
  const pages = createPages()
  pages.get('/work', async (c) => {
    const session = signedIn(c)
    const { locale } = c.var
    const t = dictionary(locale).accounts.work
    const links = (await Promise.all(slots.map((slot) => slot(session, locale)))).flat()
    return page(
      c,
      ports,
      { title: t.title, robots: 'noindex' },
      <Work locale={locale} session={session} links={links} />,
    )
  })
  return pages
}

/** Requests for roles, people, roles of the register and one's account. */
export function accountWork(ports: Pick<MemberPorts, 'read'>): WorkSlot {
  return async (session, locale) => {
    const t = dictionary(locale).accounts.work
    const { actor } = session
    const own = { organizations: actor.organization === null ? [] : [actor.organization] }
    const links: WorkLink[] = []
    if (actor.role === 'registrar' || can(actor, 'membership.decide', own)) {
      const count = (await waitingRequests(ports, session)).length
      links.push({ title: t.requests, href: `/${locale}/work/requests`, hint: t.requestsHint, count })
    }
    if (actor.role === 'head') links.push({ title: t.people, href: `/${locale}/work/people`, hint: t.peopleHint })
    if (can(actor, 'role.grant')) links.push({ title: t.roles, href: `/${locale}/work/roles`, hint: t.rolesHint })
    if (can(actor, 'key.list', own)) links.push({ title: t.keys, href: `/${locale}/work/keys`, hint: t.keysHint })
    links.push({ title: t.account, href: `/${locale}/account`, hint: t.accountHint })
    return links
  }
}

const Work = ({
  locale,
  session,
  links,
}: {
  readonly locale: Locale
  readonly session: Session
  readonly links: readonly WorkLink[]
}) => {
  const t = dictionary(locale).accounts.work
  const { membership } = session
  return (
    <>
      <PageHeader
        title={t.title}
        lead={
          membership === null ? undefined : (
            <>
              {t.lead} <RoleName locale={locale} of={membership} />
            </>
          )
        }
      />
      {membership === null ? (
        <Notice tone="caution">
          <p>{t.noRole}</p>
          <LinkButton quiet href={`/${locale}/account/request-role`}>
            {t.noRoleWay}
          </LinkButton>
        </Notice>
      ) : null}
      {links.length === 0 ? <EmptyState level={2} title={t.nothing} /> : null}
      <RecordList
        records={links.map(({ title, href, hint, count }) => ({
          name: <a href={href}>{title}</a>,
          note: hint,
          side: count === undefined ? null : <span class="work-count">{formatCount(locale, count)}</span>,
        }))}
      />
    </>
  )
}
