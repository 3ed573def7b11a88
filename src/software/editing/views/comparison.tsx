import { dictionary, type Locale } from '../../../web/i18n/index.ts'
import { Choices, ErrorSummary, fieldId } from '../../../web/ui.tsx'
import { type Choice, type Differing, mayJoin } from '../merge.ts'
import type { CodeTables } from './fields.tsx'
import { ValueView } from './values.tsx'
import { fieldWords } from './words.ts'

/** Field by field what two sides say, and a choice for each: inputs `choice.<path>`. */
export const ComparisonFields = ({
  locale,
  differing,
  tables,
  choices,
  open,
}: {
  readonly locale: Locale
  readonly differing: readonly Differing[]
  readonly tables: CodeTables
  /** What was chosen so far. */
  readonly choices?: ReadonlyMap<string, Choice> | undefined
  /** Paths of the fields for which something is still to be chosen. */
  readonly open: readonly string[]
}) => {
  const t = dictionary(locale).editing.compare
  const errors = new Map(open.map((path) => [nameOf(path), t.choose]))
  return (
    <>
      {differing.map((each) => {
        const { field, before, theirs, mine } = each
        const choice = choices?.get(field.path)
        const said = (value: Differing['mine']) => (
          <ValueView field={field} value={value} locale={locale} tables={tables} />
        )
        return (
          <Choices
            locale={locale}
            kind="radios"
            name={nameOf(field.path)}
            label={fieldWords(field.path, locale).label}
            hint={
              before === undefined ? undefined : (
                <>
                  {t.before}: {said(before)}
                </>
              )
            }
            errors={errors}
            values={choice === undefined ? [] : [choice]}
            options={[
              { value: 'theirs', label: t.keepTheirs, hint: said(theirs) },
              { value: 'mine', label: t.keepMine, hint: said(mine) },
              ...(mayJoin(each) ? [{ value: 'both', label: t.keepBoth }] : []),
            ]}
          />
        )
      })}
    </>
  )
}

/** The fields for which nothing was chosen, at the top of the page; nothing when there are none. */
export const ComparisonSummary = ({ locale, open }: { readonly locale: Locale; readonly open: readonly string[] }) => {
  const { topic, compare } = dictionary(locale).editing
  if (open.length === 0) return null
  const errors = open.map((path) => ({
    href: `#${fieldId(nameOf(path))}`,
    text: topic.field(fieldWords(path, locale).label, compare.choose),
  }))
  return <ErrorSummary locale={locale} errors={errors} />
}

function nameOf(path: string): string {
  return `choice.${path}`
}
