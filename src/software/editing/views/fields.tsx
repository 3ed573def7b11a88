import { type Code, codeTitle } from '../../../directory/reference.ts'
import { LOCALES } from '../../../kernel/localized.ts'
import { dictionary, type Locale } from '../../../web/i18n/index.ts'
import { isLocale } from '../../../web/i18n/locale.ts'
import { Choices, type FieldErrors, fieldId, Select, TextArea, TextField } from '../../../web/ui.tsx'
import type { Field, GroupField, RowsField, ValueField } from '../form-field.ts'
import {
  countName,
  inputsOf,
  languagesName,
  languagesOf,
  membersIn,
  type Typed,
  textOf,
  valueAt,
  yesNoOf,
} from '../typed.ts'
import { fieldWords, inLanguage, valueLabel } from './words.ts'

/** The tables of codes that fields choose from. */
export interface CodeTables {
  readonly functions: readonly Code[]
  readonly regions: readonly Code[]
}

interface FormProps {
  readonly locale: Locale
  readonly errors: FieldErrors
  readonly tables: CodeTables
  /** The list of rows that gets an empty one more. */
  readonly more: string | null
}

interface FieldProps<Of extends Field> extends FormProps {
  readonly field: Of
  /** Name of the input, also the place in the document. */
  readonly name: string
  /** Where the field's words are. */
  readonly path: string
  readonly value: Typed | undefined
}

/** One field of a topic with what has been typed. */
export const FieldView = (props: FieldProps<Field>) => {
  const { field } = props
  if (field.kind === 'rows') return <Rows {...props} field={field} />
  if (field.kind === 'group') return <Group {...props} field={field} />
  return <Value {...props} field={field} />
}

const REQUIRED: readonly string[] = ['identity.name', 'identity.shortDescription']
/** Radio buttons up to so many values, a list to choose from beyond. */
const MOST_RADIOS = 3

const Value = (props: FieldProps<ValueField>) => {
  const { field, name, path, value, locale, errors } = props
  const t = dictionary(locale).editing.topic
  const { label, hint } = fieldWords(path, locale)
  const common = { locale, name, label, hint, errors }
  switch (field.kind) {
    case 'localized':
    case 'localizedLines':
      return <Localized {...props} />
    case 'text':
      return field.lines === undefined ? (
        <TextField {...common} value={textOf(value)} />
      ) : (
        <TextArea {...common} value={textOf(value)} rows={field.lines} />
      )
    case 'url':
      return <TextField {...common} type="url" inputmode="url" value={textOf(value)} />
    case 'email':
      return <TextField {...common} type="email" inputmode="email" value={textOf(value)} />
    case 'date':
      return <TextField {...common} width={10} value={textOf(value)} />
    case 'number':
      return <TextField {...common} width={10} inputmode="numeric" value={textOf(value)} />
    case 'organization':
      return <TextField {...common} width={30} value={textOf(value)} />
    case 'lines':
    case 'organizations':
      return <TextArea {...common} value={textOf(value)} rows={rowsFor(value)} />
    case 'choice': {
      const options = field.values.map((each) => ({ value: each, label: valueLabel(field.labels, each, locale) }))
      const all = field.initial === undefined ? [{ value: '', label: t.notSaid }, ...options] : options
      const chosen = textOf(value) || (field.initial ?? '')
      return all.length > MOST_RADIOS + 1 ? (
        <Select {...common} value={chosen} options={withUnknown(all, chosen)} />
      ) : (
        <Choices {...common} kind="radios" options={all} values={[chosen]} />
      )
    }
    case 'yesNo':
      return (
        <Choices
          {...common}
          kind="radios"
          options={[
            { value: 'yes', label: t.yes },
            { value: 'no', label: t.no },
            { value: '', label: t.notSaid },
          ]}
          values={[yesNoOf(value)]}
        />
      )
    case 'flag':
      return (
        <>
          <input type="hidden" name={name} value="" />
          <Choices
            {...common}
            kind="checkboxes"
            options={[{ value: 'yes', label: t.yes }]}
            values={value === true ? ['yes'] : []}
          />
        </>
      )
    case 'choices':
      return (
        <>
          <input type="hidden" name={name} value="" />
          <Choices
            {...common}
            kind="checkboxes"
            options={field.values.map((each) => ({ value: each, label: valueLabel(field.labels, each, locale) }))}
            values={membersIn(value)}
          />
        </>
      )
    case 'codes':
      return <Codes {...props} codes={props.tables[field.scheme]} />
  }
}

/** A value that the list does not have stays what it is until somebody chooses another. */
function withUnknown(options: readonly { readonly value: string; readonly label: string }[], chosen: string) {
  return options.some(({ value }) => value === chosen) ? options : [...options, { value: chosen, label: chosen }]
}

function rowsFor(value: Typed | undefined): number {
  return Math.min(Math.max(3, membersIn(value).length + 1), 12)
}

