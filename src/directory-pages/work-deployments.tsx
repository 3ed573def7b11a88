import { type OrganizationName, selectOrganizationNames } from '../directory/store.ts'
import { type Actor, authorize, can } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import type { SoftwareCard } from '../software/card.ts'
import type { DeploymentDocument } from '../software/deployment.ts'
import {
  CONFIRMED_STATES,
  confirmDeployment,
  confirmedSince,
  editDeployment,
  getDeployment,
  isDue,
  registerDeployment,
} from '../software/deployments.ts'
import { type DeploymentRecord, selectSoftwareCards } from '../software/store.ts'
import { countDeploymentsDue, selectDeploymentsDueFirst, selectOpenDeployment } from '../software/store-deployments.ts'
import { OrganizationLink, softwareHref } from '../software/views/parts.tsx'
import { Words, wordsFor } from '../web/content.tsx'
import { readForm } from '../web/form.ts'
import { dictionary, formatDate, type Locale, orMore } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { page } from '../web/page.tsx'
import {
  Button,
  DataTable,
  EmptyState,
  Form,
  LinkButton,
  Notice,
  PageHeader,
  Pagination,
  RecordList,
  SearchBox,
  Tag,
} from '../web/ui.tsx'
import { deploymentForm, deploymentValues } from './deployment-form.ts'
import { type FormView, formPage, takeEdit, takeNew, versionIn } from './record-editor.tsx'
import { DoneNotice, doneHref, pageOffset, type WorkPorts, workFrame } from './work-frame.tsx'

const DEPLOYMENTS_A_PAGE = 40
const SOFTWARE_FOUND = 20
const SOFTWARE_ID = /^UA-SW-\d{6,}$/

/** `/work/deployments…`: what an organization runs, and that it still does. */
export function workDeploymentPages(ports: WorkPorts) {
  const pages = createPages()

  pages.get('/work/deployments', async (c) => {
    const { locale, actor } = c.var
    const t = dictionary(locale).directoryWork.deployments
    const own = whose(actor)
    const offset = pageOffset(c)
    const since = confirmedSince(ports.today())
    const found = await selectDeploymentsDueFirst(ports.read, own, since, offset, DEPLOYMENTS_A_PAGE + 1)
    const shown = found.slice(0, DEPLOYMENTS_A_PAGE)
    const due = await countDeploymentsDue(ports.read, own, since)
    const cards = await selectSoftwareCards(ports.read, [...new Set(shown.map(({ document }) => document.software))])
    const names = await selectOrganizationNames(
      ports.read,
      shown.map(({ document }) => document.organization),
    )
    const view = { c, today: ports.today(), own, cards: new Map(cards.map((card) => [card.id, card])), names }
    return page(
      c,
      ports,
      { ...workFrame(locale), title: t.title },
      <>
        <DoneNotice c={c} />
        <PageHeader title={t.title} lead={own === null ? t.leadAll : t.lead} />
        <p>
          <LinkButton href={`/${locale}/work/deployments/new`}>{t.registerLink}</LinkButton>
        </p>
        {due > 0 ? (
          <Notice tone="caution" title={t.due(due)}>
            <p>{t.dueText}</p>
          </Notice>
        ) : null}
        {shown.length === 0 ? (
          <EmptyState level={2} title={own === null ? t.noneAll : t.none} />
        ) : (
          <Deployments {...view} shown={shown} />
        )}
        <Pagination
          locale={locale}
          newerHref={offset === 0 ? undefined : c.req.path}
          olderHref={
            found.length > DEPLOYMENTS_A_PAGE ? `${c.req.path}?from=${offset + DEPLOYMENTS_A_PAGE}` : undefined
          }
        />
      </>,
    )
  })

  pages.get('/work/deployments/new', async (c) => {
    const own = whose(c.var.actor)
    const id = c.req.query('software') ?? ''
    if (!SOFTWARE_ID.test(id)) return findPage(ports, c)
    const card = await publishedCard(ports, id)
    const open = own === null ? null : await selectOpenDeployment(ports.read, id, own)
    const view = newView(c, card)
    if (open !== null) return openAlready(ports, c, open)
    const { groups } = deploymentForm(c.var.locale, { software: id, organization: own, before: null }, () => null)
    const values = { state: 'in-use', 'adoptionCost.vatIncluded': 'unknown' }
    return formPage(c, ports, view, { groups, values, version: null })
  })

  pages.post('/work/deployments/new', async (c) => {
    const { locale, actor } = c.var
    const own = whose(actor)
    const id = c.req.query('software') ?? ''
    if (!SOFTWARE_ID.test(id)) throw new AppError('not-found', 'no software was chosen')
    const card = await publishedCard(ports, id)
    // Whoever says for their own organization that it runs the software confirms it by that.
    const confirmedOn = (state: string) => (own !== null && isRunning(state) ? ports.today() : null)
    return takeNew(
      c,
      ports,
      newView(c, card),
      deploymentForm(locale, { software: id, organization: own, before: null }, confirmedOn),
      () => Promise.resolve(null),
      (document) => registerDeployment(ports, actor, document, 'deployment.register'),
    )
  })

  pages.get('/work/deployments/:id{UA-DP-[0-9]+}/edit', async (c) => {
    const { groups, values, version, view } = await editorOf(ports, c)
    return formPage(c, ports, view, { groups, values, version })
  })

  pages.post('/work/deployments/:id{UA-DP-[0-9]+}/edit', async (c) => {
    const { view } = await editorOf(ports, c)
    return takeEdit(c, ports, view, () => editorOf(ports, c))
  })

  pages.post('/work/deployments/:id{UA-DP-[0-9]+}/confirm', async (c) => {
    const { locale, actor } = c.var
    const form = await readForm(c)
    const id = c.req.param('id')
    const { version, document } = await getDeployment(ports, id)
    authorize(actor, 'deployment.confirm', { organizations: [document.organization] })
    const list = `/${locale}/work/deployments`
    // The same button pressed twice finds it done.
    if (document.confirmedOn === ports.today()) return c.redirect(doneHref(list, version), 303)
    const done = await confirmDeployment(ports, actor, id, versionIn(form) ?? 0)
    return c.redirect(doneHref(list, done.version), 303)
  })

  return pages
}

