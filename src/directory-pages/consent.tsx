import type { Child } from 'hono/jsx'
import { correctExpert, giveConsent, type OpenedConsent, openConsent, withdrawConsent } from '../directory/consent.ts'
import type { ExpertDocument } from '../directory/model.ts'
import type { ExpertRecord } from '../directory/store.ts'
import { AppError } from '../kernel/errors.ts'
import { readForm } from '../web/form.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import {
  Button,
  Choices,
  EmptyState,
  ErrorSummary,
  Form,
  LinkButton,
  mistakesOf,
  Notice,
  PageHeader,
} from '../web/ui.tsx'
import { type ConsentView, consentView, Recorded, WhatIsShown, WhereItIsShown } from './consent-views.tsx'
import { expertForm, expertSnapshotValues, expertValues } from './expert-form.ts'
import { type FormView, formPage, takeEdit, versionIn } from './record-editor.tsx'
import { partNames, sentRows } from './work-experts.tsx'
import type { WorkPorts } from './work-frame.tsx'

/** Counts links that were none, so that nobody can try many; throws `rate-limited` before another try. */
export interface LinkGuesses {
  readonly refuse: (c: RequestContext) => void
  readonly count: (c: RequestContext) => void
}

/**
 * `/consent/:secret…`: what an expert sees and does without an account. Nothing is changed by opening a page, since mail scanners open
 * links too; whoever holds no valid link sees the same page whatever is wrong with it.
 */
export function consentPages(ports: WorkPorts, guesses: LinkGuesses) {
  const pages = createPages()
  const opened = async (c: RequestContext): Promise<OpenedConsent | null> => {
    guesses.refuse(c)
    const found = await openConsent(ports, c.req.param('secret') ?? '')
    if (found === null) guesses.count(c)
    return found
  }

  pages.get('/consent/:secret', async (c) => {
    const found = await opened(c)
    return found === null ? badLink(ports, c) : statusPage(ports, c, found)
  })

  pages.get('/consent/:secret/give', async (c) => {
    const found = await opened(c)
    if (found === null) return badLink(ports, c)
    return mayAnswer(found) ? givePage(ports, c, found) : c.redirect(linkHref(c), 303)
  })

  pages.post('/consent/:secret/give', async (c) => {
    const found = await opened(c)
    if (found === null) return badLink(ports, c)
    // The same form sent twice finds its answer recorded.
    if (!mayAnswer(found)) return c.redirect(linkHref(c), 303)
    const form = await readForm(c)
    const shown = versionIn(form)
    if (shown !== found.record.version) return givePage(ports, c, found, 'changed')
    if (form.text('agree') !== 'yes') return givePage(ports, c, found, 'unread')
    try {
      await giveConsent(ports, found, shown)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'version-stale') throw error
      const now = await opened(c)
      return now === null || !mayAnswer(now) ? c.redirect(linkHref(c), 303) : givePage(ports, c, now, 'changed')
    }
    return c.redirect(`${linkHref(c)}?saved`, 303)
  })

  pages.get('/consent/:secret/withdraw', async (c) => {
    const found = await opened(c)
    if (found === null) return badLink(ports, c)
    return isErased(found.record) ? c.redirect(linkHref(c), 303) : withdrawPage(ports, c, found)
  })

  pages.post('/consent/:secret/withdraw', async (c) => {
    const found = await opened(c)
    if (found === null) return badLink(ports, c)
    if (!isErased(found.record)) await withdrawConsent(ports, found)
    return c.redirect(linkHref(c), 303)
  })

  pages.get('/consent/:secret/edit', async (c) => {
    const found = await opened(c)
    if (found === null) return badLink(ports, c)
    const editor = await editorOf(ports, c, found)
    if (editor === null) return c.redirect(linkHref(c), 303)
    const { groups, values, version, view } = editor
    return formPage(c, ports, view, { groups, values, version })
  })

  pages.post('/consent/:secret/edit', async (c) => {
    const found = await opened(c)
    if (found === null) return badLink(ports, c)
    const editor = await editorOf(ports, c, found)
    if (editor === null) return c.redirect(linkHref(c), 303)
    return takeEdit(c, ports, editor.view, async () => {
      const now = await opened(c)
      const current = now === null ? null : await editorOf(ports, c, now)
      if (current === null) throw new AppError('forbidden', 'the link no longer holds')
      return current
    })
  })

  return pages
}

