import type { Child } from 'hono/jsx'
import { requireStepUp } from '../account-pages/step-up.ts'
import { selectOrganizationNames } from '../directory/store.ts'
import { everyVersion } from '../history/versions.ts'
import { can } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { Words } from '../web/content.tsx'
import { type FilledForm, readForm } from '../web/form.ts'
import { dictionary, formatMoment, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { page } from '../web/page.tsx'
import { findingText } from '../web/problem.ts'
import { Contents, ErrorSummary, type FieldErrors, fieldId, Notice, PageHeader, Section } from '../web/ui.tsx'
import { changeCase, entryCase } from './moderation.ts'
import { casePath, type ModerationPorts } from './pages-queue.tsx'
import { decideProposal, withdrawProposal } from './proposals.ts'
import { softwareView } from './record.ts'
import { LONGEST_RETURN, returnReason } from './return-reasons.ts'
import { moveSoftware, softwareName } from './service.ts'
import {
  type AnyCase,
  CaseFacts,
  CaseNotices,
  caseState,
  caseVersion,
  organizationsOfCase,
  ProposedChanges,
  WholeEntry,
} from './views/case.tsx'
import {
  CASE_STEPS,
  type CaseStep,
  Deciding,
  type Filled,
  RETURN_TOPICS,
  reasonField,
  topicField,
} from './views/deciding.tsx'
import { ChecksShown, StepList, stepActor } from './views/moderation.tsx'

type Ports = ModerationPorts

/** Longest reason but for a return, and longest reason of one topic, in characters. */
const LONGEST_REASON = 1000

/** `/work/queue/UA-SW-…` and `/work/queue/UA-CP-…`: an entry or a proposed change, what happened to it, and what is to happen. */
export function casePages(ports: Ports) {
  const pages = createPages()

  pages.get('/work/queue/:id{UA-(?:SW|CP)-[0-9]+}', async (c) => {
    const found = await caseOf(ports, c)
    const done = CASE_STEPS.find((step) => step === c.req.query('done'))
    return casePage(ports, c, found, { notice: done === undefined ? null : <DoneNotice c={c} found={found} /> })
  })

  pages.post('/work/queue/:id{UA-(?:SW|CP)-[0-9]+}', async (c) => {
    const form = await readForm(c)
    const step = CASE_STEPS.find((each) => each === form.text('step'))
    const version = Number(/^[1-9]\d{0,8}$/.exec(form.text('version'))?.[0] ?? 0)
    if (step === undefined) throw new AppError('malformed-body', 'the form names no step')
    if (step !== 'withdraw') {
      // First whether they may see it at all: proving who one is would not change that.
      await caseOf(ports, c)
      const away = await requireStepUp(c, ports)
      if (away !== null) return away
    }
    try {
      await takeStep(ports, c, step, version, form)
    } catch (error) {
      return notTaken(ports, c, step, form, error)
    }
    return c.redirect(`${c.req.path}?done=${step}`, 303)
  })

  pages.get('/work/queue/:id{UA-CP-[0-9]+}/entry', async (c) => {
    const locale = c.var.locale
    const t = dictionary(locale).moderation.case
    const found = await changeCase(ports, c.var.actor, c.req.param('id'))
    const { entry, proposal } = found
    const record = { ...entry, document: proposal.proposal.document }
    const view = await softwareView(ports, record, everyVersion)
    return page(
      c,
      ports,
      {
        title: `${t.whole}: ${softwareName(record.document, locale)}`,
        robots: 'noindex',
        search: true,
        breadcrumbs: [...listCrumb(c), { label: proposal.id, href: `/${locale}${casePath(proposal.id)}` }],
      },
      <>
        <PageHeader
          code={proposal.id}
          title={<Words texts={record.document.identity.name} locale={locale} />}
          lead={t.whole}
        />
        <WholeEntry locale={locale} view={view} today={ports.today()} />
      </>,
    )
  })

  return pages
}

function caseOf(ports: Ports, c: RequestContext): Promise<AnyCase> {
  const id = c.req.param('id') ?? ''
  return id.startsWith('UA-CP-') ? changeCase(ports, c.var.actor, id) : entryCase(ports, c.var.actor, id)
}

/** Whoever decides comes from the queue, whoever handed it in from what they handed in. */
function listCrumb(c: RequestContext) {
  const locale = c.var.locale
  const { queue, submissions } = dictionary(locale).moderation
  return can(c.var.actor, 'software.readUnpublished')
    ? [{ label: queue.title, href: `/${locale}/work/queue` }]
    : [{ label: submissions.title, href: `/${locale}/work/submissions` }]
}

async function takeStep(ports: Ports, c: RequestContext, step: CaseStep, version: number, form: FilledForm) {
  const id = c.req.param('id') ?? ''
  const { actor } = c.var
  const reason = step === 'return' ? returnReasonOf(form) : reasonOf(form, step)
  if (!id.startsWith('UA-CP-')) {
    if (step === 'accept') throw new AppError('malformed-body', 'an entry is published, not accepted')
    return moveSoftware(ports, actor, id, version, step, reason)
  }
  if (step === 'withdraw') return withdrawProposal(ports, actor, id, version, reason)
  if (step === 'accept' || step === 'return') return decideProposal(ports, actor, id, version, step, reason)
  throw new AppError('malformed-body', 'a proposal is accepted or returned')
}

function reasonOf(form: FilledForm, step: CaseStep): string {
  const field = reasonField(step)
  refuseTooLong(form, [field])
  return form.text(field)
}

function returnReasonOf(form: FilledForm): string {
  refuseTooLong(form, [reasonField('return'), ...RETURN_TOPICS.map(topicField)])
  const topics = RETURN_TOPICS.map((topic) => ({ topic, text: form.text(topicField(topic)) }))
  const reason = returnReason({ topics, text: form.text(reasonField('return')) })
  if (reason.length > LONGEST_RETURN) throw tooLong('/reason', LONGEST_RETURN)
  return reason
}

function refuseTooLong(form: FilledForm, fields: readonly string[]): void {
  const long = fields.find((field) => form.text(field).length > LONGEST_REASON)
  if (long !== undefined) throw tooLong(`/${long}`, LONGEST_REASON)
}

function tooLong(pointer: string, maximum: number): AppError {
  return new AppError('validation-failed', 'a reason is too long', [
    { pointer, rule: 'text-too-long', params: { maximum } },
  ])
}

/** The case as it is now, with what was wrong or what happened meanwhile. Whatever else failed is thrown on. */
async function notTaken(ports: Ports, c: RequestContext, step: CaseStep, form: FilledForm, error: unknown) {
  if (!(error instanceof AppError)) throw error
  const locale = c.var.locale
  const filled = form.text
  if (error.code === 'validation-failed' && error.findings.every(({ pointer }) => isOfForm(pointer))) {
    const errors = errorsOf(error, step, locale)
    return casePage(ports, c, await caseOf(ports, c), { errors, filled, status: 422 })
  }
  if (error.code !== 'conflict' && error.code !== 'version-stale') throw error
  const found = await caseOf(ports, c)
  const hasMoved = error.findings.some(({ rule }) => rule === 'entry-moved')
  const isOfState = error.findings.every(({ rule }) => rule === 'transition-refused')
  const notice = hasMoved ? null : isOfState ? (
    await meanwhileNotice(ports, c, found, step)
  ) : (
    <Refused locale={locale} step={step} error={error} />
  )
  return casePage(ports, c, found, { notice, filled, status: error.code === 'conflict' ? 409 : 412 })
}

/** Whether a finding is about what was typed here; anything else is about the record itself. */
function isOfForm(pointer: string): boolean {
  return pointer === '/reason' || pointer.endsWith('-reason') || pointer.startsWith('/topic-')
}

function errorsOf({ findings }: AppError, step: CaseStep, locale: Locale): FieldErrors {
  const { reasonNeeded } = dictionary(locale).moderation.case
  return new Map(
    findings.map((finding) => [
      finding.pointer === '/reason' ? reasonField(step) : finding.pointer.slice(1),
      finding.rule === 'text-empty' ? reasonNeeded : findingText(finding, locale),
    ]),
  )
}

/** What somebody else did while this reader was looking. */
async function meanwhileNotice(ports: Ports, c: RequestContext, found: AnyCase, step: CaseStep) {
  const locale = c.var.locale
  const { case: t, states, steps } = dictionary(locale).moderation
  const state = caseState(found)
  const last = found.steps.at(-1)
  if (state === 'submitted' || last === undefined || stepsOf(found).includes(step))
    return (
      <Notice tone="caution" title={t.meanwhile}>
        {state === 'published' ? t.editedPublished : t.edited}
      </Notice>
    )
  const organizations = await selectOrganizationNames(ports.read, organizationsOfCase(found))
  const label = states[state] ?? state
  return (
    <Notice tone="stop" title={t.meanwhile}>
      <p>{t.meanwhileText(label, stepActor(last, organizations, locale), formatMoment(locale, last.at))}</p>
      <p>{t.cannot(steps[step], label)}</p>
    </Notice>
  )
}

/** Why a step was refused though nothing happened meanwhile: another entry has what this one would say. */
const Refused = ({
  locale,
  step,
  error,
}: {
  readonly locale: Locale
  readonly step: CaseStep
  readonly error: AppError
}) => {
  const { case: t, steps } = dictionary(locale).moderation
  return (
    <Notice tone="stop" title={t.refused(steps[step])}>
      {error.findings.map((finding) => (
        <p>{findingText(finding, locale)}</p>
      ))}
    </Notice>
  )
}

const DoneNotice = ({ c, found }: { readonly c: RequestContext; readonly found: AnyCase }) => {
  const locale = c.var.locale
  const { case: t, happened } = dictionary(locale).moderation
  const state = caseState(found)
  const isOurs = c.var.actor.role === 'editor' || c.var.actor.role === 'head'
  return (
    <Notice tone="ok" title={t.done(happened[state] ?? state)}>
      <p>
        <a href={`/${locale}/work/${isOurs ? 'submissions' : 'queue'}`}>{isOurs ? t.mine : t.next}</a>
      </p>
    </Notice>
  )
}

interface Shown {
  readonly notice?: Child
  readonly errors?: FieldErrors
  readonly filled?: Filled
  readonly status?: 200 | 409 | 412 | 422
}

async function casePage(ports: Ports, c: RequestContext, found: AnyCase, shown: Shown) {
  const locale = c.var.locale
  const { queue, case: t } = dictionary(locale).moderation
  const { errors = new Map<string, string>(), filled = () => '', status = 200 } = shown
  const organizations = await selectOrganizationNames(ports.read, organizationsOfCase(found))
  const id = found.kind === 'entry' ? found.entry.id : found.proposal.id
  const document = found.kind === 'entry' ? found.entry.document : found.proposal.proposal.document
  const state = caseState(found)
  const steps = stepsOf(found)
  const isEntryShown = found.kind === 'entry' && (state === 'submitted' || state === 'returned')
  const view = isEntryShown ? await softwareView(ports, found.entry, everyVersion) : null
  const { checks } = found
  const links = [
    ...(found.kind === 'change' ? [{ href: '#changes', label: t.changes }] : []),
    ...(checks === null ? [] : [{ href: '#checks', label: t.checks }]),
    { href: '#past', label: t.past },
    ...(steps.length === 0 ? [] : [{ href: '#decide', label: t.decide }]),
    ...(view === null ? [] : [{ href: '#entry', label: t.entry }]),
  ]
  return page(
    c,
    ports,
    {
      title: `${softwareName(document, locale)} (${id})`,
      robots: 'noindex',
      search: true,
      breadcrumbs: listCrumb(c),
      failed: errors.size > 0,
    },
    <>
      {errors.size > 0 ? (
        <ErrorSummary
          locale={locale}
          errors={[...errors].map(([field, text]) => ({ href: `#${fieldId(field)}`, text }))}
        />
      ) : null}
      {shown.notice ?? null}
      <PageHeader
        code={id}
        title={<Words texts={document.identity.name} locale={locale} />}
        lead={found.kind === 'entry' ? queue.one.entry : t.change(found.entry.id)}
      />
      <CaseNotices locale={locale} found={found} organizations={organizations} />
      <CaseFacts locale={locale} found={found} organizations={organizations} />
      <Contents locale={locale} links={links} />
      {found.kind === 'change' ? (
        <ProposedChanges locale={locale} before={found.compared} found={found} organizations={organizations} />
      ) : null}
      {checks === null ? null : (
        <Section id="checks" title={t.checks}>
          <ChecksShown locale={locale} checks={checks} />
        </Section>
      )}
      <Section id="past" title={t.past}>
        {found.steps.length === 1 ? <p class="section__lead">{t.nothingPast}</p> : null}
        <StepList locale={locale} steps={found.steps} organizations={organizations} />
      </Section>
      <Deciding
        locale={locale}
        version={caseVersion(found)}
        kind={found.kind}
        holderChanges={found.kind === 'change' && found.holderChanges}
        steps={steps}
        filled={filled}
        errors={errors}
      />
      {view === null ? null : (
        <>
          <Section id="entry" title={t.entry}>
            <p>{t.entryLead}</p>
          </Section>
          <WholeEntry locale={locale} view={view} today={ports.today()} />
        </>
      )}
    </>,
    status,
  )
}

/** The steps that are offered. A change to an entry that moved on is carried over before it can be accepted. */
function stepsOf(found: AnyCase): readonly CaseStep[] {
  const { decide, archive, withdraw } = found.may
  const publishing: readonly CaseStep[] =
    found.kind === 'entry' ? ['publish'] : found.hasMoved || found.entry.state !== 'published' ? [] : ['accept']
  return [
    ...(decide ? [...publishing, 'return' as const] : []),
    ...(archive ? ['archive' as const] : []),
    ...(withdraw ? ['withdraw' as const] : []),
  ]
}