function isRunning(state: string): boolean {
  return (CONFIRMED_STATES as readonly string[]).includes(state)
}

/** The organization whose deployments the reader keeps up; null: everybody's. Throws what `authorize` throws. */
function whose(actor: Actor): string | null {
  if (can(actor, 'deployment.register')) return null
  authorize(actor, 'deployment.register', { organizations: actor.organization === null ? [] : [actor.organization] })
  return actor.organization
}

async function publishedCard(ports: WorkPorts, id: string): Promise<SoftwareCard> {
  const [card] = await selectSoftwareCards(ports.read, [id])
  if (card?.state === 'published') return card
  throw new AppError('not-found', `no published software ${id}`)
}

function cardName(card: SoftwareCard, locale: Locale): string {
  return wordsFor(card.name, locale)?.text ?? card.id
}

function newView(c: RequestContext, card: SoftwareCard): FormView {
  const { locale } = c.var
  const t = dictionary(locale).directoryWork.deployments
  return {
    props: { ...workFrame(locale, 'deployments'), title: t.register.title },
    lead: <Words texts={card.name} locale={locale} />,
    submit: t.register.button,
    backHref: softwareHref(locale, card.id),
    doneHref: ({ version }) => doneHref(`/${locale}/work/deployments`, version),
  }
}

async function editorOf(ports: WorkPorts, c: RequestContext) {
  const { locale, actor } = c.var
  const record = await getDeployment(ports, c.req.param('id') ?? '')
  const { id, version, document } = record
  authorize(actor, 'deployment.edit', { organizations: [document.organization] })
  const [card] = await selectSoftwareCards(ports.read, [document.software])
  const name = card === undefined ? document.software : cardName(card, locale)
  const t = dictionary(locale).directoryWork.deployments
  const view: FormView = {
    props: { ...workFrame(locale, 'deployments'), title: t.editTitle(name) },
    lead: id,
    submit: t.editButton,
    backHref: `/${locale}/work/deployments`,
    doneHref: (written) => doneHref(`/${locale}/work/deployments`, written.version),
  }
  const given = { software: document.software, organization: document.organization, before: document }
  return {
    ...deploymentForm(locale, given, () => document.confirmedOn),
    view,
    type: 'deployment' as const,
    id,
    version,
    values: deploymentValues(document),
    valuesOf: (snapshot: unknown) => deploymentValues(snapshot as DeploymentDocument),
    save: (expected: number, changed: DeploymentDocument) =>
      editDeployment(ports, actor, id, expected, changed, 'deployment.edit'),
  }
}

