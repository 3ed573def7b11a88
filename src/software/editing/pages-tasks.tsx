import { AppError } from '../../kernel/errors.ts'
import { readForm } from '../../web/form.ts'
import { dictionary, formatMoment, type Locale } from '../../web/i18n/index.ts'
import { createPages, type RequestContext } from '../../web/kit.ts'
import { page } from '../../web/page.tsx'
import { Button, Form, LinkButton, Notice, PageHeader, Tag, TaskList, type Tone } from '../../web/ui.tsx'
import { softwareHref } from '../views/parts.tsx'
import { beginEdit, beginRegistration, discardDraft, type OpenDraft, openDraft, ownDraft } from './drafts.ts'
import { judge, type TopicState, topicStates } from './judge.ts'
import { isBehind } from './newer.ts'
import { Answers, namesFor } from './pages-check.tsx'
import {
  belowDraft,
  DRAFT_PATH,
  draftHref,
  draftName,
  draftParam,
  type EditingPagePorts,
  entriesHref,
  topicHref,
} from './paths.tsx'
import { handedInEarlier } from './submission.ts'
import { TOPIC_IDS } from './topics.ts'
import { ReturnedReason } from './views/returned.tsx'
import { waitingProposal, whyReturned } from './waiting-proposal.ts'

/** Beginning a draft, its task list, its end. */
export function taskPages(ports: EditingPagePorts) {
  const pages = createPages()

  pages.post('/work/software', async (c) => {
    const id = await beginRegistration(ports, c.var.actor)
    return c.redirect(draftHref(c.var.locale, id), 303)
  })

  pages.post('/work/software/records/:id{UA-SW-[0-9]+}/draft', async (c) => {
    const id = await beginEdit(ports, c.var.actor, c.req.param('id'))
    return c.redirect(draftHref(c.var.locale, id), 303)
  })

  pages.get(DRAFT_PATH, async (c) => {
    const id = draftParam(c)
    const draft = await openDraft(ports, c.var.actor, id).catch(async (error: unknown) => {
      const earlier = await handedIn(ports, c)
      if (earlier !== null && error instanceof AppError) return null
      if (error instanceof AppError && error.code === 'forbidden') return 'passed-on'
      throw error
    })
    if (draft === null) return c.redirect(draftHref(c.var.locale, id, '/done'), 303)
    if (draft === 'passed-on') return passedOnPage(ports, c, await ownDraft(ports, c.var.actor, id))
    return taskListPage(ports, c, draft)
  })

  pages.get(`${DRAFT_PATH}/done`, async (c) => donePage(ports, c))

  pages.get(`${DRAFT_PATH}/discard`, async (c) => {
    const draft = await ownDraft(ports, c.var.actor, draftParam(c))
    const locale = c.var.locale
    const t = dictionary(locale).editing.discard
    return page(
      c,
      ports,
      belowDraft(locale, draft, t.title),
      <>
        <PageHeader title={t.title} lead={<span lang="">{draftName(draft, locale)}</span>} />
        <p>{t.text}</p>
        <Form action={draftHref(locale, draft.id, '/discard')}>
          <input type="hidden" name="revision" value={String(draft.revision)} />
          <div class="form-buttons">
            <Button>{t.button}</Button>
            <LinkButton quiet href={draftHref(locale, draft.id)}>
              {t.cancel}
            </LinkButton>
          </div>
        </Form>
      </>,
    )
  })

  pages.post(`${DRAFT_PATH}/discard`, async (c) => {
    const form = await readForm(c)
    await discardDraft(ports, c.var.actor, draftParam(c), Number(form.text('revision')) || 0)
    return c.redirect(entriesHref(c.var.locale), 303)
  })

  return pages
}

async function handedIn(ports: EditingPagePorts, c: RequestContext) {
  return handedInEarlier(ports, c.var.actor, draftParam(c))
}

const TONES: Readonly<Record<TopicState['kind'], Tone>> = {
  untouched: 'unknown',
  incomplete: 'ask',
  done: 'ok',
  wrong: 'stop',
}

const StateTag = ({ locale, state }: { readonly locale: Locale; readonly state: TopicState | undefined }) => {
  const t = dictionary(locale).editing.states
  if (state === undefined) return null
  return <Tag tone={TONES[state.kind]}>{state.kind === 'wrong' ? t.wrong(state.count) : t[state.kind]}</Tag>
}

