import { actorText, reasonText } from '../../history/words.ts'
import { kyivDay } from '../../kernel/dates.ts'
import { OutwardLink, Plain, wordsFor } from '../../web/content.tsx'
import { dictionary, formatDate, formatMoment, type Locale } from '../../web/i18n/index.ts'
import { CodeBlock, Completeness, MetaLine, Section, SummaryList, Timeline } from '../../web/ui.tsx'
import { COMPLETENESS_CHECKS } from '../completeness.ts'
import { FIELD_GROUPS } from '../model.ts'
import { softwareHref, type ViewProps } from './parts.tsx'

/** Where each group of fields comes from, and what confirms single statements. */
export const Sources = ({ locale, view }: ViewProps) => {
  const { values, record } = dictionary(locale)
  const t = record.sources
  const { provenance, extensions, demonstration } = view.record.document
  const { sources = {}, ...others } = extensions
  const groups = FIELD_GROUPS.flatMap((group) => {
    const source = provenance[group]
    return source ? [{ group, ...source }] : []
  })
  const kept = Object.values(others).reduce((total, fields) => total + Object.keys(fields).length, 0)
  const statements = Object.entries(sources).slice(0, 40)
  const origins = new Set(groups.map(({ origin, source, at }) => `${origin} ${source} ${at}`))
  const only = origins.size === 1 ? groups[0] : undefined
  return (
    <Section id="sources" title={record.sections.sources}>
      {demonstration ? <p class="section__lead">{t.demonstration}</p> : null}
      {only && !demonstration ? (
        <p>
          {t.all(values.origin[only.origin], formatDate(locale, kyivDay(only.at)))}
          {only.source === null ? null : ' '}
          {only.source === null ? null : <OutwardLink href={only.source} />}
        </p>
      ) : null}
      {origins.size > 1 ? (
        <SummaryList
          rows={groups.map(({ group, origin, source, at }) => ({
            label: values.fieldGroup[group],
            value: (
              <>
                {values.origin[origin]}
                {source === null ? null : (
                  <>
                    : <OutwardLink href={source} />
                  </>
                )}
              </>
            ),
            source: formatDate(locale, kyivDay(at)),
          }))}
        />
      ) : null}
      {statements.length > 0 ? (
        <>
          <h3 class="section__part">{t.statements}</h3>
          <SummaryList rows={statements.map(([statement, said]) => statementRow(statement, said, locale))} />
        </>
      ) : null}
      {kept > 0 ? <p class="meta section__foot">{t.extensions(kept)}</p> : null}
    </Section>
  )
}

/** A statement in the reader's language, and where it was read; it is kept by its English text. */
function statementRow(statement: string, said: unknown, locale: Locale) {
  const { uk, source }: { uk?: unknown; source?: unknown } =
    typeof said === 'object' && said !== null ? said : { source: said }
  return {
    label: locale === 'uk' && typeof uk === 'string' ? uk : <span lang="en">{statement}</span>,
    value: typeof source === 'string' ? sourceOf(source) : null,
  }
}

/** The page or file that a statement was read in: an address, or words that say where. */
function sourceOf(source: string) {
  return URL.canParse(source) ? <OutwardLink href={source} /> : <span lang="en">{source}</span>
}

/** What the entry has and lacks, and why that matters to somebody who wants to reuse it. */
export const CompletenessList = ({ locale, view }: ViewProps) => {
  const { values, record, ui } = dictionary(locale)
  const { present, missing, notNeeded } = view.completeness
  const named = (check: (typeof present)[number]) => values.completeness[check].label
  const stated = present.filter((check) => !notNeeded.includes(check))
  return (
    <Section
      id="completeness"
      title={record.sections.completeness}
      aside={ui.completeness.of(present.length, COMPLETENESS_CHECKS.length)}
    >
      {missing.length > 0 ? (
        <Completeness
          locale={locale}
          items={missing.map((check) => ({ ...values.completeness[check], present: false }))}
        />
      ) : null}
      <p class="section__foot">
        {record.completeness.present}: {stated.map(named).join('; ')}.
      </p>
      {notNeeded.length > 0 ? (
        <p class="section__foot">
          {record.completeness.notNeeded}: {notNeeded.map(named).join('; ')}.
        </p>
      ) : null}
    </Section>
  )
}

/** The last versions; all of them, with what they changed, have a page of their own. */
export const RecentHistory = ({ locale, view }: ViewProps) => {
  const { record, history } = dictionary(locale)
  const href = softwareHref(locale, view.record.id, '/history')
  return (
    <Section
      id="history"
      title={record.sections.history}
      aside={view.record.version > 1 ? <a href={href}>{record.history.all(view.record.version)}</a> : undefined}
    >
      <Timeline
        events={view.versions.map((version) => ({
          when: formatMoment(locale, version.at),
          dateTime: version.at,
          title: (
            <a href={`${href}/${version.version}`}>
              {record.history.version(version.version)}
              {version.envelope === null ? null : (
                <>
                  : <Plain text={reasonText(version.envelope.reason, locale)} locale={locale} />
                </>
              )}
            </a>
          ),
          note: (
            <MetaLine
              parts={[
                version.envelope === null
                  ? version.withheld
                    ? history.withheld
                    : history.erased
                  : actorText(version.envelope.actor, locale),
                history.logEntry(version.idx),
              ]}
            />
          ),
        }))}
      />
    </Section>
  )
}

/** How to refer to the entry, and its data in every form there is. */
export const CiteAndTake = ({ locale, view, today, origin }: ViewProps & { readonly origin: string }) => {
  const t = dictionary(locale).record
  const { id, version, document } = view.record
  const url = `${origin}${softwareHref(locale, id)}`
  const name = wordsFor(document.identity.name, locale)?.text ?? id
  return (
    <Section id="cite" title={t.sections.cite}>
      <CodeBlock
        locale={locale}
        id="citation"
        label={t.cite.label}
        wrap
        text={t.cite.text(name, id, version, url, formatDate(locale, today))}
      />
      <p>
        {t.cite.data}:{' '}
        {view.publiccodeLacks === 0 ? (
          <>
            <a href={softwareHref(locale, id, '/publiccode.yml')}>publiccode.yml</a>,{' '}
          </>
        ) : null}
        <a href={`/api/v1/software/${id}`}>JSON</a>, <a href={`/api/v1/software/${id}/versions`}>{t.cite.log}</a>
      </p>
    </Section>
  )
}
