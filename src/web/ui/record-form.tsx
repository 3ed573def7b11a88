import type { Child } from 'hono/jsx'
import type { Finding } from '../../kernel/errors.ts'
import type { FilledForm } from '../form.ts'
import type { Locale } from '../i18n/index.ts'
import { findingText } from '../problem.ts'
import type { ComparisonRow } from './comparison.tsx'
import { Choices, type FieldErrors, fieldId, Select, TextArea, TextField } from './form.tsx'

interface FieldWords {
  /** The place of the value in the record with dots: `name.uk`, `contact.email`. */
  readonly name: string
  readonly label: string
  readonly hint?: Child
}

/** A field of a form that fills in a record. */
export type RecordField = FieldWords &
  (
    | {
        readonly kind: 'line'
        readonly type?: 'url' | 'email' | undefined
        readonly width?: 4 | 10 | 20 | 30 | undefined
        readonly inputmode?: 'numeric' | 'decimal' | undefined
        readonly lang?: Locale | undefined
      }
    | { readonly kind: 'lines'; readonly rows?: number; readonly lang?: Locale | undefined }
    | {
        readonly kind: 'select' | 'radios'
        readonly options: readonly { readonly value: string; readonly label: string }[]
      }
    /** A box whose value is `yes` when it is ticked. */
    | { readonly kind: 'tick'; readonly statement: string }
  )

/** Fields about one topic. */
export interface RecordFieldGroup {
  readonly title: string
  readonly lead?: Child
  readonly fields: readonly RecordField[]
}

/** What is filled in, by the names of the fields; an empty field is an empty text. */
export type FieldValues = Readonly<Record<string, string>>

export function fieldsOf(groups: readonly RecordFieldGroup[]): readonly RecordField[] {
  return groups.flatMap(({ fields }) => fields)
}

export function readFields(form: Pick<FilledForm, 'text'>, groups: readonly RecordFieldGroup[]): FieldValues {
  return Object.fromEntries(fieldsOf(groups).map(({ name }) => [name, form.text(name)]))
}

/** The fields of a record, by topic. */
export const RecordFields = ({
  locale,
  groups,
  values,
  errors,
}: {
  readonly locale: Locale
  readonly groups: readonly RecordFieldGroup[]
  readonly values: FieldValues
  readonly errors?: FieldErrors | undefined
}) => (
  <>
    {groups.map(({ title, lead, fields }) => (
      <fieldset class="govuk-fieldset field-group">
        <legend class="govuk-fieldset__legend field-group__title">{title}</legend>
        {lead ? <p>{lead}</p> : null}
        {fields.map((field) => (
          <OneField locale={locale} field={field} value={values[field.name] ?? ''} errors={errors} />
        ))}
      </fieldset>
    ))}
  </>
)

const OneField = ({
  locale,
  field,
  value,
  errors,
}: {
  readonly locale: Locale
  readonly field: RecordField
  readonly value: string
  readonly errors?: FieldErrors | undefined
}) => {
  const { name, label, hint } = field
  const common = { locale, name, label, hint, errors }
  switch (field.kind) {
    case 'line':
      return (
        <TextField
          {...common}
          value={value}
          type={field.type}
          width={field.width}
          inputmode={field.inputmode}
          lang={field.lang === locale ? undefined : field.lang}
        />
      )
    case 'lines':
      return (
        <TextArea
          {...common}
          value={value}
          rows={field.rows ?? 3}
          lang={field.lang === locale ? undefined : field.lang}
        />
      )
    case 'select':
      return <Select {...common} value={value} options={field.options} />
    case 'radios':
      return <Choices {...common} kind="radios" values={[value]} options={field.options} />
    case 'tick':
      return (
        <Choices {...common} kind="checkboxes" values={[value]} options={[{ value: 'yes', label: field.statement }]} />
      )
  }
}

/** What is filled in, for a page that asks something else in between. */
export const HiddenFields = ({ values }: { readonly values: FieldValues }) => (
  <>
    {Object.entries(values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
)

/** A value as a reader reads it. */
export function shownValue(field: RecordField, value: string): string {
  if (field.kind === 'select' || field.kind === 'radios') {
    return field.options.find((option) => option.value === value)?.label ?? value
  }
  if (field.kind === 'tick') return value === 'yes' ? field.statement : ''
  return value
}

/** What is wrong, beside each field and as lines that lead to the fields. */
export interface FormMistakes {
  readonly errors: FieldErrors
  readonly summary: readonly { readonly href?: string | undefined; readonly text: string }[]
}

/** Findings about a record (RFC 6901 pointers into it) as mistakes of the fields that filled it in. */
export function mistakesOf(findings: readonly Finding[], fields: readonly FieldWords[], locale: Locale): FormMistakes {
  const errors = new Map<string, string>()
  const summary = findings.map((finding) => {
    const text = findingText(finding, locale)
    const field = fieldAt(finding.pointer, fields)
    if (field === undefined) return { text }
    if (!errors.has(field.name)) errors.set(field.name, text)
    return { href: `#${fieldId(field.name)}`, text: `${field.label}: ${text}` }
  })
  return { errors, summary }
}

/** The field of a place: its own, else the first below it, else the one that the place is within. */
function fieldAt(pointer: string, fields: readonly FieldWords[]): FieldWords | undefined {
  const place = pointer.slice(1).replaceAll('/', '.')
  if (place === '') return undefined
  return (
    fields.find(({ name }) => name === place) ??
    fields.find(({ name }) => name.startsWith(`${place}.`)) ??
    fields.find(({ name }) => place.startsWith(`${name}.`))
  )
}

/**
 * The fields in which what the reader filled in and what the register has now differ. Where only one side changed what both began
 * from, its value is chosen beforehand; without knowing that beginning the reader chooses all.
 */
export function comparisonRows(
  fields: readonly RecordField[],
  began: FieldValues | null,
  mine: FieldValues,
  theirs: FieldValues,
): readonly ComparisonRow[] {
  return fields.flatMap((field) => {
    const { name, label } = field
    const [own, other] = [mine[name] ?? '', theirs[name] ?? '']
    const before = began === null ? undefined : (began[name] ?? '')
    if (own === other) return []
    const keep = before === undefined ? null : other === before ? 'mine' : own === before ? 'theirs' : null
    return [{ name, label, mine: shownValue(field, own), theirs: shownValue(field, other), keep }]
  })
}