async function taskListPage(ports: EditingPagePorts, c: RequestContext, draft: OpenDraft) {
  const locale = c.var.locale
  const t = dictionary(locale).editing
  const { record, content } = draft
  const title =
    record === null ? t.task.newTitle : record.state === 'published' ? t.task.proposeTitle : t.task.editTitle
  const judgement = await judge(ports, c.var.actor, content.document, record)
  const states = topicStates(ports, content.document, judgement, content.opened)
  return page(
    c,
    ports,
    belowDraft(locale, draft, title),
    <>
      <PageHeader
        code={record?.id}
        title={title}
        lead={<span lang="">{draftName(draft, locale)}</span>}
        meta={t.task.savedAt(formatMoment(locale, draft.updatedAt))}
      />
      {c.req.query('kept') === undefined ? null : <Notice tone="ok" title={t.task.kept} />}
      {await reasonsOf(ports, c, draft)}
      {record !== null && isBehind(draft) ? (
        <Notice tone="caution" title={t.task.behind}>
          <p>{t.task.behindText(draft.base ?? 0, record.version)}</p>
          <p>
            <a href={draftHref(locale, draft.id, '/newer')}>{t.task.behindLink}</a>
          </p>
        </Notice>
      ) : null}
      <p class="form-intro">
        {t.task.lead} {t.task.required}
      </p>
      <Notice title={<a href={draftHref(locale, draft.id, '/prefill')}>{t.task.prefill}</a>}>
        <p>
          {content.prefill === null ? (
            t.task.prefillHint
          ) : (
            <a href={draftHref(locale, draft.id, '/prefill/review')}>{t.task.prefillWaiting}</a>
          )}
        </p>
      </Notice>
      <TaskList
        tasks={TOPIC_IDS.map((topic) => ({
          title: t.topics[topic].title,
          hint: t.topics[topic].hint,
          href: topicHref(locale, draft.id, topic),
          state: <StateTag locale={locale} state={states.get(topic)} />,
        }))}
      />
      <div class="form-buttons">
        <LinkButton href={draftHref(locale, draft.id, '/check')}>{t.task.check}</LinkButton>
        <LinkButton quiet href={draftHref(locale, draft.id, '/discard')}>
          {t.task.discard}
        </LinkButton>
      </div>
    </>,
  )
}

/** A draft of an entry that is another organization's by now: to be read and thrown away. */
async function passedOnPage(ports: EditingPagePorts, c: RequestContext, draft: OpenDraft) {
  const locale = c.var.locale
  const t = dictionary(locale).editing.task
  return page(
    c,
    ports,
    belowDraft(locale, draft, t.editTitle),
    <>
      <PageHeader
        code={draft.record?.id}
        title={t.editTitle}
        lead={<span lang="">{draftName(draft, locale)}</span>}
        meta={t.savedAt(formatMoment(locale, draft.updatedAt))}
      />
      <Notice tone="caution" title={t.passedOn}>
        <p>{t.passedOnText}</p>
      </Notice>
      <Answers locale={locale} draft={draft} {...(await namesFor(ports, draft, locale))} />
      <div class="form-buttons">
        <LinkButton quiet href={draftHref(locale, draft.id, '/discard')}>
          {t.discard}
        </LinkButton>
      </div>
    </>,
  )
}

/** What a registrar said when the entry or the proposal was returned. */
async function reasonsOf(ports: EditingPagePorts, c: RequestContext, { record }: OpenDraft) {
  const t = dictionary(c.var.locale).editing.task
  if (record?.state === 'returned') {
    const reason = await whyReturned(ports, record.id)
    return (
      <Notice tone="caution" title={t.returned}>
        <ReturnedReason locale={c.var.locale} reason={reason} />
      </Notice>
    )
  }
  const proposal = record?.state === 'published' ? await waitingProposal(ports, c.var.actor, record.id) : null
  if (proposal === null) return null
  if (proposal.state === 'submitted') return <Notice title={t.proposalWaiting} />
  return (
    <Notice tone="caution" title={t.proposalReturned}>
      <ReturnedReason locale={c.var.locale} reason={proposal.reason} />
    </Notice>
  )
}

async function donePage(ports: EditingPagePorts, c: RequestContext) {
  const locale = c.var.locale
  const done = await handedIn(ports, c)
  if (done === null) throw new AppError('not-found', 'nothing was handed in here')
  const t = dictionary(locale).editing
  const title = done.as === 'entry' ? t.done.title : t.done.proposalTitle
  return page(
    c,
    ports,
    {
      title,
      robots: 'noindex',
      breadcrumbs: [
        { label: t.work, href: `/${locale}/work` },
        { label: t.list.title, href: entriesHref(locale) },
      ],
    },
    <>
      <PageHeader code={done.softwareId} title={title} />
      <Notice
        tone="ok"
        title={done.as === 'entry' ? t.done.text(done.softwareId) : t.done.proposalText(done.softwareId)}
      />
      <div class="form-buttons">
        <LinkButton href={softwareHref(locale, done.softwareId)}>{t.done.open}</LinkButton>
        <LinkButton quiet href={entriesHref(locale)}>
          {t.done.list}
        </LinkButton>
      </div>
    </>,
  )
}
