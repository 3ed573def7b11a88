import type { Child } from 'hono/jsx'
import type { Membership, RegisterRole } from '../accounts/members.ts'
import { PersonName, RoleName } from '../web/account-bar.tsx'
import { dictionary, formatMoment, type Locale } from '../web/i18n/index.ts'
import {
  Button,
  Choices,
  EmptyState,
  Form,
  Notice,
  PageHeader,
  RecordList,
  Section,
  Select,
  SummaryList,
  TextArea,
  TextField,
} from '../web/ui.tsx'
import { FormErrors, RoleHistory, StateTag } from './role-words.tsx'
import type { Refused } from './roles.tsx'

interface ListView {
  readonly locale: Locale
  readonly memberships: readonly Membership[]
  readonly done: Child
}

const RoleList = ({ locale, memberships }: Pick<ListView, 'locale' | 'memberships'>) => {
  const t = dictionary(locale).accounts
  return (
    <RecordList
      records={memberships.map((membership) => ({
        name: (
          <a href={`/${locale}/work/roles/${membership.id}`}>
            <PersonName locale={locale} name={membership.person.name} />
          </a>
        ),
        note: (
          <>
            <RoleName locale={locale} of={membership} /> ·{' '}
            {t.requests.since(formatMoment(locale, membership.requestedAt))}
          </>
        ),
        side: <StateTag locale={locale} state={membership.state} />,
      }))}
    />
  )
}

/** For the head of an organization: who acts for it, who asks to, who did. */
export const PeopleOfOrganization = ({ locale, memberships, done }: ListView) => {
  const t = dictionary(locale).accounts.people
  const inState = (...states: Membership['state'][]) => memberships.filter(({ state }) => states.includes(state))
  const [waiting, current, past] = [inState('requested'), inState('confirmed'), inState('refused', 'ended')]
  return (
    <>
      {done}
      <PageHeader title={t.title} lead={t.lead} />
      <Section id="waiting" title={t.waiting}>
        {waiting.length === 0 ? <p>{t.noWaiting}</p> : <RoleList locale={locale} memberships={waiting} />}
      </Section>
      <Section id="current" title={t.current}>
        {current.length === 0 ? <p>{t.empty}</p> : <RoleList locale={locale} memberships={current} />}
      </Section>
      {past.length === 0 ? null : (
        <Section id="past" title={t.past}>
          <RoleList locale={locale} memberships={past} />
        </Section>
      )}
    </>
  )
}

/** The queue of requests that the reader may decide on. */
export const RequestsPage = ({ locale, memberships, done }: ListView) => {
  const t = dictionary(locale).accounts.requests
  return (
    <>
      {done}
      <PageHeader title={t.title} lead={t.lead} />
      {memberships.length === 0 ? (
        <EmptyState level={2} title={t.empty}>
          <p>{t.emptyText}</p>
        </EmptyState>
      ) : (
        <RoleList locale={locale} memberships={memberships} />
      )}
    </>
  )
}

/** One role or request: everything that is known of it, and what the reader may do with it. */
export const RoleDetails = ({
  locale,
  membership,
  isOwn,
  mayDecide,
  mayEnd,
  refused,
}: {
  readonly locale: Locale
  readonly membership: Membership
  readonly isOwn: boolean
  readonly mayDecide: boolean
  readonly mayEnd: boolean
  readonly refused: Refused | undefined
}) => {
  const { accounts } = dictionary(locale)
  const [t, m] = [accounts.decide, accounts.membership]
  const { state, claimed, organization } = membership
  const errors = refused?.errors
  const reason = (
    <TextArea
      locale={locale}
      name="reason"
      label={t.reason}
      hint={t.reasonHint}
      rows={3}
      value={refused?.form.text('reason')}
      errors={errors}
    />
  )
  return (
    <>
      <FormErrors locale={locale} errors={errors} />
      <PageHeader
        title={<PersonName locale={locale} name={membership.person.name} />}
        meta={<StateTag locale={locale} state={state} />}
      />
      <SummaryList
        rows={[
          { label: m.role, value: <RoleName locale={locale} of={membership} /> },
          {
            label: m.organization,
            value:
              organization === null ? (
                m.wholeRegister
              ) : (
                <a href={`/${locale}/organizations/${encodeURIComponent(organization)}`}>{organization}</a>
              ),
          },
        ]}
      />
      {state === 'requested' ? (
        <Notice tone={claimed ? 'ok' : 'caution'}>
          <p>{claimed ? m.claimed : m.notClaimed}.</p>
        </Notice>
      ) : null}
      <RoleHistory locale={locale} membership={membership} />
      {isOwn && state === 'requested' ? <p>{t.own}</p> : null}
      {mayDecide ? (
        <Section id="decide" title={t.legend}>
          <Form>
            <Choices
              kind="radios"
              locale={locale}
              name="decision"
              label={t.question}
              options={[
                { value: 'confirm', label: t.confirm },
                { value: 'refuse', label: t.refuse },
              ]}
              values={[refused?.form.text('decision') ?? '']}
              errors={errors}
            />
            {reason}
            <Button>{t.button}</Button>
          </Form>
        </Section>
      ) : null}
      {mayEnd ? (
        <Section id="end" title={t.end}>
          <p>{t.endHint}</p>
          <Form>
            <input type="hidden" name="decision" value="end" />
            <TextArea
              locale={locale}
              name="reason"
              label={t.reason}
              rows={3}
              value={refused?.form.text('reason')}
              errors={errors}
            />
            <Button quiet>{t.endButton}</Button>
          </Form>
        </Section>
      ) : null}
    </>
  )
}

/** For administrators: who has a role of the whole register, and the form that gives one. */
export const RegisterRolesPage = ({
  locale,
  memberships,
  done,
  roles,
  refused,
}: ListView & { readonly roles: readonly RegisterRole[]; readonly refused: Refused | undefined }) => {
  const { accounts, values } = dictionary(locale)
  const t = accounts.roles
  const filled = (name: string) => refused?.form.text(name)
  const errors = refused?.errors
  return (
    <>
      {done}
      <FormErrors locale={locale} errors={errors} />
      <PageHeader title={t.title} lead={t.lead} />
      <Section id="current" title={t.current}>
        {memberships.length === 0 ? <p>{t.empty}</p> : <RoleList locale={locale} memberships={memberships} />}
      </Section>
      <Section id="grant" title={t.grant}>
        <Form>
          <TextField
            locale={locale}
            name="person"
            label={t.person}
            hint={t.personHint}
            value={filled('person')}
            errors={errors}
          />
          <Select
            locale={locale}
            name="role"
            label={t.role}
            options={[
              { value: '', label: '—' },
              ...roles.map((role) => ({ value: role, label: values.actorRole[role] })),
            ]}
            value={filled('role')}
            errors={errors}
          />
          <TextField
            locale={locale}
            name="organization"
            label={t.organization}
            hint={t.organizationHint}
            width={20}
            value={filled('organization')}
            errors={errors}
          />
          <TextArea
            locale={locale}
            name="reason"
            label={t.reason}
            hint={t.reasonHint}
            rows={2}
            value={filled('reason')}
            errors={errors}
          />
          <Button>{t.button}</Button>
        </Form>
      </Section>
    </>
  )
}
