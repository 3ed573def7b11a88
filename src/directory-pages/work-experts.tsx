import { type ConsentLink, selectLastConsentLink } from '../accounts/consent-links.ts'
import { issueConsentLink, mayLink, revokeConsentLink } from '../directory/consent.ts'
import { expertName } from '../directory/expert-name.ts'
import type { ExpertDocument } from '../directory/model.ts'
import { editExpert, registerExpert, subjectOfExpert } from '../directory/service.ts'
import { type ExpertRecord, selectExperts } from '../directory/store.ts'
import { selectBroughtExperts } from '../directory/store-brought.ts'
import { authorize, can, type Subject } from '../kernel/actor.ts'
import { kyivDay } from '../kernel/dates.ts'
import { AppError } from '../kernel/errors.ts'
import { textFor } from '../kernel/localized.ts'
import { selectSoftwareCards } from '../software/store.ts'
import { Words } from '../web/content.tsx'
import { readForm } from '../web/form.ts'
import { dictionary, formatDate, formatMoment, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { page } from '../web/page.tsx'
import {
  Button,
  CodeBlock,
  DataTable,
  EmptyState,
  Form,
  LinkButton,
  MetaLine,
  Notice,
  PageHeader,
  Pagination,
  RecordList,
  Section,
  SummaryList,
  Tag,
  type Tone,
} from '../web/ui.tsx'
import { expertForm, expertSnapshotValues, expertValues, rowsSent } from './expert-form.ts'
import { type FormView, formPage, takeEdit, takeNew } from './record-editor.tsx'
import { paperPages } from './work-expert-paper.tsx'
import { DoneNotice, doneHref, pageOffset, type WorkPorts, workFrame } from './work-frame.tsx'

const EXPERTS_A_PAGE = 40
const ALIKE_READ = 200
const ALIKE_SHOWN = 5

export const CONSENT_TONES: Readonly<Record<ExpertDocument['consent']['state'], Tone>> = {
  asked: 'caution',
  given: 'ok',
  withdrawn: 'stop',
}

/** `/work/experts…`: bringing experts in, and their personal links. */
export function workExpertPages(ports: WorkPorts) {
  const pages = createPages()

  pages.get('/work/experts', async (c) => {
    const { locale, actor } = c.var
    const { directoryWork } = dictionary(locale)
    const t = directoryWork.experts
    authorize(actor, 'expert.register')
    const offset = pageOffset(c)
    const found = await selectBroughtExperts(ports.read, broughtBy(c), offset, EXPERTS_A_PAGE + 1)
    const shown = found.slice(0, EXPERTS_A_PAGE)
    const links = await Promise.all(shown.map(({ id }) => selectLastConsentLink(ports.read, id)))
    return page(
      c,
      ports,
      { ...workFrame(locale), title: t.title },
      <>
        <PageHeader title={t.title} lead={t.lead} />
        <p>
          <LinkButton href={`/${locale}/work/experts/new`}>{t.registerLink}</LinkButton>
        </p>
        {shown.length === 0 ? (
          <EmptyState level={2} title={broughtBy(c) === null ? t.noneAll : t.none} />
        ) : (
          <DataTable
            caption={t.title}
            captionHidden
            columns={[{ label: t.name }, { label: t.state }, { label: t.link }, { label: directoryWork.updated }]}
            rows={shown.map((record, index) => [
              <a href={`/${locale}/work/experts/${record.id}`}>
                <ExpertText locale={locale} record={record} />
              </a>,
              <ConsentTag locale={locale} record={record} />,
              linkText(locale, links[index] ?? null, ports.now()),
              formatDate(locale, kyivDay(record.updatedAt)),
            ])}
          />
        )}
        <Pagination
          locale={locale}
          newerHref={offset === 0 ? undefined : c.req.path}
          olderHref={found.length > EXPERTS_A_PAGE ? `${c.req.path}?from=${offset + EXPERTS_A_PAGE}` : undefined}
        />
      </>,
    )
  })

  pages.get('/work/experts/new', (c) => {
    authorize(c.var.actor, 'expert.register')
    const { groups } = expertForm(c.var.locale, null, 'new')
    return formPage(c, ports, newView(c.var.locale), { groups, values: {}, version: null })
  })

  pages.post('/work/experts/new', async (c) => {
    const { locale, actor } = c.var
    authorize(actor, 'expert.register')
    return takeNew(
      c,
      ports,
      newView(locale),
      expertForm(locale, null, 'new'),
      (document) => alikeExperts(ports, c, document),
      (document) => registerExpert(ports, actor, document, 'expert.register'),
    )
  })

  pages.get('/work/experts/:id{UA-EX-[0-9]+}', async (c) => {
    const { locale, actor } = c.var
    const { record, subject } = await readable(ports, c)
    const t = dictionary(locale).directoryWork.experts
    const link = await selectLastConsentLink(ports.read, record.id)
    return page(
      c,
      ports,
      { ...workFrame(locale, 'experts'), title: expertName(record, locale) },
      <>
        <DoneNotice c={c} />
        <PageHeader
          code={record.id}
          meta={<ConsentTag locale={locale} record={record} />}
          title={<ExpertText locale={locale} record={record} />}
          lead={'name' in record.document ? <Words texts={record.document.specialism} locale={locale} /> : t.erased}
        />
        <ExpertSummary locale={locale} record={record} />
        {record.document.consent.state === 'withdrawn' ? null : (
          <Section id="link" title={t.link}>
            <MetaLine
              parts={[
                linkText(locale, link, ports.now()),
                link === null
                  ? null
                  : link.lastUsedAt === null
                    ? t.record.unused
                    : t.record.used(formatMoment(locale, link.lastUsedAt)),
              ]}
            />
            {mayLink(actor, record, subject) ? <LinkForms locale={locale} id={record.id} link={link} /> : null}
          </Section>
        )}
        {can(actor, 'expert.edit', subject) && 'name' in record.document ? (
          <p class="section__foot">
            <a href={`/${locale}/work/experts/${record.id}/edit`}>{dictionary(locale).directoryWork.edit}</a> ·{' '}
            <a href={`/${locale}/work/experts/${record.id}/consent`}>{t.record.byPaper}</a>
          </p>
        ) : null}
      </>,
    )
  })

  pages.post('/work/experts/:id{UA-EX-[0-9]+}/link', async (c) => {
    const { locale, actor } = c.var
    const id = c.req.param('id')
    const t = dictionary(locale).directoryWork.experts.issued
    const { secret, link } = await issueConsentLink(ports, actor, id)
    const address = (each: Locale) => `${ports.site.origin}/${each}/consent/${secret}`
    c.header('cache-control', 'private, no-store')
    return page(
      c,
      ports,
      { ...workFrame(locale, 'experts'), title: t.title, canonicalPath: `/work/experts/${id}` },
      <>
        <PageHeader code={id} title={t.title} />
        <Notice tone="caution" title={t.once}>
          <p>{t.hand}</p>
        </Notice>
        <CodeBlock locale={locale} id="consent-link" label={t.label} text={address('uk')} wrap />
        <CodeBlock locale={locale} id="consent-link-en" label={t.inEnglish} text={address('en')} wrap />
        <p>{t.until(formatDate(locale, kyivDay(link.expiresAt)))}</p>
        <div class="form-buttons">
          <LinkButton href={`/${locale}/work/experts/${id}`}>{t.done}</LinkButton>
        </div>
      </>,
    )
  })

  pages.post('/work/experts/:id{UA-EX-[0-9]+}/link/revoke', async (c) => {
    await revokeConsentLink(ports, c.var.actor, c.req.param('id'))
    return c.redirect(`/${c.var.locale}/work/experts/${c.req.param('id')}`, 303)
  })

  pages.get('/work/experts/:id{UA-EX-[0-9]+}/edit', async (c) => {
    const { groups, values, version, view } = await editorOf(ports, c)
    return formPage(c, ports, view, { groups, values, version })
  })

  pages.post('/work/experts/:id{UA-EX-[0-9]+}/edit', async (c) => {
    const { view } = await editorOf(ports, c)
    return takeEdit(c, ports, view, () => editorOf(ports, c))
  })

  pages.route('/', paperPages(ports))
  return pages
}

/** The organization whose experts are listed; null: everybody's. */
function broughtBy(c: RequestContext): string | null {
  return can(c.var.actor, 'expert.readUnpublished') ? null : c.var.actor.organization
}

/** An expert that the reader may know of, consent or not: `not-found` otherwise, whoever asks and whatever there is. */
async function readable(
  ports: WorkPorts,
  c: RequestContext,
): Promise<{ readonly record: ExpertRecord; readonly subject: Subject }> {
  const id = c.req.param('id') ?? ''
  authorize(c.var.actor, 'expert.register')
  const record = (await selectExperts(ports.read, [id])).get(id)
  const subject = await subjectOfExpert(ports.read, id)
  if (record && can(c.var.actor, 'expert.readUnpublished', subject)) return { record, subject }
  throw new AppError('not-found', `no expert ${id}`)
}

function newView(locale: Locale): FormView {
  const t = dictionary(locale).directoryWork.experts.register
  return {
    props: { ...workFrame(locale, 'experts'), title: t.title },
    lead: (
      <>
        {t.lead} {t.quiet}
      </>
    ),
    submit: t.button,
    backHref: `/${locale}/work/experts`,
    doneHref: ({ id, version }) => doneHref(`/${locale}/work/experts/${id}`, version),
  }
}

async function editorOf(ports: WorkPorts, c: RequestContext) {
  const { locale, actor } = c.var
  const { record, subject } = await readable(ports, c)
  const { id, version, document } = record
  authorize(actor, 'expert.edit', subject)
  if (!('name' in document)) {
    throw new AppError('conflict', `${id} withdrew consent`, [{ pointer: '/consent', rule: 'consent-withdrawn' }])
  }
  const t = dictionary(locale).directoryWork.experts
  const view: FormView = {
    props: { ...workFrame(locale, 'experts'), title: t.editTitle(id) },
    submit: t.editButton,
    backHref: `/${locale}/work/experts/${id}`,
    doneHref: (written) => doneHref(`/${locale}/work/experts/${id}`, written.version),
  }
  return {
    ...expertForm(locale, document, 'registrar', await partNames(ports, document, locale), await sentRows(c)),
    view,
    type: 'expert' as const,
    id,
    version,
    values: expertValues(document),
    valuesOf: expertSnapshotValues,
    save: (expected: number, changed: ExpertDocument) => editExpert(ports, actor, id, expected, changed, 'expert.edit'),
  }
}

/** What the published software is called in which an expert had a part. */
export async function partNames({ read }: Pick<WorkPorts, 'read'>, { involvements }: ExpertDocument, locale: Locale) {
  const cards = await selectSoftwareCards(read, [...new Set(involvements.map(({ software }) => software))])
  return new Map(
    cards.flatMap(({ id, state, name }) =>
      state === 'published' ? [[id, textFor(name, locale)?.text ?? id] as const] : [],
    ),
  )
}

/** The groups of the form that was sent, if one was. */
export async function sentRows(c: RequestContext) {
  return c.req.method === 'POST' ? rowsSent(await readForm(c)) : undefined
}

/** Experts of the same name whom the reader may know of: their own ones, and those that are published. */
async function alikeExperts(ports: WorkPorts, c: RequestContext, document: ExpertDocument) {
  const { locale } = c.var
  const names = new Set(Object.values(document.name).map(nameKey))
  const isAlike = (record: ExpertRecord) =>
    'name' in record.document && Object.values(record.document.name).some((name) => names.has(nameKey(name)))
  const own = await selectBroughtExperts(ports.read, broughtBy(c), 0, ALIKE_READ)
  const text = Object.values(document.name)[0] ?? ''
  const request = { type: 'expert', text, filters: {}, facets: [], sort: 'relevance', limit: ALIKE_SHOWN } as const
  const { hits } = await ports.search.search({ ...request, day: ports.today(), cursor: null })
  const published = await selectExperts(
    ports.read,
    hits.map(({ id }) => id),
  )
  const alike = new Map([...own, ...published.values()].filter(isAlike).map((record) => [record.id, record]))
  if (alike.size === 0) return null
  return (
    <RecordList
      records={[...alike.values()].slice(0, ALIKE_SHOWN).map((record) => ({
        name: (
          <a href={`/${locale}/${own.some(({ id }) => id === record.id) ? 'work/' : ''}experts/${record.id}`}>
            <ExpertText locale={locale} record={record} />
          </a>
        ),
        note: record.id,
      }))}
    />
  )
}

function nameKey(name: string): string {
  return name
    .toLocaleLowerCase('uk')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
}

const ExpertText = ({ locale, record }: { readonly locale: Locale; readonly record: ExpertRecord }) =>
  'name' in record.document ? <Words texts={record.document.name} locale={locale} /> : <>{record.id}</>

export const ConsentTag = ({ locale, record }: { readonly locale: Locale; readonly record: ExpertRecord }) => {
  const { state } = record.document.consent
  return <Tag tone={CONSENT_TONES[state]}>{dictionary(locale).directoryWork.experts.states[state]}</Tag>
}

const ExpertSummary = ({ locale, record }: { readonly locale: Locale; readonly record: ExpertRecord }) => {
  const { directory, directoryWork, consent } = dictionary(locale)
  const t = directoryWork.experts
  const { state, date, document: paper } = record.document.consent
  const { document } = record
  return (
    <SummaryList
      rows={[
        {
          label: t.record.consent,
          value: date === null ? t.states[state] : t.record.consentOn(t.states[state], formatDate(locale, date)),
        },
        { label: t.fields.document, value: paper },
        {
          label: directory.expert.affiliation,
          value:
            'name' in document && document.affiliation !== null ? (
              <Words texts={document.affiliation.name} locale={locale} />
            ) : null,
        },
        {
          label: t.record.public,
          value:
            state === 'given' ? (
              <a href={`/${locale}/experts/${record.id}`}>{`/experts/${record.id}`}</a>
            ) : (
              consent.notShown
            ),
        },
      ]}
    />
  )
}

const LinkForms = ({
  locale,
  id,
  link,
}: {
  readonly locale: Locale
  readonly id: string
  readonly link: ConsentLink | null
}) => {
  const t = dictionary(locale).directoryWork.experts.record
  const base = `/${locale}/work/experts/${id}/link`
  const isOpen = link !== null && link.revokedAt === null
  return (
    <>
      <Form action={base}>
        {isOpen ? <p>{t.replaceText}</p> : null}
        <div class="form-buttons">
          <Button quiet={isOpen}>{isOpen ? t.replace : t.issue}</Button>
        </div>
      </Form>
      {isOpen ? (
        <Form action={`${base}/revoke`}>
          <p>{t.revokeText}</p>
          <div class="form-buttons">
            <Button quiet>{t.revoke}</Button>
          </div>
        </Form>
      ) : null}
    </>
  )
}

function linkText(locale: Locale, link: ConsentLink | null, now: string): string {
  const t = dictionary(locale).directoryWork.experts.linkStates
  if (link === null) return t.none
  if (link.revokedAt !== null) return t.revoked
  const until = formatDate(locale, kyivDay(link.expiresAt))
  return link.expiresAt > now ? t.valid(until) : t.expired(until)
}
