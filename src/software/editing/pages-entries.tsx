import { Words } from '../../web/content.tsx'
import { dictionary, formatMoment, type Locale } from '../../web/i18n/index.ts'
import { createPages, type RequestContext } from '../../web/kit.ts'
import { page } from '../../web/page.tsx'
import { Button, Form, PageHeader, RecordList, Section, Tag, type Tone } from '../../web/ui.tsx'
import type { SoftwareState } from '../model.ts'
import { softwareHref } from '../views/parts.tsx'
import { type DraftRow, type EntryRow, myEntries } from './my-entries.ts'
import { draftHref, type EditingPagePorts, entriesHref } from './paths.tsx'
import { EntryActions } from './views/entry-actions.tsx'
import { ReturnedReason } from './views/returned.tsx'

/** The list of an organization's own entries. */
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

  return pages
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
