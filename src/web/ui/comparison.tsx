import type { Child } from 'hono/jsx'
import { dictionary, type Locale } from '../i18n/index.ts'
import { Choices, type FieldErrors } from './form.tsx'

/** Whose value of a field is to be kept. */
export type Kept = 'mine' | 'theirs'

export interface ComparisonRow {
  /** Of the field; its choice is sent as `keepName(name)`. */
  readonly name: string
  readonly label: Child
  /** What the reader filled in, and what the register has meanwhile; nothing stands for an empty field. */
  readonly mine: Child
  readonly theirs: Child
  /** Chosen beforehand, where only one side changed the field; null makes the reader choose. */
  readonly keep?: Kept | null | undefined
}

/** The name under which the choice about a field is sent. */
export function keepName(field: string): string {
  return `keep.${field}`
}

/** Two versions of a record field by field, one of them to be kept in each. It stands inside a form. */
export const Comparison = ({
  locale,
  rows,
  errors,
}: {
  readonly locale: Locale
  readonly rows: readonly ComparisonRow[]
  /** By `keepName`: fields about which nothing was chosen. */
  readonly errors?: FieldErrors | undefined
}) => {
  const t = dictionary(locale).comparison
  return (
    <>
      {rows.map(({ name, label, mine, theirs, keep }) => (
        <Choices
          locale={locale}
          kind="radios"
          name={keepName(name)}
          label={label}
          errors={errors}
          values={keep ? [keep] : []}
          options={[
            { value: 'theirs', label: <Side what={t.theirs} value={theirs} empty={t.empty} /> },
            { value: 'mine', label: <Side what={t.mine} value={mine} empty={t.empty} /> },
          ]}
        />
      ))}
    </>
  )
}

const Side = ({ what, value, empty }: { readonly what: string; readonly value: Child; readonly empty: string }) => (
  <>
    <span class="meta">{what}:</span> {value === null || value === undefined || value === '' ? <i>{empty}</i> : value}
  </>
)
