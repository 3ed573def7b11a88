import type { Child } from 'hono/jsx'
import { dictionary, type Locale } from '../i18n/index.ts'

/** What is wrong with each field, by the field's name, in the reader's language. */
export type FieldErrors = ReadonlyMap<string, string>

interface FieldProps {
  readonly locale: Locale
  /** Also the end of its id: `field-<name>`, which error summaries link to. */
  readonly name: string
  readonly label: Child
  readonly hint?: Child
  readonly errors?: FieldErrors | undefined
  /** Language of what is filled in, where it is not the page's. */
  readonly lang?: Locale | undefined
}

/** The id of a field, for links of an error summary. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^\w-]+/g, '-')}`
}

/** A form that changes something. Checks of the browser are off: ours say more, and in the reader's language. */
export const Form = ({
  action,
  multipart,
  children,
}: {
  /** The page itself unless given. */
  readonly action?: string | undefined
  readonly multipart?: boolean | undefined
  readonly children?: Child
}) => (
  <form method="post" action={action} novalidate enctype={multipart ? 'multipart/form-data' : undefined}>
    {children}
  </form>
)

/** A text on one line. */
export const TextField = ({
  type = 'text',
  value = '',
  width,
  inputmode,
  autocomplete = 'off',
  ...field
}: FieldProps & {
  readonly type?: 'text' | 'url' | 'email' | 'search' | undefined
  readonly value?: string | undefined
  /** How many characters it is to look made for. */
  readonly width?: 4 | 10 | 20 | 30 | undefined
  readonly inputmode?: 'numeric' | 'decimal' | 'url' | 'email' | undefined
  readonly autocomplete?: string | undefined
}) => (
  <Group {...field}>
    <input
      class={`govuk-input${width ? ` govuk-input--width-${width}` : ''}${isWrong(field) ? ' govuk-input--error' : ''}`}
      id={fieldId(field.name)}
      name={field.name}
      type={type}
      value={value}
      lang={field.lang}
      inputmode={inputmode}
      autocomplete={autocomplete}
      {...described(field)}
    />
  </Group>
)

/** A text of several lines. */
export const TextArea = ({
  value = '',
  rows = 5,
  ...field
}: FieldProps & { readonly value?: string | undefined; readonly rows?: number | undefined }) => (
  <Group {...field}>
    <textarea
      class={`govuk-textarea${isWrong(field) ? ' govuk-textarea--error' : ''}`}
      id={fieldId(field.name)}
      name={field.name}
      rows={rows}
      lang={field.lang}
      {...described(field)}
    >
      {/* The parser drops the first line end of a text area. */}
      {`\n${value}`}
    </textarea>
  </Group>
)

/** One of a list too long for radio buttons. */
export const Select = ({
  value = '',
  options,
  ...field
}: FieldProps & {
  readonly value?: string | undefined
  readonly options: readonly { readonly value: string; readonly label: string }[]
}) => (
  <Group {...field}>
    <select
      class={`govuk-select${isWrong(field) ? ' govuk-select--error' : ''}`}
      id={fieldId(field.name)}
      name={field.name}
      {...described(field)}
    >
      {options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  </Group>
)

/** A file of the reader's own. The form around it is `multipart`. */
export const FileField = ({ accept, ...field }: FieldProps & { readonly accept?: string | undefined }) => (
  <Group {...field}>
    <input
      class="govuk-file-upload"
      id={fieldId(field.name)}
      name={field.name}
      type="file"
      accept={accept}
      {...described(field)}
    />
  </Group>
)

/** Radio buttons (one of) or boxes to tick (any of), with a question above. */
export const Choices = ({
  kind,
  options,
  values,
  ...field
}: FieldProps & {
  readonly kind: 'radios' | 'checkboxes'
  readonly options: readonly { readonly value: string; readonly label: Child; readonly hint?: Child }[]
  readonly values: readonly string[]
}) => {
  const { name, label, hint, errors, locale } = field
  const block = `govuk-${kind}`
  return (
    <div class={`govuk-form-group${isWrong(field) ? ' govuk-form-group--error' : ''}`}>
      <fieldset class="govuk-fieldset" {...described(field)}>
        <legend class="govuk-fieldset__legend">{label}</legend>
        {hint ? (
          <div class="govuk-hint" id={`${fieldId(name)}-hint`}>
            {hint}
          </div>
        ) : null}
        <ErrorMessage locale={locale} name={name} errors={errors} />
        <div class={block}>
          {options.map((option, index) => {
            // The summary of errors links to the first of them.
            const id = index === 0 ? fieldId(name) : `${fieldId(name)}-${index + 1}`
            return (
              <div class={`${block}__item`}>
                <input
                  class={`${block}__input`}
                  id={id}
                  name={name}
                  type={kind === 'radios' ? 'radio' : 'checkbox'}
                  value={option.value}
                  checked={values.includes(option.value)}
                  aria-describedby={option.hint ? `${id}-item-hint` : undefined}
                />
                <label class={`govuk-label ${block}__label`} for={id}>
                  {option.label}
                </label>
                {option.hint ? (
                  <div class={`govuk-hint ${block}__hint`} id={`${id}-item-hint`}>
                    {option.hint}
                  </div>
                ) : null}
              </div>
            )
          })}
        </div>
      </fieldset>
    </div>
  )
}

/** What a form asks for, topic by topic, and how far each is. */
export const TaskList = ({
  tasks,
}: {
  readonly tasks: readonly {
    readonly title: Child
    readonly href: string
    readonly hint?: Child
    readonly state: Child
  }[]
}) => (
  <ul class="govuk-task-list">
    {tasks.map(({ title, href, hint, state }) => (
      <li class="govuk-task-list__item govuk-task-list__item--with-link">
        <div class="govuk-task-list__name-and-hint">
          <a class="govuk-task-list__link" href={href}>
            {title}
          </a>
          {hint ? <div class="govuk-task-list__hint">{hint}</div> : null}
        </div>
        <div class="govuk-task-list__status">{state}</div>
      </li>
    ))}
  </ul>
)

const Group = ({ children, ...field }: FieldProps & { readonly children?: Child }) => {
  const { name, label, hint, errors, locale } = field
  return (
    <div class={`govuk-form-group${isWrong(field) ? ' govuk-form-group--error' : ''}`}>
      <label class="govuk-label" for={fieldId(name)}>
        {label}
      </label>
      {hint ? (
        <div class="govuk-hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </div>
      ) : null}
      <ErrorMessage locale={locale} name={name} errors={errors} />
      {children}
    </div>
  )
}

const ErrorMessage = ({ locale, name, errors }: Pick<FieldProps, 'locale' | 'name' | 'errors'>) => {
  const error = errors?.get(name)
  if (error === undefined) return null
  return (
    <p class="govuk-error-message" id={`${fieldId(name)}-error`}>
      <span class="govuk-visually-hidden">{dictionary(locale).layout.errorPrefix}:</span> {error}
    </p>
  )
}

function isWrong({ name, errors }: Pick<FieldProps, 'name' | 'errors'>): boolean {
  return errors?.has(name) ?? false
}

function described(field: Pick<FieldProps, 'name' | 'hint' | 'errors'>) {
  const id = fieldId(field.name)
  const ids = [...(field.hint ? [`${id}-hint`] : []), ...(isWrong(field) ? [`${id}-error`] : [])]
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(isWrong(field) ? { 'aria-invalid': 'true' as const } : {}),
  }
}