type NamedRecord = ExpertRecord & { readonly document: ExpertDocument }

function isErased({ document }: ExpertRecord): boolean {
  return !('name' in document)
}

function isNamed(record: ExpertRecord): record is NamedRecord {
  return 'name' in record.document
}

/** Whether the question of consent is open. */
function mayAnswer({ record, isCurrent }: OpenedConsent): boolean {
  return isCurrent && isNamed(record) && record.document.consent.state === 'asked'
}

/** The address of the link itself. */
function linkHref(c: RequestContext): string {
  return `/${c.var.locale}/consent/${c.req.param('secret')}`
}

/** What all pages behind a link have around them: their address is printed nowhere and stands in no link to elsewhere. */
function frame(title: string) {
  return { title, robots: 'noindex, nofollow', canonicalPath: '/experts', secretAddress: true }
}

function badLink(ports: PagePorts, c: RequestContext) {
  const { locale } = c.var
  const t = dictionary(locale).consent.bad
  return page(
    c,
    ports,
    frame(t.title),
    <EmptyState level={1} title={t.title}>
      <p class="lead">{t.text}</p>
      <RegisterMailbox ports={ports} locale={locale} />
    </EmptyState>,
    404,
  )
}

async function statusPage(ports: WorkPorts, c: RequestContext, opened: OpenedConsent) {
  const { locale } = c.var
  const t = dictionary(locale).consent
  const view = await consentView(ports, locale, opened)
  const { record } = opened
  const { state } = record.document.consent
  const href = linkHref(c)
  const isSaved = c.req.query('saved') !== undefined && state === 'given'
  return page(
    c,
    ports,
    frame(t[state].title),
    <>
      {isSaved ? (
        <Notice tone="ok">
          <p>{t.saved}</p>
        </Notice>
      ) : null}
      <PageHeader code={record.id} title={t[state].title} lead={<StateLead locale={locale} view={view} />} />
      {isNamed(record) ? (
        <>
          {opened.isCurrent ? null : (
            <Notice>
              <p>{t.expired}</p>
            </Notice>
          )}
          <Ways opened={opened} locale={locale} href={href} />
          <Notice>
            <p>{t.personal}</p>
          </Notice>
          <WhatIsShown locale={locale} view={view} document={record.document} />
          <WhereItIsShown locale={locale} view={view} id={record.id} state={state} />
        </>
      ) : (
        <>
          <p>{t.withdrawn.again}</p>
          <p>{t.withdrawn.copies}</p>
        </>
      )}
      <Recorded locale={locale} view={view} />
      <RegisterMailbox ports={ports} locale={locale} />
    </>,
  )
}

const StateLead = ({ locale, view }: { readonly locale: Locale; readonly view: ConsentView }) => {
  const t = dictionary(locale).consent
  if (view.state === 'given') return <>{t.given.since(view.date)}</>
  if (view.state === 'withdrawn') return <>{t.withdrawn.lead(view.date)}</>
  return (
    <>
      {t.asked.lead} {view.broughtBy === null ? t.asked.byNobody : t.asked.by(view.broughtBy)}
    </>
  )
}

const Ways = ({
  opened,
  locale,
  href,
}: {
  readonly opened: OpenedConsent
  readonly locale: Locale
  readonly href: string
}) => {
  const t = dictionary(locale).consent
  const isGiven = opened.record.document.consent.state === 'given'
  return (
    <div class="form-buttons">
      {mayAnswer(opened) ? <LinkButton href={`${href}/give`}>{t.give.link}</LinkButton> : null}
      {opened.isCurrent ? (
        <LinkButton href={`${href}/edit`} quiet>
          {t.edit.link}
        </LinkButton>
      ) : null}
      <LinkButton href={`${href}/withdraw`} quiet>
        {isGiven ? t.withdraw.link : t.withdraw.refuse}
      </LinkButton>
    </div>
  )
}

