import { type MemberPorts, requestMembership } from '../accounts/members.ts'
import { type DirectoryPorts, getOrganization, listOrganizations } from '../directory/service.ts'
import { ORGANIZATION_ROLES, type OrganizationRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import type { LocalizedText } from '../kernel/localized.ts'
import { Words } from '../web/content.tsx'
import { readForm } from '../web/form.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { signedIn } from '../web/session.ts'
import { Button, Choices, type FieldErrors, Form, Notice, PageHeader, TextField } from '../web/ui.tsx'
import { FormErrors, fieldErrors } from './role-words.tsx'

type RequestPorts = PagePorts & MemberPorts & Pick<DirectoryPorts, 'read' | 'search' | 'now'>

/** As many organizations are offered to choose from. */
const MOST_OFFERED = 15

interface Offered {
  readonly id: string
  readonly name: LocalizedText
}

interface RequestView {
  readonly locale: Locale
  /** What was searched for; null: nothing yet. */
  readonly text: string | null
  readonly offered: readonly Offered[]
  readonly organization: string
  readonly role: string
  readonly errors?: FieldErrors | undefined
}

/** `/account/request-role`: find the organization by its name or code, choose the role. */
export function requestRolePages(ports: RequestPorts) {
  const pages = createPages()

  pages.get('/account/request-role', async (c) => {
    signedIn(c)
    const { locale } = c.var
    const text = c.req.query('q')?.trim() ?? ''
    const organization = c.req.query('organization') ?? ''
    const view: RequestView = {
      locale,
      text: text === '' ? null : text,
      offered: await offeredOf(ports, text, organization),
      organization,
      role: '',
    }
    return page(c, ports, propsOf(locale), <RequestRole {...view} />)
  })

  pages.post('/account/request-role', async (c) => {
    const session = signedIn(c)
    const { locale } = c.var
    const form = await readForm(c)
    const [organization, role] = [form.text('organization'), form.text('role')]
    const refused = async (errors: FieldErrors) => {
      const view = { locale, text: null, offered: await offeredOf(ports, '', organization), organization, role, errors }
      return page(c, ports, { ...propsOf(locale), failed: true }, <RequestRole {...view} />, 422)
    }
    const t = dictionary(locale).accounts.request
    const missing = new Map([
      ...(organization === '' ? [['organization', t.chooseOrganization] as const] : []),
      ...(isOrganizationRole(role) ? [] : [['role', t.chooseRole] as const]),
    ])
    if (missing.size > 0 || !isOrganizationRole(role)) return refused(missing)
    try {
      await requestMembership(ports, session, { organization, role })
    } catch (error) {
      if (error instanceof AppError && error.findings.length > 0) return refused(fieldErrors(error, locale))
      throw error
    }
    return c.redirect(`/${locale}/account?done=requested`, 303)
  })
  return pages
}

function isOrganizationRole(text: string): text is OrganizationRole {
  return (ORGANIZATION_ROLES as readonly string[]).includes(text)
}

function propsOf(locale: Locale) {
  const { account, request } = dictionary(locale).accounts
  return {
    title: request.title,
    robots: 'noindex',
    breadcrumbs: [{ label: account.title, href: `/${locale}/account` }],
  }
}

async function offeredOf(ports: RequestPorts, text: string, organization: string): Promise<readonly Offered[]> {
  if (text !== '') {
    const found = await listOrganizations(ports, {
      text,
      filters: {},
      facets: [],
      sort: 'relevance',
      limit: MOST_OFFERED,
      cursor: null,
    })
    return found.organizations.map(({ id, name }) => ({ id, name }))
  }
  if (organization === '') return []
  try {
    const { id, document } = await getOrganization(ports, organization)
    return [{ id, name: document.name }]
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return []
    throw error
  }
}

const RequestRole = ({ locale, text, offered, organization, role, errors }: RequestView) => {
  const { accounts, values } = dictionary(locale)
  const t = accounts.request
  return (
    <>
      <FormErrors locale={locale} errors={errors} />
      <PageHeader title={t.title} lead={t.lead} />
      <form class="find-first" action={`/${locale}/account/request-role`}>
        <TextField locale={locale} name="q" label={t.search} value={text ?? ''} />
        <Button quiet>{t.find}</Button>
      </form>
      {text !== null && offered.length === 0 ? (
        <Notice>
          <p>{t.none(text)}</p>
        </Notice>
      ) : null}
      {offered.length === 0 ? null : (
        <Form action={`/${locale}/account/request-role`}>
          <Choices
            kind="radios"
            locale={locale}
            name="organization"
            label={t.organization}
            options={offered.map(({ id, name }) => ({
              value: id,
              label: <Words texts={name} locale={locale} />,
              hint: id,
            }))}
            values={offered.length === 1 ? [offered[0]?.id ?? ''] : [organization]}
            errors={errors}
          />
          <Choices
            kind="radios"
            locale={locale}
            name="role"
            label={t.role}
            options={ORGANIZATION_ROLES.map((each) => ({
              value: each,
              label: values.actorRole[each],
              hint: t.roles[each],
            }))}
            values={[role]}
            errors={errors}
          />
          <Button>{t.button}</Button>
        </Form>
      )}
    </>
  )
}
