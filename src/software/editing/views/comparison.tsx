import { dictionary, type Locale } from '../../../web/i18n/index.ts'
import { Choices, type FieldErrors } from '../../../web/ui.tsx'
import { type Differing, mayJoin } from '../merge.ts'
import type { CodeTables } from './fields.tsx'
import { ValueView } from './values.tsx'
import { fieldWords } from './words.ts'

/** Field by field what two sides say, and a choice for each: inputs `choice.<path>`. */
export const ComparisonFields = ({
  locale,
  differing,
  tables,
  errors,
}: {
  readonly locale: Locale
  readonly differing: readonly Differing[]
  readonly tables: CodeTables
  readonly errors?: FieldErrors | undefined
}) => {
  const t = dictionary(locale).editing.compare
  return (
    <>
      {differing.map((each) => {
        const { field, before, theirs, mine } = each
        const said = (value: Differing['mine']) => (
          <ValueView field={field} value={value} locale={locale} tables={tables} />
        )
        return (
          <Choices
            locale={locale}
            kind="radios"
            name={`choice.${field.path}`}
            label={fieldWords(field.path, locale).label}
            hint={
              before === undefined ? undefined : (
                <>
                  {t.before}: {said(before)}
                </>
              )
            }
            errors={errors}
            values={[]}
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
