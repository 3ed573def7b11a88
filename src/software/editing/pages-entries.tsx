import { requireStepUp } from '../../account-pages/step-up.ts'
import { authorize } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { Words } from '../../web/content.tsx'
import { readForm } from '../../web/form.ts'
import { dictionary, formatMoment, type Locale } from '../../web/i18n/index.ts'
import { createPages, type RequestContext } from '../../web/kit.ts'
import { page } from '../../web/page.tsx'
import { findingText } from '../../web/problem.ts'
import {
  Button,
  ErrorSummary,
  Form,
  fieldId,
  LinkButton,
  PageHeader,
  RecordList,
  Section,
  Tag,
  TextArea,
  type Tone,
} from '../../web/ui.tsx'
import type { SoftwareState } from '../model.ts'
import { moveSoftware, softwareName, subjectOf, visibleSoftware } from '../service.ts'
import type { SoftwareRecord } from '../store.ts'
import { softwareHref } from '../views/parts.tsx'
import { type DraftRow, type EntryRow, myEntries } from './my-entries.ts'
import { draftHref, type EditingPagePorts, entriesHref } from './paths.tsx'
import { EntryActions } from './views/entry-actions.tsx'
import { ReturnedReason } from './views/returned.tsx'

const ARCHIVE_PATH = '/work/software/records/:id{UA-SW-[0-9]+}/archive'

/** The list of an organization's own entries, and taking one to the archive. */
export function entryPages(ports: EditingPagePorts) {
  const pages = createPages()

  pages.get('/work/software', async (c) => {
    const locale = c.var.locale
    const t = dictionary(locale).editing.list
    const { drafts, waiting, published } = await myEntries(ports, c.var.actor)
    return page(
      c,
      ports,
      { title: t.title, robots: 'noindex', breadcrumbs: workCrumb(locale) },
      <>
        <PageHeader title={t.title} lead={t.lead} />
        <Form action={entriesHref(locale)}>
          <Button>{t.register}</Button>
        </Form>
        <Section id="drafts" title={t.drafts}>
          {drafts.length === 0 ? <p>{t.noDrafts}</p> : <DraftList locale={locale} rows={drafts} />}
        </Section>
        <Section id="waiting" title={t.waiting}>
          {waiting.length === 0 ? <p>{t.noWaiting}</p> : <EntryList c={c} rows={waiting} />}
        </Section>
        <Section id="published" title={t.published}>
          {published.length === 0 ? <p>{t.noPublished}</p> : <EntryList c={c} rows={published} />}
        </Section>
      </>,
    )
  })

  pages.get(ARCHIVE_PATH, async (c) => archivePage(ports, c, await toArchive(ports, c), '', null))

  pages.post(ARCHIVE_PATH, async (c) => {
    const record = await toArchive(ports, c)
    const away = await requireStepUp(c, ports)
    if (away !== null) return away
    const form = await readForm(c)
    const reason = form.text('reason')
    try {
      const version = Number(form.text('version')) || 0
      await moveSoftware(ports, c.var.actor, record.id, version, 'archive', reason)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'validation-failed') throw error
      return archivePage(ports, c, record, reason, error)
    }
    return c.redirect(entriesHref(c.var.locale), 303)
  })

  return pages
}

/** The entry that is to be archived. Throws what `authorize` throws, and `conflict` for one that is not published. */
async function toArchive(ports: EditingPagePorts, c: RequestContext): Promise<SoftwareRecord> {
  const record = await visibleSoftware(ports, c.var.actor, c.req.param('id') ?? '')
  authorize(c.var.actor, 'software.archive', subjectOf(record.document))
  if (record.state === 'published') return record
  throw new AppError('conflict', `${record.id} is ${record.state}`, [
    { pointer: '/state', rule: 'transition-refused', params: { state: record.state, transition: 'archive' } },
  ])
}

function workCrumb(locale: Locale) {
  return [{ label: dictionary(locale).editing.work, href: `/${locale}/work` }]
}

const DraftList = ({ locale, rows }: { readonly locale: Locale; readonly rows: readonly DraftRow[] }) => {
  const t = dictionary(locale).editing.list
  return (
    <RecordList
      records={rows.map(({ id, name, recordId, updatedAt }) => ({
        name: (
          <a href={draftHref(locale, id)}>
            {Object.keys(name).length === 0 ? t.nameless : <Words texts={name} locale={locale} />}
          </a>
        ),
        note: `${recordId === null ? t.newEntry : t.changeOf(recordId)} · ${t.savedAt(formatMoment(locale, updatedAt))}`,
      }))}
    />
  )
}

const STATE_TONES: Readonly<Record<SoftwareState, Tone>> = {
  draft: 'unknown',
  submitted: 'ask',
  returned: 'caution',
  published: 'ok',
  archived: 'plain',
}

const EntryList = ({ c, rows }: { readonly c: RequestContext; readonly rows: readonly EntryRow[] }) => {
  const locale = c.var.locale
  const t = dictionary(locale).editing.list
  const { softwareState } = dictionary(locale).values
  return (
    <RecordList
      records={rows.map(({ card, reason, proposal }) => ({
        name: (
          <a href={softwareHref(locale, card.id)}>
            <Words texts={card.name} locale={locale} />
          </a>
        ),
        note: (
          <>
            <Tag tone={STATE_TONES[card.state]}>{softwareState[card.state]}</Tag> {card.id} ·{' '}
            {t.changedAt(formatMoment(locale, card.updatedAt))}
            {reason === null ? null : (
              <>
                <span class="typed-line">{t.returnedBecause}</span>
                <ReturnedReason locale={locale} reason={reason} />
              </>
            )}
            {proposal === null ? null : (
              <span class="typed-line">{proposal.state === 'submitted' ? t.proposalWaiting : t.proposalReturned}</span>
            )}
            {proposal === null || proposal.reason === null ? null : (
              <ReturnedReason locale={locale} reason={proposal.reason} />
            )}
          </>
        ),
        side: <EntryActions c={c} id={card.id} state={card.state} holder={card.rights.holder} />,
      }))}
    />
  )
}

function archivePage(
  ports: EditingPagePorts,
  c: RequestContext,
  record: SoftwareRecord,
  reason: string,
  failure: AppError | null,
) {
  const locale = c.var.locale
  const t = dictionary(locale).editing.archive
  const title = t.title(softwareName(record.document, locale))
  const texts = (failure?.findings ?? []).map((finding) => findingText(finding, locale))
  return page(
    c,
    ports,
    {
      title,
      robots: 'noindex',
      breadcrumbs: [...workCrumb(locale), { label: dictionary(locale).editing.list.title, href: entriesHref(locale) }],
      failed: texts.length > 0,
    },
    <>
      {texts.length > 0 ? (
        <ErrorSummary locale={locale} errors={texts.map((text) => ({ href: `#${fieldId('reason')}`, text }))} />
      ) : null}
      <PageHeader code={record.id} title={<span lang="">{title}</span>} />
      <p>{t.text}</p>
      <Form action={`${entriesHref(locale)}/records/${record.id}/archive`}>
        <input type="hidden" name="version" value={String(record.version)} />
        <TextArea
          locale={locale}
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          value={reason}
          errors={texts.length > 0 ? new Map([['reason', texts.join(' ')]]) : undefined}
        />
        <div class="form-buttons">
          <Button>{t.button}</Button>
          <LinkButton quiet href={entriesHref(locale)}>
            {t.cancel}
          </LinkButton>
        </div>
      </Form>
    </>,
    texts.length > 0 ? 422 : 200,
  )
}
