import { selectOrganizationNames } from '../../directory/store.ts'
import { AppError } from '../../kernel/errors.ts'
import { freeTextFindings } from '../../kernel/free-text.ts'
import { textFor } from '../../kernel/localized.ts'
import { Words } from '../../web/content.tsx'
import { readForm } from '../../web/form.ts'
import { dictionary, type Locale } from '../../web/i18n/index.ts'
import { createPages, type RequestContext } from '../../web/kit.ts'
import { page } from '../../web/page.tsx'
import { findingText } from '../../web/problem.ts'
import { Button, ErrorSummary, Form, fieldId, Notice, PageHeader, Section, TextArea } from '../../web/ui.tsx'
import { softwareHref } from '../views/parts.tsx'
import { facetTables } from '../views-labels.ts'
import { changedSince, keepSaid, type OpenDraft, openDraft, type Said } from './drafts.ts'
import { type PossibleDuplicate, possibleDuplicates } from './duplicates.ts'
import { type Judgement, judge, type Mistake } from './judge.ts'
import { newerEntry } from './newer.ts'
import { MistakeSummary } from './pages-topic.tsx'
import {
  belowDraft,
  DRAFT_PATH,
  draftHref,
  draftParam,
  type EditingPagePorts,
  proposalInput,
  seenProposal,
  topicHref,
} from './paths.tsx'
import { handedInEarlier, handIn } from './submission.ts'
import { TOPICS, type TopicId } from './topics.ts'
import { isFilled, valueAt } from './typed.ts'
import type { CodeTables } from './views/fields.tsx'
import { ValueView } from './views/values.tsx'
import { fieldWords, inputLabel, mistakeText } from './views/words.ts'
import { type WaitingProposal, waitingProposal } from './waiting-proposal.ts'

const CHECK_PATH = `${DRAFT_PATH}/check` as const

/** The last look at everything that was filled in, and handing it in. */
export function checkPages(ports: EditingPagePorts) {
  const pages = createPages()

  pages.get(CHECK_PATH, async (c) => {
    const draft = await openDraft(ports, c.var.actor, draftParam(c))
    if ((await newerEntry(ports, c.var.actor, draft)) !== null) {
      return c.redirect(draftHref(c.var.locale, draft.id, '/newer'), 303)
    }
    const said = draft.content.said ?? { different: '', reason: '' }
    return checkPage(ports, c, draft, await lookedAt(ports, c, draft), said, null)
  })

  pages.post(CHECK_PATH, async (c) => {
    const id = draftParam(c)
    // Sent once more: what was asked for is done already.
    if ((await handedInEarlier(ports, c.var.actor, id)) !== null) {
      return c.redirect(draftHref(c.var.locale, id, '/done'), 303)
    }
    const form = await readForm(c)
    const said = { different: form.text('different'), reason: form.text('reason') }
    const revision = Number(form.text('revision')) || 0
    const draft = await openDraft(ports, c.var.actor, id)
    const seen = await lookedAt(ports, c, draft)
    if (changedSince(draft, revision)) return checkPage(ports, c, draft, seen, said, null, 'draft')
    const problems = problemsWith(draft, seen, said, c.var.locale)
    if (seen.judgement.mistakes.length > 0 || problems.size > 0) return checkPage(ports, c, draft, seen, said, problems)
    if ((await newerEntry(ports, c.var.actor, draft)) !== null) return movedOn(ports, c, revision, said)
    try {
      const reason = reasonOf(seen.duplicates, said, c.var.locale)
      const handed = await handIn(ports, c.var.actor, id, revision, reason, seenProposal(form.text('proposal')))
      if (handed.isKept) return c.redirect(draftHref(c.var.locale, id, `?kept=${handed.as}`), 303)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'version-stale') return movedOn(ports, c, revision, said)
      if (error.code !== 'validation-failed' && error.code !== 'conflict') throw error
      const texts = error.findings.map((finding) => findingText(finding, c.var.locale)).join(' ')
      return checkPage(ports, c, draft, seen, said, new Map([['reason', texts]]))
    }
    return c.redirect(draftHref(c.var.locale, id, '/done'), 303)
  })

  return pages
}

