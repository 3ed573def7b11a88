import { requireStepUp } from '../account-pages/step-up.ts'
import { selectOrganizationNames } from '../directory/store.ts'
import { AppError } from '../kernel/errors.ts'
import { OrganizationId } from '../kernel/identifiers.ts'
import { Words, wordsFor } from '../web/content.tsx'
import { readForm } from '../web/form.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { page } from '../web/page.tsx'
import { problemOf } from '../web/problem.ts'
import {
  Button,
  Choices,
  DataTable,
  EmptyState,
  ErrorSummary,
  Form,
  fieldId,
  PageHeader,
  RecordList,
  Section,
} from '../web/ui.tsx'
import { type BulkCandidate, type BulkOutcome, bulkCandidates, publishSeveral } from './bulk-publishing.ts'
import { casePath, type ModerationPorts } from './pages-queue.tsx'
import { selectSoftwareCards } from './store.ts'

type Ports = ModerationPorts

/** `/work/queue/several?organization=…`: what of a holder may be published together, and what came of it. */
export function severalPages(ports: Ports) {
  const pages = createPages()

  pages.get('/work/queue/several', async (c) => {
    const holder = holderOf(c)
    return checkPage(ports, c, holder, await bulkCandidates(ports, c.var.actor, holder), false)
  })

  pages.post('/work/queue/several', async (c) => {
    const holder = holderOf(c)
    const form = await readForm(c)
    const candidates = await bulkCandidates(ports, c.var.actor, holder)
    const chosen = form.texts('entry').flatMap((text) => {
      const [, id = '', version = ''] = /^(UA-SW-\d+) ([1-9]\d{0,8})$/.exec(text) ?? []
      return id === '' ? [] : [{ id, version: Number(version) }]
    })
    if (chosen.length === 0) return checkPage(ports, c, holder, candidates, true)
    const away = await requireStepUp(c, ports)
    if (away !== null) return away
    const outcomes = await publishSeveral(ports, c.var.actor, chosen, '')
    return resultPage(ports, c, outcomes)
  })

  return pages
}

function holderOf(c: RequestContext): string {
  const holder = OrganizationId.safeParse(c.req.query('organization'))
  if (!holder.success) throw new AppError('not-found', 'no organization is named')
  return holder.data
}

async function checkPage(
  ports: Ports,
  c: RequestContext,
  holder: string,
  candidates: readonly BulkCandidate[],
  noneChosen: boolean,
) {
  const locale = c.var.locale
  const t = dictionary(locale).moderation.several
  const name = (await selectOrganizationNames(ports.read, [holder])).get(holder)
  const safe = candidates.filter(({ isSafe }) => isSafe)
  const others = candidates.filter(({ isSafe }) => !isSafe)
  const errors = noneChosen ? new Map([['entry', t.chooseOne]]) : undefined
  return page(
    c,
    ports,
    { title: t.title, robots: 'noindex', search: true, breadcrumbs: crumbs(locale), failed: errors !== undefined },
    <>
      {errors ? <ErrorSummary locale={locale} errors={[{ href: `#${fieldId('entry')}`, text: t.chooseOne }]} /> : null}
      <PageHeader title={t.title} lead={t.lead} meta={wordsFor(name?.name, locale)?.text ?? holder} />
      {safe.length === 0 ? (
        <EmptyState level={2} title={t.none}>
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <Section id="safe" title={t.safe(safe.length)}>
          <Form>
            <Choices
              locale={locale}
              kind="checkboxes"
              name="entry"
              label={t.choose}
              errors={errors}
              values={noneChosen ? [] : safe.map(({ id, version }) => `${id} ${version}`)}
              options={safe.map((each) => ({
                value: `${each.id} ${each.version}`,
                label: <Words texts={each.document.identity.name} locale={locale} />,
                hint: (
                  <>
                    <Words texts={each.document.identity.shortDescription} locale={locale} />{' '}
                    <a href={`/${locale}${casePath(each.id)}`}>{each.id}</a>
                  </>
                ),
              }))}
            />
            <Button>{t.publish}</Button>
          </Form>
        </Section>
      )}
      {others.length === 0 ? null : (
        <Section id="others" title={t.others}>
          <p class="section__lead">{t.othersLead}</p>
          <RecordList
            records={others.map(({ id, document, checks }) => ({
              name: (
                <a href={`/${locale}${casePath(id)}`}>
                  <Words texts={document.identity.name} locale={locale} />
                </a>
              ),
              note: `${id} · ${t.warnings(warningsIn(checks))}`,
            }))}
          />
        </Section>
      )}
    </>,
    noneChosen ? 422 : 200,
  )
}

function warningsIn({ findings, essential, namesakes, noted }: BulkCandidate['checks']): number {
  return findings.length + essential.length + namesakes.length + noted.length
}

function crumbs(locale: Locale) {
  return [{ label: dictionary(locale).moderation.queue.title, href: `/${locale}/work/queue` }]
}

async function resultPage(ports: Ports, c: RequestContext, outcomes: readonly BulkOutcome[]) {
  const locale = c.var.locale
  const t = dictionary(locale).moderation.several
  const ids = outcomes.map(({ id }) => id)
  const names = new Map((await selectSoftwareCards(ports.read, ids)).map((card) => [card.id, card.name]))
  const done = outcomes.filter((outcome) => outcome.done).length
  const said = (outcome: BulkOutcome) => {
    if (outcome.done) return t.ok(outcome.version)
    const { title, errors = [] } = problemOf(outcome.error, locale, ports.site.origin)
    return [title, ...errors.map(({ detail }) => detail)].join('. ')
  }
  return page(
    c,
    ports,
    { title: t.results, robots: 'noindex', search: true, breadcrumbs: crumbs(locale) },
    <>
      <PageHeader title={t.results} lead={t.published(done)} />
      {done < outcomes.length ? <p>{t.refused(outcomes.length - done)}.</p> : null}
      <DataTable
        caption={t.results}
        captionHidden
        columns={[{ label: dictionary(locale).moderation.queue.name }, { label: t.outcome }]}
        rows={outcomes.map((outcome) => [
          <>
            <a href={`/${locale}${casePath(outcome.id)}`}>
              <Words texts={names.get(outcome.id)} locale={locale} />
            </a>{' '}
            ({outcome.id})
          </>,
          said(outcome),
        ])}
      />
      <p>
        <a href={`/${locale}/work/queue`}>{dictionary(locale).moderation.case.next}</a>
      </p>
    </>,
  )
}
