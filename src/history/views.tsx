import type { RecordType } from '../kernel/identifiers.ts'
import { langOfPlain } from '../web/content.tsx'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import { DataTable } from '../web/ui.tsx'
import type { Difference, Differences } from './diff.ts'
import { fieldName, valueText } from './field-names.ts'
import type { VersionWithChanges } from './versions.ts'

/** Beyond so many rows the differences of a version are folded in a list of versions. */
const SHOWN_AT_ONCE = 6
const LONGEST_VALUE = 400
/** What the markup of a row takes, in characters as wide as the text. */
const ROW_MARKUP = 80

interface ChangeRow {
  readonly field: string
  readonly before: string
  readonly after: string
}

/**
 * What a version changed, field by field.
 * @param room how many characters of differences there is room for; the rest is counted
 */
export const ChangesOf = ({
  locale,
  version,
  room,
  folded = false,
}: {
  readonly locale: Locale
  readonly version: VersionWithChanges
  readonly room: number
  readonly folded?: boolean
}) => {
  const t = dictionary(locale).history
  if (version.envelope === null) return null
  if (version.version === 1) return <p class="meta">{t.first}</p>
  if (version.followsWithheld) return <p class="meta">{t.firstPublished}</p>
  if (version.changes === null) return <p class="meta">{t.notComparable}</p>
  const { count } = version.changes
  if (count === 0) return <p class="meta">{t.none}</p>
  const table = <DifferenceTable locale={locale} type={version.type} changes={version.changes} room={room} />
  if (!folded || rowsWithin(version.type, version.changes, locale, room).length <= SHOWN_AT_ONCE) return table
  return (
    <details class="versions__changes">
      <summary>{t.showAll(count)}</summary>
      {table}
    </details>
  )
}

/**
 * Differences between two snapshots of a record in the reader's words.
 * @param room how many characters of differences there is room for; the rest is counted
 */
export const DifferenceTable = ({
  locale,
  type,
  changes,
  room,
  nameOf = () => undefined,
}: {
  readonly locale: Locale
  readonly type: RecordType
  readonly changes: Differences
  readonly room: number
  /** What a value that is the number of another record is called. */
  readonly nameOf?: ((value: string) => string | undefined) | undefined
}) => {
  const t = dictionary(locale).history
  const { count } = changes
  const rows = rowsWithin(type, changes, locale, room).map((row) => ({
    ...row,
    before: nameOf(row.before) ?? row.before,
    after: nameOf(row.after) ?? row.after,
  }))
  return (
    <>
      <DataTable
        caption={t.changes(count)}
        captionHidden
        columns={[{ label: t.field }, { label: t.before }, { label: t.after }]}
        rows={rows.map(({ field, before, after }) => [
          field,
          before === '' ? '' : <del lang={langOfPlain(before, locale)}>{before}</del>,
          after === '' ? '' : <ins lang={langOfPlain(after, locale)}>{after}</ins>,
        ])}
      />
      {rows.length < count ? <p class="meta">{t.more(count - rows.length)}</p> : null}
    </>
  )
}

function rowsWithin(type: RecordType, changes: Differences, locale: Locale, room: number): readonly ChangeRow[] {
  const rows: ChangeRow[] = []
  let used = 0
  for (const change of changes.shown) {
    const row = rowOf(change, type, locale)
    used += row.field.length + row.before.length + row.after.length + ROW_MARKUP
    if (rows.length > 0 && used > room) break
    rows.push(row)
  }
  return rows
}

function rowOf(change: Difference, type: RecordType, locale: Locale): ChangeRow {
  const { path, before, after } = change
  return {
    field: fieldName(type, path, locale),
    before: valueText(path, before, locale, LONGEST_VALUE),
    after: valueText(path, after, locale, LONGEST_VALUE),
  }
}