/** Something moved on since the page was made: it is compared first, or the page is shown again as it would be now. */
async function movedOn(ports: EditingPagePorts, c: RequestContext, revision: number, said: Said) {
  const { actor, locale } = c.var
  const draft = await openDraft(ports, actor, draftParam(c))
  if ((await newerEntry(ports, actor, draft)) !== null) {
    await keepSaid(ports, actor, draft.id, said)
    return c.redirect(draftHref(locale, draft.id, '/newer'), 303)
  }
  const changed = changedSince(draft, revision) ? 'draft' : 'proposal'
  return checkPage(ports, c, draft, await lookedAt(ports, c, draft), said, null, changed)
}

interface Looked {
  readonly judgement: Judgement
  readonly waiting: WaitingProposal | null
  readonly duplicates: readonly PossibleDuplicate[]
}

async function lookedAt(ports: EditingPagePorts, c: RequestContext, draft: OpenDraft): Promise<Looked> {
  const { record, content } = draft
  const judgement = await judge(ports, c.var.actor, content.document, record)
  // A published entry was looked at when it was new.
  const isNew = record === null || record.state !== 'published'
  const { document } = judgement
  const duplicates =
    isNew && document !== null ? await possibleDuplicates(ports, c.var.actor, document, record?.id ?? null) : []
  const waiting = isNew ? null : await waitingProposal(ports, c.var.actor, record.id)
  return { judgement, duplicates, waiting }
}

/** Inputs of the page itself that keep a draft from being handed in, with what is wrong. */
function problemsWith(
  draft: OpenDraft,
  { duplicates }: Looked,
  { different, reason }: Said,
  locale: Locale,
): ReadonlyMap<string, string> {
  const t = dictionary(locale).editing.check
  const problems = new Map<string, string>()
  for (const finding of freeTextFindings({ different, reason })) {
    problems.set(finding.pointer.slice(1), findingText(finding, locale))
  }
  if (duplicates.some(({ likeness }) => likeness === 'repository')) problems.set('repository', t.sameRepository)
  if (duplicates.length > 0 && different === '') problems.set('different', t.noDifference)
  if (draft.record?.state === 'published' && reason === '') problems.set('reason', t.noReason)
  return problems
}

/** What the history says of handing in: how the software differs from those it was compared with, and the remark. */
function reasonOf(duplicates: readonly PossibleDuplicate[], { different, reason }: Said, locale: Locale): string {
  const ids = duplicates.map(({ card }) => card.id).join(', ')
  const differs = duplicates.length === 0 ? '' : dictionary(locale).editing.check.differentPrefix(ids, different)
  return [differs, reason].filter((part) => part !== '').join('\n')
}