interface ListView {
  readonly c: RequestContext
  readonly today: string
  readonly own: string | null
  readonly cards: ReadonlyMap<string, SoftwareCard>
  readonly names: ReadonlyMap<string, OrganizationName>
}

const Deployments = ({
  c,
  today,
  own,
  cards,
  names,
  shown,
}: ListView & { readonly shown: readonly DeploymentRecord[] }) => {
  const { locale, actor } = c.var
  const { directoryWork, values } = dictionary(locale)
  const t = directoryWork.deployments
  return (
    <DataTable
      caption={t.title}
      captionHidden
      columns={[
        { label: t.software },
        ...(own === null ? [{ label: t.organization }] : []),
        { label: t.state },
        { label: t.checked },
        { label: t.action },
      ]}
      rows={shown.map(({ id, version, document }) => {
        const card = cards.get(document.software)
        const organization = names.get(document.organization)
        const subject = { organizations: [document.organization] }
        return [
          card ? (
            <a href={softwareHref(locale, card.id)}>
              <Words texts={card.name} locale={locale} />
            </a>
          ) : (
            document.software
          ),
          ...(own === null
            ? [organization ? <OrganizationLink locale={locale} organization={organization} /> : document.organization]
            : []),
          values.deploymentState[document.state],
          isDue(document, today) ? (
            <Tag tone="caution">{t.dueMark}</Tag>
          ) : document.confirmedOn === null ? null : (
            t.confirmed(formatDate(locale, document.confirmedOn))
          ),
          <div class="row-actions">
            {isDue(document, today) && can(actor, 'deployment.confirm', subject) ? (
              <Form action={`/${locale}/work/deployments/${id}/confirm`}>
                <input type="hidden" name="record-version" value={String(version)} />
                <Button quiet>{t.confirmButton}</Button>
              </Form>
            ) : null}
            <a href={`/${locale}/work/deployments/${id}/edit`}>{directoryWork.edit}</a>
          </div>,
        ]
      })}
    />
  )
}

async function findPage(ports: WorkPorts, c: RequestContext) {
  const { locale } = c.var
  const t = dictionary(locale).directoryWork.deployments.find
  const text = (c.req.query('q') ?? '').slice(0, 400).trim()
  const path = `/${locale}/work/deployments/new`
  const request = { type: 'software', text, filters: {}, facets: [], sort: 'relevance' } as const
  const found =
    text === ''
      ? null
      : await ports.search.search({ ...request, day: ports.today(), limit: SOFTWARE_FOUND, cursor: null })
  const cards =
    found === null
      ? []
      : await selectSoftwareCards(
          ports.read,
          found.hits.map(({ id }) => id),
        )
  return page(
    c,
    ports,
    { ...workFrame(locale, 'deployments'), search: false, title: t.title },
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <SearchBox locale={locale} action={path} value={text} placeholder={t.label} />
      {found !== null && cards.length === 0 ? (
        <EmptyState level={2} title={t.none(text)}>
          <p>{t.noneText}</p>
        </EmptyState>
      ) : null}
      {found !== null && cards.length > 0 ? (
        <>
          <p>{t.found(found.total.exact ? String(found.total.count) : orMore(String(found.total.count)))}</p>
          <RecordList
            records={cards.map((card) => ({
              name: (
                <a href={softwareHref(locale, card.id)}>
                  <Words texts={card.name} locale={locale} />
                </a>
              ),
              note: <Words texts={card.shortDescription} locale={locale} />,
              side: (
                <LinkButton href={`${path}?software=${card.id}`} quiet>
                  {t.choose}
                </LinkButton>
              ),
            }))}
          />
        </>
      ) : null}
    </>,
  )
}

function openAlready(ports: WorkPorts, c: RequestContext, id: string) {
  const { locale } = c.var
  const { directoryWork } = dictionary(locale)
  const t = directoryWork.deployments
  return page(
    c,
    ports,
    { ...workFrame(locale, 'deployments'), title: t.register.title },
    <>
      <PageHeader title={t.register.title} />
      <Notice title={t.open(id)}>
        <p>
          <a href={`/${locale}/work/deployments/${id}/edit`}>{directoryWork.edit}</a>
        </p>
      </Notice>
    </>,
  )
}
