import { requireStepUp } from '../account-pages/step-up.ts'
import { confirmOrganization } from '../directory/confirmation.ts'
import type { OrganizationDocument } from '../directory/model.ts'
import { editOrganization, getOrganization, listOrganizations, registerOrganization } from '../directory/service.ts'
import { selectOrganizationNames } from '../directory/store.ts'
import { selectUnconfirmedOrganizations } from '../directory/store-brought.ts'
import { authorize, can } from '../kernel/actor.ts'
import { kyivDay } from '../kernel/dates.ts'
import { AppError } from '../kernel/errors.ts'
import { OrganizationLink, organizationHref } from '../software/views/parts.tsx'
import { Words, wordsFor } from '../web/content.tsx'
import { readForm } from '../web/form.ts'
import { dictionary, formatDate, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { page } from '../web/page.tsx'
import {
  Button,
  DataTable,
  Form,
  LinkButton,
  Notice,
  PageHeader,
  Pagination,
  RecordList,
  Section,
  SummaryList,
  Tag,
} from '../web/ui.tsx'
import { organizationForm, organizationValues } from './organization-form.ts'
import { type FormView, formPage, takeEdit, takeNew, versionIn } from './record-editor.tsx'
import { DoneNotice, doneHref, pageOffset, type WorkPorts, workFrame } from './work-frame.tsx'

const WAITING_A_PAGE = 40
const ALIKE_SHOWN = 5

/** `/work/organizations…`: registering, changing and confirming organizations. */
export function workOrganizationPages(ports: WorkPorts) {
  const pages = createPages()

  pages.get('/work/organizations', async (c) => {
    const locale = c.var.locale
    const t = dictionary(locale).directoryWork.organizations
    const actor = c.var.actor
    authorize(actor, 'organization.register')
    const own = actor.organization
    const names = await selectOrganizationNames(ports.read, own === null ? [] : [own])
    return page(
      c,
      ports,
      { ...workFrame(locale), title: t.title },
      <>
        <DoneNotice c={c} />
        <PageHeader title={t.title} lead={t.lead} />
        <p>
          <LinkButton href={`/${locale}/work/organizations/new`}>{t.registerLink}</LinkButton>
        </p>
        {own !== null && names.has(own) ? (
          <Section id="own" title={t.own}>
            <RecordList
              records={[...names.values()].map((organization) => ({
                name: <OrganizationLink locale={locale} organization={organization} />,
                note: organization.id,
                side: can(actor, 'organization.edit', { organizations: [own] }) ? (
                  <a href={workHref(locale, own, '/edit')}>{t.editLink}</a>
                ) : null,
              }))}
            />
          </Section>
        ) : null}
        {can(actor, 'organization.confirm') ? <Waiting c={c} waiting={await waitingFor(ports, c)} /> : null}
      </>,
    )
  })

  pages.get('/work/organizations/new', async (c) => {
    authorize(c.var.actor, 'organization.register')
    const form = organizationForm(ports.reference, c.var.locale, null, false)
    return formPage(c, ports, newView(c.var.locale), {
      groups: form.groups,
      values: { scheme: 'UA-EDR' },
      version: null,
    })
  })

  pages.post('/work/organizations/new', async (c) => {
    const { actor, locale } = c.var
    authorize(actor, 'organization.register')
    // Whoever may confirm an organization has looked at it; the verb decides who may.
    const form = organizationForm(ports.reference, locale, null, can(actor, 'organization.confirm'))
    return takeNew(
      c,
      ports,
      newView(locale),
      form,
      (document) => alikeList(ports, locale, document, null),
      (document) => registerOrganization(ports, actor, document, 'organization.register'),
    )
  })

  pages.get('/work/organizations/:id/edit', async (c) => {
    const editor = await editorOf(ports, c)
    const { groups, values, version } = editor
    return formPage(c, ports, editor.view, { groups, values, version })
  })

  pages.post('/work/organizations/:id/edit', async (c) => {
    const { view } = await editorOf(ports, c)
    return takeEdit(c, ports, view, () => editorOf(ports, c))
  })

  pages.get('/work/organizations/:id/confirm', (c) => confirmPage(ports, c))

  pages.post('/work/organizations/:id/confirm', async (c) => {
    const { id, version, document } = await getOrganization(ports, c.req.param('id'))
    authorize(c.var.actor, 'organization.confirm', { organizations: [id] })
    // A second sending of the same form finds it done.
    if (document.confirmed) return c.redirect(doneHref(organizationHref(c.var.locale, id), version), 303)
    const away = await requireStepUp(c, ports)
    if (away !== null) return away
    const form = await readForm(c)
    try {
      const done = await confirmOrganization(ports, c.var.actor, id, versionIn(form) ?? 0)
      return c.redirect(doneHref(`/${c.var.locale}/work/organizations`, done.version), 303)
    } catch (error) {
      if (error instanceof AppError && error.code === 'version-stale') return confirmPage(ports, c, true)
      throw error
    }
  })

  return pages
}

function workHref(locale: Locale, id: string, below: string): string {
  return `/${locale}/work/organizations/${encodeURIComponent(id)}${below}`
}

function newView(locale: Locale): FormView {
  const t = dictionary(locale).directoryWork.organizations
  return {
    props: { ...workFrame(locale, 'organizations'), title: t.register.title },
    lead: (
      <>
        {t.register.lead} {t.register.unconfirmed}
      </>
    ),
    submit: t.register.button,
    backHref: `/${locale}/work/organizations`,
    doneHref: ({ id, version }) => doneHref(organizationHref(locale, id), version),
  }
}

/** The editor of an organization for who may change it, and what its pages say. */
async function editorOf(ports: WorkPorts, c: RequestContext) {
  const { actor, locale } = c.var
  const { id, version, document } = await getOrganization(ports, c.req.param('id') ?? '')
  authorize(actor, 'organization.edit', { organizations: [id] })
  const t = dictionary(locale).directoryWork.organizations
  const view: FormView = {
    props: {
      ...workFrame(locale, 'organizations'),
      title: t.editTitle(wordsFor(document.name, locale)?.text ?? id),
    },
    lead: id,
    submit: t.editButton,
    backHref: organizationHref(locale, id),
    doneHref: (written) => doneHref(organizationHref(locale, id), written.version),
  }
  return {
    ...organizationForm(ports.reference, locale, document, document.confirmed),
    view,
    type: 'organization' as const,
    id,
    version,
    values: organizationValues(document),
    valuesOf: (snapshot: unknown) => organizationValues(snapshot as OrganizationDocument),
    save: (expected: number, changed: OrganizationDocument) =>
      editOrganization(ports, actor, id, expected, changed, 'organization.edit'),
  }
}

async function waitingFor(ports: WorkPorts, c: RequestContext) {
  return selectUnconfirmedOrganizations(ports.read, pageOffset(c), WAITING_A_PAGE + 1)
}

const Waiting = ({
  c,
  waiting,
}: {
  readonly c: RequestContext
  readonly waiting: Awaited<ReturnType<typeof waitingFor>>
}) => {
  const { locale, actor } = c.var
  const { directoryWork, values } = dictionary(locale)
  const t = directoryWork.organizations
  const offset = pageOffset(c)
  return (
    <Section id="waiting" title={t.waiting}>
      {waiting.length === 0 ? (
        <p>{t.waitingNone}</p>
      ) : (
        <>
          <p>{t.waitingText}</p>
          <DataTable
            caption={t.waiting}
            captionHidden
            columns={[
              { label: t.name },
              { label: t.source },
              { label: t.fields.kind },
              { label: directoryWork.updated },
              { label: directoryWork.deployments.action },
            ]}
            rows={waiting.slice(0, WAITING_A_PAGE).map(({ id, document, updatedAt }) => [
              <a href={organizationHref(locale, id)}>
                <Words texts={document.name} locale={locale} />
              </a>,
              id,
              values.organizationKind[document.kind],
              formatDate(locale, kyivDay(updatedAt)),
              can(actor, 'organization.confirm', { organizations: [id] }) ? (
                <a href={workHref(locale, id, '/confirm')}>{t.confirmLink}</a>
              ) : null,
            ])}
          />
          <Pagination
            locale={locale}
            newerHref={offset === 0 ? undefined : c.req.path}
            olderHref={waiting.length > WAITING_A_PAGE ? `${c.req.path}?from=${offset + WAITING_A_PAGE}` : undefined}
          />
        </>
      )}
    </Section>
  )
}

async function confirmPage(ports: WorkPorts, c: RequestContext, hasChanged = false) {
  const { actor, locale } = c.var
  const { directoryWork, directory, values } = dictionary(locale)
  const t = directoryWork.organizations
  const record = await getOrganization(ports, c.req.param('id') ?? '')
  const { id, version, document } = record
  authorize(actor, 'organization.confirm', { organizations: [id] })
  const alike = await alikeList(ports, locale, document, id)
  return page(
    c,
    ports,
    { ...workFrame(locale, 'organizations'), title: t.confirm.title },
    <>
      {hasChanged ? (
        <Notice tone="caution">
          <p>{t.confirm.changed}</p>
        </Notice>
      ) : null}
      <PageHeader title={t.confirm.title} lead={t.confirm.lead} />
      <SummaryList
        rows={[
          { label: t.fields.name, value: <Words texts={document.name} locale={locale} /> },
          { label: t.fields.identifier, value: document.identifier },
          { label: t.fields.kind, value: values.organizationKind[document.kind] },
          { label: t.fields.level, value: document.level === null ? null : values.governmentLevel[document.level] },
          { label: t.fields.katottg, value: document.katottg },
          { label: t.fields.email, value: document.contact?.email ?? null },
          { label: directory.organization.history, value: <HistoryLink locale={locale} id={id} version={version} /> },
        ]}
      />
      <Section id="alike" title={t.confirm.alike}>
        {alike ?? <p>{t.confirm.alikeNone}</p>}
      </Section>
      {document.confirmed ? (
        <p>
          <Tag tone="ok">{t.confirm.already}</Tag>
        </p>
      ) : (
        <Form>
          <input type="hidden" name="record-version" value={String(version)} />
          <div class="form-buttons">
            <Button>{t.confirm.button}</Button>
            <LinkButton href={workHref(locale, id, '/edit')} quiet>
              {t.editLink}
            </LinkButton>
          </div>
        </Form>
      )}
    </>,
    hasChanged ? 412 : 200,
  )
}

const HistoryLink = ({
  locale,
  id,
  version,
}: {
  readonly locale: Locale
  readonly id: string
  readonly version: number
}) => (
  <a href={`${organizationHref(locale, id)}/history`}>{dictionary(locale).directory.organization.version(version)}</a>
)

/** Organizations that may be the same one; null when nothing is like it. */
async function alikeList(ports: WorkPorts, locale: Locale, document: OrganizationDocument, except: string | null) {
  const text = wordsFor(document.name, 'uk')?.text ?? ''
  const found = await listOrganizations(ports, {
    text,
    filters: {},
    facets: [],
    sort: 'relevance',
    limit: ALIKE_SHOWN + 1,
    cursor: null,
  })
  const alike = found.organizations.filter(({ id }) => id !== except).slice(0, ALIKE_SHOWN)
  if (alike.length === 0 || found.interpretation.weak) return null
  return (
    <RecordList
      records={alike.map((organization) => ({
        name: <OrganizationLink locale={locale} organization={organization} />,
        note: organization.id,
      }))}
    />
  )
}