/** A text in Ukrainian, in English, and in the languages it is in already. */
const Localized = ({ field, name, path, value, locale, errors }: FieldProps<ValueField>) => {
  const { label, hint } = fieldWords(path, locale)
  const t = dictionary(locale).editing.topic
  const languages = languagesOf(value)
  const lines = field.kind === 'localizedLines' ? 5 : field.kind === 'localized' ? field.lines : undefined
  return (
    <fieldset class="govuk-fieldset form-part">
      <legend class="govuk-fieldset__legend">
        {label}
        {REQUIRED.includes(path) ? <span class="meta"> ({t.required})</span> : null}
      </legend>
      {hint ? <div class="govuk-hint">{hint}</div> : null}
      {languages.length > LOCALES.length ? (
        <input type="hidden" name={languagesName(name)} value={languages.join(' ')} />
      ) : null}
      {languages.map((language) => {
        const one = {
          locale,
          name: `${name}.${language}`,
          label: inLanguage(language, locale),
          errors,
          lang: isLocale(language) && language !== locale ? language : undefined,
          value: textOf(valueAt(value, language)),
        }
        return lines === undefined ? <TextField {...one} /> : <TextArea {...one} rows={lines} />
      })}
    </fieldset>
  )
}

/** What is chosen of a table, to be unticked, and the rest of it to choose one more from. */
const Codes = ({
  name,
  path,
  value,
  locale,
  errors,
  codes,
}: FieldProps<ValueField> & { readonly codes: readonly Code[] }) => {
  const t = dictionary(locale).editing.topic
  const { label, hint } = fieldWords(path, locale)
  const chosen = membersIn(value)
  const titleOf = (code: string) => {
    const found = codes.find((each) => each.code === code)
    return found ? codeTitle(found, locale) : code
  }
  const parents = new Set(codes.flatMap(({ parent }) => (parent === null ? [] : [parent])))
  const options = codes
    .filter(({ code }) => !parents.has(code) && !chosen.includes(code))
    .map((code) => ({
      value: code.code,
      label: code.parent === null ? codeTitle(code, locale) : `${titleOf(code.parent)}: ${codeTitle(code, locale)}`,
    }))
  return (
    <div class="form-part">
      <input type="hidden" name={name} value="" />
      {chosen.length > 0 ? (
        <Choices
          locale={locale}
          name={name}
          label={label}
          hint={t.checkedCode}
          errors={errors}
          kind="checkboxes"
          options={chosen.map((code) => ({ value: code, label: titleOf(code) }))}
          values={chosen}
        />
      ) : null}
      <Select
        locale={locale}
        name={`${name}.add`}
        label={chosen.length > 0 ? t.addCode : label}
        hint={hint}
        errors={chosen.length > 0 ? undefined : renamed(errors, name, `${name}.add`)}
        options={[{ value: '', label: t.chooseCode }, ...options]}
      />
      <button class="button button--quiet" type="submit" name="add" value={name}>
        {t.add}
      </button>
    </div>
  )
}

function renamed(errors: FieldErrors, from: string, to: string): FieldErrors {
  const text = errors.get(from)
  return text === undefined ? errors : new Map([[to, text]])
}

const Group = ({ field, name, path, value, ...form }: FieldProps<GroupField>) => {
  const { label, hint } = fieldWords(path, form.locale)
  return (
    <fieldset class="govuk-fieldset form-part form-part--group" id={fieldId(name)}>
      <legend class="govuk-fieldset__legend">{label}</legend>
      {hint ? <div class="govuk-hint">{hint}</div> : null}
      {field.fields.map((inner) => (
        <FieldView
          {...form}
          field={inner}
          name={`${name}.${inner.path}`}
          path={`${path}.${inner.path}`}
          value={valueAt(value, inner.path)}
        />
      ))}
    </fieldset>
  )
}

const Rows = ({ field, name, path, value, ...form }: FieldProps<RowsField>) => {
  const { locale, errors, more } = form
  const t = dictionary(locale).editing
  const { label, hint } = fieldWords(path, locale)
  const words = t.rows[path]
  const typed = Array.isArray(value) ? value : []
  const rows: readonly (Typed | undefined)[] =
    more === name && typed.length < field.most ? [...typed, undefined] : typed
  const error = errors.get(name)
  return (
    <fieldset class="govuk-fieldset form-part form-part--group" id={fieldId(name)}>
      <legend class="govuk-fieldset__legend">{label}</legend>
      {hint ? <div class="govuk-hint">{hint}</div> : null}
      {error === undefined ? null : <p class="govuk-error-message">{error}</p>}
      <input type="hidden" name={countName(name)} value={String(rows.length)} />
      {rows.map((row, index) => {
        const title = words?.one(index + 1) ?? String(index + 1)
        return (
          <fieldset class="govuk-fieldset form-row">
            <legend class="govuk-fieldset__legend">{title}</legend>
            {field.fields.map((inner) => (
              <FieldView
                {...form}
                field={inner}
                name={`${name}.${index}.${inner.path}`}
                path={`${path}.${inner.path}`}
                value={valueAt(row, inner.path)}
              />
            ))}
            <button class="button button--quiet" type="submit" name="remove" value={`${name}.${index}`}>
              {t.topic.remove}
              <span class="govuk-visually-hidden">: {title}</span>
            </button>
          </fieldset>
        )
      })}
      {rows.length < field.most ? (
        <button class="button button--quiet" type="submit" name="add" value={name}>
          {words?.add ?? t.topic.add}
        </button>
      ) : null}
    </fieldset>
  )
}

/** A field's value as hidden inputs, to be sent again as it is. */
export const HiddenField = ({ field, value }: { readonly field: Field; readonly value: Typed | undefined }) => (
  <>
    {inputsOf(field, field.path, value).map(([name, text]) => (
      <input type="hidden" name={name} value={text} />
    ))}
  </>
)
