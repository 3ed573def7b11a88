import type { Child } from 'hono/jsx'
import { dictionary, type Locale } from '../i18n/index.ts'

export interface Column {
  /** The head of the column, with its unit: `Сума, ₴`. Repeated before each value when rows are stacked on a phone. */
  readonly label: string
  readonly numeric?: boolean
  /** For a table sorted by links: where the head leads, and how it is sorted now. */
  readonly sortHref?: string | undefined
  readonly sorted?: 'ascending' | 'descending' | undefined
}

/**
 * On a phone the rows are stacked by CSS, and browsers then forget that this is a table; hence roles that would
 * otherwise be redundant.
 */
const ROLE = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const

/** A table whose rows become stacked facts on a phone. The first cell of a row is its header. */
export const DataTable = ({
  caption,
  captionHidden = false,
  labelledBy,
  columns,
  rows,
}: {
  readonly caption?: Child
  readonly captionHidden?: boolean
  /** The id of a heading that says what the caption would: the table is then named by it, and has no caption. */
  readonly labelledBy?: string | undefined
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Child[])[]
}) => (
  <table class="table" {...ROLE.table} aria-labelledby={labelledBy}>
    {labelledBy === undefined ? (
      <caption class={captionHidden ? 'govuk-visually-hidden' : undefined}>{caption}</caption>
    ) : null}
    <thead {...ROLE.rowgroup}>
      <tr {...ROLE.row}>
        {columns.map((column) => (
          <th
            scope="col"
            {...ROLE.columnheader}
            class={column.numeric ? 'number' : undefined}
            aria-sort={column.sorted ?? undefined}
          >
            {column.sortHref ? <a href={column.sortHref}>{column.label}</a> : column.label}
          </th>
        ))}
      </tr>
    </thead>
    <tbody {...ROLE.rowgroup}>
      {rows.map((cells) => (
        <tr {...ROLE.row}>
          {cells.map((cell, index) => {
            const column = columns[index]
            const kind = column?.numeric ? 'number' : undefined
            return index === 0 ? (
              <th scope="row" {...ROLE.rowheader} class={kind}>
                {cell}
              </th>
            ) : (
              <td {...ROLE.cell} data-label={column?.label} class={kind}>
                {cell}
              </td>
            )
          })}
        </tr>
      ))}
    </tbody>
  </table>
)

export interface CompareRow {
  readonly label: Child
  /** One answer a column, in their order. */
  readonly cells: readonly Child[]
  readonly differs: boolean
}

/** Up to four records side by side; rows whose answers differ are marked in words and by a line. */
export const CompareTable = ({
  locale,
  caption,
  heads,
  rows,
}: {
  readonly locale: Locale
  readonly caption: string
  /** Names as plain text (repeated on a phone), and what to show in the head: a link, a way to remove the column. */
  readonly heads: readonly { readonly name: string; readonly content: Child }[]
  readonly rows: readonly CompareRow[]
}) => {
  const t = dictionary(locale).ui.compare
  return (
    <>
      {rows.some((row) => row.differs) ? <p class="meta">{t.legend}</p> : null}
      <table class="table compare" {...ROLE.table}>
        <caption class="govuk-visually-hidden">{caption}</caption>
        <thead {...ROLE.rowgroup}>
          <tr {...ROLE.row}>
            <th scope="col" {...ROLE.columnheader}>
              {t.aspect}
            </th>
            {heads.map(({ content }) => (
              <th scope="col" {...ROLE.columnheader}>
                {content}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLE.rowgroup}>
          {rows.map((row) => (
            <tr {...ROLE.row} class={row.differs ? 'compare__differs' : undefined}>
              <th scope="row" {...ROLE.rowheader}>
                {row.label}
                {row.differs ? <span class="compare__note">{t.differs}</span> : null}
              </th>
              {row.cells.map((cell, index) => (
                <td {...ROLE.cell} data-label={heads[index]?.name}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