async function checkPage(
  ports: EditingPagePorts,
  c: RequestContext,
  draft: OpenDraft,
  { judgement, duplicates, waiting }: Looked,
  said: Said,
  problems: ReadonlyMap<string, string> | null,
  changed: 'draft' | 'proposal' | null = null,
) {
  const locale = c.var.locale
  const t = dictionary(locale).editing
  const { mistakes, warnings } = judgement
  const wasSent = problems !== null
  const isProposal = draft.record?.state === 'published'
  const errors = problems ?? new Map<string, string>()
  const place = (input: string, mistake: Mistake) => inputHref(locale, draft.id, mistake.place?.topic ?? 'names', input)
  return page(
    c,
    ports,
    { ...belowDraft(locale, draft, t.check.title), failed: mistakes.length > 0 || errors.size > 0 },
    <>
      {mistakes.length > 0 ? <MistakeSummary locale={locale} mistakes={mistakes} hrefOf={place} /> : null}
      {mistakes.length === 0 && errors.size > 0 ? (
        <ErrorSummary
          locale={locale}
          errors={[...errors].map(([name, text]) => ({
            text,
            href:
              name === 'repository'
                ? inputHref(locale, draft.id, 'links', 'technology.repository.url')
                : `#${fieldId(name)}`,
          }))}
        />
      ) : null}
      <PageHeader code={draft.record?.id} title={t.check.title} lead={t.check.lead} />
      {changed === null ? null : <Notice tone="caution" title={t.check.changed[changed]} />}
      {waiting?.state === 'submitted' ? <Notice title={t.task.proposalWaiting} /> : null}
      {warnings.length > 0 ? (
        <Notice tone="caution" title={t.check.warnings}>
          <ul>
            {warnings.map((warning) => (
              <li>
                <a href={place(warning.place?.input ?? '', warning)}>
                  {inputLabel(warning.place?.input ?? '', locale)}
                </a>
                : <span lang="">{mistakeText(warning, locale)}</span>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Answers mayChange locale={locale} draft={draft} {...(await namesFor(ports, draft, locale))} />
      <Form action={draftHref(locale, draft.id, '/check')}>
        <input type="hidden" name="revision" value={String(draft.revision)} />
        {waiting === null ? null : <input type="hidden" name="proposal" value={proposalInput(waiting)} />}
        {duplicates.length > 0 ? (
          <Duplicates locale={locale} duplicates={duplicates} said={said} errors={errors} />
        ) : null}
        <Section id="hand-in" title={buttonOf(draft, locale)}>
          <TextArea
            locale={locale}
            name="reason"
            label={isProposal ? t.check.reason : t.check.comment}
            hint={isProposal ? t.check.reasonHint : t.check.commentHint}
            value={said.reason}
            errors={errors}
            rows={3}
          />
          <div class="form-buttons">
            <Button>{buttonOf(draft, locale)}</Button>
          </div>
        </Section>
      </Form>
      <p>
        <a href={draftHref(locale, draft.id)}>{t.task.back}</a>
      </p>
    </>,
    changed !== null ? 409 : wasSent ? 422 : 200,
  )
}

function buttonOf({ record }: OpenDraft, locale: Locale): string {
  const t = dictionary(locale).editing.check
  if (record?.state === 'published') return t.propose
  return record?.state === 'returned' ? t.resubmit : t.submit
}

function inputHref(locale: Locale, id: string, topic: TopicId, input: string): string {
  return `${topicHref(locale, id, topic)}#${fieldId(input)}`
}

/** Everything that was filled in, topic by topic. */
export const Answers = ({
  locale,
  draft,
  mayChange = false,
  tables,
  names,
}: {
  readonly locale: Locale
  readonly draft: OpenDraft
  /** Whether each topic leads to its form. */
  readonly mayChange?: boolean
  readonly tables: CodeTables
  readonly names: ReadonlyMap<string, string>
}) => {
  const t = dictionary(locale).editing
  const { document } = draft.content
  return (
    <>
      {TOPICS.map(({ id, fields }) => {
        const filled = fields.filter((field) => isFilled(field, valueAt(document, field.path)))
        return (
          <Section
            id={`topic-${id}`}
            title={t.topics[id].title}
            aside={
              mayChange ? (
                <a href={topicHref(locale, draft.id, id)}>
                  {t.check.change}
                  <span class="govuk-visually-hidden">: {t.topics[id].title}</span>
                </a>
              ) : undefined
            }
          >
            {filled.length === 0 ? (
              <p class="meta">{t.check.empty}</p>
            ) : (
              <dl class="govuk-summary-list">
                {filled.map((field) => {
                  const { label } = fieldWords(field.path, locale)
                  return (
                    <div class="govuk-summary-list__row">
                      <dt class="govuk-summary-list__key">{label}</dt>
                      <dd class="govuk-summary-list__value">
                        <ValueView
                          field={field}
                          value={valueAt(document, field.path)}
                          locale={locale}
                          tables={tables}
                          names={names}
                        />
                      </dd>
                    </div>
                  )
                })}
              </dl>
            )}
          </Section>
        )
      })}
    </>
  )
}

const Duplicates = ({
  locale,
  duplicates,
  said,
  errors,
}: {
  readonly locale: Locale
  readonly duplicates: readonly PossibleDuplicate[]
  readonly said: Said
  readonly errors: ReadonlyMap<string, string>
}) => {
  const t = dictionary(locale).editing.check
  return (
    <Section id="duplicates" title={t.duplicates}>
      <p>{t.duplicatesLead}</p>
      <ul>
        {duplicates.map(({ card, likeness }) => (
          <li>
            <a href={softwareHref(locale, card.id)}>
              <Words texts={card.name} locale={locale} />
            </a>{' '}
            ({card.id}) — {t.likeness[likeness]}
          </li>
        ))}
      </ul>
      <TextArea
        locale={locale}
        name="different"
        label={t.different}
        hint={t.differentHint}
        value={said.different}
        errors={errors}
        rows={3}
      />
    </Section>
  )
}

/** The tables of codes, and the names of the organizations that the draft names in fields of their own. */
export async function namesFor(ports: EditingPagePorts, draft: OpenDraft, locale: Locale) {
  const holder = valueAt(draft.content.document, 'rights.holder')
  const found = await selectOrganizationNames(ports.read, typeof holder === 'string' ? [holder] : [])
  const names = new Map([...found].map(([id, { name }]) => [id, textFor(name, locale)?.text ?? id] as const))
  return { tables: await facetTables(ports.reference), names }
}