const RegisterMailbox = ({ ports, locale }: { readonly ports: PagePorts; readonly locale: Locale }): Child => {
  const { contact } = ports.site.operator
  if (contact === undefined) return null
  return (
    <p class="meta">
      {dictionary(locale).consent.ask} <a href={`mailto:${contact}`}>{contact}</a>
    </p>
  )
}

async function givePage(
  ports: WorkPorts,
  c: RequestContext,
  opened: OpenedConsent,
  problem: 'changed' | 'unread' | null = null,
) {
  const { locale } = c.var
  const t = dictionary(locale).consent
  const { record } = opened
  if (!isNamed(record)) return c.redirect(linkHref(c), 303)
  const view = await consentView(ports, locale, opened)
  const field = { name: 'agree', label: t.give.field }
  const mistakes =
    problem === 'unread' ? mistakesOf([{ pointer: '/agree', rule: 'consent-not-read' }], [field], locale) : null
  return page(
    c,
    ports,
    { ...frame(t.give.title), failed: mistakes !== null },
    <>
      {mistakes ? <ErrorSummary locale={locale} errors={mistakes.summary} /> : null}
      {problem === 'changed' ? (
        <Notice tone="caution">
          <p>{t.changed}</p>
        </Notice>
      ) : null}
      <PageHeader code={record.id} title={t.give.title} />
      <WhatIsShown locale={locale} view={view} document={record.document} />
      <WhereItIsShown locale={locale} view={view} id={record.id} state="asked" />
      <Form>
        <input type="hidden" name="record-version" value={String(record.version)} />
        <Choices
          locale={locale}
          kind="checkboxes"
          {...field}
          hint={
            <>
              {t.give.text} {t.give.law}
            </>
          }
          errors={mistakes?.errors}
          values={[]}
          options={[{ value: 'yes', label: t.give.box }]}
        />
        <div class="form-buttons">
          <Button>{t.give.button}</Button>
          <LinkButton href={linkHref(c)} quiet>
            {t.withdraw.back}
          </LinkButton>
        </div>
      </Form>
    </>,
    problem === null ? 200 : problem === 'changed' ? 412 : 422,
  )
}

function withdrawPage(ports: PagePorts, c: RequestContext, { record }: OpenedConsent) {
  const { locale } = c.var
  const t = dictionary(locale).consent.withdraw
  const title = record.document.consent.state === 'given' ? t.title : t.refuseTitle
  return page(
    c,
    ports,
    frame(title),
    <>
      <PageHeader code={record.id} title={title} lead={t.text} />
      <p>{t.stays}</p>
      <Form>
        <div class="form-buttons">
          <Button>{t.button}</Button>
          <LinkButton href={linkHref(c)} quiet>
            {t.back}
          </LinkButton>
        </div>
      </Form>
    </>,
  )
}

/** Null where nothing may be corrected by the link any more. */
async function editorOf(ports: WorkPorts, c: RequestContext, opened: OpenedConsent) {
  const { locale } = c.var
  const { record, isCurrent } = opened
  if (!isCurrent || !isNamed(record)) return null
  const t = dictionary(locale).consent.edit
  const view: FormView = {
    props: frame(t.title),
    lead: record.document.consent.state === 'given' ? t.given : t.asked,
    submit: t.button,
    backHref: linkHref(c),
    doneHref: () => linkHref(c),
  }
  return {
    ...expertForm(
      locale,
      record.document,
      'expert',
      await partNames(ports, record.document, locale),
      await sentRows(c),
    ),
    view,
    type: 'expert' as const,
    id: record.id,
    version: record.version,
    values: expertValues(record.document),
    valuesOf: expertSnapshotValues,
    save: (expected: number, changed: ExpertDocument) => correctExpert(ports, opened, expected, changed),
  }
}
