import type { Child } from 'hono/jsx'
import { dictionary, type Locale } from '../i18n/index.ts'
import { Icon } from '../icons.tsx'

/** Up to six facts that answer most questions about a record. */
export const FactGrid = ({
  facts,
}: {
  readonly facts: readonly { readonly label: Child; readonly value: Child; readonly note?: Child }[]
}) => (
  <dl class="fact-grid">
    {facts.map(({ label, value, note }) => (
      <div>
        <dt>{label}</dt>
        <dd>
          {value}
          {note ? <span class="meta">{note}</span> : null}
        </dd>
      </div>
    ))}
  </dl>
)

/** Labels and values in two columns. `source` says where a value comes from. Rows without a value are left out. */
export const SummaryList = ({
  rows,
}: {
  readonly rows: readonly { readonly label: Child; readonly value: Child; readonly source?: Child }[]
}) => (
  <dl class="govuk-summary-list">
    {rows
      .filter(({ value }) => value !== null && value !== undefined && value !== '' && value !== false)
      .map(({ label, value, source }) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{label}</dt>
          <dd class="govuk-summary-list__value">
            {value}
            {source ? <span class="provenance">{source}</span> : null}
          </dd>
        </div>
      ))}
  </dl>
)

/** What happened to a record, the newest first. `verified` marks what a checkpoint of the log vouches for. */
export const Timeline = ({
  events,
}: {
  readonly events: readonly {
    readonly when: Child
    /** The same as an ISO date or instant. */
    readonly dateTime?: string | undefined
    readonly title: Child
    readonly note?: Child
    readonly verified?: Child
  }[]
}) => (
  <ol class="timeline">
    {events.map(({ when, dateTime, title, note, verified }) => (
      <li>
        <p class="meta">
          <time datetime={dateTime}>{when}</time>
        </p>
        <div>
          <p>{title}</p>
          {note ? <div>{note}</div> : null}
          {verified ? (
            <p class="meta timeline__verified">
              <Icon name="verified" /> {verified}
            </p>
          ) : null}
        </div>
      </li>
    ))}
  </ol>
)

/** What a record has and lacks, and why it matters to somebody who wants to reuse it: a list, not a score. */
export const Completeness = ({
  locale,
  items,
}: {
  readonly locale: Locale
  readonly items: readonly { readonly label: Child; readonly present: boolean; readonly why?: Child }[]
}) => {
  const t = dictionary(locale).ui.completeness
  const ordered = [...items.filter((item) => !item.present), ...items.filter((item) => item.present)]
  return (
    <ul class="completeness">
      {ordered.map(({ label, present, why }) => (
        <li class={present ? 'completeness__present' : 'completeness__missing'}>
          <Icon name={present ? 'check' : 'missing'} />
          <div>
            {label} <span class="meta">— {present ? t.present : t.missing}</span>
            {why && !present ? <p class="meta">{why}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** A plain list of records with a note to each, as on an organization's page. */
export const RecordList = ({
  records,
}: {
  readonly records: readonly { readonly name: Child; readonly note?: Child; readonly side?: Child }[]
}) => (
  <ul class="record-list">
    {records.map(({ name, note, side }) => (
      <li>
        <div>
          <p>{name}</p>
          {note ? <p class="meta">{note}</p> : null}
        </div>
        {side ? <div class="record-list__side">{side}</div> : null}
      </li>
    ))}
  </ul>
)
